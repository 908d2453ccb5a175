//! Rolling-origin back-tests: forecasts made from what was known at a date, held against what happened after it.
//!
//! ```text
//!  observed series ─> History ── until(origin) ──> Past ─> climatology, seasonal naive ─┐
//!        │                                                                              ├─> scores ─> tables, figures
//!        ├── what happened after the origin ────────────────────────────────────────────┤
//!  runs ─┴───────────────────────────────────────────────────────────> Forecast ────────┘
//! ```
//!
//! The model and both baselines are scored alike: by the same rules, over the same periods. Baselines are given a
//! [`Past`], which holds nothing after the origin, so that no later figure can leak into them. Only `origin.rs` fits and
//! simulates.

mod back_test;
mod climatology;
mod exchange;
mod figures;
mod file;
mod history;
mod keyed;
mod origin;
mod preventions;
mod scores;
mod scores_file;
mod season;
mod seasonal_naive;
mod tables;
mod target;
#[cfg(test)]
mod tests;

pub use back_test::{Averaged, Forecast, Scored, Scores, averages, periods_after, score, totals};
pub use climatology::climatology;
pub use exchange::{ExchangeForecast, ExchangeScored, Side, score_exchange};
pub use figures::{back_test_panels, pit_panels, skill_panels};
pub use file::ValidationFile;
pub(crate) use file::{HEAD_KEYS_NEEDED, REPLICATES_LEAST, head_shape};
pub use history::{History, Past, Recorded};
pub use origin::{Folder, Origin};
pub use scores::{Ensemble, skill};
pub use scores_file::scores_csv;
pub use seasonal_naive::seasonal_naive;
pub use tables::{averages_table, exchange_table, target_table};
pub use target::{Cycle, Horizon, Period, Target};
