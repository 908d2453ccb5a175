//! Runs the agreement as it ran, twenty times, and says how many people were returned and admitted in 2025.

use std::error::Error;

use strait::metrics::Metric;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

fn main() -> Result<(), Box<dyn Error>> {
    let plan = ScenarioFile::baseline().plan()?;
    for metric in [Metric::Returned, Metric::Admitted] {
        let mut totals = (0..20)
            .map(|replicate| {
                let records = simulate(&plan, 20_250_806, replicate)?;
                Ok(records.dated().filter(|(date, _)| date.year() == 2025).map(|(_, row)| row[metric]).sum())
            })
            .collect::<Result<Vec<f64>, Box<dyn Error>>>()?;
        totals.sort_by(f64::total_cmp);
        println!("{}: {} (from {} to {} in 18 of 20 runs)", metric.name(), totals[10], totals[1], totals[18]);
    }
    Ok(())
}
