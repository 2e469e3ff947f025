//! From scores to labels: the best path through one line (Viterbi) over begin, inside, last, unit and outside.

use super::model::{LABELS, LANES, Scores};

/// A label: 0 is outside; then begin, inside, last, unit of each kind in turn.
pub type Label = u8;
/// Outside of any name.
pub const OUTSIDE: Label = 0;

/// Kinds the tagger tells apart. Works, events and peoples are learned so that they are not taken for the others, and then dropped.
pub const KINDS: usize = 4;

/// The four parts a token can play in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// First of several.
    Begin = 0,
    /// Between.
    Inside = 1,
    /// Last of several.
    Last = 2,
    /// The whole name.
    Unit = 3,
}

#[cfg(feature = "train")]
/// The label of a part of a name of kind `kind` (below [`KINDS`]).
pub const fn label(kind: usize, part: Part) -> Label {
    (1 + 4 * kind + part as usize) as Label
}

/// Kind and part of a label; none for outside.
pub fn kind_and_part(label: Label) -> Option<(usize, Part)> {
    let inner = usize::from(label.checked_sub(1)?);
    let part = [Part::Begin, Part::Inside, Part::Last, Part::Unit][inner % 4];
    Some((inner / 4, part))
}

/// Whether `to` may follow `from`: a name that has begun must go on until its last token.
pub fn may_follow(from: Label, to: Label) -> bool {
    let open = |l| {
        kind_and_part(l)
            .filter(|(_, part)| matches!(part, Part::Begin | Part::Inside))
            .map(|(kind, _)| kind)
    };
    let goes_on = |l| {
        kind_and_part(l)
            .filter(|(_, part)| matches!(part, Part::Inside | Part::Last))
            .map(|(kind, _)| kind)
    };
    open(from) == goes_on(to)
}

/// Whether a line may begin with this label.
pub fn may_open(label: Label) -> bool {
    may_follow(OUTSIDE, label)
}

#[cfg(feature = "train")]
/// Whether a line may end with this label.
pub fn may_close(label: Label) -> bool {
    may_follow(label, OUTSIDE)
}

const IMPOSSIBLE: i32 = i32::MIN / 4;
/// Labels after which a name is not open: outside, last, unit.
const CLOSED: [usize; 1 + 2 * KINDS] = [0, 3, 4, 7, 8, 11, 12, 15, 16];

/// The best labels for a line's scores.
pub fn best_path(scores: &[Scores], transitions: &[[i16; LABELS]; LABELS]) -> Vec<Label> {
    let mut best = [IMPOSSIBLE; LABELS];
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    for (i, row) in scores.iter().enumerate() {
        let (mut next, from) = if i == 0 {
            opening()
        } else {
            step(&best, transitions)
        };
        for (value, &score) in next[1..].iter_mut().zip(row) {
            *value += i32::from(score);
        }
        back.push(from);
        best = next;
    }
    trace(&best, &back)
}

fn opening() -> ([i32; LABELS], [u8; LABELS]) {
    let mut start = [0; LABELS];
    for (l, value) in start.iter_mut().enumerate() {
        if !may_open(l as Label) {
            *value = IMPOSSIBLE;
        }
    }
    (start, [0; LABELS])
}

fn step(
    best: &[i32; LABELS],
    transitions: &[[i16; LABELS]; LABELS],
) -> ([i32; LABELS], [u8; LABELS]) {
    let mut next = [IMPOSSIBLE; LABELS];
    let mut from = [0_u8; LABELS];
    let mut offer = |f: usize, t: usize| {
        let value = best[f] + i32::from(transitions[f][t]);
        if value > next[t] {
            (next[t], from[t]) = (value, f as u8);
        }
    };
    for f in CLOSED {
        offer(f, 0);
        for kind in 0..KINDS {
            offer(f, 1 + 4 * kind);
            offer(f, 4 + 4 * kind);
        }
    }
    for kind in 0..KINDS {
        for f in [1 + 4 * kind, 2 + 4 * kind] {
            offer(f, 2 + 4 * kind);
            offer(f, 3 + 4 * kind);
        }
    }
    (next, from)
}

fn trace(best: &[i32; LABELS], back: &[[u8; LABELS]]) -> Vec<Label> {
    let last = CLOSED
        .into_iter()
        .max_by_key(|&l| (best[l], LANES - l))
        .unwrap_or(0);
    let mut label = last as Label;
    let mut path = vec![OUTSIDE; back.len()];
    for (slot, from) in path.iter_mut().zip(back).rev() {
        *slot = label;
        label = from[usize::from(label)];
    }
    path
}
