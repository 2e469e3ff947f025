//! The algebra of positions against a slow and obvious reference.

use newsdex::query::Nearness;
use newsdex::query::algebra::{BODY, Expr, Places, Span};
use proptest::prelude::*;

const LEAVES: usize = 4;
const WORDS: u32 = 40;

/// All spans, by trying every pair of words.
fn spans(expr: &Expr, places: &Places) -> Vec<Span> {
    let mut found: Vec<Span> = match expr {
        Expr::Leaf(leaf) => places.leaves[*leaf]
            .iter()
            .map(|&at| Span {
                start: at,
                end: at + 1,
            })
            .collect(),
        Expr::Row { parts, width } => starts(places)
            .filter(|start| {
                parts
                    .iter()
                    .all(|(offset, leaf)| places.leaves[*leaf].contains(&(start + offset)))
            })
            .map(|start| Span {
                start,
                end: start + width,
            })
            .collect(),
        Expr::Any(parts) => parts.iter().flat_map(|part| spans(part, places)).collect(),
        Expr::Near {
            nearness,
            negated,
            left,
            right,
        } => {
            let (lefts, rights) = (spans(left, places), spans(right, places));
            if *negated {
                lefts
                    .into_iter()
                    .filter(|l| !rights.iter().any(|r| near(*nearness, *l, *r, places)))
                    .collect()
            } else {
                let pairs = lefts
                    .iter()
                    .flat_map(|l| rights.iter().map(move |r| (*l, *r)));
                pairs
                    .filter(|(l, r)| near(*nearness, *l, *r, places))
                    .map(|(l, r)| hull(l, r))
                    .collect()
            }
        }
        Expr::First { words, inner } => spans(inner, places)
            .into_iter()
            .filter(|span| span.start >= BODY && span.end - BODY <= *words)
            .collect(),
    };
    found.sort();
    found.dedup();
    found
}

fn starts(places: &Places) -> impl Iterator<Item = u32> + use<> {
    let mut all: Vec<u32> = places
        .leaves
        .iter()
        .flatten()
        .flat_map(|&at| at.saturating_sub(10)..=at)
        .collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
}

fn hull(a: Span, b: Span) -> Span {
    Span {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    }
}

fn near(nearness: Nearness, left: Span, right: Span, places: &Places) -> bool {
    let before = left.end <= right.start;
    let after = right.end <= left.start;
    let steps = |a: Span, b: Span| b.start - a.end + 1;
    match nearness {
        Nearness::Before(n) => before && steps(left, right) <= n,
        Nearness::Within(n) => {
            before && steps(left, right) <= n || after && steps(right, left) <= n
        }
        Nearness::Sentence => (before || after) && together(&places.sentences, left, right),
        Nearness::Paragraph => (before || after) && together(&places.paragraphs, left, right),
    }
}

fn together(starts: &[u32], a: Span, b: Span) -> bool {
    let unit = |at: u32| {
        if at < BODY {
            usize::MAX
        } else {
            starts.iter().filter(|&&start| start <= at).count()
        }
    };
    let all = hull(a, b);
    (all.start < BODY) == (all.end <= BODY) && unit(all.start) == unit(all.end - 1)
}

/// The words and rows of every choice that makes a span of the expression, by trying them all.
fn proof(expr: &Expr, places: &Places, wanted: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    match expr {
        Expr::Leaf(_) | Expr::Row { .. } => found.extend(wanted),
        Expr::Any(parts) => {
            for part in parts {
                let own: Vec<Span> = spans(part, places)
                    .into_iter()
                    .filter(|span| wanted.contains(span))
                    .collect();
                found.extend(proof(part, places, &own));
            }
        }
        Expr::Near {
            negated: true,
            left: inner,
            ..
        }
        | Expr::First { inner, .. } => found.extend(proof(inner, places, wanted)),
        Expr::Near {
            nearness,
            left,
            right,
            ..
        } => {
            for l in spans(left, places) {
                for r in spans(right, places) {
                    if near(*nearness, l, r, places) && wanted.contains(&hull(l, r)) {
                        found.extend(proof(left, places, &[l]));
                        found.extend(proof(right, places, &[r]));
                    }
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The largest choice of spans without overlap, by trying all choices of the first few.
fn most_disjoint(spans: &[Span], free: u32) -> usize {
    match spans.split_first() {
        None => 0,
        Some((first, rest)) => {
            let without = most_disjoint(rest, free);
            if first.start >= free {
                without.max(1 + most_disjoint(rest, first.end))
            } else {
                without
            }
        }
    }
}

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
    }
}

#[test]
fn very_many_equal_words_are_answered_in_bounded_time() {
    let positions: Vec<u32> = (0..200_000).map(|at| BODY + at).collect();
    let places = Places {
        leaves: vec![positions],
        sentences: vec![BODY],
        paragraphs: vec![BODY],
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
