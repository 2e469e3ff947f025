//! Cues: what the words and the shape of one block say about it, in some thirty languages.
//!
//! In: the text of a block. Out: at most one [`Cue`], what the block seems to be, how surely, and by which phrase. Invariant: total and
//! linear for any text; a long paragraph gets no cue for a word that it merely contains. A cue is evidence for the
//! classifier and the reason shown to the user; it cuts nothing by itself. The phrases stand in `kinds/`, a file a
//! kind; [`mod@fold`] makes one spelling of them, [`shape`] knows dates, bylines, credits and other patterns.

mod credits;
mod dates;
pub mod fold;
mod names;
pub mod roles;
pub mod shape;
mod table;

use self::fold::{Folded, fold};
use super::Label;

/// How far a cue can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Also found in articles: a section's name, a word in a short line.
    Weak,
    /// Hardly ever found in an article.
    Strong,
    /// Says itself that it is none of the article: `Editor's note:`.
    Sure,
}

impl Strength {
    /// As a number, 0 to 1, for the classifier.
    pub fn value(self) -> f32 {
        match self {
            Self::Weak => 0.5,
            Self::Strong | Self::Sure => 1.0,
        }
    }
}

/// What a block seems to be, by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// The kind.
    pub label: Label,
    /// How far to trust it.
    pub strength: Strength,
    /// The phrase of the table, or a name for the shape: for reasons shown to people.
    pub phrase: &'static str,
    /// Whether it is a phrase of the table.
    pub written: bool,
}

/// A block longer than this is not looked at; the longest legal notices are shorter.
pub(super) const MAX_BYTES: usize = 1600;

/// A block of more words than this is not looked at.
const MAX_WORDS: usize = 120;

/// The cue of one block, if its words or its shape give one.
///
/// ```
/// use newsdex::clean::{Label, cues};
/// assert_eq!(cues::label("Читайте также: Погода на выходные").map(|cue| cue.label), Some(Label::Related));
/// assert_eq!(cues::label("3 min read").map(|cue| cue.label), Some(Label::Counter));
/// assert_eq!(cues::label("The court said that cookies of this kind need consent, and fined the firm."), None);
/// ```
pub fn label(text: &str) -> Option<Cue> {
    if text.len() > MAX_BYTES {
        return None;
    }
    label_folded(text, &fold(text))
}

/// As [`label`], for a text of at most [`MAX_BYTES`] that has been folded.
pub(super) fn label_folded(text: &str, folded: &Folded) -> Option<Cue> {
    if folded.words > MAX_WORDS {
        return None;
    }
    table::whole(folded)
        .or_else(|| shape::strong(text, folded))
        .or_else(|| table::begins(folded))
        .or_else(|| table::ends(folded).filter(|cue| !is_said(cue, text)))
        .or_else(|| table::holds(folded))
        .or_else(|| shape::weak(text, folded))
}

/// Whether a lone word that leads to more elsewhere is the last word of a sentence here: `Was gibt dir mehr?`
fn is_said(cue: &Cue, text: &str) -> bool {
    let ends_sentence = || text.trim_end().ends_with(['.', '?', '!']) && !text.contains("...");
    !cue.phrase.contains(' ') && text.trim().contains(' ') && ends_sentence()
}

/// True if the text is nothing but a date or time, with words such as `updated` around it.
pub fn is_date_line(text: &str) -> bool {
    shape::may_be_date(text) && shape::date_line(text, &fold(text)) == shape::DateLine::Pure
}

/// True if the text begins with a full date and goes on with other words: `06.01.2026 14:03 WEATHER, COAST`.
pub fn begins_with_day(text: &str) -> bool {
    dates::begins_with_day(text)
}

/// True if a folded line is two or more phrases of the tables one behind the other, as the buttons of a bar: `print e mail 0 comments`.
pub fn is_bar(folded: &str) -> bool {
    table::is_bar(folded)
}

/// True if the text tells how long ago something was, and nothing else: `3 hours ago`, `vor 5 Minuten`.
///
/// ```
/// use newsdex::clean::cues::is_age;
/// assert!(is_age("3 hours ago") && is_age("Vor 5 Minuten"));
/// assert!(!is_age("3 ago 2026") && !is_age("5 May 2026"));
/// ```
pub fn is_age(text: &str) -> bool {
    shape::is_age(text, &fold(text))
}

/// True if a folded line tells somewhere how long ago something was: `jane 0 hours ago`.
pub(super) fn holds_age(folded: &str) -> bool {
    dates::holds_age(folded)
}

/// True if the text leads in a writer's name: `By Jane Doe`, `Автор: Иван Петров`.
pub fn looks_like_byline(text: &str) -> bool {
    shape::byline(text).is_some()
}

/// True if the text names a photographer or a picture agency and little else.
pub fn looks_like_photo_credit(text: &str) -> bool {
    let folded = fold(text);
    credits::photo_credit(text, &folded).is_some_and(|cue| cue.label == Label::PhotoCredit)
        || table::begins(&folded).is_some_and(|cue| cue.label == Label::PhotoCredit)
}

/// True if the text is nothing but a person's name, as far as its letters tell: two to four capitalised words.
pub fn looks_like_name(text: &str) -> bool {
    shape::is_name(text)
}

/// True if the text is nothing but a time of day, as live blogs stamp their posts.
pub fn is_clock(text: &str) -> bool {
    shape::is_clock(&fold(text), text)
}

/// Blocks below a line among which its last words may stand alone, and letters of the shortest such line.
pub const GLUED: usize = 8;
/// See [`GLUED`].
pub const GLUED_LETTERS: usize = 15;

/// Whether a text ends with a line of its own, and a trail of sections was glued before it: `HomeNewsStorm hits the coast`.
pub fn ends_with_line(text: &str, line: &str) -> bool {
    let before = text.strip_suffix(line).filter(|before| !before.is_empty());
    before.is_some_and(|before| !opens_headline(before))
}

/// True if the words before a line of its own are of the headline: a topic before a colon, a part before a dash or a comma.
fn opens_headline(before: &str) -> bool {
    let before = before.trim_end();
    let topic = before.ends_with([':', '：']) && before.split(' ').count() > 2;
    topic || before.ends_with([',', '–', '—', '-'])
}

fn cue(label: Label, strength: Strength, phrase: &'static str) -> Cue {
    Cue {
        label,
        strength,
        phrase,
        written: false,
    }
}
