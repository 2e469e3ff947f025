//! One article as the tagger sees it: lines of tokens, and what is known of each distinct word in it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cluster::{self, Path};
use super::gazetteer::{self, Gazetteer, Marks};
use super::language::Family;
use super::token::{self, Token};

/// How a word is cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A sign, or a word in a script without cases.
    None,
    /// A number.
    Digit,
    /// `word`
    Lower,
    /// `Word`
    Capital,
    /// `WORD`
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
}

impl Case {
    /// Whether a name may begin so.
    pub fn is_namelike(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Mixed)
    }
}

/// One distinct spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Hash of the spelling.
    pub exact: u32,
    /// Hash of the lower-case form.
    pub lower: u32,
    /// Number of its [`gazetteer::stem_key`] within the article: the case forms of a name share it.
    pub stem: u32,
    /// Hash of the shape: `Xxx-dd`.
    pub shape: u32,
    /// Hash of the shape with runs folded: `Xx-d`.
    pub short_shape: u32,
    /// Casing.
    pub case: Case,
    /// Hashes of the first 1 to 4 characters of the lower-case form, then of the last 1 to 4; 0 where it is shorter.
    pub affixes: [u32; 8],
    /// Brown cluster.
    pub cluster: Option<Path>,
    /// Lists on which it stands alone.
    pub marks: Marks,
    /// Words in the longest listed phrase that it opens.
    pub longest_phrase: u8,
    /// Its key in the lists.
    pub key: u32,
}

impl Word {
    /// The word without its number in this article: the same wherever it is spelled so.
    pub fn out_of_article(self) -> Self {
        Self { stem: 0, ..self }
    }
}

/// What an article shows of a word in all places where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Habit {
    /// Times in lower case.
    pub lower: u16,
    /// Times with a capital inside a sentence of ordinary casing.
    pub capital_inside: u16,
    /// Neighbours seen anywhere: bits of [`Neighbour`].
    pub beside: u8,
}

/// Kinds of neighbours that tell what a name is.
#[derive(Debug, Clone, Copy)]
pub enum Neighbour {
    /// A title or a given name before it.
    PersonBefore = 1,
    /// `Inc` or `Party` behind it.
    OrgBehind = 2,
    /// A preposition of place before it.
    PlaceBefore = 4,
    /// A verb of saying behind it.
    SaysBehind = 8,
    /// A capitalised word before it.
    NameBefore = 16,
    /// A capitalised word behind it.
    NameBehind = 32,
}

/// How a line is cased as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineCase {
    /// Capitals begin sentences and names.
    Sentence,
    /// Nearly Every Word Has a Capital.
    Title,
    /// ALL CAPITALS.
    Upper,
}

/// An article, read.
#[derive(Debug)]
pub struct Document {
    /// Its language's family.
    pub family: Family,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The number of each token's word in `words`.
    pub word_of: Vec<u32>,
    /// Distinct words.
    pub words: Vec<Word>,
    /// By [`Word::stem`].
    pub habits: Vec<Habit>,
    /// By token: whether it opens a sentence.
    pub opens_sentence: Vec<bool>,
    /// Lines as ranges of tokens; a very long line is several.
    pub lines: Vec<(Range<usize>, LineCase)>,
}

/// A line is cut after so many tokens, so that memory for decoding is bounded.
const LINE_TOKENS: usize = 1000;

impl Document {
    /// Reads a text.
    pub fn read(text: &str, family: Family) -> Self {
        let tokens = token::tokens(text);
        let mut known = Known::new(family);
        let word_of: Vec<u32> = tokens.iter().map(|t| known.number(t.of(text))).collect();
        let lines = lines(&tokens, &word_of, &known.words);
        let opens_sentence = sentence_openings(text, &tokens);
        let habits = vec![Habit::default(); known.stems.len()];
        let mut read = Self {
            family,
            tokens,
            word_of,
            words: known.words,
            habits,
            opens_sentence,
            lines,
        };
        read.learn_habits();
        read
    }

    /// The word of a token.
    #[inline]
    pub fn word(&self, token: usize) -> &Word {
        &self.words[self.word_of[token] as usize]
    }

    /// What the article shows of a token's word.
    #[inline]
    pub fn habit(&self, token: usize) -> Habit {
        self.habits[self.word(token).stem as usize]
    }

    fn learn_habits(&mut self) {
        for (line, case) in self.lines.clone() {
            for i in line.clone() {
                let before = (i > line.start).then(|| self.word(i - 1));
                let behind = (i + 1 < line.end).then(|| self.word(i + 1));
                let beside = neighbours(before, behind, case);
                let (stem, word_case, inside) = (
                    self.word(i).stem,
                    self.word(i).case,
                    !self.opens_sentence[i],
                );
                let habit = &mut self.habits[stem as usize];
                habit.lower = habit
                    .lower
                    .saturating_add(u16::from(word_case == Case::Lower));
                if word_case.is_namelike() {
                    habit.beside |= beside;
                    habit.capital_inside = habit
                        .capital_inside
                        .saturating_add(u16::from(inside && case == LineCase::Sentence));
                }
            }
        }
    }
}

fn neighbours(before: Option<&Word>, behind: Option<&Word>, case: LineCase) -> u8 {
    let marks = |word: Option<&Word>| word.map_or(0, |w| w.marks);
    let named = |word: Option<&Word>| {
        case == LineCase::Sentence && word.is_some_and(|w| w.case.is_namelike())
    };
    let mut bits = 0;
    let mut note = |seen: bool, kind: Neighbour| bits |= if seen { kind as u8 } else { 0 };
    note(
        marks(before) & (gazetteer::TITLE | gazetteer::FIRST_NAME) != 0,
        Neighbour::PersonBefore,
    );
    note(
        marks(behind) & (gazetteer::ORG_SUFFIX | gazetteer::ORG_WORD) != 0,
        Neighbour::OrgBehind,
    );
    note(
        marks(before) & gazetteer::PLACE_PREPOSITION != 0,
        Neighbour::PlaceBefore,
    );
    note(marks(behind) & gazetteer::SAY != 0, Neighbour::SaysBehind);
    note(named(before), Neighbour::NameBefore);
    note(named(behind), Neighbour::NameBehind);
    bits
}

/// Numbers for distinct words and stems, and what is known of each.
struct Known<'t> {
    family: Family,
    gazetteer: &'static Gazetteer,
    numbers: FxHashMap<&'t str, u32>,
    stems: FxHashMap<u32, u32>,
    words: Vec<Word>,
}

impl<'t> Known<'t> {
    fn new(family: Family) -> Self {
        Self {
            family,
            gazetteer: Gazetteer::shipped(),
            numbers: FxHashMap::default(),
            stems: FxHashMap::default(),
            words: Vec::new(),
        }
    }

    fn number(&mut self, spelling: &'t str) -> u32 {
        if let Some(&number) = self.numbers.get(spelling) {
            return number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(spelling, number);
        let word = self.study(spelling);
        self.words.push(word);
        number
    }

    fn study(&mut self, spelling: &str) -> Word {
        let lower = spelling.to_lowercase();
        let key = gazetteer::stem_key_of_lower(&lower);
        let next = self.stems.len() as u32;
        let entry = self.gazetteer.word(key);
        let (shape, short_shape) = shapes(spelling);
        Word {
            exact: gazetteer::hash(spelling),
            lower: gazetteer::hash(&lower),
            stem: *self.stems.entry(key).or_insert(next),
            shape,
            short_shape,
            case: case_of(spelling),
            affixes: affixes(&lower),
            cluster: cluster_of(self.family, spelling, &lower),
            marks: entry.marks,
            longest_phrase: entry.longest,
            key,
        }
    }
}

fn cluster_of(family: Family, spelling: &str, lower: &str) -> Option<Path> {
    let clusters = cluster::of(family)?;
    let capital = || {
        let mut chars = lower.chars();
        let first = chars.next()?;
        clusters.get(gazetteer::hash(
            &first.to_uppercase().chain(chars).collect::<String>(),
        ))
    };
    clusters
        .get(gazetteer::hash(spelling))
        .or_else(|| {
            if case_of(spelling) == Case::Upper {
                capital()
            } else {
                None
            }
        })
        .or_else(|| clusters.get(gazetteer::hash(lower)))
}

fn case_of(word: &str) -> Case {
    let mut upper = 0;
    let mut lower = 0;
    let mut digits = 0;
    let mut first_upper = false;
    for (i, c) in word.chars().enumerate() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
        first_upper |= i == 0 && c.is_uppercase();
    }
    match (upper, lower) {
        (0, 0) if digits > 0 => Case::Digit,
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Capital,
        (_, 0) => Case::Upper,
        (1, _) if first_upper => Case::Capital,
        _ => Case::Mixed,
    }
}

fn shapes(word: &str) -> (u32, u32) {
    let kinds = word.chars().take(24).map(|c| match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_lowercase() => 'x',
        _ if c.is_numeric() => 'd',
        _ if c.is_alphabetic() => 'a',
        _ => c,
    });
    let (mut capped, mut short) = (String::with_capacity(32), String::with_capacity(96));
    for (i, c) in kinds.enumerate() {
        if i < 8 {
            capped.push(c);
        }
        if !short.ends_with(c) {
            short.push(c);
        }
    }
    (gazetteer::hash(&capped), gazetteer::hash(&short))
}

fn affixes(lower: &str) -> [u32; 8] {
    let mut found = [0; 8];
    let starts = lower
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .chain([lower.len()]);
    for (slot, end) in found[..4].iter_mut().zip(starts) {
        *slot = gazetteer::hash(&lower[..end]);
    }
    for (slot, (start, _)) in found[4..].iter_mut().zip(lower.char_indices().rev()) {
        *slot = gazetteer::hash(&lower[start..]);
    }
    found
}

fn lines(tokens: &[Token], word_of: &[u32], words: &[Word]) -> Vec<(Range<usize>, LineCase)> {
    let mut starts: Vec<usize> = (0..tokens.len())
        .filter(|&i| tokens[i].opens_line)
        .collect();
    starts.push(tokens.len());
    let mut found = Vec::new();
    for pair in starts.windows(2) {
        let case = line_case(
            word_of[pair[0]..pair[1]]
                .iter()
                .map(|&w| &words[w as usize]),
        );
        for start in (pair[0]..pair[1]).step_by(LINE_TOKENS) {
            found.push((start..pair[1].min(start + LINE_TOKENS), case));
        }
    }
    found
}

/// Words of fewer letters keep lower case in headlines and say nothing.
const TELLING_LETTERS: usize = 4;

fn line_case<'w>(words: impl Iterator<Item = &'w Word>) -> LineCase {
    let (mut all, mut upper, mut capital) = (0, 0, 0);
    for word in words.filter(|w| w.affixes[TELLING_LETTERS - 1] != 0) {
        match word.case {
            Case::Upper => upper += 1,
            Case::Capital | Case::Mixed => capital += 1,
            Case::Lower => {}
            Case::None | Case::Digit => continue,
        }
        all += 1;
    }
    match () {
        () if all >= 3 && upper * 5 >= all * 4 => LineCase::Upper,
        () if all >= 4 && (upper + capital) * 5 >= all * 4 => LineCase::Title,
        () => LineCase::Sentence,
    }
}

fn sentence_openings(text: &str, tokens: &[Token]) -> Vec<bool> {
    let mut open = true;
    tokens
        .iter()
        .map(|t| {
            let piece = t.of(text);
            let sign = piece.chars().next().filter(|c| !c.is_alphanumeric());
            let opens = open || t.opens_line;
            open = match sign {
                Some('.' | '!' | '?' | '…' | '•' | ':' | '|' | '·') => true,
                Some(
                    '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '(' | ')' | '[' | ']'
                    | '—' | '–' | '-' | '*' | '#' | '>',
                ) => opens,
                _ => false,
            };
            opens
        })
        .collect()
}
