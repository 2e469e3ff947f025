//! Which words are names of people: given names and surnames of open lists.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::clean::cues::fold::fold;
use crate::shipped;

/// The lists, packed; see `scripts/name_lists.py`.
const PACKED: &[u8] = include_bytes!("data/names.zst");

static LISTS: LazyLock<String> = LazyLock::new(|| shipped::text(PACKED));

/// Names of places, people and companies in lower case, one a line; a line such as `[listed-surname]` opens a list.
pub fn lists() -> &'static str {
    &LISTS
}

static GIVEN: LazyLock<FxHashSet<String>> = LazyLock::new(|| list("[listed-first-name]"));
static SURNAMES: LazyLock<FxHashSet<String>> = LazyLock::new(|| list("[listed-surname]"));

/// The words of one list, folded.
fn list(head: &str) -> FxHashSet<String> {
    let lines = LISTS.lines().skip_while(|line| *line != head).skip(1);
    let words = lines.take_while(|line| !line.starts_with('['));
    words.map(|word| fold(word).text).collect()
}

/// True if a folded word is somebody's given name.
pub(super) fn is_given(folded: &str) -> bool {
    GIVEN.contains(folded)
}

/// True if a folded word is a family name.
pub(super) fn is_surname(folded: &str) -> bool {
    SURNAMES.contains(folded)
}
