//! In which languages a word is one as it was typed.
//!
//! Stemmers know no words: that of German takes `Meter` for a form of `met`, that of Spanish `metida`. A short word is widened
//! only in the languages in whose articles it stands as it was typed, if it stands so in any.

use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::analysis::key_of;
use crate::error::Result;
use crate::query::forms::{Languages, Matcher, bit};
use crate::query::plan::{Leaf, Pattern};
use crate::search::engine;
use crate::search::lexicon;
use crate::search::segment::{Part, Segment};

use super::View;

/// Letters up to which a word is short. Longer words of different languages seldom share a stem by chance, and where they do, they
/// are often the same word: tunnel, Tunnels.
const SHORT: usize = 4;

impl View {
    /// The matcher of a leaf in this index.
    pub(super) fn matcher(&self, leaf: &Leaf) -> Result<Matcher> {
        let matcher = Matcher::new(&leaf.pattern, &self.languages);
        match &leaf.pattern {
            Pattern::Stem { key, .. } if matcher.stems() > 1 && key.chars().count() <= SHORT => {
                let attested = self.attested(key, matcher.languages())?;
                Ok(matcher.only_in(attested))
            }
            _ => Ok(matcher),
        }
    }

    /// In which of these languages there are articles with the word, however it is accented.
    fn attested(&self, key: &str, wanted: Languages) -> Result<Languages> {
        let mut found = 0;
        let word = Matcher::new(&Pattern::Key(key.to_owned()), &self.languages);
        for segment in &self.segments {
            for part in [Part::Title, Part::Body] {
                lexicon::scan(segment, part, &word, &mut |term, info| {
                    if key_of(term) == key && found & wanted != wanted {
                        found |= self.spoken(segment, part, info, wanted & !found)?;
                    }
                    Ok(())
                })?;
            }
        }
        Ok(found)
    }

    /// The languages of a term's articles, until all that are wanted were seen.
    fn spoken(
        &self,
        segment: &Segment,
        part: Part,
        info: &tantivy::postings::TermInfo,
        wanted: Languages,
    ) -> Result<Languages> {
        let of_doc = segment.languages(&self.languages)?;
        let mut postings = segment
            .postings(part)?
            .read_postings_from_terminfo(info, IndexRecordOption::Basic)
            .map_err(engine)?;
        let mut found = 0;
        let mut doc = postings.doc();
        while doc != TERMINATED && found & wanted != wanted {
            if let Some(&at) = of_doc.get(doc as usize)
                && segment.is_alive(doc)
            {
                found |= bit(usize::from(at));
            }
            doc = postings.advance();
        }
        Ok(found)
    }
}
