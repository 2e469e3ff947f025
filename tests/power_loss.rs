//! The power fails at any moment, and every commit that had returned is there afterwards.
//!
//! An index is written on a disk that keeps of a file only what was synced, and of a folder's names only those that were
//! there when the folder was synced; of later changes it keeps any, in any mix. After each single step of the writer the power fails in
//! several ways, and what is left is opened.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use harm::{Chance, article, articles};
use newsdex::index::{
    Age, ArticleId, Catalog, Disk, Fate, Index, Measure, PageEntry, SourceEntry, Writer,
    WriterOptions,
};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// A file: what was written to it, and what of that is on the platter.
#[derive(Debug, Clone, Default)]
struct File {
    written: Vec<u8>,
    kept: Arc<Vec<u8>>,
}

/// A change of the folder that is not on the platter yet.
#[derive(Debug, Clone)]
enum Change {
    Named(PathBuf, usize),
    Removed(PathBuf),
}

#[derive(Debug, Default)]
struct Platter {
    files: Vec<File>,
    names: BTreeMap<PathBuf, usize>,
    kept_names: BTreeMap<PathBuf, usize>,
    pending: Vec<Change>,
    /// Do not sync the folder behind a commit, as the engine alone does not.
    careless: bool,
    just_committed: bool,
    /// The generation whose commit has returned.
    acknowledged: u64,
    moments: Vec<Moment>,
}

/// All that is known when the power fails.
#[derive(Debug, Clone)]
struct Moment {
    files: Vec<Arc<Vec<u8>>>,
    kept_names: BTreeMap<PathBuf, usize>,
    pending: Vec<Change>,
    acknowledged: u64,
}

/// A disk that forgets what was not synced.
#[derive(Debug, Clone, Default)]
struct Lossy(Arc<Mutex<Platter>>);

impl Lossy {
    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.0.lock().unwrap()
    }

    /// A disk that holds these files.
    fn holding(files: BTreeMap<PathBuf, Arc<Vec<u8>>>) -> Self {
        let mut platter = Platter::default();
        for (name, kept) in files {
            platter.names.insert(name, platter.files.len());
            let written = kept.to_vec();
            platter.files.push(File { written, kept });
        }
        platter.kept_names = platter.names.clone();
        Self(Arc::new(Mutex::new(platter)))
    }
}

impl Platter {
    fn name(&mut self, path: &Path, file: File) -> usize {
        self.files.push(file);
        let number = self.files.len() - 1;
        self.names.insert(path.to_path_buf(), number);
        self.pending.push(Change::Named(path.to_path_buf(), number));
        self.moment();
        number
    }

    /// The power could fail now.
    fn moment(&mut self) {
        let files = self.files.iter().map(|file| Arc::clone(&file.kept));
        self.moments.push(Moment {
            files: files.collect(),
            kept_names: self.kept_names.clone(),
            pending: self.pending.clone(),
            acknowledged: self.acknowledged,
        });
    }
}

impl Moment {
    /// What is on the disk when the power is back, of the pending changes those that are picked.
    fn after(&self, mut pick: impl FnMut(&Change) -> bool) -> Lossy {
        let mut names = self.kept_names.clone();
        for change in self.pending.iter().filter(|change| pick(change)) {
            match change {
                Change::Named(path, file) => drop(names.insert(path.clone(), *file)),
                Change::Removed(path) => drop(names.remove(path)),
            }
        }
        let files = names.into_iter();
        Lossy::holding(
            files
                .map(|(path, file)| (path, Arc::clone(&self.files[file])))
                .collect(),
        )
    }
}

/// A file that is being written.
struct Writing(Lossy, usize);

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.platter().files[self.1].written.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut platter = self.0.platter();
        let file = &mut platter.files[self.1];
        file.kept = Arc::new(file.written.clone());
        platter.moment();
        Ok(())
    }
}

impl Directory for Lossy {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(OwnedBytes::new(self.atomic_read(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut platter = self.platter();
        let found = platter.names.remove(path);
        found.ok_or_else(|| DeleteError::FileDoesNotExist(path.to_path_buf()))?;
        platter.pending.push(Change::Removed(path.to_path_buf()));
        platter.moment();
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.platter().names.contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let number = self.platter().name(path, File::default());
        Ok(BufWriter::new(Box::new(Writing(self.clone(), number))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let platter = self.platter();
        let found = platter.names.get(path);
        let number = found.ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_path_buf()))?;
        Ok(platter.files[*number].written.clone())
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut platter = self.platter();
        let kept = Arc::new(data.to_vec());
        platter.name(
            path,
            File {
                written: data.to_vec(),
                kept,
            },
        );
        platter.just_committed = path == Path::new("meta.json");
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        let mut platter = self.platter();
        let forgotten = std::mem::take(&mut platter.just_committed) && platter.careless;
        if !forgotten {
            platter.kept_names = platter.names.clone();
            platter.pending.clear();
            platter.moment();
        }
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn catalog(ids: &BTreeSet<u64>) -> Catalog {
    let mut catalog = Catalog::default();
    let page = |&id: &u64| PageEntry {
        digest: id,
        fate: Fate::Indexed(ArticleId(id), 1),
        measure: Measure::default(),
        age: Age::default(),
        twin: 0,
        raw: 0,
        again: false,
        address: None,
    };
    let pages = ids.iter().map(page).collect();
    catalog.put(
        "a.txt",
        SourceEntry {
            pages,
            ..SourceEntry::default()
        },
    );
    catalog
}

/// Commits, with deletions, until merges have come and gone; what each generation holds.
fn write(disk: &Lossy, commits: u64) -> BTreeMap<u64, BTreeSet<u64>> {
    let options = WriterOptions {
        threads: 1,
        memory: 16 << 20,
    };
    let mut writer = Writer::on(Path::new("disk"), Disk::over(disk.clone()), &options).unwrap();
    let mut held = BTreeSet::new();
    let mut generations = BTreeMap::from([(0, BTreeSet::new())]);
    for commit in 1..=commits {
        for id in [commit * 10, commit * 10 + 1] {
            writer.add(&article(id)).unwrap();
            held.insert(id);
        }
        if commit % 2 == 0 {
            let gone = (commit - 1) * 10;
            writer.delete(ArticleId(gone));
            held.remove(&gone);
        }
        generations.insert(commit, held.clone());
        let memory = format!("memory of {commit}");
        writer.commit(&catalog(&held), memory.as_bytes()).unwrap();
        disk.platter().acknowledged = commit;
    }
    writer.finish().unwrap();
    generations
}

/// What is wrong with the index that is left after a loss of power.
fn wrong(
    left: Lossy,
    acknowledged: u64,
    generations: &BTreeMap<u64, BTreeSet<u64>>,
) -> Option<String> {
    if !left.exists(Path::new("meta.json")).unwrap() {
        return (acknowledged > 0).then(|| "there is no index".to_owned());
    }
    let index = match Index::on(Path::new("disk"), Disk::over(left)) {
        Ok(index) => index,
        Err(error) => return Some(error.to_string()),
    };
    let generation = index.generation().unwrap().number;
    if generation < acknowledged {
        return Some(format!("generation {acknowledged} is lost"));
    }
    if let Err(error) = index.engine().reader() {
        return Some(error.to_string());
    }
    let held: BTreeSet<String> = articles(&index).into_keys().collect();
    let expected = &generations[&generation];
    let ids: BTreeSet<String> = expected
        .iter()
        .map(|&id| ArticleId(id).to_string())
        .collect();
    if held != ids {
        return Some(format!("generation {generation} holds other articles"));
    }
    let own = (index.catalog(), index.memory());
    match own {
        (Ok(found), Ok(memory)) if generation == 0 => {
            (found.articles() > 0 || !memory.is_empty()).then(|| "more than nothing".to_owned())
        }
        (Ok(found), Ok(memory)) => {
            let same = found == catalog(expected)
                && memory == format!("memory of {generation}").into_bytes();
            (!same).then(|| "catalog or memory are of another generation".to_owned())
        }
        (Err(error), _) | (_, Err(error)) => Some(error.to_string()),
    }
}

/// Fails the power at every step, each time in several ways; all that went wrong.
fn fail_everywhere(
    disk: &Lossy,
    generations: &BTreeMap<u64, BTreeSet<u64>>,
) -> (usize, Vec<String>) {
    let moments = std::mem::take(&mut disk.platter().moments);
    let mut chance = Chance::new(harm::seed(3));
    let mut tries = 0;
    let mut found = Vec::new();
    for moment in &moments {
        let ways: [&mut dyn FnMut(&Change) -> bool; 5] = [
            &mut |_| false,
            &mut |_| true,
            &mut |change| matches!(change, Change::Removed(_)),
            &mut |change| matches!(change, Change::Named(..)),
            &mut |_| chance.once_in(2),
        ];
        for way in ways {
            tries += 1;
            let left = moment.after(way);
            found.extend(wrong(left, moment.acknowledged, generations));
        }
    }
    (tries, found)
}

#[test]
fn a_loss_of_power_at_any_step_takes_no_commit_away() {
    let disk = Lossy::default();
    let generations = write(&disk, 8);
    let (tries, found) = fail_everywhere(&disk, &generations);
    assert_eq!(found, [] as [String; 0]);
    assert!(tries > 500, "{tries}");
}

#[test]
fn the_same_test_notices_a_folder_that_is_not_synced_behind_the_commit() {
    let disk = Lossy::default();
    disk.platter().careless = true;
    let generations = write(&disk, 8);
    let (_, found) = fail_everywhere(&disk, &generations);
    assert!(
        found.iter().any(|what| what.contains("is lost")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|what| what.contains("missing")),
        "{found:?}"
    );
}
