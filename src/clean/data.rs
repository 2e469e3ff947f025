//! Whether the page's own data hold the article, and its markup only a beginning of it.

use super::Verdict;
use super::evidence::Evidence;
use crate::page::Page;

/// Only where fewer characters than this are kept can the page's data hold another text instead.
const SCANT_CHARS: u32 = 500;
/// Data text with this many times the kept characters is the article; the second holds where what was kept stands in it.
const TIMES: usize = 3;
const TIMES_CONTINUED: usize = 2;
/// Of the kept bytes at most one in so many does not stand in the data, if these go on where the markup ends.
const MISSED: usize = 5;
/// Blocks of the longest beginning: more are an article, and each is looked for in all of the data.
const BEGINNING: usize = 64;

/// True if the text is to be taken from the data.
pub(super) fn holds_more(page: &Page, verdicts: &[Verdict], evidence: &Evidence) -> bool {
    let Some(data) = &page.data_text else {
        return false;
    };
    let kept = verdicts.iter().zip(&evidence.reading.facts);
    let chars: u32 = kept.filter(|(v, _)| v.kept).map(|(_, f)| f.chars).sum();
    let scant = chars < SCANT_CHARS && data.len() > TIMES * (chars as usize + 60);
    scant || chars > 0 && continues(page, verdicts, data)
}

/// Whether the data say what was kept, and go on behind it for as long again.
fn continues(page: &Page, verdicts: &[Verdict], data: &str) -> bool {
    let kept = page.blocks.iter().zip(verdicts).filter(|(_, v)| v.kept);
    let kept: Vec<&str> = kept.map(|(block, _)| block.text.as_str()).collect();
    let whole: usize = kept.iter().map(|text| text.len()).sum();
    if kept.len() > BEGINNING || data.len() < TIMES_CONTINUED * whole {
        return false;
    }
    let (mut missed, mut end) = (0, 0);
    for text in kept {
        match data.rfind(text) {
            Some(at) => end = end.max(at + text.len()),
            None => missed += text.len(),
        }
        // Data of another text are left early: each look costs as much as they are long.
        if missed * MISSED > whole {
            return false;
        }
    }
    data.len() - end >= whole
}
