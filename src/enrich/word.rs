//! One spelling, and what is known of it without an article: casing, affixes, cluster, lists.
//!
//! News repeats itself: of a hundred words ninety-five were studied in an article before, so what was found out lately is kept.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::cluster::{self, Path};
use super::gazetteer::{self, Gazetteer, Marks};
use super::language::Family;

/// How a word is cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A sign, or a word in a script without cases.
    None,
    /// A number.
    Digit,
    /// `word`
    Lower,
    /// `Word`
    Capital,
    /// `WORD`
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
}

impl Case {
    /// Whether a name may begin so.
    pub fn is_namelike(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Mixed)
    }
}

/// One distinct spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Hash of the spelling.
    pub exact: u32,
    /// Hash of the lower-case form.
    pub lower: u32,
    /// Number of its [`gazetteer::stem_key`] within the article: the case forms of a name share it.
    pub stem: u32,
    /// Hash of the shape: `Xxx-dd`.
    pub shape: u32,
    /// Hash of the shape with runs folded: `Xx-d`.
    pub short_shape: u32,
    /// Casing.
    pub case: Case,
    /// Hashes of the first 1 to 4 characters of the lower-case form, then of the last 1 to 4; 0 where it is shorter.
    pub affixes: [u32; 8],
    /// Brown cluster.
    pub cluster: Option<Path>,
    /// Brown cluster of the last part of a German compound that has none itself: `Flur` of `Hotelflur`, `Meier` of `Obermeier`.
    pub head: Option<Path>,
    /// Lists on which it stands alone.
    pub marks: Marks,
    /// Words in the longest listed phrase that it opens.
    pub longest_phrase: u8,
    /// Its key in the lists.
    pub key: u32,
}

impl Word {
    /// Studies a spelling.
    fn study(spelling: &str, family: Family) -> Self {
        let lower = spelling.to_lowercase();
        let key = gazetteer::stem_key_of_lower(&lower);
        let entry = Gazetteer::shipped().word(key);
        let (shape, short_shape) = shapes(spelling);
        let cluster = cluster_of(family, spelling, &lower);
        let mut marks = entry.marks & !gazetteer::NOUN;
        let mut head = None;
        if family == Family::German {
            head = cluster.map_or_else(|| head_of(&lower), |_| None);
            marks |= noun_of(&lower, entry.marks);
        }
        Self {
            exact: gazetteer::hash(spelling),
            lower: gazetteer::hash(&lower),
            stem: 0,
            shape,
            short_shape,
            case: case_of(spelling),
            affixes: affixes(&lower),
            cluster,
            head,
            marks,
            longest_phrase: entry.longest,
            key,
        }
    }

    /// The word without its number in this article: the same wherever it is spelled so.
    pub fn out_of_article(self) -> Self {
        Self { stem: 0, ..self }
    }
}

/// Spellings that were studied lately. The default has no room: it keeps nothing.
#[derive(Debug, Clone, Default)]
pub struct Studied {
    slots: Vec<Slot>,
}

/// A spelling and what was found; an empty one has no bytes.
#[derive(Debug, Clone, Copy)]
struct Slot {
    bytes: [u8; LONGEST_KEPT],
    length: u8,
    family: Family,
    word: Word,
}

/// Longer spellings are studied anew each time.
const LONGEST_KEPT: usize = 22;

impl Studied {
    /// Spellings that are kept, as a power of two; about 110 bytes each.
    const BITS: u32 = 15;

    /// Room for some thousands of spellings.
    pub fn new() -> Self {
        let empty = Slot {
            bytes: [0; LONGEST_KEPT],
            length: 0,
            family: Family::Other,
            word: Word::study("", Family::Other),
        };
        Self {
            slots: vec![empty; 1 << Self::BITS],
        }
    }

    /// What is known of a spelling with this hash.
    fn word(&mut self, spelling: &str, hash: u64, family: Family) -> Word {
        let at = hash as usize & self.slots.len().wrapping_sub(1);
        let (Some(slot), 1..=LONGEST_KEPT) = (self.slots.get_mut(at), spelling.len()) else {
            return Word::study(spelling, family);
        };
        let known = slot.bytes.get(..usize::from(slot.length));
        if known != Some(spelling.as_bytes()) || slot.family != family {
            slot.bytes[..spelling.len()].copy_from_slice(spelling.as_bytes());
            slot.length = spelling.len() as u8;
            slot.family = family;
            slot.word = Word::study(spelling, family);
        }
        slot.word
    }
}

/// The distinct spellings of one article, numbered as they come.
#[derive(Debug)]
pub struct Vocabulary<'t, 's> {
    family: Family,
    studied: &'s mut Studied,
    /// An open table of numbers; [`FREE`] where there is none.
    slots: Vec<u32>,
    spellings: Vec<(u64, &'t str)>,
    stems: FxHashMap<u32, u32>,
    words: Vec<Word>,
}

const FREE: u32 = u32::MAX;

impl<'t, 's> Vocabulary<'t, 's> {
    /// Room for a text of so many tokens; there must not be more.
    pub fn new(tokens: usize, family: Family, studied: &'s mut Studied) -> Self {
        let distinct = tokens / 2 + 1;
        Self {
            family,
            studied,
            slots: vec![FREE; (tokens + distinct).next_power_of_two()],
            spellings: Vec::with_capacity(distinct),
            stems: FxHashMap::with_capacity_and_hasher(distinct, rustc_hash::FxBuildHasher),
            words: Vec::with_capacity(distinct),
        }
    }

    /// The number of a spelling.
    pub fn number(&mut self, spelling: &'t str) -> u32 {
        let hash = xxh3_64(spelling.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        loop {
            let number = self.slots[at];
            if number == FREE {
                break;
            }
            if self.spellings[number as usize] == (hash, spelling) {
                return number;
            }
            at = (at + 1) & mask;
        }
        let number = self.words.len() as u32;
        self.slots[at] = number;
        self.spellings.push((hash, spelling));
        let mut word = self.studied.word(spelling, hash, self.family);
        let next = self.stems.len() as u32;
        word.stem = *self.stems.entry(word.key).or_insert(next);
        self.words.push(word);
        number
    }

    /// The words by number, and how many stems they have.
    pub fn into_words(self) -> (Vec<Word>, usize) {
        (self.words, self.stems.len())
    }
}

fn cluster_of(family: Family, spelling: &str, lower: &str) -> Option<Path> {
    let clusters = cluster::of(family)?;
    let capital = || clusters.get(gazetteer::hash(&capital(lower)?));
    clusters
        .get(gazetteer::hash(spelling))
        .or_else(|| {
            if case_of(spelling) == Case::Upper {
                capital()
            } else {
                None
            }
        })
        .or_else(|| clusters.get(gazetteer::hash(lower)))
}

/// Letters that a compound has before its last part, and that this part has, at least.
const LEAST_BEFORE: usize = 3;
const LEAST_HEAD: usize = 4;
/// Longer words are no compounds, but what a hostile text has.
const LONGEST_COMPOUND: usize = 60;

/// The ends of a German word that may be the last part of a compound, longest first.
fn heads(lower: &str) -> impl Iterator<Item = &str> {
    let most = if lower.len() > LONGEST_COMPOUND {
        0
    } else {
        usize::MAX
    };
    let starts = lower
        .char_indices()
        .map(|(at, _)| at)
        .skip(LEAST_BEFORE)
        .take(most);
    starts
        .map(|at| &lower[at..])
        .take_while(|head| head.len() >= LEAST_HEAD)
}

/// The cluster of the longest ending of a German word that is a noun or a name itself.
fn head_of(lower: &str) -> Option<Path> {
    let clusters = cluster::of(Family::German)?;
    let capitals = heads(lower).filter_map(capital);
    capitals
        .map(|head| gazetteer::hash(&head))
        .find_map(|head| clusters.get(head))
}

/// Whether a German word is a noun, or ends in one.
fn noun_of(lower: &str, marks: Marks) -> Marks {
    match marks & gazetteer::NOUN {
        0 if head_noun(lower).is_some() => gazetteer::COMPOUND,
        noun => noun,
    }
}

/// The noun that ends a German compound: `flur` of `hotelflur`.
pub fn head_noun(lower: &str) -> Option<&str> {
    let is_noun = |word: &&str| {
        let key = gazetteer::stem_key_of_lower(word);
        Gazetteer::shipped().word(key).marks & gazetteer::NOUN != 0
    };
    heads(lower).find(is_noun)
}

/// A word in lower case with its first letter as a capital.
fn capital(lower: &str) -> Option<String> {
    let mut chars = lower.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

fn case_of(word: &str) -> Case {
    let mut upper = 0;
    let mut lower = 0;
    let mut digits = 0;
    let mut first_upper = false;
    for (i, c) in word.chars().enumerate() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
        first_upper |= i == 0 && c.is_uppercase();
    }
    match (upper, lower) {
        (0, 0) if digits > 0 => Case::Digit,
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, 0) => Case::Capital,
        (_, 0) => Case::Upper,
        (1, _) if first_upper => Case::Capital,
        _ => Case::Mixed,
    }
}

fn shapes(word: &str) -> (u32, u32) {
    let kinds = word.chars().take(24).map(|c| match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_lowercase() => 'x',
        _ if c.is_numeric() => 'd',
        _ if c.is_alphabetic() => 'a',
        _ => c,
    });
    let (mut capped, mut short) = (String::with_capacity(32), String::with_capacity(96));
    for (i, c) in kinds.enumerate() {
        if i < 8 {
            capped.push(c);
        }
        if !short.ends_with(c) {
            short.push(c);
        }
    }
    (gazetteer::hash(&capped), gazetteer::hash(&short))
}

fn affixes(lower: &str) -> [u32; 8] {
    let mut found = [0; 8];
    let starts = lower
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .chain([lower.len()]);
    for (slot, end) in found[..4].iter_mut().zip(starts) {
        *slot = gazetteer::hash(&lower[..end]);
    }
    for (slot, (start, _)) in found[4..].iter_mut().zip(lower.char_indices().rev()) {
        *slot = gazetteer::hash(&lower[start..]);
    }
    found
}
