//! The fourth kind: events, works, laws, prizes, products, diseases. What the tagger says of them, without what is no thing.
//!
//! In: tagged spans, and the mentions of the other kinds. Out: more mentions, none of which lies in one of the others. The tagger was
//! taught to call peoples, languages and faiths by this kind too; they are words of every article and no things, so a rule drops
//! them. The rules, each with its reason, stand in [`View::is_thing`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntityKind;
use super::document::Document;
use super::events::Events;
use super::gazetteer::{self, Marks};
use super::listed::Listed;
use super::merge::{self, Mention};
use super::tagger::Span;
use super::word::{Case, Word};

/// The number that the tagger has for the kind.
const KIND: usize = 3;

/// Languages in which the tagger knows such names well enough. Precision of its mentions, peoples among them, on marked sets that it did
/// not learn from: English news .80, German .66 (nearly all peoples), French .44, Spanish .42, Ukrainian .34. Elsewhere only names on the
/// lists are taken.
const KNOWN_WELL: &str = "en";

/// Names of things that stand on the list of peoples, where the tagger learned from them.
static THINGS: Listed = Listed::new(
    "bitcoin obamacare medicare medicaid covid covid-19 brexit olympics oscar oscars grammy grammys emmy emmys bible \
    quran koran torah ipad iphone android windows ii i iii cup war wars bowl slam prize",
);

/// Peoples, tongues, faiths and those of a party that stand on no list. Adjectives, and no things.
static PEOPLES: Listed = Listed::new(
    "islam christianity judaism buddhism hinduism catholicism mormon mormons baptist baptists anglican evangelical \
    evangelicals methodist lutheran presbyterian quaker quakers amish sufi alawite alawites druze yazidi yazidis muslims \
    conservative conservatives liberal liberals tory tories labour libertarian libertarians independent independents progressive \
    marxist confederate confederates dems rohingya mandarin cantonese hindi urdu bengali tamil telugu farsi pashto dari \
    swahili yiddish flemish gaelic latinx lgbt lgbtq midwest gop swede swedes dane danes finn finns scot scots yorker yorkers \
    uyghurs uighurs pashtun pashtuns hutu tutsi tamils sikhs hindus buddhists shiites sunnis alawis copts kurds",
);

/// Ends of lone words that name peoples, their tongues, beliefs and ways.
const PEOPLE_ENDS: &[&str] = &[
    "ian", "ians", "ese", "ish", "ism", "isms", "ist", "ists", "ans", "ern", "erner", "erners",
    "phobia", "ite", "ites", "crat", "crats", "ic", "ics",
];

/// Sums of money, measures and what numbers of pictures and pages stand behind.
static COUNTED: Listed = Listed::new(
    "euro euros dollar dollars pound pounds rouble rubles eur usd chf gbp caption photo picture figure page chapter \
    slide",
);

/// Last words of names of days, which are dates.
static DAYS: Listed = Listed::new("day eve weekend season");

/// The mentions of the fourth kind; `others` are those of the other kinds.
pub fn mentions<'t>(
    events: &Events,
    document: &'t Document,
    (text, text_starts): (&'t str, usize),
    language: &str,
    others: &[Mention<'t>],
) -> Vec<Mention<'t>> {
    let view = View {
        document,
        text,
        events,
        is_known_well: KNOWN_WELL.split(' ').any(|known| known == language),
    };
    let tagged = events.spans.iter();
    let mut ranges: Vec<(usize, usize)> = tagged
        .filter(|span| span.kind == KIND || view.is_listed_of_several(span))
        .flat_map(|span| view.parts(span.first, span.last))
        .chain(view.left_alone(text_starts).map(|at| (at, at)))
        .collect();
    ranges.sort_unstable();
    let named: Vec<Named<'t>> = ranges
        .into_iter()
        .filter_map(|(first, last)| view.named(first, last, text_starts))
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let taken = Taken::of(others);
    let mut found = named;
    found.retain(|named| !taken.has(named));
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for named in &found {
        *times.entry(named.key.clone()).or_default() += 1;
    }
    // A lone word that stands once may be anything.
    found.retain(|named| named.is_sure || times.get(&named.key).is_some_and(|&times| times > 1));
    found.into_iter().map(|named| named.mention).collect()
}

/// A name that may be one of a thing.
struct Named<'t> {
    mention: Mention<'t>,
    /// Its folded form.
    key: String,
    /// The list of works has it.
    is_listed: bool,
    /// One mention is enough.
    is_sure: bool,
}

/// What the other kinds have in an article.
struct Taken {
    /// Ranges by their beginnings; each end is the furthest up to there.
    ranges: Vec<(u32, u32)>,
    keys: FxHashSet<String>,
    /// Folded names of people of two words or more.
    people: FxHashSet<String>,
}

/// People's names of so many words are looked for inside other names.
const MOST_WORDS_OF_PERSON: usize = 8;

impl Taken {
    fn of(others: &[Mention<'_>]) -> Self {
        let keys = others.iter().map(|other| merge::key(other.surface));
        let people = others
            .iter()
            .filter(|other| other.kind == EntityKind::Person);
        let people = people.map(|person| merge::key_of(person.kind, person.surface));
        let mut ranges: Vec<(u32, u32)> = others.iter().filter_map(|other| other.range).collect();
        ranges.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut ranges {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self {
            ranges,
            keys: keys.collect(),
            people: people.filter(|key| key.contains(' ')).collect(),
        }
    }

    /// Whether the name lies in one of another kind; or, if no list has it, the article has it for another kind, or a person's full
    /// name is part of it.
    fn has(&self, named: &Named<'_>) -> bool {
        let means = || self.keys.contains(&named.key) || self.holds_person(&named.key);
        let lies_in = |range| self.lies_in(range);
        named.mention.range.is_some_and(lies_in) || !named.is_listed && means()
    }

    fn lies_in(&self, (start, end): (u32, u32)) -> bool {
        let before = self.ranges.partition_point(|&(first, _)| first < end);
        let last = before.checked_sub(1).and_then(|at| self.ranges.get(at));
        last.is_some_and(|&(_, furthest)| start < furthest)
    }

    /// Whether some words of a folded name in a row are a person's full name.
    fn holds_person(&self, key: &str) -> bool {
        let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(at, _)| at + 1));
        let mut rests = starts.filter_map(|start| key.get(start..));
        rests.any(|rest| {
            let inner = rest.match_indices(' ').map(|(at, _)| at);
            let ends = inner.chain([rest.len()]).skip(1);
            ends.take(MOST_WORDS_OF_PERSON - 1)
                .filter_map(|end| rest.get(..end))
                .any(|words| self.people.contains(words))
        })
    }
}

/// An article's tokens and their text.
#[derive(Clone, Copy)]
struct View<'d, 'e> {
    document: &'d Document,
    events: &'e Events,
    text: &'d str,
    is_known_well: bool,
}

impl<'d> View<'d, '_> {
    fn word(self, at: usize) -> &'d Word {
        self.document.word(at)
    }

    fn of(self, at: usize) -> &'d str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| token.of(self.text))
    }

    /// The name of these tokens, if it is one of a thing.
    fn named(self, first: usize, last: usize, text_starts: usize) -> Option<Named<'d>> {
        let is_listed = self.is_listed(first, last) || self.events.is_sure(first);
        (is_listed || self.is_thing(first, last)).then_some(())?;
        let tokens = &self.document.tokens;
        let (start, end) = (
            tokens.get(first)?.start as usize,
            tokens.get(last)?.end as usize,
        );
        let in_text = |byte: usize| byte.checked_sub(text_starts).map(|at| at as u32);
        let surface = self.text.get(start..end)?;
        Some(Named {
            mention: Mention {
                surface,
                kind: EntityKind::Misc,
                range: in_text(start).zip(in_text(end)),
                opening: false,
                aside: false,
                title: merge::Title::None,
            },
            key: merge::key(surface),
            is_listed,
            is_sure: is_listed || self.is_sure(first, last),
        })
    }

    /// `Star Wars`, whatever it was taken for. A lone word may be a person: Hamlet, Zelda.
    fn is_listed_of_several(self, span: &Span) -> bool {
        span.first < span.last && self.is_listed(span.first, span.last)
    }

    /// `Obamacare`, of which the tagger says nothing, or what no other kind kept: the word has no other sense.
    fn left_alone(self, text_starts: usize) -> impl Iterator<Item = usize> {
        let tokens = 0..self.document.tokens.len();
        tokens.filter(move |&at| {
            self.word(at).marks & gazetteer::WORK != 0
                && THINGS.has_in_any_case(self.of(at))
                && self.is_listed(at, at)
                && !self.is_told(at, text_starts)
        })
    }

    /// Whether the token is part of a name of this kind or of several words. Mentions in a headline have no ranges that tell what became of them.
    fn is_told(self, at: usize, text_starts: usize) -> bool {
        let tokens = &self.document.tokens;
        let in_headline = tokens
            .get(at)
            .is_some_and(|t| (t.start as usize) < text_starts);
        let mut spans = self.events.spans.iter();
        spans.any(|span| {
            let tells = span.kind == KIND || span.first < span.last || in_headline;
            tells && (span.first..=span.last).contains(&at)
        })
    }

    /// `Medicare and Social Security` is two where the lists know one of them.
    fn parts(self, first: usize, last: usize) -> Vec<(usize, usize)> {
        let is_between = |&at: &usize| matches!(self.of(at), "and" | "," | "&");
        let between = (first + 1..last).find(|at| {
            is_between(at) && (self.is_listed(first, at - 1) || self.is_listed(at + 1, last))
        });
        between.map_or_else(
            || vec![(first, last)],
            |at| vec![(first, at - 1), (at + 1, last)],
        )
    }

    /// The lists that hold the name as a whole.
    fn lists(self, first: usize, last: usize) -> Marks {
        if first == last {
            return gazetteer::by_hand(self.word(first).marks);
        }
        let keys = (first..=last).map(|at| self.word(at).key);
        gazetteer::by_hand(gazetteer::Gazetteer::shipped().phrase(keys))
    }

    /// Whether the list of works, events and products has the name, and no list of others.
    fn is_listed(self, first: usize, last: usize) -> bool {
        let lists = self.lists(first, last);
        let only = lists == gazetteer::WORK
            || lists == gazetteer::WORK | gazetteer::DEMONYM
                && THINGS.has_in_any_case(self.of(last));
        only && self.word(first).case.is_namelike() && !PEOPLES.has_in_any_case(self.of(last))
    }

    fn is_thing(self, first: usize, last: usize) -> bool {
        const OTHERS: Marks = gazetteer::PLACES
            | gazetteer::ORG
            | gazetteer::TEAM
            | gazetteer::MEDIA
            | gazetteer::CALENDAR
            | gazetteer::SURNAME
            | gazetteer::FIRST_NAME;
        const GIVEN: Marks = gazetteer::FIRST_NAME | gazetteer::LISTED_FIRST_NAME;
        const FAMILY: Marks = gazetteer::SURNAME | gazetteer::LISTED_PEOPLE;
        let marks = |at: usize| self.word(at).marks;
        let is_title = |at: usize| marks(at) & gazetteer::TITLE != 0;
        let ends_in_full_name = || {
            first < last
                && self.word(last - 1).marks & GIVEN != 0
                && self.word(last).marks & FAMILY != 0
                && self.word(last).marks & gazetteer::DEMONYM == 0
        };
        let counts = |at: usize| COUNTED.has_in_any_case(self.of(at));
        // `of the United States`, `pro-Israel`: a name begins with a capital or a number.
        let is_none = self.of(first).starts_with(char::is_lowercase)
            // The lists know it as a place, a body or a person.
            || self.lists(first, last) & OTHERS != 0
            // `Senate Republicans`, `East Asian`.
            || self.is_people(first, last)
            // `Prime Minister Boris Johnson`, `Theresa Nist`.
            || first < last && is_title(first)
            // `Belgian Prime Minister Bart Somers`, `Belgian Prime Minister Bart D`.
            || (first + 1..last).any(|at| is_title(at) && (is_title(at - 1) || marks(at - 1) & gazetteer::DEMONYM != 0 || marks(at + 1) & GIVEN != 0))
            || ends_in_full_name()
            // `R-Texas`.
            || first < last && self.of(first).len() == 1 && self.of(first + 1) == "-"
            // `Memorial Day` is a date, `Hide Caption 2` counts.
            || first < last && DAYS.has_in_any_case(self.of(last))
            || (first..=last).any(counts)
            // `FoxNews.com`, `CEOs`.
            || first == last && is_address_or_letters(self.of(first));
        self.is_known_well && !is_none
    }

    /// Whether the last word names a people, a tongue, a faith or those of a party.
    fn is_people(self, first: usize, last: usize) -> bool {
        let word = self.of(last).to_lowercase();
        if THINGS.has_in_any_case(&word) {
            return false;
        }
        let by_end = first == last && PEOPLE_ENDS.iter().any(|end| word.ends_with(end));
        by_end || self.word(last).marks & gazetteer::DEMONYM != 0 || PEOPLES.has_in_any_case(&word)
    }

    /// Whether one mention is enough: the name has several words, or a number or a capital inside.
    fn is_sure(self, first: usize, last: usize) -> bool {
        let word = self.of(last);
        let inner = word.chars().skip(1);
        let has_digit = word.contains(|c: char| c.is_ascii_digit());
        let is_mixed = self.word(last).case == Case::Mixed && inner.clone().any(char::is_uppercase);
        first < last || has_digit || is_mixed
    }
}

/// `FoxNews.com` and `CEOs`: an address, and letters of which there are several.
fn is_address_or_letters(word: &str) -> bool {
    let inside = word.trim_end_matches('.');
    let singular = word.strip_suffix('s').filter(|letters| letters.len() > 1);
    inside.contains('.') || singular.is_some_and(|s| s.bytes().all(|b| b.is_ascii_uppercase()))
}
