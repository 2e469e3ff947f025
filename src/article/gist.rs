//! What an article says, in so few bytes that they can be kept of every page: enough to tell two versions of one article from two articles.

use xxhash_rust::xxh3::xxh3_64;

use super::Article;
use crate::analysis::{Tokens, key_of};

/// Words in a row that are compared.
const WORDS: usize = 4;
/// Parts into which such rows are divided by their digests; of each part a byte of the least digest is kept.
///
/// Of texts with half of their rows in common eight parts of 13 bits are shared so unevenly that no number of them tells such from texts
/// with a third; see [`Gist::says_the_same`] for what 26 do.
const SLOTS: usize = 26;
/// Shorter titles are often those of a site or a section (`Good Contents`, `Live`), and tell little.
const TITLE_WORDS: usize = 4;
/// How much two versions share at least, as share and whole: of texts alone, with one title, and with one title and one day or a paywall.
const SHARE: (usize, usize) = (4, 7);
const SHARE_WITH_TITLE: (usize, usize) = (1, 4);
const LEAST_SHARE: (usize, usize) = (2, SLOTS);
/// Where the title begins in the bytes, behind the parts, and where the day does.
const TITLE: usize = SLOTS;
const DAY: usize = TITLE + 4;
/// Bits of the title's first byte: it is long enough to be that of one article; the text is what stands before a paywall.
const OWN_TITLE: u8 = 1;
const STUB: u8 = 2;
/// The bytes of a gist.
const BYTES: usize = DAY + 2;

/// The gist of an article: a byte of the least digest of its rows of four words in each of 26 parts, a digest of its title, and its day.
///
/// Two articles say the same if they share four of seven parts; a quarter of them will do with one title, letters folded; and two of the 26
/// with one title of four words or more and one stated day, or where one of them is what stands before a paywall. Shares are counted of
/// the parts into which a row of either falls. See [`Gist::says_the_same`] for what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gist([u8; BYTES]);

impl Gist {
    /// The gist of an article.
    pub fn of(article: &Article) -> Self {
        let stated = article.published.as_ref().or(article.modified.as_ref());
        let day = stated.map_or("", |stated| &stated.text);
        let mut gist = Self::said(&article.title, &article.text, day);
        gist.0[TITLE] |= if article.stub { STUB } else { 0 };
        gist
    }

    /// The gist of a title and a text, and of the day (`2026-01-06`, whatever follows) that is stated, if one is.
    ///
    /// ```
    /// use newsdex::article::Gist;
    /// let weir = Gist::said("The weir", "The weir at Harrowgate was repaired on Thursday, the council said", "");
    /// let later = Gist::said("Weir open", "The weir at Harrowgate was repaired on Thursday, the council said on Friday", "");
    /// let ferry = Gist::said("The ferry", "No ferry will cross the lake before the storm has passed", "");
    /// assert!(weir.says_the_same(later) && !weir.says_the_same(ferry));
    /// ```
    pub fn said(title: &str, text: &str, day: &str) -> Self {
        let mut least = [u64::MAX; SLOTS];
        for row in rows(text) {
            let slot = &mut least[(row % SLOTS as u64) as usize];
            *slot = (*slot).min(row / SLOTS as u64);
        }
        let mut bytes = [0; BYTES];
        for (byte, least) in bytes.iter_mut().zip(least) {
            *byte = if least == u64::MAX {
                0
            } else {
                kept(least, 8) as u8
            };
        }
        bytes[TITLE..DAY].copy_from_slice(&(headline(title) as u32).to_le_bytes());
        bytes[DAY..].copy_from_slice(&day_of(day).to_le_bytes());
        Self(bytes)
    }

    /// Its bytes as they are stored.
    pub fn to_bytes(self) -> [u8; BYTES] {
        self.0
    }

    /// The gist of stored bytes.
    pub fn from_bytes(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }

    /// Whether two pages with these gists are versions of one article.
    ///
    /// Measured on 43,759 news with the exact share of rows of four words: of 53 pairs of one outlet that have 70 % of
    /// their rows in common 52 are joined, of 49 with half of them 30, of 117 with 40 % 6, and of 32,734 with less 1. By eye the first are
    /// versions of one article, while most from 20 to 50 % are other articles with the same background, captions or boxes. Of
    /// the articles of 1,390 real pages, once from their HTML and once from their dump, 1,367 are joined by a reference of this rule written apart from it; in most others something else was
    /// taken for the article.
    pub fn says_the_same(self, other: Self) -> bool {
        let shared = self.shared(other);
        let either = self.slots().iter().zip(other.slots());
        let either = either.filter(|(one, other)| *one | *other != 0).count();
        let same_title = self.title() != 0 && self.title() == other.title();
        let same_day = self.day() != 0 && self.day() == other.day();
        let before_paywall = self.is_stub() != other.is_stub();
        let is_own = same_title && self.0[TITLE] & OWN_TITLE != 0;
        if either == 0 {
            return is_own;
        }
        let is_of = |(share, whole): (usize, usize)| shared * whole >= either * share;
        shared != 0
            && (is_of(SHARE)
                || same_title && is_of(SHARE_WITH_TITLE)
                || is_own && (same_day || before_paywall) && is_of(LEAST_SHARE))
    }

    /// How many parts two gists share.
    pub fn shared(self, other: Self) -> usize {
        let slots = self.slots().iter().zip(other.slots());
        slots
            .filter(|(one, other)| one == other && **one != 0)
            .count()
    }

    /// Whether one that shares so many keys may say the same.
    pub fn is_near(self, shared: usize) -> bool {
        shared * LEAST_SHARE.1 >= self.parts() * LEAST_SHARE.0
    }

    /// Numbers of which two gists that say the same have one in common: one for each part, or one of the title where there is no text.
    pub fn keys(self) -> impl Iterator<Item = u32> {
        let slots = self.slots().to_owned();
        let slots = (0_u32..).zip(slots).filter(|&(_, slot)| slot != 0);
        let slots = slots.map(|(at, slot)| at << 8 | u32::from(slot));
        let title = (self.parts() == 0).then_some(self.title() | 1 << 31);
        slots.chain(title)
    }

    /// How many parts a row falls into.
    pub fn parts(self) -> usize {
        self.slots().iter().filter(|&&slot| slot != 0).count()
    }

    /// 0 of a part into which no row falls.
    fn slots(&self) -> &[u8] {
        &self.0[..SLOTS]
    }

    fn title(self) -> u32 {
        let [.., one, two, three, four, _, _] = self.0;
        u32::from_le_bytes([one & !STUB, two, three, four])
    }

    fn day(self) -> u16 {
        let [.., one, two] = self.0;
        u16::from_le_bytes([one, two])
    }

    fn is_stub(self) -> bool {
        self.0[TITLE] & STUB != 0
    }
}

/// So many bits of a digest, never 0, which stands for nothing; nothing of 0.
fn kept(digest: u64, bits: u32) -> u64 {
    let most = (1 << bits) - 1;
    if digest == 0 { 0 } else { digest % most + 1 }
}

/// The digest of a title in 30 bits, above those that tell whether it is long enough and of a paywall; 0 without one.
fn headline(title: &str) -> u64 {
    let words: Vec<u64> = words(title).collect();
    let is_own = words.len() >= TITLE_WORDS;
    match words.into_iter().fold(0, joined) {
        0 => 0,
        digest => kept(digest, 30) << 2 | u64::from(if is_own { OWN_TITLE } else { 0 }),
    }
}

/// A number for a day, another one for every other day of 170 years; 0 for none.
fn day_of(day: &str) -> u16 {
    let mut parts = day.split('T').next().unwrap_or_default().split('-');
    let mut number = || parts.next()?.parse::<u16>().ok().map(u32::from);
    match (number(), number(), number()) {
        (Some(year), Some(month), Some(day)) => {
            (((year * 12 + month) * 31 + day) % 65_535 + 1) as u16
        }
        _ => 0,
    }
}

/// Digests of the folded words.
fn words(text: &str) -> impl Iterator<Item = u64> {
    let mut tokens = Tokens::new(text);
    std::iter::from_fn(move || {
        let token = tokens.next_token()?;
        Some(xxh3_64(key_of(token.term).as_bytes()))
    })
}

/// The digest of words in a row and one more.
fn joined(words: u64, word: u64) -> u64 {
    let mixed = (words.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 29
}

/// Digests of all rows of four words; of a shorter text, of all its words.
fn rows(text: &str) -> impl Iterator<Item = u64> {
    let mut last = [0; WORDS];
    let mut seen = 0_usize;
    let mut words = words(text);
    std::iter::from_fn(move || {
        loop {
            let Some(word) = words.next() else {
                let rest = (1..WORDS).contains(&seen);
                seen = 0;
                return rest.then(|| last.into_iter().fold(0, joined));
            };
            last.rotate_left(1);
            last[WORDS - 1] = word;
            seen += 1;
            if seen >= WORDS {
                seen = WORDS;
                return Some(last.into_iter().fold(0, joined));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: (&str, &str, &str), other: (&str, &str, &str)) -> bool {
        let [one, other] = [one, other]
            .map(|(title, text, day)| Gist::said(title, text, &format!("2026-01-{day}")));
        let keys: Vec<u32> = one.keys().collect();
        let shared = other.keys().filter(|key| keys.contains(key)).count();
        let same = one.says_the_same(other);
        assert_eq!(other.says_the_same(one), same);
        assert!(!same || shared > 0 && one.is_near(shared), "keys find it");
        assert_eq!(Gist::from_bytes(one.to_bytes()), one);
        same
    }

    const WEIR: &str = "The weir at Harrowgate was repaired on Thursday, the council said. Work had begun in March, after the flood \
                        had torn a hole of nine metres into it. A second crew is to plant willows along the bank until the end of the month.";
    const FERRY: &str = "No ferry will cross the lake before the storm has passed, its owners said in the morning. The bus goes \
                         round by the northern shore, and takes an hour longer than the boat would have taken.";
    const TONIGHT: &str = "What to watch on television tonight";

    #[test]
    fn versions_of_an_article_are_told_from_other_articles() {
        let longer = format!("{WEIR} On Friday the first boats went through.");
        let edited = WEIR.replace("nine metres", "ten metres");
        let half = &WEIR[..WEIR.len() / 2];
        let both = format!("{half}. {FERRY}");
        for (one, other, expected) in [
            (
                ("Weir repaired", WEIR, "06"),
                ("Weir repaired", WEIR, "09"),
                true,
            ),
            (
                ("Weir repaired", WEIR, ""),
                ("Boats are back", WEIR, ""),
                true,
            ),
            (
                ("", WEIR, ""),
                ("Boats are back", longer.as_str(), ""),
                true,
            ),
            (
                ("", WEIR, ""),
                ("Boats are back", edited.as_str(), ""),
                true,
            ),
            // Less text needs one title.
            (
                ("Weir repaired", WEIR, ""),
                ("Weir repaired", half, ""),
                true,
            ),
            (
                ("Weir repaired", WEIR, ""),
                ("Both of them", &both, ""),
                false,
            ),
            // Still less needs one day as well, and none at all is another article.
            ((TONIGHT, WEIR, "06"), (TONIGHT, FERRY, "06"), false),
            ((TONIGHT, WEIR, "06"), (TONIGHT, FERRY, "07"), false),
            (
                ("Weir repaired", WEIR, "06"),
                ("No ferry today", FERRY, "06"),
                false,
            ),
            (("", WEIR, ""), ("", FERRY, ""), false),
            // Hardly any text.
            (("", "", ""), ("", "", ""), false),
            ((TONIGHT, "", ""), (TONIGHT, "", ""), true),
            ((TONIGHT, "", ""), (TONIGHT, WEIR, ""), false),
            (("", "Closed.", ""), ("", "closed", ""), true),
            (("", "Closed.", ""), ("", "Open again.", ""), false),
            (("", "Closed.", ""), ("", WEIR, ""), false),
            (
                ("", "堤防は木曜日に修復された。工事は三月に始まった。", ""),
                ("", "堤防は木曜日に修復された。工事は三月に始まった。", "07"),
                true,
            ),
            (
                ("", "堤防は木曜日に修復された。工事は三月に始まった。", ""),
                ("", "嵐のため渡し船は欠航し、バスが湖の北を回っている。", ""),
                false,
            ),
        ] {
            assert_eq!(same(one, other), expected, "{one:?} / {other:?}");
        }
    }

    #[test]
    fn with_one_title_and_one_day_little_of_the_text_will_do() {
        // Of 400 rows of words, 50 are in the other text too: an eighth, as of a page and of what stands before a paywall.
        let words: Vec<String> = (0..403).map(|n| format!("word{n}")).collect();
        let [whole, start] = [words.join(" "), words[..53].join(" ")];
        assert!(same((TONIGHT, &whole, "06"), (TONIGHT, &start, "06")));
        assert!(!same((TONIGHT, &whole, "06"), (TONIGHT, &start, "07")));
        assert!(!same((TONIGHT, &whole, "06"), ("Tonight", &start, "06")));
        assert!(!same((TONIGHT, &whole, ""), (TONIGHT, &start, "")));
    }

    #[test]
    fn days_are_told_apart() {
        let days = ["2026-01-06", "2026-01-07", "2026-02-06", "1998-01-06"];
        let numbers = days.map(day_of);
        assert!(numbers.iter().all(|number| *number != 0));
        assert_eq!(
            numbers
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
            4
        );
        assert_eq!(day_of("2026-01-06T23:59:00-05:00"), numbers[0]);
        assert_eq!([day_of(""), day_of("2026"), day_of("soon")], [0; 3]);
    }
}
