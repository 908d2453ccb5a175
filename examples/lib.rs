//! Short programs that use Strait as a library; each is a file beside this one.
//!
//! ```sh
//! cargo run --release -p strait-examples --example baseline
//! cargo run --release -p strait-examples --example same_luck
//! cargo run --release -p strait-examples --example compare_with_observed > docs/baseline.md
//! ```
