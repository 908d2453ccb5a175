//! Scenario files: what they come to. What is said of bad ones is in `messages`.

use std::fs;

use proptest::prelude::*;
use strait::scenario::{Deterrence, Plan};
use strait_runner::scenario_file::ScenarioFile;
use tempfile::TempDir;

const BASELINE: &str = include_str!("../../../scenarios/baseline.toml");

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn read(text: &str) -> Plan {
    let folder = folder(&[("scenario.toml", text)]);
    let file = ScenarioFile::read(&folder.path().join("scenario.toml")).expect("a scenario");
    file.plan().expect("a plan")
}

#[test]
fn the_baseline_is_a_plan_and_loads_back_from_its_resolved_text() {
    let baseline = ScenarioFile::baseline();
    let plan = baseline.plan().expect("a plan");
    plan.check().expect("a sound plan");
    assert!(!plan.changes.is_empty());
    let text = baseline.to_toml().expect("a text");
    assert_eq!(read(&text), plan);
    assert_eq!(read(&format!("{text}\n")), plan);
}

#[test]
fn a_changed_scenario_loads_back_from_its_resolved_text() {
    let text = r#"
        extends = "baseline.toml"
        [run]
        start = 2025-10-01
        end = 2026-08-01
        [deterrence.threshold]
        midpoint = 0.4
        width = 1
        strength = 0.5
        [[origin]]
        name = "Viet \"Nam\" a.b"
        share = 0.1
        identity_document_share = 0.5
        uk_link_share = 0.5
        grant_rate = 0.5
        trafficking_indicator_share = 0.5
        price_eur = 1
        [[intervention]]
        date = 2026-01-01
        note = """one
two"""
        set = { "deterrence.threshold.width" = 2, deterrence = { threshold = { midpoint = 1, width = 1, strength = 1 } } }
        [[intervention]]
        date = "2026-01-02"
        set = { deterrence = "none", "origin.Other.share" = 1, "agreement.expiry" = 2026-10-01 }
    "#;
    let folder = folder(&[("a.toml", text)]);
    let mut file = ScenarioFile::read(&folder.path().join("a.toml")).expect("a scenario");
    file.set("home_office.flights.weekly_flights = 7").expect("a parameter");
    let plan = file.plan().expect("a plan");
    let resolved = file.to_toml().expect("a text");
    assert_eq!(read(&resolved), plan, "{resolved}");
    assert_eq!(file.name(), "a");
}

#[test]
fn a_file_that_extends_nothing_has_the_baselines_values_and_no_interventions() {
    let plan = read("");
    let baseline = ScenarioFile::baseline().plan().expect("a plan");
    assert_eq!(plan.scenario, baseline.scenario);
    assert!(plan.changes.is_empty());
    assert_eq!(read("extends = 'baseline.toml'"), baseline);
}

#[test]
fn files_merge_key_by_key_and_origins_by_name() {
    let folder = folder(&[
        (
            "parent.toml",
            "[home_office.detention]\nbeds = 300\n[deterrence.linear]\nsemi_elasticity = 2\n\
             [[intervention]]\ndate = 2025-09-01\nset = { 'courts.lawyers.weekly_capacity' = 9 }\n",
        ),
        (
            "child.toml",
            "extends = 'parent.toml'\n[home_office.detention]\nbail_daily_chance = 0.5\n\
             [deterrence.threshold]\nmidpoint = 0.5\nwidth = 0.1\nstrength = 1\n\
             [[origin]]\nname = 'Iran'\nshare = 0.5\n\
             [[intervention]]\ndate = 2025-08-01\nset = { 'home_office.detention.beds' = 400 }\n",
        ),
    ]);
    let baseline = ScenarioFile::baseline().plan().expect("a plan").scenario;
    let plan = ScenarioFile::read(&folder.path().join("child.toml")).expect("a scenario").plan().expect("a plan");
    let scenario = &plan.scenario;
    assert_eq!((scenario.home_office.detention.beds, scenario.home_office.detention.bail_daily_chance), (300.0, 0.5));
    assert_eq!(scenario.deterrence, Deterrence::Threshold { midpoint: 0.5, width: 0.1, strength: 1.0 });
    let names = |origins: &[strait::scenario::Origin]| origins.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&scenario.origin), names(&baseline.origin));
    let iran = |origins: &[strait::scenario::Origin]| origins.iter().find(|one| one.name == "Iran").cloned();
    let mut expected = iran(&baseline.origin).expect("Iran");
    expected.share = 0.5;
    assert_eq!(iran(&scenario.origin), Some(expected));
    // By date, whichever file they stand in, and each on top of the last.
    let changes: Vec<_> = plan.changes.iter().map(|change| change.date.to_string()).collect();
    assert_eq!(changes, ["2025-08-01", "2025-09-01"]);
    let last = &plan.changes[1].scenario;
    assert_eq!((last.home_office.detention.beds, last.courts.lawyers.weekly_capacity), (400.0, 9.0));
}

#[test]
fn a_shorter_run_begins_with_what_was_changed_before_its_warm_up() {
    // The warm-up begins on 10 September: after the form goes live, before the first seats and the new guidance.
    let text = "extends = 'baseline.toml'\n[run]\nstart = 2025-10-01\nend = 2025-10-31\nwarm_up_days = 21\n";
    let own = "[[intervention]]\ndate = 2025-09-10\nset = { 'home_office.detention.beds' = 77 }\n";
    let short = read(&format!("{text}{own}"));
    let whole = ScenarioFile::baseline().plan().expect("a plan");
    let before = whole.changes.iter().rfind(|change| change.date.to_string().as_str() < "2025-09-10");
    let mut expected = before.expect("a change").scenario.clone();
    expected.run = short.scenario.run.clone();
    assert_eq!(short.scenario, expected);
    let dates: Vec<_> = short.changes.iter().map(|change| change.date.to_string()).collect();
    assert_eq!(dates, ["2025-09-10", "2025-09-15", "2025-09-18", "2025-10-01", "2025-10-06"]);
    assert!(short.changes.iter().all(|change| change.scenario.home_office.detention.beds == 77.0));

    let folder = folder(&[("a.toml", &format!("{text}{own}"))]);
    let mut file = ScenarioFile::read(&folder.path().join("a.toml")).expect("a scenario");
    assert_eq!(read(&file.to_toml().expect("a text")), short);
    // A warm-up that is shortened from outside leaves the file's own change before it.
    file.set("run.warm_up_days=20").expect("a parameter");
    let shorter = file.plan().expect("a plan");
    assert_eq!((shorter.scenario.home_office.detention.beds, shorter.changes.len()), (77.0, 4));
}

#[test]
fn what_is_set_from_outside_holds_for_the_whole_run() {
    let mut file = ScenarioFile::baseline();
    file.set("home_office.flights.weekly_flights=9").expect("a parameter");
    file.set("deterrence = { linear = { semi_elasticity = 1 } }").expect("a form");
    file.set("deterrence.linear.semi_elasticity=3").expect("a key of the form that is set");
    file.set("origin.\"Iran\".share=0").expect("an origin");
    file.set("home_office.selection.rule=by_origin").expect("a bare text");
    file.set("run.end=2025-12-31").expect("a date");
    let plan = file.plan().expect("a plan");
    for scenario in std::iter::once(&plan.scenario).chain(plan.changes.iter().map(|change| &change.scenario)) {
        assert_eq!(scenario.home_office.flights.weekly_flights, 9.0);
        assert_eq!(scenario.deterrence, Deterrence::Linear { semi_elasticity: 3.0 });
    }
    plan.check().expect("a sound plan");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is done to the baseline's bytes, the file is read or its faults are shown.
    #[test]
    fn no_bytes_make_the_reader_panic(edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, "[ -~\n\r\t\u{a0}-\u{2fff}]{0,6}|[\\[\\]{}=.\"'#,0-9-]{0,4}"), 1..8)) {
        let mut bytes = BASELINE.as_bytes().to_vec();
        for (at, cut, text) in edits {
            let at = at.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, text.bytes());
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("scenario.toml");
        fs::write(&path, bytes).expect("a file");
        match ScenarioFile::read(&path) {
            Ok(file) => file.plan().expect("a plan").check().expect("a sound plan"),
            Err(error) => prop_assert!(error.to_string().contains("scenario.toml") && !error.render(true).is_empty()),
        }
    }

    #[test]
    fn no_flag_makes_the_reader_panic(path in "[a-z_.]{0,12}|sea\\.replay|deterrence(\\.[a-z]{0,6})?|origin\\..{0,6}", value in "\\PC{0,12}") {
        let mut file = ScenarioFile::baseline();
        if let Err(error) = file.set(&format!("{path}={value}")) {
            prop_assert!(error.to_string().contains("--set:1:"));
        }
    }
}
