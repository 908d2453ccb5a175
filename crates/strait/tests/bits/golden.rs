//! Pinned results. They are a contract: whoever changes them says so in the changelog.
//!
//! ```sh
//! cargo test -p strait --test bits -- --ignored pin
//! ```
//!
//! writes the results of this code over those that are pinned. It is the only way in which they change.

use std::fmt::Write;

use crate::support::{digest, total, with};
use strait::metrics::METRICS;
use strait::simulation::simulate;

const PINNED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bits/results.csv");

/// The baseline under each form of deterrence, and a world of another size.
const CASES: [(&str, &[(&str, &str)]); 5] = [
    ("baseline", &[]),
    ("linear", &[("deterrence", "{ linear = { semi_elasticity = 1.0 } }")]),
    ("threshold", &[("deterrence", "{ threshold = { midpoint = 0.5, width = 0.1, strength = 0.75 } }")]),
    (
        "expected_utility",
        &[(
            "deterrence",
            "{ expected_utility = { median_value_eur = 20000.0, value_sd = 1.0, return_cost_eur = 3000.0 } }",
        )],
    ),
    ("scale_0.3", &[("run.scale", "0.3")]),
];

/// For each case and replicate the total of every metric over the run, and a digest of every bit of every day.
fn results() -> String {
    let mut table = String::from("case,replicate,metric,total\n");
    for (case, settings) in CASES {
        for replicate in 0..2 {
            let records = simulate(&with(settings), 20_250_806, replicate).expect("a sound plan");
            for metric in METRICS {
                let _ = writeln!(table, "{case},{replicate},{},{:?}", metric.name(), total(&records, *metric));
            }
            let _ = writeln!(table, "{case},{replicate},digest,{:016x}", digest(&records.days));
        }
    }
    table
}

#[test]
fn results_are_those_pinned() {
    let pinned = std::fs::read_to_string(PINNED).expect("pinned results");
    let found = results();
    let differs = pinned.lines().zip(found.lines()).find(|(pinned, found)| pinned != found);
    assert_eq!(differs, None, "first difference, pinned and found; see the head of this file");
    assert_eq!(pinned.len(), found.len());
}

#[test]
#[ignore = "overwrites the pinned results: run it to change them"]
fn pin() {
    std::fs::create_dir_all(std::path::Path::new(PINNED).parent().expect("a folder")).expect("the folder can be made");
    std::fs::write(PINNED, results()).expect("the pinned results can be written");
}
