//! A setting of the page and the scenario file that it gives are one thing, and what is wrong with it is said.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use strait::outcomes::outcomes_of;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::uncertainty::Ensemble;
use strait_web::{FROM, Prepared, Setting, describe};
use tempfile::TempDir;

fn setting(scenario: &str, set: &[(&str, &str)], uncertainty: bool) -> Setting {
    let set = set.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned()));
    Setting { scenario: scenario.to_owned(), set: set.collect(), from: FROM, uncertainty, seed: 7 }
}

/// The shipped scenarios in a folder of their own.
fn scenarios() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    fs::create_dir(folder.path().join("ensembles")).expect("a folder");
    for scenario in describe().expect("a description").scenarios {
        fs::copy(shipped.join(scenario.file), folder.path().join(scenario.file)).expect("a copy");
    }
    let ensemble = "ensembles/to-2026-06-30.csv";
    fs::copy(shipped.join(ensemble), folder.path().join(ensemble)).expect("a copy");
    folder
}

#[test]
fn the_file_that_a_setting_gives_runs_to_the_same_bits() {
    let folder = scenarios();
    let small = ("run.scale", "0.05");
    let settings = [
        setting("baseline.toml", &[small], false),
        setting("scaled-up.toml", &[small, ("home_office.detention.beds", "400")], true),
        setting("ample.toml", &[small, ("deterrence", "{ linear = { semi_elasticity = 2.0 } }")], true),
        setting("replay-2025.toml", &[small, ("agreement.expiry", "2025-11-30")], true),
        setting("forecast-2026.toml", &[small, ("sea.replay_until", "2025-06-30")], true),
    ];
    for setting in settings {
        let prepared = Prepared::new(&setting).expect("a sound setting");
        let path = folder.path().join("explorer.toml");
        fs::write(&path, prepared.toml()).expect("a file");
        let file = ScenarioFile::read(&path).expect("the file of a setting is sound");
        let ensemble = Ensemble::of(&file).expect("an ensemble that is there");
        assert_eq!(ensemble.is_some(), setting.uncertainty);
        let plan = match &ensemble {
            Some(ensemble) => ensemble.plan(&file, ensemble.draw_of(3)).expect("a plan"),
            None => file.plan().expect("a plan"),
        };
        let records = simulate(&plan, setting.seed, 3).expect("a run");
        let run = prepared.run(3).expect("a run");
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&run.outcomes), bits(&outcomes_of(&plan, &records)), "{setting:?}");
        assert_eq!(run.weeks, records.weeks(), "{setting:?}");
        assert_eq!(prepared.summary().expect("a summary").weeks.len(), run.weeks.len());
    }
}

#[test]
fn what_is_set_holds_whatever_the_scenario_changes_later() {
    // France suspends in February and resumes in May: not when the page says that it does neither.
    let never = setting("french-suspension.toml", &[("france.cooperation.suspended", "false")], false);
    let prepared = Prepared::new(&never).expect("a sound setting");
    let changes = prepared.summary().expect("a summary").changes;
    let suspended = changes.iter().filter_map(|change| change.set.get("france.cooperation.suspended"));
    let last_of_each_day: BTreeMap<_, _> = changes
        .iter()
        .filter_map(|change| Some((change.date, change.set.get("france.cooperation.suspended")?.as_str())))
        .collect();
    assert!(suspended.count() > 2 && last_of_each_day.values().all(|value| *value == "false"), "{last_of_each_day:?}");
}

#[test]
fn what_is_wrong_with_a_setting_is_said_with_its_key() {
    let wrong = [
        (setting("baseline.tom", &[], true), "did you mean baseline.toml?"),
        (setting("baseline.toml", &[("home_office.detention.bed", "1")], true), "home_office.detention.beds"),
        (
            setting("baseline.toml", &[("home_office.detention.beds", "-1")], true),
            "home_office.detention.beds: found -1",
        ),
        (setting("baseline.toml", &[("home_office.detention.beds", "1\nx = 2")], true), "as TOML writes it"),
        (setting("baseline.toml", &[("run.end", "never")], true), "run.end: found never"),
    ];
    for (setting, words) in wrong {
        let said = Prepared::new(&setting).expect_err("not sound").join("\n");
        assert!(said.contains(words), "{setting:?}: {said}");
    }
}

#[test]
fn every_parameter_that_is_described_can_be_set_to_its_default() {
    let described = describe().expect("a description");
    assert!(described.parameters.iter().all(|parameter| !parameter.meaning.is_empty()), "a parameter without a word");
    let plain = |kind: &str| ["number", "whole", "flag", "date"].contains(&kind);
    let set: Vec<(&str, &str)> = described
        .parameters
        .iter()
        .filter(|parameter| plain(parameter.kind) && !parameter.default.is_empty())
        .map(|parameter| (parameter.path.as_str(), parameter.default.as_str()))
        .collect();
    assert!(set.len() > 150, "{}", set.len());
    Prepared::new(&setting("baseline.toml", &set, false)).expect("the defaults are sound");
}

#[test]
fn a_source_that_is_called_weak_gives_no_parameter_more_than_low_confidence() {
    let described = describe().expect("a description");
    let weak: Vec<&str> = described
        .observed
        .exchange
        .iter()
        .filter(|count| count.note.contains("Weak source"))
        .map(|count| count.source.as_str())
        .collect();
    let too_sure: Vec<&str> = described
        .parameters
        .iter()
        .filter(|parameter| {
            weak.contains(&parameter.url) && !["low", "assumption"].contains(&parameter.confidence.as_str())
        })
        .map(|parameter| parameter.path.as_str())
        .collect();
    assert!(too_sure.is_empty(), "rest on a source that observed/ calls weak: {too_sure:?}");
}
