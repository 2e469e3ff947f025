//! Topics of a test collection: numbered queries, or blocks of `<top>` as TREC writes them.

use crate::output::safe;

/// Bytes of a topic that are kept: more than any has.
const LONGEST: usize = 1 << 20;

/// Gathers blocks, line by line.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    block: Option<String>,
}

impl Blocks {
    /// Takes a line; a whole block once its last line is there. `Err` gives back a line that belongs to no block.
    pub(super) fn take<'l>(&mut self, line: &'l str) -> Result<Option<String>, &'l str> {
        let start = line.trim_start();
        let tag = |name: &str| starts_with(start, name);
        if tag("<top>") || tag("<topic ") || tag("<topic>") {
            self.block = Some(String::new());
        } else if self.block.is_none() {
            let between = ["<?xml", "<!", "<topics", "</topics", "<xml", "</xml"];
            return if between.iter().any(|name| tag(name)) {
                Ok(None)
            } else {
                Err(line)
            };
        }
        let Some(block) = self.block.as_mut().filter(|block| block.len() < LONGEST) else {
            return Ok(None);
        };
        block.push_str(line);
        block.push('\n');
        let ended = find(line, "</top").is_some();
        Ok(ended
            .then(|| self.block.take().map(|block| topic(&block)))
            .flatten())
    }

    /// A block that nobody has ended.
    pub(super) fn rest(&mut self) -> Option<String> {
        self.block.take().map(|block| topic(&block))
    }
}

/// A block as a line of name, tab and query; one without them stays a tag, which is no query.
fn topic(block: &str) -> String {
    let number = element(block, "num").map(|text| {
        let bare = text.strip_prefix("Number:").unwrap_or(&text);
        bare.trim().to_owned()
    });
    let name = number
        .or_else(|| attribute(block, "number"))
        .or_else(|| attribute(block, "id"));
    let title = ["title", "query", "desc", "question"];
    let title = title.into_iter().find_map(|tag| element(block, tag));
    match (name, title) {
        (Some(name), Some(title)) => {
            format!("{name}\t{}", title.trim_start_matches("Topic:").trim())
        }
        _ => BROKEN.to_owned(),
    }
}

/// What stands for a block that is no topic.
pub(super) const BROKEN: &str = "<top>";

/// The text behind a tag, up to the next one.
fn element(block: &str, tag: &str) -> Option<String> {
    let open = format!("<{tag}>");
    let from = find(block, &open)? + open.len();
    let text = block.get(from..)?.split('<').next()?;
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn attribute(block: &str, name: &str) -> Option<String> {
    let head = block.split('>').next()?;
    let behind = head.split_once(&format!(" {name}=\""))?.1;
    Some(behind.split('"').next()?.to_owned())
}

/// Where a text without accents lies in another, whatever its capitals.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len())
        .position(|part| part.eq_ignore_ascii_case(wanted))
}

fn starts_with(text: &str, wanted: &str) -> bool {
    let start = text.as_bytes().get(..wanted.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The name and the query of a numbered line: `12<tab>tram line`, `12 tram line`, `12: tram line`.
pub(super) fn numbered(line: &str) -> Result<(String, String), String> {
    let pair = |name: &str, query: &str| (name.trim().to_owned(), query.trim().to_owned());
    if let Some((name, query)) = line.split_once('\t') {
        return Ok(pair(name, query));
    }
    let line = line.trim();
    let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    match line.split_at_checked(digits) {
        Some((name, rest)) if digits > 0 && rest.starts_with([' ', ':', '.', ')']) => {
            Ok(pair(name, rest.trim_start_matches([':', '.', ')'])))
        }
        _ if line == BROKEN => Err("a topic needs <num> and <title>".to_owned()),
        _ => Err(format!(
            "expected a name, a tab and a query, or a topic of TREC, not `{}`",
            safe::line(&line.chars().take(40).collect::<String>())
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut blocks = Blocks::default();
        let mut found = Vec::new();
        for line in text.lines() {
            match blocks.take(line) {
                Ok(topic) => found.extend(topic),
                Err(line) => found.push(line.to_owned()),
            }
        }
        found.extend(blocks.rest());
        found
    }

    #[test]
    fn topics_of_both_forms_are_read() {
        let old = "<top>\n<num> Number: 301\n<title> Topic: Crime &amp;\n law\n<desc> Description:\nno\n</top>\n\n<top><num>302<title>b</top>";
        assert_eq!(lines(old), ["301\tCrime & law", "", "302\tb"]);
        let new = "<?xml version=\"1.0\"?>\n<topics>\n<topic number=\"1\">\n <query>virus origin</query>\n</topic>\n</topics>";
        assert_eq!(lines(new), ["1\tvirus origin"]);
        assert_eq!(lines("<top>\n<title>x"), [BROKEN]);
        assert_eq!(lines("a <top> b"), ["a <top> b"]);
    }

    #[test]
    fn lines_are_numbered_or_refused() {
        let table = [
            ("q1\ttram line", Some(("q1", "tram line"))),
            ("12 tram line", Some(("12", "tram line"))),
            ("12: tram", Some(("12", "tram"))),
            ("tram line", None),
            ("2026-01 tram", None),
            ("<top>", None),
            ("12", None),
        ];
        for (line, expected) in table {
            let read = numbered(line).ok();
            let read = read
                .as_ref()
                .map(|(name, query)| (name.as_str(), query.as_str()));
            assert_eq!(read, expected, "{line}");
        }
    }
}
