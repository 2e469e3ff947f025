//! One article as the tagger sees it: lines of tokens, and what is known of each distinct word in it.

use std::ops::Range;

use super::gazetteer;
use super::language::Family;
use super::token::{self, Token};
use super::word::{Case, Studied, Vocabulary, Word};

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
    pub fn read(text: &str, family: Family, studied: &mut Studied) -> Self {
        let tokens = token::tokens(text);
        let mut vocabulary = Vocabulary::new(tokens.len(), family, studied);
        let word_of: Vec<u32> = tokens
            .iter()
            .map(|t| vocabulary.number(t.of(text)))
            .collect();
        let (words, stems) = vocabulary.into_words();
        let mut read = Self {
            family,
            lines: lines(&tokens, &word_of, &words),
            opens_sentence: sentence_openings(text, &tokens),
            habits: vec![Habit::default(); stems],
            tokens,
            word_of,
            words,
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

    /// The line in which a token stands, and how it is cased.
    pub fn line_of(&self, token: usize) -> Option<&(Range<usize>, LineCase)> {
        let number = self.lines.partition_point(|(line, _)| line.end <= token);
        self.lines.get(number)
    }

    fn learn_habits(&mut self) {
        for (line, case) in &self.lines {
            for i in line.clone() {
                let word = &self.words[self.word_of[i] as usize];
                let habit = &mut self.habits[word.stem as usize];
                if word.case == Case::Lower {
                    habit.lower = habit.lower.saturating_add(1);
                } else if word.case.is_namelike() {
                    let at = |i: usize| &self.words[self.word_of[i] as usize];
                    let before = (i > line.start).then(|| at(i - 1));
                    let behind = (i + 1 < line.end).then(|| at(i + 1));
                    habit.beside |= neighbours(before, behind, *case);
                    let inside = !self.opens_sentence[i] && *case == LineCase::Sentence;
                    habit.capital_inside = habit.capital_inside.saturating_add(u16::from(inside));
                }
            }
        }
    }
}

/// A document with its text: what stands at a token and beside it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'d> {
    /// The article.
    pub document: &'d Document,
    /// What it was read from.
    pub text: &'d str,
}

impl<'d> Reading<'d> {
    /// The text of a token; empty beyond the last one.
    pub fn of(self, at: usize) -> &'d str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| token.of(self.text))
    }

    /// The token before, in the same line.
    pub fn before(self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|_| !self.opens_line(at))
    }

    /// The token behind, in the same line.
    pub fn behind(self, at: usize) -> Option<usize> {
        Some(at + 1).filter(|&behind| !self.opens_line(behind))
    }

    /// Whether no token of the same line stands before this one.
    fn opens_line(self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        token.is_none_or(|token| token.opens_line)
    }

    /// The number of the stem of a token's word.
    pub fn stem(self, at: usize) -> u32 {
        self.document.word(at).stem
    }

    /// The lists that hold a token's word.
    pub fn marks(self, at: usize) -> gazetteer::Marks {
        self.document.word(at).marks
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
