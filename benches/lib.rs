//! Benchmarks, one file each, outside the default build.
//!
//! ```sh
//! cargo bench -p strait-benches
//! ```
//!
//! The program `peers` times other frameworks on the same work: see `benches/README.md`.
