//! The two forests on top of each other, with folds over sites.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use newsdex::clean::columns::{Column, Columns};
use newsdex::clean::forest::Forest;
use newsdex::clean::{Cleaned, Cleaner, Evidence, SiteMemory, Weights, second, site_key};
use newsdex::page::Form;
use rayon::prelude::*;

use crate::compose;
use crate::data::{self, Doc, FOLDS};
use crate::grow::{self, Growth, Table, Target};
use crate::{Options, TEACH, TEST};

/// The first column that only the second look fills.
const SECOND: Column = Column::Score;

/// All pages, in all forms.
pub struct Pages {
    pub docs: Vec<Doc>,
    memories: BTreeMap<(String, bool), SiteMemory>,
}

/// A page as the classifier sees it, with or without site memory.
pub struct Example {
    pub doc: usize,
    pub with_memory: bool,
    evidence: Evidence,
}

/// The verdicts on a page's blocks.
pub struct Judged {
    pub doc: usize,
    pub with_memory: bool,
    pub cleaned: Cleaned,
}

impl Pages {
    pub fn read(options: &Options) -> Result<Self> {
        let mut pages = Self {
            docs: Vec::new(),
            memories: BTreeMap::new(),
        };
        for form in &options.forms {
            for set in TEACH.iter().chain(&TEST) {
                pages.docs.extend(data::read(&options.data, set, *form)?);
            }
        }
        let made = compose::pages(
            &pages.docs.iter().filter(|d| teaches(d)).collect::<Vec<_>>(),
            &options.written,
        );
        pages.docs.extend(made.teach);
        for doc in pages.docs.iter().chain(&made.others) {
            let memory = pages
                .memories
                .entry((doc.set.clone(), doc.page.form == Form::Html))
                .or_default();
            memory.observe(&site_key(&doc.page), &doc.page);
        }
        Ok(pages)
    }

    /// What is known of the sites of a page's set, in its form.
    fn memory(&self, doc: usize) -> &SiteMemory {
        let doc = &self.docs[doc];
        &self.memories[&(doc.set.clone(), doc.page.form == Form::Html)]
    }

    fn examples(&self, teach: bool) -> Vec<Example> {
        let docs: Vec<usize> = (0..self.docs.len())
            .filter(|d| teaches(&self.docs[*d]) == teach)
            .collect();
        let nothing = SiteMemory::new();
        let both = |doc: &usize| {
            let page = &self.docs[*doc].page;
            let memory = self.memory(*doc);
            let with = Example {
                doc: *doc,
                with_memory: true,
                evidence: Evidence::of(page, memory),
            };
            let without = Example {
                doc: *doc,
                with_memory: false,
                evidence: Evidence::of(page, &nothing),
            };
            if teach && !with.evidence.remembers() {
                vec![without]
            } else {
                vec![without, with]
            }
        };
        docs.par_iter().flat_map_iter(both).collect()
    }
}

fn teaches(doc: &Doc) -> bool {
    doc.set == "made" || TEACH.contains(&doc.set.as_str())
}

/// Columns with the neighbours that are worth a look.
fn features(second: bool) -> Vec<(Column, i8)> {
    let columns = Column::ALL
        .iter()
        .copied()
        .filter(|c| second || *c < SECOND);
    columns
        .flat_map(|c| (-c.reach()..=c.reach()).map(move |offset| (c, offset)))
        .collect()
}

/// Trains, and judges every page: those that teach by forests that saw no page of their site.
pub fn train(pages: &Pages, options: &Options) -> Result<(Weights, Vec<Judged>)> {
    let mut taught = pages.examples(true);
    let folds: Vec<usize> = taught.iter().map(|e| pages.docs[e.doc].fold).collect();
    let body = targets(pages, &taught, |t| t.body);
    let first = Growth {
        trees: options.trees / 2,
        rate: 0.2,
        features: 0.2,
        damping: 8.0,
        seed: 1,
    };
    let then = Growth {
        trees: options.trees,
        rate: 0.1,
        features: 0.2,
        damping: 8.0,
        seed: 2,
    };
    let table = Table::of(taught.iter().map(columns));
    let stage = Stage {
        table: &table,
        targets: &body,
        folds: &folds,
        features: features(false),
        growth: first,
    };
    let (first, firsts) = stage.grow(!options.quick);
    for (example, fold) in taught.iter_mut().zip(&folds) {
        let scores = firsts
            .get(*fold)
            .unwrap_or(&first)
            .scores(&example.evidence.columns);
        second::fill(&mut example.evidence, &scores);
    }
    let table = Table::of(taught.iter().map(columns));
    let stage = Stage {
        table: &table,
        targets: &body,
        folds: &folds,
        features: features(true),
        growth: then,
    };
    let (second, seconds) = stage.grow(!options.quick);
    let headline = targets(pages, &taught, |t| t.headline);
    let small = Growth {
        trees: 80,
        rate: 0.2,
        features: 0.2,
        damping: 4.0,
        seed: 3,
    };
    let stage = Stage {
        table: &table,
        targets: &headline,
        folds: &folds,
        features: features(true),
        growth: small,
    };
    let (headline, headlines) = stage.grow(!options.quick);
    let weights = Weights {
        first,
        second,
        headline,
    };
    let parts = firsts.into_iter().zip(seconds).zip(headlines);
    let parts = parts.map(|((first, second), headline)| Weights {
        first,
        second,
        headline,
    });
    let parts: Vec<Weights> = parts.collect();
    if let Some(folder) = &options.folds {
        std::fs::create_dir_all(folder)?;
        for (fold, weights) in parts.iter().enumerate() {
            std::fs::write(folder.join(format!("fold{fold}.bin")), weights.save())?;
        }
    }
    Ok(judge_examples(pages, &taught, weights, parts))
}

/// The weights of the folds that training has written.
pub fn read_folds(folder: &Path) -> Result<Vec<Weights>> {
    let read = |fold| {
        Ok(Weights::load(&std::fs::read(
            folder.join(format!("fold{fold}.bin")),
        )?)?)
    };
    (0..FOLDS).map(read).collect()
}

/// Judges every page: by the same weights, or those that teach by the weights of the folds, if there are some.
pub fn judge(pages: &Pages, weights: Weights, folds: Vec<Weights>) -> (Weights, Vec<Judged>) {
    judge_examples(pages, &pages.examples(true), weights, folds)
}

fn judge_examples(
    pages: &Pages,
    taught: &[Example],
    weights: Weights,
    folds: Vec<Weights>,
) -> (Weights, Vec<Judged>) {
    let judges: Vec<Cleaner> = folds.into_iter().map(Cleaner::with).collect();
    let whole = Cleaner::with(weights.clone());
    let judge = |one: &Example| {
        let fold = pages.docs[one.doc].fold;
        judged(pages, one, judges.get(fold).unwrap_or(&whole))
    };
    let mut all: Vec<Judged> = taught.par_iter().map(judge).collect();
    let tests = pages.examples(false);
    all.par_extend(tests.par_iter().map(|one| judged(pages, one, &whole)));
    (weights, all)
}

/// What the whole cleaner makes of a page, with all its rules.
fn judged(pages: &Pages, example: &Example, cleaner: &Cleaner) -> Judged {
    let page = &pages.docs[example.doc].page;
    let nothing = SiteMemory::new();
    let memory = if example.with_memory {
        pages.memory(example.doc)
    } else {
        &nothing
    };
    Judged {
        doc: example.doc,
        with_memory: example.with_memory,
        cleaned: cleaner.clean(page, memory),
    }
}

fn columns(example: &Example) -> &Columns {
    &example.evidence.columns
}

fn targets(
    pages: &Pages,
    examples: &[Example],
    is: impl Fn(&crate::label::Truth) -> bool,
) -> Vec<Target> {
    let truths = examples.iter().flat_map(|e| &pages.docs[e.doc].labels);
    truths
        .map(|t| Target {
            is: f32::from(u8::from(is(t))),
            weight: t.weight,
        })
        .collect()
}

/// One forest to be grown: once on all rows, and once for each fold without it.
struct Stage<'a> {
    table: &'a Table,
    targets: &'a [Target],
    folds: &'a [usize],
    features: Vec<(Column, i8)>,
    growth: Growth,
}

impl Stage<'_> {
    fn grow(&self, folds: bool) -> (Forest, Vec<Forest>) {
        let whole = grow::forest(self.table, self.targets, &self.features, self.growth);
        let without = |fold: usize| {
            let rows = self.targets.iter().zip(&self.table.page);
            let kept = rows.map(|(t, page)| Target {
                weight: if self.folds[*page as usize] == fold {
                    0.0
                } else {
                    t.weight
                },
                ..*t
            });
            grow::forest(
                self.table,
                &kept.collect::<Vec<_>>(),
                &self.features,
                self.growth,
            )
        };
        (
            whole,
            if folds {
                (0..FOLDS).map(without).collect()
            } else {
                Vec::new()
            },
        )
    }
}
