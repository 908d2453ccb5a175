//! Fuzzers for what Strait reads: each of `targets` is given bytes and must neither panic, nor hang, nor take much memory.
//!
//! `crates/strait-runner/tests/fuzz_seeds.rs` runs the same targets over all seeds and findings, without a fuzzer.

pub mod targets;

/// More than this is no bounded memory for inputs of at most a few hundred kilobytes [bytes].
const MEMORY_MAX: usize = 1 << 30;

// An allocation beyond the limit fails, and with it the process.
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, MEMORY_MAX);
