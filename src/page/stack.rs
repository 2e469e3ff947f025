//! The open elements, with every question about them answered in constant time.

use super::tags::{self, Role, Rule, TagId};
use super::{BlockKind, Element};

/// Whether the content of an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Yes,
    No,
    /// No, in a way that a script may undo.
    Unsure,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    pub tag: TagId,
    pub rule: Rule,
    /// What text directly in it is.
    pub kind: BlockKind,
    pub shown: Shown,
    pub link: bool,
    /// Blocks of the page when it was opened.
    pub first_block: usize,
    /// Where its tag name and its names start in [`Stack::labels`].
    label: usize,
    names: usize,
    /// Index in the page's elements, once it is one.
    element: Option<u32>,
    /// Its end tag came while others inside were still open.
    ended: bool,
}

/// What a start tag tells.
pub(super) struct Start<'t> {
    pub tag: TagId,
    /// Lower case.
    pub name: &'t str,
    /// Values of `class`, `id` and the like, lower case.
    pub names: &'t str,
    /// Whether the element and all in it is shown.
    pub shown: Shown,
    /// A template whose content is shown.
    pub shadow: bool,
    /// It has an address.
    pub link: bool,
}

/// See the module's documentation.
#[derive(Debug, Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// Tag names and names of the open elements, one behind the other.
    labels: String,
    /// For each tag the places where it is open.
    places: Vec<Vec<u32>>,
    /// The places of barriers.
    barriers: Vec<u32>,
    /// The places of block elements.
    blocks: Vec<u32>,
    /// How many open elements hide, link, emphasise, keep line breaks.
    pub hiding: usize,
    /// How many hide in a way that a script may undo.
    pub unsure: usize,
    pub links: usize,
    pub emphasis: usize,
    pub preformatted: usize,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    pub(super) fn last(&self) -> Option<&Open> {
        self.open.last()
    }

    pub(super) fn get(&self, place: usize) -> Option<&Open> {
        self.open.get(place)
    }

    pub(super) fn push(&mut self, start: &Start<'_>, rule: Rule, first_block: usize) {
        let label = self.labels.len();
        self.labels.push_str(start.name);
        let names = self.labels.len();
        self.labels.push_str(start.names);
        let around = self.last().map_or(BlockKind::Paragraph, |open| open.kind);
        let open = Open {
            tag: start.tag,
            rule,
            kind: kind_inside(around, rule),
            shown: if rule.role == Role::Skip {
                Shown::No
            } else {
                start.shown
            },
            link: start.link,
            first_block,
            label,
            names,
            element: None,
            ended: false,
        };
        self.hiding += usize::from(open.shown != Shown::Yes);
        self.unsure += usize::from(open.shown == Shown::Unsure);
        self.links += usize::from(open.link);
        self.emphasis += usize::from(rule.emphasis);
        self.preformatted += usize::from(rule.kind == Some(BlockKind::Preformatted));
        let place = self.open.len() as u32;
        self.places_of(start.tag).push(place);
        if rule.barrier {
            self.barriers.push(place);
        }
        if rule.role == Role::Block {
            self.blocks.push(place);
        }
        self.open.push(open);
    }

    /// Takes the innermost element away.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.labels.truncate(open.label);
        if !open.ended {
            self.leave(open.tag, open.shown, open.link, open.rule);
        }
        self.preformatted -= usize::from(open.rule.kind == Some(BlockKind::Preformatted));
        if open.rule.barrier {
            self.barriers.pop();
        }
        if open.rule.role == Role::Block {
            self.blocks.pop();
        }
        Some(open)
    }

    /// Ends an inline element that has block elements open inside (`<b><p>…</b>`), leaving those open.
    pub(super) fn end_in_place(&mut self, place: usize) {
        let open = &mut self.open[place];
        open.ended = true;
        let (tag, shown, link, rule) = (open.tag, open.shown, open.link, open.rule);
        self.leave(tag, shown, link, rule);
    }

    /// Undoes what an open element does to the text inside. The innermost of its tag must be meant.
    fn leave(&mut self, tag: TagId, shown: Shown, link: bool, rule: Rule) {
        self.places_of(tag).pop();
        self.hiding -= usize::from(shown != Shown::Yes);
        self.unsure -= usize::from(shown == Shown::Unsure);
        self.links -= usize::from(link);
        self.emphasis -= usize::from(rule.emphasis);
    }

    fn places_of(&mut self, tag: TagId) -> &mut Vec<u32> {
        let at = usize::from(tag);
        if self.places.len() <= at {
            self.places.resize_with(at + 1, Vec::new);
        }
        &mut self.places[at]
    }

    /// Where the innermost open `tag` is, barriers or not.
    pub(super) fn find_any(&self, tag: TagId) -> Option<usize> {
        self.places
            .get(usize::from(tag))?
            .last()
            .map(|place| *place as usize)
    }

    /// Where the innermost open `tag` is, if no barrier lies between.
    pub(super) fn find(&self, tag: TagId) -> Option<usize> {
        let barrier = self.barriers.last().copied().unwrap_or(0);
        self.find_any(tag)
            .filter(|place| *place >= barrier as usize)
    }

    /// The innermost of several tags, if no barrier lies between.
    pub(super) fn find_one_of(&self, tags: &[TagId]) -> Option<usize> {
        tags.iter().filter_map(|tag| self.find(*tag)).max()
    }

    /// The innermost of several parts of a table, if it belongs to the innermost table.
    pub(super) fn find_in_table(&self, parts: &[TagId]) -> Option<usize> {
        let place = parts.iter().filter_map(|tag| self.find_any(*tag)).max()?;
        self.find_any(tags::TABLE)
            .is_none_or(|table| table < place)
            .then_some(place)
    }

    /// Whether a block element is open inside the element at `place`.
    pub(super) fn has_block_above(&self, place: usize) -> bool {
        self.blocks
            .last()
            .is_some_and(|block| *block as usize > place)
    }

    /// The page's element for an open one, made now if it is none so far, parents first.
    pub(super) fn element(&mut self, place: usize, elements: &mut Vec<Element>) -> Option<u32> {
        let known = self
            .open
            .iter()
            .take(place + 1)
            .rposition(|open| open.element.is_some());
        for at in known.map_or(0, |at| at + 1)..=place {
            let end = self
                .open
                .get(at + 1)
                .map_or(self.labels.len(), |next| next.label);
            let parent = at.checked_sub(1).and_then(|up| self.open[up].element);
            let open = &mut self.open[at];
            open.element = Some(elements.len() as u32);
            elements.push(Element {
                parent,
                tag: self.labels[open.label..open.names].to_owned(),
                names: self.labels[open.names..end].to_owned(),
            });
        }
        self.open.get(place)?.element
    }
}

/// What text in an element is, given what text around it is.
fn kind_inside(around: BlockKind, rule: Rule) -> BlockKind {
    use BlockKind::{Caption, Control, ListItem, Paragraph, Quote};
    match (around, rule.kind) {
        (around, None) => around,
        // A paragraph in a quotation is still quoted; one in a cell is a paragraph.
        (Quote | Caption | ListItem | Control, Some(Paragraph)) => around,
        (_, Some(kind)) => kind,
    }
}
