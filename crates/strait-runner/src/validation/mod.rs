//! Rolling-origin back-tests: forecasts made from what was known at a date, held against what happened after it.
//!
//! ```text
//!  observed series ─> History ── until(origin) ──> Past ─> rivals ─┐
//!        │                                                         ├─> scores ─> tables, figures
//!        ├── what happened after the origin ───────────────────────┤
//!  runs ─┴──────────────────────────────────────> Forecast ────────┘
//! ```
//!
//! The model and its rivals ([`Rival`]) are scored alike: by the same rules, over the same periods. Rivals are given a
//! [`Past`], which holds nothing after the origin, so that no later figure can leak into them. Only `origin.rs` fits and
//! simulates.

mod back_test;
mod exchange;
mod figures;
mod file;
mod history;
mod keyed;
mod origin;
mod rivals;
mod scores;
mod scores_file;
mod tables;
mod target;
#[cfg(test)]
mod tests;

pub use back_test::{Averaged, Forecast, Performance, Scored, Scores, averages, periods_after, score, totals};
pub use exchange::{ExchangeForecast, ExchangeScored, LastCount, Side, score_exchange};
pub use figures::{back_test_panels, pit_panels, skill_panels};
pub use file::ValidationFile;
pub(crate) use file::{HEAD_KEYS_NEEDED, REPLICATES_LEAST, head_shape};
pub use history::{History, Past, Recorded};
pub use origin::{Folder, Origin};
pub use rivals::Rival;
pub use scores::{Ensemble, skill};
pub use scores_file::scores_csv;
pub use tables::{averages_table, exchange_table, rivals_table, target_table};
pub use target::{Cycle, Horizon, Period, Target};
