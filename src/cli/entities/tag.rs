//! `newsdex entities tag`: the names in texts.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::cli::{Outcome, Settings, Streams};
use crate::enrich::{self, Enricher, EntityKind, Support, Tagged};
use crate::error::Error;
use crate::output::{records, safe};
use crate::shipped;

/// `newsdex entities tag`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex entities tag story.txt
  newsdex entities tag stories.jsonl --json > names.jsonl
  curl … | newsdex entities tag - --lang de

JSON Lines hold an object a line: id, text and, if known, lang; anything else is one text. Which of them a file is
is told by its name (.jsonl, .ndjson) or by its first line; --input says it. A line that is no such object is named
and left out; the exit code is then 2.
Without --json each name is a line: kind, the name as printed and the thing's name, behind the id of its text (of
a file its path) where there are several.
With --json each text gives one line: id, and mentions with start, end (Unicode scalar values from 0, end
exclusive), type (PER, ORG, LOC, MISC) and value, the name under which all mentions of that thing are joined.")]
pub struct TagSaid {
    /// Texts or JSON Lines; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    input: InputForm,
    /// The language of the texts [default: told from each]
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// Find names with this model of `newsdex train entities`; setting `entity-model`
    /// [default: the one that ships]
    #[arg(long, value_name = "FILE")]
    entity_model: Option<PathBuf>,
    /// One JSON object a text
    #[arg(long)]
    json: bool,
}

/// `--input`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum InputForm {
    /// JSON Lines if the file's name or its first line says so, else one text
    #[default]
    Auto,
    /// One text a file
    Text,
    /// An object a line: id, text, lang
    Jsonl,
}

impl InputForm {
    /// Whether a file with this first line is JSON Lines.
    fn is_lines(self, file: &Path, first: &[u8]) -> bool {
        let named = || {
            file.extension()
                .is_some_and(|e| e == "jsonl" || e == "ndjson")
        };
        match self {
            Self::Jsonl => true,
            Self::Text => false,
            Self::Auto => named() || serde_json::from_slice::<TextSaid>(first).is_ok(),
        }
    }
}

/// A line of JSON Lines.
#[derive(Deserialize)]
struct TextSaid {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct TextRecord<'a> {
    id: &'a serde_json::Value,
    mentions: Vec<MentionRecord<'a>>,
}

#[derive(Serialize)]
struct MentionRecord<'a> {
    start: usize,
    end: usize,
    r#type: &'static str,
    value: &'a str,
}

/// Bytes of one text that are read: far more than any article has.
const LONGEST_TEXT: u64 = 64 << 20;

impl TagSaid {
    pub(super) fn run(
        &self,
        json: bool,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let form = if json || self.json {
            Form::Json
        } else {
            Form::Lines
        };
        let enricher = &settings.enricher(self.entity_model.as_deref())?;
        self.note_language(enricher, streams);
        let mut failures = 0;
        for file in &self.files {
            let failed = |source| Error::Io {
                action: "read",
                path: file.clone(),
                source,
            };
            let input: Box<dyn Read> = if file.as_os_str() == "-" {
                Box::new(io::stdin().lock())
            } else {
                Box::new(std::fs::File::open(file).map_err(failed)?)
            };
            let mut input = BufReader::new(input);
            let mut first = Vec::new();
            let mut head = input.by_ref().take(LONGEST_TEXT);
            head.read_until(b'\n', &mut first).map_err(failed)?;
            if self.input.is_lines(file, &first) {
                let form = form.of_several();
                failures += self.lines(
                    io::Cursor::new(first).chain(input),
                    file,
                    (enricher, form),
                    streams,
                )?;
            } else {
                let mut bytes = first;
                input
                    .take(LONGEST_TEXT)
                    .read_to_end(&mut bytes)
                    .map_err(failed)?;
                let said = TextSaid {
                    id: file.to_string_lossy().into(),
                    text: String::from_utf8_lossy(&bytes).into_owned(),
                    lang: None,
                };
                let several = self.files.len() > 1;
                let form = if several { form.of_several() } else { form };
                self.one(&said, (enricher, form), streams)?;
            }
        }
        Ok(if failures == 0 {
            Outcome::Done
        } else {
            Outcome::Failed
        })
    }

    /// Says so if neither a language nor the model has the code of `--lang`.
    fn note_language(&self, enricher: &Enricher, streams: &mut Streams) {
        let is_unknown =
            |code: &&str| !enrich::is_language(code) && enricher.support(code) != Support::Trained;
        if let Some(code) = self.lang.as_deref().filter(is_unknown) {
            streams.note(&format!(
                "no language is known as {code}; names are found as in one without rules of its own (expected a code such as en, de or uk)"
            ));
        }
    }

    /// The texts of JSON Lines; a line that is none is named, and the rest is read. Gives the number of those.
    fn lines(
        &self,
        mut input: impl BufRead,
        file: &Path,
        how: (&Enricher, Form),
        streams: &mut Streams,
    ) -> anyhow::Result<u64> {
        let mut failures = 0;
        for number in 1.. {
            let mut line = Vec::new();
            let read = input
                .by_ref()
                .take(LONGEST_TEXT)
                .read_until(b'\n', &mut line);
            let read = read.map_err(|source| Error::Io {
                action: "read",
                path: file.to_owned(),
                source,
            })?;
            if read == 0 {
                break;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice(&line) {
                Ok(said) => self.one(&said, how, streams)?,
                Err(error) => {
                    let path = file.display();
                    let error = without_place(&error);
                    streams.note(&format!(
                        "{path}, line {number}: expected an object with id and text: {error}; the line is left out"
                    ));
                    failures += 1;
                }
            }
        }
        Ok(failures)
    }

    fn one(
        &self,
        said: &TextSaid,
        (enricher, form): (&Enricher, Form),
        streams: &mut Streams,
    ) -> anyhow::Result<()> {
        let named = self.lang.as_deref().and_then(enrich::language_code);
        let asked = named.as_deref().or(self.lang.as_deref());
        let found = enricher.tag(&said.text, said.lang.as_deref().or(asked));
        shipped::whole()?;
        let text = match form {
            Form::Json => records::line(&TextRecord {
                id: &said.id,
                mentions: mentions(&said.text, &found),
            }),
            Form::Lines => lines_of(&said.text, &found, ""),
            Form::LinesWithId => lines_of(&said.text, &found, &column(&said.id)),
        };
        Ok(streams.answer(&text)?)
    }
}

/// What is wrong with a line, without the place that its reader saw: that is line 1 of what it was given.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    said.strip_suffix(&place).unwrap_or(&said).to_owned()
}

/// How the names of a text are written.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// An object a text.
    Json,
    /// A line a mention.
    Lines,
    /// The same, with the text's id before it.
    LinesWithId,
}

impl Form {
    /// The form in which several texts are told apart.
    fn of_several(self) -> Self {
        match self {
            Self::Json => Self::Json,
            Self::Lines | Self::LinesWithId => Self::LinesWithId,
        }
    }
}

/// An id as the first column of a line.
fn column(id: &serde_json::Value) -> String {
    let said = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    format!("{}\t", safe::line(&said))
}

/// Kind, the name as printed, the name of the thing: a line a mention, behind what each line begins with.
fn lines_of(text: &str, found: &[Tagged], begins: &str) -> String {
    let line = |tagged: &Tagged| {
        let printed = text.get(tagged.start..tagged.end).unwrap_or_default();
        format!(
            "{begins}{}\t{}\t{}\n",
            kind(tagged.kind),
            safe::line(printed),
            safe::line(&tagged.name)
        )
    };
    found.iter().map(line).collect()
}

/// The mentions, which are in order, with places in scalar values.
fn mentions<'f>(text: &str, found: &'f [Tagged]) -> Vec<MentionRecord<'f>> {
    let (mut byte, mut scalar) = (0, 0);
    let mut at = |wanted: usize| {
        scalar += text.get(byte..wanted).unwrap_or_default().chars().count();
        byte = wanted;
        scalar
    };
    let record = |tagged: &'f Tagged| MentionRecord {
        start: at(tagged.start),
        end: at(tagged.end),
        r#type: kind(tagged.kind),
        value: &tagged.name,
    };
    found.iter().map(record).collect()
}

fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "PER",
        EntityKind::Org => "ORG",
        EntityKind::Place => "LOC",
        EntityKind::Misc => "MISC",
    }
}
