//! Words in quotes that are mostly found in other forms, as whoever types quotes elsewhere does not expect.

use crate::error::Result;
use crate::query::{Kind, Macros, Phrase};
use crate::search::request::{Request, Results};

use super::{View, prepare};

impl View {
    /// What is told of a query that is a phrase, if fewer than half of the articles found have it in these spellings.
    pub(super) fn other_forms(
        &self,
        found: &Results,
        request: &Request,
        macros: Macros<'_>,
    ) -> Result<Option<String>> {
        if found.total == 0 || !request.advice {
            return Ok(None);
        }
        let query = prepare::readable(request, macros)?;
        let Some(root) = query.root.filter(|root| {
            matches!(
                &root.kind,
                Kind::Phrase(Phrase { exact: false, within: None, text }) if !text.contains(['*', '?'])
            )
        }) else {
            return Ok(None);
        };
        let exactly = Request {
            query: format!("={root}"),
            ..request.clone()
        };
        let same = self.found(&self.prepare(&exactly, macros)?)? as u64;
        Ok((same * 2 < found.total).then(|| {
            format!(
                "quotes keep words together, in any form: {root} itself is in {same} of {} articles; for those alone: ={root}",
                found.total
            )
        }))
    }
}
