//! Dates as pages and people write them.

use jiff::civil::{Date, date};
use newsdex::article::dates::{Order, parse};
use newsdex::clean::cues;
use newsdex::query::DateTest;
use newsdex::query::date::{Period, fixed, period};
use newsdex::query::plan::{Test, published};

const TODAY: Date = date(2026, 3, 1);
const LATER: Date = date(2031, 11, 30);

/// A date on a page is a day between 1600 and 9999 that reads the same when it is written again; a period in a query
/// has its days in order; what a line of a page is said to hold is a part of it.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    on_page(&text);
    in_query(&text);
    as_line(&text);
}

fn on_page(text: &str) {
    for order in [Order::DayFirst, Order::MonthFirst] {
        let Some(moment) = parse(text, order) else {
            continue;
        };
        assert!((1600..=9999).contains(&moment.day.year()), "{text:?}");
        let written = moment.text();
        assert_eq!(parse(&written, order), Some(moment), "{written}");
        let midnight = moment.day.duration_since(date(1970, 1, 1)).as_secs();
        let seconds = moment.time.map_or(0, |time| {
            time.duration_since(jiff::civil::Time::midnight()).as_secs()
        });
        let offset = moment
            .offset
            .map_or(0, |offset| i64::from(offset.seconds()));
        assert_eq!(moment.seconds(), midnight + seconds - offset, "{written}");
    }
}

fn in_query(text: &str) {
    let Some(found) = period(text, TODAY) else {
        assert_eq!(fixed(text, TODAY), None);
        return;
    };
    let Period { first, last } = found;
    assert!(first.is_some() || last.is_some());
    assert!(
        first.zip(last).is_none_or(|(first, last)| first <= last),
        "{text:?}"
    );
    for day in [first, last].into_iter().flatten() {
        assert!((1..=9999).contains(&day.year()), "{text:?} is {day}");
        assert_eq!(
            period(&day.to_string(), LATER),
            Some(Period {
                first: Some(day),
                last: Some(day)
            })
        );
    }
    if let Some(days) = fixed(text, TODAY) {
        assert_eq!(period(&days, LATER), Some(found), "{text:?} is {days}");
    }
    if let Some(Test::Published { from, until }) = published(DateTest::In, text, TODAY) {
        assert!(
            from.zip(until).is_none_or(|(from, until)| from < until),
            "{text:?}"
        );
    }
}

fn as_line(text: &str) {
    assert!(text.contains(cues::shape::strip_date(text)));
    assert!(cues::shape::byline(text).is_none_or(|byline| text.contains(byline)));
    let told = (
        cues::label(text),
        cues::is_date_line(text),
        cues::is_age(text),
        cues::is_clock(text),
    );
    assert_eq!(
        told,
        (
            cues::label(text),
            cues::is_date_line(text),
            cues::is_age(text),
            cues::is_clock(text)
        )
    );
}
