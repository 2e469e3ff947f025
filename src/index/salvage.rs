//! What can still be read of an index, however damaged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tantivy::columnar::{Column, ColumnarReader};
use tantivy::directory::footer::Footer;
use tantivy::directory::{Directory as _, FileSlice};
use tantivy::fastfield::AliveBitSet;
use tantivy::schema::{Field, Value as _};
use tantivy::store::StoreReader;
use tantivy::{DocId, TantivyDocument};
use xxhash_rust::xxh3::xxh3_64;

use super::disk::{Disk, META};
use super::folder;
use super::generation::{Generation, is_generation_file};
use super::leftovers::{Part, segment_parts};
use super::open::engine_error;
use super::{ArticleId, Catalog, Fields, Index, Record, Schema};
use crate::article::Article;
use crate::enrich::Enriched;
use crate::error::Result;

/// The remains of an index.
#[derive(Debug)]
pub struct Salvage {
    /// The catalog, if it can be read.
    pub catalog: Option<Catalog>,
    /// The site memory; empty if it cannot be read.
    pub memory: Vec<u8>,
    /// The user's rules; nothing if they cannot be read, empty if there are none.
    pub rules: Option<Vec<u8>>,
    /// The generation, or the last one that any file tells of.
    pub generation: u64,
    /// The articles of the index as the engine's list of segments counts them, if it can be read.
    pub listed: Option<u64>,
    /// True if nothing tells for some of the stored articles whether they were removed or replaced: then they are handed over.
    pub doubtful: bool,
    disk: Disk,
    fields: Fields,
    stores: Vec<Store>,
}

/// Where an article is stored: the number of the store, and the article's in it.
type Place = (usize, DocId);

/// The stored articles of a segment.
#[derive(Debug)]
struct Store {
    file: PathBuf,
    /// Which of them are not deleted; nothing if no list says so.
    deleted: Option<PathBuf>,
}

impl Salvage {
    /// Looks for what is left in the folder of an index.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) if the folder cannot be listed, [`Error::IndexFormat`](crate::Error::IndexFormat) if a later
    /// version made it.
    pub fn of(folder: &Path) -> Result<Self> {
        let disk = Disk::folder(folder).map_err(|error| engine_error(folder, error))?;
        let names = folder::names(folder)?;
        let index = match Index::open_engine(folder) {
            Err(error) if folder::is_of_later(&error) => return Err(error),
            other => other.ok(),
        };
        let parts = index.as_ref().and_then(|index| segment_parts(index).ok());
        let listed = parts
            .as_ref()
            .map(|parts| parts.iter().map(|part| part.articles).sum());
        let stores = parts.map_or_else(
            || every_store(&names),
            |parts| parts.into_iter().map(Store::from).collect(),
        );
        let meta = Meta::of(&disk);
        let committed = meta.as_ref().and_then(Meta::committed);
        let known = index.as_ref().and_then(|index| index.catalog().ok());
        let mut salvage = Self {
            catalog: known.or_else(|| last_catalog(&disk, &names)),
            listed,
            doubtful: false,
            memory: index
                .as_ref()
                .and_then(|index| index.memory().ok())
                .unwrap_or_default(),
            rules: committed.as_ref().and_then(|said| rules(&disk, said)),
            generation: committed.map_or_else(|| last_number(&names), |said| said.number),
            disk,
            fields: Schema::new().fields,
            stores,
        };
        let told = |store: &Store| match (&store.deleted, listed) {
            (_, None) => false,
            (None, _) => true,
            (Some(file), _) => salvage.alive(file).is_some(),
        };
        salvage.doubtful = salvage.catalog.is_none() && !salvage.stores.iter().all(told);
        salvage.listed = listed.or(meta.map(|meta| meta.articles()));
        Ok(salvage)
    }

    /// Hands over every article that can be read and that the catalog knows just so; without a catalog the newest version of every one.
    ///
    /// # Errors
    /// What `take` returns. An article that cannot be read is left out.
    pub fn articles(&self, take: &mut dyn FnMut(Enriched) -> Result<()>) -> Result<()> {
        if self.catalog.is_some() {
            return self.each(&mut |_, article| {
                let known = self.is_known(&article);
                if known { take(article) } else { Ok(()) }
            });
        }
        let mut newest: BTreeMap<String, (u64, Place)> = BTreeMap::new();
        let columns: Vec<_> = self
            .stores
            .iter()
            .map(|store| self.generations(store))
            .collect();
        self.each(&mut |place, article| {
            let column = columns.get(place.0).and_then(Option::as_ref);
            let generation = column.and_then(|column| column.first(place.1));
            let found = (generation.unwrap_or(0), place);
            let kept = newest.entry(article.article.id).or_insert(found);
            *kept = found.max(*kept);
            Ok(())
        })?;
        self.each(
            &mut |place, article| match newest.get(&article.article.id) {
                Some((_, newest)) if *newest == place => take(article),
                _ => Ok(()),
            },
        )
    }

    /// Hands over every article that can be read, with its place.
    fn each(&self, take: &mut dyn FnMut(Place, Enriched) -> Result<()>) -> Result<()> {
        for (number, store) in self.stores.iter().enumerate() {
            let Some(reader) = self.reader(&store.file) else {
                continue;
            };
            let alive = store.deleted.as_ref().and_then(|file| self.alive(file));
            let ids: Box<dyn Iterator<Item = DocId>> = match &alive {
                Some(alive) => Box::new(alive.iter_alive()),
                None => Box::new(0..),
            };
            for (id, document) in ids.zip(reader.iter::<TantivyDocument>(alive.as_ref())) {
                let article = document.ok().and_then(|document| self.article(&document));
                if let Some(article) = article {
                    take((number, id), article)?;
                }
            }
        }
        Ok(())
    }

    /// The column that says which generation added each article of a segment or changed it last.
    fn generations(&self, store: &Store) -> Option<Column<u64>> {
        let columns = ColumnarReader::open(self.body(&store.file.with_extension("fast"))?).ok()?;
        let found = columns.read_columns("generation").ok()?;
        found.first()?.open_u64_lenient().ok()?
    }

    fn reader(&self, file: &Path) -> Option<StoreReader> {
        StoreReader::open(self.body(file)?, 2).ok()
    }

    fn alive(&self, file: &Path) -> Option<AliveBitSet> {
        Some(AliveBitSet::open(self.body(file)?.read_bytes().ok()?))
    }

    /// A file without what the engine puts behind it.
    fn body(&self, file: &Path) -> Option<FileSlice> {
        let whole = self.disk.open_read(file).ok()?;
        let (footer, body) = Footer::extract_footer(whole).ok()?;
        footer.is_compatible().ok().map(|()| body)
    }

    fn article(&self, document: &TantivyDocument) -> Option<Enriched> {
        let value = |field: Field| {
            let value = document.get_first(field)?;
            value.as_str().map(str::to_owned)
        };
        let record: Record = serde_json::from_str(&value(self.fields.record)?).ok()?;
        let [id, title, body] = [self.fields.id, self.fields.title, self.fields.body].map(value);
        Some(record.into_enriched(id?, title?, body?))
    }

    /// Whether the catalog has this very version of an article.
    fn is_known(&self, enriched: &Enriched) -> bool {
        let Some(catalog) = &self.catalog else {
            return true;
        };
        let id = ArticleId::parse(&enriched.article.id);
        let content = id.and_then(|id| catalog.content(id));
        // Content 0 is of an article that was taken over before without its source.
        let is_same =
            |content: u64| content == content_of(enriched) || content == digest(&enriched.article);
        content.is_some_and(|content| content == 0 || is_same(content))
    }
}

impl From<Part> for Store {
    fn from(part: Part) -> Self {
        Self {
            file: part.store,
            deleted: part.deleted,
        }
    }
}

/// The digest by which the catalog tells whether an article has changed. Its place in a file of many does not count: a record that
/// has moved is the same. Nor does the record's own id, which is part of the article's.
pub fn content_of(enriched: &Enriched) -> u64 {
    let article = Article {
        member: None,
        record_id: None,
        ..enriched.article.clone()
    };
    digest(&article)
}

/// The same with its place, as format 8 had it.
fn digest(article: &Article) -> u64 {
    serde_json::to_vec(article).map_or(0, |bytes| xxh3_64(&bytes))
}

/// What the engine's list says, in an index of any format.
#[derive(Deserialize)]
struct Meta {
    payload: Option<String>,
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    max_doc: u64,
    deletes: Option<Deletes>,
}

#[derive(Deserialize)]
struct Deletes {
    num_deleted_docs: u64,
}

impl Meta {
    fn of(disk: &Disk) -> Option<Self> {
        let meta = disk.atomic_read(Path::new(META)).ok()?;
        serde_json::from_slice(&meta).ok()
    }

    /// What the last commit says of its files.
    fn committed(&self) -> Option<Generation> {
        Generation::of_payload(self.payload.as_deref())
    }

    /// How many articles there are that are not deleted.
    fn articles(&self) -> u64 {
        let alive = |segment: &Segment| {
            let deleted = segment.deletes.as_ref().map_or(0, |d| d.num_deleted_docs);
            segment.max_doc.saturating_sub(deleted)
        };
        self.segments.iter().map(alive).sum()
    }
}

/// The user's rules of a commit; empty if there are none.
fn rules(disk: &Disk, committed: &Generation) -> Option<Vec<u8>> {
    let Some(named) = &committed.rules else {
        return Some(Vec::new());
    };
    let bytes = disk.get(&named.name).ok()?;
    (xxh3_64(&bytes) == named.checksum).then_some(bytes)
}

fn every_store(names: &[String]) -> Vec<Store> {
    let is_store = |name: &&String| Path::new(name).extension().is_some_and(|e| e == "store");
    let stores = names.iter().filter(is_store);
    let store = |name: &String| Store {
        file: PathBuf::from(name),
        deleted: None,
    };
    stores.map(store).collect()
}

/// The number behind the name of a file of a generation.
fn number_of(name: &str) -> u64 {
    let number = name.rsplit('-').next().unwrap_or_default();
    number.parse().unwrap_or(0)
}

fn last_number(names: &[String]) -> u64 {
    let ours = names.iter().filter(|name| is_generation_file(name));
    ours.map(|name| number_of(name)).max().unwrap_or(0)
}

/// The catalog of the highest number that is whole; it has its own checksum.
fn last_catalog(disk: &Disk, names: &[String]) -> Option<Catalog> {
    let mut catalogs: Vec<&String> = names
        .iter()
        .filter(|name| is_generation_file(name) && name.starts_with("catalog-"))
        .collect();
    catalogs.sort_unstable_by_key(|name| std::cmp::Reverse(number_of(name)));
    catalogs
        .into_iter()
        .find_map(|name| Catalog::load(&disk.get(name).ok()?))
}
