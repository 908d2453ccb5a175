//! Draws the first forecast, of version 0.1.0, beside what happened: `docs/figures/first-forecast`.
//!
//! What it said is kept as quantiles in `scenarios/forecasts/`, since this version of the model would say something else.

use std::error::Error;
use std::path::Path;

use jiff::civil::Date;
use strait_runner::charts::{Overtaken, Words, first_forecast, write_figure};
use strait_runner::observed::Sources;
use strait_runner::summary::Band;

const FORECAST: &str = "scenarios/forecasts/0.1.0-forecast-2026.csv";
/// The last day that the forecast knew.
const KNOWN: Date = Date::constant(2025, 12, 31);

fn main() -> Result<(), Box<dyn Error>> {
    let (mut returned, mut admitted) = (said("returned_total")?, said("admitted_total")?);
    let months = Sources::BUILT_IN.exchange_months()?;
    let (mut out, mut back) = (0.0, 0.0);
    for month in months.iter().filter(|month| month.month_end > KNOWN) {
        (out, back) = (out + month.returned, back + month.admitted);
        returned.counted.push((month.month_end, out));
        admitted.counted.push((month.month_end, back));
    }
    let caption = "Strait 0.1.0, scenario forecast-2026 (928d38eb), 500 replicates over its ensemble, seed 20250806";
    let figure = first_forecast(Words::new("forecast-2026, as 0.1.0 ran it", caption), &[returned, admitted])?;
    write_figure(Path::new("docs/figures"), "first-forecast", &figure)?;
    println!("{}", figure.description);
    Ok(())
}

/// What was forecast of a metric.
fn said(metric: &str) -> Result<Overtaken, Box<dyn Error>> {
    let mut side = Overtaken { ends: Vec::new(), bands: Vec::new(), counted: Vec::new() };
    for row in csv::ReaderBuilder::new().comment(Some(b'#')).from_path(FORECAST)?.records() {
        let row = row?;
        if row.get(1) != Some(metric) {
            continue;
        }
        let value = |column: usize| row.get(column).unwrap_or_default().parse::<f64>();
        side.ends.push(row.get(0).unwrap_or_default().parse()?);
        side.bands.push(Band {
            low90: value(2)?,
            low50: value(3)?,
            median: value(4)?,
            high50: value(5)?,
            high90: value(6)?,
        });
    }
    Ok(side)
}
