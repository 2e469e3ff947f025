//! A story's first sentences stand in the lists of news of its site's other pages too, and at home above the rest of the story.

use super::Seen;
use crate::page::Page;

/// Characters of a sentence or more.
const PROSE: usize = 60;
/// Characters of a paragraph that tells a story on.
const STORY: usize = 100;
/// What more than three pages in four show is of the site's frame, wherever it stands.
const FRAME: (u32, u32) = (3, 4);

/// Forgets how often the first prose of a story was seen: what stands right above prose that no other page has, and below no such prose.
///
/// In a list of news the same words are followed by the next headline. Found on the sample corpus, where every page shows the
/// first sentences of five others, and 55 of 301 stories had lost theirs.
pub(super) fn clear(page: &Page, seen: &mut [Seen]) {
    let own = |at: &usize| {
        let long = page
            .blocks
            .get(*at)
            .is_some_and(|block| block.text.len() >= STORY);
        long && seen
            .get(*at)
            .is_some_and(|seen| seen.of > 0 && seen.on == 0)
    };
    let Some(first) = (0..seen.len()).find(own) else {
        return;
    };
    for at in (0..first).rev() {
        let is_prose = page
            .blocks
            .get(at)
            .is_some_and(|block| block.text.len() >= PROSE);
        let Some(seen) = seen
            .get_mut(at)
            .filter(|seen| is_prose && seen.on * FRAME.1 <= seen.of * FRAME.0)
        else {
            break;
        };
        seen.told_again |= seen.on > 0;
        seen.on = 0;
    }
}
