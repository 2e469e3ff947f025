//! Feeds any bytes to [`newsdex_fuzz::query`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::query(data));
