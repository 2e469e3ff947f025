//! Breaks marked text into lines of a given width.
//!
//! Columns are counted as a terminal counts them: Chinese characters take two, combining marks
//! none. A line breaks at spaces, and between wide characters, which need none.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::paint::{Look, PlainMarks, Role, Sheet};
use super::safe;

/// Columns that a text takes on a terminal, as [`safe::line`] shows it.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| columns_of(safe::shown(c))).sum()
}

/// The longest beginning of `text` within `width` columns; `…` ends it if something is left out.
pub fn cut_to(text: &str, width: usize) -> String {
    let text = safe::line(text);
    if columns(&text) <= width {
        return text.into_owned();
    }
    let mut used = 1;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            used += columns_of(*c);
            used <= width
        })
        .collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

fn columns_of(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// A text with some of its scalar values marked.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    /// The text.
    pub text: &'a str,
    /// What is marked, as scalar values of `text`, in order. Ranges outside the text are ignored.
    pub marks: &'a [Range<usize>],
    /// The look of the text.
    pub role: Role,
    /// The look of what is marked.
    pub mark_role: Role,
    /// Where the text leads, on terminals that know hyperlinks.
    pub link: Option<&'a str>,
}

impl<'a> Marked<'a> {
    /// Running text with marks.
    pub fn running(text: &'a str, marks: &'a [Range<usize>]) -> Self {
        Self {
            text,
            marks,
            role: Role::Text,
            mark_role: Role::Mark,
            link: None,
        }
    }

    /// A headline with marks and the address it leads to.
    pub fn headline(text: &'a str, marks: &'a [Range<usize>], link: Option<&'a str>) -> Self {
        Self {
            text,
            marks,
            role: Role::Title,
            mark_role: Role::TitleMark,
            link,
        }
    }
}

/// One scalar value on its way to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Glyph {
    c: char,
    marked: bool,
}

impl Marked<'_> {
    /// The text as it will be shown: made harmless, and with stars around marks if there is no colour.
    fn glyphs(&self, look: &Look) -> Vec<Glyph> {
        let stars = !look.colour && look.plain_marks == PlainMarks::Stars;
        let mut glyphs = Vec::with_capacity(self.text.len());
        let mut marks = self.marks.iter().filter(|m| m.start < m.end).peekable();
        let mut inside = false;
        for (at, c) in self.text.chars().enumerate() {
            while marks.next_if(|m| m.end <= at).is_some() {
                if std::mem::take(&mut inside) && stars {
                    glyphs.extend(STARS);
                }
            }
            if !inside && marks.peek().is_some_and(|m| m.start <= at) {
                inside = true;
                glyphs.extend(STARS.iter().filter(|_| stars));
            }
            glyphs.push(Glyph {
                c: safe::shown(c),
                marked: inside,
            });
        }
        if inside && stars {
            glyphs.extend(STARS);
        }
        glyphs
    }
}

/// What stands around a mark without colour.
const STARS: [Glyph; 2] = [Glyph {
    c: '*',
    marked: false,
}; 2];

/// Writes marked text from the sheet's current column on, with every later line indented by `indent`.
///
/// `first` is the number of columns that already stand on the current line. The last line is ended.
pub fn write(sheet: &mut Sheet, text: &Marked<'_>, first: usize, indent: usize, width: usize) {
    let glyphs = text.glyphs(&sheet.look());
    let room = |at: usize| width.saturating_sub(at).max(8);
    for (number, line) in lines(&glyphs, room(first), room(indent))
        .into_iter()
        .enumerate()
    {
        if number > 0 {
            sheet.indent(indent);
        }
        let linked = sheet.begin_link(text.link);
        let mut rest = &glyphs[line];
        while let Some(head) = rest.first() {
            let same = rest.iter().take_while(|g| g.marked == head.marked).count();
            let (run, tail) = rest.split_at(same);
            let run: String = run.iter().map(|g| g.c).collect();
            sheet.put(
                if head.marked {
                    text.mark_role
                } else {
                    text.role
                },
                &run,
            );
            rest = tail;
        }
        if linked {
            sheet.end_link();
        }
        sheet.end();
    }
}

/// Writes what is told beside the point, on lines of its own as wide as the sheet.
pub fn aside(sheet: &mut Sheet, text: &str) {
    let aside = Marked {
        role: Role::Aside,
        ..Marked::running(text, &[])
    };
    let width = sheet.look().width;
    write(sheet, &aside, 0, 0, width);
}

/// Writes what can be typed and behind it what it does, which begins at a column; where that leaves it no room, below.
pub fn entry(sheet: &mut Sheet, typed: &str, meaning: &Marked<'_>, column: usize) {
    let width = sheet.look().text_width();
    let before = INDENT + columns(typed) + INDENT;
    let beside = column.max(before);
    sheet.indent(INDENT);
    if beside + LEAST_BESIDE <= width || beside + columns(meaning.text) <= width {
        sheet.put(Role::Number, typed);
        sheet.indent(beside - INDENT - columns(typed));
        write(sheet, meaning, beside, column.max(INDENT), width);
    } else {
        let typed = Marked {
            role: Role::Number,
            ..Marked::running(typed, &[])
        };
        write(sheet, &typed, INDENT, 2 * INDENT, width);
        sheet.indent(2 * INDENT);
        write(sheet, meaning, 2 * INDENT, 2 * INDENT, width);
    }
}

/// Columns before an entry, and between its halves.
const INDENT: usize = 2;

/// Columns that a meaning needs to stand beside what it explains.
const LEAST_BESIDE: usize = 24;

/// Divides glyphs into lines: `first` columns for the first, `later` for the others. At least one line.
fn lines(glyphs: &[Glyph], first: usize, later: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut break_at, mut used, mut at) = (0, None, 0, 0);
    while let Some(glyph) = glyphs.get(at) {
        let width = if out.is_empty() { first } else { later };
        if glyph.c == ' ' || at > start && may_break(glyphs[at - 1].c, glyph.c) {
            break_at = Some(at);
        }
        used += columns_of(glyph.c);
        if used > width && glyph.c != ' ' && at > start {
            let end = break_at.filter(|b| *b > start).unwrap_or(at);
            out.push(start..end);
            start = end + glyphs[end..].iter().take_while(|g| g.c == ' ').count();
            (at, used, break_at) = (start, 0, None);
        } else {
            at += 1;
        }
    }
    if start < glyphs.len() || out.is_empty() {
        out.push(start..glyphs.len());
    }
    out
}

/// Whether a line may end between two scalar values that no space divides.
///
/// Wide characters (Chinese, Japanese, Korean) break anywhere but before closing punctuation and
/// behind opening punctuation.
fn may_break(before: char, after: char) -> bool {
    let wide = columns_of(before) == 2 || columns_of(after) == 2;
    wide && columns_of(after) > 0
        && !before.is_whitespace()
        && !CLOSING.contains(after)
        && !OPENING.contains(before)
}

const CLOSING: &str = "、。，．・：；？！）］｝」』】〉》〕ー々…‥”’,.:;?!)]}*";
const OPENING: &str = "（［｛「『【〈《〔“‘([{*";

#[cfg(test)]
mod tests {
    use super::*;

    fn flowed(text: &str, marks: &[(usize, usize)], width: usize, colour: bool) -> String {
        let marks: Vec<_> = marks.iter().map(|mark| mark.0..mark.1).collect();
        let mut sheet = Sheet::new(Look {
            width,
            colour,
            ..Look::default()
        });
        sheet.indent(2);
        write(&mut sheet, &Marked::running(text, &marks), 2, 2, width);
        sheet.into_text()
    }

    #[test]
    fn lines_keep_within_their_width_in_every_script() {
        let texts = [
            "The council voted on Tuesday to approve the tram line, which would connect both banks",
            "全国人民代表大会常务委员会关于修改《中华人民共和国选举法》的决定已经通过并公布施行。",
            "Cafe\u{301} cre\u{300}me bru\u{302}le\u{301}e a\u{300} la carte, toujours et partout dans la ville",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        ];
        for text in texts {
            for width in [12, 20, 40, 80, 200] {
                for line in flowed(text, &[(0, 3)], width, false).lines() {
                    assert!(columns(line) <= width, "{width}: {line:?}");
                }
            }
        }
    }

    #[test]
    fn flowing_loses_no_word() {
        let text = "one two  three 四五六七八九十 ends";
        let back: String = flowed(text, &[], 12, false).split_whitespace().collect();
        assert_eq!(back, text.split_whitespace().collect::<String>());
    }

    #[test]
    fn marks_get_stars_without_colour_and_a_style_with_it() {
        assert_eq!(flowed("a bc d", &[(2, 4)], 40, false), "  a **bc** d\n");
        assert_eq!(
            flowed("a bc d", &[(2, 4)], 40, true),
            "  a \u{1b}[1m\u{1b}[31mbc\u{1b}[0m d\n"
        );
        assert_eq!(
            flowed("abcd", &[(0, 2), (2, 4)], 40, false),
            "  **ab****cd**\n"
        );
    }

    #[test]
    fn marks_outside_the_text_do_no_harm() {
        assert_eq!(flowed("ab", &[(1, 90), (95, 99)], 40, false), "  a**b**\n");
        assert_eq!(flowed("", &[(0, 4)], 40, false), "\n");
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        let text = "e\u{301}".repeat(30);
        for line in flowed(&text, &[], 12, false).lines() {
            assert!(!line.trim_start().starts_with('\u{301}'));
        }
    }

    #[test]
    fn cutting_counts_columns_and_says_so() {
        assert_eq!(cut_to("abcdef", 6), "abcdef");
        assert_eq!(cut_to("abcdefg", 6), "abcde…");
        assert_eq!(cut_to("全国人民代表", 7), "全国人…");
    }
}
