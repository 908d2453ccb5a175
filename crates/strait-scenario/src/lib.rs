//! What a scenario's files say: values with their places, what is known of each parameter, and ensembles of draws.
//!
//! The simulation itself is the crate [`strait`], which reads no files. This crate reads them and runs nothing, so that
//! whatever runs a scenario, the `strait` command or a page in a browser, understands it alike:
//!
//! ```
//! use strait::simulation::simulate;
//! use strait_scenario::scenario_file::ScenarioFile;
//!
//! let mut scenario = ScenarioFile::baseline();
//! scenario.set("run.end=2025-12-31")?;
//! scenario.set("home_office.detention.beds=400")?;
//! let plan = scenario.plan()?;
//! assert_eq!(simulate(&plan, 20_250_806, 0)?.days.len(), 731);
//!
//! // What is wrong is told with its place and the nearest key.
//! let error = scenario.set("home_office.detention.bed=600").expect_err("no such key");
//! assert!(error.to_string().contains("home_office.detention.beds"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod evidence;
pub mod label;
pub mod parameters;
pub mod scenario_file;
pub mod terminal;
pub mod uncertainty;
