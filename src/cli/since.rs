//! Up to where answers were seen: a generation, and of which index.

use std::str::FromStr;

use crate::index::Identity;
use crate::search::Searcher;

/// A generation of an index, `12` or `12@0f3c9a12b4e5d677`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Since {
    /// The number of the generation.
    pub generation: u64,
    /// The identity of the index; `None` where only the number is known.
    pub identity: Option<Identity>,
}

impl Since {
    /// The generation if it is one of the index that answers; `None` if that was made anew since, so that everything in it is new.
    ///
    /// A number alone is believed as long as the index has reached it.
    pub(super) fn of(self, searcher: &Searcher) -> Option<u64> {
        let same = self.identity.is_none() || self.identity == searcher.identity();
        Some(self.generation).filter(|&generation| same && generation <= searcher.generation())
    }

    /// What is said of a generation that the index does not have.
    pub(super) fn unknown(self, searcher: &Searcher) -> String {
        let last = searcher.generation();
        if self.generation > last
            && (self.identity.is_none() || self.identity == searcher.identity())
        {
            return format!(
                "there is no generation {} yet, the last one is {last}: the index was made anew, rebuilt or restored, or the number is wrong; everything is taken for new",
                self.generation
            );
        }
        "the index is not that of this generation (made anew, rebuilt or restored): everything is new".to_owned()
    }
}

impl FromStr for Since {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let (generation, identity) = match said.split_once('@') {
            Some((generation, identity)) => (generation, Some(identity)),
            None => (said, None),
        };
        let generation = generation.parse().map_err(|_| {
            "expected the number of a generation, as `newsdex stats` shows it; for days there is --from"
                .to_owned()
        })?;
        let identity = identity.map(Identity::from_str).transpose().map_err(|why| {
            format!("behind the @ stands the identity of the index, as `newsdex stats` shows it: {why}")
        })?;
        Ok(Self {
            generation,
            identity,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_may_name_its_index() {
        let read = |said: &str| {
            let since: Result<Since, _> = said.parse();
            since.map(|since| (since.generation, since.identity.map(|id| id.to_string())))
        };
        assert_eq!(read("12"), Ok((12, None)));
        let whole = "0f3c9a12b4e5d677";
        assert_eq!(
            read("12@0f3c9a12b4e5d677"),
            Ok((12, Some(whole.to_owned())))
        );
        for said in [
            "",
            "x",
            "-1",
            "12@",
            "12@0f3c",
            "@0f3c9a12b4e5d677",
            "2026-01-06",
        ] {
            assert!(read(said).is_err(), "{said}");
        }
    }
}
