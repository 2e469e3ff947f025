//! Many texts looked for at once.

use aho_corasick::AhoCorasick;

/// Texts of one automaton. The time to make one grows faster than the number of its texts: 200,000 in one took ten seconds, in parts a third of one.
const IN_ONE: usize = 4_000;

/// Texts, ready to be looked for; each has the number of its place among all.
pub struct AnyOf(Vec<AhoCorasick>);

impl AnyOf {
    /// Takes the texts; `None` if they are more than an automaton can hold, which is not known to happen.
    pub fn of<T: AsRef<[u8]>>(texts: &[T], ignore_ascii_case: bool) -> Option<Self> {
        let automaton = |part| {
            AhoCorasick::builder()
                .ascii_case_insensitive(ignore_ascii_case)
                .build(part)
                .ok()
        };
        let parts = texts.chunks(IN_ONE).map(automaton);
        parts.collect::<Option<_>>().map(Self)
    }

    /// Whether one of them stands in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.iter().any(|part| part.is_match(text))
    }

    /// The numbers of those that stand in a text, as often as they do.
    pub fn found<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let parts = (0..).step_by(IN_ONE).zip(&self.0);
        parts.flat_map(move |(first, part)| {
            let found = part.find_overlapping_iter(text);
            found.map(move |found| first + found.pattern().as_usize())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_by_its_number_however_many_there_are() {
        let texts: Vec<String> = (0..=2 * IN_ONE).map(|n| format!("<{n}>")).collect();
        let any = AnyOf::of(&texts, true).unwrap();
        let found: Vec<usize> = any.found("<7> <8000><4000> <8001>").collect();
        assert_eq!(found, [7, 4_000, 8_000]);
        assert!(any.is_match("<3999>") && !any.is_match("<8001>"));
        let none = AnyOf::of::<&str>(&[], false).unwrap();
        assert!(!none.is_match("<1>") && none.found("<1>").next().is_none());
    }
}
