//! What a run on an index notices of damage, and what it leaves as it is.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::fs::{self, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use harm::{article, newsdex, text};
use newsdex::Error;
use newsdex::index::{Catalog, Index, Writer, WriterOptions, verify};
use tempfile::TempDir;

const PARTS: [&str; 6] = ["pos", "idx", "term", "store", "fast", "fieldnorm"];

/// An index of some pages.
struct Archive(TempDir);

impl Archive {
    fn new() -> Self {
        let archive = Self(tempfile::tempdir().unwrap());
        fs::create_dir(archive.path("pages")).unwrap();
        for page in 0..3 {
            archive.write(page);
        }
        assert_eq!(archive.index().0, Some(0));
        archive
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, page: u32) {
        let file = format!("pages/{page}.txt");
        fs::write(self.path(&file), text(&format!("p{page}v1"))).unwrap();
    }

    /// A run: its exit code, and what it says on standard error.
    fn index(&self) -> (Option<i32>, String) {
        let mut run = newsdex(self.0.path());
        let output = run.args(["index", "pages", "--no-entities"]).output();
        let output = output.unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), said)
    }
}

/// The one file of an index whose name ends so.
fn file(index: &Path, end: &str) -> PathBuf {
    let entries = fs::read_dir(index).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let is_wanted = |path: &PathBuf| path.extension().is_some_and(|found| found == end);
    paths.find(is_wanted).unwrap()
}

/// Flips a byte where it stands, as a disk does it.
fn flip(path: &Path, at: u64) {
    let byte = fs::read(path).unwrap()[usize::try_from(at).unwrap()];
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[byte ^ 1]).unwrap();
}

#[test]
fn a_run_stops_at_a_damaged_segment_and_says_which_file() {
    for part in PARTS {
        let archive = Archive::new();
        let damaged = file(&archive.path("index"), part);
        flip(&damaged, 0);
        for new in [false, true] {
            if new {
                archive.write(7);
            }
            let before = fs::read(archive.path("index/meta.json")).unwrap();
            let (code, said) = archive.index();
            assert_eq!(code, Some(2), "{part}: {said}");
            let name = damaged.file_name().unwrap().to_str().unwrap();
            assert!(said.contains(name), "{name}: {said}");
            assert!(said.contains("newsdex repair"), "{said}");
            let after = fs::read(archive.path("index/meta.json")).unwrap();
            assert_eq!(before, after, "the last commit is as it was");
        }
    }
}

#[test]
fn a_lost_list_of_files_is_written_anew_and_told() {
    let archive = Archive::new();
    let list = archive.path("index/.managed.json");
    let before = fs::read_to_string(&list).unwrap();
    fs::remove_file(&list).unwrap();
    let (code, said) = archive.index();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(".managed.json"), "{said}");
    let listed = |text: &str| {
        let (list, _seal) = text.split_once('\n').unwrap();
        let mut list: Vec<String> = serde_json::from_str(list).unwrap();
        list.sort();
        list
    };
    let after = fs::read_to_string(&list).unwrap();
    assert_eq!(listed(&after), listed(&before));
    assert_eq!(verify(&archive.path("index")).unwrap().faults, []);
    let (code, said) = archive.index();
    assert_eq!((code, said.contains(".managed.json")), (Some(0), false));
}

/// Damage that comes after the run has looked.
#[test]
fn a_merge_over_a_damaged_file_stops_the_run_and_leaves_the_last_commit() {
    for part in PARTS {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        let mut writer = Writer::open(&index, &WriterOptions::default()).unwrap();
        let mut number = 0;
        let mut commit = |writer: &mut Writer| {
            number += 1;
            writer.add(&article(number))?;
            writer.commit(&Catalog::default(), &[])
        };
        commit(&mut writer).unwrap();
        let damaged = file(&index, part);
        flip(&damaged, 0);
        let stopped = (0..20).find_map(|_| commit(&mut writer).err());
        let generation = Index::open(&index).unwrap().generation().unwrap().number;
        let stopped = stopped.unwrap_or_else(|| writer.finish().unwrap_err());
        assert!(matches!(&stopped, Error::IndexDamaged { .. }), "{stopped}");
        let name = damaged.file_name().unwrap().to_str().unwrap();
        assert!(stopped.to_string().contains(name), "{part}: {stopped}");
        assert!(stopped.hint().unwrap().contains("newsdex repair"));
        let now = Index::open(&index).unwrap();
        assert_eq!(now.generation().unwrap().number, generation);
        let searcher = now.engine().reader();
        let told = verify(&index).unwrap();
        assert!(searcher.is_err() || told.generation == generation);
        assert_eq!(told.faults.len(), 1, "{:?}", told.faults);
    }
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_the_lock_is_told_with_what_to_do() {
    for is_folder in [true, false] {
        let archive = Archive::new();
        let lock = archive.path("index/writer.lock");
        fs::remove_file(&lock).unwrap();
        if is_folder {
            fs::create_dir(&lock).unwrap();
        } else {
            std::os::unix::fs::symlink(archive.path("nowhere/lock"), &lock).unwrap();
        }
        let (code, said) = archive.index();
        assert_eq!(code, Some(2));
        assert!(said.contains("writer.lock is a"), "{said}");
        assert!(said.contains("hint: take it away"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_named_with_its_folder() {
    let archive = Archive::new();
    archive.write(7);
    // The name under which a catalog is written is taken.
    fs::create_dir(archive.path("index/catalog-2.partial")).unwrap();
    let (code, said) = archive.index();
    assert_eq!(code, Some(2));
    assert!(said.contains("index/catalog-2"), "{said}");
}

#[test]
fn a_rebuilding_does_not_let_go_of_articles_that_the_catalog_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let mut writer = Writer::open(&index, &WriterOptions::default()).unwrap();
    writer.add(&article(1)).unwrap();
    writer.commit(&Catalog::default(), &[]).unwrap();
    writer.finish().unwrap();
    for how in ["rebuild", "repair"] {
        let output = newsdex(folder.path()).args([how, "--json"]).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{how}");
        let kept = folder.path().join("index.damaged");
        assert_eq!(Index::open(&kept).unwrap().stored().unwrap().len(), 1);
        fs::remove_dir_all(&index).unwrap();
        fs::rename(&kept, &index).unwrap();
    }
}
