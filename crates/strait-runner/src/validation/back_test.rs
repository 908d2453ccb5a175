//! Forecasts from an origin, and how they and the baselines did.

use std::borrow::Borrow;

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;

use super::climatology::climatology;
use super::history::History;
use super::keyed::uniform;
use super::scores::{Ensemble, skill};
use super::seasonal_naive::seasonal_naive;
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

/// Scores over some periods. Means are NaN when no period could be scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Mean fair CRPS of the model, in the target's unit.
    pub crps: f64,
    /// The same of the seasonal climatology of four years.
    pub climatology_crps: f64,
    /// The same of last year's season.
    pub naive_crps: f64,
    /// Share of periods whose outcome was within the model's central 50 %.
    pub coverage_50: f64,
    /// Share of periods whose outcome was within the model's central 90 %.
    pub coverage_90: f64,
    /// How many periods were scored.
    pub periods: usize,
    /// Periods within the horizon that were not: not recorded, after the end of the series, not simulated, or without a value
    /// for a baseline.
    pub left_out: usize,
    /// Where each outcome fell among the model's draws, from 0 to 1.
    pub pit: Vec<f64>,
}

impl Scores {
    /// Skill against the climatology; see [`skill`].
    #[must_use]
    pub fn skill_v_climatology(&self) -> Option<f64> {
        skill(self.crps, self.climatology_crps)
    }

    /// Skill against last year's season; see [`skill`].
    #[must_use]
    pub fn skill_v_naive(&self) -> Option<f64> {
        skill(self.crps, self.naive_crps)
    }

    /// Scores over some periods together, of which `wanted` were to be scored.
    fn of(scored: &[PeriodScore], wanted: usize) -> Self {
        let mean = |of: fn(&PeriodScore) -> f64| scored.iter().map(of).sum::<f64>() / scored.len() as f64;
        Self {
            crps: mean(|period| period.crps),
            climatology_crps: mean(|period| period.climatology_crps),
            naive_crps: mean(|period| period.naive_crps),
            coverage_50: mean(|period| f64::from(u8::from(period.within_50))),
            coverage_90: mean(|period| f64::from(u8::from(period.within_90))),
            periods: scored.len(),
            left_out: wanted - scored.len(),
            pit: scored.iter().map(|period| period.pit).collect(),
        }
    }

    /// The mean over origins, each counting by its periods.
    fn pooled(origins: &[&Scores]) -> Self {
        let periods: usize = origins.iter().map(|scores| scores.periods).sum();
        let mean = |of: fn(&Scores) -> f64| {
            let scored = origins.iter().filter(|scores| scores.periods > 0);
            scored.map(|scores| of(scores) * scores.periods as f64).sum::<f64>() / periods as f64
        };
        Self {
            crps: mean(|scores| scores.crps),
            climatology_crps: mean(|scores| scores.climatology_crps),
            naive_crps: mean(|scores| scores.naive_crps),
            coverage_50: mean(|scores| scores.coverage_50),
            coverage_90: mean(|scores| scores.coverage_90),
            periods,
            left_out: origins.iter().map(|scores| scores.left_out).sum(),
            pit: origins.iter().flat_map(|scores| scores.pit.iter().copied()).collect(),
        }
    }
}

/// How one period was forecast.
struct PeriodScore {
    crps: f64,
    climatology_crps: f64,
    naive_crps: f64,
    within_50: bool,
    within_90: bool,
    pit: f64,
}

/// Scores a forecast and both baselines over the same periods, for each horizon. The baselines are given what was known at
/// the origin, and nothing else.
#[must_use]
pub fn score(forecast: &Forecast, history: &History) -> Vec<Scored> {
    let past = history.until(forecast.origin);
    let target = forecast.target;
    let of_period = |(period, draws): (&Period, &Vec<f64>)| {
        let outcome = history.value(target, *period)?;
        let model = Ensemble::new(draws.clone())?;
        Some(PeriodScore {
            crps: model.fair_crps(outcome),
            climatology_crps: Ensemble::new(climatology(&past, target, *period))?.fair_crps(outcome),
            naive_crps: Ensemble::new(seasonal_naive(&past, target, *period))?.fair_crps(outcome),
            within_50: model.covers(0.5, outcome),
            within_90: model.covers(0.9, outcome),
            pit: model.pit(outcome, lot(forecast.origin, target, *period)),
        })
    };
    let periods: Vec<Option<PeriodScore>> = forecast.periods.iter().zip(&forecast.draws).map(of_period).collect();
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
