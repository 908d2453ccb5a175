//! The exchange: people returned and admitted, held against the dated counts.

use std::borrow::Borrow;

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;

use super::back_test::totals;
use super::scores::{Ensemble, skill};
use super::target::Period;
use crate::charts::{ExchangeCount, day_number};
use crate::failure::Failure;

/// One direction of the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// People returned to France.
    Returned,
    /// People admitted by the legal route.
    Admitted,
}

impl Side {
    /// Both sides, in the order of tables.
    pub const BOTH: [Self; 2] = [Self::Returned, Self::Admitted];

    /// The side's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.metric().name()
    }

    /// The simulation's metric, a flow.
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Self::Returned => Metric::Returned,
            Self::Admitted => Metric::Admitted,
        }
    }

    fn count(self, count: &ExchangeCount) -> Option<f64> {
        match self {
            Self::Returned => count.returned,
            Self::Admitted => count.admitted,
        }
    }
}

/// Days over which, at least, the baseline takes its rate: the weeks before the first flights say nothing of those to come.
const RATE_DAYS: f64 = 21.0;

/// A forecast of one side's running total at the dates of later counts.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeForecast {
    /// The last day of which anything was known.
    pub origin: Date,
    /// Which side.
    pub side: Side,
    /// The day and the people of the last count that was known.
    pub last_count: (Date, f64),
    /// The same of the last count at least three weeks before that, or of the first.
    pub earlier_count: (Date, f64),
    /// The days of the later counts, in order.
    pub dates: Vec<Date>,
    /// For each of these days a running total from each replicate \[people\].
    pub draws: Vec<Vec<f64>>,
    /// What was counted on each of these days \[people\].
    pub observed: Vec<f64>,
}

impl ExchangeForecast {
    /// The forecast that many runs make together: the last count known at the origin, and the people whom each run
    /// exchanges after the day of that count. None when no count was known or none is later.
    ///
    /// # Errors
    /// [`Failure::Work`] when a run lacks a day between the last known count and the last one.
    pub fn of_runs<R: Borrow<Records>>(
        origin: Date,
        side: Side,
        counts: &[ExchangeCount],
        runs: impl IntoIterator<Item = R>,
    ) -> Result<Option<Self>, Failure> {
        let counts = counts.iter().filter_map(|count| Some((count.date, side.count(count)?)));
        let (known, later): (Vec<_>, Vec<_>) = counts.partition(|&(date, _)| date <= origin);
        let (Some(&last_count), false) = (known.last(), later.is_empty()) else { return Ok(None) };
        let weeks_before = |&&(date, _): &&(Date, f64)| day_number(last_count.0) - day_number(date) >= RATE_DAYS;
        let earlier_count = *known.iter().rev().find(weeks_before).or(known.first()).unwrap_or(&last_count);
        let (dates, observed): (Vec<Date>, Vec<f64>) = later.into_iter().unzip();
        let start = last_count.0.tomorrow().unwrap_or(last_count.0);
        let spans: Vec<Period> = dates.iter().map(|&end| Period { start, end }).collect();
        let runs = runs.into_iter().map(|run| totals(run.borrow(), side.metric(), &spans));
        let runs = runs.collect::<Result<Vec<_>, _>>()?;
        let draws = (0..dates.len()).map(|date| runs.iter().map(|run| last_count.1 + run[date]).collect()).collect();
        Ok(Some(Self { origin, side, last_count, earlier_count, dates, draws, observed }))
    }

    /// The baseline: from the last known count on at the mean rate of the last weeks.
    fn persistence(&self, date: Date) -> f64 {
        let ((day, people), (earlier, before)) = (self.last_count, self.earlier_count);
        let since = day_number(day) - day_number(earlier);
        let daily = if since > 0.0 { (people - before) / since } else { 0.0 };
        people + daily * (day_number(date) - day_number(day))
    }
}

/// How one side of the exchange was forecast from one origin.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeScored {
    /// The last day of which anything was known.
    pub origin: Date,
    /// Which side.
    pub side: Side,
    /// Mean fair CRPS of the model over the counts \[people\].
    pub crps: f64,
    /// The same of the last count going on at the mean rate of the last weeks.
    pub persistence_crps: f64,
    /// Share of counts within the model's central 50 %.
    pub coverage_50: f64,
    /// Share of counts within the model's central 90 %.
    pub coverage_90: f64,
    /// How many counts were scored.
    pub counts: usize,
    /// The last of them.
    pub last: LastCount,
}

/// How the farthest count was forecast: people since the agreement began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LastCount {
    /// Its day.
    pub date: Date,
    /// What was counted \[people\].
    pub observed: f64,
    /// The 5 %, 50 % and 95 % points of the forecast \[people\].
    pub forecast: [f64; 3],
}

impl ExchangeScored {
    /// Skill against persistence; see [`skill`].
    #[must_use]
    pub fn skill_v_persistence(&self) -> Option<f64> {
        skill(self.crps, self.persistence_crps)
    }
}

/// Scores one side of the exchange; counts of one series follow on each other, so that a few of them say little. None
/// when there are no draws.
#[must_use]
pub fn score_exchange(forecast: &ExchangeForecast) -> Option<ExchangeScored> {
    let counts = forecast.dates.iter().zip(&forecast.draws).zip(&forecast.observed);
    let counts: Vec<(Date, Ensemble, f64)> =
        counts.filter_map(|((&date, draws), &outcome)| Some((date, Ensemble::new(draws.clone())?, outcome))).collect();
    let (date, model, observed) = counts.last()?;
    let last =
        LastCount { date: *date, observed: *observed, forecast: [0.05, 0.5, 0.95].map(|share| model.quantile(share)) };
    let scored: Vec<(f64, f64, bool, bool)> = counts
        .iter()
        .map(|(date, model, outcome)| {
            let persistence = (forecast.persistence(*date) - outcome).abs();
            let within = [0.5, 0.9].map(|share| model.covers(share, *outcome));
            (model.fair_crps(*outcome), persistence, within[0], within[1])
        })
        .collect();
    let mean = |of: fn(&(f64, f64, bool, bool)) -> f64| scored.iter().map(of).sum::<f64>() / scored.len() as f64;
    Some(ExchangeScored {
        origin: forecast.origin,
        side: forecast.side,
        crps: mean(|count| count.0),
        persistence_crps: mean(|count| count.1),
        coverage_50: mean(|count| f64::from(u8::from(count.2))),
        coverage_90: mean(|count| f64::from(u8::from(count.3))),
        counts: scored.len(),
        last,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use strait::metrics::Row;

    use super::*;

    #[test]
    fn totals_go_on_from_the_last_known_count() {
        let count = |date, returned| ExchangeCount { date, returned: Some(returned), admitted: None };
        let counts = [count(date(2025, 8, 6), 0.0), count(date(2025, 10, 15), 70.0), count(date(2025, 10, 25), 85.0)];
        let run = |daily: f64| {
            let mut run = Records { start: date(2025, 8, 1), days: vec![Row::default(); 100], groups: Vec::new() };
            run.days.iter_mut().for_each(|row| row[Metric::Returned] = daily);
            run
        };
        let forecast = |origin, side| ExchangeForecast::of_runs(origin, side, &counts, [run(1.0), run(2.0)]);
        let made = forecast(date(2025, 10, 20), Side::Returned).expect("runs of all days").expect("a forecast");
        assert_eq!((made.last_count, made.dates.len()), ((date(2025, 10, 15), 70.0), 1));
        assert_eq!(made.draws, [[80.0, 90.0]]);
        // A person a day since 6 August, the last count at least three weeks before: ten more by the 25th. The fair CRPS of 80 and 90 at 85 is 5 - 10/2.
        let scored = score_exchange(&made).expect("scores");
        assert_eq!((scored.crps, scored.persistence_crps, scored.coverage_50), (0.0, 5.0, 1.0));
        let last = LastCount { date: date(2025, 10, 25), observed: 85.0, forecast: [80.5, 85.0, 89.5] };
        assert_eq!(scored.last, last);
        assert_eq!(forecast(date(2025, 12, 31), Side::Returned).expect("no need of runs"), None);
        assert_eq!(forecast(date(2025, 10, 20), Side::Admitted).expect("no need of runs"), None);
        let short = ExchangeForecast::of_runs(
            date(2025, 8, 6),
            Side::Returned,
            &counts,
            [Records { start: date(2025, 8, 1), days: vec![Row::default(); 30], groups: Vec::new() }],
        );
        assert!(matches!(short, Err(Failure::Work(_))));
    }
}
