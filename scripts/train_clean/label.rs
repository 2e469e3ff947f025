//! What each block of a page should be, from the labelled lines of its dump and the gold text.

use std::collections::{HashMap, HashSet};

use newsdex::page::{Form, Page};
use serde::Deserialize;

use crate::measure::{shingles, tokens};

/// A line of the dump: 1 article, 0 frame, 2 copy of the headline.
#[derive(Deserialize)]
pub struct Line {
    pub text: String,
    pub label: u8,
}

/// What a block is, and how much that should count, by its length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Truth {
    pub body: bool,
    pub headline: bool,
    pub weight: f32,
}

/// How far ahead a line is looked for when dump and blocks differ.
const AHEAD: usize = 60;

/// The truth about each block of `page`.
pub fn blocks(page: &Page, lines: &[Line], gold: &str) -> Vec<Truth> {
    let labels = match page.form {
        Form::Text => in_order(page, lines),
        Form::Html => by_text(page, lines, gold),
    };
    let size = tokens(gold).len() as f32;
    let factor = (500.0 / (size + 200.0)).powf(0.4);
    let truth = |(block, label): (&newsdex::page::Block, Option<u8>)| {
        let count = tokens(&block.text).len() as f32;
        let weight = match label {
            None => 0.0,
            Some(2) => 0.5,
            Some(_) => 1.0,
        };
        Truth {
            body: label == Some(1),
            headline: label == Some(2),
            weight: weight * factor * (0.5 + count.powf(0.6)),
        }
    };
    page.blocks.iter().zip(labels).map(truth).collect()
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Lines and blocks are the same text in the same order; a block may join several lines.
fn in_order(page: &Page, lines: &[Line]) -> Vec<Option<u8>> {
    let folded: Vec<String> = lines.iter().map(|line| fold(&line.text)).collect();
    let mut at = 0;
    let mut label = |text: &str| {
        let text = fold(text);
        let begins = |i: &usize| !folded[*i].is_empty() && text.starts_with(&folded[*i]);
        let first = (at..folded.len().min(at + AHEAD)).find(|i| folded[*i] == text || begins(i))?;
        let (mut rest, mut end) = (text.as_str(), first);
        while end < folded.len() && !rest.is_empty() {
            let Some(left) = rest.strip_prefix(folded[end].as_str()) else {
                break;
            };
            (rest, end) = (left, end + 1);
        }
        if !rest.is_empty() {
            return None;
        }
        at = end.max(first + 1);
        let label = lines[first].label;
        lines[first..at]
            .iter()
            .all(|line| line.label == label)
            .then_some(label)
    };
    page.blocks.iter().map(|block| label(&block.text)).collect()
}

/// Lines by their text; what no line says is asked of the gold text.
fn by_text(page: &Page, lines: &[Line], gold: &str) -> Vec<Option<u8>> {
    let mut by_text: HashMap<String, Vec<u8>> = HashMap::new();
    for line in lines {
        by_text
            .entry(fold(&line.text))
            .or_default()
            .push(line.label);
    }
    let mut copies: HashMap<String, usize> = HashMap::new();
    for block in &page.blocks {
        *copies.entry(fold(&block.text)).or_default() += 1;
    }
    let gold: HashSet<u64> = shingles(gold).into_keys().collect();
    let mut met: HashMap<String, usize> = HashMap::new();
    let mut label = |text: &str| {
        let key = fold(text);
        let nth = met.entry(key.clone()).or_default();
        *nth += 1;
        let Some(labels) = by_text.get(&key) else {
            return contained(text, &gold);
        };
        if labels.iter().all(|l| *l == labels[0]) {
            Some(labels[0])
        } else if copies[&key] == labels.len() {
            labels.get(*nth - 1).copied()
        } else {
            None
        }
    };
    page.blocks.iter().map(|block| label(&block.text)).collect()
}

/// Article if nearly all of its shingles are, frame if nearly none; too short to tell otherwise.
fn contained(text: &str, gold: &HashSet<u64>) -> Option<u8> {
    if tokens(text).len() < 4 {
        return None;
    }
    let own = shingles(text);
    let inside = own.keys().filter(|s| gold.contains(*s)).count() * 10;
    if inside >= own.len() * 8 {
        Some(1)
    } else if inside <= own.len() * 2 {
        Some(0)
    } else {
        None
    }
}
