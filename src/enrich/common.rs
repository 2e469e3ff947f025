//! Words that only look like names: those of grammar at the beginning of a sentence, initialisms of things, peoples, and German nouns that are
//! also towns. For all languages that weights were trained on.
//!
//! In: names as the tagger and its corrections have them. Out: the same without such words.

use rustc_hash::FxHashSet;

use super::EntityKind;
use super::document::{Document, LineCase, Neighbour};
use super::gazetteer;
use super::language::{self, Family};
use super::listed::Listed;
use super::peoples;
use super::slips::Found;

/// Initialisms of things, offices and amounts.
static NO_BODIES: Listed = Listed::new(
    "CEO CFO CTO COO CD CDs DVD DVDs RSS TV TVs PDF PDFs AI KI IA ИИ IT SMS GPS GPU GPUs CPU API APIs DIY DNA DNS ADN ДНК RNA \
    HIV AIDS HPV ВИЧ СПИД VIP VIPs SUV SUVs USB GDP BIP PIB ВВП ROI PR HR PC PCs VR AR LED URL FAQ FAQs ETA ATM ATMs PIN MRI X-ray \
    Gobierno Estado Ejecutivo Gouvernement État Etat États Governo Stato \
    LGBT LGBTQ BAME PTSD ADHD PPE CO2 AGB PKW LKW OK TGV HLM PME \
    RAM ROM SSD HDD HDR SDR LCD OLED EV PHEV AWD RWD FWD 4WD HVAC OTA VOD SVOD LLM NFT ETF IPO MBA PhD DUI DWI QB 2FA MFA VPN SIM eSIM HTML CSS \
    XML JSON HTTP HTTPS SQL USB-C HDMI FPS RPG MMO NPC DLC GOAT BBQ ATV IVF PCR MRT EKG ICU NGO KPI SEO GMO UFO FDI VAT CPI ÖPNV KMU 4K 8K RSVP EMS SMB SMBs",
);

/// German words before a noun that do not stand before a town.
static DETERMINERS: Listed = Listed::new(
    "das dem des ein eine einem einen eines beim zum vom im am ins aufs kein keine keinem mein dein sein ihr unser euer \
    dieses diesem jedes jedem vieles alles",
);

/// German nouns that are towns only behind a preposition of place.
static NOUN_TOWNS: Listed = Listed::new(
    "Essen Singen Wagen Regen Weiden Hof Bergen Sand Moor Gold Ring Lage Brand Kirchen Fischen Lauf Leer Norden Plan Salz Spelle Wehr Wiesen Winter",
);

/// Words that open sentences and are on no list of grammar.
static OPENERS: Listed = Listed::new(
    "Cependant Toutefois Certains Certaines Concrètement Ainsi Partagez Pourtant Néanmoins Parfois Ensuite Enfin Seulement Hier Demain \
    Lorsque Selon Debout Maintenant Aujourd’hui Parallèlement Imaginez Comme Quand Pendant Malgré Alors Puis Désormais Résultat Reste Outre Faute Chaque Plusieurs Finalement Heureusement Surtout Lire Voir Abonnez-vous \
    Además Asimismo Mientras Aunque Entonces Ahora Luego También Tampoco Incluso Según Durante Debido Hoy Ayer Mañana Quizás Finalmente \
    Zudem Außerdem Allerdings Dennoch Trotzdem Inzwischen Unterdessen Dabei Deshalb Dafür Damals Gestern Heute Morgen Immerhin Zuvor Danach Schließlich Offenbar \
    However Moreover Meanwhile Therefore Instead Perhaps Yesterday Today Tomorrow Additionally Furthermore Nevertheless Click Subscribe Share Read \
    Однако Кроме Сегодня Вчера Завтра Также Поэтому Впрочем Между Напомним Ранее Проте Сьогодні Вчора Також Тому Нагадаємо Раніше",
);

/// The names without words that only look like some.
pub fn left_out(found: Vec<Found>, document: &Document, text: &str, language: &str) -> Vec<Found> {
    let view = View {
        document,
        text,
        language,
    };
    let nouns = view.german_nouns(&found);
    let is_noun = |span: &Found| span.0 == span.1 && nouns.contains(&document.word(span.0).stem);
    let is_name = |span: &Found| !(view.is_common(*span) || is_noun(span));
    let found = found.into_iter().map(|span| view.without_opener(span));
    found.filter(is_name).collect()
}

struct View<'d> {
    document: &'d Document,
    text: &'d str,
    language: &'d str,
}

impl View<'_> {
    fn of(&self, at: usize) -> &str {
        let token = self.document.tokens.get(at);
        token.map_or("", |token| token.of(self.text))
    }

    fn is_common(&self, (first, last, kind): Found) -> bool {
        let word = self.of(first);
        if first != last {
            // `ВИЧ-инфекции`
            return kind == EntityKind::Org && self.of(first + 1) == "-" && NO_BODIES.has(word);
        }
        match kind {
            EntityKind::Org | EntityKind::Person if NO_BODIES.has(word) => true,
            _ => self.is_people(first) || self.only_opens_sentence(first),
        }
    }

    /// `Lorsque Poutine` that opens a sentence is Poutine.
    fn without_opener(&self, (first, last, kind): Found) -> Found {
        let opens = self.document.opens_sentence.get(first) == Some(&true);
        let is_listed = self.document.word(first).marks != 0;
        let is_behind = first < last && self.document.word(first + 1).case.is_namelike();
        if kind == EntityKind::Person && opens && is_behind && !is_listed && self.is_grammar(first)
        {
            (first + 1, last, kind)
        } else {
            (first, last, kind)
        }
    }

    fn is_grammar(&self, at: usize) -> bool {
        let lower = self.of(at).to_lowercase();
        OPENERS.has(self.of(at))
            || language::is_function_word(self.language, &lower)
            || crate::analysis::is_stop_word(self.language, &crate::analysis::fold(&lower))
    }

    /// A people, unless the article has the word behind a given name or a title.
    fn is_people(&self, at: usize) -> bool {
        let beside = self.document.habit(at).beside;
        beside & Neighbour::PersonBefore as u8 == 0
            && peoples::is_people(self.of(at), self.document.word(at), self.language)
    }

    /// A word of grammar, or one that the article has in lower case and never with a capital inside a sentence.
    fn only_opens_sentence(&self, at: usize) -> bool {
        let opens = self
            .document
            .opens_sentence
            .get(at)
            .is_some_and(|opens| *opens);
        let in_prose = self
            .document
            .line_of(at)
            .is_some_and(|(_, case)| *case == LineCase::Sentence);
        if !opens || !in_prose {
            return false;
        }
        let habit = self.document.habit(at);
        let lower = self.of(at).to_lowercase();
        let is_grammar = language::is_function_word(self.language, &lower)
            || crate::analysis::is_stop_word(self.language, &crate::analysis::fold(&lower));
        let is_listed = self.document.word(at).marks != 0;
        if OPENERS.has(self.of(at)) {
            return true;
        }
        habit.capital_inside == 0 && (is_grammar || habit.lower > 0 && !is_listed)
    }

    /// `das Essen`, but never `das London`.
    fn stands_behind_determiner(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        before.is_some_and(|before| DETERMINERS.has(self.of(before)))
    }

    /// A noun that the article never has as `in Essen`.
    fn is_never_behind_preposition(&self, at: usize) -> bool {
        let beside = self.document.habit(at).beside;
        NOUN_TOWNS.has(self.of(at))
            && beside & Neighbour::PlaceBefore as u8 == 0
            && !self.is_in_row_of_places(at)
    }

    /// `Bochum, Essen und Aachen`, and the town of a dateline: `Essen (dpa) –`.
    fn is_in_row_of_places(&self, at: usize) -> bool {
        let is_town = |at: usize| {
            let marks = self
                .document
                .words
                .get(*self.document.word_of.get(at)? as usize)?
                .marks;
            Some(marks & gazetteer::CITY != 0 && !NOUN_TOWNS.has(self.of(at)))
        };
        let joins =
            |at: usize| matches!(self.of(at), "," | "und" | "oder" | "nach" | "–" | "-" | "/");
        let before = at
            .checked_sub(2)
            .filter(|_| joins(at - 1))
            .and_then(is_town);
        let behind = Some(at + 2).filter(|_| joins(at + 1)).and_then(is_town);
        let opens_line = self
            .document
            .tokens
            .get(at)
            .is_some_and(|token| token.opens_line);
        let is_dateline =
            opens_line && matches!(self.of(at + 1), "(" | "–" | "-" | "—" | "." | "/");
        before == Some(true) || behind == Some(true) || is_dateline
    }

    /// Words that are towns, but stand as a noun in this article: `beim Essen`.
    fn german_nouns(&self, found: &[Found]) -> FxHashSet<u32> {
        if self.document.family != Family::German {
            return FxHashSet::default();
        }
        let towns = gazetteer::CITY | gazetteer::LISTED_PLACE;
        let is_noun = |&&(first, last, kind): &&Found| {
            let marks = self.document.word(first).marks;
            first == last
                && kind == EntityKind::Place
                && marks & towns != 0
                && marks & (gazetteer::COUNTRY | gazetteer::REGION) == 0
                && (self.stands_behind_determiner(first) || self.is_never_behind_preposition(first))
        };
        found
            .iter()
            .filter(is_noun)
            .map(|span| self.document.word(span.0).stem)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::enrich::Enricher;

    /// Language, text, names that must be found, and words that must not.
    const TABLE: &[(&str, &str, &[&str], &[&str])] = &[
        (
            "de",
            "Gutes Essen macht Freude. Beim Essen spricht in Hamburg keiner.",
            &["Hamburg"],
            &["Essen"],
        ),
        (
            "de",
            "In Essen beginnt die Messe. Der Zug nach Essen war voll.",
            &["Essen"],
            &[],
        ),
        (
            "de",
            "Die Amerikaner kommen, sagte Anna Meier in Berlin.",
            &["Anna Meier", "Berlin"],
            &["Amerikaner"],
        ),
        (
            "fr",
            "Toutefois, le ministre est à Lyon. Cependant rien ne change.",
            &["Lyon"],
            &["Toutefois", "Cependant"],
        ),
        (
            "en",
            "The CEO of Siemens spoke in Munich. AI and GPU prices rose.",
            &["Siemens", "Munich"],
            &["CEO", "AI", "GPU"],
        ),
    ];

    #[test]
    fn words_that_only_look_like_names_are_none() {
        for (language, text, names, words) in TABLE {
            let found: Vec<String> = Enricher::new()
                .entities("", text, language)
                .into_iter()
                .map(|entity| entity.name)
                .collect();
            assert!(
                names.iter().all(|name| found.iter().any(|f| f == name)),
                "{text}: {found:?}"
            );
            assert!(
                !words.iter().any(|word| found.iter().any(|f| f == word)),
                "{text}: {found:?}"
            );
        }
    }
}
