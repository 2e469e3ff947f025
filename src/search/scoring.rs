//! The score of an article: BM25F over headline and text, more for more of the query's words.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use crate::error::{Error, Result};
use crate::query::algebra::Expr;
use crate::query::plan::Unit;

use super::lists::{Hits, leap};
use super::matching::Matching;
use super::order::Best;
use super::rarity::{Rarity, Totals};
use super::segment::{Part, Segment};
use super::why::{Why, WhyPart};

/// The numbers of the ranking. Tuned together on the sets named in `docs/ranking.md`.
///
/// Other numbers can be read from a text, each beside the default of the rest:
///
/// ```
/// use newsdex::search::Ranking;
/// let ranking: Ranking = "k1=0.9,title_weight=2".parse().unwrap();
/// assert_eq!((ranking.k1, ranking.text_length), (0.9, Ranking::default().text_length));
/// assert!("k2=1".parse::<Ranking>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// How soon more of one word stops to help.
    pub k1: f32,
    /// How much a long text lowers the weight of a word in it, 0 to 1.
    pub text_length: f32,
    /// The same for the headline.
    pub title_length: f32,
    /// What a word in the headline weighs, beside one in the text.
    pub title_weight: f32,
    /// The power to which the share of the query's weight that the article holds is raised.
    pub coverage: f32,
    /// What a headline that holds all of the query adds, as a share of the weight of the query's words.
    pub whole_title: f32,
    /// What a passage that holds all of the query adds, likewise.
    pub whole_passage: f32,
    /// What a passage that holds all of the query in its order adds, likewise.
    pub in_order: f32,
    /// Words from one to the next at most, for that.
    pub order_gap: u32,
    /// How steeply they fall when words are missing: the power of the share that is there.
    pub whole_power: f32,
    /// Words that stand for a sentence while articles are put in order; 0 to look up the real sentences.
    pub step: u32,
    /// What the best passage adds, beside the article's own score.
    pub passage_share: f32,
    /// Articles that are put in order by their best passage too.
    pub depth: usize,
    /// What nearness of different words adds to a passage.
    pub nearness: f32,
    /// What the start of a text adds to a passage, where a passage says as little as others.
    pub lead: f32,
    /// Words a passage has at most, unless one sentence has more.
    pub passage_words: u32,
    /// Words that a passage shown for a question is filled up to with the sentences around it.
    pub question_words: u32,
    /// What a word's second place in a passage adds, beside its first.
    pub repeats: f32,
    /// The power to which the share of the query's weight that a passage holds is raised.
    pub passage_coverage: f32,
    /// What each further sentence takes from a passage, as a share.
    pub sentence_cost: f32,
    /// What the telling words of the best articles add to an article that holds them, as a share of the way from the best score to the fiftieth.
    pub related_share: f32,
    /// What a word as it was typed adds, where most of what is found holds other words of the same stem: a share of what it would
    /// weigh more if it were found alone.
    pub typed_lead: f32,
    /// How many words of the best articles.
    pub related_words: usize,
    /// Of how many articles.
    pub related_articles: usize,
    /// Of how many words from the start of each.
    pub related_start: u32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            k1: 2.0,
            text_length: 0.75,
            title_length: 0.5,
            title_weight: 3.0,
            coverage: 0.35,
            whole_title: 6.0,
            whole_passage: 4.0,
            in_order: 8.0,
            order_gap: 8,
            whole_power: 6.0,
            step: 20,
            passage_share: 0.2,
            depth: 100,
            nearness: 0.5,
            lead: 1.5,
            passage_words: 90,
            question_words: 120,
            repeats: 0.1,
            passage_coverage: 0.5,
            sentence_cost: 0.03,
            related_share: 0.35,
            typed_lead: 1.0,
            related_words: 20,
            related_articles: 10,
            related_start: 200,
        }
    }
}

impl Ranking {
    /// What differs from the default, as text that reads back; `default` if nothing does.
    pub fn difference(&self) -> String {
        let numbers = |ranking: &Self| match serde_json::to_value(ranking) {
            Ok(serde_json::Value::Object(numbers)) => numbers,
            _ => serde_json::Map::new(),
        };
        let usual = numbers(&Self::default());
        let mut found = Vec::new();
        for (name, number) in numbers(self) {
            if usual.get(&name) != Some(&number) {
                let short = number.as_f64().unwrap_or_default() as f32;
                found.push(format!("{name}={short}"));
            }
        }
        if found.is_empty() {
            "default".to_owned()
        } else {
            found.join(",")
        }
    }
}

impl std::str::FromStr for Ranking {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = |what: String| Error::Usage(format!("{what}; write k1=0.9,title_weight=2"));
        let mut numbers = match serde_json::to_value(Self::default()) {
            Ok(serde_json::Value::Object(numbers)) => numbers,
            _ => serde_json::Map::new(),
        };
        for part in text.split([',', '+', ' ']).filter(|part| !part.is_empty()) {
            let (name, number) = part
                .split_once('=')
                .ok_or_else(|| refused(format!("`{part}` has no =")))?;
            let names = numbers.keys().cloned().collect::<Vec<_>>().join(", ");
            let slot = numbers.get_mut(name).ok_or_else(|| {
                refused(format!(
                    "the ranking has no number `{name}`, it has {names}"
                ))
            })?;
            *slot = match (slot.is_u64(), number.parse::<u32>(), number.parse::<f32>()) {
                (true, Ok(number), _) => number.into(),
                (false, _, Ok(number)) if (0.0..=1e6).contains(&number) => number.into(),
                _ => return Err(refused(format!("`{number}` cannot be {name}"))),
            };
        }
        serde_json::from_value(numbers.into()).map_err(|error| refused(error.to_string()))
    }
}

/// The weight of the query's words that an article holds.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    anywhere: f32,
    in_title: f32,
}

impl Ranking {
    /// A score with what completeness makes of it.
    fn completed(&self, Sum { score, held }: Sum, whole: f32) -> f32 {
        if whole <= 0.0 {
            return score;
        }
        let covered = if self.coverage > 0.0 {
            (held.anywhere / whole).powf(self.coverage)
        } else {
            1.0
        };
        let title = if held.in_title > 0.0 {
            self.whole_title * self.whole(held.in_title, whole)
        } else {
            0.0
        };
        score * covered + title
    }

    /// The weight of a query, falling steeply with what is missing of it.
    pub(super) fn whole(&self, held: f32, whole: f32) -> f32 {
        whole * (held / whole).powf(self.whole_power)
    }
}

/// Lengths as the engine rounds them, to factors.
pub(super) struct Lengths {
    reader: FieldNormReader,
    factors: Vec<f32>,
}

impl Lengths {
    pub fn new(reader: FieldNormReader, tokens: u64, articles: u64, share: f32) -> Self {
        let average = (tokens as f32 / articles.max(1) as f32).max(1.0);
        let factor = |id: u8| {
            1.0 / (1.0 - share + share * FieldNormReader::id_to_fieldnorm(id) as f32 / average)
        };
        Self {
            reader,
            factors: (0..=u8::MAX).map(factor).collect(),
        }
    }

    pub fn factor(&self, doc: DocId) -> f32 {
        self.factors
            .get(usize::from(self.reader.fieldnorm_id(doc)))
            .copied()
            .unwrap_or(1.0)
    }
}

/// Articles whose sums lie side by side while a segment is scored: few enough for the fastest memory.
const STRETCH: usize = 2048;

/// What the words of the query give one article.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    score: f32,
    held: Share,
}

/// Scores the matching articles of a segment and offers those that may be among the best.
pub(super) fn score(
    matching: &Matching<'_>,
    matched: &[DocId],
    rarity: &Rarity,
    totals: Totals,
    ranking: &Ranking,
    best: &mut Best<'_>,
) -> Result<()> {
    let segment = matching.segment;
    let scorer = Scorer::new(segment, totals, ranking)?;
    let mut units = Vec::with_capacity(matching.plan.units.len());
    for unit in &matching.plan.units {
        units.push(UnitHits {
            hits: matching.hits(unit.expr, Some(matched))?,
            weight: unit.weight * rarity.get(unit.expr),
            leads: false,
            at: 0,
        });
        if let Some((typed, weight)) = led(matching, unit, rarity, ranking)? {
            units.push(UnitHits {
                hits: Arc::new(typed),
                weight,
                leads: true,
                at: 0,
            });
        }
    }
    let asked = units.iter().filter(|unit| !unit.leads);
    let whole = asked.map(|unit| unit.weight).sum();
    let mut sums = vec![Sum::default(); STRETCH];
    let mut rest = matched;
    while let Some(&first) = rest.first() {
        let base = first as usize / STRETCH * STRETCH;
        let end = (base + STRETCH) as DocId;
        segment.stop.heed()?;
        sums.fill(Sum::default());
        for unit in &mut units {
            scorer.add(unit, base as DocId..end, &mut sums);
        }
        let (here, behind) = rest.split_at(rest.partition_point(|&doc| doc < end));
        for &doc in here {
            let sum = sums.get(doc as usize - base).copied().unwrap_or_default();
            // Without the headline, completeness only lowers a score.
            if sum.held.in_title > 0.0 || !best.beats(sum.score) {
                best.offer(segment, doc, ranking.completed(sum, whole))?;
            }
        }
        rest = behind;
    }
    Ok(())
}

/// How many times as much a word as typed adds that is all of a query: no headline with another word comes before it then. Beside other
/// words more than once costs; see `docs/ranking.md`.
const ALONE: f32 = 8.0;

/// Where a unit stands as it was typed, and what that adds; `None` where it mostly does.
fn led(
    matching: &Matching<'_>,
    unit: &Unit,
    rarity: &Rarity,
    ranking: &Ranking,
) -> Result<Option<(Hits, f32)>> {
    let alone = matching.plan.units.len() == 1;
    let times = if alone { ALONE } else { 1.0 };
    let weight = unit.weight * rarity.lead(unit.expr) * ranking.typed_lead * times;
    match matching.plan.exprs.get(unit.expr) {
        Some(Expr::Leaf(leaf)) if weight > 0.0 => Ok(Some((matching.typed(*leaf)?, weight))),
        _ => Ok(None),
    }
}

/// Accounts for the score of one matching article, its passages left out.
///
/// The parts have neither text nor number of articles yet.
pub(super) fn account(
    matching: &Matching<'_>,
    doc: DocId,
    rarity: &Rarity,
    totals: Totals,
    ranking: &Ranking,
) -> Result<Why> {
    let scorer = Scorer::new(matching.segment, totals, ranking)?;
    let (mut sum, mut whole) = (Sum::default(), 0.0);
    let mut parts = Vec::with_capacity(matching.plan.units.len());
    for unit in &matching.plan.units {
        let weight = unit.weight * rarity.get(unit.expr);
        let hits = matching.hits(unit.expr, Some(&[doc]))?;
        let (in_title, in_text) = hits.times(doc);
        let before = sum.score;
        if in_title > 0 || in_text > 0 {
            scorer.add_one(doc, in_title, in_text, weight, &mut sum);
        }
        if let Some((typed, weight)) = led(matching, unit, rarity, ranking)? {
            let (in_title, in_text) = typed.times(doc);
            sum.score += scorer.points(doc, in_title, in_text, weight);
        }
        whole += weight;
        parts.push(WhyPart {
            text: String::new(),
            articles: 0,
            in_title: u32::from(in_title),
            in_text: u32::from(in_text),
            points: sum.score - before,
        });
    }
    let completed = ranking.completed(sum, whole);
    let only_words = Share {
        in_title: 0.0,
        ..sum.held
    };
    let covered = ranking.completed(
        Sum {
            held: only_words,
            ..sum
        },
        whole,
    );
    let share = |part: f32, of: f32| if of > 0.0 { part / of } else { 1.0 };
    Ok(Why {
        parts,
        words: sum.score,
        share: share(sum.held.anywhere, whole),
        coverage: share(covered, sum.score),
        headline: completed - covered,
        passage: 0.0,
        related: 0.0,
        age: 1.0,
        score: completed,
    })
}

/// The hits of a unit, read once from the first article to the last.
struct UnitHits {
    hits: Arc<Hits>,
    weight: f32,
    /// Whether it only adds to the score of a word, as it was typed.
    leads: bool,
    at: usize,
}

struct Scorer<'a> {
    title: Lengths,
    body: Lengths,
    ranking: &'a Ranking,
}

impl<'a> Scorer<'a> {
    fn new(segment: &Segment, totals: Totals, ranking: &'a Ranking) -> Result<Self> {
        let lengths = |part, tokens, share| {
            let reader = segment.lengths(part)?;
            Ok(Lengths::new(reader, tokens, totals.articles, share))
        };
        Ok(Self {
            title: lengths(Part::Title, totals.title_tokens, ranking.title_length)?,
            body: lengths(Part::Body, totals.body_tokens, ranking.text_length)?,
            ranking,
        })
    }

    /// Adds what a unit gives to the articles of a stretch.
    fn add(&self, unit: &mut UnitHits, stretch: Range<DocId>, sums: &mut [Sum]) {
        let Hits { docs, title, body } = unit.hits.as_ref();
        let rest = docs.get(unit.at..).unwrap_or_default();
        let from = unit.at + leap(rest, stretch.start);
        let rest = docs.get(from..).unwrap_or_default();
        let to = from + leap(rest, stretch.end);
        unit.at = to;
        let (Some(docs), Some(title), Some(body)) =
            (docs.get(from..to), title.get(from..to), body.get(from..to))
        else {
            return;
        };
        for ((&doc, &in_title), &in_body) in docs.iter().zip(title).zip(body) {
            match sums.get_mut((doc - stretch.start) as usize) {
                Some(sum) if unit.leads => {
                    sum.score += self.points(doc, in_title, in_body, unit.weight);
                }
                Some(sum) => self.add_one(doc, in_title, in_body, unit.weight, sum),
                None => {}
            }
        }
    }

    fn add_one(&self, doc: DocId, in_title: u16, in_body: u16, weight: f32, sum: &mut Sum) {
        if in_title > 0 {
            sum.held.in_title += weight;
        }
        sum.score += self.points(doc, in_title, in_body, weight);
        sum.held.anywhere += weight;
    }

    /// What so many places in headline and text give; nothing for none.
    fn points(&self, doc: DocId, in_title: u16, in_body: u16, weight: f32) -> f32 {
        let ranking = self.ranking;
        let mut times = 0.0;
        if in_body > 0 {
            times += f32::from(in_body) * self.body.factor(doc);
        }
        if in_title > 0 {
            times += ranking.title_weight * f32::from(in_title) * self.title.factor(doc);
        }
        weight * (ranking.k1 + 1.0) * times / (ranking.k1 + times)
    }
}
