//! Short names given to the long ones that they stand for.

use rustc_hash::FxHashMap;

use super::{Group, Mention, Name, in_order, names, take, titled, titles};
use crate::enrich::EntityKind;

/// A body's letters in brackets behind its name mean that body, whatever they stand for: `Tencent (TCEHY)`, `World Anti-Doping Agency (AMA)`.
pub(super) fn by_aside(groups: &mut Vec<Group>, mentions: &[Mention]) {
    let mut group_of = vec![None; mentions.len()];
    for (number, group) in groups.iter().enumerate() {
        for &mention in group
            .mentions
            .iter()
            .filter(|_| group.kind == EntityKind::Org)
        {
            group_of[mention] = Some(number);
        }
    }
    let asides = (1..mentions.len()).filter(|&m| mentions[m].aside);
    for (short, long) in asides.filter_map(|m| group_of[m].zip(group_of[m - 1])) {
        let is_code = groups[short].name.is_code() && !groups[long].name.is_code();
        if is_code && groups[short].canonical.is_none() {
            let moved = std::mem::take(&mut groups[short].mentions);
            take(&mut groups[long], moved);
        }
    }
    in_order(groups);
}

/// Work allowed for each name of an article, in names that it is held against and their mentions. An article with so many names is never
/// cut short; of a made text with many thousands that begin and end alike, those left over stay apart.
const MOST_PAIRS_OF_NAME: usize = 256;

/// Whether a short name may stand for a long one of the same kind.
type Fits = fn(&Name, &Name, EntityKind) -> bool;

/// Gives the mentions of each short group to the long group that `fits(short, long)`; among several as [`share`] says.
pub(super) fn all(groups: &mut Vec<Group>, mentions: &[Mention], fits: Fits) {
    let index = index(groups);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&g| groups[g].name.words.len());
    let mut left = MOST_PAIRS_OF_NAME * groups.len().max(MOST_PAIRS_OF_NAME);
    for short in order {
        let near = neighbours(&index, &groups[short].name);
        let Some(rest) = left.checked_sub(near.len()) else {
            break;
        };
        left = rest;
        let candidates: Vec<usize> = near
            .iter()
            .copied()
            .filter(|&long| {
                long != short && partners(&groups[short], &groups[long], mentions, fits)
            })
            .collect();
        match candidates.as_slice() {
            [] => {}
            &[only] if is_stranger(&groups[short], &groups[only], mentions) => {}
            &[only] => {
                let moved = std::mem::take(&mut groups[short].mentions);
                take(&mut groups[only], moved);
            }
            several => {
                let mentions = |long: &usize| groups[*long].mentions.len();
                let Some(rest) = left.checked_sub(several.iter().map(mentions).sum()) else {
                    break;
                };
                left = rest;
                share(groups, short, several);
            }
        }
    }
    in_order(groups);
}

/// Whether a surname means somebody else than the one person with that full name: an article about Obama that names Michelle Obama in
/// passing. An article gives the full name first; where the text has the surname often before that, and the full name may be that of
/// somebody's wife, child or brother, they are two. Headlines are no text: they have the surname alone. In 5,000 American news 32 surnames
/// are left so, two in three of them right; without a look at the given name it was 110, of which 90 were wrong.
fn is_stranger(short: &Group, long: &Group, mentions: &[Mention]) -> bool {
    const OFTEN: usize = 3;
    let opening = |m: &usize| {
        mentions
            .get(*m)
            .is_none_or(|m| m.opening || m.range.is_none())
    };
    // A headline with the full name has told who is meant.
    if long.mentions.iter().any(opening) {
        return false;
    }
    let in_text = long.mentions.iter().copied();
    let Some(named) = in_text.min() else {
        return false;
    };
    let before = short.mentions.iter().filter(|m| !opening(m) && **m < named);
    short.kind == EntityKind::Person
        && titled::may_be_relative(&long.name)
        && before.count() >= OFTEN
        && long.mentions.len() * 3 <= short.mentions.len()
}

/// Groups by each word of their names and by their initials, so that no group is held against all others.
type Index = FxHashMap<String, Vec<usize>>;

fn index(groups: &[Group]) -> Index {
    let mut index = Index::default();
    for (number, group) in groups.iter().enumerate() {
        for word in group.name.handles() {
            let numbers = index.entry(word.to_owned()).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    index
}

/// The groups that may contain this name: they have its first and its last word, so the shorter list will do.
fn neighbours<'i>(index: &'i Index, name: &Name) -> &'i [usize] {
    let list = |word: Option<&String>| {
        word.and_then(|w| index.get(w))
            .map_or(&[][..], Vec::as_slice)
    };
    let (opening, closing) = (list(name.words.first()), list(name.words.last()));
    // `Lord Mandelson` may be Peter Mandelson.
    let is_ranked = name.words.first().is_some_and(|word| titles::is_rank(word));
    if is_ranked || closing.len() < opening.len() {
        closing
    } else {
        opening
    }
}

fn partners(short: &Group, long: &Group, mentions: &[Mention], fits: Fits) -> bool {
    short.kind == long.kind
        && !short.is_apart
        && !short.mentions.is_empty()
        && !long.mentions.is_empty()
        && fits(&short.name, &long.name, short.kind)
        && !takes_over(short, long, mentions)
}

/// `Amazon Employees for Climate Justice`, named once, is not what an article calls Amazon four times. A name that stands more rarely than
/// its short form is the full one if the text begins with it and the lists know the short form for no body of its own, or if its own words say so.
fn takes_over(short: &Group, long: &Group, mentions: &[Mention]) -> bool {
    let (s, l) = (&short.name, &long.name);
    let is_longer_name = names::is_contained(s, l, EntityKind::Org);
    if short.kind != EntityKind::Org
        || long.mentions.len() >= short.mentions.len()
        || !is_longer_name
        || names::is_own_name(&s.words, &l.words)
    {
        return false;
    }
    // Headlines have the short form.
    let in_text = |group: &Group| {
        let of = group.mentions.iter().copied();
        of.filter(|&at| {
            mentions
                .get(at)
                .is_none_or(|m| !m.opening && m.range.is_some())
        })
        .min()
    };
    let is_first = match (in_text(long), in_text(short)) {
        (Some(long), Some(short)) => long < short,
        (Some(_), None) => true,
        (None, _) => false,
    };
    !is_first || names::is_known_body(&s.words)
}

/// Gives each mention of a short name to one of several long ones: of people the one who was named in full most often before, of equals the first;
/// of bodies and places the one named nearest before. Whose spouse or brother an article names is still the one it is about.
fn share(groups: &mut [Group], short: usize, several: &[usize]) {
    let mut before: Vec<(usize, usize)> = several
        .iter()
        .flat_map(|&long| {
            groups[long]
                .mentions
                .iter()
                .map(move |&mention| (mention, long))
        })
        .collect();
    before.sort_unstable();
    let leading = leading(&before);
    let is_person = groups[short].kind == EntityKind::Person;
    let (mut given, mut left): (FxHashMap<usize, Vec<usize>>, Vec<usize>) =
        (FxHashMap::default(), Vec::new());
    for mention in std::mem::take(&mut groups[short].mentions) {
        let nearest = before
            .partition_point(|&(at, _)| at < mention)
            .checked_sub(1);
        let chosen = nearest.map(|at| if is_person { leading[at] } else { before[at].1 });
        match chosen {
            Some(long) => given.entry(long).or_default().push(mention),
            None => left.push(mention),
        }
    }
    groups[short].mentions = left;
    for (long, mentions) in given {
        take(&mut groups[long], mentions);
    }
}

/// For each of the long names' mentions, in order, the group that has the most so far; of equals the one that came first.
fn leading(mentions: &[(usize, usize)]) -> Vec<usize> {
    let mut times: FxHashMap<usize, usize> = FxHashMap::default();
    let mut leader = None;
    let each = mentions.iter().map(|&(_, long)| {
        let own = times.entry(long).or_default();
        *own += 1;
        let own = *own;
        let most = leader.map_or(0, |leader| times.get(&leader).copied().unwrap_or_default());
        *leader.insert(if own > most {
            long
        } else {
            leader.unwrap_or(long)
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Title, merge};
    use super::*;

    /// Twenty thousand names in forms that would each be held against all others: a text that is as long as a book.
    const MANY: usize = 20_000;

    fn merged(surface: impl Fn(usize) -> String, kind: EntityKind, aside: bool) -> usize {
        let surfaces: Vec<String> = (0..MANY).map(surface).collect();
        let mention = |(number, surface): (u32, _)| Mention {
            surface,
            kind,
            range: Some((number, number + 1)),
            opening: false,
            aside: aside && number % 2 == 1,
            title: Title::None,
        };
        let mentions: Vec<Mention> = (0..)
            .zip(surfaces.iter().map(String::as_str))
            .map(mention)
            .collect();
        let found = merge(&mentions, "de");
        let all: usize = found.iter().map(|entity| entity.mentions.len()).sum();
        assert_eq!(all, MANY, "no mention is lost");
        found.len()
    }

    #[test]
    fn very_many_names_that_are_alike_are_joined_in_one_walk() {
        use EntityKind::{Org, Person};
        // The same name again and again, and its genitive.
        let same = |at: usize| format!("Hans Müller{}", if at == 7 { "s" } else { "" });
        assert_eq!(merged(same, Person, false), 1);
        let party = |at: usize| format!("Free {} Party", letters(at));
        assert_eq!(merged(party, Org, false), MANY);
        // Letters in brackets behind one name.
        let aside = |at: usize| {
            if at.is_multiple_of(2) {
                "Alibaba".to_owned()
            } else {
                letters(at)
            }
        };
        assert_eq!(merged(aside, Org, true), 1);
    }

    #[test]
    fn names_of_people_that_all_fit_each_other_are_bounded() {
        let middle = |at: usize| match at % 2 {
            0 => format!("Hans {} Berg", letters(at)),
            _ => format!("Hans Karl {} Berg", letters(at)),
        };
        assert!(merged(middle, EntityKind::Person, false) > MANY / 2);
    }

    /// A number in capital letters.
    fn letters(number: usize) -> String {
        let digits = number.to_string();
        digits
            .bytes()
            .map(|b| char::from(b - b'0' + b'A'))
            .collect::<String>()
            + "QX"
    }
}
