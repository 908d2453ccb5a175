//! What the charts are drawn from, and what drawing them gives back.

use jiff::civil::Date;

use super::look::Look;
use crate::design::Resolution;
use crate::store::Table;

/// The results of one run or sweep, with what was observed in the same years.
#[derive(Debug, Clone, Copy)]
pub struct Study<'a> {
    /// The name of the scenario or sweep.
    pub title: &'a str,
    /// A row a run: `point`, `replicate`, the swept values, the summary outcomes.
    pub runs: &'a Table,
    /// A row a day or week of every run: `point`, `replicate`, `date`, then metrics.
    pub daily: &'a Table,
    /// What a row of `daily` covers.
    pub resolution: Resolution,
    /// The swept paths, each a column of `runs`; empty for a single scenario.
    pub axes: &'a [String],
    /// What was observed.
    pub observed: &'a Observed,
    /// Where the simulated numbers come from, in one line.
    pub caption: &'a str,
}

/// Observed series to draw beside the simulated ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Observed {
    /// The Home Office weekly series, by date.
    pub weekly: Vec<ObservedWeek>,
    /// Official counts of the exchange at the ends of months, by date: the main series.
    pub exchange: Vec<ExchangeCount>,
    /// Counts of the exchange that the press gave, by date: they tell more of its first months.
    pub press: Vec<ExchangeCount>,
}

/// One week of the Home Office series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObservedWeek {
    /// The week's last day, a Sunday.
    pub week_ending: Date,
    /// People who arrived in the UK by small boat.
    pub arrivals: Option<f64>,
    /// Boats from which they came.
    pub boats: Option<f64>,
    /// Days with at least one arrival.
    pub crossing_days: Option<f64>,
    /// People whom French patrols kept from crossing.
    pub people_prevented: Option<f64>,
}

/// People exchanged since the agreement began, as counted on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExchangeCount {
    /// The day of the count.
    pub date: Date,
    /// People returned to France so far.
    pub returned: Option<f64>,
    /// People admitted by the legal route so far.
    pub admitted: Option<f64>,
}

/// What a chart that is not of one study says around its drawing.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    pub(super) study: &'a str,
    pub(super) caption: &'a str,
    pub(super) look: Look,
}

impl<'a> Words<'a> {
    /// What the chart belongs to, above its title, and where the simulated numbers come from, in one line.
    #[must_use]
    pub fn new(study: &'a str, caption: &'a str) -> Self {
        Self { study, caption, look: Look::default() }
    }

    /// The same words for another look.
    #[must_use]
    pub fn drawn_as(self, look: Look) -> Self {
        Self { look, ..self }
    }
}

/// One drawn chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The chart's name, fit for a file name.
    pub name: &'static str,
    /// The folder, within that of the figures, for a chart that is drawn once for each of several metrics.
    pub set: Option<&'static str>,
    /// How it looks.
    pub look: Look,
    /// The study's name and the chart's title.
    pub title: String,
    /// What the drawing shows and where its numbers come from, for readers who cannot see it.
    pub description: String,
    /// The drawing; letters are outlines, so no font is needed to show it.
    pub svg: String,
    /// Each text and the box around it, to find those that overlap.
    #[cfg(test)]
    pub(super) letters: Vec<super::letters::Text>,
}

/// A chart that was not drawn, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The chart's name.
    pub name: &'static str,
    /// The reason, in one clause without a full stop.
    pub reason: String,
}

/// What drawing a study gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The charts, in the order of [`CHARTS`](super::CHARTS).
    pub figures: Vec<Figure>,
    /// The charts for which the study holds no data.
    pub skipped: Vec<Skipped>,
}

/// Why charts could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// There is no chart of this name.
    #[error("no chart is named `{0}`")]
    UnknownChart(String),
    /// A table lacks a column that every chart needs, or it holds the wrong kind of value.
    #[error("the {table} table has no usable column `{column}`")]
    Column {
        /// `runs` or `daily`.
        table: &'static str,
        /// The column's name.
        column: &'static str,
    },
    /// A date in the daily table is not one.
    #[error("`{0}` in the daily table is not a date like 2025-08-06")]
    Date(String),
    /// A chart was asked for of nothing.
    #[error("the chart `{0}` has nothing to draw")]
    Empty(&'static str),
    /// The drawing itself failed.
    #[error("drawing a chart failed: {0}")]
    Drawing(String),
}

/// A chart's outcome: its SVG before outlining, or why there is none.
pub(super) enum Sketch {
    /// Drawn.
    Drawn(super::page::Sheet),
    /// Nothing to draw.
    Skip(String),
}

impl Sketch {
    pub(super) fn skip(reason: impl Into<String>) -> Result<Self, ChartError> {
        Ok(Self::Skip(reason.into()))
    }
}
