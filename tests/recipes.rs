//! Runs the recipes of `docs/recipes.md` over the sample corpus and compares what they print.
//!
//! A block with `text` is what the block before it prints; `make` and `toml` blocks are files that the next block uses.
//! Recipes for a program that is not on this machine are left out, and that is said.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PAGE: &str = include_str!("../docs/recipes.md");

/// A block of the page: its language, and what stands in it.
struct Block {
    recipe: &'static str,
    language: &'static str,
    text: String,
}

fn blocks() -> Vec<Block> {
    let (mut found, mut recipe, mut open): (Vec<Block>, _, Option<Block>) = (Vec::new(), "", None);
    for line in PAGE.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(language), None) => {
                open = Some(Block {
                    recipe,
                    language,
                    text: String::new(),
                });
            }
            (None, Some(block)) => block.text.extend([line, "\n"]),
            (None, None) => recipe = line.strip_prefix("## ").unwrap_or(recipe),
        }
    }
    found
}

/// The folders in which programs are looked for, the one under test first.
fn path() -> String {
    let own = Path::new(env!("CARGO_BIN_EXE_newsdex")).parent().unwrap();
    format!("{}:{}", own.display(), env::var("PATH").unwrap())
}

fn is_there(program: &str) -> bool {
    let path = path();
    let folders = env::split_paths(&path);
    folders
        .map(|folder| folder.join(program))
        .any(|file: PathBuf| file.is_file())
}

fn run(command: &mut Command, folder: &Path) -> Output {
    let output = command
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path().as_str()), ("LANG", "C.UTF-8")])
        .env("HOME", folder)
        .output();
    output.unwrap()
}

/// A folder with the sample corpus and its index.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let copied = Command::new("cp")
        .arg("-pR")
        .arg(corpus)
        .arg(folder.path())
        .status();
    assert!(copied.unwrap().success());
    let indexed = run(
        Command::new(env!("CARGO_BIN_EXE_newsdex")).args(["index", "corpus", "-q"]),
        folder.path(),
    );
    assert!(indexed.status.success(), "{indexed:?}");
    folder
}

/// The program of a recipe that this machine does not have.
fn missing(block: &Block) -> Option<&'static str> {
    let needed = ["jq", "sqlite3", "duckdb", "make", "python3"];
    let used = |program: &str| match block.language {
        "python" => program == "python3",
        _ => block.text.split_whitespace().any(|word| word == program),
    };
    let mut needed = needed.into_iter();
    needed.find(|program| used(program) && !is_there(program))
}

#[test]
fn every_recipe_prints_what_its_page_says() {
    let folder = place();
    let blocks = blocks();
    let mut ran = 0;
    for (at, block) in blocks.iter().enumerate() {
        let program = match block.language {
            "sh" => "sh",
            "python" => "python3",
            "make" => {
                fs::write(folder.path().join("Makefile"), &block.text).unwrap();
                continue;
            }
            "toml" => {
                fs::write(folder.path().join("config.toml"), &block.text).unwrap();
                continue;
            }
            "text" | "crontab" => continue,
            other => panic!("{}: a block of {other}", block.recipe),
        };
        if let Some(missing) = missing(block) {
            eprintln!(
                "{}: left out, {missing} is not on this machine",
                block.recipe
            );
            continue;
        }
        let output = run(
            Command::new(program).args(["-c", &block.text]),
            folder.path(),
        );
        let printed = String::from_utf8(output.stdout).unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        let expected = blocks.get(at + 1).filter(|next| next.language == "text");
        assert_eq!(
            Some(&printed),
            expected.map(|next| &next.text),
            "{}\n{told}",
            block.recipe
        );
        ran += 1;
    }
    assert!(ran >= 4, "hardly any program is here");
}
