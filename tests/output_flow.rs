//! Lines of marked text: whatever the text and the marks, nothing is lost and nothing overflows.

use newsdex::output::flow::{self, Marked};
use newsdex::output::{Look, PlainMarks, Sheet, safe};
use proptest::prelude::*;

fn flowed(text: &str, marks: &[std::ops::Range<usize>], look: Look, indent: usize) -> String {
    let mut sheet = Sheet::new(look);
    sheet.indent(indent);
    flow::write(
        &mut sheet,
        &Marked::running(text, marks),
        indent,
        indent,
        look.width,
    );
    sheet.into_text()
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Text of every kind that pages hold: words, wide and combining characters, controls.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäé]{1,12}",
        "[市议会批准电车线路，。「」]{1,9}",
        "(e\u{301}){1,5}",
        Just("\u{1b}[31m".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn any_marks() -> impl Strategy<Value = Vec<std::ops::Range<usize>>> {
    prop::collection::vec((0..12_usize, 1..8_usize), 0..12).prop_map(|steps| {
        let mut at = 0;
        let mut marks = Vec::new();
        for (gap, length) in steps {
            marks.push(at + gap..at + gap + length);
            at += gap + length;
        }
        marks
    })
}

proptest! {
    #[test]
    fn no_character_is_lost(text in any_text(), marks in any_marks(), width in 10..120_usize) {
        let look = Look { width, plain_marks: PlainMarks::Off, ..Look::default() };
        let shown = flowed(&text, &marks, look, 2);
        prop_assert_eq!(without_spaces(&shown), without_spaces(&safe::line(&text)));
    }

    #[test]
    fn no_line_overflows(text in any_text(), marks in any_marks(), width in 12..120_usize) {
        let look = Look { width, ..Look::default() };
        for line in flowed(&text, &marks, look, 2).lines() {
            prop_assert!(flow::columns(line) <= width, "{} columns: {:?}", flow::columns(line), line);
        }
    }

    #[test]
    fn colour_adds_nothing_but_styles(text in any_text(), marks in any_marks(), width in 10..120_usize) {
        let plain = Look { width, plain_marks: PlainMarks::Off, ..Look::default() };
        let rich = Look { colour: true, ..plain };
        let style = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
        let bare = style.replace_all(&flowed(&text, &marks, rich, 2), "").into_owned();
        prop_assert_eq!(without_spaces(&bare), without_spaces(&flowed(&text, &marks, plain, 2)));
    }
}
