//! An index on the disk: what a folder is taken for, one writer, and generations.

mod harm;

use std::fs;
use std::path::Path;

use newsdex::Error;
use newsdex::article::{Article, Gist};
use newsdex::enrich::Enriched;
use newsdex::index::{
    Addressed, Age, ArticleId, Catalog, Fate, Index, Measure, PageEntry, SourceEntry, Writer,
    WriterOptions,
};
use proptest::prelude::*;

const SMALL: WriterOptions = WriterOptions {
    threads: 1,
    memory: 16 << 20,
};

fn article(id: u64, text: &str) -> Enriched {
    Enriched {
        article: Article {
            id: ArticleId(id).to_string(),
            path: "a.txt".to_owned(),
            member: None,
            record_id: None,
            url: None,
            title: "Title".to_owned(),
            byline: vec!["Ann Lee".to_owned()],
            published: None,
            modified: None,
            site: "example.org".to_owned(),
            section: None,
            declared_language: None,
            text: text.to_owned(),
            stub: false,
            cut_chars: 7,
        },
        language: "en".to_owned(),
        entities: Vec::new(),
    }
}

fn entry(id: u64) -> SourceEntry {
    SourceEntry {
        bytes: 5,
        modified_ns: 6,
        digest: 7,
        mapping: 0,
        pages: vec![PageEntry {
            digest: id,
            fate: Fate::Indexed(ArticleId(id), 1),
            measure: Measure::default(),
            age: Age::default(),
            twin: 0,
            raw: 0,
            again: false,
            address: None,
        }],
    }
}

fn documents(folder: &Path) -> u64 {
    let index = Index::open(folder).unwrap();
    index.engine().reader().unwrap().searcher().num_docs()
}

/// An index with one article, committed.
fn small_index(folder: &Path) {
    let mut writer = Writer::open(folder, &SMALL).unwrap();
    writer.add(&article(1, "one")).unwrap();
    let mut catalog = Catalog::default();
    catalog.put("a.txt", entry(1));
    writer.commit(&catalog, b"memory").unwrap();
    writer.finish().unwrap();
}

#[test]
fn what_is_committed_together_is_read_together() {
    let folder = tempfile::tempdir().unwrap();
    small_index(folder.path());
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.generation().unwrap().number, 1);
    assert_eq!(index.catalog().unwrap().owner(ArticleId(1)), Some("a.txt"));
    assert_eq!(index.memory().unwrap(), b"memory");
    assert_eq!(documents(folder.path()), 1);
}

#[test]
fn nothing_is_seen_of_what_was_not_committed() {
    let folder = tempfile::tempdir().unwrap();
    small_index(folder.path());
    let writer = Writer::open(folder.path(), &SMALL).unwrap();
    writer.add(&article(2, "two")).unwrap();
    drop(writer);
    assert_eq!(documents(folder.path()), 1);
}

#[test]
fn a_deleted_article_is_replaced_by_the_one_that_is_added_after_it() {
    let folder = tempfile::tempdir().unwrap();
    small_index(folder.path());
    let mut writer = Writer::open(folder.path(), &SMALL).unwrap();
    writer.delete(ArticleId(1));
    writer.add(&article(1, "other")).unwrap();
    writer.commit(&Catalog::default(), b"").unwrap();
    drop(writer);
    assert_eq!(documents(folder.path()), 1);
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            ["catalog-", "memory-", "names-"]
                .iter()
                .any(|kind| name.starts_with(kind))
        })
        .collect();
    assert_eq!(
        names.len(),
        2,
        "files of the former generation are gone: {names:?}"
    );
}

#[test]
fn the_second_writer_is_told_who_the_first_one_is() {
    let folder = tempfile::tempdir().unwrap();
    small_index(folder.path());
    let _first = Writer::open(folder.path(), &SMALL).unwrap();
    let Err(error) = Writer::open(folder.path(), &SMALL) else {
        panic!("two writers")
    };
    let message = error.to_string();
    assert!(matches!(error, Error::IndexBusy { .. }));
    assert!(
        message.contains(&format!("process {}", std::process::id())),
        "{message}"
    );
    assert!(message.contains("since 20"), "{message}");
}

#[test]
fn the_lock_is_free_when_the_writer_has_gone() {
    let folder = tempfile::tempdir().unwrap();
    small_index(folder.path());
    drop(Writer::open(folder.path(), &SMALL).unwrap());
    assert!(Writer::open(folder.path(), &SMALL).is_ok());
}

#[test]
fn a_folder_is_taken_for_what_it_is() {
    let nothing = |_: &Path| {};
    let foreign = |folder: &Path| fs::write(folder.join("thesis.doc"), "x").unwrap();
    let keep = |folder: &Path| fs::write(folder.join(".gitkeep"), "").unwrap();
    let version = |folder: &Path| {
        small_index(folder);
        fs::write(folder.join("newsdex.json"), harm::marker(99)).unwrap();
    };
    let begun = |folder: &Path| {
        fs::write(
            folder.join("newsdex.json"),
            harm::marker(newsdex::index::FORMAT),
        )
        .unwrap();
    };
    let marker = |folder: &Path| {
        small_index(folder);
        fs::write(folder.join("newsdex.json"), "{").unwrap();
    };
    let no_meta = |folder: &Path| {
        small_index(folder);
        fs::remove_file(folder.join("meta.json")).unwrap();
    };
    let meta = |folder: &Path| {
        small_index(folder);
        fs::write(folder.join("meta.json"), "{\"segments\":").unwrap();
    };
    let no_marker = |folder: &Path| {
        small_index(folder);
        fs::remove_file(folder.join("newsdex.json")).unwrap();
    };
    let cases: [(&str, &dyn Fn(&Path), &str, &str); 9] = [
        ("empty", &nothing, "no index at", ""),
        ("kept empty", &keep, "no index at", ""),
        ("begun", &begun, "no index at", ""),
        (
            "foreign",
            &foreign,
            "is not an index: it holds thesis.doc",
            "is not an index: it holds thesis.doc",
        ),
        (
            "other version",
            &version,
            "has format 99, this version reads format",
            "has format 99",
        ),
        (
            "marker cut off",
            &marker,
            "newsdex.json cannot be read",
            "newsdex.json cannot be read",
        ),
        (
            "marker missing",
            &no_marker,
            "newsdex.json is missing",
            "newsdex.json is missing",
        ),
        (
            "meta missing",
            &no_meta,
            "meta.json is missing",
            "meta.json is missing",
        ),
        ("meta cut off", &meta, "is damaged", "is damaged"),
    ];
    for (name, make, reading, writing) in cases {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let read = Index::open(folder.path())
            .map(|_| ())
            .map_err(|error| error.to_string());
        assert!(
            read.as_ref()
                .is_err_and(|message| message.contains(reading)),
            "{name}: {read:?}"
        );
        let write = Writer::open(folder.path(), &SMALL)
            .map(|_| ())
            .map_err(|error| error.to_string());
        match writing {
            "" => assert!(write.is_ok(), "{name}: {write:?}"),
            part => assert!(
                write.as_ref().is_err_and(|message| message.contains(part)),
                "{name}: {write:?}"
            ),
        }
    }
}

#[test]
fn a_damaged_catalog_or_memory_is_named() {
    for name in ["catalog-1", "memory-1"] {
        for cut in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            small_index(folder.path());
            let mut bytes = fs::read(folder.path().join(name)).unwrap();
            if cut {
                bytes.pop();
            } else {
                bytes[3] ^= 1;
            }
            fs::write(folder.path().join(name), bytes).unwrap();
            let index = Index::open(folder.path()).unwrap();
            let message = match name {
                "catalog-1" => index.catalog().unwrap_err().to_string(),
                _ => index.memory().unwrap_err().to_string(),
            };
            assert!(message.contains(&format!("{name} is damaged")), "{message}");
        }
    }
}

#[test]
fn a_source_that_takes_an_article_over_leaves_the_other_one_waiting() {
    let mut catalog = Catalog::default();
    catalog.put("b", entry(1));
    catalog.take_over(ArticleId(1));
    catalog.put("a", entry(1));
    assert_eq!(catalog.owner(ArticleId(1)), Some("a"));
    assert!(catalog.orphans().is_empty());
    catalog.remove("a");
    assert_eq!(catalog.orphans().into_iter().collect::<Vec<_>>(), ["b"]);
}

fn fates() -> impl Strategy<Value = Fate> {
    prop_oneof![
        (any::<u64>(), any::<u64>())
            .prop_map(|(id, content)| Fate::Indexed(ArticleId(id), content)),
        any::<u64>().prop_map(|id| Fate::Deferred(ArticleId(id))),
        (0..3_u16).prop_map(Fate::Skipped),
    ]
}

prop_compose! {
    fn addresses()(home in 0..9_u64, own in any::<u64>(), gist in any::<[u8; 32]>()) -> Addressed {
        Addressed {
            home: ArticleId(home),
            own: ArticleId(own),
            gist: Gist::from_bytes(gist),
        }
    }
}

prop_compose! {
    fn sources()(
        bytes in any::<u64>(),
        modified_ns in any::<i64>(),
        digest in any::<u128>(),
        mapping in 0..3_u32,
        pages in prop::collection::vec(
            (any::<u64>(), fates(), (0..3_u32, any::<u32>(), any::<u32>()), any::<[i64; 2]>(), [0..3_u64, 0..3_u64], prop::option::of(addresses())).prop_map(|(digest, fate, (site, kept, cut), [stated, saved], [twin, raw], address)| PageEntry {
                digest,
                fate,
                measure: Measure { site, kept, cut },
                age: Age { stated, saved },
                twin,
                raw,
                again: false,
                address,
            }),
            0..4,
        ),
    ) -> SourceEntry {
        SourceEntry { bytes, modified_ns, digest, mapping, pages }
    }
}

proptest! {
    #[test]
    fn a_catalog_comes_back_from_its_bytes(entries in prop::collection::btree_map("[aé/]{0,6}", sources(), 0..8), flip in any::<prop::sample::Index>()) {
        let mut catalog = Catalog::default();
        for reason in ["no text", "binary", "x"] {
            catalog.reason_number(reason);
        }
        for site in ["a.example", "kurier"] {
            catalog.site_number(site);
        }
        for mapping in ["body=a", "body=a,date=b"] {
            catalog.mapping_number(mapping);
        }
        for (path, entry) in &entries {
            catalog.put(path, entry.clone());
        }
        let mut bytes = catalog.save().unwrap();
        let back = Catalog::load(&bytes).unwrap();
        prop_assert_eq!(back.save().unwrap(), bytes.clone());
        let same: Vec<_> = back.iter().map(|(path, entry)| (path.to_owned(), entry.clone())).collect();
        prop_assert_eq!(same, entries.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(back.reason(1), "binary");
        let at = flip.index(bytes.len());
        bytes[at] ^= 0x10;
        prop_assert!(Catalog::load(&bytes).is_none());
    }
}
