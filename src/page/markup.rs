//! HTML to blocks and claims: the tokenizer's events, given to the tree and to the claims.

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Readable, Span, Tokenizer};

use super::attributes::{Attributes, Name};
use super::breath::{Breath, BreathingReader};
use super::declared::Declared;
use super::stack::{Shown, Start};
use super::tags::{TagId, Tags};
use super::tree::{Grown, Tree};
use super::{Block, Bound, Claim, Element, Limits};

/// What the markup of a page holds.
pub(super) struct Markup {
    pub blocks: Vec<Block>,
    pub elements: Vec<Element>,
    pub claims: Vec<Claim>,
    /// Where in the markup the contents of scripts stand.
    pub scripts: Vec<Range<usize>>,
    /// Bytes that were looked at.
    pub work: u64,
    pub reached: Vec<Bound>,
}

/// A page with less visible prose than this (bytes) and far more hidden text is shown by a script
/// that has not run: its hidden text counts.
const HARDLY_VISIBLE: usize = 500;
/// How often reading starts again behind an element whose end tag is missing.
const MOST_RESTARTS: usize = 8;

/// Text that is hidden in a way that a script may undo is hidden if so many times as much is visible.
const MUCH_VISIBLE: usize = 4;

/// What is read of that which is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hidden {
    /// Nothing.
    Skipped,
    /// What a script may show.
    Unsure,
    /// All.
    Read,
}

/// Reads HTML.
pub(super) fn read(html: &str, limits: &Limits) -> Markup {
    let (mut read, hidden) = read_once(html, limits, Hidden::Skipped, limits.max_work);
    if let Some(hidden) = hidden {
        let left = limits.max_work.saturating_sub(read.work);
        if left >= read.work {
            let first = read.work;
            read = read_once(html, limits, hidden, left).0;
            read.work += first;
        } else if !read.reached.contains(&Bound::Work) {
            read.reached.push(Bound::Work);
        }
    }
    read
}

/// Reads with so many bytes to look at, and says what hidden text the article may stand in.
fn read_once(html: &str, limits: &Limits, hidden: Hidden, work: u64) -> (Markup, Option<Hidden>) {
    let mut reader = Reader::new(limits, hidden, work);
    for _ in 0..MOST_RESTARTS {
        reader.tokenize(html);
        if !reader.skip_unclosed(html) {
            break;
        }
    }
    let grown = reader.tree.finish();
    let claims = reader.declared.finish();
    let missed = missed(&grown);
    let markup = Markup {
        blocks: grown.blocks,
        elements: grown.elements,
        claims,
        scripts: reader.scripts,
        work: work - reader.left,
        reached: [
            (grown.is_deep, Bound::Depth),
            (grown.is_full, Bound::Blocks),
            (reader.is_cut, Bound::Work),
        ]
        .into_iter()
        .filter_map(|(is_reached, bound)| is_reached.then_some(bound))
        .collect(),
    };
    (markup, missed)
}

/// What must be read too, if the article may stand in hidden text.
fn missed(grown: &Grown) -> Option<Hidden> {
    let plain = grown.blocks.iter().filter(|block| block.links == 0);
    let visible: usize = plain.map(|block| block.text.len()).sum();
    let hidden = grown.hidden_bytes + grown.unsure_bytes;
    if visible < HARDLY_VISIBLE && hidden > 2 * HARDLY_VISIBLE {
        Some(Hidden::Read)
    } else if grown.unsure_bytes * MUCH_VISIBLE > visible {
        Some(Hidden::Unsure)
    } else {
        None
    }
}

/// Content that is no markup, by the element it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    LinkedData,
    Script,
    Title,
    /// Of no use here.
    Other,
}

/// An emitter that asks for no parse errors: looking for them costs a sixth of the time.
struct Quiet<E>(E);

impl<E: Emitter> ForwardingEmitter for Quiet<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

struct Reader<'l> {
    tags: Tags,
    tag: TagId,
    name: String,
    names: String,
    attributes: Attributes,
    tree: Tree<'l>,
    declared: Declared,
    scripts: Vec<Range<usize>>,
    hidden: Hidden,
    in_start_tag: bool,
    /// The open element with raw content, and where in the markup its content starts.
    raw: Option<(Raw, usize)>,
    /// Where in the markup the tokenizer started.
    from: usize,
    /// Bytes that may still be looked at.
    left: u64,
    /// There was more to look at.
    is_cut: bool,
    /// How far the tokenizer came if it was stopped.
    stopped_at: Option<usize>,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits, hidden: Hidden, work: u64) -> Self {
        Self {
            tags: Tags::default(),
            tag: 0,
            name: String::new(),
            names: String::new(),
            attributes: Attributes::default(),
            tree: Tree::new(limits),
            declared: Declared::new(limits.max_claims),
            scripts: Vec::new(),
            hidden,
            in_start_tag: false,
            raw: None,
            from: 0,
            left: work,
            is_cut: false,
            stopped_at: None,
        }
    }

    /// Reads to the end, to a title that has swallowed markup, or as far as may be looked at.
    fn tokenize(&mut self, html: &str) {
        let rest = html.get(self.from..).unwrap_or_default();
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        self.is_cut |= rest.len() > most;
        let rest = rest
            .get(..rest.floor_char_boundary(most))
            .unwrap_or_default();
        self.stopped_at = None;
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            self.event(&event, span)
        });
        emitter.naively_switch_states(true);
        let reader = BreathingReader::new(rest.to_reader());
        let mut tokenizer = Tokenizer::new_with_emitter(reader, Quiet(emitter));
        // The tokenizer yields what the callback returns: once, when it is to stop.
        while let Some(Err(Breath)) = tokenizer.next() {}
        drop(tokenizer);
        let looked_at = self.stopped_at.map_or(rest.len(), |at| at.min(rest.len()));
        self.left = self.left.saturating_sub(looked_at as u64);
    }

    /// If the end tag of a title, frame or the like is missing, goes back to where its content
    /// starts, to read that as markup; says whether there is anything to read.
    fn skip_unclosed(&mut self, html: &str) -> bool {
        let Some((raw, at)) = self.raw.take() else {
            return false;
        };
        let content = html.get(at..).unwrap_or_default();
        if matches!(raw, Raw::Script | Raw::LinkedData) || !holds_page(content) {
            return false;
        }
        self.tree.close(self.tag);
        // The title's own text ends where its first tag starts.
        self.from = at
            + if raw == Raw::Title {
                content.find('<').unwrap_or(0)
            } else {
                0
            };
        true
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) -> Option<()> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.begin(name),
            CallbackEvent::AttributeName { name } if self.in_start_tag => {
                self.attributes.name(name);
            }
            CallbackEvent::AttributeValue { value } if self.in_start_tag => {
                self.attributes.value(value);
            }
            CallbackEvent::CloseStartTag { .. } => self.start(self.from + span.end),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => return self.string(value, span),
            _ => {}
        }
        None
    }

    fn begin(&mut self, name: &[u8]) {
        self.in_start_tag = true;
        self.attributes.clear();
        self.tag = self.tags.id(name);
        self.name.clear();
        // Longer names are damage; their beginning is enough to show.
        self.name
            .push_str(&String::from_utf8_lossy(&name[..name.len().min(64)]));
        self.name.retain(|c| !c.is_control());
    }

    fn start(&mut self, content_at: usize) {
        self.in_start_tag = false;
        self.attributes.names(&mut self.names);
        let start = Start {
            tag: self.tag,
            name: &self.name,
            names: &self.names,
            shown: self.shown(),
            shadow: self.name == "template" && self.attributes.is_shadow_root(),
            link: self.name == "a" && self.attributes.has(Name::Href),
        };
        let shown = self.tree.is_shown();
        let opened = self.tree.open(&start);
        let depth = self.tree.depth();
        self.declared.closed_to(depth - usize::from(opened));
        self.declared
            .start(&self.name, &self.attributes, opened.then_some(depth));
        self.raw = self.raw_content(shown).map(|raw| (raw, content_at));
    }

    /// Whether the element is shown, as far as it says so itself; a dialogue is once it is opened.
    fn shown(&self) -> Shown {
        let closed = self.name == "dialog" && !self.attributes.has(Name::Open);
        match self.hidden {
            Hidden::Skipped | Hidden::Unsure if closed || self.attributes.hides() => Shown::No,
            Hidden::Skipped if self.attributes.may_hide(&self.name) => Shown::Unsure,
            _ => Shown::Yes,
        }
    }

    fn raw_content(&self, shown: bool) -> Option<Raw> {
        match self.name.as_str() {
            "script" => {
                let kind = self.attributes.get(Name::Type).unwrap_or_default().trim();
                let linked = "application/ld+json";
                let is_linked = kind
                    .as_bytes()
                    .get(..linked.len())
                    .is_some_and(|k| k.eq_ignore_ascii_case(linked.as_bytes()));
                Some(if is_linked {
                    Raw::LinkedData
                } else {
                    Raw::Script
                })
            }
            "title" if shown || self.tree.in_head() => Some(Raw::Title),
            "title" | "style" | "textarea" | "iframe" | "noscript" | "noembed" => Some(Raw::Other),
            _ => None,
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.in_start_tag = false;
        self.raw = None;
        let tag = self.tags.id(name);
        self.tree.close(tag);
        self.declared.closed_to(self.tree.depth());
    }

    /// Takes a text; returns something if reading must stop here.
    fn string(&mut self, value: &[u8], span: Span<usize>) -> Option<()> {
        let text = String::from_utf8_lossy(value);
        match self.raw {
            Some((Raw::LinkedData, _)) => {
                self.declared.linked_data(&text);
                self.scripts
                    .push(self.from + span.start..self.from + span.end);
            }
            Some((Raw::Script, _)) => self
                .scripts
                .push(self.from + span.start..self.from + span.end),
            Some((Raw::Title, _)) => {
                let swallowed = holds_page(&text);
                let title = if swallowed {
                    text.split('<').next().unwrap_or_default()
                } else {
                    &text
                };
                self.declared.title(title);
                self.stopped_at = swallowed.then_some(span.end);
                return swallowed.then_some(());
            }
            Some((Raw::Other, _)) => {}
            None => {
                if self.tree.is_shown() {
                    self.declared.text(&text);
                }
                self.tree.text(&text);
            }
        }
        None
    }
}

/// Whether a content that should be plain text is a piece of a page.
fn holds_page(content: &str) -> bool {
    [
        "<body", "<script", "<meta ", "<link ", "</head", "<div", "<BODY", "<SCRIPT", "<META ",
    ]
    .iter()
    .any(|tag| content.contains(tag))
}
