//! What markup says about the article: meta and link elements, microdata, time elements.

use super::attributes::{Attributes, Name};
use super::comments;
use super::fold::fold;
use super::{Claim, Field, Origin, linked};

/// Names of meta elements (`name`, `property` or `itemprop`, lower case) and what their content states.
const META: &[(&str, Field)] = &[
    ("og:title", Field::Title),
    ("twitter:title", Field::Title),
    ("headline", Field::Title),
    ("dc.title", Field::Title),
    ("dcterms.title", Field::Title),
    ("parsely-title", Field::Title),
    ("sailthru.title", Field::Title),
    ("citation_title", Field::Title),
    ("hdl", Field::Title),
    ("cxenseparse:title", Field::Title),
    ("cxenseparse:recs:title", Field::Title),
    ("title", Field::Title),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byl", Field::Author),
    ("byline", Field::Author),
    ("article:author", Field::Author),
    ("article:author_name", Field::Author),
    ("og:article:author", Field::Author),
    ("og:author", Field::Author),
    ("book:author", Field::Author),
    ("dc.creator", Field::Author),
    ("dcterms.creator", Field::Author),
    ("dc.contributor", Field::Author),
    ("parsely-author", Field::Author),
    ("sailthru.author", Field::Author),
    ("citation_author", Field::Author),
    ("cxenseparse:author", Field::Author),
    ("twitter:creator:name", Field::Author),
    ("article.author", Field::Author),
    ("authorname", Field::Author),
    ("article:published_time", Field::Published),
    ("article:published", Field::Published),
    ("og:article:published_time", Field::Published),
    ("og:published_time", Field::Published),
    ("og:pubdate", Field::Published),
    ("bt:pubdate", Field::Published),
    ("article.published", Field::Published),
    ("article_date_original", Field::Published),
    ("datepublished", Field::Published),
    ("datecreated", Field::Published),
    ("date", Field::Published),
    ("pubdate", Field::Published),
    ("pub_date", Field::Published),
    ("publishdate", Field::Published),
    ("publish-date", Field::Published),
    ("publish_date", Field::Published),
    ("publication_date", Field::Published),
    ("publicationdate", Field::Published),
    ("published_date", Field::Published),
    ("published_at", Field::Published),
    ("published", Field::Published),
    ("originalpublicationdate", Field::Published),
    ("displaydate", Field::Published),
    ("pdate", Field::Published),
    ("ptime", Field::Published),
    ("dat", Field::Published),
    ("date.issued", Field::Published),
    ("date.available", Field::Published),
    ("dc.date", Field::Published),
    ("dc.date.issued", Field::Published),
    ("dc.date.created", Field::Published),
    ("dcterms.date", Field::Published),
    ("dcterms.created", Field::Published),
    ("dcterms.issued", Field::Published),
    ("parsely-pub-date", Field::Published),
    ("sailthru.date", Field::Published),
    ("citation_date", Field::Published),
    ("citation_publication_date", Field::Published),
    ("cxenseparse:recs:publishtime", Field::Published),
    ("cxenseparse:publishtime", Field::Published),
    ("rnews:datepublished", Field::Published),
    ("article:modified_time", Field::Modified),
    ("article:modified", Field::Modified),
    ("og:article:modified_time", Field::Modified),
    ("og:updated_time", Field::Modified),
    ("bt:moddate", Field::Modified),
    ("article.updated", Field::Modified),
    ("article_date_updated", Field::Modified),
    ("datemodified", Field::Modified),
    ("last-modified", Field::Modified),
    ("lastmod", Field::Modified),
    ("lastupdate", Field::Modified),
    ("lastupdated", Field::Modified),
    ("modified", Field::Modified),
    ("updated_time", Field::Modified),
    ("revised", Field::Modified),
    ("utime", Field::Modified),
    ("dc.date.modified", Field::Modified),
    ("dcterms.modified", Field::Modified),
    ("og:site_name", Field::Site),
    ("application-name", Field::Site),
    ("apple-mobile-web-app-title", Field::Site),
    ("al:android:app_name", Field::Site),
    ("dc.publisher", Field::Site),
    ("dcterms.publisher", Field::Site),
    ("publisher", Field::Site),
    ("citation_journal_title", Field::Site),
    ("cre", Field::Site),
    ("source", Field::Site),
    ("article:section", Field::Section),
    ("og:article:section", Field::Section),
    ("og:section", Field::Section),
    ("articlesection", Field::Section),
    ("parsely-section", Field::Section),
    ("cxenseparse:section", Field::Section),
    ("cxenseparse:taxonomy", Field::Section),
    ("section", Field::Section),
    ("category", Field::Section),
    ("cg", Field::Section),
    ("og:locale", Field::Language),
    ("language", Field::Language),
    ("content-language", Field::Language),
    ("inlanguage", Field::Language),
    ("dc.language", Field::Language),
    ("dcterms.language", Field::Language),
    ("og:description", Field::Description),
    ("twitter:description", Field::Description),
    ("description", Field::Description),
    ("dc.description", Field::Description),
    ("dcterms.description", Field::Description),
    ("dcterms.abstract", Field::Description),
    ("sailthru.description", Field::Description),
    ("og:url", Field::Canonical),
    ("parsely-link", Field::Canonical),
    ("twitter:url", Field::Canonical),
    ("cxenseparse:url", Field::Canonical),
    ("citation_public_url", Field::Canonical),
    ("al:web:url", Field::Canonical),
    ("og:type", Field::Kind),
    ("parsely-type", Field::Kind),
    ("cxenseparse:pageclass", Field::Kind),
    ("dc.type", Field::Kind),
];

/// Properties of microdata whose value is the element's text, if it has no `content`.
const MICRODATA: &[(&str, Field)] = &[
    ("headline", Field::Title),
    ("author", Field::Author),
    ("creator", Field::Author),
    ("datepublished", Field::Published),
    ("datecreated", Field::Published),
    ("datemodified", Field::Modified),
    ("articlesection", Field::Section),
    ("inlanguage", Field::Language),
    ("publisher", Field::Site),
];

/// Labels of a value that names the writer, lower case.
const WRITTEN_BY: &[&str] = &[
    "written by",
    "author",
    "verfasst von",
    "geschrieben von",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "napisane przez",
    "написано автором",
    "автор",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "kirjoittanut",
    "yazan",
    "napsal",
    "scris de",
    "szerző",
    "συντάχθηκε από",
];

/// Longest text of an element that is taken as a statement, in bytes.
const LONGEST_TEXT: usize = 400;
/// Elements whose text is being collected at one time.
const MOST_OPEN: usize = 8;

/// An element whose text states something.
#[derive(Debug)]
struct Capture {
    field: Field,
    origin: Origin,
    depth: usize,
    text: String,
    /// An inner `itemprop="name"` has said it: the text is not needed.
    named: bool,
}

/// Claims as they are found.
#[derive(Debug)]
pub(super) struct Declared {
    claims: Vec<Claim>,
    most: usize,
    titled: bool,
    captures: Vec<Capture>,
    /// The number of the label that says who wrote the page; its value stands in another element.
    writer: Option<String>,
    /// Depth of the outermost open element that holds readers' comments: what is stated there is not of the article.
    comments: Option<usize>,
}

impl Declared {
    pub(super) fn new(most: usize) -> Self {
        Self {
            claims: Vec::new(),
            most,
            titled: false,
            captures: Vec::new(),
            writer: None,
            comments: None,
        }
    }

    /// Looks at a start tag; `depth` is the number of open elements, if it opened one.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes, depth: Option<usize>) {
        if self.comments.is_none()
            && !matches!(name, "html" | "body" | "main")
            && holds_comments(attributes)
        {
            self.comments = depth;
        }
        if self.comments.is_some() {
            return;
        }
        match name {
            "meta" => self.meta(attributes),
            "link" => self.link(attributes),
            "html" => {
                self.attribute_claim(Field::Language, Origin::Meta, attributes.get(Name::Lang));
            }
            "time" => self.time(attributes, depth),
            _ => self.element(name, attributes, depth),
        }
    }

    /// The content of the title element.
    pub(super) fn title(&mut self, text: &str) {
        if !self.titled {
            self.titled = true;
            self.claim(Field::Title, Origin::Meta, text);
        }
    }

    /// The content of a JSON-LD script.
    pub(super) fn linked_data(&mut self, text: &str) {
        for claim in linked::claims(text) {
            self.claim(claim.field, Origin::Structured, &claim.value);
        }
    }

    /// Text of the page, for the elements whose text states something.
    pub(super) fn text(&mut self, text: &str) {
        for capture in &mut self.captures {
            if capture.text.len() < LONGEST_TEXT {
                capture.text.push_str(text);
            }
        }
    }

    /// No more than `depth` elements are open now.
    pub(super) fn closed_to(&mut self, depth: usize) {
        self.comments = self.comments.filter(|&of_comments| of_comments <= depth);
        while let Some(capture) = self.captures.pop_if(|capture| capture.depth > depth) {
            if !capture.named && capture.text.len() < LONGEST_TEXT {
                self.claim(capture.field, capture.origin, &capture.text);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Claim> {
        self.closed_to(0);
        self.claims
    }

    fn claim(&mut self, field: Field, origin: Origin, value: &str) {
        let value = fold(value);
        if value.is_empty() || self.claims.len() >= self.most {
            return;
        }
        let claim = Claim {
            field,
            value,
            origin,
        };
        if !self.claims.contains(&claim) {
            self.claims.push(claim);
        }
    }

    fn attribute_claim(&mut self, field: Field, origin: Origin, value: Option<&str>) {
        if let Some(value) = value {
            self.claim(field, origin, value);
        }
    }

    fn meta(&mut self, attributes: &Attributes) {
        let Some(content) = attributes.get(Name::Content) else {
            return;
        };
        let structured = attributes.get(Name::ItemProp);
        if let Some(properties) = structured {
            self.item_property(properties, content);
        }
        for name in [Name::Property, Name::Called, Name::HttpEquiv] {
            for word in attributes.get(name).unwrap_or_default().split_whitespace() {
                if let Some(field) = lookup(META, word) {
                    self.claim(field, Origin::Meta, content);
                } else {
                    self.labelled(word, content);
                }
            }
        }
    }

    /// `twitter:label1` says what `twitter:data1` is.
    fn labelled(&mut self, name: &str, content: &str) {
        if let Some(number) = name.strip_prefix("twitter:label") {
            if WRITTEN_BY.contains(&content.trim().to_lowercase().as_str()) {
                self.writer = Some(number.to_owned());
            }
        } else if let Some(number) = name.strip_prefix("twitter:data")
            && self.writer.as_deref() == Some(number)
        {
            self.claim(Field::Author, Origin::Meta, content);
        }
    }

    fn item_property(&mut self, properties: &str, value: &str) {
        for word in properties.split_whitespace() {
            if word.eq_ignore_ascii_case("name") {
                self.name_of_open(value);
            } else if let Some(field) = lookup(MICRODATA, word) {
                self.claim(field, Origin::Structured, value);
            }
        }
    }

    /// `itemprop="name"` inside an author or publisher names that one.
    fn name_of_open(&mut self, value: &str) {
        let open = self
            .captures
            .iter_mut()
            .rev()
            .find(|c| matches!(c.field, Field::Author | Field::Site));
        if let Some(capture) = open {
            capture.named = true;
            let (field, origin) = (capture.field, capture.origin);
            self.claim(field, origin, value);
        }
    }

    fn link(&mut self, attributes: &Attributes) {
        let Some(href) = attributes.get(Name::Href) else {
            return;
        };
        let rel = attributes.get(Name::Rel).unwrap_or_default();
        if rel
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case("canonical"))
        {
            self.claim(Field::Canonical, Origin::Meta, href);
        }
    }

    fn time(&mut self, attributes: &Attributes, depth: Option<usize>) {
        let property = attributes.get(Name::ItemProp);
        let field = property.and_then(|p| {
            p.split_whitespace()
                .find_map(|word| lookup(MICRODATA, word))
        });
        let structured = field.is_some() || attributes.has(Name::PubDate);
        let origin = if structured {
            Origin::Structured
        } else {
            Origin::Visible
        };
        let class = attributes.get(Name::Class).unwrap_or_default();
        let changed = ["updated", "modified"]
            .iter()
            .any(|word| class.contains(word));
        let field = field.unwrap_or(if changed {
            Field::Modified
        } else {
            Field::Published
        });
        let stated = attributes
            .get(Name::DateTime)
            .or_else(|| attributes.get(Name::Content));
        match stated.filter(|value| !value.trim().is_empty()) {
            Some(value) => self.claim(field, origin, value),
            None if structured => self.capture(field, origin, depth),
            None => {}
        }
    }

    fn element(&mut self, name: &str, attributes: &Attributes, depth: Option<usize>) {
        if let Some(properties) = attributes.get(Name::ItemProp) {
            let value = attributes
                .get(Name::Content)
                .or_else(|| attributes.get(Name::DateTime));
            match value {
                Some(value) => self.item_property(properties, value),
                None => self.capture_property(properties, depth),
            }
        } else if name == "a" && rel_author(attributes) {
            self.capture(Field::Author, Origin::Visible, depth);
        }
    }

    fn capture_property(&mut self, properties: &str, depth: Option<usize>) {
        for word in properties.split_whitespace() {
            if word.eq_ignore_ascii_case("name") {
                let open = self
                    .captures
                    .iter_mut()
                    .rev()
                    .find(|c| matches!(c.field, Field::Author | Field::Site));
                if let Some(outer) = open {
                    outer.named = true;
                    let (field, origin) = (outer.field, outer.origin);
                    self.capture(field, origin, depth);
                }
            } else if let Some(field) = lookup(MICRODATA, word) {
                self.capture(field, Origin::Structured, depth);
            }
        }
    }

    fn capture(&mut self, field: Field, origin: Origin, depth: Option<usize>) {
        if let Some(depth) = depth
            && self.captures.len() < MOST_OPEN
        {
            self.captures.push(Capture {
                field,
                origin,
                depth,
                text: String::new(),
                named: false,
            });
        }
    }
}

fn holds_comments(attributes: &Attributes) -> bool {
    let of = |name| attributes.get(name).unwrap_or_default();
    [Name::Class, Name::Id, Name::ItemProp]
        .into_iter()
        .any(|name| comments::named(of(name)))
        || of(Name::ItemType).ends_with("schema.org/Comment")
}

fn rel_author(attributes: &Attributes) -> bool {
    attributes.get(Name::Rel).is_some_and(|rel| {
        rel.split_whitespace()
            .any(|word| word.eq_ignore_ascii_case("author"))
    })
}

fn lookup(table: &[(&str, Field)], name: &str) -> Option<Field> {
    table
        .iter()
        .find(|row| row.0.eq_ignore_ascii_case(name))
        .map(|row| row.1)
}
