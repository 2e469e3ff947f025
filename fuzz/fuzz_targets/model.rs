//! Feeds any bytes to [`newsdex_fuzz::model`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::model(data));
