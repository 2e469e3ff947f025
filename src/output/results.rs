//! The answer to a search, as a person reads it.

use std::ops::Range;

use super::address;
use super::copies::Copies;
use super::flow::{self, Marked};
use super::paint::{Look, Role, Sheet};
use crate::search::{Facet, FacetCounts, Hit, Passage, Results};

/// One hit; `¶` counts paragraphs of the article:
///
/// ```text
///  1  Council approves tram line
///     daily.example · 2026-01-06 · en · 3f2a9c0d11e4b7a6
///      ¶2/14 The council voted on Tuesday to approve the **tram** line, which would
///            connect both banks of the river.
///     ¶13/14 …
/// ```
///
/// `rank` counts from 1 over the whole answer, earlier pages included. Passages that another hit has `shown` word for word, by its rank,
/// are not shown again.
pub fn hit(sheet: &mut Sheet, hit: &Hit, rank: usize, shown: Option<usize>) {
    let width = sheet.look().text_width();
    let number = format!("{rank:>2}  ");
    sheet.put(Role::Number, &number);
    headline(sheet, hit, flow::columns(&number), width);
    sheet.indent(INDENT);
    about(sheet, hit, width.saturating_sub(INDENT));
    if let Some(first) = shown {
        let told = format!("the same passages as {first}");
        sheet.indent(INDENT).put(Role::Aside, &told).end();
        return;
    }
    let places = hit
        .passages
        .iter()
        .map(|p| place(p, hit.paragraphs))
        .collect::<Vec<_>>();
    let hanging = places.iter().map(|p| flow::columns(p)).max().unwrap_or(0);
    for (passage, place) in hit.passages.iter().zip(&places) {
        sheet
            .indent(INDENT + hanging - flow::columns(place))
            .put(Role::Aside, place);
        passage_text(sheet, passage, INDENT + hanging, width);
    }
}

/// Columns before everything but the rank.
const INDENT: usize = 4;

fn headline(sheet: &mut Sheet, hit: &Hit, first: usize, width: usize) {
    let address = address::of(hit.url.as_deref(), &hit.path, sheet.look());
    if hit.title.trim().is_empty() {
        let room = width.saturating_sub(first).max(8);
        let member = hit.member.as_deref();
        no_headline(sheet, &hit.path, member, address.as_deref(), room);
        return;
    }
    let marks = ranges(&hit.title_marks, 0);
    let title = Marked::headline(&hit.title, &marks, address.as_deref());
    flow::write(sheet, &title, first, INDENT, width);
}

/// What stands for a headline that is missing: the file's name, and the place in it.
pub(super) fn no_headline(
    sheet: &mut Sheet,
    path: &str,
    member: Option<&str>,
    address: Option<&str>,
    room: usize,
) {
    let file = path.rsplit('/').next().unwrap_or(path);
    let place = member.map(|member| format!(", {member}"));
    let name = format!("(no title) {file}{}", place.unwrap_or_default());
    let linked = sheet.begin_link(address);
    sheet.put(Role::Aside, &flow::cut_to(&name, room));
    if linked {
        sheet.end_link();
    }
    sheet.end();
}

/// Outlet, day, language and identifier: on one line if that leaves the outlet room, else with the identifier below.
fn about(sheet: &mut Sheet, hit: &Hit, width: usize) {
    let mut facts = String::new();
    let language = (hit.lang != "und").then_some(hit.lang.as_str());
    let stub = hit.stub.then_some("paywall");
    let known = [hit.published.as_deref().map(day), language, stub];
    for fact in known.into_iter().flatten().filter(|f| !f.is_empty()) {
        facts.extend([" · ", fact]);
    }
    let with_id = format!("{facts} · {}", hit.id);
    let one_line = flow::columns(&with_id) + flow::columns(&hit.site).min(SITE) <= width;
    let rest = if one_line { &with_id } else { &facts };
    if flow::columns(rest) + LEAST_SITE > width {
        let site = sheet.look().cut(&hit.site, width);
        sheet.put(Role::Site, &site).end().indent(INDENT);
        let facts = Marked {
            role: Role::Aside,
            ..Marked::running(rest.trim_start_matches(" · "), &[])
        };
        flow::write(sheet, &facts, INDENT, INDENT, width + INDENT);
        sheet.indent(INDENT).put(Role::Aside, &hit.id).end();
        return;
    }
    let room = width.saturating_sub(flow::columns(rest));
    sheet
        .put(Role::Site, &flow::cut_to(&hit.site, room))
        .put(Role::Aside, rest)
        .end();
    if !one_line {
        sheet.indent(INDENT).put(Role::Aside, &hit.id).end();
    }
}

/// Columns that an outlet's name should have before the identifier goes to its own line.
const SITE: usize = 24;

/// Columns that it needs to share a line with anything.
const LEAST_SITE: usize = 8;

/// The day of a stated time.
fn day(stated: &str) -> &str {
    stated.get(..10).unwrap_or(stated)
}

fn place(passage: &Passage, paragraphs: usize) -> String {
    format!(
        "¶{}/{} ",
        passage.paragraph,
        paragraphs.max(passage.paragraph)
    )
}

/// A passage; each of its paragraphs begins a line.
fn passage_text(sheet: &mut Sheet, passage: &Passage, indent: usize, width: usize) {
    let sign = |dots: &str| {
        dots.chars()
            .map(|c| sheet.look().sign(c))
            .collect::<String>()
    };
    let (before, after) = ellipses(passage);
    let (before, after) = (sign(before), sign(after));
    let shown = format!("{before}{}{after}", passage.text);
    let start = passage.start - before.chars().count();
    let mut from = start;
    for paragraph in shown.split('\n') {
        if from > start {
            sheet.indent(indent);
        }
        let marks = ranges(&passage.marks, from);
        let text = Marked::running(paragraph, &marks);
        flow::write(sheet, &text, indent, indent, width);
        from += paragraph.chars().count() + 1;
    }
}

/// What stands before and behind a passage to say that its sentence is longer.
pub(super) fn ellipses(passage: &Passage) -> (&'static str, &'static str) {
    let sign = |cut: bool| if cut { "…" } else { "" };
    (sign(passage.cut_before), sign(passage.cut_after))
}

/// Marks as ranges from `origin` on; what lies before it is left out.
pub(super) fn ranges(marks: &[(usize, usize)], origin: usize) -> Vec<Range<usize>> {
    let inside = marks.iter().filter(|(start, _)| *start >= origin);
    inside
        .map(|(start, end)| start - origin..end.saturating_sub(origin))
        .collect()
}

/// A page of hits with a blank line between them, then the facets, then what share of the answer this is.
pub fn page(results: &Results, offset: usize, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let mut copies = Copies::default();
    for (found, rank) in results.hits.iter().zip(offset + 1..) {
        hit(&mut sheet, found, rank, copies.before(found, rank));
        sheet.end();
    }
    sheet.into_text() + &facets(&results.facets, look)
}

/// The columns that hold anything, a blank line behind each.
pub fn facets(columns: &[FacetCounts], look: Look) -> String {
    let mut sheet = Sheet::new(look);
    for counts in columns.iter().filter(|counts| !counts.values.is_empty()) {
        facet(&mut sheet, counts);
        sheet.end();
    }
    sheet.into_text()
}

/// One line on how much was found and how much of it was shown: `1-10 of 52 articles`.
pub fn summary(results: &Results, offset: usize) -> String {
    share(results.total, results.hits.len(), offset)
}

/// The same for an answer of which so many hits were shown.
pub fn share(total: u64, shown: usize, offset: usize) -> String {
    let articles = plural(total, "article");
    match shown {
        0 if total == 0 => "nothing found".to_owned(),
        0 => articles,
        shown if shown as u64 == total => articles,
        1 => format!("number {} of {articles}", offset + 1),
        shown => format!("{}-{} of {articles}", offset + 1, offset + shown),
    }
}

/// A number with its noun: `1 article`, `2,000 articles`.
pub fn plural(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(count))
}

/// A number with commas between thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The name of a facet as it is asked for.
pub fn facet_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "person",
        Facet::Org => "org",
        Facet::Place => "place",
        Facet::Misc => "misc",
        Facet::Site => "site",
        Facet::Section => "section",
        Facet::Lang => "lang",
        Facet::Month => "month",
        Facet::Year => "year",
    }
}

/// One facet: its name, then values with their counts, right-aligned, and a bar that compares them.
pub fn facet(sheet: &mut Sheet, counts: &FacetCounts) {
    let most = counts.values.first().map_or(1, |v| v.1).max(1);
    let width = sheet.look().text_width();
    let number_width = grouped(most).len();
    sheet.put(Role::Title, facet_name(counts.facet));
    let hidden = counts.distinct.saturating_sub(counts.values.len() as u64);
    if hidden > 0 {
        sheet.put(
            Role::Aside,
            &format!(
                "  {} of {} values",
                counts.values.len(),
                grouped(counts.distinct)
            ),
        );
    }
    sheet.end();
    for (value, count) in &counts.values {
        sheet
            .indent(2)
            .put(Role::Number, &format!("{:>number_width$}", grouped(*count)));
        let bar = usize::try_from(count * BAR as u64 / most)
            .unwrap_or(BAR)
            .max(1);
        sheet.put(Role::Aside, &format!("  {:<BAR$}  ", "▪".repeat(bar)));
        let room = width.saturating_sub(number_width + BAR + 6).max(8);
        let value = sheet.look().cut(value, room);
        sheet.put(Role::Text, &value).end();
    }
}

/// Columns of a facet's longest bar.
const BAR: usize = 8;
