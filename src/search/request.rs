//! What is asked and what is answered: plain data, the same for every face.

use std::ops::Range;

use serde::Serialize;

use crate::index::Identity;

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first; articles without a date last.
    Date,
    /// Oldest first; articles without a date last.
    Oldest,
}

/// A column whose values can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// People.
    Person,
    /// Organisations.
    Org,
    /// Places.
    Place,
    /// Events, works, laws, products and other things with a name.
    Misc,
    /// Outlets.
    Site,
    /// Sections.
    Section,
    /// Languages.
    Lang,
    /// Months of publication, `2026-01`.
    Month,
    /// Years of publication, `2026`.
    Year,
}

/// What hits carry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Carried {
    /// All of it.
    #[default]
    All,
    /// Beside id and score where their articles come from: path, place, record's own id, address. What was read for that is remembered.
    Origin,
    /// Id and score, which takes no look at the stored articles.
    Id,
}

/// What every face asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The query, in the query language.
    pub query: String,
    /// Outlets to stay within; empty for all.
    pub sites: Vec<String>,
    /// Languages to stay within; empty for all.
    pub languages: Vec<String>,
    /// People, all of whom must be named.
    pub people: Vec<String>,
    /// Organisations, all of which must be named.
    pub orgs: Vec<String>,
    /// Places, all of which must be named.
    pub places: Vec<String>,
    /// Events, works and other things with a name, all of which must be named.
    pub misc: Vec<String>,
    /// First day or moment of publication, as [`Stated::text`](crate::article::Stated::text), inclusive.
    pub from: Option<String>,
    /// Last day or moment of publication, inclusive.
    pub to: Option<String>,
    /// Only what was added to the index or changed by a later generation than this.
    pub since: Option<u64>,
    /// Whether of words side by side all are wanted, and not any.
    pub all_words: bool,
    /// Parts of the query that have names of their own, as the sets of a session, with their bytes in it and from its start on: advice
    /// names them so.
    pub called: Vec<(Range<usize>, String)>,
    /// Hits to return at most.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Passages a hit at most.
    pub passages: usize,
    /// The order of the hits.
    pub sort: Sort,
    /// Days after which an article's score is halved, in the order by relevance; `None`: its age does not count.
    pub recent: Option<u32>,
    /// Columns to count over all matches.
    pub facets: Vec<Facet>,
    /// Values a facet at most.
    pub facet_values: usize,
    /// What the hits carry.
    pub carried: Carried,
    /// Whether somebody will read advice: why nothing is found, which words no article has and what is spelled like them. It
    /// costs a walk through the words of the index and, where nothing is found, some searches more.
    pub advice: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            sites: Vec::new(),
            languages: Vec::new(),
            people: Vec::new(),
            orgs: Vec::new(),
            places: Vec::new(),
            misc: Vec::new(),
            from: None,
            to: None,
            since: None,
            all_words: false,
            called: Vec::new(),
            limit: 10,
            offset: 0,
            passages: 3,
            sort: Sort::Relevance,
            recent: None,
            facets: Vec::new(),
            facet_values: 10,
            carried: Carried::All,
            advice: false,
        }
    }
}

/// A passage of an article. Offsets are Unicode scalar values of the article's clean text, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Passage {
    /// Its text: whole sentences, or, of a very long one, what stands about its marks.
    pub text: String,
    /// Where it starts in the article's text.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// Where it starts, in bytes of the article's clean text in UTF-8.
    pub byte_start: usize,
    /// What matched, as `[start, end)` in the article's text, in order, never overlapping.
    pub marks: Vec<(usize, usize)>,
    /// Its paragraph, from 1.
    pub paragraph: usize,
    /// Whether its first sentence begins before it.
    pub cut_before: bool,
    /// Whether its last sentence goes on behind it.
    pub cut_after: bool,
}

/// One article found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Hit {
    /// See [`Article::id`](crate::article::Article::id).
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// The place in a file of many.
    pub member: Option<String>,
    /// The id that its record gives itself.
    pub record_id: Option<String>,
    /// Its address, if known.
    pub url: Option<String>,
    /// Its headline.
    pub title: String,
    /// What matched in the headline, as `[start, end)` in scalar values of the headline.
    pub title_marks: Vec<(usize, usize)>,
    /// Who wrote it, in order.
    pub authors: Vec<String>,
    /// Its outlet.
    pub site: String,
    /// Its section or category, if known.
    pub section: Option<String>,
    /// Its language.
    pub lang: String,
    /// When it was published, as stated.
    pub published: Option<String>,
    /// Its score; comparable within one answer only.
    pub score: f32,
    /// Paragraphs in the article.
    pub paragraphs: usize,
    /// True if only what stands before a paywall is there.
    pub stub: bool,
    /// The best passages, best first.
    pub passages: Vec<Passage>,
}

/// How often a value stands on the matching articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCounts {
    /// The column.
    pub facet: Facet,
    /// Value and number of matching articles, most first, then by value.
    pub values: Vec<(String, u64)>,
    /// Different values over all matches.
    pub distinct: u64,
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// Articles that match, all of them.
    pub total: u64,
    /// The page of hits asked for.
    pub hits: Vec<Hit>,
    /// The counts asked for.
    pub facets: Vec<FacetCounts>,
    /// The generation of the index that answered.
    pub generation: u64,
    /// The identity of that index; `None` if an earlier version made it.
    pub identity: Option<Identity>,
    /// The query as it was understood, macros written out.
    pub read_as: String,
    /// Short advice: what of the query may not mean what its writer thinks, and why an answer is empty; lower case, no full stop.
    pub hints: Vec<String>,
    /// The query with its unknown words spelled as the index has them, if that finds something.
    pub correction: Option<String>,
}

impl Results {
    /// All that is told beside the answer, a line each: the hints, and what may have been meant.
    pub fn remarks(&self) -> Vec<String> {
        let better = self.correction.iter();
        let better = better.map(|better| format!("did you mean: {better}"));
        self.hints.iter().cloned().chain(better).collect()
    }
}
