//! What is compared: a few numbers that say what a run, or the world, was like in the window.

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;

use super::known::Known;
use super::window::Window;
use crate::charts::ExchangeCount;
use crate::observed::AsylumQuarter;

/// Added to counts before their log is taken, so that none is too loud where counts are small [people, boats].
const SMALL_ARRIVALS: f64 = 50.0;
const SMALL_BOATS: f64 = 3.0;

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
    /// Months of the exchange that are compared, and which side: returned or admitted.
    exchange: Vec<(Date, Date, Metric)>,
    /// Days on which levels are compared, which ones, and how.
    levels: Vec<(Date, Metric, Reading)>,
    names: Vec<String>,
    observed: Vec<f64>,
    /// Days in the window on which people arrived.
    crossing_days: f64,
    /// How many a simulated person, boat or place stands for: a run of a tenth of the world is compared as ten of it.
    each: f64,
}

/// How a level is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// As it is, for it can be below zero.
    Plain,
    /// By its log.
    Log,
}

impl Reading {
    fn of(self, people: f64) -> f64 {
        match self {
            Self::Plain => people,
            Self::Log => log(people, SMALL_ARRIVALS),
        }
    }
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
            levels: Vec::new(),
            names: Vec::new(),
            observed: Vec::new(),
            crossing_days,
            each: 1.0 / scale,
        };
        targets.add_days(&days);
        targets.add_preventions(known);
        targets.add_exchange(&known.exchange);
        targets.add_asylum(&known.asylum);
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
        for &(first, last, metric) in &self.exchange {
            let people = within(first, last).map(|row| row[metric]).sum::<f64>();
            numbers.push(libm::sqrt(self.each * people));
        }
        for &(date, metric, reading) in &self.levels {
            let people = within(date, date).map(|row| row[metric]).sum::<f64>();
            numbers.push(reading.of(self.each * people));
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

    /// What came between two counts in a row, of each side, from the first that found anybody: of running totals each would
    /// say again what those before it said. And the gap between the sides on the day of each count.
    fn add_exchange(&mut self, counts: &[ExchangeCount]) {
        type Count = fn(&ExchangeCount) -> Option<f64>;
        let kinds: [(&str, Metric, Count); 2] = [
            ("returned", Metric::Returned, |count| count.returned),
            ("admitted", Metric::Admitted, |count| count.admitted),
        ];
        for (name, metric, of) in kinds {
            let mut before: Option<(Date, f64)> = None;
            for (date, total) in counts.iter().filter_map(|count| Some((count.date, of(count)?))) {
                // Before the first count nobody was exchanged, and runs may begin later than the agreement.
                if let (Some((last, earlier)), true) = (before, total > 0.0) {
                    let first = last.saturating_add(jiff::ToSpan::days(1));
                    self.exchange.push((first, date, metric));
                    self.names.push(format!("{name} from {first} to {date}"));
                    self.observed.push(libm::sqrt((total - earlier).max(0.0)));
                }
                before = Some((date, total));
            }
        }
        for count in counts {
            if let (Some(returned), Some(admitted), true) = (count.returned, count.admitted, count.returned > Some(0.0))
            {
                self.add_level(
                    format!("admitted less returned by {}", count.date),
                    count.date,
                    Metric::LedgerGap,
                    Reading::Plain,
                    admitted - returned,
                );
            }
        }
    }

    /// The asylum system at the ends of the quarters that lie in the window.
    fn add_asylum(&mut self, quarters: &[AsylumQuarter]) {
        type Count = fn(&AsylumQuarter) -> Option<f64>;
        let kinds: [(&str, Metric, Count); 4] = [
            ("awaiting an asylum decision", Metric::AsylumBacklog, |quarter| quarter.awaiting),
            ("on asylum support", Metric::Accommodated, |quarter| quarter.supported),
            ("in asylum hotels", Metric::InHotels, |quarter| quarter.hotels),
            ("awaiting an asylum appeal", Metric::AppealsOpen, |quarter| quarter.appeals_open),
        ];
        let first = self.window.first();
        for (name, metric, of) in kinds {
            for quarter in quarters.iter().filter(|quarter| quarter.quarter_end >= first) {
                if let Some(people) = of(quarter) {
                    let date = quarter.quarter_end;
                    self.add_level(format!("{name} on {date}"), date, metric, Reading::Log, people);
                }
            }
        }
    }

    fn add_level(&mut self, name: String, date: Date, metric: Metric, reading: Reading, people: f64) {
        self.levels.push((date, metric, reading));
        self.names.push(name);
        self.observed.push(reading.of(people));
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use strait::metrics::Row;

    use super::*;
    use crate::observed::Sources;

    #[test]
    fn a_run_that_does_what_was_observed_is_no_distance_from_it() {
        let known = Known::read(&Sources::BUILT_IN).expect("the series can be read");
        let last = known.last_day().expect("a last day");
        let window = Window { last };
        let known = known.until(last);
        // A tenth of the world, with each count of the exchange on the last day of its months, and what was known of each quarter.
        let targets = Targets::new(window, &known, 0.1).expect("the series cover the window");
        let start = window.first();
        let mut run = Records { start, days: vec![Row::default(); window.days()], groups: Vec::new() };
        let place = |day: Date| usize::try_from((day - start).get_days()).ok();
        for day in known.days_of(start, last) {
            let row = &mut run.days[place(day.date).expect("a day of the window")];
            (row[Metric::Arrivals], row[Metric::BoatsLanded]) = (day.arrivals / 10.0, day.boats / 10.0);
        }
        for &(first, day, metric) in &targets.exchange {
            let total = |at: Date, before: bool| {
                let found =
                    known.exchange.iter().rev().find(|count| if before { count.date < at } else { count.date <= at });
                found.and_then(|count| if metric == Metric::Returned { count.returned } else { count.admitted })
            };
            let people = total(day, false).expect("a count") - total(first, true).unwrap_or(0.0);
            run.days[place(day).expect("a day of the window")][metric] = people / 10.0;
        }
        for count in &known.exchange {
            if let (Some(returned), Some(admitted), Some(place)) = (count.returned, count.admitted, place(count.date)) {
                run.days[place][Metric::LedgerGap] = (admitted - returned) / 10.0;
            }
        }
        for quarter in &known.asylum {
            let Some(row) = place(quarter.quarter_end).and_then(|place| run.days.get_mut(place)) else { continue };
            row[Metric::AsylumBacklog] = quarter.awaiting.unwrap_or(0.0) / 10.0;
            row[Metric::Accommodated] = quarter.supported.unwrap_or(0.0) / 10.0;
            row[Metric::InHotels] = quarter.hotels.unwrap_or(0.0) / 10.0;
            row[Metric::AppealsOpen] = quarter.appeals_open.unwrap_or(0.0) / 10.0;
        }
        let simulated = targets.simulated(&run);
        assert_eq!(simulated.len(), targets.names().len());
        let mut compared = 0;
        for ((name, found), observed) in targets.names().iter().zip(&simulated).zip(targets.observed()) {
            // Nobody is kept from crossing here.
            if !name.starts_with("people prevented") {
                assert!((found - observed).abs() < 1e-9, "{name}: {found} and not {observed}");
                compared += 1;
            }
        }
        // Months of two sides, gaps, and quarters of the asylum system beside what crossings say.
        assert!(compared > 19 + 30, "{compared} are compared: {:?}", targets.names());
        assert!(targets.names().iter().any(|name| name.starts_with("awaiting an asylum appeal")));
    }

    #[test]
    fn gaps_keep_their_sign_and_months_are_told_apart() {
        let count =
            |date, returned, admitted| ExchangeCount { date, returned: Some(returned), admitted: Some(admitted) };
        let counts = [
            count(date(2025, 8, 31), 0.0, 0.0),
            count(date(2025, 9, 30), 16.0, 4.0),
            count(date(2025, 10, 31), 80.0, 104.0),
        ];
        let mut known = Known::read(&Sources::BUILT_IN).expect("the series can be read").until(date(2025, 10, 31));
        known.exchange = counts.to_vec();
        let targets = Targets::new(Window { last: date(2025, 10, 31) }, &known, 1.0).expect("a window");
        let of = |name: &str| {
            let place = targets.names().iter().position(|one| one == name);
            targets.observed()[place.unwrap_or_else(|| panic!("{name}: {:?}", targets.names()))]
        };
        assert_eq!(
            (of("returned from 2025-09-01 to 2025-09-30"), of("returned from 2025-10-01 to 2025-10-31")),
            (4.0, 8.0)
        );
        assert_eq!(
            (of("admitted from 2025-09-01 to 2025-09-30"), of("admitted from 2025-10-01 to 2025-10-31")),
            (2.0, 10.0)
        );
        assert_eq!(
            (of("admitted less returned by 2025-09-30"), of("admitted less returned by 2025-10-31")),
            (-12.0, 24.0)
        );
        assert!(!targets.names().iter().any(|name| name.contains("2025-08-31")), "nobody had been exchanged");
    }
}
