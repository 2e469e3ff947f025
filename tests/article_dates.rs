//! Dates in the forms that pages use: what is written beside what is read.

use newsdex::article::dates::{Order, parse};
use proptest::prelude::*;

/// Each text with the moment it states, `""` for none.
const DATES: &[(&str, &str)] = &[
    // ISO 8601 and its relatives
    ("2026-01-06", "2026-01-06"),
    ("2026-01-06T14:03:00Z", "2026-01-06T14:03:00Z"),
    ("2026-01-06T14:03:00.123Z", "2026-01-06T14:03:00Z"),
    ("2026-01-06T14:03:00+02:00", "2026-01-06T14:03:00+02:00"),
    ("2026-01-06T14:03:00+0200", "2026-01-06T14:03:00+02:00"),
    ("2026-01-06T14:03-05:00", "2026-01-06T14:03:00-05:00"),
    ("2026-01-06T14:03:00", "2026-01-06T14:03:00"),
    ("2026-01-06 14:03:00", "2026-01-06T14:03:00"),
    ("2026-01-06 14:03:00 +0100", "2026-01-06T14:03:00+01:00"),
    ("20260106T140300Z", "2026-01-06T14:03:00Z"),
    ("20260106T140300.250Z", "2026-01-06T14:03:00"),
    ("20260106T1403+0200", "2026-01-06T14:03:00+02:00"),
    ("2026-01-06T140300-05:00", "2026-01-06T14:03:00-05:00"),
    ("20260106T999999Z", "2026-01-06"),
    ("20260106", "2026-01-06"),
    ("20260106140300", "2026-01-06T14:03:00"),
    ("2026/01/06", "2026-01-06"),
    ("2026-1-6", "2026-01-06"),
    // RFC 2822, RFC 850, asctime
    ("Tue, 06 Jan 2026 14:03:00 +0000", "2026-01-06T14:03:00Z"),
    ("Tue, 06 Jan 2026 14:03:00 GMT", "2026-01-06T14:03:00Z"),
    (
        "Tue, 6 Jan 2026 14:03:00 -0500",
        "2026-01-06T14:03:00-05:00",
    ),
    ("Tuesday, 06-Jan-26 14:03:00 GMT", "2026-01-06T14:03:00Z"),
    ("Tue Jan 06 14:03:00 2026", ""),
    // RFC 822, whose years have two digits
    ("Tue, 06 Jan 26 14:03:00 GMT", "2026-01-06T14:03:00Z"),
    ("6 Jan 26 14:03 +0100", "2026-01-06T14:03:00+01:00"),
    ("Tue 6 Jan 26 14:03:00 EST", "2026-01-06T14:03:00-05:00"),
    ("Fri, 31 Dec 49 23:59:59 Z", "2049-12-31T23:59:59Z"),
    ("Thu, 06 Jan 50 14:03:00 GMT", "1950-01-06T14:03:00Z"),
    ("Wed, 06 Jan 99 14:03:00 GMT", "1999-01-06T14:03:00Z"),
    ("Tue, 06 Jan 14:03:00 GMT", ""),
    ("Tue, 31 Feb 26 14:03:00 GMT", ""),
    ("A house for 6 Jan 26 14:03", ""),
    // seconds and milliseconds
    ("1767708180", "2026-01-06T14:03:00Z"),
    ("1767708180000", "2026-01-06T14:03:00Z"),
    // other names of months
    ("Παρασκευή 6 Γενάρη 2012", "2012-01-06"),
    ("2026 m. vasario 3 d.", "2026-02-03"),
    // English
    ("Jan. 6, 2026", "2026-01-06"),
    ("January 6, 2026", "2026-01-06"),
    ("January 6th, 2026", "2026-01-06"),
    ("6 January 2026", "2026-01-06"),
    ("6th of January 2026", "2026-01-06"),
    ("Published 6 Jan 2026 at 14:03 GMT", "2026-01-06T14:03:00Z"),
    ("Jan. 6, 2026 2:03 p.m. ET", "2026-01-06T14:03:00-05:00"),
    ("Jan 6, 2026, 2:03 PM EST", "2026-01-06T14:03:00-05:00"),
    ("Jan 6, 2026 12:03 AM", "2026-01-06T00:03:00"),
    ("Jan 6, 2026 12:03 pm", "2026-01-06T12:03:00"),
    ("Tuesday 6 January 2026 14.03 GMT", "2026-01-06T14:03:00Z"),
    ("9:24 pm ET, Jan 6, 2026", "2026-01-06T21:24:00-05:00"),
    ("July 6, 2026 2:03 pm PT", "2026-07-06T14:03:00-07:00"),
    ("6 juillet 2026 14:03 et 2 photos", "2026-07-06T14:03:00"),
    ("Sept. 6, 2026", "2026-09-06"),
    // a time, a count or the next line glued to the year
    ("Jan 6, 202610:30 AM", "2026-01-06T10:30:00"),
    ("January 6, 20265 mins", "2026-01-06"),
    ("6 January 20267 January 2026 Desk", "2026-01-06"),
    ("A house for 6 200510", ""),
    // German
    ("6. Januar 2026", "2026-01-06"),
    ("Stand: 06.01.2026, 14:03 Uhr", "2026-01-06T14:03:00"),
    ("06.01.2026, 14.03 Uhr", "2026-01-06T14:03:00"),
    ("Di 06.01.26 | 14:03 Uhr", "2026-01-06T14:03:00"),
    ("1. März 2026", "2026-03-01"),
    ("3. Jänner 2026", "2026-01-03"),
    // French, Spanish, Italian, Portuguese, Romanian
    ("Publié le 6 janvier 2026 à 14h03", "2026-01-06T14:03:00"),
    ("le 1er août 2026", "2026-08-01"),
    ("6 de enero de 2026", "2026-01-06"),
    ("6 enero, 2026 - 14:03", "2026-01-06T14:03:00"),
    ("6 gennaio 2026 alle 14:03", "2026-01-06T14:03:00"),
    ("6 de janeiro de 2026 às 14h03", "2026-01-06T14:03:00"),
    ("06/01/2026 14h03", "2026-01-06T14:03:00"),
    ("6 ianuarie 2026, 14:03", "2026-01-06T14:03:00"),
    // Russian, Ukrainian, Bulgarian, Serbian
    ("6 января 2026, 14:03", "2026-01-06T14:03:00"),
    (
        "Опубликовано 6 января 2026 г. в 14:03 МСК",
        "2026-01-06T14:03:00+03:00",
    ),
    ("6 січня 2026", "2026-01-06"),
    ("6 січня 2026 року, 14:03", "2026-01-06T14:03:00"),
    ("14:03, 6 мая 2026", "2026-05-06T14:03:00"),
    ("6 януари 2026", "2026-01-06"),
    ("6. јануар 2026. 14:03", "2026-01-06T14:03:00"),
    // Polish, Czech, Croatian, Hungarian, Turkish, Greek
    ("6 stycznia 2026, 14:03", "2026-01-06T14:03:00"),
    ("6. ledna 2026 14:03", "2026-01-06T14:03:00"),
    ("6. 1. 2026 14:03", "2026-01-06T14:03:00"),
    ("6. siječnja 2026.", "2026-01-06"),
    ("2026. január 6. 14:03", "2026-01-06T14:03:00"),
    ("2026. 01. 06.", "2026-01-06"),
    ("6 Ocak 2026 14:03", "2026-01-06T14:03:00"),
    ("6 Ιανουαρίου 2026, 14:03", "2026-01-06T14:03:00"),
    // Dutch, Nordic, Finnish
    ("6 januari 2026 om 14:03", "2026-01-06T14:03:00"),
    ("6. januar 2026 kl. 14.03", "2026-01-06T14:03:00"),
    ("6 januari 2026 kl 14.03", "2026-01-06T14:03:00"),
    ("6. tammikuuta 2026 klo 14.03", "2026-01-06T14:03:00"),
    ("6.1.2026 klo 14.03", "2026-01-06T14:03:00"),
    // Arabic, Hebrew, Persian digits, Chinese, Japanese, Korean
    ("6 يناير 2026", "2026-01-06"),
    ("٦ يناير ٢٠٢٦", "2026-01-06"),
    ("6 בינואר 2026", "2026-01-06"),
    ("2026年1月6日 14:03", "2026-01-06T14:03:00"),
    ("2026年01月06日14:03 来源：新华网", "2026-01-06T14:03:00"),
    ("2026年1月6日 14時03分", "2026-01-06T14:03:00"),
    ("2026년 1월 6일 14:03", "2026-01-06T14:03:00"),
    ("입력 2026.01.06 14:03", "2026-01-06T14:03:00"),
    // the day first, unless that is impossible
    ("06/01/2026", "2026-01-06"),
    ("01/26/2026", "2026-01-26"),
    ("9/8/2015 12:15 PM PT", "2015-09-08T12:15:00-07:00"),
    // words glued together
    ("By Jane DoeDec 22, 2023", "2023-12-22"),
    ("Dec 22, 2023 10:20 PMTags", "2023-12-22T22:20:00"),
    // no date
    ("", ""),
    ("2026", ""),
    ("January 2026", ""),
    ("31.02.2026", ""),
    ("13/13/2026", ""),
    ("6 January", ""),
    ("2 hours ago", ""),
    ("06.01.1500", ""),
    ("version 1.2.3", ""),
    ("© 2026 The Example", ""),
    ("call 030 123 456", ""),
];

#[test]
fn dates_are_read_in_many_forms_and_languages() {
    let read = |text: &str| {
        parse(text, Order::DayFirst)
            .map(|moment| moment.text())
            .unwrap_or_default()
    };
    let wrong: Vec<_> = DATES
        .iter()
        .map(|(text, expected)| (text, *expected, read(text)))
        .filter(|row| row.1 != row.2)
        .collect();
    assert!(wrong.is_empty(), "text, expected, read: {wrong:#?}");
}

#[test]
fn dates_are_read_as_news_sites_of_sixty_languages_print_them() {
    let lines = include_str!("article/dates.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let (rest, expected) = line.rsplit_once('|').expect("three columns");
        let (_, printed) = rest.split_once('|').expect("three columns");
        let read = parse(printed.trim(), Order::DayFirst);
        let read = read.map(|moment| moment.text()).unwrap_or_default();
        (line, expected.trim(), read)
    });
    let wrong: Vec<_> = rows
        .filter(|(_, expected, read)| expected != read)
        .map(|(line, _, read)| format!("{line}   READ {read}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_month_comes_first_where_that_is_usual() {
    let table = [
        ("1/6/2026", "2026-01-06"),
        ("26/1/2026", "2026-01-26"),
        ("1/6/26 2:03 PM", "2026-01-06T14:03:00"),
        ("06.01.2026", "2026-01-06"),
    ];
    for (text, expected) in table {
        assert_eq!(
            parse(text, Order::MonthFirst)
                .map(|moment| moment.text())
                .as_deref(),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn seconds_count_the_zone() {
    let seconds = |text: &str| parse(text, Order::DayFirst).map(|moment| moment.seconds());
    assert_eq!(seconds("1970-01-01"), Some(0));
    assert_eq!(seconds("1970-01-02T00:00:00+02:00"), Some(79_200));
    assert_eq!(seconds("1969-12-31"), Some(-86_400));
    // Beyond the last timestamp of the library, which ends before its last day.
    assert_eq!(seconds("9999-12-31T23:59:59-12:00"), Some(253_402_343_999));
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_none(text in "\\PC{0,80}") {
        let _ = parse(&text, Order::DayFirst);
        let _ = parse(&text, Order::MonthFirst);
    }

    #[test]
    fn what_is_printed_is_read_again(year in 1600i16..3000, month in 1i8..13, day in 1i8..29, hour in 0i8..24, minute in 0i8..60, zone in -14i32..15) {
        let sign = if zone < 0 { '-' } else { '+' };
        let zone = if zone == 0 { "Z".to_owned() } else { format!("{sign}{:02}:00", zone.abs()) };
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{zone}");
        prop_assert_eq!(parse(&text, Order::DayFirst).map(|moment| moment.text()), Some(text));
    }

    #[test]
    fn dates_of_digits_signs_and_words_never_fail(text in "[0-9TZ:./+ ,年月日janmr-]{0,40}") {
        let _ = parse(&text, Order::DayFirst);
    }
}
