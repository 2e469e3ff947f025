//! What the letters and signs of a name say by themselves.
//!
//! In: words, and the tokens of a name. Out: whether they can be a name, and where a quote cuts it.

use crate::enrich::listed::Listed;

/// Units as they stand behind a number without a blank.
static UNITS: Listed = Listed::new(
    "GB TB MB KB kB Hz kHz MHz GHz W kW MW GW kWh MWh GWh mm cm km kg mg ml nm mAh MP fps FPS C F mph kph rpm Mbps Gbps bhp hp PS Nm px dpi",
);

/// `128GB`, `2.4GHz`: a number with its unit.
pub fn is_measure(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    unit.len() < word.len() && UNITS.has(unit)
}

/// `LLMs`, `SUVs`: what has a plural is a kind of thing and no thing.
pub fn is_plural_initialism(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|rest| rest.len() > 1 && rest.chars().all(char::is_uppercase))
}

/// `DK105570`: letters and many digits are the number of a grant or a part.
pub fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 2 && word.chars().any(char::is_alphabetic)
}

/// Where a name ends whose other half lies beyond a quote or bracket: the number of the first of its signs without a partner. `Sherry
/// Cask”` is 2, `“Masters` 0.
pub fn lone_sign<'t>(words: impl Iterator<Item = &'t str>) -> Option<usize> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, word) in words.enumerate() {
        let closes = open.last().is_some_and(|&(_, sign)| {
            matches!(
                (sign, word),
                ("“" | "”", "”")
                    | ("„", "“" | "”")
                    | ("«", "»")
                    | ("»", "«")
                    | ("(", ")")
                    | ("\"", "\"")
            )
        });
        match word {
            _ if closes => drop(open.pop()),
            "“" | "”" | "„" | "«" | "»" | "\"" | "(" | ")" => open.push((at, word)),
            _ => {}
        }
    }
    open.first().map(|&(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_codes_and_plurals_are_told_from_names() {
        let said = |word| (is_measure(word), is_plural_initialism(word), is_code(word));
        for measure in ["128GB", "2.4GHz", "80C"] {
            assert!(said(measure).0, "{measure}");
        }
        for name in ["3M", "2Baba", "F1", "GB", "Ms", "BBC", "C"] {
            assert_eq!(said(name), (false, false, false), "{name}");
        }
        assert!(said("LLMs").1);
        assert!(said("DK105570").2);
    }

    #[test]
    fn a_name_ends_at_a_sign_without_its_partner() {
        for (name, expected) in [
            ("Sherry Cask ” Bourbon", Some(2)),
            ("“ Masters", Some(0)),
            ("Dwayne “ The Rock ” Johnson", None),
            ("Rabbit Hole “ Masters", Some(2)),
            ("120Hz ( Pro", Some(1)),
            ("НАК ” Нафтогаз ”", None),
            ("Verein „ Licht “ Bonn", None),
            ("", None),
        ] {
            assert_eq!(lone_sign(name.split(' ')), expected, "{name}");
        }
    }
}
