//! Scenario files: whatever is read can be described, and written so that it is read again as the same plan.

use std::sync::Once;

use strait_runner::commands::{check, describe};
use strait_runner::scenario_file::ScenarioFile;

use super::{command, folder};

/// A file that inputs can extend.
const BASE: &str =
    "extends = \"baseline.toml\"\n[[intervention]]\ndate = 2025-12-01\nset = { \"home_office.detention.beds\" = 5 }\n";

pub fn run(bytes: &[u8]) {
    static BASE_IS_THERE: Once = Once::new();
    BASE_IS_THERE.call_once(|| drop(folder::file("base.toml", BASE.as_bytes())));
    let path = folder::file("scenario.toml", bytes);
    let words = path.to_string_lossy();
    command::run(check::run, &[&words]);
    let scenario = match ScenarioFile::read(&path) {
        Ok(scenario) => scenario,
        Err(error) => {
            assert!(error.count() > 0);
            return command::is_harmless(&error.render(false));
        }
    };
    let plan = scenario.plan().expect("a file that is read has a plan");
    for format in ["table", "md", "json", "csv"] {
        command::run(describe::run, &[&words, "--format", format]);
    }
    let written = scenario.to_toml().expect("a scenario that is read can be written");
    let again = folder::file("again.toml", written.as_bytes());
    let again = ScenarioFile::read(&again).unwrap_or_else(|error| panic!("{error}\n{written}"));
    let plan_again = again.plan().expect("a file that is read has a plan");
    assert!(plan == plan_again, "another plan from\n{written}");
}
