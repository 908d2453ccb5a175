//! What was observed, and what of it was known at a date.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::target::{Period, Target};
use crate::charts::ObservedWeek;
use crate::observed::{ObservedDay, ObservedYear, Sources};
use crate::scenario_file::InputError;

/// The observed series.
///
/// They are as published last: earlier readings of them are not kept, so that "known at a date" means "of days, weeks and years
/// that had ended by it", though a week's figure may have been revised and a year's published somewhat later.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    days: BTreeMap<Date, ObservedDay>,
    /// People prevented in recorded weeks, by the Sunday on which they end.
    prevented: BTreeMap<Date, f64>,
    years: BTreeMap<i16, ObservedYear>,
}

/// A period with what was observed in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recorded {
    /// The week or month.
    pub period: Period,
    /// What was observed; none where it was not recorded in full.
    pub value: Option<f64>,
}

/// What was known at a date: the only history that a baseline is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    until: Date,
    history: History,
}

impl History {
    /// What the observed series say.
    ///
    /// # Errors
    /// A series that cannot be read, with all that is wrong with it.
    pub fn read(sources: &Sources) -> Result<Self, InputError> {
        Ok(Self::new(&sources.days()?, &sources.observed()?.weekly, &sources.years()?))
    }

    /// A history of days, of weeks (of which only the people prevented are taken) and of yearly totals.
    #[must_use]
    pub fn new(days: &[ObservedDay], weeks: &[ObservedWeek], years: &[ObservedYear]) -> Self {
        Self {
            days: days.iter().map(|day| (day.date, *day)).collect(),
            prevented: weeks.iter().filter_map(|week| Some((week.week_ending, week.people_prevented?))).collect(),
            years: years.iter().map(|year| (year.year, *year)).collect(),
        }
    }

    /// What was observed in a period; none when any of it was not recorded.
    #[must_use]
    pub fn value(&self, target: Target, period: Period) -> Option<f64> {
        if target == Target::WeeklyPrevented {
            return self.prevented.get(&period.end).copied();
        }
        let count = |day: &ObservedDay| if target == Target::WeeklyBoats { day.boats } else { day.arrivals };
        let recorded: Vec<&ObservedDay> = self.days.range(period.start..=period.end).map(|(_, day)| day).collect();
        let all = recorded.len() as i64 == i64::from(period.start.until(period.end).ok()?.get_days()) + 1;
        all.then(|| recorded.into_iter().map(count).sum()).flatten()
    }

    /// Every whole period between the first day and the last, in order, with what was observed in it.
    #[must_use]
    pub fn periods(&self, target: Target) -> Vec<Recorded> {
        let (Some((&first, _)), Some(last)) = (self.days.first_key_value(), self.last_day()) else {
            return Vec::new();
        };
        // A period that begins on the first day is whole as well.
        let from = first.yesterday().unwrap_or(first);
        let periods = target.cycle().after(from).take_while(|period| period.end <= last);
        periods.map(|period| Recorded { period, value: self.value(target, period) }).collect()
    }

    /// The last day of the daily series.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.days.last_key_value().map(|(&day, _)| day)
    }

    /// Only the days, weeks and years that end on or before a date.
    #[must_use]
    pub fn until(&self, date: Date) -> Past {
        let mut history = self.clone();
        history.days.retain(|&day, _| day <= date);
        history.prevented.retain(|&week_ending, _| week_ending <= date);
        history.years.retain(|&year, _| Date::new(year, 12, 31).is_ok_and(|end| end <= date));
        Past { until: date, history }
    }
}

impl Past {
    /// The last day of which anything is known.
    #[must_use]
    pub fn until(&self) -> Date {
        self.until
    }

    /// What was observed in a period; none when any of it is later or was not recorded.
    #[must_use]
    pub fn value(&self, target: Target, period: Period) -> Option<f64> {
        self.history.value(target, period)
    }

    /// Every whole period that is known, in order, with what was observed in it.
    #[must_use]
    pub fn periods(&self, target: Target) -> Vec<Recorded> {
        self.history.periods(target)
    }

    /// People prevented in the recorded weeks, by the Sunday on which they end.
    pub(super) fn prevented(&self) -> impl DoubleEndedIterator<Item = (Date, f64)> {
        self.history.prevented.iter().map(|(&week_ending, &people)| (week_ending, people))
    }

    /// The totals of the years that are over, in order.
    pub(super) fn years(&self) -> impl DoubleEndedIterator<Item = &ObservedYear> {
        self.history.years.values()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_series_are_there_for_every_target() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
        assert_eq!(history.last_day(), Some(date(2026, 6, 30)));
        let counts = Target::ALL.map(|target| {
            let periods = history.periods(target);
            (periods.len(), periods.iter().filter(|recorded| recorded.value.is_some()).count())
        });
        assert_eq!(counts, [(443, 443), (102, 102), (443, 443), (443, 113)]);
        let of_2025 = history.periods(Target::MonthlyArrivals);
        let of_2025 = of_2025.iter().filter(|recorded| recorded.period.end.year() == 2025);
        assert_eq!(of_2025.filter_map(|recorded| recorded.value).sum::<f64>(), 41_472.0);
    }

    #[test]
    fn what_is_cut_holds_nothing_later() {
        let history = History::read(&Sources::BUILT_IN).expect("a history");
        for until in [date(2022, 12, 31), date(2024, 6, 26), date(2025, 1, 1)] {
            let past = history.until(until);
            assert!(past.history.days.keys().all(|&day| day <= until));
            assert!(past.history.prevented.keys().all(|&week_ending| week_ending <= until));
            assert!(past.years().all(|year| year.year < until.year() || until == date(year.year, 12, 31)));
            for target in Target::ALL {
                let later = target.cycle().after(until).take(60);
                assert!(later.into_iter().all(|period| past.value(target, period).is_none()));
                assert!(past.periods(target).iter().all(|recorded| recorded.period.end <= until));
                // The period that is under way is not known in part.
                let around = target.cycle().around(until);
                assert_eq!(past.value(target, around), history.value(target, around).filter(|_| around.end <= until));
            }
        }
        assert_eq!(history.until(date(2022, 12, 31)).years().count(), 5);
    }
}
