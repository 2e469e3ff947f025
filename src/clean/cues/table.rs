//! The tables of phrases, read once: which phrase says what, and where it must stand.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{Folded, fold, is_unspaced};
use super::{Cue, Strength};
use crate::clean::Label;

/// The kinds, the first to claim a phrase wins it.
const KINDS: &[(Label, &str)] = &[
    (Label::Byline, include_str!("kinds/byline.txt")),
    (Label::LiveFrame, include_str!("kinds/live.txt")),
    (Label::Counter, include_str!("kinds/counter.txt")),
    (Label::Cookie, include_str!("kinds/cookie.txt")),
    (Label::Login, include_str!("kinds/login.txt")),
    (Label::Newsletter, include_str!("kinds/newsletter.txt")),
    (Label::Share, include_str!("kinds/share.txt")),
    (Label::Comments, include_str!("kinds/comments.txt")),
    (Label::AuthorBox, include_str!("kinds/author.txt")),
    (Label::Legal, include_str!("kinds/legal.txt")),
    (Label::Caption, include_str!("kinds/caption.txt")),
    (Label::PhotoCredit, include_str!("kinds/credit.txt")),
    (Label::EditorNote, include_str!("kinds/note.txt")),
    (Label::Tags, include_str!("kinds/tags.txt")),
    (Label::Related, include_str!("kinds/related.txt")),
    (Label::Teaser, include_str!("kinds/teaser.txt")),
    (Label::Promotion, include_str!("kinds/promotion.txt")),
    (Label::Other, include_str!("kinds/other.txt")),
    (Label::Menu, include_str!("kinds/menu.txt")),
    (Label::Section, include_str!("kinds/section.txt")),
];

#[derive(Debug, Clone, Copy)]
struct Rule {
    label: Label,
    strength: Strength,
    /// Most words that the block may have.
    max_words: usize,
    /// True if a colon, bar or slash must follow.
    lead: bool,
    /// As written in the table.
    phrase: &'static str,
}

impl Rule {
    fn cue(&self) -> Cue {
        Cue {
            label: self.label,
            strength: self.strength,
            phrase: self.phrase,
            written: true,
        }
    }
}

#[derive(Default)]
struct Table {
    whole: FxHashMap<String, Rule>,
    /// A phrase may stand here twice: with a lead, and without.
    begins: FxHashMap<String, Vec<Rule>>,
    ends: FxHashMap<String, Rule>,
    holds: Vec<(String, Rule)>,
    /// Bytes of the longest phrase in `whole`.
    longest_whole: usize,
    /// The first words of `begins` and the last words of `ends`: most blocks have none of them.
    first_words: FxHashSet<String>,
    last_words: FxHashSet<String>,
}

/// Where a section's phrases must stand.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Whole,
    Begins,
    Ends,
    Holds,
}

static TABLE: LazyLock<(Table, Option<AhoCorasick>)> = LazyLock::new(|| {
    let mut table = Table::default();
    for (label, source) in KINDS {
        table.read(*label, source);
    }
    let finder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(table.holds.iter().map(|(phrase, _)| phrase.as_str()))
        .ok();
    (table, finder)
});

impl Table {
    fn read(&mut self, label: Label, source: &'static str) {
        let mut sections = Vec::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some(head) = line.strip_prefix('[') {
                let heads = head.trim_end_matches(']').split(", ");
                sections = heads.map(read_head).collect();
            } else if let Some((_, phrases)) = line.split_once(": ") {
                for phrase in phrases.split(" | ") {
                    for section in &sections {
                        self.add(label, *section, phrase);
                    }
                }
            }
        }
    }

    fn add(
        &mut self,
        label: Label,
        (place, max_words, strength): (Place, usize, Strength),
        written: &'static str,
    ) {
        let (phrase, lead) = written
            .strip_suffix(':')
            .map_or((written, false), |phrase| (phrase, true));
        let rule = Rule {
            label,
            strength,
            max_words,
            lead,
            phrase,
        };
        let folded = fold(phrase).text;
        match place {
            Place::Whole => {
                self.longest_whole = self.longest_whole.max(folded.len());
                self.whole.entry(folded).or_insert(rule);
            }
            Place::Begins => {
                let first = folded.split(' ').next().unwrap_or_default();
                self.first_words.insert(first.to_owned());
                let rules = self.begins.entry(folded).or_default();
                if rules.iter().all(|other| other.lead != lead) {
                    rules.push(rule);
                    rules.sort_by_key(|rule| !rule.lead);
                }
            }
            Place::Ends => {
                let last = folded.rsplit(' ').next().unwrap_or_default();
                self.last_words.insert(last.to_owned());
                self.ends.entry(folded).or_insert(rule);
            }
            Place::Holds => self.holds.push((folded, rule)),
        }
    }
}

fn read_head(head: &str) -> (Place, usize, Strength) {
    let mut parts = head.split(' ');
    let place = match parts.next() {
        Some("begins") => Place::Begins,
        Some("ends") => Place::Ends,
        Some("holds") => Place::Holds,
        _ => Place::Whole,
    };
    let (mut max_words, mut strength) = (usize::MAX, Strength::Strong);
    for part in parts {
        match part.parse() {
            Ok(words) => max_words = words,
            Err(_) if part == "sure" => strength = Strength::Sure,
            Err(_) => strength = Strength::Weak,
        }
    }
    (place, max_words, strength)
}

/// The cue of a block that is nothing but a phrase.
pub(super) fn whole(folded: &Folded) -> Option<Cue> {
    if folded.text.len() > TABLE.0.longest_whole {
        return None;
    }
    TABLE.0.whole.get(&folded.text).map(Rule::cue)
}

/// The cue of the longest phrase with which the block begins.
pub(super) fn begins(folded: &Folded) -> Option<Cue> {
    let text = folded.text.as_str();
    let first_is_unspaced = text.chars().next().is_some_and(is_unspaced);
    let first_word = text.get(..*folded.ends.first()?)?;
    if !first_is_unspaced && !TABLE.0.first_words.contains(first_word) {
        return None;
    }
    let words = folded
        .ends
        .iter()
        .rev()
        .copied()
        .filter(|end| *end <= LONGEST_START);
    let mut characters: Vec<usize> = Vec::new();
    if first_is_unspaced {
        characters = text
            .char_indices()
            .skip(1)
            .take(UNSPACED_PREFIX)
            .map(|(at, _)| at)
            .collect();
    }
    words.chain(characters.into_iter().rev()).find_map(|end| {
        let rules = TABLE.0.begins.get(text.get(..end)?)?;
        let fits = |rule: &&Rule| {
            folded.words <= rule.max_words && (!rule.lead || folded.lead == Some(end))
        };
        rules.iter().find(fits).map(Rule::cue)
    })
}

/// Bytes of the longest phrase at a beginning.
const LONGEST_START: usize = 90;

/// Characters of the longest phrase in a script without spaces.
const UNSPACED_PREFIX: usize = 14;

/// Words of the longest phrase at an end.
const SUFFIX_WORDS: usize = 5;

/// The cue of the longest phrase with which the block ends.
pub(super) fn ends(folded: &Folded) -> Option<Cue> {
    let text = folded.text.as_str();
    let last_word = text.rsplit(' ').next().unwrap_or_default();
    if !TABLE.0.last_words.contains(last_word) {
        return None;
    }
    let starts: Vec<usize> = text
        .rmatch_indices(' ')
        .take(SUFFIX_WORDS)
        .map(|(at, _)| at + 1)
        .collect();
    starts.into_iter().rev().find_map(|start| {
        let rule = TABLE.0.ends.get(text.get(start..)?)?;
        (folded.words <= rule.max_words).then(|| rule.cue())
    })
}

/// The cue of the first phrase that stands anywhere in the block, strong ones before weak ones.
pub(super) fn holds(folded: &Folded) -> Option<Cue> {
    let (table, finder) = (&TABLE.0, TABLE.1.as_ref()?);
    // Most blocks hold none, and that is told in half the time.
    if !finder.is_match(&folded.text) {
        return None;
    }
    let fitting = finder
        .find_overlapping_iter(&folded.text)
        .filter_map(|found| {
            let (phrase, rule) = table.holds.get(found.pattern().as_usize())?;
            (folded.words <= rule.max_words
                && stands_alone(&folded.text, found.start(), found.end(), phrase))
            .then(|| rule.cue())
        });
    fitting.max_by_key(|cue| (cue.strength, cue.phrase.len()))
}

fn stands_alone(text: &str, start: usize, end: usize, phrase: &str) -> bool {
    let bytes = text.as_bytes();
    let before = start == 0
        || bytes.get(start - 1) == Some(&b' ')
        || phrase.chars().next().is_some_and(is_unspaced);
    let after = bytes.get(end).is_none_or(|byte| *byte == b' ')
        || phrase.chars().next_back().is_some_and(is_unspaced);
    before && after
}

/// Words of the longest button, and of the longest bar.
const BUTTON_WORDS: usize = 4;
const BAR_WORDS: usize = 16;

/// Whether a folded text is phrases that stand alone elsewhere, one behind the other; a word in five may be none.
pub(super) fn is_bar(folded: &str) -> bool {
    let spaces = memchr::memchr_iter(b' ', folded.as_bytes());
    let mut ends: Vec<usize> = spaces.take(BAR_WORDS).collect();
    if ends.len() >= BAR_WORDS {
        return false;
    }
    ends.push(folded.len());
    let (mut word, mut start, mut phrases, mut others) = (0, 0, 0, 0);
    while word < ends.len() {
        let known = (word..ends.len().min(word + BUTTON_WORDS))
            .rev()
            .find(|last| {
                let end = ends.get(*last).copied().unwrap_or_default();
                let phrase = folded.get(start..end).unwrap_or_default();
                TABLE.0.whole.contains_key(phrase)
            });
        match known {
            Some(_) => phrases += 1,
            None if (others + 1) * 5 > ends.len() => return false,
            None => others += 1,
        }
        let last = known.unwrap_or(word);
        start = ends.get(last).map_or(folded.len(), |end| end + 1);
        word = last + 1;
    }
    phrases >= 2
}

/// True if a word leads in a photographer's name when a colon follows: `photo`, `foto`, `фото`.
pub(super) fn is_credit_lead(folded: &str) -> bool {
    TABLE.0.begins.get(folded).is_some_and(|rules| {
        rules
            .iter()
            .any(|rule| rule.lead && rule.label == Label::PhotoCredit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        for (label, source) in KINDS {
            for line in source.lines() {
                let head = ["[whole", "[begins ", "[ends ", "[holds "]
                    .iter()
                    .any(|start| line.starts_with(start))
                    && line.ends_with(']');
                let phrases = line
                    .split_once(": ")
                    .is_some_and(|(tag, _)| tag == "agency" || tag.len() == 2);
                assert!(
                    line.starts_with('#') || head || phrases,
                    "{label:?}: {line}"
                );
            }
        }
    }

    /// Phrases of one kind that a list hides from a later one, and phrases that a line holds twice.
    fn hidden(source: &'static str) -> Vec<String> {
        let mut found: FxHashMap<(String, bool, String), (&str, &str, &str)> = FxHashMap::default();
        let (mut head, mut hidden) = ("", Vec::new());
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                head = line;
            } else if let Some((language, phrases)) = line.split_once(": ") {
                for phrase in phrases.split(" | ") {
                    let mut place = head.split([' ', ']']).next().unwrap_or_default().to_owned();
                    // Of lists for phrases anywhere the stronger rule of a line counts.
                    if place == "[holds" {
                        place = head.to_owned();
                    }
                    let key = (place, phrase.ends_with(':'), fold(phrase).text);
                    let other = found.insert(key, (head, language, phrase));
                    // Two spellings of one phrase may stand in one line, whatever folding makes of them.
                    let hides =
                        |(of, by, as_written)| of != head || by == language && as_written == phrase;
                    if other.is_some_and(hides) {
                        hidden.push(format!("{head} {language}: {phrase}"));
                    }
                }
            }
        }
        hidden
    }

    #[test]
    fn no_list_hides_a_phrase_of_another() {
        for (label, source) in KINDS {
            assert_eq!(hidden(source), Vec::<String>::new(), "{label:?}");
        }
    }

    #[test]
    fn phrases_are_no_longer_than_what_is_looked_up() {
        for phrase in TABLE.0.begins.keys() {
            assert!(
                phrase.len() <= LONGEST_START && phrase.split(' ').count() <= 16,
                "{phrase}"
            );
        }
        assert!(
            TABLE
                .0
                .ends
                .keys()
                .all(|phrase| phrase.split(' ').count() <= SUFFIX_WORDS)
        );
        assert!(TABLE.1.is_some());
    }
}
