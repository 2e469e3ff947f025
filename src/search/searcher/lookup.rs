//! Articles as they are stored.

use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocId, TantivyDocument};

use crate::enrich::Enriched;
use crate::error::{Error, Result};
use crate::index::Record;
use crate::search::engine;
use crate::search::passages::Shown;
use crate::search::request::Hit;

use super::View;

impl View {
    pub(super) fn stored(&self, segment: usize, doc: DocId) -> Result<Enriched> {
        let address = tantivy::DocAddress::new(segment as u32, doc);
        let document: TantivyDocument = self.searcher.doc(address).map_err(engine)?;
        let text = |field| {
            document
                .get_first(field)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        let record: Record = serde_json::from_str(&text(self.fields.record)).map_err(engine)?;
        Ok(record.into_enriched(
            text(self.fields.id),
            text(self.fields.title),
            text(self.fields.body),
        ))
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

/// What is shown of an article.
pub(super) fn hit(stored: Enriched, shown: Shown, score: f32) -> Hit {
    let article = stored.article;
    Hit {
        paragraphs: article
            .text
            .split('\n')
            .filter(|line| !line.trim().is_empty())
            .count(),
        id: article.id,
        path: article.path,
        member: article.member,
        url: article.url,
        title: article.title,
        title_marks: shown.title_marks,
        authors: article.byline,
        site: article.site,
        section: article.section,
        lang: stored.language,
        published: article.published.map(|stated| stated.text),
        score,
        stub: article.stub,
        passages: shown.passages,
    }
}
