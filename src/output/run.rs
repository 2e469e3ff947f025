//! What an indexing run did, as one line and as JSON.

use serde::Serialize;

use super::results::{grouped, plural};
use crate::error::Warning;

/// What an indexing run did; the fields of `newsdex index --json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunRecord<'a> {
    /// Articles that were not there before.
    pub new: u64,
    /// Articles that were there and are different now.
    pub updated: u64,
    /// Articles whose files or text have not changed.
    pub unchanged: u64,
    /// Articles that were forgotten.
    pub removed: u64,
    /// Files and pages that gave no article.
    pub skipped: u64,
    /// The same by reason, most first.
    pub reasons: Vec<ReasonRecord<'a>>,
    /// Files looked at.
    pub files: u64,
    /// Bytes read, as they lie on disk.
    pub bytes: u64,
    /// Time it took.
    pub seconds: f64,
    /// Bytes read a second, in millions.
    pub megabytes_per_second: f64,
    /// The generation of the index after the run.
    pub generation: u64,
    /// True if nothing was written, since only a dry run was asked for.
    pub dry_run: bool,
    /// True if it was stopped before its end; what is counted here is kept.
    pub interrupted: bool,
    /// Every page that gave no article.
    pub warnings: &'a [Warning],
}

/// A reason for which pages were skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonRecord<'a> {
    /// The reason, as a short fixed text.
    pub reason: &'a str,
    /// Pages skipped for it.
    pub count: u64,
}

impl RunRecord<'_> {
    /// One line:
    ///
    /// ```text
    /// 340 new, 2 updated, 11 unchanged, 0 removed, 3 skipped (2 empty file, 1 not valid JSON) in 1.4 s, 21.3 MB/s
    /// ```
    pub fn summary(&self) -> String {
        let would = if self.dry_run { "would be: " } else { "" };
        let counts = [
            (self.new, "new"),
            (self.updated, "updated"),
            (self.unchanged, "unchanged"),
            (self.removed, "removed"),
            (self.skipped, "skipped"),
        ];
        let counts = counts
            .map(|(count, what)| format!("{} {what}", grouped(count)))
            .join(", ");
        let (reasons, seconds, rate) = (self.reasons(), self.seconds, self.megabytes_per_second);
        format!("{would}{counts}{reasons} in {seconds:.1} s, {rate:.1} MB/s")
    }

    fn reasons(&self) -> String {
        if self.reasons.is_empty() {
            return String::new();
        }
        let each = self
            .reasons
            .iter()
            .map(|r| format!("{} {}", grouped(r.count), r.reason));
        format!(" ({})", each.collect::<Vec<_>>().join(", "))
    }
}

/// What is said of the pages that are not named: `and 3 more pages; name them with -v or --json`.
pub fn unnamed(count: u64) -> String {
    format!(
        "and {} more; see them all with -v or --json",
        plural(count, "page")
    )
}
