//! Bad input from end to end: the program names it, loses nothing else, and comes back.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// A folder of pages beside the index made of them.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(bench.pages()).unwrap();
        bench
    }

    fn pages(&self) -> std::path::PathBuf {
        self.folder.path().join("pages")
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.pages().join(name), bytes).unwrap();
        self
    }

    fn newsdex(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
        command
            .current_dir(self.folder.path())
            .args(words)
            .env_remove("NEWSDEX_INDEX");
        command.output().unwrap()
    }

    /// What indexing the pages reports.
    fn index(&self) -> Value {
        let output = self.newsdex(&["index", "pages", "--json"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// True if the index holds an article with this word.
    fn holds(&self, word: &str) -> bool {
        self.newsdex(&["search", word]).status.code() == Some(0)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An article whose every paragraph has the word.
fn article(word: &str) -> String {
    let sentence = format!(
        "The {word} was repaired on Thursday, the council said in a statement, and will be open again before the end of the month."
    );
    format!(
        "Council repairs the {word}\n\n{sentence}\n\n{sentence} A second crew is to follow.\n\n{sentence} Residents had asked for it since last winter.\n"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(word: &str) -> String {
    serde_json::json!({"text": article(word), "url": format!("https://a.example/{word}")})
        .to_string()
}

/// Sixteen different records, so that line 17 comes behind them.
fn fillers() -> Vec<String> {
    let words = "weir towpath bandstand footbridge boathouse pavilion aqueduct granary orchard stables foundry bakery chapel market library station";
    words.split(' ').map(record).collect()
}

/// Each warning as `name, place: reason`.
fn warnings(report: &Value) -> Vec<String> {
    let found = report["warnings"].as_array().unwrap().iter();
    let mut lines: Vec<String> = found
        .map(|warning| {
            let name = Path::new(warning["path"].as_str().unwrap())
                .file_name()
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let place = warning["member"]
                .as_str()
                .map(|place| format!(", {place}"))
                .unwrap_or_default();
            format!("{name}{place}: {}", warning["reason"].as_str().unwrap())
        })
        .collect();
    lines.sort();
    lines
}

#[test]
fn every_kind_of_bad_file_is_named_and_the_good_one_is_found() {
    let bench = Bench::new();
    let torn = gzip(
        (record("lighthouse") + "\n" + &record("jetty"))
            .repeat(200)
            .as_bytes(),
    );
    bench
        .write("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0")
        .write("empty.html", "")
        .write("good.txt", article("harbour"))
        .write(
            "lines.jsonl",
            [
                fillers(),
                vec![
                    "{\"text\": \"cut".into(),
                    "{\"title\": \"only\"}".into(),
                    record("sluice"),
                ],
            ]
            .concat()
            .join("\n"),
        )
        .write("torn.txt.gz", &torn[..torn.len() / 2]);
    let report = bench.index();
    let expected = [
        "binary.txt: binary",
        "empty.html: empty file",
        "lines.jsonl, line 17: not valid JSON",
        "lines.jsonl, line 18: record without a body",
        "torn.txt.gz: truncated",
    ];
    assert_eq!(warnings(&report), expected);
    assert!(bench.holds("harbour") && bench.holds("weir") && bench.holds("sluice"));
}

#[test]
fn deep_and_endless_markup_comes_back_with_what_it_says() {
    let bench = Bench::new();
    let paragraphs = format!("<p>{}</p>", article("viaduct").replace("\n\n", "</p><p>"));
    bench
        .write(
            "deep.html",
            format!("{}{paragraphs}", "<div>".repeat(100_000)),
        )
        .write(
            "open.html",
            format!(
                "{}{}",
                paragraphs.replace("viaduct", "cistern"),
                "<b><i>".repeat(200_000)
            ),
        );
    let report = bench.index();
    assert_eq!(warnings(&report), [] as [String; 0]);
    assert_eq!(report["new"], 2);
}

#[test]
fn a_zip_bomb_and_an_endless_line_are_left_and_the_rest_is_read() {
    let bench = Bench::new();
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    bomb.write_all((record("quay") + "\n").as_bytes()).unwrap();
    let zeros = vec![b'0'; 1 << 20];
    (0..120).for_each(|_| bomb.write_all(&zeros).unwrap());
    bench.write("bomb.jsonl.gz", bomb.finish().unwrap());
    let long = fs::File::create(bench.pages().join("long.jsonl")).unwrap();
    // A line of 300 MB that takes no room on the disk.
    long.set_len(300 << 20).unwrap();
    drop(long);
    let report = bench.index();
    assert_eq!(
        warnings(&report),
        [
            "bomb.jsonl.gz, line 2: unpacked size limit",
            "long.jsonl, line 1: page size limit"
        ]
    );
    assert!(bench.holds("quay"));
}

#[test]
fn a_folder_without_pages_is_said_to_be_one() {
    let bench = Bench::new();
    let output = bench.newsdex(&["index", "pages"]);
    assert!(
        text(&output.stderr).contains("hint:"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn strict_runs_tell_of_failed_pages_by_their_exit_code() {
    let bench = Bench::new();
    bench
        .write("good.txt", article("harbour"))
        .write("torn.txt.gz", &gzip(b"torn")[..12]);
    assert_eq!(
        bench.newsdex(&["index", "pages", "--strict"]).status.code(),
        Some(2)
    );
    assert!(bench.holds("harbour"));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_indexed_and_shown() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(bench.pages().join(name), article("harbour")).unwrap();
    assert_eq!(bench.index()["new"], 1);
    let hits = bench.newsdex(&["search", "harbour", "--json"]);
    assert!(
        text(&hits.stdout).contains("caf\\\\xe9.txt"),
        "{}",
        text(&hits.stdout)
    );
}
