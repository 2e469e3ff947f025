//! How many edits lie between two words: letters inserted, removed, replaced, or neighbours swapped.
//!
//! Only the middle of the usual table is kept, as far from its diagonal as edits reach, so a letter costs the same in a long
//! word as in a short one, and a reader of a dictionary can turn back at the first letter that is one too many.

/// Edits that are told apart at most.
pub const MOST: usize = 2;

/// Cells of a row that can hold at most [`MOST`].
const BAND: usize = 2 * MOST + 1;

/// More than is counted.
const FAR: u8 = MOST as u8 + 1;

/// Counts the edits from one word to others.
#[derive(Debug, Clone)]
pub struct Edits {
    word: Vec<char>,
    most: u8,
}

/// What of another word was read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    letters: usize,
    /// The edits to the beginnings of the word that are from [`MOST`] letters shorter to as many longer than what was read.
    row: [u8; BAND],
    /// The same, a letter ago.
    before: [u8; BAND],
    last: char,
}

impl Edits {
    /// Counts up to `most` edits from `word`, and no more than [`MOST`].
    pub fn new(word: &str, most: usize) -> Self {
        Self {
            word: word.chars().collect(),
            most: most.min(MOST) as u8,
        }
    }

    /// The letters of the word.
    pub fn word(&self) -> &[char] {
        &self.word
    }

    /// Nothing was read yet.
    pub fn start(&self) -> Seen {
        let mut row = [FAR; BAND];
        for (column, cell) in row.iter_mut().skip(MOST).enumerate() {
            if column <= self.word.len() {
                *cell = column as u8;
            }
        }
        Seen {
            letters: 0,
            row,
            before: [FAR; BAND],
            last: '\0',
        }
    }

    /// What was read with one letter more.
    #[must_use]
    pub fn read(&self, seen: &Seen, letter: char) -> Seen {
        let letters = seen.letters + 1;
        let mut row = [FAR; BAND];
        for at in 0..BAND {
            let Some(column) = (letters + at).checked_sub(MOST) else {
                continue;
            };
            if column > self.word.len() {
                break;
            }
            let cell = |row: &[u8; BAND], at: usize| row.get(at).copied().unwrap_or(FAR);
            // A letter of the other word that this one has not, and the other way round.
            let mut least = cell(&seen.row, at + 1) + 1;
            if let Some(left) = at.checked_sub(1) {
                least = least.min(cell(&row, left) + 1);
            }
            if let Some(here) = column.checked_sub(1).and_then(|at| self.word.get(at)) {
                least = least.min(cell(&seen.row, at) + u8::from(*here != letter));
                let before = column.checked_sub(2).and_then(|at| self.word.get(at));
                if before == Some(&letter) && *here == seen.last && seen.letters > 0 {
                    least = least.min(cell(&seen.before, at) + 1);
                }
            }
            if let Some(cell) = row.get_mut(at) {
                *cell = least.min(FAR);
            }
        }
        Seen {
            letters,
            row,
            before: seen.row,
            last: letter,
        }
    }

    /// Whether a word that begins like this can be near.
    pub fn goes_on(&self, seen: &Seen) -> bool {
        seen.row.iter().any(|&edits| edits <= self.most)
    }

    /// The edits to what was read, if it is near.
    pub fn of(&self, seen: &Seen) -> Option<usize> {
        let at = (self.word.len() + MOST).checked_sub(seen.letters)?;
        let edits = seen.row.get(at).copied()?;
        (edits <= self.most).then_some(usize::from(edits))
    }

    /// The edits to a text, if it is near.
    pub fn to(&self, text: &str) -> Option<usize> {
        let most = usize::from(self.most);
        // A letter has one to four bytes.
        if text.len() + most < self.word.len() || text.len() > 4 * (self.word.len() + most) {
            return None;
        }
        let mut seen = self.start();
        for letter in text.chars() {
            seen = self.read(&seen, letter);
            if !self.goes_on(&seen) {
                return None;
            }
        }
        self.of(&seen)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The whole table, as it stands in books.
    fn plainly(word: &str, text: &str) -> usize {
        let (word, text): (Vec<char>, Vec<char>) = (word.chars().collect(), text.chars().collect());
        let mut table = vec![vec![0; word.len() + 1]; text.len() + 1];
        for row in 0..=text.len() {
            for column in 0..=word.len() {
                table[row][column] = match (row, column) {
                    (0, edits) | (edits, 0) => edits,
                    _ => {
                        let same = text[row - 1] == word[column - 1];
                        let mut least = (table[row - 1][column - 1] + usize::from(!same))
                            .min(table[row - 1][column] + 1)
                            .min(table[row][column - 1] + 1);
                        if row > 1
                            && column > 1
                            && text[row - 1] == word[column - 2]
                            && text[row - 2] == word[column - 1]
                        {
                            least = least.min(table[row - 2][column - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[text.len()][word.len()]
    }

    #[test]
    fn edits_are_letters_put_in_left_out_exchanged_and_swapped() {
        let table = [
            ("ferry", "ferry", Some(0)),
            ("ferry", "fery", Some(1)),
            ("ferry", "ferrry", Some(1)),
            ("ferry", "merry", Some(1)),
            ("ferry", "frery", Some(1)),
            ("ferry", "fre", None),
            ("ferry", "", None),
            ("", "ab", Some(2)),
            ("зеленський", "зеленский", Some(1)),
        ];
        for (word, text, edits) in table {
            assert_eq!(Edits::new(word, MOST).to(text), edits, "{word} {text}");
        }
        assert_eq!(Edits::new("ferry", 0).to("fery"), None);
        assert_eq!(Edits::new("ferry", 9).to("f"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_middle_of_the_table_is_enough(word in "[abß]{0,7}", text in "[abß]{0,7}", most in 0..=MOST) {
            let edits = plainly(&word, &text);
            prop_assert_eq!(Edits::new(&word, most).to(&text), (edits <= most).then_some(edits));
        }
    }
}
