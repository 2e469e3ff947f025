//! The settings that say how much of a source and of a page is read.

use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::file::Config;
use super::{Key, Origin, Sources, key};
use crate::cli::limits::Limits;
use crate::cli::size;
use crate::error::Result;

/// A size in the settings file: a text such as `"32M"`, or a number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size(pub u64);

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(said: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected a size such as \"32M\", \"1.5G\" or 4096"
        )]
        enum Said {
            Bytes(u64),
            Text(String),
        }
        let bytes = match Said::deserialize(said)? {
            Said::Bytes(bytes) => size::bytes(&bytes.to_string()),
            Said::Text(text) => size::bytes(&text),
        };
        bytes.map(Size).map_err(serde::de::Error::custom)
    }
}

/// A count in the settings file that is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count(pub usize);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(said: D) -> Result<Self, D::Error> {
        let count = usize::deserialize(said)?;
        size::from_one(&count.to_string())
            .map(Count)
            .map_err(serde::de::Error::custom)
    }
}

const PAGE_SIZE: Key<str> = key("max-page-size", &["NEWSDEX_MAX_PAGE_SIZE"], "32M");
const UNPACKED: Key<str> = key("max-unpacked", &["NEWSDEX_MAX_UNPACKED"], "256G");
const DEPTH: Key<str> = key("max-depth", &["NEWSDEX_MAX_DEPTH"], "512");
const BLOCKS: Key<str> = key("max-blocks", &["NEWSDEX_MAX_BLOCKS"], "200000");
const WORK: Key<str> = key("max-work", &["NEWSDEX_MAX_WORK"], "256M");

impl Sources<'_> {
    /// The limits that environment and file say.
    ///
    /// # Errors
    ///
    /// When a variable holds what its limit cannot be.
    pub(super) fn limits(&mut self, said: &Config) -> Result<Limits> {
        let mut limits = Limits::default();
        let (source, page) = (&mut limits.source, &mut limits.page);
        self.size(
            &PAGE_SIZE,
            said.max_page_size.as_ref(),
            &mut source.page_bytes,
        )?;
        self.size(
            &UNPACKED,
            said.max_unpacked.as_ref(),
            &mut source.unpacked_bytes,
        )?;
        self.count(&DEPTH, said.max_depth.as_ref(), &mut page.max_depth)?;
        self.count(&BLOCKS, said.max_blocks.as_ref(), &mut page.max_blocks)?;
        self.size(&WORK, said.max_work.as_ref(), &mut page.max_work)?;
        Ok(limits)
    }

    fn size(
        &mut self,
        key: &Key<str>,
        said: Option<&Spanned<Size>>,
        value: &mut u64,
    ) -> Result<()> {
        let stated = self.stated(key, said, |text| size::bytes(text).map(Size))?;
        let Some((Size(bytes), origin)) = stated else {
            self.tell(key.name, key.default, Origin::Default);
            return Ok(());
        };
        *value = bytes;
        self.tell(key.name, size::shown(bytes), origin);
        Ok(())
    }

    fn count(
        &mut self,
        key: &Key<str>,
        said: Option<&Spanned<Count>>,
        value: &mut usize,
    ) -> Result<()> {
        let stated = self.stated(key, said, |text| size::from_one(text).map(Count))?;
        let Some((Count(count), origin)) = stated else {
            self.tell(key.name, key.default, Origin::Default);
            return Ok(());
        };
        *value = count;
        self.tell(key.name, count, origin);
        Ok(())
    }
}
