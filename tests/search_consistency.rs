//! Over random articles and random queries: what is listed, counted, faceted and marked is what a
//! slow and obvious reader of the articles finds.

mod search_fixture;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use newsdex::analysis::{Tokens, sentences};
use newsdex::search::{Facet, LooseQuery, Request, Searcher};
use proptest::prelude::*;
use search_fixture::{Page, draws, id, index};

/// Words none of which shares a stem with another.
const WORDS: [&str; 8] = [
    "apple", "bridge", "castle", "dragon", "teach", "forest", "guitar", "mouse",
];
/// Irregular forms of two of them, which stand in their places now and then.
const FORMS: [(&str, &str); 3] = [
    ("taught", "teach"),
    ("teaching", "teach"),
    ("mice", "mouse"),
];
const SITES: [&str; 3] = ["one.example", "two.example", "three.example"];
const ARTICLES: usize = 60;

fn pages() -> Vec<Page> {
    let mut draw = draws(7);
    let mut pages = Vec::new();
    for _ in 0..ARTICLES {
        let mut text = String::new();
        for word in 0..draw(40) {
            let plain = WORDS[draw(WORDS.len())];
            let forms: Vec<_> = FORMS.iter().filter(|(_, of)| *of == plain).collect();
            let form = forms.get(draw(forms.len() + 1)).map(|(form, _)| *form);
            text.push_str(form.unwrap_or(plain));
            text.push_str(match draw(8) {
                0 => ". The ",
                1 if word > 0 => ".\n",
                _ => " ",
            });
        }
        let title = [
            "Apple of the dragon",
            "Castle",
            "Nothing here",
            "Forest taught guitar",
        ][draw(4)];
        pages.push(Page {
            title,
            text: text.trim_end().to_owned(),
            site: SITES[draw(3)],
            day: [
                None,
                Some("2024-02-29"),
                Some("2025-06-01"),
                Some("2026-01-06"),
            ][draw(4)],
            ..Page::default()
        });
    }
    pages
}

struct Shelf {
    pages: Vec<Page>,
    searcher: Searcher,
    _folder: tempfile::TempDir,
}

fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let pages = pages();
        let (folder, searcher) = index(&pages);
        Shelf {
            pages,
            searcher,
            _folder: folder,
        }
    })
}

/// One word of an article, read straightforwardly.
#[derive(Clone)]
struct Seen {
    word: String,
    /// Headline 0, text 1; then the number of the word in it.
    at: (u8, usize),
    sentence: usize,
    paragraph: usize,
    scalars: (usize, usize),
}

fn read(page: &Page) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (part, text) in [(0, page.title), (1, page.text.as_str())] {
        let ranges = sentences(text);
        let mut tokens = Tokens::new(text);
        let mut number = 0;
        while let Some(token) = tokens.next_token() {
            let sentence = if part == 0 {
                0
            } else {
                ranges
                    .iter()
                    .filter(|range| range.start <= token.start)
                    .count()
            };
            let paragraph = text[..token.start].matches('\n').count();
            let scalars = |byte: usize| text[..byte].chars().count();
            let form = FORMS.iter().find(|(form, _)| *form == token.term);
            let word = form.map_or(token.term, |(_, word)| word).to_owned();
            seen.push(Seen {
                word,
                at: (part, number),
                sentence,
                paragraph,
                scalars: (scalars(token.start), scalars(token.end)),
            });
            number += 1;
        }
    }
    seen
}

/// A query with a naive meaning: which words of the article prove it, or nothing.
#[derive(Debug, Clone)]
enum Plain {
    Word(usize),
    Phrase(usize, usize),
    Near(usize, usize, usize),
    Before(usize, usize, usize),
    Sentence(usize, usize),
    Paragraph(usize, usize),
    /// A word with no other one near it.
    Apart(usize, usize, usize),
    First(usize, usize),
    Title(usize),
    Lead(usize),
    Two([usize; 3]),
    Without(Box<Plain>),
    And(Box<Plain>, Box<Plain>),
    Or(Box<Plain>, Box<Plain>),
    Not(Box<Plain>, Box<Plain>),
    AtLeast(usize, usize),
    Site(usize),
}

impl Plain {
    fn text(&self) -> String {
        match self {
            Self::Word(word) => WORDS[*word].to_owned(),
            Self::Phrase(a, b) => format!("\"{} {}\"", WORDS[*a], WORDS[*b]),
            Self::Near(a, b, n) => format!("({} w/{n} {})", WORDS[*a], WORDS[*b]),
            Self::Before(a, b, n) => format!("({} pre/{n} {})", WORDS[*a], WORDS[*b]),
            Self::Sentence(a, b) => format!("({} w/s {})", WORDS[*a], WORDS[*b]),
            Self::Paragraph(a, b) => format!("({} w/p {})", WORDS[*a], WORDS[*b]),
            Self::Apart(a, b, n) => format!("({} not w/{n} {})", WORDS[*a], WORDS[*b]),
            Self::First(n, word) => format!("first/{n}({})", WORDS[*word]),
            Self::Title(word) => format!("title:{}", WORDS[*word]),
            Self::Lead(word) => format!("lead:{}", WORDS[*word]),
            Self::Two([a, b, c]) => format!("any2({} {} {})", WORDS[*a], WORDS[*b], WORDS[*c]),
            Self::Without(a) => format!("(NOT {})", a.text()),
            Self::And(a, b) => format!("({} AND {})", a.text(), b.text()),
            Self::Or(a, b) => format!("({} OR {})", a.text(), b.text()),
            Self::Not(a, b) => format!("(+{} -{})", a.text(), b.text()),
            Self::AtLeast(n, word) => format!("atleast{n}({})", WORDS[*word]),
            Self::Site(site) => format!("site:{}", SITES[*site]),
        }
    }

    /// The words that prove it, as places among the words seen, first and last: a phrase is one
    /// stretch within a sentence. `None` if the article does not match.
    fn proof(&self, page: &Page, seen: &[Seen]) -> Option<BTreeSet<(usize, usize)>> {
        let places = |word: usize| (0..seen.len()).filter(move |&at| seen[at].word == WORDS[word]);
        let pairs = |a: usize, b: usize, near: &dyn Fn(&Seen, &Seen) -> bool| {
            let mut found = BTreeSet::new();
            for x in places(a) {
                for y in places(b).filter(|&y| x != y && near(&seen[x], &seen[y])) {
                    found.extend([(x, x), (y, y)]);
                }
            }
            (!found.is_empty()).then_some(found)
        };
        match self {
            Self::Word(word) => some(places(*word)),
            Self::Phrase(a, b) => {
                let follows = |x: &usize| {
                    let next = seen.get(x + 1);
                    next.is_some_and(|y| y.word == WORDS[*b] && y.at.0 == seen[*x].at.0)
                };
                let stretches = |x: usize| {
                    if seen[x].sentence == seen[x + 1].sentence {
                        vec![(x, x + 1)]
                    } else {
                        vec![(x, x), (x + 1, x + 1)]
                    }
                };
                let found: BTreeSet<_> = places(*a).filter(follows).flat_map(stretches).collect();
                (!found.is_empty()).then_some(found)
            }
            Self::Near(a, b, n) => pairs(*a, *b, &|x, y| {
                x.at.0 == y.at.0 && x.at.1.abs_diff(y.at.1) <= *n
            }),
            Self::Before(a, b, n) => pairs(*a, *b, &|x, y| {
                x.at.0 == y.at.0 && y.at.1 > x.at.1 && y.at.1 - x.at.1 <= *n
            }),
            Self::Sentence(a, b) => {
                pairs(*a, *b, &|x, y| x.at.0 == y.at.0 && x.sentence == y.sentence)
            }
            Self::Paragraph(a, b) => pairs(*a, *b, &|x, y| {
                x.at.0 == y.at.0 && x.paragraph == y.paragraph
            }),
            Self::Apart(a, b, n) => {
                let near = |x: usize, y: usize| {
                    seen[x].at.0 == seen[y].at.0 && seen[x].at.1.abs_diff(seen[y].at.1) <= *n
                };
                some(places(*a).filter(|&x| !places(*b).any(|y| x != y && near(x, y))))
            }
            Self::First(n, word) => {
                some(places(*word).filter(|&at| seen[at].at.0 == 1 && seen[at].at.1 < *n))
            }
            Self::Title(word) => some(places(*word).filter(|&at| seen[at].at.0 == 0)),
            Self::Lead(word) => {
                some(places(*word).filter(|&at| seen[at].at.0 == 1 && seen[at].paragraph == 0))
            }
            Self::Two(words) => {
                let held: Vec<_> = words.iter().map(|&word| some(places(word))).collect();
                let enough = held.iter().flatten().count() >= 2;
                enough.then(|| held.into_iter().flatten().flatten().collect())
            }
            Self::Without(a) => a.proof(page, seen).is_none().then(BTreeSet::new),
            Self::And(a, b) => Some(&a.proof(page, seen)? | &b.proof(page, seen)?),
            Self::Or(a, b) => match (a.proof(page, seen), b.proof(page, seen)) {
                (None, None) => None,
                (a, b) => Some(&a.unwrap_or_default() | &b.unwrap_or_default()),
            },
            Self::Not(a, b) => a
                .proof(page, seen)
                .filter(|_| b.proof(page, seen).is_none()),
            Self::AtLeast(n, word) => some(places(*word)).filter(|found| found.len() >= *n),
            Self::Site(site) => (page.site == SITES[*site]).then(BTreeSet::new),
        }
    }
}

/// Places as a proof, unless there are none.
fn some(places: impl Iterator<Item = usize>) -> Option<BTreeSet<(usize, usize)>> {
    Some(places.map(|at| (at, at)).collect::<BTreeSet<_>>()).filter(|found| !found.is_empty())
}

fn plain() -> impl Strategy<Value = Plain> {
    let word = 0..WORDS.len();
    let leaf = prop_oneof![
        word.clone().prop_map(Plain::Word),
        (word.clone(), word.clone()).prop_map(|(a, b)| Plain::Phrase(a, b)),
        (word.clone(), word.clone(), 1..6_usize).prop_map(|(a, b, n)| Plain::Near(a, b, n)),
        (word.clone(), word.clone(), 1..6_usize).prop_map(|(a, b, n)| Plain::Before(a, b, n)),
        (word.clone(), word.clone()).prop_map(|(a, b)| Plain::Sentence(a, b)),
        (word.clone(), word.clone()).prop_map(|(a, b)| Plain::Paragraph(a, b)),
        (word.clone(), word.clone(), 1..6_usize).prop_map(|(a, b, n)| Plain::Apart(a, b, n)),
        (1..30_usize, word.clone()).prop_map(|(n, word)| Plain::First(n, word)),
        word.clone().prop_map(Plain::Title),
        word.clone().prop_map(Plain::Lead),
        proptest::array::uniform3(word.clone())
            .prop_filter("three words", |[a, b, c]| a != b && b != c && a != c)
            .prop_map(Plain::Two),
        (2..4_usize, word).prop_map(|(n, word)| Plain::AtLeast(n, word)),
        (0..SITES.len()).prop_map(Plain::Site),
    ];
    leaf.prop_recursive(3, 10, 2, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            inner.prop_map(|a| Plain::Without(Box::new(a))),
            two.clone()
                .prop_map(|(a, b)| Plain::And(Box::new(a), Box::new(b))),
            two.clone()
                .prop_map(|(a, b)| Plain::Or(Box::new(a), Box::new(b))),
            two.prop_map(|(a, b)| Plain::Not(Box::new(a), Box::new(b))),
        ]
    })
}

fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The articles that `export` writes.
fn exported(searcher: &Searcher, request: &Request) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut see = |article: newsdex::enrich::Enriched| {
        found.insert(article.article.id);
        std::ops::ControlFlow::Continue(())
    };
    searcher.articles(request, &mut see).unwrap();
    found
}

/// What `first` lists: outlet, article, number of articles.
fn firsts(searcher: &Searcher, request: &Request) -> Vec<(String, String, u64)> {
    let found = searcher.first(request).unwrap().outlets.into_iter();
    found
        .map(|first| (first.article.site, first.article.id, first.articles))
        .collect()
}

/// The same, straightforwardly.
fn earliest(pages: &[Page], matching: &BTreeSet<String>) -> Vec<(String, String, u64)> {
    let mut found = Vec::new();
    for site in SITES {
        let of_site = (0..ARTICLES).filter(|&number| pages[number].site == site);
        let mut of_site: Vec<_> = of_site
            .filter(|&number| matching.contains(&id(number)))
            .map(|number| (pages[number].day.unwrap_or("9999"), id(number)))
            .collect();
        of_site.sort();
        let articles = of_site.len() as u64;
        found.extend(
            of_site
                .into_iter()
                .next()
                .map(|first| (first, site, articles)),
        );
    }
    found.sort();
    found
        .into_iter()
        .map(|((_, id), site, articles)| (site.to_owned(), id, articles))
        .collect()
}

/// A query, and which words of a text it means.
const SENSES: &[(&str, &[&str])] = &[
    ("us", &["us", "Us", "US"]),
    ("US", &["US", "U.S.", "U.S"]),
    ("U.S.", &["US", "U.S.", "U.S"]),
    ("=us", &["us", "Us", "US"]),
    ("=US", &["US"]),
    ("=U.S.", &["U.S.", "U.S"]),
    ("it", &["it", "its", "It", "IT"]),
    ("IT", &["IT", "I.T."]),
    ("=IT", &["IT"]),
    ("who", &["WHO", "who"]),
    ("WHO", &["WHO"]),
    ("uk", &["UK", "uk", "U.K."]),
    ("UK", &["UK", "uk", "U.K."]),
    ("U.K.", &["UK", "uk", "U.K."]),
    ("=UK", &["UK"]),
    ("u*", &["us", "Us", "US", "U.S.", "U.S", "UK", "uk", "U.K."]),
];

#[test]
fn names_that_are_spelled_like_words_are_told_from_them() {
    let words = [
        "us", "Us", "US", "U.S.", "U.S", "it", "its", "It", "IT", "I.T.", "WHO", "who", "UK", "uk",
        "U.K.", "castle",
    ];
    let mut draw = draws(11);
    let texts: Vec<Vec<&str>> = (0..ARTICLES)
        .map(|_| (0..=draw(4)).map(|_| words[draw(words.len())]).collect())
        .collect();
    let page = |text: &Vec<&str>| Page {
        text: text.join(" "),
        site: SITES[text.len() % 3],
        ..Page::default()
    };
    let pages: Vec<Page> = texts.iter().map(page).collect();
    let (_folder, searcher) = index(&pages);
    for (query, meant) in SENSES {
        let request = Request {
            query: (*query).to_owned(),
            limit: ARTICLES,
            facets: vec![Facet::Site],
            ..Request::default()
        };
        let results = searcher.search(&request).unwrap();
        let listed: BTreeSet<String> = results.hits.iter().map(|hit| hit.id.clone()).collect();
        let loose = LooseQuery::new(query, &searcher.languages(), &|_| None).unwrap();
        let mut expected = BTreeSet::new();
        for (number, text) in texts.iter().enumerate() {
            let mut marks = Vec::new();
            let mut at = 0;
            for word in text {
                if meant.contains(word) {
                    marks.push((at, at + word.len()));
                }
                at += word.len() + 1;
            }
            let alone = loose.marks(&pages[number].text).unwrap_or_default();
            assert_eq!(alone, marks, "{query} in {text:?}");
            let found = searcher.marks(&id(number), query).unwrap();
            assert_eq!(found[1], marks, "{query} in {text:?}");
            if !marks.is_empty() {
                expected.insert(id(number));
            }
        }
        assert_eq!(listed, expected, "{query}");
        assert_eq!(results.total, expected.len() as u64, "{query}");
        let counted: u64 = results.facets[0]
            .values
            .iter()
            .map(|(_, count)| count)
            .sum();
        assert_eq!(counted, results.total, "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn list_count_facets_and_marks_agree_with_a_plain_reading(query in plain()) {
        let shelf = shelf();
        let text = query.text();
        let request = Request { query: text.clone(), limit: 1000, passages: 100, facets: vec![Facet::Site], ..Request::default() };
        let results = shelf.searcher.search(&request).unwrap();
        let expected: BTreeSet<String> = (0..ARTICLES)
            .filter(|&number| query.proof(&shelf.pages[number], &read(&shelf.pages[number])).is_some())
            .map(id)
            .collect();
        let listed: BTreeSet<String> = results.hits.iter().map(|hit| hit.id.clone()).collect();
        prop_assert_eq!(&listed, &expected, "{}", text);
        prop_assert_eq!(results.total, expected.len() as u64);
        prop_assert_eq!(results.hits.len(), expected.len());
        prop_assert_eq!(shelf.searcher.count(&request).unwrap(), results.total);
        let ids: BTreeSet<String> = shelf.searcher.ids(&request).unwrap().0.iter().map(ToString::to_string).collect();
        prop_assert_eq!(&ids, &expected, "{}", text);
        let bare = Request { carried: newsdex::search::Carried::Id, ..request.clone() };
        let bare = shelf.searcher.search(&bare).unwrap().hits;
        prop_assert!(bare.iter().map(|hit| &hit.id).eq(results.hits.iter().map(|hit| &hit.id)), "{}", text);
        prop_assert_eq!(exported(&shelf.searcher, &request), expected.clone(), "{}", text);
        prop_assert_eq!(firsts(&shelf.searcher, &request), earliest(&shelf.pages, &expected), "{}", text);
        prop_assert_eq!(results.facets[0].values.iter().map(|(_, count)| count).sum::<u64>(), results.total);
        for number in 0..ARTICLES {
            let page = &shelf.pages[number];
            let seen = read(page);
            let proof = query.proof(page, &seen).unwrap_or_default();
            let of = |part: u8| {
                let inside = proof.iter().filter(|(first, _)| seen[*first].at.0 == part);
                merged(inside.map(|&(first, last)| (seen[first].scalars.0, seen[last].scalars.1)).collect())
            };
            let marks = shelf.searcher.marks(&id(number), &text).unwrap();
            prop_assert_eq!(&marks, &[of(0), of(1)], "{} in {}", text, number);
        }
        for hit in &results.hits {
            let all: Vec<(usize, usize)> = shelf.searcher.marks(&hit.id, &text).unwrap()[1].clone();
            for passage in &hit.passages {
                let inside: Vec<_> = all.iter().copied().filter(|&(from, to)| from >= passage.start && to <= passage.end).collect();
                prop_assert_eq!(&passage.marks, &inside, "{}", text);
            }
        }
    }
}

#[test]
fn a_query_asked_of_a_text_alone_finds_and_marks_what_it_does_in_an_index() {
    let without_title = |page: &Page| Page {
        title: "",
        ..page.clone()
    };
    let pages: Vec<Page> = pages().iter().map(without_title).collect();
    let (_folder, searcher) = index(&pages);
    for text in [
        "apple",
        "apple castle",
        "bridges",
        "\"apple bridge\"",
        "apple w/3 bridge",
        "apple w/s castle",
        "apple not w/p castle",
        "(dragon OR taught) -forest",
        "+guitar mice",
        "ha*",
        "dragn~1",
        "/ca.*/",
        "lead:apple",
        "*",
        "-apple",
    ] {
        let query = LooseQuery::new(text, &searcher.languages(), &|_| None).unwrap();
        let request = Request {
            query: text.to_owned(),
            limit: ARTICLES,
            ..Request::default()
        };
        let found = searcher.search(&request).unwrap();
        let found: BTreeSet<String> = found.hits.into_iter().map(|hit| hit.id).collect();
        for (number, page) in pages.iter().enumerate() {
            let marks = query.marks(&page.text);
            assert_eq!(
                marks.is_some(),
                found.contains(&id(number)),
                "{text}: {}",
                page.text
            );
            if let Some(marks) = marks {
                assert_eq!(
                    marks,
                    searcher.marks(&id(number), text).unwrap()[1],
                    "{text}"
                );
            }
        }
    }
}
