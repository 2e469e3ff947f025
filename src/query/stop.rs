//! A flag that ends answers before they are complete.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
