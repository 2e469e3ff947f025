//! How much of a page is read, and what is said where that is not all of it.

use serde::Serialize;

use super::Page;
use crate::error::Warning;
use crate::read::reasons;

/// Bounds that keep hostile pages harmless; no real page comes near them. None of them is a time: the same page gives
/// the same blocks on every machine, however busy it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Blocks of one page; what follows is left out.
    pub max_blocks: usize,
    /// Open elements; deeper ones are read as part of the deepest.
    pub max_depth: usize,
    /// Claims of one page; further ones are passed over.
    pub max_claims: usize,
    /// Bytes of one page that are looked at, those that are looked at again counted again; what follows is left out.
    pub max_work: u64,
}

impl Default for Limits {
    /// 200,000 blocks, 512 open elements, 500 claims, 256 MiB looked at: eight times the longest page of
    /// [`read::Limits`](crate::read::Limits).
    fn default() -> Self {
        Self {
            max_blocks: 200_000,
            max_depth: 512,
            max_claims: 500,
            max_work: 256 << 20,
        }
    }
}

/// A limit that a page has reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// [`Limits::max_depth`]: nothing is left out, but structure is lost.
    Depth,
    /// [`Limits::max_blocks`]: the rest of the page is left out.
    Blocks,
    /// [`Limits::max_work`]: the rest of the page is left out.
    Work,
}

impl Bound {
    /// The fixed text by which pages are counted.
    ///
    /// ```
    /// assert_eq!(newsdex::page::Bound::Depth.reason(), "depth limit");
    /// ```
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Depth => reasons::DEPTH_LIMIT,
            Self::Blocks => reasons::BLOCKS_LIMIT,
            Self::Work => reasons::WORK_LIMIT,
        }
    }

    fn detail(self, limits: &Limits) -> String {
        match self {
            Self::Depth => format!(
                "elements within more than {} others were read as part of those; no text was left out",
                limits.max_depth
            ),
            Self::Blocks => format!(
                "it has more than {} blocks; what follows was left out",
                limits.max_blocks
            ),
            Self::Work => format!(
                "to read it takes looking at more than {} bytes; what follows was left out",
                limits.max_work
            ),
        }
    }
}

/// What is said of a page of which not everything was read as it stands; empty for nearly every page.
pub fn warnings(page: &Page, limits: &Limits) -> Vec<Warning> {
    let warning = |bound: &Bound| Warning {
        path: page.path.clone(),
        member: page.member.clone(),
        reason: bound.reason(),
        detail: bound.detail(limits),
    };
    page.reached.iter().map(warning).collect()
}
