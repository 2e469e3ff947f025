//! Live blogs and galleries that their own frame gives away: lines of one form in a row, a time or the number of a picture, with prose
//! between them.
//!
//! Posts of one sentence look like teasers, and their times like a list of news. But a list has headlines below its times, and no prose.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cues::{Strength, looks_like_name};
use super::evidence::Evidence;
use super::facts::Facts;
use super::reason::Ground;
use super::{Label, Verdict};
use crate::page::{Block, Page};

/// Posts of which some were kept, and posts in all.
const KEPT: usize = 2;
const POSTS: usize = 5;
/// Of the posts this part has a sentence, and of the page's kept words one in so many stand in them.
const TOLD: (usize, usize) = (3, 4);
const SHARE: u32 = 2;
/// Blocks of the longest post.
const LONGEST: usize = 40;
/// Words of the shortest sentence of a post, and of its heading.
const SENTENCE_WORDS: u32 = 3;
const HEADING_WORDS: std::ops::RangeInclusive<u32> = 2..=20;
/// Letters beside a time: `Uhr`, `p.m. BST`.
const LETTERS: usize = 8;
/// Lines of readers' comments, with times as well.
const OF_COMMENTS: usize = 2;

/// Keeps the posts of a live blog, and the captions of a numbered gallery, whole.
pub(super) fn keep(verdicts: &mut [Verdict], page: &Page, evidence: &Evidence) {
    for run in runs(page) {
        let posts = posts_of(&run, verdicts, evidence);
        let article = Posts {
            verdicts,
            page,
            evidence,
        };
        if !article.are_the_text(&posts) {
            continue;
        }
        let found = article.missing(&posts, run.leads);
        cut_stamps(verdicts, &run);
        for at in found {
            if let Some(verdict) = verdicts.get_mut(at) {
                verdict.kept = true;
                verdict.label = Label::Body;
                verdict.reason = Ground::Place("one of many posts in a row").into();
            }
        }
    }
}

/// Cuts the times of the posts, if some were kept.
fn cut_stamps(verdicts: &mut [Verdict], run: &Run) {
    for at in run.stamps.iter().filter(|_| !run.leads) {
        if let Some(verdict) = verdicts.get_mut(*at).filter(|verdict| verdict.kept) {
            verdict.kept = false;
            verdict.label = Label::LiveFrame;
            verdict.reason = "opens one of many posts in a row".into();
        }
    }
}

/// The blocks that open posts, all of one form.
struct Run {
    stamps: Vec<usize>,
    /// Whether the post's text stands in the same block.
    leads: bool,
}

/// The rows of stamps of one form, no two further apart than the longest post.
fn runs(page: &Page) -> Vec<Run> {
    let mut open: FxHashMap<String, (Run, u32)> = FxHashMap::default();
    let mut done = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let Some(stamp) = Stamp::of(&block.text) else {
            continue;
        };
        let fresh = Run {
            stamps: Vec::new(),
            leads: stamp.leads,
        };
        let (run, number) = open.entry(stamp.form).or_insert((fresh, 0));
        let near = run.stamps.last().is_none_or(|last| at - last <= LONGEST);
        let next = stamp
            .number
            .is_none_or(|number_here| number_here == *number + 1);
        if !near || !next {
            let stamps = std::mem::take(&mut run.stamps);
            done.push(Run {
                stamps,
                leads: run.leads,
            });
        }
        *number = stamp.number.unwrap_or(0);
        run.stamps.push(at);
    }
    done.extend(open.into_values().map(|(run, _)| run));
    done.retain(|run| run.stamps.len() >= POSTS);
    done.sort_by_key(|run| run.stamps.first().copied());
    done
}

/// A line that opens a post.
struct Stamp {
    /// Its text without numbers.
    form: String,
    leads: bool,
    /// Of a picture; it grows by one.
    number: Option<u32>,
}

impl Stamp {
    fn of(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = || text.get(..digits)?.parse().ok();
        if digits == 0 || digits > 3 {
            return None;
        }
        let behind = text.get(digits..)?;
        if behind.is_empty() || is_count(behind) {
            return Some(Self {
                form: "0".to_owned(),
                leads: false,
                number: number(),
            });
        }
        let rest = behind_clock(digits, behind)?;
        let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
        let leads = letters > LETTERS || rest.split(' ').count() > 3;
        let form = if leads {
            "0 …".to_owned()
        } else {
            rest.chars().filter(|c| !c.is_ascii_digit()).collect()
        };
        Some(Self {
            form,
            leads,
            number: None,
        })
    }
}

/// What stands behind the number of pictures, as in `3 / 12` and `3 of 12`.
fn is_count(behind: &str) -> bool {
    let of = behind.trim_start();
    let all = ["/", "of ", "von ", "из ", "de ", "sur "];
    let all = all.iter().find_map(|sign| of.strip_prefix(sign));
    all.is_some_and(|all| {
        let all = all.trim();
        !all.is_empty() && all.len() <= 3 && all.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What stands behind a time of day, of which the hours have been read.
fn behind_clock(digits: usize, behind: &str) -> Option<&str> {
    let minutes = behind.strip_prefix([':', '.', 'h'])?;
    let two = minutes.bytes().take_while(u8::is_ascii_digit).count() == 2;
    let rest = minutes.get(2..)?;
    // Points stand in prices and days as well: only the hour's word tells.
    let pointed = behind.starts_with('.');
    let told = !pointed || rest.trim_start().starts_with(|c: char| c.is_alphabetic());
    (digits <= 2 && two && told && !rest.starts_with(['.', '/', '%'])).then_some(rest)
}

/// The blocks of each post. The last one is no longer than the longest of the others, and ends where the frame begins.
fn posts_of(run: &Run, verdicts: &[Verdict], evidence: &Evidence) -> Vec<Range<usize>> {
    let first = usize::from(!run.leads);
    let pairs = run.stamps.windows(2);
    let mut posts: Vec<Range<usize>> = pairs
        .filter_map(|pair| Some(pair.first()? + first..*pair.last()?))
        .collect();
    let longest = posts.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    if let Some(last) = run.stamps.last() {
        let start = last + first;
        let end = (start + longest).min(verdicts.len());
        let frame = |at: &usize| {
            let cue = evidence.reading.cue(*at);
            cue.is_some_and(|cue| {
                cue.strength >= Strength::Strong
                    && matches!(
                        cue.label,
                        Label::Legal | Label::Related | Label::Menu | Label::Comments | Label::Tags
                    )
            })
        };
        posts.push(start..(start..end).find(frame).unwrap_or(end));
    }
    posts
}

struct Posts<'a> {
    verdicts: &'a [Verdict],
    page: &'a Page,
    evidence: &'a Evidence,
}

impl Posts<'_> {
    fn facts(&self, at: usize) -> Option<&Facts> {
        self.evidence.reading.facts.get(at)
    }

    fn block(&self, at: usize) -> Option<&Block> {
        self.page.blocks.get(at)
    }

    fn is_kept(&self, at: usize) -> bool {
        self.verdicts.get(at).is_some_and(|v| v.kept)
    }

    fn kept_words(&self, blocks: impl Iterator<Item = usize>) -> u32 {
        let kept = blocks.filter(|at| self.is_kept(*at));
        kept.filter_map(|at| self.facts(at)).map(|f| f.words).sum()
    }

    /// Whether most posts have a sentence, some were kept, a good part of the kept text stands in them, and readers wrote none of them.
    fn are_the_text(&self, posts: &[Range<usize>]) -> bool {
        let told = posts
            .iter()
            .filter(|post| (*post).clone().any(|at| self.is_sentence(at)));
        let kept = posts
            .iter()
            .filter(|post| (*post).clone().any(|at| self.is_kept(at)));
        let inside = self.kept_words(posts.iter().flat_map(Clone::clone));
        told.count() * TOLD.1 >= posts.len() * TOLD.0
            && kept.count() >= KEPT
            && inside * SHARE >= self.kept_words(0..self.verdicts.len())
            && !self.are_comments(posts)
    }

    fn are_comments(&self, posts: &[Range<usize>]) -> bool {
        let (Some(first), Some(last)) = (posts.first(), posts.last()) else {
            return false;
        };
        let around = first.start.saturating_sub(OF_COMMENTS * 2)..last.end;
        let of_readers = around.filter(|at| {
            let verdict = self.verdicts.get(*at);
            verdict.is_some_and(|v| v.label == Label::Comments)
        });
        of_readers.count() >= OF_COMMENTS
    }

    fn is_sentence(&self, at: usize) -> bool {
        let (Some(facts), Some(block)) = (self.facts(at), self.block(at)) else {
            return false;
        };
        facts.words >= SENTENCE_WORDS
            && (facts.ends_sentence() || block.text.ends_with(['\'', ':']))
            && block.link_chars * 2 <= facts.chars
    }

    /// The cut blocks that tell something, and the headings above them.
    fn missing(&self, posts: &[Range<usize>], leads: bool) -> Vec<usize> {
        let mut found = Vec::new();
        for post in posts {
            let told =
                |at: &usize| self.is_sentence(*at) && (self.is_kept(*at) || self.is_open(*at));
            let sentences: Vec<usize> = post.clone().filter(told).collect();
            let heading = post.start;
            if !leads && !sentences.is_empty() && self.is_heading(heading) {
                found.push(heading);
            }
            found.extend(sentences.into_iter().filter(|at| !self.is_kept(*at)));
        }
        found
    }

    /// Whether a cut block says of itself nothing else.
    fn is_open(&self, at: usize) -> bool {
        let (Some(verdict), Some(facts)) = (self.verdicts.get(at), self.facts(at)) else {
            return false;
        };
        let cue = self.evidence.reading.cue(at);
        let weak = cue.is_none_or(|cue| cue.strength == Strength::Weak);
        let of_others = matches!(
            verdict.label,
            Label::Comments | Label::Related | Label::Legal
        );
        weak && !of_others && !verdict.reason.is_frame() && facts.appeals * 8 <= facts.words
    }

    /// Whether a line right below a stamp heads its post: no name, no button, and on this post alone.
    fn is_heading(&self, at: usize) -> bool {
        let (Some(block), Some(facts)) = (self.block(at), self.facts(at)) else {
            return false;
        };
        let prints = &self.evidence.reading.prints;
        let alone = || prints.iter().filter(|p| Some(*p) == prints.get(at)).count() == 1;
        !self.is_kept(at)
            && !facts.ends_sentence()
            && HEADING_WORDS.contains(&facts.words)
            && block.link_chars * 2 <= facts.chars
            && self.is_open(at)
            && !looks_like_name(&block.text)
            && alone()
    }
}
