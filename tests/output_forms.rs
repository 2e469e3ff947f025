//! Forms that programs read: hostile and odd facts in every one of them, and offsets in both units.

use newsdex::output::fields::{FIELDS, Field};
use newsdex::output::listing::{Form, Listing};
use newsdex::output::records::{self, HitRecord};
use newsdex::output::tables::Table;
use newsdex::output::template::Template;
use newsdex::output::{Look, bibliography};
use newsdex::search::{Hit, Passage, Request, Results};
use proptest::prelude::*;

fn hit(title: &str) -> Hit {
    Hit {
        id: "3f2a9c0d11e4b7a6".to_owned(),
        path: "a.html".to_owned(),
        member: None,
        record_id: None,
        url: Some("https://daily.example/a(1)?q={x}".to_owned()),
        title: title.to_owned(),
        title_marks: Vec::new(),
        authors: vec!["Zoë Ek".to_owned(), "Smith and Sons".to_owned()],
        site: "daily.example".to_owned(),
        section: None,
        lang: "en".to_owned(),
        published: Some("2026-01-06T14:03:00Z".to_owned()),
        score: 7.25,
        paragraphs: 4,
        stub: false,
        passages: Vec::new(),
    }
}

fn answer(hits: Vec<Hit>) -> Results {
    Results {
        total: hits.len() as u64,
        hits,
        facets: Vec::new(),
        generation: 3,
        identity: None,
        read_as: "tram".to_owned(),
        hints: Vec::new(),
        correction: None,
    }
}

fn written(form: Form, fields: &[Field], hits: Vec<Hit>) -> String {
    let found = answer(hits);
    let mut listing = Listing::new(form, Look::default(), 0);
    listing.fields = fields.to_vec();
    let mut out = listing.head(&found, "tram", &Request::default());
    for hit in &found.hits {
        out += &listing.hit(hit);
    }
    out + listing.foot()
}

#[test]
fn a_spreadsheet_takes_no_title_for_a_formula() {
    let table = [
        ("=1+2", "'=1+2"),
        ("+49 30 123", "'+49 30 123"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        (" =SUM(A1)", "' =SUM(A1)"),
        ("\t=cmd", "' =cmd"),
        ("＝1", "'＝1"),
        ("five = 5", "five = 5"),
        ("a, \"b\"", "\"a, \"\"b\"\"\""),
        ("two\nlines", "two lines"),
    ];
    for (title, cell) in table {
        let row = Table::Csv.row(&[Field::Title, Field::Score], &hit(title), 1);
        assert_eq!(row, format!("{cell},7.25\n"), "{title:?}");
    }
}

#[test]
fn a_reference_is_what_programs_for_references_read() {
    let found = hit("50 % of {trams} & co. \\ _1_");
    assert_eq!(
        bibliography::bibtex(&found),
        "@misc{daily-2026-3f2a9c0d,\n  title = {{50 \\% of \\{trams\\} \\& co. \\textbackslash{} \\_1\\_}},\n  author = {{Zoë Ek} and {Smith and Sons}},\n  publisher = {daily.example},\n  year = {2026},\n  date = {2026-01-06},\n  url = {https://daily.example/a%281%29?q=%7Bx%7D},\n  langid = {en},\n}\n\n"
    );
    let csl: serde_json::Value =
        serde_json::from_str(&written(Form::Csl, &[], vec![found, hit("Two")])).unwrap();
    assert_eq!(csl.as_array().map(Vec::len), Some(2));
    assert_eq!(csl[0]["title"], "50 % of {trams} & co. \\ _1_");
    assert_eq!(
        csl[0]["issued"]["date-parts"],
        serde_json::json!([[2026, 1, 6]])
    );
    assert_eq!(csl[0]["author"][1]["literal"], "Smith and Sons");
    let none: serde_json::Value = serde_json::from_str(&written(Form::Csl, &[], vec![])).unwrap();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn markdown_marks_and_escapes() {
    let passage = Passage {
        text: "The *tram* stops.".to_owned(),
        start: 10,
        end: 27,
        byte_start: 10,
        marks: vec![(15, 19)],
        paragraph: 1,
        ..Passage::default()
    };
    let found = Hit {
        passages: vec![passage],
        ..hit("A [b] <c>")
    };
    assert_eq!(
        bibliography::markdown(&found, 1),
        "1. [A \\[b\\] \\<c\\>](https://daily.example/a%281%29?q=%7Bx%7D), daily.example, 2026-01-06, Zoë Ek, Smith and Sons\n\n   > The \\***tram**\\* stops.\n\n"
    );
    let bad = Hit {
        url: Some("javascript:alert(1)".to_owned()),
        ..hit("A")
    };
    assert!(bibliography::markdown(&bad, 2).starts_with("2. *A*, "));
}

#[test]
fn fields_are_chosen_in_the_order_in_which_they_are_named() {
    let fields = [Field::Score, Field::Title, Field::Member, Field::Authors];
    let lines = written(Form::Json, &fields, vec![hit("A")]);
    let line = lines.lines().nth(1).unwrap();
    assert_eq!(
        line,
        "{\"score\":7.25,\"title\":\"A\",\"member\":null,\"authors\":[\"Zoë Ek\",\"Smith and Sons\"]}"
    );
    let lines = written(Form::Table(Table::Tsv), &fields, vec![hit("A\tb")]);
    assert_eq!(
        lines,
        "score\ttitle\tmember\tauthors\n7.25\tA b\t\tZoë Ek; Smith and Sons\n"
    );
    for (name, field) in FIELDS {
        assert_eq!(Field::named(name), Ok(field));
        assert_eq!(field.name(), name);
    }
}

#[test]
fn a_template_never_lets_a_terminal_act() {
    let template = Template::read("{rank} {title}").unwrap();
    let line = template.fill(&hit("a\u{1b}[31m\nb"), 3);
    assert_eq!(line, "3 a\u{fffd}[31m b\n");
}

proptest! {
    #[test]
    fn offsets_in_bytes_and_in_scalar_values_cut_the_same_words(
        before in "[aé日🙂 ]{0,9}", words in prop::collection::vec(("[aé日🙂]{1,4}", "[ ]?"), 1..6),
    ) {
        // Every word of the passage is a mark; some touch.
        let (mut text, mut marks) = (String::new(), Vec::new());
        let start = before.chars().count();
        for (word, gap) in &words {
            let from = start + text.chars().count();
            marks.push((from, from + word.chars().count()));
            text.push_str(word);
            text.push_str(gap);
        }
        let body = before.clone() + &text;
        let passage = Passage {
            start,
            end: body.chars().count(),
            byte_start: before.len(),
            marks: marks.clone(),
            paragraph: 1,
            text,
            ..Passage::default()
        };
        let found = Hit { passages: vec![passage], title_marks: marks, ..hit(&body) };
        let line = records::line(&HitRecord::new(&found, 1));
        let back: serde_json::Value = serde_json::from_str(&line).unwrap();
        let pairs = |value: &serde_json::Value| -> Vec<(usize, usize)> {
            serde_json::from_value(value.clone()).unwrap()
        };
        let passage = &back["passages"][0];
        let cut = |marks: Vec<(usize, usize)>| -> Vec<String> {
            marks.iter().map(|(from, to)| body[*from..*to].to_owned()).collect()
        };
        let expected: Vec<String> = words.iter().map(|(word, _)| word.clone()).collect();
        prop_assert_eq!(cut(pairs(&passage["byte_marks"])), expected.clone());
        prop_assert_eq!(cut(pairs(&back["title_byte_marks"])), expected);
        let whole = (passage["byte_start"].as_u64(), passage["byte_end"].as_u64());
        prop_assert_eq!(whole, (Some(before.len() as u64), Some(body.len() as u64)));
    }
}
