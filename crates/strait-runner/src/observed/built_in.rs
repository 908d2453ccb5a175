//! The series that the program carries to set beside its own.

use std::str::FromStr;

use jiff::civil::Date;

use crate::charts::{ExchangeCount, Observed, ObservedWeek};
use crate::failure::Failure;

const DAILY: &str = include_str!("../../../../scenarios/observed/daily.csv");
const WEEKLY: &str = include_str!("../../../../scenarios/observed/weekly.csv");
const YEARLY: &str = include_str!("../../../../scenarios/observed/yearly.csv");
const EXCHANGE_MONTHLY: &str = include_str!("../../../../scenarios/observed/exchange_monthly.csv");
const EXCHANGE: &str = include_str!("../../../../scenarios/observed/exchange.csv");
const ASYLUM: &str = include_str!("../../../../scenarios/observed/asylum.csv");

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

/// The daily series of the Home Office, in the order of its days.
///
/// # Errors
/// [`Failure::Work`] when the series was built in broken.
pub fn observed_days() -> Result<Vec<ObservedDay>, Failure> {
    Series::read("daily.csv", DAILY)?.rows(|row| {
        Ok(ObservedDay {
            date: row.value::<Date>("date")?.ok_or("no date")?,
            arrivals: row.value("arrivals")?,
            boats: row.value("boats")?,
        })
    })
}

/// The yearly totals, in the order of their years.
///
/// # Errors
/// [`Failure::Work`] when the series was built in broken.
pub fn observed_years() -> Result<Vec<ObservedYear>, Failure> {
    Series::read("yearly.csv", YEARLY)?.rows(|row| {
        Ok(ObservedYear {
            year: row.value("year")?.ok_or("no year")?,
            arrivals: row.value("arrivals")?,
            people_prevented: row.value("people_prevented")?,
        })
    })
}

/// The exchange by month, in the order of its months: the official series.
///
/// # Errors
/// [`Failure::Work`] when the series was built in broken.
pub fn observed_exchange_months() -> Result<Vec<ExchangeMonth>, Failure> {
    Series::read("exchange_monthly.csv", EXCHANGE_MONTHLY)?.rows(|row| {
        let count = |column: &str| row.value::<f64>(column)?.ok_or(format!("no {column}"));
        Ok(ExchangeMonth {
            month_end: row.value::<Date>("month_end")?.ok_or("no date")?,
            returned: count("returned")?,
            admitted: count("admitted")?,
            returned_cumulative: count("returned_cumulative")?,
            admitted_cumulative: count("admitted_cumulative")?,
        })
    })
}

/// The asylum system by quarter, in the order of its quarters.
///
/// # Errors
/// [`Failure::Work`] when the series was built in broken.
pub fn observed_asylum_quarters() -> Result<Vec<AsylumQuarter>, Failure> {
    Series::read("asylum.csv", ASYLUM)?.rows(|row| {
        Ok(AsylumQuarter {
            quarter_end: row.value::<Date>("quarter_end")?.ok_or("no date")?,
            claims: row.value("claims")?,
            outcomes: row.value("outcomes")?,
            awaiting: row.value("awaiting")?,
            supported: row.value("supported")?,
            hotels: row.value("hotels")?,
            appeals_open: row.value("appeals_open")?,
        })
    })
}

/// The weekly series of the Home Office, the exchange by month and the press counts of it; `scenarios/observed/README.md`
/// says where they come from.
///
/// # Errors
/// [`Failure::Work`] when the series were built in broken.
pub fn observed() -> Result<Observed, Failure> {
    let mut weekly = Series::read("weekly.csv", WEEKLY)?;
    let mut press = Series::read("exchange.csv", EXCHANGE)?;
    Ok(Observed {
        weekly: weekly.rows(|row| {
            Ok(ObservedWeek {
                week_ending: row.value::<Date>("week_ending")?.ok_or("no date")?,
                arrivals: row.value("arrivals")?,
                boats: row.value("boats")?,
                crossing_days: row.value("crossing_days")?,
                people_prevented: row.value("people_prevented")?,
            })
        })?,
        exchange: observed_exchange_months()?.iter().map(ExchangeMonth::count).collect(),
        press: press.rows(|row| {
            Ok(ExchangeCount {
                date: row.value::<Date>("date")?.ok_or("no date")?,
                returned: row.value("returned_cumulative")?,
                admitted: row.value("admitted_cumulative")?,
            })
        })?,
    })
}

impl ExchangeMonth {
    /// The count at the month's end.
    fn count(&self) -> ExchangeCount {
        ExchangeCount {
            date: self.month_end,
            returned: Some(self.returned_cumulative),
            admitted: Some(self.admitted_cumulative),
        }
    }
}

/// A CSV file that the program carries.
struct Series {
    name: &'static str,
    reader: csv::Reader<&'static [u8]>,
    header: csv::StringRecord,
}

struct Row<'a> {
    header: &'a csv::StringRecord,
    cells: &'a csv::StringRecord,
}

impl Series {
    fn read(name: &'static str, text: &'static str) -> Result<Self, Failure> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| Failure::Work(format!("{name}: {error}")))?.clone();
        Ok(Self { name, reader, header })
    }

    fn rows<T>(&mut self, read: impl Fn(Row<'_>) -> Result<T, String>) -> Result<Vec<T>, Failure> {
        let Self { name, reader, header } = self;
        reader
            .records()
            .map(|cells| {
                let cells = cells.map_err(|error| error.to_string())?;
                read(Row { header, cells: &cells }).map_err(|error| format!("{error} in \"{}\"", cells.as_slice()))
            })
            .collect::<Result<_, _>>()
            .map_err(|error| Failure::Work(format!("{name}: {error}")))
    }
}

impl Row<'_> {
    /// The value in a column, if there is one.
    fn value<T: FromStr>(&self, column: &str) -> Result<Option<T>, String> {
        let place = self.header.iter().position(|name| name == column).ok_or(format!("no column {column}"))?;
        match self.cells.get(place).unwrap_or_default() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| format!("{column} cannot be \"{text}\"")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_are_read_in_order_of_their_dates() {
        let Observed { weekly, exchange, press } = observed().expect("the series can be read");
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
        let months = observed_exchange_months().expect("the months");
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
        let quarters = observed_asylum_quarters().expect("the quarters");
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
        let (days, years) = (observed_days().expect("days"), observed_years().expect("years"));
        assert!(days.windows(2).all(|pair| pair[0].date.tomorrow().ok() == Some(pair[1].date)));
        for year in years {
            let of_year = days.iter().filter(|day| day.date.year() == year.year);
            assert_eq!(of_year.map(|day| day.arrivals).sum::<Option<f64>>(), year.arrivals, "{}", year.year);
        }
    }
}
