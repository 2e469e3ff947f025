//! HTML to blocks and claims: the tokenizer's events, given to the tree and to the claims.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::attributes::{Attributes, Name};
use super::declared::Declared;
use super::tags::{TagId, Tags};
use super::tree::{Start, Tree};
use super::{Block, Claim, Element, Limits};

/// What the markup of a page holds.
pub(super) struct Markup {
    pub blocks: Vec<Block>,
    pub elements: Vec<Element>,
    pub claims: Vec<Claim>,
    /// Where in the text the contents of data scripts stand.
    pub scripts: Vec<Range<usize>>,
}

/// Reads HTML.
pub(super) fn read(html: &str, limits: &Limits) -> Markup {
    let mut reader = Reader::new(limits);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        reader.event(&event, span);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    let (blocks, elements) = reader.tree.finish();
    Markup {
        blocks,
        elements,
        claims: reader.declared.finish(),
        scripts: reader.scripts,
    }
}

/// Content that is no markup, by the element it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    LinkedData,
    Script,
    Title,
}

struct Reader<'l> {
    tags: Tags,
    tag: TagId,
    name: String,
    names: String,
    attributes: Attributes,
    tree: Tree<'l>,
    declared: Declared,
    /// The element whose raw content comes next.
    raw: Option<Raw>,
    in_start_tag: bool,
    scripts: Vec<Range<usize>>,
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            tags: Tags::default(),
            tag: 0,
            name: String::new(),
            names: String::new(),
            attributes: Attributes::default(),
            tree: Tree::new(limits),
            declared: Declared::new(limits.max_claims),
            raw: None,
            in_start_tag: false,
            scripts: Vec::new(),
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.begin(name),
            CallbackEvent::AttributeName { name } if self.in_start_tag => {
                self.attributes.name(name);
            }
            CallbackEvent::AttributeValue { value } if self.in_start_tag => {
                self.attributes.value(value);
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.string(value, span),
            _ => {}
        }
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

    fn start(&mut self, self_closing: bool) {
        self.in_start_tag = false;
        self.attributes.names(&mut self.names);
        let start = Start {
            tag: self.tag,
            name: &self.name,
            names: &self.names,
            hidden: self.attributes.hides(),
            link: self.name == "a" && self.attributes.has(Name::Href),
        };
        let shown = self.tree.is_shown();
        let opened = self.tree.open(&start);
        self.declared
            .closed_to(self.tree.depth().saturating_sub(usize::from(opened)));
        self.declared.start(
            &self.name,
            &self.attributes,
            opened.then_some(self.tree.depth()),
        );
        if self_closing && opened && is_foreign(&self.name) {
            self.tree.close(self.tag);
        }
        self.raw = self.raw_content(shown);
    }

    fn raw_content(&self, shown: bool) -> Option<Raw> {
        match self.name.as_str() {
            "script" => {
                let kind = self.attributes.get(Name::Type).unwrap_or_default();
                let linked = kind
                    .trim()
                    .to_ascii_lowercase()
                    .starts_with("application/ld+json");
                Some(if linked { Raw::LinkedData } else { Raw::Script })
            }
            "title" if shown || self.tree.in_head() => Some(Raw::Title),
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

    fn string(&mut self, value: &[u8], span: Span<usize>) {
        let text = String::from_utf8_lossy(value);
        match self.raw.take() {
            Some(Raw::LinkedData) => {
                self.declared.linked_data(&text);
                self.scripts.push(span.start..span.end);
            }
            Some(Raw::Script) => self.scripts.push(span.start..span.end),
            Some(Raw::Title) => self.declared.title(&text),
            None => {
                if self.tree.is_shown() {
                    self.declared.text(&text);
                }
                self.tree.text(&text);
            }
        }
    }
}

/// Elements of drawings, in which `/>` ends an element.
fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}
