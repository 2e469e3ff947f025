//! Why an article stands where it stands, as a person reads it.

use super::flow;
use super::paint::{Look, Role, Sheet};
use super::results::grouped;
use crate::search::{Hit, Sort, Why, WhyPart};

/// The hits beside the one that is explained, with their numbers, where they are on show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Neighbours<'a> {
    /// The one before it.
    pub above: Option<(usize, &'a Hit)>,
    /// The one behind it.
    pub below: Option<(usize, &'a Hit)>,
}

/// The account of hit `rank`:
///
/// ```text
///  3  Council approves tram line
///     points  part          in headline  in text  articles with it
///      12.31  council                 1        4             1,204
///       8.11  tram                    -        9                88
///          -  mayor                   -        -                12
///      20.42  together
///     × 0.95  86 % of the query's weight is here
///     + 1.20  headline
///     + 3.40  best passage
///      24.00  score; number 2 has 25.11, number 4 has 23.80
/// ```
pub fn shown(
    why: &Why,
    hit: &Hit,
    rank: usize,
    sort: Sort,
    near: Neighbours<'_>,
    look: Look,
) -> String {
    let mut sheet = Sheet::new(look);
    let title = look.cut(&hit.title, look.text_width().saturating_sub(INDENT));
    sheet.put(Role::Number, &format!("{rank:>2}  "));
    sheet.put(Role::Title, &title).end();
    if why.parts.is_empty() {
        let text = "the query has no words to weigh, so newer articles stand first";
        return remark(sheet, text);
    }
    table(&mut sheet, &why.parts);
    sums(&mut sheet, why);
    let score = format!("score{}", beside(near));
    line(&mut sheet, ' ', why.score, &score, Role::Text);
    match sort {
        Sort::Relevance => sheet.into_text(),
        Sort::Date => remark(
            sheet,
            "the order is by date, newest first; the score plays no part",
        ),
        Sort::Oldest => remark(
            sheet,
            "the order is by date, oldest first; the score plays no part",
        ),
    }
}

/// Columns before everything but the rank, and of a number of points with its sign.
const INDENT: usize = 4;
const POINTS: usize = 7;

fn remark(mut sheet: Sheet, text: &str) -> String {
    sheet.indent(INDENT).put(Role::Aside, text).end();
    sheet.into_text()
}

/// The headings of the numbers behind a part.
const HEADINGS: [&str; 3] = ["in headline", "in text", "articles with it"];

fn table(sheet: &mut Sheet, parts: &[WhyPart]) {
    let numbers = HEADINGS
        .iter()
        .map(|heading| heading.len() + 2)
        .sum::<usize>();
    let room = sheet
        .look()
        .text_width()
        .saturating_sub(INDENT + POINTS + 2 + numbers);
    let widest = parts.iter().map(|part| flow::columns(&part.text)).max();
    let width = widest
        .unwrap_or(0)
        .clamp("part".len(), room.max("part".len()));
    sheet.indent(INDENT);
    let [title, text, articles] = HEADINGS;
    let heading = format!(
        "{:>POINTS$}  {:<width$}  {title}  {text}  {articles}",
        "points", "part"
    );
    sheet.put(Role::Aside, &heading).end();
    for part in parts {
        let name = sheet.look().cut(&part.text, width);
        let fill = width.saturating_sub(flow::columns(&name));
        sheet
            .indent(INDENT)
            .put(Role::Number, &format!("{:>POINTS$}  ", points(part)));
        sheet.put(Role::Text, &name).indent(fill);
        for (heading, number) in HEADINGS.iter().zip([
            u64::from(part.in_title),
            u64::from(part.in_text),
            part.articles,
        ]) {
            let number = if number == 0 {
                "-".to_owned()
            } else {
                grouped(number)
            };
            sheet.put(Role::Text, &format!("  {number:>0$}", heading.len()));
        }
        sheet.end();
    }
}

fn points(part: &WhyPart) -> String {
    if part.in_title == 0 && part.in_text == 0 {
        "-".to_owned()
    } else {
        format!("{:.2}", part.points)
    }
}

/// What the points of the parts become, as far as they change.
fn sums(sheet: &mut Sheet, why: &Why) {
    if why.parts.len() > 1 {
        line(sheet, ' ', why.words, "together", Role::Aside);
    }
    if why.share < 1.0 {
        let text = format!("{:.0} % of the query's weight is here", 100.0 * why.share);
        line(sheet, '×', why.coverage, &text, Role::Aside);
    }
    if why.headline > 0.0 {
        line(sheet, '+', why.headline, "headline", Role::Aside);
    }
    if why.passage > 0.0 {
        line(sheet, '+', why.passage, "best passage", Role::Aside);
    }
    if why.related > 0.0 {
        line(
            sheet,
            '+',
            why.related,
            "words that the best articles share",
            Role::Aside,
        );
    }
    if why.age < 1.0 {
        line(sheet, '×', why.age, "its age leaves", Role::Aside);
    }
}

fn line(sheet: &mut Sheet, sign: char, points: f32, text: &str, role: Role) {
    let number = format!("{sign}{:>1$}  ", format!("{points:.2}"), POINTS - 1);
    sheet
        .indent(INDENT)
        .put(Role::Number, &number)
        .put(role, text)
        .end();
}

/// `; number 2 has 25.11`.
fn beside(near: Neighbours<'_>) -> String {
    let told = [near.above, near.below].into_iter().flatten();
    let told: Vec<String> = told
        .map(|(rank, hit)| format!("number {rank} has {:.2}", hit.score))
        .collect();
    if told.is_empty() {
        return String::new();
    }
    format!("; {}", told.join(", "))
}
