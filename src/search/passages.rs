//! Passages and marks of one article, cut out of its text.

use std::ops::Range;

use crate::query::algebra::{BODY, BYLINE, Places, Span};
use crate::query::plan::{Pattern, Plan};

use super::mentions::Mentions;
use super::request::Passage;
use super::text::{self, Scalars};
use super::windows::{Window, Windows};

/// Words of the start of a text that are shown if nothing of the query stands in it.
const OPENING: u32 = 30;

/// What is shown of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shown {
    pub title_marks: Vec<(usize, usize)>,
    pub passages: Vec<Passage>,
}

/// A stretch of words that is marked: its first and its last position, and whether only the first
/// character of the last token counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    first: u32,
    last: u32,
    one: bool,
}

/// Where the query's proof stands, ascending.
pub(super) type Proof = Vec<Stretch>;

/// The words that prove these expressions. A row of words is one stretch, within a sentence.
pub(super) fn proof(plan: &Plan, proving: &[usize], places: &Places) -> Proof {
    let mut found = Vec::new();
    for expr in proving.iter().filter_map(|&expr| plan.exprs.get(expr)) {
        found.extend(expr.proof(places));
    }
    let single = |leaf: usize| matches!(plan.leaves.get(leaf).map(|leaf| &leaf.pattern), Some(Pattern::Starts(key)) if key.chars().count() == 1);
    let mut found: Proof = found
        .into_iter()
        .flat_map(|(span, leaf)| within_sentences(span, single(leaf), &places.sentences))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A span as stretches that end with their sentences, since passages do so too.
fn within_sentences(span: Span, one: bool, starts: &[u32]) -> impl Iterator<Item = Stretch> {
    let from = starts.partition_point(|&start| start <= span.start);
    let inside = starts.get(from..).unwrap_or_default().iter().copied();
    let mut ends = inside.take_while(move |&start| start < span.end);
    let mut next = Some(span.start);
    std::iter::from_fn(move || {
        let first = next?;
        next = ends.next();
        let behind = next.unwrap_or(span.end);
        Some(Stretch {
            first,
            last: behind.saturating_sub(1).max(first),
            one: one && next.is_none(),
        })
    })
}

pub(super) fn split(proof: &Proof) -> (Proof, Proof) {
    let title = proof.iter().copied().filter(|stretch| stretch.last < BODY);
    let body = proof
        .iter()
        .filter(|stretch| stretch.first >= BODY && stretch.last < BYLINE);
    let below = |stretch: &Stretch| Stretch {
        first: stretch.first - BODY,
        last: stretch.last - BODY,
        ..*stretch
    };
    (title.collect(), body.map(below).collect())
}

/// The bytes of tokens, by their positions.
#[derive(Debug, Default)]
struct Bytes(Vec<(u32, Range<usize>)>);

impl Bytes {
    /// The ends of these stretches, and tokens of which only the start is asked for.
    fn of(text: &str, stretches: &[Stretch], starts: impl IntoIterator<Item = u32>) -> Self {
        // Where a whole token is asked for, its first character alone says nothing more.
        let mut wanted: Vec<(u32, bool)> = starts.into_iter().map(|at| (at, true)).collect();
        wanted.extend(stretches.iter().map(|stretch| (stretch.first, true)));
        wanted.extend(stretches.iter().map(|stretch| (stretch.last, stretch.one)));
        wanted.sort_unstable();
        wanted.dedup_by_key(|(at, _)| *at);
        let found = text::bytes_of(text, &wanted);
        Self(wanted.into_iter().map(|(at, _)| at).zip(found).collect())
    }

    fn at(&self, position: u32) -> Option<&Range<usize>> {
        let at = self.0.binary_search_by_key(&position, |&(at, _)| at).ok()?;
        self.0.get(at).map(|(_, range)| range)
    }

    /// From the first word of a stretch to its last, as far as the text goes.
    fn over(&self, stretch: &Stretch) -> Option<Range<usize>> {
        let first = self.at(stretch.first)?;
        let end = self.at(stretch.last).map_or(first.end, |last| last.end);
        Some(first.start..end.max(first.start))
    }
}

/// The marks of a headline or a whole text, in scalar values: of words, and of mentions.
pub(super) fn marks<'m>(
    text: &str,
    stretches: &[Stretch],
    mentions: impl Iterator<Item = &'m Range<usize>>,
) -> Vec<(usize, usize)> {
    let bytes = Bytes::of(text, stretches, []);
    let ranges = stretches.iter().filter_map(|stretch| bytes.over(stretch));
    let ranges = ranges.chain(mentions.cloned());
    let mut scalars = Scalars::new(text);
    text::merged(ranges.collect())
        .iter()
        .map(|range| scalars.range(range))
        .collect()
}

/// All marks: of the headline, and of the text.
pub(super) fn all_marks(
    plan: &Plan,
    found: &Found,
    mentions: &Mentions,
    title: &str,
    body: &str,
) -> [Vec<(usize, usize)>; 2] {
    let (in_title, in_body) = split(&proof(plan, &found.proving, &found.places));
    [
        marks(title, &in_title, mentions.title.iter()),
        marks(body, &in_body, mentions.ranges()),
    ]
}

/// What is known of one article that matches.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where the words stand.
    pub places: Places,
    /// The numbers of the expressions that prove the match.
    pub proving: Vec<usize>,
    /// Words of its text.
    pub words: u32,
}

/// Marks the headline and cuts out the best passages.
pub(super) fn show(
    plan: &Plan,
    windows: &Windows<'_>,
    found: &Found,
    mentions: &Mentions,
    [title, body]: [&str; 2],
    most: usize,
) -> Shown {
    let Found {
        places,
        proving,
        words,
    } = found;
    let (in_title, in_body) = split(&proof(plan, proving, places));
    let title_marks = marks(title, &in_title, mentions.title.iter());
    if most == 0 {
        return Shown {
            title_marks,
            passages: Vec::new(),
        };
    }
    let mut best = windows.best(places, *words, most);
    add_mentions(&mut best, mentions.windows(body, places, *words), most);
    if best.is_empty() {
        best.extend(opening(places, *words));
    }
    let cutter = Cutter::new(body, &best, &in_body, mentions);
    let passages = best.iter().filter_map(|window| cutter.cut(window));
    Shown {
        title_marks,
        passages: joined(passages.collect(), body),
    }
}

/// Shows where the names stand: everywhere if the query has no words, and once, in the last of several places, if no passage about
/// its words names them.
fn add_mentions(best: &mut Vec<Window>, named: Vec<Window>, most: usize) {
    if best.is_empty() {
        *best = named;
        best.truncate(most);
    } else if most > 1
        && !named
            .iter()
            .any(|window| best.iter().any(|b| b.overlaps(window)))
    {
        best.truncate(most - 1);
        best.extend(named.into_iter().next());
    }
}

/// Passages that follow each other in a paragraph become one, in the place of the better of the two.
fn joined(passages: Vec<Passage>, body: &str) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::with_capacity(passages.len());
    for mut passage in passages {
        let mut at = found.len();
        while let Some(next) = found
            .iter()
            .position(|other| touch(other, &passage, body) || touch(&passage, other, body))
        {
            passage = join(found.remove(next), passage, body);
            at = at.min(next);
        }
        found.insert(at.min(found.len()), passage);
    }
    found
}

/// Whether only a space stands between two passages, and both are whole and short enough.
fn touch(first: &Passage, second: &Passage, body: &str) -> bool {
    let between = body.get(first.byte_start + first.text.len()..second.byte_start);
    between.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() && c != '\n'))
        && !first.cut_after
        && !second.cut_before
        && second.end - first.start <= text::LONGEST_PASSAGE
}

fn join(one: Passage, other: Passage, body: &str) -> Passage {
    let (first, second) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    let end = second.byte_start + second.text.len();
    let text = body.get(first.byte_start..end).unwrap_or_default();
    Passage {
        text: text.to_owned(),
        end: second.end,
        marks: [first.marks, second.marks].concat(),
        cut_after: second.cut_after,
        ..first
    }
}

/// The first sentences, for articles that match by headline or values alone.
fn opening(places: &Places, words: u32) -> Option<Window> {
    if words == 0 {
        return None;
    }
    let starts = &places.sentences;
    let end_of = |sentence: usize| starts.get(sentence + 1).copied().unwrap_or(BODY + words);
    let mut last = 0;
    while last + 1 < starts.len() && end_of(last) - BODY < OPENING {
        last += 1;
    }
    Some(Window::plain(0..last + 1, BODY..end_of(last)))
}

/// A text with the bytes of the tokens that its passages need, found in one reading.
struct Cutter<'a> {
    body: &'a str,
    proof: &'a Proof,
    mentions: &'a Mentions,
    bytes: Bytes,
}

/// The first and the last position of a window.
fn ends(window: &Window) -> (u32, u32) {
    let first = window.positions.start.saturating_sub(BODY);
    (
        first,
        window.positions.end.saturating_sub(BODY + 1).max(first),
    )
}

fn is_inside(stretch: &Stretch, (first, last): (u32, u32)) -> bool {
    first <= stretch.first && stretch.last <= last
}

impl<'a> Cutter<'a> {
    fn new(body: &'a str, windows: &[Window], proof: &'a Proof, mentions: &'a Mentions) -> Self {
        let windows: Vec<(u32, u32)> = windows.iter().map(ends).collect();
        let inside: Vec<Stretch> = proof
            .iter()
            .copied()
            .filter(|stretch| windows.iter().any(|&window| is_inside(stretch, window)))
            .collect();
        let ends = windows.iter().flat_map(|&(first, last)| [first, last]);
        let bytes = Bytes::of(body, &inside, ends);
        Self {
            body,
            proof,
            mentions,
            bytes,
        }
    }

    fn cut(&self, window: &Window) -> Option<Passage> {
        let (first, last) = ends(window);
        let from = self.bytes.at(first)?.start;
        // A column that knows of more words than the text has: the text's last word then.
        let to = self
            .bytes
            .at(last)
            .or_else(|| self.bytes.0.last().map(|(_, range)| range))?
            .start;
        let whole = text::sentences_around(self.body, from, to.max(from));
        let inside = self.proof.iter();
        let inside = inside.filter(|stretch| is_inside(stretch, (first, last)));
        let named = self.mentions.ranges();
        let named = named.filter(|range| whole.start <= range.start && range.end <= whole.end);
        let words = inside.filter_map(|stretch| self.bytes.over(stretch));
        let marks = text::merged(words.chain(named.cloned()).collect());
        let longest = if window.sentences.len() > 1 {
            text::LONGEST_PASSAGE
        } else {
            text::LONGEST_SENTENCE
        };
        let range = text::shortened(self.body, whole.clone(), &marks, longest);
        let clipped = marks
            .iter()
            .map(|mark| mark.start.max(range.start)..mark.end.min(range.end))
            .filter(|mark| mark.start < mark.end);
        let mut scalars = Scalars::new(self.body);
        let before = self.body.get(..range.start)?;
        Some(Passage {
            text: self.body.get(range.clone())?.to_owned(),
            paragraph: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            start: scalars.before(range.start),
            byte_start: range.start,
            marks: clipped.map(|mark| scalars.range(&mark)).collect(),
            end: scalars.before(range.end),
            cut_before: range.start > whole.start,
            cut_after: range.end < whole.end,
        })
    }
}
