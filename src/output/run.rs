//! What an indexing run did, as one line and as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::results::{grouped, plural};
use crate::pipeline::{Bodyless, FormerFailure, Report, VacantFolder};
use crate::read::reasons;

/// The one object of `newsdex index --json`: the fields of [`Report`], then these.
#[derive(Debug, Serialize)]
pub struct RunRecord<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Pages and files that gave no article, all reasons together.
    skipped_total: u64,
    /// Bytes read a second, in millions.
    megabytes_per_second: f64,
}

impl<'a> RunRecord<'a> {
    /// The record of a run.
    pub fn new(report: &'a Report) -> Self {
        Self {
            report,
            skipped_total: report.skipped_total(),
            megabytes_per_second: rate(report),
        }
    }
}

/// Millions of bytes read a second.
fn rate(report: &Report) -> f64 {
    report.bytes as f64 / 1e6 / report.seconds.max(1e-6)
}

/// One line:
///
/// ```text
/// 340 new, 2 updated, 11 unchanged, 0 removed, 3 skipped (2 empty file, 1 not valid JSON) in 1.4 s, 21.3 MB/s
/// ```
pub fn summary(report: &Report) -> String {
    let would = if report.dry_run { "would be: " } else { "" };
    let counts = [
        (report.new, "new"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (report.skipped_total(), "skipped"),
    ];
    let counts = counts
        .map(|(count, what)| format!("{} {what}", grouped(count)))
        .join(", ");
    let (reasons, seconds) = (listed(&report.skipped), report.seconds);
    let in_part = match report.in_part.values().sum() {
        0 => String::new(),
        count => format!(", {} at a limit{}", grouped(count), listed(&report.in_part)),
    };
    let rate = match report.bytes {
        0 => String::new(),
        _ => format!(", {:.1} MB/s", rate(report)),
    };
    format!("{would}{counts}{reasons}{in_part} in {seconds:.1} s{rate}")
}

/// Reasons with their counts, most first.
fn listed(reasons: &BTreeMap<String, u64>) -> String {
    let mut reasons: Vec<_> = reasons.iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let each: Vec<_> = reasons
        .iter()
        .map(|(reason, count)| format!("{} {reason}", grouped(**count)))
        .collect();
    if each.is_empty() {
        String::new()
    } else {
        format!(" ({})", each.join(", "))
    }
}

/// What is said of the pages that are not named: `and 3 more pages; see them all with -v or --json`.
pub fn unnamed(count: u64) -> String {
    format!(
        "and {} more {}; see all with -v or --json",
        grouped(count),
        if count == 1 { "page" } else { "pages" }
    )
}

/// What is said of a failure of a former run: `pages/wire.jsonl: not valid JSON (in a former run, 2 pages; …)`.
pub fn failed_before(failure: &FormerFailure) -> String {
    let FormerFailure {
        path,
        reason,
        pages,
    } = failure;
    let count = match pages {
        1 => String::new(),
        pages => format!(", {} pages", grouped(*pages)),
    };
    format!("{path}: {reason} (in a former run{count}; `newsdex clean` on it tells more)")
}

/// What is said of the user's rules: whose were followed, and what was cleaned again because they have changed.
pub fn rules(report: &Report) -> Option<String> {
    let again = report.cleaned_again;
    let pages = || plural(again, "known page");
    match &report.rules {
        Some(name) if again > 0 => Some(format!(
            "the rules of {name} differ from those of the last run: {} cleaned again",
            pages()
        )),
        Some(name) => Some(format!("with the rules of {name}")),
        None if again > 0 => Some(format!(
            "the rules of the last run are forgotten: {} cleaned again",
            pages()
        )),
        None => None,
    }
}

/// What is said of sources that could not be read again when the rules changed.
pub fn kept_old_rules(count: u64) -> String {
    format!(
        "{} gone or from standard input: their articles stay as the former rules left them",
        plural(count, "source")
    )
}

/// What is said of a run that was stopped.
pub fn interrupted(report: &Report) -> &'static str {
    if report.dry_run {
        "stopped; this is what would be of the files looked at so far, nothing was written"
    } else {
        "stopped; what is counted above is kept, and the next run goes on from there"
    }
}

/// What is said of pages and files that were left or read in part because of a limit.
pub fn too_long(report: &Report) -> Vec<&'static str> {
    let hints = [
        (
            reasons::PAGE_TOO_LONG,
            "`--max-page-size 256M` reads longer pages, and takes the more memory",
        ),
        (
            reasons::UNPACKED_LIMIT,
            "a compressed file may not unpack to 200 times its size, nor beyond `--max-unpacked`; unpack it first if you trust it",
        ),
        (
            reasons::BLOCKS_LIMIT,
            "`--max-blocks 1000000` reads pages of more blocks",
        ),
        (
            reasons::WORK_LIMIT,
            "`--max-work 1G` reads pages that take more work, and takes the more time",
        ),
    ];
    let fails = |reason: &str| {
        let all = report.warnings.iter().chain(&report.in_part_warnings);
        all.clone().any(|warning| warning.reason == reason)
    };
    let told = hints.into_iter().filter(|(reason, _)| fails(reason));
    told.map(|(_, hint)| hint).collect()
}

/// What is said of articles whose files were packed or unpacked: `2 articles are in files that were packed or unpacked since …`.
pub fn moved(count: u64) -> Option<String> {
    let said = match count {
        0 => return None,
        1 => {
            "1 article is in a file that was packed or unpacked since: it is what it was".to_owned()
        }
        several => format!(
            "{} articles are in files that were packed or unpacked since: they are what they were",
            grouped(several)
        ),
    };
    Some(said)
}

/// What is said of articles whose ids depend on where their files lie: `3 articles have no address …`.
pub fn known_by_absolute_path(count: u64, index: &Path) -> Option<String> {
    if count == 0 {
        return None;
    }
    let parent = index
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = parent.unwrap_or(Path::new(".")).display();
    Some(format!(
        "{} no address, and files outside the folder of the index ({folder}): their ids hold only as long as the files stay where they are; \
         an index beside the pages (`--index`) would name them from there",
        match count {
            1 => "1 new article has".to_owned(),
            count => format!("{} new articles have", grouped(count)),
        }
    ))
}

/// What is said of articles that state the address of another one: `2 articles state the address of another one (https://…): …`.
pub fn shared_addresses(addresses: &BTreeMap<String, u64>) -> Option<String> {
    let (first, _) = addresses.first_key_value()?;
    let place = match addresses.len() {
        1 => first.clone(),
        2 => format!("{first} and 1 more address"),
        several => format!("{first} and {} more addresses", grouped(several as u64 - 1)),
    };
    let said = match addresses.values().sum() {
        1 => "1 article states the address of another one and says something else: it is kept, known by where it came from".to_owned(),
        several => format!(
            "{} articles state the address of another one and say something else: they are kept, known by where they came from",
            grouped(several)
        ),
    };
    Some(format!("{said} ({place})"))
}

/// What is said of sources that have gone: `2 files have gone; …`.
pub fn missing(count: u64) -> String {
    format!(
        "{} of former runs not found; `--prune` forgets their articles",
        plural(count, "file")
    )
}

/// What is said of globs that matched nothing: ``the glob `x/*.txt` matches nothing …``.
pub fn unmatched(globs: &[String]) -> Option<String> {
    let listed: Vec<String> = globs.iter().map(|glob| format!("`{glob}`")).collect();
    let what = match listed.as_slice() {
        [] => return None,
        [one] => format!("the glob {one} matches"),
        several => format!("the globs {} match", several.join(", ")),
    };
    Some(format!(
        "{what} nothing in the folders read: one without `/` is matched with names, another with paths below the folder named, or whole as newsdex shows them"
    ))
}

/// What is said of sources that are left out now: `2 files in the index are left out …`.
pub fn left_out(count: u64) -> String {
    format!(
        "{} in the index left out now by globs or an ignore file, or as hidden or linked; `--prune` forgets what {}",
        plural(count, "file"),
        if count == 1 { "it holds" } else { "they hold" }
    )
}

/// What is said of folders of which nothing is left: `nothing is left of 3 files in pages/y: …`.
pub fn vacant(folders: &[VacantFolder]) -> Option<String> {
    let first = folders.first()?;
    let sources = folders.iter().map(|folder| folder.sources).sum();
    let place = match folders.len() {
        1 => first.path.clone(),
        2 => format!("{} and 1 more folder", first.path),
        several => format!(
            "{} and {} more folders",
            first.path,
            grouped(several as u64 - 1)
        ),
    };
    Some(format!(
        "nothing is left of {} in {place}: their articles were kept, check that the disk is mounted; `--prune=all` forgets them all the same",
        plural(sources, "file")
    ))
}

/// What is said of articles whose files cannot be read: `2 articles were kept whose files …`.
pub fn kept_unreadable(count: u64) -> Option<String> {
    let articles = match count {
        0 => return None,
        1 => "1 article was kept whose file or folder cannot be read".to_owned(),
        count => format!(
            "{} articles were kept whose files or folders cannot be read",
            grouped(count)
        ),
    };
    Some(format!(
        "{articles}, as named above: see that you have the right to read what is there; `--prune` does not forget what it cannot see"
    ))
}

/// What is said of articles that a file which is there no longer gives: `1 article was kept …`.
pub fn kept(count: u64) -> String {
    let (articles, files) = match count {
        1 => ("1 article was".to_owned(), "its file does"),
        count => (
            format!("{} articles were", grouped(count)),
            "their files do",
        ),
    };
    format!(
        "{articles} kept that {files} not give any more, damaged, cut, or with records that cannot be read or lack a body: mend or restore what is there, or forget {} with `--prune=all`",
        if count == 1 {
            "the article"
        } else {
            "the articles"
        }
    )
}

/// A mapping as one word of a command line.
fn shell_word(mapping: &str) -> &str {
    if mapping.is_empty() { "''" } else { mapping }
}

/// What is said of files in which no record has a body: ``no record of a.jsonl has a body by the mapping `body=x` …``.
pub fn bodyless(files: &[Bodyless]) -> Option<String> {
    let first = files.first()?;
    let alike = files
        .iter()
        .filter(|file| file.mapping == first.mapping && file.remembered == first.remembered);
    let place = match alike.count() {
        1 => first.path.clone(),
        several => format!(
            "{} and {}",
            first.path,
            plural(several as u64 - 1, "more file")
        ),
    };
    Some(if !first.remembered {
        format!(
            "no record of {place} has a body by `--map {}`: it stays as it was read before",
            shell_word(&first.mapping)
        )
    } else if first.mapping.is_empty() {
        format!(
            "no record of {place} has a body any more: `--map body=FIELD` names the field if it has another name now"
        )
    } else {
        format!(
            "no record of {place} has a body by the mapping in force, `--map {}`: say another one, or `--map ''` to go back to the fields that newsdex knows",
            shell_word(&first.mapping)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_line_with_reasons_most_first() {
        let report = Report {
            new: 1340,
            skipped: [
                ("empty file".to_owned(), 1),
                ("not valid JSON".to_owned(), 3),
            ]
            .into(),
            bytes: 20_000_000,
            seconds: 2.0,
            ..Report::default()
        };
        assert_eq!(
            summary(&report),
            "1,340 new, 0 updated, 0 unchanged, 0 removed, 4 skipped (3 not valid JSON, 1 empty file) in 2.0 s, 10.0 MB/s"
        );
        let in_part = Report {
            new: 2,
            in_part: [("block limit".to_owned(), 1), ("depth limit".to_owned(), 2)].into(),
            ..Report::default()
        };
        assert_eq!(
            summary(&in_part),
            "2 new, 0 updated, 0 unchanged, 0 removed, 0 skipped, 3 at a limit (2 depth limit, 1 block limit) in 0.0 s"
        );
        let dry = Report {
            dry_run: true,
            ..Report::default()
        };
        assert!(summary(&dry).starts_with("would be: 0 new"));
        assert_eq!(moved(0), None);
        assert!(moved(1_200).is_some_and(|said| said.starts_with("1,200 articles are")));
        assert_eq!(known_by_absolute_path(0, Path::new("index")), None);
        let one = known_by_absolute_path(1, Path::new("index")).unwrap_or_default();
        assert!(one.starts_with("1 new article has no address") && one.contains("(.)"));
        let addresses = |count: usize| {
            (0..count)
                .map(|n| (format!("https://a.example/{n}"), 1))
                .collect()
        };
        assert_eq!(shared_addresses(&addresses(0)), None);
        for (count, end) in [
            (1, "known by where it came from (https://a.example/0)"),
            (
                2,
                "known by where they came from (https://a.example/0 and 1 more address)",
            ),
            (
                3,
                "known by where they came from (https://a.example/0 and 2 more addresses)",
            ),
        ] {
            let said = shared_addresses(&addresses(count)).unwrap_or_default();
            assert!(said.ends_with(end), "{said}");
        }
        assert!(interrupted(&dry).contains("nothing was written"));
        assert!(interrupted(&report).contains("is kept"));
    }
}
