//! Two faces of a long run: a bar on a terminal, a plain line now and then elsewhere.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use crate::output::results::{grouped, plural};

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tick {
    /// What is being done: `listing files`, `indexing`, `reading again`.
    pub doing: &'static str,
    /// Pages done.
    pub pages: u64,
    /// Files done.
    pub files: u64,
    /// Files in all; 0 while unknown.
    pub of_files: u64,
    /// Bytes done, as they lie on disk.
    pub bytes: u64,
    /// Bytes in all; 0 while unknown.
    pub of_bytes: u64,
}

/// What is done when sources are read once more, and counted anew.
pub(super) const AGAIN: &str = "reading again";

/// Time between two plain lines.
const EVERY: Duration = Duration::from_secs(5);

/// Where progress is shown.
#[derive(Debug)]
pub(super) enum Progress {
    /// A bar on standard error.
    Bar(ProgressBar, Shape),
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
    doing: &'static str,
    bytes: u64,
}

impl Progress {
    /// A bar if standard error is a terminal that can move its cursor, else lines; nothing if quiet.
    pub(super) fn new(quiet: bool, terminal: bool) -> Self {
        if quiet {
            Self::Silent
        } else if terminal && std::env::var("TERM").is_ok_and(|term| term != "dumb") {
            Self::Bar(bar(), Shape::default())
        } else {
            let now = Instant::now();
            Self::Lines(Mutex::new(Lines {
                begun: now,
                last: now,
                doing: "",
                bytes: 0,
            }))
        }
    }

    /// Shows how far the run is.
    pub(super) fn tick(&self, tick: &Tick) {
        match self {
            Self::Silent => {}
            Self::Bar(bar, shape) => draw(bar, shape, tick),
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
            Self::Bar(bar, _) => bar.suspend(|| write(line)),
            Self::Lines(_) | Self::Silent => write(line),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Self::Bar(bar, _) = self {
            bar.finish_and_clear();
        }
    }
}

fn write(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

impl Lines {
    /// The line to write at `now`, if it is time for one and something is done.
    fn due(&mut self, tick: &Tick, now: Instant) -> Option<String> {
        // What is read again is counted anew, so its speed is too.
        let other = self.doing != tick.doing && !tick.has_done_nothing();
        let anew = std::mem::replace(&mut self.bytes, tick.bytes) > tick.bytes;
        if other && !std::mem::replace(&mut self.doing, tick.doing).is_empty() || anew {
            self.begun = now;
        }
        if now.duration_since(self.last) < EVERY || tick.has_done_nothing() {
            return None;
        }
        self.last = now;
        Some(plain(tick, now.duration_since(self.begun)))
    }
}

impl Tick {
    /// Files are being listed, or standard input has given nothing so far.
    fn has_done_nothing(&self) -> bool {
        self.of_files == 0 && self.pages == 0
    }
}

/// `indexing: 1,200 of 20,000 files, 13.2 of 221.0 MB, 21.4 MB/s`; of standard input `indexing: 1,200 pages, 13.2 MB, 21.4 MB/s`.
fn plain(tick: &Tick, elapsed: Duration) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let speed = megabytes(tick.bytes) / elapsed.as_secs_f64().max(0.001);
    let done = grouped(tick.files);
    let megabytes_done = megabytes(tick.bytes);
    if tick.of_files == 0 {
        return format!(
            "{}: {}, {megabytes_done:.1} MB, {speed:.1} MB/s",
            tick.doing,
            plural(tick.pages, "page")
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

/// What the bar says now, so that it is told only of changes.
#[derive(Debug)]
pub(super) struct Shape(AtomicU8);

impl Default for Shape {
    fn default() -> Self {
        Self(AtomicU8::new(u8::MAX))
    }
}

/// The forms of the bar: before anything is done, or without a known end on a narrow terminal; without a known end; with one;
/// with one on a narrow terminal.
const FORMS: [&str; 4] = [
    "{spinner} {wide_msg}",
    "{spinner} {wide_msg} {decimal_bytes}  {decimal_bytes_per_sec}",
    "{msg}  {wide_bar:.cyan/dim}  {percent:>3} %  {decimal_bytes_per_sec}  {eta} left",
    "{percent:>3} %  {wide_msg} {eta} left",
];

/// Terminals of fewer columns have no room for a bar beside its numbers.
const WIDE: u16 = 76;

impl Shape {
    /// Gives the bar the form that fits; true if it is another one than before, or something else is counted now.
    fn put_on(&self, bar: &ProgressBar, tick: &Tick, width: u16) -> bool {
        let form = form(tick, width);
        let shown = form
            + if tick.doing == AGAIN {
                FORMS.len() as u8
            } else {
                0
            };
        if self.0.swap(shown, Ordering::Relaxed) == shown {
            return false;
        }
        let template = FORMS.get(usize::from(form)).copied().unwrap_or_default();
        if let Ok(style) = ProgressStyle::with_template(template) {
            let (ticks, bars) = if super::terminal::ascii_alone() {
                ("|/-\\ ", "=>-")
            } else {
                ("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ ", "━╸─")
            };
            bar.set_style(style.tick_chars(ticks).progress_chars(bars));
        }
        true
    }
}

/// The number of a form in [`FORMS`]. Before the first page is done, nobody knows how long it will take.
fn form(tick: &Tick, width: u16) -> u8 {
    let is_known = tick.of_bytes > 0 && tick.bytes > 0;
    match (is_known, width >= WIDE) {
        (false, true) if !tick.has_done_nothing() => 1,
        (false, _) => 0,
        (true, true) => 2,
        (true, false) => 3,
    }
}

/// The bar counts bytes, since files differ in size by thousands; files stand in the message.
fn draw(bar: &ProgressBar, shape: &Shape, tick: &Tick) {
    let width = Term::stderr().size().1.saturating_sub(FREE);
    let is_other = shape.put_on(bar, tick, width);
    if tick.of_bytes > 0 && tick.bytes > 0 {
        if is_other && (bar.length().is_none() || tick.doing == AGAIN) {
            bar.reset_eta();
        }
        bar.set_length(tick.of_bytes);
    }
    bar.set_position(tick.bytes);
    bar.set_message(message(tick, width));
}

/// `indexing 1,200 of 20,000 files`; on a narrow terminal without the verb.
fn message(tick: &Tick, width: u16) -> String {
    let verb = if width >= WIDE {
        format!("{} ", tick.doing)
    } else {
        String::new()
    };
    match tick.of_files {
        0 if tick.has_done_nothing() => tick.doing.to_owned(),
        0 => format!("{verb}{}", plural(tick.pages, "page")),
        all => format!("{verb}{} of {} files", grouped(tick.files), grouped(all)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const HALF: Tick = Tick {
        doing: "indexing",
        pages: 1500,
        files: 1200,
        of_files: 20_000,
        bytes: 13_200_000,
        of_bytes: 221_000_000,
    };

    const NOTHING: Tick = Tick {
        doing: "listing files",
        pages: 0,
        files: 0,
        of_files: 0,
        bytes: 0,
        of_bytes: 0,
    };

    /// A terminal that remembers what is written.
    #[derive(Debug, Clone)]
    struct Paper(u16, Arc<Mutex<String>>);

    impl TermLike for Paper {
        fn width(&self) -> u16 {
            self.0
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, line: &str) -> io::Result<()> {
            self.write_str(&format!("{line}\n"))
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.1.lock().unwrap().push_str(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a terminal of so many columns would show of the bar.
    fn shown(tick: &Tick, width: u16) -> String {
        let paper = Paper(width, Arc::default());
        let target = ProgressDrawTarget::term_like(Box::new(paper.clone()));
        let bar = ProgressBar::with_draw_target(None, target);
        Shape::default().put_on(&bar, tick, width);
        bar.set_message(message(tick, width));
        if tick.of_bytes > 0 && tick.bytes > 0 {
            bar.set_length(tick.of_bytes);
        }
        bar.set_position(tick.bytes);
        paper.1.lock().unwrap().clear();
        bar.force_draw();
        let drawn = paper.1.lock().unwrap().clone();
        console::strip_ansi_codes(&drawn).trim_end().to_owned()
    }

    #[test]
    fn the_bar_is_one_line_on_every_terminal() {
        let pages = Tick {
            of_files: 0,
            of_bytes: 0,
            ..HALF
        };
        let begun = Tick { bytes: 0, ..HALF };
        for tick in [HALF, NOTHING, pages, begun] {
            for width in 30..140 {
                let shown = shown(&tick, width);
                assert!(shown.lines().count() == 1, "{width}: {shown}");
                assert!(
                    shown.chars().count() <= usize::from(width),
                    "{width}: {shown}"
                );
            }
        }
        assert!(shown(&HALF, 40).contains("1,200 of 20,000 files"));
        assert!(shown(&HALF, 100).contains("indexing 1,200 of 20,000 files"));
        assert!(shown(&NOTHING, 40).ends_with("listing files"));
    }

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
            "indexing: 1,500 pages, 13.2 MB, 6.6 MB/s"
        );
    }

    #[test]
    fn plain_lines_come_only_now_and_then() {
        let begun = Instant::now();
        let mut lines = Lines {
            begun,
            last: begun,
            doing: "",
            bytes: 0,
        };
        assert_eq!(lines.due(&HALF, begun + Duration::from_secs(1)), None);
        assert_eq!(lines.due(&NOTHING, begun + EVERY), None);
        assert!(lines.due(&HALF, begun + EVERY).is_some());
        assert_eq!(
            lines.due(&HALF, begun + EVERY + Duration::from_secs(1)),
            None
        );
    }
}
