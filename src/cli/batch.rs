//! `newsdex batch`: many queries over one open index, answered in order.

mod asked;
mod topics;
mod written;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::days;
use super::filters::FilterSaid;
use super::search::SortSaid;
use super::{Outcome, Settings, Streams, size};
use crate::error::Error;
use crate::output::batch::{self, Answer};
use crate::output::tables::Docno;
use crate::output::{results, safe};
use crate::query::plain;
use crate::search::{Carried, Request, Searcher};

use asked::{Line, Lines, meant};
use written::Writer;

/// `newsdex batch`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex batch queries.txt > answers.jsonl
  newsdex batch queries.tsv --format trec -n 100 > run.txt     lines of name, tab, query
  newsdex batch queries.txt --format bibtex > found.bib        an article once, whatever finds it
  newsdex batch topics.txt --input topics --words --format trec -n 1000 > run.txt
  printf 'ferry\\nflood AND dam\\n' | newsdex batch - --format tsv
  echo '{\"id\":\"q1\",\"query\":\"ferry\",\"site\":\"harbourledger.example\",\"limit\":3}' | newsdex batch -

A line is a query; or a name, a tab and a query; or a JSON object with `query` and any of id, site, \
lang, person, org, place, misc, from, to, since, limit, offset, passages, sort, recent. A query that cannot \
be read gives a line that says so, and the next one is answered. Lines that come one by one are answered \
as they come.")]
pub struct BatchSaid {
    /// File of queries, one a line; `-` is standard input
    #[arg(value_name = "QUERIES")]
    file: PathBuf,
    /// How the lines are read
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    input: InputForm,
    /// Articles a query; setting `results` [default: 10]
    #[arg(short = 'n', long, value_name = "N", value_parser = size::count::<usize>)]
    limit: Option<usize>,
    /// Passages an article
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = size::count::<usize>)]
    passages: usize,
    #[command(flatten)]
    filters: FilterSaid,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t)]
    sort: SortSaid,
    /// Newer articles first: the score is halved for each 30d, 2w, 6m or 1y of age
    #[arg(long, value_name = "HALF-LIFE", value_parser = days::half_life, conflicts_with = "sort")]
    recent: Option<u32>,
    /// Take queries for plain words, in which nothing is an operator
    #[arg(long)]
    words: bool,
    /// What names an article in a TREC run
    #[arg(long, value_enum, value_name = "FIELD", default_value_t)]
    docno: Naming,
    /// Form of the answers
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    format: BatchForm,
    /// Queries that are answered at a time [default: one a processor]
    #[arg(long, value_name = "N", value_parser = size::threads)]
    jobs: Option<usize>,
}

/// How lines are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum InputForm {
    /// By what each line looks like
    #[default]
    Auto,
    /// A query a line
    Lines,
    /// Name, tab, query
    Tsv,
    /// A JSON object a line
    Jsonl,
    /// Numbered queries, a line each or in the blocks of TREC topics
    Topics,
}

/// What names an article in a TREC run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Naming {
    /// Its identifier
    #[default]
    Id,
    /// The file it came from
    Path,
    /// That file's name without folders and ending
    Name,
    /// Its place in a file of many
    Member,
    /// The id that its record gives itself, as a field `id` of JSON Lines
    #[value(alias = "own")]
    Record,
    /// Its address
    Url,
}

impl Naming {
    /// What hits must carry to be named so.
    pub(super) fn carried(self) -> Carried {
        match self {
            Self::Id => Carried::Id,
            _ => Carried::Origin,
        }
    }
}

impl From<Naming> for Docno {
    fn from(said: Naming) -> Self {
        match said {
            Naming::Id => Self::Id,
            Naming::Path => Self::Path,
            Naming::Name => Self::Name,
            Naming::Member => Self::Member,
            Naming::Record => Self::Record,
            Naming::Url => Self::Url,
        }
    }
}

/// In which form answers are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum BatchForm {
    /// One JSON object a query
    #[default]
    #[value(alias = "json")]
    Jsonl,
    /// A line a hit, tab-separated, with a header
    Tsv,
    /// A line a hit, comma-separated, with a header
    Csv,
    /// One TREC run
    Trec,
    /// The query's name, a tab, an identifier
    Ids,
    /// `BibTeX` entries, each article once
    Bibtex,
    /// An array of CSL JSON, each article once
    CslJson,
    /// A heading a query, its articles numbered below
    Markdown,
}

impl BatchSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let searcher = settings.searcher()?;
        let basis = Request {
            limit: self.limit.unwrap_or(settings.results),
            passages: self.passages,
            carried: match self.format {
                BatchForm::Ids => Carried::Id,
                BatchForm::Trec => self.docno.carried(),
                _ => Carried::All,
            },
            sort: self.sort.into(),
            recent: self.recent,
            // Of plain words nothing can be meant otherwise.
            advice: !self.words && (self.format == BatchForm::Jsonl || !settings.quiet),
            ..self.filters.request(String::new(), &searcher, streams)
        };
        let answering = Answering {
            searcher: &searcher,
            form: self.format,
            docno: self.docno,
            words: self.words,
            ..Answering::new(&searcher)
        };
        run(
            &answering, &self.file, self.input, &basis, self.jobs, streams,
        )
    }
}

/// How queries are answered.
#[derive(Debug)]
pub(super) struct Answering<'a> {
    /// What answers.
    pub searcher: &'a Searcher,
    /// The form of the answers.
    pub form: BatchForm,
    /// Whether only the number of articles is asked for.
    pub count: bool,
    /// Whether queries are plain words.
    pub words: bool,
    /// What names an article in a TREC run.
    pub docno: Naming,
}

/// Queries that are taken up at a time, for each job: enough that none waits for the last of them for long.
const AT_ONCE: usize = 64;

/// Answers every query of a file in order; `basis` is what a query does not say itself.
///
/// # Errors
///
/// When the file cannot be read or the answers cannot be written. A query that cannot be answered is no error.
pub(super) fn run(
    answering: &Answering<'_>,
    file: &Path,
    input: InputForm,
    basis: &Request,
    jobs: Option<usize>,
    streams: &mut Streams,
) -> anyhow::Result<Outcome> {
    let (mut found, mut failed, mut all) = (false, 0_u64, 0_u64);
    let mut names = HashSet::new();
    let mut writer = Writer::new(answering);
    streams.answer(&writer.head())?;
    each(answering, file, input, basis, jobs, &mut |answers| {
        for answer in answers {
            found |= answer.found();
            failed += u64::from(answer.trouble.is_some());
            all += 1;
            if !names.insert(answer.id.clone()) {
                streams.note(&format!(
                    "{}: another query has this name",
                    safe::line(&answer.id)
                ));
            }
            streams.answer(&writer.answer(&answer))?;
            if let (true, Some(trouble)) = (writer.hides_trouble(), &answer.trouble) {
                streams.note(&format!("{}: {}", answer.id, trouble.message));
            }
            if writer.hides_hints() {
                let hints = answer.hints.iter();
                hints.for_each(|hint| streams.hint(&format!("{}: {hint}", safe::line(&answer.id))));
            }
        }
        // Whoever asks line by line waits for these before the next one.
        Ok(streams.flush()?)
    })?;
    streams.answer(writer.foot())?;
    if all == 0 {
        let named = if file.as_os_str() == "-" {
            "standard input".to_owned()
        } else {
            file.display().to_string()
        };
        streams.note(&format!("there is no query in {named}"));
    }
    if failed > 0 {
        let all = results::grouped(all);
        let failed = results::grouped(failed);
        streams.note(&format!("{failed} of {all} queries could not be answered"));
    }
    Ok(match (failed > 0, found) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Done,
        (false, false) => Outcome::Nothing,
    })
}

/// Is told the answers in order, those of the lines that had come already at a time.
pub(super) type See<'a> = &'a mut dyn FnMut(Vec<Answer>) -> anyhow::Result<()>;

/// Answers every query of a file in order, as [`run`] does, and tells `see` of them as the lines come.
///
/// # Errors
///
/// When the file cannot be read, and those of `see`.
pub(super) fn each(
    answering: &Answering<'_>,
    file: &Path,
    input: InputForm,
    basis: &Request,
    jobs: Option<usize>,
    see: See<'_>,
) -> anyhow::Result<()> {
    let jobs = jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.max(1))
        .build()
        .map_err(Error::no_thread)?;
    let mut lines = Lines::new(opened(file)?, input);
    loop {
        let taken = lines
            .take(AT_ONCE * jobs.max(1))
            .map_err(|source| Error::Io {
                action: "read",
                path: file.to_owned(),
                source,
            })?;
        if taken.is_empty() {
            break;
        }
        let answers: Vec<_> = pool.install(|| {
            let answer = |line: &Line| answering.answer(line, input, basis);
            taken.par_iter().map(answer).collect()
        });
        see(answers)?;
    }
    Ok(())
}

fn opened(file: &Path) -> Result<Box<dyn Read>, Error> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).map_err(|source| Error::Io {
        action: "open",
        path: file.to_owned(),
        source,
    })?;
    Ok(Box::new(opened))
}

impl<'a> Answering<'a> {
    /// How queries of the query language are answered, in JSON.
    pub(super) fn new(searcher: &'a Searcher) -> Self {
        Self {
            searcher,
            form: BatchForm::default(),
            count: false,
            words: false,
            docno: Naming::default(),
        }
    }

    fn answer(&self, line: &Line, input: InputForm, basis: &Request) -> Answer {
        let mut asked = meant(line, input, basis);
        if let (Ok(request), Some(since)) = (&mut asked.request, asked.since) {
            // Of an index that was made anew since, everything is new.
            request.since = since.of(self.searcher);
        }
        if let (true, Ok(request)) = (self.words, &mut asked.request) {
            request.query = plain(&request.query);
        }
        let mut answer = Answer::of(
            asked.id,
            asked.request.as_ref().map_or(&line.text, |r| &r.query),
        );
        let found = asked
            .request
            .map_err(Error::Usage)
            .and_then(|request| self.asked(&request, &mut answer));
        if let Err(error) = found {
            answer.trouble = Some(batch::trouble(&error));
        }
        answer
    }

    fn asked(&self, request: &Request, answer: &mut Answer) -> Result<(), Error> {
        if self.count && !request.advice {
            answer.total = self.searcher.count(request)?;
            answer.generation = self.searcher.generation();
            answer.identity = self.searcher.identity();
            return Ok(());
        }
        let mut request = Cow::Borrowed(request);
        if self.count {
            request.to_mut().limit = 0;
        }
        let found = self.searcher.search(&request)?;
        if request.advice {
            answer.hints = found.remarks();
        }
        answer.total = found.total;
        answer.generation = found.generation;
        answer.identity = found.identity;
        answer.read_as = found.read_as;
        answer.offset = request.offset;
        answer.hits = found.hits;
        Ok(())
    }
}
