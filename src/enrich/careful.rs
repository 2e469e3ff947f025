//! Names in a language that no weights were trained on.
//!
//! In: what the tagger, which learned other languages, took for names. Out: those that the article itself or a list makes sure. A word that only
//! ever opens sentences is no name, two capitals make a person only if one is a given name, and a country is known in its own language and in all
//! its case forms. What stays unsure is left out: a facet of false names is worse than one that lacks some.

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::case_forms;
use super::document::{Document, LineCase, Neighbour};
use super::gazetteer::{self, Gazetteer, Marks};
use super::language;
use super::merge::Name;
use super::places::{self, Territories};
use super::slips::Found;
use super::support;
use super::word::Case;

/// Longest name of a territory that is looked for, in words.
const LONGEST_TERRITORY: usize = 4;
/// Initialisms of things that are no bodies, as they are used in many languages.
const NO_BODIES: [&str; 26] = [
    "CD", "DVD", "RSS", "TV", "PDF", "AI", "IT", "SMS", "GPS", "DNA", "RNA", "HIV", "AIDS", "HPV",
    "HCV", "VIP", "SUV", "USB", "GDP", "HDP", "PKB", "PIL", "PIB", "BIP", "ΑΕΠ", "ΜΜΕ",
];
/// Longest initialism.
const LONGEST_INITIALISM: usize = 6;
/// A lone word is a name without any list if it has a capital so often inside sentences, and is never in lower case.
const SURE_TIMES: u16 = 2;

/// The names that are sure, in order.
pub fn sure(found: &[Found], document: &Document, text: &str, language: &str) -> Vec<Found> {
    let sieve = Sieve {
        document,
        text,
        language,
        territories: places::territories(language),
        is_inflected: support::is_inflected(language),
    };
    let peeled: Vec<Found> = found
        .iter()
        .filter_map(|&span| sieve.peeled(span))
        .collect();
    let mut sure: Vec<Found> = peeled
        .iter()
        .filter_map(|&(first, last, kind)| Some((first, last, sieve.kind(first, last, kind)?)))
        .collect();
    let surnames = sieve.surnames(&sure);
    let known: FxHashSet<usize> = sure.iter().map(|span| span.0).collect();
    let is_short = |&&(first, last, _): &&Found| {
        first == last && !known.contains(&first) && sieve.is_one_of(first, &surnames)
    };
    let short: Vec<Found> = peeled
        .iter()
        .filter(is_short)
        .map(|s| (s.0, s.1, EntityKind::Person))
        .collect();
    sure.extend(short);
    sure.sort_unstable_by_key(|span| span.0);
    sieve.add_territories(&mut sure);
    sure
}

/// Where a name ends whose case ending stands behind an apostrophe: `İstanbul'da`.
pub fn without_ending<'t>(surface: &'t str, language: &str) -> &'t str {
    let is_ending = |ending: &str| ending.chars().all(char::is_lowercase);
    match surface.rsplit_once(['\'', '’']) {
        Some((name, ending)) if matches!(language, "tr" | "az") && is_ending(ending) => name,
        _ => surface,
    }
}

/// Surnames by their beginnings.
type Surnames = FxHashMap<String, FxHashSet<String>>;

/// So many surnames of one beginning are kept: hostile texts have thousands.
const MOST_OF_START: usize = 64;

struct Sieve<'d> {
    document: &'d Document,
    text: &'d str,
    language: &'d str,
    territories: Option<&'static Territories>,
    is_inflected: bool,
}

impl Sieve<'_> {
    fn of(&self, at: usize) -> &str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| {
            without_ending(token.of(self.text), self.language)
        })
    }

    fn folded(&self, first: usize, last: usize) -> Vec<String> {
        (first..=last)
            .flat_map(|at| Name::read(self.of(at)).words)
            .collect()
    }

    fn marks(&self, at: usize) -> Marks {
        self.document.word(at).marks
    }

    fn is_namelike(&self, at: usize) -> bool {
        self.document.word(at).case.is_namelike()
    }

    fn opens_sentence(&self, at: usize) -> bool {
        self.document
            .opens_sentence
            .get(at)
            .copied()
            .unwrap_or(true)
    }

    /// A word of grammar, or one that this article writes in lower case at least as often as with a capital inside a sentence.
    fn is_common(&self, at: usize) -> bool {
        let habit = self.document.habit(at);
        let lower = self.of(at).to_lowercase();
        habit.lower > 0 && habit.lower >= habit.capital_inside
            || language::is_function_word(self.language, &lower)
            || crate::analysis::is_stop_word(self.language, &crate::analysis::fold(&lower))
    }

    /// Without words that have their capital from the beginning of a sentence; nothing if no name is left.
    fn peeled(&self, (mut first, last, kind): Found) -> Option<Found> {
        if (first..=last).any(|at| has_letter_without_case(self.of(at))) {
            return None;
        }
        while first <= last && !self.may_begin(first) {
            first += 1;
            while first <= last && !self.is_namelike(first) {
                first += 1;
            }
        }
        (first <= last).then_some((first, last, kind))
    }

    fn may_begin(&self, at: usize) -> bool {
        let is_seen_inside = self.document.habit(at).capital_inside > 0;
        if !self.opens_sentence(at) {
            return true;
        }
        !self.is_common(at) && (is_seen_inside || self.is_listed(at))
    }

    /// Whether a word stands on any list of names.
    fn is_listed(&self, at: usize) -> bool {
        const NAMES: Marks = gazetteer::PLACES
            | gazetteer::ORG
            | gazetteer::TEAM
            | gazetteer::MEDIA
            | gazetteer::SURNAME
            | gazetteer::FIRST_NAME
            | gazetteer::LISTED;
        self.marks(at) & NAMES != 0
            || self.is_on(at, gazetteer::LISTED)
            || self.territory(at, at).is_some()
    }

    /// Whether a word, or what it is without its case ending, stands on one of these lists.
    fn is_on(&self, at: usize, lists: Marks) -> bool {
        if self.marks(at) & lists != 0 {
            return true;
        }
        let lower = self.of(at).to_lowercase();
        let is_listed = |form: &str| {
            Gazetteer::shipped()
                .word(gazetteer::stem_key_of_lower(form))
                .marks
                & lists
                != 0
        };
        is_listed(&lower)
            || self.is_inflected && base_forms(&lower).iter().any(|form| is_listed(form))
    }

    fn territory(&self, first: usize, last: usize) -> Option<&'static str> {
        self.territories?.territory(&self.folded(first, last))
    }

    /// What a name is, if that is sure.
    fn kind(&self, first: usize, last: usize, kind: EntityKind) -> Option<EntityKind> {
        if last < first + LONGEST_TERRITORY && self.territory(first, last).is_some() {
            return Some(EntityKind::Place);
        }
        let in_prose = self
            .document
            .line_of(first)
            .is_none_or(|(_, case)| *case == LineCase::Sentence);
        let is_seen_inside = self.document.habit(first).capital_inside > 0;
        if !is_seen_inside && !in_prose {
            return None;
        }
        if first == last {
            self.kind_of_word(first, kind)
        } else {
            self.kind_of_words(first, last, kind)
        }
    }

    fn kind_of_word(&self, at: usize, kind: EntityKind) -> Option<EntityKind> {
        let by_hand = gazetteer::by_hand(self.marks(at));
        let habit = self.document.habit(at);
        let word = self.document.word(at);
        let is_no_body = NO_BODIES.contains(&self.of(at));
        if by_hand & gazetteer::CALENDAR != 0 || is_no_body || self.is_common(at) {
            return None;
        }
        let of_people = gazetteer::SURNAME | gazetteer::FIRST_NAME;
        let of_bodies = gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA;
        if by_hand & of_bodies != 0 {
            return Some(EntityKind::Org);
        }
        if by_hand & gazetteer::PLACES != 0 {
            return Some(EntityKind::Place);
        }
        if by_hand & of_people != 0 && kind == EntityKind::Person {
            return Some(kind);
        }
        if is_initialism(word.case, self.of(at)) {
            return (habit.capital_inside > 0).then_some(EntityKind::Org);
        }
        if habit.capital_inside == 0 {
            return None;
        }
        let is_of_person = self.is_on(at, of_people | gazetteer::LISTED_PEOPLE);
        let is_city = || {
            let known = self.territories;
            known.is_some_and(|known| known.named(&self.folded(at, at)).is_some())
        };
        if (self.is_on(at, gazetteer::LISTED_PLACE) || is_city()) && !is_of_person {
            return Some(EntityKind::Place);
        }
        let is_sure = habit.capital_inside >= SURE_TIMES && habit.lower == 0;
        match kind {
            EntityKind::Org => {
                (is_sure || word.marks & gazetteer::LISTED_COMPANY != 0).then_some(kind)
            }
            EntityKind::Place => {
                (is_sure && habit.beside & Neighbour::PlaceBefore as u8 != 0).then_some(kind)
            }
            EntityKind::Person | EntityKind::Misc => None,
        }
    }

    fn kind_of_words(&self, first: usize, last: usize, kind: EntityKind) -> Option<EntityKind> {
        let names = (first..=last).filter(|&at| self.is_namelike(at)).count();
        if names < 2 {
            return None;
        }
        let is_body = (first..=last)
            .any(|at| self.marks(at) & (gazetteer::ORG_WORD | gazetteer::ORG_SUFFIX) != 0);
        if self.is_person(first, last) && !is_body {
            return Some(EntityKind::Person);
        }
        let is_place = (first..=last).all(|at| {
            !self.is_namelike(at) || self.is_on(at, gazetteer::PLACES | gazetteer::LISTED_PLACE)
        });
        let opens = self.opens_sentence(first);
        match kind {
            _ if is_body => Some(EntityKind::Org),
            EntityKind::Org if !opens && self.holds_together(first, last) => Some(kind),
            EntityKind::Place if is_place => Some(kind),
            _ => None,
        }
    }

    /// A name of capitals and words of grammar, without a dash between blanks, that does not begin with a country.
    fn holds_together(&self, first: usize, last: usize) -> bool {
        let is_inside = |at: usize| {
            let glued = self
                .document
                .tokens
                .get(at)
                .is_some_and(|token| token.glued);
            let is_sign = self.document.word(at).case == Case::None;
            self.is_namelike(at) || if is_sign { glued } else { self.is_common(at) }
        };
        (first..=last).all(is_inside)
            && !(first..last).any(|end| self.territory(first, end).is_some())
    }

    /// Whether the words together stand on a list of other names than people's.
    fn is_listed_phrase(&self, first: usize, last: usize) -> bool {
        let keys = (first..=last).map(|at| self.document.word(at).key);
        let others = gazetteer::PLACES
            | gazetteer::ORG
            | gazetteer::TEAM
            | gazetteer::MEDIA
            | gazetteer::LISTED_PLACE;
        Gazetteer::shipped().phrase(keys) & others != 0
    }

    /// Two to four words, the first a given name or an initial (in Hungarian the last), the last no place.
    fn is_person(&self, first: usize, last: usize) -> bool {
        let given = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
        let is_given = |at: usize| self.is_on(at, given) || is_initial(self.of(at));
        last - first < 5
            && (is_given(first) || self.language == "hu" && is_given(last))
            && !self.is_listed_phrase(first, last)
            && (first..=last)
                .all(|at| self.is_namelike(at) || self.marks(at) & gazetteer::PARTICLE != 0)
            && !(first..=last)
                .any(|at| self.document.habit(at).lower > self.document.habit(at).capital_inside)
            && self.territory(last, last).is_none()
    }

    /// Folded surnames of the people among these names, by their beginnings.
    fn surnames(&self, sure: &[Found]) -> Surnames {
        let mut surnames = Surnames::default();
        let people = sure
            .iter()
            .filter(|&&(first, last, kind)| kind == EntityKind::Person && first < last);
        for word in people.flat_map(|&(_, last, _)| self.folded(last, last)) {
            let of_start = surnames.entry(case_forms::start_of(&word)).or_default();
            if of_start.len() < MOST_OF_START {
                of_start.insert(word);
            }
        }
        surnames
    }

    fn is_one_of(&self, at: usize, surnames: &Surnames) -> bool {
        let Some(word) = self.folded(at, at).into_iter().next() else {
            return false;
        };
        let is_form = |name: &String| {
            *name == word || self.is_inflected && case_forms::are_forms(name, &word, self.language)
        };
        !self.is_common(at)
            && surnames
                .get(&case_forms::start_of(&word))
                .is_some_and(|names| names.iter().any(is_form))
    }

    /// Territories that the tagger took for nothing.
    fn add_territories(&self, sure: &mut Vec<Found>) {
        let mut missed = Vec::new();
        let mut at = 0;
        for known in sure
            .iter()
            .map(|span| (span.0, span.1))
            .chain([(self.document.tokens.len(), usize::MAX)])
        {
            while at < known.0 {
                let last = self
                    .is_namelike(at)
                    .then(|| self.last_of_territory(at, known.0))
                    .flatten();
                missed.extend(last.map(|last| (at, last, EntityKind::Place)));
                at = last.unwrap_or(at) + 1;
            }
            at = at.max(known.1.saturating_add(1));
        }
        sure.extend(missed);
        sure.sort_unstable_by_key(|span| span.0);
    }

    fn last_of_territory(&self, first: usize, until: usize) -> Option<usize> {
        let (line, _) = self.document.line_of(first)?;
        let end = line.end.min(until).min(first + LONGEST_TERRITORY);
        let is_name = |last: &usize| self.territory(first, *last).is_some();
        let last = (first..end).rev().find(is_name)?;
        let is_sure = first < last || !self.opens_sentence(first) || !self.is_common(first);
        is_sure.then_some(last)
    }
}

/// Whether a word is `ΗΠΑ` or `PiS`: two to six letters, most of them capitals.
fn is_initialism(case: Case, word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let is_roman = word
        .chars()
        .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'));
    matches!(case, Case::Upper | Case::Mixed)
        && (2..=LONGEST_INITIALISM).contains(&letters)
        && capitals * 3 >= letters * 2
        && !is_roman
}

/// `J.`
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str() == "."
}

fn has_letter_without_case(word: &str) -> bool {
    word.chars()
        .any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// What a word may be without its case ending: `krzysztofa` is `krzysztof`, `katarzynę` is `katarzyna`.
fn base_forms(lower: &str) -> Vec<String> {
    const ENDINGS: [&str; 7] = ["", "a", "o", "e", "ος", "ης", "ας"];
    const LEAST: usize = 4;
    let letters: Vec<char> = lower.chars().collect();
    let stem = |cut: usize| {
        letters
            .iter()
            .take(letters.len().saturating_sub(cut))
            .collect::<String>()
    };
    let mut forms = Vec::new();
    for cut in (1..=2).filter(|cut| letters.len() >= LEAST + cut) {
        forms.extend(
            ENDINGS
                .iter()
                .map(|ending| format!("{}{ending}", stem(cut))),
        );
    }
    // `Andrzejowi`, `Adamovi`.
    if letters.len() > LEAST + 3 && (lower.ends_with("owi") || lower.ends_with("ovi")) {
        forms.push(stem(3));
    }
    forms
}

#[cfg(test)]
mod tests {
    use crate::enrich::{Enricher, EntityKind};

    /// Language, text, and the names that are sure in it.
    const TABLE: &[(&str, &str, &[(EntityKind, &str, usize)])] = &[
        (
            "pl",
            "Jeśli Maciej Kowalczyk wygra wybory, poleci do Niemiec. Tymczasem rząd Macieja Kowalczyka rozmawia w Warszawie z posłami PiS.\n\
             Kilka dni później Kowalczyk wrócił do Polski. Wszystko zależy od NATO.",
            &[
                (EntityKind::Person, "Maciej Kowalczyk", 3),
                (EntityKind::Org, "NATO", 1),
                (EntityKind::Place, "Niemcy", 1),
                (EntityKind::Org, "PiS", 1),
                (EntityKind::Place, "Polska", 1),
                (EntityKind::Place, "Warszawa", 1),
            ],
        ),
        (
            "it",
            "Inoltre il ministro Marco Bianchi ha incontrato i sindaci. Oggi Bianchi vola in Germania. Negli anni la Casa Verde era chiusa.",
            &[
                (EntityKind::Person, "Marco Bianchi", 2),
                (EntityKind::Org, "Casa Verde", 1),
                (EntityKind::Place, "Germania", 1),
            ],
        ),
        (
            "tr",
            "Ancak bakan Mehmet Yılmaz dün İstanbul'da konuştu. Gerek yok dedi. Vakit geldi, ABD'ye gidecek.",
            &[
                (EntityKind::Place, "Amerika Birleşik Devletleri", 1),
                (EntityKind::Person, "Mehmet Yılmaz", 1),
                (EntityKind::Place, "İstanbul", 1),
            ],
        ),
        (
            "zh",
            "美国总统Smith访问中国。中国外长说iPhone4上市时一机难求。",
            &[
                (EntityKind::Place, "中国", 2),
                (EntityKind::Place, "美国", 1),
            ],
        ),
    ];

    #[test]
    fn only_what_is_sure_is_named() {
        for (language, text, expected) in TABLE {
            let found = Enricher::new().entities("", text, language);
            let found: Vec<(EntityKind, &str, usize)> = found
                .iter()
                .map(|entity| (entity.kind, entity.name.as_str(), entity.mentions.len()))
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
