//! Trains the tagger's weights: those that ship, and a user's own; see `docs/entities.md`.
//!
//! In: marked articles and `CoNLL` columns. Out: a packed model. Invariant: the same data and settings give the same bytes.

pub mod corpus;
pub mod crf;
pub mod examples;
pub mod given;
pub mod joined;
pub mod measure;

use std::io::{BufRead, Write};
use std::path::Path;

use corpus::Sample;
use crf::{Crf, Settings};
use examples::{Bank, Example};

use super::document::Document;
use super::language::Family;
use super::mention::How;
use super::model::Model;
use super::slips::Makers;
use super::support::Support;
use super::word::Studied;
use super::{cluster, gazetteer, mention, merge, own, tagger};

/// Trains on samples and returns the model that ships.
pub fn train(samples: &[Sample], settings: &Settings, log: &mut dyn FnMut(String)) -> Model {
    let (mut bank, mut examples) = Bank::gather(samples, settings.rarest);
    log(format!(
        "{} examples, {} features",
        examples.len(),
        bank.len()
    ));
    add_votes(samples, &mut examples, &mut bank, settings, log);
    let everything: Vec<&Example> = examples.iter().collect();
    let mut crf = Crf::new(bank.len());
    crf.fit(&everything, settings, settings.epochs, log);
    quantise(&crf, &bank, settings)
}

/// Gives every example the votes of a first pass by a model that was not trained on its article.
fn add_votes(
    samples: &[Sample],
    examples: &mut [Example],
    bank: &mut Bank,
    settings: &Settings,
    log: &mut dyn FnMut(String),
) {
    const FOLDS: usize = 2;
    let models: Vec<Model> = (0..FOLDS)
        .map(|fold| {
            let others: Vec<&Example> = examples
                .iter()
                .filter(|e| e.sample % FOLDS != fold)
                .collect();
            let mut crf = Crf::new(bank.len());
            crf.fit(&others, settings, settings.fold_epochs, log);
            quantise(
                &crf,
                bank,
                &Settings {
                    bits: 17,
                    ..settings.clone()
                },
            )
        })
        .collect();
    examples::add_votes(samples, examples, bank, |sample| &models[sample % FOLDS]);
}

fn quantise(crf: &Crf, bank: &Bank, settings: &Settings) -> Model {
    let mut order: Vec<(f32, usize)> = crf
        .rows()
        .iter()
        .enumerate()
        .map(|(id, row)| (row.iter().fold(0.0_f32, |m, w| m.max(w.abs())), id))
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let largest = settings.largest_weight;
    let unit = largest / 127.0;
    let coarse = unit * settings.step;
    let round = |w: f32| ((w / coarse).round() * settings.step).clamp(-127.0, 127.0);
    let mut model = Model::with_bits(settings.bits);
    for &(weight, id) in &order {
        if weight < settings.least_weight.max(unit / 2.0) {
            break;
        }
        model.insert(bank.hash(id), crf.rows()[id].map(|w| round(w) as i8));
    }
    for (to, from) in model
        .transitions
        .iter_mut()
        .flatten()
        .zip(crf.transitions().iter().flatten())
    {
        *to = (from / unit).round().clamp(-8000.0, 8000.0) as i16;
    }
    model
}

/// All training data below a folder (`written`, `train`): what to train on, with copies in other casing, and every `hold`th written article held out (0: none).
///
/// # Errors
/// When something cannot be read.
pub fn gather(
    data: &Path,
    other_weight: f32,
    hold: usize,
) -> std::io::Result<(Vec<Sample>, Vec<Sample>)> {
    let written = corpus::read_written(&data.join("written"))?;
    let (kept_back, given): (Vec<_>, Vec<_>) = written
        .into_iter()
        .enumerate()
        .partition(|(n, _)| hold > 0 && n % hold == hold - 1);
    let mut files: Vec<_> = std::fs::read_dir(data.join("train"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut others = Vec::new();
    for file in files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "bio"))
    {
        others.extend(corpus::read_columns(file, other_weight)?);
    }
    let mut all: Vec<Sample> = given.into_iter().map(|(_, s)| s).collect();
    all.extend(others);
    // For English there are weights of their own for such lines.
    let copies = recased(&all);
    all.extend(copies.into_iter().filter(|copy| copy.language != "en"));
    Ok((all, kept_back.into_iter().map(|(_, s)| s).collect()))
}

/// English texts, each put in title case or in capitals as a whole.
pub fn headlines(samples: &[Sample]) -> Vec<Sample> {
    let numbered = samples.iter().enumerate();
    let english = numbered.filter(|(_, s)| s.language == "en" && s.only_lines.is_empty());
    english
        .map(|(n, s)| corpus::as_headlines(s, n as u64))
        .collect()
}

/// Copies of samples in other casing.
fn recased(samples: &[Sample]) -> Vec<Sample> {
    let numbered = samples.iter().enumerate();
    let copies = numbered.filter_map(|(n, s)| corpus::recased(s, n as u64 + 1));
    copies.collect()
}

/// Trains on a user's own samples, and packs the weights with the languages they were learned from.
///
/// # Errors
/// When the packer fails.
pub fn train_own(
    mut samples: Vec<Sample>,
    settings: &Settings,
    log: &mut dyn FnMut(String),
) -> std::io::Result<(Model, Vec<u8>)> {
    let mut languages: Vec<String> = samples.iter().map(|s| s.language.clone()).collect();
    languages.sort_unstable();
    languages.dedup();
    samples.extend(recased(&samples));
    let model = train(&samples, settings, log);
    let bytes = own::packed(&languages, &model)?;
    Ok((model, bytes))
}

/// Words kept of each language's list, most frequent first.
const CLUSTER_WORDS: [(&str, usize); 3] = [
    ("brown_en.tsv", 60_000),
    ("brown_de.tsv", 400_000),
    ("brown_es.tsv", 250_000),
];

/// Packs the word clusters of a folder.
///
/// # Errors
/// When a list cannot be read.
pub fn pack_clusters(folder: &Path) -> std::io::Result<Vec<u8>> {
    let mut languages = Vec::new();
    for (name, words) in CLUSTER_WORDS {
        let list = std::fs::read_to_string(folder.join(name))?;
        let entries = list
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(path, word)| Some((gazetteer::hash(word), cluster::Path::parse(path)?)));
        languages.push(entries.take(words).collect());
    }
    cluster::pack(&languages)
}

/// Reads `{"id", "text"}` a line and writes `{"id", "mentions"}` a line as the scorer wants them: character offsets, type, merged name.
///
/// # Errors
/// When a line is not such an object, or reading or writing fails.
pub fn tag_lines(
    weights: &[u8],
    input: impl BufRead,
    mut output: impl Write,
) -> anyhow::Result<()> {
    let model = &Model::from_bytes(weights)?;
    for line in input.lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let (text, language) = (
            value["text"].as_str().unwrap_or_default(),
            value["lang"].as_str().unwrap_or("en"),
        );
        let document = Document::read(text, Family::of(language), &mut Studied::default());
        let found = mention::mentions(
            &tagger::tag(&document, model.into(), &mut tagger::Recent::default()),
            &document,
            text,
            0,
            How {
                language,
                support: Support::of(language),
                makers: Makers::Kept,
            },
        );
        let names = merge::names_of(&found, language);
        let chars = |byte: u32| text[..byte as usize].chars().count();
        let mentions: Vec<_> = found
            .iter()
            .zip(names)
            .filter_map(|(m, name)| m.range.map(|(start, end)| (m, name, chars(start), chars(end))))
            .map(|(m, name, start, end)| serde_json::json!({"start": start, "end": end, "type": corpus::kind_name(m.kind as usize), "value": name}))
            .collect();
        writeln!(
            output,
            "{}",
            serde_json::json!({"id": value["id"], "mentions": mentions})
        )?;
    }
    Ok(())
}
