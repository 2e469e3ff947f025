//! Words that the best articles share, for the order of the others: relevance feedback without a judge.
//!
//! A question names some words of what it asks for; articles that answer it share more. The best few articles give their telling words, weighed by
//! the scores of these articles (Lavrenko and Croft 2001, Rocchio 1971), and articles among the best hundred that hold
//! them are raised. What matches and what is marked stays as it was. Where the best article holds all of the query, the query has said
//! what it looks for, and nothing is added.

use rustc_hash::FxHashMap;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED};

use crate::analysis::{Tokens, is_stop_word, key_of, stem};
use crate::error::Result;
use crate::search::engine;
use crate::search::order::Candidate;
use crate::search::rarity::{Totals, idf};
use crate::search::scoring::{Lengths, Ranking};
use crate::search::segment::{Part, Segment};

use super::view::of_segment;
use super::{Prepared, View};

/// Parts of a query from which on it says enough to be helped.
const LEAST: usize = 3;
/// The article whose score, beside that of the best, tells how far apart scores lie.
const SPREAD: usize = 49;
/// Of the words by how often they stand in the best articles, so many are looked up for how rare they are, per word that is taken.
const LOOKED_UP: usize = 8;
/// A word that more than one in so many articles hold tells nothing.
const COMMON: u64 = 5;
/// Languages of the index whose words without a subject are passed over.
const LANGUAGES: usize = 3;

/// A word of the best articles in all forms that stand there.
#[derive(Debug, PartialEq)]
struct Telling {
    forms: Vec<String>,
    /// How rare it is.
    rarity: f32,
    /// What it weighs beside the others; all of them together 1.
    weight: f32,
}

impl View {
    /// What words of the best articles add to each candidate; nothing where the query needs no help. The candidates are in order; `whole` says
    /// whether the first holds all of the query together.
    pub(super) fn related(
        &self,
        prepared: &Prepared,
        best: &[Candidate],
        whole: bool,
        totals: Totals,
        ranking: &Ranking,
    ) -> Result<Vec<f32>> {
        let few = best.len() <= ranking.related_articles;
        if whole || few || ranking.related_share <= 0.0 || prepared.plan.optional.len() < LEAST {
            return Ok(Vec::new());
        }
        let telling = self.telling_of(prepared, best, totals, ranking)?;
        let mut points = vec![0.0; best.len()];
        for (number, segment) in self.segments.iter().enumerate() {
            let (own, docs) = of_segment(best, number);
            let weigh = Weigh::new(segment, totals, ranking)?;
            for word in &telling {
                weigh.add(word, &docs, &mut |at, more| {
                    if let Some(slot) = own.get(at).and_then(|&at| points.get_mut(at)) {
                        *slot += more;
                    }
                })?;
            }
        }
        let most = points.iter().copied().fold(0.0, f32::max);
        let score = |at: usize| best.get(at).map_or(0.0, |candidate| candidate.score);
        let spread = score(0) - score(SPREAD.min(best.len() - 1));
        if most > 0.0 {
            for (point, candidate) in points.iter_mut().zip(best) {
                *point *= ranking.related_share * spread * candidate.left / most;
            }
        }
        Ok(points)
    }

    /// The words that tell most of the first articles and are not the query's own.
    fn telling_of(
        &self,
        prepared: &Prepared,
        best: &[Candidate],
        totals: Totals,
        ranking: &Ranking,
    ) -> Result<Vec<Telling>> {
        let first = best.get(..ranking.related_articles).unwrap_or(best);
        let all: f32 = first.iter().map(|candidate| candidate.score).sum();
        let mut weights: FxHashMap<String, f32> = FxHashMap::default();
        for candidate in first {
            self.stop.heed()?;
            let share = candidate.score / all.max(f32::MIN_POSITIVE);
            self.count(candidate, share, totals, ranking, &mut weights)?;
        }
        let languages = self.languages.get(..LANGUAGES).unwrap_or(&self.languages);
        let tells = |term: &str| {
            let key = key_of(term);
            key.chars().nth(1).is_some() && !languages.iter().any(|code| is_stop_word(code, key))
        };
        let mut words: Vec<(String, f32)> = weights.into_iter().collect();
        words.retain(|(term, _)| tells(term));
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(LOOKED_UP * ranking.related_words);
        let mut words = self.weighed(by_stem(words, self.language_of(first)?), totals)?;
        words.sort_by(|a, b| {
            b.weight
                .total_cmp(&a.weight)
                .then_with(|| a.forms.cmp(&b.forms))
        });
        let is_own = |term: &String| prepared.matchers.iter().any(|word| word.accepts(term) != 0);
        let others = words
            .into_iter()
            .filter(|word| !word.forms.iter().any(is_own));
        let mut taken: Vec<Telling> = others.take(ranking.related_words).collect();
        let whole: f32 = taken.iter().map(|word| word.weight).sum();
        for word in &mut taken {
            word.weight /= whole;
        }
        Ok(taken)
    }

    /// The language of the first of these articles.
    fn language_of(&self, articles: &[Candidate]) -> Result<&str> {
        let Some(first) = articles.first() else {
            return Ok("");
        };
        let Some(segment) = self.segments.get(first.segment) else {
            return Ok("");
        };
        let of_all = segment.languages(&self.languages)?;
        let at = of_all.get(first.doc as usize).copied();
        let language = at.and_then(|at| self.languages.get(usize::from(at)));
        Ok(language.map_or("", String::as_str))
    }

    /// Weighs words by how rare they are; without those that stand nowhere else, or nearly everywhere.
    fn weighed(&self, words: Vec<(Vec<String>, f32)>, totals: Totals) -> Result<Vec<Telling>> {
        let mut found = Vec::with_capacity(words.len());
        for (forms, weight) in words {
            let mut holding = 0;
            for form in &forms {
                holding += self.holding(form)?;
            }
            if holding > 1 && COMMON * holding <= totals.articles {
                let rarity = idf(holding, totals.articles);
                found.push(Telling {
                    forms,
                    rarity,
                    weight: weight * rarity,
                });
            }
        }
        Ok(found)
    }

    /// Adds the words of the start of an article, each by its saturated count.
    fn count(
        &self,
        candidate: &Candidate,
        share: f32,
        totals: Totals,
        ranking: &Ranking,
        weights: &mut FxHashMap<String, f32>,
    ) -> Result<()> {
        let stored = self.brief(candidate.segment, candidate.doc)?;
        let mut times: FxHashMap<String, f32> = FxHashMap::default();
        let mut words = 0;
        for part in [stored.title(), stored.text()] {
            let mut tokens = Tokens::new(part);
            while words < ranking.related_start {
                let Some(token) = tokens.next_token() else {
                    break;
                };
                words += 1;
                match times.get_mut(token.term) {
                    Some(count) => *count += 1.0,
                    None => {
                        times.insert(token.term.to_owned(), 1.0);
                    }
                }
            }
        }
        let average = totals.body_tokens as f32 / totals.articles.max(1) as f32;
        let length =
            1.0 - ranking.text_length + ranking.text_length * words as f32 / average.max(1.0);
        for (term, count) in times {
            *weights.entry(term).or_default() += share * count / (count + ranking.k1 * length);
        }
        Ok(())
    }
}

/// Words with their forms, each with the sum of what its forms weigh.
fn by_stem(words: Vec<(String, f32)>, language: &str) -> Vec<(Vec<String>, f32)> {
    let mut found: Vec<(Vec<String>, f32)> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (term, weight) in words {
        let at = *places
            .entry(stem(language, key_of(&term)).into_owned())
            .or_insert(found.len());
        match found.get_mut(at) {
            Some((forms, sum)) => {
                forms.push(term);
                *sum += weight;
            }
            None => found.push((vec![term], weight)),
        }
    }
    found
}

/// Gives the articles of one segment what a word is worth in them.
struct Weigh<'a> {
    segment: &'a Segment,
    lengths: Lengths,
    k1: f32,
}

impl<'a> Weigh<'a> {
    fn new(segment: &'a Segment, totals: Totals, ranking: &Ranking) -> Result<Self> {
        let reader = segment.lengths(Part::Body)?;
        let (tokens, articles) = (totals.body_tokens, totals.articles);
        Ok(Self {
            segment,
            lengths: Lengths::new(reader, tokens, articles, ranking.text_length),
            k1: ranking.k1,
        })
    }

    /// Tells the places in the list of those articles, ascending, that hold the word, and what it is worth there.
    fn add(&self, word: &Telling, docs: &[u32], see: &mut dyn FnMut(usize, f32)) -> Result<()> {
        let mut times = vec![0; docs.len()];
        for form in &word.forms {
            self.times(form, docs, &mut times)?;
        }
        for (at, (&doc, times)) in docs
            .iter()
            .zip(times)
            .enumerate()
            .filter(|(_, (_, times))| *times > 0)
        {
            let times = times as f32 * self.lengths.factor(doc);
            see(
                at,
                word.weight * word.rarity * (self.k1 + 1.0) * times / (self.k1 + times),
            );
        }
        Ok(())
    }

    /// Adds how often a form stands in each of those articles.
    fn times(&self, form: &str, docs: &[u32], times: &mut [u32]) -> Result<()> {
        let inverted = self.segment.postings(Part::Body)?;
        let found = inverted.terms().get(form.as_bytes()).map_err(engine)?;
        let Some(info) = found else {
            return Ok(());
        };
        let mut postings = inverted
            .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)
            .map_err(engine)?;
        for (&doc, times) in docs.iter().zip(times) {
            if postings.doc() < doc && postings.seek(doc) == TERMINATED {
                break;
            }
            if postings.doc() == doc {
                *times += postings.term_freq();
            }
        }
        Ok(())
    }
}
