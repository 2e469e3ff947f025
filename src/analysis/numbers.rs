//! Numbers with separators inside: `15,000`, `1.234.567,89`, `3.5`.

const MAX_GROUPS: usize = 8;

/// The end of the number at `start`, a digit, if separators inside it belong to it.
///
/// Dates, addresses and lists (`12.01.2026`, `10.0.0.1`, `2025,2026`) are not one number.
pub(super) fn end_of_joined(bytes: &[u8], start: usize) -> Option<usize> {
    if continues_a_list(bytes, start) {
        return None;
    }
    let mut shape = Shape::default();
    let mut at = digits_end(bytes, start);
    shape.first = at - start;
    while let Some(length) = separator_length(bytes, at) {
        let from = at + length;
        let to = digits_end(bytes, from);
        if to == from {
            break;
        }
        shape.push(bytes.get(at).copied().unwrap_or_default(), to - from);
        at = to;
        // A longer chain is a list; reading it again from each of its numbers would not be linear.
        if shape.groups > MAX_GROUPS {
            return None;
        }
    }
    shape.is_number().then_some(at)
}

/// Whether digits and a separator stand right before: the number there was found to be a list.
fn continues_a_list(bytes: &[u8], start: usize) -> bool {
    (1..=3).any(|back| {
        let before = start
            .checked_sub(back)
            .filter(|&at| separator_length(bytes, at) == Some(back));
        before
            .and_then(|at| bytes.get(at.checked_sub(1)?))
            .is_some_and(u8::is_ascii_digit)
    })
}

/// The key of a number that [`end_of_joined`] accepted: thousands closed up, the decimal mark a point.
pub(super) fn push_key(text: &str, key: &mut String) {
    let bytes = text.as_bytes();
    let decimal = decimal_mark(bytes);
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            key.push(c);
        } else if Some(at) == decimal {
            key.push('.');
        }
    }
}

/// The groups behind a number's first one: what divides them and how long they are.
#[derive(Default)]
struct Shape {
    first: usize,
    groups: usize,
    thousands: usize,
    separator: u8,
    mixed: bool,
    last: (u8, usize),
}

impl Shape {
    fn push(&mut self, separator: u8, digits: usize) {
        if self.groups == 0 {
            self.separator = separator;
        }
        if separator == self.separator && !self.mixed && digits == 3 {
            self.thousands += 1;
        }
        self.mixed |= separator != self.separator;
        self.groups += 1;
        self.last = (separator, digits);
    }

    fn is_number(&self) -> bool {
        let grouped = self.first <= 3;
        match self.groups {
            0 => false,
            1 if is_quote(self.separator) => grouped && self.thousands == 1,
            1 if self.separator == b',' => self.last.1 <= 2 || (grouped && self.thousands == 1),
            1 => true,
            n if n == self.thousands => grouped,
            n => grouped && self.mixed && self.thousands + 1 == n && !is_quote(self.last.0),
        }
    }
}

/// Where the decimal mark stands: the only separator, unless three digits follow; or a last one unlike the first.
fn decimal_mark(bytes: &[u8]) -> Option<usize> {
    let is_mark = |&at: &usize| separator_length(bytes, at).is_some();
    let first = (0..bytes.len()).find(is_mark)?;
    let last = (0..bytes.len()).rfind(is_mark)?;
    if bytes.get(last).copied().is_some_and(is_quote) {
        return None;
    }
    let digits = digits_end(bytes, last + 1) - (last + 1);
    let fraction = digits != 3 || first > 3 || bytes.first() == Some(&b'0');
    (if first == last {
        fraction
    } else {
        bytes.get(first) != bytes.get(last)
    })
    .then_some(last)
}

fn is_quote(separator: u8) -> bool {
    separator == b'\'' || separator == 0xE2
}

fn separator_length(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b',' | b'.' | b'\'' => Some(1),
        0xE2 if bytes.get(at + 1..at + 3) == Some(&[0x80, 0x99]) => Some(3),
        _ => None,
    }
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|b| b.is_ascii_digit()).count()
}
