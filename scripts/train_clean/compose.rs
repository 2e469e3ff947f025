//! Makes pages out of the frames and the articles of the pages that teach: many sites with many
//! pages, so that the classifier learns what a site memory is worth, and sees frames with other
//! articles in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use newsdex::page::{Block, BlockKind, Form, Page};

use crate::data::Doc;
use crate::grow::Random;
use crate::label::Truth;

/// Made sites; each frame serves about twice.
const SITES: usize = 500;
/// Pages of a made site that teach; its others only fill the memory.
const TEACHING_PAGES: usize = 2;
/// How much a made page counts against a real one.
const WEIGHT: f32 = 0.5;

/// An article without a frame.
struct Body {
    headline: String,
    paragraphs: Vec<String>,
}

/// The lines around and between the paragraphs of one real page.
struct Frame {
    head: Vec<Block>,
    /// With the share of the article that stands before.
    inner: Vec<(f32, Block)>,
    foot: Vec<Block>,
}

/// Made pages: those that teach, and those that only fill the memory of their site.
pub struct Made {
    pub teach: Vec<Doc>,
    pub others: Vec<Doc>,
}

/// Makes pages for each fold from frames and articles of that fold alone.
pub fn pages(docs: &[&Doc], written: &Path) -> Made {
    let mut made = Made {
        teach: Vec::new(),
        others: Vec::new(),
    };
    let folds: BTreeMap<usize, Vec<&Doc>> = docs
        .iter()
        .copied()
        .filter(|d| d.page.form == Form::Text)
        .fold(BTreeMap::new(), |mut map, doc| {
            map.entry(doc.fold).or_default().push(doc);
            map
        });
    let written = written_articles(written);
    let count = folds.len().max(1);
    for (fold, docs) in folds {
        let frames: Vec<Frame> = docs.iter().filter_map(|d| frame(d)).collect();
        let mut bodies: Vec<Body> = docs.iter().filter_map(|d| body(d)).collect();
        bodies.extend(written.iter().skip(fold).step_by(count).map(|b| Body {
            headline: b.headline.clone(),
            paragraphs: b.paragraphs.clone(),
        }));
        let mut random = Random(77 + fold as u64);
        for site in 0..SITES / count {
            let frame = &frames[random.below(frames.len())];
            make_site(
                &format!("made-{fold}-{site}"),
                fold,
                frame,
                &frames,
                &bodies,
                &mut random,
                &mut made,
            );
        }
    }
    made
}

fn written_articles(folder: &Path) -> Vec<Body> {
    let mut paths: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.sort();
    let article = |path: &std::path::PathBuf| {
        let text = strip_marks(&fs::read_to_string(path).ok()?);
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
        let headline = lines.next()?.trim_start_matches(['#', ' ']).to_owned();
        Some(Body {
            headline,
            paragraphs: lines.map(str::to_owned).collect(),
        })
    };
    paths
        .iter()
        .filter_map(article)
        .filter(|b| b.paragraphs.len() > 2)
        .collect()
}

/// Takes out the marks of entities: `⟦PER Name⟧`.
fn strip_marks(text: &str) -> String {
    let mut plain = String::new();
    for (i, part) in text.split('⟦').enumerate() {
        let kept = if i == 0 {
            part
        } else {
            part.split_once(' ').map_or(part, |(_, rest)| rest)
        };
        plain.push_str(&kept.replace('⟧', ""));
    }
    plain
}

fn frame(doc: &Doc) -> Option<Frame> {
    let body = |i: &usize| doc.labels[*i].body && doc.labels[*i].weight > 0.0;
    let first = (0..doc.labels.len()).find(body)?;
    let last = (0..doc.labels.len()).rev().find(body)?;
    let count = (first..=last).filter(body).count();
    let frame = |i: &usize| !doc.labels[*i].body && !doc.labels[*i].headline;
    let blocks = |range: std::ops::Range<usize>| {
        range
            .filter(frame)
            .map(|i| doc.page.blocks[i].clone())
            .collect::<Vec<_>>()
    };
    let inner = (first..last).filter(frame).map(|i| {
        (
            (first..i).filter(body).count() as f32 / count as f32,
            doc.page.blocks[i].clone(),
        )
    });
    let frame = Frame {
        head: blocks(0..first),
        inner: inner.take(30).collect(),
        foot: blocks(last + 1..doc.labels.len()),
    };
    (frame.head.len() + frame.foot.len() >= 4 && frame.head.len() + frame.foot.len() < 600)
        .then_some(frame)
}

fn body(doc: &Doc) -> Option<Body> {
    let blocks = doc.page.blocks.iter().zip(&doc.labels);
    let paragraphs: Vec<String> = blocks
        .clone()
        .filter(|(_, t)| t.body)
        .map(|(b, _)| b.text.clone())
        .collect();
    let headline = blocks
        .filter(|(_, t)| t.headline)
        .map(|(b, _)| b.text.clone())
        .find(|t| t.len() > 12)
        .unwrap_or_default();
    ((3..200).contains(&paragraphs.len())).then_some(Body {
        headline,
        paragraphs,
    })
}

fn make_site(
    name: &str,
    fold: usize,
    frame: &Frame,
    frames: &[Frame],
    bodies: &[Body],
    random: &mut Random,
    made: &mut Made,
) {
    let leads = Leads {
        frames,
        salt: random.below(1 << 30),
        changing: random.share(),
    };
    let pages = 2 + (random.share() * random.share() * 60.0) as usize;
    let spaced = random.share() < 0.6;
    let mut chosen = 0;
    for number in 0..pages {
        // Now and then an archive holds an article twice.
        let again = number > 0 && random.share() < 0.05;
        chosen = if again {
            chosen
        } else {
            random.below(bodies.len())
        };
        let body = &bodies[chosen];
        let mut page = Draft {
            blocks: Vec::new(),
            labels: Vec::new(),
            spaced,
        };
        fill(&mut page, frame, body, bodies, &leads, random);
        let doc = page.finish(name, number, fold);
        if number < TEACHING_PAGES {
            made.teach.push(doc);
        } else {
            made.others.push(doc);
        }
    }
}

fn fill(
    page: &mut Draft,
    frame: &Frame,
    body: &Body,
    bodies: &[Body],
    leads: &Leads,
    random: &mut Random,
) {
    // A page of many is not only other headlines: leads, captions and authors change with it too.
    let vary = |page: &mut Draft, block: &Block, random: &mut Random| {
        if random.share() < 0.05 {
            return;
        }
        let other = &bodies[random.below(bodies.len())].headline;
        let words = block.text.split(' ').count();
        let teaser = (5..=18).contains(&words) && !other.is_empty() && random.share() < 0.8;
        let text = if teaser {
            other.clone()
        } else {
            leads.swap(&block.text, random)
        };
        page.push(text, block.blank_before, false, false);
    };
    frame.head.iter().for_each(|b| vary(page, b, random));
    if !body.headline.is_empty() && random.share() < 0.9 {
        page.push(body.headline.clone(), 1, false, true);
    }
    // A running story repeats paragraphs of another article of the site.
    let borrowed = if random.share() < 0.1 {
        bodies[random.below(20.min(bodies.len()))]
            .paragraphs
            .as_slice()
    } else {
        &[]
    };
    let paragraphs: Vec<&String> = body
        .paragraphs
        .iter()
        .chain(borrowed.iter().take(6))
        .collect();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let (from, to) = (
            i as f32 / paragraphs.len() as f32,
            (i + 1) as f32 / paragraphs.len() as f32,
        );
        if i > 0 {
            frame
                .inner
                .iter()
                .filter(|(at, _)| *at >= from && *at < to)
                .for_each(|(_, b)| vary(page, b, random));
        }
        let blank = u16::from(page.spaced);
        page.push((*paragraph).clone(), blank, true, false);
    }
    frame.foot.iter().for_each(|b| vary(page, b, random));
}

/// The longer lines of other frames.
struct Leads<'a> {
    frames: &'a [Frame],
    salt: usize,
    /// Share of the site's longer frame lines that differ from page to page.
    changing: f32,
}

impl Leads<'_> {
    /// Another text in place of a frame line, if that line is one that changes from page to page.
    fn swap(&self, text: &str, random: &mut Random) -> String {
        let words = text.split(' ').count();
        let fixed = text
            .bytes()
            .fold(self.salt, |hash, b| hash.wrapping_mul(31) ^ b as usize);
        if words < 3 || Random(fixed as u64).share() >= self.changing {
            return text.to_owned();
        }
        let similar = (0..24).map(|_| {
            let frame = &self.frames[random.below(self.frames.len())];
            let lines = if random.share() < 0.5 {
                &frame.foot
            } else {
                &frame.head
            };
            lines
                .get(random.below(lines.len()))
                .map_or("", |b| b.text.as_str())
        });
        let similar: Vec<&str> = similar.collect();
        let close = similar
            .into_iter()
            .find(|other| other.split(' ').count().abs_diff(words) * 3 <= words);
        close.unwrap_or(text).to_owned()
    }
}

struct Draft {
    blocks: Vec<Block>,
    labels: Vec<Truth>,
    spaced: bool,
}

impl Draft {
    fn push(&mut self, text: String, blank_before: u16, body: bool, headline: bool) {
        let words = text.split(' ').count() as f32;
        let line = self.blocks.len() as u32;
        let weight = WEIGHT * (0.5 + words.powf(0.6)) * if headline { 0.5 } else { 1.0 };
        self.labels.push(Truth {
            body,
            headline,
            weight,
        });
        self.blocks.push(Block {
            text,
            line,
            blank_before,
            kind: BlockKind::Paragraph,
            element: None,
            link_chars: 0,
            links: 0,
            emphasis_chars: 0,
        });
    }

    fn finish(self, site: &str, number: usize, fold: usize) -> Doc {
        let path = format!("made/{site}/{number}");
        let page = Page {
            path: path.clone(),
            member: None,
            form: Form::Text,
            charset: "utf-8",
            blocks: self.blocks,
            elements: Vec::new(),
            claims: Vec::new(),
            data_text: None,
            bytes: 0,
            work: 0,
            reached: Vec::new(),
        };
        Doc {
            set: "made".to_owned(),
            id: path,
            page,
            gold: String::new(),
            suspect: false,
            labels: self.labels,
            fold,
        }
    }
}
