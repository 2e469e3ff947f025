//! `newsdex cite`.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, Settings, Streams};
use crate::error::Error;
use crate::output::citation::{Check, Citation};
use crate::output::{Role, Sheet, records};
use crate::search::{Request, Searcher};

/// `newsdex cite`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex search '\"amber line\"' --from 2026-01 --to 2026-02 --cite -n 0 >> searches.txt
  newsdex cite check searches.txt

A citation is a line of JSON: the query with macros and days written out, the filters, the generation \
of the index, the number of articles that matched, and a digest of their ids. Order, page and form of \
the answer do not matter. `cite check` runs each again: the same articles, or what has changed.")]
pub struct CiteSaid {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Run cited searches again and say what has changed
    Check(CheckSaid),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex cite check report.md          each citation in it: the same, or what has changed
  newsdex search ferry --cite | newsdex cite check -")]
struct CheckSaid {
    /// A text with citations in it, each on a line; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// One JSON object a citation
    #[arg(long)]
    json: bool,
}

/// Articles that are named of those that are new.
const NAMED: usize = 10;

impl CiteSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let Action::Check(said) = &self.action;
        said.run(settings, streams)
    }
}

impl CheckSaid {
    fn run(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        let cited = self.cited()?;
        if cited.is_empty() {
            streams.note("no citation found");
            streams.hint("`newsdex search QUERY --cite` writes one");
            return Ok(Outcome::Nothing);
        }
        let searcher = settings.searcher()?;
        let mut all_same = true;
        for citation in cited {
            let check = checked(&searcher, &citation)?;
            all_same &= check.same;
            if self.json {
                streams.answer(&records::line(&check))?;
            } else {
                streams.answer(&check.line())?;
                named(&searcher, &check, streams)?;
            }
        }
        Ok(if all_same {
            Outcome::Done
        } else {
            Outcome::Nothing
        })
    }

    /// The citations in the file.
    fn cited(&self) -> Result<Vec<Citation>, Error> {
        let failed = |source| Error::Io {
            action: "read",
            path: self.file.clone(),
            source,
        };
        let input: Box<dyn BufRead> = if self.file.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(&self.file).map_err(failed)?))
        };
        let mut found = Vec::new();
        for line in input.split(b'\n') {
            let line = line.map_err(failed)?;
            found.extend(Citation::find(&String::from_utf8_lossy(&line)));
        }
        Ok(found)
    }
}

fn checked(searcher: &Searcher, citation: &Citation) -> Result<Check, Error> {
    let request = citation.request();
    let (now, generation) = searcher.ids(&request)?;
    let index = (generation, searcher.identity());
    if citation.is_of_another(index.1) {
        // Its generations cannot be compared with those of then.
        return Ok(citation.check(&now, &[], index));
    }
    let since = citation.index_generation.max(request.since.unwrap_or(0));
    let (new, _) = searcher.ids(&Request {
        since: Some(since),
        ..request
    })?;
    Ok(citation.check(&now, &new, index))
}

/// Names the first of the new articles.
fn named(searcher: &Searcher, check: &Check, streams: &mut Streams) -> anyhow::Result<()> {
    let mut sheet = Sheet::new(streams.look);
    for id in check.added_or_changed.iter().take(NAMED) {
        let Some(found) = searcher.article(id)? else {
            continue;
        };
        let article = found.article;
        let day = article
            .published
            .map(|stated| stated.text)
            .unwrap_or_default();
        sheet.put(Role::Aside, &format!("         {id}  "));
        sheet.put(Role::Site, &article.site);
        sheet.put(
            Role::Aside,
            &format!("  {}  ", day.get(..10).unwrap_or(&day)),
        );
        sheet.put(Role::Text, &article.title).end();
    }
    streams.answer(&sheet.into_text())?;
    Ok(())
}
