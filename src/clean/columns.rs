//! What the classifier sees of a page: a table of bytes, one column a feature, one row a block.
//!
//! Every feature is a byte by design: counts on a logarithmic scale, shares in forty steps, kinds
//! in an order that a threshold can cut. 0 means "beyond the page" or "not known here", so the
//! features of a neighbour are the same column read some rows further, at no cost.

/// Rows of zeros before the first and after the last block: the furthest neighbour that is looked at.
pub const PAD: usize = 8;
/// Rows that are judged at once; a column has room for whole groups of them.
pub const GROUP: usize = 32;
/// Values of a column are below this.
pub const LEVELS: usize = 64;

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $name:ident reach $reach:literal,)+) => {
        /// The columns.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Column { $($(#[doc = $doc])+ $name,)+ }

        impl Column {
            /// All columns, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// How many blocks away the column still tells something.
            pub const fn reach(self) -> i8 {
                match self { $(Self::$name => $reach,)+ }
            }
        }
    };
}

columns! {
    /// Characters.
    Chars reach 5,
    /// Words.
    Words reach 2,
    /// Characters a word.
    WordLength reach 0,
    /// How it begins.
    First reach 1,
    /// How it ends.
    Last reach 4,
    /// Sentence ends in it.
    Sentences reach 1,
    /// Commas.
    Commas reach 0,
    /// Share of function words.
    FunctionWords reach 3,
    /// Share of capital letters.
    Upper reach 1,
    /// Share of capitalised words.
    Capitalised reach 2,
    /// Share of digits.
    Digits reach 1,
    /// Share of letters.
    Letters reach 0,
    /// Quotation marks.
    Quotes reach 1,
    /// Bars, bullets and slashes.
    Dividers reach 0,
    /// Years and times of day.
    Dates reach 2,
    /// Addresses, at-signs and the like.
    Symbols reach 1,
    /// The longest word.
    LongestWord reach 0,
    /// Words of an outlet that speaks to its readers.
    Appeal reach 2,
    /// Kind of boilerplate by its words.
    Cue reach 3,
    /// How sure that is.
    CueStrength reach 1,
    /// Blank lines before it.
    Blank reach 3,
    /// How often the text stands on the page.
    Copies reach 1,
    /// Words shared with the stated title.
    Title reach 2,
    /// Blocks since the last one that repeats the title.
    AfterTitle reach 0,
    /// Words shared with the main run.
    Topic reach 3,
    /// Blocks before it.
    FromStart reach 0,
    /// Blocks after it.
    FromEnd reach 0,
    /// Share of the page's blocks before it.
    Place reach 0,
    /// Share of the page's characters before it.
    CharPlace reach 0,
    /// Blocks of the page.
    PageBlocks reach 0,
    /// Prose of the page.
    PageProse reach 0,
    /// Share of the page's prose that lies before it.
    ProseBefore reach 0,
    /// Prose within two blocks.
    ProseNear reach 0,
    /// Prose within six blocks.
    ProseAround reach 0,
    /// Prose within fifteen blocks.
    ProseWide reach 0,
    /// Blocks since the last prose.
    SinceProse reach 0,
    /// Blocks until the next prose.
    UntilProse reach 0,
    /// Characters of the last prose.
    LastProse reach 0,
    /// Characters of the next prose.
    NextProse reach 0,
    /// Length of the run of short blocks it is in.
    ShortRun reach 1,
    /// Neighbours of about its length.
    Alike reach 1,
    /// Where it lies to the start of the main run.
    RunStart reach 0,
    /// Where it lies to the end of the main run.
    RunEnd reach 0,
    /// Share of the page's prose in the main run.
    RunShare reach 0,
    /// Share of the site's other pages that show it.
    SeenShare reach 2,
    /// Number of the site's other pages that show it.
    SeenOn reach 1,
    /// Number of the site's other pages known.
    SeenOf reach 0,
    /// Share of it inside links.
    Links reach 3,
    /// Number of links.
    LinkCount reach 0,
    /// Share in bold or italics.
    Emphasis reach 0,
    /// What the markup says it is.
    Kind reach 2,
    /// Chrome element around it.
    Chrome reach 1,
    /// Article or main element around it.
    Main reach 0,
    /// List, table or quotation around it.
    Holder reach 1,
    /// Depth in the tree.
    Depth reach 1,
    /// Kind of the nearest telling name of an element around it.
    Name reach 1,
    /// Steps up to that element.
    NameSteps reach 0,
    /// Kinds of telling names around it.
    Names reach 0,
    /// Steps up to an element with a name of article text.
    BodyName reach 0,
    /// Share of the page's prose in its container.
    Container reach 1,
    /// Share of the page's prose one container further out.
    OuterContainer reach 0,
    /// Share of links in its container.
    ContainerLinks reach 1,
    /// Steps up to an element around the densest container.
    Aside reach 1,
    /// Steps from there down to the densest container.
    Above reach 0,
    /// Share of the page's prose in blocks of the same style.
    Style reach 2,
    /// Blocks of the same style.
    StyleCount reach 0,
    /// Main headings before it.
    Heads reach 0,
    /// Article elements before it.
    Articles reach 0,
    /// The first classifier's opinion.
    Score reach 8,
    /// The same within two blocks, by length.
    ScoreNear reach 0,
    /// The same within six blocks.
    ScoreAround reach 0,
    /// Share of the expected body that lies before it.
    BodyBefore reach 0,
    /// Expected body of the page.
    BodySize reach 0,
    /// Where it lies to the start of the expected body.
    BodyStart reach 0,
    /// Where it lies to the end of the expected body.
    BodyEnd reach 0,
    /// Words shared with the expected body.
    BodyTopic reach 1,
    /// Opinion on the last likely body block before it, and how far.
    SinceBody reach 0,
    /// How far to the next likely body block.
    UntilBody reach 0,
    /// Mean opinion on the blocks of its container.
    ContainerScore reach 0,
    /// Mean opinion on the blocks of its style.
    StyleScore reach 0,
}

/// The table of a page.
#[derive(Debug, Clone)]
pub struct Columns {
    rows: usize,
    /// Bytes from one column to the next.
    stride: usize,
    bytes: Vec<u8>,
}

impl Columns {
    /// A table of zeros for a page of `rows` blocks.
    pub fn new(rows: usize) -> Self {
        let stride = rows.next_multiple_of(GROUP) + 2 * PAD;
        Self {
            rows,
            stride,
            bytes: vec![0; Column::ALL.len() * stride],
        }
    }

    /// Blocks of the page.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column, seen `offset` blocks further: one value a block.
    pub fn get(&self, column: Column, offset: i8) -> &[u8] {
        let start = self.start(column, offset);
        self.bytes.get(start..start + self.rows).unwrap_or_default()
    }

    /// A column, seen `offset` blocks further, in groups of [`GROUP`] blocks; the last one goes on with zeros beyond the page.
    pub(super) fn groups(&self, column: Column, offset: i8) -> &[[u8; GROUP]] {
        let start = self.start(column, offset);
        let end = start + self.rows.next_multiple_of(GROUP);
        let values = self.bytes.get(start..end).unwrap_or_default();
        values.as_chunks().0
    }

    /// Where a column begins, seen `offset` blocks further.
    fn start(&self, column: Column, offset: i8) -> usize {
        (column as usize * self.stride + PAD).saturating_add_signed(isize::from(offset))
    }

    /// A column to be filled.
    pub(super) fn get_mut(&mut self, column: Column) -> &mut [u8] {
        let start = self.start(column, 0);
        self.bytes
            .get_mut(start..start + self.rows)
            .unwrap_or_default()
    }

    /// Fills a column; values beyond the levels become the highest level.
    pub(super) fn fill(&mut self, column: Column, values: impl Iterator<Item = u8>) {
        for (cell, value) in self.get_mut(column).iter_mut().zip(values) {
            *cell = value.min(LEVELS as u8 - 1);
        }
    }

    /// Fills a column with one value.
    pub(super) fn flat(&mut self, column: Column, value: u8) {
        self.get_mut(column).fill(value.min(LEVELS as u8 - 1));
    }
}

/// A count on a logarithmic scale: 1 for 0, four steps an octave, 63 from about 50,000.
pub(super) fn log(n: usize) -> u8 {
    let n = (n.min(1 << 20) + 1) as u32;
    let octave = n.ilog2();
    let step = if octave >= 2 {
        (n >> (octave - 2)) & 3
    } else {
        (n << (2 - octave)) & 3
    };
    (1 + octave * 4 + step).min(LEVELS as u32 - 1) as u8
}

/// A share in forty steps, from 1; 1 also for the share of nothing.
pub(super) fn share(part: usize, whole: usize) -> u8 {
    1 + (40 * part.min(whole)).checked_div(whole).unwrap_or(0) as u8
}

/// A signed distance on a logarithmic scale around 32.
pub(super) fn signed(from: usize, to: usize) -> u8 {
    if to >= from {
        31 + (log(to - from).min(32))
    } else {
        32 - log(from - to).min(31)
    }
}
