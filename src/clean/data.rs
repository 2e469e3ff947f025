//! Whether the page's own data hold the article, and its markup only a beginning of it.

use super::Verdict;
use super::evidence::Evidence;
use crate::page::Page;

/// Only where fewer characters than this are kept can the page's data hold another text instead.
const SCANT_CHARS: u32 = 500;
/// Data text with this many times the kept characters is the article; the second holds where what was kept stands in it.
const TIMES: usize = 3;
const TIMES_CONTINUED: usize = 2;
/// Of the kept bytes at least 4 in 5 stand in the data, if these go on where the markup ends.
const CONTINUED: (usize, usize) = (4, 5);

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
    if data.len() < TIMES_CONTINUED * whole {
        return false;
    }
    let (mut said, mut end) = (0, 0);
    for text in kept {
        if let Some(at) = data.rfind(text) {
            said += text.len();
            end = end.max(at + text.len());
        }
    }
    said * CONTINUED.1 >= whole * CONTINUED.0 && data.len() - end >= whole
}
