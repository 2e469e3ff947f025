//! Why an article stands where it stands: its score, sum by sum.

use serde::Serialize;

/// The sums that make the score of an article: `(words * coverage + headline + passage + related) * age`.
///
/// All points are comparable within one query only, as scores are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// What counts for the order, in the order of the query. Empty if it has no words, as `*` has none.
    pub parts: Vec<WhyPart>,
    /// The points of all parts together.
    pub words: f32,
    /// The share of the query's weight that the article holds, 0 to 1.
    pub share: f32,
    /// What `words` is multiplied with for that share, 0 to 1.
    pub coverage: f32,
    /// What a headline that holds much of the query adds.
    pub headline: f32,
    /// What the best passage adds; 0 behind the best hundred articles, whose passages are not looked at.
    pub passage: f32,
    /// What words add that the best articles share; 0 behind the best hundred, and where the best article holds all of the query.
    pub related: f32,
    /// What its age leaves of all that, 0 to 1; 1 unless newer articles are to come first.
    pub age: f32,
    /// The score of the hit.
    pub score: f32,
}

/// A word, phrase or group of a query, and what it gives one article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyPart {
    /// Its words.
    pub text: String,
    /// Articles of the index that hold it.
    pub articles: u64,
    /// Times in the headline.
    pub in_title: u32,
    /// Times in the text.
    pub in_text: u32,
    /// What it gives.
    pub points: f32,
}
