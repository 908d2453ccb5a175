//! Short programs that use Strait as a library; each is a file beside this one.
//!
//! ```sh
//! cargo run --release -p strait-examples --example baseline
//! cargo run --release -p strait-examples --example same_luck
//! cargo run --release -p strait-examples --example own_deterrence
//! cargo run --release -p strait-examples --example own_selection
//! cargo run --release -p strait-examples --example own_metric
//! cargo run --release -p strait-examples --example compare_with_observed > docs/baseline.md
//! cargo run --release -p strait-examples --example first_forecast
//! ```

/// The programs of the tutorial for Rust developers, to be compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/tutorial-developer.md")]
pub struct TutorialForDevelopers;
