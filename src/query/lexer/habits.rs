//! Signs and spellings of other languages within one run of characters: what is told of them.

use std::ops::Range;

use crate::error::Problem;

use super::super::vocabulary::{self, Field};
use super::Lexer;
use super::runs::belongs;

impl Lexer<'_> {
    /// `sanction!` and `!word` are habits from elsewhere.
    pub(super) fn advise_truncation(&mut self, text: &str, from: usize, to: usize) {
        let is_mark = |at: usize| self.glyphs.get(at).is_some_and(|glyph| glyph.plain == '!');
        let (behind, before) = (is_mark(to), from > 0 && is_mark(from - 1));
        if behind {
            let hint = format!("for every ending: {text}*");
            self.advise(
                from..to,
                format!("the ! behind `{text}` is read as punctuation"),
                hint,
            );
        }
        if before {
            let span = self.offset(from - 1)..self.offset(to);
            self.problem(span, "! does not exclude a word", format!("-{text}"));
        }
    }

    /// `C++` and `50%`: signs at the edge of a word are not searched for.
    pub(super) fn advise_signs(&mut self, text: &str, from: usize, to: usize) {
        let sign = |at: usize| self.glyphs.get(at).map_or(' ', |glyph| glyph.plain);
        let before = from.checked_sub(1).map_or(' ', sign);
        let behind = match sign(to) {
            '+' if sign(to + 1) == '+' => "++",
            '#' => "#",
            '%' => "%",
            _ => "",
        };
        let before = if is_currency(before)
            || before == '.' && (from < 2 || vocabulary::is_blank(sign(from - 2)))
        {
            before.to_string()
        } else {
            String::new()
        };
        if before.is_empty() && behind.is_empty() || !text.chars().all(char::is_alphanumeric) {
            return;
        }
        let written = format!("{before}{text}{behind}");
        self.advise(
            from - before.len().min(1)..to + behind.len(),
            format!("`{written}` is read as `{text}`: signs are not searched for"),
            format!("a word near it narrows: {text} w/5 …"),
        );
    }

    /// `a+b`, `a|b`, `a/b`, `a,b`, `a;b` and `a&b`: signs that join words elsewhere.
    pub(super) fn advise_joined(&mut self, text: &str, from: usize, to: usize) {
        let mut signs = ['+', '|', '/', ',', ';', '&'].into_iter();
        let Some(sign) = signs.find(|sign| text.contains(*sign)) else {
            return;
        };
        let parts: Vec<&str> = text.split(sign).collect();
        // `either/or` and `km/h` are words of a text.
        let least = if sign == '/' { 3 } else { 2 };
        let word =
            |part: &&str| part.chars().count() >= least && part.chars().all(char::is_alphabetic);
        if !parts.iter().all(word) {
            return;
        }
        let joined = |between: &str| parts.join(between);
        let hint = match sign {
            '+' | '&' => format!("for all of them: {}", joined(" AND ")),
            ',' | ';' => format!(
                "for any of them: ({}); for all of them: {}",
                joined(" OR "),
                joined(" AND ")
            ),
            _ => format!("for any of them: ({})", joined(" OR ")),
        };
        let message = format!("`{text}` is read as the phrase \"{}\"", joined(" "));
        self.advise(from..to, message, hint);
    }

    /// Says of a stretch of glyphs that it may not mean what its writer thinks.
    pub(super) fn advise(&mut self, glyphs: Range<usize>, message: String, hint: String) {
        self.advice.push(Problem {
            start: self.offset(glyphs.start),
            end: self.offset(glyphs.end),
            message,
            hint: Some(hint),
        });
    }

    /// `a & b` and `a | b`.
    pub(super) fn lone_sign(&mut self, start: usize) {
        let hint = match self.slice(start, self.next).as_str() {
            "&" => "write AND",
            "|" => "write OR",
            // The dash of a headline is a longer one.
            "-" if self.typed(start) == Some('-') => "to exclude a word: -word",
            "+" => "to require a word: +word",
            // `50 % more` is a share.
            "%" if !self.follows_a_number(start) => "to exclude what follows: -word",
            _ => return,
        };
        let rest = self.glyphs.get(self.next..).unwrap_or_default();
        let ends = rest.iter().all(|glyph| vocabulary::is_blank(glyph.plain));
        if self.peek(0).is_none_or(vocabulary::is_blank) && !ends {
            let message = "a single sign is read as punctuation".to_owned();
            self.advise(start..self.next, message, hint.to_owned());
        }
    }

    fn follows_a_number(&self, at: usize) -> bool {
        let before = self.glyphs.get(..at).unwrap_or_default().iter().rev();
        let mut before = before
            .map(|glyph| glyph.plain)
            .skip_while(|&c| vocabulary::is_blank(c));
        before.next().is_none_or(|c| c.is_ascii_digit())
    }

    /// `--word`, `+-word`, `--(a b)`: only one sign excludes or requires.
    pub(super) fn signs_in_a_row(&mut self, start: usize) {
        let signs = self.slice(start, self.next);
        let alone = matches!(self.sign_before(start), ' ' | '(');
        let before_something = self
            .peek(0)
            .is_some_and(|c| belongs(c) || matches!(c, '(' | '"'));
        let few = signs.len() > 1 && signs.bytes().all(|b| matches!(b, b'+' | b'-'));
        if few && alone && before_something {
            let message = format!("`{signs}` is read as punctuation");
            let hint = "one sign is enough: -word excludes, +word requires".to_owned();
            self.advise(start..self.next, message, hint);
        }
    }

    /// The plain sign before a place; a blank at the start and for every blank.
    pub(super) fn sign_before(&self, at: usize) -> char {
        let before = at.checked_sub(1).and_then(|at| self.glyphs.get(at));
        let plain = before.map_or(' ', |glyph| glyph.plain);
        if vocabulary::is_blank(plain) {
            ' '
        } else {
            plain
        }
    }

    /// The character as it was typed.
    fn typed(&self, at: usize) -> Option<char> {
        self.text.get(self.offset(at)..)?.chars().next()
    }

    /// Spellings of other languages that would be read as words: `headline(a b)`, `atleast3 a`, `a AROUND(5) b`, `length>800`.
    pub(super) fn habit(&mut self, start: usize, run: &str) {
        let glyphs = start..self.next;
        let before_group = self.peek(0) == Some('(');
        let said = |what: &str| format!("`{what}` is read as a word");
        if let Some(hint) = range_of_numbers(run) {
            let message = format!("`{run}` is read as its numbers side by side");
            self.advise(glyphs, message, hint);
            return;
        }
        let lower = run.to_ascii_lowercase();
        let counts = |name: &str| {
            let rest = lower.strip_prefix(name).unwrap_or_default();
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
        };
        if before_group && lower == "around" {
            let span = self.since(start);
            self.problem(span, "AROUND is not a word of this language", "a w/5 b");
        } else if before_group && run == "NEAR" {
            self.advise(glyphs, said(run), "a w/5 b".to_owned());
        } else if before_group && lower == "any" {
            let hint = "for at least two: any2(a b c); for one: (a OR b)";
            self.advise(glyphs, said(run), hint.to_owned());
        } else if before_group && lower == "first" {
            let hint = "for the first 50 words of the text: first/50(…)";
            self.advise(glyphs, said(run), hint.to_owned());
        } else if before_group && let Some(hint) = segment(&lower) {
            self.advise(glyphs, said(run), hint.to_owned());
        } else if before_group
            && vocabulary::field(run)
                .is_some_and(|field| !matches!(field, Field::Date(_) | Field::Words))
        {
            self.advise(glyphs, said(run), format!("to look there: {lower}:(…)"));
        } else if !before_group && counts("atleast") {
            self.advise(glyphs, said(run), format!("to count: {lower}(word)"));
        } else if !before_group && counts("any") {
            self.advise(
                glyphs,
                said(run),
                format!("for so many of several: {lower}(a b c)"),
            );
        } else if !before_group && counts("first/") {
            let hint = format!("for the first words of the text: {lower}(word)");
            self.advise(glyphs, said(run), hint);
        } else if lower == "and-not" && run == "AND-NOT" {
            self.advise(
                glyphs,
                said(run),
                "to leave out a word: a AND NOT b, or a -b".to_owned(),
            );
        } else if let Some((name, rest)) = run.split_once('=')
            && !rest.is_empty()
            && let Some(hint) = vocabulary::code_elsewhere(name, rest)
        {
            self.advise(glyphs, said(run), hint);
        } else if let Some((name, _)) = run.split_once(['<', '>', '='])
            && vocabulary::field(name).is_some()
        {
            let rest = run.get(name.len()..).unwrap_or_default();
            // `date=2019` is that year.
            let rest = rest.strip_prefix('=').unwrap_or(rest);
            self.advise(glyphs, said(run), format!("to compare: {name}:{rest}"));
        }
    }
}

/// What to write for `2000..2010` or `$100..$500`, which elsewhere is any number between.
fn range_of_numbers(run: &str) -> Option<String> {
    let (from, to) = run.split_once("..")?;
    let bare = |end: &str| end.trim_start_matches(is_currency).to_owned();
    let (low, high) = (bare(from), bare(to));
    let figures = |end: &String| !end.is_empty() && end.bytes().all(|b| b.is_ascii_digit());
    if !figures(&low) || !figures(&high) {
        return None;
    }
    Some(
        if low.len() == 4 && high.len() == 4 && low == from && high == to {
            format!(
                "for what was published then: date:{low}..{high}; numbers of a text have no ranges"
            )
        } else {
            "numbers of a text have no ranges; only lengths and days: words:100..200, date:2000..2010"
            .to_owned()
        },
    )
}

/// What to write for a segment of Nexis that is no field here.
fn segment(name: &str) -> Option<&'static str> {
    Some(match name {
        "publication" => "for an outlet, by its address: site:…",
        "company" => "for a body named in the article: org:…",
        "geographic" => "for a place named in the article: place:…",
        "subject" | "terms" => {
            "articles carry no index terms: search for words, or section:… org:… place:…"
        }
        "allcaps" | "caps" => "for letters in capitals: =AIDS; else capitals do not matter",
        "nocaps" => {
            "for letters in capitals to be left out: aids -=AIDS; else capitals do not matter"
        }
        "plural" | "singular" => "for this spelling alone: =word",
        _ => return None,
    })
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}
