//! Signals: Ctrl-C in a session, where what it ends depends on what the session does, and files that may not grow.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::repl::{Doing, Moment};
use crate::search::Stop;

/// Terminals on which the line editor edits nothing.
const UNKNOWN: [&str; 3] = ["dumb", "cons25", "emacs"];

/// How long an answer may take to stop before another Ctrl-C leaves.
const PATIENCE: Duration = Duration::from_secs(2);

/// From now on Ctrl-C ends the answer that is worked on, not the session.
///
/// In a pager it is the pager's business. At the prompt the line editor takes it as a key, but for terminals that it does not
/// know: there it clears the line, as the terminal itself does, and leaves when it comes again.
pub(super) fn heed(moment: Arc<Moment>, stop: Stop) {
    let unknown = std::env::var("TERM").is_ok_and(|term| UNKNOWN.contains(&term.as_str()));
    let mut raised: Option<Instant> = None;
    let handler = move || match moment.now() {
        Doing::Answering if stop.is_up() => {
            if raised.is_some_and(|at| at.elapsed() > PATIENCE) {
                leave();
            }
        }
        Doing::Answering => {
            raised = Some(Instant::now());
            stop.raise();
        }
        Doing::Waiting if unknown => {
            moment.begin(Doing::WaitingAgain);
            // Nobody can be told that this cannot be told.
            let _ = writeln!(io::stderr(), "\n(the line is cleared; Ctrl-C again leaves)");
        }
        Doing::WaitingAgain => leave(),
        // A second Ctrl-C may come when the answer has ended, and the line editor not yet begun.
        Doing::Waiting | Doing::Paging => {}
    };
    if let Err(error) = on_interrupt(handler) {
        log::debug!("no handler for Ctrl-C: {error}");
    }
}

/// From now on a file that may not grow any more (`ulimit -f`) fails to be written, which is told. Unheeded, the signal that comes
/// with it would end the program without a word.
pub(super) fn fail_at_the_longest_file() {
    #[cfg(unix)]
    {
        use signal_hook::consts::SIGXFSZ;
        if let Err(error) = signal_hook::flag::register(SIGXFSZ, Arc::default()) {
            log::debug!("no handler for files that are too long: {error}");
        }
    }
}

/// Calls `handler` at each Ctrl-C. A closed terminal and a request to end are not among them: they end the process as ever.
#[cfg(unix)]
fn on_interrupt(mut handler: impl FnMut() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::SIGINT;
    let mut signals = signal_hook::iterator::Signals::new([SIGINT])?;
    let listen = move || signals.forever().for_each(|_| handler());
    std::thread::Builder::new().spawn(listen).map(drop)
}

/// Calls `handler` at each Ctrl-C, and when the terminal is closed.
#[cfg(not(unix))]
fn on_interrupt(handler: impl FnMut() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(handler).map_err(io::Error::other)
}

/// Leaves in the middle of an answer. Nothing is being written.
#[expect(clippy::exit, reason = "the user asked twice")]
fn leave() {
    std::process::exit(130);
}
