//! Names in languages that put an article before them: `La Chine` that opens a sentence is `Chine`, and `La Rochelle` is not `Rochelle`.
//!
//! In: names of bodies and places. Out: the same, without an article that is no part of the name.

use rustc_hash::FxHashSet;

use super::EntityKind;
use super::document::Document;
use super::gazetteer::{self, Gazetteer};
use super::listed::Listed;
use super::merge::Name;
use super::places;
use super::slips::Found;

/// Articles, alone or together with a preposition, as they open a sentence.
static FRENCH: Listed = Listed::new("Le La Les L L' L’ Du Des Au Aux Un Une");
static SPANISH: Listed = Listed::new("El La Los Las Al Del Un Una");
static PORTUGUESE: Listed =
    Listed::new("O A Os As Do Da Dos Das No Na Nos Nas Ao À Um Uma Pelo Pela");
static ITALIAN: Listed = Listed::new(
    "Il Lo La I Gli Le L L' L’ Un Una Al Alla Ai Agli Alle Del Dello Della Dei Degli Delle Dal Dalla Nel Nella Sul Sulla",
);
static ROMANIAN: Listed = Listed::new("Un O");

fn articles(language: &str) -> Option<&'static Listed> {
    match language {
        "fr" => Some(&FRENCH),
        "es" | "gl" | "ca" => Some(&SPANISH),
        "pt" => Some(&PORTUGUESE),
        "it" => Some(&ITALIAN),
        "ro" => Some(&ROMANIAN),
        _ => None,
    }
}

/// The names without articles that only stand before them.
pub fn without_articles(
    found: Vec<Found>,
    document: &Document,
    text: &str,
    language: &str,
) -> Vec<Found> {
    let Some(articles) = articles(language) else {
        return found;
    };
    let view = View {
        document,
        text,
        language,
        articles,
    };
    let inside = view.inside(&found);
    found
        .into_iter()
        .map(|span| view.shortened(span, &inside))
        .collect()
}

struct View<'d> {
    document: &'d Document,
    text: &'d str,
    language: &'d str,
    articles: &'static Listed,
}

impl<'d> View<'d> {
    fn of(&self, at: usize) -> &'d str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| token.of(self.text))
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let opens = self.document.opens_sentence.get(at);
        opens.is_none_or(|opens| *opens)
    }

    fn surface(&self, first: usize, last: usize) -> &'d str {
        let tokens = &self.document.tokens;
        let (first, last) = (tokens.get(first), tokens.get(last));
        let range = first
            .zip(last)
            .map(|(f, l)| f.start as usize..l.end as usize);
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// Names that have their article, with its capital, inside a sentence too.
    fn inside(&self, found: &[Found]) -> FxHashSet<&'d str> {
        let inside = found.iter().filter(|(first, last, _)| {
            first < last && !self.opens_sentence(*first) && self.articles.has(self.of(*first))
        });
        inside
            .map(|&(first, last, _)| self.surface(first, last))
            .collect()
    }

    fn shortened(&self, (first, last, kind): Found, inside: &FxHashSet<&str>) -> Found {
        // `L`, `'`, `Union`: the apostrophe may be a token of its own.
        let rest = match self.of(first + 1) {
            "'" | "’" => first + 2,
            _ => first + 1,
        };
        let is_candidate = rest <= last
            && matches!(kind, EntityKind::Org | EntityKind::Place)
            && self.articles.has(self.of(first))
            && self.document.word(rest).case.is_namelike();
        let stays = || {
            !self.is_territory(rest, last)
                && (!self.opens_sentence(first)
                    || inside.contains(self.surface(first, last))
                    || self.is_listed(first, last))
        };
        if is_candidate && !stays() {
            (rest, last, kind)
        } else {
            (first, last, kind)
        }
    }

    fn is_territory(&self, first: usize, last: usize) -> bool {
        let name = Name::read(self.surface(first, last));
        let territories = places::territories(self.language);
        territories.is_some_and(|known| known.territory(&name.words).is_some())
    }

    fn is_listed(&self, first: usize, last: usize) -> bool {
        let keys = (first..=last).map(|at| self.document.word(at).key);
        Gazetteer::shipped().phrase(keys) & !gazetteer::TITLE != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::language::Family;
    use crate::enrich::word::Studied;

    #[test]
    fn an_article_that_opens_a_sentence_is_no_part_of_a_name() {
        let table = [
            ("fr", "La Chine proteste.", "La Chine", "Chine"),
            (
                "fr",
                "L'Union européenne proteste.",
                "L'Union européenne",
                "Union européenne",
            ),
            ("fr", "La Rochelle proteste.", "La Rochelle", "La Rochelle"),
            ("fr", "Elle va à La Ferté.", "La Ferté", "La Ferté"),
            ("es", "El Salvador protesta.", "El Salvador", "El Salvador"),
            ("es", "Los Pumas ganan.", "Los Pumas", "Pumas"),
            ("pt", "O Brasil protesta.", "O Brasil", "Brasil"),
            ("en", "La Chine.", "La Chine", "La Chine"),
        ];
        for (language, text, name, expected) in table {
            let document = Document::read(text, Family::of(language), &mut Studied::default());
            let start = text.find(name).unwrap_or_default();
            let tokens = &document.tokens;
            let first = tokens.partition_point(|token| (token.start as usize) < start);
            let last = tokens.partition_point(|token| (token.start as usize) < start + name.len());
            let span = (first, last - 1, EntityKind::Place);
            let found = without_articles(vec![span], &document, text, language);
            let (first, last, _) = found[0];
            let shown = &text[tokens[first].start as usize..tokens[last].end as usize];
            assert_eq!(shown, expected, "{text}");
        }
    }
}
