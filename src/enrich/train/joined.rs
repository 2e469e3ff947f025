//! Names that are given, not found, joined to things: for measuring the merging alone.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use serde::Deserialize;
use serde_json::json;

use super::corpus;
use crate::enrich::across::{Given, Ledger, Things, Values};
use crate::enrich::merge::{self, Mention};
use crate::enrich::{Entity, EntityKind};

#[derive(Deserialize)]
struct ArticleSaid {
    id: serde_json::Value,
    #[serde(default = "english")]
    lang: String,
    /// Kind and surface, in order.
    mentions: Vec<(String, String)>,
}

fn english() -> String {
    "en".to_owned()
}

#[derive(Deserialize)]
struct GivenSaid {
    kind: String,
    name: String,
    articles: u64,
}

fn kind(name: &str) -> Option<EntityKind> {
    match name {
        "PER" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Org),
        "LOC" => Some(EntityKind::Place),
        _ => None,
    }
}

/// Reads `{"id", "lang", "mentions": [[kind, surface], …]}` a line and writes `{"id", "of": […]}` a line: for each mention `[kind, name]` of
/// its thing, or null for a mention of another kind.
///
/// # Errors
/// When a line is not such an object, or reading or writing fails.
pub fn merge_lines(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    for line in input.lines() {
        let said: ArticleSaid = serde_json::from_str(&line?)?;
        let given: Vec<Mention> = said
            .mentions
            .iter()
            .enumerate()
            .filter_map(mention)
            .collect();
        let things = merge::merge(&given, &said.lang);
        let of: HashMap<u32, &Entity> = things
            .iter()
            .flat_map(|thing| thing.mentions.iter().map(move |&(start, _)| (start, thing)))
            .collect();
        let of: Vec<_> = (0..said.mentions.len() as u32)
            .map(|n| of.get(&n).map(|thing| (kind_name(thing.kind), &thing.name)))
            .collect();
        writeln!(output, "{}", json!({"id": said.id, "of": of}))?;
    }
    Ok(())
}

/// A mention whose place is its number.
fn mention((number, (said, surface)): (usize, &(String, String))) -> Option<Mention<'_>> {
    let number = number as u32;
    Some(Mention {
        surface,
        kind: kind(said)?,
        range: Some((number, number + 1)),
        opening: false,
        aside: false,
        title: merge::Title::None,
    })
}

/// Reads `{"kind", "name", "articles"}` a line, an empty line behind each corpus, and writes `{"kind", "name", "names"}` for each thing of it,
/// with an empty line behind the last.
///
/// # Errors
/// When a line is not such an object, or reading or writing fails.
pub fn join_lines(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let mut corpus: Vec<GivenSaid> = Vec::new();
    for line in input.lines().chain([Ok(String::new())]) {
        let line = line?;
        if !line.is_empty() {
            corpus.push(serde_json::from_str(&line)?);
            continue;
        }
        if corpus.is_empty() {
            continue;
        }
        let given = corpus.iter().filter_map(|said| {
            Some(Given {
                kind: kind(&said.kind)?,
                name: &said.name,
                articles: said.articles,
            })
        });
        let things = Things::of(Values::of(given.collect()), &Ledger::default(), None);
        for thing in things.iter() {
            let names: Vec<&str> = thing.forms().map(|form| form.given.name).collect();
            let row = json!({"kind": kind_name(thing.kind), "name": thing.name, "names": names});
            writeln!(output, "{row}")?;
        }
        writeln!(output)?;
        corpus.clear();
    }
    Ok(())
}

fn kind_name(kind: EntityKind) -> &'static str {
    corpus::kind_name(kind as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(lines: fn(&[u8], &mut Vec<u8>) -> anyhow::Result<()>, input: &str) -> String {
        let mut output = Vec::new();
        lines(input.as_bytes(), &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn given_mentions_are_merged() {
        let input = r#"{"id": 1, "mentions": [["PER", "Maria Santos"], ["MISC", "Cup"], ["PER", "Santos"]]}"#;
        let person = r#"["PER","Maria Santos"]"#;
        let expected = format!("{{\"id\":1,\"of\":[{person},null,{person}]}}\n");
        assert_eq!(run(|i, o| merge_lines(i, o), input), expected);
    }

    #[test]
    fn given_names_are_joined_corpus_by_corpus() {
        let one = r#"{"kind": "PER", "name": "Zelensky", "articles": 2}"#;
        let other = r#"{"kind": "PER", "name": "Зеленский", "articles": 1}"#;
        let both = run(|i, o| join_lines(i, o), &format!("{one}\n{other}\n"));
        assert_eq!(both.lines().filter(|l| !l.is_empty()).count(), 1);
        let apart = run(|i, o| join_lines(i, o), &format!("{one}\n\n{other}\n"));
        assert_eq!(apart.lines().filter(|l| !l.is_empty()).count(), 2);
    }
}
