//! Sessions on a real terminal: tmux types, and what stands in its window is compared.
//!
//! Left out, and that is said, on machines without tmux.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

/// How long something may take to appear on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A window with a session in it.
struct Terminal {
    /// Holds the socket of a server of its own.
    place: tempfile::TempDir,
}

impl Terminal {
    fn open(folder: &Path, columns: u16, rows: u16, environment: &str) -> Self {
        let program = env!("CARGO_BIN_EXE_newsdex");
        let home = folder.display();
        let session = format!(
            "env -i PATH=/usr/bin:/bin HOME={home} LANG=C.UTF-8 TERM=screen {environment} {program}; \
             echo left with $?; exec cat"
        );
        let terminal = Self {
            place: tempfile::tempdir().unwrap(),
        };
        let (columns, rows) = (columns.to_string(), rows.to_string());
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            &columns,
            "-y",
            &rows,
            "-c",
            home.to_string().as_str(),
            &session,
        ]);
        terminal
    }

    fn tmux(&self, words: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-u", "-S"])
            .arg(self.place.path().join("socket"))
            .args(words)
            .env_remove("TMUX")
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Types text.
    fn text(&self, text: &str) -> &Self {
        self.tmux(&["send-keys", "-l", "--", text]);
        self
    }

    /// Presses a key: `Enter`, `C-r`, `Up`.
    fn key(&self, key: &str) -> &Self {
        self.tmux(&["send-keys", key]);
        self
    }

    /// Types all of this in one burst, keys such as Ctrl-C (`\u{3}`) and Enter (`\r`) too.
    fn burst(&self, text: &str) -> &Self {
        self.tmux(&["set-buffer", "--", text]);
        self.tmux(&["paste-buffer", "-r"]);
        self
    }

    fn window(&self) -> String {
        self.tmux(&["capture-pane", "-p"])
    }

    /// Waits until the last line that is not empty is this one; what is in the window then.
    fn until(&self, last: &str) -> String {
        self.when(|window| window.trim_end().ends_with(last), last)
    }

    /// Waits until the line that was typed is worked on: the cursor stands below it.
    fn taken(&self) -> &Self {
        let begun = Instant::now();
        while self.tmux(&["display-message", "-p", "#{cursor_x}"]).trim() != "0" {
            assert!(begun.elapsed() < PATIENCE, "{}", self.window());
        }
        self
    }

    fn when(&self, done: impl Fn(&str) -> bool, wanted: &str) -> String {
        let begun = Instant::now();
        loop {
            let window = self.window();
            if done(&window) {
                return window;
            }
            assert!(begun.elapsed() < PATIENCE, "no {wanted:?} in\n{window}");
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.tmux(&["kill-server"]);
    }
}

/// A folder with an index of the transcripts' pages; `None` without tmux.
fn place() -> Option<tempfile::TempDir> {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("left out: tmux is not on this machine");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/pages");
    let mut index = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    let output = index
        .arg("index")
        .arg(pages)
        .arg("-q")
        .current_dir(folder.path())
        .output();
    // One of the pages is broken on purpose.
    assert!(
        output
            .unwrap()
            .status
            .code()
            .is_some_and(|code| code != 101)
    );
    Some(folder)
}

#[test]
fn a_line_is_edited_remembered_and_left() {
    let Some(folder) = place() else { return };
    let terminal = Terminal::open(folder.path(), 80, 24, "NO_COLOR=1");
    let window = terminal.until("index>");
    assert!(window.starts_with("6 articles of "), "{window}");
    // A correction is taken by one key.
    terminal.text("counsil").key("Enter").until("index S1 (0)>");
    terminal.key("Enter").until("index S2 (3)>");
    // Ctrl-C clears the line; a line that begins with a blank is not remembered.
    terminal.text("nonsense").until("nonsense");
    terminal.key("C-c").until("index S2 (3)>");
    terminal.text(" ferry").key("Enter").until("index S3 (1)>");
    // Ctrl-R finds an earlier line.
    terminal.key("C-r").text("COU").until("COU': council");
    terminal.key("C-c").until("index S3 (1)>");
    // A line goes on behind a backslash.
    terminal.text("ferry \\").key("Enter");
    terminal
        .text("NOT tram")
        .key("Enter")
        .until("index S4 (0)>");
    // An article that fits in the window needs no pager.
    terminal.text("S3").key("Enter").until("index S3 (1)>");
    terminal.text("1").key("Enter");
    terminal.when(
        |window| window.contains("id        ") && window.trim_end().ends_with("index S3 (1)>"),
        "an article",
    );
    terminal.key("C-d").until("left with 0");
    let history = fs::read_to_string(folder.path().join(".local/state/newsdex/history")).unwrap();
    assert!(
        history.contains("counsil") && !history.contains(" ferry\n"),
        "{history}"
    );
    assert!(!history.contains("nonsense"), "{history}");
}

#[test]
fn what_is_typed_in_one_burst_behind_ctrl_c_is_not_lost() {
    let Some(folder) = place() else { return };
    let terminal = Terminal::open(folder.path(), 80, 24, "NO_COLOR=1");
    terminal.until("index>");
    terminal.text("nonsense").until("nonsense");
    terminal.burst("\u{3}ferry\rtram\r").until("index S2 (3)>");
    // Out of a line that goes on, out of the search for an earlier one, and several times.
    terminal.text("tram \\").key("Enter");
    terminal.burst("\u{3}council\r").until("index S3 (3)>");
    terminal.key("C-r").text("fer").until("fer': ferry");
    terminal
        .burst("\u{3}\u{3}more\u{3}tram NOT ferry\r")
        .until("index S4 (2)>");
    terminal.key("C-d").until("left with 0");
    let history = fs::read_to_string(folder.path().join(".local/state/newsdex/history")).unwrap();
    assert_eq!(history, "#V2\nferry\ntram\ncouncil\ntram NOT ferry\n");
}

#[test]
fn what_cannot_be_right_is_underlined_with_and_without_colour() {
    let Some(folder) = place() else { return };
    for environment in ["NO_COLOR=1", "A=b"] {
        let terminal = Terminal::open(folder.path(), 80, 24, environment);
        terminal.until("index>");
        let underlined = || {
            let window = terminal.tmux(&["capture-pane", "-p", "-e"]);
            let line = window.lines().rfind(|line| line.contains("> ")).unwrap();
            let typed = line.rsplit_once("> ").unwrap().1.to_owned();
            assert_eq!(
                window.contains("\u{1b}[3"),
                environment != "NO_COLOR=1",
                "{window:?}"
            );
            typed.contains("\u{1b}[4m") || typed.contains(";4m") || typed.contains("[4;")
        };
        // A quote that is open yet may be closed.
        terminal.text("tram \"city").until("tram \"city");
        assert!(!underlined(), "{environment}");
        terminal.text("\")").until("tram \"city\")");
        assert!(underlined(), "{environment}");
        terminal.key("C-c").until("index>");
        terminal.key("C-d").until("left with 0");
    }
}

#[test]
fn an_answer_is_as_wide_as_its_window() {
    let Some(folder) = place() else { return };
    let terminal = Terminal::open(folder.path(), 200, 50, "");
    terminal.until("index>");
    for columns in ["200", "80", "40"] {
        terminal.tmux(&["resize-window", "-x", columns]);
        terminal.text("tram council").key("Enter");
        let window = terminal.when(
            |window| window.contains(": more") || window.contains(" articles ·"),
            "an answer",
        );
        let most: usize = columns.parse().unwrap();
        let longest = window.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(most.min(112)), "{window}");
        terminal.key("C-l");
    }
}

#[test]
fn keys_of_vi_are_known() {
    let Some(folder) = place() else { return };
    let terminal = Terminal::open(folder.path(), 80, 24, "NEWSDEX_KEYS=vi");
    terminal.until("index>");
    terminal
        .text("xferry")
        .key("Escape")
        .text("0x")
        .until("index> ferry");
    terminal.key("Enter").until("index S1 (1)>");
}

#[test]
fn a_terminal_that_can_do_nothing_will_do() {
    let Some(folder) = place() else { return };
    let terminal = Terminal::open(folder.path(), 80, 24, "TERM=dumb");
    terminal.until("index>");
    terminal
        .text("nonsense")
        .key("C-c")
        .until("(the line is cleared; Ctrl-C again leaves)");
    terminal.text("ferry").key("Enter").until("index S1 (1)>");
    assert!(
        terminal.window().contains("**ferry**"),
        "{}",
        terminal.window()
    );
    terminal.key("C-d").until("left with 0");
}

#[test]
fn a_history_that_cannot_be_written_stops_nothing() {
    let Some(folder) = place() else { return };
    // No file may grow, as on a full disk.
    let full = "sh -c 'ulimit -f 0; exec $0'";
    let state = folder.path().join("state/newsdex");
    fs::create_dir_all(&state).unwrap();
    std::os::unix::fs::symlink("/dev/zero", state.join("history")).unwrap();
    let endless = format!("XDG_STATE_HOME={}", folder.path().join("state").display());
    for environment in [full, &endless, "HOME=/proc"] {
        let terminal = Terminal::open(folder.path(), 80, 24, environment);
        terminal.until("index>");
        terminal.text("ferry").key("Enter").until("index S1 (1)>");
        terminal.text("tram").key("Enter").until("index S2 (3)>");
        let window = terminal.window();
        // Told once, and after the answer.
        let told = window.matches("lines are not remembered: ").count();
        assert_eq!(told, 1, "{environment}: {window}");
        terminal.key("C-d").until("left with 0");
    }
}

#[test]
fn a_planted_line_of_history_does_nothing_to_the_terminal() {
    let Some(folder) = place() else { return };
    let state = folder.path().join(".local/state/newsdex");
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("history"), "#V2\ntram \x1b]2;planted\x07\n").unwrap();
    let terminal = Terminal::open(folder.path(), 80, 24, "NO_COLOR=1");
    terminal.until("index>");
    terminal.key("Up").until("]2;planted\u{fffd}");
    let title = terminal.tmux(&["display-message", "-p", "#{pane_title}"]);
    assert_ne!(title.trim(), "planted");
}

/// A folder with an index of many long articles of few words, over which a nearness of many words takes long; `None`
/// without tmux.
fn place_of_work() -> Option<tempfile::TempDir> {
    let folder = place()?;
    let text = "the state of the port and the state of the ferry. ".repeat(500);
    let records: String = (0..20)
        .map(|n| format!("{{\"title\":\"port {n}\",\"body\":\"number {n}: {text}\",\"url\":\"https://daily.example/{n}\"}}\n"))
        .collect();
    fs::write(folder.path().join("work.jsonl"), records).unwrap();
    let mut index = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    let output = index
        .args(["index", "work.jsonl", "-q", "--no-entities"])
        .current_dir(folder.path())
        .output();
    assert!(output.unwrap().status.success());
    Some(folder)
}

/// A query that takes far longer than anybody waits, and fits in a row of a window.
fn long_query() -> String {
    ["the"; 12].join(" w/9 ")
}

#[test]
fn ctrl_c_ends_an_answer_and_not_the_session() {
    let Some(folder) = place_of_work() else {
        return;
    };
    let terminal = Terminal::open(folder.path(), 120, 40, "NO_COLOR=1");
    terminal.until("index>");
    terminal.text("ferry").key("Enter").until("index S1 (21)>");
    for _ in 0..2 {
        terminal.text(&long_query()).key("Enter");
        terminal.taken().key("C-c").until("stopped\nindex S1 (21)>");
        terminal.key("C-l").until("index S1 (21)>");
    }
    // At the prompt it clears the line, and what was found before is there still.
    terminal.text("nonsense").until("nonsense");
    terminal.key("C-c").until("nonsense\nindex S1 (21)>");
    terminal
        .text("history")
        .key("Enter")
        .until("*S1         21  ferry\nindex S1 (21)>");
    terminal.key("C-d").until("left with 0");
}

#[test]
fn a_window_is_resized_in_mid_answer() {
    let Some(folder) = place_of_work() else {
        return;
    };
    let terminal = Terminal::open(folder.path(), 120, 30, "NO_COLOR=1");
    terminal.until("index>");
    terminal.text(&long_query()).key("Enter");
    terminal.taken().tmux(&["resize-window", "-x", "50"]);
    terminal.key("C-c").until("stopped\nindex>");
    terminal.key("C-l").text("ferry").key("Enter");
    let window = terminal.until("index S1 (21)>");
    let longest = window.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(50), "{window}");
}

#[test]
fn a_terminal_that_is_closed_in_mid_answer_leaves_nothing_running() {
    let Some(folder) = place_of_work() else {
        return;
    };
    for query in [long_query(), String::new()] {
        let remembered = "sh -c 'echo $$ > number; exec $0'";
        let terminal = Terminal::open(folder.path(), 120, 30, remembered);
        terminal.until("index>");
        terminal.text(&query).key("Enter");
        terminal.when(
            |window| window.trim_end().ends_with(query.trim_end()),
            "a query",
        );
        let number = fs::read_to_string(folder.path().join("number")).unwrap();
        terminal.tmux(&["kill-server"]);
        let begun = Instant::now();
        let runs = || Command::new("kill").args(["-0", number.trim()]).output();
        while runs().unwrap().status.success() {
            assert!(begun.elapsed() < PATIENCE, "process {number} runs on");
        }
    }
}

/// Articles whose letters take two columns or none, in five scripts.
const WIDE: [(&str, &str); 4] = [
    (
        "港口罢工进入第三周，渡轮停航",
        "工会星期一表示，渡轮公司与码头工人的谈判没有进展。港口管理局说，货物将改由铁路运输，市长李伟对此表示欢迎。",
    ),
    (
        "Cafe\u{301} de l’E\u{301}toile : le ferry revient",
        "Le ferry a repris son service lundi apre\u{300}s trois semaines de gre\u{300}ve, et le cafe\u{301} du port est plein.",
    ),
    (
        "फेरी सेवा फिर शुरू ferry",
        "तीन सप्ताह की हड़ताल के बाद सोमवार को फेरी सेवा फिर शुरू हुई, और ferry पर भीड़ थी।",
    ),
    (
        "The ferry is back 🚢",
        "People stood on the quay with flags and waved 🙂 as the ferry came in from the islands.",
    ),
];

#[test]
fn wide_and_combining_characters_keep_to_their_columns() {
    let Some(folder) = place() else { return };
    let records = WIDE.iter().map(|(title, body)| {
        let address = format!("https://daily.example/{}", title.len());
        serde_json::json!({ "title": title, "body": body, "url": address }).to_string() + "\n"
    });
    fs::write(
        folder.path().join("wide.jsonl"),
        records.collect::<String>(),
    )
    .unwrap();
    let mut index = Command::new(env!("CARGO_BIN_EXE_newsdex"));
    let made = index
        .args(["index", "wide.jsonl", "-q", "--index", "wide"])
        .current_dir(folder.path());
    assert!(made.output().unwrap().status.success());
    for columns in [40, 80, 200] {
        let terminal = Terminal::open(folder.path(), columns, 60, "NO_COLOR=1 NEWSDEX_INDEX=wide");
        terminal.until("wide>");
        terminal.text("渡轮 OR ferry").key("Enter");
        let window = terminal.until("wide S1 (4)>");
        let widest = window.lines().map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(usize::from(columns)), "{window}");
        for shown in [
            "，**渡轮**停航",
            "Cafe\u{301} de",
            "फेरी सेवा फिर शुरू **ferry**",
            "🚢",
        ] {
            assert!(window.contains(shown), "{columns}: {shown}\n{window}");
        }
        // A tab or a stray escape would move what stands behind it.
        let ranks = window
            .lines()
            .filter(|line| line.starts_with(" 1  ") || line.starts_with(" 4  "));
        assert_eq!(ranks.count(), 2, "{window}");
    }
}

#[test]
fn no_home_and_no_locale_are_no_trouble() {
    let Some(folder) = place() else { return };
    // Without the variable there is the home folder of the user data base, whose history is not for tests.
    let elsewhere = format!("XDG_STATE_HOME={}", folder.path().display());
    for environment in [
        &format!("HOME= LANG=C LC_ALL=C {elsewhere}"),
        "HOME=/nowhere LC_ALL=POSIX",
        "HOME=/proc LANG=",
    ] {
        let terminal = Terminal::open(folder.path(), 80, 24, environment);
        terminal.until("index>");
        terminal.text("ferry").key("Enter").until("index S1 (1)>");
        terminal.key("C-d").until("left with 0");
    }
}

#[test]
fn an_index_that_is_named_is_opened_and_pasted_lines_are_lines() {
    let Some(folder) = place() else { return };
    fs::rename(folder.path().join("index"), folder.path().join("hix")).unwrap();
    let command = format!(
        "NO_COLOR=1 {} --index hix; :",
        env!("CARGO_BIN_EXE_newsdex")
    );
    let terminal = Terminal::open(folder.path(), 80, 24, &format!("sh -c '{command}' #"));
    terminal.until("hix>");
    terminal.tmux(&["set-buffer", "tram\nferry"]);
    terminal.tmux(&["paste-buffer", "-p"]);
    terminal.key("Enter").until("hix S2 (1)>");
    // Help is as wide as the window, and read in a pager.
    terminal.text(".help").key("Enter");
    let help = terminal.when(|window| window.contains("q goes back"), "a pager");
    assert!(help.contains("3, open 3"), "{help}");
    terminal.key("q").until("hix S2 (1)>");
}

#[test]
fn a_pager_that_fails_takes_no_text_away() {
    let Some(folder) = place() else { return };
    for (pager, told) in [
        ("/nonexistent", "the pager `/nonexistent` was not found"),
        ("false", "the pager `false` failed with 1"),
    ] {
        let environment = format!("NO_COLOR=1 PAGER={pager}");
        let terminal = Terminal::open(folder.path(), 80, 24, &environment);
        terminal.until("index>");
        terminal.text(".help query").key("Enter");
        let window = terminal.when(|window| window.contains(told), told);
        assert!(window.contains("groups lie at most 64 deep"), "{window}");
    }
}
