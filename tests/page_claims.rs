//! Room `page`: what markup states about its article, each statement beside the markup it stands in.

use newsdex::page::{self, Field, Form, Limits, Origin};
use newsdex::read::RawPage;

/// The statements of one field: origin and value.
fn stated(html: &str, field: Field) -> Vec<(Origin, String)> {
    let raw = RawPage {
        path: "page".into(),
        member: None,
        form: Form::Html,
        bytes: html.as_bytes().to_vec(),
        charset: None,
        claims: Vec::new(),
    };
    let claims = page::parse(raw, &Limits::default()).claims;
    let of_field = claims.into_iter().filter(|claim| claim.field == field);
    of_field.map(|claim| (claim.origin, claim.value)).collect()
}

/// Markup beside the authors it states.
const AUTHORS: &[(&str, &[(Origin, &str)])] = &[
    (
        r#"<meta name="author" content="Jane Doe">"#,
        &[(Origin::Meta, "Jane Doe")],
    ),
    (
        r#"<article class="has-comments"><span itemprop="author">Jane Doe</span></article>
           <div class="comment"><span itemprop="author">Tom Troll</span></div>
           <div itemscope itemtype="https://schema.org/Comment"><a rel="author">Joe Reader</a></div>"#,
        &[(Origin::Structured, "Jane Doe")],
    ),
    (
        r#"<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">
           <meta name="twitter:label2" content="Reading time"><meta name="twitter:data2" content="3 minutes">"#,
        &[(Origin::Meta, "Jane Doe")],
    ),
    (
        r#"<meta name="twitter:label2" content="Verfasst von"><meta name="twitter:data2" content="Anna Meier">"#,
        &[(Origin::Meta, "Anna Meier")],
    ),
    (
        r#"<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="3 minutes">"#,
        &[],
    ),
    (
        r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Jane Doe"},
           {"@type":"NewsMediaOrganization","name":"Kullby Courier"}]}</script>"#,
        &[(Origin::Structured, "Jane Doe")],
    ),
    (
        r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Organization","name":"Kullby Courier"}]}</script>"#,
        &[(Origin::Structured, "Kullby Courier")],
    ),
    (
        r#"<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":["Jane Doe","John Roe"]}}</script>"#,
        &[
            (Origin::Structured, "Jane Doe"),
            (Origin::Structured, "John Roe"),
        ],
    ),
    (
        r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Jane Doe"},"John Roe"]}</script>"#,
        &[
            (Origin::Structured, "Jane Doe"),
            (Origin::Structured, "John Roe"),
        ],
    ),
];

#[test]
fn authors_are_found_where_pages_state_them() {
    for (html, expected) in AUTHORS {
        let expected: Vec<_> = expected
            .iter()
            .map(|(origin, name)| (*origin, (*name).to_owned()))
            .collect();
        assert_eq!(stated(html, Field::Author), expected, "{html}");
    }
}

#[test]
fn a_saved_page_tells_the_address_it_was_saved_from() {
    let address = "https://saved.example/2026/01/story";
    for head in [
        "<!DOCTYPE html>\n<!-- saved from url=(0035)https://saved.example/2026/01/story -->\n<html>",
        "<!-- saved from url=(0035)https://saved.example/2026/01/story --><html>",
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://saved.example/2026/01/story \n saved date: Tue Jan 06 2026 10:15:30 GMT+0100\n--><meta charset=utf-8>",
    ] {
        let html = format!("{head}<title>Storm</title><p>It rained.");
        assert_eq!(
            stated(&html, Field::Url),
            [(Origin::Meta, address.to_owned())],
            "{head}"
        );
    }
    for head in [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0022)file:///C:/story.html -->",
        "<!-- saved from url=(x)https://saved.example/ -->",
        "<!-- a page that was saved from url=(0035)https://saved.example/2026/01/story -->",
        "<!-- Page saved with SingleFile -->",
        "<!-- saved from url=(0035)https://saved.example/2026/01/story",
    ] {
        let html = format!("{head}<html><title>Storm</title><p>It rained.");
        assert_eq!(stated(&html, Field::Url), [], "{head}");
    }
}
