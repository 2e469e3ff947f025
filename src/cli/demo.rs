//! `newsdex demo`: the program at work on the sample corpus, as a user would type it.

use std::path::Path;

use clap::{Args, Parser};

use super::{Outcome, Said, Settings, Streams};
use crate::error::Error;
use crate::output::{Role, Sheet};

/// `newsdex demo`.
#[derive(Debug, Args)]
#[command(after_help = "Run it in the folder of the repository: it reads ./corpus and makes ./index.")]
pub struct DemoSaid {}

/// The folder of the sample corpus.
const CORPUS: &str = "corpus";

/// What is shown: a remark, and the command as typed.
const STEPS: [(&str, &[&str]); 4] = [
    ("several words: articles with all of them come first", &["search", "council tram", "-n", "2"]),
    ("a phrase, newest first", &["search", "\"city council\"", "--sort", "date", "-n", "2", "--passages", "1"]),
    ("words near each other, within a time", &["search", "mayor w/10 bridge", "--from", "2025", "-n", "2"]),
    ("who and where, over all articles that match", &["search", "council", "-n", "0", "--facets=person,place", "--facet-values", "5"]),
];

const NEXT: &str = "\
Try next:
  newsdex search YOUR WORDS            search the same articles
  newsdex show ID                      read one whole
  newsdex help query                   all that a query can say
  newsdex index ~/pages --index ~/news your own pages, into an index of their own
";

impl DemoSaid {
    pub(super) fn run(&self, settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
        if !Path::new(CORPUS).is_dir() {
            let message = "there is no folder ./corpus here; run the demo in the folder of the repository";
            return Err(Error::Usage(message.to_owned()).into());
        }
        step("strip the pages to their articles and index those", &["index", CORPUS], settings, streams)?;
        for (remark, words) in STEPS {
            step(remark, words, settings, streams)?;
        }
        streams.answer(NEXT)?;
        Ok(Outcome::Done)
    }
}

/// Shows a command as typed, and runs it.
fn step(remark: &str, words: &[&str], settings: &Settings, streams: &mut Streams) -> anyhow::Result<()> {
    let mut sheet = Sheet::new(streams.look);
    sheet.put(Role::Aside, &format!("# {remark}")).end();
    let typed: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    sheet.put(Role::Title, &format!("$ newsdex {}", typed.join(" "))).end().end();
    streams.answer(&sheet.into_text())?;
    let said = Said::try_parse_from(["newsdex"].iter().chain(words))?;
    said.command.run(settings, streams)?;
    streams.answer("\n")?;
    Ok(())
}

/// A word as one types it in a shell.
fn quoted(word: &str) -> String {
    let bare = word.chars().all(|c| c.is_alphanumeric() || "-_=./,".contains(c));
    if bare { word.to_owned() } else { format!("'{word}'") }
}
