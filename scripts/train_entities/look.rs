//! What the enricher does with JSON Lines of articles: languages right, entities to read by eye, speed.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::time::Instant;

use newsdex::article::Article;
use newsdex::enrich::{Enricher, EntityKind};
use serde_json::Value;

/// An article from `{"id", "title", "text", "lang"}`; what it declares is left off.
fn article(line: &str) -> anyhow::Result<(Article, String)> {
    let value: Value = serde_json::from_str(line)?;
    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let article = Article {
        id: field("id"),
        path: String::new(),
        member: None,
        record_id: None,
        url: None,
        title: field("title"),
        byline: Vec::new(),
        published: None,
        modified: None,
        site: String::new(),
        section: None,
        declared_language: None,
        text: field("text"),
        stub: false,
        cut_chars: 0,
    };
    Ok((article, field("lang")))
}

/// Right languages by language, from the whole text and from its first `chars` characters.
///
/// # Errors
/// When reading or writing fails.
pub fn languages(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let mut rows: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in input.lines() {
        let (mut article, want) = article(&line?)?;
        let row = rows.entry(want.clone()).or_default();
        row[0] += 1;
        for (slot, chars) in [(1, usize::MAX), (2, 200), (3, 60)] {
            article.text = article.text.chars().take(chars).collect();
            if chars < usize::MAX {
                article.title.clear();
            }
            let got = Enricher::new().language(&article);
            row[slot] += usize::from(got == want);
            if got != want && slot == 2 {
                *wrong.entry((want.clone(), got)).or_default() += 1;
            }
        }
    }
    let sums = rows.values().fold([0; 4], |sum: [usize; 4], row| {
        std::array::from_fn(|i| sum[i] + row[i])
    });
    for (language, [all, whole, two_hundred, sixty]) in rows
        .iter()
        .map(|(l, r)| (l.as_str(), *r))
        .chain([("all", sums)])
    {
        let share = |n: usize| n as f64 / all.max(1) as f64;
        writeln!(
            output,
            "{language}\t{all}\t{:.3}\t{:.3}\t{:.3}",
            share(whole),
            share(two_hundred),
            share(sixty)
        )?;
    }
    for ((want, got), n) in wrong.into_iter().filter(|(_, n)| *n > 1) {
        writeln!(output, "{want} taken for {got}: {n}")?;
    }
    Ok(())
}

/// The entities of each article, a line a kind.
///
/// # Errors
/// When reading or writing fails.
pub fn facets(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    for line in input.lines() {
        let (article, _) = article(&line?)?;
        let enriched = Enricher::new().enrich(article);
        writeln!(
            output,
            "\n{} [{}] {}",
            enriched.article.id, enriched.language, enriched.article.title
        )?;
        for kind in [EntityKind::Person, EntityKind::Org, EntityKind::Place] {
            let names = enriched.entities.iter().filter(|e| e.kind == kind);
            let shown: Vec<String> = names
                .map(|e| format!("{} {}", e.name, e.mentions.len() + e.in_title as usize))
                .collect();
            writeln!(output, "  {kind:?}: {}", shown.join(" · "))?;
        }
    }
    Ok(())
}

/// Tokens a second on one core, weights unpacked before.
///
/// # Errors
/// When reading or writing fails.
pub fn speed(input: impl BufRead, mut output: impl Write) -> anyhow::Result<()> {
    let articles: Vec<Article> = input
        .lines()
        .map(|line| Ok(article(&line?)?.0))
        .collect::<anyhow::Result<_>>()?;
    let words: usize = articles
        .iter()
        .map(|a| a.text.split_whitespace().count())
        .sum();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let start = Instant::now();
    Enricher::new().entities("", "Paris", "en");
    writeln!(
        output,
        "first article: {:.1} ms",
        start.elapsed().as_secs_f64() * 1e3
    )?;
    let start = Instant::now();
    let languages: Vec<String> = articles
        .iter()
        .map(|a| Enricher::new().language(a))
        .collect();
    writeln!(
        output,
        "language: {:.1} us an article",
        start.elapsed().as_secs_f64() * 1e6 / articles.len().max(1) as f64
    )?;
    let start = Instant::now();
    let found: usize = articles
        .iter()
        .zip(&languages)
        .map(|(a, l)| Enricher::new().entities(&a.title, &a.text, l).len())
        .sum();
    let seconds = start.elapsed().as_secs_f64();
    writeln!(
        output,
        "entities: {found} in {words} words, {:.0} words/s, {:.1} MB/s",
        words as f64 / seconds,
        bytes as f64 / seconds / 1e6
    )?;
    Ok(())
}
