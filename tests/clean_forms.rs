//! Pages of every form in which articles are found: `tests/clean/forms` holds each with what must come out of it,
//! the kind of page on the first line and the article's paragraphs below.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its data should stop"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use newsdex::article;
use newsdex::clean::{Cleaner, SiteMemory};
use newsdex::output::Look;
use newsdex::output::cleaned::{explanation, kind_name};
use newsdex::page::{self, Limits};
use newsdex::read::{Form, RawPage};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clean/forms");
    let entries = fs::read_dir(folder).unwrap();
    let mut found: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|e| e != "txt"));
    found.sort();
    found
}

/// The kind of the page and the paragraphs of its article, and why.
fn outcome(path: &Path) -> (String, String) {
    let page = page::parse(
        RawPage {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            member: None,
            form: if path.extension().is_some_and(|e| e == "html") {
                Form::Html
            } else {
                Form::Text
            },
            bytes: fs::read(path).unwrap(),
            charset: None,
            claims: Vec::new(),
        },
        &Limits::default(),
    );
    let cleaned = Cleaner::new().clean(&page, &SiteMemory::new());
    let article = article::build(&page, &cleaned);
    let kind = kind_name(cleaned.kind);
    let no_article = kind == "listing" || kind == "empty";
    let text = if no_article { "" } else { &article.text };
    let mut said = format!("{kind}\n{text}\n");
    said.truncate(said.trim_end().len());
    (said, explanation(&page, &cleaned, Look::default()))
}

#[test]
fn articles_come_out_of_pages_of_every_form() {
    let mut wrong = String::new();
    for path in pages() {
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap();
        let (found, why) = outcome(&path);
        if found != expected.trim_end() {
            let _ = write!(wrong, "{}\n{found}\n\n{why}\n", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
