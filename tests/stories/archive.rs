//! A folder of pages with an index, for tests of what runs make of them.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use newsdex::index::Index;
use newsdex::pipeline::{self, Job, Prune, Report};
use newsdex::read::Selection;
use newsdex::search::{Hit, Request, Searcher};
use tempfile::TempDir;

/// A folder with pages and indexes, and how often a page was written.
pub struct Archive {
    pub folder: TempDir,
    pub written: Cell<u64>,
}

impl Archive {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pages")).unwrap();
        Self {
            folder,
            written: Cell::new(0),
        }
    }

    /// A file, or the folder of all for an empty name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("pages").join(name)
    }

    /// Writes a file that is a second newer than the one before.
    pub fn write(&self, name: &str, text: &(impl AsRef<[u8]> + ?Sized)) {
        self.written.set(self.written.get() + 1);
        self.write_at(name, text, self.written.get());
    }

    pub fn write_at(&self, name: &str, text: &(impl AsRef<[u8]> + ?Sized), seconds: u64) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        set_time(&path, seconds);
    }

    pub fn run(&self) -> Report {
        self.run_over(&[self.path("")])
    }

    pub fn run_over(&self, paths: &[PathBuf]) -> Report {
        self.run_into("index", paths)
    }

    pub fn run_into(&self, index: &str, paths: &[PathBuf]) -> Report {
        let report = run(&self.job(index, paths));
        assert_eq!(report.articles, self.articles_of(index).len() as u64);
        report
    }

    /// A run that differs from others in something.
    pub fn run_with(&self, change: impl FnOnce(&mut Job)) -> Report {
        let mut job = self.job("index", &[self.path("")]);
        change(&mut job);
        run(&job)
    }

    pub fn job(&self, index: &str, paths: &[PathBuf]) -> Job {
        let index = self.folder.path().join(index);
        let mut job = Job::new(index, Selection::new(paths.to_vec()));
        job.memory = 16 << 20;
        job.threads = 1;
        job.entities = false;
        job.prune = Prune::Gone;
        job
    }

    pub fn dry_run(&self) -> Report {
        self.run_with(|job| job.dry_run = true)
    }

    /// Title and path of each article, by its id.
    pub fn articles(&self) -> BTreeMap<String, (String, String)> {
        self.articles_of("index")
    }

    pub fn articles_of(&self, index: &str) -> BTreeMap<String, (String, String)> {
        let hits = self.hits_of(index).into_iter();
        hits.map(|hit| (hit.id, (hit.title, hit.path))).collect()
    }

    pub fn hits_of(&self, index: &str) -> Vec<Hit> {
        let index = Index::open(&self.folder.path().join(index)).unwrap();
        let request = Request {
            query: "*".to_owned(),
            limit: 100,
            ..Request::default()
        };
        let found = Searcher::open(&index).unwrap().search(&request).unwrap();
        let catalog = index.catalog().unwrap();
        assert_eq!(
            catalog.articles(),
            found.hits.len(),
            "catalog and documents agree"
        );
        found.hits
    }

    pub fn titles(&self) -> BTreeSet<String> {
        self.articles()
            .into_values()
            .map(|(title, _)| title)
            .collect()
    }
}

pub fn run(job: &Job) -> Report {
    pipeline::run(job, &|_| {}, &AtomicBool::new(false)).unwrap()
}

/// Sets the time of a file to so many seconds after a day.
pub fn set_time(path: &Path, seconds: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + seconds);
    let file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

/// new, updated, unchanged, removed, skipped
pub fn counts(report: &Report) -> [u64; 5] {
    let Report {
        new,
        updated,
        unchanged,
        removed,
        ..
    } = report;
    [*new, *updated, *unchanged, *removed, report.skipped_total()]
}
