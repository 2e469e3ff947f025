//! What people see of an answer: the same hits on narrow, usual and wide terminals, with and without colour.
//!
//! The expected looks lie in `tests/output/`; `SNAPSHOTS=overwrite cargo test` writes them anew for review.

use newsdex::error::{Error, Problem, Warning};
use newsdex::output::fields::COLUMNS;
use newsdex::output::{Look, PlainMarks, flow, problem, records, results, tables::Table};
use newsdex::search::{Facet, FacetCounts, Hit, Passage, Results};
use snapbox::{assert_data_eq, file};

fn passage(text: &str, start: usize, paragraph: usize, marked: &[&str]) -> Passage {
    let at = |word: &str| {
        let byte = text.find(word).expect("the word stands in the text");
        let first = start + text[..byte].chars().count();
        (first, first + word.chars().count())
    };
    let marks = marked.iter().map(|w| at(w)).collect();
    Passage {
        text: text.to_owned(),
        start,
        end: start + text.chars().count(),
        byte_start: start,
        marks,
        paragraph,
        ..Passage::default()
    }
}

fn hit(id: &str, title: &str, site: &str, passages: Vec<Passage>) -> Hit {
    Hit {
        id: id.to_owned(),
        path: format!("corpus/{site}/{id}.html"),
        member: None,
        record_id: None,
        url: Some(format!("https://{site}/{id}")),
        title: title.to_owned(),
        title_marks: Vec::new(),
        authors: Vec::new(),
        site: site.to_owned(),
        section: None,
        lang: "en".to_owned(),
        published: Some("2026-01-06T14:03:00Z".to_owned()),
        score: 7.25,
        paragraphs: 14,
        stub: false,
        passages,
    }
}

/// An English hit with marks in the headline, a Chinese one, one with combining marks, and a hostile one.
fn answer() -> Results {
    let english = Hit {
        title_marks: vec![(17, 21)],
        ..hit(
            "3f2a9c0d11e4b7a6",
            "Council approves tram line to the eastern bank after nine years of argument",
            "daily.example",
            vec![
                passage(
                    "The council voted on Tuesday to approve the tram line, which would connect both banks of the river and carry an estimated forty thousand passengers a day.",
                    120,
                    2,
                    &["council", "tram"],
                ),
                passage(
                    "Opponents of the tram have announced a petition.",
                    1900,
                    13,
                    &["tram"],
                ),
            ],
        )
    };
    let chinese = Hit {
        lang: "zh".to_owned(),
        published: None,
        ..hit(
            "00c0ffee00c0ffee",
            "市议会批准通往东岸的有轨电车线路，争论持续九年之后终于落幕",
            "早报.example",
            vec![passage(
                "市议会星期二投票批准了有轨电车线路，该线路将连接河流两岸，预计每天运送四万名乘客。反对者表示将发起请愿。",
                0,
                1,
                &["有轨电车"],
            )],
        )
    };
    let combining = Hit {
        stub: true,
        url: None,
        ..hit(
            "1111222233334444",
            "Cafe\u{301} Bru\u{302}le\u{301}e wins",
            "une-gazette-au-nom-vraiment-tre\u{300}s-long-qui-ne-tient-nulle-part.example",
            vec![passage(
                "Le cafe\u{301} a e\u{301}te\u{301} pre\u{301}sente\u{301} a\u{300} la fe\u{302}te de l'e\u{301}te\u{301} devant une foule e\u{301}mue et de\u{301}ja\u{300} conquise.",
                0,
                1,
                &["fe\u{302}te"],
            )],
        )
    };
    let hostile = Hit {
        lang: "und".to_owned(),
        ..hit(
            "deadbeefdeadbeef",
            "\u{1b}]0;owned\u{7}\u{1b}[2JGotcha\u{9b}31m",
            "evil\u{202e}elpmaxe.example",
            vec![passage(
                "Click \u{1b}]8;;http://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\ or\rnot\u{0}\u{85}\u{2028}.",
                0,
                1,
                &["here"],
            )],
        )
    };
    Results {
        total: 1234,
        hits: vec![english, chinese, combining, hostile],
        facets: vec![FacetCounts {
            facet: Facet::Person,
            values: vec![
                ("Maria Lindqvist".to_owned(), 1200),
                ("王小明".to_owned(), 30),
                ("E\u{1b}[1mve".to_owned(), 1),
            ],
            distinct: 57,
        }],
        generation: 3,
        identity: None,
        read_as: "council tram".to_owned(),
        hints: Vec::new(),
        correction: None,
    }
}

fn look(width: usize) -> Look {
    Look {
        width,
        ..Look::default()
    }
}

#[test]
fn a_page_of_hits_at_40_columns() {
    assert_data_eq!(
        results::page(&answer(), 0, look(40)),
        file!["output/page-40.txt"]
    );
}

#[test]
fn a_page_of_hits_at_80_columns() {
    assert_data_eq!(
        results::page(&answer(), 0, look(80)),
        file!["output/page-80.txt"]
    );
}

#[test]
fn a_page_of_hits_at_200_columns() {
    assert_data_eq!(
        results::page(&answer(), 10, look(200)),
        file!["output/page-200.txt"]
    );
}

#[test]
fn colour_and_links_wrap_the_same_words() {
    let rich = Look {
        colour: true,
        links: true,
        files: Some("file://desk/home/ana"),
        ..look(80)
    };
    let text = results::page(&answer(), 0, rich);
    assert_data_eq!(
        text.replace('\u{1b}', "␛"),
        file!["output/page-80-colour.txt"].raw()
    );
}

#[test]
fn each_paragraph_of_a_passage_begins_a_line_and_keeps_its_marks() {
    let text = "Storm hits the coast\nA storm hit the coast on Friday.";
    let hit = hit(
        "a",
        "T",
        "s",
        vec![passage(text, 7, 2, &["Storm", "Friday"])],
    );
    let answer = Results {
        hits: vec![hit],
        ..answer()
    };
    let shown = results::page(&answer, 0, look(80));
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    let at = lines
        .iter()
        .position(|line| line.contains("**Storm** hits the coast"));
    let next = at.and_then(|at| lines.get(at + 1));
    assert_eq!(
        next,
        Some(&"A storm hit the coast on **Friday**."),
        "{shown}"
    );
}

#[test]
fn an_article_without_a_headline_is_told_by_its_file() {
    let mut hits = vec![
        hit("a", " ", "s", Vec::new()),
        hit("b", "", "s", Vec::new()),
    ];
    hits[0].path = "pages/001_\u{1b}x.txt".to_owned();
    (hits[1].path, hits[1].member) = ("a.jsonl".to_owned(), Some("line 7".to_owned()));
    let answer = Results { hits, ..answer() };
    let shown = results::page(&answer, 0, look(80));
    assert!(
        shown.contains(" 1  (no title) 001_\u{fffd}x.txt\n"),
        "{shown}"
    );
    assert!(
        shown.contains(" 2  (no title) a.jsonl, line 7\n"),
        "{shown}"
    );
}

#[test]
fn every_line_keeps_within_the_terminal() {
    for width in [28, 40, 57, 80, 120, 200] {
        for line in results::page(&answer(), 0, look(width)).lines() {
            assert!(flow::columns(line) <= width, "{width}: {line:?}");
        }
    }
}

#[test]
fn hostile_text_reaches_no_terminal_in_any_format() {
    let answer = answer();
    let mut all = results::page(&answer, 0, look(80));
    for (at, hit) in answer.hits.iter().enumerate() {
        all += &records::line(&records::HitRecord::new(hit, at + 1));
        for table in [Table::Csv, Table::Tsv, Table::Trec, Table::Ids] {
            all += &table.row(&COLUMNS, hit, at + 1);
        }
    }
    let acted_on = |c: char| c != '\n' && c != '\t' && newsdex::output::safe::shown(c) != c;
    assert_eq!(all.find(acted_on), None);
}

#[test]
fn marks_can_be_left_off_for_copying() {
    let off = Look {
        plain_marks: PlainMarks::Off,
        ..look(80)
    };
    assert!(!results::page(&answer(), 0, off).contains('*'));
}

#[test]
fn a_hit_as_json_says_the_same_hostile_text_escaped() {
    let answer = answer();
    let line = records::line(&records::HitRecord::new(&answer.hits[3], 4));
    let back: serde_json::Value = serde_json::from_str(&line).expect("valid JSON");
    assert_eq!(back["title"], answer.hits[3].title);
    assert_eq!(back["passages"][0]["text"], answer.hits[3].passages[0].text);
    assert_eq!(back["rank"], 4);
    assert_eq!(line.lines().count(), 1);
}

#[test]
fn json_lines_have_their_documented_fields() {
    let answer = answer();
    let lines: String = answer
        .hits
        .iter()
        .take(1)
        .map(|h| records::line(&records::HitRecord::new(h, 1)))
        .collect();
    let facets: String = answer
        .facets
        .iter()
        .flat_map(records::facet_records)
        .map(|r| records::line(&r))
        .collect();
    assert_data_eq!(lines + &facets, file!["output/hits.jsonl"].raw());
}

#[test]
fn tables_quote_what_needs_it() {
    let comma = Hit {
        title: "Trams, \"again\"".to_owned(),
        ..hit("3f2a9c0d11e4b7a6", "", "daily.example", Vec::new())
    };
    assert_eq!(
        Table::Csv.row(&COLUMNS, &comma, 1),
        "1,3f2a9c0d11e4b7a6,7.25,2026-01-06T14:03:00Z,daily.example,en,\"Trams, \"\"again\"\"\",https://daily.example/3f2a9c0d11e4b7a6,corpus/daily.example/3f2a9c0d11e4b7a6.html,\n"
    );
    assert_eq!(
        Table::Trec.row(&COLUMNS, &comma, 2),
        "1 Q0 3f2a9c0d11e4b7a6 2 7.25 newsdex\n"
    );
}

#[test]
fn a_summary_says_how_much_there_is() {
    let with = |total, shown: usize| Results {
        total,
        hits: answer().hits.into_iter().take(shown).collect(),
        ..answer()
    };
    assert_eq!(
        results::summary(&with(1234, 4), 10),
        "11-14 of 1,234 articles"
    );
    assert_eq!(results::summary(&with(4, 4), 0), "4 articles");
    assert_eq!(results::summary(&with(1, 1), 0), "1 article");
    assert_eq!(results::summary(&with(7, 1), 2), "number 3 of 7 articles");
    assert_eq!(results::summary(&with(0, 0), 0), "nothing found");
}

#[test]
fn a_caret_stands_under_each_problem() {
    let text = "市议会 AND (tram\u{1b}";
    let open = text.find('(').expect("a bracket");
    let error = Error::Query {
        text: text.to_owned(),
        problems: vec![
            Problem {
                start: open,
                end: open + 1,
                message: "this bracket is never closed".to_owned(),
                hint: Some("add `)`".to_owned()),
            },
            Problem {
                start: 0,
                end: 6,
                message: "two characters".to_owned(),
                hint: None,
            },
            Problem {
                start: text.len(),
                end: text.len(),
                message: "the end".to_owned(),
                hint: None,
            },
            Problem {
                start: 1,
                end: 2,
                message: "inside a character".to_owned(),
                hint: None,
            },
            Problem {
                start: 900,
                end: 901,
                message: "behind the end".to_owned(),
                hint: None,
            },
        ],
    };
    assert_data_eq!(
        problem::error(&error, look(80)),
        file!["output/query-problem.txt"]
    );
}

#[test]
fn a_warning_is_one_harmless_line() {
    let warning = Warning {
        path: "corpus/\u{1b}[2Ja.jsonl".to_owned(),
        member: Some("line 17".to_owned()),
        reason: "not valid JSON",
        detail: "expected value\nat column 3".to_owned(),
    };
    assert_eq!(
        problem::warning(&warning),
        "corpus/\u{fffd}[2Ja.jsonl, line 17: not valid JSON (expected value at column 3)"
    );
}
