//! One item of a feed: its elements, and the page they make.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;
use quick_xml::events::BytesStart;
use url::Url;

use crate::error::Warning;
use crate::read::record::is_markup;
use crate::read::{Claim, Field, Form, Origin, RawPage, reasons};

/// Text with fewer scalar values than this is a summary, not an article.
const FULL_TEXT_CHARS: usize = 400;
/// A shorter text of at least so many is an article too, if it stands where articles stand and beside a summary
/// that is shorter by a third: a brief.
const BRIEF_CHARS: usize = 150;
/// Elements that carry the article, the most telling first.
const BODY_NAMES: [&str; 5] = [
    "content:encoded",
    "content",
    "yandex:full-text",
    "fulltext",
    "body",
];
/// Elements that carry a summary, or the article if they are long.
const SUMMARY_NAMES: [&str; 2] = ["description", "summary"];
/// Elements that carry facts.
const FACT_NAMES: [(&str, Field); 17] = [
    ("title", Field::Title),
    ("link", Field::Url),
    ("pubdate", Field::Published),
    ("published", Field::Published),
    ("dc:date", Field::Published),
    ("issued", Field::Published),
    ("updated", Field::Modified),
    ("modified", Field::Modified),
    ("dcterms:modified", Field::Modified),
    ("author", Field::Author),
    ("dc:creator", Field::Author),
    ("category", Field::Section),
    ("dc:subject", Field::Section),
    ("dc:language", Field::Language),
    ("language", Field::Language),
    ("guid", Field::Id),
    ("id", Field::Id),
];

/// An element directly inside an item or channel: its text, with inner tags written out again.
#[derive(Default)]
pub(super) struct Element {
    name: String,
    text: String,
    depth: u32,
    /// True if its content is markup as such, not markup written as text.
    is_inline: bool,
    href: Option<String>,
    term: Option<String>,
    is_alternate: bool,
    is_permalink: bool,
    /// What addresses in it are relative to.
    base: Option<Url>,
}

impl Element {
    /// `prefix` is what stands before the names of the feed's own elements, colon included.
    fn new(tag: &BytesStart<'_>, prefix: &str, base: Option<Url>) -> Self {
        let attribute = |name: &str| attribute(tag, name);
        let name = tag.name().into_inner().to_ascii_lowercase();
        let own = name.strip_prefix(prefix).unwrap_or(&name);
        Self {
            name: own.trim_start_matches("atom:").to_owned(),
            base,
            is_inline: attribute("type").as_deref() == Some("xhtml"),
            href: attribute("href"),
            term: attribute("term"),
            is_alternate: attribute("rel").is_none_or(|rel| rel == "alternate"),
            is_permalink: attribute("isPermaLink").is_none_or(|is| is.trim() != "false"),
            ..Self::default()
        }
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn open_tag(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        self.write_tag(tag, ">");
    }

    pub(super) fn empty_tag(&mut self, tag: &BytesStart<'_>) {
        self.write_tag(tag, "/>");
    }

    fn write_tag(&mut self, tag: &BytesStart<'_>, end: &str) {
        self.text.push('<');
        self.text.push_str(tag.local_name().into_inner());
        self.text.push_str(tag.attributes_raw());
        self.text.push_str(end);
    }

    /// Takes an end tag; true if it closes the element itself.
    pub(super) fn close_tag(&mut self, local: &str) -> bool {
        if self.depth == 0 {
            return true;
        }
        self.depth -= 1;
        self.text.push_str("</");
        self.text.push_str(local);
        self.text.push('>');
        false
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.depth > 0 || self.is_inline {
            self.text.push_str(&partial_escape(text));
        } else {
            self.text.push_str(text);
        }
    }

    pub(super) fn entity(&mut self, name: &str) {
        self.text.push('&');
        self.text.push_str(name);
        self.text.push(';');
    }

    /// What the element states: its text, or the attribute that stands for it. An address without a base of its own is relative to the other one.
    fn statement(&self, other: Option<&Url>) -> Cow<'_, str> {
        let stated = self.stated();
        let is_word = !stated.is_empty() && !stated.contains(char::is_whitespace);
        let is_relative = self.name == "link" && is_word && !stated.contains("://");
        let base = self.base.as_ref().or(other).filter(|_| is_relative);
        match base.and_then(|base| base.join(stated).ok()) {
            Some(whole) => Cow::Owned(whole.into()),
            None => Cow::Borrowed(stated),
        }
    }

    fn stated(&self) -> &str {
        let attribute = match self.name.as_str() {
            "link" => self.href.as_deref(),
            "category" => self.term.as_deref(),
            _ => None,
        };
        let text = attribute.unwrap_or(&self.text).trim();
        if self.name == "author" {
            person(text)
        } else {
            text
        }
    }
}

/// An attribute of a tag, its entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let plain = quick_xml::escape::unescape(&found.value);
    Some(plain.map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// The name in `<name>Ann Lee</name><email>…` or in `desk@example.org (Ann Lee)`.
fn person(text: &str) -> &str {
    if let Some((_, after)) = text.split_once("<name>") {
        return after.split("</name>").next().unwrap_or(after).trim();
    }
    let in_brackets = text
        .split_once('(')
        .and_then(|(_, after)| after.strip_suffix(')'));
    in_brackets
        .filter(|_| text.contains('@'))
        .unwrap_or(text)
        .trim()
}

/// What the feed says of all its items.
#[derive(Default)]
pub(super) struct Channel {
    title: Option<String>,
    language: Option<String>,
    /// The address of what the feed is of.
    link: Option<String>,
    /// What stands before the names of its own elements, as in `<a:feed>`: `a:`.
    prefix: String,
    /// What addresses in it are relative to.
    base: Option<Url>,
}

impl Channel {
    pub(super) fn push(&mut self, element: &Element) {
        let slot = match element.name.as_str() {
            "title" => &mut self.title,
            "language" | "dc:language" => &mut self.language,
            "link" if element.is_alternate => &mut self.link,
            _ => return,
        };
        let text = element.statement(None);
        if slot.is_none() && !text.is_empty() {
            *slot = Some(text.into_owned());
        }
    }

    /// An element of the feed, or of an item with a base of its own.
    pub(super) fn element(&self, tag: &BytesStart<'_>, base: Option<&Url>) -> Element {
        Element::new(tag, &self.prefix, self.base_of(tag, base))
    }

    /// What addresses are relative to within a tag: its `xml:base`, else that of what it stands in.
    pub(super) fn base_of(&self, tag: &BytesStart<'_>, around: Option<&Url>) -> Option<Url> {
        let around = around.or(self.base.as_ref());
        let Some(own) = attribute(tag, "xml:base") else {
            return around.cloned();
        };
        let joined = match around {
            Some(around) => around.join(&own),
            None => Url::parse(&own),
        };
        joined.ok()
    }

    /// Takes what a tag around the items says of all of them.
    pub(super) fn note(&mut self, tag: &BytesStart<'_>) {
        self.base = self.base_of(tag, None);
        if tag.local_name().into_inner().eq_ignore_ascii_case("feed")
            && let Some((prefix, _)) = tag.name().into_inner().split_once(':')
        {
            self.prefix = format!("{}:", prefix.to_ascii_lowercase());
        }
        if self.language.is_none()
            && let Ok(Some(found)) = tag.try_get_attribute("xml:lang")
        {
            self.language = Some(found.value.to_string());
        }
    }

    /// The address of what the feed is of, to which those of its items are relative.
    fn address(&self) -> Option<Url> {
        let link = self.link.as_ref().filter(|link| is_web(link));
        link.and_then(|link| Url::parse(link).ok())
    }

    /// An item without an address is of the outlet of which the others are, which have one.
    fn claims(&self) -> impl Iterator<Item = Claim> {
        let link = self.link.as_ref().filter(|link| is_web(link)).cloned();
        let facts = [
            (Field::Site, &link),
            (Field::Site, &self.title),
            (Field::Language, &self.language),
        ];
        let claims = facts.map(|(field, value)| Some(claim(field, value.as_ref()?)));
        claims.into_iter().flatten()
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}

fn claim(field: Field, value: &str) -> Claim {
    Claim {
        field,
        value: value.to_owned(),
        origin: Origin::Record,
    }
}

/// One item, as a list of its elements.
#[derive(Default)]
pub(super) struct Item {
    elements: Vec<Element>,
    base: Option<Url>,
    /// It is an entry of Atom.
    is_entry: bool,
}

impl Item {
    pub(super) fn new(tag: &BytesStart<'_>, base: Option<Url>) -> Self {
        Self {
            base,
            is_entry: tag.local_name().into_inner().eq_ignore_ascii_case("entry"),
            ..Self::default()
        }
    }

    pub(super) fn base(&self) -> Option<&Url> {
        self.base.as_ref()
    }

    pub(super) fn push(&mut self, element: Element) {
        self.elements.push(element);
    }

    /// The page of the item, or a warning that it has only a summary.
    pub(super) fn page(
        self,
        channel: &Channel,
        path: &str,
        number: u64,
    ) -> Result<RawPage, Warning> {
        let own = self.claims(channel.address().as_ref());
        let general = channel.claims();
        let general = general.filter(|general| own.iter().all(|own| own.field != general.field));
        let claims: Vec<Claim> = own.iter().cloned().chain(general).collect();
        let address = claims
            .iter()
            .find(|claim| claim.field == Field::Url)
            .map(|claim| claim.value.clone());
        let member = Some(address.unwrap_or_else(|| format!("item {number}")));
        let path = path.to_owned();
        let Some(body) = self.body() else {
            let detail = format!(
                "it holds fewer than {FULL_TEXT_CHARS} characters, and no more than a summary"
            );
            return Err(Warning {
                path,
                member,
                reason: reasons::FEED_SUMMARY,
                detail,
            });
        };
        let form = if is_markup(body) {
            Form::Html
        } else {
            Form::Text
        };
        Ok(RawPage {
            path,
            member,
            form,
            bytes: body.as_bytes().to_vec(),
            charset: Some("utf-8".to_owned()),
            claims,
        })
    }

    fn body(&self) -> Option<&str> {
        let mut texts = self.texts(&BODY_NAMES).chain(self.texts(&SUMMARY_NAMES));
        texts
            .find(|text| text_chars(text) >= FULL_TEXT_CHARS)
            .or_else(|| self.brief())
    }

    /// A short article, told by the still shorter summary beside it, or, where there is none, by its paragraphs.
    fn brief(&self) -> Option<&str> {
        let Some(summary) = self.texts(&SUMMARY_NAMES).map(text_chars).max() else {
            let is_brief = |text: &&str| text_chars(text) >= BRIEF_CHARS && has_paragraphs(text);
            return self.texts(&BODY_NAMES).find(is_brief);
        };
        self.texts(&BODY_NAMES).find(|text| {
            let chars = text_chars(text);
            chars >= BRIEF_CHARS && chars * 2 >= summary * 3
        })
    }

    /// The texts of the elements of these names, in the order of the names.
    fn texts<'i>(&'i self, names: &'i [&str]) -> impl Iterator<Item = &'i str> {
        let named = |name: &&str| self.elements.iter().find(|element| element.name == *name);
        names
            .iter()
            .filter_map(named)
            .map(|element| element.text.trim())
    }

    fn claims(&self, feed: Option<&Url>) -> Vec<Claim> {
        let mut claims = Vec::new();
        for element in &self.elements {
            let Some((_, field)) = FACT_NAMES.iter().find(|(name, _)| element.is_named(name))
            else {
                continue;
            };
            let value = element.statement(feed);
            let counts = *field != Field::Url || (element.is_alternate && value.contains("://"));
            if counts && !value.is_empty() {
                claims.push(claim(*field, &value));
            }
        }
        if claims.iter().all(|claim| claim.field != Field::Url) {
            claims.extend(self.permalink().map(|url| claim(Field::Url, url)));
        }
        claims
    }

    /// The address that an item gives as its id: in RSS it is one unless the item says that it is not.
    fn permalink(&self) -> Option<&str> {
        let name = if self.is_entry { "id" } else { "guid" };
        let id = self.elements.iter().find(|element| element.name == name);
        let stated = id.filter(|id| id.is_permalink)?.stated();
        is_web(stated).then_some(stated)
    }
}

/// Whether a text is two paragraphs at least.
fn has_paragraphs(text: &str) -> bool {
    let marked = text.matches("<p>").count() + text.matches("<p ").count();
    marked > 1 || text.trim().contains("\n\n")
}

/// Scalar values of a text outside its tags.
fn text_chars(markup: &str) -> usize {
    let mut in_tag = false;
    let outside = markup.chars().filter(|&character| {
        let was_in_tag = in_tag;
        in_tag = character == '<' || (in_tag && character != '>');
        !was_in_tag && !in_tag
    });
    outside.count()
}
