//! Strait simulates the UK–France "one in, one out" agreement, person by person and day by day: for each person returned
//! to France after crossing the Channel by small boat, one person comes to the UK by a legal route.
//!
//! It is built for four questions: how many people can realistically be processed, and what binds; will France keep
//! cooperating if returns rise sharply; can the scheme withstand legal challenge; does it deter. The last it cannot
//! settle: deterrence is an assumption, to be swept over several forms.
//!
//! ```text
//!             ┌──────────── prevented, rescued back ───────────┐
//!             v                                                │
//!  arrive → northern France → crossing → intake → return pipeline → returned to France
//!             │        │                    │          │ released          │
//!             │        └→ legal route ──────┴→ asylum ←┘                   └→ north again
//!             └→ left the region
//! ```
//!
//! # A run
//!
//! A [`scenario::Plan`] says what a run is given; [`simulation::simulate`] runs it; [`records::Records`] is what it
//! leaves: one row of [`metrics`] a day. [`outcomes`] puts a run into a few numbers.
//!
//! ```
//! use strait::metrics::Metric;
//! use strait::simulation::simulate;
//! use strait_runner::scenario_file::ScenarioFile;
//!
//! let plan = ScenarioFile::baseline().plan()?;
//! let returned = |replicate| -> Result<f64, Box<dyn std::error::Error>> {
//!     let records = simulate(&plan, 20_250_806, replicate)?;
//!     Ok(records.dated().filter(|(date, _)| date.year() == 2025).map(|(_, row)| row[Metric::Returned]).sum())
//! };
//! let mut runs = (0..5).map(returned).collect::<Result<Vec<_>, _>>()?;
//! runs.sort_by(f64::total_cmp);
//! // One run is one draw: look at many. 231 people were returned in 2025.
//! assert!(runs[0] > 100.0 && runs[4] < 400.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What to read first
//!
//! `simulation/day.rs` holds the day, short enough to read aloud. Each stage has a file in `stages/`, each institution one
//! in `actors/`; `deterrence.rs`, `information.rs`, `ledger.rs` and `agreement.rs` hold what their names say. Beneath them
//! are [`luck`], which says what chance decides, and [`crowd`], which passes over many people at once. The equations, in
//! these names, are in `docs/model.md`.
//!
//! # What it does not do
//!
//! It reads no files and no clock, and starts no threads of its own: where hundreds of thousands wait at a time, passes
//! over them are shared among the threads of the `rayon` pool that it is run in. The same plan, seed and replicate give
//! the same bits on every platform. Scenario files, sweeps, results on disk and figures are the affair of `strait-runner`.

pub mod crowd;
pub mod luck;
pub mod metrics;
pub mod outcomes;
pub mod records;
pub mod scenario;
pub mod simulation;

mod actors;
mod agreement;
mod arrivals;
mod calendar;
mod capacity;
mod costs;
mod deterrence;
mod information;
mod ledger;
mod milestones;
mod people;
mod stages;
