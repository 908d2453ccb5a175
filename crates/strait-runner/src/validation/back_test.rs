//! Forecasts from an origin, and how they and their rivals did.

use std::borrow::Borrow;

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;

use super::history::History;
use super::keyed::uniform;
use super::rivals::Rival;
use super::scores::{Ensemble, skill};
use super::target::{Horizon, Period, Target};
use crate::charts::day_number;
use crate::failure::Failure;

/// A forecast of one target for the periods after an origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The last day of which anything was known.
    pub origin: Date,
    /// What is forecast.
    pub target: Target,
    /// The whole periods after the origin, in order and without gaps.
    pub periods: Vec<Period>,
    /// For each period a value from each replicate, in the target's unit.
    pub draws: Vec<Vec<f64>>,
}

/// The whole periods of a target after an origin, up to the farthest horizon.
#[must_use]
pub fn periods_after(origin: Date, target: Target) -> Vec<Period> {
    let cycle = target.cycle();
    cycle.after(origin).take(Horizon::Year.periods(cycle)).collect()
}

/// What a run's daily rows of a flow come to in each period.
///
/// # Errors
/// [`Failure::Work`] when the run does not hold every day of every period.
pub fn totals(run: &Records, metric: Metric, periods: &[Period]) -> Result<Vec<f64>, Failure> {
    let place = |day: Date| usize::try_from(run.start.until(day).ok()?.get_days()).ok();
    let total = |period: &Period| {
        let days = run.days.get(place(period.start)?..=place(period.end)?)?;
        Some(days.iter().map(|row| row[metric]).sum())
    };
    let missing = |period: &Period| {
        Failure::Work(format!("the run from {} does not hold {} to {}", run.start, period.start, period.end))
    };
    periods.iter().map(|period| total(period).ok_or_else(|| missing(period))).collect()
}

impl Forecast {
    /// The forecast that many runs make together, for the periods up to the farthest horizon that also end on or before
    /// the last simulated day, given as `until`. Runs are taken one at a time, so that they need not all be held.
    ///
    /// # Errors
    /// [`Failure::Work`] when a run lacks a day of these periods.
    pub fn of_runs<R: Borrow<Records>>(
        origin: Date,
        target: Target,
        until: Date,
        runs: impl IntoIterator<Item = R>,
    ) -> Result<Self, Failure> {
        let mut periods = periods_after(origin, target);
        periods.retain(|period| period.end <= until);
        let runs = runs.into_iter().map(|run| totals(run.borrow(), target.metric(), &periods));
        let runs = runs.collect::<Result<Vec<_>, _>>()?;
        let draws = (0..periods.len()).map(|period| runs.iter().map(|run| run[period]).collect()).collect();
        Ok(Self { origin, target, periods, draws })
    }
}

/// How the forecasts of one target did from one origin up to one horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The last day of which anything was known.
    pub origin: Date,
    /// What was forecast.
    pub target: Target,
    /// How far ahead.
    pub horizon: Horizon,
    /// How the forecasts did.
    pub scores: Scores,
}

/// How one forecaster did over some periods. Means are NaN when no period could be scored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// Mean fair CRPS, in the target's unit.
    pub crps: f64,
    /// Share of periods whose outcome was within the central 50 % of the forecast.
    pub coverage_50: f64,
    /// Share of periods whose outcome was within the central 90 % of the forecast.
    pub coverage_90: f64,
}

/// Scores over some periods, the same for the model and its rivals.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// How the model did.
    pub model: Performance,
    /// How each rival did, in the order of [`Rival::ALL`].
    pub rivals: [Performance; Rival::ALL.len()],
    /// How many periods were scored.
    pub periods: usize,
    /// Periods within the horizon that were not: not recorded, after the end of the series, not simulated, or without a value
    /// for a rival.
    pub left_out: usize,
    /// Where each outcome fell among the model's draws, from 0 to 1.
    pub pit: Vec<f64>,
}

impl Performance {
    /// How a forecast of one period did.
    fn of(forecast: &Ensemble, outcome: f64) -> Self {
        let covers = |share| f64::from(u8::from(forecast.covers(share, outcome)));
        Self { crps: forecast.fair_crps(outcome), coverage_50: covers(0.5), coverage_90: covers(0.9) }
    }

    /// The mean of performances, each with a weight.
    fn mean(weighted: &[(Self, f64)]) -> Self {
        let total: f64 = weighted.iter().map(|(_, weight)| weight).sum();
        let mean = |of: fn(&Self) -> f64| weighted.iter().map(|(one, weight)| of(one) * weight).sum::<f64>() / total;
        Self {
            crps: mean(|one| one.crps),
            coverage_50: mean(|one| one.coverage_50),
            coverage_90: mean(|one| one.coverage_90),
        }
    }
}

impl Scores {
    /// How a rival did.
    #[must_use]
    pub fn rival(&self, rival: Rival) -> Performance {
        self.rivals[rival as usize]
    }

    /// The model's skill against a rival; see [`skill`].
    #[must_use]
    pub fn skill_v(&self, rival: Rival) -> Option<f64> {
        skill(self.model.crps, self.rival(rival).crps)
    }

    /// Scores over some periods together, of which `wanted` were to be scored.
    fn of(scored: &[PeriodScore], wanted: usize) -> Self {
        let mean = |of: &dyn Fn(&PeriodScore) -> Performance| {
            Performance::mean(&scored.iter().map(|period| (of(period), 1.0)).collect::<Vec<_>>())
        };
        Self {
            model: mean(&|period| period.model),
            rivals: Rival::ALL.map(|rival| mean(&|period| period.rivals[rival as usize])),
            periods: scored.len(),
            left_out: wanted - scored.len(),
            pit: scored.iter().map(|period| period.pit).collect(),
        }
    }

    /// The mean over origins, each counting by its periods.
    fn pooled(origins: &[&Scores]) -> Self {
        let mean = |of: &dyn Fn(&Scores) -> Performance| {
            let scored = origins.iter().filter(|scores| scores.periods > 0);
            Performance::mean(&scored.map(|scores| (of(scores), scores.periods as f64)).collect::<Vec<_>>())
        };
        Self {
            model: mean(&|scores| scores.model),
            rivals: Rival::ALL.map(|rival| mean(&|scores| scores.rival(rival))),
            periods: origins.iter().map(|scores| scores.periods).sum(),
            left_out: origins.iter().map(|scores| scores.left_out).sum(),
            pit: origins.iter().flat_map(|scores| scores.pit.iter().copied()).collect(),
        }
    }
}

/// How one period was forecast.
struct PeriodScore {
    model: Performance,
    rivals: [Performance; Rival::ALL.len()],
    pit: f64,
}

/// Scores a forecast and all its rivals over the same periods, for each horizon. The rivals are given what was known at
/// the origin, and nothing else.
#[must_use]
pub fn score(forecast: &Forecast, history: &History) -> Vec<Scored> {
    let past = history.until(forecast.origin);
    let target = forecast.target;
    let rivals = Rival::ALL.map(|rival| rival.forecast(&past, target, &forecast.periods));
    let of_period = |(index, (period, draws)): (usize, (&Period, &Vec<f64>))| {
        let outcome = history.value(target, *period)?;
        let model = Ensemble::new(draws.clone())?;
        let rivals = rivals.iter().map(|draws| Some(Performance::of(&Ensemble::new(draws[index].clone())?, outcome)));
        Some(PeriodScore {
            model: Performance::of(&model, outcome),
            rivals: rivals.collect::<Option<Vec<_>>>()?.try_into().ok()?,
            pit: model.pit(outcome, lot(forecast.origin, target, *period)),
        })
    };
    let periods: Vec<Option<PeriodScore>> =
        forecast.periods.iter().zip(&forecast.draws).enumerate().map(of_period).collect();
    let mut scored = Vec::with_capacity(Horizon::ALL.len());
    let (mut within, mut rest) = (Vec::new(), periods.into_iter());
    let mut taken = 0;
    for horizon in Horizon::ALL {
        let wanted = horizon.periods(target.cycle());
        within.extend(rest.by_ref().take(wanted - taken).flatten());
        taken = wanted;
        scored.push(Scored { origin: forecast.origin, target, horizon, scores: Scores::of(&within, wanted) });
    }
    scored
}

/// What decides where an outcome lies among draws that equal it: always the same for the same period of a forecast.
fn lot(origin: Date, target: Target, period: Period) -> f64 {
    let days = [origin, period.end].map(|day| day_number(day) as i64 as u64);
    uniform(&[days[0], target as u64, days[1]])
}

/// How the forecasts of one target did up to one horizon, from all origins together.
#[derive(Debug, Clone, PartialEq)]
pub struct Averaged {
    /// What was forecast.
    pub target: Target,
    /// How far ahead.
    pub horizon: Horizon,
    /// From how many origins anything could be scored.
    pub origins: usize,
    /// The means over all scored periods of all origins, so that an origin with more of them counts for more.
    pub scores: Scores,
}

/// The averages over origins, by target and horizon; without those for which nothing was scored.
#[must_use]
pub fn averages(scored: &[Scored]) -> Vec<Averaged> {
    let each = Target::ALL.into_iter().flat_map(|target| Horizon::ALL.map(|horizon| (target, horizon)));
    each.filter_map(|(target, horizon)| {
        let of_both = scored.iter().filter(|scored| scored.target == target && scored.horizon == horizon);
        let origins: Vec<&Scores> = of_both.map(|scored| &scored.scores).collect();
        let scored = origins.iter().filter(|scores| scores.periods > 0).count();
        (scored > 0).then(|| Averaged { target, horizon, origins: scored, scores: Scores::pooled(&origins) })
    })
    .collect()
}
