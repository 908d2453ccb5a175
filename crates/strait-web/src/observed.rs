//! What was observed, to be set beside what is simulated.

use serde::{Deserialize, Serialize};

const WEEKLY: &str = include_str!("../../../scenarios/observed/weekly.csv");
const EXCHANGE: &str = include_str!("../../../scenarios/observed/exchange.csv");
const MONTHS: &str = include_str!("../../../scenarios/observed/exchange_monthly.csv");

/// What was observed.
#[derive(Debug, Clone, Serialize)]
pub struct Observed {
    /// Arrivals by small boat, by week.
    pub weekly: Vec<Week>,
    /// Counts of the exchange that the press published.
    pub exchange: Vec<Count>,
    /// Official counts of the exchange, by month.
    pub months: Vec<Month>,
}

/// A week of the Home Office series.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Week {
    /// The Sunday on which it ends.
    pub week_ending: String,
    /// People who arrived in the UK by small boat; none where not recorded.
    pub arrivals: Option<f64>,
}

/// An official count of the exchange since its start.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Month {
    /// The last day of a month.
    #[serde(rename(deserialize = "month_end"))]
    pub date: String,
    /// People returned to France.
    #[serde(rename(deserialize = "returned_cumulative"))]
    pub returned: f64,
    /// People admitted to the UK.
    #[serde(rename(deserialize = "admitted_cumulative"))]
    pub admitted: f64,
}

/// A count of the exchange since its start.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Count {
    /// The day that it was for.
    pub date: String,
    /// People returned to France; none where not published.
    #[serde(rename(deserialize = "returned_cumulative"))]
    pub returned: Option<f64>,
    /// People admitted to the UK; none where not published.
    #[serde(rename(deserialize = "admitted_cumulative"))]
    pub admitted: Option<f64>,
    /// The address of whoever published it.
    pub source: String,
    /// What to keep in mind.
    pub note: String,
}

/// The series that are carried.
///
/// # Errors
/// A series that was built in broken, in words.
pub(crate) fn observed() -> Result<Observed, String> {
    let weekly: Result<_, _> = csv::Reader::from_reader(WEEKLY.as_bytes()).into_deserialize().collect();
    let exchange: Result<_, _> = csv::Reader::from_reader(EXCHANGE.as_bytes()).into_deserialize().collect();
    let months: Result<_, _> = csv::Reader::from_reader(MONTHS.as_bytes()).into_deserialize().collect();
    let words = |error: csv::Error| error.to_string();
    Ok(Observed { weekly: weekly.map_err(words)?, exchange: exchange.map_err(words)?, months: months.map_err(words)? })
}
