//! Runs other extractors over a folder of HTML pages, one after the other on one thread.
//!
//! usage: extractors smoothie|trafilatura FOLDER [PREDICTIONS.jsonl]
//!
//! Prints pages, CPU seconds of this process's only thread, and pages a second; writes predictions that
//! the evaluation's score.py reads.

use std::fs;
use std::io::Write;
use std::time::Instant;

fn text(which: &str, html: &str) -> Option<String> {
    match which {
        "smoothie" => {
            let mut page = dom_smoothie::Readability::new(html, None, None).ok()?;
            Some(page.parse().ok()?.text_content.to_string())
        }
        _ => {
            let options = trafilatura::Options::default().with_focus(trafilatura::ExtractionFocus::FavorPrecision);
            Some(trafilatura::extract(html, &options).ok()?.content_text)
        }
    }
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, which, folder, out @ ..] = arguments.as_slice() else {
        eprintln!("usage: extractors smoothie|trafilatura FOLDER [PREDICTIONS.jsonl]");
        std::process::exit(2)
    };
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "html"));
    paths.sort();
    let pages: Vec<_> = paths.iter().filter_map(|p| Some((p, fs::read_to_string(p).ok()?))).collect();
    let start = Instant::now();
    let texts: Vec<_> = pages.iter().map(|(p, html)| (p, text(which, html))).collect();
    let seconds = start.elapsed().as_secs_f64();
    println!("{which} {} pages {seconds:.2} s {:.0} pages/s", pages.len(), pages.len() as f64 / seconds);
    if let Some(path) = out.first() {
        let mut file = fs::File::create(path)?;
        for (path, text) in texts {
            let row = serde_json::json!({"path": path.to_string_lossy(), "text": text.unwrap_or_default()});
            writeln!(file, "{row}")?;
        }
    }
    Ok(())
}
