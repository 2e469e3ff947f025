//! The algebra of positions beside its slow reference.

use std::collections::BTreeSet;

use newsdex::query::Nearness;
use newsdex::query::algebra::{BODY, Expr, Places, Span};

use super::algebra::{most_disjoint, proof, spans};

const LEAVES: usize = 4;
/// Words of the text.
const WORDS: u32 = 16;
/// Parts of an expression: the reference takes time in a high power of them.
const PARTS: usize = 9;

/// The bytes are places and an expression; both sides find the same.
pub fn matcher(data: &[u8]) {
    let mut bytes = Bytes(data);
    let places = bytes.places();
    let mut left = PARTS;
    let expr = bytes.expr(4, &mut left);
    let expected = spans(&expr, &places);
    assert_eq!(expr.spans(&places), expected);
    assert_eq!(expr.holds(&places), !expected.is_empty());
    let mut proved: Vec<Span> = expr
        .proof(&places)
        .into_iter()
        .map(|(span, _)| span)
        .collect();
    proved.dedup();
    assert_eq!(proved, proof(&expr, &places, &expected));
    if expected.len() <= 12 {
        assert_eq!(expr.count(&places), most_disjoint(&expected, 0));
    }
}

/// Numbers from bytes; zeros when they have run out.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn below(&mut self, limit: u32) -> u32 {
        let Some((&byte, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        u32::from(byte) % limit
    }

    fn leaf(&mut self) -> usize {
        self.below(LEAVES as u32) as usize
    }

    /// Two bits for each word of text and headline say which leaf stands there, two more whether a unit begins.
    fn places(&mut self) -> Places {
        let mut leaves = vec![BTreeSet::new(); LEAVES];
        for at in (0..4).chain(BODY..BODY + WORDS) {
            let which = self.below(256);
            leaves[(which & 3) as usize].insert(at);
            if which & 0x80 != 0 {
                leaves[(which >> 2 & 3) as usize].insert(at);
            }
        }
        let mut sentences = vec![BODY];
        let mut paragraphs = vec![BODY];
        for _ in 0..self.below(5) {
            let at = BODY + 1 + self.below(WORDS - 1);
            if at > sentences[sentences.len() - 1] {
                sentences.push(at);
                if at.is_multiple_of(2) {
                    paragraphs.push(at);
                }
            }
        }
        Places {
            leaves: leaves
                .into_iter()
                .map(|leaf| leaf.into_iter().collect())
                .collect(),
            sentences,
            paragraphs,
            ..Places::default()
        }
    }

    fn expr(&mut self, depth: u32, left: &mut usize) -> Expr {
        *left = left.saturating_sub(1);
        let kind = if depth == 0 || *left == 0 {
            self.below(2)
        } else {
            self.below(8)
        };
        match kind {
            0 => Expr::Leaf(self.leaf()),
            1 => self.row(),
            2 => Expr::Any(vec![self.expr(depth - 1, left), self.expr(depth - 1, left)]),
            3 => Expr::First {
                words: 1 + self.below(WORDS),
                inner: Box::new(self.expr(depth - 1, left)),
            },
            _ => Expr::Near {
                nearness: self.nearness(),
                negated: self.below(4) == 0,
                left: Box::new(self.expr(depth - 1, left)),
                right: Box::new(self.expr(depth - 1, left)),
            },
        }
    }

    fn row(&mut self) -> Expr {
        let mut parts = vec![(0, self.leaf())];
        let mut offset = 0;
        for _ in 0..=self.below(2) {
            offset += 1 + self.below(2);
            parts.push((offset, self.leaf()));
        }
        Expr::Row {
            parts,
            width: offset + 1,
        }
    }

    fn nearness(&mut self) -> Nearness {
        match self.below(4) {
            0 => Nearness::Within(1 + self.below(8)),
            1 => Nearness::Before(1 + self.below(8)),
            2 => Nearness::Sentence,
            _ => Nearness::Paragraph,
        }
    }
}
