//! The run's days and their dates.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// One day of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Today {
    /// Its date.
    pub(crate) date: Date,
    /// Days since 1 January 2000: a number that means the same day in every run, so that luck does too.
    pub(crate) day: i32,
}

impl Today {
    pub(crate) fn on(date: Date) -> Self {
        Self { date, day: day_number(date) }
    }

    pub(crate) fn next(self) -> Self {
        Self { date: self.date.saturating_add(1.day()), day: self.day + 1 }
    }

    /// Index of the month, January 0.
    pub(crate) fn month(self) -> usize {
        usize::from(self.date.month().unsigned_abs()) - 1
    }

    /// Years since a date; below 0 before it.
    pub(crate) fn years_since(self, past: Date) -> f64 {
        f64::from(self.day - day_number(past)) / DAYS_A_YEAR
    }
}

/// What an amount that grows by a share a year has come to.
pub(crate) fn grown(amount: f64, a_year: f64, years: f64) -> f64 {
    amount * libm::exp(libm::log1p(a_year) * years)
}

/// Days in a mean year.
pub(crate) const DAYS_A_YEAR: f64 = 365.25;

/// Days from 1 January 2000 to a date.
pub(crate) fn day_number(day: Date) -> i32 {
    (day - date(2000, 1, 1)).get_days()
}
