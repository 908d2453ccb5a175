//! A three-year national replicate of the baseline, on one core, under each form of deterrence.

use divan::{Bencher, black_box};
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

fn main() {
    divan::main();
}

const FORMS: [&str; 4] = [
    "none",
    "{ linear = { semi_elasticity = 1.0 } }",
    "{ threshold = { midpoint = 0.5, width = 0.1, strength = 0.75 } }",
    "{ expected_utility = { median_value_eur = 20000, value_sd = 1.0, return_cost_eur = 3000 } }",
];

#[divan::bench(args = FORMS, sample_count = 10)]
fn three_years(bencher: Bencher<'_, '_>, form: &str) {
    let mut scenario = ScenarioFile::baseline();
    scenario.set(&format!("deterrence={form}")).expect("a form of deterrence");
    let plan = scenario.plan().expect("the baseline can be run");
    bencher.bench(|| simulate(black_box(&plan), 1, 0));
}
