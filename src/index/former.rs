//! What an index held before the run that is under way.

use std::cell::OnceCell;

use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{ArticleId, Index};
use crate::article::Gist;

/// A digest of outlet, headline and text.
pub fn words_of(site: &str, title: &str, text: &str) -> u64 {
    let outlet = xxh3_64(site.as_bytes());
    let headline = xxh3_64_with_seed(title.as_bytes(), outlet);
    xxh3_64_with_seed(text.as_bytes(), headline).max(1)
}

/// The articles of an index as they were committed when one of them was first asked for.
#[derive(Default)]
pub struct Former(OnceCell<Searcher>);

impl Former {
    /// What an article said; nothing of one that is not there, or that cannot be read.
    pub fn said(&self, index: &Index, id: ArticleId) -> Option<Gist> {
        self.read(index, id, |title, text| Gist::said(title, text, ""))
    }

    /// What [`words_of`] gives for an article of this outlet.
    pub fn words(&self, index: &Index, id: ArticleId, site: &str) -> Option<u64> {
        self.read(index, id, |title, text| words_of(site, title, text))
    }

    /// Something of what an article said.
    fn read<T>(&self, index: &Index, id: ArticleId, of: impl Fn(&str, &str) -> T) -> Option<T> {
        let place = self.place(index, id).ok()??;
        let document: TantivyDocument = self.0.get()?.doc(place).ok()?;
        let field = |field| document.get_first(field)?.as_str();
        let fields = index.fields();
        Some(of(field(fields.title)?, field(fields.body)?))
    }

    /// The generation that added an article or changed it last.
    pub(super) fn since(&self, index: &Index, id: ArticleId) -> tantivy::Result<Option<u64>> {
        let Some(place) = self.place(index, id)? else {
            return Ok(None);
        };
        let segments = self.0.get().map(Searcher::segment_readers);
        let segment = segments.and_then(|segments| segments.get(place.segment_ord as usize));
        segment.map_or(Ok(None), |segment| {
            let generations = segment.fast_fields().u64("generation")?;
            Ok(generations.first(place.doc_id))
        })
    }

    /// Where an article stood.
    fn place(&self, index: &Index, id: ArticleId) -> tantivy::Result<Option<DocAddress>> {
        if self.0.get().is_none() {
            let reader = index.engine().reader_builder();
            let reader = reader.reload_policy(ReloadPolicy::Manual).try_into()?;
            let _ = self.0.set(reader.searcher());
        }
        let segments = self.0.get().map(Searcher::segment_readers);
        let term = Term::from_field_text(index.fields().id, &id.to_string());
        for (number, segment) in (0..).zip(segments.unwrap_or_default()) {
            let postings = segment
                .inverted_index(index.fields().id)?
                .read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED && segment.is_deleted(postings.doc()) {
                postings.advance();
            }
            if postings.doc() != TERMINATED {
                return Ok(Some(DocAddress::new(number, postings.doc())));
            }
        }
        Ok(None)
    }
}
