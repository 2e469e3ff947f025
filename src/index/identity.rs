//! What tells an index from one that is made in its place.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::str::FromStr;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// The identity of an index: drawn by chance when it is made, and kept as long as its generations go on counting.
///
/// Two generations can be compared only if they are of one identity: an index that was deleted and made anew
/// reaches the same numbers again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Identity(u64);

impl Identity {
    /// One that no other index has.
    pub(super) fn draw() -> Self {
        // The keys of this are drawn by the system; time and process tell apart where it has none to give.
        let mut hasher = RandomState::new().build_hasher();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        hasher.write_u128(now.map_or(0, |since| since.as_nanos()));
        hasher.write_u32(std::process::id());
        Self(hasher.finish())
    }
}

impl fmt::Display for Identity {
    /// 16 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Identity {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = digits.then(|| u64::from_str_radix(text, 16).ok()).flatten();
        number.map(Self).ok_or("expected 16 hexadecimal digits")
    }
}

impl TryFrom<String> for Identity {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Identity> for String {
    fn from(identity: Identity) -> Self {
        identity.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_it_is_written() {
        let drawn = Identity::draw();
        assert_eq!(drawn.to_string().parse(), Ok(drawn));
        assert_ne!(drawn, Identity::draw());
        for text in [
            "",
            "12",
            "xyz0000000000000",
            "+123456789abcdef",
            "00112233445566778",
        ] {
            assert!(text.parse::<Identity>().is_err(), "{text}");
        }
    }
}
