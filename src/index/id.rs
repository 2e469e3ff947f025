//! The id of an article as a number.

use std::fmt;

use xxhash_rust::xxh3::xxh3_64;

/// [`Article::id`](crate::article::Article::id) as the number it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// Reads 16 hexadecimal digits; nothing for anything else.
    pub fn parse(id: &str) -> Option<Self> {
        let digits = id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
        digits
            .then(|| u64::from_str_radix(id, 16).ok())
            .flatten()
            .map(Self)
    }

    /// The id of another article that would have this one: the same for a number, and another one for every other number.
    #[must_use]
    pub fn another(self, number: u64) -> Self {
        let [one, other] = [self.0, number].map(u64::to_le_bytes);
        Self(xxh3_64(&[one, other].concat()))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
