//! The table of tags: what each one does to the text around it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::BlockKind;

/// A tag name as a small number; equal names have equal numbers within one page.
pub(super) type TagId = u16;

/// What a tag does to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands on lines of its own: text before, inside and behind it are different blocks.
    Block,
    /// Runs along with the text around it.
    Inline,
    /// Has no content and no end tag.
    Void,
    /// Its content is no text of the page.
    Skip,
    /// Root and body: nothing to open.
    Frame,
}

/// Which open elements a start tag ends, as HTML lets authors leave out end tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    Paragraph,
    ListItem,
    Definition,
    Heading,
    Row,
    Cell,
    RowGroup,
    Option,
    SameTag,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub name: &'static str,
    pub role: Role,
    pub ends: Ends,
    pub kind: Option<BlockKind>,
    pub emphasis: bool,
    /// End tags inside do not reach past it.
    pub barrier: bool,
}

const fn rule(name: &'static str, role: Role, ends: Ends) -> Rule {
    Rule {
        name,
        role,
        ends,
        kind: None,
        emphasis: false,
        barrier: false,
    }
}

const fn block(name: &'static str) -> Rule {
    rule(name, Role::Block, Ends::Paragraph)
}

const fn kind(name: &'static str, ends: Ends, kind: BlockKind) -> Rule {
    Rule {
        kind: Some(kind),
        ..rule(name, Role::Block, ends)
    }
}

const fn heading(name: &'static str, level: u8) -> Rule {
    kind(name, Ends::Heading, BlockKind::Heading(level))
}

const fn barrier(rule: Rule) -> Rule {
    Rule {
        barrier: true,
        ..rule
    }
}

const fn inline(name: &'static str) -> Rule {
    rule(name, Role::Inline, Ends::Nothing)
}

const fn emphasis(name: &'static str) -> Rule {
    Rule {
        emphasis: true,
        ..inline(name)
    }
}

const fn void(name: &'static str) -> Rule {
    rule(name, Role::Void, Ends::Nothing)
}

const fn skip(name: &'static str) -> Rule {
    rule(name, Role::Skip, Ends::Nothing)
}

/// A template that is the root of a shadow tree.
pub(super) const SHADOW_ROOT: Rule = barrier(rule("template", Role::Block, Ends::Nothing));

/// Every tag that is not simply inline. The order is free, except that the first rows have names below.
const RULES: &[Rule] = &[
    kind("p", Ends::Paragraph, BlockKind::Paragraph),
    rule("a", Role::Inline, Ends::SameTag),
    void("br"),
    kind("li", Ends::ListItem, BlockKind::ListItem),
    kind("dt", Ends::Definition, BlockKind::ListItem),
    kind("dd", Ends::Definition, BlockKind::ListItem),
    rule("tr", Role::Block, Ends::Row),
    barrier(kind("td", Ends::Cell, BlockKind::Cell)),
    barrier(kind("th", Ends::Cell, BlockKind::Cell)),
    kind("option", Ends::Option, BlockKind::Control),
    heading("h1", 1),
    heading("h2", 2),
    heading("h3", 3),
    heading("h4", 4),
    heading("h5", 5),
    heading("h6", 6),
    rule("tbody", Role::Block, Ends::RowGroup),
    rule("thead", Role::Block, Ends::RowGroup),
    rule("tfoot", Role::Block, Ends::RowGroup),
    barrier(block("table")),
    skip("svg"),
    skip("math"),
    skip("head"),
    void("hr"),
    block("ul"),
    block("ol"),
    block("menu"),
    block("dir"),
    block("dl"),
    rule("html", Role::Frame, Ends::Nothing),
    rule("body", Role::Frame, Ends::Nothing),
    rule("frameset", Role::Frame, Ends::Nothing),
    block("address"),
    block("article"),
    block("aside"),
    block("center"),
    block("details"),
    block("dialog"),
    block("div"),
    block("fieldset"),
    block("figure"),
    block("footer"),
    block("form"),
    block("header"),
    block("hgroup"),
    block("main"),
    block("nav"),
    block("search"),
    block("section"),
    kind("blockquote", Ends::Paragraph, BlockKind::Quote),
    kind("figcaption", Ends::Paragraph, BlockKind::Caption),
    barrier(kind("caption", Ends::Nothing, BlockKind::Caption)),
    kind("pre", Ends::Paragraph, BlockKind::Preformatted),
    kind("listing", Ends::Paragraph, BlockKind::Preformatted),
    kind("xmp", Ends::Paragraph, BlockKind::Preformatted),
    kind("plaintext", Ends::Paragraph, BlockKind::Preformatted),
    kind("summary", Ends::Paragraph, BlockKind::Paragraph),
    kind("legend", Ends::Nothing, BlockKind::Control),
    barrier(kind("button", Ends::SameTag, BlockKind::Control)),
    kind("select", Ends::Nothing, BlockKind::Control),
    kind("optgroup", Ends::Option, BlockKind::Control),
    Rule {
        kind: Some(BlockKind::Control),
        ..inline("label")
    },
    inline("span"),
    emphasis("b"),
    emphasis("strong"),
    emphasis("i"),
    emphasis("em"),
    emphasis("cite"),
    emphasis("dfn"),
    emphasis("var"),
    void("img"),
    void("input"),
    void("meta"),
    void("link"),
    void("base"),
    void("basefont"),
    void("bgsound"),
    void("area"),
    void("col"),
    void("embed"),
    void("frame"),
    void("keygen"),
    void("param"),
    void("source"),
    void("track"),
    void("wbr"),
    skip("script"),
    skip("style"),
    skip("title"),
    skip("textarea"),
    skip("noscript"),
    skip("noframes"),
    skip("noembed"),
    skip("iframe"),
    barrier(skip("template")),
    barrier(skip("object")),
    skip("applet"),
    skip("audio"),
    skip("video"),
    skip("canvas"),
    skip("map"),
    skip("datalist"),
    skip("rt"),
    skip("rp"),
    skip("rtc"),
];

pub(super) const P: TagId = 0;
pub(super) const A: TagId = 1;
pub(super) const BR: TagId = 2;
pub(super) const LI: TagId = 3;
pub(super) const DT: TagId = 4;
pub(super) const DD: TagId = 5;
pub(super) const TR: TagId = 6;
pub(super) const TD: TagId = 7;
pub(super) const TH: TagId = 8;
pub(super) const OPTION: TagId = 9;
pub(super) const H1: TagId = 10;
pub(super) const H6: TagId = 15;
pub(super) const TBODY: TagId = 16;
pub(super) const THEAD: TagId = 17;
pub(super) const TFOOT: TagId = 18;
pub(super) const TABLE: TagId = 19;
pub(super) const SVG: TagId = 20;
pub(super) const MATH: TagId = 21;
pub(super) const HEAD: TagId = 22;
pub(super) const HR: TagId = 23;
pub(super) const UL: TagId = 24;
pub(super) const OL: TagId = 25;
pub(super) const MENU: TagId = 26;
pub(super) const DIR: TagId = 27;
pub(super) const DL: TagId = 28;
pub(super) const HTML: TagId = 29;

/// `h1` to `h6`.
pub(super) const HEADINGS: [TagId; 6] = [H1, 11, 12, 13, 14, H6];

/// All names that are not in the table share this number after the first [`MOST_UNKNOWN`].
const OVERFULL: TagId = TagId::MAX;
/// Distinct unknown names remembered for one page; real pages have fewer than a hundred.
const MOST_UNKNOWN: usize = 4096;

static BY_NAME: LazyLock<FxHashMap<&'static [u8], TagId>> = LazyLock::new(|| {
    RULES
        .iter()
        .enumerate()
        .map(|(at, rule)| (rule.name.as_bytes(), at as TagId))
        .collect()
});

/// The tag names of one page.
#[derive(Debug, Default)]
pub(super) struct Tags {
    unknown: FxHashMap<Box<[u8]>, TagId>,
}

impl Tags {
    /// The number of a name, which must be in lower case.
    pub(super) fn id(&mut self, name: &[u8]) -> TagId {
        if let Some(id) = BY_NAME.get(name).or_else(|| self.unknown.get(name)) {
            return *id;
        }
        if self.unknown.len() >= MOST_UNKNOWN {
            return OVERFULL;
        }
        let id = (RULES.len() + self.unknown.len()) as TagId;
        self.unknown.insert(name.into(), id);
        id
    }
}

/// What the tag does; a name outside the table is inline.
pub(super) fn rule_of(tag: TagId) -> Rule {
    RULES.get(usize::from(tag)).copied().unwrap_or(inline(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_rows_are_where_their_names_say() {
        let named = [
            (P, "p"),
            (A, "a"),
            (BR, "br"),
            (LI, "li"),
            (DT, "dt"),
            (DD, "dd"),
            (TR, "tr"),
            (TD, "td"),
            (TH, "th"),
            (OPTION, "option"),
            (H1, "h1"),
            (H6, "h6"),
            (TBODY, "tbody"),
            (THEAD, "thead"),
            (TFOOT, "tfoot"),
            (TABLE, "table"),
            (SVG, "svg"),
            (MATH, "math"),
            (HEAD, "head"),
            (UL, "ul"),
            (OL, "ol"),
            (MENU, "menu"),
            (DIR, "dir"),
            (DL, "dl"),
            (HR, "hr"),
            (HTML, "html"),
        ];
        for (id, name) in named {
            assert_eq!(rule_of(id).name, name);
        }
    }

    #[test]
    fn unknown_names_are_told_apart_up_to_a_bound() {
        let mut tags = Tags::default();
        assert_ne!(tags.id(b"x-one"), tags.id(b"x-two"));
        assert_eq!(tags.id(b"x-one"), tags.id(b"x-one"));
        for n in 0..2 * MOST_UNKNOWN {
            tags.id(format!("x{n}").as_bytes());
        }
        assert!(tags.unknown.len() <= MOST_UNKNOWN);
    }
}
