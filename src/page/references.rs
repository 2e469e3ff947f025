//! Character references in what is no markup: `AT&amp;T`, `caf&eacute;`, `&#8217;`.

use std::borrow::Cow;

/// Longest name of a reference that is known, with room for a number.
const LONGEST: usize = 10;

/// A text with its common character references read, twice if they were written twice; what is none stays as it is.
///
/// ```
/// use newsdex::page::read_references;
/// assert_eq!(read_references("AT&amp;amp;T &amp; the caf&eacute; &c."), "AT&T & the café &c.");
/// ```
pub fn read(text: &str) -> Cow<'_, str> {
    if text.contains('&') {
        pass(&pass(text)).into()
    } else {
        text.into()
    }
}

/// References from which on a text was plainly escaped, without those that stand in texts about markup.
const ESCAPED: usize = 3;

/// Whether a text dump was escaped as a whole: it has references to signs and letters that every keyboard or font has, and no tags.
pub(super) fn is_escaped(text: &str) -> bool {
    let found = memchr::memchr_iter(b'&', text.as_bytes()).filter(|at| {
        let tail = text.get(at + 1..).unwrap_or_default();
        let end = tail.bytes().take(LONGEST + 2).position(|byte| byte == b';');
        let name = end.and_then(|end| tail.get(..end)).unwrap_or_default();
        !matches!(name, "" | "amp" | "lt" | "gt" | "quot") && referred(name).is_some()
    });
    found.take(ESCAPED).count() == ESCAPED && !text.contains("</")
}

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let end = tail.bytes().take(LONGEST + 2).position(|byte| byte == b';');
        let read = end.and_then(|end| Some((referred(tail.get(1..end)?)?, end + 1)));
        let (c, taken) = read.unwrap_or(('&', 1));
        out.push(c);
        rest = tail.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn referred(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    if let Some(number) = number {
        let hex = number.strip_prefix(['x', 'X']);
        let value = hex.map_or_else(
            || number.parse().ok(),
            |hex| u32::from_str_radix(hex, 16).ok(),
        )?;
        return char::from_u32(value).filter(|c| !c.is_control());
    }
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, c)| *c)
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bdquo", '„'),
    ("sbquo", '‚'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
    ("euro", '€'),
    ("pound", '£'),
    ("deg", '°'),
    ("copy", '©'),
    ("shy", '\u{ad}'),
    ("iexcl", '¡'),
    ("sect", '§'),
    ("reg", '®'),
    ("middot", '·'),
    ("frac12", '½'),
    ("iquest", '¿'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("times", '×'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ograve", 'ò'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("divide", '÷'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("yacute", 'ý'),
    ("thorn", 'þ'),
    ("yuml", 'ÿ'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("bull", '•'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("trade", '™'),
];

#[cfg(test)]
mod tests {
    use super::is_escaped;

    #[test]
    fn a_dump_is_escaped_if_its_marks_and_letters_are() {
        assert!(is_escaped(
            "The board&#8217;s chair said &ldquo;no more&rdquo;."
        ));
        assert!(!is_escaped(
            "AT&amp;T &amp; the caf&eacute;, and a &quot;b&quot;"
        ));
        assert!(!is_escaped(
            "<p>The board&#8217;s chair said &ldquo;no more&rdquo;.</p>"
        ));
    }
}
