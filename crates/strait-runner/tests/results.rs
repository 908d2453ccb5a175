//! What a study leaves on disk: the same bytes for any threads, the same values in both formats, and nothing at all
//! when it cannot be whole.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::date;
use strait::metrics::{METRICS, Row};
use strait::records::{Counted, Group, Records};
use strait::rules::{Age, Sex};
use strait_runner::design::Resolution;
use strait_runner::execution::{Experiment, Finished, Manner, Sharing, Stop, execute};
use strait_runner::failure::Failure;
use strait_runner::store::{Column, Done, Layout, ScenarioText, Study, rows_of};
use tempfile::TempDir;

const REPLICATES: u64 = 31;

const DATA: [&str; 6] = ["daily.csv", "daily.parquet", "people.csv", "people.parquet", "runs.csv", "runs.parquet"];
/// What a study leaves that was asked for CSV files.
const ALL_FILES: [&str; 7] =
    ["daily.csv", "daily.parquet", "manifest.json", "people.csv", "people.parquet", "runs.csv", "runs.parquet"];

fn experiment(resolution: Resolution) -> Experiment {
    let setting = |rule: &str, beds: i64, rate: f64| {
        vec![
            ("selection.rule".to_owned(), rule.into()),
            ("detention.beds".to_owned(), beds.into()),
            ("relief.rate".to_owned(), rate.into()),
        ]
    };
    Experiment {
        name: "test".to_owned(),
        scenario: ScenarioText::new("baseline".to_owned(), "[run]\n".to_owned()),
        alternatives: Vec::new(),
        answer: None,
        uncertainty: None,
        observed: None,
        design: "list".to_owned(),
        from: None,
        layout: Layout {
            seed: 7,
            draws: Vec::new(),
            axes: ["selection.rule", "detention.beds", "relief.rate"].map(str::to_owned).to_vec(),
            points: vec![setting("random", 100, 0.1), setting("by \"origin\", first", 600, 1.0 / 3.0)],
            outcomes: vec!["whole".to_owned(), "share".to_owned()],
        },
        replicates: REPLICATES,
        resolution,
    }
}

/// Stands for a run: numbers of many magnitudes that follow from the point and the replicate alone.
fn simulated(resolution: Resolution) -> impl Fn(usize, u64) -> Result<Done, String> + Sync {
    move |point, replicate| {
        let mut records = Records { start: date(2025, 8, 6), days: vec![Row::default(); 1100], groups: Vec::new() };
        for (day, row) in records.days.iter_mut().enumerate() {
            for &metric in METRICS {
                let draw = (point as u64 * 1_000_003 + replicate * 7919 + day as u64 * 31 + metric as u64) % 97;
                row[metric] = match metric as usize % 3 {
                    0 => draw as f64,
                    1 if draw == 0 => f64::NAN,
                    1 => 1.0 / draw as f64,
                    _ => draw as f64 * 1e15,
                };
            }
        }
        let share = if replicate == 3 { f64::NAN } else { replicate as f64 / 7.0 };
        let groups = Age::ALL.into_iter().flat_map(|age| Sex::ALL.map(|sex| (age, sex))).zip(0..);
        let groups = groups.map(|((age, sex), place)| Group {
            origin: format!("\"{point}\", {age:?}"),
            age,
            sex,
            counts: Counted::ALL.map(|counted| (replicate + 1) * 10_u64.pow(place) * (counted as u64)),
        });
        Ok(Done {
            outcomes: vec![point as f64 * 1000.0, share],
            rows: rows_of(&records, resolution),
            groups: groups.collect(),
        })
    }
}

fn run(out: &Path, resolution: Resolution, threads: usize) -> Result<Finished, Failure> {
    execute(&experiment(resolution), manner(out, threads, &Stop::default()), simulated(resolution))
}

fn manner<'a>(out: &'a Path, threads: usize, stop: &'a Stop) -> Manner<'a> {
    let sharing = Sharing { threads, at_once: threads, memory_a_run: u64::MAX };
    Manner { out, with_csv: true, sharing, restart: false, stop }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn data_files_are_the_same_bytes_for_any_threads() {
    let folder = TempDir::new().expect("a temporary folder");
    let outs = [1, 2, 7].map(|threads| {
        let out = folder.path().join(threads.to_string());
        run(&out, Resolution::Daily, threads).expect("the study runs");
        out
    });
    assert_eq!(names(&outs[0]), ALL_FILES);
    for name in DATA {
        let bytes = |out: &Path| fs::read(out.join(name)).expect("the file can be read");
        assert_eq!(bytes(&outs[0]), bytes(&outs[1]), "{name}");
        assert_eq!(bytes(&outs[0]), bytes(&outs[2]), "{name}");
    }
}

#[test]
fn parquet_and_csv_hold_the_same_values() {
    for resolution in [Resolution::Daily, Resolution::Weekly] {
        let folder = TempDir::new().expect("a temporary folder");
        let out = folder.path().join("out");
        run(&out, resolution, 2).expect("the study runs");
        let study = Study::open(&out).expect("the study can be read");
        let metrics: Vec<_> = METRICS.iter().map(|metric| metric.name()).collect();
        let daily = study.daily(&metrics).expect("the rows can be read");
        let runs = study.runs().expect("the runs can be read");
        assert_eq!(runs.rows() as u64, 2 * REPLICATES);
        assert_eq!(daily.rows() as u64, study.manifest().counts.daily_rows);
        let people = study.people().expect("the rows of people can be read");
        assert_eq!(people.rows() as u64, 2 * REPLICATES * 6);
        for (name, table) in [("daily.csv", daily), ("runs.csv", runs), ("people.csv", people)] {
            let mut csv = csv::Reader::from_path(out.join(name)).expect("a CSV file");
            let header: Vec<_> = csv.headers().expect("a header").iter().map(str::to_owned).collect();
            assert_eq!(header, table.columns().iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
            let mut rows = 0;
            for (row, record) in csv.records().enumerate() {
                let record = record.expect("a row");
                for ((name, column), text) in table.columns().iter().zip(&record) {
                    match column {
                        Column::Integer(values) => assert_eq!(text.parse(), Ok(values[row]), "{name}"),
                        Column::Number(values) if text.is_empty() => assert!(values[row].is_nan(), "{name}"),
                        Column::Number(values) => assert_eq!(text.parse(), Ok(values[row]), "{name}"),
                        Column::Text(values) => assert_eq!(text, values[row], "{name}"),
                    }
                }
                rows += 1;
            }
            assert_eq!(rows, table.rows());
        }
    }
}

#[test]
fn a_run_that_fails_is_a_row_and_the_others_go_on() {
    let folder = TempDir::new().expect("a temporary folder");
    let simulate = simulated(Resolution::Weekly);
    let finished = execute(
        &experiment(Resolution::Weekly),
        manner(folder.path(), 2, &Stop::default()),
        |point, replicate| match (point, replicate) {
            (0, 2) => Err("no boats".to_owned()),
            (1, 5) => panic!("a fault at replicate {replicate}"),
            _ => simulate(point, replicate),
        },
    )
    .expect("the study runs");
    assert_eq!(finished.counts.failed, 2);
    assert_eq!(finished.first_failure.as_deref(), Some("no boats"));
    let study = Study::open(folder.path()).expect("the study can be read");
    let runs = study.runs().expect("the runs can be read");
    let (status, message) = (runs.texts("status").expect("texts"), runs.texts("message").expect("texts"));
    let failed: Vec<_> =
        (0..runs.rows()).filter(|&row| status[row] == "failed").map(|row| (row, message[row].as_str())).collect();
    assert_eq!(failed, [(2, "no boats"), (REPLICATES as usize + 5, "panicked: a fault at replicate 5")]);
    assert!(runs.numbers("whole").expect("numbers")[2].is_nan());
    let weeks = study.daily(&["arrivals"]).expect("the rows can be read");
    assert_eq!(weeks.rows() % (2 * REPLICATES as usize - 2), 0, "each run that was done has its weeks");
}

#[test]
fn a_folder_that_holds_anything_is_refused_and_untouched() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("notes.txt"), "mine").expect("a file");
    let refused = run(folder.path(), Resolution::Weekly, 1).expect_err("the folder is not empty");
    assert!(matches!(&refused, Failure::Input(message) if message.contains("--out")), "{refused}");
    assert_eq!(names(folder.path()), ["notes.txt"]);
    let file = folder.path().join("notes.txt");
    assert!(matches!(run(&file, Resolution::Weekly, 1), Err(Failure::Input(_))));
    assert_eq!(fs::read_to_string(file).expect("it is still there"), "mine");
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = TempDir::new().expect("a temporary folder");
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").expect("a file");
    let error = run(&in_the_way.join("out"), Resolution::Weekly, 1).expect_err("a folder cannot be inside a file");
    assert!(matches!(&error, Failure::Work(message) if message.contains("file/out")), "{error}");
    assert_eq!(names(folder.path()), ["file"]);

    // A folder in the place of a file fails only when the whole file gets its name. What is done is kept.
    let out = folder.path().join("new/out");
    let simulate = simulated(Resolution::Weekly);
    let error = execute(&experiment(Resolution::Weekly), manner(&out, 1, &Stop::default()), |point, replicate| {
        let _ = fs::create_dir(out.join("daily.parquet"));
        simulate(point, replicate)
    })
    .expect_err("the file cannot get its name");
    assert!(matches!(&error, Failure::Work(message) if message.contains("daily.parquet")), "{error}");
    assert!(error.to_string().contains("62 of 62 runs are done and kept"), "{error}");
    assert_eq!(names(&out), ["daily.parquet", "runs.journal"], "what was put in the way, and what was done");
    fs::remove_dir(out.join("daily.parquet")).expect("it can be removed");
    execute(&experiment(Resolution::Weekly), manner(&out, 1, &Stop::default()), |_, _| panic!("all is done"))
        .expect("what was done is written");
    assert_eq!(names(&out), ALL_FILES);
}

#[test]
fn what_was_done_is_not_done_again_and_the_bytes_are_the_same_whatever_became_of_the_journal() {
    let folder = TempDir::new().expect("a temporary folder");
    let (whole, out) = (folder.path().join("whole"), folder.path().join("out"));
    let simulate = simulated(Resolution::Weekly);
    let simulate = |point: usize, replicate: u64| match (point, replicate) {
        (0, 2) => Err("no boats".to_owned()),
        (1, 5) => panic!("a fault at replicate {replicate}"),
        _ => simulate(point, replicate),
    };
    let study = experiment(Resolution::Weekly);
    let runs = 2 * REPLICATES;
    let undisturbed = execute(&study, manner(&whole, 2, &Stop::default()), simulate).expect("the study runs");
    let journal = out.join("runs.journal");
    let mut disturbed = 0;
    for turn in 0..24_u64 {
        let stop = Stop::default();
        let begun = AtomicU64::new(0);
        let stopped = execute(&study, manner(&out, 2, &stop), |point, replicate| {
            if begun.fetch_add(1, Ordering::SeqCst) == 2 * turn {
                stop.ask();
            }
            simulate(point, replicate)
        });
        assert!(matches!(&stopped, Err(Failure::Stopped(message)) if message.contains("of 62 runs are done")));
        assert_eq!(names(&out), ["runs.journal"]);
        let done = begun.into_inner();

        let mut bytes = fs::read(&journal).expect("a journal");
        let place = (bytes.len() as u64 * (turn * 37 % 101) / 101) as usize;
        match turn % 3 {
            0 => {}
            1 => bytes.truncate(place),
            _ => bytes[place] ^= 1 << (turn % 8),
        }
        fs::write(&journal, bytes).expect("a journal");
        let begun = AtomicU64::new(0);
        let counted = |point, replicate| {
            begun.fetch_add(1, Ordering::SeqCst);
            simulate(point, replicate)
        };
        let mut finished = execute(&study, manner(&out, 2, &Stop::default()), counted);
        if let Err(Failure::Input(message)) = &finished {
            assert!(turn % 3 != 0 && message.contains("--restart"), "{message}");
            let restart = Manner { restart: true, ..manner(&out, 2, &stop) };
            let restart = Manner { stop: &Stop::default(), ..restart };
            finished = execute(&study, restart, counted);
        }
        assert_eq!(finished.expect("the study runs"), undisturbed);
        match turn % 3 {
            0 => assert_eq!(begun.into_inner(), runs - done),
            _ => {
                disturbed += u64::from(begun.load(Ordering::SeqCst) < runs);
                assert!((runs - done..=runs).contains(&begun.into_inner()));
            }
        }
        for name in DATA {
            let bytes = |out: &Path| fs::read(out.join(name)).expect("the file can be read");
            assert!(bytes(&out) == bytes(&whole), "{name}");
        }
        fs::remove_dir_all(&out).expect("a folder");
    }
    assert!(disturbed > 4, "some of a damaged journal was of use {disturbed} times");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_a_failure_of_the_work() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a temporary folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    // Root may write anywhere; then there is nothing to see here.
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return;
    }
    for out in [folder.path().to_owned(), folder.path().join("out")] {
        assert!(matches!(run(&out, Resolution::Weekly, 1), Err(Failure::Work(_))));
        assert!(names(folder.path()).is_empty());
    }
}

#[test]
fn broken_results_are_an_error_that_names_the_file() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = folder.path().join("out");
    run(&out, Resolution::Weekly, 2).expect("the study runs");
    let study = Study::open(&out).expect("the study can be read");
    let path = out.join("runs.parquet");
    let whole = fs::read(&path).expect("the file can be read");
    for length in [0, 3, 100, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
        fs::write(&path, &whole[..length]).expect("the file can be written");
        let error = study.runs().expect_err("the file is cut short");
        assert!(matches!(&error, Failure::Input(message) if message.contains("runs.parquet")), "{error}");
    }
    fs::remove_file(&path).expect("the file can be removed");
    assert!(matches!(study.runs(), Err(Failure::Input(message)) if message.contains("runs.parquet")));
    let error = study.daily(&["arivals"]).expect_err("no such metric");
    assert!(error.to_string().contains("no column \"arivals\""), "{error}");
    fs::write(out.join("manifest.json"), "{\"format\": 2}").expect("the file can be written");
    assert!(matches!(Study::open(&out), Err(Failure::Input(message)) if message.contains("format is 2")));
    assert!(matches!(Study::open(folder.path()), Err(Failure::Input(message)) if message.contains("manifest.json")));
}
