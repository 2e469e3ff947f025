//! Lines on who the writer is: `Jane Doe is a reporter for the Daily`, in the languages of `roles.txt`.
//!
//! Only blocks that are cut anyway are asked, and only for their name: an article too says of people that they are reporters.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::{fold, is_unspaced};

/// Words of the longest line on a writer.
const LONGEST: usize = 90;
/// The role stands among the first words.
const REACH: usize = 14;
/// The role stands among the first characters where no spaces divide words.
const UNSPACED_REACH: usize = 24;

static ROLES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("roles.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(": "));
    lists.flat_map(|(_, roles)| roles.split(" | ")).collect()
});

/// True if the text tells who its writer is: it begins with a name, and soon says a role.
///
/// ```
/// use newsdex::clean::cues::roles::is_about_author;
/// assert!(is_about_author("Jane Doe is a reporter for the Daily. She lives in Kullby."));
/// assert!(is_about_author("Иван Петров, обозреватель отдела политики"));
/// assert!(!is_about_author("Journalist taken from his house"));
/// assert!(!is_about_author("The council said on Monday that no reporter was let in."));
/// ```
pub fn is_about_author(text: &str) -> bool {
    let unspaced = text.chars().next().is_some_and(is_unspaced);
    // The name comes first, and is told without folding.
    if !unspaced && !begins_with_name(text) {
        return false;
    }
    let folded = fold(text);
    if folded.words > LONGEST {
        return false;
    }
    if unspaced {
        let start: String = folded.text.chars().take(UNSPACED_REACH).collect();
        return ROLES.iter().any(|role| start.contains(role));
    }
    let words: Vec<&str> = folded.text.split(' ').take(REACH).skip(2).collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    words.iter().any(|word| ROLES.contains(word))
        || pairs.into_iter().any(|pair| ROLES.contains(pair.as_str()))
}

/// True if the first two words could be a name: capitals, or a script that has none.
fn begins_with_name(text: &str) -> bool {
    let mut words = text.split(' ').take(2);
    let capital = |word: &str| {
        let first = word.trim_start_matches(['"', '“', '«', '(']).chars().next();
        first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    words.next().is_some_and(capital) && words.next().is_some_and(capital)
}
