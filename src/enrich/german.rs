//! German nouns that were taken for names. Every noun has a capital in German, so a compound that no list has looks like a name.
//!
//! In: names as the tagger and its corrections have them. Out: the same without nouns, and without those that only say what a name is:
//! `Terrororganisation Hamas`, `FN-Chefin`.

use rustc_hash::FxHashSet;

use super::EntityKind;
use super::document::{Document, Neighbour};
use super::gazetteer::{self, Gazetteer, Marks};
use super::language::Family;
use super::listed::Listed;
use super::slips::Found;
use super::word::{self, Case};

/// Nouns, and compounds that end in one.
const NOUNS: Marks = gazetteer::NOUN | gazetteer::COMPOUND;
const OF_PEOPLE: Marks = gazetteer::SURNAME | gazetteer::FIRST_NAME | gazetteer::LISTED_PEOPLE;
const OF_BODIES: Marks =
    gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA | gazetteer::LISTED_COMPANY;
const OF_PLACES: Marks = gazetteer::PLACES | gazetteer::LISTED_PLACE;

/// Ends of the names of places that are nouns too.
static OF_NAMES_OF_PLACES: Listed = Listed::new(
    "straße straßen strasse strassen platz platzes berg berge bergs burg dorf dorfer stadt städt bach feld felde felder felden hof hofs höfe höfen see tal thal wald walde insel inseln land lande \
    länder haus hausen häuser heim markt ufer brücke brücken brück kirche kirchen kloster schloss park parks weg wege gasse gassen allee ring tor turm türme brunnen bronn garten gärten hafen \
    flughafen bahnhof bahnhofs stadion arena halle hallen zentrum center furt moor heide wiese wiesen stein steine fels felsen horn kogel joch spitze gipfel pass quelle mühle mühlen kanal schleuse \
    damm steig graben viertel siedlung kreis gebiet region museum theater schule akademie denkmal palast kaserne gefängnis grube winkel mark küste bucht grund höhe höhen werder hagen kamp \
    born reich münster kapelle hütte alm gletscher fluss ebene leben ingen fall fälle anger plan rain rode scheid wang zell bad kopf eck ecke \
    statt tunnel hofen sonne mond streifen gürtel wall bühne promenade rücken gebirge wasser meer ozean atlantik pazifik buch stock nebel dreieck acker schlag torf pfad grünau \
    hain büttel autobahn bergwerk fjord delta steppe wüste oase dschungel korea palast botschaft au aue zoo",
);

/// First parts of words that say what a built place is for.
static OF_KINDS: Listed = Listed::new(
    "eisenbahn fußgänger fussgänger straßenbahn autobahn fahrrad rad wander park kinder spiel wohn gast rast sport bolz zelt camping arbeits truppenübungs",
);

/// Ends of surnames that are nouns too.
static OF_SURNAMES: Listed = Listed::new(
    "mann manns frau müller meister bauer maier meier vogel stein berger becker wolf busch knecht schmied macher bach feld hagen kamp hauer huber lehner reiter brenner gruber \
    stock bein kopf haupt haar bart fuchs hase kern korn brot baum blum apfel roth weiß braun hammer nagel vogt graf herr geist reich kranz brand",
);

/// Words before a noun that hardly ever stand before a town or a person.
static DETERMINERS: Listed = Listed::new(
    "der die das den dem des ein eine einem einen einer eines kein keine keinen keinem keiner im am zum zur vom beim ins ans aufs \
    mein meine meinem seine seinen seinem seiner ihre ihren ihrem ihrer unser unsere unserem diese dieser diesem diesen dieses jede jeder jedem jeden viele alle mehrere",
);

/// The names without nouns.
pub fn without_nouns(found: Vec<Found>, document: &Document, text: &str) -> Vec<Found> {
    if document.family != Family::German {
        return found;
    }
    let view = View { document, text };
    let lone = || found.iter().filter(|(first, last, _)| first == last);
    let seen = Seen {
        alone: lone().map(|span| view.stem(span.0)).collect(),
        as_noun: lone()
            .filter(|span| view.stands_as_noun(span.0))
            .map(|span| view.stem(span.0))
            .collect(),
        surnames: found
            .iter()
            .filter(|(first, last, kind)| first < last && *kind == EntityKind::Person)
            .map(|span| view.stem(span.1))
            .collect(),
    };
    found
        .into_iter()
        .filter_map(|span| view.kept(span, &seen))
        .collect()
}

/// What an article shows of words in all their places, by [`word::Word::stem`].
struct Seen {
    /// They stand alone as a name.
    alone: FxHashSet<u32>,
    /// They stand behind a determiner.
    as_noun: FxHashSet<u32>,
    /// They end a person's name of several words.
    surnames: FxHashSet<u32>,
}

#[derive(Clone, Copy)]
struct View<'d> {
    document: &'d Document,
    text: &'d str,
}

impl View<'_> {
    fn of(&self, at: usize) -> &str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| token.of(self.text))
    }

    fn marks(&self, at: usize) -> Marks {
        self.document.word(at).marks
    }

    fn stem(&self, at: usize) -> u32 {
        self.document.word(at).stem
    }

    fn is_glued_hyphen(&self, at: usize) -> bool {
        let glued = |at: usize| {
            self.document
                .tokens
                .get(at)
                .is_some_and(|token| token.glued)
        };
        self.of(at) == "-" && glued(at) && glued(at + 1)
    }

    fn stands_as_noun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| {
            let token = self.document.tokens.get(at);
            token.is_some_and(|token| !token.opens_line)
        });
        before.is_some_and(|before| DETERMINERS.has_in_any_case(self.of(before)))
    }

    /// The name as it should be, or nothing.
    fn kept(&self, (first, last, kind): Found, seen: &Seen) -> Option<Found> {
        if self.is_listed_phrase(first, last) {
            return Some((first, last, kind));
        }
        if first == last {
            let kind = self.kind_of_genitive(first, kind);
            let is_none = self.is_noun(first, kind) || self.is_never_name(first, kind, seen);
            return (!is_none).then_some((first, last, kind));
        }
        if self.is_glued_hyphen(last - 1) && first + 2 == last {
            return self.before_hyphen((first, last, kind));
        }
        let first = if self.only_says_what(first, last, kind, &seen.alone) {
            first + 1
        } else {
            first
        };
        (first < last || !self.is_noun(first, kind)).then_some((first, last, kind))
    }

    /// `Baden-Württemberg`
    fn is_listed_phrase(&self, first: usize, last: usize) -> bool {
        let keys = (first..=last).map(|at| self.document.word(at).key);
        let lists = OF_PLACES | OF_BODIES;
        first < last && Gazetteer::shipped().phrase(keys) & lists != 0
    }

    /// `Genfs`, taken for a person, is a place.
    fn kind_of_genitive(&self, at: usize, kind: EntityKind) -> EntityKind {
        let lower = self.of(at).to_lowercase();
        let marks = Self::listed(&lower);
        let is_place = marks & gazetteer::PLACES != 0 && marks & (OF_PEOPLE | OF_BODIES) == 0;
        if is_place && kind == EntityKind::Person {
            EntityKind::Place
        } else {
            kind
        }
    }

    /// A lone word on no list that stands behind a determiner in this article: `im Hotelflur`, `die Kita`.
    fn is_never_name(&self, at: usize, kind: EntityKind, seen: &Seen) -> bool {
        let (stem, lower) = (self.stem(at), self.of(at).to_lowercase());
        // `auf der B247`
        let is_capital = self.document.word(at).case == Case::Capital
            && !lower.contains(|c: char| c.is_ascii_digit());
        if !is_capital || !seen.as_noun.contains(&stem) {
            return false;
        }
        let listed = Self::listed(&lower);
        match kind {
            EntityKind::Person => listed & OF_PEOPLE == 0 && !seen.surnames.contains(&stem),
            EntityKind::Place => {
                let is_like_name = Self::ends_like_place(&lower) && !Self::begins_as_noun(&lower);
                listed & OF_PLACES == 0 && !is_like_name
            }
            EntityKind::Org | EntityKind::Misc => false,
        }
    }

    fn ends_like_place(lower: &str) -> bool {
        let ends = lower.char_indices().skip(2).map(|(at, _)| &lower[at..]);
        ends.take_while(|end| end.len() > 1)
            .any(|end| OF_NAMES_OF_PLACES.has(end))
    }

    /// `Eisenbahnbrücke`: what a bridge or a square is for, and nobody's name.
    fn begins_as_noun(lower: &str) -> bool {
        let mut starts = lower.char_indices().skip(2).map(|(at, _)| &lower[..at]);
        starts.any(|start| OF_KINDS.has(start))
    }

    /// Whether a lone word is a noun, and nothing speaks for its being a name of this kind.
    fn is_noun(&self, at: usize, kind: EntityKind) -> bool {
        let marks = self.marks(at);
        if marks & NOUNS == 0 || self.document.word(at).case != Case::Capital {
            return false;
        }
        let lower = self.of(at).to_lowercase();
        let listed = Self::listed(&lower);
        let head = word::head_noun(&lower).unwrap_or(&lower);
        let beside = self.document.habit(at).beside;
        match kind {
            EntityKind::Person => {
                let may_be = || OF_SURNAMES.has(head) || Self::listed(head) & OF_PEOPLE != 0;
                listed & OF_PEOPLE == 0 && beside & Neighbour::PersonBefore as u8 == 0 && !may_be()
            }
            // `aus Oberwart`: one thing that can be counted has an article, so the compound is a name.
            EntityKind::Place => {
                let stands_bare =
                    || marks & gazetteer::NOUN == 0 && beside & Neighbour::PlaceBefore as u8 != 0;
                listed & OF_PLACES == 0 && !OF_NAMES_OF_PLACES.has(head) && !stands_bare()
            }
            EntityKind::Org => {
                let of_head = Self::listed(head) & gazetteer::ORG_WORD;
                listed & (OF_BODIES | gazetteer::ORG_WORD) == 0
                    && of_head == 0
                    && self.is_of_people(at)
            }
            EntityKind::Misc => false,
        }
    }

    /// The lists that have a word, or what it is without its genitive.
    fn listed(lower: &str) -> Marks {
        let on = |word: &str| {
            Gazetteer::shipped()
                .word(gazetteer::stem_key_of_lower(word))
                .marks
        };
        on(lower) | lower.strip_suffix('s').map_or(0, on)
    }

    /// `Kunsthändler`, `Umkleidekabinen`: the ends of words for people and of many plurals.
    fn is_of_people(&self, at: usize) -> bool {
        let word = self.of(at);
        [
            "er", "ern", "ers", "erin", "erinnen", "in", "innen", "chef", "en", "ung", "ungen",
            "keit",
        ]
        .iter()
        .any(|end| word.ends_with(end))
    }

    /// `FN-Chefin` is the party, `Schlagzeug-Solo` nothing, `Böll-Stiftung` a body.
    fn before_hyphen(&self, (first, last, kind): Found) -> Option<Found> {
        let marks = self.marks(last);
        let is_noun = marks & NOUNS != 0
            && marks & (OF_PLACES | OF_PEOPLE | OF_BODIES | gazetteer::ORG_WORD) == 0;
        if !is_noun || kind == EntityKind::Misc {
            return Some((first, last, kind));
        }
        let before = self.marks(first);
        if before & gazetteer::PLACES != 0 {
            // `Köln-Ehrenfeld`
            let is_quarter =
                kind == EntityKind::Place && Self::ends_like_place(&self.of(last).to_lowercase());
            let end = if is_quarter { last } else { first };
            return (kind != EntityKind::Org).then_some((first, end, EntityKind::Place));
        }
        let is_body = before & (gazetteer::ORG | gazetteer::TEAM | gazetteer::MEDIA) != 0;
        (kind != EntityKind::Org).then_some(()).map_or_else(
            || {
                if is_body && self.is_of_people(last) {
                    Some((first, first, kind))
                } else {
                    Some((first, last, kind))
                }
            },
            |()| None,
        )
    }

    /// Whether the first word is a noun before a name that stands alone elsewhere, or before a person.
    fn only_says_what(
        &self,
        first: usize,
        last: usize,
        kind: EntityKind,
        alone: &FxHashSet<u32>,
    ) -> bool {
        let marks = self.marks(first);
        let behind = self.marks(first + 1);
        let is_name = self.document.word(first + 1).case.is_namelike();
        if marks & NOUNS == 0 || !is_name {
            return false;
        }
        match kind {
            EntityKind::Person => marks & OF_PEOPLE == 0,
            EntityKind::Org => {
                let is_known = behind & OF_BODIES != 0 && behind & OF_PLACES == 0;
                first + 1 == last
                    && marks & OF_BODIES == 0
                    && (is_known || alone.contains(&self.stem(last)) && behind & OF_PLACES == 0)
            }
            EntityKind::Place => marks & OF_PLACES == 0 && behind & OF_PLACES != 0,
            EntityKind::Misc => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::word::Studied;

    /// A text, a name that was found in it, and what is left of it.
    const TABLE: &[(&str, EntityKind, &str, &str)] = &[
        (
            "Er stand im Getreidefeld.",
            EntityKind::Place,
            "Getreidefeld",
            "Getreidefeld",
        ),
        (
            "Im Umkleideraum lag er.",
            EntityKind::Place,
            "Umkleideraum",
            "",
        ),
        (
            "Das Getuschel schwoll an.",
            EntityKind::Place,
            "Getuschel",
            "",
        ),
        (
            "In Gundremmingen.",
            EntityKind::Place,
            "Gundremmingen",
            "Gundremmingen",
        ),
        (
            "Die Lagerstraße.",
            EntityKind::Place,
            "Lagerstraße",
            "Lagerstraße",
        ),
        (
            "Haartrockner brannten.",
            EntityKind::Person,
            "Haartrockner",
            "",
        ),
        (
            "Steinmeier sprach.",
            EntityKind::Person,
            "Steinmeier",
            "Steinmeier",
        ),
        ("Genfs Hafen.", EntityKind::Person, "Genfs", "Genfs"),
        (
            "Die Terrororganisation Hamas.",
            EntityKind::Org,
            "Terrororganisation Hamas",
            "Hamas",
        ),
        (
            "Das Verwaltungsgericht Berlin.",
            EntityKind::Org,
            "Verwaltungsgericht Berlin",
            "Verwaltungsgericht Berlin",
        ),
        (
            "Der Gaza-Gipfel.",
            EntityKind::Person,
            "Gaza-Gipfel",
            "Gaza",
        ),
        (
            "Das Amt in Köln-Ehrenfeld.",
            EntityKind::Place,
            "Köln-Ehrenfeld",
            "Köln-Ehrenfeld",
        ),
        (
            "Busse werden über die Eisenbahnbrücke geleitet.",
            EntityKind::Place,
            "Eisenbahnbrücke",
            "",
        ),
        (
            "Züge fahren über die Hohenzollernbrücke.",
            EntityKind::Place,
            "Hohenzollernbrücke",
            "Hohenzollernbrücke",
        ),
        ("Stau auf der B247.", EntityKind::Place, "B247", "B247"),
        (
            "Er kam aus Oberwart.",
            EntityKind::Place,
            "Oberwart",
            "Oberwart",
        ),
        ("Die SPD-Chefin.", EntityKind::Org, "SPD-Chefin", "SPD"),
        (
            "Die Böll-Stiftung.",
            EntityKind::Org,
            "Böll-Stiftung",
            "Böll-Stiftung",
        ),
    ];

    #[test]
    fn nouns_are_no_names() {
        for (text, kind, name, expected) in TABLE {
            let document = Document::read(text, Family::German, &mut Studied::default());
            let start = text.find(name).unwrap_or_default();
            let tokens = &document.tokens;
            let first = tokens.partition_point(|token| (token.start as usize) < start);
            let behind =
                tokens.partition_point(|token| (token.start as usize) < start + name.len());
            let found = without_nouns(vec![(first, behind - 1, *kind)], &document, text);
            let shown = found.first().map_or("", |&(first, last, _)| {
                &text[tokens[first].start as usize..tokens[last].end as usize]
            });
            assert_eq!(shown, *expected, "{text}");
        }
    }
}
