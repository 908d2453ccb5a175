//! Strait simulates the UK–France "one in, one out" agreement, person by person and day by day: for each person returned
//! to France after crossing the Channel by small boat, one person comes to the UK by a legal route.
//!
//! It is built for four questions: how many people can realistically be processed, and what binds; will France keep
//! cooperating if returns rise sharply; can the scheme withstand legal challenge; does it deter. The last it cannot
//! settle: deterrence is an assumption, to be swept over several forms.
//!
//! # The world
//!
//! People reach northern France. Each day they decide alone whether to wait, to attempt a crossing, to apply for the legal
//! route or to leave, by what they want, what a place costs and what their community has heard. Boats set out when the sea
//! allows; some are stopped, some turned back, nearly all others land. Those who land are screened, and some of them chosen
//! for return: detained, while the Home Office asks France, France replies, courts hear challenges, and treaty deadlines
//! run. Whoever passes all of that is flown to France, or else released to claim asylum. Each return lets one person come by
//! the legal route; if the two sides run too far apart, one waits for the other.
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
//! Arrows are people, and nobody is lost or made up: every day ends with a count of all. Around them stand institutions
//! with moods and capacities of their own: the Home Office, France, the courts, smugglers, patrols, the public. What they
//! do comes back to northern France as news, late and partly believed.
//!
//! # A run
//!
//! A [`Plan`](scenario::Plan) says what a run is given: a [`Scenario`](scenario::Scenario), which holds every parameter
//! with its unit, and its dated changes. [`simulate`](simulation::simulate) runs it, and leaves
//! [`Records`](records::Records): a [`Row`](metrics::Row) of [`Metric`](metrics::Metric)s for each day. One run is one draw.
//! Ask many, and give the range:
//!
//! ```
//! use strait::metrics::Metric;
//! use strait::simulation::simulate;
//! use strait_runner::scenario_file::ScenarioFile;
//! use strait_runner::summary::Band;
//!
//! let plan = ScenarioFile::baseline().plan()?;
//! let returned = |replicate| -> Result<f64, Box<dyn std::error::Error>> {
//!     let records = simulate(&plan, 20_250_806, replicate)?;
//!     Ok(records.dated().filter(|(date, _)| date.year() == 2025).map(|(_, row)| row[Metric::Returned]).sum())
//! };
//! let runs = (0..9).map(returned).collect::<Result<Vec<_>, _>>()?;
//! let band = Band::of(runs).expect("nine runs");
//! println!("returned in 2025: {:.0} [{:.0}, {:.0}]", band.median, band.low90, band.high90);
//! // 217 people were returned in 2025.
//! assert!(band.low90 < 217.0 && 217.0 < band.high90);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What to read first
//!
//! | to … | see |
//! | --- | --- |
//! | run a plan, as a whole or day by day | [`simulation`] |
//! | look up a parameter, its unit and where it comes from | [`scenario`] |
//! | look up what is counted | [`metrics`], [`records`] |
//! | put a run into a few numbers | [`outcomes`] |
//! | change a rule or count something else | [`rules`] |
//! | read scenario files, sweep, fit, draw | the crate `strait-runner` |
//! | build another model of many people on the same engine | [`crowd`], [`luck`] |
//!
//! Of the source, `simulation/day.rs` holds the day, short enough to read aloud. Each stage has a file in `stages/`, each
//! institution one in `actors/`; `deterrence.rs`, `information.rs`, `ledger.rs` and `agreement.rs` hold what their names
//! say. The equations, in these names, are in `docs/model.md`; a first program, step by step, is in
//! `docs/tutorial-developer.md`.
//!
//! # Rules of your own
//!
//! Three things can be replaced or added without touching the model, each a trait in [`rules`]:
//!
//! - [`DeterrenceForm`](rules::DeterrenceForm): which share of people still attempts at a perceived chance of return
//!   (`examples/own_deterrence.rs`);
//! - [`SelectionOrder`](rules::SelectionOrder): whom the Home Office takes first (`examples/own_selection.rs`);
//! - [`OwnMetric`](rules::OwnMetric): a number a day that the table does not have (`examples/own_metric.rs`).
//!
//! [`Rules`](rules::Rules) takes them to [`simulate_with`](simulation::simulate_with). They are checked before a run, and
//! a run without them is the same to the last bit as if there were no such thing.
//!
//! # Same inputs, same bits
//!
//! The same plan, seed and replicate give the same bits on every platform, in debug and release builds, on any number of
//! threads. Each draw is a pure function of seed, replicate, person, day and purpose, so that whoever meets rough water
//! in one scenario meets it in all: the difference of two runs with one seed and replicate is the policy's and not the
//! dice's. [`Fingerprint`](simulation::Fingerprint)s find the day and the part in which two runs come apart.
//!
//! # What it will not do
//!
//! - It reads no files and no clock, and starts no threads of its own. Where hundreds of thousands wait at a time, passes
//!   over them are shared among the threads of the `rayon` pool that it is run in.
//! - It takes no plan that cannot be: [`Plan::check`](scenario::Plan::check) says what is wrong and what is allowed, and
//!   runs return that as an error rather than go on.
//! - It says nothing of single people, and nothing of what ought to be done. Its people are drawn, its weights assumed or
//!   fitted; a result without its range, and without the forms of deterrence that it holds under, is not one.
//!
//! # Versions
//!
//! Versions follow [semantic versioning](https://semver.org), and results are part of what it covers. While the version
//! is 0.x, the second number changes with a break and the third without one.
//!
//! - **A break**: a public item goes, or changes its type or meaning; a parameter goes, is added or changes its unit; and any change of
//!   a bit of what the same plan, seed, replicate and rules give, even where the model is the same up to chance. The
//!   changelog says so, and `tests/bits/results.csv` shows it.
//! - **No break**: another [`Metric`](metrics::Metric), [outcome](outcomes), [`Event`](rules::Event),
//!   [`Purpose`](luck::Purpose) or provided method, another form of deterrence or rule of selection in the scenario. These enums
//!   are `#[non_exhaustive]`: look metrics and outcomes up by name rather than by place.
//! - Not covered: the numbers of a [`Fingerprint`](simulation::Fingerprint), which hold within a version, and what
//!   [`memory`](scenario::Plan::memory) estimates.
//!
//! The oldest Rust that builds it is the one named in `Cargo.toml`; raising that is a break too.

pub mod checked;
pub mod crowd;
pub mod gates;
pub mod luck;
pub mod metrics;
pub mod outcomes;
pub mod records;
pub mod rules;
pub mod scenario;
pub mod simulation;

mod actors;
mod agreement;
mod arrivals;
mod calendar;
mod capacity;
mod costs;
mod deterrence;
mod groups;
mod information;
mod ledger;
mod milestones;
mod people;
mod stages;
