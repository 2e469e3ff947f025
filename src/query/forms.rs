//! Which terms of a dictionary a pattern means, and in which languages.

use regex::Regex;

use crate::analysis::{
    are_inflections, irregular_forms, is_of_family, is_stop_word, key_of,
    languages as stemmed_languages, lemma, spelling_of, stem, stems, written_otherwise,
};

use super::edits::Edits;
use super::plan::Pattern;
use super::reading;

/// Languages of an index as bits, by their place in its list; beyond 63 they share the last bit.
pub type Languages = u64;

/// Every language.
pub const ALL: Languages = u64::MAX;

/// The bit of the language at a place in the list.
pub fn bit(place: usize) -> Languages {
    1 << place.min(63)
}

/// Tells which terms a pattern means.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// In order, and none begins with another.
    starts: Vec<String>,
    rule: Rule,
}

#[derive(Debug, Clone)]
enum Rule {
    Stem {
        key: String,
        by_language: Vec<Stems>,
        unknown: Languages,
        /// The word has capitals or stops, or stands as a common word beside one that has.
        sense: Sense,
        /// Whether a language of the index was left out.
        partial: bool,
        /// Whether most articles of the index are English.
        english: bool,
    },
    Key(String),
    /// One of these keys: Chinese characters, traditional and simplified.
    Keys,
    Term(String),
    Starts,
    Wild(Vec<char>),
    Fuzzy(Edits),
    Regex(Regex),
    Nothing,
}

/// What is meant by a word that is spelled like a common one: `US`, `it`, `WHO`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// No such word, so every spelling means the same.
    One,
    /// The word: `us`, but not `U.S.`.
    Word,
    /// The name: `US` and `U.S.`, but not `us`, nor `its` for `IT`.
    Name,
}

impl Sense {
    fn of(key: &str, spelling: &str, languages: &[String]) -> Self {
        // Of the words of other languages only the shortest: an English reader may well type WAR or MAN in capitals.
        let short = key.chars().nth(2).is_none();
        let first = languages.iter().take(if short { usize::MAX } else { 1 });
        let mut languages = first.map(String::as_str).chain(["en"]);
        if !languages.any(|language| is_stop_word(language, key)) {
            Self::One
        } else if in_capitals(spelling) || has_stops(spelling) {
            Self::Name
        } else {
            Self::Word
        }
    }

    fn allows(self, same_key: bool, spelling: &str) -> bool {
        match self {
            Self::One => true,
            Self::Word => !has_stops(spelling),
            Self::Name => same_key && (in_capitals(spelling) || has_stops(spelling)),
        }
    }
}

fn in_capitals(spelling: &str) -> bool {
    spelling.starts_with(char::is_uppercase)
}

fn has_stops(spelling: &str) -> bool {
    spelling.ends_with('.')
}

/// The stems of the word in one language.
#[derive(Debug, Clone)]
struct Stems {
    language: String,
    bit: Languages,
    /// Of the folded word and of its spelling.
    wanted: [String; 2],
}

impl Stems {
    /// How many characters of a word all words of the same stem begin with, as far as can be known.
    fn shared(&self, key: &str) -> usize {
        let same = |stem: &String| {
            stem.chars()
                .zip(key.chars())
                .take_while(|(a, b)| a == b)
                .count()
        };
        let shared = self.wanted.iter().map(same).min().unwrap_or(0);
        // Stemmers change a last letter: happy, happi; hope, hoping; possible, possibility. English ones
        // only these; of the others each has its own.
        let firm = self.language == "en"
            && self.wanted.iter().all(|stem| {
                !stem.ends_with(['i', 'e', 'y', 'l'])
                    && !stem.ends_with("is")
                    && !stem.ends_with("ys")
                    && key.starts_with(stem.as_str())
            });
        if firm {
            shared
        } else {
            shared.saturating_sub(1)
        }
    }
}

impl Matcher {
    /// The matcher of a pattern in an index that holds these languages.
    pub fn new(pattern: &Pattern, languages: &[String]) -> Self {
        let (prefix, rule) = match pattern {
            Pattern::Stem { key, spelling } => return Self::by_stem(key, spelling, languages),
            Pattern::Key(key) | Pattern::Starts(key) if !written_otherwise(key).is_empty() => {
                let rule = match pattern {
                    Pattern::Key(_) => Rule::Keys,
                    _ => Rule::Starts,
                };
                let starts = written_otherwise(key);
                return Self { starts, rule };
            }
            Pattern::Key(key) => (key.clone(), Rule::Key(key.clone())),
            Pattern::Term(term) => (key_of(term).to_owned(), Rule::Term(term.clone())),
            Pattern::Starts(prefix) => (prefix.clone(), Rule::Starts),
            Pattern::Wild(text) => {
                let literal = text.split(['*', '?']).next().unwrap_or_default();
                (literal.to_owned(), Rule::Wild(text.chars().collect()))
            }
            Pattern::Fuzzy { key, edits } => (
                String::new(),
                Rule::Fuzzy(Edits::new(key, usize::from(*edits))),
            ),
            Pattern::Regex(text) => (
                literal_start(text),
                reading::compile(text).map_or(Rule::Nothing, Rule::Regex),
            ),
        };
        Self {
            starts: vec![prefix],
            rule,
        }
    }

    fn by_stem(key: &str, spelling: &str, languages: &[String]) -> Self {
        let sense = Sense::of(key, spelling, languages);
        let spelling = &spelling.to_lowercase();
        let mut found: Vec<Stems> = Vec::new();
        let mut unknown = 0;
        for (place, language) in languages.iter().enumerate() {
            if stemmed_languages().any(|code| code == language) {
                found.push(Stems {
                    language: language.clone(),
                    bit: bit(place),
                    wanted: stems(language, key, spelling),
                });
            } else if language == "und" {
                unknown |= bit(place);
            }
        }
        Self {
            starts: starts_of(&found, key),
            rule: Rule::Stem {
                key: key.to_owned(),
                by_language: found,
                unknown,
                sense,
                partial: false,
                english: languages.first().is_some_and(|language| language == "en"),
            },
        }
    }

    /// Whether a term that is accepted is the word as typed or another of its plurals and verb endings; true where that is not
    /// known.
    pub fn is_typed(&self, term: &str) -> bool {
        match &self.rule {
            Rule::Stem {
                key, english: true, ..
            } => are_inflections(key, key_of(term)),
            _ => true,
        }
    }

    /// In how many languages the word is widened to its forms.
    pub fn stems(&self) -> usize {
        match &self.rule {
            Rule::Stem { by_language, .. } => by_language.len(),
            _ => 0,
        }
    }

    /// Those languages.
    pub fn languages(&self) -> Languages {
        match &self.rule {
            Rule::Stem { by_language, .. } => by_language.iter().fold(0, |all, s| all | s.bit),
            _ => 0,
        }
    }

    /// The word widened in these languages only; in all, if it is widened in none of them.
    #[must_use]
    pub fn only_in(mut self, languages: Languages) -> Self {
        if let Rule::Stem {
            by_language,
            partial,
            ..
        } = &mut self.rule
        {
            let before = by_language.len();
            if by_language.iter().any(|s| s.bit & languages != 0) {
                by_language.retain(|s| s.bit & languages != 0);
            }
            *partial = by_language.len() < before;
        }
        self
    }

    /// Every accepted term begins with one of these; in order, and none begins with another.
    pub fn starts(&self) -> &[String] {
        &self.starts
    }

    /// What every accepted term is near, if that is asked for.
    pub fn near(&self) -> Option<&Edits> {
        match &self.rule {
            Rule::Fuzzy(edits) => Some(edits),
            _ => None,
        }
    }

    /// The languages in whose articles the pattern means this term; 0 for none.
    pub fn accepts(&self, term: &str) -> Languages {
        let key = key_of(term);
        let accepted = match &self.rule {
            Rule::Stem {
                key: wanted,
                by_language,
                unknown,
                sense,
                partial,
                ..
            } => {
                if !sense.allows(key == wanted, spelling_of(term)) {
                    return 0;
                }
                if key == wanted {
                    return ALL;
                }
                let found = by_stem(by_language, key, term);
                // One language (beside the unknown) is the common case: then no article needs to be asked.
                let all = !partial && by_language.iter().all(|s| found & s.bit != 0);
                return match found {
                    0 => 0,
                    _ if all => ALL,
                    found => found | unknown,
                };
            }
            Rule::Key(wanted) => key == wanted,
            Rule::Keys => self.starts.iter().any(|start| key == start),
            Rule::Term(wanted) => is_spelled(wanted, term),
            Rule::Starts => self.starts.iter().any(|start| key.starts_with(start)),
            Rule::Wild(pattern) => fits(pattern, key),
            Rule::Fuzzy(edits) => edits.to(key).is_some(),
            Rule::Regex(regex) => regex.is_match(key),
            Rule::Nothing => false,
        };
        if accepted { ALL } else { 0 }
    }
}

/// What the forms of a word begin with: those that its stems lead to, and the irregular ones.
fn starts_of(stems: &[Stems], key: &str) -> Vec<String> {
    if stems.is_empty() {
        return vec![key.to_owned()];
    }
    let mut starts: Vec<String> = Vec::new();
    for stems in stems {
        for stem in &stems.wanted {
            let forms = irregular_forms(&stems.language, stem);
            starts.extend(forms.into_iter().map(str::to_owned));
        }
        if stems.wanted.iter().all(|stem| is_of_family(stem)) {
            continue;
        }
        // Forms of `met` begin as those of `meet` do.
        let word = lemma(&stems.language, key);
        // Never so little that half the dictionary would be looked at.
        let shared = stems.shared(word).max(2);
        starts.push(word.chars().take(shared).collect());
        // `ueber` has the stem of `über` and begins otherwise.
        let others = stems.wanted.iter().filter(|stem| !is_of_family(stem));
        let others = others.filter(|stem| stem.chars().nth(1) != word.chars().nth(1));
        starts.extend(others.map(|stem| stem.chars().take(2).collect::<String>()));
    }
    // The word itself has any stem.
    starts.push(key.to_owned());
    starts.sort_unstable();
    starts.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
    starts
}

/// The languages in which a term has the stem of the word.
fn by_stem(stems: &[Stems], key: &str, term: &str) -> Languages {
    let spelling = match spelling_of(term) {
        capitals if in_capitals(capitals) => &capitals.to_lowercase(),
        spelling => spelling,
    };
    let mut found = 0;
    for Stems {
        language,
        bit,
        wanted,
    } in stems
    {
        let is_wanted = |stem: &str| wanted.iter().any(|wanted| wanted == stem);
        let of_spelling = stem(language, spelling);
        let by_key = spelling != key && !is_of_family(&of_spelling);
        if is_wanted(&of_spelling) || by_key && is_wanted(&stem(language, key)) {
            found |= bit;
        }
    }
    found
}

/// Whether a term is of this spelling; letters typed in lower case stand for capitals too.
fn is_spelled(wanted: &str, term: &str) -> bool {
    if term == wanted {
        return true;
    }
    let spelling = spelling_of(term);
    in_capitals(spelling)
        && key_of(term) == key_of(wanted)
        && spelling.to_lowercase() == spelling_of(wanted)
}

/// The letters that everything a regular expression matches begins with, so far as they are easily seen.
fn literal_start(regex: &str) -> String {
    if regex.contains('|') {
        return String::new();
    }
    let plain = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let mut start: String = regex.chars().take_while(plain).collect();
    // The last letter may be repeated no time: `colou?r`.
    let behind = regex.chars().nth(start.len());
    if matches!(behind, Some('?' | '*' | '{')) {
        start.pop();
    }
    start
}

/// Whether a pattern of `*` and `?` fits a text as a whole; linear in the product of both.
pub fn fits(pattern: &[char], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p + 1, t));
                p += 1;
            }
            Some(&c) if c == '?' || text.get(t) == Some(&c) => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((after, from)) = star else {
                    return false;
                };
                star = Some((after, from + 1));
                p = after;
                t = from + 1;
            }
        }
    }
    pattern
        .get(p..)
        .unwrap_or_default()
        .iter()
        .all(|&c| c == '*')
}
