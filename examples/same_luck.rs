//! Two scenarios with the same luck against two with luck of their own: how far differences vary from run to run.
//!
//! With the same luck everyone meets the same sea and the same lots in both scenarios, so that each difference is the
//! policy's and not chance. How much that helps depends on how far the policy reaches: where it changes little, all but
//! nothing is left to chance; where it changes who is admitted and returned, runs differ in how much.

use std::error::Error;

use strait::metrics::Metric;
use strait::scenario::Plan;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

const REPLICATES: u64 = 100;

const COMPARISONS: [(&str, &str, Metric); 4] = [
    ("fifty more beds", "home_office.detention.beds=250", Metric::Returned),
    ("twice as many flights", "home_office.flights.weekly_flights=4", Metric::Returned),
    ("twice as many other proofs of identity", "legal_route.weekly_other_proofs=32", Metric::Returned),
    ("one more boat in twenty stopped", "france.patrols.prevention_share=0.38", Metric::Arrivals),
];

fn main() -> Result<(), Box<dyn Error>> {
    let baseline = ScenarioFile::baseline();
    println!(
        "what changes,metric,difference with the same luck,95 % error,with own luck,95 % error,ratio of variances"
    );
    for (name, setting, metric) in COMPARISONS {
        let mut changed = baseline.clone();
        changed.set(setting)?;
        let before = totals(&baseline.plan()?, metric, 1)?;
        let changed = changed.plan()?;
        let same = Difference::of(&before, &totals(&changed, metric, 1)?);
        let own = Difference::of(&before, &totals(&changed, metric, 2)?);
        println!(
            "{name},{},{:.1},{:.1},{:.1},{:.1},{:.0}",
            metric.name(),
            same.mean,
            same.error(),
            own.mean,
            own.error(),
            own.variance / same.variance
        );
    }
    Ok(())
}

/// The metric's total in each replicate.
fn totals(plan: &Plan, metric: Metric, seed: u64) -> Result<Vec<f64>, Box<dyn Error>> {
    let run = |replicate| Ok(simulate(plan, seed, replicate)?.days.iter().map(|row| row[metric]).sum());
    (0..REPLICATES).map(run).collect()
}

/// What runs differ by.
struct Difference {
    mean: f64,
    variance: f64,
}

impl Difference {
    fn of(before: &[f64], after: &[f64]) -> Self {
        let differences: Vec<_> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        let mean = differences.iter().sum::<f64>() / differences.len() as f64;
        let squares = differences.iter().map(|difference| (difference - mean).powi(2));
        Self { mean, variance: squares.sum::<f64>() / (differences.len() - 1) as f64 }
    }

    /// Half the width of the mean's 95 % interval.
    fn error(&self) -> f64 {
        1.96 * (self.variance / REPLICATES as f64).sqrt()
    }
}
