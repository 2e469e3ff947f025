//! Feeds any bytes to [`newsdex_fuzz::text_dump`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsdex_fuzz::text_dump(data));
