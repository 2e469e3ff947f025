//! Lines on who the writer is: `Jane Doe is a reporter for the Daily`, in the languages of `roles.txt`.
//!
//! Only blocks that are cut anyway are asked, and only for their name: an article too says of people that they are reporters.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::fold::{fold, is_unspaced};
use super::shape::{byline, ends_sentence, is_name};

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
        return holds_unspaced(&folded.text);
    }
    let words: Vec<&str> = folded.text.split(' ').take(REACH).skip(2).collect();
    hold_role(&words)
}

/// True if a role is among the words of a short line: `Senior Political Correspondent`, `Redakteurin, Berlin`.
///
/// ```
/// use newsdex::clean::cues::roles::has_role;
/// assert!(has_role("Senior Political Correspondent") && has_role("Redakteurin") && has_role("本报记者"));
/// assert!(!has_role("Weather for the weekend"));
/// ```
pub fn has_role(text: &str) -> bool {
    let folded = fold(text);
    if text.chars().any(is_unspaced) {
        return holds_unspaced(&folded.text);
    }
    let words: Vec<&str> = folded.text.split(' ').take(REACH).collect();
    hold_role(&words)
}

/// True if the text begins as people introduce themselves: `Hi, I'm Nora`, `Ich schreibe über`, `Пишу о`.
///
/// ```
/// use newsdex::clean::cues::roles::speaks_of_oneself;
/// assert!(speaks_of_oneself("Hi, I'm Nora. I write about trains.") && speaks_of_oneself("Ich schreibe seit 2010 über Politik."));
/// assert!(!speaks_of_oneself("Illness kept him at home."));
/// ```
pub fn speaks_of_oneself(text: &str) -> bool {
    let start: String = text.chars().take(ONESELF_CHARS).collect();
    let folded = fold(&start).text;
    let begins = |phrase: &str| {
        let rest = folded.strip_prefix(phrase);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(' ') || phrase.chars().any(is_unspaced)
        })
    };
    ONESELF.iter().any(|phrase| begins(phrase))
}

/// Characters of the longest phrase of [`ONESELF`] and a few more.
const ONESELF_CHARS: usize = 40;

/// How people begin to tell of themselves in some twenty languages, folded.
const ONESELF: &[&str] = &[
    "i",
    "i m",
    "i ve",
    "hi i m",
    "hi i am",
    "hi my name is",
    "hello i m",
    "hello i am",
    "hey i m",
    "my name is",
    "ich",
    "hallo ich",
    "mein name ist",
    "je suis",
    "je",
    "j ecris",
    "j ai",
    "bonjour je",
    "soy",
    "hola soy",
    "me llamo",
    "escribo",
    "sono",
    "mi chiamo",
    "scrivo",
    "mi occupo",
    "sou",
    "escrevo",
    "chamo me",
    "ik",
    "ik ben",
    "hoi ik",
    "jestem",
    "pisze o",
    "zajmuje sie",
    "nazywam sie",
    "jsem",
    "pisi o",
    "jag",
    "hej jag",
    "jeg",
    "hei jeg",
    "olen",
    "kirjoitan",
    "scriu",
    "sunt",
    "ma numesc",
    "ujsagirokent",
    "ειμαι",
    "γραφω",
    "ben",
    "merhaba ben",
    "я",
    "привет я",
    "пишу",
    "меня зовут",
    "привіт я",
    "мене звати",
    "аз съм",
    "ja sam",
    "pisem",
    "أنا",
    "انا",
    "أكتب",
    "اكتب",
    "אני",
    "我是",
    "我叫",
    "私は",
    "저는",
];

/// The name that a line consists of, and whether a role stands beside it: `Jane Doe`, `Jane Doe, Staff Writer`.
///
/// ```
/// use newsdex::clean::cues::roles::name_and_role;
/// assert_eq!(name_and_role("Anna Meier, Redakteurin"), Some(("Anna Meier", true)));
/// assert_eq!(name_and_role("By Jane Doe"), Some(("Jane Doe", false)));
/// assert_eq!(name_and_role("Jane Doe, who was there"), None);
/// ```
pub fn name_and_role(text: &str) -> Option<(&str, bool)> {
    if text.len() > LONGEST_NAME {
        return None;
    }
    name_alone_and_role(byline(text).unwrap_or(text))
}

/// As [`name_and_role`], for a line without a byline's lead-in.
pub(in crate::clean) fn name_alone_and_role(text: &str) -> Option<(&str, bool)> {
    if text.len() > LONGEST_NAME {
        return None;
    }
    let text = text.trim();
    let (name, rest) = text
        .split_once([',', '|', '，', '·', '•', '–'])
        .unwrap_or((text, ""));
    let name = name.trim();
    if !is_name(name) || has_role(name) {
        return None;
    }
    let role = !rest.is_empty() && has_role(rest) && !ends_sentence(rest);
    (rest.is_empty() || role).then_some((name, role))
}

/// Longest line that can be a name with a role, in bytes.
const LONGEST_NAME: usize = 120;

/// The name with which a text on a writer begins: see [`is_about_author`].
///
/// ```
/// use newsdex::clean::cues::roles::told_of;
/// assert_eq!(told_of("Jane Doe is a reporter for the Daily."), Some("Jane Doe"));
/// assert_eq!(told_of("The council said that no reporter was let in."), None);
/// ```
pub fn told_of(text: &str) -> Option<&str> {
    if !is_about_author(text) || text.chars().any(is_unspaced) {
        return None;
    }
    let end = text
        .find([',', '(', '|', ':', '–', '—'])
        .unwrap_or(text.len());
    let head = text.get(..end)?;
    let ends = head
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([head.len()]);
    let fitting = ends.take(NAME_WORDS).filter_map(|end| head.get(..end));
    // A name in letters without case could go on for ever.
    let cased = |name: &&str| is_name(name) && name.chars().any(char::is_lowercase);
    fitting.filter(cased).last()
}

/// Words of the longest name.
const NAME_WORDS: usize = 5;

fn hold_role(words: &[&str]) -> bool {
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    words.iter().any(|word| ROLES.contains(word))
        || pairs.into_iter().any(|pair| ROLES.contains(pair.as_str()))
}

/// Where no spaces divide words a role stands among the first characters.
fn holds_unspaced(folded: &str) -> bool {
    let start: String = folded.chars().take(UNSPACED_REACH).collect();
    ROLES.iter().any(|role| start.contains(role))
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
