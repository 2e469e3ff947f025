//! Prose inside the article that the page's own cut left out by a little.
//!
//! A paragraph between two kept ones is cut for a reason of its own or not at all: without one it is the article's, however dull it
//! looks. In a dump it must stand right between them; markup also tells whether it is set like them.

use rustc_hash::FxHashMap;

use super::doubt::Doubt;
use super::evidence::Evidence;
use super::reason::Ground;
use super::topic::WordSet;
use super::{Label, Verdict, naming, standfirst, why};
use crate::page::{Form, Page};

/// Words of a paragraph that shows where the article is.
const PARAGRAPH: u32 = 12;
/// Words of a sentence that may be kept.
const SENTENCE: u32 = 6;
/// Below this the forests are sure that a block is none of the text.
const DOUBT: f32 = 0.05;
/// The mean probability of the paragraphs on both sides. On an odd page lists of teasers are kept with less.
const SURE: f32 = 0.5;
/// Cut sentences in a row. On the sets that teach, by forests that saw no page of their site, and on those that test, up to three gave F1
/// .0003 more of text dumps (34 blocks of the article came back, and 7 others), up to six no more.
const IN_A_ROW: usize = 3;
/// Kept paragraphs of one style that make it the article's, and blocks among which they stand.
const STYLED: usize = 3;
const REACH: usize = 3;
/// The same of a paragraph right behind the last kept one, of whose words (two more are counted) the text uses one in so many, and its words.
const LIKELY: f32 = 0.15;
const SHORT: u32 = 8;
/// The same of a paragraph beyond lines that lead elsewhere, how many, and the words of such a line.
const UNLIKELY: f32 = 0.12;
const LONG: u32 = 30;
const BEYOND: usize = 4;
const PASSED_WORDS: u32 = 25;
const SHARED: usize = 3;
const MORE: usize = 2;

/// Keeps prose between kept paragraphs that was cut for nothing but its place.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let found = Article::of(verdicts, page, evidence).missing();
    restore(verdicts, found, "prose between paragraphs of the article");
}

/// Keeps prose right behind the last kept paragraph that was cut for nothing but its place.
///
/// What ends the article must be known: boxes and comments that were kept have been cut again.
pub(super) fn go_on(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let found = Article::of(verdicts, page, evidence).behind_the_last();
    restore(
        verdicts,
        found,
        "behind the article's last paragraph, and speaks of what the text does",
    );
}

fn restore(verdicts: &mut [Verdict], found: Vec<usize>, why: &'static str) {
    for at in found {
        if let Some(verdict) = verdicts.get_mut(at) {
            verdict.kept = true;
            verdict.label = Label::Body;
            verdict.reason = Ground::Place(why).into();
        }
    }
}

struct Article<'a> {
    doubt: Doubt<'a>,
    /// How many kept paragraphs each style has.
    styles: FxHashMap<u32, usize>,
}

impl<'a> Article<'a> {
    fn of(verdicts: &'a [Verdict], page: &'a Page, evidence: &'a Evidence) -> Self {
        let mut article = Self {
            doubt: Doubt::of(verdicts, page, evidence),
            styles: FxHashMap::default(),
        };
        let kept = (0..verdicts.len()).filter(|at| article.is_paragraph(*at));
        let styles: Vec<u32> = kept.filter_map(|at| article.style(at)).collect();
        for style in styles {
            *article.styles.entry(style).or_default() += 1;
        }
        article
    }

    fn missing(&self) -> Vec<usize> {
        let cut = (1..self.doubt.verdicts.len()).filter(|at| self.may_belong(*at));
        if self.doubt.page.form == Form::Text {
            cut.filter(|at| self.is_between(*at)).collect()
        } else {
            cut.filter(|at| self.is_among(*at)).collect()
        }
    }

    /// The prose behind the last kept paragraph that the forests doubt, and that speaks of what the text does.
    fn behind_the_last(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let last = self.doubt.verdicts.iter().rposition(|v| v.kept);
        let Some(mut last) = last.filter(|last| self.is_paragraph(*last)) else {
            return found;
        };
        let topic = standfirst::topic(self.doubt.verdicts, self.doubt.evidence);
        while let Some(next) = self.goes_on_at(last, &topic) {
            found.push(next);
            last = next;
        }
        found
    }

    /// Where the text goes on behind `last`: right below, or beyond lines that lead elsewhere.
    fn goes_on_at(&self, last: usize, topic: &WordSet) -> Option<usize> {
        let speaks_of_it = |at: usize| {
            let words = self.doubt.evidence.reading.words.of(at);
            let shared = words.iter().filter(|word| topic.contains(**word)).count();
            shared * SHARED >= words.len() + MORE
        };
        let next = last + 1;
        let likely = |at: usize, least: f32, words: u32| {
            self.doubt.probability(at) >= least
                && self.doubt.words(at) >= words
                && self.is_styled(at)
        };
        if likely(next, LIKELY, SHORT) && self.may_belong(next) && !self.asks(next) {
            return speaks_of_it(next).then_some(next);
        }
        let beyond = (next..next + BEYOND).take_while(|at| self.is_passed(*at));
        let mut beyond = beyond.map(|at| at + 1);
        beyond.find(|at| {
            let one = *at == next + 1 && self.names_its_story(next);
            let least = if one {
                (LIKELY, SHORT)
            } else {
                (UNLIKELY, LONG)
            };
            likely(*at, least.0, least.1) && self.may_go_on(*at) && speaks_of_it(*at)
        })
    }

    /// Whether a cut line leads elsewhere, or belongs to a picture, and is no frame of the page.
    fn is_passed(&self, at: usize) -> bool {
        self.doubt.verdicts.get(at).is_some_and(|v| {
            !v.kept
                && self.doubt.words(at) <= PASSED_WORDS
                && !matches!(
                    v.label,
                    Label::Comments
                        | Label::Legal
                        | Label::AuthorBox
                        | Label::Tags
                        | Label::Login
                        | Label::Newsletter
                        | Label::Share
                        | Label::Cookie
                        | Label::Date
                        | Label::LiveFrame
                        | Label::Counter
                )
        })
    }

    fn names_its_story(&self, at: usize) -> bool {
        let block = self.doubt.page.blocks.get(at);
        let head = self.doubt.verdicts.get(at).is_some_and(|v| {
            matches!(v.label, Label::Related | Label::Teaser) && v.reason.is_by_words()
        });
        head && block.is_some_and(|block| naming::names_its_story(block, self.doubt.page.form))
    }

    /// A short question or call at the end is the outlet's.
    fn asks(&self, at: usize) -> bool {
        let facts = self.doubt.evidence.reading.facts.get(at);
        facts.is_some_and(|f| f.words < PARAGRAPH && f.asks_or_calls())
    }

    fn style(&self, at: usize) -> Option<u32> {
        self.doubt.evidence.styles.get(at).copied()
    }

    fn is_paragraph(&self, at: usize) -> bool {
        self.doubt.is_kept(at) && self.doubt.words(at) >= PARAGRAPH
    }

    /// Whether a block is a sentence that nothing speaks against but its place; what other pages of the site show may be a word on the house.
    fn may_belong(&self, at: usize) -> bool {
        self.may_go_on(at) && self.doubt.is_open(at, 0)
    }

    /// The same of a block that may stand below a link to another story.
    fn may_go_on(&self, at: usize) -> bool {
        let outside = |v: &Verdict| v.reason.is(why::OUTSIDE) && v.body_probability >= DOUBT;
        self.doubt.verdicts.get(at).is_some_and(outside)
            && self.doubt.words(at) >= SENTENCE
            && self.doubt.is_sentence(at)
            && !self.doubt.appeals(at)
            && !self.is_footnote(at)
            && self.doubt.says_nothing(at, 0)
            && !self.doubt.repeats(at)
    }

    /// Whether a text begins with the sign or the number of a note: `2For the period`, `* Prices`.
    fn is_footnote(&self, at: usize) -> bool {
        let block = self.doubt.page.blocks.get(at);
        block.is_some_and(|block| {
            let text = block.text.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut letters = text.chars();
            let capital = letters.next().is_some_and(char::is_uppercase);
            let word = capital && letters.next().is_some_and(char::is_lowercase);
            text.starts_with(['*', '†', '‡']) || text.len() < block.text.len() && word
        })
    }

    /// Whether nothing but a few such sentences stands between a block and kept paragraphs on both sides.
    fn is_between(&self, at: usize) -> bool {
        let cut_above = (1..at)
            .rev()
            .take_while(|above| self.may_belong(*above))
            .take(IN_A_ROW)
            .count();
        let cut_below = (at + 1..self.doubt.verdicts.len())
            .take_while(|below| self.may_belong(*below))
            .take(IN_A_ROW)
            .count();
        let (above, below) = (at - cut_above - 1, at + cut_below + 1);
        cut_above + 1 + cut_below <= IN_A_ROW
            && self.is_paragraph(above)
            && self.is_paragraph(below)
            && f32::midpoint(self.doubt.probability(above), self.doubt.probability(below)) >= SURE
    }

    /// Whether the article's paragraphs are set as a block is; a dump does not tell.
    fn is_styled(&self, at: usize) -> bool {
        let styled = self.style(at).and_then(|style| self.styles.get(&style));
        self.doubt.page.form == Form::Text || styled.is_some_and(|kept| *kept >= STYLED)
    }

    /// Whether a block is set as the article's paragraphs are, and stands near them on both sides.
    fn is_among(&self, at: usize) -> bool {
        let paragraph = |near: usize| self.is_paragraph(near);
        self.doubt.words(at) >= PARAGRAPH
            && self.is_styled(at)
            && (at.saturating_sub(REACH)..at).any(paragraph)
            && (at + 1..=at + REACH).any(paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::SiteMemory;
    use crate::page::{Limits, parse};
    use crate::read::RawPage;

    const PARAGRAPH_TEXT: &str = "The council of Kellan met on Tuesday and agreed to mend the old bridge before the winter comes.";

    /// What is kept of `lines`, of which those that begin with `-` were cut, without the marks.
    fn kept(lines: &[&str]) -> Vec<bool> {
        let bare = |line: &&str| line.trim_start_matches('-').to_owned();
        let text: Vec<String> = lines.iter().map(bare).collect();
        let page = parse(
            RawPage {
                path: "a.txt".to_owned(),
                member: None,
                form: Form::Text,
                bytes: text.join("\n").into_bytes(),
                charset: None,
                claims: Vec::new(),
            },
            &Limits::default(),
        );
        let evidence = Evidence::of(&page, &SiteMemory::new());
        let verdict = |line: &&str| {
            let kept = !line.starts_with('-');
            Verdict {
                label: if kept { Label::Body } else { Label::Other },
                kept,
                body_probability: if kept { 0.9 } else { 0.3 },
                reason: Ground::Place(why::OUTSIDE).into(),
            }
        };
        let mut verdicts: Vec<Verdict> = lines.iter().map(verdict).collect();
        keep(&mut verdicts, &page, &evidence);
        verdicts.iter().map(|v| v.kept).collect()
    }

    #[test]
    fn sentences_right_between_paragraphs_are_kept() {
        let p = PARAGRAPH_TEXT;
        let table: &[(&str, &[&str])] = &[
            ("-He was later bailed until the fourth of May.", &[]),
            (
                "-'He was a good boy and loved football.'",
                &["-She said so at the door of the court."],
            ),
        ];
        for (line, more) in table {
            let lines: Vec<&str> = [p, line]
                .into_iter()
                .chain(more.iter().copied())
                .chain([p])
                .collect();
            assert!(kept(&lines).iter().all(|kept| *kept), "{line}");
        }
    }

    #[test]
    fn what_is_no_sentence_or_speaks_to_readers_or_stands_at_an_end_is_not_kept() {
        let p = PARAGRAPH_TEXT;
        for line in [
            "-Storm leaves five islands without any power for days",
            "-We need your help to keep our stories free for all of you.",
            "-Bridge shut.",
        ] {
            assert_eq!(kept(&[p, line, p]), [true, false, true], "{line}");
        }
        let line = "-He was later bailed until the fourth of May.";
        assert_eq!(kept(&[p, line]), [true, false]);
        assert_eq!(kept(&[p, line, "Share", p]), [true, false, true, true]);
    }
}
