//! Feeds any bytes to [`newsdex_fuzz::feed`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::feed(data));
