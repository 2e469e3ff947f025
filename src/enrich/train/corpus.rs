//! Reading marked articles (`⟦TYPE surface⟧`) and `CoNLL` columns.

use std::path::Path;

/// A text with its names.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where it came from.
    pub name: String,
    /// Language code.
    pub language: String,
    /// The text, marks removed.
    pub text: String,
    /// Names: first byte, one past the last, number of the kind.
    pub names: Vec<(usize, usize, usize)>,
    /// Names of the fourth kind are not marked in this set: what is unmarked may be one.
    pub partial: bool,
    /// How much each of its lines counts.
    pub weight: f32,
    /// Lines to train on, by number; all if empty.
    pub only_lines: Vec<usize>,
}

const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// The number of a kind.
pub fn kind(name: &str) -> Option<usize> {
    KINDS.iter().position(|&k| k == name)
}

/// The name of a kind.
pub fn kind_name(kind: usize) -> &'static str {
    KINDS.get(kind).copied().unwrap_or("MISC")
}

/// All marked articles below a folder: `a/001.txt` is English, `de/001.txt` German.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn read_written(root: &Path) -> std::io::Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for folder in sorted(root)? {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for file in sorted(&folder)? {
            let marked = std::fs::read_to_string(&file)?;
            let language = if name.len() == 2 {
                name.clone()
            } else {
                "en".to_owned()
            };
            let id = format!(
                "{name}/{}",
                file.file_stem().unwrap_or_default().to_string_lossy()
            );
            samples.push(read_marked(
                &id,
                &language,
                marked.strip_prefix("# ").unwrap_or(&marked),
            ));
        }
    }
    Ok(samples)
}

fn sorted(folder: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

/// A text with marks: `⟦PER Maria Santos⟧`.
pub fn read_marked(name: &str, language: &str, marked: &str) -> Sample {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((plain, tail)) = rest.split_once('⟦') {
        text.push_str(plain);
        let Some((inside, after)) = tail.split_once('⟧') else {
            break;
        };
        let (tag, surface) = inside.split_once(' ').unwrap_or(("", inside));
        let start = text.len();
        text.push_str(surface);
        names.extend(kind(tag.split('#').next().unwrap_or(tag)).map(|k| (start, text.len(), k)));
        rest = after;
    }
    text.push_str(rest);
    Sample {
        name: name.to_owned(),
        language: language.to_owned(),
        text,
        names,
        partial: false,
        weight: 1.0,
        only_lines: Vec::new(),
    }
}

/// A file of `CoNLL` columns; its language is the part of its name before the first `-`, if that has two letters, else English.
///
/// # Errors
/// When the file cannot be read.
pub fn read_columns(file: &Path, weight: f32) -> std::io::Result<Vec<Sample>> {
    let stem = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let language = stem
        .split('-')
        .next()
        .filter(|l| l.len() == 2)
        .unwrap_or("en")
        .to_owned();
    let content = std::fs::read_to_string(file)?;
    Ok(columns(&stem, &language, &content, weight))
}

/// Columns of a word, a tab and a tag, cut into texts.
pub fn columns(stem: &str, language: &str, content: &str, weight: f32) -> Vec<Sample> {
    let partial = !content.contains("B-MISC");
    let mut samples: Vec<Sample> = Vec::new();
    let fresh = |n: usize| Sample {
        name: format!("{stem}-{n}"),
        language: language.to_owned(),
        text: String::new(),
        names: Vec::new(),
        partial,
        weight,
        only_lines: Vec::new(),
    };
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    let mut lines_in_last = 0;
    for line in content.lines().chain([""]) {
        if line.starts_with("-DOCSTART-") {
            samples.push(fresh(samples.len()));
            lines_in_last = 0;
        } else if let Some((token, tag)) = line.split_once('\t') {
            sentence.push((token, tag));
        } else if !sentence.is_empty() {
            // Sets without borders between documents: what stands near still belongs together.
            if samples.is_empty() || lines_in_last >= 25 {
                samples.push(fresh(samples.len()));
                lines_in_last = 0;
            }
            if let Some(last) = samples.last_mut() {
                write_sentence(&sentence, last);
            }
            lines_in_last += 1;
            sentence.clear();
        }
    }
    samples.retain(|s| !s.text.is_empty());
    samples
}

/// Joins tokens as a person would have written them, and notes the names.
fn write_sentence(sentence: &[(&str, &str)], sample: &mut Sample) {
    let mut open: Option<(usize, usize)> = None;
    let mut glue_next = true;
    let mut quotes = 0;
    for &(token, tag) in sentence {
        let (glue_before, glue_behind) = glue(token, quotes);
        quotes += usize::from(token == "\"");
        if let Some((start, kind)) = open.filter(|_| !tag.starts_with("I-")) {
            sample.names.push((start, sample.text.len(), kind));
            open = None;
        }
        if !(glue_next || glue_before) {
            sample.text.push(' ');
        }
        if let Some(kind) = tag.strip_prefix("B-").and_then(kind) {
            open = Some((sample.text.len(), kind));
        }
        sample.text.push_str(token);
        glue_next = glue_behind;
    }
    if let Some((start, kind)) = open {
        sample.names.push((start, sample.text.len(), kind));
    }
    sample.text.push('\n');
}

/// Whether a token hangs on the one before it, and on the one behind.
fn glue(token: &str, quotes: usize) -> (bool, bool) {
    match token {
        "." | "," | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "»" | "”" | "..." | "'s" | "’s"
        | "n't" | "'re" | "'ve" | "'ll" | "'m" | "'d" | "'" => (true, false),
        "(" | "[" | "«" | "„" | "“" | "$" | "£" | "€" | "#" => (false, true),
        "\"" => (!quotes.is_multiple_of(2), quotes.is_multiple_of(2)),
        "-" | "/" => (true, true),
        _ => (false, false),
    }
}

/// Copies with other casing: the headline and some other lines in capitals, in title case, or in lower case. Only those lines are trained on.
pub fn recased(sample: &Sample, seed: u64) -> Option<Sample> {
    let mut random = super::crf::Random::new(seed);
    let mut copy = sample.clone();
    copy.text.clear();
    copy.only_lines.clear();
    // Some texts whole: then no other line shows how a word is written.
    let [title, capitals] = WHOLE_COPIES;
    let whole = match random.below(100) {
        n if n < title => Some(0),
        n if n < title + capitals => Some(6),
        _ => None,
    };
    for (number, line) in sample.text.split_inclusive('\n').enumerate() {
        let chance = random.below(100);
        let wanted = if number == 0 { chance < 70 } else { chance < 8 };
        let wanted = wanted || whole.is_some();
        if !wanted || line.trim().is_empty() {
            copy.text.push_str(line);
            continue;
        }
        copy.only_lines.push(number);
        match whole.unwrap_or(random.below(10)) {
            0..6 => title_case(line, SMALL, &mut copy.text),
            6..9 => self::capitals(line, &mut copy.text),
            _ => line
                .chars()
                .for_each(|c| copy.text.push(same_length(c, c.to_lowercase()))),
        }
    }
    (!copy.only_lines.is_empty()).then_some(copy)
}

/// Of a hundred texts so many are copied whole in title case, and so many in capitals.
const WHOLE_COPIES: [u64; 2] = [7, 6];

/// The text in title case, in two of five with small words as they are, in one with a capital in each word, or in capitals.
pub fn as_headlines(sample: &Sample, seed: u64) -> Sample {
    let mut copy = sample.clone();
    copy.text.clear();
    for line in sample.text.split_inclusive('\n') {
        match seed % 5 {
            0 | 2 => title_case(line, SMALL, &mut copy.text),
            3 => title_case(line, &[], &mut copy.text),
            _ => capitals(line, &mut copy.text),
        }
    }
    copy
}

fn capitals(line: &str, out: &mut String) {
    out.extend(line.chars().map(|c| same_length(c, c.to_uppercase())));
}

/// Words that headlines leave in lower case.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "from",
    "with",
];

fn title_case(line: &str, small: &[&str], out: &mut String) {
    let mut fresh = true;
    for (at, c) in line.char_indices() {
        let word = line[at..]
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        out.push(if fresh && !small.contains(&word) {
            same_length(c, c.to_uppercase())
        } else {
            c
        });
        fresh = !(c.is_alphanumeric() || matches!(c, '\'' | '’'));
    }
}

/// The other case, if it has as many bytes: ranges must stay true.
fn same_length(c: char, mut other: impl Iterator<Item = char>) -> char {
    match (other.next(), other.next()) {
        (Some(o), None) if o.len_utf8() == c.len_utf8() => o,
        _ => c,
    }
}
