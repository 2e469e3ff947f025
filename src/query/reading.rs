//! Small readings: what one word, value, date or regular expression says.

use jiff::civil::Date;

use super::tree::{Comparison, DateTest, Kind, Node};
use super::{date as dates, limits, tree};

/// A message and what to write instead.
type Refusal = (String, String);

/// True if `*` or `?` in a word are wildcards. A `?` at the end is a question mark.
pub(super) fn is_wild(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Words of a tree, for the limit on them.
pub(super) fn count_words(node: Option<&Node>) -> usize {
    let mut count = 0;
    if let Some(node) = node {
        tree::walk(node, &mut |_| count += 1);
    }
    count
}

/// The text behind `date:`, `after:`, `before:`.
pub(super) fn date(field: DateTest, text: &str) -> Result<Kind, Refusal> {
    let (meaning, trimmed) = compared(field, text.trim());
    // Whether it can be read does not depend on the day, except near the ends of time.
    let today = Date::constant(2026, 1, 1);
    let bare = match meaning {
        DateTest::In => trimmed.strip_prefix('>').or(trimmed.strip_prefix("<=")),
        DateTest::After | DateTest::Before => None,
    };
    if trimmed.is_empty() {
        return Err((
            "date needs a day, month or year".to_owned(),
            dates::FORMS.to_owned(),
        ));
    }
    let period = dates::period(bare.unwrap_or(trimmed), today);
    let is_any = |period: &dates::Period| period.first.is_none() && period.last.is_none();
    let is_said = |period: &dates::Period| {
        (bare.is_none() || period.last.is_some()) && (meaning == DateTest::In || !is_any(period))
    };
    match period.filter(is_said) {
        Some(_) => Ok(Kind::Date {
            test: meaning,
            text: trimmed.to_owned(),
        }),
        None => Err(no_period(trimmed, today)),
    }
}

/// What is wrong with a text that is no date.
fn no_period(text: &str, today: Date) -> Refusal {
    if let Some((from, to)) = text.split_once("..")
        && dates::period(&format!("{to}..{from}"), today).is_some()
        && !from.is_empty()
        && !to.is_empty()
    {
        let message = format!("`{text}` ends before it begins");
        return (message, format!("{to}..{from}"));
    }
    if dates::is_short(text) {
        let message = format!("`{text}` may be of several centuries");
        let year = text
            .trim()
            .rsplit(['/', '-', '.'])
            .next()
            .unwrap_or_default();
        let start = text.trim().strip_suffix(year).unwrap_or_default();
        return (
            message,
            format!("with all of its year: {start}20{year:0>2}"),
        );
    }
    if let Some([one, other]) = dates::two_days(text) {
        let message = format!("`{text}` may be two days");
        return (message, format!("{one} or {other}"));
    }
    let hint = span_said(text, today);
    (
        format!("`{text}` is not a date"),
        hint.unwrap_or_else(|| dates::FORMS.to_owned()),
    )
}

/// How a span of days is written that somebody wrote otherwise: `2018-2019`, `2018 to 2019`, `between May and July 2019`.
fn span_said(text: &str, today: Date) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let bare = ["between ", "from ", "zwischen ", "entre ", "von ", "de "].iter();
    let bare = bare.fold(lower.as_str(), |text, start| {
        text.strip_prefix(start).unwrap_or(text)
    });
    let words = [
        "to", "and", "until", "till", "through", "bis", "und", "au", "et", "a", "y", "al",
    ];
    let between = words.iter().map(|word| format!(" {word} "));
    let mut between = between.chain([" - ".to_owned(), "-".to_owned()]);
    between.find_map(|between| {
        let mut places = bare.match_indices(between.as_str());
        places.find_map(|(at, _)| {
            let (from, to) = (
                bare.get(..at)?.trim(),
                bare.get(at + between.len()..)?.trim(),
            );
            let span = format!("{from}..{to}");
            let known = !from.is_empty() && !to.is_empty() && dates::period(&span, today).is_some();
            let quote = if span.contains(' ') { "\"" } else { "" };
            known.then(|| format!("from one to the other: date:{quote}{span}{quote}"))
        })
    })
}

/// `date:>=2025` and `date:<2026` mean `after:` and `before:`. `date:>2025` and `date:<=2025` stay as they are.
fn compared(written: DateTest, text: &str) -> (DateTest, &str) {
    match (written, text.strip_prefix(">="), text.strip_prefix('<')) {
        (DateTest::In, Some(rest), _) => (DateTest::After, rest),
        (DateTest::In, _, Some(rest)) if !rest.starts_with('=') => (DateTest::Before, rest),
        _ => (written, text),
    }
}

/// The text behind `words:`.
pub(super) fn words(text: &str) -> Result<Kind, Refusal> {
    if let Some((from, to)) = text.split_once("..") {
        return words_between(from, to);
    }
    let (comparison, digits) = [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("", Comparison::Equal),
    ]
    .into_iter()
    .find_map(|(sign, comparison)| text.strip_prefix(sign).map(|rest| (comparison, rest)))
    .unwrap_or((Comparison::Equal, text));
    match digits.parse() {
        Ok(count) => Ok(Kind::Words { comparison, count }),
        Err(_) => Err(no_number()),
    }
}

fn no_number() -> Refusal {
    (
        "words: needs a number".to_owned(),
        "words:>800, words:<=200, words:100..200".to_owned(),
    )
}

/// `100..200`, both included; an end may be open.
fn words_between(from: &str, to: &str) -> Result<Kind, Refusal> {
    let end = |text: &str| match text {
        "" | "*" => Ok(None),
        digits => digits.parse::<u32>().map(Some).map_err(|_| no_number()),
    };
    let (least, most) = (end(from)?, end(to)?);
    let at_least = |count| Kind::Words {
        comparison: Comparison::AtLeast,
        count,
    };
    let at_most = |count| Kind::Words {
        comparison: Comparison::AtMost,
        count,
    };
    match (least, most) {
        (None, None) => Err(no_number()),
        (Some(least), None) => Ok(at_least(least)),
        (None, Some(most)) => Ok(at_most(most)),
        (Some(least), Some(most)) if least > most => Err((
            format!("`{from}..{to}` ends before it begins"),
            format!("words:{to}..{from}"),
        )),
        (Some(least), Some(most)) => {
            let both = [at_least(least), at_most(most)];
            Ok(Kind::And(both.map(|kind| Node::new(kind, 0..0)).into()))
        }
    }
}

/// Whether a regular expression is one, small enough to be run over every word of an index.
pub(super) fn regex(text: &str) -> Result<(), Refusal> {
    if text.is_empty() || text.len() > limits::REGEX_BYTES {
        let message = format!(
            "a regular expression has 1 to {} characters",
            limits::REGEX_BYTES
        );
        return Err((message, "/colou?r/".to_owned()));
    }
    match compile(text) {
        Ok(_) => Ok(()),
        Err(error) => {
            let detail = error.to_string();
            let last = detail
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .trim();
            let message = format!("the regular expression cannot be used: {last}");
            Err((
                message,
                "it must match a whole word in lower case: /colou?r/".to_owned(),
            ))
        }
    }
}

/// A regular expression over whole words; linear in the word, bounded in size.
pub(crate) fn compile(text: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(&format!("^(?:{text})$"))
        .size_limit(1 << 20)
        .dfa_size_limit(1 << 20)
        .nest_limit(50)
        .build()
}
