//! What is compared: a few numbers that say what a run, or the world, was like in the window.

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;

use super::known::Known;
use super::window::Window;
use crate::charts::ExchangeCount;

/// Added to counts before their log is taken, so that none is too loud where counts are small [people, boats].
const SMALL_ARRIVALS: f64 = 50.0;
const SMALL_BOATS: f64 = 3.0;

/// Days between two counts of the exchange of which both are compared; those between would say the same again.
const BETWEEN_COUNTS: i32 = 14;

/// Days without arrivals after which a crossing day follows a gap.
const GAP_DAYS: usize = 3;

/// Least part of a year that must lie in the window for its preventions to be compared \[share\].
const YEAR_SHARE_MIN: f64 = 0.95;

/// What is compared, and what it was in the world.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Targets {
    window: Window,
    /// Days over which preventions are compared.
    preventions: Vec<(Date, Date)>,
    /// Dates of the exchange's counts that are compared, and which count: returned or admitted.
    exchange: Vec<(Date, Metric)>,
    names: Vec<String>,
    observed: Vec<f64>,
    /// Days in the window on which people arrived.
    crossing_days: f64,
    /// How many a simulated person, boat or place stands for: a run of a tenth of the world is compared as ten of it.
    each: f64,
}

/// Arrivals and boats, day by day.
struct Days {
    arrivals: Vec<f64>,
    boats: Vec<f64>,
}

impl Targets {
    /// Of a window and what is known at its end, for runs of a world of this scale. None when the daily series does not cover the window.
    pub(super) fn new(window: Window, known: &Known, scale: f64) -> Option<Self> {
        let days: Vec<_> = known.days_of(window.first(), window.last).collect();
        if days.len() != window.days() {
            return None;
        }
        let days = Days {
            arrivals: days.iter().map(|day| day.arrivals).collect(),
            boats: days.iter().map(|day| day.boats).collect(),
        };
        let crossing_days = days.arrivals.iter().filter(|arrivals| **arrivals > 0.0).count().max(1) as f64;
        let mut targets = Self {
            window,
            preventions: Vec::new(),
            exchange: Vec::new(),
            names: Vec::new(),
            observed: Vec::new(),
            crossing_days,
            each: 1.0 / scale,
        };
        targets.add_days(&days);
        targets.add_preventions(known);
        targets.add_exchange(&known.exchange);
        Some(targets)
    }

    /// The numbers observed.
    pub(super) fn observed(&self) -> &[f64] {
        &self.observed
    }

    /// What each number is, in words.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Share of the window's crossing days on which a run on the same sea had arrivals too: patrols can stop all boats of a day
    /// \[share\].
    pub(super) fn reached(&self, records: &Records) -> f64 {
        let days = records.dated().filter(|(date, row)| *date >= self.window.first() && row[Metric::CrossingDay] > 0.0);
        days.count() as f64 / self.crossing_days
    }

    /// The same numbers of a run that covers the window.
    pub(super) fn simulated(&self, records: &Records) -> Vec<f64> {
        let within = |first: Date, last: Date| {
            records.dated().filter(move |(date, _)| *date >= first && *date <= last).map(|(_, row)| row)
        };
        let column =
            |metric: Metric| within(self.window.first(), self.window.last).map(|row| self.each * row[metric]).collect();
        let days = Days { arrivals: column(Metric::Arrivals), boats: column(Metric::BoatsLanded) };
        let mut numbers = numbers_of(&days, self.window);
        for &(first, last) in &self.preventions {
            let prevented = within(first, last).map(|row| row[Metric::Prevented]).sum::<f64>();
            numbers.push(log(self.each * prevented, SMALL_ARRIVALS));
        }
        for &(date, metric) in &self.exchange {
            // No return or admission comes before the first day of a run that the window is part of.
            let people = within(records.start, date).map(|row| row[metric]).sum::<f64>();
            numbers.push(libm::sqrt(self.each * people));
        }
        numbers
    }

    fn add_days(&mut self, days: &Days) {
        self.observed = numbers_of(days, self.window);
        let ends: Vec<_> = self.window.periods().map(|(_, last)| last).collect();
        self.names.extend(ends.iter().map(|last| format!("arrivals in the quarter to {last}")));
        self.names.extend(ends.iter().map(|last| format!("boats in the quarter to {last}")));
        for name in [
            "unevenness of boats from one crossing day to another",
            "boats after a gap against boats on the next day",
            "spread of weekly arrivals",
        ] {
            self.names.push(name.to_owned());
        }
    }

    /// Of each quarter of which every week was recorded; else of each year of which the total is known.
    fn add_preventions(&mut self, known: &Known) {
        for (first, last) in self.window.periods() {
            let weeks = known.prevented_weeks.iter().filter(|(ending, _)| {
                let monday = ending.saturating_sub(jiff::ToSpan::days(6));
                monday >= first && *ending <= last
            });
            let (weeks, people) = weeks.fold((Vec::new(), 0.0), |(mut weeks, people), (ending, prevented)| {
                weeks.push(*ending);
                (weeks, people + prevented)
            });
            // Twelve or thirteen whole weeks lie in a quarter.
            if let (Some(start), Some(end), true) = (weeks.first(), weeks.last(), weeks.len() >= 12) {
                self.preventions.push((start.saturating_sub(jiff::ToSpan::days(6)), *end));
                self.names.push(format!("people prevented in the quarter to {last}"));
                self.observed.push(log(people, SMALL_ARRIVALS));
            }
        }
        let first_week = self.preventions.first().map(|(first, _)| *first);
        for &(year, people) in &known.prevented_years {
            let (first, last) = (Date::constant(year, 1, 1), Date::constant(year, 12, 31));
            let (start, end) = (first.max(self.window.first()), last.min(self.window.last));
            let share = f64::from((end - start).get_days() + 1) / f64::from((last - first).get_days() + 1);
            if share >= YEAR_SHARE_MIN && first_week.is_none_or(|week| last < week) {
                self.preventions.push((start, end));
                self.names.push(format!("people prevented in {year}"));
                self.observed.push(log(people * share, SMALL_ARRIVALS));
            }
        }
    }

    /// Counts some weeks apart, from the last one back.
    fn add_exchange(&mut self, counts: &[ExchangeCount]) {
        type Count = fn(&ExchangeCount) -> Option<f64>;
        let kinds: [(&str, Metric, Count); 2] = [
            ("returned", Metric::Returned, |count| count.returned),
            ("admitted", Metric::Admitted, |count| count.admitted),
        ];
        for (name, metric, of) in kinds {
            let mut after: Option<Date> = None;
            for count in counts.iter().rev() {
                let apart = after.is_none_or(|after| (after - count.date).get_days() >= BETWEEN_COUNTS);
                if let (Some(people), true) = (of(count).filter(|people| *people > 0.0), apart) {
                    after = Some(count.date);
                    self.exchange.push((count.date, metric));
                    self.names.push(format!("{name} by {}", count.date));
                    self.observed.push(libm::sqrt(people));
                }
            }
        }
    }
}

fn log(count: f64, small: f64) -> f64 {
    libm::log(count + small)
}

/// The numbers that follow from daily arrivals and boats.
fn numbers_of(days: &Days, window: Window) -> Vec<f64> {
    let periods = window.periods().count();
    let length = days.boats.len() / periods;
    let totals = |column: &[f64], small: f64| -> Vec<f64> {
        column.chunks(length).map(|period| log(period.iter().sum(), small)).collect()
    };
    let mut numbers = totals(&days.arrivals, SMALL_ARRIVALS);
    numbers.extend(totals(&days.boats, SMALL_BOATS));
    numbers.push(unevenness(&days.boats, length));
    numbers.push(after_gaps(&days.boats));
    numbers.push(weekly_spread(&days.arrivals));
    numbers
}

/// The log of the variance over the squared mean of boats on crossing days, a quarter at a time.
fn unevenness(boats: &[f64], length: usize) -> f64 {
    let quarter = |days: &[f64]| {
        let crossing: Vec<f64> = days.iter().copied().filter(|boats| *boats > 0.0).collect();
        let mean = crossing.iter().sum::<f64>() / crossing.len().max(1) as f64;
        let variance = crossing.iter().map(|boats| (boats - mean) * (boats - mean)).sum::<f64>();
        if mean > 0.0 { variance / crossing.len() as f64 / (mean * mean) } else { 0.0 }
    };
    let quarters: Vec<f64> = boats.chunks(length).map(quarter).collect();
    libm::log(quarters.iter().sum::<f64>() / quarters.len() as f64 + 0.05)
}

/// The log of mean boats on crossing days after a gap over those on days after a crossing day.
fn after_gaps(boats: &[f64]) -> f64 {
    let (mut after_gap, mut after_crossing) = ((0.0, 0.0), (0.0, 0.0));
    for day in GAP_DAYS..boats.len() {
        if boats[day] > 0.0 {
            let before = &boats[day - GAP_DAYS..day];
            let sum = if before.iter().all(|boats| *boats == 0.0) {
                &mut after_gap
            } else if boats[day - 1] > 0.0 {
                &mut after_crossing
            } else {
                continue;
            };
            *sum = (sum.0 + boats[day], sum.1 + 1.0);
        }
    }
    let mean = |(boats, days): (f64, f64)| (boats + 1.0) / (days + 1.0);
    libm::log(mean(after_gap) / mean(after_crossing))
}

/// The standard deviation of the logs of weekly arrivals.
fn weekly_spread(arrivals: &[f64]) -> f64 {
    let weeks: Vec<f64> = arrivals.chunks_exact(7).map(|week| log(week.iter().sum(), SMALL_ARRIVALS)).collect();
    let mean = weeks.iter().sum::<f64>() / weeks.len() as f64;
    libm::sqrt(weeks.iter().map(|week| (week - mean) * (week - mean)).sum::<f64>() / weeks.len() as f64)
}
