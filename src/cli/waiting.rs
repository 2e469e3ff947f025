//! Waiting for another process that writes the index.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::progress::Progress;
use crate::error::{Error, Result};

const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// Does a work that writes an index: at once, or, if `wait` says so, when nobody else writes it. Nothing if the user did not wait for that.
///
/// # Errors
///
/// Those of the work; [`Error::IndexBusy`] among them if nobody waits.
pub(super) fn when_free<T>(
    wait: bool,
    progress: &Progress,
    stop: &AtomicBool,
    mut work: impl FnMut() -> Result<T>,
) -> Result<Option<T>> {
    let mut said = false;
    loop {
        match work() {
            Err(busy @ Error::IndexBusy { .. }) if wait => {
                if stop.load(Ordering::SeqCst) {
                    return Ok(None);
                }
                if !std::mem::replace(&mut said, true) {
                    progress.say(&format!("{busy}; waiting"));
                }
                std::thread::sleep(BETWEEN_TRIES);
            }
            done => return done.map(Some),
        }
    }
}
