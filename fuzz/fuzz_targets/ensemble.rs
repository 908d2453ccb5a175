#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| strait_fuzz::targets::ensemble::run(bytes));
