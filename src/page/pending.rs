//! The block that is being filled.

use super::fold::Folded;
use super::stack::Stack;
use super::{Block, BlockKind};

/// Text that has not met the end of its block yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    text: Folded,
    /// How many open elements hold all of it.
    cover: usize,
    tight: Option<Tight>,
    link_chars: u32,
    links: u16,
    emphasis_chars: u32,
    /// The current link has been counted.
    in_link: bool,
    /// Bytes there were when the last text of a link ended.
    link_end: usize,
    /// A line break came, and no text since.
    broken: bool,
}

/// The innermost element that held all text when it was closed, with the bytes there were: if no
/// text follows, it is the block's element (`<p><span>…</span></p>`).
#[derive(Debug, Clone, Copy)]
struct Tight {
    element: u32,
    kind: BlockKind,
    bytes: usize,
}

/// Which element a block belongs to.
pub(super) enum Holder {
    /// An element that is closed by now.
    Closed(u32, BlockKind),
    /// The innermost of the first so many open elements.
    Open(usize),
}

impl Pending {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text that stands in the innermost open element.
    pub(super) fn push(&mut self, text: &str, stack: &Stack) {
        let fresh = self.text.is_empty();
        if stack.links > 0 && !self.in_link && self.link_end == self.text.len() {
            // Two links with nothing between them are two words.
            self.text.push(" ");
        }
        let added = self.text.push(text);
        if added == 0 {
            return;
        }
        self.broken = false;
        if fresh {
            self.cover = stack.len();
        }
        if stack.links > 0 {
            self.link_chars += added;
            self.links = self.links.saturating_add(u16::from(!self.in_link));
            self.in_link = true;
            self.link_end = self.text.len();
        }
        if stack.emphasis > 0 {
            self.emphasis_chars += added;
        }
    }

    /// A new link begins.
    pub(super) fn begin_link(&mut self) {
        self.in_link = false;
    }

    /// Notes a line break; true if it is the second one in a row.
    pub(super) fn line_break(&mut self) -> bool {
        self.text.push(" ");
        std::mem::replace(&mut self.broken, true)
    }

    /// Whether `text` begins a new block, because a line break came before it. Lines of one
    /// sentence stay together: old pages break their lines by hand.
    pub(super) fn is_ended_before(&self, text: &str, inside: BlockKind) -> bool {
        let Some(first) = text
            .trim_start()
            .chars()
            .next()
            .filter(|_| self.broken && !self.text.is_empty())
        else {
            return false;
        };
        let goes_on = first.is_lowercase()
            && self
                .text
                .last()
                .is_some_and(|c| c.is_alphanumeric() || c == ',');
        !(goes_on || matches!(inside, BlockKind::Heading(_) | BlockKind::Control))
    }

    /// The innermost element closes, of which `depth` were open with it. Returns true if it may
    /// turn out to be the one that holds the block; then [`Pending::held_by`] is due.
    pub(super) fn is_held_at(&self, depth: usize) -> bool {
        !self.text.is_empty()
            && self.cover == depth
            && self.tight.is_none_or(|tight| tight.bytes < self.text.len())
    }

    pub(super) fn held_by(&mut self, element: u32, kind: BlockKind) {
        self.tight = Some(Tight {
            element,
            kind,
            bytes: self.text.len(),
        });
    }

    /// No more than `depth` elements are open now.
    pub(super) fn closed_to(&mut self, depth: usize) {
        self.cover = self.cover.min(depth);
    }

    pub(super) fn holder(&self) -> Holder {
        match self.tight.filter(|tight| tight.bytes == self.text.len()) {
            Some(tight) => Holder::Closed(tight.element, tight.kind),
            None => Holder::Open(self.cover),
        }
    }

    /// The finished block, leaving nothing.
    pub(super) fn take(&mut self, line: usize, element: Option<u32>, kind: BlockKind) -> Block {
        let mut done = std::mem::take(self);
        Block {
            text: done.text.take(),
            line: line as u32,
            blank_before: 0,
            kind,
            element,
            link_chars: done.link_chars,
            links: done.links,
            emphasis_chars: done.emphasis_chars,
        }
    }

    /// Forgets white space that stands before a block.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
