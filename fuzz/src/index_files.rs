//! The small files of an index: what cannot be read is an error, what can be read is written again as it was.

use newsdex::Error;
use newsdex::clean::{Rules, SiteMemory};
use newsdex::enrich::EntityKind;
use newsdex::enrich::across::{Given, Joined, Ledger, Things, Values};
use newsdex::index::{Boundaries, Catalog, Record, content_of};
use xxhash_rust::xxh3::xxh3_64;

/// The first byte tells which file it is.
pub fn index_files(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    match kind % 6 {
        0 => catalog(bytes),
        1 => memory(bytes),
        2 => names(&text),
        3 => rules(&text),
        4 => boundaries(bytes),
        _ => record(&text),
    }
}

/// As they stand, behind a head with the right checksum, and packed behind one.
fn catalog(bytes: &[u8]) {
    read_catalog(bytes);
    let packed = zstd::bulk::compress(bytes, 1).expect("memory");
    let body = [&(bytes.len() as u64).to_le_bytes(), packed.as_slice()].concat();
    let head = Catalog::default().save().expect("memory");
    for body in [bytes, &body] {
        read_catalog(&[&head[..8], &xxh3_64(body).to_le_bytes(), body].concat());
    }
}

fn read_catalog(bytes: &[u8]) {
    let Some(catalog) = Catalog::load(bytes) else {
        return;
    };
    let pages = catalog.iter().flat_map(|(_, entry)| &entry.pages);
    for page in pages {
        let _ = catalog.site(page.measure.site);
    }
    assert!(catalog.orphans().len() <= catalog.sources());
    let saved = catalog.save().expect("memory");
    let again = Catalog::load(&saved).expect("what was saved can be read");
    assert_eq!(again.save().expect("memory"), saved);
    assert_eq!(
        (again.sources(), again.articles()),
        (catalog.sources(), catalog.articles())
    );
}

fn memory(bytes: &[u8]) {
    read_memory(bytes);
    read_memory(&[bytes, &xxh3_64(bytes).to_le_bytes()].concat());
}

fn read_memory(bytes: &[u8]) {
    let Ok(memory) = SiteMemory::load(bytes) else {
        return;
    };
    let again = SiteMemory::load(&memory.save()).expect("what was saved can be read");
    assert!(again.sites().eq(memory.sites()));
    let mut both = memory.clone();
    both.merge(again);
    assert!(both.sites().count() == memory.sites().count());
}

/// A user's rules about names: every name is in one thing or is forbidden.
fn names(text: &str) {
    let ledger = match Ledger::parse(text) {
        Ok(ledger) => ledger,
        Err(Error::Usage(said)) => return assert!(said.starts_with("names file, line "), "{said}"),
        Err(other) => panic!("{other}"),
    };
    let given = given();
    let values = Values::of(given.clone());
    let kept = Joined::of(&values, &ledger);
    let things = Things::of(values.clone(), &ledger, None);
    for one in &given {
        let forms = things.iter().flat_map(|thing| thing.forms());
        let times = forms.filter(|form| form.given == *one).count();
        let forbidden = things.forbidden().filter(|(name, _)| name == one).count();
        assert_eq!(times + forbidden, 1, "{one:?}");
    }
    let again = Things::of(values, &ledger, Some(&kept));
    let told = |things: &Things| format!("{:?}", things.iter().collect::<Vec<_>>());
    assert_eq!(told(&again), told(&things));
}

fn given() -> Vec<Given<'static>> {
    let names = "Volodymyr Zelensky,Zelensky,Getty Images,Amazon,Department of Defense,Pentagon,США,Lisbon,Łódź,a";
    let kinds = [EntityKind::Person, EntityKind::Org, EntityKind::Place];
    let given = names.split(',').zip(kinds.iter().cycle()).zip(1..);
    given
        .map(|((name, &kind), articles)| Given {
            kind,
            name,
            articles,
        })
        .collect()
}

fn rules(text: &str) {
    match Rules::parse("rules.toml", text) {
        Ok(rules) => assert_eq!(rules.text(), text),
        Err(mistake) => {
            assert!(
                (1..=text.lines().count().max(1) + 1).contains(&mistake.line),
                "{mistake:?}"
            );
        }
    }
}

fn boundaries(bytes: &[u8]) {
    let found = Boundaries::from_bytes(bytes);
    assert!(found.sentences.is_sorted() && found.paragraphs.is_sorted());
    assert_eq!(Boundaries::from_bytes(&found.to_bytes()), found);
}

/// What is stored of an article beside its text.
fn record(text: &str) {
    let Ok(record) = serde_json::from_str::<Record>(text) else {
        return;
    };
    let written = serde_json::to_string(&record).expect("a record is JSON");
    assert_eq!(
        serde_json::from_str::<Record>(&written).ok().as_ref(),
        Some(&record)
    );
    let enriched = record
        .clone()
        .into_enriched("0".repeat(16), String::new(), String::new());
    assert_eq!(Record::of(&enriched), record);
    content_of(&enriched);
}
