//! Cleans every page below a folder, first counting what each site repeats, and writes one JSON
//! object a page; prints how long each step took. For measuring.
//!
//! Usage: `clean-pages FOLDER OUT.jsonl [html|txt] [no-memory] [WEIGHTS.bin]`

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use newsdex::clean::{Cleaner, SiteMemory, Weights, site_key};
use newsdex::page::{self, Form, Page};
use newsdex::read::RawPage;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("which folder?")?);
    let out = arguments.next().context("where to?")?;
    let rest: Vec<String> = arguments.collect();
    let ending = if rest.iter().any(|a| a == "html") {
        "html"
    } else {
        "txt"
    };
    let mut memory = SiteMemory::new();
    let mut times = [Duration::ZERO; 3];
    let paths = paths(&folder, ending);
    let mut pages = Vec::with_capacity(paths.len());
    for path in &paths {
        let raw = raw(path)?;
        pages.push(timed(&mut times[0], || {
            page::parse(raw, &page::Limits::default())
        }));
    }
    if !rest.iter().any(|a| a == "no-memory") {
        for page in &pages {
            timed(&mut times[1], || memory.observe(&site_key(page), page));
        }
    }
    let cleaner = match rest.iter().find(|a| {
        std::path::Path::new(a)
            .extension()
            .is_some_and(|e| e == "bin")
    }) {
        Some(path) => Cleaner::with(Weights::load(&std::fs::read(path)?)?),
        None => Cleaner::new(),
    };
    let mut out = BufWriter::new(std::fs::File::create(out)?);
    for page in &pages {
        let cleaned = timed(&mut times[2], || cleaner.clean(page, &memory));
        let text = text_of(page, &cleaned);
        let cut: Vec<_> = page
            .blocks
            .iter()
            .zip(&cleaned.verdicts)
            .map(|(b, v)| (v.kept, v.label, &v.reason, v.body_probability, &b.text))
            .collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({"path": page.path, "text": text, "kind": cleaned.kind, "blocks": cut})
        )?;
    }
    let per_second = |time: Duration| pages.len() as f64 / time.as_secs_f64();
    writeln!(
        std::io::stderr(),
        "{} pages; a second: parse {:.0}, observe {:.0}, clean {:.0}",
        pages.len(),
        per_second(times[0]),
        per_second(times[1]),
        per_second(times[2])
    )?;
    Ok(())
}

fn text_of(page: &Page, cleaned: &newsdex::clean::Cleaned) -> String {
    if let (true, Some(text)) = (cleaned.from_data, &page.data_text) {
        return text.clone();
    }
    let kept: Vec<&str> = page
        .blocks
        .iter()
        .zip(&cleaned.verdicts)
        .filter(|(_, v)| v.kept)
        .map(|(b, _)| b.text.as_str())
        .collect();
    kept.join("\n")
}

fn timed<T>(total: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    *total += start.elapsed();
    done
}

fn paths(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    let mut paths: Vec<PathBuf> = files
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    paths
}

fn raw(path: &Path) -> Result<RawPage> {
    let form = if path.extension().is_some_and(|e| e == "html") {
        Form::Html
    } else {
        Form::Text
    };
    let bytes = std::fs::read(path)?;
    Ok(RawPage {
        path: path.display().to_string(),
        member: None,
        form,
        bytes,
        charset: None,
        claims: Vec::new(),
    })
}
