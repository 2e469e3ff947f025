//! Finds the array of records in the beginning of an object that is too long to be read whole.

use crate::read::record::LISTS;

/// Where the first array begins that stands under names of lists only, all the way down:
/// `{"status": "ok", "hits": {"total": 7, "hits": [`. `None` if there is none.
pub(super) fn start(beginning: &[u8]) -> Option<usize> {
    let mut names: Vec<Option<&[u8]>> = Vec::new();
    let mut last = None;
    let mut at = 0;
    while let Some(&byte) = beginning.get(at) {
        match byte {
            b'"' => {
                let end = string_end(beginning, at)?;
                last = beginning.get(at + 1..end - 1);
                at = end;
                continue;
            }
            b':' => {
                if let Some(name) = names.last_mut() {
                    *name = last.take();
                }
            }
            b'[' if !names.is_empty() && names.iter().all(|name| name.is_some_and(is_list)) => {
                return Some(at);
            }
            b'{' | b'[' => names.push(None),
            b'}' | b']' => {
                names.pop();
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_list(name: &[u8]) -> bool {
    LISTS
        .iter()
        .any(|list| name.eq_ignore_ascii_case(list.as_bytes()))
}

/// The place behind a string that begins at `start`; `None` if it does not end.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn only_arrays_under_names_of_lists_are_entered() {
        for (json, before) in [
            (
                r#"{"a": "]\"[", "articles": [{"#,
                Some(r#"{"a": "]\"[", "articles": "#),
            ),
            (
                r#"{"hits": {"total": [1], "hits": [{"#,
                Some(r#"{"hits": {"total": [1], "hits": "#),
            ),
            (r#"{"tags": [{"items": [1]}], "x": 1}"#, None),
            (r#"{"items": {"tags": ["#, None),
            (r#"{"items"#, None),
        ] {
            assert_eq!(start(json.as_bytes()), before.map(str::len), "{json}");
        }
    }
}
