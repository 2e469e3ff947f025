//! Which language a text is written in: its script, its function words and letters, the judgement of `whatlang`, and what the page declares.
//!
//! Each witness adds to a language's score; the function words decide between neighbours (Norwegian and Danish, Russian and
//! Ukrainian) and know languages that `whatlang` does not. A text that no witness speaks for is `und`.

mod codes;
mod words;

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use codes::short_code;
use words::{to_lower, words};

/// Function words and telling letters; the head of the file tells its form.
const LISTS: &str = include_str!("data/languages.txt");

/// What is weighed against what. Set on the 24 languages of the evaluation data and on the marked articles; all but a few
/// texts are far from any of these borders.
mod weight {
    /// Characters read.
    pub const SAMPLE_CHARS: usize = 3000;
    /// A word with a telling letter, beside a function word's 1.
    pub const LETTER: f32 = 0.35;
    /// `whatlang`, where it trusts itself; the unit is the share of words that speak for a language.
    pub const WHATLANG: f32 = 0.06;
    /// The page's own claim.
    pub const DECLARED: f32 = 0.04;
    /// A language needs so much to be named.
    pub const LEAST: f32 = 0.075;
    /// Where a page declares its language, little must speak for it.
    pub const LEAST_DECLARED: f32 = 0.02;
    /// Share of kana among Han and kana that makes a text Japanese.
    pub const KANA: f32 = 0.05;
}

/// Unknown language.
pub const UNKNOWN: &str = "und";

/// Groups of languages that the tagger treats alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// English.
    English,
    /// German: every noun has a capital.
    German,
    /// Spanish and Portuguese.
    Spanish,
    /// French, Italian and their kin.
    Romance,
    /// Russian, Ukrainian and their kin.
    Cyrillic,
    /// Anything else.
    Other,
}

impl Family {
    /// The family of a language code.
    pub fn of(language: &str) -> Self {
        match language {
            "en" | "pcm" => Self::English,
            "de" => Self::German,
            "es" | "pt" | "gl" => Self::Spanish,
            "fr" | "it" | "ca" | "ro" => Self::Romance,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "mn" => Self::Cyrillic,
            _ => Self::Other,
        }
    }
}

/// Whether a word in lower case is one of those by which the language is told.
pub fn is_function_word(language: &str, lower: &str) -> bool {
    let lists = Lists::shipped();
    let of_word = lists.words.get(lower).map_or(&[][..], Vec::as_slice);
    let is_of = |&(number, _): &(u8, f32)| {
        let entry = lists.entries.get(usize::from(number));
        entry.is_some_and(|entry| entry.code == language)
    };
    of_word.iter().any(is_of)
}

/// Writing systems that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Ethiopic,
    Devanagari,
    Bengali,
    Han,
    Kana,
    /// A script with one language of news.
    One(&'static str),
}

impl Script {
    fn of(c: char) -> Option<Self> {
        if matches!(c, '\u{410}'..='\u{44f}') {
            return Some(Self::Cyrillic);
        }
        // Dashes and quotation marks need no look into the tables.
        if matches!(c, '\u{2010}'..='\u{2027}') || !c.is_alphabetic() {
            return None;
        }
        Some(match c {
            '\u{41}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{250}'..='\u{2af}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::One("el"),
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{531}'..='\u{58f}' => Self::One("hy"),
            '\u{590}'..='\u{5ff}' => Self::One("he"),
            '\u{600}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
                Self::Arabic
            }
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::Bengali,
            '\u{a00}'..='\u{a7f}' => Self::One("pa"),
            '\u{a80}'..='\u{aff}' => Self::One("gu"),
            '\u{b00}'..='\u{b7f}' => Self::One("or"),
            '\u{b80}'..='\u{bff}' => Self::One("ta"),
            '\u{c00}'..='\u{c7f}' => Self::One("te"),
            '\u{c80}'..='\u{cff}' => Self::One("kn"),
            '\u{d00}'..='\u{d7f}' => Self::One("ml"),
            '\u{d80}'..='\u{dff}' => Self::One("si"),
            '\u{e00}'..='\u{e7f}' => Self::One("th"),
            '\u{e80}'..='\u{eff}' => Self::One("lo"),
            '\u{f00}'..='\u{fff}' => Self::One("bo"),
            '\u{1000}'..='\u{109f}' => Self::One("my"),
            '\u{10a0}'..='\u{10ff}' => Self::One("ka"),
            '\u{1200}'..='\u{139f}' => Self::Ethiopic,
            '\u{1780}'..='\u{17ff}' => Self::One("km"),
            '\u{3040}'..='\u{30ff}' => Self::Kana,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}' => Self::Han,
            '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => Self::One("ko"),
            _ => return None,
        })
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "latin" => Self::Latin,
            "cyrillic" => Self::Cyrillic,
            "arabic" => Self::Arabic,
            "ethiopic" => Self::Ethiopic,
            "devanagari" => Self::Devanagari,
            "bengali" => Self::Bengali,
            _ => return None,
        })
    }
}

/// One language's entry in the lists.
struct Entry {
    code: &'static str,
    script: Script,
}

/// The lists, ready for use.
struct Lists {
    entries: Vec<Entry>,
    /// Word to the numbers of the languages that have it, and what it says for each: the less, the more of its script share it.
    words: FxHashMap<&'static str, Vec<(u8, f32)>>,
    /// Bytes of the longest of them.
    longest: usize,
    /// Telling letter to the languages that have it, a bit each.
    letters: FxHashMap<char, u128>,
}

impl Lists {
    fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Lists> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let mut lists = Self {
                entries: Vec::new(),
                words: FxHashMap::default(),
                longest: 0,
                letters: FxHashMap::default(),
            };
            LISTS
                .lines()
                .filter(|line| !line.starts_with('#'))
                .for_each(|line| lists.add(line));
            lists.weigh();
            lists
        })
    }

    fn add(&mut self, line: &'static str) {
        let Some((head, words)) = line.split_once(" : ") else {
            return;
        };
        let mut head = head.split(' ');
        let (Some(code), Some(script), Some(letters)) = (
            head.next(),
            head.next().and_then(Script::named),
            head.next(),
        ) else {
            return;
        };
        let number = self.entries.len() as u8;
        for word in words.split_whitespace() {
            self.longest = self.longest.max(word.len());
            let languages = self.words.entry(word).or_default();
            if languages.iter().all(|(known, _)| *known != number) {
                languages.push((number, 1.0));
            }
        }
        for letter in letters.trim_start_matches('-').chars() {
            *self.letters.entry(letter).or_default() |=
                1_u128.checked_shl(u32::from(number)).unwrap_or(0);
        }
        self.entries.push(Entry { code, script });
    }

    fn weigh(&mut self) {
        let script = |number: u8| self.entries.get(usize::from(number)).map(|e| e.script);
        for languages in self.words.values_mut() {
            let scripts: Vec<_> = languages.iter().map(|(n, _)| script(*n)).collect();
            for ((_, weight), own) in languages.iter_mut().zip(&scripts) {
                let rivals = scripts.iter().filter(|other| *other == own).count();
                *weight = 1.0 / (rivals as f32).sqrt();
            }
        }
    }
}

/// The language of a text: ISO 639-1, or 639-3 where there is no such code, or [`UNKNOWN`].
///
/// `declared` is what the page says of itself, as a primary subtag; it decides only where the text does not speak against it.
pub fn detect(text: &str, declared: Option<&str>) -> String {
    let sample = sample_of(text);
    let declared = declared
        .map(plain_code)
        .filter(|code| code != UNKNOWN && (2..=3).contains(&code.len()));
    let script = main_script(sample);
    let found = match script {
        None => None,
        Some(Script::One(code)) => Some(
            if matches!((code, declared.as_deref()), ("he", Some("yi"))) {
                "yi"
            } else {
                code
            },
        ),
        Some(Script::Han) => Some("zh"),
        Some(Script::Kana) => Some("ja"),
        Some(script) => by_words(sample, script, declared.as_deref()),
    };
    match (found, declared) {
        (Some(code), _) => code.to_owned(),
        (None, Some(code)) if fits(&code, script) => code,
        (None, _) => UNKNOWN.to_owned(),
    }
}

/// The code that articles carry for a language as people call it: `de` for `German`, `Deutsch`, `deu` and `de-AT`; `None` if
/// it is no name of a language, and for what is a code already.
///
/// ```
/// use newsdex::enrich::language_code;
/// assert_eq!(language_code("German").as_deref(), Some("de"));
/// assert_eq!(language_code("en-GB").as_deref(), Some("en"));
/// assert_eq!(language_code("en"), None);
/// ```
pub fn code(said: &str) -> Option<String> {
    let lower = said.trim().to_lowercase();
    let named = codes::code_of(&lower).map(str::to_owned);
    let primary = || Some(plain_code(&lower)).filter(|code| code != UNKNOWN && code.len() < 4);
    named.or_else(primary).filter(|code| *code != lower)
}

/// Whether texts can be told to be in this language, which is said as [`code`] takes it or by its code.
pub fn is_language(said: &str) -> bool {
    let code = code(said).unwrap_or_else(|| said.trim().to_lowercase());
    let listed = &Lists::shipped().entries;
    listed.iter().any(|entry| entry.code == code) || codes::is_code(&code)
}

/// The first [`weight::SAMPLE_CHARS`] characters.
fn sample_of(text: &str) -> &str {
    let mut rest = text.chars();
    // Many characters are passed over at once.
    if rest.nth(weight::SAMPLE_CHARS - 1).is_none() {
        return text;
    }
    let end = text.len() - rest.as_str().len();
    text.get(..end).unwrap_or(text)
}

/// Whether a character begins with this byte.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// The declared code in the form used here: no region, `nb` and `nn` are `no`.
fn plain_code(declared: &str) -> String {
    let primary = declared
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    match primary.as_str() {
        "nb" | "nn" => "no".to_owned(),
        "iw" => "he".to_owned(),
        "in" => "id".to_owned(),
        "sh" | "bs" => "hr".to_owned(),
        code if code.bytes().all(|b| b.is_ascii_lowercase()) => primary,
        _ => UNKNOWN.to_owned(),
    }
}

/// Whether a declared language can be written in this script; languages that are not listed are believed.
fn fits(code: &str, script: Option<Script>) -> bool {
    let mut listed = Lists::shipped()
        .entries
        .iter()
        .filter(|e| e.code == code)
        .peekable();
    script.is_none() || listed.peek().is_none() || listed.any(|e| Some(e.script) == script)
}

fn main_script(sample: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let plain = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    if plain > 0 {
        counts.push((Script::Latin, plain));
    }
    let starts = sample.bytes().enumerate();
    let others = starts.filter(|(_, byte)| !byte.is_ascii() && is_start(*byte));
    let others = others.filter_map(|(at, _)| sample.get(at..)?.chars().next());
    for script in others.filter_map(Script::of) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let count = |script| {
        let found = counts.iter().find(|(known, _)| *known == script);
        found.map_or(0, |(_, count)| *count) as f32
    };
    let east = count(Script::Han) + count(Script::Kana);
    if count(Script::Kana) > weight::KANA * east && east > count(Script::Latin) / 4.0 {
        return Some(Script::Kana);
    }
    // A sign of Chinese says what two or three letters say elsewhere.
    counts
        .into_iter()
        .max_by_key(|&(script, n)| (if script == Script::Han { n * 3 } else { n }, script))
        .map(|(script, _)| script)
}

/// Whether a text of some length has no `і`: of Ukrainian and Belarusian it is every twentieth letter.
fn lacks_i(sample: &str) -> bool {
    const ENOUGH: usize = 50;
    let is_telling =
        |c: char| matches!(c, 'і' | 'ї' | 'є' | 'ґ' | 'ў' | 'І' | 'Ї' | 'Є' | 'Ґ' | 'Ў');
    sample
        .chars()
        .filter(|c| c.is_alphabetic())
        .nth(ENOUGH)
        .is_some()
        && !sample.contains(is_telling)
}

fn by_words(sample: &str, script: Script, declared: Option<&str>) -> Option<&'static str> {
    let lists = Lists::shipped();
    let mut scores = word_scores(sample, script, lists);
    for (entry, score) in lists.entries.iter().zip(&mut scores) {
        if entry.script == script && declared == Some(entry.code) {
            *score += weight::DECLARED;
        }
    }
    if script == Script::Cyrillic && lacks_i(sample) {
        let number = |code: &str| lists.entries.iter().position(|entry| entry.code == code);
        let mut most = 0.0_f32;
        for of_i in ["uk", "be"].into_iter().filter_map(number) {
            most = most.max(std::mem::take(&mut scores[of_i]));
        }
        if let Some(russian) = number("ru") {
            scores[russian] = scores[russian].max(most);
        }
    }
    if let Some(code) = beyond_doubt(&scores, script, lists) {
        return Some(code);
    }
    let trusted = whatlang::detect(sample)
        .filter(whatlang::Info::is_reliable)
        .and_then(|info| short_code(info.lang()));
    for (entry, score) in lists.entries.iter().zip(&mut scores) {
        // `whatlang` knows Zulu but not its neighbour Xhosa.
        let same = trusted == Some(entry.code) || (trusted == Some("zu") && entry.code == "xh");
        if entry.script == script && same {
            *score += weight::WHATLANG;
        }
    }
    let best = scores
        .iter()
        .enumerate()
        .filter(|(n, _)| lists.entries[*n].script == script)
        // Of equals the one that comes first in the lists, where the larger languages do.
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    let best = best.map(|(number, &score)| (lists.entries[number].code, score));
    let least = |code| {
        if declared == Some(code) {
            weight::DECLARED + weight::LEAST_DECLARED
        } else {
            weight::LEAST
        }
    };
    best.filter(|&(code, score)| score >= least(code))
        .map(|(code, _)| code)
        .or(trusted)
}

/// The language that stays the first whatever `whatlang` says, which takes longer than all else here.
fn beyond_doubt(scores: &[f32], script: Script, lists: &Lists) -> Option<&'static str> {
    let (mut best, mut code, mut second) = (0.0_f32, None, 0.0_f32);
    for (entry, &score) in lists
        .entries
        .iter()
        .zip(scores)
        .filter(|(entry, _)| entry.script == script)
    {
        if score > best {
            (second, best, code) = (best, score, Some(entry.code));
        } else {
            second = second.max(score);
        }
    }
    let least = weight::LEAST.max(weight::DECLARED + weight::LEAST_DECLARED);
    code.filter(|_| best > second + weight::WHATLANG * 1.1 && best > least)
}

/// For each language the share of the sample's words that speak for it.
fn word_scores(sample: &str, script: Script, lists: &Lists) -> Vec<f32> {
    let mut scores = vec![0.0; lists.entries.len()];
    let mut all = 0.0_f32;
    let numbers = (0_u32..).zip(&lists.entries);
    let of_script = numbers
        .filter(|(_, entry)| entry.script == script)
        .fold(0_u128, |all, (number, _)| {
            all | 1_u128.checked_shl(number).unwrap_or(0)
        });
    let lower = to_lower(sample);
    for word in words(&lower) {
        all += 1.0;
        let plain = if !word.is_ascii() && word.contains('’') {
            Cow::Owned(word.replace('’', "'"))
        } else {
            Cow::Borrowed(word)
        };
        // An apostrophe of either form is `'` now, and before the first one nothing has changed.
        let head = memchr::memchr(b'\'', plain.as_bytes()).and_then(|at| plain.get(..=at));
        let forms = [Some(&*plain), head].into_iter().flatten();
        for form in forms.filter(|form| form.len() <= lists.longest) {
            for &(number, weight) in lists.words.get(form).into_iter().flatten() {
                scores[usize::from(number)] += weight;
            }
        }
        if !word.is_ascii() {
            let others = word.chars().filter_map(|c| lists.letters.get(&c));
            let mut telling = others.fold(0, |all, languages| all | languages) & of_script;
            while telling != 0 {
                scores[telling.trailing_zeros() as usize] += weight::LETTER;
                telling &= telling - 1;
            }
        }
    }
    scores.iter().map(|score| score / all.max(4.0)).collect()
}
