//! Room `page`: bytes to one list of blocks, the same for markup and for text dumps.
//!
//! In: a [`RawPage`](crate::read::RawPage). Out: a [`Page`]. Invariant: linear in the size of the
//! page whatever its bytes; no text is judged here, and script, style and hidden text never become
//! a block.

use serde::Serialize;

pub use crate::read::{Claim, Field, Form, Origin};

/// What a block is by its markup. A text dump knows only [`BlockKind::Paragraph`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text, or text in a container without a meaning of its own.
    Paragraph,
    /// `h1` to `h6`, with its level.
    Heading(u8),
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// A caption of a figure or table.
    Caption,
    /// A block quotation.
    Quote,
    /// Preformatted text.
    Preformatted,
    /// A button, label, option or other control.
    Control,
}

/// A block-level element of the markup; parents come before their children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Element {
    /// Index of the parent in [`Page::elements`]; `None` for the root.
    pub parent: Option<u32>,
    /// Tag name, lower case.
    pub tag: String,
    /// The values of `class`, `id`, `role`, `itemprop` and `data-testid`, lower case, space between.
    pub names: String,
}

/// A run of text that stands on its own: a paragraph, a heading, a menu entry, a line of a dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The text: white space folded to single spaces, trimmed, never empty, no control characters.
    pub text: String,
    /// Line of a text dump (from 0, blank lines counted), or the block's number for markup.
    pub line: u32,
    /// Blank lines before it in a text dump; 0 for markup.
    pub blank_before: u16,
    /// What the markup says it is.
    pub kind: BlockKind,
    /// Innermost block-level element, an index into [`Page::elements`]; `None` in a text dump.
    pub element: Option<u32>,
    /// Scalar values of the text that stand inside links.
    pub link_chars: u32,
    /// Number of links in it.
    pub links: u16,
    /// Scalar values of the text in bold or italics.
    pub emphasis_chars: u32,
}

/// A page as a list of blocks, with what it declares about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The file; see [`RawPage::path`](crate::read::RawPage::path).
    pub path: String,
    /// The place in a file of many.
    pub member: Option<String>,
    /// Markup or plain text.
    pub form: Form,
    /// Name of the character set that was used, as in the Encoding Standard, lower case.
    pub charset: &'static str,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The markup's block-level elements that contain text; empty for a text dump.
    pub elements: Vec<Element>,
    /// Everything that the carrier, the markup and the address state about the article, in order of appearance.
    pub claims: Vec<Claim>,
    /// Article text found in structured or script data, for pages whose markup holds none; paragraphs divided by `\n`.
    pub data_text: Option<String>,
    /// Bytes of the raw page.
    pub bytes: u64,
}
