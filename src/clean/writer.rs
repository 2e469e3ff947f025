//! The box on the writer behind an article: a name, a role, a biography, how to follow them.
//!
//! Its biography is prose and stands right behind the last paragraph, so where no other page of the site is known it looks like
//! one more. What gives it away is the line above, which is nothing but a name, and that nobody in the article bears the name.

use super::cues::fold::{fold, is_unspaced};
use super::cues::roles::{
    has_role, is_about_author, name_alone_and_role, name_and_role, speaks_of_oneself,
};
use super::cues::{Strength, looks_like_name, shape};
use super::evidence::Evidence;
use super::{Label, Verdict};
use crate::page::{Field, Page};

/// Kept words that an article has before its box.
const WORDS_BEFORE: u32 = 60;
/// Of the kept words at most this part stands behind the box: 1 in so many.
const REST: u32 = 4;
/// Lines of the longest box, its name left out.
const LINES: usize = 8;
/// Paragraphs of the longest biography.
const PARAGRAPHS: usize = 3;
/// Words of the longest line that states a role, and of the longest one that tells how to follow somebody.
const ROLE_WORDS: u32 = 12;
const CONTACT_WORDS: u32 = 14;
/// Writers of one article; more names in a row, each with a text, are what the article is about.
const WRITERS: usize = 3;
/// Kept blocks at the end among which a biography of the stated author is looked for.
const AT_END: usize = 3;

/// Cuts the boxes on the writers behind the article, and names what stands in them.
pub(super) fn cut(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    let blocks = page.blocks.iter();
    let article = Article {
        page,
        evidence,
        verdicts,
        sentences: blocks.map(|b| shape::ends_sentence(&b.text)).collect(),
    };
    let mut found = article.boxes();
    if found.is_empty() {
        found.extend(article.biography());
    }
    for lines in found {
        for at in lines {
            if let Some(verdict) = verdicts.get_mut(at) {
                verdict.kept = false;
                verdict.label = Label::AuthorBox;
                verdict.reason = "in a box on the writer".into();
            }
        }
    }
}

struct Article<'a> {
    page: &'a Page,
    evidence: &'a Evidence,
    verdicts: &'a [Verdict],
    /// Whether each block ends as a sentence does.
    sentences: Vec<bool>,
}

/// What a line below a name can be.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Role,
    Biography,
    Contact,
}

type Lines = std::ops::Range<usize>;

impl Article<'_> {
    fn text(&self, at: usize) -> &str {
        self.page.blocks.get(at).map_or("", |block| &block.text)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        self.sentences.get(at).copied().unwrap_or_default()
    }

    fn words(&self, at: usize) -> u32 {
        self.evidence.reading.facts.get(at).map_or(0, |f| f.words)
    }

    fn is_kept(&self, at: usize) -> bool {
        self.verdicts.get(at).is_some_and(|verdict| verdict.kept)
    }

    fn kept_words(&self, lines: Lines) -> u32 {
        lines
            .filter(|at| self.is_kept(*at))
            .map(|at| self.words(at))
            .sum()
    }

    /// The boxes that stand behind the article, one below the other.
    fn boxes(&self) -> Vec<Lines> {
        let Some(last) = self.verdicts.iter().rposition(|v| v.kept) else {
            return Vec::new();
        };
        let mut found: Vec<Lines> = Vec::new();
        let mut at = 1;
        while at <= last + 1 {
            match self.box_at(at) {
                Some(lines) => {
                    at = lines.end;
                    found.push(lines);
                }
                None => at += 1,
            }
        }
        let (Some(first), Some(end)) = (found.first(), found.last().map(|lines| lines.end)) else {
            return found;
        };
        let before = self.kept_words(0..first.start);
        let behind = self.kept_words(end..self.verdicts.len());
        if found.len() > WRITERS || before < WORDS_BEFORE || behind * REST > before {
            found.clear();
        }
        found
    }

    /// The box whose name stands at `at`.
    fn box_at(&self, at: usize) -> Option<Lines> {
        // Most lines are told from a name without being read.
        if self.words(at) > ROLE_WORDS || self.ends_sentence(at) {
            return None;
        }
        // So are most names in menus, below which nobody says a sentence.
        let mut below = (at + 1..self.verdicts.len()).take(LINES);
        if !below.any(|at| self.ends_sentence(at)) {
            return None;
        }
        let (name, role) = self.name_at(at)?;
        let mut parts = Vec::new();
        for below in (at + 1..self.verdicts.len()).take(LINES) {
            let Some(part) = self.part(below, name, role || parts.contains(&Part::Role)) else {
                break;
            };
            let paragraphs = parts.iter().filter(|p| **p == Part::Biography).count();
            if part == Part::Biography && paragraphs == PARAGRAPHS {
                break;
            }
            parts.push(part);
        }
        let lines = at..at + 1 + parts.len();
        let told = parts.contains(&Part::Biography);
        let known = role || parts.contains(&Part::Role) || self.names_writer(lines.clone());
        (known && told && !self.bears(name, at)).then_some(lines)
    }

    /// The name that the line at `at` consists of, see [`name_and_role`]; a byline's lead-in is looked for only where one may be.
    fn name_at(&self, at: usize) -> Option<(&str, bool)> {
        if self.may_lead_in(at) {
            name_and_role(self.text(at))
        } else {
            name_alone_and_role(self.text(at))
        }
    }

    fn may_lead_in(&self, at: usize) -> bool {
        let line = self.evidence.reading.line(at);
        line.is_none_or(|line| line.may_lead_in())
    }

    /// Whether the words of a line say of whom they tell.
    fn names_writer(&self, mut lines: Lines) -> bool {
        lines.any(|at| is_about_author(self.text(at)) || self.may_have_cue(at))
    }

    /// Whether a line has words of such a box, be they found in articles, too: `has covered`.
    fn may_have_cue(&self, at: usize) -> bool {
        let cue = self.evidence.reading.cue(at);
        cue.is_some_and(|cue| cue.label == Label::AuthorBox)
    }

    fn has_cue(&self, at: usize) -> bool {
        let cue = self.evidence.reading.cue(at);
        cue.is_some_and(|cue| cue.label == Label::AuthorBox && cue.strength >= Strength::Strong)
    }

    /// What the line at `at` is in the box of `name`; `role` if that has been told.
    fn part(&self, at: usize, name: &str, role: bool) -> Option<Part> {
        let (text, words) = (self.text(at), self.words(at));
        if text.is_empty() || name_and_role(text).is_some_and(|(other, _)| !other.contains(name)) {
            return None;
        }
        let sentence = shape::ends_sentence(text);
        if !sentence && words <= ROLE_WORDS && has_role(text) && !text.contains(name) {
            return Some(Part::Role);
        }
        if !sentence && words <= CONTACT_WORDS && (text.contains(name) || self.has_cue(at)) {
            return Some(Part::Contact);
        }
        let of_writer = tells_of(text, name)
            || speaks_of_oneself(text)
            || is_about_author(text)
            || self.has_cue(at);
        // Right below the role stands who has it.
        let below_role = role && self.text(at - 1).len() < text.len() && sentence;
        (sentence && (of_writer || below_role && self.is_first_below(at, name)))
            .then_some(Part::Biography)
    }

    /// Whether the line above is the role or the name.
    fn is_first_below(&self, at: usize, name: &str) -> bool {
        let above = self.text(at - 1);
        has_role(above) && !shape::ends_sentence(above) || above.starts_with(name)
    }

    /// Whether somebody in the text before `end` bears the name.
    fn bears(&self, name: &str, end: usize) -> bool {
        let last = name
            .rsplit(' ')
            .next()
            .filter(|word| word.chars().count() > 3);
        let sought = last.unwrap_or(name);
        (0..end).any(|at| self.is_kept(at) && self.text(at).contains(sought))
    }

    /// The end of the article that begins with the name of its stated author.
    fn biography(&self) -> Option<Lines> {
        let kept: Vec<usize> = (0..self.verdicts.len())
            .filter(|at| self.is_kept(*at))
            .collect();
        let from = *kept.get(kept.len().saturating_sub(AT_END))?;
        let last = *kept.last()?;
        let tells_of_writer = |at: &usize| {
            let text = self.text(*at);
            shape::ends_sentence(text) && (is_about_author(text) || self.may_have_cue(*at))
        };
        // A biography that was cut already is no less where the box begins.
        let mut telling = from..=last;
        let first = telling.find(tells_of_writer)?;
        // The authors are looked for all over the page: only now.
        let authors = self.authors();
        let is_of_author = |at: &usize| {
            let begins = |name: &&String| self.text(*at).starts_with(name.as_str());
            let author = authors.iter().find(begins);
            author.is_some_and(|name| !self.bears(name, *at))
        };
        let mut telling = std::iter::once(first).chain(telling.filter(tells_of_writer));
        let start = telling.find(is_of_author)?;
        (self.kept_words(0..start) >= WORDS_BEFORE).then_some(start..last + 1)
    }

    /// The names that the page's data and its bylines state.
    fn authors(&self) -> Vec<String> {
        let stated = self
            .page
            .claims
            .iter()
            .filter(|claim| claim.field == Field::Author);
        let stated = stated.map(|claim| claim.value.as_str());
        let lines = self.page.blocks.iter().zip(self.verdicts).enumerate();
        let cut = lines.filter(|(at, (_, verdict))| !verdict.kept && self.may_lead_in(*at));
        let led = cut.filter_map(|(_, (block, _))| shape::byline(&block.text));
        let names = stated.chain(led).filter_map(|text| {
            let name = text.split([',', '|', '(', '/', '•', '·']).next()?.trim();
            looks_like_name(name).then(|| name.to_owned())
        });
        names.collect()
    }
}

/// Whether a text begins with the name, with the first or the last part of it.
fn tells_of(text: &str, name: &str) -> bool {
    let start: String = text.chars().take(START).collect();
    let start = fold(&start).text;
    let name = fold(name).text;
    let begins = |part: &str| {
        let rest = start.strip_prefix(part);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic() && !is_unspaced(c)))
    };
    let parts = name.split(' ').filter(|part| part.chars().count() > 2);
    begins(&name) || parts.into_iter().any(begins)
}

/// Characters of the start of a text in which a name is looked for.
const START: usize = 60;
