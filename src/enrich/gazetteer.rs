//! What is known of names and words beforehand: a table of short lists written for this project, and long lists of names from open sources; both are
//! matched on words without their case endings.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::listed::Listed;
use super::token;
use crate::article::given;
use crate::shipped;

/// The short lists. A `[name]` opens a list; its entries are divided by commas.
const LISTS: &str = include_str!("data/gazetteer.txt");

/// German nouns that are no names, packed; see `scripts/noun_list.py`.
const NOUNS: &[u8] = include_bytes!("data/nouns.zst");

/// The places of one word in Cyrillic letters on the long lists, in lower case.
pub fn cyrillic_places() -> impl Iterator<Item = &'static str> {
    let lines = given::lists().lines();
    let places = lines.skip_while(|line| *line != "[listed-place]").skip(1);
    let places = places.take_while(|line| !line.starts_with('['));
    let is_wanted =
        |line: &&str| line.starts_with(|c: char| ('а'..='ӿ').contains(&c)) && !line.contains(' ');
    places.filter(is_wanted)
}

/// The given names of one word in Cyrillic letters on the long lists, in lower case.
pub fn cyrillic_given_names() -> impl Iterator<Item = &'static str> {
    let lines = given::lists().lines();
    let names = lines
        .skip_while(|line| *line != "[listed-first-name]")
        .skip(1);
    let names = names.take_while(|line| !line.starts_with('['));
    names.filter(|line| line.starts_with(|c: char| ('а'..='ӿ').contains(&c)))
}

/// A set of lists a word or phrase stands on, one bit each.
pub type Marks = u32;

/// Names of the lists in the order of their bits. A new list goes to the end, and the weights are trained anew.
const NAMES: [&str; 23] = [
    "country",
    "city",
    "region",
    "org",
    "team",
    "media",
    "first-name",
    "surname",
    "title",
    "org-suffix",
    "org-word",
    "place-word",
    "demonym",
    "calendar",
    "say",
    "place-preposition",
    "particle",
    "work",
    "listed-place",
    "listed-surname",
    "listed-first-name",
    "listed-company",
    "german-noun",
];

/// The bit of a list.
const fn bit(n: u32) -> Marks {
    1 << n
}
/// Countries.
pub const COUNTRY: Marks = bit(0);
/// Cities.
pub const CITY: Marks = bit(1);
/// States, seas, regions.
pub const REGION: Marks = bit(2);
/// Places of any kind.
pub const PLACES: Marks = COUNTRY | CITY | REGION;
/// Companies, bodies, parties.
pub const ORG: Marks = bit(3);
/// Teams and leagues.
pub const TEAM: Marks = bit(4);
/// Outlets.
pub const MEDIA: Marks = bit(5);
/// Family names.
pub const SURNAME: Marks = bit(7);
/// Peoples, and adjectives of places and parties.
pub const DEMONYM: Marks = bit(12);
/// Months and weekdays.
pub const CALENDAR: Marks = bit(13);
/// Titles before a person's name.
pub const TITLE: Marks = bit(8);
/// Given names.
pub const FIRST_NAME: Marks = bit(6);
/// `Inc`, `GmbH` and the like.
pub const ORG_SUFFIX: Marks = bit(9);
/// Verbs of saying.
pub const SAY: Marks = bit(14);
/// Prepositions of place.
pub const PLACE_PREPOSITION: Marks = bit(15);
/// Small words inside or before a name: `von`, `de`, `al`.
pub const PARTICLE: Marks = bit(16);
/// Words that make the name of a body: `Ministry`, `University`.
pub const ORG_WORD: Marks = bit(10);
/// Words that make the name of a place: `River`, `Stadium`.
pub const PLACE_WORD: Marks = bit(11);

/// Events, laws, works and products. The weights know nothing of this list; a rule does.
pub const WORK: Marks = bit(17);

/// Long lists from open sources, on which many common words stand too: something for the weights, nothing for a rule.
pub const LISTED: Marks = LISTED_PLACE | LISTED_PEOPLE | LISTED_COMPANY;
/// Places of the open lists.
pub const LISTED_PLACE: Marks = bit(18);
/// Surnames of the open lists.
pub const LISTED_SURNAME: Marks = bit(19);
/// Given names of the open lists.
pub const LISTED_FIRST_NAME: Marks = bit(20);
/// Given names and surnames of the open lists.
pub const LISTED_PEOPLE: Marks = LISTED_SURNAME | LISTED_FIRST_NAME;
/// Companies of the open lists.
pub const LISTED_COMPANY: Marks = bit(21);

/// German nouns that are no names. Only words of German articles have this mark.
pub const NOUN: Marks = bit(22);
/// German words that such a noun ends. There is no list of them.
pub const COMPOUND: Marks = bit(23);

/// The marks of the lists that were written by hand.
pub const fn by_hand(marks: Marks) -> Marks {
    marks & !(LISTED | NOUN | COMPOUND)
}

/// The marks that the weights were trained with.
pub const fn core(marks: Marks) -> Marks {
    marks & !WORK
}

/// The lists, ready for looking up.
#[derive(Debug, Default)]
pub struct Gazetteer {
    words: FxHashMap<u32, Entry>,
    phrases: FxHashMap<u32, Marks>,
}

/// What is known of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// Lists on which it stands alone.
    pub marks: Marks,
    /// Words in the longest phrase that it opens; 0 if none.
    pub longest: u8,
}

impl Gazetteer {
    /// The shipped lists, read at first use.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Gazetteer> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let mut read = Self::default();
            read.add_lists(LISTS);
            read.add_lists(given::lists());
            for noun in shipped::text(NOUNS).lines() {
                read.add(noun, NOUN);
            }
            read
        })
    }

    fn add_lists(&mut self, lists: &str) {
        let mut mark = 0;
        for line in lists
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                mark = NAMES
                    .iter()
                    .position(|&n| n == name)
                    .map_or(0, |n| bit(n as u32));
            } else {
                line.split(',')
                    .map(str::trim)
                    .filter(|entry| !entry.is_empty())
                    .for_each(|entry| self.add(entry, mark));
            }
        }
    }

    fn add(&mut self, entry: &str, mark: Marks) {
        let keys: Vec<u32> = token::tokens(entry)
            .iter()
            .map(|t| stem_key(t.of(entry)))
            .collect();
        let Some(&first) = keys.first() else { return };
        let word = self.words.entry(first).or_default();
        if keys.len() == 1 {
            word.marks |= mark;
        } else {
            word.longest = word.longest.max(keys.len().min(8) as u8);
            *self.phrases.entry(phrase_key(&keys)).or_default() |= mark;
        }
    }

    /// What is known of the word with this [`stem_key`].
    pub fn word(&self, key: u32) -> Entry {
        self.words.get(&key).copied().unwrap_or_default()
    }

    /// The lists on which a phrase of two or more keys stands.
    pub fn phrase(&self, keys: impl IntoIterator<Item = u32>) -> Marks {
        self.phrases
            .get(&fold_keys(keys))
            .copied()
            .unwrap_or_default()
    }
}

fn phrase_key(keys: &[u32]) -> u32 {
    fold_keys(keys.iter().copied())
}

fn fold_keys(keys: impl IntoIterator<Item = u32>) -> u32 {
    keys.into_iter().fold(7, |sum: u32, key| {
        sum.rotate_left(5)
            .wrapping_add(key)
            .wrapping_mul(0x9e37_79b1)
    })
}

/// Hash of some text.
pub const fn hash(text: &str) -> u32 {
    let mut rest = text.as_bytes();
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    while let [byte, behind @ ..] = rest {
        sum = (sum ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
        rest = behind;
    }
    (sum ^ (sum >> 32)) as u32
}

/// Hash of a word in lower case without the case ending that Russian, Ukrainian and their kin put on names.
pub fn stem_key(word: &str) -> u32 {
    stem_key_of_lower(&word.to_lowercase())
}

/// [`stem_key`] of a word that is in lower case already.
pub fn stem_key_of_lower(word: &str) -> u32 {
    hash(stem(word))
}

/// Case endings of Cyrillic names, longest first. Endings that are also ends of names in the nominative (`-ов`, `-ин`) are not here.
const ENDINGS: &[&str] = &[
    "ией", "ьей", "ием", "ієм", "ією", "ами", "ями", "ого", "ому", "ему", "его", "ою", "ею", "ої",
    "ий", "ій", "ый", "ой", "им", "ым", "ім", "ом", "ем", "єм", "ам", "ям", "ах", "ях", "ия", "ии",
    "ию", "ие", "ія", "ії", "ію", "ья", "ьи", "ью", "ье", "ая", "яя", "ую", "ое", "ые", "а", "я",
    "у", "ю", "е", "є", "и", "і", "ї", "ы", "о", "ь", "й",
];

/// Of these, those of nouns like `Нигерия`, of which the first letter belongs to the stem: `Нигер` is another country.
const OF_IYA: &[&str] = &[
    "ией", "ием", "ієм", "ією", "ия", "ии", "ию", "ие", "ія", "ії", "ію",
];

/// Behind these letters they are mostly endings of adjectives: `Зеленские`.
const OF_ADJECTIVES: [char; 7] = ['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ'];

/// Given names like `Дмитрий` and `Сергій`, without their endings.
static MEN: Listed = Listed::new(
    "дмитр евген анатол васил валер юр арсен григор геннад аркад витал георг серг алекс леонт афанас савел терент лаврент иннокент викент \
    антон амвос аполлинар порфир мефод климент юл \
    андр олекс григор вітал євген геннад анатол матв тимоф валер арсен аркад",
);

/// A lower-case word without its case ending; other than Cyrillic words stay as they are.
pub fn stem(lower: &str) -> &str {
    if !lower.starts_with(|c: char| ('а'..='ӿ').contains(&c)) {
        return lower;
    }
    let fits = |ending: &&&str| lower.ends_with(**ending) && lower.len() - ending.len() >= 6;
    let Some(ending) = ENDINGS.iter().find(fits) else {
        return lower;
    };
    let stem = &lower[..lower.len() - ending.len()];
    let keeps = OF_IYA.contains(ending) && !stem.ends_with(OF_ADJECTIVES) && !MEN.has(stem);
    let letter = if keeps { 'и'.len_utf8() } else { 0 };
    &lower[..stem.len() + letter]
}
