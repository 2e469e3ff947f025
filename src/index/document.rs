//! An article as the engine stores it.

use tantivy::TantivyDocument;

use super::{Boundaries, Fields, Record};
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
    let (boundaries, words) = Boundaries::of(&article.text);
    let record = serde_json::to_string(&Record::of(enriched))
        .map_err(|error| Error::Engine(error.to_string()))?;
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, &article.id);
    document.add_text(fields.title, &article.title);
    document.add_text(fields.body, &article.text);
    document.add_text(fields.record, record);
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
