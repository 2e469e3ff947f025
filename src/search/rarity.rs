//! How rare words are among all articles, and what that makes them weigh.

use crate::error::Result;
use crate::query::algebra::Expr;

use super::segment::{Part, Segment};

/// What is known of all articles together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Totals {
    pub articles: u64,
    pub title_tokens: u64,
    pub body_tokens: u64,
}

impl Totals {
    pub fn of(segments: &[Segment]) -> Result<Self> {
        let mut totals = Self::default();
        for segment in segments {
            totals.articles += u64::from(segment.reader.max_doc());
            totals.title_tokens += segment.postings(Part::Title)?.total_num_tokens();
            totals.body_tokens += segment.postings(Part::Body)?.total_num_tokens();
        }
        Ok(totals)
    }
}

/// How rare each expression's words are, by the number of articles that hold them.
pub(super) struct Rarity {
    exprs: Vec<f32>,
    /// How much rarer the word as typed is, where it is a small part of its forms.
    leads: Vec<f32>,
}

/// A word as typed is a small part of its forms where these are so many times as many.
pub(super) const SMALL: u64 = 5;

/// How many articles hold a leaf.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Held {
    /// In any form.
    pub all: u64,
    /// As typed.
    pub typed: u64,
}

impl Held {
    /// Whether most of what is found holds other words than the one that was typed.
    pub fn is_of_others(self) -> bool {
        self.typed > 0 && self.typed * SMALL < self.all
    }
}

impl Rarity {
    /// Counts the articles of every leaf over all segments.
    pub fn of(exprs: &[Expr], frequencies: &[Held], totals: Totals) -> Self {
        let leaves: Vec<f32> = frequencies
            .iter()
            .map(|held| idf(held.all, totals.articles))
            .collect();
        let lead = |expr: &Expr| {
            let Expr::Leaf(leaf) = expr else { return 0.0 };
            let held = frequencies.get(*leaf).filter(|held| held.is_of_others());
            held.map_or(0.0, |held| {
                idf(held.typed, totals.articles) - idf(held.all, totals.articles)
            })
        };
        Self {
            leads: exprs.iter().map(lead).collect(),
            exprs: exprs.iter().map(|expr| of_expr(expr, &leaves)).collect(),
        }
    }

    /// What an expression weighs more as it was typed; 0 if it is one like others.
    pub fn lead(&self, expr: usize) -> f32 {
        self.leads.get(expr).copied().unwrap_or(0.0)
    }

    pub fn get(&self, expr: usize) -> f32 {
        self.exprs.get(expr).copied().unwrap_or(0.0)
    }
}

/// How rare a word is that so many of all articles hold.
pub(super) fn idf(holding: u64, articles: u64) -> f32 {
    let (n, all) = (holding.min(articles) as f32, articles as f32);
    (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
}

fn of_expr(expr: &Expr, leaves: &[f32]) -> f32 {
    match expr {
        Expr::Leaf(leaf) => leaves.get(*leaf).copied().unwrap_or(0.0),
        Expr::Row { parts, .. } => parts
            .iter()
            .map(|&(_, leaf)| leaves.get(leaf).copied().unwrap_or(0.0))
            .sum(),
        Expr::Any(parts) => parts
            .iter()
            .map(|part| of_expr(part, leaves))
            .fold(0.0, f32::max),
        Expr::Near {
            negated: true,
            left: inner,
            ..
        }
        | Expr::First { inner, .. } => of_expr(inner, leaves),
        Expr::Near { left, right, .. } => of_expr(left, leaves) + of_expr(right, leaves),
    }
}
