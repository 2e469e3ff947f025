//! What a session does at any moment, for whoever is told of Ctrl-C and must know what it is meant for.

use std::sync::atomic::{AtomicU8, Ordering};

/// What a session does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// It works on an answer, or shows one.
    Answering,
    /// It waits for a line.
    Waiting,
    /// It waits for a line after one was thrown away.
    WaitingAgain,
    /// Its user reads in another program.
    Paging,
}

/// What a session does now; at first it works.
#[derive(Debug, Default)]
pub struct Moment(AtomicU8);

const ALL: [Doing; 4] = [
    Doing::Answering,
    Doing::Waiting,
    Doing::WaitingAgain,
    Doing::Paging,
];

impl Moment {
    /// The session does this from now on.
    pub fn begin(&self, doing: Doing) {
        self.0.store(doing as u8, Ordering::SeqCst);
    }

    /// What the session does.
    pub fn now(&self) -> Doing {
        let at = usize::from(self.0.load(Ordering::SeqCst));
        ALL.get(at).copied().unwrap_or(Doing::Answering)
    }
}
