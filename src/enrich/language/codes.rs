//! Languages by their names in `whatlang`.

/// Codes of three letters and those used here.
const CODES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("cat", "ca"),
    ("ita", "it"),
    ("nld", "nl"),
    ("afr", "af"),
    ("swe", "sv"),
    ("nob", "no"),
    ("dan", "da"),
    ("fin", "fi"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("tur", "tr"),
    ("aze", "az"),
    ("ind", "id"),
    ("vie", "vi"),
    ("tgl", "tl"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("bul", "bg"),
    ("mkd", "mk"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("amh", "am"),
    ("hin", "hi"),
    ("mar", "mr"),
    ("nep", "ne"),
    ("ben", "bn"),
    ("cym", "cy"),
    ("lat", "la"),
    ("epo", "eo"),
    ("uzb", "uz"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("jav", "jv"),
];

/// The same for languages that are told by their script alone.
const OF_SCRIPTS: &[(&str, &str)] = &[
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("ell", "el"),
    ("heb", "he"),
    ("kat", "ka"),
    ("hye", "hy"),
    ("tha", "th"),
    ("yid", "yi"),
    ("khm", "km"),
    ("mya", "my"),
    ("sin", "si"),
    ("tam", "ta"),
    ("tel", "te"),
    ("kan", "kn"),
    ("mal", "ml"),
    ("guj", "gu"),
    ("pan", "pa"),
    ("ori", "or"),
];

/// Names that `whatlang` gives otherwise.
const NAMES: &[(&str, &str)] = &[
    ("chinese", "zh"),
    ("norwegian", "no"),
    ("norsk", "no"),
    ("farsi", "fa"),
    ("bosnian", "hr"),
];

/// The code used here for a language by its English or own name, or by its code of three letters; in lower case.
pub(super) fn code_of(said: &str) -> Option<&'static str> {
    let listed = |table: &[(&str, &'static str)]| {
        let found = table.iter().find(|(name, _)| *name == said);
        found.map(|(_, code)| *code)
    };
    listed(CODES)
        .or_else(|| listed(OF_SCRIPTS))
        .or_else(|| listed(NAMES))
        .or_else(|| {
            let mut all = whatlang::Lang::all().iter();
            let named = all.find(|lang| {
                lang.eng_name().eq_ignore_ascii_case(said) || lang.name().to_lowercase() == said
            })?;
            let long = named.code();
            let mut codes = CODES.iter().chain(OF_SCRIPTS);
            codes
                .find(|(code, _)| *code == long)
                .map(|(_, short)| *short)
        })
}

/// Whether a language has this code here.
pub(super) fn is_code(said: &str) -> bool {
    let mut all = CODES.iter().chain(OF_SCRIPTS);
    all.any(|(_, short)| *short == said)
}

/// The code used here for a language of `whatlang`.
pub(super) fn short_code(lang: whatlang::Lang) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(long, _)| *long == lang.code())
        .map(|(_, short)| *short)
}
