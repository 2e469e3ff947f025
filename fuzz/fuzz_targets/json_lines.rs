//! Feeds any bytes to [`newsdex_fuzz::json_lines`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::json_lines(data));
