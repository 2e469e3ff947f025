//! Articles as they are stored.

use tantivy::schema::{Field, IndexRecordOption, Value as _};
use tantivy::{DocId, TantivyDocument};

use crate::enrich::Enriched;
use crate::error::{Error, Result};
use crate::index::{Fields, Record, RecordHead};
use crate::search::engine;
use crate::search::passages::Shown;
use crate::search::request::Hit;

use super::View;

impl View {
    pub(super) fn brief(&self, segment: usize, doc: DocId) -> Result<Brief> {
        let address = tantivy::DocAddress::new(segment as u32, doc);
        Ok(Brief {
            document: self.searcher.doc(address).map_err(engine)?,
            fields: self.fields,
        })
    }

    pub(super) fn stored(&self, segment: usize, doc: DocId) -> Result<Enriched> {
        self.brief(segment, doc)?.enriched()
    }

    /// Where an article lies, by its id or the beginning of it.
    pub(super) fn find(&self, id: &str) -> Result<Option<(usize, DocId)>> {
        let mut found: Vec<(String, usize, DocId)> = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let inverted = segment
                .reader
                .inverted_index(self.fields.id)
                .map_err(engine)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(id.as_bytes())
                .into_stream()
                .map_err(engine)?;
            while terms.advance() && terms.key().starts_with(id.as_bytes()) && !id.is_empty() {
                let option = IndexRecordOption::Basic;
                let block = inverted
                    .read_block_postings_from_terminfo(terms.value(), option)
                    .map_err(engine)?;
                let mut docs = block.docs().to_vec();
                segment.keep_alive(&mut docs);
                let key = String::from_utf8_lossy(terms.key()).into_owned();
                found.extend(docs.into_iter().map(|doc| (key.clone(), number, doc)));
                if found.len() > 8 {
                    break;
                }
            }
        }
        if let Some(&(_, segment, doc)) = found.iter().find(|(key, ..)| key == id) {
            return Ok(Some((segment, doc)));
        }
        match found.as_slice() {
            [] => Ok(None),
            [(_, segment, doc)] => Ok(Some((*segment, *doc))),
            several => {
                let ids: Vec<&str> = several
                    .iter()
                    .take(3)
                    .map(|(key, ..)| key.as_str())
                    .collect();
                Err(Error::Usage(format!(
                    "several articles have an id that begins with {id}: {} …",
                    ids.join(", ")
                )))
            }
        }
    }
}

/// A stored article of which only what a hit shows is read.
pub(super) struct Brief {
    document: TantivyDocument,
    fields: Fields,
}

impl Brief {
    fn field(&self, field: Field) -> &str {
        let value = self.document.get_first(field);
        value.and_then(|value| value.as_str()).unwrap_or_default()
    }

    pub fn title(&self) -> &str {
        self.field(self.fields.title)
    }

    pub fn text(&self) -> &str {
        self.field(self.fields.body)
    }

    /// The whole of it.
    pub fn enriched(&self) -> Result<Enriched> {
        let record: Record =
            serde_json::from_str(self.field(self.fields.record)).map_err(engine)?;
        let text = |field| self.field(field).to_owned();
        Ok(record.into_enriched(
            text(self.fields.id),
            text(self.fields.title),
            text(self.fields.body),
        ))
    }

    /// What is shown of it.
    pub fn hit(&self, shown: Shown, score: f32) -> Result<Hit> {
        let head: RecordHead =
            serde_json::from_str(self.field(self.fields.record)).map_err(engine)?;
        let paragraphs = self.text().split('\n');
        Ok(Hit {
            paragraphs: paragraphs.filter(|line| !line.trim().is_empty()).count(),
            id: self.field(self.fields.id).to_owned(),
            path: head.path,
            member: head.member,
            record_id: head.record_id,
            url: head.url,
            title: self.title().to_owned(),
            title_marks: shown.title_marks,
            authors: head.byline,
            site: head.site,
            section: head.section,
            lang: head.language,
            published: head.published.map(|stated| stated.text),
            score,
            stub: head.stub,
            passages: shown.passages,
        })
    }
}
