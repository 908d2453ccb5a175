//! What a row of each series says.

use jiff::civil::{Date, Weekday};

use super::rows::{Record, Row};
use crate::charts::{ExchangeCount, ObservedWeek};

/// A day of the Home Office series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObservedDay {
    /// The day.
    pub date: Date,
    /// People who arrived in the UK by small boat; none where not recorded.
    pub arrivals: Option<f64>,
    /// Boats from which they came; none where not recorded.
    pub boats: Option<f64>,
}

/// A calendar year of the observed series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ObservedYear {
    /// The year.
    pub year: i16,
    /// People who arrived in the UK by small boat.
    pub arrivals: Option<f64>,
    /// People whom French patrols kept from crossing; none where no total of the whole year is known.
    pub people_prevented: Option<f64>,
}

/// A month of the exchange as the Home Office counts it. A person returned twice is counted once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExchangeMonth {
    /// The month's last day.
    pub month_end: Date,
    /// People returned to France in the month.
    pub returned: f64,
    /// People admitted by the legal route in the month.
    pub admitted: f64,
    /// People returned since the agreement began.
    pub returned_cumulative: f64,
    /// People admitted since the agreement began.
    pub admitted_cumulative: f64,
}

/// A quarter of the asylum system; what was not published is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AsylumQuarter {
    /// The quarter's last day.
    pub quarter_end: Date,
    /// People who claimed asylum in the quarter.
    pub claims: Option<f64>,
    /// People whose claim was decided, withdrawn or closed in the quarter.
    pub outcomes: Option<f64>,
    /// People who await an initial decision on the last day.
    pub awaiting: Option<f64>,
    /// People supported on the last day, in all kinds of housing or with money alone.
    pub supported: Option<f64>,
    /// Of these, people in hotels.
    pub hotels: Option<f64>,
    /// Asylum appeals open on the last day \[appeals\].
    pub appeals_open: Option<f64>,
}

impl ExchangeMonth {
    /// The count at the month's end.
    pub(super) fn count(&self) -> ExchangeCount {
        ExchangeCount {
            date: self.month_end,
            returned: Some(self.returned_cumulative),
            admitted: Some(self.admitted_cumulative),
        }
    }
}

impl Record for ObservedDay {
    const FILE: &'static str = "daily.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/daily.csv");
    const COLUMNS: &'static [&'static str] = &["date", "arrivals", "boats"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            date: row.date("date", "a date", |_| true)?,
            arrivals: row.count_if_any("arrivals"),
            boats: row.count_if_any("boats"),
        })
    }
}

impl Record for ObservedWeek {
    const FILE: &'static str = "weekly.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/weekly.csv");
    const COLUMNS: &'static [&'static str] = &["week_ending", "arrivals", "boats", "crossing_days", "people_prevented"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            week_ending: row.date("week_ending", "a Sunday", |date| date.weekday() == Weekday::Sunday)?,
            arrivals: row.count_if_any("arrivals"),
            boats: row.count_if_any("boats"),
            crossing_days: row.count_if_any("crossing_days"),
            people_prevented: row.count_if_any("people_prevented"),
        })
    }
}

impl Record for ObservedYear {
    const FILE: &'static str = "yearly.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/yearly.csv");
    const COLUMNS: &'static [&'static str] = &["year", "arrivals", "people_prevented"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            year: row.year("year")?,
            arrivals: row.count_if_any("arrivals"),
            people_prevented: row.count_if_any("people_prevented"),
        })
    }
}

impl Record for ExchangeMonth {
    const FILE: &'static str = "exchange_monthly.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/exchange_monthly.csv");
    const COLUMNS: &'static [&'static str] =
        &["month_end", "returned", "admitted", "returned_cumulative", "admitted_cumulative"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            month_end: row.date("month_end", "the last day of a month", is_month_end)?,
            returned: row.count("returned")?,
            admitted: row.count("admitted")?,
            returned_cumulative: row.count("returned_cumulative")?,
            admitted_cumulative: row.count("admitted_cumulative")?,
        })
    }
}

impl Record for ExchangeCount {
    const FILE: &'static str = "exchange.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/exchange.csv");
    const COLUMNS: &'static [&'static str] = &["date", "returned_cumulative", "admitted_cumulative"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            date: row.date("date", "a date", |_| true)?,
            returned: row.count_if_any("returned_cumulative"),
            admitted: row.count_if_any("admitted_cumulative"),
        })
    }
}

impl Record for AsylumQuarter {
    const FILE: &'static str = "asylum.csv";
    const BUILT_IN: &'static str = include_str!("../../../../scenarios/observed/asylum.csv");
    const COLUMNS: &'static [&'static str] =
        &["quarter_end", "claims", "outcomes", "awaiting", "supported", "hotels", "appeals_open"];

    fn read(row: &mut Row<'_>) -> Option<Self> {
        Some(Self {
            quarter_end: row
                .date("quarter_end", "the last day of a quarter", |date| is_month_end(date) && date.month() % 3 == 0)?,
            claims: row.count_if_any("claims"),
            outcomes: row.count_if_any("outcomes"),
            awaiting: row.count_if_any("awaiting"),
            supported: row.count_if_any("supported"),
            hotels: row.count_if_any("hotels"),
            appeals_open: row.count_if_any("appeals_open"),
        })
    }
}

fn is_month_end(date: Date) -> bool {
    date == date.last_of_month()
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;
    use crate::charts::Observed;

    #[test]
    fn the_series_are_read_in_order_of_their_dates() {
        let Observed { weekly, exchange, press } = Sources::BUILT_IN.observed().expect("the series can be read");
        assert!(weekly.len() > 400 && weekly.is_sorted_by_key(|week| week.week_ending));
        assert!(exchange.len() > 10 && exchange.is_sorted_by_key(|count| count.date));
        assert!(press.len() > 5 && press.is_sorted_by_key(|count| count.date));
        assert!(weekly.iter().any(|week| week.arrivals > Some(1000.0) && week.people_prevented.is_some()));
        // The press counted as the Home Office did, but for people whom it heard of late.
        for count in &press {
            let months = exchange.iter().filter(|month| month.date == count.date);
            for (official, press) in
                months.flat_map(|month| [(month.returned, count.returned), (month.admitted, count.admitted)])
            {
                assert!(press.is_none_or(|press| (official.unwrap_or(f64::NAN) - press).abs() <= 10.0), "{count:?}");
            }
        }
    }

    #[test]
    fn the_months_of_the_exchange_add_up() {
        let months = Sources::BUILT_IN.exchange_months().expect("the months");
        let (mut returned, mut admitted) = (0.0, 0.0);
        for pair in months.windows(2) {
            assert_eq!(pair[0].month_end.tomorrow().expect("a day").last_of_month(), pair[1].month_end);
        }
        for month in &months {
            (returned, admitted) = (returned + month.returned, admitted + month.admitted);
            assert_eq!((month.returned_cumulative, month.admitted_cumulative), (returned, admitted), "{month:?}");
        }
        assert_eq!(months.last().map(|month| month.month_end), Some(Date::constant(2026, 6, 30)));
        assert_eq!((returned, admitted), (1087.0, 1117.0));
    }

    #[test]
    fn the_asylum_queue_falls_by_outcomes_and_grows_by_claims() {
        let quarters = Sources::BUILT_IN.asylum_quarters().expect("the quarters");
        assert_eq!(quarters.len(), 7);
        for pair in quarters.windows(2) {
            assert_eq!((pair[1].quarter_end - pair[0].quarter_end).get_days() / 10, 9, "{:?}", pair[1]);
            // Claims count main applicants and dependants as outcomes do, but revisions and reopened cases do not cancel out.
            let [before, after] = [pair[0].awaiting, pair[1].awaiting].map(|people| people.unwrap_or(f64::NAN));
            let flow = pair[1].claims.unwrap_or(f64::NAN) - pair[1].outcomes.unwrap_or(f64::NAN);
            assert!((after - before - flow).abs() < 0.1 * before, "{:?}: {}", pair[1], after - before - flow);
            assert!(pair[1].hotels < pair[1].supported);
        }
        assert_eq!(quarters[0].appeals_open, None);
        assert_eq!(quarters[6].appeals_open, Some(90_341.0));
    }

    #[test]
    fn days_and_years_agree() {
        let (days, years) = (Sources::BUILT_IN.days().expect("days"), Sources::BUILT_IN.years().expect("years"));
        assert!(days.windows(2).all(|pair| pair[0].date.tomorrow().ok() == Some(pair[1].date)));
        for year in years {
            let of_year = days.iter().filter(|day| day.date.year() == year.year);
            assert_eq!(of_year.map(|day| day.arrivals).sum::<Option<f64>>(), year.arrivals, "{}", year.year);
        }
    }
}
