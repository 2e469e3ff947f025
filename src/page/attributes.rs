//! The attributes of one start tag, as far as anybody here asks for them.

use super::unseen;

/// Attributes that are kept; all others are passed over without a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Class,
    Id,
    Role,
    ItemProp,
    TestId,
    Href,
    Style,
    Hidden,
    AriaHidden,
    Content,
    Called,
    Property,
    HttpEquiv,
    Rel,
    DateTime,
    PubDate,
    Lang,
    Type,
    ItemType,
    Open,
    ShadowRootMode,
}

impl Name {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"class" => Self::Class,
            b"id" => Self::Id,
            b"role" => Self::Role,
            b"itemprop" => Self::ItemProp,
            b"data-testid" => Self::TestId,
            b"href" => Self::Href,
            b"style" => Self::Style,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"content" => Self::Content,
            b"name" => Self::Called,
            b"property" => Self::Property,
            b"http-equiv" => Self::HttpEquiv,
            b"rel" => Self::Rel,
            b"datetime" => Self::DateTime,
            b"pubdate" => Self::PubDate,
            b"lang" | b"xml:lang" => Self::Lang,
            b"type" => Self::Type,
            b"itemtype" => Self::ItemType,
            b"open" => Self::Open,
            b"shadowrootmode" => Self::ShadowRootMode,
            _ => return None,
        })
    }

    /// Whether its value tells a person what the element is for.
    fn is_telling(self) -> bool {
        matches!(
            self,
            Self::Class | Self::Id | Self::Role | Self::ItemProp | Self::TestId
        )
    }
}

/// Longest value that is kept, in bytes; longer ones are cut.
const LONGEST_VALUE: usize = 4096;
/// Longest list of names that is kept for an element, in bytes.
const LONGEST_NAMES: usize = 512;

/// The attributes of the start tag that is being read; the memory is used again for the next one.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: String,
    /// Name and range of each value; the first of equal names counts.
    kept: Vec<(Name, usize, usize)>,
    current: Option<Name>,
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.kept.clear();
        self.current = None;
    }

    /// A name was read; its value may follow.
    pub(super) fn name(&mut self, name: &[u8]) {
        self.current = Name::of(name).filter(|name| !self.has(*name));
        if let Some(name) = self.current {
            self.kept.push((name, self.values.len(), self.values.len()));
        }
    }

    /// The value of the last name.
    pub(super) fn value(&mut self, value: &[u8]) {
        if self.current.take().is_none() {
            return;
        }
        let cut = &value[..value.len().min(LONGEST_VALUE)];
        self.values.push_str(&String::from_utf8_lossy(cut));
        if let Some(last) = self.kept.last_mut() {
            last.2 = self.values.len();
        }
    }

    pub(super) fn has(&self, name: Name) -> bool {
        self.kept.iter().any(|kept| kept.0 == name)
    }

    /// The value, `""` for an attribute without one.
    pub(super) fn get(&self, name: Name) -> Option<&str> {
        let kept = self.kept.iter().find(|kept| kept.0 == name)?;
        self.values.get(kept.1..kept.2)
    }

    /// Writes the telling values into `out`, lower case, white space folded.
    pub(super) fn names(&self, out: &mut String) {
        out.clear();
        let telling = self.kept.iter().filter(|kept| kept.0.is_telling());
        for word in telling
            .filter_map(|kept| self.values.get(kept.1..kept.2))
            .flat_map(str::split_whitespace)
        {
            if out.len() + word.len() >= LONGEST_NAMES {
                break;
            }
            if !out.is_empty() {
                out.push(' ');
            }
            out.extend(
                word.chars()
                    .filter(|c| !c.is_control())
                    .flat_map(char::to_lowercase),
            );
        }
    }

    /// Whether the element says that it is not shown, and is not merely waiting to be.
    pub(super) fn hides(&self) -> bool {
        let hidden = self
            .get(Name::Hidden)
            .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
        (hidden || self.get(Name::Style).is_some_and(style_hides)) && !self.is_shown_later()
    }

    /// Whether the element is made so that nobody sees it, which scripts may undo: a wrapper that fades in, a page that waits.
    pub(super) fn may_hide(&self, tag: &str) -> bool {
        let style = self.get(Name::Style);
        let named = !is_shown_to_all(tag) && self.get(Name::Class).is_some_and(is_for_readers);
        (named || style.is_some_and(|style| unseen::is_unseen(style, tag)))
            && !self.is_shown_later()
    }

    /// Whether it is the root of a shadow tree that the markup declares: browsers show its content without a script.
    pub(super) fn is_shadow_root(&self) -> bool {
        self.get(Name::ShadowRootMode).is_some_and(|mode| {
            mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed")
        })
    }

    /// Panels that unfold on a click, and parts that React streams (`id="S:1"`) and puts in place itself.
    fn is_shown_later(&self) -> bool {
        self.get(Name::Id).is_some_and(|id| id.starts_with("S:"))
            || self
                .get(Name::Role)
                .is_some_and(|role| matches!(role, "region" | "tabpanel"))
    }
}

/// Headings and times for screen readers say what the page shows in another form.
fn is_shown_to_all(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "time")
}

/// The classes by which sites hide words from all but screen readers.
fn is_for_readers(class: &str) -> bool {
    class.split_ascii_whitespace().any(|name| {
        matches!(
            name,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "u-visually-hidden"
                | "screen-reader-text"
                | "screen-reader-only"
        )
    })
}

/// `display: none` or `visibility: hidden` in a style attribute.
fn style_hides(style: &str) -> bool {
    let mut declarations = style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'));
    declarations.any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        let is = |p: &str| property.trim().eq_ignore_ascii_case(p);
        let says = |v: &str| value.eq_ignore_ascii_case(v);
        is("display") && says("none") || is("visibility") && says("hidden")
    })
}
