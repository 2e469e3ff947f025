//! Text dumps: a block a line.

use super::fold::Folded;
use super::{Block, BlockKind, Limits};

/// Reads a dump.
pub(super) fn read(text: &str, limits: &Limits) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut blank = 0_u16;
    let mut folded = Folded::default();
    for (number, line) in lines(text).enumerate() {
        folded.push(line);
        if folded.is_empty() {
            folded.take();
            blank = blank.saturating_add(1);
            continue;
        }
        if blocks.len() >= limits.max_blocks {
            break;
        }
        blocks.push(block(folded.take(), number, blank));
        blank = 0;
    }
    blocks
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

/// Lines however they are ended: LF, CR LF, CR, form feed, or the line and paragraph separators.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    // A CR LF is one end: the CR goes with its line.
    text.split_inclusive(ends).filter_map(move |line| {
        let body = line.trim_end_matches(ends);
        (line != "\n" || !ends_with_cr_before(text, line)).then_some(body)
    })
}

/// Whether `line`, a lone LF of `text`, follows a CR.
fn ends_with_cr_before(text: &str, line: &str) -> bool {
    let at = line.as_ptr() as usize - text.as_ptr() as usize;
    at > 0 && text.as_bytes()[at - 1] == b'\r'
}
