//! Days as files of results keep them: counted from 1 January 1970, as Parquet does.

use jiff::Span;
use jiff::civil::{Date, date};

const EPOCH: Date = date(1970, 1, 1);

/// The number of a day.
pub(crate) fn of(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// The day of a number, or none when no calendar has it.
pub(crate) fn date_of(number: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_from_a_stranger_is_a_day_or_none() {
        for day in [EPOCH, date(1969, 12, 28), date(2026, 9, 30), Date::MIN, Date::MAX] {
            assert_eq!(date_of(of(day)), Some(day));
        }
        for none in [of(Date::MAX) + 1, of(Date::MIN) - 1, i32::MIN, i32::MAX] {
            assert_eq!(date_of(none), None, "{none}");
        }
    }
}
