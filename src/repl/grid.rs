//! `facets` in a window: columns side by side, and as many values of each as there is room for.

use super::columns;
use crate::output::{Look, Sheet, flow, results};
use crate::search::FacetCounts;

/// Columns of the window that a column of values has at least.
const CELL: usize = 38;

/// Lines that stand below each other, from which an empty line between bands is no waste.
const AIRY: usize = 8;

/// Columns in bands: those of a band stand side by side.
pub(super) struct Grid {
    bands: Vec<Band>,
    /// Columns of the window that each column has.
    cell: usize,
    airy: bool,
    /// Values on the pages before: numbers go on from there.
    before: usize,
}

struct Band {
    cells: Vec<FacetCounts>,
    /// Lines, with that of the names.
    height: usize,
}

/// How many values of a column to count for so many rows: all that a grid can show of it.
pub(super) fn most(rows: usize, look: Look, alone: bool) -> usize {
    let across = if alone { look.width / CELL } else { 1 };
    rows.saturating_sub(1).max(1) * across.max(1)
}

impl Grid {
    /// Lays out columns for a window of so many rows and takes away the values that it has no room for; so many stand on the
    /// pages before.
    pub(super) fn new(counted: Vec<FacetCounts>, rows: usize, before: usize, look: Look) -> Self {
        let filled: Vec<_> = counted
            .into_iter()
            .filter(|counts| !counts.values.is_empty())
            .collect();
        let across = (look.width / CELL).max(1);
        let cells = match <[FacetCounts; 1]>::try_from(filled) {
            Ok([alone]) => return Self::alone(&alone, across, rows, before, look),
            Err(filled) => filled,
        };
        let across = across.min(cells.len().max(1));
        let mut bands: Vec<Band> = Vec::new();
        for cell in cells {
            let height = cell.values.len() + 1;
            match bands.last_mut() {
                Some(band) if band.cells.len() < across => {
                    band.height = band.height.max(height);
                    band.cells.push(cell);
                }
                _ => bands.push(Band {
                    cells: vec![cell],
                    height,
                }),
            }
        }
        let airy = rows >= bands.len() * AIRY;
        let between = if airy {
            bands.len().saturating_sub(1)
        } else {
            0
        };
        share(&mut bands, rows.saturating_sub(between));
        Self {
            bands,
            cell: look.width / across,
            airy,
            before,
        }
    }

    /// One column, which goes on beside itself.
    fn alone(counts: &FacetCounts, across: usize, rows: usize, before: usize, look: Look) -> Self {
        let most = rows.saturating_sub(1).max(1);
        let pieces = counts.values.len().div_ceil(most).clamp(1, across);
        let height = counts.values.len().div_ceil(pieces).min(most);
        let part = |values: &[(String, u64)]| FacetCounts {
            values: values.to_vec(),
            ..counts.clone()
        };
        let cells = counts.values.chunks(height.max(1)).take(pieces).map(part);
        Self {
            bands: vec![Band {
                cells: cells.collect(),
                height: height + 1,
            }],
            cell: look.width / pieces,
            airy: false,
            before,
        }
    }

    /// The columns with the values that are shown, in the order of their numbers.
    pub(super) fn cells(&self) -> impl Iterator<Item = &FacetCounts> {
        self.bands.iter().flat_map(|band| &band.cells)
    }

    /// Writes the columns, a number before each value.
    pub(super) fn write(&self, sheet: &mut Sheet) {
        let counts = self.cells().flat_map(|cell| &cell.values);
        let most = counts.map(|value| value.1).max().unwrap_or(0);
        let digits = results::grouped(most).len();
        let mut first = self.before + 1;
        for (n, band) in self.bands.iter().enumerate() {
            if n > 0 && self.airy {
                sheet.end();
            }
            for line in 0..band.height {
                let mut number = first;
                let mut behind = 0;
                for (at, cell) in band.cells.iter().enumerate() {
                    sheet.indent(behind);
                    let goes_on = at > 0
                        && band
                            .cells
                            .get(at - 1)
                            .is_some_and(|c| c.facet == cell.facet);
                    let used = match line.checked_sub(1) {
                        None if goes_on => 0,
                        None => {
                            columns::headed(sheet, cell, self.before, self.shown(cell), self.cell)
                        }
                        Some(row) => self.value(sheet, cell, row, number, digits),
                    };
                    behind = self.cell.saturating_sub(used);
                    number += cell.values.len();
                }
                sheet.end();
            }
            first += band
                .cells
                .iter()
                .map(|cell| cell.values.len())
                .sum::<usize>();
        }
    }

    /// How many values of a column are shown in all its pieces.
    fn shown(&self, cell: &FacetCounts) -> u64 {
        let pieces = self.cells().filter(|other| other.facet == cell.facet);
        pieces.map(|piece| piece.values.len() as u64).sum()
    }

    /// Writes a value; the columns it took.
    fn value(
        &self,
        sheet: &mut Sheet,
        cell: &FacetCounts,
        row: usize,
        first: usize,
        digits: usize,
    ) -> usize {
        let Some((value, count)) = cell.values.get(row) else {
            return 0;
        };
        let room = self.cell.saturating_sub(digits + 10).max(8);
        let value = sheet.look().cut(value, room);
        let number = columns::value(sheet, first + row, (*count, digits), &value);
        flow::columns(&value) + digits + number + 4
    }
}

/// Gives each band its part of the rows: what one does not need, others have.
fn share(bands: &mut [Band], rows: usize) {
    let mut order: Vec<usize> = (0..bands.len()).collect();
    order.sort_by_key(|&at| bands.get(at).map(|band| band.height));
    let (mut left, mut waiting) = (rows, bands.len());
    for at in order {
        let Some(band) = bands.get_mut(at) else {
            continue;
        };
        band.height = band.height.min(left / waiting.max(1)).max(2);
        left = left.saturating_sub(band.height);
        waiting -= 1;
        for cell in &mut band.cells {
            cell.values.truncate(band.height - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Facet;

    fn counts(facet: Facet, values: usize) -> FacetCounts {
        let named = |n: usize| {
            (
                format!("value {n} of a name that is too long"),
                1000 - n as u64,
            )
        };
        FacetCounts {
            facet,
            values: (0..values).map(named).collect(),
            distinct: values as u64,
        }
    }

    fn many() -> Vec<FacetCounts> {
        let numbers = [500, 500, 300, 13, 0, 6, 3];
        let columns = columns::COLUMNS.into_iter().zip(numbers);
        columns.map(|(facet, n)| counts(facet, n)).collect()
    }

    #[test]
    fn a_window_is_filled_and_not_more() {
        // Width, rows, and how many values are seen at least.
        for (width, rows, seen) in [(40, 21, 12), (80, 21, 24), (120, 37, 60), (200, 47, 90)] {
            let look = Look {
                width,
                ..Look::default()
            };
            let grid = Grid::new(many(), rows, 0, look);
            let mut sheet = Sheet::new(look);
            grid.write(&mut sheet);
            let text = sheet.into_text();
            assert!(text.lines().count() <= rows, "{width}x{rows}\n{text}");
            let widest = text.lines().map(flow::columns).max();
            assert!(widest <= Some(width), "{width}x{rows}\n{text}");
            let values: usize = grid.cells().map(|cell| cell.values.len()).sum();
            assert!(values >= seen, "{width}x{rows}: {values}\n{text}");
            for number in 1..=values {
                let numbered = format!("{number:>4}  ");
                assert!(text.contains(&numbered), "{number}\n{text}");
            }
        }
    }

    #[test]
    fn one_column_goes_on_beside_itself() {
        let look = Look {
            width: 80,
            ..Look::default()
        };
        let most = most(5, look, true);
        let grid = Grid::new(vec![counts(Facet::Lang, 300.min(most))], 5, 0, look);
        let mut sheet = Sheet::new(look);
        grid.write(&mut sheet);
        assert_eq!(
            sheet.into_text(),
            "\
lang
   1  1,000  value 0 of a name that i…     5    996  value 4 of a name that i…
   2    999  value 1 of a name that i…     6    995  value 5 of a name that i…
   3    998  value 2 of a name that i…     7    994  value 6 of a name that i…
   4    997  value 3 of a name that i…     8    993  value 7 of a name that i…
"
        );
    }
}
