//! Reads the labelled pages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use newsdex::page::{self, Form, Page};
use newsdex::read::RawPage;
use serde::Deserialize;

use crate::label;

/// One page with what is known to be right.
pub struct Doc {
    pub set: String,
    pub id: String,
    pub page: Page,
    pub gold: String,
    pub suspect: bool,
    /// One a block; of weight 0 where nothing is known.
    pub labels: Vec<label::Truth>,
    /// Which fold its site belongs to.
    pub fold: usize,
}

/// Parts into which sites are divided for cross-validation.
pub const FOLDS: usize = 3;

fn fold_of(site: &str) -> usize {
    let hash = site
        .bytes()
        .fold(5381_u64, |hash, b| hash.wrapping_mul(33) ^ u64::from(b));
    ((hash ^ (hash >> 17)) % FOLDS as u64) as usize
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    #[serde(rename = "suspect_gold")]
    suspect: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Lines {
    id: String,
    lines: Vec<label::Line>,
}

/// Reads the pages of one set in one form.
pub fn read(data: &Path, set: &str, form: Form) -> Result<Vec<Doc>> {
    let folder = data.join(set);
    let lines: Vec<Lines> = records(&folder.join("lines.jsonl")).unwrap_or_default();
    let lines: std::collections::HashMap<String, Vec<label::Line>> =
        lines.into_iter().map(|l| (l.id, l.lines)).collect();
    let mut docs = Vec::new();
    for gold in records::<Gold>(&folder.join("gold.jsonl"))? {
        let ending = if form == Form::Html { "html" } else { "txt" };
        let Ok(bytes) = fs::read(folder.join(format!("{}.{ending}", gold.id))) else {
            continue;
        };
        let site = gold
            .site
            .unwrap_or_default()
            .trim_start_matches("www.")
            .to_lowercase();
        let page = parse(&format!("{set}/{site}/{}", gold.id), form, bytes);
        let text = gold.text.unwrap_or_default();
        let labels = lines
            .get(&gold.id)
            .map(|lines| label::blocks(&page, lines, &text));
        let labels = labels.unwrap_or_else(|| vec![label::Truth::default(); page.blocks.len()]);
        let suspect = gold.suspect.is_some_and(|v| {
            !matches!(v, serde_json::Value::Null | serde_json::Value::Bool(false))
        });
        let fold = fold_of(&site);
        docs.push(Doc {
            fold,
            set: set.to_owned(),
            id: gold.id,
            page,
            gold: text,
            suspect,
            labels,
        });
    }
    Ok(docs)
}

fn parse(path: &str, form: Form, bytes: Vec<u8>) -> Page {
    let charset = Some("utf-8".to_owned());
    page::parse(
        RawPage {
            path: path.to_owned(),
            member: None,
            form,
            bytes,
            charset,
            claims: Vec::new(),
        },
        &page::Limits::default(),
    )
}

fn records<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .map(|line| serde_json::from_str(line).with_context(|| path.display().to_string()))
        .collect()
}
