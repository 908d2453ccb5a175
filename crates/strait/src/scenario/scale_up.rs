//! `[scale_up]`: how far the two states have built the exchange up, and how they go on.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Checker;

/// How far the two states have built the exchange up: a multiple of the capacities that the scenario gives, of both legs.
///
/// Multiplied are the share selected, the beds given to the scheme, casework, decisions, trafficking decisions and flights; and on
/// the legal route its window, checks of identity, vetting and visas. France's places, its replies, lawyers and courts are not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleUp {
    /// The multiple where it is known, as fitted to what was observed: the first holds on `levels_from` and before, each next one `levels_days` later, with even growth between two. After the last the states go on as `future` says. Empty: as `future` says from the agreement's first day on [ratio].
    pub levels: Vec<f64>,
    /// The day on which the first of the `levels` holds [date].
    pub levels_from: Date,
    /// Days from one of the `levels` to the next [days].
    pub levels_days: f64,
    /// Highest multiple that the states go up to from where they are known to be [ratio] – assumption.
    pub ceiling: f64,
    /// How the states go on when nothing more is known.
    pub future: FutureScaleUp,
}

/// How the states go on building the exchange up, or not.
///
/// What ministers will decide is not to be known, so none of these is a finding: sweep them all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum FutureScaleUp {
    /// Capacities stay where they are.
    None {},
    /// Both states learn: capacities grow along a logistic towards the ceiling.
    Learning {
        /// Days in which capacities double while they are far from the ceiling [days] – assumption.
        doubling_days: f64,
    },
    /// Ministers decide from time to time to raise or to cut capacities.
    Steps {
        /// Decisions a year, at random times [count/year] – assumption.
        decisions_per_year: f64,
        /// Share of decisions that raise capacities; the others cut them [share] – assumption.
        raise_share: f64,
        /// Mean size of a decision, the sizes being spread exponentially [log] – assumption.
        step_size: f64,
    },
}

impl ScaleUp {
    pub(super) fn check(&self, check: &mut Checker) {
        for level in &self.levels {
            check.above_zero("levels", *level);
        }
        check.within("levels_days", self.levels_days, 1.0..=3650.0);
        check.within("ceiling", self.ceiling, 1.0..=1000.0);
        check.section("future", |check| match self.future {
            FutureScaleUp::None {} => {}
            FutureScaleUp::Learning { doubling_days } => {
                check.section("learning", |check| check.within("doubling_days", doubling_days, 1.0..=36500.0));
            }
            FutureScaleUp::Steps { decisions_per_year, raise_share, step_size } => check.section("steps", |check| {
                check.within("decisions_per_year", decisions_per_year, 0.0..=365.0);
                check.share("raise_share", raise_share);
                check.within("step_size", step_size, 0.0..=10.0);
            }),
        });
    }
}
