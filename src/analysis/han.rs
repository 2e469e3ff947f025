//! Chinese characters that have a traditional and a simplified form: `國` and `国`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The characters by a simplified one, which stands first.
static BY_SIMPLIFIED: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut all: FxHashMap<char, Vec<char>> = FxHashMap::default();
    for (&traditional, &simplified) in SIMPLIFIED.iter() {
        let same = all.entry(simplified);
        same.or_insert_with(|| vec![simplified]).push(traditional);
    }
    for same in all.values_mut() {
        same.sort_unstable();
    }
    all
});

/// The simplified form of each traditional character.
static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("simplified.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(|line| {
        let (traditional, simplified) = (line.chars().step_by(2), line.chars().skip(1).step_by(2));
        traditional.zip(simplified)
    });
    pairs.collect()
});

/// All characters that are written for the same one in simplified writing, the given one among them; none, if there is no other.
fn same(c: char) -> &'static [char] {
    if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return &[];
    }
    let simplified = SIMPLIFIED.get(&c).unwrap_or(&c);
    BY_SIMPLIFIED.get(simplified).map_or(&[], Vec::as_slice)
}

/// The ways to write a key of one or two Chinese characters, traditional and simplified; none, if there is but one.
///
/// ```
/// # use newsdex::analysis::written_otherwise;
/// assert_eq!(written_otherwise("中国"), ["中国", "中國"]);
/// assert!(written_otherwise("15000").is_empty());
/// ```
pub fn written_otherwise(key: &str) -> Vec<String> {
    if key.is_ascii() || key.chars().nth(2).is_some() || key.chars().all(|c| same(c).is_empty()) {
        return Vec::new();
    }
    let mut found = vec![String::new()];
    for c in key.chars() {
        let one = [c];
        let ways = match same(c) {
            [] => &one,
            ways => ways,
        };
        let longer = |start: &String| -> Vec<String> {
            ways.iter().map(|c| format!("{start}{c}")).collect()
        };
        found = found.iter().flat_map(longer).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_and_simplified_characters_are_found_from_each_other() {
        for (key, other) in [
            ("中國", "中国"),
            ("台湾", "臺灣"),
            ("发", "發"),
            ("髮", "发"),
        ] {
            assert!(written_otherwise(key).contains(&other.to_owned()), "{key}");
            assert!(
                written_otherwise(other).contains(&key.to_owned()),
                "{other}"
            );
            assert!(written_otherwise(key).contains(&key.to_owned()), "{key}");
        }
        assert!(written_otherwise("北京").is_empty());
        assert!(written_otherwise("東京都").is_empty());
    }

    #[test]
    fn no_simplified_character_leads_on_to_another() {
        for (traditional, simplified) in SIMPLIFIED.iter() {
            assert!(!SIMPLIFIED.contains_key(simplified), "{traditional}");
        }
    }
}
