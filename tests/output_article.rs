//! What people see of a whole article and of a page's cleaning.

use newsdex::article::{Article, Origin, Stated};
use newsdex::clean::{Cleaned, Label, PageKind, Verdict};
use newsdex::enrich::{Enriched, Entity, EntityKind};
use newsdex::output::records::{self, ArticleRecord, PageRecord};
use newsdex::output::{Look, article, cleaned, first, flow};
use newsdex::page::{Block, BlockKind, Form, Page};
use newsdex::search::First;
use snapbox::{assert_data_eq, file};

const TEXT: &str = "Zoë Ångström opened the mill on Monday. It had been shut for nine years, and nobody in Kullby had expected to hear its wheel again.\n\u{1b}[31mRed\u{1b}[0m flags hung from every window.";

fn enriched() -> Enriched {
    let at = |needle: &str| {
        let start = TEXT.find(needle).expect("the name stands in the text");
        (start as u32, (start + needle.len()) as u32)
    };
    let entity = |kind, name: &str, needle| Entity {
        kind,
        name: name.to_owned(),
        mentions: vec![at(needle)],
        in_title: 0,
    };
    Enriched {
        article: Article {
            id: "3f2a9c0d11e4b7a6".to_owned(),
            path: "corpus/daily/mill.jsonl".to_owned(),
            member: Some("line 17".to_owned()),
            record_id: None,
            url: Some("https://daily.example/mill".to_owned()),
            title: "The mill is open again".to_owned(),
            byline: vec!["Maria Lindqvist".to_owned(), "王小明".to_owned()],
            published: Some(Stated {
                text: "2026-01-06".to_owned(),
                seconds: 1_767_657_600,
                origin: Origin::Meta,
            }),
            modified: None,
            site: "daily.example".to_owned(),
            section: Some("Region".to_owned()),
            declared_language: Some("en".to_owned()),
            text: TEXT.to_owned(),
            stub: true,
            cut_chars: 800,
        },
        language: "en".to_owned(),
        entities: vec![
            entity(EntityKind::Person, "Zoë Ångström", "Zoë Ångström"),
            entity(EntityKind::Place, "Kullby", "Kullby"),
        ],
    }
}

#[test]
fn an_article_shows_its_facts_paragraphs_marks_and_names() {
    let text = article::article(
        &enriched(),
        &[vec![(4, 8)], vec![(24, 28), (133, 140)]],
        Look::default(),
    );
    assert_data_eq!(text, file!["output/article-80.txt"]);
}

#[test]
fn mentions_in_json_count_scalar_values() {
    let enriched = enriched();
    let line = records::line(&ArticleRecord::new(&enriched, &[(24, 28)]));
    let back: serde_json::Value = serde_json::from_str(&line).expect("valid JSON");
    let cut = |mention: &serde_json::Value| -> String {
        let end = |at: usize| mention[at].as_u64().expect("an offset") as usize;
        TEXT.chars().skip(end(0)).take(end(1) - end(0)).collect()
    };
    assert_eq!(cut(&back["entities"][0]["mentions"][0]), "Zoë Ångström");
    assert_eq!(cut(&back["entities"][1]["mentions"][0]), "Kullby");
    assert_eq!(cut(&back["marks"][0]), "mill");
}

/// A page of blocks, each with a verdict.
fn judged() -> (Page, Cleaned) {
    let rows = [
        (
            "Home",
            Label::Menu,
            false,
            0.02,
            "one of many short lines in a row",
        ),
        (
            "The mill is open again",
            Label::Headline,
            false,
            0.4,
            "the page's headline",
        ),
        (
            "Zoë Ångström opened the mill on Monday. It had been shut for nine years, and nobody in Kullby had expected it.",
            Label::Body,
            true,
            0.97,
            "prose of 21 words",
        ),
        (
            "Subscribe\u{1b}[2J now",
            Label::Newsletter,
            false,
            0.11,
            "seen on 14 of 20 pages of the site",
        ),
    ];
    let block = |(at, row): (usize, &(&str, Label, bool, f32, &str))| Block {
        text: row.0.to_owned(),
        line: at as u32,
        blank_before: 0,
        kind: BlockKind::Paragraph,
        element: None,
        link_chars: 0,
        links: 0,
        emphasis_chars: 0,
    };
    let verdict = |row: &(&str, Label, bool, f32, &str)| Verdict {
        label: row.1,
        kept: row.2,
        body_probability: row.3,
        reason: row.4.to_owned().into(),
    };
    let page = Page {
        path: "corpus/daily/mill.txt".to_owned(),
        member: None,
        form: Form::Text,
        charset: "utf-8",
        blocks: rows.iter().enumerate().map(block).collect(),
        elements: Vec::new(),
        claims: Vec::new(),
        data_text: None,
        bytes: 400,
        work: 400,
        reached: Vec::new(),
    };
    let verdicts = rows.iter().map(verdict).collect();
    (
        page,
        Cleaned {
            verdicts,
            kind: PageKind::Article,
            from_data: false,
            cut_data_lines: Vec::new(),
        },
    )
}

#[test]
fn an_explanation_names_each_block_its_weight_and_the_reason() {
    let (page, verdicts) = judged();
    let text = cleaned::explanation(&page, &verdicts, Look::default());
    assert_data_eq!(text, file!["output/explanation-80.txt"]);
}

#[test]
fn on_a_wide_terminal_kept_and_cut_stand_side_by_side() {
    let (page, verdicts) = judged();
    let wide = Look {
        width: 200,
        ..Look::default()
    };
    let text = cleaned::explanation(&page, &verdicts, wide);
    assert_data_eq!(text, file!["output/explanation-200.txt"]);
}

#[test]
fn a_cleaned_page_without_title_author_and_day_begins_with_its_text() {
    let mut article = enriched().article;
    article.title.clear();
    article.byline.clear();
    article.published = None;
    article.site.clear();
    article.text = "One paragraph.\nAnother one.".to_owned();
    let text = cleaned::text(&article, Look::default());
    assert_eq!(text, "One paragraph.\n\nAnother one.\n");
}

#[test]
fn a_cleaned_page_reads_as_an_article() {
    let text = cleaned::text(
        &enriched().article,
        Look {
            width: 60,
            ..Look::default()
        },
    );
    assert_data_eq!(text, file!["output/cleaned-60.txt"]);
}

#[test]
fn a_cleaned_page_in_json_has_its_documented_fields() {
    let (page, verdicts) = judged();
    let article = enriched().article;
    let record = PageRecord::new(&page, &article, verdicts.kind, "en").explained(&page, &verdicts);
    assert_data_eq!(records::line(&record), file!["output/page.jsonl"].raw());
}

#[test]
fn lines_on_who_had_it_first_end_between_facts() {
    let mut article = enriched().article;
    article.site = "harbourledger.example".to_owned();
    article.published = Some(Stated {
        text: "2026-01-13T07:15:00".to_owned(),
        seconds: 1_768_288_500,
        origin: Origin::Visible,
    });
    let facts = [
        "harbourledger.example",
        "2026-01-13T07:15:00 (by its text)",
        "4 articles",
        &article.id.clone(),
    ];
    let found = [First {
        article,
        articles: 4,
    }];
    for width in 40..=120 {
        let look = Look {
            width,
            ..Look::default()
        };
        let text = first::list(&found, look);
        let widest = text.lines().map(flow::columns).max();
        assert!(widest <= Some(width), "{width}\n{text}");
        for fact in facts {
            assert!(text.contains(fact), "{width}: {fact}\n{text}");
        }
    }
}
