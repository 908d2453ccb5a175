//! Parameters that the series give directly: the sea's crossing days, and the seasons of arrivals.
//!
//! They are not fitted. Each run of a fit draws them from how well some years of data tell them, so that what is not known of
//! them widens the posterior of all else.

use crate::dice::Dice;
use jiff::civil::Date;
use toml::Value;

use super::known::Known;

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
    /// For each year, the share of its arrivals in each month, were it not for growth.
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
        let mean = share(months.iter().fold((0.0, 0.0), |sum, month| (sum.0 + month.0, sum.1 + month.1)));
        let between = months.iter().map(|&month| month.0 * (share(month) - mean).powi(2)).sum::<f64>()
            / (days.len() as f64 * mean * (1.0 - mean));
        let raw = share(pairs[1]) - share(pairs[0]);
        Some(Self {
            months,
            persistence: ((raw - between) / (1.0 - between)).clamp(0.0, 0.9),
            seasons: seasons(known, last)?,
        })
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

/// Most that a year's arrivals are taken to have grown or shrunk by when its seasons are read \[log\].
const GROWTH_MAX: f64 = 1.0;

/// The share of arrivals in each month, for each of the last spans of a year, were it not for growth: in a year in which
/// arrivals grow, its later months have more of them whatever the season. A span's growth is the mean of that from the span before and that to the
/// span after, as far as there are any.
fn seasons(known: &Known, last: Date) -> Option<Vec<[f64; 12]>> {
    let mut spans: Vec<[f64; 12]> = Vec::new();
    // From the first span before those that are used, if the series reach back so far, to the last.
    for back in (0..=YEARS).rev() {
        let end = last.checked_sub(jiff::Span::new().years(back)).ok()?;
        let first = last.checked_sub(jiff::Span::new().years(back + 1)).ok()?.tomorrow().ok()?;
        let mut months = [0.0; 12];
        known.days_of(first, end).for_each(|day| months[month_of(day.date)] += day.arrivals);
        spans.push(months);
    }
    let total = |span: &[f64; 12]| span.iter().sum::<f64>();
    let growth = |from: usize, to: usize| {
        let (before, after) = (spans.get(from).map_or(0.0, total), spans.get(to).map_or(0.0, total));
        (before > 0.0 && after > 0.0).then(|| libm::log(after / before).clamp(-GROWTH_MAX, GROWTH_MAX))
    };
    let first_month = (month_of(last) + 1) % 12;
    let season = |span: usize| {
        let near: Vec<f64> = [growth(span - 1, span), growth(span, span + 1)].into_iter().flatten().collect();
        let growth = near.iter().sum::<f64>() / near.len().max(1) as f64;
        let still: [f64; 12] = std::array::from_fn(|month| {
            let along = ((month + 12 - first_month) % 12) as f64;
            spans[span][month] * libm::exp(-growth * (along - 5.5) / 12.0)
        });
        let total = total(&still);
        still.map(|month| if total > 0.0 { month / total } else { 1.0 / 12.0 })
    };
    Some((1..spans.len()).map(season).collect())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::super::known::KnownDay;
    use super::*;

    #[test]
    fn growth_is_not_taken_for_a_season() {
        // Twice as many arrive in September as in any other month, and each year half as many again as in the one before.
        let first = date(2018, 1, 1);
        let day = |day: i64| {
            let date = first.saturating_add(day.days());
            let season = if date.month() == 9 { 2.0 } else { 1.0 };
            KnownDay { date, arrivals: season * libm::pow(1.5, day as f64 / 365.25), boats: 1.0 }
        };
        let known = Known {
            days: (0..8 * 365).map(day).collect(),
            prevented_weeks: Vec::new(),
            prevented_years: Vec::new(),
            exchange: Vec::new(),
            asylum: Vec::new(),
        };
        let last = known.last_day().expect("a last day");
        for season in seasons(&known, last).expect("years before the last day") {
            let ratio = season[8] * 31.0 / (season[0] * 30.0);
            assert!((ratio - 2.0).abs() < 0.1, "September is {ratio} times January");
            assert!(
                (season[11] / season[0] - 1.0).abs() < 0.06,
                "December is {} times January",
                season[11] / season[0]
            );
        }
    }
}
