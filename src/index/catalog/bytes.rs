//! The catalog as bytes: a checksum, then everything in seven-bit groups, packed.
//!
//! Sources are sorted by path; of each path only what differs from the former one is written.

use std::io::Read as _;

use xxhash_rust::xxh3::xxh3_64;

use super::super::varint;
use super::{Addressed, Age, ArticleId, Catalog, Fate, Measure, PageEntry, SourceEntry};
use crate::article::Gist;

/// The first bytes, behind which the version of this layout stands.
const MAGIC: &[u8; 7] = b"ndxcat\0";
/// Version 3 knew no age of a page and no twins, version 4 nothing of what tells pages of one address from each
/// other, version 5 another gist of them, and version 6 no digest of the bytes of pages without an address.
const VERSION: u8 = 7;
const OLDEST: u8 = 3;
/// The first version with the gist of today.
const WITH_GIST: u8 = 6;
/// Added to the kind of a page for one that has a twin's digest.
const WITH_TWIN: u8 = 4;
/// Added for a page with an address, and for one that is not the article known by it.
const WITH_ADDRESS: u8 = 8;
const APART: u8 = 16;
/// Added for a page with a digest of its bytes.
const WITH_RAW: u8 = 32;
/// Level 1 packs the catalog to about a third; higher levels gain little on digests.
const LEVEL: i32 = 1;
/// No catalog is longer unpacked; a damaged length is caught before it is believed.
const MAX_BYTES: u64 = 4 << 30;

impl Catalog {
    /// The catalog as bytes; equal catalogs give equal bytes.
    ///
    /// # Errors
    /// What the packer says, which it does only without memory.
    pub fn save(&self) -> std::io::Result<Vec<u8>> {
        let mut plain = Vec::with_capacity(64 * self.sources());
        for names in [&self.reasons, &self.sites, &self.mappings] {
            push_names(names, &mut plain);
        }
        varint::push(self.sources() as u64, &mut plain);
        let mut last = "";
        for (path, entry) in self.iter() {
            push_path(last, path, &mut plain);
            push_entry(entry, &mut plain);
            last = path;
        }
        let packed = zstd::bulk::compress(&plain, LEVEL)?;
        let mut body = (plain.len() as u64).to_le_bytes().to_vec();
        body.extend(packed);
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        Ok(bytes)
    }

    /// Reads what [`Catalog::save`] wrote; nothing if the bytes are anything else.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let (&version, rest) = bytes.strip_prefix(MAGIC)?.split_first()?;
        (OLDEST..=VERSION).contains(&version).then_some(())?;
        let (checksum, body) = rest.split_first_chunk::<8>()?;
        if xxh3_64(body).to_le_bytes() != *checksum {
            return None;
        }
        let (length, packed) = body.split_first_chunk::<8>()?;
        let length = u64::from_le_bytes(*length);
        let plain = unpacked(packed, length.min(MAX_BYTES))?;
        (plain.len() as u64 == length).then_some(())?;
        read(&mut plain.as_slice(), version)
    }
}

/// Memory is taken as bytes come, not as a length promises.
fn unpacked(packed: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let reader = zstd::Decoder::with_buffer(packed).ok()?;
    reader.take(most + 1).read_to_end(&mut plain).ok()?;
    Some(plain)
}

fn read(bytes: &mut &[u8], version: u8) -> Option<Catalog> {
    let mut catalog = Catalog {
        reasons: take_names(bytes)?,
        ..Catalog::default()
    };
    for site in take_names(bytes)? {
        catalog.site_number(&site);
    }
    catalog.mappings = take_names(bytes)?;
    let mut path = String::new();
    for _ in 0..varint::take(bytes)? {
        let kept = usize::try_from(varint::take(bytes)?).ok()?;
        path.is_char_boundary(kept).then(|| path.truncate(kept))?;
        path.push_str(std::str::from_utf8(take_bytes(bytes)?).ok()?);
        let entry = take_entry(bytes, version)?;
        catalog.put(&path, entry);
    }
    bytes.is_empty().then_some(catalog)
}

fn push_path(last: &str, path: &str, out: &mut Vec<u8>) {
    let same = last
        .bytes()
        .zip(path.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let kept = path.floor_char_boundary(same);
    varint::push(kept as u64, out);
    push_bytes(path.as_bytes().get(kept..).unwrap_or_default(), out);
}

fn push_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    varint::push(bytes.len() as u64, out);
    out.extend(bytes);
}

fn take_bytes<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = usize::try_from(varint::take(bytes)?).ok()?;
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn push_names(names: &[String], out: &mut Vec<u8>) {
    varint::push(names.len() as u64, out);
    for name in names {
        push_bytes(name.as_bytes(), out);
    }
}

fn take_names(bytes: &mut &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for _ in 0..varint::take(bytes)? {
        names.push(std::str::from_utf8(take_bytes(bytes)?).ok()?.to_owned());
    }
    Some(names)
}

fn take_array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*taken)
}

fn push_entry(entry: &SourceEntry, out: &mut Vec<u8>) {
    varint::push(entry.bytes, out);
    out.extend(entry.modified_ns.to_le_bytes());
    out.extend(entry.digest.to_le_bytes());
    varint::push(u64::from(entry.mapping), out);
    varint::push(entry.pages.len() as u64, out);
    for page in &entry.pages {
        push_page(page, out);
    }
}

fn take_entry(bytes: &mut &[u8], version: u8) -> Option<SourceEntry> {
    let mut entry = SourceEntry {
        bytes: varint::take(bytes)?,
        modified_ns: i64::from_le_bytes(take_array(bytes)?),
        digest: u128::from_le_bytes(take_array(bytes)?),
        mapping: u32::try_from(varint::take(bytes)?).ok()?,
        pages: Vec::new(),
    };
    for _ in 0..varint::take(bytes)? {
        entry.pages.push(take_page(bytes, version)?);
    }
    Some(entry)
}

fn push_page(page: &PageEntry, out: &mut Vec<u8>) {
    let (kind, id) = match page.fate {
        Fate::Indexed(id, _) => (0, id.0),
        Fate::Deferred(id) => (1, id.0),
        Fate::Skipped(reason) => (2, u64::from(reason)),
    };
    let with_twin = if page.twin == 0 { 0 } else { WITH_TWIN };
    let with_address = if page.address.is_some() {
        WITH_ADDRESS
    } else {
        0
    };
    let apart = page.address.is_some_and(|address| address.home.0 != id);
    let apart = if apart { APART } else { 0 };
    let with_raw = if page.raw == 0 { 0 } else { WITH_RAW };
    out.push(kind + with_twin + with_address + apart + with_raw);
    let digest = if page.again { 0 } else { page.digest };
    out.extend(digest.to_le_bytes());
    out.extend(id.to_le_bytes());
    if let Fate::Indexed(_, content) = page.fate {
        out.extend(content.to_le_bytes());
    }
    let Measure { site, kept, cut } = page.measure;
    for number in [site, kept, cut] {
        varint::push(u64::from(number), out);
    }
    for number in [page.age.stated, page.age.saved] {
        varint::push(zigzag(number), out);
    }
    if page.twin != 0 {
        out.extend(page.twin.to_le_bytes());
    }
    if page.raw != 0 {
        out.extend(page.raw.to_le_bytes());
    }
    if let Some(Addressed { home, own, gist }) = page.address {
        out.extend(own.0.to_le_bytes());
        out.extend(gist.to_bytes());
        if apart != 0 {
            out.extend(home.0.to_le_bytes());
        }
    }
}

/// A number with its sign in the lowest bit, so that small ones are short.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn take_age(bytes: &mut &[u8]) -> Option<Age> {
    Some(Age {
        stated: unzigzag(varint::take(bytes)?),
        saved: unzigzag(varint::take(bytes)?),
    })
}

fn take_page(bytes: &mut &[u8], version: u8) -> Option<PageEntry> {
    let [kind] = take_array(bytes)?;
    let digest = u64::from_le_bytes(take_array(bytes)?);
    let id = u64::from_le_bytes(take_array(bytes)?);
    let has = |what: u8| kind & what != 0;
    let fate = match kind % WITH_TWIN {
        0 => Fate::Indexed(ArticleId(id), u64::from_le_bytes(take_array(bytes)?)),
        1 => Fate::Deferred(ArticleId(id)),
        2 => Fate::Skipped(u16::try_from(id).ok()?),
        _ => return None,
    };
    let mut number = || u32::try_from(varint::take(bytes)?).ok();
    let measure = Measure {
        site: number()?,
        kept: number()?,
        cut: number()?,
    };
    let age = match version {
        OLDEST => Age::default(),
        _ => take_age(bytes)?,
    };
    let mut digest_if = |is_there: bool| {
        if is_there {
            take_array(bytes).map(u64::from_le_bytes)
        } else {
            Some(0)
        }
    };
    let (twin, raw) = (digest_if(has(WITH_TWIN))?, digest_if(has(WITH_RAW))?);
    let address = if has(WITH_ADDRESS) {
        Some(take_address(bytes, id, has(APART), version)?)
    } else {
        None
    };
    (kind < 2 * WITH_RAW && (has(WITH_ADDRESS) || !has(APART))).then_some(())?;
    Some(PageEntry {
        digest,
        again: false,
        fate,
        measure,
        age,
        twin,
        raw,
        // The gist of an earlier version was another one.
        address: address.filter(|_| version >= WITH_GIST),
    })
}

fn take_address(bytes: &mut &[u8], id: u64, apart: bool, version: u8) -> Option<Addressed> {
    let own = ArticleId(u64::from_le_bytes(take_array(bytes)?));
    let gist = match version {
        WITH_GIST.. => Gist::from_bytes(take_array(bytes)?),
        _ => take_array::<16>(bytes).map(|_| Gist::default())?,
    };
    let home = if apart {
        u64::from_le_bytes(take_array(bytes)?)
    } else {
        id
    };
    Some(Addressed {
        home: ArticleId(home),
        own,
        gist,
    })
}
