//! The line that stands as the headline on a page, told by its place, its looks and what it speaks of.

use super::alike::{Copies, alike};
use crate::clean::cues::Strength;
use crate::clean::cues::fold::fold;
use crate::clean::{Cleaned, Label, Reading, Topic, Verdict, cues};
use crate::page::{Block, BlockKind, Form, Page};

/// Points from which a block is believed to be the headline.
const ENOUGH: i32 = 12;
/// What a line loses that many pages of its site show.
const FRAME: i32 = 60;
/// Points of a long line all of whose words the text uses, and what a line loses that shares none with it.
const TOPIC: f32 = 50.0;
const OFF_TOPIC: i32 = 5;
// Fitted, like the next four, on the pages of the sets that may teach: what tells their headlines from other lines near them.
/// Points that a block loses for each block between it and the text.
const NEAR: f32 = 0.62;
/// What a headline's label is worth less where looks count.
const LABELLED: i32 = 13;
/// Points of a line all of whose words stand in the first paragraphs too.
const OPENING: f32 = 15.0;
/// Points of a line above which no other line of four words or more stands: below the headline stand leads and captions.
const OPENS: i32 = 9;
/// Points of a line right above a byline or date.
const SIGNED_POINTS: i32 = 25;
/// What a line loses whose shape tells that it is something else.
const OTHER: i32 = 30;
/// Words from which on a line could be a headline.
const SOLID: usize = 4;
/// Blocks below a headline among which byline or date stand.
const SIGNED: usize = 3;
/// Bytes of the longest headline, and its words.
const LONGEST: usize = 300;
const WORDS: std::ops::RangeInclusive<usize> = 2..=40;
/// Blocks behind the beginning of the text that are looked at.
const BEHIND: usize = 4;

/// A title that shares less of its words than this with the text may name something else.
const FOREIGN: f32 = 0.2;
/// A line speaks of what the text speaks of from this agreement on.
const ON_TOPIC: f32 = 0.4;
/// Blocks above the text among which a title stands, if it is the article's.
const ABOVE: usize = 12;

/// A page on which the headline is looked for.
pub(super) struct Shown<'p> {
    pub page: &'p Page,
    pub reading: &'p Reading,
    pub cleaned: &'p Cleaned,
    pub topic: &'p Topic<'p>,
}

impl<'p> Shown<'p> {
    /// The first block that was kept.
    pub fn first(&self) -> usize {
        let kept = self.cleaned.verdicts.iter().position(|v| v.kept);
        kept.unwrap_or(self.page.blocks.len())
    }

    /// The blocks among which the headline stands: all above the text, and its first ones.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &'p Block, &'p Verdict)> {
        let blocks = self.page.blocks.iter().zip(&self.cleaned.verdicts);
        let until = self.first() + BEHIND;
        let blocks = blocks.enumerate().take(until);
        blocks.map(|(at, (block, verdict))| (at, block, verdict))
    }

    /// The block that says most of what the folded `claims` say, of those that stand as headlines do.
    pub fn by_claims(&self, claims: &[String]) -> Option<usize> {
        self.best(claims, None)
    }

    /// The block that looks most like a headline.
    pub fn by_looks(&self, claims: &[String]) -> Option<usize> {
        self.best(claims, Some(&Copies::of(self.page, self.reading)))
    }

    fn best(&self, claims: &[String], looks: Option<&Copies>) -> Option<usize> {
        let first = self.first();
        let mut best: Option<(i32, usize)> = None;
        for (at, block, verdict) in self.blocks() {
            let Some(line) = self
                .reading
                .line(at)
                .filter(|_| block.text.len() <= LONGEST)
            else {
                continue;
            };
            if !WORDS.contains(&line.words) {
                continue;
            }
            let near = first.saturating_sub(at).min(60) as i32;
            let agreed = claims.iter().map(|claim| alike(claim, line.text));
            let agreed = agreed.fold(0.0, f64::max);
            let score = (agreed * 60.0) as i32
                + self.kind_score(block, verdict)
                + looks.map_or(-near, |copies| {
                    self.looks_score(at, first, copies.score(line.text))
                });
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, at));
            }
        }
        let best = best.filter(|(score, _)| *score >= ENOUGH);
        best.map(|(_, at)| at)
    }

    /// How far a block looks like a headline, if the text begins with the block `first`.
    fn looks_score(&self, at: usize, first: usize, copied: i32) -> i32 {
        let (Some(block), Some(verdict), Some(line)) = (
            self.page.blocks.get(at),
            self.cleaned.verdicts.get(at),
            self.reading.line(at),
        ) else {
            return 0;
        };
        let points = |holds: bool, points: i32| if holds { points } else { 0 };
        let near = first.saturating_sub(at).min(60) as f32;
        let opening = self.topic.opening_share(at) * OPENING;
        copied + (opening - near * NEAR) as i32
            - points(verdict.reason.is_frame(), FRAME)
            - points(verdict.label == Label::Headline, LABELLED)
            - points(is_other(&block.text, line.text), OTHER)
            + points(self.opens(at), OPENS)
            + shape_score(&block.text, line.words, self.reading.cue(at).is_some())
            + place_score(at, first, &self.cleaned.verdicts)
            + self.topic_score(at)
    }

    /// The line below a block with which the block ends, else the block: a trail of sections is often glued to a copy of the headline.
    pub fn without_trail(&self, at: usize) -> usize {
        let blocks = &self.page.blocks;
        let Some(text) = blocks.get(at).map(|block| block.text.as_str()) else {
            return at;
        };
        let ends = |other: &usize| {
            blocks.get(*other).is_some_and(|block| {
                ends_with_line(text, &block.text)
                    && self
                        .reading
                        .line(*other)
                        .is_some_and(|line| line.words >= PART_WORDS)
            })
        };
        (at + 1..=at + cues::GLUED).find(ends).unwrap_or(at)
    }

    /// Whether a title shares hardly a word with the text, and stands nowhere near it.
    pub fn is_elsewhere(&self, title: &str) -> bool {
        let off_topic = self.topic.share_of_text(title).is_none_or(|s| s < FOREIGN);
        if !off_topic {
            return false;
        }
        let title = fold(title).text;
        let first = self.first();
        let stands = self.blocks().any(|(at, block, verdict)| {
            let here = at + ABOVE >= first || matches!(block.kind, BlockKind::Heading(1..=3));
            here && !verdict.reason.is_frame()
                && self.reading.line(at).is_some_and(|line| line.text == title)
        });
        !stands
    }

    /// Whether the text speaks of most of what a block speaks of.
    pub fn is_on_topic(&self, at: usize) -> bool {
        let line = self.page.blocks.get(at);
        let sentence = line.is_some_and(|block| block.text.ends_with('.'));
        let words = self.reading.line(at).map_or(0, |line| line.words);
        let agrees = self.topic.agreement(at).is_some_and(|a| a >= ON_TOPIC);
        !sentence && words >= PART_WORDS && agrees
    }

    /// Whether no line that could be the headline stands right above a block.
    fn opens(&self, at: usize) -> bool {
        let above = at.checked_sub(1);
        let is_solid = |above: usize| {
            let words = self.reading.line(above).map_or(0, |line| line.words);
            let frame = self.cleaned.verdicts.get(above);
            words >= SOLID
                && self.reading.cue(above).is_none()
                && frame.is_some_and(|verdict| !verdict.reason.is_frame())
        };
        !above.is_some_and(is_solid)
    }

    fn kind_score(&self, block: &Block, verdict: &Verdict) -> i32 {
        let heading = match block.kind {
            BlockKind::Heading(1) => 40,
            BlockKind::Heading(2) => 8,
            _ => 0,
        };
        let labelled = if verdict.label == Label::Headline {
            40
        } else {
            0
        };
        let text = self.page.form == Form::Text;
        let other = match verdict.label {
            _ if verdict.kept && text => 25,
            Label::Caption | Label::PhotoCredit if text => 25,
            _ => 0,
        };
        heading + labelled - other
    }

    fn topic_score(&self, at: usize) -> i32 {
        match self.topic.agreement(at) {
            Some(share) if share > 0.0 => (share * TOPIC) as i32,
            Some(_) => -OFF_TOPIC,
            None => 0,
        }
    }
}

/// Whether a text ends with a line that is no mere kicker.
fn ends_with_line(text: &str, line: &str) -> bool {
    line.chars().filter(|c| c.is_alphanumeric()).count() >= cues::GLUED_LETTERS
        && cues::ends_with_line(text, line)
}

/// Whether a line has the shape of something else: a trail of sections, a bar of buttons, a day before other words, an item of
/// a list, a caption with its credit.
fn is_other(text: &str, folded: &str) -> bool {
    let item = text.starts_with(['•', '·', '»', '›', '►', '-', '–', '—', '|', '/', '+']);
    let credit = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .is_some_and(|(_, inside)| cues::looks_like_photo_credit(inside));
    item || credit
        || trail(text).is_some()
        || cues::begins_with_day(text)
        || cues::is_bar(folded)
        || is_glued_bar(text)
}

/// Words of the longest line of buttons, digits of a telephone number.
const BAR_WORDS: usize = 8;
const TELEPHONE: usize = 9;

/// Whether a line is buttons that were glued together (`Sign inSubscribe for £1`), or a name with a telephone number (`Americas+1 212 318 2000`).
fn is_glued_bar(text: &str) -> bool {
    if text.split(' ').count() > BAR_WORDS {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits >= TELEPHONE && text.contains('+') {
        return true;
    }
    let boundary = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
    let parts = boundary.map(|((at, last), _)| text.split_at(at + last.len_utf8()));
    let is_button = |part: &str| {
        cues::label(part).is_some_and(|cue| {
            cue.strength >= Strength::Strong
                && matches!(
                    cue.label,
                    Label::Login | Label::Menu | Label::Share | Label::Newsletter
                )
        })
    };
    parts.is_some_and(|(first, second)| is_button(first) && is_button(second))
}

/// Signs between the parts of a trail.
const TRAIL: &[&str] = &[" » ", " › ", " > ", " / ", " | ", " → "];

/// The last part of a trail of sections: `Home » News » Storm hits the coast`.
pub(super) fn trail(text: &str) -> Option<&str> {
    // Most lines hold none of the signs, which is told without looking for each of them.
    let plain = memchr::memchr3(b'>', b'/', b'|', text.as_bytes()).is_none();
    if plain && (text.is_ascii() || !text.contains(['»', '›', '→'])) {
        return None;
    }
    let signs = TRAIL.iter();
    let mut trails = signs.filter(|sign| text.matches(**sign).count() >= 2);
    let sign = trails.next()?;
    text.rsplit_once(sign).map(|(_, last)| last)
}

/// How far a line has the shape of a headline.
fn shape_score(text: &str, words: usize, cued: bool) -> i32 {
    let mut score = if (4..=22).contains(&words) { 25 } else { 5 };
    if cued {
        score -= 40;
    }
    if text.ends_with(['.', ',', ';', ':']) {
        score -= 20;
    }
    score
}

/// How far a line stands where headlines stand: before the text, and close above byline or date.
fn place_score(at: usize, first: usize, verdicts: &[Verdict]) -> i32 {
    let inside = if at > first { -30 } else { 0 };
    let below = verdicts
        .get(at + 1..first.min(at + 1 + SIGNED))
        .unwrap_or_default();
    let signed = below
        .iter()
        .any(|verdict| matches!(verdict.label, Label::Byline | Label::Date));
    inside + if signed { SIGNED_POINTS } else { 0 }
}

/// A headline without the day that was glued to its end: `Storm hits the coast Published: 2 January 2008, 02:42`.
pub(super) fn without_day(text: &str) -> &str {
    if text.len() > LONGEST || !holds_year(text) {
        return text;
    }
    let mut ends = text.match_indices(' ').map(|(at, _)| at).skip(2);
    let glued = |at: &usize| {
        let tail = text.get(*at..).unwrap_or_default().trim();
        holds_year(tail) && cues::is_date_line(tail)
    };
    let end = ends.find(glued).unwrap_or(text.len());
    let head = text.get(..end).unwrap_or(text).trim_end();
    let bare = head.trim_end_matches(['-', '–', '—', '|', ',', ' ']);
    // `14. - 20. Januar 2022` is a span of days.
    if bare.ends_with(|c: char| c.is_ascii_digit() || c == '.') && bare != head {
        text
    } else {
        bare
    }
}

/// Four digits in a row; a day without a year may be of the headline.
fn holds_year(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.any(|run| run.len() == 4)
}

/// Pieces of the longest title that is looked into.
const PIECES: usize = 12;
/// Words of the shortest headline that is a part of a title.
const PART_WORDS: usize = 3;
/// The share of its words that the text uses, unless it is marked as a heading.
const PART_TOPIC: f32 = 0.3;

impl Shown<'_> {
    /// The longest part of a title, between the signs that divide sections and sites from it, that stands on the page as
    /// a line of its own: `Storm hits the coast` of `Storm hits the coast-World-The Example`.
    pub fn part_of(&self, title: &str) -> Option<usize> {
        let parts = parts(title);
        if parts.is_empty() {
            return None;
        }
        let heads = |at: &usize, block: &Block, verdict: &Verdict| {
            verdict.label == Label::Headline
                || matches!(block.kind, BlockKind::Heading(1..=3))
                || self
                    .topic
                    .share(*at)
                    .is_some_and(|share| share >= PART_TOPIC)
        };
        let stands = self.blocks().filter(|(at, block, verdict)| {
            let line = self
                .reading
                .line(*at)
                .filter(|line| line.words >= PART_WORDS);
            line.is_some_and(|line| parts.iter().any(|part| part == line.text))
                && !verdict.reason.is_frame()
                && heads(at, block, verdict)
        });
        let longest = stands.max_by_key(|(_, block, _)| block.text.len());
        longest.map(|(at, _, _)| at)
    }
}

/// What remains of a title if sections and sites are cut off, folded; nothing if no sign divides it.
fn parts(title: &str) -> Vec<String> {
    let signs = [
        '|', '-', '–', '—', '»', '›', '·', '•', '/', '<', '>', '(', '_',
    ];
    let mut cuts: Vec<usize> = title
        .char_indices()
        .filter(|(at, c)| signs.contains(c) || *c == ':' && title[..*at].ends_with([' ', ':']))
        .map(|(at, _)| at)
        .take(PIECES)
        .collect();
    if cuts.is_empty() {
        return Vec::new();
    }
    cuts.push(title.len());
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let mut parts = Vec::new();
    for from in starts {
        for to in cuts.iter().filter(|to| **to > from) {
            let part = fold(title.get(from..*to).unwrap_or_default()).text;
            parts.push(part);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_headlines_are_told_by_their_shape() {
        let table = [
            ("Home » News » Storm hits the coast", true),
            ("Print E-mail 0 comments", true),
            ("Sign inSubscribe for £1", true),
            ("Americas+1 212 318 2000", true),
            ("• review Storm", true),
            ("01/13/08 - The league of the north", true),
            ("The harbour after the storm (Photo: Jane Doe)", true),
            ("Storm hits the coast", false),
            ("East - west: storm hits the coast", false),
            ("2026 begins with a storm (and ends with one)", false),
        ];
        for (line, expected) in table {
            assert_eq!(is_other(line, &fold(line).text), expected, "{line}");
        }
        assert_eq!(trail("Home / News / Storm"), Some("Storm"));
    }

    #[test]
    fn a_line_that_ends_with_another_one_is_that_one_behind_a_trail() {
        let line = "Storm hits the coast";
        for (text, expected) in [
            ("HomeNewsStorm hits the coast", true),
            ("Home 9 News 9 Storm hits the coast", true),
            ("now reading: Storm hits the coast", true),
            ("The weather of the north: Storm hits the coast", false),
            ("Wind, rain, Storm hits the coast", false),
            ("Storm hits the coast", false),
        ] {
            assert_eq!(ends_with_line(text, line), expected, "{text}");
        }
    }
}
