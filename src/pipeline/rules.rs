//! The user's rules of an index: what it remembers of them, and what must be cleaned again when they change.

use serde::{Deserialize, Serialize};

use super::{Job, Rebuild};
use crate::clean::Rules;
use crate::clean::rules::Reach;
use crate::error::{Error, Result};
use crate::index::Index;

/// Which of the user's rules a run follows.
#[derive(Debug, Clone, Default)]
pub enum RulesChoice {
    /// Those that the index remembers.
    #[default]
    Remembered,
    /// These, and the index remembers them; empty ones make it forget.
    These(Rules),
}

/// What an index keeps of its rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    name: String,
    text: String,
    /// Sites whose pages may still be as former rules left them: a run was stopped.
    unfinished: Reach,
}

/// The rules of a run.
#[derive(Debug, Default)]
pub(super) struct RunRules {
    pub(super) rules: Rules,
    /// Sites whose known pages are cleaned again.
    pub(super) again: Reach,
    /// What the index kept before the run.
    before: Vec<u8>,
}

impl RunRules {
    /// What a choice means for an index that keeps `bytes`.
    ///
    /// # Errors
    /// [`Error::IndexDamaged`] if they cannot be read.
    fn of(choice: &RulesChoice, index: Option<&Index>) -> Result<Self> {
        let before = index.map_or(Ok(Vec::new()), Index::rules)?;
        let (old, unfinished) = index.map_or(Ok(Default::default()), |i| read(i, &before))?;
        let rules = match choice {
            RulesChoice::Remembered => old.clone(),
            RulesChoice::These(rules) => rules.clone(),
        };
        // What nobody has indexed needs no second look.
        let again = unfinished.and(rules.differ(&old));
        Ok(Self {
            rules,
            again,
            before,
        })
    }

    /// The rules of a job; all pages are cleaned again if the index is made anew.
    ///
    /// # Errors
    /// As [`RunRules::of`].
    pub(super) fn of_job(job: &Job, index: Option<&Index>) -> Result<Self> {
        let mut rules = Self::of(&job.rules, index)?;
        if job.rebuild == Some(Rebuild::Anew) {
            rules.again = Reach::Everywhere;
        }
        Ok(rules)
    }

    /// What the index is to keep, if that differs from before: while pages are still to be cleaned again, or afterwards.
    pub(super) fn to_keep(&self, finished: bool) -> Option<Vec<u8>> {
        let unfinished = if finished {
            Reach::Nowhere
        } else {
            self.again.clone()
        };
        let kept = Kept {
            name: self.rules.name().to_owned(),
            text: self.rules.text().to_owned(),
            unfinished,
        };
        let bytes = if self.rules.is_empty() && kept.unfinished.is_nowhere() {
            Vec::new()
        } else {
            serde_json::to_vec(&kept).unwrap_or_default()
        };
        (bytes != self.before).then_some(bytes)
    }
}

/// The rules that an index remembers; none if it has none.
///
/// # Errors
/// [`Error::IndexDamaged`] if they cannot be read, [`Error::Io`].
pub fn remembered_rules(index: &Index) -> Result<Rules> {
    let bytes = index.rules()?;
    read(index, &bytes).map(|(rules, _)| rules)
}

fn read(index: &Index, bytes: &[u8]) -> Result<(Rules, Reach)> {
    if bytes.is_empty() {
        return Ok(Default::default());
    }
    let damaged = |detail: String| Error::IndexDamaged {
        path: index.folder().to_path_buf(),
        detail: format!("the rules cannot be read: {detail}"),
    };
    let kept: Kept = serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
    let rules = Rules::parse(&kept.name, &kept.text);
    let rules = rules.map_err(|wrong| damaged(wrong.message))?;
    Ok((rules, kept.unfinished))
}
