//! Weeks: the one place where the runs of a study become bands over time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, civil::Date};
use strait::metrics::{Kind, Metric};

use super::data::ChartError;
use crate::design::Resolution;
use crate::store::{Column, Table};
pub(super) use crate::summary::Band;

/// The mean of the finite values.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// The runs and weeks of a daily table, found once and used for every metric.
#[derive(Debug)]
pub(super) struct Calendar {
    /// The Sundays that end the weeks, in order.
    pub(super) weeks: Vec<Date>,
    /// Whether all seven days of a week were simulated.
    whole: Vec<bool>,
    /// How many design points there are.
    pub(super) points: usize,
    /// How many runs there are over all points.
    pub(super) runs: usize,
    /// Each run's point.
    pub(super) point_of: Vec<i64>,
    /// The first day of the table; for weekly rows the first day of the first week.
    pub(super) first_day: Option<Date>,
    /// Run and week of each row.
    rows: Vec<(usize, usize)>,
}

impl Calendar {
    /// Reads the runs and dates of `daily`.
    pub(super) fn read(daily: &Table, resolution: Resolution) -> Result<Self, ChartError> {
        let missing = |column| ChartError::Column { table: "daily", column };
        let integers = |column: &'static str| match daily.column(column) {
            Some(Column::Integer(values)) => Ok(values),
            _ => Err(missing(column)),
        };
        let (points, replicates) = (integers("point")?, integers("replicate")?);
        let dates = daily.texts("date").ok_or_else(|| missing("date"))?;

        let keys: BTreeSet<(i64, i64)> = points.iter().copied().zip(replicates.iter().copied()).collect();
        let run_of: BTreeMap<(i64, i64), usize> =
            keys.iter().copied().enumerate().map(|(run, key)| (key, run)).collect();

        let mut sunday_of: BTreeMap<&str, Date> = BTreeMap::new();
        let mut days_of: BTreeMap<Date, BTreeSet<Date>> = BTreeMap::new();
        for text in dates {
            if sunday_of.contains_key(text.as_str()) {
                continue;
            }
            let date: Date = text.parse().map_err(|_| ChartError::Date(text.clone()))?;
            let sunday = week_ending(date).ok_or_else(|| ChartError::Date(text.clone()))?;
            sunday_of.insert(text, sunday);
            days_of.entry(sunday).or_default().insert(date);
        }
        let weeks: Vec<Date> = days_of.keys().copied().collect();
        let whole = days_of
            .iter()
            .map(|(sunday, days)| match resolution {
                Resolution::Daily => days.len() == 7,
                Resolution::Weekly => days.contains(sunday),
            })
            .collect();
        let first_date = days_of.values().flatten().min().copied();
        let first_day = match resolution {
            Resolution::Daily => first_date,
            Resolution::Weekly => weeks.first().and_then(|&week| earlier(week, 6)),
        };
        let week_of: BTreeMap<Date, usize> = weeks.iter().enumerate().map(|(week, &date)| (date, week)).collect();
        let rows = (0..daily.rows())
            .filter_map(|row| {
                let run = *run_of.get(&(points[row], replicates[row]))?;
                let week = *week_of.get(sunday_of.get(dates[row].as_str())?)?;
                Some((run, week))
            })
            .collect();
        let points = keys.iter().map(|&(point, _)| point).collect::<BTreeSet<_>>().len();
        let point_of = keys.iter().map(|&(point, _)| point).collect();
        Ok(Self { weeks, whole, points, runs: keys.len(), point_of, first_day, rows })
    }

    /// A metric by week for each run: a flow's sum, a level's last reading; `None` when the table lacks it.
    pub(super) fn weekly_of(&self, daily: &Table, metric: Metric) -> Option<Weekly> {
        match metric.definition().kind {
            Kind::Flow => self.weekly(daily, metric.name()),
            Kind::Level => {
                // Rows of a run are in the order of their dates.
                let mut runs = vec![vec![f64::NAN; self.weeks.len()]; self.runs];
                for (&(run, week), &value) in self.rows.iter().zip(&daily.numbers(metric.name())?) {
                    runs[run][week] = value;
                }
                Some(Weekly { weeks: self.weeks.clone(), whole: self.whole.clone(), runs })
            }
        }
    }

    /// The weekly sums of a flow metric for each run; `None` when the table lacks it.
    pub(super) fn weekly(&self, daily: &Table, metric: &str) -> Option<Weekly> {
        let values = daily.numbers(metric)?;
        // A week without days has no value; nor has one with a day that has none.
        let mut sums: Vec<Vec<Option<f64>>> = vec![vec![None; self.weeks.len()]; self.runs];
        for (&(run, week), &value) in self.rows.iter().zip(&values) {
            let sum = &mut sums[run][week];
            *sum = Some(sum.unwrap_or(0.0) + value);
        }
        let known = |run: Vec<Option<f64>>| run.into_iter().map(|sum| sum.unwrap_or(f64::NAN));
        let runs = sums.into_iter().map(|run| known(run).collect()).collect();
        Some(Weekly { weeks: self.weeks.clone(), whole: self.whole.clone(), runs })
    }

    /// Whether a metric is ever above zero; `None` when the table lacks it.
    pub(super) fn ever(daily: &Table, metric: &str) -> Option<bool> {
        Some(daily.numbers(metric)?.iter().any(|&value| value > 0.0))
    }
}

/// One metric by run and week.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weekly {
    /// The Sundays that end the weeks.
    pub(super) weeks: Vec<Date>,
    whole: Vec<bool>,
    /// For each run a value a week, NaN where there is none.
    pub(super) runs: Vec<Vec<f64>>,
}

impl Weekly {
    /// Without weeks that were simulated in part only.
    pub(super) fn whole_weeks(&self) -> Self {
        let keep = |values: &[f64]| -> Vec<f64> {
            values.iter().zip(&self.whole).filter(|(_, whole)| **whole).map(|(v, _)| *v).collect()
        };
        let weeks: Vec<Date> =
            self.weeks.iter().zip(&self.whole).filter(|(_, whole)| **whole).map(|(w, _)| *w).collect();
        Self { whole: vec![true; weeks.len()], weeks, runs: self.runs.iter().map(|run| keep(run)).collect() }
    }

    /// Each week's mean with the `window - 1` weeks before it; earlier weeks have no value.
    pub(super) fn trailing_mean(mut self, window: usize) -> Self {
        for run in &mut self.runs {
            *run = trailing_mean(run, window);
        }
        self
    }

    /// Running totals.
    pub(super) fn cumulative(mut self) -> Self {
        for run in &mut self.runs {
            let mut total = 0.0;
            for value in run {
                total += *value;
                *value = total;
            }
        }
        self
    }

    /// What is left of each run's values when another metric's are taken away.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let less =
            |(own, other): (&Vec<f64>, &Vec<f64>)| own.iter().zip(other).map(|(own, other)| own - other).collect();
        Self { runs: self.runs.iter().zip(&other.runs).map(less).collect(), ..self.clone() }
    }

    /// The first week in which any run is above zero.
    pub(super) fn first_above_zero(&self) -> Option<Date> {
        let above = |week: &usize| self.runs.iter().any(|run| run[*week] > 0.0);
        (0..self.weeks.len()).find(above).map(|week| self.weeks[week])
    }

    /// The band over runs of each week that ends on or after `from`; other weeks have none.
    pub(super) fn bands_from(&self, from: Date) -> Vec<Option<Band>> {
        let bands = self.bands().into_iter().zip(&self.weeks);
        bands.map(|(band, week)| band.filter(|_| *week >= from)).collect()
    }

    /// The band over some of the runs of each week.
    pub(super) fn bands_of(&self, runs: &[usize]) -> Vec<Option<Band>> {
        (0..self.weeks.len()).map(|week| Band::of(runs.iter().map(|&run| self.runs[run][week]))).collect()
    }

    /// The band over runs of each week.
    pub(super) fn bands(&self) -> Vec<Option<Band>> {
        (0..self.weeks.len()).map(|week| Band::of(self.runs.iter().map(|run| run[week]))).collect()
    }
}

/// Each value's mean with the `window - 1` values before it; NaN where those are not all there.
pub(super) fn trailing_mean(values: &[f64], window: usize) -> Vec<f64> {
    (0..values.len())
        .map(|at| match (at + 1).checked_sub(window) {
            Some(from) => values[from..=at].iter().sum::<f64>() / window as f64,
            None => f64::NAN,
        })
        .collect()
}

/// The Sunday on or after `date`.
pub(super) fn week_ending(date: Date) -> Option<Date> {
    let days = 7 - i64::from(date.weekday().to_monday_one_offset());
    date.checked_add(Span::new().days(days)).ok()
}

/// The day so many days before `date`.
pub(super) fn earlier(date: Date, days: i64) -> Option<Date> {
    date.checked_sub(Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_sunday() {
        let sunday: Date = "2025-08-10".parse().expect("a date");
        for day in ["2025-08-04", "2025-08-06", "2025-08-10"] {
            assert_eq!(week_ending(day.parse().expect("a date")), Some(sunday));
        }
    }

    #[test]
    fn days_add_up_to_weeks_and_partial_weeks_can_be_left_out() {
        // Saturday and Sunday, a whole week, and a Monday.
        let mut date: Date = "2025-08-09".parse().expect("a date");
        let mut dates = Vec::new();
        for _ in 0..10 {
            dates.push(date.to_string());
            date = date.tomorrow().expect("a next day");
        }
        let mut daily = Table::new();
        daily.push("point", Column::Integer(vec![0; 10]));
        daily.push("replicate", Column::Integer(vec![3; 10]));
        daily.push("date", Column::Text(dates));
        daily.push("arrivals", Column::Number((1..=10).map(f64::from).collect()));
        let calendar = Calendar::read(&daily, Resolution::Daily).expect("a calendar");
        let weekly = calendar.weekly(&daily, "arrivals").expect("a metric");
        assert_eq!(weekly.runs, [[3.0, 42.0, 10.0]]);
        assert_eq!(weekly.whole_weeks().runs, [[42.0]]);
        assert_eq!(weekly.clone().cumulative().runs, [[3.0, 45.0, 55.0]]);
        assert_eq!(trailing_mean(&[2.0, 4.0, 9.0], 2)[1..], [3.0, 6.5]);
    }
}
