//! Markup left in statements: `&amp;`, `&#8217;`, `<b>Storm</b>`.

/// Longest name of a reference that is known, with room for a number.
const LONGEST: usize = 10;

/// The text with its common character references read, twice if they were written twice, without tags, and white space folded.
pub(super) fn decode(text: &str) -> String {
    let once = if text.contains('&') {
        pass(&pass(text))
    } else {
        text.to_owned()
    };
    let bare = if once.contains('<') {
        without_tags(&once)
    } else {
        once
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that stand within a line of text, and those that end a line.
const WITHIN: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img",
    "ins", "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "wbr",
];
const LINES: &[&str] = &[
    "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul",
];

/// Longest tag that is cut, in bytes.
const LONGEST_TAG: usize = 1000;

/// Cuts tags of known elements; every other `<` is a sign.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        if let Some((space, taken)) = tag(tail) {
            out.push_str(space);
            rest = tail.get(taken..).unwrap_or_default();
        } else {
            out.push('<');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// What stands for the tag at the beginning of a text, and the tag's length.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = inside.get(..end)?.to_ascii_lowercase();
    let behind = inside.get(end..)?.chars().next()?;
    let space = if WITHIN.contains(&name.as_str()) {
        ""
    } else if LINES.contains(&name.as_str()) {
        " "
    } else {
        return None;
    };
    let close = text.bytes().take(LONGEST_TAG).position(|b| b == b'>')?;
    (behind.is_whitespace() || matches!(behind, '>' | '/')).then_some((space, close + 1))
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
