//! A session of somebody who has never seen the program, over the sample corpus, with what the banner tells and no more:
//! who met whom in which city in one week, which outlet wrote of it first, and which articles of one outlet mention it near
//! another topic.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use newsdex::index::Index;
use newsdex::output::Look;
use newsdex::repl::{Answer, Opening, Part, Session, banner};
use newsdex::search::{Request, Searcher};

/// The sample corpus, indexed.
fn indexed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut run = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    run.arg("index").arg(corpus).arg("-q");
    run.current_dir(folder.path()).env_clear();
    assert!(run.output().unwrap().status.success());
    folder
}

/// An answer as a pipe gets it.
fn shown(answer: &Answer) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) | Part::Note(text) | Part::Article { text, .. } => text.clone(),
    };
    answer.parts.iter().map(text).collect()
}

/// A line of the session.
struct Step {
    line: &'static str,
    /// What in the banner says that it can be typed.
    told_by: &'static str,
    /// What its answer must hold. What is not asked about may change with the cleaning.
    holds: &'static [&'static str],
}

const fn step(line: &'static str, told_by: &'static str, holds: &'static [&'static str]) -> Step {
    Step {
        line,
        told_by,
        holds,
    }
}

const SESSION: [Step; 9] = [
    // What is it about, and what else is there?
    step("\"amber line\"", "any words", &["S1: 1-10 of "]),
    // Who has to do with it in the second week of February?
    step(
        "/date:2026-02-09..2026-02-15",
        "/date:2026-",
        &["ministers meet at the Graz opera", "S2: 2 articles\n"],
    ),
    step(
        "facets",
        "facets",
        &["Maarja Tamberg", "Edgars Vilkasts", "2  Graz\n"],
    ),
    // Who met whom, and where? The number of a column narrows.
    step("4", "a number narrows", &["S3: 2 articles\n"]),
    step(
        "1",
        "`1` opens",
        &[
            "quarrel over wages in a side room of the Graz opera on Feb. 10",
            "**Maarja Tamberg** and Edgars Vilkasts agreed",
        ],
    ),
    // Which outlet wrote of it first?
    step("S1", "`S1` goes back", &["S1: 1-10 of "]),
    step(
        "first",
        "which outlet wrote of it first",
        &[
            " 1  Rail ministers meet in Riga over a night ferry for trains\n    harbourledger.example · 2026-01-12T18:40:00Z",
        ],
    ),
    // Which articles of one outlet mention it near the quarrel over wages?
    step(
        "/site:=\"meridianpost.example\"",
        "/site:=\"meridianpost.example\"",
        &["S4: 4 articles\n"],
    ),
    step(
        "/\"amber line\" w/20 wages",
        "\"two words\" w/20 third",
        &["quarrel over **wages**", "S5: 1 article\n"],
    ),
];

#[test]
fn a_newcomer_finds_who_met_whom_and_who_wrote_of_it_first() {
    let folder = indexed();
    let index = Index::open(&folder.path().join("index")).unwrap();
    let searcher = Searcher::open(&index).unwrap();
    let banner = banner(&Opening {
        searcher: &searcher,
        index: "index".to_owned(),
        request: Request::default(),
        look: Look::default(),
        history: None,
        query_help: "",
        moment: Arc::default(),
        vi: None,
    });
    let mut session = Session::new(&searcher, Request::default(), Look::default(), "");
    for step in SESSION {
        assert!(banner.contains(step.told_by), "{}\n{banner}", step.line);
        let answer = shown(&session.answer(step.line));
        for text in step.holds {
            assert!(
                answer.contains(text),
                "{}: no {text:?} in\n{answer}",
                step.line
            );
        }
    }
}
