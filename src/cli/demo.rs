//! `newsdex demo`: the program at work on the sample corpus, as a user would type it.

use std::path::Path;

use clap::Parser;

use super::{Outcome, Said, Settings, Streams};
use crate::error::Error;
use crate::output::{Role, Sheet};

/// What `newsdex demo --help` ends with.
pub(super) const HELP: &str = "\
Examples:
  newsdex demo                    in the folder of the repository
  cargo run --release -- demo     without installing it

It reads ./corpus and makes ./index.";

/// The folder of the sample corpus.
const CORPUS: &str = "corpus";

/// What is shown: a remark, and the command as typed. Single quotes work as in a shell.
const STEPS: [(&str, &str); 6] = [
    (
        "strip the pages to their articles and index those",
        "index corpus",
    ),
    (
        "two words and their forms: articles with both come first",
        "search flood river -n 2",
    ),
    (
        "a phrase, newest articles first",
        "search '\"city council\"' --sort date -n 2 --passages 1",
    ),
    (
        "two words in one sentence",
        "search 'company w/s shares' -n 2",
    ),
    (
        "in any language, a word finds its other forms",
        "search мост --lang uk -n 2 --passages 1",
    ),
    (
        "who and where, counted over all that match",
        "search council -n 0 --facets=person,place,site --facet-values 5",
    ),
];

const NEXT: &str = "\
Try next:
  newsdex search YOUR WORDS            search the same articles
  newsdex show ID                      read one whole
  newsdex help query                   all that a query can say
  newsdex index ~/pages --index ~/news your own pages, into an index of their own
";

/// Runs every step and says what to try next.
pub(super) fn run(settings: &Settings, streams: &mut Streams) -> anyhow::Result<Outcome> {
    if !Path::new(CORPUS).is_dir() {
        let message =
            "there is no folder ./corpus here; run the demo in the folder of the repository";
        return Err(Error::Usage(message.to_owned()).into());
    }
    for (remark, typed) in STEPS {
        step(remark, typed, settings, streams)?;
    }
    streams.answer(NEXT)?;
    Ok(Outcome::Done)
}

/// Shows a command as typed, and runs it.
fn step(
    remark: &str,
    typed: &str,
    settings: &Settings,
    streams: &mut Streams,
) -> anyhow::Result<()> {
    let mut sheet = Sheet::new(streams.look);
    sheet.put(Role::Aside, &format!("# {remark}")).end();
    sheet.put(Role::Title, &format!("$ newsdex {typed}")).end();
    streams.answer(&sheet.into_text())?;
    let said = Said::try_parse_from(std::iter::once("newsdex").chain(words(typed)))?;
    said.command.run(settings, streams)?;
    streams.answer("\n")?;
    Ok(())
}

/// The words of a command line: what stands in single quotes is one.
fn words(typed: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (at, part) in typed.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_a_command() {
        for (_, typed) in STEPS {
            let said = Said::try_parse_from(std::iter::once("newsdex").chain(words(typed)));
            assert!(said.is_ok(), "{typed}");
        }
    }
}
