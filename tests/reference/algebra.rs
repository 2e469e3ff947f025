//! The algebra of positions, slow and obvious: what `tests/query_algebra.rs` and the target `matcher` hold it against.

use newsdex::query::Nearness;
use newsdex::query::algebra::{BODY, Expr, Places, Span};

/// All spans, by trying every pair of words.
pub fn spans(expr: &Expr, places: &Places) -> Vec<Span> {
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
pub fn proof(expr: &Expr, places: &Places, wanted: &[Span]) -> Vec<Span> {
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
pub fn most_disjoint(spans: &[Span], free: u32) -> usize {
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
