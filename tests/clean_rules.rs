//! A user's own rules: which hold, what they do to a page, and that an index follows and remembers them.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, UNIX_EPOCH};

use newsdex::clean::rules::Reach;
use newsdex::clean::{Cleaner, PageKind, Rules, SiteMemory};
use newsdex::index::Index;
use newsdex::page::{self, Limits};
use newsdex::pipeline::{self, Job, Report, RulesChoice};
use newsdex::read::{Claim, Field, Form, Origin, RawPage, Selection};

const BODY: [&str; 3] = [
    "The council of Kullby voted on Tuesday to close the old bridge for two years, said the mayor.",
    "Buses will cross the railway bridge until then, and the ferry will run every ten minutes.",
    "The works begin in April, after the ice has gone, and will cost four million in all.",
];

fn text_page(site: &str) -> newsdex::page::Page {
    let text = format!(
        "Bridge closes for two years\n\n{}\n\nSubscribe to our newsletter\n",
        BODY.join("\n\n")
    );
    page::parse(
        RawPage {
            path: "a.txt".into(),
            member: None,
            form: Form::Text,
            bytes: text.into_bytes(),
            charset: None,
            claims: vec![Claim {
                field: Field::Url,
                value: format!("https://www.{site}/a"),
                origin: Origin::Record,
            }],
        },
        &Limits::default(),
    )
}

/// What is kept of a page of `site`, with the reasons of all blocks that a rule decided.
fn kept(site: &str, rules: &str) -> (Vec<String>, Vec<String>, PageKind) {
    let page = text_page(site);
    let rules = Rules::parse("mine.toml", rules).unwrap();
    let cleaned = Cleaner::new().ruled(rules).clean(&page, &SiteMemory::new());
    let pairs = || page.blocks.iter().zip(&cleaned.verdicts);
    let kept = pairs().filter(|(_, v)| v.kept).map(|(b, _)| b.text.clone());
    let reasons = pairs().filter(|(_, v)| v.reason.to_string().starts_with("rule "));
    let reasons = reasons.map(|(b, v)| format!("{}: {}", v.reason, &b.text[..9]));
    (kept.collect(), reasons.collect(), cleaned.kind)
}

#[test]
fn rules_have_the_last_word_and_are_named() {
    let (all, none, _) = kept("kullby.example", "# nothing yet\n");
    assert_eq!(all, BODY);
    assert!(none.is_empty());
    let rules = "[[rule]]\ncut = \"buses will *\"\n\n[[rule]]\nsite = \"kullby.example\"\nkeep = \"/^subscribe/\"\n";
    let (left, reasons, _) = kept("kullby.example", rules);
    assert_eq!(left, [BODY[0], BODY[2], "Subscribe to our newsletter"]);
    assert_eq!(
        reasons,
        [
            "rule 2 of mine.toml: Buses wil",
            "rule 6 of mine.toml: Subscribe"
        ]
    );
}

#[test]
fn of_two_rules_the_last_holds() {
    let rules = "[[rule]]\ncut = \"*\"\n[[rule]]\nkeep = \"*bridge*\"\n";
    let (left, reasons, kind) = kept("kullby.example", rules);
    assert_eq!(left.len(), 3, "{left:?}");
    assert_eq!(reasons.len(), 5);
    assert_eq!(kind, PageKind::Article);
}

#[test]
fn a_page_of_which_nothing_is_left_is_empty() {
    let (left, _, kind) = kept("kullby.example", "[[rule]]\ncut = \"*\"\n");
    assert!(left.is_empty());
    assert_eq!(kind, PageKind::Empty);
}

#[test]
fn a_rule_is_for_a_host_and_what_is_below_it() {
    for (site, host, holds) in [
        ("kullby.example", "kullby.example", true),
        ("WWW.Kullby.example", "kullby.example", true),
        ("kullby.example", "sport.kullby.example", true),
        ("kullby.example", "notkullby.example", false),
        ("sport.kullby.example", "kullby.example", false),
        ("*.example", "kullby.example", true),
        ("*by.ex*", "kullby.example", true),
        ("*.test", "kullby.example", false),
    ] {
        let rules = format!("[[rule]]\nsite = \"{site}\"\ncut = \"*\"\n");
        assert_eq!(kept(host, &rules).0.is_empty(), holds, "{site} {host}");
    }
}

#[test]
fn a_mistake_names_its_line() {
    for (line, text, said) in [
        (1, "[[rule]]\n", "needs `keep` or `cut`"),
        (3, "[[rule]]\nkeep = \"a\"\ncut = \"b\"\n", "not both"),
        (2, "[[rule]]\ncat = \"a\"\n", "unknown field `cat`"),
        (2, "[[rule]]\ncut = 5\n", "invalid type"),
        (3, "[[rule]]\n\ncut = \"  \"\n", "empty"),
        (2, "[[rule]]\ncut = \"//\"\n", "between the slashes"),
        (2, "[[rule]]\ncut = \"/(/\"\n", "unclosed group"),
        (2, "[[rule]]\ncut = \"/(.{999}){999}/\"\n", "size limit"),
        (
            2,
            "[[rule]]\nsite = \"https://a.example/\"\ncut = \"a\"\n",
            "host name",
        ),
        (1, "[rule]\ncut = \"a\"\n", "expected a sequence"),
        (2, "[[rule]]\ncut = \"a\n", "invalid basic string"),
    ] {
        let wrong = Rules::parse("mine.toml", text).unwrap_err();
        assert_eq!(
            (wrong.line, wrong.message.contains(said)),
            (line, true),
            "{wrong:?}"
        );
    }
}

#[test]
fn rules_differ_where_their_rules_do() {
    let rules = |text: &str| Rules::parse("r", text).unwrap();
    let one = rules("[[rule]]\nsite = \"a.example\"\ncut = \"x\"\n[[rule]]\ncut = \"y\"\n");
    let commented =
        rules("# x\n[[rule]]\nsite = \"a.example\"\ncut = \"x\"\n\n[[rule]]\ncut = \"y\"\n");
    assert_eq!(one.differ(&commented), Reach::Nowhere);
    let other = rules("[[rule]]\nsite = \"b.example\"\ncut = \"x\"\n[[rule]]\ncut = \"y\"\n");
    let sites = vec!["a.example".to_owned(), "b.example".to_owned()];
    assert_eq!(one.differ(&other), Reach::Sites(sites));
    assert_eq!(one.differ(&Rules::default()), Reach::Everywhere);
}

/// Writes a file as if it had been there for a while.
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_secs(1_700_000_000))
        .unwrap();
}

/// Two sites of three pages.
fn archive(folder: &Path) {
    for site in ["kullby.example", "hallby.example"] {
        fs::create_dir_all(folder.join("pages").join(site)).unwrap();
        for number in 0..3 {
            let text = format!(
                "Bridge {number} of {site} closes\n\n{}\n\nThis is story {number} of {site}, and it will be told on Friday.\n",
                BODY.join("\n\n")
            );
            write(&folder.join(format!("pages/{site}/{number}.txt")), &text);
        }
    }
}

fn run(folder: &Path, pages: &str, rules: RulesChoice) -> Report {
    let mut job = Job::new(folder.join("index"), Selection::new([folder.join(pages)]));
    job.memory = 16 << 20;
    job.threads = 1;
    job.rules = rules;
    pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap()
}

#[test]
fn an_index_remembers_rules_and_cleans_again_where_they_change() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder);
    let these = |text: &str| RulesChoice::These(Rules::parse("mine.toml", text).unwrap());
    let for_kullby = "[[rule]]\nsite = \"kullby.example\"\ncut = \"buses *\"\n";

    let first = run(folder, "pages", RulesChoice::Remembered);
    assert_eq!((first.new, first.rules), (6, None));
    // Only one site is selected, but the rules are those of the index.
    let ruled = run(folder, "pages/hallby.example", these(for_kullby));
    assert_eq!(
        (ruled.updated, ruled.unchanged, ruled.cleaned_again),
        (3, 3, 3)
    );
    assert_eq!(ruled.rules.as_deref(), Some("mine.toml"));

    let same = run(folder, "pages", RulesChoice::Remembered);
    assert_eq!((same.unchanged, same.cleaned_again, same.pages), (6, 0, 0));
    assert_eq!(same.generation, ruled.generation, "nothing was committed");
    let copied = fs::read_to_string(folder.join("pages/kullby.example/0.txt")).unwrap();
    // What says just the same would be the same article.
    let another = copied
        .replace("Bridge 0", "Bridge 4")
        .replace("story 0", "story 4");
    write(&folder.join("pages/kullby.example/4.txt"), &another);
    let more = run(folder, "pages", RulesChoice::Remembered);
    assert_eq!((more.new, more.cleaned_again), (1, 0));
    let index = Index::open(&folder.join("index")).unwrap();
    assert_eq!(
        pipeline::remembered_rules(&index).unwrap().text(),
        for_kullby
    );

    let forgotten = run(folder, "pages", these(""));
    assert_eq!(
        (forgotten.updated, forgotten.cleaned_again, forgotten.rules),
        (4, 4, None)
    );
    assert!(index.rules().unwrap().is_empty());
}

#[test]
fn a_source_that_has_gone_keeps_what_former_rules_gave() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder);
    run(folder, "pages", RulesChoice::Remembered);
    fs::remove_file(folder.join("pages/kullby.example/1.txt")).unwrap();
    let rules = Rules::parse("mine.toml", "[[rule]]\ncut = \"buses *\"\n").unwrap();
    let ruled = run(folder, "pages", RulesChoice::These(rules));
    assert_eq!(
        (ruled.updated, ruled.kept_old_rules, ruled.missing),
        (5, 1, 1)
    );
}

#[test]
fn a_run_that_is_stopped_is_taken_up_with_the_new_rules() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    archive(folder);
    run(folder, "pages", RulesChoice::Remembered);
    let mut job = Job::new(folder.join("index"), Selection::new([folder.join("pages")]));
    job.memory = 16 << 20;
    job.rules =
        RulesChoice::These(Rules::parse("mine.toml", "[[rule]]\ncut = \"buses *\"\n").unwrap());
    let stopped = pipeline::run(&job, &|_| {}, &AtomicBool::new(true)).unwrap();
    assert!(stopped.interrupted);
    let next = run(folder, "pages", RulesChoice::Remembered);
    assert_eq!(
        (next.updated, next.rules.as_deref()),
        (6, Some("mine.toml"))
    );
    assert_eq!(run(folder, "pages", RulesChoice::Remembered).unchanged, 6);
}
