//! The site memory as bytes: `NDSM`, format number, pages a site keeps, sites in order, and a checksum; little endian.

use super::{PAGES_OF_A_SITE, Sample, SiteMemory};

const MAGIC: &[u8; 4] = b"NDSM";
const FORMAT: u16 = 1;
const CHECKSUM_BYTES: usize = 8;

/// The bytes are not a site memory of this format, or were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the site memory is damaged or of another format")]
pub struct DamagedMemory;

impl SiteMemory {
    /// The memory as bytes; the same memory always gives the same bytes.
    pub fn save(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + 4 * self.fingerprints);
        out.extend(MAGIC);
        out.extend(FORMAT.to_le_bytes());
        out.extend((self.pages_of_a_site as u32).to_le_bytes());
        out.extend((self.sites.len() as u32).to_le_bytes());
        for (name, site) in &self.sites {
            out.extend((name.len() as u32).to_le_bytes());
            out.extend(name.as_bytes());
            out.extend((site.pages.len() as u32).to_le_bytes());
            for (page, sample) in &site.pages {
                out.extend(page.to_le_bytes());
                out.push(sample.age);
                out.extend((sample.prints.len() as u32).to_le_bytes());
                out.extend(sample.prints.iter().flat_map(|print| print.to_le_bytes()));
            }
        }
        out.extend(xxhash_rust::xxh3::xxh3_64(&out).to_le_bytes());
        out
    }

    /// Reads what [`SiteMemory::save`] wrote. Every page in it is one run older than it was.
    ///
    /// # Errors
    ///
    /// [`DamagedMemory`] if the bytes are anything else.
    pub fn load(bytes: &[u8]) -> Result<Self, DamagedMemory> {
        let (body, checksum) = bytes
            .split_at_checked(bytes.len().saturating_sub(CHECKSUM_BYTES))
            .ok_or(DamagedMemory)?;
        if xxhash_rust::xxh3::xxh3_64(body).to_le_bytes() != checksum {
            return Err(DamagedMemory);
        }
        let mut cursor = Cursor(body);
        if cursor.take(MAGIC.len())? != MAGIC || cursor.u16()? != FORMAT {
            return Err(DamagedMemory);
        }
        let mut memory = Self {
            pages_of_a_site: (cursor.u32()? as usize).min(PAGES_OF_A_SITE),
            ..Self::default()
        };
        for _ in 0..cursor.u32()? {
            let length = cursor.u32()? as usize;
            let name = std::str::from_utf8(cursor.take(length)?)
                .map_err(|_| DamagedMemory)?
                .to_owned();
            for _ in 0..cursor.u32()? {
                let (page, sample) = cursor.page()?;
                memory.put(&name, page, sample);
            }
        }
        if cursor.0.is_empty() {
            Ok(memory)
        } else {
            Err(DamagedMemory)
        }
    }
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], DamagedMemory> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(DamagedMemory)?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], DamagedMemory> {
        self.take(N)?.try_into().map_err(|_| DamagedMemory)
    }

    fn u16(&mut self) -> Result<u16, DamagedMemory> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, DamagedMemory> {
        self.array().map(u32::from_le_bytes)
    }

    fn page(&mut self) -> Result<(u64, Sample), DamagedMemory> {
        let page = self.array().map(u64::from_le_bytes)?;
        let [age] = self.array()?;
        let count = self.u32()? as usize;
        let prints = self.take(count.checked_mul(4).ok_or(DamagedMemory)?)?;
        let prints = prints
            .chunks_exact(4)
            .filter_map(|chunk| chunk.try_into().ok().map(u32::from_le_bytes))
            .collect();
        Ok((
            page,
            Sample {
                age: age.saturating_add(1),
                prints,
            },
        ))
    }
}
