//! What was observed up to a day, and nothing later.

use jiff::civil::Date;

use crate::charts::ExchangeCount;
use crate::observed::{AsylumQuarter, ObservedDay, Sources};
use crate::scenario_file::InputError;

/// A day's small-boat arrivals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownDay {
    /// The day.
    pub date: Date,
    /// People who arrived.
    pub arrivals: f64,
    /// Boats in which they came.
    pub boats: f64,
}

/// What the fitting knows of the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Arrivals and boats of each recorded day.
    pub days: Vec<KnownDay>,
    /// People prevented in each week for which it was recorded, by the Sunday on which the week ends.
    pub prevented_weeks: Vec<(Date, f64)>,
    /// People prevented in each year for which a total was published.
    pub prevented_years: Vec<(i16, f64)>,
    /// Official counts of the exchange at the ends of months.
    pub exchange: Vec<ExchangeCount>,
    /// The asylum system by quarter.
    pub asylum: Vec<AsylumQuarter>,
}

impl Known {
    /// What the observed series say.
    ///
    /// # Errors
    /// A series that cannot be read, with all that is wrong with it.
    pub fn read(sources: &Sources) -> Result<Self, InputError> {
        let observed = sources.observed()?;
        let weeks = observed.weekly.iter();
        let years = sources.years()?.into_iter();
        // A day that was not recorded is a gap, over which no fit goes.
        let day = |day: ObservedDay| Some(KnownDay { date: day.date, arrivals: day.arrivals?, boats: day.boats? });
        Ok(Self {
            days: sources.days()?.into_iter().filter_map(day).collect(),
            prevented_weeks: weeks.filter_map(|week| Some((week.week_ending, week.people_prevented?))).collect(),
            prevented_years: years.filter_map(|year| Some((year.year, year.people_prevented?))).collect(),
            exchange: observed.exchange,
            asylum: sources.asylum_quarters()?,
        })
    }

    /// What was known at the end of this day: nothing in it is of a later one.
    #[must_use]
    pub fn until(&self, last: Date) -> Self {
        let mut history = self.clone();
        history.days.retain(|day| day.date <= last);
        history.prevented_weeks.retain(|(ending, _)| *ending <= last);
        history.prevented_years.retain(|(year, _)| *year < last.year() || last == Date::constant(*year, 12, 31));
        history.exchange.retain(|count| count.date <= last);
        history.asylum.retain(|quarter| quarter.quarter_end <= last);
        history
    }

    /// The last day of the daily series, if there is one.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.days.last().map(|day| day.date)
    }

    /// The first and the last day of the daily series, if there are any.
    #[must_use]
    pub fn first_and_last_day(&self) -> Option<(Date, Date)> {
        Some((self.days.first()?.date, self.last_day()?))
    }

    /// The days from one to another, both included.
    pub fn days_of(&self, first: Date, last: Date) -> impl Iterator<Item = &KnownDay> {
        self.days.iter().filter(move |day| day.date >= first && day.date <= last)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_history_holds_nothing_of_a_later_day() {
        let known = Known::read(&Sources::BUILT_IN).expect("the series can be read");
        assert!(known.days.len() > 2900 && known.prevented_weeks.len() > 80 && known.prevented_years.len() > 5);
        for last in [date(2022, 12, 31), date(2024, 6, 30), date(2025, 10, 31)] {
            let then = known.until(last);
            assert_eq!(then.last_day(), Some(last));
            assert!(then.prevented_weeks.iter().all(|(ending, _)| *ending <= last));
            assert!(then.prevented_years.iter().all(|(year, _)| date(*year, 12, 31) <= last));
            assert!(then.exchange.iter().all(|count| count.date <= last));
            assert!(then.asylum.iter().all(|quarter| quarter.quarter_end <= last));
        }
        assert_eq!(known.until(date(2024, 12, 31)).prevented_years.last().map(|year| year.0), Some(2023));
    }
}
