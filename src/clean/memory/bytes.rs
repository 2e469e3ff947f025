//! The site memory as bytes: `NDSM`, format number, pages a site keeps, sites in order, and a checksum.
//!
//! Most fingerprints of a site stand on many of its pages. So each is written once, as the distance to the one before,
//! and a page is a list of places in that list, as distances too: seven bits a byte, low ones first, the high
//! bit set on all bytes but the last of a number.

use super::{PAGES_OF_A_SITE, Sample, Site, SiteMemory};

const MAGIC: &[u8; 4] = b"NDSM";
const FORMAT: u16 = 2;
/// Each page with its fingerprints, four bytes each.
const PLAIN_FORMAT: u16 = 1;
const CHECKSUM_BYTES: usize = 8;

/// The bytes are not a site memory of this format, or were changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the site memory is damaged or of another format")]
pub struct DamagedMemory;

impl SiteMemory {
    /// The memory as bytes; the same memory always gives the same bytes.
    pub fn save(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64 + 2 * self.fingerprints);
        out.extend(MAGIC);
        out.extend(FORMAT.to_le_bytes());
        out.extend((self.pages_of_a_site as u32).to_le_bytes());
        out.extend((self.sites.len() as u32).to_le_bytes());
        for (name, site) in &self.sites {
            out.extend((name.len() as u32).to_le_bytes());
            out.extend(name.as_bytes());
            push_site(site, &mut out);
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
        if cursor.take(MAGIC.len())? != MAGIC {
            return Err(DamagedMemory);
        }
        let format = cursor.u16()?;
        if ![FORMAT, PLAIN_FORMAT].contains(&format) {
            return Err(DamagedMemory);
        }
        let pages = cursor.u32()? as usize;
        if pages == 0 {
            return Err(DamagedMemory);
        }
        let mut memory = Self {
            pages_of_a_site: pages.min(PAGES_OF_A_SITE),
            ..Self::default()
        };
        for _ in 0..cursor.u32()? {
            let length = cursor.u32()? as usize;
            let name = std::str::from_utf8(cursor.take(length)?)
                .map_err(|_| DamagedMemory)?
                .to_owned();
            let prints = if format == FORMAT {
                cursor.list(None)?
            } else {
                Vec::new()
            };
            for _ in 0..cursor.u32()? {
                let (page, sample) = if format == FORMAT {
                    cursor.page(&prints)?
                } else {
                    cursor.plain_page()?
                };
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

/// The fingerprints of a site, then its pages.
fn push_site(site: &Site, out: &mut Vec<u8>) {
    let pages = || site.pages.values();
    let mut prints: Vec<u32> = pages().flat_map(|sample| &sample.prints).copied().collect();
    prints.sort_unstable();
    prints.dedup();
    push_list(prints.iter().copied(), out);
    out.extend((site.pages.len() as u32).to_le_bytes());
    for (page, sample) in &site.pages {
        out.extend(page.to_le_bytes());
        out.push(sample.age);
        let places = sample
            .prints
            .iter()
            .filter_map(|print| prints.binary_search(print).ok());
        push_list(places.map(|place| place as u32), out);
    }
}

/// How many numbers, and each as its distance to the one before; they rise strictly.
fn push_list(numbers: impl Iterator<Item = u32> + Clone, out: &mut Vec<u8>) {
    push_number(numbers.clone().count() as u32, out);
    let mut last = 0;
    for number in numbers {
        push_number(number - last, out);
        last = number;
    }
}

fn push_number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
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

    fn number(&mut self) -> Result<u32, DamagedMemory> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let [byte] = self.array()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(DamagedMemory)
    }

    /// Numbers that rise; with `within`, the numbers at those places of it.
    fn list(&mut self, within: Option<&[u32]>) -> Result<Vec<u32>, DamagedMemory> {
        let mut last = 0_u32;
        let count = self.number()?;
        let mut numbers = Vec::with_capacity((count as usize).min(self.0.len()));
        for _ in 0..count {
            last = last.checked_add(self.number()?).ok_or(DamagedMemory)?;
            numbers.push(match within {
                Some(numbers) => *numbers.get(last as usize).ok_or(DamagedMemory)?,
                None => last,
            });
        }
        rising(numbers)
    }

    /// A page whose fingerprints are places among those of its site.
    fn page(&mut self, prints: &[u32]) -> Result<(u64, Sample), DamagedMemory> {
        let (page, age) = self.page_head()?;
        let prints = self.list(Some(prints))?;
        Ok((page, Sample { age, prints }))
    }

    fn plain_page(&mut self) -> Result<(u64, Sample), DamagedMemory> {
        let (page, age) = self.page_head()?;
        let count = self.u32()? as usize;
        let prints = self.take(count.checked_mul(4).ok_or(DamagedMemory)?)?;
        let prints = prints
            .chunks_exact(4)
            .filter_map(|chunk| chunk.try_into().ok().map(u32::from_le_bytes))
            .collect();
        let prints = rising(prints)?;
        Ok((page, Sample { age, prints }))
    }

    /// Its name, and its age in the run that reads it.
    fn page_head(&mut self) -> Result<(u64, u8), DamagedMemory> {
        let page = self.array().map(u64::from_le_bytes)?;
        let [age] = self.array()?;
        Ok((page, age.saturating_add(1)))
    }
}

/// Fingerprints are looked for by halving, and written as distances: they must rise.
fn rising(numbers: Vec<u32>) -> Result<Vec<u32>, DamagedMemory> {
    if numbers.is_sorted_by(|before, next| before < next) {
        Ok(numbers)
    } else {
        Err(DamagedMemory)
    }
}
