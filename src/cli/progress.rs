//! Two faces of a long run: a bar on a terminal, a plain line now and then elsewhere.

use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use crate::output::results::grouped;

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tick {
    /// What is being done: `reading`, `indexing`.
    pub doing: &'static str,
    /// Files done.
    pub files: u64,
    /// Files in all; 0 while unknown.
    pub of_files: u64,
    /// Bytes done, as they lie on disk.
    pub bytes: u64,
    /// Bytes in all; 0 while unknown.
    pub of_bytes: u64,
}

/// Time between two plain lines.
const EVERY: Duration = Duration::from_secs(5);

/// Where progress is shown.
#[derive(Debug)]
pub(super) enum Progress {
    /// A bar on standard error.
    Bar(ProgressBar),
    /// Plain lines on standard error.
    Lines(Mutex<Lines>),
    /// Nowhere.
    Silent,
}

/// The plain lines of a run.
#[derive(Debug)]
pub(super) struct Lines {
    begun: Instant,
    last: Instant,
}

impl Progress {
    /// A bar if standard error is a terminal that can move its cursor, else lines; nothing if quiet.
    pub(super) fn new(quiet: bool, terminal: bool) -> Self {
        if quiet {
            Self::Silent
        } else if terminal && std::env::var("TERM").is_ok_and(|term| term != "dumb") {
            Self::Bar(bar())
        } else {
            let now = Instant::now();
            Self::Lines(Mutex::new(Lines {
                begun: now,
                last: now,
            }))
        }
    }

    /// Shows how far the run is.
    pub(super) fn tick(&self, tick: &Tick) {
        match self {
            Self::Silent => {}
            Self::Bar(bar) => draw(bar, tick),
            Self::Lines(lines) => {
                let Ok(mut lines) = lines.lock() else { return };
                if let Some(line) = lines.due(tick, Instant::now()) {
                    write(&line);
                }
            }
        }
    }

    /// Writes a line without disturbing the bar; quiet or not.
    pub(super) fn say(&self, line: &str) {
        match self {
            Self::Bar(bar) => bar.suspend(|| write(line)),
            Self::Lines(_) | Self::Silent => write(line),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn write(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

impl Lines {
    /// The line to write at `now`, if it is time for one.
    fn due(&mut self, tick: &Tick, now: Instant) -> Option<String> {
        if now.duration_since(self.last) < EVERY {
            return None;
        }
        self.last = now;
        Some(plain(tick, now.duration_since(self.begun)))
    }
}

/// `indexing: 1,200 of 20,000 files, 13.2 of 221.0 MB, 21.4 MB/s`.
fn plain(tick: &Tick, elapsed: Duration) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let speed = megabytes(tick.bytes) / elapsed.as_secs_f64().max(0.001);
    let done = grouped(tick.files);
    let megabytes_done = megabytes(tick.bytes);
    if tick.of_files == 0 {
        return format!(
            "{}: {done} files, {megabytes_done:.1} MB, {speed:.1} MB/s",
            tick.doing
        );
    }
    let (all, megabytes_all) = (grouped(tick.of_files), megabytes(tick.of_bytes));
    format!(
        "{}: {done} of {all} files, {megabytes_done:.1} of {megabytes_all:.1} MB, {speed:.1} MB/s",
        tick.doing
    )
}

fn bar() -> ProgressBar {
    let target = ProgressDrawTarget::term_like_with_hz(Box::new(Narrow(Term::stderr())), 10);
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template(UNKNOWN_END) {
        bar.set_style(style.tick_chars("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ "));
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// A terminal that says it is a little narrower than it is, so that the `^C` which it writes behind
/// the bar stays on the bar's line and goes with it.
#[derive(Debug)]
struct Narrow(Term);

/// Columns that are left free: two for `^C`, and one so that the cursor stays on the line.
const FREE: u16 = 3;

impl TermLike for Narrow {
    fn width(&self) -> u16 {
        self.0.size().1.saturating_sub(FREE).max(1)
    }

    fn height(&self) -> u16 {
        self.0.size().0
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_up(n)
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_down(n)
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_right(n)
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_left(n)
    }

    fn write_line(&self, line: &str) -> io::Result<()> {
        self.0.write_line(line)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.0.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
    }
}

const UNKNOWN_END: &str = "{spinner} {msg}  {decimal_bytes}  {decimal_bytes_per_sec}";
const KNOWN_END: &str =
    "{msg}  {wide_bar:.cyan/dim}  {percent:>3} %  {decimal_bytes_per_sec}  {eta} left";

/// The bar counts bytes, since files differ in size by thousands; files stand in the message. Before the first page is done,
/// nobody knows how long it will take.
fn draw(bar: &ProgressBar, tick: &Tick) {
    let is_known = tick.of_bytes > 0 && tick.bytes > 0;
    if is_known && bar.length().is_none() {
        if let Ok(style) = ProgressStyle::with_template(KNOWN_END) {
            bar.set_style(style.progress_chars("━╸─"));
        }
        bar.reset_eta();
    }
    if is_known {
        bar.set_length(tick.of_bytes);
    }
    bar.set_position(tick.bytes);
    let files = grouped(tick.files);
    bar.set_message(match tick.of_files {
        0 => format!("{} {files} files", tick.doing),
        all => format!("{} {files} of {} files", tick.doing, grouped(all)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Tick = Tick {
        doing: "indexing",
        files: 1200,
        of_files: 20_000,
        bytes: 13_200_000,
        of_bytes: 221_000_000,
    };

    #[test]
    fn a_plain_line_says_how_far_and_how_fast() {
        assert_eq!(
            plain(&HALF, Duration::from_secs(2)),
            "indexing: 1,200 of 20,000 files, 13.2 of 221.0 MB, 6.6 MB/s"
        );
        let unknown = Tick {
            of_files: 0,
            of_bytes: 0,
            ..HALF
        };
        assert_eq!(
            plain(&unknown, Duration::from_secs(2)),
            "indexing: 1,200 files, 13.2 MB, 6.6 MB/s"
        );
    }

    #[test]
    fn plain_lines_come_only_now_and_then() {
        let begun = Instant::now();
        let mut lines = Lines { begun, last: begun };
        assert_eq!(lines.due(&HALF, begun + Duration::from_secs(1)), None);
        assert!(lines.due(&HALF, begun + EVERY).is_some());
        assert_eq!(
            lines.due(&HALF, begun + EVERY + Duration::from_secs(1)),
            None
        );
    }
}
