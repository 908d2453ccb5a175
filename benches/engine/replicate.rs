//! A replicate of the baseline on one core: how long it takes, how much memory, and what of it people, institutions and
//! recording take.

use std::hint::black_box;

use strait::metrics::Metric;
use strait::outcomes::outcomes_of;
use strait::simulation::simulate;
use strait_benches::{last_line, peak_mb, start_again, timed};
use strait_runner::design::Resolution;
use strait_runner::store::rows_of;

use super::{baseline, median};

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// Replicates of each; the medians are printed
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    replicates: u16,
    /// Measure the baseline with these settings in this very process
    #[arg(long, hide = true)]
    child: bool,
    #[arg(long, hide = true)]
    set: Vec<String>,
}

/// What is measured, and how it differs from the baseline.
const CASES: [(&str, &str); 7] = [
    ("nothing but the plan", ""),
    ("baseline", "deterrence={ none = {} }"),
    ("linear", "deterrence={ linear = { semi_elasticity = 1.0 } }"),
    ("threshold", "deterrence={ threshold = { midpoint = 0.5, width = 0.1, strength = 0.75 } }"),
    (
        "expected utility",
        "deterrence={ expected_utility = { median_value_eur = 20000, value_sd = 1.0, return_cost_eur = 3000 } }",
    ),
    ("250000 agents", "run.scale=1.72"),
    ("hardly anybody", "run.scale=0.001"),
];

pub(crate) fn run(args: &Args) -> Result<(), String> {
    if args.child {
        return child(args);
    }
    println!("case,agents,claims_as_counts,simulation_ms,recording_ms,peak_mb");
    for (case, setting) in CASES {
        let mut words: Vec<String> = vec!["replicate".to_owned(), "--child".to_owned()];
        words.extend(["--replicates".to_owned(), args.replicates.to_string()]);
        if !setting.is_empty() {
            words.extend(["--set".to_owned(), setting.to_owned()]);
        }
        println!("{case},{}", last_line(start_again(&words)?)?);
    }
    Ok(())
}

fn child(args: &Args) -> Result<(), String> {
    let plan = baseline(&args.set)?;
    let peak = |mb: Option<f64>| mb.map_or(String::new(), |mb| format!("{mb:.1}"));
    if args.set.is_empty() {
        println!("0,0,0,0,{}", peak(peak_mb()));
        return Ok(());
    }
    let (mut times, mut recordings, mut agents, mut claims) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for replicate in 0..u64::from(args.replicates) {
        let (records, cpu, _) = timed(|| simulate(&plan, 20_250_806, replicate))?;
        let records = records.map_err(|error| error.to_string())?;
        times.push(cpu * 1e3);
        let (_, cpu, _) = timed(|| black_box((outcomes_of(&plan, &records), rows_of(&records, Resolution::Daily))))?;
        recordings.push(cpu * 1e3);
        let total = |metric| records.days.iter().map(|row| row[metric]).sum::<f64>();
        agents.push(total(Metric::ArrivedInFrance));
        claims.push(total(Metric::AsylumClaims) - total(Metric::Arrivals));
    }
    println!(
        "{:.0},{:.0},{:.2},{:.2},{}",
        median(&mut agents),
        median(&mut claims),
        median(&mut times),
        median(&mut recordings),
        peak(peak_mb())
    );
    Ok(())
}
