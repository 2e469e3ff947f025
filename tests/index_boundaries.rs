//! Boundaries of sentences and paragraphs in a body.

use newsdex::analysis::{Tokens, sentences};
use newsdex::index::Boundaries;
use proptest::prelude::*;

fn tokens(text: &str) -> Vec<(usize, u32)> {
    let mut tokens = Tokens::new(text);
    let mut found = Vec::new();
    while let Some(token) = tokens.next_token() {
        found.push((token.start, token.position));
    }
    found
}

#[test]
fn positions_of_sentences_and_paragraphs() {
    let (found, words) = Boundaries::of("One two. Three.\n***\nFour five.");
    assert_eq!(
        found,
        Boundaries {
            sentences: vec![0, 2, 3],
            paragraphs: vec![0, 3]
        }
    );
    assert_eq!(words, 5);
    assert_eq!(Boundaries::of("").0, Boundaries::default());
}

proptest! {
    #[test]
    fn bytes_bring_back_what_they_were_made_of(text in "([a-z]{1,3}[ .!\n]{1,2}){0,300}") {
        let (found, _) = Boundaries::of(&text);
        prop_assert_eq!(Boundaries::from_bytes(&found.to_bytes()), found);
    }

    #[test]
    fn a_sentence_begins_at_its_first_token(text in "([a-zA-Z]{1,3}[ .!\n]{1,2}){0,60}") {
        let all = tokens(&text);
        let (found, words) = Boundaries::of(&text);
        prop_assert_eq!(words as usize, all.len());
        let expected: Vec<u32> = sentences(&text)
            .into_iter()
            .filter_map(|range| all.iter().find(|(start, _)| range.contains(start)).map(|&(_, position)| position))
            .collect();
        prop_assert_eq!(&found.sentences, &expected);
        let lines: Vec<u32> = text
            .match_indices(|_: char| true)
            .filter(|&(at, _)| at == 0 || text.as_bytes()[at - 1] == b'\n')
            .filter_map(|(at, _)| {
                let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
                all.iter().find(|(start, _)| (at..end).contains(start)).map(|&(_, position)| position)
            })
            .collect();
        prop_assert_eq!(&found.paragraphs, &lines);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
        let found = Boundaries::from_bytes(&bytes);
        prop_assert!(found.sentences.is_sorted());
    }
}
