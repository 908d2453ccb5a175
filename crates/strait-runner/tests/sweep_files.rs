//! Sweep files: their points. What is said of bad ones is in `messages`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use strait::scenario::Deterrence;
use strait_runner::calibration::CalibrationFile;
use strait_runner::design::{Point, Resolution, Sweep, has_table};
use strait_runner::evidence;
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

/// A sweep of so many spread points over one axis of each kind.
fn spread(design: &str) -> String {
    format!(
        "{}[[axis]]\npath='sea.persistence'\nrange=[0.2, 0.4]\n\
         [[axis]]\npath='home_office.detention.beds'\nrange=[10, 1000]\nscale='log'\n\
         [[axis]]\npath='run.warm_up_days'\nrange=[1, 4]\n\
         [[axis]]\npath='agreement.in_force'\nrange=[2025-08-06, 2025-08-09]\n\
         [[axis]]\npath='home_office.selection.rule'\nvalues=['random', 'by_origin']\n\
         [[axis]]\npath='agreement.enabled'\nvalues=[true, false]\n\
         [[axis]]\npath='deterrence'\nvalues=['none', {{ linear = {{ semi_elasticity = 1.0 }} }}]\n\
         [[axis]]\npath='courts.interim_relief.success_rate'\n",
        HEAD.replace("design='grid'", design)
    )
}

#[test]
fn spread_points_take_the_values_that_their_axes_allow_each_alike_often() {
    let sweep = read(&spread("design='lhs'\npoints=40"));
    let points = sweep.points().expect("points");
    assert_eq!(points.len(), 40);
    let count = |path: &str| {
        let mut count = BTreeMap::new();
        points.iter().for_each(|point| *count.entry(point.label(path).unwrap_or_default()).or_insert(0) += 1);
        count
    };
    let even = |path: &str, values: &[&str]| {
        let expected = values.iter().map(|value| ((*value).to_owned(), 40 / values.len())).collect();
        assert_eq!(count(path), expected, "{path}");
    };
    even("run.warm_up_days", &["1", "2", "3", "4"]);
    even("agreement.in_force", &["2025-08-06", "2025-08-07", "2025-08-08", "2025-08-09"]);
    even("home_office.selection.rule", &["random", "by_origin"]);
    even("agreement.enabled", &["true", "false"]);
    even("deterrence", &["none", "linear(semi_elasticity=1)"]);
    let number = |point: &Point, path: &str| point.label(path).and_then(|label| label.parse::<f64>().ok());
    let mut beds: Vec<f64> = points.iter().filter_map(|point| number(point, "home_office.detention.beds")).collect();
    beds.sort_by(f64::total_cmp);
    // Even in ratios: one in each fortieth of the two powers of ten.
    for (place, beds) in beds.iter().enumerate() {
        let expected = 10.0 * 10.0_f64.powf(2.0 * (place as f64 + 0.5) / 40.0);
        assert!((beds / expected - 1.0).abs() < 1e-9, "{beds} in place of {expected}");
    }
    let entry = evidence::entry("courts.interim_relief.success_rate").expect("an entry");
    let (low, high) = (entry.low.parse().expect("a number"), entry.high.parse::<f64>().expect("a number"));
    for point in &points {
        let persistence = point.plan.scenario.sea.persistence;
        assert!((0.2..0.4).contains(&persistence));
        let success = number(point, "courts.interim_relief.success_rate").expect("a number");
        assert!((low..=high).contains(&success), "{success} is not in the register's range");
        let unit = sweep.unit(point.index).expect("a place");
        assert!((persistence - (0.2 + 0.2 * unit[0])).abs() < 1e-12);
    }
}

#[test]
fn designs_for_sensitivity_have_their_points_in_order() {
    let morris = read(&spread("design='morris'\ntrajectories=3"));
    assert_eq!(morris.len(), 3 * 9);
    assert!(morris.point(26).expect("no fault").is_some() && morris.point(27).expect("no fault").is_none());
    let saltelli = read(&spread("design='saltelli'\nbase=4"));
    assert_eq!(saltelli.len(), 4 * 10);
    let labels = |index: usize| {
        let point = saltelli.point(index).expect("no fault").expect("a point");
        saltelli.axes().iter().map(|axis| point.label(axis).unwrap_or_default()).collect::<Vec<_>>()
    };
    // The second point of a row has the first axis of its last, and all else of its first.
    let (a, mixed, b) = (labels(10), labels(11), labels(19));
    assert_eq!((&mixed[0], &mixed[1..]), (&b[0], &a[1..]));
    assert_ne!(a[0], b[0]);
}

#[test]
fn whole_scenarios_are_an_axis_like_any_other() {
    let folder = folder(&format!(
        "{}[[axis]]\npath='scenario'\nvalues=['a.toml', 'baseline.toml']\n\
         [[axis]]\npath='home_office.detention.beds'\nvalues=[77, 88]\n\
         [[set]]\npath='sea.persistence'\nvalue=0.11\n",
        HEAD.replace("scenario='baseline.toml'\n", "")
    ));
    fs::write(folder.path().join("a.toml"), "[smugglers]\nload = 1.5\n").expect("a file");
    let sweep = Sweep::read(&folder.path().join("sweep.toml")).unwrap_or_else(|error| panic!("{error}"));
    let points = sweep.points().expect("points");
    let all: Vec<_> = points
        .iter()
        .map(|point| {
            let scenario = &point.plan.scenario;
            assert_eq!(scenario.sea.persistence, 0.11);
            (point.label("scenario").unwrap_or_default(), scenario.smugglers.load, scenario.home_office.detention.beds)
        })
        .collect();
    let load = ScenarioFile::baseline().plan().expect("a plan").scenario.smugglers.load;
    let name = |name: &str| name.to_owned();
    assert_eq!(
        all,
        [
            (name("a"), 1.5, 77.0),
            (name("a"), 1.5, 88.0),
            (name("baseline"), load, 77.0),
            (name("baseline"), load, 88.0)
        ]
    );
    assert_eq!(sweep.scenarios().len(), 2);
}

#[test]
fn a_grid_takes_even_steps_or_even_ratios_of_a_range() {
    let sweep = read(&format!(
        "{HEAD}[[axis]]\npath='home_office.detention.beds'\nrange=[10, 1000]\nscale='log'\nsteps=3\n\
         [[axis]]\npath='agreement.in_force'\nrange=[2025-08-06, 2025-08-10]\nsteps=2\n"
    ));
    let beds: Vec<f64> =
        sweep.points().expect("points").iter().map(|point| point.plan.scenario.home_office.detention.beds).collect();
    for (found, expected) in beds.iter().zip([10.0, 10.0, 100.0, 100.0, 1000.0, 1000.0]) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{beds:?}");
    }
    let last = sweep.point(5).expect("no fault").expect("a point");
    assert_eq!(last.label("agreement.in_force").as_deref(), Some("2025-08-10"));
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

#[test]
fn an_answer_asks_for_what_the_sweep_has() {
    let good = format!(
        "{HEAD}[answer]\nquestion='How?'\n[[answer.table]]\nname='a'\ntitle='A'\nrows=['sea.persistence']\n\
         outcomes=['arrivals']\nonly={{'sea.persistence'=0.1}}\n[[axis]]\npath='sea.persistence'\nvalues=[0.1, 0.2]\n"
    );
    let answer = read(&good).answer.expect("an answer");
    assert_eq!((answer.question.as_str(), answer.tables.len()), ("How?", 1));
}
