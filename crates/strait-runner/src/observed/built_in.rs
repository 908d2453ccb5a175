//! The series that the program carries to set beside its own.

use std::str::FromStr;

use jiff::civil::Date;

use crate::charts::{ExchangeCount, Observed, ObservedWeek};
use crate::failure::Failure;

const DAILY: &str = include_str!("../../../../scenarios/observed/daily.csv");
const WEEKLY: &str = include_str!("../../../../scenarios/observed/weekly.csv");
const YEARLY: &str = include_str!("../../../../scenarios/observed/yearly.csv");
const EXCHANGE: &str = include_str!("../../../../scenarios/observed/exchange.csv");

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

/// The weekly series of the Home Office and the dated counts of the exchange; `scenarios/observed/README.md` says
/// where they come from.
///
/// # Errors
/// [`Failure::Work`] when the series were built in broken.
pub fn observed() -> Result<Observed, Failure> {
    let mut weekly = Series::read("weekly.csv", WEEKLY)?;
    let mut exchange = Series::read("exchange.csv", EXCHANGE)?;
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
        exchange: exchange.rows(|row| {
            Ok(ExchangeCount {
                date: row.value::<Date>("date")?.ok_or("no date")?,
                returned: row.value("returned_cumulative")?,
                admitted: row.value("admitted_cumulative")?,
            })
        })?,
    })
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
        let Observed { weekly, exchange } = observed().expect("the series can be read");
        assert!(weekly.len() > 400 && weekly.is_sorted_by_key(|week| week.week_ending));
        assert!(exchange.len() > 5 && exchange.is_sorted_by_key(|count| count.date));
        assert!(weekly.iter().any(|week| week.arrivals > Some(1000.0) && week.people_prevented.is_some()));
        assert!(exchange.iter().any(|count| count.returned > Some(0.0)));
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
