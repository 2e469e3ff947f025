//! The weights of the tagger: an error, or a model that tags.

use newsdex::enrich::Enricher;

/// The first bytes of a file of weights.
const MAGIC: &[u8] = b"ndxent1\n";
const TEXT: &str = "The finance minister, Maria Santos, met Siemens AG in Lisbon on Monday.\n\
    SANTOS SAYS NO\n— O'Brien (R-Iowa) of the U.S. told Le Monde, “Jean-Luc is in Київ”.";

/// The bytes as a file of weights, and as the weights within one.
pub fn model(data: &[u8]) {
    loaded(data);
    let packed = zstd::bulk::compress(data, 1).expect("room for it");
    loaded(&[MAGIC, &packed].concat());
}

fn loaded(weights: &[u8]) {
    for language in ["en", "ru"] {
        match Enricher::new().tag_with(weights, TEXT, language) {
            Ok(tagged) => {
                assert!(tagged.is_sorted_by_key(|mention| mention.start));
                let inside = |start, end| start < end && TEXT.get(start..end).is_some();
                assert!(
                    tagged
                        .iter()
                        .all(|mention| inside(mention.start, mention.end))
                );
            }
            Err(bad) => return assert!(!bad.to_string().is_empty()),
        }
    }
}
