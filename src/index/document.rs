//! An article as the engine stores it.

use tantivy::TantivyDocument;

use super::{Boundaries, Fields, Record};
use crate::analysis::Chains;
use crate::enrich::{Enriched, EntityKind};
use crate::error::{Error, Result};

/// The document of an article that `generation` adds or changes.
///
/// # Errors
/// [`Error::Engine`] if its record cannot be written as JSON, which no article can cause.
pub(super) fn document(
    fields: &Fields,
    enriched: &Enriched,
    generation: u64,
) -> Result<TantivyDocument> {
    let article = &enriched.article;
    let mut chains = Chains::default();
    let (boundaries, words) = Boundaries::seen(&article.text, |word| chains.see(word));
    let record = serde_json::to_string(&Record::of(enriched))
        .map_err(|error| Error::Engine(error.to_string()))?;
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, &article.id);
    document.add_text(fields.title, &article.title);
    document.add_text(fields.body, &article.text);
    document.add_text(fields.record, record);
    document.add_text(fields.chains, chains.into_text());
    document.add_bytes(fields.boundaries, &boundaries.to_bytes());
    document.add_u64(fields.words, u64::from(words));
    document.add_u64(fields.generation, generation);
    document.add_text(fields.lang, &enriched.language);
    add_column(&mut document, fields.site, &article.site);
    add_column(
        &mut document,
        fields.section,
        article.section.as_deref().unwrap_or_default(),
    );
    if let Some(published) = &article.published {
        document.add_i64(fields.published, published.seconds);
        let day = |seconds: i64| seconds.div_euclid(SECONDS_A_DAY);
        let local = published.local_seconds();
        if day(local) != day(published.seconds) {
            document.add_i64(fields.published, local);
        }
    }
    for author in &article.byline {
        document.add_text(fields.byline, author);
    }
    for entity in &enriched.entities {
        let field = match entity.kind {
            EntityKind::Person => fields.person,
            EntityKind::Org => fields.org,
            EntityKind::Place => fields.place,
            EntityKind::Misc => fields.misc,
        };
        add_column(&mut document, field, &entity.name);
    }
    Ok(document)
}

const SECONDS_A_DAY: i64 = 86_400;

/// Bytes of a column's value. The engine leaves out terms beyond its own limit; names are never near it.
const MAX_VALUE: usize = 500;

fn add_column(document: &mut TantivyDocument, field: tantivy::schema::Field, value: &str) {
    let value = value
        .get(..value.floor_char_boundary(MAX_VALUE))
        .unwrap_or(value);
    if !value.is_empty() {
        document.add_text(field, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Tokens, chain, chains, is_link};
    use proptest::prelude::*;

    /// The chains of a text by its terms.
    fn of_terms(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text);
        let mut terms: Vec<String> = Vec::new();
        let mut found = Vec::new();
        while let Some(token) = tokens.next_token() {
            terms.push(token.term.to_owned());
            for length in [3, 2] {
                let row = terms
                    .len()
                    .checked_sub(length)
                    .and_then(|at| terms.get(at..));
                let row: Vec<&str> = row.unwrap_or_default().iter().map(String::as_str).collect();
                if !row.is_empty() && row.iter().all(|term| is_link(term)) {
                    found.push(chain(&row));
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn chains_are_those_of_the_terms(
            text in "((of|the|The|THE|a|A|à|thé|it's|I|d'|l’|U.S.|one|15|中|o\u{301}f|the\u{301}|of-|OF'S)[ .,'’-]{0,2}){0,20}"
        ) {
            let mut found = Chains::default();
            Boundaries::seen(&text, |word| found.see(word));
            let found = found.into_text();
            let found: Vec<&str> = chains(&found).collect();
            prop_assert_eq!(found, of_terms(&text));
        }
    }
}
