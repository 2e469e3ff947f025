//! The looks of text on a terminal: one table of styles, and the page they are written on.

use anstyle::{AnsiColor, Style};

use super::safe;

/// How matched words are set apart where there is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlainMarks {
    /// `**word**`.
    #[default]
    Stars,
    /// Not at all: the text can be copied as it stands.
    Off,
}

/// What the place where the text will be read can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; renderers keep within it where the text allows.
    pub width: usize,
    /// Whether styles (ANSI SGR sequences) may be used.
    pub colour: bool,
    /// Whether hyperlinks (OSC 8) may be used.
    pub links: bool,
    /// The address of the folder from which the names of files count, `file://machine/folder`; see [`address::folder`](super::address::folder).
    pub files: Option<&'static str>,
    /// What sets matched words apart without colour.
    pub plain_marks: PlainMarks,
    /// Whether our own signs are those of ASCII; the text of articles stays as it is.
    pub ascii: bool,
}

impl Default for Look {
    /// 80 columns of plain text with stars.
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
            links: false,
            files: None,
            plain_marks: PlainMarks::Stars,
            ascii: false,
        }
    }
}

impl Look {
    /// Columns for running text: long lines are hard to read, so a wide terminal is not filled.
    pub fn text_width(&self) -> usize {
        self.width.clamp(20, WIDEST_TEXT)
    }

    /// A sign of ours as it is shown here; of one column, as the sign itself.
    pub fn sign(&self, sign: char) -> char {
        match SIGNS.iter().find(|(ours, _)| *ours == sign) {
            Some((_, plain)) if self.ascii => *plain,
            _ => sign,
        }
    }

    /// The beginning of a text within so many columns; see [`flow::cut_to`](super::flow::cut_to).
    pub fn cut(&self, text: &str, width: usize) -> String {
        let mut cut = super::flow::cut_to(text, width);
        if self.ascii && cut.ends_with(CUT) && !text.ends_with(CUT) {
            cut.pop();
            cut.push(self.sign(CUT));
        }
        cut
    }
}

/// What stands where something was left out.
pub const CUT: char = '…';

/// Our own signs, and what stands for each where a locale knows ASCII alone.
const SIGNS: [(char, char); 6] = [
    ('·', '-'),
    (CUT, '~'),
    ('└', '`'),
    ('¶', '#'),
    ('▪', '#'),
    ('×', 'x'),
];

/// Columns of running text at most, whatever the terminal's width.
const WIDEST_TEXT: usize = 112;

/// A part of the text by its meaning; [`Role::style`] is the one table of looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Text,
    /// A matched word.
    Mark,
    /// A headline.
    Title,
    /// A matched word of a headline.
    TitleMark,
    /// A number by which a thing is called: rank, paragraph.
    Number,
    /// Outlet.
    Site,
    /// Everything beside the point: dates, identifiers, places in the text.
    Aside,
    /// Text that was kept.
    Kept,
    /// Text that was cut.
    Cut,
    /// An error's first word, and the caret.
    Error,
    /// A hint's first word.
    Hint,
}

impl Role {
    /// Whether it is for what we say, and not for the text of an article.
    fn is_ours(self) -> bool {
        matches!(
            self,
            Self::Aside | Self::Number | Self::Site | Self::Hint | Self::Error
        )
    }

    /// The style. Of the basic colours only red and magenta can be read on black and on white in the palettes of the common
    /// terminals; green, cyan and yellow fade on white, blue on black.
    pub fn style(self) -> Style {
        let plain = Style::new();
        let colour = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
        match self {
            Self::Text | Self::Kept => plain,
            Self::Mark | Self::Error => colour(AnsiColor::Red).bold(),
            Self::Title => plain.bold(),
            Self::TitleMark => colour(AnsiColor::Red).bold().underline(),
            Self::Number | Self::Site | Self::Hint => colour(AnsiColor::Magenta),
            Self::Aside => plain.dimmed(),
            Self::Cut => colour(AnsiColor::Red),
        }
    }
}

/// A text under construction, styled if its [`Look`] allows.
#[derive(Debug)]
pub struct Sheet {
    look: Look,
    text: String,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(look: Look) -> Self {
        Self {
            look,
            text: String::new(),
        }
    }

    /// The look it is made for.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Adds untrusted text on the current line, made harmless.
    pub fn put(&mut self, role: Role, text: &str) -> &mut Self {
        let mut shown = safe::line(text);
        if self.look.ascii && role.is_ours() && !shown.is_ascii() {
            shown = shown.chars().map(|c| self.look.sign(c)).collect();
        }
        let style = role.style();
        if self.look.colour && style != Style::new() && !shown.is_empty() {
            self.text.extend([
                &style.render().to_string(),
                &*shown,
                &style.render_reset().to_string(),
            ]);
        } else {
            self.text.push_str(&shown);
        }
        self
    }

    /// Begins a line that belongs to the one above.
    pub fn corner(&mut self, role: Role) -> &mut Self {
        let sign = format!("{} ", self.look.sign('└'));
        self.put(role, &sign)
    }

    /// Ends the line; trailing spaces of an unstyled line go.
    pub fn end(&mut self) -> &mut Self {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
        self
    }

    /// Adds spaces.
    pub fn indent(&mut self, columns: usize) -> &mut Self {
        self.text.extend(std::iter::repeat_n(' ', columns));
        self
    }

    /// Begins a hyperlink if the look and the address allow; true if [`Sheet::end_link`] must follow.
    pub fn begin_link(&mut self, address: Option<&str>) -> bool {
        let address = address.filter(|_| self.look.links).and_then(safe::link);
        if let Some(address) = address {
            self.text.extend(["\u{1b}]8;;", address, "\u{1b}\\"]);
        }
        address.is_some()
    }

    /// Ends a hyperlink.
    pub fn end_link(&mut self) {
        self.text.push_str("\u{1b}]8;;\u{1b}\\");
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }
}
