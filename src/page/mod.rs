//! Room `page`: bytes to one list of blocks, the same for markup and for text dumps.
//!
//! In: a [`RawPage`]. Out: a [`Page`]. Invariant: linear in the size of the
//! page whatever its bytes; no text is judged here, and script, style and hidden text never become
//! a block.

mod attributes;
mod breath;
mod charset;
mod comments;
mod declared;
mod dump;
mod fold;
mod front;
mod limits;
mod linked;
mod markup;
mod pending;
mod plausible;
mod references;
mod saved;
mod script;
mod stack;
mod state;
mod tags;
mod tree;
mod unseen;

use serde::Serialize;

use crate::read::{self, RawPage};
pub use crate::read::{Claim, Field, Form, Origin};
pub use comments::named as names_comments;
pub use limits::{Bound, Limits, warnings};
pub use references::read as read_references;

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

/// An element of the markup that holds at least one whole block; parents come before their children.
///
/// Inline elements are here too where they hold a whole block (`<p><span class="byline">…</span></p>`),
/// and on the way to them. `html` and `body` are not: the root is the first element inside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Element {
    /// Index of the parent in [`Page::elements`]; `None` at the top.
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
    /// Innermost element that holds all of it, an index into [`Page::elements`]; `None` in a text
    /// dump and for text directly in the body.
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
    /// The markup's elements that hold blocks; empty for a text dump.
    pub elements: Vec<Element>,
    /// Everything that the carrier, the markup and the address state about the article, in order of appearance.
    pub claims: Vec<Claim>,
    /// Article text found in structured data, or, if the markup holds hardly any prose, in script
    /// data; paragraphs divided by `\n`. It may repeat what the blocks hold, and it may go on where they stop.
    pub data_text: Option<String>,
    /// Bytes of the raw page.
    pub bytes: u64,
    /// Bytes that were looked at to read it, those that were looked at again counted again.
    pub work: u64,
    /// The limits that it has reached, in their order; empty if it was read whole.
    pub reached: Vec<Bound>,
}

impl Page {
    /// Whether its text is as newsdex has cleaned it: a record of an export.
    pub fn is_clean(&self) -> bool {
        let says_so = |claim: &Claim| {
            (claim.field, claim.origin) == (Field::CleanedBy, Origin::Record)
                && claim.value == read::CLEANED_BY
        };
        self.claims.iter().any(says_so)
    }
}

/// Reads a page. Never fails: a page without text has no blocks.
///
/// The carrier's claims come first in [`Page::claims`]. A page that says it is text but begins like
/// an HTML document is read as HTML, and one that says it is HTML but has no tag at all as text.
///
/// ```
/// use newsdex::page::{self, Form, Limits};
/// use newsdex::read::RawPage;
///
/// let raw = RawPage {
///     path: "a.html".into(),
///     member: None,
///     form: Form::Html,
///     bytes: b"<h1>Storm</h1><p>It <b>rained</b>.<p>Then it stopped.".to_vec(),
///     charset: None,
///     claims: Vec::new(),
/// };
/// let page = page::parse(raw, &Limits::default());
/// let texts: Vec<&str> = page.blocks.iter().map(|block| block.text.as_str()).collect();
/// assert_eq!(texts, ["Storm", "It rained.", "Then it stopped."]);
/// ```
pub fn parse(raw: RawPage, limits: &Limits) -> Page {
    let (text, charset) = charset::decode(
        &raw.bytes,
        raw.charset.as_deref(),
        top_domain(&raw.claims).as_deref(),
    );
    let form = real_form(raw.form, &text);
    let mut page = Page {
        path: raw.path,
        member: raw.member,
        form,
        charset,
        blocks: Vec::new(),
        elements: Vec::new(),
        claims: raw.claims,
        data_text: None,
        bytes: raw.bytes.len() as u64,
        work: 0,
        reached: Vec::new(),
    };
    match form {
        Form::Html => read_markup(&mut page, &text, limits),
        Form::Text => {
            // A record's text was mostly cut out of markup, a file's is as somebody saved it, mostly with references read.
            let read = if page.is_clean() {
                dump::read_as_it_is(&text, limits)
            } else if page.member.is_some() || references::is_escaped(&text) {
                dump::read(&references::read(&text), limits)
            } else {
                dump::read(&text, limits)
            };
            page.blocks = read.blocks;
            (page.work, page.reached) = (read.work, read.reached);
            let claims = read.claims.into_iter().take(limits.max_claims);
            page.claims.extend(claims);
        }
    }
    page
}

fn read_markup(page: &mut Page, html: &str, limits: &Limits) {
    let read = markup::read(html, limits);
    page.blocks = read.blocks;
    (page.work, page.reached) = (read.work, read.reached);
    page.elements = read.elements;
    if !page.claims.iter().any(|claim| claim.field == Field::Url) {
        page.claims.extend(saved::address(html));
    }
    page.claims.extend(read.claims);
    let scripts: Vec<&str> = read
        .scripts
        .into_iter()
        .filter_map(|range| html.get(range))
        .collect();
    let bytes: u64 = scripts.iter().map(|script| script.len() as u64).sum();
    if page.work.saturating_add(bytes) <= limits.max_work {
        page.work += bytes;
        page.data_text = script::article_text(&scripts, &page.blocks);
        let claims = state::claims(&scripts, &page.claims);
        page.claims.extend(claims);
    } else if !page.reached.contains(&Bound::Work) {
        page.reached.push(Bound::Work);
    }
}

/// The last part of the host name in the page's address, lower case.
fn top_domain(claims: &[Claim]) -> Option<String> {
    let address = claims
        .iter()
        .find(|claim| matches!(claim.field, Field::Url | Field::Canonical))?;
    let host = url::Url::parse(&address.value)
        .ok()?
        .host_str()?
        .to_ascii_lowercase();
    host.rsplit_once('.').map(|(_, top)| top.to_owned())
}

/// What the text is, whatever its file was called.
fn real_form(stated: Form, text: &str) -> Form {
    let start =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    match stated {
        Form::Text if begins_like_html(start) => Form::Html,
        Form::Html if !has_tag(text) => Form::Text,
        stated => stated,
    }
}

fn begins_like_html(start: &str) -> bool {
    let begins = |text: &str, word: &str| {
        text.as_bytes()
            .get(..word.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes()))
    };
    let after_xml = if begins(start, "<?xml") {
        start
            .split_once("?>")
            .map_or("", |(_, rest)| rest.trim_start())
    } else {
        start
    };
    ["<!doctype html", "<html", "<head>", "<head ", "<body"]
        .iter()
        .any(|word| begins(after_xml, word))
}

fn has_tag(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        text.as_bytes()
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    })
}
