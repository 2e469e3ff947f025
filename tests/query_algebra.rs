//! The algebra of positions against a slow and obvious reference.

#[path = "reference/algebra.rs"]
mod reference;

use newsdex::query::Nearness;
use newsdex::query::algebra::{BODY, Expr, Places, Span};
use proptest::prelude::*;
use reference::{most_disjoint, proof, spans};

const LEAVES: usize = 4;
const WORDS: u32 = 40;

fn places() -> impl Strategy<Value = Places> {
    let position = prop_oneof![0..6_u32, BODY..BODY + WORDS];
    let leaf = proptest::collection::btree_set(position, 0..8);
    let sentences = proptest::collection::btree_set(1..WORDS, 0..6);
    (
        proptest::collection::vec(leaf, LEAVES),
        sentences,
        any::<u32>(),
    )
        .prop_map(|(leaves, starts, which)| {
            let sentences: Vec<u32> = std::iter::once(0)
                .chain(starts)
                .map(|at| BODY + at)
                .collect();
            let paragraph = |(at, _): &(usize, &u32)| *at == 0 || which >> (at % 32) & 1 == 1;
            let paragraphs = sentences
                .iter()
                .enumerate()
                .filter(paragraph)
                .map(|(_, &start)| start)
                .collect();
            Places {
                leaves: leaves
                    .into_iter()
                    .map(|leaf| leaf.into_iter().collect())
                    .collect(),
                sentences,
                paragraphs,
                ..Places::default()
            }
        })
}

fn expr() -> impl Strategy<Value = Expr> {
    let row = proptest::collection::vec((1..3_u32, 0..LEAVES), 1..3).prop_map(|steps| {
        let mut parts = vec![(0, steps[0].1)];
        let mut offset = 0;
        for (step, leaf) in steps {
            offset += step;
            parts.push((offset, leaf));
        }
        Expr::Row {
            parts,
            width: offset + 1,
        }
    });
    let leaf = prop_oneof![3 => (0..LEAVES).prop_map(Expr::Leaf), 1 => row];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let nearness = prop_oneof![
            (1..8_u32).prop_map(Nearness::Within),
            (1..8_u32).prop_map(Nearness::Before),
            Just(Nearness::Sentence),
            Just(Nearness::Paragraph)
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::Any),
            (nearness, any::<bool>(), inner.clone(), inner.clone()).prop_map(
                |(nearness, negated, left, right)| Expr::Near {
                    nearness,
                    negated,
                    left: Box::new(left),
                    right: Box::new(right)
                }
            ),
            (1..WORDS, inner).prop_map(|(words, inner)| Expr::First {
                words,
                inner: Box::new(inner)
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_proof_and_count_are_those_of_the_reference(expr in expr(), places in places()) {
        let expected = spans(&expr, &places);
        prop_assert_eq!(expr.spans(&places), expected.clone());
        prop_assert_eq!(expr.holds(&places), !expected.is_empty());
        let mut proved: Vec<Span> = expr.proof(&places).into_iter().map(|(span, _)| span).collect();
        proved.dedup();
        prop_assert_eq!(proved, proof(&expr, &places, &expected));
        if expected.len() <= 14 {
            prop_assert_eq!(expr.count(&places), most_disjoint(&expected, 0));
        }
        prop_assert_eq!(expr.times(&places), times(&expected));
    }

    #[test]
    fn two_words_at_a_distance_are_counted_as_their_spans_are(
        ordered in any::<bool>(),
        steps in 1..8_u32,
        left in 0..LEAVES,
        right in 0..LEAVES,
        places in places(),
    ) {
        let near = Expr::Near {
            nearness: if ordered { Nearness::Before(steps) } else { Nearness::Within(steps) },
            negated: false,
            left: Box::new(Expr::Leaf(left)),
            right: Box::new(Expr::Leaf(right)),
        };
        prop_assert_eq!(near.times(&places), times(&spans(&near, &places)));
    }
}

/// How many spans fit beside each other in the headline and below it: always the next that ends first.
fn times(spans: &[Span]) -> (u32, u32) {
    let mut by_end = spans.to_vec();
    by_end.sort_by_key(|span| span.end);
    let (mut times, mut free) = ([0, 0], [0, 0]);
    for span in by_end {
        let part = usize::from(span.start >= BODY);
        if span.start >= free[part] {
            times[part] += 1;
            free[part] = span.end;
        }
    }
    (times[0], times[1])
}

#[test]
fn very_many_equal_words_are_answered_in_bounded_time() {
    let positions: Vec<u32> = (0..200_000).map(|at| BODY + at).collect();
    let places = Places {
        leaves: vec![positions],
        sentences: vec![BODY],
        paragraphs: vec![BODY],
        ..Places::default()
    };
    let near = |nearness, left, right| Expr::Near {
        nearness,
        negated: false,
        left: Box::new(left),
        right: Box::new(right),
    };
    let pair = near(Nearness::Paragraph, Expr::Leaf(0), Expr::Leaf(0));
    let expr = near(Nearness::Within(1000), pair, Expr::Leaf(0));
    assert!(expr.holds(&places));
    assert_eq!(expr.proof(&places).len(), 200_000);
}
