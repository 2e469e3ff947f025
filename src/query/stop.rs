//! What ends answers before they are complete: a flag, and a bound on the work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::error::{Error, Result};

/// A flag that answers look at while they are worked on: once for each block of postings, article, word of the dictionary and
/// nearness within an article, which is a tenth of a second at most.
///
/// While it is up every answer ends in [`Error::Stopped`].
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Abandons the answers that are worked on, and those to come.
    pub fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Lets answers be worked on again.
    pub fn lower(&self) {
        self.0.store(false, Ordering::SeqCst);
    }

    /// Whether answers are to end.
    pub fn is_up(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on unless the flag is up.
    ///
    /// # Errors
    /// [`Error::Stopped`] if it is.
    pub fn heed(&self) -> Result<()> {
        if self.is_up() {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

/// Counts the pairs of words that one answer looks at, over all articles and all of its nearness.
///
/// Words that are near words that are near words stand in more ways than articles have words: without a bound one line would
/// keep a machine busy for hours.
#[derive(Debug, Clone)]
pub struct Effort {
    spent: Arc<AtomicU64>,
    most: u64,
}

/// Pairs that are looked at in any index, and for each of its articles: some seconds. Tuned on 37,546 articles, where
/// `the w/50 of w/50 and w/50 to` takes a twentieth of them.
const PAIRS: u64 = 500_000_000;
const PAIRS_PER_ARTICLE: u64 = 10_000;

impl Effort {
    /// What one answer may cost in an index of so many articles.
    pub fn for_articles(articles: u64) -> Self {
        Self::of(PAIRS.max(articles.saturating_mul(PAIRS_PER_ARTICLE)))
    }

    /// So many pairs and no more.
    pub fn of(most: u64) -> Self {
        Self {
            spent: Arc::default(),
            most,
        }
    }

    /// Whether there were too many. Nearness in one article asks too: words that are each near the next, hundreds of them, keep
    /// a machine busy before the first article is done. Then nothing is near anything, and [`Self::heed`] says why.
    pub fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.most
    }

    /// Adds pairs that were looked at.
    pub fn add(&self, pairs: u64) {
        self.spent.fetch_add(pairs, Ordering::Relaxed);
    }

    /// Goes on unless there were too many.
    ///
    /// # Errors
    /// [`Error::Usage`] that says so.
    pub fn heed(&self) -> Result<()> {
        if !self.is_spent() {
            return Ok(());
        }
        Err(Error::Usage(format!(
            "the query asks for more than {} million looks at where its words stand; write fewer w/n, smaller numbers in them, or rarer words; with * more of their letters",
            self.most / 1_000_000
        )))
    }
}

/// Without a bound, for texts of which nobody heeds it.
impl Default for Effort {
    fn default() -> Self {
        Self::of(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_too_much_is_refused_and_says_what_to_do() {
        let effort = Effort::for_articles(100_000);
        effort.add(1_000_000_000);
        assert!(effort.heed().is_ok());
        effort.clone().add(1);
        let said = effort.heed().unwrap_err().to_string();
        assert!(
            said.contains("1000 million looks at where its words stand; write fewer w/n"),
            "{said}"
        );
    }
}
