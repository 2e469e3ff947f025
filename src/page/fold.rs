//! Text as it reads: white space folded, invisible characters gone.

/// A text that grows by pieces and is always folded: no white space at either end, single spaces
/// inside, no control, soft hyphen, bidi or zero-width character. A joiner stays where the script
/// around it needs one (Arabic, Indic, emoji sequences).
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    chars: u32,
    space: bool,
    joiner: Option<char>,
}

/// What to do with one character.
enum Part {
    Keep,
    Space,
    Joiner,
    Drop,
}

impl Folded {
    /// Appends a piece and returns how many scalar values that added, a space before them not counted.
    pub(super) fn push(&mut self, piece: &str) -> u32 {
        let (before, length) = (self.chars, self.text.len());
        self.text.reserve(piece.len());
        let mut rest = piece;
        while let Some(first) = rest.chars().next() {
            let (plain, chars) = plain_prefix(rest.as_bytes());
            if plain > 0 {
                let (run, tail) = rest.split_at(plain);
                self.settle(first);
                self.text.push_str(run);
                self.chars += chars;
                rest = tail;
                continue;
            }
            self.push_char(first);
            rest = &rest[first.len_utf8()..];
        }
        let spaced = self.text.as_bytes().get(length) == Some(&b' ');
        self.chars - before - u32::from(spaced)
    }

    fn push_char(&mut self, c: char) {
        match part(c) {
            Part::Keep => {
                self.settle(c);
                self.text.push(c);
                self.chars += 1;
            }
            Part::Space => {
                self.space = true;
                self.joiner = None;
            }
            Part::Joiner => self.joiner = (!self.space).then_some(c),
            Part::Drop => {}
        }
    }

    /// Writes what was held back before `next`: a space, or a joiner between two signs that need it.
    fn settle(&mut self, next: char) {
        let joiner = self.joiner.take();
        if self.text.is_empty() {
            self.space = false;
        } else if self.space {
            self.space = false;
            self.text.push(' ');
            self.chars += 1;
        } else if let Some(joiner) = joiner
            && joins(next)
            && self.text.chars().next_back().is_some_and(joins)
        {
            self.text.push(joiner);
            self.chars += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The last character so far.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text, leaving nothing.
    pub(super) fn take(&mut self) -> String {
        self.chars = 0;
        self.space = false;
        self.joiner = None;
        std::mem::take(&mut self.text)
    }
}

/// Folds a whole text at once.
pub(super) fn fold(text: &str) -> String {
    let mut folded = Folded::default();
    folded.push(text);
    folded.take()
}

/// Length in bytes and in characters of the run at the start that stays as it is: signs that everybody prints,
/// Latin and Cyrillic letters, single spaces inside.
fn plain_prefix(text: &[u8]) -> (usize, u32) {
    let (mut at, mut chars) = (0, 0);
    while let Some(byte) = text.get(at) {
        let length = match byte {
            0x21..0x7f => 1,
            b' ' if at > 0 && text.get(at - 1) != Some(&b' ') => 1,
            // U+00C0 to U+00FF, U+0400 to U+047F.
            0xc3 | 0xd0 | 0xd1 => 2,
            // U+2010 to U+2027: dashes, quotation marks, the ellipsis.
            0xe2 if matches!(text.get(at + 1..at + 3), Some([0x80, 0x90..=0xa7])) => 3,
            _ => break,
        };
        at += length;
        chars += 1;
    }
    // A space at the end may be followed by another one, or by nothing.
    let spaced = at > 0 && text.get(at - 1) == Some(&b' ');
    (at - usize::from(spaced), chars - u32::from(spaced))
}

fn part(c: char) -> Part {
    match c {
        '\u{200c}' | '\u{200d}' => Part::Joiner,
        // U+0085 is a line break; U+200B only allows one.
        _ if c.is_whitespace() => Part::Space,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}' => Part::Drop,
        _ if c.is_control() || (c as u32) & 0xfffe == 0xfffe => Part::Drop,
        _ => Part::Keep,
    }
}

/// Whether a joiner next to this character changes how it is written.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{1fff}' | '\u{2190}'..='\u{2bff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_white_space_and_drops_what_cannot_be_seen() {
        let cases = [
            ("  a \t\n b\u{a0}\u{3000}c ", "a b c"),
            ("Be\u{ad}hör\u{200b}de", "Behörde"),
            ("a\u{0}b\u{7f}c\u{9f}d", "abcd"),
            ("\u{202b}שלום\u{202c} \u{200f}", "שלום"),
            ("\u{feff}x\u{2028}y", "x y"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
            ("👩\u{200d}🚒 crew", "👩\u{200d}🚒 crew"),
            ("no\u{200d}thing \u{200d}here\u{200d}", "nothing here"),
            (" \u{200b} ", ""),
        ];
        for (given, wanted) in cases {
            assert_eq!(fold(given), wanted, "{given:?}");
        }
    }

    #[test]
    fn a_text_in_one_piece_is_as_its_characters_one_by_one() {
        for text in [
            "plain words, single spaces",
            "two  spaces,\ttab and end ",
            "Größe – “quoted” … и Мышь №5",
            "a \u{a0} b\u{ad}c \u{200d}d e\u{2028}f",
            " \u{7f}x \u{200b} y\u{301}",
        ] {
            let (mut whole, mut single) = (Folded::default(), Folded::default());
            let added = whole.push(text);
            let mut buffer = [0; 4];
            for c in text.chars() {
                single.push(c.encode_utf8(&mut buffer));
            }
            assert_eq!(whole.chars, single.chars, "{text:?}");
            assert_eq!(added, whole.text.chars().count() as u32);
            assert_eq!(whole.take(), single.take());
        }
    }

    #[test]
    fn pieces_add_up_to_the_whole() {
        let mut folded = Folded::default();
        let added: Vec<u32> = [" one ", "two", " ", "", "  drei\u{ad}", "ß "]
            .iter()
            .map(|p| folded.push(p))
            .collect();
        assert_eq!(added, [3, 3, 0, 0, 4, 1]);
        assert_eq!(folded.last(), Some('ß'));
        assert_eq!(folded.take(), "one two dreiß");
        assert!(folded.is_empty());
    }
}
