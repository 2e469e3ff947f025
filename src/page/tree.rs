//! Tags and text to blocks: one stack of open elements, each tag pushed and popped once.
//!
//! This is not the browser's tree construction. It keeps what decides where text stands: block and
//! inline elements, end tags that authors leave out, tables and lists, links. Time is linear in the
//! number of tags, and memory is bounded by the depth of the stack and by the text itself.

use super::fold::Folded;
use super::tags::{self, Ends, Role, Rule, TagId};
use super::{Block, BlockKind, Element, Limits};

/// An open element.
#[derive(Debug)]
struct Open {
    tag: TagId,
    rule: Rule,
    /// What text directly in it is.
    kind: BlockKind,
    /// Where its tag name and its names start in [`Tree::names`].
    label: usize,
    names: usize,
    /// Index in the page's elements, once it has text.
    element: Option<u32>,
    hides: bool,
    link: bool,
    /// Its end tag came while others inside were still open.
    ended: bool,
}

/// The block that is being filled.
#[derive(Debug, Default)]
struct Pending {
    text: Folded,
    /// How many open elements hold all of it.
    cover: usize,
    /// The innermost element that held all of it when it was closed, its kind, and the bytes there were.
    tight: Option<(u32, BlockKind, usize)>,
    link_chars: u32,
    links: u16,
    /// The current link has been counted.
    in_link: bool,
    emphasis_chars: u32,
}

/// What a start tag tells the tree.
pub(super) struct Start<'t> {
    pub tag: TagId,
    /// Lower case.
    pub name: &'t str,
    /// Values of `class`, `id` and the like, lower case.
    pub names: &'t str,
    /// The element and all in it is not shown.
    pub hidden: bool,
    /// It has an address.
    pub link: bool,
}

/// See the module's documentation.
#[derive(Debug)]
pub(super) struct Tree<'l> {
    limits: &'l Limits,
    stack: Vec<Open>,
    /// Tag names and names of the open elements, one behind the other.
    names: String,
    /// For each tag the places in the stack where it is open.
    places: Vec<Vec<u32>>,
    /// The places of barriers.
    barriers: Vec<u32>,
    /// Start tags beyond the deepest level that await their end tags.
    overflow: usize,
    hidden: usize,
    links: usize,
    emphasis: usize,
    preformatted: usize,
    pending: Pending,
    blocks: Vec<Block>,
    elements: Vec<Element>,
}

impl<'l> Tree<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            stack: Vec::new(),
            names: String::new(),
            places: Vec::new(),
            barriers: Vec::new(),
            overflow: 0,
            hidden: 0,
            links: 0,
            emphasis: 0,
            preformatted: 0,
            pending: Pending::default(),
            blocks: Vec::new(),
            elements: Vec::new(),
        }
    }

    /// Open elements.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Whether text is shown here.
    pub(super) fn is_shown(&self) -> bool {
        self.hidden == 0
    }

    /// Whether the head of the page is open.
    pub(super) fn in_head(&self) -> bool {
        self.find_any(tags::HEAD).is_some()
    }

    /// Handles a start tag and says whether it opened an element.
    pub(super) fn open(&mut self, start: &Start<'_>) -> bool {
        let rule = tags::rule_of(start.tag);
        if start.tag == tags::HEAD && !(self.stack.is_empty() && self.blocks.is_empty()) {
            return false;
        }
        self.leave_head(start.tag, rule);
        self.leave_foreign(rule);
        self.end_implied(start.tag, rule.ends);
        match rule.role {
            Role::Frame => return false,
            Role::Void => {
                self.void(start.tag);
                return false;
            }
            Role::Block => self.flush(),
            Role::Inline | Role::Skip => {}
        }
        if self.stack.len() >= self.limits.max_depth {
            self.overflow += 1;
            return false;
        }
        self.push(start, rule);
        true
    }

    fn push(&mut self, start: &Start<'_>, rule: Rule) {
        let label = self.names.len();
        self.names.push_str(start.name);
        let names = self.names.len();
        self.names.push_str(start.names);
        let around = self
            .stack
            .last()
            .map_or(BlockKind::Paragraph, |open| open.kind);
        let open = Open {
            tag: start.tag,
            rule,
            kind: kind_inside(around, rule),
            label,
            names,
            element: None,
            hides: start.hidden || rule.role == Role::Skip,
            link: start.link,
            ended: false,
        };
        self.hidden += usize::from(open.hides);
        self.links += usize::from(open.link);
        self.emphasis += usize::from(rule.emphasis);
        self.preformatted += usize::from(rule.kind == Some(BlockKind::Preformatted));
        if open.link {
            self.pending.in_link = false;
        }
        let place = self.stack.len() as u32;
        self.places_of(start.tag).push(place);
        if rule.barrier {
            self.barriers.push(place);
        }
        self.stack.push(open);
    }

    fn places_of(&mut self, tag: TagId) -> &mut Vec<u32> {
        let at = usize::from(tag);
        if self.places.len() <= at {
            self.places.resize_with(at + 1, Vec::new);
        }
        &mut self.places[at]
    }

    /// Where the innermost open `tag` is, if no barrier lies between.
    fn find(&self, tag: TagId) -> Option<usize> {
        let place = *self.places.get(usize::from(tag))?.last()?;
        let barrier = self.barriers.last().copied().unwrap_or(0);
        (place >= barrier).then_some(place as usize)
    }

    /// Where the innermost open `tag` is, barriers or not.
    fn find_any(&self, tag: TagId) -> Option<usize> {
        self.places
            .get(usize::from(tag))?
            .last()
            .map(|place| *place as usize)
    }

    /// Handles an end tag.
    pub(super) fn close(&mut self, tag: TagId) {
        let rule = tags::rule_of(tag);
        match rule.role {
            Role::Frame => return,
            Role::Void => {
                if tag == tags::BR {
                    self.void(tag);
                }
                return;
            }
            Role::Block => self.flush(),
            Role::Inline | Role::Skip => {}
        }
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let found = if (tags::H1..=tags::H6).contains(&tag) {
            self.open_heading()
        } else {
            self.find_for_end(tag, rule)
        };
        let Some(place) = found else { return };
        if rule.role == Role::Inline
            && self.stack[place + 1..]
                .iter()
                .any(|open| open.rule.role == Role::Block)
        {
            self.end_in_place(place);
        } else {
            self.pop_to(place);
        }
    }

    /// A cell or table is ended by its own end tag from within, past its own barrier.
    fn find_for_end(&self, tag: TagId, rule: Rule) -> Option<usize> {
        if rule.barrier || matches!(tag, tags::TR | tags::TBODY..=tags::TFOOT) {
            return self
                .find_any(tag)
                .filter(|place| self.inside_table(*place, tag));
        }
        self.find(tag)
    }

    /// Whether nothing but parts of the same table are barriers above `place`.
    fn inside_table(&self, place: usize, tag: TagId) -> bool {
        tag == tags::TABLE
            || self
                .find_any(tags::TABLE)
                .is_none_or(|table| table <= place)
    }

    fn open_heading(&self) -> Option<usize> {
        (tags::H1..=tags::H6).filter_map(|tag| self.find(tag)).max()
    }

    /// Closes everything from `place` up.
    fn pop_to(&mut self, place: usize) {
        while self.stack.len() > place {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let depth = self.stack.len();
        if self
            .stack
            .last()
            .is_some_and(|open| open.rule.role == Role::Block)
        {
            self.flush();
        } else if self.pending.cover == depth
            && !self.pending.text.is_empty()
            && self
                .pending
                .tight
                .is_none_or(|t| t.2 < self.pending.text.len())
        {
            let element = self.element(depth - 1);
            let kind = self.stack[depth - 1].kind;
            self.pending.tight = element.map(|element| (element, kind, self.pending.text.len()));
        }
        let Some(open) = self.stack.pop() else { return };
        self.pending.cover = self.pending.cover.min(self.stack.len());
        self.names.truncate(open.label);
        if !open.ended {
            self.places_of(open.tag).pop();
            self.leave(&open);
        }
        if open.rule.barrier {
            self.barriers.pop();
        }
    }

    /// Undoes what an open element did to the text inside.
    fn leave(&mut self, open: &Open) {
        self.hidden -= usize::from(open.hides);
        self.links -= usize::from(open.link);
        self.emphasis -= usize::from(open.rule.emphasis);
        self.preformatted -= usize::from(open.rule.kind == Some(BlockKind::Preformatted));
    }

    /// Ends an inline element that has block elements open inside (`<b><p>…</b>`), leaving those open.
    fn end_in_place(&mut self, place: usize) {
        let open = &mut self.stack[place];
        open.ended = true;
        let (tag, hides, link, emphasis) = (open.tag, open.hides, open.link, open.rule.emphasis);
        self.places_of(tag).pop();
        self.hidden -= usize::from(hides);
        self.links -= usize::from(link);
        self.emphasis -= usize::from(emphasis);
    }

    /// Content that does not belong into a head ends the head, as in a browser.
    fn leave_head(&mut self, tag: TagId, rule: Rule) {
        let ends_head =
            matches!(rule.role, Role::Block | Role::Inline | Role::Frame) && tag != tags::HTML;
        if ends_head && let Some(place) = self.find(tags::HEAD) {
            self.pop_to(place);
        }
    }

    /// A block element inside a drawing or formula means that its end tag is missing.
    fn leave_foreign(&mut self, rule: Rule) {
        if rule.role == Role::Block
            && let Some(place) = self
                .find(tags::SVG)
                .into_iter()
                .chain(self.find(tags::MATH))
                .min()
        {
            self.pop_to(place);
        }
    }

    fn end_implied(&mut self, tag: TagId, ends: Ends) {
        match ends {
            Ends::Nothing => {}
            Ends::Paragraph => self.end_open(&[tags::P], &[]),
            Ends::ListItem => {
                self.end_open(&[tags::LI], &[tags::UL, tags::OL, tags::MENU, tags::DIR]);
            }
            Ends::Definition => self.end_open(&[tags::DT, tags::DD], &[tags::DL]),
            Ends::Heading => self.end_open(
                &[
                    tags::P,
                    tags::H1,
                    tags::H1 + 1,
                    tags::H1 + 2,
                    tags::H1 + 3,
                    tags::H1 + 4,
                    tags::H6,
                ],
                &[],
            ),
            Ends::Option => self.end_open(&[tags::OPTION], &[]),
            Ends::Cell => self.end_in_table(&[tags::TD, tags::TH]),
            Ends::Row => self.end_in_table(&[tags::TR]),
            Ends::RowGroup => self.end_in_table(&[tags::TBODY, tags::TBODY + 1, tags::TFOOT]),
            Ends::SameTag => self.end_same(tag),
        }
        // A list item or a definition ends the paragraph before it as well.
        if matches!(ends, Ends::ListItem | Ends::Definition) {
            self.end_open(&[tags::P], &[]);
        }
    }

    /// Closes the innermost open one of `ended`, unless one of `within` was opened inside it.
    fn end_open(&mut self, ended: &[TagId], within: &[TagId]) {
        let Some(place) = ended.iter().filter_map(|tag| self.find(*tag)).max() else {
            return;
        };
        if within
            .iter()
            .filter_map(|tag| self.find(*tag))
            .all(|inner| inner < place)
        {
            self.pop_to(place);
        }
    }

    /// Closes parts of the innermost table, cells and their barriers with them.
    fn end_in_table(&mut self, ended: &[TagId]) {
        let Some(place) = ended.iter().filter_map(|tag| self.find_any(*tag)).max() else {
            return;
        };
        if self.find_any(tags::TABLE).is_none_or(|table| table < place) {
            self.pop_to(place);
        }
    }

    /// Links and buttons do not nest.
    fn end_same(&mut self, tag: TagId) {
        let Some(place) = self
            .find(tag)
            .or_else(|| self.find_any(tag).filter(|_| tag != tags::A))
        else {
            return;
        };
        if self.stack[place + 1..]
            .iter()
            .any(|open| open.rule.role == Role::Block)
        {
            if tag == tags::A {
                self.end_in_place(place);
            }
        } else {
            self.pop_to(place);
        }
    }

    fn void(&mut self, tag: TagId) {
        if tag == tags::BR || tag == tags::HR {
            self.flush();
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        let in_head =
            self.hidden > 0 && self.stack.last().is_some_and(|open| open.tag == tags::HEAD);
        if in_head && !text.trim().is_empty() {
            self.pop();
        }
        if self.hidden > 0 {
            return;
        }
        if self.preformatted == 0 {
            self.run(text);
            return;
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flush();
            }
            self.run(line);
        }
    }

    fn run(&mut self, text: &str) {
        let pending = &mut self.pending;
        let fresh = pending.text.is_empty();
        let added = pending.text.push(text);
        if added == 0 {
            return;
        }
        if fresh {
            pending.cover = self.stack.len();
        }
        if self.links > 0 {
            pending.link_chars += added;
            pending.links = pending.links.saturating_add(u16::from(!pending.in_link));
            pending.in_link = true;
        }
        if self.emphasis > 0 {
            pending.emphasis_chars += added;
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        if self.pending.text.is_empty() {
            self.pending.text.take();
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let mut text = pending.text;
        if self.blocks.len() >= self.limits.max_blocks {
            return;
        }
        let tight = pending.tight.filter(|(_, _, len)| *len == text.len());
        let (element, kind) = match tight {
            Some((element, kind, _)) => (Some(element), kind),
            None => self.around(pending.cover),
        };
        self.blocks.push(Block {
            text: text.take(),
            line: self.blocks.len() as u32,
            blank_before: 0,
            kind,
            element,
            link_chars: pending.link_chars,
            links: pending.links,
            emphasis_chars: pending.emphasis_chars,
        });
    }

    /// The innermost of the first `cover` open elements, and what text in it is.
    fn around(&mut self, cover: usize) -> (Option<u32>, BlockKind) {
        let Some(place) = cover.checked_sub(1) else {
            return (None, BlockKind::Paragraph);
        };
        let kind = self
            .stack
            .get(place)
            .map_or(BlockKind::Paragraph, |open| open.kind);
        (self.element(place), kind)
    }

    /// The page's element for an open one, made now if it had no text so far.
    fn element(&mut self, place: usize) -> Option<u32> {
        let known = self.stack[..=place]
            .iter()
            .rposition(|open| open.element.is_some());
        let first = known.map_or(0, |at| at + 1);
        for at in first..=place {
            let end = self
                .stack
                .get(at + 1)
                .map_or(self.names.len(), |next| next.label);
            let parent = at.checked_sub(1).and_then(|up| self.stack[up].element);
            let open = &mut self.stack[at];
            self.elements.push(Element {
                parent,
                tag: self.names[open.label..open.names].to_owned(),
                names: self.names[open.names..end].to_owned(),
            });
            open.element = Some((self.elements.len() - 1) as u32);
        }
        self.stack[place].element
    }

    /// Ends the page.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Element>) {
        self.flush();
        (self.blocks, self.elements)
    }
}

/// What text in an element is, given what text around it is.
fn kind_inside(around: BlockKind, rule: Rule) -> BlockKind {
    match (around, rule.kind) {
        (around, None) => around,
        // A paragraph in a quotation or caption stays one; a paragraph in a cell is a paragraph.
        (
            BlockKind::Quote | BlockKind::Caption | BlockKind::ListItem | BlockKind::Control,
            Some(BlockKind::Paragraph),
        ) => around,
        (_, Some(kind)) => kind,
    }
}
