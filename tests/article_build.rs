//! Articles out of pages: which statement wins, and what identifies an article.

use newsdex::article::{Article, Origin, build_at};
use newsdex::clean::{Cleaned, Label, PageKind, Verdict};
use newsdex::page::{Block, BlockKind, Claim, Field, Form, Page};
use proptest::prelude::*;

/// 2026-06-01T00:00:00Z
const NOW: i64 = 1_780_272_000;

fn block(text: &str, kind: BlockKind) -> Block {
    Block {
        text: text.to_owned(),
        line: 0,
        blank_before: 0,
        kind,
        element: None,
        link_chars: 0,
        links: 0,
        emphasis_chars: 0,
    }
}

fn page(claims: &[(Field, Origin, &str)], blocks: Vec<Block>) -> Page {
    let claims = claims
        .iter()
        .map(|(field, origin, value)| Claim {
            field: *field,
            value: (*value).to_owned(),
            origin: *origin,
        })
        .collect();
    Page {
        path: "news/a.html".to_owned(),
        member: None,
        form: Form::Html,
        charset: "utf-8",
        blocks,
        elements: Vec::new(),
        claims,
        data_text: None,
        bytes: 100,
        work: 100,
        reached: Vec::new(),
    }
}

/// Keeps the blocks that end in a full stop.
fn cleaned(page: &Page) -> Cleaned {
    let verdict = |block: &Block| {
        let kept = block.text.ends_with('.');
        Verdict {
            label: if kept { Label::Body } else { Label::Other },
            kept,
            body_probability: 0.5,
            reason: String::new().into(),
        }
    };
    Cleaned {
        verdicts: page.blocks.iter().map(verdict).collect(),
        kind: PageKind::Article,
        from_data: false,
        cut_data_lines: Vec::new(),
    }
}

fn article(claims: &[(Field, Origin, &str)], blocks: Vec<Block>) -> Article {
    let page = page(claims, blocks);
    build_at(&page, &cleaned(&page), NOW)
}

#[test]
fn a_headline_that_a_field_states_stays_though_it_begins_with_the_site() {
    for (address, title) in [
        ("https://guardian.com/b3", "Guardian: shares fall"),
        ("https://london.example/x", "London"),
        ("https://custom.example/x", "Custom head"),
    ] {
        let claims = [
            (Field::Url, Origin::Record, address),
            (Field::Title, Origin::Record, title),
        ];
        let built = article(
            &claims,
            vec![block("The text of it.", BlockKind::Paragraph)],
        );
        assert_eq!(built.title, title);
    }
}

#[test]
fn an_outlet_is_named_alike_wherever_its_name_is_found() {
    for (declared, site) in [
        ("来源：新华网", "新华网"),
        ("Quelle: Der Bote", "Der Bote"),
        ("Teslamag.de", "teslamag.de"),
        ("The New York Times", "The New York Times"),
        ("St. Louis News", "St. Louis News"),
        ("News &amp; Observer", "News & Observer"),
    ] {
        let claims = [(Field::Site, Origin::Meta, declared)];
        let built = article(
            &claims,
            vec![block("The text of it.", BlockKind::Paragraph)],
        );
        assert_eq!(built.site, site);
    }
}

#[test]
fn a_headline_that_a_field_states_stands_before_a_heading_of_the_body() {
    for (field, heading, expected) in [
        (
            "Mapped title of the story",
            "Another heading in the body",
            "Mapped title of the story",
        ),
        (
            "Ferry back in service | Example",
            "Ferry back in service",
            "Ferry back in service",
        ),
        (
            "Ferry back in…",
            "Ferry back in service",
            "Ferry back in service",
        ),
        (
            "Example",
            "Ferry back in service again",
            "Ferry back in service again",
        ),
    ] {
        let claims = [
            (Field::Url, Origin::Record, "https://example.com/a"),
            (Field::Title, Origin::Record, field),
        ];
        let blocks = vec![
            block(heading, BlockKind::Heading(1)),
            block(
                "The ferry is back in service, the council said on Friday.",
                BlockKind::Paragraph,
            ),
        ];
        assert_eq!(article(&claims, blocks).title, expected, "{field}");
    }
}

#[test]
fn the_name_of_the_site_is_cut_off_titles() {
    let site = (Field::Site, Origin::Meta, "The Example");
    let table = [
        (
            "River rises in the old town - The Example",
            "River rises in the old town",
        ),
        (
            "River rises in the old town | The Example",
            "River rises in the old town",
        ),
        (
            "The Example: River rises in the old town",
            "The Example: River rises in the old town",
        ),
        (
            "The Example | River rises in the old town",
            "River rises in the old town",
        ),
        (
            "River rises &amp; falls – The Example",
            "River rises & falls",
        ),
        ("River - what now? - Example", "River - what now?"),
        (
            "Interview | River rises in the old town",
            "Interview | River rises in the old town",
        ),
        ("River rises in the old town", "River rises in the old town"),
    ];
    for (stated, expected) in table {
        let made = article(&[site, (Field::Title, Origin::Meta, stated)], Vec::new());
        assert_eq!(made.title, expected, "{stated}");
    }
}

#[test]
fn another_claim_bears_out_what_is_cut() {
    let claims = [
        (
            Field::Title,
            Origin::Meta,
            "River rises in the old town | Daily Something",
        ),
        (
            Field::Title,
            Origin::Structured,
            "River rises in the old town",
        ),
    ];
    assert_eq!(
        article(&claims, Vec::new()).title,
        "River rises in the old town"
    );
}

#[test]
fn markup_in_statements_is_no_part_of_them() {
    for (stated, title) in [
        (
            "<b>Storm</b> &amp; rain in <i>Hallby</i>",
            "Storm & rain in Hallby",
        ),
        (
            "&lt;em&gt;Storm&lt;/em&gt; &amp;amp; rain in Hallby",
            "Storm & rain in Hallby",
        ),
        (
            "Storm<br/>and <span class=\"x\">rain</span>",
            "Storm and rain",
        ),
        (
            "If a < b and c > d, what <then>",
            "If a < b and c > d, what <then>",
        ),
        ("Na&iuml;ve &Eacute;lys&eacute;e", "Naïve Élysée"),
    ] {
        let claims = [
            (Field::Title, Origin::Record, stated),
            (
                Field::Section,
                Origin::Record,
                "<span>City &amp; Sport</span>",
            ),
            (
                Field::Url,
                Origin::Record,
                "https://a.example/x?a=1&amp;b=2",
            ),
        ];
        let body = "The council voted on Tuesday to build it.";
        let found = article(&claims, vec![block(body, BlockKind::Paragraph)]);
        assert_eq!(found.title, title);
        assert_eq!(found.section.as_deref(), Some("City & Sport"));
        assert_eq!(found.url.as_deref(), Some("https://a.example/x?a=1&b=2"));
    }
}

#[test]
fn a_section_in_the_place_of_the_title_gives_way_to_the_headline() {
    let headline = "Council votes for the amber line";
    for (stated, label, title) in [
        ("Sports Wire", Label::Headline, headline),
        ("Sports Wire", Label::Other, "Sports Wire"),
        ("Amber line", Label::Headline, "Amber line"),
        (
            "Harbour strike ends after a week",
            Label::Headline,
            "Harbour strike ends after a week",
        ),
    ] {
        let claims = [(Field::Title, Origin::Meta, stated)];
        let lines = [headline, "The council voted on Tuesday to build it."];
        let blocks = lines.map(|line| block(line, BlockKind::Paragraph)).to_vec();
        let page = page(&claims, blocks);
        let mut cleaned = cleaned(&page);
        cleaned.verdicts[0].label = label;
        let found = build_at(&page, &cleaned, NOW);
        assert_eq!(found.title, title, "{stated} {label:?}");
    }
}

#[test]
fn the_main_heading_is_what_readers_saw() {
    let blocks = vec![
        block(
            "River rises in the old town of Leeds",
            BlockKind::Heading(1),
        ),
        block("It rained for a week.", BlockKind::Paragraph),
    ];
    let made = article(
        &[(
            Field::Title,
            Origin::Meta,
            "River rises in Leeds: all you need to know",
        )],
        blocks,
    );
    assert_eq!(made.title, "River rises in the old town of Leeds");
    assert_eq!(made.text, "It rained for a week.");
}

/// Blocks of a dump; those that end in a full stop are kept, and `6 January 2026` is its date.
fn title_of_dump(lines: &[&str]) -> String {
    let blocks = lines
        .iter()
        .map(|line| block(line, BlockKind::Paragraph))
        .collect();
    let mut dump = page(&[], blocks);
    dump.form = Form::Text;
    let mut cleaned = cleaned(&dump);
    for (block, verdict) in dump.blocks.iter().zip(&mut cleaned.verdicts) {
        if block.text == "6 January 2026" {
            verdict.label = Label::Date;
        }
    }
    build_at(&dump, &cleaned, NOW).title
}

#[test]
fn in_a_dump_the_headline_stands_above_the_text_and_is_no_credit_or_link() {
    let expected = "River rises in the old town";
    let body = "The river rose on Monday, and nobody in the town was surprised.";
    let more = "It had risen before, in the year of the long winter.";
    let pages: [&[&str]; 4] = [
        &[
            "Home",
            expected,
            "Jane Doe",
            "6 January 2026",
            "River rises in the old town © Jane Doe / Some Pictures",
            body,
        ],
        &[
            expected,
            "6 January 2026",
            "Readers can follow our channel on the radio",
            body,
        ],
        &[
            expected,
            "Home",
            "News",
            "World",
            "Sport",
            "6 January 2026",
            body,
            "A headline of another article today",
            more,
        ],
        &[
            "Mayors of four towns meet again",
            "Home",
            expected,
            "Jane Doe",
            "An old bridge and its keeper, last week",
            body,
            expected,
        ],
    ];
    for lines in pages {
        assert_eq!(title_of_dump(lines), expected, "{lines:?}");
    }
}

#[test]
fn bylines_are_weighed() {
    let author = |origin, name| (Field::Author, origin, name);
    let (structured, meta) = (Origin::Structured, Origin::Meta);
    let site = (Field::Site, meta, "The Example");
    // What is stated, the line below the headline, and the byline that comes of both.
    let table: &[(&[(Field, Origin, &str)], &str, &[&str])] = &[
        (&[], "By Jane Doe", &["Jane Doe"]),
        (&[], "6 January 2026 by Jane Doe", &["Jane Doe"]),
        (
            &[author(structured, "Jane Doe")],
            "By Jane Doe and John Roe",
            &["Jane Doe", "John Roe"],
        ),
        (
            &[author(structured, "Jane Doe")],
            "By Ann Other and John Roe",
            &["Jane Doe"],
        ),
        (
            &[author(structured, "John Roe/Getty Images")],
            "By Jane Doe",
            &["Jane Doe"],
        ),
        // Microdata of other articles.
        (
            &[
                author(structured, "Ann Other"),
                author(structured, "Jane Doe"),
                author(structured, "John Roe"),
                author(meta, "Jane Doe"),
            ],
            "a line",
            &["Jane Doe"],
        ),
        // Agencies and desks where nobody is named; the outlet itself says nothing.
        (
            &[author(meta, "Associated Press")],
            "a line",
            &["Associated Press"],
        ),
        (
            &[author(meta, "Associated Press")],
            "By Jane Doe",
            &["Jane Doe"],
        ),
        (
            &[author(structured, "Morning Editorial Board")],
            "a line",
            &["Morning Editorial Board"],
        ),
        (&[author(meta, "The Example"), site], "a line", &[]),
        (&[author(meta, "Staff")], "a line", &[]),
        (&[author(meta, "admin")], "a line", &[]),
    ];
    for (claims, line, expected) in table {
        let blocks = vec![
            block("River rises in the old town", BlockKind::Heading(1)),
            block(line, BlockKind::Paragraph),
            block("It rained for a week.", BlockKind::Paragraph),
        ];
        assert_eq!(
            article(claims, blocks).byline,
            *expected,
            "{claims:?} {line}"
        );
    }
}

#[test]
fn an_edition_is_younger_than_the_first_publication() {
    let stated = |structured: &'static str| {
        let claims = [
            (Field::Published, Origin::Structured, structured),
            (Field::Published, Origin::Meta, "2018-09-20T09:40:57Z"),
        ];
        article(&claims, Vec::new()).published.map(|s| s.text)
    };
    assert_eq!(
        stated("2026-03-09").as_deref(),
        Some("2018-09-20T09:40:57Z")
    );
    // A draft is older than what is published.
    assert_eq!(stated("2018-09-22").as_deref(), Some("2018-09-22"));
}

#[test]
fn dates_are_trusted_by_their_origin() {
    let published = |claims: &[(Field, Origin, &str)], line: &str| {
        let blocks = vec![
            block("River rises in the old town", BlockKind::Heading(1)),
            block(line, BlockKind::Paragraph),
            block("It rained for a week.", BlockKind::Paragraph),
        ];
        article(claims, blocks)
            .published
            .map(|stated| (stated.text, stated.origin))
    };
    let of = |text: &str, origin| Some((text.to_owned(), origin));
    let structured = (Field::Published, Origin::Structured, "2026-01-06T12:00:00Z");
    let meta = (Field::Published, Origin::Meta, "2026-01-07");
    let url = (
        Field::Url,
        Origin::Record,
        "https://example.com/2026/01/08/river",
    );
    let record = (Field::Published, Origin::Record, "2026-01-05");
    assert_eq!(
        published(&[meta, structured, url, record], "9 January 2026"),
        of("2026-01-05", Origin::Record)
    );
    assert_eq!(
        published(&[meta, structured, url], "9 January 2026"),
        of("2026-01-06T12:00:00Z", Origin::Structured)
    );
    assert_eq!(
        published(&[meta, url], "9 January 2026"),
        of("2026-01-07", Origin::Meta)
    );
    assert_eq!(
        published(&[url], "9 January 2026"),
        of("2026-01-09", Origin::Visible)
    );
    assert_eq!(published(&[url], "a line"), of("2026-01-08", Origin::Url));
    assert_eq!(published(&[], "a line"), None);
    assert_eq!(
        published(&[(Field::Published, Origin::Meta, "2027-01-01")], "a line"),
        None,
        "the future"
    );
    assert_eq!(
        published(&[], "© 6 January 2026 The Example"),
        None,
        "a copyright"
    );
    assert_eq!(
        published(&[], "Updated 9 January 2026"),
        of("2026-01-09", Origin::Visible)
    );
}

#[test]
fn the_page_tells_the_zone_of_a_moment() {
    let blocks = vec![
        block("River rises in the old town", BlockKind::Heading(1)),
        block("5 January 2026, 8:03 p.m.", BlockKind::Paragraph),
        block("It rained for a week.", BlockKind::Paragraph),
    ];
    let made = article(
        &[(Field::Published, Origin::Structured, "2026-01-06T01:03:00Z")],
        blocks,
    );
    assert_eq!(
        made.published.map(|stated| stated.text).as_deref(),
        Some("2026-01-05T20:03:00-05:00")
    );
}

#[test]
fn a_line_of_dates_counts_before_the_day_of_a_picture() {
    let blocks = vec![
        block("River rises in the old town", BlockKind::Heading(1)),
        block(
            "The mayor at the river on 3 January 2026 (Photo: Jane Doe)",
            BlockKind::Caption,
        ),
        block("Published: 5 January 2026, 8:03 p.m.", BlockKind::Paragraph),
        block("It rained for a week.", BlockKind::Paragraph),
    ];
    assert_eq!(
        article(&[], blocks)
            .published
            .map(|stated| stated.text)
            .as_deref(),
        Some("2026-01-05T20:03:00")
    );
}

/// What is stated: publication, change, language, address; the lines above the text; what is read.
type Dated = (
    [&'static str; 4],
    &'static [&'static str],
    [&'static str; 2],
);

const GB: &str = "https://a.example.co.uk/x";
const COM: &str = "https://a.example.com/x";

const DATED: &[Dated] = &[
    (["1/6/24", "", "", ""], &[], ["2024-06-01", ""]),
    (["06/01/2024", "", "", ""], &[], ["2024-01-06", ""]),
    (["1/6/24", "", "en-US", ""], &[], ["2024-01-06", ""]),
    (["06/01/2024", "", "en_US", ""], &[], ["2024-06-01", ""]),
    (["1/6/24", "", "en", COM], &[], ["2024-01-06", ""]),
    (["1/6/24", "", "en-GB", COM], &[], ["2024-06-01", ""]),
    (["1/6/24", "", "en", GB], &[], ["2024-06-01", ""]),
    (
        ["1/6/24", "", "", "https://a.gov/x"],
        &[],
        ["2024-01-06", ""],
    ),
    (
        ["1/6/24", "1/13/24", "", ""],
        &[],
        ["2024-01-06", "2024-01-13"],
    ),
    // posted on the evening before the day that the page is headed with
    (
        ["01/11/2012 5:48 PM", "", "", ""],
        &["January 12, 2012"],
        ["2012-01-11T17:48:00", ""],
    ),
    (
        ["01/11/2012 5:48 PM", "", "", ""],
        &["March 12, 2012"],
        ["2012-11-01T17:48:00", ""],
    ),
    (
        ["1/6/24", "13/6/24", "", ""],
        &[],
        ["2024-06-01", "2024-06-13"],
    ),
    (
        ["1/6/24", "13/6/24", "en-US", ""],
        &[],
        ["2024-06-01", "2024-06-13"],
    ),
    (
        ["", "", "", ""],
        &["Posted 1/6/24", "Updated 1/7/24 2:03 PM EST"],
        ["2024-01-06", "2024-01-07T14:03:00-05:00"],
    ),
    (
        ["1/6/24", "", "", ""],
        &["January 6, 2024"],
        ["2024-01-06", ""],
    ),
    (
        ["1/6/24", "", "", ""],
        &["June 1, 2024"],
        ["2024-06-01", ""],
    ),
    // The test's day is the first of June 2026: the seventh month has not come yet.
    (["1/7/26", "", "", ""], &[], ["2026-01-07", ""]),
];

#[test]
fn all_dates_of_a_page_are_read_in_one_order() {
    use Field::{Language, Modified, Published, Url};
    for (stated, lines, expected) in DATED {
        let fields = [Published, Modified, Language, Url];
        let claims = fields.into_iter().zip(stated);
        let claims = claims.filter(|(_, value)| !value.is_empty());
        let claims: Vec<_> = claims
            .map(|(field, value)| (field, Origin::Record, *value))
            .collect();
        let body = "The council voted on Tuesday to build it.";
        let lines = lines.iter().copied().chain([body]);
        let blocks = lines
            .map(|line| block(line, BlockKind::Paragraph))
            .collect();
        let found = article(&claims, blocks);
        let read = [found.published, found.modified];
        let read = read.map(|stated| stated.map_or(String::new(), |stated| stated.text));
        assert_eq!(read, *expected, "{stated:?}");
    }
}

/// A page of short lines in which the lines with a full stop are the text, and `Related stories` is the head of others; with its day.
#[test]
fn a_day_is_found_though_other_lines_stand_between() {
    const HEAD: &str = "River rises in the old town";
    let menu = ["Menu"; 10].as_slice();
    let pages: &[(&[&[&str]], &str)] = &[
        // a lead-in is kept, and the day stands far below it
        (
            &[
                &[HEAD, "It rained."],
                menu,
                &["5 January 2026", "It rained for a week."],
            ],
            "2026-01-05",
        ),
        (
            &[
                &[HEAD],
                menu,
                &[HEAD, "By Jane Doe", "5 January 2026"],
                menu,
                &["It rained for a week."],
            ],
            "2026-01-05",
        ),
        (
            &[&[HEAD, "It rained."], menu, &["Jane Doe", "5 January 2026"]],
            "2026-01-05",
        ),
        // lines of other articles tell several days
        (
            &[
                &[HEAD, "It rained."],
                menu,
                &["5 January 2026", "A fire", "6 January 2026"],
            ],
            "",
        ),
        (
            &[
                &[HEAD, "It rained."],
                menu,
                &["Related stories", "5 January 2026"],
            ],
            "",
        ),
        // the day on which the page was shown stands above all
        (
            &[
                &["Monday, 5 January 2026"],
                menu,
                &["Menu", HEAD, "It rained."],
            ],
            "",
        ),
        (
            &[
                &["Posted on 5 January 2026"],
                menu,
                &["Menu", HEAD, "It rained."],
            ],
            "2026-01-05",
        ),
        (
            &[&[
                "Monday, 5 January 2026",
                HEAD,
                "by Jane Doe | 5 November 2025",
                "It rained.",
            ]],
            "2025-11-05",
        ),
        (
            &[&[
                HEAD,
                "Last updated: 5 January 2026 First published: 4 January 2026",
                "It rained.",
            ]],
            "2026-01-04",
        ),
    ];
    for (parts, day) in pages {
        let lines = parts.concat();
        let blocks = lines
            .iter()
            .map(|line| block(line, BlockKind::Paragraph))
            .collect();
        let page = page(&[(Field::Title, Origin::Meta, HEAD)], blocks);
        let mut cleaned = cleaned(&page);
        for (verdict, line) in cleaned.verdicts.iter_mut().zip(&lines) {
            verdict.label = match *line {
                HEAD => Label::Headline,
                "Related stories" => Label::Related,
                line if line.starts_with("by ") => Label::Byline,
                _ => verdict.label,
            };
        }
        let published = build_at(&page, &cleaned, NOW).published;
        assert_eq!(
            published.map_or(String::new(), |day| day.text),
            *day,
            "{lines:?}"
        );
    }
}

#[test]
fn a_clock_at_its_beginning_is_no_date() {
    for unset in [
        "1970-01-01T00:00:00Z",
        "1970-01-01T01:00:00+01:00",
        "1 January 1970 00:00 UTC",
    ] {
        let claims = [(Field::Published, Origin::Meta, unset)];
        assert_eq!(article(&claims, Vec::new()).published, None, "{unset}");
    }
    let claims = [(Field::Published, Origin::Meta, "1970-01-01")];
    assert!(article(&claims, Vec::new()).published.is_some());
}

#[test]
fn first_publication_and_last_change_are_told_apart() {
    let line = block(
        "Published 6 January 2026 - Updated 7 January 2026",
        BlockKind::Paragraph,
    );
    let made = article(
        &[],
        vec![
            block("River rises in the old town", BlockKind::Heading(1)),
            line,
            block("It rained for a week.", BlockKind::Paragraph),
        ],
    );
    assert_eq!(
        made.published.map(|stated| stated.text).as_deref(),
        Some("2026-01-06")
    );
    assert_eq!(
        made.modified.map(|stated| stated.text).as_deref(),
        Some("2026-01-07")
    );
}

#[test]
fn an_address_stays_the_same_however_readers_came() {
    let id = |url: &str| article(&[(Field::Url, Origin::Record, url)], Vec::new()).id;
    let plain = id("https://www.example.com/river?id=7");
    for url in [
        "http://example.com/river?id=7",
        "https://www.example.com:443/river?utm_source=x&id=7#top",
        "https://www.example.com/river?id=7&fbclid=abc",
    ] {
        assert_eq!(id(url), plain, "{url}");
    }
    assert_ne!(id("https://www.example.com/river?id=8"), plain);
    assert!(plain.len() == 16 && plain.bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[test]
fn the_address_of_a_front_page_is_no_articles() {
    let declared = |address: &str| {
        let claims = [(Field::Canonical, Origin::Meta, address)];
        article(&claims, Vec::new()).url
    };
    for front in [
        "https://example.com",
        "https://example.com/",
        "https://example.com/?utm_source=x#top",
        "https://example.com/index.html",
        "https://example.com/Default.aspx",
        "https://example.com/home",
        "https://example.com/de/",
        "https://example.com/en-GB/index.php",
    ] {
        assert_eq!(declared(front), None, "{front}");
    }
    for page in [
        "https://example.com/?p=1",
        "https://example.com/index.php?id=7",
        "https://example.com/river",
        "https://example.com/de/river",
        "https://example.com/index/river",
    ] {
        assert_eq!(declared(page).as_deref(), Some(page));
    }
    let claims = [
        (Field::Canonical, Origin::Meta, "https://example.com/"),
        (
            Field::Canonical,
            Origin::Structured,
            "https://example.com/river",
        ),
    ];
    let url = article(&claims, Vec::new()).url;
    assert_eq!(url.as_deref(), Some("https://example.com/river"));
}

#[test]
fn the_lasting_address_is_believed_unless_it_is_a_front_page() {
    let url = |canonical: &str| {
        article(
            &[
                (
                    Field::Url,
                    Origin::Record,
                    "https://example.com/amp/river?a=1",
                ),
                (Field::Canonical, Origin::Meta, canonical),
            ],
            Vec::new(),
        )
        .url
    };
    assert_eq!(
        url("https://example.com/river").as_deref(),
        Some("https://example.com/river")
    );
    assert_eq!(url("/river").as_deref(), Some("https://example.com/river"));
    assert_eq!(
        url("https://example.com/").as_deref(),
        Some("https://example.com/amp/river?a=1")
    );
    assert_eq!(
        url("not an address at all:")
            .as_deref()
            .map(|url| url.starts_with("https://example.com/")),
        Some(true)
    );
}

#[test]
fn without_an_address_the_path_identifies() {
    let id = |path: &str, member: Option<&str>| {
        let mut page = page(&[], Vec::new());
        page.path = path.to_owned();
        page.member = member.map(str::to_owned);
        build_at(&page, &cleaned(&page), NOW).id
    };
    assert_eq!(id("news\\a.txt", None), id("./news/a.txt", None));
    assert_ne!(id("news/a.txt", None), id("news/b.txt", None));
    assert_ne!(
        id("news/a.jsonl", Some("line 1")),
        id("news/a.jsonl", Some("line 2"))
    );
}

/// A page whose text tells of a storm that closed a port.
fn storm(claims: &[(Field, Origin, &str)], above: &[(&str, BlockKind)]) -> Article {
    let text = [
        "The port of Lindau stayed closed on Tuesday after a storm tore two cranes from their rails.",
        "Ships waited outside the bay, and the ferry was cancelled while the storm went on.",
    ];
    let above = above.iter().map(|(text, kind)| block(text, *kind));
    let below = text.map(|text| block(text, BlockKind::Paragraph));
    article(claims, above.chain(below).collect())
}

#[test]
fn a_title_that_has_nothing_to_do_with_the_text_gives_way_to_the_headline() {
    let meta = |title| [(Field::Title, Origin::Meta, title)];
    let line = BlockKind::Paragraph;
    for (claims, above, title) in [
        (
            meta("The Example Network - National Weather"),
            [("Storm closes port of Lindau", line)],
            "Storm closes port of Lindau",
        ),
        (
            meta("Storm closes port of Lindau-World-The Example Times"),
            [("Storm closes port of Lindau", line)],
            "Storm closes port of Lindau",
        ),
        (
            meta("The Example Network"),
            [(
                "Storm tears cranes off rails in port of Lindau Published: 2 January 2008, 02:42 AM",
                line,
            )],
            "Storm tears cranes off rails in port of Lindau",
        ),
        // A play on words stays if it stands above the text.
        (
            meta("Doin' the twist again"),
            [("Doin' the twist again", line)],
            "Doin' the twist again",
        ),
        // So does what only the title says, if the page shows nothing better.
        (
            meta("Lost in translation"),
            [("Share this", line)],
            "Lost in translation",
        ),
    ] {
        assert_eq!(storm(&claims, &above).title, title);
    }
}

#[test]
fn a_dump_names_its_writers_without_a_word_such_as_by() {
    let authors = |lines: &[&str]| {
        let mut blocks = vec![block("Storm closes port of Lindau", BlockKind::Paragraph)];
        blocks.extend(lines.iter().map(|line| block(line, BlockKind::Paragraph)));
        blocks.push(block(
            "The port of Lindau stayed closed on Tuesday after a storm, harbour master Peter Maurer told a game show host.",
            BlockKind::Paragraph,
        ));
        let mut page = page(&[], blocks);
        page.form = Form::Text;
        build_at(&page, &cleaned(&page), NOW).byline
    };
    for (lines, names) in [
        (
            vec!["Anna Miller|Published 4 months ago"],
            vec!["Anna Miller"],
        ),
        (
            vec!["Anna Miller Senior Travel Writer"],
            vec!["Anna Miller"],
        ),
        (vec!["Aug 12, 2021 / Anna Miller"], vec!["Anna Miller"]),
        (
            vec!["Anna Miller and Thomas Smith in New York"],
            vec!["Anna Miller", "Thomas Smith"],
        ),
        (
            vec!["By Anna Miller For The Daily Example"],
            vec!["Anna Miller"],
        ),
        (
            vec!["By Anna MillerData and Graphics Journalist"],
            vec!["Anna Miller"],
        ),
        (vec!["By Associated Press"], vec!["Associated Press"]),
        (vec!["dpa", "6 January 2026"], vec!["dpa"]),
        // Sections and buttons, and whom the text speaks of.
        (vec!["Game Show", "6 January 2026"], vec![]),
        (vec!["Match Facts", "6 January 2026"], vec![]),
        (vec!["Peter Maurer"], vec![]),
        (vec!["By Staff Writer"], vec![]),
        (vec!["Getty Images"], vec![]),
    ] {
        assert_eq!(authors(&lines), names, "{lines:?}");
    }
}

#[test]
fn of_a_list_of_sections_one_counts() {
    for (stated, section) in [
        ("News, Politics", "Politics"),
        ("Sport|Football", "Sport"),
        ("Food, Drink & Travel", "Food, Drink & Travel"),
        ("News", "News"),
    ] {
        let article = article(&[(Field::Section, Origin::Meta, stated)], Vec::new());
        assert_eq!(article.section.as_deref(), Some(section));
    }
    let stated = |names: &[&'static str]| {
        let claims: Vec<_> = names
            .iter()
            .map(|name| (Field::Section, Origin::Record, *name))
            .collect();
        article(&claims, Vec::new()).section
    };
    assert_eq!(stated(&["News", "Ports"]).as_deref(), Some("Ports"));
    assert_eq!(stated(&["News", "Home"]).as_deref(), Some("News"));
}

#[test]
fn the_outlet_that_the_user_names_goes_before_the_address() {
    let site = |origin: Origin| {
        let claims = [
            (Field::Url, Origin::Record, "https://m.example/1"),
            (Field::Site, origin, "Das Blatt"),
        ];
        article(&claims, Vec::new()).site
    };
    assert_eq!(site(Origin::Mapped), "Das Blatt");
    assert_eq!(site(Origin::Record), "m.example");
}

proptest! {
    #[test]
    fn any_page_makes_an_article(texts in prop::collection::vec("\\PC{0,60}", 0..8), claims in prop::collection::vec("\\PC{0,60}", 0..8)) {
        let fields = [Field::Url, Field::Canonical, Field::Title, Field::Author, Field::Published, Field::Modified, Field::Site, Field::Section, Field::Language];
        let claims: Vec<_> = claims.iter().enumerate().map(|(i, value)| (fields[i % fields.len()], Origin::Meta, value.as_str())).collect();
        let blocks = texts.iter().map(|text| block(text, BlockKind::Paragraph)).collect();
        let made = article(&claims, blocks);
        prop_assert_eq!(made.id.len(), 16);
    }
}
