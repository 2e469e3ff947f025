//! `newsdex index` is killed at any moment, and nothing is lost.
//!
//! An archive of text files and JSON Lines changes all the time: pages are added, rewritten, removed, and move from file
//! to file. Runs that index it are killed (SIGKILL) at moments that are spread over the time a whole run takes, with a commit
//! after each source, so that commits and merges are under way most of the time. One run in four looks for names. After each kill the index must be sound, and hold
//! every article whose page did not change; the next run must complete the work and leave nothing behind.
//!
//! `cargo test --release --test crash -- --ignored --nocapture` does it 240 times; `NEWSDEX_SEED` and `NEWSDEX_KILLS` change
//! chance and number.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot prepare its files should stop"
)]

mod harm;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use harm::archive::{Archive, complete, kill_after};
use harm::{number_of, seed};
use newsdex::index::verify;

/// What happened.
#[derive(Debug, Default)]
struct Tally {
    killed: u32,
    ended_before: u32,
    before_first_commit: u32,
    generations: BTreeSet<u64>,
    with_leftovers: u32,
    with_names: u32,
    named: u64,
}

/// A run in so many looks for names, which takes longer.
const WITH_NAMES: usize = 4;

/// Checks an index whose writer was killed. `before` is what it held before the run, `now` what it should hold after it; `named` if it looked for names.
fn check(archive: &Archive, before: &BTreeMap<String, String>, named: bool, tally: &mut Tally) {
    let Some(held) = archive.held() else {
        assert!(before.is_empty(), "the index has gone");
        tally.before_first_commit += 1;
        return;
    };
    let health = verify(&archive.index()).unwrap();
    assert_eq!(health.faults, [], "the index is not sound");
    tally.generations.insert(health.generation);
    tally.with_leftovers += u32::from(!health.leftovers.is_empty());
    if named {
        tally.named += archive.check_names();
    }
    let now = archive.expected();
    for (own, token) in &now {
        if before.get(own) == Some(token) {
            // Another file may have another version of a record, and own the article until the run comes to the first one.
            let other = |held: &&String| archive.has(own, held);
            let found = held.get(own).filter(|held| *held == token || other(held));
            assert!(found.is_some(), "{token} is lost: {:?}", held.get(own));
        }
    }
}

fn kill_often(seed: u64, kills: u64) -> Tally {
    let mut archive = Archive::new(seed);
    let mut tally = Tally::default();
    // How long a run takes, without names and with them.
    let mut whole = [false, true].map(|names| {
        let time = complete(archive.run(names));
        fs::remove_dir_all(archive.index()).unwrap();
        time
    });
    let mut before = BTreeMap::new();
    while u64::from(tally.killed) < kills {
        let names = archive.chance.once_in(WITH_NAMES);
        let share = archive.chance.below(1100) as f64 / 1000.0;
        let time: Duration = whole[usize::from(names)];
        if kill_after(archive.run(names), time.mul_f64(share)) {
            tally.killed += 1;
            tally.with_names += u32::from(names);
        } else {
            tally.ended_before += 1;
        }
        check(&archive, &before, names, &mut tally);
        if archive.chance.once_in(3) {
            // The next run is killed too, with what this one left.
            before = archive.held().unwrap_or_default();
            continue;
        }
        let names = archive.chance.once_in(WITH_NAMES);
        let time = complete(archive.run(names));
        archive.check_nothing_left(&[]);
        if names {
            tally.named += archive.check_names();
        }
        before = archive.held().unwrap();
        assert_eq!(before, archive.expected());
        let whole = &mut whole[usize::from(names)];
        *whole = (*whole * 3 + time) / 4;
        if archive.chance.once_in(10) {
            fs::remove_dir_all(archive.index()).unwrap();
            before.clear();
        }
        archive.change();
    }
    complete(archive.run(true));
    archive.check_nothing_left(&[]);
    tally.named += archive.check_names();
    assert!(tally.named > 0, "nobody was ever named");
    tally
}

#[test]
fn a_killed_run_loses_nothing_and_the_next_one_completes_it() {
    kill_often(seed(1), 6);
}

#[test]
#[ignore = "takes minutes: the long form"]
fn a_run_killed_hundreds_of_times_loses_nothing() {
    let tally = kill_often(seed(2), number_of("NEWSDEX_KILLS", 240));
    println!(
        "killed {} times ({} looking for names, {} before the first commit, {} with files left behind, {} different generations); {} runs ended before they were killed",
        tally.killed,
        tally.with_names,
        tally.before_first_commit,
        tally.with_leftovers,
        tally.generations.len(),
        tally.ended_before
    );
}
