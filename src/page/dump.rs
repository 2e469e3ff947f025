//! Text dumps: a block a line, or a paragraph if the lines were broken at a fixed width.

use super::fold::Folded;
use super::{Block, BlockKind, Bound, Claim, Limits, front};

/// What a dump holds.
pub(super) struct Dump {
    pub blocks: Vec<Block>,
    pub claims: Vec<Claim>,
    pub work: u64,
    pub reached: Vec<Bound>,
}

/// Reads a dump.
pub(super) fn read(text: &str, limits: &Limits) -> Dump {
    let text = Text::within(text, limits);
    let (claims, first) = front::read(text.lines().take(front::LONGEST));
    let mut dump = blocks(&text, first, limits);
    if let Some(width) = wrapped_at(&dump.blocks) {
        dump.blocks = unwrapped(dump.blocks, width);
    }
    Dump {
        blocks: with_initials(dump.blocks),
        claims,
        ..dump
    }
}

/// Reads a text each line of which is a paragraph.
pub(super) fn read_as_it_is(text: &str, limits: &Limits) -> Dump {
    blocks(&Text::within(text, limits), 0, limits)
}

/// What is looked at of a text.
struct Text<'t> {
    looked_at: &'t str,
    /// See [`lines`].
    one_end: bool,
    /// Whether there is more of it.
    is_cut: bool,
}

impl<'t> Text<'t> {
    fn within(whole: &'t str, limits: &Limits) -> Self {
        let looked_at = within(whole, limits.max_work);
        Self {
            looked_at,
            one_end: !has_other_ends(looked_at),
            is_cut: looked_at.len() < whole.len(),
        }
    }

    fn lines(&self) -> impl Iterator<Item = &'t str> {
        lines(self.looked_at, self.one_end)
    }
}

/// The lines from one on, a block each.
fn blocks(text: &Text<'_>, first: usize, limits: &Limits) -> Dump {
    let mut reached = Vec::new();
    let mut blocks = Vec::new();
    let mut blank = 0_u16;
    let mut folded = Folded::default();
    for (number, line) in text.lines().enumerate().skip(first) {
        folded.push(line);
        if folded.is_empty() {
            folded.take();
            blank = blank.saturating_add(1);
        } else if blocks.len() < limits.max_blocks {
            blocks.push(block(folded.take(), number, blank));
            blank = 0;
        } else {
            reached.push(Bound::Blocks);
            break;
        }
    }
    if text.is_cut {
        reached.push(Bound::Work);
    }
    Dump {
        blocks,
        claims: Vec::new(),
        work: text.looked_at.len() as u64,
        reached,
    }
}

/// As much of a text as may be looked at: whole lines, or a part of the first one.
fn within(text: &str, max_work: u64) -> &str {
    let most = usize::try_from(max_work).unwrap_or(usize::MAX);
    if text.len() <= most {
        return text;
    }
    let head = text
        .get(..text.floor_char_boundary(most))
        .unwrap_or_default();
    let line_end = memchr::memrchr(b'\n', head.as_bytes());
    line_end.and_then(|end| head.get(..end)).unwrap_or(head)
}

/// Characters of the shortest line that goes on behind an initial of its own; a label has fewer.
const BEHIND_INITIAL: usize = 60;

/// Joins a capital on a line of its own with the word that goes on below: `D`, `uring the night …`.
fn with_initials(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| is_initial(&block.text)) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let initial = out.last().filter(|above| is_initial(&above.text));
        let goes_on = block.text.starts_with(char::is_lowercase)
            && block.text.chars().nth(BEHIND_INITIAL).is_some();
        if let Some(initial) = initial.filter(|_| goes_on) {
            block.text.insert_str(0, &initial.text);
            (block.line, block.blank_before) = (initial.line, initial.blank_before);
            out.pop();
        }
        out.push(block);
    }
    out
}

/// A capital, with a quotation mark before it or not; `X` closes a window.
fn is_initial(text: &str) -> bool {
    let letter = text.trim_start_matches(['"', '“', '„', '«', '\'', '‘']);
    let mut letters = letter.chars();
    let first = letters.next();
    first.is_some_and(|c| c.is_uppercase() && c != 'X') && letters.next().is_none()
}

fn block(text: String, line: usize, blank_before: u16) -> Block {
    Block {
        text,
        line: line as u32,
        blank_before,
        kind: BlockKind::Paragraph,
        element: None,
        link_chars: 0,
        links: 0,
        emphasis_chars: 0,
    }
}

/// Ends of lines beside LF and CR LF.
const OTHER_ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Lines however they are ended: LF, CR LF, CR, form feed, or the line and paragraph separators.
/// `one_end` says that there are none but the first two, see [`has_other_ends`].
fn lines(text: &str, one_end: bool) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let from = rest?;
        let end = memchr::memchr(b'\n', from.as_bytes());
        rest = end.and_then(|end| from.get(end + 1..));
        let line = from.get(..end.unwrap_or(from.len())).unwrap_or_default();
        Some(line.strip_suffix('\r').unwrap_or(line))
    });
    lines.flat_map(move |line| {
        let (whole, parts) = if one_end {
            (Some(line), None)
        } else {
            (None, Some(line.split(OTHER_ENDS)))
        };
        whole.into_iter().chain(parts.into_iter().flatten())
    })
}

/// Whether a text has ends of lines beside LF and CR LF; told for the whole of it, because hardly any has.
fn has_other_ends(text: &str) -> bool {
    let bytes = text.as_bytes();
    let alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2(0xb, 0xc, bytes).is_some()
        || memchr::memchr_iter(b'\r', bytes).any(alone)
        || ["\u{85}", "\u{2028}", "\u{2029}"]
            .iter()
            .any(|end| memchr::memmem::find(bytes, end.as_bytes()).is_some())
}

/// A dump is broken at a fixed width if it is one of these many columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=110;
/// At least this many lines must go on in the next one to tell.
const LEAST_PAIRS: usize = 8;
/// Share of the lines with another directly below that end because the next word did not fit.
const FULL_SHARE: f64 = 0.8;
/// Share of the lines below that begin in lower case.
const GOING_ON_SHARE: f64 = 0.3;

/// The column at which the lines were broken, if they were.
fn wrapped_at(blocks: &[Block]) -> Option<usize> {
    let pairs: Vec<(&Block, &Block)> = blocks
        .windows(2)
        .filter(|pair| pair[1].blank_before == 0)
        .map(|pair| (&pair[0], &pair[1]))
        .collect();
    if pairs.len() < LEAST_PAIRS {
        return None;
    }
    // The longest lines may be an address that could not be broken.
    let others = pairs.len() * 97 / 100;
    // Of most dumps so many lines are longer than any width that the others need not be counted.
    let most = *WIDTHS.end();
    let is_long = |pair: &&(&Block, &Block)| {
        let text = &pair.0.text;
        text.len() > most && text.chars().nth(most).is_some()
    };
    let enough = pairs.len() - others;
    if pairs.iter().filter(is_long).take(enough).count() == enough {
        return None;
    }
    let mut lengths: Vec<usize> = pairs
        .iter()
        .map(|pair| pair.0.text.chars().count())
        .collect();
    lengths.sort_unstable();
    let width = *lengths.get(others)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let share = |part: &dyn Fn(&Block, &Block) -> bool| {
        pairs.iter().filter(|pair| part(pair.0, pair.1)).count() as f64 / pairs.len() as f64
    };
    let full = share(&|above, below| is_full(above, below, width));
    let going_on = share(&|_, below| below.text.starts_with(char::is_lowercase));
    (full >= FULL_SHARE && going_on >= GOING_ON_SHARE).then_some(width)
}

/// Whether the first word of `below` had no place behind `above`.
fn is_full(above: &Block, below: &Block, width: usize) -> bool {
    let word = below
        .text
        .split(' ')
        .next()
        .map_or(0, |word| word.chars().count());
    above.text.chars().count() + 1 + word > width
}

/// Joins the lines of each paragraph.
fn unwrapped(blocks: Vec<Block>, width: usize) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut above: Option<Block> = None;
    for block in blocks {
        let goes_on = block.blank_before == 0
            && above
                .as_ref()
                .is_some_and(|above| is_full(above, &block, width));
        above = Some(block.clone());
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => append(&mut last.text, &block.text),
            None => out.push(block),
        }
    }
    out
}

/// A word that was broken at its hyphen keeps the hyphen and gets no space.
fn append(text: &mut String, line: &str) {
    let hyphen = text
        .strip_suffix('-')
        .is_some_and(|word| word.ends_with(char::is_alphabetic));
    if !(hyphen && line.starts_with(char::is_alphabetic)) {
        text.push(' ');
    }
    text.push_str(line);
}
