//! The best contiguous run of blocks: where the sum of their values is greatest.

use std::ops::Range;

/// The run with the greatest sum, empty if no value is positive. Linear.
pub(super) fn best(values: impl Iterator<Item = i32>) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0_i64);
    let (mut start, mut sum) = (0, 0_i64);
    for (i, value) in values.enumerate() {
        if sum <= 0 {
            (start, sum) = (i, 0);
        }
        sum += i64::from(value);
        if sum > best_sum {
            (best, best_sum) = (start..i + 1, sum);
        }
    }
    best
}
