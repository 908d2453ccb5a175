//! Sweep files: which scenarios to run, and how often each.
//!
//! A sweep takes one scenario and sets parameters of it: `[[axis]]` tables say which values each takes, and `[[set]]`
//! tables fix some for the whole sweep. An axis lists `values` (numbers, choices, booleans, dates), or has a `range` of
//! numbers or dates, in even steps or with `scale = "log"` in even ratios; without either it has the range that the
//! evidence register gives. An axis with the path `scenario` takes whole scenarios. How points are laid out over the axes
//! is the [`Design`]. What a sweep sets holds for the whole run of a point, or from the date `from` to its end: no
//! intervention changes it. `[uncertainty]` names an ensemble in place of the scenario's.
//!
//! `[answer]` states the question, the sentences that answer it, each with its setting, of which setting to find what binds, and
//! the tables in which the answer is read off.
//!
//! Replicates of a number share their luck at all points.

mod answer;
mod axis;
mod label;
mod latin_hypercube;
mod morris;
mod read;
mod saltelli;
mod sobol;
mod sweep;

use serde::{Deserialize, Serialize};

pub use answer::{ANSWER_BLOCK, Answer, AnswerBinds, AnswerSentence, AnswerTable, Part};
pub use axis::Grain;
pub(crate) use axis::SCENARIO;
pub(crate) use label::{short, short_json};
pub use read::has_table;
pub(crate) use read::{DESIGNS_OF_KEYS, HEAD_KEYS_NEEDED, LEVELS, POINTS_LEAST, SENTENCES_MAX, STEPS, head_shape};
pub(crate) use sobol::POINTS_MAX;
pub use sweep::{Point, Sweep};

/// Most runs that a sweep may have: points times replicates.
pub use crate::uncertainty::RUNS_MAX;

/// How points are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Every combination of the axes' values, the last axis varying fastest.
    Grid,
    /// The points as they are listed.
    List,
    /// A well spread Latin hypercube.
    LatinHypercube {
        /// How many points.
        points: u32,
    },
    /// Scrambled Sobol points.
    Sobol {
        /// How many points, best a power of two.
        points: u32,
    },
    /// Trajectories for Morris's elementary effects, one after another, of one point more than there are axes.
    Morris {
        /// How many trajectories.
        trajectories: u32,
        /// How many places an axis with a range has, an even number.
        levels: u32,
    },
    /// Saltelli's design for Sobol indices: for each row of two sets of points A and B the points A, A with one axis at
    /// a time taken from B, and B.
    Saltelli {
        /// How many rows, a power of two.
        base: u32,
    },
}

impl Design {
    /// Every design's name, as sweep files have it.
    pub const NAMES: [&str; 6] = ["grid", "list", "lhs", "sobol", "morris", "saltelli"];

    /// The design's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::List => "list",
            Self::LatinHypercube { .. } => "lhs",
            Self::Sobol { .. } => "sobol",
            Self::Morris { .. } => "morris",
            Self::Saltelli { .. } => "saltelli",
        }
    }
}

/// Whether a row of metrics is one day or one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Resolution {
    /// One row a day.
    Daily,
    /// One row a week that ends on a Sunday: flows summed, levels read on the last day.
    Weekly,
}
