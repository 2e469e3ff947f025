//! Feeds any bytes to [`newsdex_fuzz::index_files`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::index_files(data));
