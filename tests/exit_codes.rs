//! What `--help` says of the exit codes of a command is what it ends with: for each code there is a call that gives it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

/// Code, command, and a line for a POSIX shell that ends so; the lines run one after the other in one folder.
const CALLS: &[(u8, &str, &str)] = &[
    (2, "index", "newsdex index not-there"),
    (0, "index", "newsdex index pages"),
    (
        2,
        "index",
        "mkdir empty && echo '{' > empty/a.jsonl && newsdex index empty --index other --strict",
    ),
    (0, "", "newsdex --help"),
    (1, "", "newsdex count nosuchword"),
    (2, "", "newsdex nosuchcommand"),
    (0, "search", "newsdex search ferry"),
    (1, "search", "newsdex search nosuchword"),
    (2, "search", "newsdex search '\"'"),
    (0, "export", "newsdex export ferry"),
    (1, "export", "newsdex export nosuchword"),
    (2, "export", "newsdex export '\"'"),
    (0, "first", "newsdex first ferry"),
    (1, "first", "newsdex first nosuchword"),
    (2, "first", "newsdex first '\"'"),
    (
        0,
        "similar",
        "newsdex export | sed -n 's/.*\"text\":\"\\([^\"]*\\)\".*/\\1/p' | head -1 | newsdex similar -",
    ),
    (1, "similar", "newsdex similar 0000000000000000"),
    (2, "similar", "newsdex similar 89e3 --index not-there"),
    (0, "facets", "newsdex facets"),
    (1, "facets", "newsdex facets nosuchword"),
    (2, "facets", "newsdex facets '\"'"),
    (
        0,
        "together",
        "newsdex together \"$(newsdex facets --by person --json | sed -n '1s/.*\"value\":\"\\([^\"]*\\)\".*/\\1/p')\"",
    ),
    (1, "together", "newsdex together 'Nobody at all'"),
    (2, "together", "newsdex together Anna --index not-there"),
    (0, "cut", "newsdex cut '*'"),
    (1, "cut", "newsdex cut nosuchword"),
    (2, "cut", "newsdex cut '\"'"),
    (0, "entities", "newsdex entities"),
    (1, "entities", "newsdex entities nosuchname"),
    (2, "entities", "newsdex entities --index not-there"),
    (
        0,
        "entities why",
        "newsdex entities why \"$(newsdex facets --by person --json | sed -n '1s/.*\"value\":\"\\([^\"]*\\)\".*/\\1/p')\"",
    ),
    (1, "entities why", "newsdex entities why nosuchname"),
    (
        2,
        "entities why",
        "newsdex entities why Anna --index not-there",
    ),
    (
        0,
        "entities tag",
        "echo 'Anna Lind went home.' | newsdex entities tag -",
    ),
    (2, "entities tag", "newsdex entities tag not-there.txt"),
    (0, "count", "newsdex count ferry"),
    (1, "count", "newsdex count nosuchword"),
    (
        2,
        "count",
        "printf 'ferry\\n\"\\n' | newsdex count --batch -",
    ),
    (
        0,
        "batch",
        "printf 'nosuchword\\nferry\\n' | newsdex batch -",
    ),
    (1, "batch", "printf 'nosuchword\\n' | newsdex batch -"),
    (2, "batch", "printf 'ferry\\n\"\\n' | newsdex batch -"),
    (1, "saved", "newsdex saved"),
    (
        0,
        "saved",
        "printf '[searches.f]\\nquery = \"ferry\"\\n[searches.n]\\nquery = \"nosuchword\"\\n' > set.toml && newsdex saved --config set.toml",
    ),
    (2, "saved", "newsdex saved --config not-there.toml"),
    (
        0,
        "saved run",
        "newsdex saved run f --config set.toml --since-last",
    ),
    (
        1,
        "saved run",
        "newsdex saved run f --config set.toml --since-last",
    ),
    (1, "saved run", "newsdex saved run n --config set.toml"),
    (
        2,
        "saved run",
        "newsdex saved run nosuchsearch --config set.toml",
    ),
    (1, "cite", "echo nothing | newsdex cite check -"),
    (
        0,
        "cite",
        "newsdex search ferry --cite -n 0 | newsdex cite check -",
    ),
    (2, "cite", "newsdex cite"),
    (
        0,
        "cite check",
        "newsdex search ferry --cite -n 0 | newsdex cite check -",
    ),
    (
        1,
        "cite check",
        "newsdex search ferry --cite -n 0 | sed 's/\"articles\":[0-9]*/\"articles\":999/; s/\"digest\":\"./\"digest\":\"x/' | newsdex cite check -",
    ),
    (2, "cite check", "newsdex cite check not-there.txt"),
    (0, "sites", "newsdex sites"),
    (
        1,
        "sites",
        "echo > empty/a.jsonl; newsdex index empty --index none; newsdex sites --index none",
    ),
    (2, "sites", "newsdex sites --index not-there"),
    (
        0,
        "show",
        "newsdex show $(newsdex search ferry --format ids -n 1)",
    ),
    (1, "show", "newsdex show 0000000000000000"),
    (2, "show", "newsdex show nonsense"),
    (0, "verify", "newsdex verify"),
    (2, "verify", "newsdex verify --index not-there"),
    (0, "backup", "newsdex backup copied"),
    (2, "backup", "newsdex backup pages"),
    (0, "clean", "newsdex clean pages > /dev/null"),
    (2, "clean", "newsdex clean not-there --strict"),
    (0, "explain", "newsdex explain nosuchword"),
    (2, "explain", "newsdex explain '\"'"),
    (
        0,
        "eval",
        "printf '1 0 a 1\\n' > q; printf '1 Q0 a 1 2.0 me\\n' > r; newsdex eval q r",
    ),
    (2, "eval", "newsdex eval q"),
    (0, "train", "newsdex train --help"),
    (2, "train", "newsdex train"),
    (
        0,
        "train entities",
        "printf 'Yesterday \u{27e6}PER Anna Lind\u{27e7} went home.\\n' > t.txt; newsdex train entities t.txt --lang en --out m",
    ),
    (
        2,
        "train entities",
        "newsdex train entities not-there --out other.model",
    ),
    (0, "stats", "newsdex stats"),
    (2, "stats", "newsdex stats --index not-there"),
    (0, "config", "newsdex config"),
    (2, "config", "newsdex config --config not-there.toml"),
    (0, "demo", "newsdex demo --help"),
    (2, "demo", "newsdex demo"),
    (0, "help", "newsdex help search"),
    (2, "help", "newsdex help nosuchcommand"),
    (0, "completions", "newsdex completions fish"),
    (2, "completions", "newsdex completions nosuchshell"),
    (0, "man", "newsdex man search"),
    (2, "man", "newsdex man nosuchcommand"),
    (0, "repl", "printf 'ferry\\nnosuchword\\n' | newsdex repl"),
    (2, "repl", "printf 'back\\n' | newsdex repl"),
    (
        1,
        "verify",
        "echo changed >> \"$(find pages -type f | sort | head -1)\"; newsdex verify",
    ),
    (0, "rebuild", "newsdex rebuild"),
    (2, "rebuild", "newsdex rebuild --index empty/a.jsonl"),
    (0, "repair", "newsdex repair"),
    (2, "repair", "newsdex repair --index not-there"),
];

fn ran(folder: &Path, line: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_newsdex")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path.as_str()), ("LC_ALL", "C.UTF-8")])
        .env("HOME", folder.join("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The codes that a help page names, with what it says of each.
fn told(help: &str) -> BTreeMap<u8, String> {
    let list = help.split("\nExit codes:\n").nth(1).unwrap_or_default();
    let entry = |line: &str| {
        let (number, meaning) = line.trim().split_once(' ')?;
        Some((number.parse().ok()?, meaning.trim().to_owned()))
    };
    list.lines().map_while(entry).collect()
}

#[test]
fn each_command_ends_with_the_codes_that_its_help_and_its_manual_page_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(
        &root.join("corpus/harbourledger.example"),
        &folder.path().join("pages"),
    );
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for (code, command, line) in CALLS {
        let (ended, said) = ran(folder.path(), line);
        if ended != Some(i32::from(*code)) {
            wrong.push(format!(
                "{line}\nis to end with {code}, ended with {ended:?}\n{said}"
            ));
        }
        seen.entry(command).or_default().insert(*code);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (command, mut codes) in seen {
        let (_, help) = ran(folder.path(), &format!("newsdex {command} --help"));
        let told = told(&help);
        codes.insert(130);
        assert_eq!(
            told.keys().copied().collect::<BTreeSet<_>>(),
            codes,
            "{command}: {help}"
        );
        let (_, page) = ran(folder.path(), &format!("newsdex man {command}"));
        let section = page.split(".SH \"EXIT STATUS\"\n").nth(1).unwrap();
        for (number, meaning) in told {
            let meaning = meaning.replace('-', "\\-");
            let entry = section.split(&format!(".TP\n{number}\n")).nth(1).unwrap();
            assert!(
                entry.to_lowercase().starts_with(&meaning.to_lowercase()),
                "{command} {number}: {entry}"
            );
        }
    }
}
