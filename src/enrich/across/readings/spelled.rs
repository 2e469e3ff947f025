//! How a word that Cyrillic letters write by its sound may be spelled where it comes from.
//!
//! Sources: the rules by which Russian and Ukrainian newspapers write English, German, French, Spanish, Portuguese, Italian, Polish, Turkish
//! and Chinese names, which are those of the practical transcription.

/// Words whose sound no rule gives.
const WHOLE: &[(&str, &[&str])] = &[
    ("грэм", &["graham"]),
    ("джеффри", &["geoffrey"]),
    ("жан", &["jean"]),
    ("ив", &["yves"]),
    ("майкл", &["michael"]),
    ("хью", &["hugh"]),
    ("шон", &["sean", "shawn", "shaun"]),
];

/// What each sign or group of signs may stand for; all that fit are tried.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("а", &["a", "u", "aa", "ou"]),
    (
        "ай",
        &["i", "y", "ai", "ay", "ei", "ey", "igh", "ie", "eye"],
    ),
    ("ау", &["au", "ow", "ou"]),
    ("б", &["b"]),
    ("в", &["v", "w", "f", "ph"]),
    ("г", &["g", "h", "gu"]),
    ("ґ", &["g"]),
    ("д", &["d"]),
    ("дж", &["j", "g", "dg", "dj", "gi", "ge", "c"]),
    ("дз", &["z", "j"]),
    (
        "е",
        &["e", "ee", "ea", "ie", "a", "ae", "ai", "ye", "oe", "je"],
    ),
    ("ей", &["a", "ai", "ay", "ei", "ey", "ea", "e"]),
    ("ер", &["ur", "ir", "ear"]),
    ("ё", &["io", "yo", "eu", "o", "oe", "jo", "ieu"]),
    ("є", &["ye", "je", "ie", "e"]),
    ("єн", &["yen", "jen", "en"]),
    ("ж", &["j", "g", "zh", "ge", "z"]),
    ("з", &["z", "s"]),
    (
        "и",
        &["i", "e", "ee", "ea", "y", "ie", "ei", "ey", "yi", "ui"],
    ),
    ("ий", &["i", "y", "yi"]),
    ("і", &["i", "e", "ee", "ea", "y", "ie", "ei", "ey", "yi"]),
    ("ї", &["i", "yi", "ii", "y"]),
    ("й", &["y", "i", "j"]),
    ("йе", &["je", "ye"]),
    ("йо", &["jo", "yo", "io"]),
    ("к", &["k", "c", "ck", "ch", "q", "qu", "que", "cque"]),
    ("кв", &["qu"]),
    ("кс", &["x", "cks"]),
    ("л", &["l"]),
    ("м", &["m"]),
    ("мак", &["mc"]),
    ("н", &["n", "kn", "gn", "ng"]),
    (
        "о",
        &["o", "au", "aw", "oe", "ou", "oo", "ow", "oa", "eau", "eo"],
    ),
    ("оа", &["oi"]),
    ("ой", &["oy", "oi", "eu"]),
    ("ол", &["al", "aul"]),
    ("оу", &["o", "oa", "ow", "oe"]),
    ("п", &["p"]),
    ("р", &["r", "wr"]),
    ("с", &["s", "c", "sc", "z", "x"]),
    ("т", &["t", "th", "dt"]),
    ("у", &["u", "oo", "ou", "w", "o", "wh", "eu", "oe"]),
    ("уа", &["oi", "ua", "wa"]),
    ("уи", &["wi", "ui"]),
    ("уо", &["wa"]),
    ("ф", &["f", "ph", "v", "pf"]),
    ("х", &["h", "kh", "ch", "j", "x"]),
    ("ц", &["z", "ts", "tz", "c", "cz"]),
    ("цз", &["j", "z"]),
    ("ч", &["ch", "tch", "c", "q", "tsch", "cz"]),
    ("чж", &["zh"]),
    ("ш", &["sh", "sch", "ch", "s", "sz"]),
    ("шт", &["st"]),
    ("шп", &["sp"]),
    ("щ", &["shch", "sch"]),
    ("ъ", &[""]),
    ("ы", &["y", "i"]),
    ("ь", &["", "i"]),
    ("ье", &["ie", "ier", "ye"]),
    ("ью", &["ew", "u", "iu"]),
    ("э", &["e", "a", "ae", "ai", "he"]),
    ("эй", &["a", "ai", "ay", "ei", "ey"]),
    ("ю", &["u", "ue", "eu", "ew", "iu", "yu", "ju", "ou"]),
    ("я", &["ia", "ya", "ja", "ea", "a"]),
    ("яє", &["eye", "eie"]),
    ("яй", &["ei", "ey", "ai"]),
];

/// Letters that may be written and not heard at the end of a word.
const SILENT: &[&str] = &[
    "e", "s", "t", "d", "x", "h", "es", "ts", "ds", "gh", "nd", "he",
];

/// Whether a word in Cyrillic, in lower case, may stand for one in plain Latin letters, in lower case.
///
/// Each sign must find its letters, and each letter its sign, but for doubled letters, an `h` inside, an `e` behind a consonant, and
/// what is silent at the end. Time: at most the product of both lengths.
pub fn may_be(word: &str, spelled: &str) -> bool {
    let is_whole = |&&(known, _): &&(&str, _)| known == word;
    let listed = WHOLE.iter().find(is_whole);
    if listed.is_some_and(|(_, all)| all.contains(&spelled)) {
        return true;
    }
    let mut layout = Layout {
        spelled: spelled.as_bytes(),
        failed: vec![false; (word.len() + 1) * (spelled.len() + 1)],
    };
    layout.fits(word, 0)
}

/// The Latin letters that a word in Cyrillic may begin with, a bit for each from `a` on: a quick look before [`may_be`].
pub fn initials(word: &str) -> u32 {
    let whole = WHOLE.iter().filter(|(known, _)| *known == word);
    let signs = SPELLINGS.iter().filter(|(sign, _)| word.starts_with(sign));
    let first = |spellings: &[&str]| {
        spellings
            .iter()
            .fold(0, |bits, spelled| bits | initial(spelled))
    };
    whole
        .chain(signs)
        .fold(0, |bits, (_, spellings)| bits | first(spellings))
}

/// The first letter of a word in plain Latin letters as a bit.
pub fn initial(spelled: &str) -> u32 {
    let letter = spelled.bytes().next().filter(u8::is_ascii_lowercase);
    letter.map_or(0, |letter| 1 << (letter - b'a'))
}

/// One word laid out over the letters of another.
struct Layout<'s> {
    spelled: &'s [u8],
    /// Rests of both that are known not to fit.
    failed: Vec<bool>,
}

impl Layout<'_> {
    /// Whether the rest of a word fits the letters from `at` on.
    fn fits(&mut self, rest: &str, at: usize) -> bool {
        let letters = self.spelled.get(at..).unwrap_or_default();
        if rest.is_empty() && (letters.is_empty() || self.is_silent_from(at)) {
            return true;
        }
        let known = rest.len() * (self.spelled.len() + 1) + at;
        if self.failed.get(known).is_none_or(|failed| *failed) {
            return false;
        }
        let found = self.by_sign(rest, letters, at) || self.by_silence(rest, letters, at);
        if let Some(failed) = self.failed.get_mut(known) {
            *failed = !found;
        }
        found
    }

    fn by_sign(&mut self, rest: &str, letters: &[u8], at: usize) -> bool {
        let first = rest.chars().next();
        SPELLINGS.iter().any(|(sign, spellings)| {
            if sign.chars().next() != first {
                return false;
            }
            let Some(behind) = rest.strip_prefix(sign) else {
                return false;
            };
            let begins = |with: &&&str| letters.starts_with(with.as_bytes());
            spellings
                .iter()
                .filter(begins)
                .any(|with| self.fits(behind, at + with.len()))
        })
    }

    /// A letter that is not heard.
    fn by_silence(&mut self, rest: &str, letters: &[u8], at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.spelled.get(at));
        let (Some(&letter), Some(&before)) = (letters.first(), before) else {
            return false;
        };
        let is_silent = match letter {
            b'h' => before != b'c',
            b'e' => !is_vowel(before),
            _ => letter == before && !is_vowel(letter),
        };
        is_silent && self.fits(rest, at + 1)
    }

    /// Whether no letter from `at` to the end is heard. Behind a consonant an `s` is: Robert is not Roberts.
    fn is_silent_from(&self, at: usize) -> bool {
        let (Some(end), Some(before)) = (self.spelled.get(at..), at.checked_sub(1)) else {
            return false;
        };
        let behind_vowel = self.spelled.get(before).is_some_and(|&c| is_vowel(c));
        before > 0
            && SILENT.iter().any(|silent| silent.as_bytes() == end)
            && (behind_vowel || end != b"s")
    }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::{initial, initials, may_be};

    /// Words in Cyrillic and their spellings.
    const SAME: &[(&str, &str)] = &[
        ("байден", "biden"),
        ("баффет", "buffett"),
        ("болсонару", "bolsonaro"),
        ("гейтс", "gates"),
        ("гутерриш", "guterres"),
        ("джеймс", "james"),
        ("джо", "joe"),
        ("джозеф", "joseph"),
        ("джонсон", "johnson"),
        ("джорджа", "giorgia"),
        ("джордж", "george"),
        ("дональд", "donald"),
        ("драги", "draghi"),
        ("жак", "jacques"),
        ("жозеп", "josep"),
        ("илон", "elon"),
        ("ілон", "elon"),
        ("кир", "keir"),
        ("кэмерон", "cameron"),
        ("ляйен", "leyen"),
        ("ляєн", "leyen"),
        ("макконнелл", "mcconnell"),
        ("макрон", "macron"),
        ("маск", "musk"),
        ("мейсон", "mason"),
        ("миттеран", "mitterrand"),
        ("мюллер", "mueller"),
        ("мэй", "may"),
        ("пелоси", "pelosi"),
        ("пьер", "pierre"),
        ("рейган", "reagan"),
        ("рютте", "rutte"),
        ("санчес", "sanchez"),
        ("сноуден", "snowden"),
        ("стивен", "stephen"),
        ("стивен", "steven"),
        ("столтенберг", "stoltenberg"),
        ("тайип", "tayyip"),
        ("такер", "tucker"),
        ("трамп", "trump"),
        ("трюдо", "trudeau"),
        ("уильям", "william"),
        ("уолтер", "walter"),
        ("уоррен", "warren"),
        ("франсуа", "francois"),
        ("хавьер", "javier"),
        ("хиллари", "hillary"),
        ("цзиньпин", "jinping"),
        ("цукерберг", "zuckerberg"),
        ("черчилль", "churchill"),
        ("шольц", "scholz"),
        ("шрёдер", "schroder"),
        ("штайнмайер", "steinmeier"),
        ("эдвард", "edward"),
        ("эмманюэль", "emmanuel"),
        ("эндрю", "andrew"),
        ("энтони", "anthony"),
        ("эрдоган", "erdogan"),
    ];

    /// Words in Cyrillic and others that are only alike.
    const OTHERS: &[(&str, &str)] = &[
        ("александр", "alexandra"),
        ("анна", "anne"),
        ("браун", "bruno"),
        ("джон", "jane"),
        ("клинтон", "clint"),
        ("макрон", "marcon"),
        ("мария", "mario"),
        ("мартин", "martina"),
        ("навальная", "navalny"),
        ("роберт", "roberts"),
        ("петров", "peters"),
        ("петрова", "petrov"),
        ("сандерс", "sander"),
        ("смит", "schmidt"),
        ("том", "tim"),
        ("трамп", "tramper"),
        ("", "x"),
        ("x", ""),
    ];

    #[test]
    fn sounds_fit_their_spellings() {
        let told = |pairs: &[(&'static str, &'static str)], is_same: bool| {
            let pairs = pairs.iter().copied();
            let wrong: Vec<_> = pairs.filter(|(w, s)| may_be(w, s) != is_same).collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        };
        for (word, spelled) in SAME {
            assert!(initials(word) & initial(spelled) != 0, "{word} {spelled}");
        }
        told(SAME, true);
        told(OTHERS, false);
    }
}
