//! A record of JSON to a page.

use serde_json::{Map, Value};

use super::mapping::{MARKUP_NAMES, Mapping, TEXT_NAMES};
use super::{CLEANED_BY, Claim, Field, Form, Origin, RawPage, reasons, value};
use crate::error::Warning;

/// Objects in which writers put the record itself.
const WRAPPERS: [&str; 10] = [
    "_source", "article", "doc", "document", "data", "item", "record", "post", "page", "fields",
];
/// Arrays in which writers put the records, in files that hold one object.
pub(super) const LISTS: [&str; 14] = [
    "articles",
    "items",
    "docs",
    "documents",
    "results",
    "data",
    "hits",
    "posts",
    "entries",
    "records",
    "stories",
    "news",
    "rows",
    "response",
];
/// How deep lists are looked for: `response.results`, `hits.hits`.
const MAX_LIST_DEPTH: usize = 3;
/// A body shorter than this many bytes gives way to the record's markup, if that is longer: it is a summary.
const SUMMARY_BYTES: usize = 400;
/// Tags by which markup is known; each is found as `<p>`, `<p …>`, `</p>` or `<p/>`.
const TAGS: [&str; 16] = [
    "p", "div", "br", "html", "body", "a", "span", "li", "h1", "h2", "h3", "img", "figure",
    "strong", "em", "article",
];

/// The records inside the one value of a file: the items of an array, or of an array of obvious name
/// in an object without a body of its own.
pub(super) fn records(value: Value, mapping: &Mapping) -> Vec<Value> {
    list(value, mapping, 0).unwrap_or_else(|value| vec![value])
}

fn list(value: Value, mapping: &Mapping, depth: usize) -> Result<Vec<Value>, Value> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Object(mut fields) if depth < MAX_LIST_DEPTH => {
            let whole = Value::Object(std::mem::take(&mut fields));
            if body(&whole, mapping).is_some() {
                return Err(whole);
            }
            let Value::Object(mut fields) = whole else {
                return Err(whole);
            };
            for name in LISTS {
                let Some(inner) = fields.get_mut(name).filter(|inner| holds_records(inner)) else {
                    continue;
                };
                match list(inner.take(), mapping, depth + 1) {
                    Ok(items) => return Ok(items),
                    Err(unchanged) => *inner = unchanged,
                }
            }
            by_id(fields, mapping)
        }
        other => Err(other),
    }
}

/// Records that stand in an object under their ids: `{"a1": {…}, "a2": {…}}`.
fn by_id(fields: Map<String, Value>, mapping: &Mapping) -> Result<Vec<Value>, Value> {
    let is_record = |value: &Value| value.is_object() && body(value, mapping).is_some();
    if fields.len() < 2 || !fields.values().all(is_record) {
        return Err(Value::Object(fields));
    }
    let named = |(id, mut record): (String, Value)| {
        if let Value::Object(fields) = &mut record {
            fields.entry("id").or_insert(Value::String(id));
        }
        record
    };
    Ok(fields.into_iter().map(named).collect())
}

fn holds_records(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.first().is_some_and(Value::is_object),
        Value::Object(_) => true,
        _ => false,
    }
}

/// The page of a record, or a warning that it has none.
pub(super) fn page(
    record: &Value,
    mapping: &Mapping,
    path: &str,
    member: Option<String>,
) -> Result<RawPage, Warning> {
    let Some((inner, text)) = body(record, mapping) else {
        return Err(Warning {
            path: path.to_owned(),
            member,
            reason: reasons::NO_BODY,
            detail: without_body(record, mapping),
        });
    };
    let mut claims = mapping.claims(record, inner);
    let is_clean = is_clean(&claims) && !mapping.maps_body();
    if is_clean {
        if !mapping.maps_id() {
            claims.retain(|claim| claim.field != Field::Id);
            claims.extend(ids_of_export(inner));
        }
        claims.extend(stub(inner));
    } else {
        claims.retain(|claim| claim.field != Field::CleanedBy);
    }
    let text = if is_clean { text } else { unescaped(text) };
    Ok(RawPage {
        path: path.to_owned(),
        member,
        form: if is_markup(&text) && !is_clean {
            Form::Html
        } else {
            Form::Text
        },
        bytes: text.into_bytes(),
        charset: Some("utf-8".to_owned()),
        claims,
    })
}

/// Whether newsdex itself has cleaned the text.
fn is_clean(claims: &[Claim]) -> bool {
    let mut claims = claims.iter();
    claims.any(|claim| claim.field == Field::CleanedBy && claim.value == CLEANED_BY)
}

/// The record's own id in a line of an export, whose `id` is that of the article.
fn ids_of_export(line: &Value) -> impl Iterator<Item = Claim> {
    let names = [("record_id", Field::Id), ("id", Field::Identity)];
    names.into_iter().filter_map(|(name, field)| {
        let value = line.get(name)?.as_str()?.to_owned();
        Some(Claim {
            field,
            value,
            origin: Origin::Record,
        })
    })
}

/// What newsdex says of an article of which only the beginning is there.
fn stub(record: &Value) -> Option<Claim> {
    let is_stub = record.get("stub").and_then(Value::as_bool).unwrap_or(false);
    is_stub.then(|| Claim {
        field: Field::Kind,
        value: "stub".to_owned(),
        origin: Origin::Record,
    })
}

/// The markup of a body that was escaped as a whole: `&lt;p&gt;One.&lt;/p&gt;`. It begins with a tag, and most of its text stands between tags
/// that open and close; so it is with no text that only speaks of tags.
fn unescaped(text: String) -> String {
    if !text.trim_start().starts_with("&lt;") || is_markup(&text) {
        return text;
    }
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let markup = signs
        .into_iter()
        .fold(text.clone(), |markup, (name, sign)| {
            markup.replace(name, sign)
        });
    if is_markup(&markup) && is_mostly_inside(&markup) {
        markup.replace("&amp;", "&")
    } else {
        text
    }
}

/// The record without its wrapper, and its body.
fn body<'r>(record: &'r Value, mapping: &Mapping) -> Option<(&'r Value, String)> {
    if mapping.maps_body() {
        return Some((record, value::prose(mapping.body_by_hand(record)?)?));
    }
    let wrapped = WRAPPERS
        .iter()
        .filter_map(|name| record.get(*name))
        .filter(|inner| inner.is_object());
    let own = body_by_name(record).map(|text| (record, text));
    own.or_else(|| {
        wrapped
            .into_iter()
            .find_map(|inner| Some((inner, body_by_name(inner)?)))
    })
}

/// The longest of the texts; markup where there is no text, or only a summary.
fn body_by_name(record: &Value) -> Option<String> {
    let found = |names: &[&str]| {
        let values = names.iter().filter_map(|name| value::by_name(record, name));
        let texts: Vec<String> = values
            .filter(|value| !is_record(value))
            .filter_map(value::prose)
            .collect();
        texts.into_iter().rev().max_by_key(String::len)
    };
    let text = found(&TEXT_NAMES);
    if text
        .as_ref()
        .is_some_and(|text| text.len() >= SUMMARY_BYTES)
    {
        return text;
    }
    let markup = found(&MARKUP_NAMES);
    if text.as_ref().map_or(0, String::len) >= markup.as_ref().map_or(0, String::len) {
        text
    } else {
        markup
    }
}

/// An object with a body of its own is a wrapper, not a text.
fn is_record(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|fields| fields.contains_key("title") || fields.contains_key("headline"))
}

/// Why no body was found, as far as the record tells.
fn without_body(record: &Value, mapping: &Mapping) -> String {
    let is_number = |name: &&&str| value::by_name(record, name).is_some_and(Value::is_number);
    if mapping.maps_body() {
        if mapping.body_by_hand(record).is_some_and(Value::is_number) {
            return "the field of its body is a number, not a text".to_owned();
        }
    } else if let Some(name) = TEXT_NAMES.iter().chain(&MARKUP_NAMES).find(is_number) {
        return format!("its `{name}` is a number, not a text");
    }
    fields_found(record)
}

fn fields_found(record: &Value) -> String {
    match record {
        Value::Object(fields) if fields.is_empty() => "the record is empty".to_owned(),
        Value::Object(fields) => {
            let names: Vec<&str> = fields.keys().take(12).map(String::as_str).collect();
            format!("its fields are {}", names.join(", "))
        }
        Value::Array(_) => "it is an array, not an object".to_owned(),
        _ => "it is no object".to_owned(),
    }
}

/// True if the text is markup: it begins with a tag, or has two.
pub(super) fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    let begins = start.starts_with("<!")
        || start
            .strip_prefix('<')
            .is_some_and(|rest| is_tag(rest.as_bytes()));
    begins || tags(text) == 2
}

/// How many tags a text has, up to two.
fn tags(text: &str) -> usize {
    let opened = memchr::memchr_iter(b'<', text.as_bytes());
    let tags = opened.filter(|at| is_tag(text.as_bytes().get(at + 1..).unwrap_or_default()));
    tags.take(2).count()
}

/// Whether the greater part of the text stands inside elements that are closed.
fn is_mostly_inside(markup: &str) -> bool {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut inside: Vec<(usize, usize)> = Vec::new();
    let (mut text, mut rest) = (0, markup);
    while let Some((before, after)) = rest.split_once('<') {
        text += before.len();
        rest = after;
        if !is_tag(after.as_bytes()) {
            continue;
        }
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        rest = behind;
        let name = tag.trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
        if !tag.starts_with('/') {
            open.push((name, text));
        } else if let Some(at) = open
            .iter()
            .rposition(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            let from = open.get(at).map_or(text, |(_, from)| *from);
            open.truncate(at);
            inside.retain(|(begin, _)| *begin < from);
            inside.push((from, text));
        }
    }
    let inside: usize = inside.iter().map(|(from, to)| to - from).sum();
    inside * 2 > text + rest.len()
}

fn is_tag(after: &[u8]) -> bool {
    let after = after.strip_prefix(b"/").unwrap_or(after);
    let name_len = after
        .iter()
        .take(8)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let (name, rest) = after.split_at(name_len);
    let ends = matches!(
        rest.first(),
        Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r')
    );
    ends && TAGS
        .iter()
        .any(|tag| name.eq_ignore_ascii_case(tag.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{is_markup, unescaped};

    #[test]
    fn markup_that_was_escaped_as_a_whole_is_markup() {
        let escaped = "&lt;p class=&quot;a&quot;&gt;Tea &amp;amp; milk&amp;nbsp;&lt;/p&gt;";
        assert_eq!(
            unescaped(escaped.into()),
            "<p class=\"a\">Tea &amp; milk&nbsp;</p>"
        );
        let page = "&lt;div&gt;&lt;h2&gt;Tea&lt;/h2&gt;&lt;p&gt;One.&lt;br&gt;Two.&lt;/P&gt;&lt;/div&gt;\nMore";
        assert!(unescaped(page.into()).starts_with("<div><h2>Tea</h2><p>One.<br>Two.</P></div>"));
        for text in [
            "&lt;p&gt; is the tag of a paragraph.",
            "&lt;3 and &lt;4",
            "Write &lt;p&gt; and &lt;/p&gt; around a paragraph.",
            "&lt;p&gt; begins a paragraph, says the teacher, and &lt;br&gt; a line.\n\nThe pupils write it down.",
            "&lt;p&gt;text&lt;/p&gt; is a paragraph, says the teacher of the school.",
            "<p>&lt;p&gt; and &lt;/p&gt; stand around a paragraph.</p>",
        ] {
            assert_eq!(unescaped(text.into()), text);
        }
    }

    #[test]
    fn markup_is_told_from_text_with_angle_brackets() {
        for (text, expected) in [
            ("<p>One.</p>", true),
            ("One.<br/>Two.<br>Three.", true),
            ("<!DOCTYPE html>", true),
            ("a < b and b > c, <3 you", false),
            ("Write <p> where a paragraph begins.", false),
            (
                "See <https://example.org/a> and <https://example.org/b>.",
                false,
            ),
        ] {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }
}
