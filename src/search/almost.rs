//! The terms of a dictionary whose key is near a word, found without a look at the others.

use tantivy_fst::Automaton;

use crate::analysis::SPELLING_MARK;
use crate::query::edits::{Edits, Seen};

/// Walks a dictionary as far as its terms can be near a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Almost<'e>(pub &'e Edits);

/// Where a walk stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walked {
    /// The letters of the key so far; `None` if nothing near can follow.
    seen: Option<Seen>,
    /// The bytes of a letter that is not read to its end.
    bytes: [u8; 4],
    begun: usize,
    /// Whether the key has ended, and what follows is the term's spelling.
    ended: bool,
}

impl Almost<'_> {
    fn is_near(self, walked: &Walked) -> bool {
        let near = |seen: &Seen| self.0.of(seen).is_some();
        walked.begun == 0 && walked.seen.as_ref().is_some_and(near)
    }

    fn letter(self, walked: Walked, letter: char) -> Walked {
        let seen = walked.seen.map(|seen| self.0.read(&seen, letter));
        Walked {
            seen: seen.filter(|seen| self.0.goes_on(seen)),
            begun: 0,
            ..walked
        }
    }
}

impl Automaton for Almost<'_> {
    type State = Walked;

    fn start(&self) -> Walked {
        Walked {
            seen: Some(self.0.start()),
            bytes: [0; 4],
            begun: 0,
            ended: false,
        }
    }

    fn is_match(&self, walked: &Walked) -> bool {
        self.is_near(walked)
    }

    fn can_match(&self, walked: &Walked) -> bool {
        walked.seen.is_some()
    }

    fn will_always_match(&self, walked: &Walked) -> bool {
        walked.ended && walked.seen.is_some()
    }

    fn accept(&self, walked: &Walked, byte: u8) -> Walked {
        let mut walked = *walked;
        if walked.ended || walked.seen.is_none() {
            return walked;
        }
        if walked.begun == 0 && byte.is_ascii() {
            if char::from(byte) != SPELLING_MARK {
                return self.letter(walked, char::from(byte));
            }
            walked.ended = true;
            walked.seen = walked.seen.filter(|seen| self.0.of(seen).is_some());
            return walked;
        }
        if let Some(place) = walked.bytes.get_mut(walked.begun) {
            *place = byte;
            walked.begun += 1;
        } else {
            walked.seen = None;
        }
        let bytes = walked.bytes.get(..walked.begun).unwrap_or_default();
        match std::str::from_utf8(bytes).map(|text| text.chars().next()) {
            Ok(Some(letter)) => self.letter(walked, letter),
            // Its other bytes follow.
            _ => walked,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy_fst::{IntoStreamer, Map, Streamer};

    use super::*;
    use crate::analysis::key_of;
    use crate::query::edits::MOST;

    /// The terms that a walk through a dictionary finds.
    fn walked(terms: &[String], edits: &Edits) -> Vec<String> {
        let numbered = terms.iter().zip(0_u64..);
        let map = Map::from_iter(numbered.map(|(term, number)| (term.as_bytes(), number)));
        let map = map.unwrap();
        let mut found = Vec::new();
        let mut stream = map.search(Almost(edits)).into_stream();
        while let Some((term, _)) = stream.next() {
            found.push(String::from_utf8(term.to_vec()).unwrap());
        }
        found
    }

    proptest! {
        #[test]
        fn a_walk_finds_what_a_look_at_every_term_finds(
            word in "[aбß渡]{0,6}",
            terms in proptest::collection::btree_set("[aбß渡]{0,6}(\u{1}[aB.]{1,3})?", 1..40),
            most in 0..=MOST,
        ) {
            let edits = Edits::new(&word, most);
            let terms: Vec<String> = terms.into_iter().collect();
            let near = |term: &&String| edits.to(key_of(term)).is_some();
            let expected: Vec<String> = terms.iter().filter(near).cloned().collect();
            prop_assert_eq!(walked(&terms, &edits), expected);
        }
    }
}
