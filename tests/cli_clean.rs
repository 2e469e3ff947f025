//! `newsdex clean` beside an index: what the index knows of a site counts for each of its pages.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

fn newsdex(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_newsdex"))
        .current_dir(folder)
        .args(words)
        .env_remove("NEWSDEX_INDEX")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_page_alone_is_cleaned_with_what_the_index_knows_of_its_site() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    for place in "Aby Berga Dals Edane Flen Gnosta Hallby Kullby".split(' ') {
        let said = format!(
            "The council of {place} voted on Monday to close the bridge, said the mayor, who had asked for more weeks."
        );
        let page = format!(
            "Ferries\nRiver levels and tides\n\n{place} closes its bridge\n\n{said}\n\n{said}\n\n{said}\n"
        );
        fs::write(pages.join(format!("{place}.txt")), page).unwrap();
    }
    let explain = ["clean", "--explain", "pages/Flen.txt"];
    let seen = "seen on 7 of 7 other pages of the site";
    assert!(!newsdex(folder.path(), &explain).contains(seen));
    newsdex(folder.path(), &["index", "pages"]);
    assert!(newsdex(folder.path(), &explain).contains(seen));
    let alone = [&explain[..], &["--no-memory"]].concat();
    assert!(!newsdex(folder.path(), &alone).contains(seen));
}
