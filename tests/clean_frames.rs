//! Articles in the frames that news pages of many languages have: `tests/clean/frames` holds each page as its owner
//! would save it, a line a block. `+ ` marks a line of the article, `= ` its headline, `> ` a link and `- ` any other line of
//! the frame; above stand who wrote it and when. No other page of the site is known, so that nothing but the page itself tells what its frame is.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its data should stop"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use newsdex::article;
use newsdex::clean::{Cleaner, SiteMemory};
use newsdex::page::{self, Form, Limits, Page};
use newsdex::read::RawPage;

/// 2026-06-01T00:00:00Z
const NOW: i64 = 1_780_272_000;

struct Framed {
    name: String,
    by: Vec<String>,
    on: Option<String>,
    /// The lines of the page, each behind its mark.
    lines: Vec<(char, String)>,
}

fn pages() -> Vec<Framed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clean/frames");
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Framed {
    let text = fs::read_to_string(path).unwrap();
    let mut framed = Framed {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        by: Vec::new(),
        on: None,
        lines: Vec::new(),
    };
    for line in text.lines() {
        if let Some(names) = line.strip_prefix("by: ") {
            framed.by = names.split(", ").map(str::to_owned).collect();
        } else if let Some(day) = line.strip_prefix("on: ") {
            framed.on = Some(day.to_owned());
        } else {
            let text = line.get(2..).unwrap_or_default();
            let mark = line.chars().next().unwrap();
            framed.lines.push((mark, text.to_owned()));
        }
    }
    framed
}

impl Framed {
    fn page(&self, form: Form) -> Page {
        let bytes = match form {
            Form::Html => self.html(),
            Form::Text => self.dump(),
        };
        let raw = RawPage {
            path: "archive/page".to_owned(),
            member: None,
            form,
            bytes: bytes.into_bytes(),
            charset: None,
            claims: Vec::new(),
        };
        page::parse(raw, &Limits::default())
    }

    fn dump(&self) -> String {
        let lines = self.lines.iter().map(|(_, text)| text.as_str());
        lines.collect::<Vec<_>>().join("\n")
    }

    fn html(&self) -> String {
        let mut html = "<html><body>".to_owned();
        for (mark, text) in self.lines.iter().filter(|(_, text)| !text.is_empty()) {
            let _ = match mark {
                '=' => write!(html, "<h1>{text}</h1>"),
                '>' => write!(html, "<p><a href=/more>{text}</a></p>"),
                _ => write!(html, "<p>{text}</p>"),
            };
        }
        html + "</body></html>"
    }

    /// What came out otherwise than it should.
    fn wrong(&self, form: Form) -> String {
        let page = self.page(form);
        let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
        let article = article::build_at(&page, &cleaned, NOW);
        let mut wrong = String::new();
        if article.byline != self.by {
            let _ = writeln!(wrong, "  by {:?}, not {:?}", article.byline, self.by);
        }
        let on = article
            .published
            .and_then(|p| Some(p.text.get(..10)?.to_owned()));
        if on != self.on {
            let _ = writeln!(wrong, "  on {on:?}, not {:?}", self.on);
        }
        let told = self.lines.iter().filter(|(_, text)| !text.is_empty());
        for ((block, verdict), (mark, _)) in page.blocks.iter().zip(&cleaned.verdicts).zip(told) {
            if verdict.kept != (*mark == '+') {
                let (kept, label, why) = (verdict.kept, verdict.label, &verdict.reason);
                let p = verdict.body_probability;
                let start: String = block.text.chars().take(70).collect();
                let said = if kept { "kept" } else { "cut" };
                let _ = writeln!(wrong, "  {said} {p:.2} {label:?} ({why}): {start}");
            }
        }
        wrong
    }
}

#[test]
fn nothing_of_the_frame_stays_and_nothing_of_the_article_goes() {
    let mut report = String::new();
    for page in pages() {
        for form in [Form::Text, Form::Html] {
            let wrong = page.wrong(form);
            if !wrong.is_empty() {
                let _ = write!(report, "{} {form:?}\n{wrong}", page.name);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
