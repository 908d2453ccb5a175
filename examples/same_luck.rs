//! Two scenarios with the same luck: what fifty more beds add to returns, run by run.
//!
//! Everyone meets the same sea and the same lots in both, so that each difference is the beds' and not chance.

use std::error::Error;

use strait::metrics::Metric;
use strait::records::Records;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

fn main() -> Result<(), Box<dyn Error>> {
    let usual = ScenarioFile::baseline();
    let mut more_beds = usual.clone();
    more_beds.set("home_office.detention.beds=250")?;
    let (usual, more_beds) = (usual.plan()?, more_beds.plan()?);
    let returned = |records: &Records| records.days.iter().map(|row| row[Metric::Returned]).sum::<f64>();
    for replicate in 0..5 {
        let before = returned(&simulate(&usual, 1, replicate)?);
        let after = returned(&simulate(&more_beds, 1, replicate)?);
        println!("replicate {replicate}: {before} returned, {after} with 250 beds, {:+}", after - before);
    }
    Ok(())
}
