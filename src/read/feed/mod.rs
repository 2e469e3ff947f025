//! Feeds (RSS 2.0, RSS 1.0, Atom): the items that carry their full text.
//!
//! Entities other than those of XML and HTML itself are left as they stand; nothing outside the file
//! is ever opened.

mod item;

use std::io::{self, BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use self::item::{Channel, Element, Item};
use super::stream::trouble;
use super::transcode::Utf8;
use super::{Limits, RawPage, reasons};
use crate::error::Warning;

/// The items of a feed.
pub(super) struct Feed {
    reader: Reader<Budget>,
    buffer: Vec<u8>,
    path: String,
    limits: Limits,
    channel: Channel,
    /// Local names of the open elements, outside items.
    open: Vec<String>,
    item: Option<Item>,
    element: Option<Element>,
    number: u64,
    done: bool,
}

impl Feed {
    pub(super) fn new(text: Utf8, path: String, limits: Limits) -> Self {
        let mut reader = Reader::from_reader(Budget {
            inner: text,
            left: limits.page_bytes,
            limit: limits.page_bytes,
        });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::new(),
            path,
            limits,
            channel: Channel::default(),
            open: Vec::new(),
            item: None,
            element: None,
            number: 0,
            done: false,
        }
    }

    fn step(&mut self) -> Result<Option<Item>, quick_xml::Error> {
        self.buffer.clear();
        let mut buffer = std::mem::take(&mut self.buffer);
        let event = self.reader.read_event_into(&mut buffer)?;
        let finished = self.take(event);
        self.buffer = buffer;
        if finished.is_some() {
            self.reader.get_mut().refill();
        }
        Ok(finished)
    }

    fn take(&mut self, event: Event<'_>) -> Option<Item> {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) => self.empty(&tag),
            Event::End(tag) => return self.end(tag.name().into_inner()),
            Event::Text(text) => self.text(&text.into_inner()),
            Event::CData(text) => self.text(&text.into_inner()),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::Eof => self.done = true,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        None
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if let Some(element) = &mut self.element {
            element.open_tag(tag);
        } else if let Some(item) = &self.item {
            self.element = Some(self.channel.element(tag, item.base()));
        } else if is_item(tag.local_name().into_inner()) {
            self.number += 1;
            self.item = Some(Item::new(tag, self.channel.base_of(tag, None)));
        } else {
            self.channel.note(tag);
            let name = tag.local_name().into_inner().to_ascii_lowercase();
            if self.is_in_channel() {
                self.element = Some(self.channel.element(tag, None));
            } else {
                self.open.push(name);
            }
        }
    }

    /// Whether what comes next says something of the feed itself.
    fn is_in_channel(&self) -> bool {
        let around = self.open.last().map(String::as_str);
        matches!(around, Some("channel" | "feed"))
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        if let Some(element) = &mut self.element {
            element.empty_tag(tag);
        } else if let Some(item) = &mut self.item {
            let element = self.channel.element(tag, item.base());
            item.push(element);
        } else if self.is_in_channel() {
            let element = self.channel.element(tag, None);
            self.channel.push(&element);
        }
    }

    fn end(&mut self, name: &str) -> Option<Item> {
        let local = name.rsplit(':').next().unwrap_or(name);
        let closes_item = self.item.is_some()
            && is_item(local)
            && self
                .element
                .as_ref()
                .is_none_or(|element| !element.is_named(name));
        if let Some(element) = &mut self.element
            && !closes_item
            && !element.close_tag(local)
        {
            return None;
        }
        match (self.element.take(), &mut self.item) {
            (Some(element), Some(item)) => item.push(element),
            (Some(element), None) => self.channel.push(&element),
            (None, Some(_)) => {}
            (None, None) => {
                self.open.pop();
            }
        }
        if closes_item { self.item.take() } else { None }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = &mut self.element {
            element.text(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        let Some(element) = &mut self.element else {
            return;
        };
        let character = reference.resolve_char_ref().ok().flatten();
        let named = quick_xml::escape::resolve_predefined_entity(reference);
        match (character, named) {
            (Some(character), _) => element.text(character.encode_utf8(&mut [0; 4])),
            (None, Some(text)) => element.text(text),
            // `&nbsp;` and its like are no XML, yet feeds are full of them: HTML will read them.
            (None, None) => element.entity(reference),
        }
    }

    fn failure(&mut self, error: &quick_xml::Error) -> Warning {
        self.done = true;
        self.item = None;
        let member = Some(format!("item {}", self.number));
        match error {
            quick_xml::Error::Io(error) if is_item_limit(error) => Warning {
                path: self.path.clone(),
                member,
                reason: reasons::PAGE_TOO_LONG,
                detail: error.to_string(),
            },
            quick_xml::Error::Io(error) => trouble(&self.path, member, error),
            other => Warning {
                path: self.path.clone(),
                member,
                reason: reasons::INVALID_FEED,
                detail: other.to_string(),
            },
        }
    }
}

fn is_item_limit(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<ItemLimit>)
}

fn is_item(local: &str) -> bool {
    local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
}

impl Iterator for Feed {
    type Item = Result<RawPage, Warning>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.step() {
                Ok(Some(item)) => return Some(item.page(&self.channel, &self.path, self.number)),
                Ok(None) => {}
                Err(error) => return Some(Err(self.failure(&error))),
            }
        }
        self.item.take()?;
        let member = Some(format!("item {}", self.number));
        let detail = format!(
            "the feed ends inside an item, within {} bytes",
            self.limits.page_bytes
        );
        Some(Err(Warning {
            path: self.path.clone(),
            member,
            reason: reasons::TRUNCATED,
            detail,
        }))
    }
}

/// Hands on at most a page's bytes for each item, so that no item is held beyond the limit.
struct Budget {
    inner: Utf8,
    left: u64,
    limit: u64,
}

/// An item is longer than a page may be.
#[derive(Debug, thiserror::Error)]
#[error("the item is longer than {0} bytes")]
struct ItemLimit(u64);

impl Budget {
    fn refill(&mut self) {
        self.left = self.limit;
    }
}

impl BufRead for Budget {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let buffer = self.inner.fill_buf()?;
        if self.left == 0 && !buffer.is_empty() {
            return Err(io::Error::other(ItemLimit(self.limit)));
        }
        let allowed = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        Ok(buffer.get(..allowed).unwrap_or_default())
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.inner.consume(bytes);
    }
}

impl Read for Budget {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
