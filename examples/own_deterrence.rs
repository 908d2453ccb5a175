//! What if a part of all people could not be deterred at all? A form of deterrence that the scenarios do not have.
//!
//! Some who wait in northern France may have nowhere else to go: no chance of return, however high, keeps them ashore.
//! The others are deterred one after another, half of them by the time that one in twenty seems to be returned. How many
//! fewer arrivals that gives, and how much the part who cannot be deterred matters, is asked of the agreement at several
//! times its size of 2025, in 2027.
//!
//! Deterrence is an assumption: this says what such a form would mean, not that people are like that.

use std::error::Error;
use std::path::Path;

use strait::metrics::Metric;
use strait::records::Records;
use strait::rules::{DeterrenceForm, Rules};
use strait::simulation::simulate_with;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::summary::Band;

const REPLICATES: u64 = 20;
const SEED: u64 = 20_250_806;

/// A part of people whom nothing deters, and a dose and its response for the others.
struct SomeUndeterrable {
    /// Share of people whom nothing deters.
    undeterrable: f64,
    /// Perceived return probability that deters half of the others \[share\].
    half_at: f64,
}

impl DeterrenceForm for SomeUndeterrable {
    fn undeterred_share(&self, perceived: f64, _price_eur: f64) -> f64 {
        // Divisions alone: the same bits on every platform.
        let dose = perceived / self.half_at;
        self.undeterrable + (1.0 - self.undeterrable) / (1.0 + dose * dose)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../scenarios/scaled-up.toml");
    let mut scenario = ScenarioFile::read(Path::new(file))?;
    scenario.set("run.end=2027-12-31")?;
    let plan = scenario.plan()?;
    let arrivals = |rules: &Rules| -> Result<Vec<f64>, Box<dyn Error>> {
        (0..REPLICATES)
            .map(|replicate| Ok(arrivals_in_2027(&simulate_with(&plan, SEED, replicate, rules)?.0)))
            .collect()
    };
    let nobody_deterred = arrivals(&Rules::default())?;
    println!("arrivals in 2027, median of {REPLICATES} runs and the range that holds 90 % of them\n");
    println!("{:<32}{:>28}{:>28}", "", "arrivals", "fewer, with the same luck");
    println!("{:<32}{:>28}", "nobody is deterred", shown(&nobody_deterred)?);
    let mut fewer_before = f64::INFINITY;
    for undeterrable in [0.0, 0.5] {
        let form = SomeUndeterrable { undeterrable, half_at: 0.05 };
        let deterred = arrivals(&Rules::default().deterrence(form))?;
        let fewer: Vec<f64> = nobody_deterred.iter().zip(&deterred).map(|(all, left)| all - left).collect();
        let label = format!("{:.0} % cannot be deterred", 100.0 * undeterrable);
        println!("{label:<32}{:>28}{:>28}", shown(&deterred)?, shown(&fewer)?);

        let median = Band::of(fewer).ok_or("no runs")?.median;
        assert!(median > 0.0, "a form that deters leaves arrivals as they are");
        assert!(median < fewer_before, "the more people cannot be deterred, the less a form takes away");
        fewer_before = median;
    }
    Ok(())
}

fn arrivals_in_2027(records: &Records) -> f64 {
    records.dated().filter(|(date, _)| date.year() == 2027).map(|(_, row)| row[Metric::Arrivals]).sum()
}

/// The median, and the range that holds 90 % of runs.
fn shown(values: &[f64]) -> Result<String, Box<dyn Error>> {
    let band = Band::of(values.iter().copied()).ok_or("no runs")?;
    Ok(format!("{:.0} [{:.0}, {:.0}]", band.median, band.low90, band.high90))
}
