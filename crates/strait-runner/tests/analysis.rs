//! What is said of finished results: comparisons, what binds, which option holds up.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use support::{SWEEP, folder, said};

/// Rows of a CSV text, each with the names of its cells.
fn rows(text: &str) -> Vec<impl Fn(&str) -> String + use<>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("a header").clone();
    let records: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    records
        .into_iter()
        .map(|row| {
            let head = head.clone();
            move |name: &str| {
                let place = head.iter().position(|own| own == name).unwrap_or_else(|| panic!("no column {name}"));
                row[place].to_owned()
            }
        })
        .collect()
}

fn number(text: String) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

#[test]
fn scenarios_are_compared_run_by_run_where_they_share_their_luck_and_apart_where_not() {
    let folder = folder();
    let folder = folder.path();
    for (out, more) in [
        ("a", &["--replicates", "8"][..]),
        ("b", &["--replicates", "6", "--set", "france.patrols.prevention_share=0.5"]),
        ("c", &["--replicates", "8", "--seed", "5", "--set", "france.patrols.prevention_share=0.5"]),
        ("d", &["--replicates", "8", "--set", "agreement.enabled=false"]),
    ] {
        said(folder, &[&["run", "sketch.toml", "--out", out][..], more].concat(), 0);
    }
    let compared = |words: &[&str]| rows(&said(folder, &[&["compare", "--format", "csv"], words].concat(), 0).0);

    for row in compared(&["a", "a"]) {
        for column in ["difference", "low_95", "high_95", "median", "pairs_low_90", "pairs_high_90", "other_above"] {
            assert_eq!(row(column), "0.0", "{} {column}", row("outcome"));
        }
        assert_eq!(row("equal"), "1.0");
    }

    let shared = &compared(&["a", "b", "--outcome", "arrivals"])[0];
    assert_eq!([shared("luck"), shared("base_compared"), shared("base_left_out")], ["shared", "6", "2"]);
    assert!(number(shared("high_95")) < 0.0 && number(shared("other_above")) == 0.0, "more patrols let fewer arrive");
    assert!(number(shared("narrower")) > 3.0, "{}", shared("narrower"));
    let apart = &compared(&["a", "c", "--outcome", "arrivals"])[0];
    assert_eq!([apart("luck"), apart("median"), apart("narrower")], ["own", "", ""]);
    let width = |row: &dyn Fn(&str) -> String| number(row("high_95")) - number(row("low_95"));
    assert!(width(apart) > 3.0 * width(shared));
    let (text, _) = said(folder, &["compare", "a", "c", "--outcome", "arrivals"], 0);
    assert!(text.contains("the seeds are 20250806 and 5") && text.contains("--seed 20250806"), "{text}");

    // Without an agreement there are no sustained returns: the pairs are left out, and it is said.
    let none = &compared(&["a", "d", "--outcome", "sustained_returns_per_week"])[0];
    assert_eq!([none("base_compared"), none("other_without"), none("difference")], ["0", "8", "NaN"]);
    let (text, _) = said(folder, &["compare", "a", "d", "--outcome", "sustained_returns_per_week"], 0);
    assert!(text.contains("(0 compared; 0 and 8 runs have none)"), "{text}");

    for (words, told) in [
        (&["compare", "a"][..], "two folders or more"),
        (&["compare", "a", "b", "--base", "1"], "--base: only for one folder"),
        (&["compare", "a", "b", "--outcome", "returnd"], "did you mean `returned`?"),
        (&["compare", "a", "nowhere"], "nowhere"),
    ] {
        let (_, err) = said(folder, words, 2);
        assert!(err.starts_with("error: ") && err.contains(told), "{words:?}: {err}");
    }
}

#[test]
fn points_of_a_sweep_are_compared_with_one_of_them_and_judged_as_options() {
    let folder = folder();
    let folder = folder.path();
    said(folder, &["sweep", SWEEP], 0);
    let words = ["compare", "out/beds", "--format", "csv", "--outcome", "selected"];
    let (forward, _) = said(folder, &words, 0);
    let (back, _) = said(folder, &[&words[..], &["--base", "1"]].concat(), 0);
    let (forward, back) = (&rows(&forward)[0], &rows(&back)[0]);
    assert_eq!(forward("other"), "1: beds = 400");
    assert_eq!(number(forward("difference")), -number(back("difference")));
    assert!(number(forward("low_95")) > 0.0, "more beds, more people chosen");

    let words = ["robustness", "out/beds", "--outcome", "selected", "--format", "csv"];
    let (text, _) = said(folder, &[&words[..], &["--at-least", "0"]].concat(), 0);
    let options = rows(&text);
    let of = |column: &str| options.iter().map(|row| row(column)).collect::<Vec<_>>();
    assert_eq!(of("option"), ["beds = 20", "beds = 400"]);
    assert_eq!(
        (of("least_largest_regret"), of("met")),
        (vec!["false".to_owned(), "true".to_owned()], vec!["1.0".to_owned(); 2])
    );
    assert_eq!(number(options[0]("regret_mean")), number(forward("difference")));
    assert_eq!(number(options[1]("regret_max")), 0.0);

    for (words, told) in [
        (&["compare", "out/beds", "--base", "2"][..], "a point of out/beds from 0 to 1"),
        (&["compare", "out/beds", "out/beds"], "strait compare out/beds"),
        (&["robustness", "out/beds", "--outcome", "selected"], "--at-least"),
        (&["robustness", "out/beds", "--outcome", "selected", "--at-least", "x"], "allowed is a number"),
        (
            &["robustness", "out/beds", "--outcome", "selected", "--at-most", "1", "--policy", "beds"],
            "did you mean `home_office.detention.beds`?",
        ),
    ] {
        let (_, err) = said(folder, words, 2);
        assert!(err.starts_with("error: ") && err.contains(told), "{words:?}: {err}");
    }
}

/// A world in which nothing is left to chance and all is ample but beds: ten adults a day come, cross in boats of one and
/// are all chosen; a return takes 17 days, and there are 60 beds.
const BEDS_ALONE: &[(&str, &str)] = &[
    ("run.start", "2025-08-06"),
    ("run.end", "2026-06-01"),
    ("run.warm_up_days", "0"),
    ("arrivals_in_france.per_year", "3652.5"),
    ("arrivals_in_france.seasonality", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ("arrivals_in_france.dispersion", "1e12"),
    ("arrivals_in_france.drift_sd", "0.0"),
    ("arrivals_in_france.adult_share", "1.0"),
    ("sea.crossing_day_share", "[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ("sea.persistence", "0.0"),
    ("sea.quality_shape", "1e12"),
    ("sea.deaths_per_thousand", "0.0"),
    ("smugglers.boats_per_crossing_day", "1000"),
    ("smugglers.supply_power", "0.0"),
    ("smugglers.load", "5"),
    ("smugglers.load_growth", "0.0"),
    ("smugglers.load_sd", "0.0"),
    ("northern_france.resolve_mean", "50"),
    ("northern_france.resolve_sd", "0.0"),
    ("northern_france.danger_utility", "0.0"),
    ("northern_france.leave_utility", "-50"),
    ("france.patrols.prevention_share", "0.0"),
    ("france.patrols.rescued_back_share", "0.0"),
    ("france.replies.days_low", "10"),
    ("france.replies.days_usual", "10"),
    ("france.replies.days_high", "10"),
    ("france.replies.refusal_share", "0.0"),
    ("france.replies.weekly_capacity", "100000"),
    ("france.reception.weekly_places", "100000"),
    ("france.reception.north_again_share", "0.0"),
    ("france.cooperation.start", "1.0"),
    ("france.cooperation.ceiling", "1.0"),
    ("france.cooperation.shocks_per_year", "0.0"),
    ("france.cooperation.imbalance_sensitivity", "0.0"),
    ("agreement.expiry", "2045-01-01"),
    ("agreement.tolerance_returns_ahead", "1e9"),
    ("agreement.parity", "\"daily_limit\""),
    ("scale_up.levels", "[]"),
    ("home_office.selection.share", "1.0"),
    ("home_office.detention.beds", "60"),
    ("home_office.detention.bail_daily_chance", "0.0"),
    ("home_office.casework.weekly_cases", "100000"),
    ("home_office.casework.weekly_decisions", "100000"),
    ("home_office.casework.request_days", "1"),
    ("home_office.casework.decision_days", "1"),
    ("home_office.flights.weekly_flights", "7"),
    ("home_office.flights.seats_per_flight", "100000"),
    ("home_office.flights.cancellation_share", "0.0"),
    ("courts.trafficking.referral_share", "0.0"),
    ("courts.trafficking.referral_share_without_signs", "0.0"),
    ("courts.human_rights.claim_share", "0.0"),
    ("courts.interim_relief.application_share", "0.0"),
    ("courts.systemic.challenges_per_year", "0.0"),
];

fn write_scenario(folder: &Path, settings: &[(&str, &str)]) {
    let mut text = String::new();
    for (path, value) in settings {
        writeln!(text, "{path} = {value}").expect("a text");
    }
    fs::write(folder.join("world.toml"), text).expect("a scenario");
}

#[test]
fn where_one_gate_alone_can_bind_its_relief_is_its_own_and_no_other_has_any() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    write_scenario(folder, BEDS_ALONE);
    let words = ["bottlenecks", "world.toml", "--replicates", "3"];
    let (text, _) = said(folder, &words, 0);
    assert!(
        text.contains("most are held up at detention beds") && text.contains("What binds is detention beds"),
        "{text}"
    );
    let out = folder.join("out/world-bottlenecks");
    let table = fs::read_to_string(out.join("bottlenecks.csv")).expect("a table");
    let found = rows(&table);
    assert_eq!(found[0]("gate"), "detention_beds");
    let week = 60.0 / 17.0 * 7.0;
    let relief = number(found[0]("returns"));
    assert!((relief / week - 0.1).abs() < 0.02, "{relief} of about {week} a week");
    let relieved: Vec<_> = found.iter().skip(1).filter(|row| row("no_relief").is_empty()).collect();
    assert!(relieved.len() > 12);
    for row in relieved {
        let numbers = ["returns", "returns_low_95", "returns_high_95", "admissions"].map(row);
        assert_eq!(numbers, ["0.0"; 4], "{}", row("gate"));
        assert_eq!(row("stopped_median"), "0.0", "{}", row("gate"));
    }
    assert!(out.join("figures/relief.svg").exists() && !out.join("together").exists());

    // What is finished is not run again, and is no other study's.
    assert_eq!(said(folder, &words, 0).0, text);
    let (_, err) = said(folder, &[&words[..], &["--seed", "4"]].concat(), 2);
    assert!(err.contains("Nothing is overwritten"), "{err}");
    fs::write(folder.join("mine"), "").expect("a file");
    let (_, err) = said(folder, &[&words[..], &["--out", "."]].concat(), 2);
    assert!(err.contains("is not empty"), "{err}");
    let (_, err) =
        said(folder, &[&words[..], &["--set", "agreement.return_deadline_days=3640", "--out", "b"]].concat(), 2);
    assert!(err.contains("the relief of the gate treaty deadline") && !folder.join("b").exists(), "{err}");
}
