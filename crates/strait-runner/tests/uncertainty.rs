//! Studies over an ensemble: which draw a run takes, what holds over it, and what is said of bad ensembles.

mod support;

use std::fs;
use std::path::Path;

use strait::scenario::Plan;
use strait_runner::design::Sweep;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::store::{Column, Study};
use strait_runner::uncertainty::Ensemble;
use support::{SWEEP, assert_same, folder, names, said};
use tempfile::TempDir;
use toml::Value;

const DATA: [&str; 6] = ["runs.parquet", "daily.parquet", "people.parquet", "runs.csv", "daily.csv", "people.csv"];

const ENSEMBLE: &str = "\
# Made for tests.
draw,weight,arrivals_in_france.per_year,sea.crossing_day_share,home_office.detention.beds,legal_route.open
0,1,30000,0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1,50,false
1,2,40000,0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2,60,false
2,1.5,50000.25,0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3,70,true
";

/// A folder with a small scenario, a sweep of it and an ensemble that the sweep names.
fn drawn_folder() -> TempDir {
    let folder = folder();
    fs::write(folder.path().join("drawn.csv"), ENSEMBLE).expect("an ensemble");
    let sweep = fs::read_to_string(folder.path().join(SWEEP)).expect("a sweep");
    fs::write(folder.path().join("plain.toml"), &sweep).expect("a sweep");
    let sweep = format!("{sweep}\n[uncertainty]\nensemble = \"drawn.csv\"\n");
    fs::write(folder.path().join(SWEEP), sweep).expect("a sweep");
    folder
}

fn ensemble(folder: &Path) -> Ensemble {
    Ensemble::read(&folder.join("drawn.csv")).expect("an ensemble")
}

fn write(folder: &Path, name: &str, text: &str) -> ScenarioFile {
    fs::write(folder.join(name), text).expect("a scenario");
    ScenarioFile::read(&folder.join(name)).expect("a scenario")
}

fn beds(plan: &Plan) -> f64 {
    plan.scenario.home_office.detention.beds
}

#[test]
fn each_replicate_takes_its_draw_at_every_point() {
    let folder = drawn_folder();
    said(folder.path(), &["sweep", SWEEP, "--out", "out"], 0);
    let study = Study::open(&folder.path().join("out")).expect("results");
    let runs = study.runs().expect("runs");
    let ensemble = ensemble(folder.path());
    let expected: Vec<i64> = (0..7).map(|replicate| ensemble.draw_of(replicate) as i64).collect();
    assert_eq!(expected, [1, 2, 1, 0, 2, 1, 0]);
    assert_eq!(runs.column("draw"), Some(&Column::Integer([&expected[..], &expected[..]].concat())));
    let columns: Vec<_> = runs.columns().iter().take(5).map(|(name, _)| name.as_str()).collect();
    assert_eq!(columns, ["point", "replicate", "seed", "draw", "status"]);

    let noted = study.manifest().uncertainty.as_ref().expect("an ensemble");
    assert_eq!((noted.ensemble.as_str(), noted.draws, noted.parameters.len()), ("drawn.csv", 3, 4));
    let arrivals = runs.numbers("arrivals").expect("arrivals");
    // Draw and luck are the replicate's, so that points differ by their beds and those who are returned for it.
    let pairs = arrivals[..7].iter().zip(&arrivals[7..]);
    assert!(pairs.into_iter().all(|(few, many)| (few - many).abs() < 30.0), "{arrivals:?}");
    assert!(arrivals[0] - arrivals[3] > 3000.0, "{arrivals:?}");
    let sweep = Sweep::read(&folder.path().join(SWEEP)).expect("a sweep");
    let scenario = sweep.scenario_of(1).expect("no fault").expect("a point");
    let plan = ensemble.plan(&scenario, 2).expect("a plan");
    assert_eq!(plan.scenario.arrivals_in_france.per_year, 50_000.25);
    assert_eq!(plan.scenario.sea.crossing_day_share, [0.3; 12]);
    assert!(plan.scenario.legal_route.open);
    assert_eq!(beds(&plan), 400.0, "an axis holds over the draw");

    let (out, _) = said(folder.path(), &["run", "sketch.toml", "--ensemble", "drawn.csv", "--replicates", "2"], 0);
    assert!(out.contains(": 2 runs over an ensemble of 3 draws, too few for a range"), "{out}");
    let print = |replicate: &str, ensemble: &[&str]| {
        let words = [&["fingerprint", "sketch.toml", "--replicate", replicate], ensemble].concat();
        said(folder.path(), &words, 0).0
    };
    assert_ne!(print("0", &["--ensemble", "drawn.csv"]), print("0", &[]));
    let (checked, _) = said(folder.path(), &["check", SWEEP], 0);
    assert!(checked.contains("14 runs, an ensemble of 3 draws of 4 parameters"), "{checked}");
    let named = "extends = \"sketch.toml\"\nuncertainty.ensemble = \"drawn.csv\"\nhome_office.detention.beds = 10\n";
    fs::write(folder.path().join("named.toml"), named).expect("a scenario");
    let (described, _) = said(folder.path(), &["describe", "named.toml", "--format", "md"], 0);
    for part in ["| 44000 people/year † |", "| home_office.detention.beds | 10 beds * |", "\n\\* not", "\n† without"]
    {
        assert!(described.contains(part), "no {part:?} in\n{described}");
    }
    let (tried, _) = said(folder.path(), &["sweep", SWEEP, "--dry-run"], 0);
    assert!(tried.contains("2 points × 7 replicates"), "{tried}");
}

#[test]
fn what_a_scenario_gives_holds_over_a_draw_and_the_baselines_default_does_not() {
    let folder = drawn_folder();
    let ensemble = ensemble(folder.path());
    let drawn = |file: &ScenarioFile| ensemble.plan(file, 1).expect("a plan");
    assert_eq!(beds(&drawn(&ScenarioFile::baseline())), 60.0);
    assert_eq!(beds(&drawn(&write(folder.path(), "nothing.toml", ""))), 60.0);
    let held = write(folder.path(), "held.toml", "home_office.detention.beds = 200\n");
    assert_eq!(beds(&drawn(&held)), 200.0, "its own value, the default's or not");
    assert_eq!(ensemble.held_by(std::slice::from_ref(&held)), ["home_office.detention.beds"]);
    assert_eq!(beds(&drawn(&write(folder.path(), "child.toml", "extends = \"held.toml\"\n"))), 200.0);
    let mut set = ScenarioFile::baseline();
    set.set("home_office.detention.beds=90").expect("a parameter");
    assert_eq!(beds(&drawn(&set)), 90.0);

    // The baseline as a file is the baseline; a file of its name that extends another is not.
    let own = "[home_office.detention]\nbeds = 123\n";
    assert_eq!(beds(&drawn(&write(folder.path(), "baseline.toml", own))), 60.0);
    let grandchild = write(folder.path(), "on-file.toml", "extends = \"baseline.toml\"\n");
    assert_eq!((beds(&grandchild.plan().expect("a plan")), beds(&drawn(&grandchild))), (123.0, 60.0));
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    let inner = write(folder.path(), "inner/baseline.toml", "extends = \"../on-file.toml\"\nsea.persistence = 0\n");
    assert_eq!(beds(&drawn(&inner)), 60.0);
    let inner = write(folder.path(), "inner/baseline.toml", &format!("extends = \"../held.toml\"\n{own}"));
    assert_eq!(beds(&drawn(&inner)), 123.0);

    // Interventions change what was drawn.
    let plan = drawn(&ScenarioFile::baseline());
    assert!(!plan.scenario.legal_route.open);
    assert!(plan.changes.last().expect("a change").scenario.legal_route.open);
    assert_eq!(plan.changes.last().expect("a change").scenario.arrivals_in_france.per_year, 40_000.0);
}

#[test]
fn the_nearest_that_names_an_ensemble_is_heard() {
    let folder = drawn_folder();
    let named = |file: &ScenarioFile| file.ensemble_file().map(|file| file.given().to_owned());
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    let parent = "extends = \"baseline.toml\"\n[uncertainty]\nensemble = \"../drawn.csv\"\n";
    let mut parent = write(folder.path(), "inner/parent.toml", parent);
    assert_eq!(named(&parent).as_deref(), Some("../drawn.csv"));
    let child = write(folder.path(), "child.toml", "extends = \"inner/parent.toml\"\n");
    assert_eq!(Ensemble::of(&child).expect("no fault").map(|ensemble| ensemble.len()), Some(3));
    let off = "extends = \"inner/parent.toml\"\nuncertainty.ensemble = \"none\"\n";
    assert_eq!(named(&write(folder.path(), "off.toml", off)), None);
    parent.set_ensemble("none");
    assert!(Ensemble::of(&parent).expect("no fault").is_none());

    said(folder.path(), &["sweep", SWEEP, "--ensemble", "none", "--out", "off"], 0);
    said(folder.path(), &["sweep", "plain.toml", "--out", "plain"], 0);
    let path = |name: &str| folder.path().join(name);
    assert_same(&path("plain"), &path("off"), &DATA[..3]);
    let study = Study::open(&path("off")).expect("results");
    assert_eq!(study.manifest().uncertainty, None);
    assert!(study.runs().expect("runs").column("draw").is_none());
}

#[test]
fn a_scenario_says_how_many_runs_it_wants_and_a_flag_says_otherwise() {
    let folder = drawn_folder();
    let ask = |replicates: &str| {
        let about = format!("[uncertainty]\nensemble = \"drawn.csv\"\nreplicates = {replicates}\n");
        fs::write(folder.path().join("asking.toml"), format!("extends = \"sketch.toml\"\n{about}"))
            .expect("a scenario");
    };
    ask("3");
    let (out, _) = said(folder.path(), &["run", "asking.toml", "--out", "three"], 0);
    assert!(out.contains(": 3 runs over an ensemble"), "{out}");
    let (out, _) = said(folder.path(), &["run", "asking.toml", "--replicates", "2", "--out", "two"], 0);
    assert!(out.contains(": 2 runs over an ensemble"), "{out}");
    for wrong in ["0", "1.5", "\"many\""] {
        ask(wrong);
        let (_, err) = said(folder.path(), &["run", "asking.toml"], 2);
        assert!(err.contains("asking.toml:4:14") && err.contains("uncertainty.replicates: found"), "{err}");
    }
}

#[test]
fn threads_and_shards_change_no_byte() {
    let folder = drawn_folder();
    let path = |name: &str| folder.path().join(name);
    for threads in ["1", "3"] {
        said(folder.path(), &["sweep", SWEEP, "--format", "csv", "--threads", threads, "--out", threads], 0);
    }
    assert_same(&path("1"), &path("3"), &DATA);
    for shard in ["0/3", "1/3", "2/3"] {
        // The second is made elsewhere, where the ensemble has another path.
        fs::copy(path("drawn.csv"), path("other.csv")).expect("a copy");
        let ensemble = if shard == "1/3" { "other.csv" } else { "drawn.csv" };
        said(folder.path(), &["sweep", SWEEP, "--shard", shard, "--ensemble", ensemble, "--out", "shards"], 0);
    }
    // The shards are enough.
    fs::remove_file(path("drawn.csv")).expect("a file");
    said(folder.path(), &["collect", "shards", "--out", "joined", "--format", "csv"], 0);
    assert_same(&path("1"), &path("joined"), &DATA);
    let noted = |name: &str| Study::open(&path(name)).expect("results").manifest().uncertainty.clone();
    assert_eq!(noted("joined").map(|noted| noted.sha256), noted("1").map(|noted| noted.sha256));
}

#[test]
fn another_ensemble_is_another_study() {
    let folder = drawn_folder();
    let path = |name: &str| folder.path().join(name);
    said(folder.path(), &["sweep", SWEEP, "--shard", "0/2", "--out", "out"], 0);
    let before = names(&path("out/shards"));
    fs::write(path("drawn.csv"), ENSEMBLE.replace("Made", "Made again")).expect("an ensemble");
    let (_, err) = said(folder.path(), &["sweep", SWEEP, "--shard", "0/2", "--out", "out"], 2);
    assert!(err.contains("ensemble: there 3 draws of 4 parameters, SHA-256 "), "{err}");
    let (_, err) = said(folder.path(), &["sweep", "plain.toml", "--shard", "0/2", "--out", "out"], 2);
    assert!(err.contains("here none"), "{err}");
    assert_eq!(names(&path("out/shards")), before);
    said(folder.path(), &["sweep", SWEEP, "--shard", "1/2", "--out", "out"], 0);
    let (_, err) = said(folder.path(), &["collect", "out", "--out", "joined"], 2);
    assert!(err.contains("are not of one study") && err.contains("ensemble: there 3 draws"), "{err}");
    // An unfinished study is not gone on with either.
    let shard = path("out/shards/shard-1-of-2.runs");
    fs::rename(&shard, path("out/shards/shard-1-of-2.runs.partial")).expect("an unfinished shard");
    fs::write(path("drawn.csv"), ENSEMBLE).expect("an ensemble");
    let (_, err) = said(folder.path(), &["sweep", SWEEP, "--shard", "1/2", "--out", "out"], 2);
    assert!(err.contains("ensemble: there 3 draws") && err.contains("--restart"), "{err}");
}

#[test]
fn an_ensemble_reads_back_as_it_was_written() {
    let folder = drawn_folder();
    let paths =
        ["sea.persistence", "sea.replay", "home_office.selection.rule", "agreement.enabled", "agreement.expiry"];
    let replay = Value::Array(vec!["2025-01-04".into(), "2025-01-11".into()]);
    let draw = |number: f64| vec![number.into(), replay.clone(), "by_origin".into(), true.into(), "2026-09-30".into()];
    let draws = [(0.1, draw(1.0 / 3.0)), (1e-9, draw(5e-324)), (1e9, draw(0.1 + 0.2))];
    let made = Ensemble::new(&["two\nlines".to_owned()], &paths.map(str::to_owned), &draws).expect("an ensemble");
    let path = folder.path().join("made.csv");
    fs::write(&path, made.text()).expect("a file");
    assert!(fs::read_to_string(&path).expect("a text").starts_with("# two\n# lines\ndraw,weight,sea.persistence,"));
    let read = Ensemble::read(&path).expect("an ensemble");
    assert_eq!(read.paths().collect::<Vec<_>>(), paths);
    assert_eq!(read.weights().collect::<Vec<_>>(), [0.1, 1e-9, 1e9]);
    for (number, (_, values)) in draws.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            assert_eq!(read.value(number, column).as_ref(), Some(value));
        }
        read.plan(&ScenarioFile::baseline(), number).expect("a plan");
    }
    assert_eq!(read.value(3, 0), None);
    let none = read.plan(&ScenarioFile::baseline(), 3).expect_err("no such draw").to_string();
    assert!(none.contains("found draw 3, allowed are draws 0 to 2"), "{none}");
    let short = Ensemble::new(&[], &paths.map(str::to_owned), &[(1.0, Vec::new())]).expect_err("a short row");
    assert!(short.to_string().contains("draw 0: found 2 cells, allowed is 7"), "{short}");
}

/// What is wrong, the ensemble's text, and what the message must say.
const CASES: &[(&str, &str, &[&str])] = &[
    ("nothing", "# only this\n", &["bad.csv: is empty", "draw, weight and parameters"]),
    ("no rows", "draw,weight,sea.persistence\n\n", &["bad.csv:1:1", "holds no draws; at least one is needed"]),
    ("no parameters", "draw,weight\n0,1\n", &["bad.csv:1:1", "draw, weight and then the paths of parameters"]),
    (
        "no weight",
        "draw,sea.persistence\n0,1\n",
        &["bad.csv:1:6", "found \"sea.persistence\"", "draw, weight and then"],
    ),
    (
        "an unknown path",
        "draw,weight,sea.persistance\n0,1,1\n",
        &["bad.csv:1:13", "sea.persistance: unknown key", "did you mean `sea.persistence`?"],
    ),
    (
        "the end of a path",
        "draw,weight,detention.beds\n0,1,1\n",
        &["bad.csv:1:13", "did you mean `home_office.detention.beds`?"],
    ),
    (
        "a path twice",
        "draw,weight,sea.persistence,sea.persistence\n0,1,1,1\n",
        &["bad.csv:1:29", "has a column before"],
    ),
    ("a table", "draw,weight,sea\n0,1,1\n", &["bad.csv:1:13", "sea: a table, whose values are set one by one"]),
    ("a form", "draw,weight,deterrence\n0,1,none\n", &["bad.csv:1:13", "for a scenario or sweep to choose"]),
    ("the run", "draw,weight,run.scale\n0,1,2\n", &["bad.csv:1:13", "run.scale: the same for all runs of a study"]),
    (
        "text for a number",
        "draw,weight,sea.persistence\n0,1,0.2\n1,1, often\n",
        &["bad.csv:3:6", "sea.persistence: found \"often\" (text), allowed is a share from 0 to 0.99"],
    ),
    ("a cell left empty", "draw,weight,sea.persistence\n0,1,\n", &["bad.csv:2:5", "found \"\" (text)"]),
    (
        "a list of the wrong length",
        "draw,weight,sea.crossing_day_share\n0,1,0.1 0.2\n",
        &["bad.csv:2:5", "found a list of 2, allowed is a list of 12"],
    ),
    ("a fraction", "draw,weight,agreement.notice_days\n0,1,2.5\n", &["bad.csv:2:5", "a whole number"]),
    ("no flag", "draw,weight,agreement.enabled\n0,1,yes\n", &["bad.csv:2:5", "true or false"]),
    ("no date", "draw,weight,agreement.expiry\n0,1,2025-02-30\n", &["bad.csv:2:5", "a date such as"]),
    ("no choice", "draw,weight,home_office.selection.rule\n0,1,randon\n", &["bad.csv:2:5", "did you mean \"random\"?"]),
    ("a weight of 0", "draw,weight,sea.persistence\n0,0,0.1\n", &["bad.csv:2:3", "weight: found \"0\"", "above 0"]),
    ("a weight left out", "draw,weight,sea.persistence\n0,0.1\n", &["bad.csv:2:1", "found 2 cells, allowed is 3"]),
    ("a draw left out", "draw,weight,sea.persistence\n0,1,0.1\n2,1,0.1\n", &["bad.csv:3:1", "found \"2\"", "is 1:"]),
    ("a quote left open", "draw,weight,sea.persistence\n0,1,\"0.1\n", &["bad.csv:2:5", "a quote is not closed"]),
    ("a quote too early", "draw,weight,sea.persistence\n0,1,\"0.1\"5\n", &["bad.csv:2:5", "comes a comma"]),
    (
        "out of bounds",
        "draw,weight,sea.quality_shape,\"sea.persistence\"\r\n0,1,2,\"0.1\"\r\n1,1,2, 3\r\n",
        &["bad.csv:3:8", "sea.persistence: found 3, allowed is a share from 0 to 0.99"],
    ),
    (
        "out of bounds beside what is not drawn",
        "draw,weight,agreement.in_force\n0,1,2026-12-01\n",
        &["bad.csv:2:5", "agreement.expiry", "in_force is changed here"],
    ),
];

#[test]
fn each_kind_of_bad_ensemble_is_shown_where_it_stands() {
    let folder = folder();
    let words = ["run", "sketch.toml", "--ensemble", "bad.csv", "--replicates", "3"];
    for (what, text, expected) in CASES {
        fs::write(folder.path().join("bad.csv"), text).expect("an ensemble");
        let (_, err) = said(folder.path(), &words, 2);
        for part in *expected {
            assert!(err.contains(part), "{what}: no {part:?} in\n{err}");
        }
    }
    fs::remove_file(folder.path().join("bad.csv")).expect("a file");
    let (_, err) = said(folder.path(), &words, 2);
    assert!(err.contains("bad.csv: no such file") && err.contains("--ensemble:1:1"), "{err}");
    assert!(!folder.path().join("out").exists());

    for (name, table, expected) in [
        ("a.toml", "ensemble = \"gone.csv\"", &["a.toml:2:12", "gone.csv: no such file", "named here"][..]),
        ("b.toml", "ensembel = \"x.csv\"", &["b.toml:2:1", "did you mean `ensemble`?"]),
        ("c.toml", "ensemble = 3", &["c.toml:2:12", "uncertainty.ensemble: found 3"]),
        ("d.toml", "", &["d.toml:1:1", "uncertainty: the key ensemble must be given"]),
    ] {
        fs::write(folder.path().join(name), format!("[uncertainty]\n{table}\n")).expect("a scenario");
        let (_, err) = said(folder.path(), &["check", name], 2);
        for part in expected {
            assert!(err.contains(part), "{name}: no {part:?} in\n{err}");
        }
    }
}

/// A scenario that says how it goes on would otherwise go on as an ensemble has it, under its own name.
#[test]
fn a_form_that_a_scenario_gives_holds_over_the_ensembles() {
    let folder = folder();
    let rows = "draw,weight,scale_up.future\n0,1,\"steps(decisions_per_year=4, raise_share=0.7, step_size=0.3)\"\n";
    fs::write(folder.path().join("drawn.csv"), rows).expect("an ensemble");
    let ensemble = ensemble(folder.path());
    let future = |name: &str, text: &str| {
        let scenario = write(folder.path(), name, &format!("extends = \"baseline.toml\"\n{text}"));
        ensemble.plan(&scenario, 0).expect("a plan").scenario.scale_up.future
    };
    use strait::scenario::FutureScaleUp::{Learning, None, Steps};
    assert!(matches!(future("a.toml", ""), Steps { .. }));
    assert!(matches!(future("b.toml", "[scale_up.future.none]\n"), None {}), "also the form that the baseline has");
    assert!(matches!(future("c.toml", "[scale_up.future.learning]\ndoubling_days = 90.0\n"), Learning { .. }));
}
