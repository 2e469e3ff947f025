//! Lines of a file by byte, for messages.

/// Where the lines of a text end.
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line, from 1, of a byte.
    pub fn number(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}
