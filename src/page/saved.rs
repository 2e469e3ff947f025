//! The address that browsers and tools write into the pages they save.

use super::{Claim, Field, Origin};

/// The mark stands before the first element, or right behind the first tag; a policy may stand before it. In bytes.
const REACH: usize = 4096;
/// Longest address that is believed, in bytes.
const LONGEST: usize = 2000;

/// What a browser writes: `<!-- saved from url=(0023)https://a.example/story -->`, with the address's length.
const BROWSERS: &str = "saved from url=(";
/// What `SingleFile` writes, with the address a line below.
const SINGLE_FILE: &str = "Page saved with SingleFile";

/// The address from which a page was saved, if a comment at its beginning says so.
pub(super) fn address(html: &str) -> Option<Claim> {
    let start = html.get(..html.floor_char_boundary(REACH)).unwrap_or(html);
    let found = comments(start)
        .find_map(|comment| of_browser(comment).or_else(|| of_single_file(comment)))?;
    let is_web = found.starts_with("https://") || found.starts_with("http://");
    (is_web && found.len() <= LONGEST).then(|| Claim {
        field: Field::Url,
        value: found.to_owned(),
        origin: Origin::Meta,
    })
}

/// The comments in a text, each once.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once("<!--")?;
        let (comment, behind) = behind.split_once("-->")?;
        rest = behind;
        Some(comment)
    })
}

fn of_browser(comment: &str) -> Option<&str> {
    let (digits, address) = comment.trim().strip_prefix(BROWSERS)?.split_once(')')?;
    let counted = digits.bytes().all(|byte| byte.is_ascii_digit());
    counted.then(|| first_word(address))
}

fn of_single_file(comment: &str) -> Option<&str> {
    let behind = comment.trim().strip_prefix(SINGLE_FILE)?;
    let mut lines = behind.lines().map(str::trim);
    let address = lines.find_map(|line| line.strip_prefix("url:"))?;
    Some(first_word(address))
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}
