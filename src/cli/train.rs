//! `newsdex train`: models of the user's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Outcome, Settings, Streams};
use crate::enrich::train::corpus::Sample;
use crate::enrich::train::crf;
use crate::enrich::train::given::{self, BadText};
use crate::enrich::train::{measure, train_own};
use crate::error::Error;
use crate::output::stats::size;

/// `newsdex train`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex train entities marked/ --out polish.model --lang pl
  newsdex help train entities     how texts are marked, and how to measure what was learned")]
pub struct TrainSaid {
    #[command(subcommand)]
    what: WhatSaid,
}

#[derive(Debug, Subcommand)]
enum WhatSaid {
    /// Learn names of people, organisations and places from marked texts
    Entities(TrainEntitiesSaid),
}

/// `newsdex train entities`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex train entities marked/ --out polish.model --lang pl
  newsdex train entities marked/ --out polish.model --hold 5     measure on every fifth text, too
  newsdex entities tag story.txt --entity-model polish.model
  newsdex index ~/pages --entity-model polish.model

Texts have their names marked: \u{27e6}PER Maria Santos\u{27e7} met \u{27e6}ORG ECB\u{27e7} officials in \u{27e6}LOC Lisbon\u{27e7}. Or they are columns, \
a word a line, with the tag in the last one (B-PER, I-PER, O; also IOB1, BIOES, BILOU), an empty line behind each sentence and \
-DOCSTART- before each text. The kinds are PER, ORG, LOC and MISC: names of any other kind, so that they are not taken for one \
of the three. If names of the fourth kind are marked nowhere in a file of columns, what is unmarked there may be one.

The language of a text is --lang, else two letters that its folder is called or its file's name begins with (de/001.txt, \
de-news.conll), else it is told from the text. The model is used for articles in the languages it was learned from; all \
others are left to the one that ships. Some 50 articles are a beginning; learning from 1,000 takes a quarter of a minute. The same texts give the same bytes.")]
struct TrainEntitiesSaid {
    /// Marked texts, or folders of them (.txt, .bio, .conll, .iob, .iob2, .tsv)
    #[arg(required = true, value_name = "DATA")]
    data: Vec<PathBuf>,
    /// The file to write; one that is there is left alone
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    /// The language of the texts [default: that in the name of file or folder, else told from each]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Keep every Nth text back, and say how well its names are found
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    hold: Option<u32>,
}

impl TrainSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        match &self.what {
            WhatSaid::Entities(said) => said.run(settings, streams),
        }
    }
}

impl TrainEntitiesSaid {
    fn run(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        // Before the work, not behind it.
        if !self.force && self.out.symlink_metadata().is_ok() {
            return Err(Error::Misuse {
                message: format!("{} is there already", self.out.display()),
                hint: "name a new file, or write over it with --force".to_owned(),
            }
            .into());
        }
        let samples = given::read(&self.data, self.lang.as_deref()).map_err(hinted)?;
        let names: usize = samples.iter().map(|sample| sample.names.len()).sum();
        if names == 0 {
            return Err(hinted(BadText::Unmarked(self.data[0].clone())).into());
        }
        if !settings.quiet {
            streams.note(&format!(
                "learning {names} names from {} ({})",
                texts(samples.len()),
                languages(&samples)
            ));
        }
        let (kept_back, samples) = self.divided(samples);
        let mut told = |line: String| {
            if settings.verbosity > 0 {
                streams.note(&line);
            }
        };
        let (model, bytes) = train_own(samples, &crf::Settings::default(), &mut told)?;
        write_whole(&self.out, &bytes)?;
        for line in measure::table(&measure::counts(&kept_back, &model)) {
            if !kept_back.is_empty() {
                streams.answer(&format!("{line}\n"))?;
            }
        }
        if !settings.quiet {
            let written = size(bytes.len() as u64);
            streams.note(&format!("{}: {written}", self.out.display()));
        }
        Ok(Outcome::Done)
    }

    /// The texts that are kept back, and the others.
    fn divided(&self, samples: Vec<Sample>) -> (Vec<Sample>, Vec<Sample>) {
        let Some(hold) = self.hold.map(|hold| hold as usize) else {
            return (Vec::new(), samples);
        };
        let numbered = samples.into_iter().enumerate();
        let (back, learned): (Vec<_>, Vec<_>) = numbered.partition(|(n, _)| n % hold == hold - 1);
        let texts = |numbered: Vec<(usize, Sample)>| numbered.into_iter().map(|(_, s)| s).collect();
        (texts(back), texts(learned))
    }
}

fn texts(number: usize) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} text{s}")
}

/// `de 55, fr 30`.
fn languages(samples: &[Sample]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in samples {
        *counts.entry(&sample.language).or_default() += 1;
    }
    let each: Vec<String> = counts
        .iter()
        .map(|(code, n)| format!("{code} {n}"))
        .collect();
    each.join(", ")
}

fn hinted(bad: BadText) -> Error {
    match bad {
        BadText::Unreadable(path, source) => Error::Io {
            action: "read",
            path,
            source,
        },
        bad => Error::Misuse {
            message: bad.to_string(),
            hint: "mark names as \u{27e6}PER Maria Santos\u{27e7}, or give columns of a word and a tag; see `newsdex train entities --help`".to_owned(),
        },
    }
}

/// Writes a file that is whole or not there.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".part");
    let written = std::fs::write(&partial, bytes).and_then(|()| std::fs::rename(&partial, path));
    written.map_err(|source| {
        // What could not be put in its place is of no use.
        let _ = std::fs::remove_file(&partial);
        Error::unwritten(path.to_owned(), source)
    })
}
