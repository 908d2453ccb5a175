//! Charts of a run or sweep, fit to publish as they are.
//!
//! [`figures`] draws every chart that a [`Study`] holds data for; [`png`] turns one into pixels. An SVG carries its letters as
//! outlines of the embedded font, so that it looks the same everywhere, and the same study gives the same bytes.
//! Simulated numbers are always shown as a median with the ranges that hold 50% and 90% of the runs.
//!
//! [`back_tests()`], [`pit()`], [`skill()`], [`posterior()`] and [`correlations()`] draw how forecasts did and what a fit found;
//! [`tornado()`], [`screening()`], [`indices()`] and [`differences()`] what moves an outcome.

mod arrivals;
mod axes;
mod back_tests;
mod bands;
mod canvas;
mod colours;
mod correlations;
mod data;
mod density;
mod differences;
mod effects;
#[cfg(test)]
mod effects_tests;
mod endings;
mod exchange;
mod fan;
mod first_forecast;
mod flow;
mod flow_tree;
mod forms;
mod gates;
mod grid;
mod heatmap;
mod held;
mod indices;
#[cfg(test)]
mod letters;
mod look;
mod page;
mod paired;
mod panel;
mod pit;
mod png_text;
mod posterior;
mod processed;
mod reasons;
mod render;
mod response;
mod response_lines;
mod scenarios;
mod screening;
mod settings;
#[cfg(test)]
mod settings_held_tests;
#[cfg(test)]
mod settings_tests;
mod skill;
#[cfg(test)]
mod study_tests;
mod style;
mod sustained;
mod sustained_axes;
#[cfg(test)]
mod tests;
mod text;
mod tornado;
#[cfg(test)]
mod validation_tests;
mod words;
mod write;

pub use back_tests::{ForecastPanel, back_tests};
pub use correlations::correlations;
pub use data::{ChartError, Drawn, ExchangeCount, Figure, Observed, ObservedWeek, Skipped, Study, Words};
pub use differences::{DifferenceRow, differences};
pub use effects::{Effect, Outcome};
pub use first_forecast::{Overtaken, first_forecast};
pub use indices::{IndexRow, indices};
pub use look::{Look, Size, Theme};
pub use pit::{PitPanel, pit};
pub use posterior::{Marginal, posterior};
pub use render::png;
pub use screening::{ScreeningRow, screening};
pub use skill::{SkillPanel, SkillRow, skill};
pub use tornado::{TornadoRow, tornado};
pub use write::{write_figure, write_png};

pub(crate) use axes::Axis;

pub(crate) use panel::day_number;
pub(crate) use style::{capital, day, number};

pub use crate::design::Resolution;

use bands::{Calendar, earlier, week_ending};
use data::Sketch;
use jiff::civil::Date;
use std::collections::BTreeSet;
use strait::metrics::Metric;

/// The day on which the agreement came into force.
pub(crate) const AGREEMENT_BEGAN: Date = Date::constant(2025, 8, 6);

/// A chart that can be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Chart {
    /// The chart's name, fit for a file name.
    pub name: &'static str,
    /// What it shows, in one sentence.
    pub meaning: &'static str,
    /// Whether it is drawn only when asked for, by name or by a metric.
    pub on_request: bool,
    draw: Draw,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy)]
enum Draw {
    /// Once.
    Once(fn(&Context<'_>) -> Result<Sketch, ChartError>),
    /// Once for each metric that is asked for.
    Metric(fn(&Context<'_>, Metric) -> Result<Sketch, ChartError>),
}

/// Every chart, in the order in which they are drawn.
pub const CHARTS: &[Chart] = &[
    Chart {
        name: "arrivals",
        meaning: "People arriving by small boat a week, simulated and observed.",
        on_request: false,
        draw: Draw::Once(arrivals::draw),
    },
    Chart {
        name: "exchange",
        meaning: "People returned and admitted since the agreement began, simulated and observed.",
        on_request: false,
        draw: Draw::Once(exchange::draw),
    },
    Chart {
        name: "processed",
        meaning: "People returned and admitted a week over time, simulated and observed.",
        on_request: false,
        draw: Draw::Once(processed::draw),
    },
    Chart {
        name: "gates",
        meaning: "People stopped a week at each gate of the return pipeline and the legal route, by month.",
        on_request: false,
        draw: Draw::Once(gates::draw),
    },
    Chart {
        name: "gates_all",
        meaning: "As `gates`, with the people stopped for want of an agreement or a place in a boat.",
        on_request: true,
        draw: Draw::Once(gates::draw_all),
    },
    Chart {
        name: "reasons",
        meaning: "What stops people who were chosen for return, by month or by setting of a sweep.",
        on_request: false,
        draw: Draw::Once(reasons::draw),
    },
    Chart {
        name: "flow",
        meaning: "Where people end up: those who set out, those detained for return, those who applied.",
        on_request: false,
        draw: Draw::Once(flow::draw),
    },
    Chart {
        name: "sustained",
        meaning: "Sustained weekly returns and admissions for each setting of a sweep.",
        on_request: false,
        draw: Draw::Once(sustained::draw),
    },
    Chart {
        name: "heatmap",
        meaning: "Sustained weekly returns over the first two axes of a sweep.",
        on_request: false,
        draw: Draw::Once(heatmap::draw),
    },
    Chart {
        name: "response",
        meaning: "How arrivals change with the chance of return, under each form of deterrence that a sweep assumes.",
        on_request: false,
        draw: Draw::Once(response::draw),
    },
    Chart {
        name: "endings",
        meaning: "How the agreement fares: the shares of runs in which it stands, lapses or is ended.",
        on_request: false,
        draw: Draw::Once(endings::draw),
    },
    Chart {
        name: "fan",
        meaning: "A metric over time, with its ranges.",
        on_request: true,
        draw: Draw::Metric(fan::draw),
    },
    Chart {
        name: "scenarios",
        meaning: "A metric over time for each setting of a sweep, on the same axes.",
        on_request: true,
        draw: Draw::Metric(scenarios::draw),
    },
];

/// Which charts are drawn, and how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The names of charts; without any, those of `metrics` or, without those too, all that are not on
    /// request.
    pub only: &'a [&'a str],
    /// Metrics that the charts `fan` and `scenarios` draw; people returned where there is none.
    pub metrics: &'a [Metric],
    /// How they look.
    pub look: Look,
}

impl Wanted<'_> {
    fn holds(&self, chart: &Chart) -> bool {
        match (self.only.is_empty(), self.metrics.is_empty(), chart.draw) {
            (false, _, _) => self.only.contains(&chart.name),
            (true, true, _) => !chart.on_request,
            (true, false, draw) => matches!(draw, Draw::Metric(_)),
        }
    }

    fn each_metric(&self) -> &[Metric] {
        if self.metrics.is_empty() { &[Metric::Returned] } else { self.metrics }
    }
}

/// A study with its calendar, read once for all charts.
struct Context<'a> {
    study: &'a Study<'a>,
    calendar: Calendar,
    look: Look,
}

impl Context<'_> {
    /// The days that charts over time span: the first simulated day to the end of the last week.
    fn dates(&self) -> Option<(Date, Date)> {
        Some((self.calendar.first_day?, *self.calendar.weeks.last()?))
    }

    /// The days since the agreement began, as far as they were simulated.
    fn agreement_dates(&self) -> Option<(Date, Date)> {
        let (first, last) = self.dates()?;
        let active = self.calendar.weekly(self.study.daily, "agreement_active");
        let sunday = active.and_then(|active| active.first_above_zero());
        let began = match sunday {
            Some(sunday) if week_ending(AGREEMENT_BEGAN) != Some(sunday) => earlier(sunday, 6)?,
            _ => AGREEMENT_BEGAN,
        };
        Some((if began < last { began.max(first) } else { first }, last))
    }

    /// Whether anybody is returned or admitted, or the agreement is ever in force.
    fn has_agreement(&self) -> bool {
        ["agreement_active", "returned", "admitted"]
            .into_iter()
            .any(|metric| Calendar::ever(self.study.daily, metric) == Some(true))
    }
}

/// Draws the charts of `only`, or all that are not on request, as far as the study holds data for them.
///
/// # Errors
/// When `only` names no chart, the daily table lacks its key columns or holds a false date, or drawing fails.
pub fn figures(study: &Study<'_>, only: Option<&[&str]>) -> Result<Drawn, ChartError> {
    drawn(study, &Wanted { only: only.unwrap_or_default(), ..Wanted::default() })
}

/// Draws the charts that are wanted, as far as the study holds data for them.
///
/// # Errors
/// When a name is that of no chart, the daily table lacks its key columns or holds a false date, or drawing fails.
pub fn drawn(study: &Study<'_>, wanted: &Wanted<'_>) -> Result<Drawn, ChartError> {
    if let Some(unknown) = wanted.only.iter().find(|name| !CHARTS.iter().any(|chart| chart.name == **name)) {
        return Err(ChartError::UnknownChart((*unknown).to_owned()));
    }
    let calendar = Calendar::read(study.daily, study.resolution)?;
    let context = Context { study, calendar, look: wanted.look };
    let mut drawn = Drawn::default();
    for chart in CHARTS.iter().filter(|chart| wanted.holds(chart)) {
        match chart.draw {
            Draw::Once(draw) => drawn.take(chart.name, None, draw(&context)?)?,
            Draw::Metric(draw) => {
                for &metric in wanted.each_metric() {
                    drawn.take(metric.name(), Some(chart.name), draw(&context, metric)?)?;
                }
            }
        }
    }
    Ok(drawn)
}

impl Drawn {
    fn take(&mut self, name: &'static str, set: Option<&'static str>, sketch: Sketch) -> Result<(), ChartError> {
        match sketch {
            Sketch::Drawn(sheet) => self.figures.push(Figure { set, ..render::outline(name, &sheet)? }),
            Sketch::Skip(reason) => self.skipped.push(Skipped { name: set.unwrap_or(name), reason }),
        }
        Ok(())
    }
}

/// The metric columns of the daily table that [`figures`] reads, besides `point`, `replicate` and `date`.
#[must_use]
pub fn columns_needed() -> Vec<&'static str> {
    columns_for(&[])
}

/// As [`columns_needed`], with those of charts of metrics.
#[must_use]
pub fn columns_for(metrics: &[Metric]) -> Vec<&'static str> {
    let gates = strait::gates::GATES.iter().map(|gate| gate.metric);
    let own = [Metric::Arrivals, Metric::Returned, Metric::Admitted, Metric::AgreementActive];
    let all: BTreeSet<Metric> =
        own.into_iter().chain(gates).chain(flow::METRICS).chain(metrics.iter().copied()).collect();
    all.into_iter().map(Metric::name).collect()
}
