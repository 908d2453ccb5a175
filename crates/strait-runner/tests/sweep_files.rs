//! Sweep files: their points, and what is said of bad ones.

use std::fs;
use std::path::Path;

use strait::scenario::Deterrence;
use strait_runner::calibration::CalibrationFile;
use strait_runner::design::{Resolution, Sweep, has_table};
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::validation::ValidationFile;
use tempfile::TempDir;

const HEAD: &str = "[sweep]\nname='x'\nscenario='baseline.toml'\ndesign='grid'\nreplicates=2\nseed=1\n";

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("sweep.toml"), text).expect("a file");
    folder
}

fn read(text: &str) -> Sweep {
    Sweep::read(&folder(text).path().join("sweep.toml")).unwrap_or_else(|error| panic!("{error}"))
}

fn message(text: &str) -> String {
    let folder = folder(text);
    let error = Sweep::read(&folder.path().join("sweep.toml")).expect_err("a bad sweep");
    error.to_string().replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_grid_has_every_combination_the_last_axis_fastest() {
    let sweep = read(&format!(
        "{HEAD}[[set]]\npath='home_office.detention.beds'\nvalue=77\n\
         [[axis]]\npath='france.reception.weekly_places'\nvalues=[25, 50.5]\n\
         [[axis]]\npath='deterrence'\nvalues=['none', {{ linear = {{ semi_elasticity = 1.0 }} }}]\n"
    ));
    assert_eq!((sweep.replicates, sweep.seed, sweep.resolution), (2, 1, Resolution::Weekly));
    assert_eq!(sweep.axes(), ["france.reception.weekly_places", "deterrence"]);
    let points = sweep.points().expect("points");
    let labels: Vec<_> = points
        .iter()
        .map(|point| (point.label("france.reception.weekly_places"), point.label("deterrence")))
        .map(|(places, form)| format!("{} {}", places.unwrap_or_default(), form.unwrap_or_default()))
        .collect();
    assert_eq!(labels, ["25 none", "25 linear(semi_elasticity=1)", "50.5 none", "50.5 linear(semi_elasticity=1)"]);
    assert!(points.iter().all(|point| point.plan.scenario.home_office.detention.beds == 77.0));
    assert_eq!(points[3].plan.scenario.deterrence, Deterrence::Linear { semi_elasticity: 1.0 });
    assert_eq!(points[3].index, 3);
    assert!(sweep.point(4).expect("no fault").is_none());
}

#[test]
fn what_is_swept_from_a_date_leaves_the_past_alone_and_holds_from_then_on() {
    let axis = "[[axis]]\npath='home_office.flights.seats_per_flight'\nvalues=[33]\n";
    let sweep = read(&format!("{}from=2025-09-20\n{axis}", HEAD));
    let plan = &sweep.points().expect("points")[0].plan;
    let baseline = ScenarioFile::baseline().plan().expect("a plan");
    let seats = |plan: &strait::scenario::Plan| -> Vec<(String, f64)> {
        plan.changes
            .iter()
            .map(|change| (change.date.to_string(), change.scenario.home_office.flights.seats_per_flight))
            .collect()
    };
    let (before, after): (Vec<_>, Vec<_>) = seats(plan).into_iter().partition(|(date, _)| date.as_str() < "2025-09-20");
    let known: Vec<_> = seats(&baseline).into_iter().filter(|(date, _)| date.as_str() < "2025-09-20").collect();
    assert_eq!(before, known);
    // The baseline's group flights of October do not undo what is swept.
    assert!(after.len() > 1 && after.iter().all(|(_, seats)| *seats == 33.0), "{after:?}");
    let late = message(&format!("{}from=2030-01-01\n{axis}", HEAD));
    assert!(late.contains("sweep.from: found 2030-01-01") && late.contains("sweep.toml:7:6"), "{late}");
}

#[test]
fn a_list_has_the_points_that_it_lists() {
    let sweep = read(
        &format!(
            "{HEAD}resolution='daily'\n[[point]]\n'run.end'=2026-01-01\n'sea.persistence'=0.1\n\
                  [[point]]\n'sea.persistence'=0.2\n'run.end'=2025-12-01\n"
        )
        .replace("grid", "list"),
    );
    let points = sweep.points().expect("points");
    assert_eq!(points.len(), 2);
    assert_eq!(points[1].label("run.end").as_deref(), Some("2025-12-01"));
    assert_eq!(points[1].plan.scenario.sea.persistence, 0.2);
}

#[test]
fn each_kind_of_bad_sweep_is_shown_where_it_stands() {
    let axis = |path: &str, values: &str| format!("{HEAD}[[axis]]\npath='{path}'\nvalues={values}\n");
    let good = axis("sea.persistence", "[0.1]");
    let cases: Vec<(String, &[&str])> = vec![
        (String::new(), &["sweep.toml:1:1", "needs a [sweep] table"]),
        (good.replace("name='x'\n", ""), &["sweep.toml:1:1", "sweep.name: must be given"]),
        (good.replace("seed", "sead"), &["sweep.toml:6:1", "sweep.sead: unknown key"]),
        (good.replace("seed=1", "seed=-1"), &["sweep.toml:6:6", "sweep.seed: found -1"]),
        (good.replace("replicates=2", "replicates=0"), &["sweep.toml:5:12", "sweep.replicates: found 0", "1 or more"]),
        (good.replace("replicates=2", "replicates=2000000"), &["sweep.toml:1:1", "at most 1000000 runs"]),
        (good.replace("grid", "sobol"), &["sweep.toml:4:8", "\"sobol\" is not built yet", "\"grid\" or \"list\""]),
        (good.replace("grid", "gird"), &["sweep.toml:4:8", "sweep.design: found \"gird\""]),
        (good.replace("baseline.toml", "nowhere.toml"), &["sweep.toml:3:10", "nowhere.toml: no such file"]),
        (good.replace("baseline.toml", "sweep.toml"), &["sweep.toml:1:2", "sweep: unknown key"]),
        (good.replace("[sweep]", "resolutio=1\n[sweep]"), &["sweep.toml:1:1", "resolutio: unknown key"]),
        (good.replace("seed=1", "seed=1\nresolution='hourly'"), &["sweep.toml:7:12", "\"daily\", \"weekly\""]),
        (HEAD.to_owned(), &["sweep.toml:1:1", "at least one [[axis]] table"]),
        (axis("sea.persistance", "[0.1]"), &["sweep.toml:8:6", "did you mean `sea.persistence`?"]),
        (axis("sea..x", "[0.1]"), &["sweep.toml:8:6", "axis.path: not a path"]),
        (axis("sea.persistence", "[]"), &["sweep.toml:9:8", "axis.values: found no values"]),
        (axis("sea.persistence", "0.1"), &["sweep.toml:9:8", "axis.values: found 0.1"]),
        (axis("sea.persistence", "[0.1, 'much']"), &["sweep.toml:9:14", "found \"much\" (text), allowed is a number"]),
        (axis("sea.persistence", "[0.1, 0.2, 7]"), &["sweep.toml:9:19", "sea.persistence: found 7"]),
        (axis("deterrence", "['linear']"), &["sweep.toml:9:9", "deterrence: found \"linear\""]),
        (axis("sea.persistence", "[0.1]\nrange=3"), &["sweep.toml:10:1", "axis.range: unknown key"]),
        (
            format!("{good}[[axis]]\npath='sea.persistence'\nvalues=[0]\n"),
            &["sweep.toml:11:6", "swept by another axis"],
        ),
        (format!("{good}[[set]]\npath='sea.persistence'\nvalue=0\n"), &["sweep.toml:11:6", "swept by another axis"]),
        (format!("{good}[[set]]\npath='sea.quality_shape'\n"), &["sweep.toml:10:1", "set.value: must be given"]),
        (format!("{good}[[point]]\n'sea.quality_shape'=1\n"), &["sweep.toml:10:1", "point: not for this design"]),
        (
            format!("{HEAD}[[point]]\n'sea.persistence'=0.1\n[[point]]\n'sea.load'=1\n").replace("grid", "list"),
            &["sweep.toml:9:1", "sweep.toml:10:1", "all points set the same"],
        ),
        (good.replace("[0.1]", "[0.1"), &["sweep.toml:9:", "not TOML"]),
    ];
    for (text, expected) in cases {
        let message = message(&text);
        for part in expected {
            assert!(message.contains(part), "no {part:?} in\n{message}\nfor\n{text}");
        }
    }
}

#[test]
fn a_combination_that_cannot_be_is_found_at_its_point() {
    let sweep = read(&format!(
        "{HEAD}[[axis]]\npath='france.replies.days_high'\nvalues=[28, 20]\n\
         [[axis]]\npath='france.replies.days_usual'\nvalues=[14, 24]\n"
    ));
    assert!(sweep.point(2).is_ok());
    let message = sweep.point(3).expect_err("days out of order").to_string();
    assert!(message.contains("sweep.toml:12:13") && message.contains("france.replies.days_usual"), "{message}");
}

#[test]
fn everything_that_is_shipped_is_sound() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    for folder in [scenarios.clone(), scenarios.join("packs")] {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let has = |table: &str| has_table(&path, table).unwrap_or_else(|error| panic!("{error}"));
            let faults = if has("sweep") {
                Sweep::read(&path).and_then(|sweep| sweep.points()).err()
            } else if has("calibration") {
                CalibrationFile::read(&path).err()
            } else if has("validation") {
                ValidationFile::read(&path).err()
            } else {
                ScenarioFile::read(&path).err()
            };
            assert!(faults.is_none(), "{faults:?}");
        }
    }
}
