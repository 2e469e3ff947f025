//! `rebuild`, `repair` and `backup` are killed at any moment, and nothing is lost.
//!
//! After each kill (SIGKILL) the index is the one of before or the new one, whole, with every article there once; the next command
//! removes what was left. A backup that was cut off says so to whoever opens it, and the next backup into its folder takes no notice of it.
//!
//! `cargo test --release --test crash_replacing -- --ignored --nocapture` does it 240 times; `NEWSDEX_SEED` and `NEWSDEX_KILLS`
//! change chance and number.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use harm::archive::{Archive, complete, held_in, kill_after, names_in};
use harm::{number_of, seed};
use newsdex::index::{Health, Index, verify};

/// A command that is killed, and what happened to it.
#[derive(Debug)]
struct Victim {
    said: &'static [&'static str],
    whole: Duration,
    killed: u32,
    /// The index, or the backup, was the new one already.
    done: u32,
    /// Something was left that the next command removed.
    left: u32,
}

impl Victim {
    fn new(said: &'static [&'static str]) -> Self {
        Self {
            said,
            whole: Duration::ZERO,
            killed: 0,
            done: 0,
            left: 0,
        }
    }

    fn command(&self, archive: &Archive) -> Command {
        archive.command(self.said)
    }

    /// Lets it come to its end, which tells how long that takes.
    fn complete(&mut self, archive: &Archive) {
        let time = complete(self.command(archive));
        self.whole = if self.whole.is_zero() {
            time
        } else {
            (self.whole * 3 + time) / 4
        };
    }

    /// Kills it somewhere; false if it came to its end.
    fn kill(&mut self, archive: &mut Archive) -> bool {
        let share = archive.chance.below(1100) as f64 / 1000.0;
        let killed = kill_after(self.command(archive), self.whole.mul_f64(share));
        self.killed += u32::from(killed);
        killed
    }
}

/// Flips a byte of a stored text, so that one segment has to be read from its files.
fn damage(archive: &mut Archive) {
    let mut stores = names_in(&archive.index());
    stores.retain(|name| {
        Path::new(name)
            .extension()
            .is_some_and(|end| end == "store")
    });
    let store = archive
        .index()
        .join(&stores[archive.chance.below(stores.len())]);
    let mut bytes = fs::read(&store).unwrap();
    bytes[5] ^= 1;
    fs::remove_file(&store).unwrap();
    fs::write(&store, bytes).unwrap();
}

/// The index is the one of before, as sound as that was, or the new one, and whole.
fn check(
    archive: &Archive,
    before: &BTreeMap<String, String>,
    former: &Health,
    victim: &mut Victim,
) {
    let health = verify(&archive.index()).unwrap();
    let is_new = health.generation > former.generation;
    victim.done += u32::from(is_new);
    victim.left += u32::from(names_in(archive.base()) != ["index", "pages"]);
    if is_new || former.is_sound() {
        assert_eq!(health.faults, []);
        assert_eq!(archive.held().as_ref(), Some(before));
    } else {
        assert_eq!(health.faults, former.faults);
    }
}

/// Kills a command that puts a new index in the place of the old one.
fn kill_replacing(archive: &mut Archive, victim: &mut Victim) {
    archive.change();
    complete(archive.run(false));
    archive.check_nothing_left(&[]);
    let is_rebuild = victim.said[0] == "rebuild";
    if is_rebuild {
        archive.lose_some();
    }
    let before = archive.held().unwrap();
    if !is_rebuild {
        damage(archive);
    }
    loop {
        let former = verify(&archive.index()).unwrap();
        victim.kill(archive);
        check(archive, &before, &former, victim);
        if !archive.chance.once_in(3) {
            break;
        }
    }
    let is_sound = verify(&archive.index()).unwrap().is_sound();
    if is_sound && archive.chance.once_in(2) {
        // Any other run clears up too.
        let mut index = archive.command(&["index", "pages", "--no-entities"]);
        index.args(["--threads", "2"]);
        complete(index);
    } else {
        victim.complete(archive);
    }
    archive.check_nothing_left(&[]);
    assert_eq!(archive.held(), Some(before));
}

/// Kills a backup.
fn kill_backup(archive: &mut Archive, victim: &mut Victim) {
    archive.change();
    complete(archive.run(false));
    let copy = archive.base().join("copy");
    let before = archive.held();
    victim.kill(archive);
    archive.check_nothing_left(&["copy"]);
    assert_eq!(archive.held(), before);
    match Index::open(&copy) {
        Ok(_) => {
            victim.done += 1;
            assert_eq!(held_in(&copy), before);
            fs::remove_dir_all(&copy).unwrap();
        }
        Err(error) if names_in(archive.base()).len() == 2 || names_in(&copy).is_empty() => {
            assert!(matches!(error, newsdex::Error::NoIndex { .. }), "{error}");
        }
        Err(error) => {
            victim.left += 1;
            assert!(error.to_string().contains("half a backup"), "{error}");
            let hint = error.hint().unwrap_or_default();
            assert!(hint.contains("begins anew"), "{hint}");
        }
    }
    victim.complete(archive);
    assert_eq!(verify(&copy).unwrap().faults, []);
    assert_eq!(held_in(&copy), before);
    assert!(!names_in(&copy).contains(&"newsdex.copying".to_owned()));
    archive.check_nothing_left(&["copy"]);
    fs::remove_dir_all(&copy).unwrap();
}

fn kill_often(seed: u64, kills: u64) -> [Victim; 4] {
    let mut archive = Archive::new(seed);
    let mut victims = [
        Victim::new(&["rebuild", "--no-entities"]),
        Victim::new(&["repair"]),
        Victim::new(&["backup", "copy", "--copy"]),
        Victim::new(&["backup", "copy"]),
    ];
    complete(archive.run(true));
    for victim in &mut victims {
        victim.complete(&archive);
        let _ = fs::remove_dir_all(archive.base().join("copy"));
    }
    let each = kills.div_ceil(victims.len() as u64);
    for victim in &mut victims {
        while u64::from(victim.killed) < each {
            if victim.said[0] == "backup" {
                kill_backup(&mut archive, victim);
            } else {
                kill_replacing(&mut archive, victim);
            }
        }
    }
    victims
}

#[test]
fn a_killed_rebuilding_repair_or_backup_loses_nothing() {
    kill_often(seed(3), 4);
}

#[test]
#[ignore = "takes minutes: the long form"]
fn rebuildings_repairs_and_backups_killed_hundreds_of_times_lose_nothing() {
    for victim in kill_often(seed(4), number_of("NEWSDEX_KILLS", 240)) {
        println!(
            "newsdex {}: killed {} times; {} times the new one was there already, {} times something was left for the next",
            victim.said.join(" "),
            victim.killed,
            victim.done,
            victim.left
        );
    }
}
