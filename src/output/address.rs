//! Where the links of a terminal lead (OSC 8): to a page's address, else to the file it was read from.
//!
//! A link to a file names the machine, because the terminal may be at another one, and every byte of the path that
//! an address cannot hold is written as `%NN`.

use std::fmt::Write as _;
use std::path::Path;

use url::Url;

use super::paint::Look;

/// The address that a headline leads to.
pub(super) fn of(url: Option<&str>, path: &str, look: Look) -> Option<String> {
    url.and_then(web).or_else(|| file(path, look))
}

/// An address of the web as it can be opened; `None` for what a page may say but no browser should be told.
pub(super) fn web(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let known = ["http", "https"].contains(&url.scheme()) && url.has_host();
    known.then(|| url.into())
}

/// The address of a file by its name in the index, if it is known from where names count.
pub(super) fn file(path: &str, look: Look) -> Option<String> {
    let base = look.files?;
    // Standard input.
    if path == "-" {
        return None;
    }
    if path.starts_with('/') {
        let machine = base.strip_prefix(SCHEME)?.split('/').next()?;
        return Some(format!("{SCHEME}{machine}{}", encoded(path)));
    }
    Some(format!("{base}/{}", encoded(path)))
}

const SCHEME: &str = "file://";

/// The address of a folder on a machine, for [`Look::files`]; `None` if its path does not begin at the root.
pub fn folder(machine: &str, folder: &Path) -> Option<String> {
    let path = crate::read::shown(folder);
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    let machine = if machine.bytes().all(plain) {
        machine
    } else {
        ""
    };
    let path = path.strip_prefix('/')?.trim_end_matches('/');
    let slash = if path.is_empty() { "" } else { "/" };
    Some(format!("{SCHEME}{machine}{slash}{}", encoded(path)))
}

/// A path as an address has it. What stands as `\xNN` in the name of a file is that byte.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        let byte = rest.strip_prefix("\\x").and_then(|digits| digits.get(..2));
        if let Some(digits) = byte.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit())) {
            out.push('%');
            out.push_str(&digits.to_ascii_uppercase());
            rest = rest.get(4..).unwrap_or_default();
            continue;
        }
        let (letter, behind) = rest.split_at(c.len_utf8());
        for b in letter.bytes() {
            if b.is_ascii_alphanumeric() || b"/-._~".contains(&b) {
                out.push(char::from(b));
            } else {
                let _ = write!(out, "%{b:02X}");
            }
        }
        rest = behind;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(files: Option<&'static str>) -> Look {
        Look {
            files,
            ..Look::default()
        }
    }

    #[test]
    fn a_page_leads_to_its_address_else_to_its_file() {
        let here = Some("file://desk/home/ana/my%20news");
        let table = [
            (
                Some("https://a.example/"),
                "/b",
                here,
                Some("https://a.example/"),
            ),
            (
                Some("https://ü.example/ä b"),
                "/b",
                here,
                Some("https://xn--tda.example/%C3%A4%20b"),
            ),
            (
                Some("javascript:alert(1)"),
                "/b",
                here,
                Some("file://desk/b"),
            ),
            (Some("file:///etc/passwd"), "-", here, None),
            (Some("https://x\u{1b}]/"), "-", here, None),
            (
                None,
                "/n/a b/ü%.html",
                here,
                Some("file://desk/n/a%20b/%C3%BC%25.html"),
            ),
            (
                None,
                "n/a.html",
                here,
                Some("file://desk/home/ana/my%20news/n/a.html"),
            ),
            (
                None,
                "n/\\xff\\.txt",
                here,
                Some("file://desk/home/ana/my%20news/n/%FF%5C.txt"),
            ),
            (None, "n/a.html", None, None),
            (None, "/a", Some("file://"), Some("file:///a")),
            (None, "a", Some("file://"), Some("file:///a")),
        ];
        for (url, path, files, expected) in table {
            assert_eq!(
                of(url, path, look(files)).as_deref(),
                expected,
                "{url:?} {path}"
            );
        }
    }

    #[test]
    fn a_folder_is_named_with_its_machine() {
        let table = [
            (
                "desk",
                "/home/ana/my news/",
                Some("file://desk/home/ana/my%20news"),
            ),
            ("de/sk", "/", Some("file://")),
            ("", "/news", Some("file:///news")),
            ("desk", "news", None),
        ];
        for (machine, path, expected) in table {
            assert_eq!(
                folder(machine, Path::new(path)).as_deref(),
                expected,
                "{path}"
            );
        }
    }
}
