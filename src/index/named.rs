//! Named things as they are stored: mentions as distances and lengths, which are shorter than places and pack better.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::enrich::{Entity, EntityKind};

/// Kind, name, times in the headline; then for each mention how far it begins behind the beginning of the one before, and its length.
#[derive(Serialize, Deserialize)]
struct Named(EntityKind, String, u32, Vec<u32>);

pub(super) fn serialize<S: Serializer>(entities: &[Entity], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(entities.iter().map(pack))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Entity>, D::Error> {
    let packed = Vec::<Named>::deserialize(from)?;
    let unpacked: Option<_> = packed.into_iter().map(unpack).collect();
    unpacked.ok_or_else(|| D::Error::custom("a mention without a length"))
}

/// Wraps around in both directions, so that any mentions come back as they were.
fn pack(entity: &Entity) -> Named {
    let mut last = 0;
    let mentions = entity.mentions.iter().flat_map(|&(start, end)| {
        let step = start.wrapping_sub(last);
        last = start;
        [step, end.wrapping_sub(start)]
    });
    Named(
        entity.kind,
        entity.name.clone(),
        entity.in_title,
        mentions.collect(),
    )
}

fn unpack(Named(kind, name, in_title, packed): Named) -> Option<Entity> {
    let mut last = 0_u32;
    let (pairs, []) = packed.as_chunks::<2>() else {
        return None;
    };
    let mentions = pairs.iter().map(|&[step, length]| {
        last = last.wrapping_add(step);
        (last, last.wrapping_add(length))
    });
    Some(Entity {
        kind,
        name,
        mentions: mentions.collect(),
        in_title,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Record;
    use super::*;

    #[test]
    fn mentions_come_back_as_they_were() {
        let entity = Entity {
            kind: EntityKind::Org,
            name: "Acme".to_owned(),
            mentions: vec![(3, 7), (120, 124), (4000, 4009)],
            in_title: 2,
        };
        let record = Record {
            entities: vec![entity],
            ..Record::default()
        };
        let json = serde_json::to_string(&record).unwrap();
        assert!(
            json.contains(r#"["org","Acme",2,[3,4,117,4,3880,9]]"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
    }

    #[test]
    fn mentions_in_no_order_come_back_too() {
        let entity = Entity {
            kind: EntityKind::Place,
            name: "Rome".to_owned(),
            mentions: vec![(90, 94), (3, 7), (u32::MAX, 0)],
            in_title: 0,
        };
        assert_eq!(unpack(pack(&entity)), Some(entity));
    }

    #[test]
    fn a_mention_without_a_length_is_an_error() {
        let json = r#"{"path":"","site":"","language":"","entities":[["org","Acme",0,[1]]]}"#;
        assert!(serde_json::from_str::<Record>(json).is_err());
    }
}
