//! A passage cut to a few lines, for small windows.

use std::ops::Range;

use super::flow;
use crate::search::Passage;

/// Columns that a line loses on average because it ends between words.
const RAGGED: usize = 5;

/// The part of a passage that fits in so many lines of so many columns and holds most of its marks; the passage itself if all
/// of it does. `cut` stands where text is left out; paragraphs run on.
pub fn shortened(passage: &Passage, columns: usize, lines: usize, cut: char) -> Passage {
    let glyphs: Vec<char> = passage.text.chars().collect();
    let room = columns.saturating_sub(RAGGED).max(16) * lines.max(1);
    if flow::columns(&passage.text) <= room && !passage.text.contains('\n') {
        return passage.clone();
    }
    let marks: Vec<Range<usize>> = super::results::ranges(&passage.marks, passage.start);
    let kept = window(&glyphs, &marks, room.saturating_sub(2));
    let mut text = String::new();
    if kept.start > 0 {
        text.push(cut);
    }
    let running = |c: &char| if *c == '\n' { ' ' } else { *c };
    text.extend(
        glyphs
            .get(kept.clone())
            .unwrap_or_default()
            .iter()
            .map(running),
    );
    if kept.end < glyphs.len() {
        text.push(cut);
    }
    // The sign stands in the place of the character before.
    let start = passage.start + kept.start.saturating_sub(usize::from(kept.start > 0));
    let inside = |mark: &&Range<usize>| kept.start <= mark.start && mark.end <= kept.end;
    let marks = marks.iter().filter(inside);
    let marks = marks.map(|mark| (passage.start + mark.start, passage.start + mark.end));
    let before: String = glyphs.iter().take(start - passage.start).collect();
    Passage {
        start,
        end: start + text.chars().count(),
        byte_start: passage.byte_start + before.len(),
        marks: marks.collect(),
        paragraph: passage.paragraph,
        // Where the sign does not stand in the text by now.
        cut_before: passage.cut_before && kept.start == 0,
        cut_after: passage.cut_after && kept.end == glyphs.len(),
        text,
    }
}

/// The scalar values to keep: about `room` columns, between words, around as many marks as can be.
fn window(glyphs: &[char], marks: &[Range<usize>], room: usize) -> Range<usize> {
    // Some words before the first mark are what makes it understood.
    let lead = room / 4;
    let held = |start: usize| {
        let end = start + room - lead;
        marks
            .iter()
            .filter(|mark| start <= mark.start && mark.end <= end)
            .count()
    };
    let best = marks
        .iter()
        .map(|mark| mark.start)
        .rev()
        .max_by_key(|start| held(*start));
    let first = best.unwrap_or(0);
    let mut start = if first + lead <= room {
        0
    } else {
        first - lead
    };
    let mut end = start;
    let mut used = 0;
    while let Some(c) = glyphs.get(end) {
        used += flow::columns(c.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        end += 1;
    }
    if start > 0 {
        start = after_blank(glyphs, start, first);
    }
    if end < glyphs.len() {
        let last = marks
            .iter()
            .filter(|mark| mark.end <= end)
            .map(|mark| mark.end)
            .max();
        end = before_blank(glyphs, end, last.unwrap_or(start).max(start));
    }
    start..end
}

/// The next place behind a blank, up to `limit`; `start` itself where there is none.
fn after_blank(glyphs: &[char], start: usize, limit: usize) -> usize {
    let blank = (start..limit).find(|at| glyphs.get(*at).is_some_and(|c| c.is_whitespace()));
    blank.map_or(start, |at| at + 1)
}

/// The last blank from `limit` on before `end`; `end` itself where there is none.
fn before_blank(glyphs: &[char], end: usize, limit: usize) -> usize {
    let blank = (limit..end)
        .rev()
        .find(|at| glyphs.get(*at).is_some_and(|c| c.is_whitespace()));
    blank.unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn passage(text: &str, start: usize, marks: &[(usize, usize)]) -> Passage {
        Passage {
            text: text.to_owned(),
            start,
            end: start + text.chars().count(),
            byte_start: start,
            marks: marks.iter().map(|(a, b)| (start + a, start + b)).collect(),
            paragraph: 1,
            ..Passage::default()
        }
    }

    /// The marked words.
    fn marked(passage: &Passage) -> Vec<String> {
        let glyphs: Vec<char> = passage.text.chars().collect();
        let word = |mark: &(usize, usize)| {
            glyphs[mark.0 - passage.start..mark.1 - passage.start]
                .iter()
                .collect()
        };
        passage.marks.iter().map(word).collect()
    }

    #[test]
    fn what_fits_stays_and_what_does_not_is_cut_around_its_marks() {
        let short = passage("a tram ran", 7, &[(2, 6)]);
        assert_eq!(shortened(&short, 60, 2, '…'), short);
        let text = format!(
            "{}the tram and the bus {}",
            "word ".repeat(40),
            "more ".repeat(40)
        );
        let long = passage(&text, 7, &[(204, 208), (217, 220)]);
        let cut = shortened(&long, 40, 2, '…');
        assert!(
            cut.text.starts_with("…word") && cut.text.ends_with("more…"),
            "{}",
            cut.text
        );
        assert_eq!(marked(&cut), ["tram", "bus"]);
        assert!(flow::columns(&cut.text) <= 80);
    }

    proptest! {
        #[test]
        fn marks_stay_on_their_words(text in "[a-zé全 \n]{0,300}", marks in prop::collection::vec((0usize..300, 1usize..9), 0..5),
            columns in 0usize..60, lines in 0usize..4) {
            let all = text.chars().count();
            let mut at = 0;
            let mut placed = Vec::new();
            for (gap, length) in marks {
                let start = at + gap % 60;
                if start + length > all { break; }
                placed.push((start, start + length));
                at = start + length;
            }
            let whole = passage(&text, 3, &placed);
            let cut = shortened(&whole, columns, lines, '…');
            let words = marked(&whole).iter().map(|word| word.replace('\n', " ")).collect::<Vec<_>>();
            for word in marked(&cut) {
                prop_assert!(words.contains(&word.replace('\n', " ")), "{word}");
            }
            prop_assert_eq!(cut.end - cut.start, cut.text.chars().count());
        }
    }
}
