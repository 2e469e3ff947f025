//! What is read of a block does not depend on what was read before.

use newsdex::clean::Reading;
use newsdex::clean::cues::{self, fold::fold};
use newsdex::page::{self, Form, Page};
use newsdex::read::RawPage;
use proptest::prelude::*;

fn dump(lines: &[String]) -> Page {
    let raw = RawPage {
        path: "a.txt".into(),
        member: None,
        form: Form::Text,
        bytes: lines.join("\n").into_bytes(),
        charset: None,
        claims: Vec::new(),
    };
    page::parse(raw, &page::Limits::default())
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Subscribe to our newsletter".to_owned()),
        Just("By Jane Doe, Staff Writer".to_owned()),
        Just("6 January 2026, 14:03".to_owned()),
        Just("Читайте также: Погода на выходные".to_owned()),
        Just("Photo: Anna Kern / Reuters".to_owned()),
        "[A-Za-zА-я0-9 .,:/|©’–]{1,60}",
        "[a-z ]{280,420}",
    ]
}

proptest! {
    #[test]
    fn a_line_says_the_same_however_often_it_was_read(
        lines in prop::collection::vec(line(), 1..12),
        times in 1_usize..4,
    ) {
        let page = dump(&vec![lines; times].concat());
        for _ in 0..2 {
            let reading = Reading::of(&page);
            for (at, block) in page.blocks.iter().enumerate() {
                prop_assert_eq!(reading.cue(at), cues::label(&block.text));
                let folded = fold(&block.text);
                let line = reading.line(at).map(|line| (line.text.to_owned(), line.words));
                let expected = (block.text.len() < 400).then_some((folded.text, folded.words));
                prop_assert_eq!(line, expected);
            }
        }
    }
}
