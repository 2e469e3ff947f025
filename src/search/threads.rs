//! Segments of one answer side by side: an answer that reads much is waited for half as long on two cores.
//!
//! Where threads cannot be had, or many queries are answered at once already, everything is done one after the other.

use std::sync::OnceLock;
use std::thread::available_parallelism;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::Result;

use super::matching::Matching;

/// Postings of all words together from which on threads are woken. With an eighth of them, single words took .2 ms longer at the median on
/// 150,000 articles.
const MANY: u64 = 131_072;

/// The stack of a thread: queries may be nested deeply.
const STACK: usize = 8 << 20;

/// Whether an answer reads enough to be worked on by several threads.
pub(super) fn are_worth_it(matchings: &[Matching<'_>]) -> bool {
    matchings.iter().map(Matching::postings).sum::<u64>() >= MANY
}

/// What `one` makes of each, in their order; side by side if `many` is true. `one` is also given the place.
pub(super) fn of_each<T: Sync, R: Send>(
    all: &[T],
    many: bool,
    one: impl Fn(usize, &T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    match pool().filter(|_| many && all.len() > 1) {
        Some(pool) => {
            let side_by_side = || all.par_iter().enumerate().map(|(at, each)| one(at, each));
            pool.install(|| side_by_side().collect())
        }
        None => all
            .iter()
            .enumerate()
            .map(|(at, each)| one(at, each))
            .collect(),
    }
}

/// The threads, unless this is one of a pool that has its own work for every core.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    if rayon::current_thread_index().is_some() {
        return None;
    }
    let made = || {
        let cores = available_parallelism().map_or(1, Into::into);
        let pool = ThreadPoolBuilder::new().num_threads(cores);
        let pool = (cores > 1).then(|| pool.stack_size(STACK).build());
        pool.and_then(std::result::Result::ok)
    };
    POOL.get_or_init(made).as_ref()
}
