//! Text to words and signs as the tagger reads them: case kept, every token a byte range.
//!
//! This is not the tokenizer of the index: it splits `London-based` and `Smith's` where a name ends, keeps `U.S.`, `J.` and
//! `Mr.` whole so that a full stop is the end of a sentence, and keeps signs, because quotes and brackets say much about names.

/// One word or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Nothing stands between the token before and this one.
    pub glued: bool,
    /// First of its line.
    pub opens_line: bool,
}

impl Token {
    /// The token's text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// Short forms whose full stop does not end a sentence.
const SHORT_FORMS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "st",
    "ste",
    "sen",
    "rep",
    "gov",
    "gen",
    "col",
    "lt",
    "sgt",
    "capt",
    "cmdr",
    "maj",
    "adm",
    "prof",
    "rev",
    "hon",
    "jr",
    "sr",
    "inc",
    "corp",
    "co",
    "ltd",
    "bros",
    "mt",
    "ft",
    "vs",
    "jan",
    "feb",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
    "ave",
    "blvd",
    "calif",
    "fla",
    "mass",
    "mich",
    "minn",
    "conn",
    "ill",
    "tex",
    "wash",
    "pa",
    "va",
    "ariz",
    "colo",
    "ky",
    "md",
    "wis",
    "ga",
    "tenn",
    "okla",
    "ore",
    "vt",
    "wyo",
    "kan",
    "ala",
    "ark",
    "mont",
    "neb",
    "nev",
    "hr",
    "fr",
    "nr",
    "bzw",
    "ca",
    "mme",
    "mlle",
    "sra",
    "им",
    "ул",
    "пр",
    "стр",
    "обл",
    "ім",
    "вул",
    "просп",
    "см",
    "св",
];

/// All tokens of a text, in order. Text beyond 4 GiB is not read.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut glued = false;
    let mut opens_line = true;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if is_gap(first) {
            opens_line |= first == '\n';
            glued = false;
            at += first.len_utf8();
            continue;
        }
        let end = at + length(&text[at..], first);
        let Ok(end_u32) = u32::try_from(end) else {
            break;
        };
        found.push(Token {
            start: at as u32,
            end: end_u32,
            glued,
            opens_line,
        });
        (at, glued, opens_line) = (end, true, false);
    }
    found
}

fn is_gap(c: char) -> bool {
    c == ' '
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// Bytes of the token at the start of `rest`.
fn length(rest: &str, first: char) -> usize {
    if is_wordlike(first) {
        return word_length(rest, first);
    }
    if is_apostrophe(first) {
        return possessive_length(rest).unwrap_or(first.len_utf8());
    }
    if matches!(first, '.' | '-' | '=' | '*' | '_') {
        rest.bytes().take_while(|&b| b == first as u8).count()
    } else {
        first.len_utf8()
    }
}

fn is_wordlike(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c)))
}

/// Marks that live on the letter before them (combining accents, vowel signs).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// The signs that serve as apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘')
}

/// Length of `'s` when that is all that follows the apostrophe.
fn possessive_length(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices();
    chars.next()?;
    let (at, s) = chars.next()?;
    let ends = !chars.next().is_some_and(|(_, c)| is_wordlike(c));
    (matches!(s, 's' | 'S') && ends).then(|| at + 1)
}

fn word_length(rest: &str, first: char) -> usize {
    if let Some(plain) = plain_length(rest.as_bytes()) {
        return plain;
    }
    let mut at = 0;
    let mut run = 0; // letters since the last full stop
    let mut before = first;
    while let Some(c) = rest[at..].chars().next() {
        if is_wordlike(c) {
            run += 1;
            before = c;
            at += c.len_utf8();
            continue;
        }
        let after = rest[at + c.len_utf8()..].chars().next();
        if c == '.' && is_initial(&rest[..at]) && line_ends(&rest[at + 1..]) {
            return at;
        }
        match joins(&rest[..at], before, c, after, run) {
            Join::Inside => {
                run = 0;
                at += c.len_utf8();
            }
            Join::Ends => return at + c.len_utf8(),
            Join::Outside => return at,
        }
        before = c;
    }
    at
}

/// The length of a word of ASCII letters and digits, if the sign behind it is none that can belong to a word: of most words.
fn plain_length(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let may_join = |byte: u8| !byte.is_ascii() || matches!(byte, b'.' | b',' | b'&' | b'\'' | b'`');
    match end.map(|end| (end, rest.get(end).copied())) {
        Some((_, Some(sign))) if may_join(sign) => None,
        Some((end, _)) => Some(end),
        None => Some(rest.len()),
    }
}

/// `J`, before its full stop.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether a full stop behind a lone letter ends a sentence: at the end of the line, or before a quotation mark (`he said on X.`).
fn line_ends(rest: &str) -> bool {
    let behind = rest.trim_start_matches([' ', '\u{a0}']);
    behind
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '\n' | '\r' | '"' | '”' | '’' | '“' | '»' | ')' | ']'))
}

/// How a sign behind a word belongs to it.
enum Join {
    /// The word goes on behind it.
    Inside,
    /// It is the word's last sign.
    Ends,
    /// It is no part of the word.
    Outside,
}

fn joins(word: &str, before: char, sign: char, after: Option<char>, run: usize) -> Join {
    let next_is_word = after.is_some_and(is_wordlike);
    match sign {
        '.' if next_is_word => join_inner_stop(before, after, run),
        '.' if run == 1 && before.is_uppercase()
            || is_short_form(word)
            || word.contains('.') && run == 1 =>
        {
            Join::Ends
        }
        ',' if before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit()) => Join::Inside,
        '&' if before.is_uppercase() && after.is_some_and(char::is_uppercase) => Join::Inside,
        _ if is_apostrophe(sign) && next_is_word && before.is_alphabetic() => {
            join_apostrophe(word, after, run)
        }
        _ => Join::Outside,
    }
}

/// `U.S`, `3.5` and `booking.com` go on; `said.The` is a lost blank.
fn join_inner_stop(before: char, after: Option<char>, run: usize) -> Join {
    let digits = before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit());
    let initials = run == 1 && before.is_alphabetic() && after.is_some_and(char::is_alphabetic);
    if digits || initials || after.is_some_and(char::is_lowercase) {
        Join::Inside
    } else {
        Join::Outside
    }
}

/// `O'Brien` and `п'ять` are one word; `l'homme` is two, `Smith's` ends before the apostrophe.
fn join_apostrophe(word: &str, after: Option<char>, run: usize) -> Join {
    let elided = matches!(
        word,
        "l" | "d"
            | "j"
            | "m"
            | "n"
            | "t"
            | "s"
            | "c"
            | "qu"
            | "L"
            | "J"
            | "C"
            | "Qu"
            | "N"
            | "dell"
            | "nell"
            | "all"
            | "sull"
    );
    if elided && run < 5 {
        Join::Ends
    } else if matches!(after, Some('s' | 'S')) && word.is_ascii() {
        Join::Outside
    } else {
        Join::Inside
    }
}

fn is_short_form(word: &str) -> bool {
    word.len() <= 12 && SHORT_FORMS.contains(&word.to_lowercase().as_str())
}
