//! What a page's application state says of its article: `__NEXT_DATA__` and its like, where nothing else does.

use serde_json::{Map, Value};

use super::{Claim, Field, Origin};

/// Bytes of the longest script that is read so, objects that are looked at, and levels of nesting.
const LONGEST: usize = 4 << 20;
const MOST_NODES: usize = 20_000;
const DEEPEST: usize = 24;
/// Bytes of the shortest headline by which an article is known.
const HEADLINE: usize = 12;

const HEADLINES: &[&str] = &["headline", "title"];
const DAYS: &[&str] = &[
    "publishedAt",
    "published_at",
    "datePublished",
    "date_published",
    "publishDate",
    "publishedDate",
    "publicationDate",
    "firstPublishedAt",
    "firstPublished",
];
const WRITERS: &[&str] = &["byline", "author", "authors"];

/// The claims of the object that bears the page's own title, for what the page does not claim otherwise.
pub(super) fn claims(scripts: &[&str], known: &[Claim]) -> Vec<Claim> {
    let states = |field: Field| known.iter().any(|claim| claim.field == field);
    let (dated, signed) = (states(Field::Published), states(Field::Author));
    if dated && signed {
        return Vec::new();
    }
    let titles: Vec<&str> = known
        .iter()
        .filter(|claim| claim.field == Field::Title)
        .map(|claim| claim.value.trim())
        .collect();
    let says_day = |script: &&&str| DAYS.iter().any(|key| script.contains(key));
    let is_json = |script: &&&str| script.len() <= LONGEST && script.trim_start().starts_with('{');
    let mut found = Vec::new();
    for script in scripts.iter().filter(is_json).filter(says_day) {
        let Ok(root) = serde_json::from_str::<Value>(script.trim()) else {
            continue;
        };
        let mut left = MOST_NODES;
        if let Some(node) = article(&root, &titles, 0, &mut left) {
            let claim = |field, value: &str| Claim {
                field,
                value: value.to_owned(),
                origin: Origin::Structured,
            };
            if !dated {
                found.extend(text_of(node, DAYS).map(|day| claim(Field::Published, day)));
            }
            if !signed {
                let writers = writers(node);
                found.extend(writers.into_iter().map(|name| claim(Field::Author, name)));
            }
            break;
        }
    }
    found
}

type Node = Map<String, Value>;

/// The first object with a day whose headline begins one of the titles.
fn article<'v>(
    value: &'v Value,
    titles: &[&str],
    level: usize,
    left: &mut usize,
) -> Option<&'v Node> {
    if level > DEEPEST || *left == 0 {
        return None;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items
            .iter()
            .find_map(|item| article(item, titles, level + 1, left)),
        Value::Object(node) => {
            let headline = text_of(node, HEADLINES).filter(|text| text.len() >= HEADLINE);
            let own = headline.is_some_and(|text| titles.iter().any(|t| t.starts_with(text)));
            if own && text_of(node, DAYS).is_some() {
                return Some(node);
            }
            node.values()
                .find_map(|inner| article(inner, titles, level + 1, left))
        }
        _ => None,
    }
}

fn text_of<'v>(node: &'v Node, keys: &[&str]) -> Option<&'v str> {
    let texts = keys.iter().filter_map(|key| node.get(*key)?.as_str());
    texts.map(str::trim).find(|text| !text.is_empty())
}

/// The writers' names: a text, an object with a name, or a list of these.
fn writers(node: &Node) -> Vec<&str> {
    let stated = WRITERS.iter().filter_map(|key| node.get(*key));
    let mut lists = stated.map(|value| match value {
        Value::Array(items) => items.iter().filter_map(name_of).collect(),
        one => name_of(one).into_iter().collect::<Vec<_>>(),
    });
    let names = lists.find(|names| names.iter().any(|name| !name.is_empty()));
    names.unwrap_or_default()
}

fn name_of(value: &Value) -> Option<&str> {
    let named = value.as_object().and_then(|node| text_of(node, &["name"]));
    named.or_else(|| value.as_str().map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(value: &str) -> Claim {
        Claim {
            field: Field::Title,
            value: value.to_owned(),
            origin: Origin::Meta,
        }
    }

    #[test]
    fn the_object_with_the_pages_title_tells_day_and_writer() {
        let script = r#"{"props":{"latest":[{"title":"Storm on the other coast","publishedAt":"2026-09-15"}],
            "article":{"headline":"Ferry stops after gale","byline":"Nora Lindqvist","publishedAt":"2026-09-14T07:30:00Z"}}}"#;
        let known = [title("Ferry stops after gale - Harbour Post")];
        let found = claims(&[script], &known);
        let told: Vec<(Field, &str)> = found.iter().map(|c| (c.field, c.value.as_str())).collect();
        let expected = [
            (Field::Published, "2026-09-14T07:30:00Z"),
            (Field::Author, "Nora Lindqvist"),
        ];
        assert_eq!(told, expected);
        assert!(claims(&[script], &[title("Harbour Post")]).is_empty());
        assert!(claims(&["{\"publishedAt\": "], &known).is_empty());
    }
}
