//! Marked texts that a user gives: articles with marks, and columns.
//!
//! In: files and folders. Out: [`Sample`]s. Invariant: what cannot be read as it is meant is an error that names file and line, and never a
//! name that is silently not learned.

use std::fmt;
use std::path::{Path, PathBuf};

use super::corpus::{self, Sample};
use crate::enrich::language;

/// Why texts cannot be learned from.
#[derive(Debug)]
pub enum BadText {
    /// A file or folder cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// A line of a file, from 1, is not what it should be.
    Line(PathBuf, usize, String),
    /// A file holds neither marks nor columns.
    Unmarked(PathBuf),
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Line(path, line, message) => write!(f, "{}:{line}: {message}", path.display()),
            Self::Unmarked(path) => {
                write!(f, "{} holds no marked names and no columns", path.display())
            }
        }
    }
}

impl std::error::Error for BadText {}

/// Ends of names of files that are read in a folder; a file that is named itself may have any.
const ENDS: &[&str] = &["txt", "bio", "conll", "iob", "iob2", "tsv"];

/// All texts of files and folders, in order. The language is the one given, else two letters that the folder is called or the file's name
/// begins with (`de/001.txt`, `de-news.conll`), else it is told from the text.
///
/// # Errors
/// [`BadText`].
pub fn read(paths: &[PathBuf], language: Option<&str>) -> Result<Vec<Sample>, BadText> {
    let mut samples = Vec::new();
    for path in paths {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                let place = error.path().unwrap_or(path).to_owned();
                BadText::Unreadable(place, error.into())
            })?;
            let (file, is_named) = (entry.path(), entry.depth() == 0);
            let end = file.extension().and_then(|end| end.to_str());
            let is_wanted = is_named || end.is_some_and(|end| ENDS.contains(&end));
            if entry.file_type().is_dir() || !is_wanted {
                continue;
            }
            let text = std::fs::read_to_string(file)
                .map_err(|error| BadText::Unreadable(file.to_owned(), error))?;
            samples.extend(one(file, &text, language)?);
        }
    }
    Ok(samples)
}

fn one(file: &Path, text: &str, language: Option<&str>) -> Result<Vec<Sample>, BadText> {
    let wrong = |(line, message)| BadText::Line(file.to_owned(), line, message);
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut samples = if text.contains('⟦') {
        check_marks(text).map_err(wrong)?;
        let text = text.strip_prefix("# ").unwrap_or(text);
        vec![corpus::read_marked(&name, "", text)]
    } else if has_columns(text) {
        let columns = normal_columns(text).map_err(wrong)?;
        corpus::columns(&name, "", &columns, 1.0)
    } else {
        return Err(BadText::Unmarked(file.to_owned()));
    };
    let stated = language.map(str::to_owned).or_else(|| in_name(file));
    for sample in &mut samples {
        sample.language = match &stated {
            Some(language) => language.clone(),
            None => language::detect(&sample.text, None),
        };
    }
    Ok(samples)
}

/// Two letters that the folder is called, or that stand before a hyphen in the name of the file.
fn in_name(file: &Path) -> Option<String> {
    let is_code = |name: &&str| name.len() == 2 && name.bytes().all(|b| b.is_ascii_lowercase());
    let folder = file.parent().and_then(Path::file_name);
    let folder = folder.and_then(|name| name.to_str()).filter(is_code);
    let name = file.file_stem().and_then(|name| name.to_str());
    let before = name
        .and_then(|name| name.split_once('-'))
        .map(|(start, _)| start);
    folder.or(before.filter(is_code)).map(str::to_owned)
}

/// A line, from 1, and what is wrong on it.
type Trouble = (usize, String);

const KINDS: &str = "PER, ORG, LOC or MISC";

/// Every mark is closed on its line, holds no other, and has a kind that is known.
fn check_marks(text: &str) -> Result<(), Trouble> {
    for (number, line) in text.lines().enumerate() {
        let mut parts = line.split('⟦');
        let wrong = |message: String| Err((number + 1, message));
        if parts.next().is_some_and(|plain| plain.contains('⟧')) {
            return wrong("a mark is closed that was not opened".to_owned());
        }
        for part in parts {
            let Some((inside, behind)) = part.split_once('⟧') else {
                return wrong(format!("the mark `⟦{part}` is not closed"));
            };
            if behind.contains('⟧') {
                return wrong("a mark is closed that was not opened".to_owned());
            }
            let (tag, surface) = inside.split_once(' ').unwrap_or((inside, ""));
            let kind = tag.split('#').next().unwrap_or(tag);
            if corpus::kind(kind).is_none() || surface.trim().is_empty() {
                return wrong(format!(
                    "expected {KINDS} and a name in a mark, got `⟦{inside}⟧`"
                ));
            }
        }
    }
    Ok(())
}

/// Whether the first line that is neither empty nor a comment has a word and a tag.
fn has_columns(text: &str) -> bool {
    let mut rows = text.lines().filter_map(row);
    rows.next().is_some_and(|fields| tag(&fields).is_some())
}

/// The word and the tag of a line: its first column and its last one, divided by tabs, else by blanks. None for lines between sentences.
fn row(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end_matches(['\r', '\n']);
    if line.trim().is_empty() || line.starts_with("-DOCSTART-") || line.starts_with("# ") {
        return None;
    }
    let divided = if line.contains('\t') {
        line.split_once('\t').zip(line.rsplit_once('\t'))
    } else {
        let line = line.trim_end();
        line.split_once(' ').zip(line.rsplit_once(' '))
    };
    Some(divided.map_or((line, ""), |((word, _), (_, tag))| (word, tag.trim())))
}

/// What a tag says of its word.
enum Tag {
    /// It is in no name.
    Outside,
    /// The letter for where in a name it stands, and the name's kind.
    Inside(char, &'static str),
}

/// None if it is no tag.
fn tag((_, tag): &(&str, &str)) -> Option<Tag> {
    if *tag == "O" {
        return Some(Tag::Outside);
    }
    let (part, kind) = tag.split_once('-')?;
    let kind = corpus::kind(kind).map(corpus::kind_name)?;
    let part = part.chars().next().filter(|_| part.len() == 1)?;
    "BIESLUM".contains(part).then_some(Tag::Inside(part, kind))
}

/// The columns as `word TAB tag`, every name beginning with `B-` and going on with `I-`, whichever of the usual schemes they came in.
fn normal_columns(text: &str) -> Result<String, Trouble> {
    let mut normal = String::with_capacity(text.len());
    let mut open: Option<&str> = None;
    for (number, line) in text.lines().enumerate() {
        let Some(fields) = row(line) else {
            open = None;
            let is_border = line.starts_with("-DOCSTART-");
            normal.push_str(if is_border { "-DOCSTART-\n" } else { "\n" });
            continue;
        };
        let Some(tag) = tag(&fields) else {
            let message = format!(
                "expected a word and a tag (O, or B- or I- and {KINDS}), got `{}`",
                line.chars().take(60).collect::<String>()
            );
            return Err((number + 1, message));
        };
        normal.push_str(fields.0);
        match tag {
            Tag::Outside => {
                normal.push_str("\tO\n");
                open = None;
            }
            Tag::Inside(part, kind) => {
                let goes_on = open == Some(kind) && !matches!(part, 'B' | 'S' | 'U');
                normal.push_str(if goes_on { "\tI-" } else { "\tB-" });
                normal.push_str(kind);
                normal.push('\n');
                open = (!matches!(part, 'E' | 'L' | 'S' | 'U')).then_some(kind);
            }
        }
    }
    Ok(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(samples: &[Sample]) -> Vec<String> {
        let each = samples.iter().flat_map(|sample| {
            sample.names.iter().map(|&(start, end, kind)| {
                format!("{} {}", corpus::kind_name(kind), &sample.text[start..end])
            })
        });
        each.collect()
    }

    fn read_text(text: &str) -> Result<Vec<Sample>, String> {
        one(Path::new("x/some.txt"), text, None).map_err(|error| error.to_string())
    }

    #[test]
    fn marks_and_all_schemes_of_columns_are_read() {
        let expected = ["PER Maria Santos", "LOC Lisbon", "LOC Porto"];
        for text in [
            "# ⟦PER#1 Maria Santos⟧ went to ⟦LOC Lisbon⟧, ⟦LOC Porto⟧\n",
            "Maria\tB-PER\nSantos\tI-PER\nwent\tO\nLisbon\tB-LOC\nPorto\tB-LOC\n",
            "-DOCSTART- -X- O\n\nMaria NNP I-PER\nSantos NNP I-PER\nwent VB O\nLisbon NNP I-LOC\nPorto NNP B-LOC\n",
            "Maria\tB-PER\nSantos\tL-PER\r\nLisbon\tU-LOC\nPorto\tU-LOC\n",
            "# a comment\nMaria\tB-PER\nSantos\tE-PER\nLisbon\tS-LOC\nPorto\tS-LOC\n",
        ] {
            assert_eq!(names(&read_text(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, expected) in [
            (
                "a\n⟦PER Maria\n",
                "x/some.txt:2: the mark `⟦PER Maria` is not closed",
            ),
            (
                "⟦GPE Lisbon⟧",
                "x/some.txt:1: expected PER, ORG, LOC or MISC and a name in a mark, got `⟦GPE Lisbon⟧`",
            ),
            (
                "⟦PER ⟧",
                "x/some.txt:1: expected PER, ORG, LOC or MISC and a name in a mark, got `⟦PER ⟧`",
            ),
            (
                "⟦PER a⟧ b⟧",
                "x/some.txt:1: a mark is closed that was not opened",
            ),
            (
                "a O\n\nb B-GPE\n",
                "x/some.txt:3: expected a word and a tag (O, or B- or I- and PER, ORG, LOC or MISC), got `b B-GPE`",
            ),
            (
                "a\tO\nb\n",
                "x/some.txt:2: expected a word and a tag (O, or B- or I- and PER, ORG, LOC or MISC), got `b`",
            ),
            (
                "Maria went to Lisbon.\n",
                "x/some.txt holds no marked names and no columns",
            ),
            ("", "x/some.txt holds no marked names and no columns"),
        ] {
            assert_eq!(read_text(text).unwrap_err(), expected);
        }
    }

    #[test]
    fn the_language_is_said_or_in_the_name_or_told_from_the_text() {
        let text = "Der Minister sagte am Montag in ⟦LOC Berlin⟧, dass er nicht zurücktreten werde und dass alles gut sei.";
        for (file, said, expected) in [
            ("pl/a.txt", None, "pl"),
            ("x/cs-news.bio", None, "cs"),
            ("x/some.txt", None, "de"),
            ("pl/a.txt", Some("hr"), "hr"),
        ] {
            let samples = one(Path::new(file), text, said).unwrap();
            assert_eq!(samples[0].language, expected, "{file}");
        }
    }
}
