//! What the words of a person's name are: given names, and names of China, Korea and Vietnam, whose family name stands first.

use crate::enrich::gazetteer::{
    FIRST_NAME, Gazetteer, LISTED_FIRST_NAME, LISTED_SURNAME, SURNAME, stem_key_of_lower,
};

/// Whether a folded word is a given name and hardly a surname: alone it says nothing of who is meant.
pub(super) fn is_given(word: &str) -> bool {
    let marks = Gazetteer::shipped().word(stem_key_of_lower(word)).marks;
    marks & FIRST_NAME != 0 && marks & SURNAME == 0
}

/// Whether what stands in the middle of a folded name of three words is a given name: `john quincy adams`, but not `hillary rodham clinton`.
pub(super) fn has_given_middle(key: &str) -> bool {
    let mut words = key.split(' ');
    let middle = words.nth(1).filter(|word| word.chars().count() > 1);
    middle.is_some_and(|word| {
        let marks = Gazetteer::shipped().word(stem_key_of_lower(word)).marks;
        let is_surname = marks & (SURNAME | LISTED_SURNAME) != 0 && marks & FIRST_NAME == 0;
        words.next().is_some() && marks & (FIRST_NAME | LISTED_FIRST_NAME) != 0 && !is_surname
    })
}

/// Whether a folded name says whose son somebody is: Hassan bin Ali is not Hassan Ali.
pub(super) fn is_son(key: &str) -> bool {
    let behind = key.split_once(' ').map_or("", |(_, rest)| rest);
    ["bin ", "ben ", "ibn ", "bint "]
        .iter()
        .any(|son| behind.starts_with(son))
}

/// Whether only initials stand in the middle of a folded name: `james b comey`.
pub(super) fn has_initials(key: &str) -> bool {
    let behind = key.split_once(' ').map_or("", |(_, rest)| rest);
    let middle = behind.rsplit_once(' ').map(|(middle, _)| middle);
    middle.is_some_and(|words| words.split(' ').all(|word| word.chars().count() == 1))
}

/// The commonest family names of China, Korea and Vietnam as newspapers write them, in order.
const FAMILIES: &[&str] = &[
    "bae", "bai", "ban", "cai", "cao", "cha", "chang", "chen", "cheng", "cho", "choe", "choi",
    "chu", "chun", "chung", "cui", "dang", "deng", "ding", "dinh", "dong", "du", "duan", "duong",
    "fan", "fang", "feng", "fu", "gao", "ge", "gong", "gu", "guan", "guo", "ha", "han", "hao",
    "he", "ho", "hoang", "hong", "hou", "hu", "hua", "huang", "huynh", "hwang", "jang", "jeong",
    "ji", "jia", "jiang", "jin", "jo", "jung", "kang", "kim", "ko", "kong", "kwon", "lai", "lam",
    "le", "lee", "lei", "li", "liang", "liao", "lim", "lin", "liu", "lu", "luo", "luong", "ly",
    "ma", "mao", "meng", "min", "moon", "ngo", "nguyen", "nie", "oh", "ou", "pan", "pang", "park",
    "peng", "pham", "phan", "qi", "qian", "qiao", "qin", "qiu", "ren", "rhee", "ri", "roh", "ryu",
    "seo", "shao", "shen", "shi", "shin", "sim", "sohn", "son", "song", "su", "suh", "sun", "tan",
    "tang", "tao", "tian", "to", "tran", "truong", "tsai", "vo", "vu", "wan", "wang", "wei", "wen",
    "won", "wu", "xi", "xia", "xiang", "xiao", "xie", "xing", "xiong", "xu", "xue", "yan", "yang",
    "yao", "ye", "yi", "yin", "yoo", "yoon", "you", "yu", "yuan", "yun", "zeng", "zhang", "zhao",
    "zheng", "zhong", "zhou", "zhu", "zou",
];

/// Whether a folded word is such a family name: alone it hardly means somebody who has it behind a given name, `Xi` no Cindy Xi.
pub(super) fn is_family(word: &str) -> bool {
    FAMILIES.binary_search(&word).is_ok()
}

/// Whether a folded name begins with a family name of East Asia, and the rest is one of its given names: one or two syllables.
pub(in crate::enrich) fn is_eastern(key: &str) -> bool {
    let Some((family, rest)) = key.split_once(' ') else {
        return false;
    };
    FAMILIES.binary_search(&family).is_ok() && !is_western(rest) && {
        let each = rest.split(' ').map(syllables);
        let all: Option<Vec<usize>> = each.collect();
        all.is_some_and(|all| (1..=MOST_SYLLABLES).contains(&all.iter().sum()))
    }
}

/// Syllables of a given name.
const MOST_SYLLABLES: usize = 2;

/// `Lee Martin`, `Kim Dan`: one word that the lists of this project and those of the West have.
fn is_western(rest: &str) -> bool {
    const SHORT: usize = 4;
    let marks = Gazetteer::shipped().word(stem_key_of_lower(rest)).marks;
    let is_surname = marks & LISTED_SURNAME != 0;
    let is_given = marks & LISTED_FIRST_NAME != 0 && rest.len() >= SHORT;
    marks & (SURNAME | FIRST_NAME) != 0 && (is_surname || is_given)
}

/// How many syllables of Chinese or Korean a word is made of, if it is: a vowel or several, with a consonant before and `n`, `ng`, `k`, `l`, `m`, `p` behind.
fn syllables(word: &str) -> Option<usize> {
    const BEFORE: &[&str] = &[
        "", "b", "c", "ch", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "ph", "q", "r", "s",
        "sh", "t", "th", "tr", "ts", "v", "w", "x", "y", "z", "zh",
    ];
    const BEHIND: &[&str] = &["", "n", "ng", "k", "l", "m", "p", "h"];
    let is_vowel = |c: char| "aeiou".contains(c);
    if word.is_empty() || !word.is_ascii() {
        return None;
    }
    let first = word.find(is_vowel)?;
    let last = word.rfind(is_vowel)?;
    let opens = |run: &str| BEFORE.contains(&run.strip_suffix('y').unwrap_or(run));
    let fits_between =
        |run: &str| (0..=run.len()).any(|at| BEHIND.contains(&&run[..at]) && opens(&run[at..]));
    let middle = word.get(first..=last)?;
    let between = middle.split(is_vowel).filter(|run| !run.is_empty());
    let fits = opens(&word[..first])
        && BEHIND.contains(&&word[last + 1..])
        && between.clone().all(fits_between);
    fits.then_some(between.count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_names_are_in_order() {
        assert!(FAMILIES.is_sorted());
    }

    #[test]
    fn names_of_east_asia_are_told_by_family_name_and_syllables() {
        for (key, expected) in [
            ("xi jinping", true),
            ("moon jae in", true),
            ("kim jong un", true),
            ("park geun hye", true),
            ("zhang wei", true),
            ("nguyen phu trong", true),
            ("li keqiang", true),
            ("cindy xi", false),
            ("kim kardashian", false),
            ("kim davis", false),
            ("lee daniels", false),
            ("lee martin", false),
            ("park", false),
            ("moon unit zappa", false),
        ] {
            assert_eq!(is_eastern(key), expected, "{key}");
        }
    }

    #[test]
    fn a_middle_name_may_be_a_given_name() {
        for (key, expected) in [
            ("john quincy adams", true),
            ("juan carlos garcia", true),
            ("mary ann smith", true),
            ("hillary rodham clinton", false),
            ("james b comey", false),
            ("john adams", false),
        ] {
            assert_eq!(has_given_middle(key), expected, "{key}");
        }
    }

    #[test]
    fn a_given_name_alone_is_nobody() {
        for (word, expected) in [
            ("bob", true),
            ("nancy", true),
            ("obama", false),
            ("merkel", false),
        ] {
            assert_eq!(is_given(word), expected, "{word}");
        }
    }
}
