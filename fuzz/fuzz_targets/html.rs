//! Feeds any bytes to [`newsdex_fuzz::html`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::html(data));
