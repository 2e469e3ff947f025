//! JSON Lines: one object a line, fields in a fixed order, absent facts as `null`.
//!
//! The fields are part of the program's promise; `docs/json.md` lists them for users. All offsets
//! are Unicode scalar values, from 0, ends exclusive.

use std::fmt::Write;

use serde::Serialize;

use super::filters::Filters;
use super::first;
use super::results::facet_name;
use crate::article::{Article, address};
use crate::clean::{Cleaned, Label, PageKind, Reason};
use crate::enrich::{Enriched, EntityKind};
use crate::index::Identity;
use crate::page::Page;
use crate::read::CLEANED_BY;
use crate::search::{Explanation, FacetCounts, Hit, Passage, Results};

/// One line of JSON, ended.
///
/// Control characters come out escaped, as JSON demands; so do DEL, the C1 controls and the marks
/// that reorder text, so that a line is harmless on a terminal too.
pub fn line(record: &impl Serialize) -> String {
    escaped(&serde_json::to_string(record).unwrap_or_else(|_| "null".to_owned()))
}

/// A line of JSON that is written already, harmless and ended.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if super::safe::shown(c) == c {
            out.push(c);
        } else {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
    }
    out.push('\n');
    out
}

/// One hit of `newsdex search --json`.
#[derive(Debug, Serialize)]
pub struct HitRecord<'a> {
    /// 16 hexadecimal digits; stable across runs and machines.
    pub id: &'a str,
    /// The file it came from.
    pub path: &'a str,
    /// The place in a file of many, or `null`.
    pub member: Option<&'a str>,
    /// The id that its record gives itself; left out where it gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_id: Option<&'a str>,
    /// Its address, or `null`.
    pub url: Option<&'a str>,
    /// Its headline, perhaps empty.
    pub title: &'a str,
    /// What matched in the headline: `[start, end]` in scalar values of `title`.
    pub title_marks: &'a [(usize, usize)],
    /// The same in bytes of `title` in UTF-8.
    pub title_byte_marks: Vec<(usize, usize)>,
    /// Who wrote it, in order.
    pub authors: &'a [String],
    /// Its outlet.
    pub site: &'a str,
    /// Its section, or `null`.
    pub section: Option<&'a str>,
    /// ISO 639 code, `und` if unknown.
    pub lang: &'a str,
    /// RFC 3339 with what is known: a day, or a day and time; or `null`.
    pub published: Option<&'a str>,
    /// Place in the answer, from 1, earlier pages included.
    pub rank: usize,
    /// Comparable within one answer only.
    pub score: f32,
    /// Paragraphs in the article.
    pub paragraphs: usize,
    /// True if only what stands before a paywall is there.
    pub stub: bool,
    /// Its best passages, best first.
    pub passages: Vec<PassageRecord<'a>>,
}

/// One passage of a hit. `start`, `end` and `marks` are scalar values of the clean text, the others bytes of it in UTF-8.
#[derive(Debug, Serialize)]
pub struct PassageRecord<'a> {
    /// Whole sentences.
    pub text: &'a str,
    /// Where it starts.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// What matched: `[start, end]`, in order, never overlapping.
    pub marks: &'a [(usize, usize)],
    /// Where it starts, in bytes.
    pub byte_start: usize,
    /// Where it ends, in bytes, exclusive.
    pub byte_end: usize,
    /// What matched, in bytes.
    pub byte_marks: Vec<(usize, usize)>,
    /// Its paragraph, from 1.
    pub paragraph: usize,
}

impl<'a> PassageRecord<'a> {
    fn new(passage: &'a Passage) -> Self {
        let Passage {
            text,
            start,
            byte_start,
            marks,
            ..
        } = passage;
        Self {
            text,
            start: *start,
            end: passage.end,
            marks,
            byte_start: *byte_start,
            byte_end: byte_start + text.len(),
            byte_marks: byte_marks(text, *start, *byte_start, marks),
            paragraph: passage.paragraph,
        }
    }
}

/// Marks in scalar values as marks in bytes. `text` starts at `start` scalar values and `byte_start` bytes.
pub(super) fn byte_marks(
    text: &str,
    start: usize,
    byte_start: usize,
    marks: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    if marks.is_empty() {
        return Vec::new();
    }
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |scalar: usize| {
        let at = scalar.saturating_sub(start);
        byte_start + starts.get(at).copied().unwrap_or(text.len())
    };
    marks
        .iter()
        .map(|(from, to)| (byte(*from), byte(*to)))
        .collect()
}

impl<'a> HitRecord<'a> {
    /// The record of a hit at `rank`, counted from 1.
    pub fn new(hit: &'a Hit, rank: usize) -> Self {
        Self {
            id: &hit.id,
            path: &hit.path,
            member: hit.member.as_deref(),
            record_id: hit.record_id.as_deref(),
            url: hit.url.as_deref(),
            title: &hit.title,
            title_marks: &hit.title_marks,
            title_byte_marks: byte_marks(&hit.title, 0, 0, &hit.title_marks),
            authors: &hit.authors,
            site: &hit.site,
            section: hit.section.as_deref(),
            lang: &hit.lang,
            published: hit.published.as_deref(),
            rank,
            score: hit.score,
            paragraphs: hit.paragraphs,
            stub: hit.stub,
            passages: hit.passages.iter().map(PassageRecord::new).collect(),
        }
    }
}

/// One value of one facet in `newsdex search --facets … --json`; these lines follow the hits.
#[derive(Debug, Serialize)]
pub struct FacetRecord<'a> {
    /// The column: `person`, `org`, `place`, `misc`, `site`, `section`, `lang`, `month`, `year`.
    pub facet: &'static str,
    /// The value.
    pub value: &'a str,
    /// Matching articles with this value.
    pub count: u64,
}

/// The records of a facet, most first.
pub fn facet_records(counts: &FacetCounts) -> impl Iterator<Item = FacetRecord<'_>> {
    let facet = facet_name(counts.facet);
    counts.values.iter().map(move |(value, count)| FacetRecord {
        facet,
        value,
        count: *count,
    })
}

/// The answer of `newsdex search --count --json`.
#[derive(Debug, Serialize)]
pub struct CountRecord {
    /// Articles that match.
    pub count: u64,
    /// The generation of the index that answered.
    pub generation: u64,
    /// The identity of that index, or `null`.
    pub identity: Option<Identity>,
    /// What is told beside the number; left out where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

impl CountRecord {
    /// The record of an answer.
    pub fn new(found: &Results) -> Self {
        Self {
            count: found.total,
            generation: found.generation,
            identity: found.identity,
            hints: found.remarks(),
        }
    }
}

/// The answer of `newsdex explain --json`.
#[derive(Debug, Serialize)]
pub struct ExplanationRecord<'a> {
    /// The account of the query.
    #[serde(flatten)]
    pub explanation: &'a Explanation,
    /// What it was kept within.
    pub filters: Filters<'a>,
}

/// One article of `newsdex show --json`.
#[derive(Debug, Serialize)]
pub struct ArticleRecord<'a> {
    /// 16 hexadecimal digits; stable across runs and machines.
    pub id: &'a str,
    /// The file it came from.
    pub path: &'a str,
    /// The place in a file of many, or `null`.
    pub member: Option<&'a str>,
    /// The id that its record gives itself; left out where it gives none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_id: Option<&'a str>,
    /// Its address, or `null`.
    pub url: Option<&'a str>,
    /// Its headline, perhaps empty.
    pub title: &'a str,
    /// Who wrote it, in order.
    pub authors: &'a [String],
    /// First publication, RFC 3339 with what is known, or `null`.
    pub published: Option<&'a str>,
    /// Last change, RFC 3339 with what is known, or `null`.
    pub modified: Option<&'a str>,
    /// Its outlet.
    pub site: &'a str,
    /// Its section, or `null`.
    pub section: Option<&'a str>,
    /// ISO 639 code, `und` if unknown.
    pub lang: &'a str,
    /// The clean text, a paragraph a line.
    pub text: &'a str,
    /// True if only what stands before a paywall is there.
    pub stub: bool,
    /// The people, organisations, places and other named things in it, most mentions first.
    pub entities: Vec<EntityRecord<'a>>,
    /// What the query of `--highlight` matches: `[start, end]` in scalar values of `text`.
    pub marks: &'a [(usize, usize)],
    /// `newsdex`: a record that says so is not cleaned again where it is indexed.
    pub cleaned_by: &'static str,
}

/// One named thing of an article.
#[derive(Debug, Serialize)]
pub struct EntityRecord<'a> {
    /// `person`, `org`, `place` or `misc`.
    pub kind: EntityKind,
    /// The fullest name used in the article.
    pub name: &'a str,
    /// Where it is named: `[start, end]` in scalar values of `text`.
    pub mentions: Vec<(usize, usize)>,
}

impl<'a> ArticleRecord<'a> {
    /// The record of an article; `marks` in scalar values of its text.
    pub fn new(enriched: &'a Enriched, marks: &'a [(usize, usize)]) -> Self {
        let article = &enriched.article;
        let scalars = Scalars::of(&article.text);
        let entities = enriched.entities.iter().map(|entity| EntityRecord {
            kind: entity.kind,
            name: &entity.name,
            mentions: entity
                .mentions
                .iter()
                .map(|m| (scalars.at(m.0), scalars.at(m.1)))
                .collect(),
        });
        Self {
            id: &article.id,
            path: &article.path,
            member: article.member.as_deref(),
            record_id: article.record_id.as_deref(),
            url: article.url.as_deref(),
            title: &article.title,
            authors: &article.byline,
            published: article.published.as_ref().map(|s| s.text.as_str()),
            modified: article.modified.as_ref().map(|s| s.text.as_str()),
            site: &article.site,
            section: article.section.as_deref(),
            lang: &enriched.language,
            text: &article.text,
            stub: article.stub,
            entities: entities.collect(),
            marks,
            cleaned_by: CLEANED_BY,
        }
    }
}

/// Byte offsets of a text to offsets in scalar values.
struct Scalars {
    /// Byte offset of each scalar value.
    starts: Vec<usize>,
}

impl Scalars {
    fn of(text: &str) -> Self {
        Self {
            starts: text.char_indices().map(|(at, _)| at).collect(),
        }
    }

    fn at(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start < byte as usize)
    }
}

/// One page of `newsdex clean --json`.
#[derive(Debug, Serialize)]
pub struct PageRecord<'a> {
    /// The file.
    pub path: &'a str,
    /// The place in a file of many, or `null`.
    pub member: Option<&'a str>,
    /// The id it would have in an index.
    pub id: &'a str,
    /// `article`, `stub`, `listing` or `empty`.
    pub kind: PageKind,
    /// Its address, or `null`.
    pub url: Option<&'a str>,
    /// Headline, perhaps empty.
    pub title: &'a str,
    /// Who wrote it, names divided by `, `; or `null`.
    pub author: Option<String>,
    /// First publication, RFC 3339 with what is known, or `null`.
    pub date: Option<&'a str>,
    /// Where that is stated: `record`, `structured`, `meta`, `visible`, `url` or `folder`; `null` without a date.
    pub date_origin: Option<&'static str>,
    /// Last change, or `null`.
    pub modified: Option<&'a str>,
    /// Section or category, or `null`.
    pub section: Option<&'a str>,
    /// The address that the page declares as its lasting one, or `null`.
    pub canonical: Option<String>,
    /// The outlet.
    pub site: &'a str,
    /// ISO 639 code, `und` if unknown.
    pub lang: &'a str,
    /// The clean text, a block a line.
    pub text: &'a str,
    /// The limits that the page has reached, as they are counted: `block limit`; absent if it was read whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_part: Vec<&'static str>,
    /// With `--explain`: every block with its verdict, else absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<BlockRecord<'a>>>,
}

/// One block of a page and its verdict.
#[derive(Debug, Serialize)]
pub struct BlockRecord<'a> {
    /// Its text.
    pub text: &'a str,
    /// Line of a text dump from 0, or the block's number in markup.
    pub line: u32,
    /// What it is.
    pub label: Label,
    /// Whether it stays.
    pub kept: bool,
    /// The probability that it belongs to the body, 0 to 1.
    pub body_probability: f32,
    /// Why.
    pub reason: &'a Reason,
}

impl<'a> PageRecord<'a> {
    /// The record of a cleaned page, its article and its language.
    pub fn new(page: &Page, article: &'a Article, kind: PageKind, lang: &'a str) -> Self {
        let (published, modified) = (article.published.as_ref(), article.modified.as_ref());
        Self {
            path: &article.path,
            member: article.member.as_deref(),
            id: &article.id,
            kind,
            url: article.url.as_deref(),
            title: &article.title,
            author: (!article.byline.is_empty()).then(|| article.byline.join(", ")),
            date: published.map(|stated| stated.text.as_str()),
            date_origin: published.map(|stated| first::origin(stated.origin)),
            modified: modified.map(|stated| stated.text.as_str()),
            section: article.section.as_deref(),
            canonical: address::declared(page),
            site: &article.site,
            lang,
            text: &article.text,
            in_part: page.reached.iter().map(|bound| bound.reason()).collect(),
            blocks: None,
        }
    }

    /// The same with every block and its verdict.
    #[must_use]
    pub fn explained(mut self, page: &'a Page, cleaned: &'a Cleaned) -> Self {
        let pairs = page.blocks.iter().zip(&cleaned.verdicts);
        self.blocks = Some(
            pairs
                .map(|(block, verdict)| BlockRecord {
                    text: &block.text,
                    line: block.line,
                    label: verdict.label,
                    kept: verdict.kept,
                    body_probability: verdict.body_probability,
                    reason: &verdict.reason,
                })
                .collect(),
        );
        self
    }
}
