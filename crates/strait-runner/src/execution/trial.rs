//! What this program makes of a small run, by which builds that bear one version and give other results are told apart.

use std::sync::LazyLock;

use strait::outcomes::outcomes_of;
use strait::records::Records;
use strait::scenario::Plan;
use strait::simulation::simulate;

use crate::scenario_file::ScenarioFile;
use crate::store::sha256;

/// The setting that makes the baseline small.
const SMALL: &str = "run.scale=0.05";

/// SHA-256 of every value that a small run of the baseline leaves, in hexadecimal digits; the same on every platform, as
/// results are. Code that such a run does not get to is not told apart by it.
pub(super) fn trial() -> &'static str {
    static TRIAL: LazyLock<String> = LazyLock::new(|| sha256(&run(&[SMALL]).unwrap_or_else(|why| why)));
    &TRIAL
}

/// The bits of all values that a run of the baseline with these settings leaves.
///
/// # Errors
/// Why it cannot be run.
fn run(settings: &[&str]) -> Result<String, String> {
    let mut scenario = ScenarioFile::baseline();
    for setting in settings {
        scenario.set(setting).map_err(|error| error.to_string())?;
    }
    let plan = scenario.plan().map_err(|error| error.to_string())?;
    let records = simulate(&plan, 1, 0).map_err(|error| error.to_string())?;
    Ok(bits(&plan, &records))
}

fn bits(plan: &Plan, records: &Records) -> String {
    let outcomes = outcomes_of(plan, records);
    let daily = records.days.iter().flat_map(|row| row.values());
    let groups = records.groups.iter().flat_map(|group| group.counts).map(|count| format!("{count:016x}"));
    // Processors give different bits to what is no number.
    let bits = |value: &f64| if value.is_nan() { "none".to_owned() } else { format!("{:016x}", value.to_bits()) };
    daily.chain(&outcomes).map(bits).chain(groups).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_run_is_always_the_same_and_another_with_other_parameters() {
        let of = |settings: &[&str]| sha256(&run(settings).expect("a run"));
        assert_eq!(of(&[SMALL]), trial());
        assert_ne!(of(&[SMALL, "home_office.detention.beds=1"]), trial());
    }
}
