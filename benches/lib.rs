//! Benchmarks, one file each, outside the default build.
//!
//! ```sh
//! cargo bench -p strait-benches
//! ```
