//! What if people without signs of trafficking were taken first? A rule of selection that the scenarios do not have.
//!
//! A referral as a possible victim of trafficking holds a removal up and can end it. If intake chose people without such
//! signs before others, how many more would be returned, and how many fewer people with such signs be detained? Asked of
//! 2026 on the baseline, against selection by lot with the same luck.
//!
//! A rule may be simulated without being lawful or right; the model counts what follows from it.

use std::error::Error;

use strait::metrics::Metric;
use strait::rules::{Candidate, Rules, SelectionOrder};
use strait::scenario::Plan;
use strait::simulation::simulate_with;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::summary::Band;

const REPLICATES: u64 = 40;
const SEED: u64 = 20_250_806;

/// People without signs of trafficking before those with them.
struct NoSignsFirst;

impl SelectionOrder for NoSignsFirst {
    fn class(&self, candidate: &Candidate<'_>) -> u32 {
        u32::from(candidate.person().shows_trafficking_signs())
    }
}

/// What is compared, of one run in 2026.
struct Year {
    returned: f64,
    /// People with signs of trafficking who were detained.
    with_signs: f64,
}

/// A number of a year.
type Measure = fn(&Year) -> f64;

fn main() -> Result<(), Box<dyn Error>> {
    let plan = ScenarioFile::baseline().plan()?;
    let by_lot = years(&plan, &Rules::default())?;
    let ordered = years(&plan, &Rules::default().selection(NoSignsFirst))?;
    println!("2026, median of {REPLICATES} runs and the range that holds 90 % of them\n");
    println!("{:<40}{:>20}{:>20}{:>28}", "", "by lot", "no signs first", "change, same luck");
    let measures: [(&str, Measure); 2] =
        [("people returned", |year| year.returned), ("people with signs detained", |year| year.with_signs)];
    for (name, measure) in measures {
        let change = || by_lot.iter().zip(&ordered).map(|(before, after)| measure(after) - measure(before));
        println!(
            "{name:<40}{:>20}{:>20}{:>28}",
            shown(by_lot.iter().map(measure))?,
            shown(ordered.iter().map(measure))?,
            shown(change())?
        );
    }
    let fewer = by_lot.iter().zip(&ordered).filter(|(before, after)| after.with_signs < before.with_signs);
    assert!(fewer.count() as u64 > REPLICATES / 10 * 9, "people with signs are detained as before");
    Ok(())
}

fn years(plan: &Plan, rules: &Rules) -> Result<Vec<Year>, Box<dyn Error>> {
    let year = |replicate| {
        let (records, _) = simulate_with(plan, SEED, replicate, rules)?;
        let total = |metric| records.dated().filter(|(date, _)| date.year() == 2026).map(|(_, row)| row[metric]).sum();
        Ok(Year { returned: total(Metric::Returned), with_signs: total(Metric::VulnerableSelected) })
    };
    (0..REPLICATES).map(year).collect()
}

/// The median, and the range that holds 90 % of runs.
fn shown(values: impl Iterator<Item = f64>) -> Result<String, Box<dyn Error>> {
    let band = Band::of(values).ok_or("no runs")?;
    Ok(format!("{:.0} [{:.0}, {:.0}]", band.median, band.low90, band.high90))
}
