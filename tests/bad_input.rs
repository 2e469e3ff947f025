//! Bad input from end to end: the program names it, loses nothing else, and comes back.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

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
fn fifty_megabytes_of_nested_tags_are_left_and_the_rest_is_read() {
    let bench = Bench::new();
    bench
        .write("tags.html", "<div><b>".repeat(50 << 17))
        .write("quay.txt", article("quay"));
    let report = bench.index();
    assert_eq!(warnings(&report), ["tags.html: page size limit"]);
    assert!(bench.holds("quay"));
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
fn of_a_page_that_unpacks_without_end_nothing_is_kept() {
    let bench = Bench::new();
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![b'0'; 1 << 20];
    (0..120).for_each(|_| bomb.write_all(&zeros).unwrap());
    bench.write("bomb.txt.gz", bomb.finish().unwrap());
    let output = bench.newsdex(&["index", "pages", "--json", "--max-page-size", "200M"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(warnings(&report), ["bomb.txt.gz: unpacked size limit"]);
    let detail = report["warnings"][0]["detail"].as_str().unwrap();
    assert!(detail.ends_with("; nothing of it was kept"), "{detail}");
}

#[test]
fn a_body_that_is_a_number_is_no_body() {
    let bench = Bench::new();
    let lines = [
        r#"{"text": 1}"#,
        r#"{"text": [1, 2]}"#,
        r#"{"url": "https://a.example/1", "content": {"value": 3}}"#,
    ];
    bench.write("all.jsonl", lines.join("\n"));
    let report = bench.index();
    assert_eq!(
        warnings(&report),
        [1, 2, 3].map(|line| format!("all.jsonl, line {line}: record without a body"))
    );
    assert_eq!(
        report["warnings"][0]["detail"],
        "its `text` is a number, not a text"
    );
    assert_eq!(report["articles"], 0);
}

#[test]
fn days_that_leave_no_day_between_them_are_an_error_of_usage() {
    let bench = Bench::new();
    bench.write("a.jsonl", record("harbour"));
    bench.index();
    let days = |from, to| {
        let output = bench.newsdex(&["search", "harbour", "--from", from, "--to", to]);
        (output.status.code(), text(&output.stderr))
    };
    let (code, said) = days("2026-03", "2026-01");
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("--from 2026-03-01 is after --to 2026-01-31"),
        "{said}"
    );
    // One day is a span. No article has a date, so nothing is found.
    assert_eq!(days("2026-03-01", "2026-03-01").0, Some(1));
}

#[test]
fn an_answer_that_is_written_among_the_pages_comes_to_an_end() {
    let bench = Bench::new();
    let lines = fillers().join("\n");
    bench.write("a.jsonl", &lines).write("z.jsonl", lines);
    let into = fs::File::create(bench.pages().join("b.jsonl")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(bench.folder.path())
        .args(["clean", "--json", "pages"])
        .stdout(into)
        .status()
        .unwrap();
    assert!(status.success());
    let written = fs::read_to_string(bench.pages().join("b.jsonl")).unwrap();
    // Each of the two files once, and what was written of the first one once more.
    let count = written.lines().count();
    assert!((32..=48).contains(&count), "{count} lines");
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

#[test]
fn strict_runs_tell_of_pages_that_failed_before_and_did_not_change() {
    let bench = Bench::new();
    bench
        .write("good.txt", article("harbour"))
        .write("lines.jsonl", "{\"text\": \"cut");
    let codes = [&["index", "pages", "--strict"][..], &["index", "pages"]];
    let code = |words: &[&str]| bench.newsdex(words).status.code();
    let [strict, plain] = codes;
    assert_eq!(
        [code(strict), code(strict), code(plain)],
        [Some(2), Some(2), Some(0)]
    );
    let again = text(&bench.newsdex(strict).stderr);
    assert!(
        again.contains(
            "pages/lines.jsonl: not valid JSON (in a former run; `newsdex clean` on it tells more)"
        ),
        "{again}"
    );
    bench.write("lines.jsonl", record("sluice"));
    assert_eq!(code(strict), Some(0));
}

#[test]
fn a_short_body_that_a_record_states_is_an_article() {
    let bench = Bench::new();
    let records = [
        serde_json::json!({"title": "Ferry sinks", "text": "The ferry sank.", "url": "https://a.example/1"}),
        serde_json::json!({"text": "Only one sentence about zeppelins."}),
        serde_json::json!({"title": "Weather", "text": "Drizzle."}),
        serde_json::json!({"title": "Wall", "text": "Subscribe to continue reading"}),
    ];
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    bench.write("notes.jsonl", lines.join("\n"));
    let report = bench.index();
    assert_eq!(report["new"], 3);
    assert_eq!(report["skipped"]["no article: no text"], 1);
    assert!(bench.holds("sank") && bench.holds("zeppelins") && bench.holds("drizzle"));
}

#[test]
fn sixteen_copies_of_one_record_are_one_article() {
    let bench = Bench::new();
    bench.write("copies.jsonl", vec![record("harbour"); 16].join("\n"));
    for new in [1, 0] {
        let report = bench.index();
        assert_eq!(
            (
                &report["new"],
                &report["skipped"]["same article as another page"]
            ),
            (&Value::from(new), &Value::from(15))
        );
        assert_eq!(report["articles"], 1);
    }
    assert!(bench.holds("harbour"));
}

#[test]
fn a_page_saved_sixteen_times_is_not_taken_for_a_frame() {
    let bench = Bench::new();
    for copy in 0..16 {
        bench.write(&format!("{copy}.txt"), article("harbour"));
    }
    let report = bench.index();
    assert_eq!(report["new"], 1, "all say the same");
    assert_eq!(report["skipped"]["same article as another page"], 15);
    assert!(bench.holds("harbour"));
}

#[test]
fn a_listed_file_that_is_not_there_is_named() {
    let bench = Bench::new();
    bench.write("good.txt", article("harbour"));
    bench.index();
    bench.write("list", "pages/good.txt\npages/away.txt\n");
    let away = bench.newsdex(&["index", "--files-from", "pages/list", "--json"]);
    let report: Value = serde_json::from_slice(&away.stdout).unwrap();
    assert_eq!(warnings(&report), ["away.txt: cannot be read"]);
    assert!(bench.holds("harbour"));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named_and_keeps_its_article() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    bench.write("locked.txt", article("harbour"));
    bench.index();
    bench.write("locked.txt", article("lighthouse"));
    let path = bench.pages().join("locked.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let report = bench.index();
    // The administrator may read every file, and then the new article is there.
    let word = if fs::File::open(&path).is_ok() {
        "lighthouse"
    } else {
        assert_eq!(warnings(&report), ["locked.txt: cannot be read"]);
        "harbour"
    };
    assert!(bench.holds(word));
}

/// The files of the index, sorted by name.
fn files_of(index: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(index).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn each_file_of_an_index_that_was_cut_short_gives_a_message_and_no_panic() {
    let bench = Bench::new();
    bench.write("good.txt", article("harbour"));
    bench.index();
    let index = bench.folder.path().join("index");
    for path in files_of(&index) {
        let whole = fs::read(&path).unwrap();
        if whole.is_empty() {
            continue;
        }
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        for words in [
            &["search", "harbour"][..],
            &["stats"],
            &["index", "pages", "--dry-run"],
        ] {
            let output = bench.newsdex(words);
            let said = text(&output.stderr);
            assert!(
                !said.contains("panicked") && output.status.code().is_some_and(|code| code <= 2),
                "{}: {words:?}: {said}",
                path.display()
            );
            assert!(
                output.status.code() != Some(2) || said.contains("error: "),
                "{}: {words:?}: {said}",
                path.display()
            );
        }
        fs::write(&path, whole).unwrap();
    }
    assert!(bench.holds("harbour"), "whole files are an index again");
}

#[test]
fn what_a_killed_run_left_behind_is_no_harm() {
    let bench = Bench::new();
    bench.write("good.txt", article("harbour"));
    bench.index();
    let index = bench.folder.path().join("index");
    // Files of a commit that never came about, and a lock whose holder has gone.
    for name in [
        "0123456789abcdef0123456789abcdef.store",
        "catalog-99",
        "memory-99",
    ] {
        fs::write(index.join(name), b"half").unwrap();
    }
    fs::write(index.join("writer.lock"), "process 1\n").unwrap();
    assert!(bench.holds("harbour"));
    bench.write("other.txt", article("lighthouse"));
    assert_eq!(bench.index()["new"], 1);
    assert!(bench.holds("harbour") && bench.holds("lighthouse"));
}

#[test]
fn an_index_of_another_version_is_left_as_it_is() {
    let bench = Bench::new();
    bench.write("good.txt", article("harbour"));
    bench.index();
    let marker = bench.folder.path().join("index/newsdex.json");
    let written = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, harm::marker(9999)).unwrap();
    for words in [&["search", "harbour"][..], &["index", "pages"], &["stats"]] {
        let output = bench.newsdex(words);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("format 9999") && said.contains("hint:"),
            "{said}"
        );
    }
    fs::write(&marker, written).unwrap();
    assert!(bench.holds("harbour"));
}

#[test]
fn an_index_that_another_process_writes_answers_and_names_it() {
    let bench = Bench::new();
    bench.write("good.txt", article("harbour"));
    bench.index();
    // This run waits for the rest of its standard input and holds the index meanwhile.
    let mut writing = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(bench.folder.path())
        .args(["index", "-", "-q"])
        .env_remove("NEWSDEX_INDEX")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let holder = format!("process {}", writing.id());
    let lock = bench.folder.path().join("index/writer.lock");
    while !fs::read_to_string(&lock).unwrap().contains(&holder) {
        assert_eq!(writing.try_wait().unwrap(), None, "it still waits");
        std::thread::yield_now();
    }
    let refused = bench.newsdex(&["index", "pages"]);
    let said = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said.contains(&holder) && said.contains("hint:"), "{said}");
    assert!(bench.holds("harbour"), "searches go on");
    let mut input = writing.stdin.take().unwrap();
    input.write_all(record("lighthouse").as_bytes()).unwrap();
    drop(input);
    assert!(writing.wait().unwrap().success());
    assert!(bench.holds("harbour") && bench.holds("lighthouse"));
}

#[test]
fn an_article_without_an_address_keeps_its_id_from_whatever_folder_it_is_indexed() {
    let bench = Bench::new();
    bench.write("a.txt", article("harbour"));
    bench.index();
    let ids = || {
        text(
            &bench
                .newsdex(&["search", "harbour", "--format", "ids"])
                .stdout,
        )
    };
    let first = ids();
    assert_eq!(first.lines().count(), 1);
    let pages = bench.pages();
    let absolute = pages.to_str().unwrap();
    for (folder, path) in [
        (bench.folder.path(), absolute),
        (Path::new("/"), absolute),
        (pages.as_path(), "."),
        (pages.as_path(), "../pages/a.txt"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_newsdex"))
            .current_dir(folder)
            .args(["index", path, "--prune", "--json", "--index"])
            .arg(bench.folder.path().join("index"))
            .output()
            .unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            (&report["new"], &report["removed"], &report["unchanged"]),
            (&Value::from(0), &Value::from(0), &Value::from(1)),
            "{path}"
        );
    }
    assert_eq!(ids(), first);
    // `clean` gives the same id and path from wherever it is called.
    for (folder, path) in [
        (bench.folder.path(), "pages"),
        (Path::new("/"), absolute),
        (pages.as_path(), "a.txt"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_newsdex"))
            .current_dir(folder)
            .args(["clean", path, "--json", "--index"])
            .arg(bench.folder.path().join("index"))
            .output()
            .unwrap();
        let page: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(page["id"], first.trim(), "{path}");
        assert_eq!(page["path"], "pages/a.txt", "{path}");
    }
}

/// Ctrl-C, as the terminal sends it.
#[cfg(unix)]
fn interrupt(process: &std::process::Child) {
    let id = process.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.unwrap().success());
}

/// Begins to index, and returns when the index is held: Ctrl-C is heard from then on.
#[cfg(unix)]
fn begun(bench: &Bench, words: &[&str]) -> std::process::Child {
    let mut running = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(bench.folder.path())
        .args(words)
        .env_remove("NEWSDEX_INDEX")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let holder = format!("process {}", running.id());
    let lock = bench.folder.path().join("index/writer.lock");
    while !fs::read_to_string(&lock).is_ok_and(|said| said.contains(&holder)) {
        assert_eq!(running.try_wait().unwrap(), None, "it still runs");
        std::thread::yield_now();
    }
    running
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done_and_says_so() {
    let bench = Bench::new();
    bench.write("a.txt", article("harbour"));
    bench.index();
    // So many that the run cannot be at its end when it is stopped.
    let lines: String = (0..5_000).map(|n| record(&format!("pier{n}"))).collect();
    bench.write("many.jsonl", lines);
    let running = begun(&bench, &["index", "pages", "--json"]);
    interrupt(&running);
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let said = text(&output.stderr);
    assert!(said.contains("keeping what is done"), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["interrupted"], true);
    let new = report["new"].as_u64().unwrap();
    assert!(new < 5_000, "{new}");
    let all = bench.newsdex(&["search", "*", "--count"]);
    assert_eq!(text(&all.stdout).trim(), (1 + new).to_string());
}

#[cfg(unix)]
#[test]
fn ctrl_c_does_not_wait_for_standard_input() {
    let bench = Bench::new();
    bench.write("a.txt", article("harbour"));
    bench.index();
    let mut running = begun(&bench, &["index", "-", "--json"]);
    let input = running.stdin.take().unwrap();
    interrupt(&running);
    let output = running.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130));
    assert!(bench.holds("harbour"));
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_leaves_at_once_with_the_last_commit() {
    use std::io::Read;
    let bench = Bench::new();
    bench.write("a.txt", article("harbour"));
    bench.index();
    let lines: String = (0..5_000).map(|n| record(&format!("pier{n}"))).collect();
    bench.write("many.jsonl", lines);
    let mut running = begun(&bench, &["index", "pages", "--json"]);
    interrupt(&running);
    let mut first_word = [0; 8];
    let said = running.stderr.as_mut().unwrap();
    said.read_exact(&mut first_word).unwrap();
    assert_eq!(&first_word, b"stopping");
    interrupt(&running);
    let output = running.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(bench.holds("harbour"));
    let again = bench.newsdex(&["index", "pages/a.txt", "--json"]);
    let report: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(report["unchanged"], 1, "{report}");
}

#[test]
fn a_folder_that_is_not_there_leaves_no_index_behind() {
    let bench = Bench::new();
    let output = bench.newsdex(&["index", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("no file or folder at nowhere"), "{said}");
    assert!(!bench.folder.path().join("index").exists());
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

#[test]
fn a_run_of_one_sign_zeros_behind_gzip_and_latin_json_are_read() {
    let bench = Bench::new();
    let page = format!(
        "<p>{}</p><p>{}</p>",
        article("harbour"),
        "&amp;".repeat(300_000)
    );
    let mut padded = gzip(article("lighthouse").as_bytes());
    padded.extend(std::iter::repeat_n(0, 100_000));
    let latin: Vec<u8> = record("jetty")
        .replace("jetty", "br\u{fc}cke")
        .chars()
        .map(|c| c as u8)
        .collect();
    bench
        .write("signs.html", page)
        .write("padded.txt.gz", padded)
        .write("latin.jsonl", latin);
    let report = bench.index();
    assert_eq!(
        (report["new"].as_u64(), warnings(&report)),
        (Some(3), Vec::new())
    );
    for word in ["harbour", "lighthouse", "brücke"] {
        assert!(bench.holds(word), "{word}");
    }
}
