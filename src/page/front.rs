//! Statements at the head of a text dump: `Title: …` lines, or front matter between `---` lines.

use super::fold::fold;
use super::{Claim, Field, Origin};

/// A head has no more lines than this.
pub(super) const LONGEST: usize = 60;

/// Keys, lower case, and what their values state; `None` for keys that belong to a head but state
/// nothing about the article.
const KEYS: &[(&str, Option<Field>)] = &[
    ("url", Some(Field::Url)),
    ("link", Some(Field::Url)),
    ("source url", Some(Field::Url)),
    ("source_url", Some(Field::Url)),
    ("original url", Some(Field::Url)),
    ("canonical", Some(Field::Canonical)),
    ("canonical_url", Some(Field::Canonical)),
    ("title", Some(Field::Title)),
    ("headline", Some(Field::Title)),
    ("author", Some(Field::Author)),
    ("authors", Some(Field::Author)),
    ("byline", Some(Field::Author)),
    ("date", Some(Field::Published)),
    ("published", Some(Field::Published)),
    ("publish date", Some(Field::Published)),
    ("publish_date", Some(Field::Published)),
    ("published_at", Some(Field::Published)),
    ("published date", Some(Field::Published)),
    ("publication date", Some(Field::Published)),
    ("publication_date", Some(Field::Published)),
    ("date published", Some(Field::Published)),
    ("datepublished", Some(Field::Published)),
    ("pubdate", Some(Field::Published)),
    ("updated", Some(Field::Modified)),
    ("modified", Some(Field::Modified)),
    ("last modified", Some(Field::Modified)),
    ("site", Some(Field::Site)),
    ("website", Some(Field::Site)),
    ("publisher", Some(Field::Site)),
    ("publication", Some(Field::Site)),
    ("outlet", Some(Field::Site)),
    ("newspaper", Some(Field::Site)),
    ("source", Some(Field::Site)),
    ("section", Some(Field::Section)),
    ("category", Some(Field::Section)),
    ("language", Some(Field::Language)),
    ("lang", Some(Field::Language)),
    ("description", Some(Field::Description)),
    ("summary", Some(Field::Description)),
    ("keywords", None),
    ("tags", None),
    ("id", None),
    ("fetched", None),
    ("crawled", None),
    ("retrieved", None),
    ("downloaded", None),
    ("accessed", None),
    ("scraped", None),
    ("encoding", None),
    ("charset", None),
    ("content-type", None),
    ("words", None),
    ("word count", None),
];

/// Reads the head of a dump: its claims, and how many lines it takes.
///
/// Without `---` lines there must be two statements, or an address: one line `Date: …` may be the
/// article's own.
pub(super) fn read<'t>(lines: impl Iterator<Item = &'t str>) -> (Vec<Claim>, usize) {
    let lines: Vec<&str> = lines
        .map(|line| line.trim_matches([' ', '\t', '\u{feff}']))
        .collect();
    let blank = lines.iter().take_while(|line| line.is_empty()).count();
    let body = lines.get(blank..).unwrap_or_default();
    let head = if body.first() == Some(&"---") {
        fenced(body)
    } else {
        plain(body)
    };
    head.map_or((Vec::new(), 0), |(claims, taken)| (claims, blank + taken))
}

fn fenced(lines: &[&str]) -> Option<(Vec<Claim>, usize)> {
    let end = lines
        .iter()
        .skip(1)
        .position(|line| matches!(*line, "---" | "..."))?
        + 1;
    let mut claims = Vec::new();
    for line in lines.get(1..end)? {
        match line.split_once(':') {
            Some((key, value)) => {
                claims.extend(known(key).flatten().and_then(|field| claim(field, value)));
            }
            // List items, comments and folded values belong to the line above.
            None if line.is_empty() || line.starts_with(['-', '#']) => {}
            None => return None,
        }
    }
    (!claims.is_empty()).then_some((claims, end + 1))
}

fn plain(lines: &[&str]) -> Option<(Vec<Claim>, usize)> {
    let stated = |line: &&str| {
        line.split_once(':')
            .and_then(|(key, value)| Some((known(key)?, value.to_owned())))
    };
    let head: Vec<(Option<Field>, String)> = lines.iter().map_while(stated).collect();
    let claims: Vec<Claim> = head
        .iter()
        .filter_map(|(field, value)| claim((*field)?, value))
        .collect();
    let address = claims.iter().any(|claim| claim.field == Field::Url);
    (claims.len() >= 2 || address).then_some((claims, head.len()))
}

/// Whether a key belongs to a head, and what it states.
#[expect(
    clippy::option_option,
    reason = "unknown, known without a meaning, and known are three answers"
)]
fn known(key: &str) -> Option<Option<Field>> {
    let key = key.trim().trim_matches('"');
    KEYS.iter()
        .find(|row| row.0.eq_ignore_ascii_case(key))
        .map(|row| row.1)
}

fn claim(field: Field, value: &str) -> Option<Claim> {
    let value = fold(value.trim().trim_matches(['"', '\'']));
    let is_address = value.starts_with("http://") || value.starts_with("https://");
    // `source` names an outlet or gives an address.
    let field = if field == Field::Site && is_address {
        Field::Url
    } else {
        field
    };
    let fits = !value.is_empty() && (is_address || !matches!(field, Field::Url | Field::Canonical));
    fits.then_some(Claim {
        field,
        value,
        origin: Origin::Record,
    })
}
