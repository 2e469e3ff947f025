//! `batch -` under a program that asks one query after the other and waits for each answer.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long an answer is waited for before the test fails; it is there at once.
const PATIENCE: Duration = Duration::from_mins(2);

#[test]
fn each_line_is_answered_before_the_next_one_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/pages");
    let newsdex = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
        command.current_dir(folder.path());
        command
    };
    let indexed = newsdex()
        .arg("index")
        .arg(pages)
        .arg("-q")
        .output()
        .unwrap();
    assert!(indexed.status.success(), "{indexed:?}");
    for (words, header) in [
        (&["batch", "-", "--jobs", "2"][..], None),
        (
            &["count", "--batch", "-"],
            Some("query_id\tcount\tquery\terror"),
        ),
    ] {
        let mut child = newsdex()
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (told, lines) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .for_each(|line| drop(told.send(line)));
        });
        let mut asked = child.stdin.take().unwrap();
        for number in 1..=3 {
            asked
                .write_all(format!("q{number}\tthe OR tram\n").as_bytes())
                .unwrap();
            let mut line = lines.recv_timeout(PATIENCE).unwrap();
            if Some(line.as_str()) == header {
                line = lines.recv_timeout(PATIENCE).unwrap();
            }
            assert!(line.contains(&format!("q{number}")), "{words:?}: {line}");
        }
        drop(asked);
        assert!(child.wait().unwrap().success());
        reader.join().unwrap();
    }
}
