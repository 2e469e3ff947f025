//! Holds the rules that ARCHITECTURE.md states: who may import whom, which room names which library.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order in which data flows; a room imports only rooms before it.
const ROOMS: [&str; 13] = [
    "error", "shipped", "analysis", "read", "page", "clean", "article", "enrich", "index",
    "pipeline", "query", "search", "output",
];

/// The faces: each may import every room, no room imports them.
const FACES: [&str; 2] = ["cli", "repl"];

/// Rooms that only some others may use, although they stand above them.
const BLIND: [(&str, &[&str]); 2] = [
    (
        "query",
        &["read", "page", "clean", "article", "enrich", "pipeline"],
    ),
    ("search", &["read", "page", "clean", "pipeline"]),
];

/// Libraries that only the named rooms may name.
const LIBRARIES: [(&str, &[&str]); 5] = [
    ("tantivy", &["analysis", "index", "query", "search"]),
    ("html5gum", &["page"]),
    ("clap", &["cli", "main"]),
    ("indicatif", &["cli"]),
    ("rustyline", &["repl"]),
];

/// Every source file below `src` with the room it belongs to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let room = room_of(path.strip_prefix(&root).unwrap());
                files.push((
                    room,
                    path.clone(),
                    code(&fs::read_to_string(&path).unwrap()),
                ));
            }
        }
    }
    files.sort();
    files
}

/// The first folder below `src`, or the file's stem.
fn room_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The text without comment lines: documentation may point anywhere.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The names that follow `crate::`, or stand first in a `crate::{…}` group.
fn imported(text: &str) -> BTreeSet<String> {
    let name = |s: &str| {
        s.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(top_level(group).iter().map(|part| name(part.trim()))),
            None => drop(names.insert(name(rest))),
        }
    }
    names
}

/// The parts of a brace group, nested groups left whole.
fn top_level(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn a_room_imports_only_rooms_before_it() {
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        let Some(place) = ROOMS.iter().position(|r| *r == room) else {
            continue;
        };
        for other in imported(&text) {
            let later = ROOMS
                .iter()
                .position(|r| *r == other)
                .is_some_and(|p| p > place);
            let blind = BLIND
                .iter()
                .any(|(r, out)| *r == room && out.contains(&other.as_str()));
            if later || blind || FACES.contains(&other.as_str()) {
                broken.push(format!("{} imports crate::{other}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_library_is_named_only_in_its_rooms() {
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        for (library, rooms) in LIBRARIES {
            let named = [format!("{library}::"), format!("use {library};")];
            if named.iter().any(|n| text.contains(n.as_str())) && !rooms.contains(&room.as_str()) {
                broken.push(format!("{} names {library}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_room_is_listed_and_described() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let architecture = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let known: BTreeSet<_> = ROOMS
        .iter()
        .chain(&FACES)
        .copied()
        .chain(["lib", "main", "bin"])
        .collect();
    for (room, path, _) in sources() {
        assert!(
            known.contains(room.as_str()),
            "{} is in no listed room",
            path.display()
        );
        let listed = architecture.contains(&format!("`src/{room}"));
        assert!(
            listed || ["lib", "main", "bin"].contains(&room.as_str()),
            "ARCHITECTURE.md does not tell of src/{room}"
        );
    }
}

#[test]
fn no_source_file_is_longer_than_five_hundred_lines() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(_, path, _)| (fs::read_to_string(&path).unwrap().lines().count(), path))
        .filter(|(lines, _)| *lines > 500)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

/// Whoever else wants a file written asks one of these.
const WRITERS: [&str; 3] = ["index", "cli", "repl"];

#[test]
fn only_the_index_and_the_faces_write_files() {
    let calls = [
        "fs::write",
        "File::create",
        "OpenOptions",
        "create_dir",
        "fs::rename",
        "fs::copy",
        "hard_link(",
        "remove_file",
        "remove_dir",
    ];
    let mut broken = Vec::new();
    for (room, path, text) in sources() {
        // What a unit test writes is its own.
        let own = text.split("#[cfg(test)]").next().unwrap();
        for call in calls.iter().filter(|call| own.contains(**call)) {
            if !WRITERS.contains(&room.as_str()) {
                broken.push(format!("{} has {call}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_touches_a_network() {
    for (_, path, text) in sources() {
        for name in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
            assert!(!text.contains(name), "{} has {name}", path.display());
        }
    }
}
