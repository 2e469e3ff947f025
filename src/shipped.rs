//! Lists and weights that are built into the program, packed, and unpacked at first use.
//!
//! They are whole in every build that passes its tests, so only a lack of memory keeps them from being unpacked. Whoever uses them goes on without, and
//! whoever keeps what they made asks [`whole`] before.

use std::io::Read as _;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// No list is longer.
const MOST_BYTES: u64 = 4 << 20;

static FELL_SHORT: AtomicBool = AtomicBool::new(false);

/// A packed list as text, empty if there is not enough memory.
pub(crate) fn text(packed: &[u8]) -> String {
    let mut text = String::new();
    let read = zstd::Decoder::new(packed)
        .and_then(|packed| packed.take(MOST_BYTES).read_to_string(&mut text));
    if read.is_err() {
        fell_short();
        text.clear();
    }
    text
}

/// Says that something built in could not be unpacked.
pub(crate) fn fell_short() {
    FELL_SHORT.store(true, Ordering::Relaxed);
}

/// Whether all that was used of what is built in could be unpacked.
///
/// # Errors
/// [`Error::Misuse`] if not: what was made with it lacks names or was cleaned badly, and must not be kept.
pub(crate) fn whole() -> Result<()> {
    if FELL_SHORT.load(Ordering::Relaxed) {
        return Err(Error::Misuse {
            message: "there is not enough memory for the lists and weights that are built in"
                .to_owned(),
            hint: "allow the process more, such as with `ulimit -v unlimited`, and run it again; what was committed before is kept"
                .to_owned(),
        });
    }
    Ok(())
}
