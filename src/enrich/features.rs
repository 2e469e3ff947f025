//! What the tagger looks at: for each token, hashes of everything about it and its neighbours that may tell a name.
//!
//! Features of one word alone are given per distinct word and distance, so that their weights are summed once per article, not once
//! per token. Training and tagging call the same functions.

use super::decode::{self, KINDS, Label};
use super::document::{Document, LineCase};
use super::gazetteer::{self, Marks};
use super::language::Family;
use super::word::{Case, Word};

/// Distances at which a word's own features are asked for.
pub const DISTANCES: [i32; 5] = [0, -1, 1, -2, 2];

/// Mixes the number of a template with its values into one hash.
#[inline]
fn mix(template: u32, value: u32) -> u32 {
    let mut h = value ^ template.wrapping_mul(0x9e37_79b9);
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

#[inline]
fn mix2(template: u32, a: u32, b: u32) -> u32 {
    mix(template, a.rotate_left(11).wrapping_mul(0x9e37_79b1) ^ b)
}

/// What a word says about the token from which it stands `distance` tokens away (negative: before it).
pub fn word(word: &Word, distance: i32, family: Family, give: &mut impl FnMut(u32)) {
    match distance {
        0 => own(word, family, give),
        -1 | 1 => {
            let t = if distance < 0 { 100 } else { 120 };
            give(mix(t, word.lower));
            give(mix(t + 1, word.short_shape));
            give(mix(t + 2, word.affixes[6]));
            give(mix2(t + 3, word.case as u32, gazetteer::core(word.marks)));
            if let Some(path) = word.cluster {
                give(mix(t + 4, path.prefix(6)));
                give(mix(t + 5, path.prefix(24)));
            }
            if let Some(path) = word.head {
                give(mix(t + 6, path.prefix(8)));
            }
        }
        _ => {
            let t = if distance < 0 { 140 } else { 160 };
            give(mix(t, word.lower));
            give(mix(t + 1, word.case as u32));
            give(mix(t + 2, gazetteer::core(word.marks)));
            if let Some(path) = word.cluster {
                give(mix(t + 3, path.prefix(8)));
            }
        }
    }
}

fn own(word: &Word, family: Family, give: &mut impl FnMut(u32)) {
    give(mix(1, word.exact));
    give(mix(2, word.lower));
    give(mix(3, word.shape));
    give(mix(4, word.short_shape));
    give(mix2(5, word.case as u32, family as u32));
    for (i, &affix) in word.affixes.iter().enumerate().filter(|(_, a)| **a != 0) {
        give(mix(10 + i as u32, affix));
        if i >= 5 {
            give(mix2(20 + i as u32, affix, word.case as u32));
        }
    }
    if let Some(path) = word.cluster {
        for length in [4, 6, 8, 10, 24] {
            give(mix2(30, u32::from(length), path.prefix(length)));
        }
        give(mix2(31, path.prefix(8), word.case as u32));
    }
    if let Some(path) = word.head {
        for length in [4, 6, 8, 10, 24] {
            give(mix2(34, u32::from(length), path.prefix(length)));
        }
    }
    each_mark(gazetteer::core(word.marks), |mark| {
        give(mix2(32, mark, word.case as u32));
    });
    give(mix2(33, gazetteer::core(word.marks), word.case as u32));
}

fn each_mark(marks: Marks, mut give: impl FnMut(u32)) {
    let mut left = marks;
    while left != 0 {
        give(left.trailing_zeros());
        left &= left - 1;
    }
}

/// A stretch of capitalised words inside a line.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    first: usize,
    last: usize,
}

/// Features of tokens in their places, for one line.
pub struct Line<'d> {
    document: &'d Document,
    start: usize,
    end: usize,
    case: LineCase,
    stretches: Vec<Option<Stretch>>,
    phrases: Vec<(Marks, u8)>,
}

impl<'d> Line<'d> {
    /// Looks at the line with this number.
    pub fn new(document: &'d Document, line: usize) -> Self {
        let (range, case) = &document.lines[line];
        let (start, end) = (range.start, range.end);
        Self {
            document,
            start,
            end,
            case: *case,
            stretches: stretches(document, start, end),
            phrases: phrases(document, start, end),
        }
    }

    fn at(&self, token: usize, distance: isize) -> Option<&'d Word> {
        let at = token.checked_add_signed(distance)?;
        (at >= self.start && at < self.end).then(|| self.document.word(at))
    }

    /// Everything about the token in its place.
    pub fn place(&self, token: usize, give: &mut impl FnMut(u32)) {
        let word = self.document.word(token);
        let (before, behind) = (self.at(token, -1), self.at(token, 1));
        self.position(token, word, give);
        self.pairs(token, word, before, behind, give);
        let (marks, part) = self.phrases[token - self.start];
        each_mark(gazetteer::core(marks), |mark| {
            give(mix2(40, mark, u32::from(part)));
        });
        if word.case.is_namelike() {
            self.habits(token, word, give);
            self.stretch(token, give);
        }
    }

    fn position(&self, token: usize, word: &Word, give: &mut impl FnMut(u32)) {
        let opens = u32::from(self.document.opens_sentence[token]);
        let case = word.case as u32 * 8 + self.case as u32 * 2 + opens;
        give(mix(50, case));
        let glue = |at: usize| at < self.end && at > self.start && self.document.tokens[at].glued;
        let glued = u32::from(glue(token)) + 2 * u32::from(glue(token + 1));
        give(mix2(51, glued, word.case as u32));
        if token == self.start {
            give(mix(52, word.case as u32));
        }
        if token + 1 == self.end {
            give(mix(53, word.case as u32));
        }
        if self.case != LineCase::Sentence {
            self.headline(token, word, give);
        }
    }

    /// What words say where the capitals of a line say nothing.
    fn headline(&self, token: usize, word: &Word, give: &mut impl FnMut(u32)) {
        let case = self.case as u32;
        give(mix2(200 + 8 * case, 0, word.lower));
        for (nth, distance) in (1..).zip([-1, 1]) {
            if let Some(beside) = self.at(token, distance) {
                give(mix2(200 + 8 * case, nth, beside.lower));
                give(mix2(201 + 8 * case, nth, gazetteer::core(beside.marks)));
                if let Some(path) = beside.cluster {
                    give(mix2(202 + 8 * case, nth, path.prefix(8)));
                }
            }
        }
        give(mix2(201 + 8 * case, 0, gazetteer::core(word.marks)));
        if let Some(path) = word.cluster {
            give(mix2(202 + 8 * case, 0, path.prefix(6)));
            give(mix2(202 + 8 * case, 3, path.prefix(10)));
        }
    }

    fn pairs(
        &self,
        token: usize,
        word: &Word,
        before: Option<&Word>,
        behind: Option<&Word>,
        give: &mut impl FnMut(u32),
    ) {
        let case = |w: Option<&Word>| w.map_or(9, |w| w.case as u32);
        let lower = |w: Option<&Word>| w.map_or(0, |w| w.lower);
        let cluster = |w: Option<&Word>| w.and_then(|w| w.cluster).map_or(0, |p| p.prefix(8));
        give(mix2(60, lower(before), word.lower));
        give(mix2(61, word.lower, lower(behind)));
        give(mix(
            62,
            (case(before) * 16 + word.case as u32) * 16 + case(behind),
        ));
        give(mix2(63, lower(before), word.case as u32));
        give(mix2(64, lower(behind), word.case as u32));
        give(mix2(65, cluster(before), cluster(Some(word))));
        give(mix2(66, cluster(Some(word)), cluster(behind)));
        give(mix2(67, lower(before), lower(behind)));
        if word.case.is_namelike() {
            give(mix2(68, lower(self.at(token, -2)), lower(before)));
            give(mix2(69, lower(behind), lower(self.at(token, 2))));
        }
    }

    fn habits(&self, token: usize, word: &Word, give: &mut impl FnMut(u32)) {
        let habit = self.document.habit(token);
        let own_inside =
            u16::from(!self.document.opens_sentence[token] && self.case == LineCase::Sentence);
        let inside = habit.capital_inside.saturating_sub(own_inside);
        let seen = (u32::from(habit.lower.min(2)) * 4 + u32::from(inside.min(3))) * 2
            + u32::from(self.document.opens_sentence[token]);
        give(mix2(70, seen, self.case as u32));
        give(mix2(71, seen, word.case as u32));
        for bit in 0..6 {
            if habit.beside & (1 << bit) != 0 {
                give(mix(72, bit));
            }
        }
        give(mix(73, u32::from(habit.beside)));
    }

    fn stretch(&self, token: usize, give: &mut impl FnMut(u32)) {
        let Some(stretch) = self.stretches[token - self.start] else {
            return;
        };
        let length = (stretch.last - stretch.first).min(4) as u32;
        let part =
            (u32::from(token == stretch.first) + 2 * u32::from(token == stretch.last)) * 8 + length;
        let (first, last) = (
            self.document.word(stretch.first),
            self.document.word(stretch.last),
        );
        give(mix2(80, part, self.case as u32));
        if length > 0 {
            give(mix2(81, first.lower, part));
            give(mix2(82, last.lower, part));
            give(mix2(83, gazetteer::core(first.marks), part));
            give(mix2(84, gazetteer::core(last.marks), part));
            let before = stretch
                .first
                .checked_sub(1)
                .filter(|&at| at >= self.start)
                .map_or(0, |at| self.document.word(at).lower);
            let behind = Some(stretch.last + 1)
                .filter(|&at| at < self.end)
                .map_or(0, |at| self.document.word(at).lower);
            give(mix2(85, before, part));
            give(mix2(86, behind, part));
        }
    }
}

fn stretches(document: &Document, start: usize, end: usize) -> Vec<Option<Stretch>> {
    let mut found = vec![None; end - start];
    let mut at = start;
    while at < end {
        if !document.word(at).case.is_namelike() {
            at += 1;
            continue;
        }
        let first = at;
        while at + 1 < end && document.word(at + 1).case.is_namelike() {
            at += 1;
        }
        found[first - start..=at - start].fill(Some(Stretch { first, last: at }));
        at += 1;
    }
    found
}

/// For each token the lists on which a phrase through it stands, and its part: 1 first, 2 inside, 3 last.
fn phrases(document: &Document, start: usize, end: usize) -> Vec<(Marks, u8)> {
    let lists = gazetteer::Gazetteer::shipped();
    let mut found = vec![(0, 0); end - start];
    let mut at = start;
    while at < end {
        let word = document.word(at);
        let longest = usize::from(word.longest_phrase).min(end - at);
        let hit = (2..=longest).rev().find_map(|n| {
            let marks = lists.phrase((at..at + n).map(|i| document.word(i).key));
            (marks != 0 && word.case != Case::Lower).then_some((n, marks))
        });
        let Some((n, marks)) = hit else {
            at += 1;
            continue;
        };
        for (i, slot) in found[at - start..at - start + n].iter_mut().enumerate() {
            *slot = (
                marks,
                if i == 0 {
                    1
                } else if i + 1 == n {
                    3
                } else {
                    2
                },
            );
        }
        at += n;
    }
    found
}

/// How often the first pass gave a word each kind (the last is outside), over its capitalised places.
pub type Votes = [u16; KINDS + 1];

/// Votes by [`Word::stem`] from the labels of all tokens.
pub fn votes(document: &Document, labels: &[Label]) -> Vec<Votes> {
    let mut votes: Vec<Votes> = vec![[0; KINDS + 1]; document.habits.len()];
    for (token, &label) in labels.iter().enumerate() {
        let word = document.word(token);
        if word.case.is_namelike() {
            let vote = &mut votes[word.stem as usize][vote_of(label)];
            *vote = vote.saturating_add(1);
        }
    }
    votes
}

fn vote_of(label: Label) -> usize {
    decode::kind_and_part(label).map_or(KINDS, |(kind, _)| kind)
}

/// What the rest of the article says of the token and its neighbours: the majority of the votes of the other places.
pub fn second_pass(
    document: &Document,
    token: usize,
    line: (usize, usize),
    labels: &[Label],
    votes: &[Votes],
    give: &mut impl FnMut(u32),
) {
    for (distance, template) in [(0, 90), (-1, 92), (1, 94)] {
        let Some(at) = token
            .checked_add_signed(distance)
            .filter(|at| (line.0..line.1).contains(at))
        else {
            continue;
        };
        let word = document.word(at);
        if !word.case.is_namelike() {
            continue;
        }
        let mut others = votes[word.stem as usize];
        let own = vote_of(labels[at]);
        others[own] = others[own].saturating_sub(1);
        let all: u32 = others.iter().map(|&n| u32::from(n)).sum();
        let Some((kind, &most)) = others
            .iter()
            .enumerate()
            .max_by_key(|&(_, n)| n)
            .filter(|&(_, &n)| n > 0)
        else {
            continue;
        };
        let sure = u32::from(u32::from(most) * 4 >= all * 3) + u32::from(most >= 3);
        give(mix2(template, kind as u32, sure));
        give(mix2(template + 1, kind as u32 * 8 + own as u32, sure));
    }
}
