//! Tags and text to blocks: one stack of open elements, each tag pushed and popped once.
//!
//! This is not the browser's tree construction. It keeps what decides where text stands: block and
//! inline elements, end tags that authors leave out, tables and lists, links. Time is linear in the
//! number of tags, and memory is bounded by the depth of the stack and by the text itself.

use super::pending::{Holder, Pending};
use super::stack::{Open, Shown, Stack, Start};
use super::tags::{self, Ends, Role, Rule, TagId};
use super::{Block, BlockKind, Element, Limits};

/// Cells of a data table are no longer than this many bytes; such a row becomes one block.
const DATA_CELL: usize = 100;

/// See the module's documentation.
#[derive(Debug)]
pub(super) struct Tree<'l> {
    limits: &'l Limits,
    stack: Stack,
    /// Start tags beyond the deepest level that await their end tags.
    overflow: usize,
    /// The tag beyond the deepest level whose content is not shown, and how many of its kind are open from there on.
    hidden_beyond: Option<(TagId, usize)>,
    /// A tag stood beyond the deepest level.
    is_deep: bool,
    /// A block came that was one too many.
    is_full: bool,
    pending: Pending,
    blocks: Vec<Block>,
    elements: Vec<Element>,
    /// Bytes of text in elements that say they are not shown.
    hidden_bytes: usize,
    /// Bytes of text in elements that are hidden in a way that a script may undo.
    unsure_bytes: usize,
}

/// What a tree comes to.
pub(super) struct Grown {
    pub blocks: Vec<Block>,
    pub elements: Vec<Element>,
    pub hidden_bytes: usize,
    pub unsure_bytes: usize,
    pub is_deep: bool,
    pub is_full: bool,
}

impl<'l> Tree<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            stack: Stack::default(),
            overflow: 0,
            hidden_beyond: None,
            is_deep: false,
            is_full: false,
            pending: Pending::default(),
            blocks: Vec::new(),
            elements: Vec::new(),
            hidden_bytes: 0,
            unsure_bytes: 0,
        }
    }

    /// Open elements.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Whether text is shown here.
    pub(super) fn is_shown(&self) -> bool {
        self.stack.hiding == 0 && self.hidden_beyond.is_none()
    }

    /// Whether the head of the page is open.
    pub(super) fn in_head(&self) -> bool {
        self.stack.find_any(tags::HEAD).is_some()
    }

    /// Handles a start tag and says whether it opened an element.
    pub(super) fn open(&mut self, start: &Start<'_>) -> bool {
        let rule = if start.shadow {
            tags::SHADOW_ROOT
        } else {
            tags::rule_of(start.tag)
        };
        if start.tag == tags::HEAD && !(self.stack.len() == 0 && self.blocks.is_empty()) {
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
            self.open_beyond(start, rule);
            return false;
        }
        if start.link {
            self.pending.begin_link();
        }
        self.stack.push(start, rule, self.blocks.len());
        true
    }

    /// Handles a start tag beyond the deepest level: its text belongs to the deepest element, unless it is not shown.
    fn open_beyond(&mut self, start: &Start<'_>, rule: Rule) {
        self.overflow += 1;
        self.is_deep = true;
        match &mut self.hidden_beyond {
            Some((tag, open)) => *open += usize::from(*tag == start.tag),
            hidden if start.shown != Shown::Yes || rule.role == Role::Skip => {
                *hidden = Some((start.tag, 1));
            }
            _ => {}
        }
    }

    /// Handles an end tag beyond the deepest level.
    fn close_beyond(&mut self, tag: TagId) {
        self.overflow -= 1;
        if let Some((hidden, open)) = &mut self.hidden_beyond {
            *open -= usize::from(*hidden == tag);
            if *open == 0 || self.overflow == 0 {
                self.hidden_beyond = None;
            }
        }
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
            self.close_beyond(tag);
        } else if let Some(place) = self.find_for_end(tag, rule) {
            if rule.role == Role::Inline && self.stack.has_block_above(place) {
                self.stack.end_in_place(place);
            } else {
                self.pop_to(place);
            }
        }
    }

    /// What an end tag ends. Parts of a table and barriers themselves reach past barriers.
    fn find_for_end(&self, tag: TagId, rule: Rule) -> Option<usize> {
        match tag {
            tags::H1..=tags::H6 => self.stack.find_one_of(&tags::HEADINGS),
            tags::TR..=tags::TH | tags::TBODY..=tags::TFOOT => self.stack.find_in_table(&[tag]),
            _ if rule.barrier => self.stack.find_any(tag),
            _ => self.stack.find(tag),
        }
    }

    /// Closes everything from `place` up.
    fn pop_to(&mut self, place: usize) {
        while self.stack.len() > place {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let depth = self.stack.len();
        let Some((role, kind)) = self.stack.last().map(|open| (open.rule.role, open.kind)) else {
            return;
        };
        if role == Role::Block {
            self.flush();
        } else if self.pending.is_held_at(depth)
            && let Some(element) = self.stack.element(depth - 1, &mut self.elements)
        {
            self.pending.held_by(element, kind);
        }
        let row = self.row(depth);
        self.stack.pop();
        self.pending.closed_to(depth - 1);
        if let Some((first, element)) = row {
            self.join_row(first, element);
        }
    }

    /// Whether the innermost element is a row of a data table: its first block and its element.
    fn row(&mut self, depth: usize) -> Option<(usize, u32)> {
        let open: &Open = self.stack.last().filter(|open| open.tag == tags::TR)?;
        let first = open.first_block;
        let cells = self.blocks.get(first..).filter(|cells| cells.len() > 1)?;
        let is_data = cells
            .iter()
            .all(|cell| cell.kind == BlockKind::Cell && cell.text.len() <= DATA_CELL);
        let element = self
            .stack
            .element(depth - 1, &mut self.elements)
            .filter(|_| is_data)?;
        Some((first, element))
    }

    /// Makes the blocks from `first` on one: the cells of a row say something only together.
    fn join_row(&mut self, first: usize, element: u32) {
        let cells = self.blocks.split_off(first + 1);
        let Some(row) = self.blocks.last_mut() else {
            return;
        };
        row.element = Some(element);
        for cell in cells {
            row.text.push(' ');
            row.text.push_str(&cell.text);
            row.link_chars += cell.link_chars;
            row.links = row.links.saturating_add(cell.links);
            row.emphasis_chars += cell.emphasis_chars;
        }
    }

    /// Content that does not belong into a head ends the head, as in a browser.
    fn leave_head(&mut self, tag: TagId, rule: Rule) {
        let ends_head =
            matches!(rule.role, Role::Block | Role::Inline | Role::Frame) && tag != tags::HTML;
        if ends_head && let Some(place) = self.stack.find(tags::HEAD) {
            self.pop_to(place);
        }
    }

    /// A block element inside a drawing or formula means that its end tag is missing.
    fn leave_foreign(&mut self, rule: Rule) {
        let foreign = [tags::SVG, tags::MATH]
            .into_iter()
            .filter_map(|tag| self.stack.find(tag))
            .min();
        if rule.role == Role::Block
            && let Some(place) = foreign
        {
            self.pop_to(place);
        }
    }

    fn end_implied(&mut self, tag: TagId, ends: Ends) {
        let place = match ends {
            Ends::Nothing => None,
            Ends::Paragraph => self.stack.find(tags::P),
            Ends::Heading => self
                .stack
                .find_one_of(&tags::HEADINGS)
                .max(self.stack.find(tags::P)),
            Ends::ListItem => {
                self.ended_item(&[tags::LI], &[tags::UL, tags::OL, tags::MENU, tags::DIR])
            }
            Ends::Definition => self.ended_item(&[tags::DT, tags::DD], &[tags::DL]),
            Ends::Option => self.stack.find(tags::OPTION),
            Ends::Cell => self.stack.find_in_table(&[tags::TD, tags::TH]),
            Ends::Row => self.stack.find_in_table(&[tags::TR]),
            Ends::RowGroup => self
                .stack
                .find_in_table(&[tags::TBODY, tags::THEAD, tags::TFOOT]),
            Ends::SameTag => return self.end_same(tag),
        };
        if let Some(place) = place {
            self.pop_to(place);
        }
    }

    /// The item before this one, or the paragraph before the list, that a new item ends.
    fn ended_item(&self, items: &[TagId], lists: &[TagId]) -> Option<usize> {
        let item = self.stack.find_one_of(items).filter(|item| {
            self.stack
                .find_one_of(lists)
                .is_none_or(|list| list < *item)
        });
        item.or_else(|| self.stack.find(tags::P))
    }

    /// Links and buttons do not nest.
    fn end_same(&mut self, tag: TagId) {
        let Some(place) = self.stack.find_any(tag) else {
            return;
        };
        if !self.stack.has_block_above(place) {
            self.pop_to(place);
        } else if tag == tags::A && self.stack.find(tag).is_some() {
            self.stack.end_in_place(place);
        }
    }

    fn void(&mut self, tag: TagId) {
        if tag == tags::HR || (tag == tags::BR && self.is_shown() && self.pending.line_break()) {
            self.flush();
        }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        if self.stack.last().is_some_and(|open| open.tag == tags::HEAD) && !text.trim().is_empty() {
            self.pop();
        }
        if !self.is_shown() {
            self.count_hidden(text);
        } else if self.stack.preformatted == 0 {
            self.run(text);
        } else {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.flush();
                }
                self.run(line);
            }
        }
    }

    fn run(&mut self, text: &str) {
        let kind = self
            .stack
            .last()
            .map_or(BlockKind::Paragraph, |open| open.kind);
        if self.pending.is_ended_before(text, kind) {
            self.flush();
        }
        self.pending.push(text, &self.stack);
    }

    /// Counts text that an attribute hides; scripts and drawings are none.
    fn count_hidden(&mut self, text: &str) {
        if self
            .stack
            .last()
            .is_some_and(|open| open.rule.role != Role::Skip)
        {
            let counted = if self.stack.unsure > 0 {
                &mut self.unsure_bytes
            } else {
                &mut self.hidden_bytes
            };
            *counted += text.trim().len();
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        if self.pending.is_empty() || self.blocks.len() >= self.limits.max_blocks {
            self.is_full |= !self.pending.is_empty();
            return self.pending.clear();
        }
        let (element, kind) = match self.pending.holder() {
            Holder::Closed(element, kind) => (Some(element), kind),
            Holder::Open(0) => (None, BlockKind::Paragraph),
            Holder::Open(cover) => {
                let kind = self
                    .stack
                    .get(cover - 1)
                    .map_or(BlockKind::Paragraph, |open| open.kind);
                (self.stack.element(cover - 1, &mut self.elements), kind)
            }
        };
        let block = self.pending.take(self.blocks.len(), element, kind);
        self.blocks.push(block);
    }

    /// Ends the page.
    pub(super) fn finish(mut self) -> Grown {
        self.pop_to(0);
        self.flush();
        Grown {
            blocks: self.blocks,
            elements: self.elements,
            hidden_bytes: self.hidden_bytes,
            unsure_bytes: self.unsure_bytes,
            is_deep: self.is_deep,
            is_full: self.is_full,
        }
    }
}
