//! Pages at the limits: what comes before a limit is kept, the limit is told, and the work stays within bounds that do not
//! depend on a clock.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use newsdex::page::{self, Bound, Form, Limits, Page};
use newsdex::pipeline::{self, Job, Report};
use newsdex::read::{RawPage, Selection};

fn parse(form: Form, text: &str, limits: &Limits) -> Page {
    let raw = RawPage {
        path: "daily.example/a".to_owned(),
        member: None,
        form,
        bytes: text.as_bytes().to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, limits)
}

fn texts(page: &Page) -> Vec<&str> {
    page.blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

const ROOMY: Limits = Limits {
    max_blocks: 100,
    max_depth: 100,
    max_claims: 100,
    max_work: 1000,
};

const NESTED: &str = "<div><div><div>in<p>deep</p></div>out</div></div><p>below";
const HIDDEN: &str =
    "<div><div><svg><text>mark</text></svg>shown<b hidden>a<b>b</b></b>more</div></div>";
const LINES: &str = "one\ntwo\n\nthree\n";

const fn depth(max_depth: usize) -> Limits {
    Limits { max_depth, ..ROOMY }
}

const fn blocks(max_blocks: usize) -> Limits {
    Limits {
        max_blocks,
        ..ROOMY
    }
}

const fn work(max_work: u64) -> Limits {
    Limits { max_work, ..ROOMY }
}

/// A page, its limits, the blocks that are read, divided by blanks, and the limits that are reached.
type Row = (Form, &'static str, Limits, &'static str, &'static [Bound]);

const TABLE: &[Row] = &[
    (Form::Html, NESTED, ROOMY, "in deep out below", &[]),
    (Form::Html, NESTED, depth(4), "in deep out below", &[]),
    (
        Form::Html,
        NESTED,
        depth(3),
        "in deep out below",
        &[Bound::Depth],
    ),
    (
        Form::Html,
        NESTED,
        depth(1),
        "in deep out below",
        &[Bound::Depth],
    ),
    (Form::Html, NESTED, blocks(4), "in deep out below", &[]),
    (
        Form::Html,
        NESTED,
        blocks(3),
        "in deep out",
        &[Bound::Blocks],
    ),
    (Form::Html, NESTED, work(57), "in deep out below", &[]),
    (Form::Html, NESTED, work(40), "in deep out", &[Bound::Work]),
    (
        Form::Html,
        NESTED,
        Limits {
            max_depth: 2,
            ..blocks(1)
        },
        "in",
        &[Bound::Depth, Bound::Blocks],
    ),
    // What is not shown is not shown beyond the deepest level either.
    (Form::Html, HIDDEN, ROOMY, "shownmore", &[]),
    (Form::Html, HIDDEN, depth(2), "shownmore", &[Bound::Depth]),
    (Form::Text, LINES, ROOMY, "one two three", &[]),
    (Form::Text, LINES, blocks(3), "one two three", &[]),
    (Form::Text, LINES, blocks(2), "one two", &[Bound::Blocks]),
    (Form::Text, LINES, work(15), "one two three", &[]),
    (Form::Text, LINES, work(9), "one two", &[Bound::Work]),
    (Form::Text, "äöü", work(3), "ä", &[Bound::Work]),
];

#[test]
fn what_comes_before_a_limit_is_kept_and_the_limit_is_told() {
    for (form, text, limits, blocks, reached) in TABLE {
        let page = parse(*form, text, limits);
        assert_eq!(texts(&page).join(" "), *blocks, "{text:?} with {limits:?}");
        assert_eq!(page.reached, *reached, "{text:?} with {limits:?}");
        assert!(page.work <= limits.max_work, "{text:?} with {limits:?}");
        let told = page::warnings(&page, limits);
        let reasons: Vec<_> = told.iter().map(|warning| warning.reason).collect();
        let expected: Vec<_> = reached.iter().map(|bound| bound.reason()).collect();
        assert_eq!(reasons, expected);
    }
}

/// Pages that would take long if anything looked twice at what it has read, made of so many pieces.
fn hard(pieces: usize) -> Vec<(&'static str, String)> {
    let prose = "The ferry company said on Thursday that it will run again. ";
    vec![
        ("a nest of elements", "<div>".repeat(pieces) + prose),
        (
            "inline elements around blocks",
            "<b><i><p>x</b>".repeat(pieces),
        ),
        ("links in links", "<a href=x>y".repeat(pieces)),
        ("tables in tables", "<table><tr><td>z".repeat(pieces)),
        (
            "titles that never end",
            format!("{}{prose}", "<title><div>".repeat(pieces)),
        ),
        (
            "hidden text of a page that shows none",
            format!("<div hidden>{}</div>", format!("<p>{prose}").repeat(pieces)),
        ),
        (
            "end tags of nothing",
            "</div></p></b></table>".repeat(pieces),
        ),
        (
            "attributes",
            format!("<p {}>{prose}", "class=\"a b\" ".repeat(pieces)),
        ),
        ("open comments", "<!--".repeat(pieces)),
        (
            "scripts that hold the text",
            format!("<script>var a = \"{}\"</script>", prose.repeat(pieces)),
        ),
    ]
}

#[test]
fn a_page_is_looked_at_a_fixed_number_of_times_whatever_it_holds() {
    for pieces in [50, 500, 5_000] {
        for (name, html) in hard(pieces) {
            let page = parse(Form::Html, &html, &Limits::default());
            let most = 17 * html.len() as u64;
            assert!(page.work <= most, "{name}: {} of {most}", page.work);
            assert!(page.blocks.len() <= html.len() && page.elements.len() <= html.len());
        }
    }
}

#[test]
fn the_bound_on_work_holds_and_cuts_at_the_same_place_each_time() {
    for (name, html) in hard(2_000) {
        for max_work in [1, 100, 10_000, 50_000] {
            let limits = Limits {
                max_work,
                ..Limits::default()
            };
            let page = parse(Form::Html, &html, &limits);
            assert!(page.work <= max_work, "{name}: {} of {max_work}", page.work);
            assert_eq!(page, parse(Form::Html, &html, &limits), "{name}");
            let all = parse(Form::Html, &html, &Limits::default());
            let is_cut = page.reached.contains(&Bound::Work);
            assert_eq!(
                is_cut,
                all.work > max_work,
                "{name}: {} of {max_work}",
                all.work
            );
        }
    }
}

/// A folder of pages beside its index.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        let pages = bench.path("pages");
        std::fs::create_dir(&pages).unwrap();
        let of = |site: &str| {
            let body = (1..7).map(|n| format!("<p>{}</p>", paragraph(n)));
            let body: String = body.collect();
            format!(
                "<html><head><title>Ferry to {site} runs again</title></head><body><h1>Ferry to {site} runs again</h1>{body}</body></html>"
            )
        };
        std::fs::write(pages.join("short.html"), of("Orsay")).unwrap();
        let tail: String = (7..40)
            .map(|n| format!("<p>{}</p>", paragraph(n)))
            .collect();
        std::fs::write(
            pages.join("long.html"),
            of("Skive").replace("</body>", &tail),
        )
        .unwrap();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        Path::new(self.0.path()).join(name)
    }

    fn run(&self, limits: Limits) -> Report {
        let mut job = Job::new(self.path("index"), Selection::new([self.path("pages")]));
        job.page_limits = limits;
        pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap()
    }
}

fn paragraph(number: usize) -> String {
    format!(
        "Crossing number {number} was cancelled on Thursday because of the storm, the harbour master said, and the company will run it again before the end of the month."
    )
}

#[test]
fn pages_in_part_are_counted_in_every_run_and_read_again_when_the_limits_change() {
    let bench = Bench::new();
    let narrow = Limits {
        max_blocks: 10,
        ..Limits::default()
    };
    let counts = |report: &Report| {
        let in_part: Vec<(String, u64)> = report.in_part.clone().into_iter().collect();
        let named = report.in_part_warnings.len();
        (report.new, report.updated, report.unchanged, in_part, named)
    };
    let one = vec![("block limit".to_owned(), 1)];
    let first = bench.run(narrow);
    assert_eq!(counts(&first), (2, 0, 0, one.clone(), 1));
    assert_eq!((first.failed, first.skipped_total()), (0, 0));
    assert!(first.in_part_warnings[0].path.ends_with("long.html"));
    assert!(
        first.in_part_warnings[0]
            .detail
            .contains("more than 10 blocks")
    );
    // Nothing has changed and the limits are the usual ones: nothing is read again, and what is in part is still counted.
    assert_eq!(counts(&bench.run(Limits::default())), (0, 0, 2, one, 0));
    // The file has another time: it is looked at again, its page is known.
    let wide = Limits {
        max_blocks: 1000,
        ..Limits::default()
    };
    assert_eq!(counts(&bench.run(wide)), (0, 1, 1, Vec::new(), 0));
    assert_eq!(
        counts(&bench.run(Limits::default())),
        (0, 0, 2, Vec::new(), 0)
    );
}

#[test]
fn a_page_of_a_file_of_many_keeps_its_mark_when_the_file_grows() {
    let bench = Bench::new();
    let record = |name: &str, paragraphs: usize| {
        let text: Vec<String> = (0..paragraphs).map(paragraph).collect();
        serde_json::json!({"url": format!("https://daily.example/{name}"), "title": name, "text": text.join("\n\n")}).to_string()
    };
    let file = bench.path("pages").join("wire.jsonl");
    let lines = [record("short", 3), record("long", 30)].join("\n");
    std::fs::write(&file, &lines).unwrap();
    let narrow = Limits {
        max_blocks: 20,
        ..Limits::default()
    };
    assert_eq!(bench.run(narrow).in_part["block limit"], 2);
    std::fs::write(&file, lines + "\n" + &record("third", 3)).unwrap();
    let grown = bench.run(Limits::default());
    assert_eq!((grown.new, grown.in_part["block limit"]), (1, 2));
    let again = bench.run(Limits {
        max_blocks: 999,
        ..Limits::default()
    });
    assert_eq!((again.updated, again.in_part.len()), (2, 0));
}

#[test]
fn a_page_that_is_read_again_for_an_article_that_has_gone_elsewhere_is_counted_once() {
    let bench = Bench::new();
    let record = |title: &str| {
        let text: Vec<String> = (0..30).map(paragraph).collect();
        serde_json::json!({"url": "https://daily.example/same", "title": title, "text": text.join("\n\n")}).to_string()
    };
    for name in ["a.jsonl", "b.jsonl"] {
        std::fs::write(bench.path("pages").join(name), record("The ferry")).unwrap();
    }
    let narrow = Limits {
        max_blocks: 20,
        ..Limits::default()
    };
    let first = bench.run(narrow);
    assert_eq!(first.in_part["block limit"], 3);
    let holder = ["a.jsonl", "b.jsonl"].map(|name| bench.path("pages").join(name));
    std::fs::remove_file(&holder[0]).unwrap();
    let mut job = Job::new(bench.path("index"), Selection::new([bench.path("pages")]));
    job.page_limits = narrow;
    job.prune = pipeline::Prune::Gone;
    let report = pipeline::run(&job, &|_| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!((report.articles, report.in_part["block limit"]), (3, 2));
}
