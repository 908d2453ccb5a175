//! The baseline over its ensemble tells the episode as it was: what was fitted comes out of runs again.

use std::path::Path;

use jiff::civil::Date;
use strait::metrics::Metric;
use strait::records::Records;
use strait::simulation::simulate;
use strait_runner::observed::Sources;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::uncertainty::Ensemble;

const REPLICATES: u64 = 60;

fn runs() -> Vec<Records> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/baseline.toml");
    let mut scenario = ScenarioFile::read(&path).expect("the baseline");
    scenario.set("run.end=2026-06-30").expect("a setting");
    let ensemble = Ensemble::of(&scenario).expect("an ensemble that can be read").expect("an ensemble");
    let run = |replicate| {
        let plan = ensemble.plan(&scenario, ensemble.draw_of(replicate)).expect("a plan");
        simulate(&plan, 20_250_806, replicate).expect("a run")
    };
    let of_core = |core: u64, cores: u64| (core..REPLICATES).step_by(cores as usize).map(run).collect::<Vec<_>>();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|core| scope.spawn(move || of_core(core, cores))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("runs")).collect()
    })
}

/// The 5th percentile, the median and the 95th of what each run comes to.
fn band(runs: &[Records], of: impl Fn(&Records) -> f64) -> [f64; 3] {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|share| values[((values.len() - 1) as f64 * share).round() as usize])
}

fn on(records: &Records, day: Date, metric: Metric) -> f64 {
    records.dated().find(|(date, _)| *date == day).expect("a day of the run").1[metric]
}

fn by(records: &Records, day: Date, metric: Metric) -> f64 {
    records.dated().filter(|(date, _)| *date <= day).map(|(_, row)| row[metric]).sum()
}

/// Otherwise every answer would be given over a world that is not the one in which it is asked.
#[test]
fn runs_over_the_ensemble_hold_the_months_of_the_exchange_and_the_asylum_quarters() {
    let runs = runs();
    let months = Sources::BUILT_IN.exchange_months().expect("months");
    let months: Vec<_> = months.iter().filter(|month| month.returned > 0.0).collect();
    assert_eq!(months.len(), 10);
    let held = |of: &dyn Fn(&Records, Date) -> f64, was: &dyn Fn(usize) -> f64| {
        let within = |at: &usize| {
            let [low, _, high] = band(&runs, |run| of(run, months[*at].month_end));
            (low..=high).contains(&was(*at))
        };
        (0..months.len()).filter(within).count()
    };
    let returned = held(&|run, day| by(run, day, Metric::Returned), &|at| months[at].returned_cumulative);
    let admitted = held(&|run, day| by(run, day, Metric::Admitted), &|at| months[at].admitted_cumulative);
    let gap = held(&|run, day| on(run, day, Metric::LedgerGap), &|at| {
        months[at].admitted_cumulative - months[at].returned_cumulative
    });
    assert!(returned >= 8 && admitted >= 8 && gap >= 8, "month-ends held: {returned}, {admitted}, {gap} of 10");

    for quarter in Sources::BUILT_IN.asylum_quarters().expect("quarters") {
        for (metric, known, share) in [
            (Metric::AsylumBacklog, quarter.awaiting, 0.1),
            (Metric::Accommodated, quarter.supported, 0.1),
            (Metric::AppealsOpen, quarter.appeals_open, 0.1),
            (Metric::InHotels, quarter.hotels, 0.2),
        ] {
            let Some(known) = known else { continue };
            let [_, median, _] = band(&runs, |run| on(run, quarter.quarter_end, metric));
            let off = (median / known - 1.0).abs();
            assert!(off < share, "{} is {median} on {}, was {known}", metric.name(), quarter.quarter_end);
        }
    }
}
