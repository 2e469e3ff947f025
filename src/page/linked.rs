//! JSON-LD: what a page's linked data says about its article.

use serde_json::{Map, Value};

use super::{Claim, Field, Origin};

/// Nodes looked at in one script, and levels of nesting followed.
const MOST_NODES: usize = 2000;
const DEEPEST: usize = 6;

/// The claims of one script's content; broken JSON is mended where that is safe.
pub(super) fn claims(script: &str) -> Vec<Claim> {
    let Some(root) = parse(script) else {
        return Vec::new();
    };
    let mut nodes = Vec::new();
    gather(&root, 0, &mut nodes);
    let mut claims = Vec::new();
    for node in &nodes {
        if is_article(node) {
            article(node, &nodes, &mut claims);
        }
    }
    for node in &nodes {
        if !is_article(node) {
            other(node, &mut claims);
        }
    }
    claims
}

/// The `articleBody` of the script's article, as written.
pub(super) fn body(script: &str) -> Option<String> {
    let root = parse(script)?;
    let mut nodes = Vec::new();
    gather(&root, 0, &mut nodes);
    let bodies = nodes.iter().filter(|node| is_article(node));
    let bodies =
        bodies.filter_map(|node| text(node.get("articleBody").or_else(|| node.get("text"))?));
    bodies.max_by_key(|body| body.len()).map(str::to_owned)
}

type Node = Map<String, Value>;

/// All top-level nodes: through lists, `@graph` and the properties that hold the page's main thing.
fn gather<'v>(value: &'v Value, level: usize, nodes: &mut Vec<&'v Node>) {
    if level > DEEPEST || nodes.len() >= MOST_NODES {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, level + 1, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"] {
                if let Some(inner) = node
                    .get(name)
                    .filter(|_| name != "liveBlogUpdate" || level == 0)
                {
                    gather(inner, level + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn types(node: &Node) -> impl Iterator<Item = &str> {
    let list = match node.get("@type") {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter()
        .filter_map(Value::as_str)
        .map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

fn is_article(node: &Node) -> bool {
    types(node).any(|name| {
        name.ends_with("Article")
            || matches!(
                name,
                "BlogPosting"
                    | "LiveBlogPosting"
                    | "Report"
                    | "SocialMediaPosting"
                    | "NewsItem"
                    | "Review"
            )
    })
}

/// Properties of an article whose text is a claim as it stands.
const PLAIN: &[(&str, Field)] = &[
    ("headline", Field::Title),
    ("name", Field::Title),
    ("datePublished", Field::Published),
    ("dateCreated", Field::Published),
    ("dateModified", Field::Modified),
    ("articleSection", Field::Section),
    ("inLanguage", Field::Language),
    ("description", Field::Description),
    ("url", Field::Canonical),
    ("mainEntityOfPage", Field::Canonical),
];

fn article(node: &Node, nodes: &[&Node], claims: &mut Vec<Claim>) {
    let mut claim = |field, value: &str| {
        claims.push(Claim {
            field,
            value: unescaped(value),
            origin: Origin::Structured,
        });
    };
    types(node).for_each(|name| claim(Field::Kind, name));
    for (name, field) in PLAIN {
        if *name == "name" && node.contains_key("headline") {
            continue;
        }
        each_text(node.get(*name), nodes, &mut |value| claim(*field, value));
    }
    for name in ["author", "creator"] {
        if name == "author" || !node.contains_key("author") {
            each_author(node.get(name), nodes, &mut |value| {
                claim(Field::Author, value);
            });
        }
    }
    each_text(node.get("publisher"), nodes, &mut |value| {
        claim(Field::Site, value);
    });
}

/// As [`each_text`], but for the organisations that stand beside persons in a list.
fn each_author<'v>(value: Option<&'v Value>, nodes: &[&'v Node], use_text: &mut dyn FnMut(&str)) {
    let is = |item: &Value, kind: &str| {
        let node = item.as_object();
        node.is_some_and(|node| types(node).any(|name| name.ends_with(kind)))
    };
    match value {
        Some(Value::Array(items)) if items.iter().any(|item| is(item, "Person")) => items
            .iter()
            .filter(|item| !is(item, "Organization"))
            .for_each(|item| each_text_once(item, nodes, use_text)),
        value => each_text(value, nodes, use_text),
    }
}

/// Pages and sites say less surely what an article says.
fn other(node: &Node, claims: &mut Vec<Claim>) {
    let mut claim = |field, value: Option<&Value>| {
        if let Some(value) = value.and_then(text) {
            claims.push(Claim {
                field,
                value: unescaped(value),
                origin: Origin::Structured,
            });
        }
    };
    for name in types(node) {
        match name {
            "WebSite" => claim(Field::Site, node.get("name")),
            "WebPage" | "ItemPage" => {
                claim(Field::Published, node.get("datePublished"));
                claim(Field::Modified, node.get("dateModified"));
                claim(Field::Language, node.get("inLanguage"));
            }
            "CollectionPage" | "SearchResultsPage" | "ItemList" | "ProfilePage" | "VideoObject" => {
                claim(Field::Kind, node.get("@type"));
            }
            _ => {}
        }
    }
}

/// Calls `use_text` with every text of a value: of each item of a list, of the name of a node, of
/// a node that is only referred to by its `@id`.
fn each_text<'v>(value: Option<&'v Value>, nodes: &[&'v Node], use_text: &mut dyn FnMut(&str)) {
    match value {
        Some(Value::Array(items)) => items
            .iter()
            .for_each(|item| each_text_once(item, nodes, use_text)),
        Some(one) => each_text_once(one, nodes, use_text),
        None => {}
    }
}

fn each_text_once<'v>(value: &'v Value, nodes: &[&'v Node], use_text: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => use_text(text),
        Value::Object(node) if matches!(node.get("name"), Some(Value::Array(_))) => {
            each_text(node.get("name"), nodes, use_text);
        }
        Value::Object(node) => {
            let named = ["name", "alternateName", "url", "@value"]
                .iter()
                .find_map(|key| node.get(*key).and_then(text));
            let id = node.get("@id").and_then(Value::as_str);
            let referred = named.or_else(|| referred(id?, nodes));
            if let Some(text) = referred.or(id.filter(|id| id.starts_with("http"))) {
                use_text(text);
            }
        }
        _ => {}
    }
}

fn referred<'v>(id: &str, nodes: &[&'v Node]) -> Option<&'v str> {
    let node = nodes.iter().find(|node| {
        node.get("@id").and_then(Value::as_str) == Some(id) && node.contains_key("name")
    })?;
    node.get("name").and_then(text)
}

/// The first text of a value.
fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
        Value::Array(items) => items
            .iter()
            .find_map(Value::as_str)
            .filter(|text| !text.trim().is_empty()),
        _ => None,
    }
}

/// Linked data often holds text that was escaped for markup first.
fn unescaped(text: &str) -> String {
    if text.contains('&') {
        super::script::plain(text)
    } else {
        text.to_owned()
    }
}

/// Parses JSON that may stand in comments or a CDATA section, with raw line breaks in strings,
/// trailing commas, or several values one behind the other.
fn parse(script: &str) -> Option<Value> {
    let inner = bare(script);
    if inner.is_empty() {
        return None;
    }
    first_values(inner).or_else(|| first_values(&mended(inner)))
}

fn first_values(text: &str) -> Option<Value> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    match values.len() {
        0 => None,
        _ => Some(Value::Array(values)),
    }
}

/// The script without the wrappings that hide it from old browsers and XML parsers.
fn bare(script: &str) -> &str {
    let start = script.find(['{', '[']).map_or(script, |at| {
        // `<![CDATA[` has brackets of its own.
        let cdata = script
            .find("<![CDATA[")
            .filter(|c| c + 2 == at)
            .map(|c| c + "<![CDATA[".len());
        &script[cdata.unwrap_or(at)..]
    });
    start
        .trim_start_matches(['/', '*', ' ', '\n', '\r', '\t'])
        .trim_end()
}

/// Escapes control characters inside strings and drops commas before a closing bracket.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            '"' if !escaped => inside = !inside,
            '}' | ']' if !inside => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
            }
            c if c.is_control() => {
                out.push(' ');
                escaped = false;
                continue;
            }
            _ => {}
        }
        escaped = inside && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_is_mended() {
        let good = r#"[{"a":"b, ]c"}]"#;
        let cases = [
            r#"{"a":"b, ]c"}"#,
            "<!-- {\"a\":\"b, ]c\"} -->",
            "//<![CDATA[\n{\"a\":\"b, ]c\"}\n//]]>",
            r#"/* x */ {"a":"b, ]c",}"#,
            "{\"a\":\"b,\n]c\"};",
        ];
        for case in cases {
            assert_eq!(
                parse(case).map(|v| v.to_string()),
                Some(good.to_owned()),
                "{case}"
            );
        }
    }
}
