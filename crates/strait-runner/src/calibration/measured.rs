//! Parameters that the series give directly: the sea's crossing days, and the seasons of arrivals.
//!
//! They are not fitted. Each run of a fit draws them from how well some years of data tell them, so that what is not known of
//! them widens the posterior of all else.

use jiff::civil::Date;
use toml::Value;

use super::abc::Dice;
use super::known::{Known, KnownDay};

/// Years of data from which they are taken: the last ones.
const YEARS: i16 = 4;

/// Share of a month's arrivals that reached the coast in the month before: crossings come some three weeks later.
const LATER_SHARE: f64 = 0.7;

/// What the series say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    /// Days and crossing days of each month, January first.
    months: [(f64, f64); 12],
    persistence: f64,
    /// For each year, the share of its arrivals in each month.
    seasons: Vec<[f64; 12]>,
}

impl Measured {
    /// From the last four years of a history that has them.
    pub(super) fn from(known: &Known) -> Option<Self> {
        let last = known.last_day()?;
        let first = last.checked_sub(jiff::Span::new().years(YEARS)).ok()?.tomorrow().ok()?;
        let days: Vec<_> = known.days_of(first, last).collect();
        if days.len() < 365 * usize::from(YEARS.unsigned_abs()) {
            return None;
        }
        let mut months = [(0.0, 0.0); 12];
        let mut pairs = [(0.0, 0.0); 2];
        for (index, day) in days.iter().enumerate() {
            let month = &mut months[month_of(day.date)];
            let crossed = f64::from(u8::from(day.arrivals > 0.0));
            *month = (month.0 + 1.0, month.1 + crossed);
            if index > 0 {
                let pair = &mut pairs[usize::from(days[index - 1].arrivals > 0.0)];
                *pair = (pair.0 + 1.0, pair.1 + crossed);
            }
        }
        let share = |(days, crossed): (f64, f64)| if days > 0.0 { crossed / days } else { 0.0 };
        // Chances after a crossing day and after another differ by the correlation, but for that of the seasons.
        let seasons = years(&days);
        let mean = share(months.iter().fold((0.0, 0.0), |sum, month| (sum.0 + month.0, sum.1 + month.1)));
        let between = months.iter().map(|&month| month.0 * (share(month) - mean).powi(2)).sum::<f64>()
            / (days.len() as f64 * mean * (1.0 - mean));
        let raw = share(pairs[1]) - share(pairs[0]);
        Some(Self { months, persistence: ((raw - between) / (1.0 - between)).clamp(0.0, 0.9), seasons })
    }

    /// A draw of the parameters, by path. `reached` is the share of crossable days on which somebody arrives: the series tell of
    /// those days alone, so that more are crossable \[share\].
    pub(super) fn draw(&self, dice: &mut Dice, reached: f64) -> Vec<(&'static str, Value)> {
        // Days in a row tell less than as many days apart.
        let worth = (1.0 - self.persistence) / (1.0 + self.persistence);
        let shares = self.months.map(|(days, crossed)| {
            let share = (crossed + 0.5) / (days + 1.0);
            let spread = 1.0 / libm::sqrt((days * worth).max(1.0) * share * (1.0 - share));
            let logit = libm::log(share / (1.0 - share)) + spread * dice.normal();
            (1.0 / (1.0 + libm::exp(-logit)) / reached).min(1.0)
        });
        // Each year speaks as loudly as chance has it: the Bayesian bootstrap (Rubin 1981).
        let weights: Vec<f64> = self.seasons.iter().map(|_| -libm::log(dice.uniform())).collect();
        let total: f64 = weights.iter().sum();
        let month = |month: usize| -> f64 {
            self.seasons.iter().zip(&weights).map(|(season, weight)| season[month] * weight / total).sum()
        };
        let reached: [f64; 12] =
            std::array::from_fn(|at| 12.0 * ((1.0 - LATER_SHARE) * month(at) + LATER_SHARE * month((at + 1) % 12)));
        let list = |values: &[f64]| Value::Array(values.iter().copied().map(Value::Float).collect());
        vec![
            ("sea.crossing_day_share", list(&shares)),
            ("sea.persistence", Value::Float(self.persistence)),
            ("arrivals_in_france.seasonality", list(&reached)),
        ]
    }
}

fn month_of(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()) - 1
}

/// The share of arrivals in each month, for each span of a year from the first day on.
fn years(days: &[&KnownDay]) -> Vec<[f64; 12]> {
    let season = |days: &[&KnownDay]| {
        let mut months = [0.0; 12];
        days.iter().for_each(|day| months[month_of(day.date)] += day.arrivals);
        let total: f64 = months.iter().sum();
        months.map(|month| if total > 0.0 { month / total } else { 1.0 / 12.0 })
    };
    days.chunks(days.len() / usize::from(YEARS.unsigned_abs())).filter(|year| year.len() >= 365).map(season).collect()
}
