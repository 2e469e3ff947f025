//! How a run is stopped: nothing more is read, and what has been read is finished, as far as there is time.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A request to stop, and how long work may go on behind it.
pub(super) struct Stopping<'r> {
    flag: &'r AtomicBool,
    within: Duration,
    /// When the request was seen first.
    since: OnceLock<Instant>,
}

impl<'r> Stopping<'r> {
    pub(super) fn new(flag: &'r AtomicBool, within: Duration) -> Self {
        Self {
            flag,
            within,
            since: OnceLock::new(),
        }
    }

    /// The request alone, for what must not wait.
    pub(super) fn flag(&self) -> &'r AtomicBool {
        self.flag
    }

    /// Whether the run shall stop.
    pub(super) fn is_up(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Whether it shall, and the time for what was begun is over.
    pub(super) fn is_over(&self) -> bool {
        self.is_up() && self.since.get_or_init(Instant::now).elapsed() >= self.within
    }
}
