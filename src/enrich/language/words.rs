//! The words of a sample, in lower case.

/// As [`str::to_lowercase`], which takes much longer behind the first letter that is not ASCII.
pub(super) fn to_lower(text: &str) -> String {
    // Its small letter depends on what stands around it.
    if text.is_ascii() || text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, behind) = rest.split_at(at);
        lower.push_str(plain);
        let Some(c) = behind.chars().next() else {
            break;
        };
        match c {
            '\u{430}'..='\u{45f}' | '\u{2010}'..='\u{2027}' => lower.push(c),
            _ => lower.extend(c.to_lowercase()),
        }
        rest = behind.get(c.len_utf8()..).unwrap_or_default();
    }
    lower.push_str(rest);
    lower.make_ascii_lowercase();
    lower
}

/// Letters, digits, apostrophes and accents.
fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric() || c == '\'',
        '\u{430}'..='\u{45f}' => true,
        '\u{2010}'..='\u{2027}' => c == '’',
        _ => c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}'),
    }
}

/// For each byte of ASCII whether it is of a word.
const OF_WORD: [Option<bool>; 256] = {
    let mut table = [None; 256];
    let mut byte = 0;
    while byte < 128 {
        let sign = byte as u8;
        table[byte] = Some(sign.is_ascii_alphanumeric() || sign == b'\'');
        byte += 1;
    }
    table
};

/// The bytes before the first character that is of a word, or that is not.
fn before(text: &str, of_word: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default().iter();
        at += rest
            .take_while(|byte| OF_WORD[usize::from(**byte)] == Some(!of_word))
            .count();
        let other = text.get(at..).and_then(|rest| rest.chars().next());
        match other.filter(|c| !c.is_ascii()) {
            Some(c) if is_of_word(c) != of_word => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.get(before(rest, true)..)?;
        let (word, behind) = rest.split_at(before(rest, false));
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_stands_between_other_signs(text in "([a-zA-Z0-9' ,.–’“]|[éßİΣσІҐж年\u{301}½]){0,40}") {
            let plain: Vec<&str> = text.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), plain);
            prop_assert_eq!(to_lower(&text), text.to_lowercase());
        }
    }
}
