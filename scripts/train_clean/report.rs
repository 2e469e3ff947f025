//! Prints the table and writes predictions for the sets' own scorer.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use newsdex::page::Form;

use crate::data::Doc;
use crate::measure::Score;
use crate::stack::{Judged, Pages};

fn kept_text(pages: &Pages, judged: &Judged) -> String {
    let page = &pages.docs[judged.doc].page;
    if let (true, Some(text)) = (judged.cleaned.from_data, &page.data_text) {
        return text.clone();
    }
    let blocks = page.blocks.iter().zip(&judged.cleaned.verdicts);
    let kept: Vec<&str> = blocks
        .filter(|(_, v)| v.kept)
        .map(|(block, _)| block.text.as_str())
        .collect();
    kept.join("\n")
}

/// The best that any choice of blocks could give.
fn perfect_text(doc: &Doc) -> String {
    let blocks = doc.page.blocks.iter().zip(&doc.labels);
    let kept: Vec<&str> = blocks
        .filter(|(_, t)| t.body)
        .map(|(block, _)| block.text.as_str())
        .collect();
    kept.join("\n")
}

/// A line for each set, form and use of memory: pages, precision, recall, F1, pages below .5.
pub fn table(pages: &Pages, judged: &[Judged]) {
    let mut scores: BTreeMap<(String, &str, bool), Score> = BTreeMap::new();
    let mut ceilings: BTreeMap<(String, &str), Score> = BTreeMap::new();
    for one in judged {
        let doc = &pages.docs[one.doc];
        if doc.suspect || doc.gold.is_empty() {
            continue;
        }
        let form = if doc.page.form == Form::Html {
            "html"
        } else {
            "text"
        };
        let known = one.with_memory || !judged.iter().any(|j| j.doc == one.doc && j.with_memory);
        if known {
            scores
                .entry((doc.set.clone(), form, true))
                .or_default()
                .add(&doc.gold, &kept_text(pages, one));
        }
        if one.with_memory {
            continue;
        }
        scores
            .entry((doc.set.clone(), form, false))
            .or_default()
            .add(&doc.gold, &kept_text(pages, one));
        if !one.with_memory && doc.labels.iter().any(|t| t.weight > 0.0) {
            ceilings
                .entry((doc.set.clone(), form))
                .or_default()
                .add(&doc.gold, &perfect_text(doc));
        }
    }
    for ((set, form), score) in ceilings {
        let (p, r, f) = score.means();
        println!(
            "{form} labels {set:14} {:4} pages  P {p:.3}  R {r:.3}  F1 {f:.3}  below .5: {}",
            score.pages, score.disasters
        );
    }
    for ((set, form, memory), score) in scores {
        let (p, r, f) = score.means();
        let memory = if memory { "memory" } else { "-" };
        println!(
            "{form} {memory:6} {set:14} {:4} pages  P {p:.3}  R {r:.3}  F1 {f:.3}  below .5: {}",
            score.pages, score.disasters
        );
    }
}

/// Writes one JSON object a page, with memory; two files if both forms were trained.
pub fn predictions(pages: &Pages, judged: &[Judged], path: &Path) -> Result<()> {
    for (form, ending) in [(Form::Text, "text"), (Form::Html, "html")] {
        let mut out = BufWriter::new(File::create(
            path.with_extension(format!("{ending}.jsonl")),
        )?);
        for one in judged
            .iter()
            .filter(|j| !pages.docs[j.doc].gold.is_empty() && pages.docs[j.doc].page.form == form)
        {
            let body: Vec<String> = one
                .cleaned
                .verdicts
                .iter()
                .map(|verdict| format!("{:.2}", verdict.body_probability))
                .collect();
            let doc = &pages.docs[one.doc];
            let blocks: Vec<&str> = doc.page.blocks.iter().map(|b| b.text.as_str()).collect();
            let truth: Vec<String> = doc
                .labels
                .iter()
                .map(|t| format!("{}{:.1}", u8::from(t.body), t.weight))
                .collect();
            let record = serde_json::json!({"id": doc.id, "text": kept_text(pages, one), "p": body.join(" "), "y": truth, "blocks": blocks});
            writeln!(out, "{record}")?;
        }
    }
    Ok(())
}
