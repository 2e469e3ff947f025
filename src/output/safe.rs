//! Makes text from a page harmless to a terminal.
//!
//! Every renderer passes titles, paths, passages and names through here; nothing else in the
//! crate decides what a terminal may see. The mapping is one scalar value to one scalar value, so
//! offsets into the text stay true.

use std::borrow::Cow;

/// What stands in place of a scalar value that a terminal would act on.
const REPLACEMENT: char = '\u{fffd}';

/// The scalar value to show for `c`.
///
/// White space that moves the cursor becomes a space. Control characters (C0, DEL, C1), line and
/// paragraph separators and the marks that reorder following text become U+FFFD. The directional
/// marks that only touch their neighbours stay: Hebrew and Arabic text needs them.
///
/// ```
/// use newsdex::output::safe;
/// assert_eq!(safe::shown('\u{1b}'), '\u{fffd}');
/// assert_eq!(safe::shown('\t'), ' ');
/// assert_eq!(safe::shown('é'), 'é');
/// ```
pub fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => REPLACEMENT,
        c if c.is_control() => REPLACEMENT,
        c => c,
    }
}

/// A text on one line, as [`shown`] has it.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

/// A text of several lines: `\n` stays, everything else as [`shown`] has it.
pub fn lines(text: &str) -> Cow<'_, str> {
    let keep = |c: char| if c == '\n' { c } else { shown(c) };
    if text.chars().all(|c| keep(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(keep).collect())
    }
}

/// An address fit for a terminal hyperlink: `http`, `https` or `file`, printable ASCII only.
///
/// Anything else gives `None`; the text is then shown without a link.
pub fn link(address: &str) -> Option<&str> {
    let known = ["https://", "http://", "file://"];
    let fits = known.iter().any(|scheme| address.starts_with(scheme))
        && address.len() <= 2000
        && address.bytes().all(|b| b.is_ascii_graphic());
    fits.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_acts_on_survives() {
        let hostile = "\u{1b}[31mred\u{7}\u{9b}2J\u{202e}txet\u{2066}x\u{2069}\u{0}\u{7f}\r\n";
        let out = line(hostile);
        assert!(out.chars().all(|c| !c.is_control()));
        assert!(!out.contains(['\u{202e}', '\u{2066}']));
        assert_eq!(out.chars().count(), hostile.chars().count());
    }

    #[test]
    fn lines_keep_their_ends_only() {
        assert_eq!(lines("a\u{1b}b\nc\rd"), "a\u{fffd}b\nc d");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(
            line("Привет, мир — שלום\u{200f}"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn a_link_is_a_plain_web_or_file_address() {
        assert_eq!(
            link("https://a.example/b?c=d"),
            Some("https://a.example/b?c=d")
        );
        for bad in [
            "javascript:alert(1)",
            "https://a/\u{1b}\\",
            "https://a b",
            "https://ü.example/",
        ] {
            assert_eq!(link(bad), None, "{bad:?}");
        }
    }
}
