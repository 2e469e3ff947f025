//! `newsdex eval`: measures of runs, by the judgments of a test collection.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::batch::{self, Answering, BatchForm, InputForm};
use super::filters::FilterSaid;
use super::topics::TopicsSaid;
use super::{Outcome, Settings, Streams, size};
use crate::error::Error;
use crate::output::batch::run as run_lines;
use crate::output::evaluation::{self, Measured};
use crate::output::safe;
use crate::search::evaluation::{Judgments, Malformed, Run, compare, evaluate};
use crate::search::{Carried, Ranking, Request, Searcher};

/// `newsdex eval`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  newsdex eval qrels.txt run.txt                        a run that is there
  newsdex eval qrels.txt old.txt new.txt                two, and which is better
  newsdex eval qrels.txt --topics topics.txt            answer the topics and measure that
  newsdex eval qrels.txt --topics topics.txt --with k1=0.9 --with k1=0.9,title_weight=2

Judgments are lines of query, 0, document, grade; runs of query, Q0, document, rank, score, name. \
The measures are those of trec_eval -c: every judged query that has a relevant document counts, one \
without an answer as 0. An interval holds the mean 95 times in 100, by drawing queries anew. The \
numbers that --with sets are named in docs/ranking.md.")]
pub struct EvalSaid {
    /// The judgments, then the runs
    #[arg(value_name = "FILE", required_unless_present = "qrels")]
    files: Vec<PathBuf>,
    /// The judgments; then all other files are runs
    #[arg(long, value_name = "FILE")]
    qrels: Option<PathBuf>,
    #[command(flatten)]
    topics: EvalTopics,
    /// Every query, not only the means
    #[arg(long)]
    queries: bool,
    /// One JSON object a run, then one for each that is compared with the first
    #[arg(long)]
    json: bool,
}

/// Topics to answer, and how.
#[derive(Debug, Args)]
struct EvalTopics {
    #[command(flatten)]
    said: TopicsSaid,
    /// Answer them once more with other numbers of the ranking, such as `k1=0.9,title_weight=2`
    #[arg(long, value_name = "NUMBERS", requires = "topics")]
    with: Vec<Ranking>,
    /// Write the answers as a TREC run to this file
    #[arg(
        long,
        value_name = "FILE",
        requires = "topics",
        conflicts_with = "with"
    )]
    run_out: Option<PathBuf>,
    /// Articles a topic [default: 1000]
    #[arg(short = 'n', long, value_name = "N", requires = "topics", value_parser = size::count::<usize>)]
    limit: Option<usize>,
    #[command(flatten)]
    filters: FilterSaid,
}

impl EvalSaid {
    pub(super) fn run(
        &self,
        settings: &Settings,
        streams: &mut Streams,
    ) -> anyhow::Result<Outcome> {
        let (qrels, runs) = self.split()?;
        let judgments = parsed(qrels, Judgments::parse)?;
        let mut measured = self.answered(settings, &judgments, streams)?;
        for path in runs {
            let report = evaluate(&parsed(path, Run::parse)?, &judgments);
            let name = path.display().to_string();
            measured.push(Measured { name, report });
        }
        let Some((first, others)) = measured.split_first() else {
            return Err(Error::Usage(
                "there is no run to measure; name one, or give --topics FILE".to_owned(),
            )
            .into());
        };
        let compared: Vec<_> = others
            .iter()
            .map(|other| compare(&first.report, &other.report))
            .collect();
        let text = if self.json {
            evaluation::json(&measured, &compared, self.queries)
        } else {
            evaluation::shown(&measured, &compared, self.queries, streams.look)
        };
        streams.answer(&text)?;
        let strange = |run: &&Measured| run.report.answered > 0 && run.report.recall.mean <= 0.0;
        if let Some(run) = measured.iter().find(strange) {
            let name = safe::line(&run.name);
            streams.hint(&format!(
                "`{name}` holds no relevant document; if the judgments name articles otherwise, there is --docno, such as `--docno record` for the ids that records give themselves"
            ));
        }
        Ok(Outcome::Done)
    }

    /// The judgments, and the files that are runs.
    fn split(&self) -> Result<(&Path, &[PathBuf]), Error> {
        match (&self.qrels, self.files.split_first()) {
            (Some(qrels), _) => Ok((qrels, &self.files)),
            (None, Some((qrels, runs))) => Ok((qrels, runs)),
            (None, None) => Err(Error::Usage("there are no judgments".to_owned())),
        }
    }

    /// The runs that the index gives for the topics.
    fn answered(
        &self,
        settings: &Settings,
        judgments: &Judgments,
        streams: &mut Streams,
    ) -> anyhow::Result<Vec<Measured>> {
        let Some(topics) = &self.topics.said.topics else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        let defaults = std::iter::once(Ranking::default());
        for ranking in defaults.chain(self.topics.with.iter().copied()) {
            let searcher = settings.searcher()?.with_ranking(ranking);
            let lines = self.topics.lines(topics, &searcher, streams)?;
            if let Some(path) = &self.topics.run_out {
                fs::write(path, &lines).map_err(|source| Error::Io {
                    action: "write",
                    path: path.clone(),
                    source,
                })?;
            }
            let run = Run::parse(&lines).map_err(|slip| malformed(topics, &slip))?;
            found.push(Measured {
                name: ranking.difference(),
                report: evaluate(&run, judgments),
            });
        }
        Ok(found)
    }
}

impl EvalTopics {
    /// The lines of a run.
    fn lines(
        &self,
        topics: &Path,
        searcher: &Searcher,
        streams: &mut Streams,
    ) -> anyhow::Result<String> {
        let answering = Answering {
            form: BatchForm::Trec,
            ..self.said.answering(searcher)
        };
        let request = Request {
            carried: Carried::Id,
            ..self.filters.request(String::new(), searcher, streams)
        };
        let basis = self.said.basis(self.limit, request);
        let mut lines = String::new();
        let input = InputForm::Topics;
        batch::each(&answering, topics, input, &basis, None, &mut |answers| {
            for answer in answers {
                if let Some(trouble) = &answer.trouble {
                    streams.note(&format!("{}: {}", answer.id, trouble.message));
                }
                lines.push_str(&run_lines(&answer, answering.docno.into()));
            }
            Ok(())
        })?;
        Ok(lines)
    }
}

fn parsed<T>(path: &Path, parse: fn(&str) -> Result<T, Malformed>) -> Result<T, Error> {
    let bytes = fs::read(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })?;
    parse(&String::from_utf8_lossy(&bytes)).map_err(|slip| malformed(path, &slip))
}

fn malformed(path: &Path, slip: &Malformed) -> Error {
    Error::Usage(format!("{}: {slip}", path.display()))
}
