//! Scenario files: what they come to, and what is said of bad ones.

use std::fs;
use std::path::Path;

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

/// The message for a file, with the folder's name taken out.
fn message(folder: &Path, name: &str) -> String {
    let error = ScenarioFile::read(&folder.join(name)).expect_err("a bad scenario");
    error.to_string().replace(&format!("{}/", folder.display()), "")
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
    assert_eq!(dates, ["2025-09-10", "2025-09-15", "2025-09-18", "2025-10-06"]);
    assert!(short.changes.iter().all(|change| change.scenario.home_office.detention.beds == 77.0));

    let folder = folder(&[("a.toml", &format!("{text}{own}"))]);
    let mut file = ScenarioFile::read(&folder.path().join("a.toml")).expect("a scenario");
    assert_eq!(read(&file.to_toml().expect("a text")), short);
    // A warm-up that is shortened from outside leaves the file's own change before it.
    file.set("run.warm_up_days=20").expect("a parameter");
    let shorter = file.plan().expect("a plan");
    assert_eq!((shorter.scenario.home_office.detention.beds, shorter.changes.len()), (77.0, 3));
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

/// What is wrong, the files, and what the message for the first of them must say.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const CASES: &[Case] = &[
    ("missing file", &[], &["a.toml: no such file"]),
    ("not TOML", &[("a.toml", "[run]\nstart = = 3\n")], &["a.toml:2:9", "not TOML"]),
    ("a key twice", &[("a.toml", "[sea]\npersistence = 0.1\npersistence = 0.2\n")], &["a.toml:3:1", "duplicate key"]),
    (
        "unknown section",
        &[("a.toml", "[home_ofice]\n")],
        &["a.toml:1:2", "home_ofice: unknown key", "mean `home_office`"],
    ),
    (
        "unknown key",
        &[("a.toml", "\n[home_office.detention]\nbeeds = 3\n")],
        &["a.toml:3:1", "home_office.detention.beeds: unknown key", "did you mean `beds`?", "beds, bail_daily_chance"],
    ),
    (
        "wrong type",
        &[("a.toml", "home_office.detention.beds = \"many\"\n")],
        &["a.toml:1:30", "home_office.detention.beds: found \"many\" (text), allowed is a number"],
    ),
    (
        "a fraction",
        &[("a.toml", "agreement.notice_days = 2.5\n")],
        &["a.toml:1:25", "agreement.notice_days", "whole number"],
    ),
    ("below zero", &[("a.toml", "agreement.notice_days = -2\n")], &["a.toml:1:25", "found -2", "whole number from 0"]),
    ("not a flag", &[("a.toml", "[agreement]\nenabled = 1\n")], &["a.toml:2:11", "agreement.enabled", "true or false"]),
    (
        "impossible value",
        &[("a.toml", "[sea]\npersistence = 3\n")],
        &["a.toml:2:15", "sea.persistence: found 3, allowed is a number from 0 to 0.99"],
    ),
    ("not a number", &[("a.toml", "[sea]\npersistence = nan\n")], &["a.toml:2:15", "found NaN"]),
    ("beyond any number", &[("a.toml", "[sea]\npersistence = 1e999\n")], &["a.toml:2:15", "sea.persistence"]),
    (
        "two problems at once",
        &[("a.toml", "[sea]\npersistence = 3\nquality = 1\n")],
        &["a.toml:2:15", "a.toml:3:1", "sea.quality: unknown key"],
    ),
    (
        "bad date",
        &[("a.toml", "run.start = \"2025-02-30\"\n")],
        &["a.toml:1:13", "run.start: found \"2025-02-30\"", "a date such as"],
    ),
    ("a time", &[("a.toml", "run.start = 2025-02-03T10:00:00\n")], &["a.toml:1:13", "2025-02-03T10:00:00 (a time)"]),
    (
        "end before start",
        &[("a.toml", "run.end = 2020-01-01\n")],
        &["a.toml:1:11", "run.end: found 2020-01-01", "not before run.start"],
    ),
    ("a long run", &[("a.toml", "run.end = 3020-01-01\n")], &["a.toml:1:11", "run.end", "at most 36525 days"]),
    (
        "expired before in force",
        &[("a.toml", "[agreement]\nin_force = 2026-12-01\n")],
        &[
            "a.toml:2:12",
            "agreement.expiry",
            "a date after agreement.in_force (2026-12-01)",
            "in_force is changed here",
        ],
    ),
    (
        "list of the wrong length",
        &[("a.toml", "sea.crossing_day_share = [0.5,\n0.5]\n")],
        &["a.toml:1:26", "sea.crossing_day_share: found a list of 2, allowed is a list of 12"],
    ),
    (
        "wrong value in a list",
        &[("a.toml", "home_office.selection.first_origins = [\"Iran\",\n 3]\n")],
        &["a.toml:2:2", "home_office.selection.first_origins: found 3"],
    ),
    (
        "unknown name in a list",
        &[("a.toml", "home_office.selection.first_origins = [\"Atlantis\"]\n")],
        &["a.toml:1:39", "home_office.selection.first_origins", "\"Atlantis\"", "Eritrea"],
    ),
    (
        "not a choice",
        &[("a.toml", "home_office.selection.rule = \"randon\"\n")],
        &["a.toml:1:30", "did you mean \"random\"?"],
    ),
    ("a value for a table", &[("a.toml", "sea = 3\n")], &["a.toml:1:7", "sea: found 3, allowed is a table"]),
    (
        "duplicate origin",
        &[("a.toml", "[[origin]]\nname='Iran'\n[[origin]]\nname='Iran'\n")],
        &["a.toml:4:6", "\"Iran\" again"],
    ),
    ("nameless origin", &[("a.toml", "[[origin]]\nshare = 1\n")], &["a.toml:1:1", "origin.name"]),
    (
        "new origin, not complete",
        &[("a.toml", "[[origin]]\nname='Chad'\nshare = 1\n")],
        &["a.toml:1:1", "origin.Chad", "grant_rate"],
    ),
    ("origins as a table", &[("a.toml", "[origin.Iran]\nshare = 1\n")], &["a.toml:1:", "[[origin]] tables"]),
    (
        "bad value of an origin",
        &[("a.toml", "[[origin]]\nname='Iran'\nshare = -1\n")],
        &["a.toml:3:9", "origin.Iran.share: found -1"],
    ),
    (
        "two forms",
        &[("a.toml", "[deterrence.none]\n[deterrence.linear]\nsemi_elasticity=1\n")],
        &["a.toml:2:13", "found none and linear"],
    ),
    (
        "unknown form",
        &[("a.toml", "[deterrence.lineer]\n")],
        &["a.toml:1:13", "deterrence.lineer", "did you mean `linear`?"],
    ),
    (
        "form not complete",
        &[("a.toml", "[deterrence.threshold]\nwidth = 1\n")],
        &["a.toml:1:1", "deterrence.threshold", "midpoint, strength"],
    ),
    (
        "form by name that has keys",
        &[("a.toml", "deterrence = 'linear'\n")],
        &["a.toml:1:14", "{ linear = { semi_elasticity = … } }"],
    ),
    ("extends a missing file", &[("a.toml", "\nextends = \"b.toml\"\n")], &["a.toml:2:11", "b.toml: no such file"]),
    ("extends no text", &[("a.toml", "extends = 3\n")], &["a.toml:1:11", "extends: found 3"]),
    (
        "extends itself through another",
        &[("a.toml", "extends = 'b.toml'\n"), ("b.toml", "extends = 'a.toml'\n")],
        &["b.toml:1:11", "a.toml → b.toml → a.toml"],
    ),
    (
        "fault in an extended file",
        &[("a.toml", "extends = 'b.toml'\n"), ("b.toml", "[sea]\nx = 1\n")],
        &["b.toml:2:1", "sea.x: unknown key"],
    ),
    (
        "intervention outside the run",
        &[("a.toml", "[[intervention]]\ndate = 2031-01-01\nset = { 'sea.persistence' = 0 }\n")],
        &["a.toml:2:8", "intervention.date: found 2031-01-01", "run.end"],
    ),
    (
        "intervention before the warm-up",
        &[("a.toml", "run.warm_up_days = 4\n[[intervention]]\ndate = 2023-12-27\nset = { 'sea.persistence' = 0 }\n")],
        &[
            "a.toml:3:8",
            "intervention.date: found 2023-12-27",
            "from 2023-12-28, run.warm_up_days before run.start, to",
        ],
    ),
    ("a long warm-up", &[("a.toml", "run.warm_up_days = 4294967295\n")], &["a.toml:1:20", "run.warm_up_days"]),
    (
        "intervention on an unknown path",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'detention.beds' = 0 }\n")],
        &["a.toml:3:9", "detention.beds: unknown key", "did you mean `home_office.detention.beds`?"],
    ),
    (
        "intervention of the wrong kind",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'home_office.detention.beds' = true }\n")],
        &["a.toml:3:40", "home_office.detention.beds: found true"],
    ),
    (
        "intervention with an impossible value",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'sea.persistence' = 2 }\n")],
        &["a.toml:3:29", "sea.persistence: found 2"],
    ),
    (
        "intervention in the run's own terms",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'run.scale' = 2 }\n")],
        &["a.toml:3:9", "run.scale: fixed at the start"],
    ),
    (
        "intervention on another form of deterrence",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'deterrence.linear.semi_elasticity' = 2 }\n")],
        &["a.toml:3:9", "deterrence.linear.semi_elasticity", "is `none` here", "to change the form, set `deterrence`"],
    ),
    (
        "intervention without a date",
        &[("a.toml", "[[intervention]]\nset = { 'sea.persistence' = 0 }\n")],
        &["a.toml:1:1", "intervention.date"],
    ),
    (
        "intervention that sets nothing",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\n")],
        &["a.toml:1:1", "intervention.set"],
    ),
    (
        "intervention with an unknown key",
        &[("a.toml", "[[intervention]]\ndat = 2025-01-01\nset = { 'sea.persistence' = 0 }\n")],
        &["a.toml:2:1", "intervention.dat: unknown key", "did you mean `date`?"],
    ),
    (
        "intervention on a table",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'courts.lawyers' = 2 }\n")],
        &["a.toml:3:9", "courts.lawyers: a table", "weekly_capacity"],
    ),
    (
        "intervention on an unknown origin",
        &[("a.toml", "[[intervention]]\ndate = 2025-01-01\nset = { 'origin.Irann.share' = 2 }\n")],
        &["a.toml:3:9", "no such origin", "did you mean \"Iran\"?"],
    ),
    (
        "one intervention, not a list",
        &[("a.toml", "[intervention]\ndate = 2025-01-01\n")],
        &["a.toml:1:", "intervention: found a table, allowed is [[intervention]] tables"],
    ),
];

#[test]
fn each_kind_of_bad_input_is_shown_where_it_stands() {
    for (what, files, expected) in CASES {
        let folder = folder(files);
        let message = message(folder.path(), "a.toml");
        for part in *expected {
            assert!(message.contains(part), "{what}: no {part:?} in\n{message}");
        }
    }
}

#[test]
fn what_is_no_text_file_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("bytes.toml"), b"a = 1\nb = \"\xff\"\n").expect("a file");
    fs::write(folder.path().join("huge.toml"), vec![b'#'; (4 << 20) + 1]).expect("a file");
    fs::create_dir(folder.path().join("folder.toml")).expect("a folder");
    for (name, expected) in [
        ("bytes.toml", "bytes.toml:2:6: is not UTF-8"),
        ("huge.toml", "at most 4194304"),
        ("folder.toml", "a directory"),
    ] {
        assert!(message(folder.path(), name).contains(expected), "{name}: {}", message(folder.path(), name));
    }
}

#[test]
fn flags_are_shown_as_they_were_typed() {
    let mut file = ScenarioFile::baseline();
    for (flag, expected) in [
        ("sea.persistence", vec!["--set:1:1", "PATH=VALUE"]),
        ("sea.persistance=1", vec!["--set:1:1", "did you mean `sea.persistence`?"]),
        ("sea.persistence = lots", vec!["--set:1:19", "found \"lots\" (text)", "sea.persistence = lots"]),
        ("sea..persistence=1", vec!["--set:1:1", "a part of the path is empty"]),
        ("sea.replay=[2025-01-01", vec!["--set:1:", "not TOML"]),
    ] {
        let message = file.set(flag).expect_err(flag).to_string();
        for part in expected {
            assert!(message.contains(part), "{flag}: no {part:?} in\n{message}");
        }
    }
    file.set("sea.persistence=2").expect("a number");
    let message = file.plan().expect_err("an impossible value").to_string();
    assert!(message.contains("--set:1:17"), "{message}");
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
