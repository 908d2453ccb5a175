//! What is forecast: which series, over which periods, how far ahead.

use jiff::ToSpan;
use jiff::civil::Date;
use strait::metrics::Metric;

/// A series that is forecast and held against what was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// People who arrive in the UK by small boat in a week.
    WeeklyArrivals,
    /// People who arrive in the UK by small boat in a calendar month.
    MonthlyArrivals,
    /// Boats from which people arrive in a week.
    WeeklyBoats,
    /// People whom French patrols keep from crossing in a week, counted once for each attempt.
    WeeklyPrevented,
}

impl Target {
    /// Every target, in the order of tables and figures.
    pub const ALL: [Self; 4] = [Self::WeeklyArrivals, Self::MonthlyArrivals, Self::WeeklyBoats, Self::WeeklyPrevented];

    /// The target's name in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WeeklyArrivals => "weekly arrivals",
            Self::MonthlyArrivals => "monthly arrivals",
            Self::WeeklyBoats => "weekly boats",
            Self::WeeklyPrevented => "weekly preventions",
        }
    }

    /// The target's name in data files and marked blocks.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WeeklyArrivals => "weekly_arrivals",
            Self::MonthlyArrivals => "monthly_arrivals",
            Self::WeeklyBoats => "weekly_boats",
            Self::WeeklyPrevented => "weekly_prevented",
        }
    }

    /// What is counted.
    #[must_use]
    pub fn unit(self) -> &'static str {
        self.metric().definition().unit
    }

    /// The simulation's metric, a flow that adds up over the days of a period.
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Self::WeeklyArrivals | Self::MonthlyArrivals => Metric::Arrivals,
            Self::WeeklyBoats => Metric::BoatsLanded,
            Self::WeeklyPrevented => Metric::Prevented,
        }
    }

    /// How long its periods are.
    #[must_use]
    pub fn cycle(self) -> Cycle {
        match self {
            Self::MonthlyArrivals => Cycle::Month,
            _ => Cycle::Week,
        }
    }
}

/// How time is cut into periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cycle {
    /// Weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
}

/// A week or a month, both its days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Cycle {
    /// The period that holds a day.
    #[must_use]
    pub fn around(self, day: Date) -> Period {
        match self {
            Self::Week => {
                let start = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                Period { start, end: start.saturating_add(6.days()) }
            }
            Self::Month => Period { start: day.first_of_month(), end: day.last_of_month() },
        }
    }

    /// The period so many periods later, or earlier when negative.
    #[must_use]
    pub fn shifted(self, period: Period, periods: i64) -> Period {
        match self {
            Self::Week => self.around(period.start.saturating_add((7 * periods).days())),
            Self::Month => self.around(period.start.saturating_add(periods.months())),
        }
    }

    /// The whole periods that begin after a day, without end.
    pub fn after(self, day: Date) -> impl Iterator<Item = Period> {
        let around = self.around(day.saturating_add(1.day()));
        let first = if around.start > day { around } else { self.shifted(around, 1) };
        (0..).map(move |later| self.shifted(first, later))
    }
}

/// How far ahead of its origin a forecast is scored: all whole periods up to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// 13 weeks, or 3 months.
    Quarter,
    /// 26 weeks, or 6 months.
    HalfYear,
    /// 52 weeks, or 12 months.
    Year,
}

impl Horizon {
    /// Every horizon, the nearest first.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::HalfYear, Self::Year];

    /// Its length \[weeks\].
    #[must_use]
    pub fn weeks(self) -> usize {
        match self {
            Self::Quarter => 13,
            Self::HalfYear => 26,
            Self::Year => 52,
        }
    }

    /// How many periods it takes in.
    #[must_use]
    pub fn periods(self, cycle: Cycle) -> usize {
        match cycle {
            Cycle::Week => self.weeks(),
            Cycle::Month => 3 * self.weeks() / 13,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_after_an_origin_are_whole() {
        // 31 December 2023 was a Sunday, 31 December 2024 a Tuesday.
        let week = Cycle::Week.after(date(2023, 12, 31)).next().expect("a week");
        assert_eq!(week, Period { start: date(2024, 1, 1), end: date(2024, 1, 7) });
        let weeks: Vec<_> = Cycle::Week.after(date(2024, 12, 31)).take(2).collect();
        assert_eq!((weeks[0].start, weeks[1].end), (date(2025, 1, 6), date(2025, 1, 19)));
        let months: Vec<_> = Cycle::Month.after(date(2023, 12, 31)).take(12).collect();
        assert_eq!((months[1].end, months[11].end), (date(2024, 2, 29), date(2024, 12, 31)));
        assert_eq!(Cycle::Month.after(date(2024, 1, 1)).next().map(|month| month.start), Some(date(2024, 2, 1)));
    }

    #[test]
    fn horizons_count_periods() {
        assert_eq!(Horizon::ALL.map(|horizon| horizon.periods(Cycle::Month)), [3, 6, 12]);
        assert_eq!(Horizon::ALL.map(|horizon| horizon.periods(Cycle::Week)), [13, 26, 52]);
    }
}
