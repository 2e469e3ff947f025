//! British spellings of English words, which are one word with the American ones: `labour` and `labor`, `organise` and `organize`.
//!
//! Endings are a rule; the others stand in tables. Left out are spellings that are mostly another word: `cheque`, `tyre`,
//! `grey` (a surname in the other spelling), `draught`, `storey`.

/// British and American beginnings of words.
const STARTS: &[(&str, &str)] = &[
    ("aeroplane", "airplane"),
    ("aluminium", "aluminum"),
    ("anaem", "anem"),
    ("anaesthe", "anesthe"),
    ("archaeolog", "archeolog"),
    ("ardour", "ardor"),
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("belabour", "belabor"),
    ("candour", "candor"),
    ("clamour", "clamor"),
    ("colour", "color"),
    ("defence", "defense"),
    ("demeanour", "demeanor"),
    ("diarrhoea", "diarrhea"),
    ("discolour", "discolor"),
    ("dishonour", "dishonor"),
    ("encyclopaed", "encycloped"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("fervour", "fervor"),
    ("flavour", "flavor"),
    ("foetus", "fetus"),
    ("fuelled", "fueled"),
    ("fuelling", "fueling"),
    ("gynaecolog", "gynecolog"),
    ("haemorrhag", "hemorrhag"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("instalment", "installment"),
    ("jewellery", "jewelry"),
    ("labour", "labor"),
    ("leukaemi", "leukemi"),
    ("manoeuvr", "maneuver"),
    ("misdemeanour", "misdemeanor"),
    ("moustach", "mustach"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("oestrogen", "estrogen"),
    ("offence", "offense"),
    ("orthopaed", "orthoped"),
    ("paediat", "pediat"),
    ("paedophil", "pedophil"),
    ("parlour", "parlor"),
    ("plough", "plow"),
    ("pretence", "pretense"),
    ("pyjama", "pajama"),
    ("rancour", "rancor"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("saviour", "savior"),
    ("savour", "savor"),
    ("sceptic", "skeptic"),
    ("skilful", "skillful"),
    ("splendour", "splendor"),
    ("tumour", "tumor"),
    ("unfavour", "unfavor"),
    ("valour", "valor"),
    ("vapour", "vapor"),
    ("vigour", "vigor"),
    ("wilful", "willful"),
];

/// British and American words.
const WORDS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("ageing", "aging"),
    ("calibre", "caliber"),
    ("catalogue", "catalog"),
    ("catalogued", "cataloged"),
    ("catalogues", "catalogs"),
    ("centimetre", "centimeter"),
    ("centimetres", "centimeters"),
    ("centre", "center"),
    ("centred", "centered"),
    ("centres", "centers"),
    ("centring", "centering"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("enrols", "enrolls"),
    ("fibre", "fiber"),
    ("fibres", "fibers"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("fulfils", "fulfills"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("lustre", "luster"),
    ("meagre", "meager"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("millimetre", "millimeter"),
    ("millimetres", "millimeters"),
    ("mould", "mold"),
    ("moulds", "molds"),
    ("mouldy", "moldy"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("sabre", "saber"),
    ("sombre", "somber"),
    ("spectre", "specter"),
    ("theatre", "theater"),
    ("theatres", "theaters"),
];

/// Behind `is` of `organise` and `iz` of `organize`.
const ENDINGS: &[&str] = &[
    "e", "es", "ed", "ing", "ings", "er", "ers", "ation", "ations", "ational", "able",
];

/// Words that have `yze` for `yse`.
const YZE: &[&str] = &["analyz", "catalyz", "electrolyz", "paralyz", "psychoanalyz"];

/// A lower-case English word in the spelling by which it is compared with others; `None` if that is its own.
///
/// That is the American one, but `organise` for `organize`: the stemmer takes `ize` off, and would make an organ of it.
pub(super) fn compared(word: &str) -> Option<String> {
    let exact = WORDS.binary_search_by_key(&word, |(british, _)| british);
    if let Some((_, american)) = exact.ok().and_then(|at| WORDS.get(at)) {
        return Some((*american).to_owned());
    }
    let start = STARTS.iter().find_map(|(british, american)| {
        let rest = word.strip_prefix(british)?;
        Some(format!("{american}{rest}"))
    });
    start.or_else(|| with_other(word, 'z', 's', YZE))
}

/// `organise` as `organize`; `None` for words without such an ending.
pub(super) fn with_z(word: &str) -> Option<String> {
    with_other(word, 's', 'z', &[])
}

/// A word with another letter at the end of what an ending follows: of these roots, and of those in a consonant and `i`.
fn with_other(word: &str, letter: char, other: char, roots: &[&str]) -> Option<String> {
    ENDINGS.iter().find_map(|ending| {
        let root = word.strip_suffix(ending)?;
        let stem = root.strip_suffix(letter)?;
        let is_verb = match stem.as_bytes() {
            [before @ .., last, b'i'] => {
                let vowel = matches!(last, b'a' | b'e' | b'i' | b'o' | b'u');
                before.len() > 1 && last.is_ascii_alphabetic() && !vowel
            }
            _ => roots.contains(&root),
        };
        is_verb.then(|| format!("{stem}{other}{ending}"))
    })
}

/// What British spellings of the words with an American stem begin with, where that is another beginning.
pub(super) fn british_starts(stem: &str) -> Vec<&'static str> {
    let alike = |american: &str| american.starts_with(stem) || stem.starts_with(american);
    let of = |pairs: &'static [(&str, &str)]| {
        let found = pairs.iter().filter(move |(_, american)| alike(american));
        found.map(|(british, _)| *british).collect::<Vec<_>>()
    };
    if stem.len() < LEAST {
        return Vec::new();
    }
    [of(STARTS), of(WORDS)].concat()
}

/// Letters of a stem that is compared with beginnings.
const LEAST: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|(british, _)| british));
    }

    #[test]
    fn spellings_of_one_word_are_compared_as_one() {
        for (one, other) in [
            ("labour", "labor"),
            ("labourers", "laborers"),
            ("neighbourhood", "neighborhood"),
            ("organise", "organize"),
            ("organisations", "organizations"),
            ("criticising", "criticizing"),
            ("analysed", "analyzed"),
            ("centre", "center"),
            ("defenceless", "defenseless"),
            ("programmes", "programs"),
        ] {
            let of = |word: &str| compared(word).unwrap_or_else(|| word.to_owned());
            assert_eq!(of(one), of(other));
        }
        for word in [
            "promise",
            "rise",
            "prize",
            "seized",
            "citizen",
            "four",
            "hour",
            "tour",
            "center",
            "harbinger",
        ] {
            assert_eq!(compared(word), None, "{word}");
        }
    }
}
