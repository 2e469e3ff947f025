//! Trains the weights of the cleaner and measures them by cross-validation over sites.
//!
//! Usage: `train-clean DATA [--form text|html|both] [--trees N] [--quick] [--save FILE] [--weights FILE] [--predictions FILE]`, see `docs/cleaning.md`.

mod compose;
mod data;
mod grow;
mod label;
mod measure;
mod report;
mod stack;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use newsdex::clean::Weights;
use newsdex::page::Form;

/// Sets whose licences allow weights to be published, and whose pages teach.
pub const TEACH: [&str; 5] = [
    "scrapinghub",
    "fundus_eval",
    "newspaper4k",
    "fundus_tests",
    "wcxb_article",
];
/// Sets that only test.
pub const TEST: [&str; 4] = ["l3s_gn1", "daniel", "big9", "cleanportal"];

/// What the command line asks for.
#[derive(Debug)]
pub struct Options {
    /// The folder of the sets.
    pub data: PathBuf,
    /// A folder of articles without frames.
    pub written: PathBuf,
    /// Markup, text dumps, or both.
    pub forms: Vec<Form>,
    /// Where the weights go.
    pub save: Option<PathBuf>,
    /// Where predictions go, for the set's own scorer.
    pub predictions: Option<PathBuf>,
    /// Trees of a forest.
    pub trees: usize,
    /// Without the folds: only the final weights.
    pub quick: bool,
    /// Judges every page by these weights, and trains nothing.
    pub weights: Option<PathBuf>,
    /// A folder for the weights of the folds: written by training, read where nothing is trained.
    pub folds: Option<PathBuf>,
}

fn options() -> Result<Options> {
    let mut arguments = std::env::args().skip(1);
    let data: PathBuf = arguments
        .next()
        .context("which folder holds the sets?")?
        .into();
    let written = data.join("../entities/written");
    let mut options = Options {
        data,
        written,
        forms: vec![Form::Text, Form::Html],
        save: None,
        predictions: None,
        trees: 300,
        quick: false,
        weights: None,
        folds: None,
    };
    while let Some(name) = arguments.next() {
        if name == "--quick" {
            options.quick = true;
            continue;
        }
        let value = arguments
            .next()
            .with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--form" if value == "text" => options.forms = vec![Form::Text],
            "--form" if value == "html" => options.forms = vec![Form::Html],
            "--form" => {}
            "--save" => options.save = Some(value.into()),
            "--predictions" => options.predictions = Some(value.into()),
            "--weights" => options.weights = Some(value.into()),
            "--folds" => options.folds = Some(value.into()),
            "--trees" => options.trees = value.parse()?,
            _ => bail!("unknown option {name}"),
        }
    }
    Ok(options)
}

fn main() -> Result<()> {
    let options = options()?;
    rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build_global()?;
    let pages = stack::Pages::read(&options)?;
    let (weights, judged) = match &options.weights {
        Some(path) => {
            let folds = options.folds.as_deref();
            let folds = folds.map_or_else(|| Ok(Vec::new()), stack::read_folds)?;
            stack::judge(&pages, Weights::load(&std::fs::read(path)?)?, folds)
        }
        None => stack::train(&pages, &options)?,
    };
    report::table(&pages, &judged);
    if let Some(path) = &options.predictions {
        report::predictions(&pages, &judged, path)?;
    }
    if let Some(path) = &options.save {
        std::fs::write(path, weights.save())?;
    }
    Ok(())
}
