//! The room `read` through its public API: every format, every kind of bad input.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod archives;
mod feeds;
mod json;
mod limits;
mod walking;

use std::fs;
use std::path::{Path, PathBuf};

use newsdex::error::Warning;
use newsdex::read::{self, Claim, Field, Form, Limits, Mapping, RawPage, Selection, Source};
use tempfile::TempDir;

/// A folder that is removed at the end of a test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

/// Pages and warnings of everything below a path.
fn read_all(path: &Path) -> (Vec<RawPage>, Vec<Warning>) {
    read_with(path, &Limits::default(), &Mapping::default())
}

fn read_with(path: &Path, limits: &Limits, mapping: &Mapping) -> (Vec<RawPage>, Vec<Warning>) {
    let (mut pages, mut warnings) = (Vec::new(), Vec::new());
    for source in read::walk(&Selection::new([path])) {
        match source {
            Ok(source) => {
                for found in read::open(&source, limits, mapping) {
                    match found {
                        Ok(page) => pages.push(page),
                        Err(warning) => warnings.push(warning),
                    }
                }
            }
            Err(warning) => warnings.push(warning),
        }
    }
    (pages, warnings)
}

/// Pages and warnings of one file with these bytes.
fn read_bytes(name: &str, bytes: impl AsRef<[u8]>) -> (Vec<RawPage>, Vec<Warning>) {
    let folder = Folder::new();
    read_all(&folder.write(name, bytes))
}

fn sources(selection: &Selection) -> (Vec<Source>, Vec<Warning>) {
    let (mut sources, mut warnings) = (Vec::new(), Vec::new());
    for found in read::walk(selection) {
        match found {
            Ok(source) => sources.push(source),
            Err(warning) => warnings.push(warning),
        }
    }
    (sources, warnings)
}

fn text(page: &RawPage) -> String {
    String::from_utf8_lossy(&page.bytes).into_owned()
}

/// The values that a page's carrier states about a field.
fn stated(page: &RawPage, field: Field) -> Vec<&str> {
    let about = |claim: &&Claim| claim.field == field;
    page.claims
        .iter()
        .filter(about)
        .map(|claim| claim.value.as_str())
        .collect()
}

fn reasons(warnings: &[Warning]) -> Vec<&'static str> {
    warnings.iter().map(|warning| warning.reason).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

#[test]
fn a_file_is_a_page_of_its_form() {
    for (name, bytes, form) in [
        ("a.txt", "Headline\n\nText.", Form::Text),
        ("a.TXT", "Headline\n\nText.", Form::Text),
        ("a.html", "<p>Text.", Form::Html),
        ("a.htm", "no tag at all", Form::Html),
        ("a.xhtml", "<p>Text.</p>", Form::Html),
        ("saved-page.txt", "\n<!doctype html><p>Text.", Form::Html),
        (
            "page.xml",
            "<?xml version='1.0'?><html><p>Text.</p></html>",
            Form::Html,
        ),
        ("extensionless", "<html><p>Text.", Form::Html),
        ("notes.md", "Text.", Form::Text),
    ] {
        let (pages, warnings) = read_bytes(name, bytes);
        assert_eq!(warnings, [], "{name}");
        assert_eq!(
            (pages.len(), pages[0].form, text(&pages[0])),
            (1, form, bytes.to_owned())
        );
        assert!(pages[0].member.is_none() && pages[0].path.ends_with(name));
    }
}

#[test]
fn packed_files_are_unpacked_member_by_member() {
    let two_members = [gzip(b"one "), gzip(b"two")].concat();
    let two_frames = [zstd(b"one "), zstd(b"two")].concat();
    for (name, bytes) in [
        ("a.txt.gz", &two_members),
        ("a.txt.zst", &two_frames),
        ("a.txt.zstd", &two_frames),
        ("a.text.GZ", &two_members),
        ("a.txt", &two_members),
    ] {
        let (pages, warnings) = read_bytes(name, bytes);
        assert_eq!(
            (warnings, text(&pages[0])),
            (vec![], "one two".to_owned()),
            "{name}"
        );
    }
}

#[test]
fn the_digest_is_known_after_one_pass_and_is_that_of_the_packed_bytes() {
    let folder = Folder::new();
    let path = folder.write(
        "a.jsonl.gz",
        gzip(b"{\"text\":\"one\"}\n{\"text\":\"two\"}\n"),
    );
    let source = Source::named(&path).unwrap();
    let mut pages = read::open(&source, &Limits::default(), &Mapping::default());
    assert_eq!(pages.by_ref().flatten().count(), 2);
    assert_eq!(pages.bytes_read(), source.bytes);
    assert_eq!(
        pages.digest().unwrap().unwrap(),
        read::digest(&source).unwrap()
    );

    let unread = read::open(&source, &Limits::default(), &Mapping::default());
    assert_eq!(
        unread.digest().unwrap().unwrap(),
        read::digest(&source).unwrap()
    );
}
