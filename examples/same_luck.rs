//! Two scenarios with the same luck: what fifty more beds add to returns, run by run.
//!
//! Everyone meets the same sea and the same lots in both, so that each difference is the beds' and not chance. With luck
//! of its own for each scenario, far more runs would be needed to see as much.

use std::error::Error;

use strait::metrics::Metric;
use strait::scenario::Plan;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

const REPLICATES: u64 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let usual = ScenarioFile::baseline();
    let mut more_beds = usual.clone();
    more_beds.set("home_office.detention.beds=250")?;
    let before = returned(&usual.plan()?, 1)?;
    let with_same_luck = differences(&before, &returned(&more_beds.plan()?, 1)?);
    let with_own_luck = differences(&before, &returned(&more_beds.plan()?, 2)?);
    for (name, differences) in [("the same luck", &with_same_luck), ("luck of their own", &with_own_luck)] {
        let (mean, variance) = mean_and_variance(differences);
        let error = (variance / REPLICATES as f64).sqrt();
        println!("with {name}: fifty more beds add {mean:.1} returns, give or take {:.1}", 1.96 * error);
    }
    let ratio = mean_and_variance(&with_own_luck).1 / mean_and_variance(&with_same_luck).1;
    println!("the variance of a difference is {ratio:.0} times smaller with the same luck");
    Ok(())
}

/// People returned in each replicate.
fn returned(plan: &Plan, seed: u64) -> Result<Vec<f64>, Box<dyn Error>> {
    let run = |replicate| Ok(simulate(plan, seed, replicate)?.days.iter().map(|row| row[Metric::Returned]).sum());
    (0..REPLICATES).map(run).collect()
}

fn differences(before: &[f64], after: &[f64]) -> Vec<f64> {
    before.iter().zip(after).map(|(before, after)| after - before).collect()
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64;
    (mean, variance)
}
