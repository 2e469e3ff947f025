//! Names of peoples in languages that give them capitals. They are words of nearly every article and name no place, body or person.

use super::gazetteer;
use super::listed::Listed;
use super::merge::Name;
use super::places;
use super::word::Word;

/// Those that are not made of the name of a country or a continent.
static LISTED: Listed = Listed::new(
    "Américain Américains Américaine Américaines Européen Européens Européennes Français Française Françaises Allemand Allemands Allemande Anglais \
    Britannique Britanniques Russes Espagnol Espagnols Italiens Suisses Belges Grecs Turcs Syriens Cubain Cubains Maliens Danois Danoise Écossais Gallois \
    Palestiniens Africains Asiatiques Québécois Parisien Parisiens Parisienne Parisiennes Lyonnais Marseillais Bruxellois Occidentaux Occidental Arabes Juifs \
    Musulmans Chrétiens Kurdes Afghans Roms Slovaques Tchèques Serbes Croates Slovènes Bulgares Moldaves Corses Catalans Basques Flamands Wallons Tchétchènes Ouïghours Indien Indiens Indienne Mongols Libyen Libyens Soviétique Soviétiques Coréen Coréens Sud-Coréen Sud-Coréens Irakiens Zaïrois Zambien Zambiens Anglo-Saxons Néerlandais Portugais \
    Amerikaner Amerikanern Amerikanerin Europäer Europäern Europäerin Deutsche Deutschen Deutscher Franzose Franzosen Französin Engländer Engländern Brite Briten Britin Russe Russen Russin Ukrainer \
    Ukrainern Ukrainerin Ukrainerinnen Chinese Chinesen Chinesin Spanier Spaniern Italiener Italienern Schweizern Österreichern Belgier Belgiern Polen Pole Polin Grieche Griechen Griechin Türke Türken Türkin Syrer Syrern Iraker Iraner Israeli Israelis Palästinenser \
    Palästinensern Algerier Marokkaner Tunesier Afrikaner Afrikanern Asiaten Japaner Japanern Inder Indern Kanadier Araber Arabern Jude Juden Muslim Muslime Muslimen \
    Christen Kurde Kurden Afghane Afghanen Libanesen Ägypter Niederländer Niederländern Portugiese Portugiesen Rumäne Rumänen Ungar Ungarn Tscheche Tschechen Slowake Slowaken Serbe Serben Kroate Kroaten Schotte Schotten Iren Walliser \
    Däne Dänen Schwede Schweden Norweger Norwegern Norwegerin Finne Finnen Finnin Lette Letten Litauer Este Esten Slowene Slowenen Bulgare Bulgaren Bosnier Berliner Berlinern Hamburger Hamburgern Münchner Münchnern Kölner Wiener Wienern Pariser",
);

/// Of these, those that are also countries.
static ALSO_COUNTRIES: Listed = Listed::new("Polen Ungarn Schweden");

/// Ends behind the name of a country, longest first.
const FRENCH: &[&str] = &[
    "iennes", "ienne", "aines", "aises", "oises", "iens", "ains", "aine", "aise", "oise", "éens",
    "ien", "ais", "ois", "ain", "éen",
];
const GERMAN: &[&str] = &[
    "erinnen", "innen", "erin", "nern", "iern", "esen", "esin", "nen", "ner", "ern", "ier", "ese",
    "in", "er",
];

/// Letters that a people shares with its country, at least.
const LEAST: usize = 4;

/// Lists whose names are no peoples'.
const NAMES: gazetteer::Marks =
    gazetteer::PLACES | gazetteer::SURNAME | gazetteer::FIRST_NAME | gazetteer::LISTED_PLACE;

/// Whether a word of this language names a people, or the one of it.
pub fn is_people(word: &str, studied: &Word, language: &str) -> bool {
    let ends = match language {
        "fr" => FRENCH,
        "de" => GERMAN,
        _ => return false,
    };
    if LISTED.has(word) {
        return !ALSO_COUNTRIES.has(word);
    }
    studied.marks & NAMES == 0 && ends.iter().any(|end| is_of_territory(word, end, language))
}

/// Whether the word is the beginning of a country's name with this end: `Norvég` of `Norvège`, `Kenia` of `Kenia`.
fn is_of_territory(word: &str, end: &str, language: &str) -> bool {
    let stem = word.strip_suffix(end).map(|stem| Name::read(stem).key());
    let stem = stem.filter(|stem| stem.chars().count() >= LEAST);
    let territories = places::territories(language);
    stem.zip(territories)
        .is_some_and(|(stem, known)| known.has_beginning(&stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::document::Document;
    use crate::enrich::language::Family;
    use crate::enrich::word::Studied;

    #[test]
    fn peoples_are_told_by_their_countries() {
        let table = [
            ("fr", "Norvégiens", true),
            ("fr", "Finlandais", true),
            ("fr", "Suédois", true),
            ("fr", "Norvège", false),
            ("fr", "Calais", false),
            ("fr", "Beauvais", false),
            ("de", "Kenianer", true),
            ("de", "Isländer", true),
            ("de", "Moskauer", true),
            ("de", "Polen", false),
            ("de", "Meier", false),
            ("en", "Germans", false),
        ];
        for (language, word, expected) in table {
            let document = Document::read(word, Family::of(language), &mut Studied::default());
            assert_eq!(
                is_people(word, document.word(0), language),
                expected,
                "{word}"
            );
        }
    }
}
