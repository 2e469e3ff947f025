//! Looking into JSON values that every writer shapes differently.

use serde_json::{Map, Value};

use super::Field;

/// Fields inside an object that hold its text: `{"rendered": "…"}`, `{"name": "…"}`, `{"$date": …}`.
const INNER_NAMES: [&str; 15] = [
    "rendered",
    "text",
    "content",
    "value",
    "name",
    "title",
    "html",
    "plain",
    "#text",
    "$t",
    "_",
    "$date",
    "$numberLong",
    "@id",
    "$oid",
];
/// How deep objects and arrays of text are followed.
const MAX_DEPTH: usize = 6;
/// Epoch seconds that are believed: 1980 to 2100.
const EPOCH_SECONDS: std::ops::Range<i64> = 315_532_800..4_102_444_800;

/// The value at a dotted path: fields of objects, numbers in arrays. A field whose own name has dots is found too.
pub(super) fn at_path<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    path.split('.').try_fold(value, |value, step| match value {
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => value.get(step),
    })
}

/// The field of a record by its bare name, whatever its spelling.
pub(super) fn by_name<'v>(record: &'v Value, name: &str) -> Option<&'v Value> {
    let fields = record.as_object()?;
    fields.get(name).or_else(|| {
        fields
            .iter()
            .find(|(key, _)| same_name(key, name))
            .map(|(_, value)| value)
    })
}

/// `full_text`, `fullText` and `Full-Text` are `fulltext`.
fn same_name(key: &str, bare: &str) -> bool {
    let letters = key
        .bytes()
        .filter(|byte| !matches!(byte, b'_' | b'-' | b' ' | b':' | b'.'));
    letters
        .map(|byte| byte.to_ascii_lowercase())
        .eq(bare.bytes())
}

/// The text of a value: strings as they are, arrays a line an item, objects by their inner text.
pub(super) fn text(value: &Value) -> Option<String> {
    text_within(value, 0).filter(|text| !text.trim().is_empty())
}

/// The text of a value that says something: no number, nor an array of numbers.
pub(super) fn prose(value: &Value) -> Option<String> {
    if is_numeric(value) { None } else { text(value) }
}

fn is_numeric(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Array(items) => items.iter().all(is_numeric),
        Value::Object(fields) => inner(fields).is_some_and(is_numeric),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn text_within(value: &Value, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let lines: Vec<String> = items
                .iter()
                .filter_map(|item| text_within(item, depth + 1))
                .collect();
            (!lines.is_empty()).then(|| lines.join("\n"))
        }
        Value::Object(fields) => inner(fields).and_then(|value| text_within(value, depth + 1)),
        Value::Null | Value::Bool(_) => None,
    }
}

fn inner(fields: &Map<String, Value>) -> Option<&Value> {
    INNER_NAMES.iter().find_map(|name| fields.get(*name))
}

/// What a value states about a field: several authors, else one text; times as RFC 3339 where they are numbers.
pub(super) fn statements(field: Field, value: &Value) -> Vec<String> {
    match (field, value) {
        (Field::Author | Field::Section, Value::Array(items)) => items
            .iter()
            .filter_map(|item| statement(field, item))
            .collect(),
        _ => statement(field, value).into_iter().collect(),
    }
}

fn statement(field: Field, value: &Value) -> Option<String> {
    let value = if let Value::Array(items) = value {
        items.first()?
    } else {
        value
    };
    let stated = text(value)?.trim().to_owned();
    match field {
        Field::Published | Field::Modified => Some(moment(&stated).unwrap_or(stated)),
        Field::Url | Field::Canonical => stated.contains("://").then_some(stated),
        _ => Some(stated),
    }
}

/// Epoch seconds, milliseconds or microseconds as RFC 3339; `None` for anything else.
fn moment(stated: &str) -> Option<String> {
    let number: f64 = stated.parse().ok()?;
    let seconds = [1.0, 1e3, 1e6, 1e9]
        .into_iter()
        .map(|unit| (number / unit) as i64)
        .find(|seconds| EPOCH_SECONDS.contains(seconds))?;
    jiff::Timestamp::from_second(seconds)
        .ok()
        .map(|time| time.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Field, at_path, statements, text};

    #[test]
    fn values_state_their_text() {
        for (field, value, expected) in [
            (
                Field::Author,
                json!(["Ann Lee", {"name": "Bo Ek"}, null]),
                vec!["Ann Lee", "Bo Ek"],
            ),
            (Field::Author, json!({"name": "Ann Lee"}), vec!["Ann Lee"]),
            (
                Field::Published,
                json!(1_767_225_600),
                vec!["2026-01-01T00:00:00Z"],
            ),
            (
                Field::Published,
                json!("1767225600123"),
                vec!["2026-01-01T00:00:00Z"],
            ),
            (
                Field::Published,
                json!({"$date": "2026-01-01"}),
                vec!["2026-01-01"],
            ),
            (Field::Published, json!("20260101"), vec!["20260101"]),
            (
                Field::Site,
                json!({"id": null, "name": "The Wick"}),
                vec!["The Wick"],
            ),
            (Field::Url, json!("article-17"), vec![]),
            (Field::Title, json!({"rendered": " A "}), vec!["A"]),
        ] {
            assert_eq!(statements(field, &value), expected, "{value}");
        }
        assert_eq!(text(&json!([{"text": "a"}, "b"])).as_deref(), Some("a\nb"));
        assert_eq!(
            at_path(&json!({"a": [{"b.c": 1}]}), "a.0"),
            Some(&json!({"b.c": 1}))
        );
    }
}
