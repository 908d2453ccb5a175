//! A tiny study, always the same: two points of three short runs.

use std::path::Path;

use jiff::civil::date;
use strait::outcomes::outcomes;
use strait::simulation::simulate;
use strait_runner::design::{Answer, AnswerTable, Resolution};
use strait_runner::execution::Experiment;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::store::{Counts, Done, Host, Layout, Manifest, PointSettings, Run, ScenarioText, Timings, Writer};
use toml::Value;

/// The swept parameter.
pub const AXIS: &str = "home_office.detention.beds";
/// Runs of each point.
pub const REPLICATES: u64 = 3;

const SETTINGS: [&str; 4] = ["run.start=2025-09-01", "run.end=2025-10-05", "run.warm_up_days=5", "run.scale=0.02"];

fn scenario(beds: i64) -> ScenarioFile {
    let mut scenario = ScenarioFile::baseline();
    let beds = format!("{AXIS}={beds}");
    SETTINGS.into_iter().chain([beds.as_str()]).for_each(|setting| scenario.set(setting).expect("a setting"));
    scenario
}

/// A run of it.
pub fn run(point: usize, replicate: u64) -> Result<Done, String> {
    let plan = scenario(beds(point)).plan().expect("a plan");
    let records = simulate(&plan, 1, replicate).map_err(|error| error.to_string())?;
    Ok(Done::of(&plan, records, Resolution::Weekly))
}

fn beds(point: usize) -> i64 {
    20 + 100 * point as i64
}

/// What it is.
pub fn experiment() -> Experiment {
    Experiment {
        name: "tiny".to_owned(),
        scenario: ScenarioText::new("tiny".to_owned(), scenario(20).to_toml().expect("a scenario")),
        alternatives: Vec::new(),
        answer: Some(Answer {
            question: "What do beds change?".to_owned(),
            tables: vec![AnswerTable {
                name: "beds".to_owned(),
                title: "By beds".to_owned(),
                rows: vec![AXIS.to_owned()],
                outcomes: vec!["sustained_returns_per_week".to_owned()],
                across: None,
                only: Vec::new(),
                against: None,
                falls: Vec::new(),
            }],
            ..Answer::default()
        }),
        uncertainty: None,
        observed: None,
        design: "grid".to_owned(),
        from: Some(date(2025, 9, 15)),
        layout: Layout {
            seed: 1,
            draws: Vec::new(),
            axes: vec![AXIS.to_owned()],
            points: (0..2).map(|point| vec![(AXIS.to_owned(), Value::Integer(beds(point)))]).collect(),
            outcomes: outcomes().into_iter().map(|outcome| outcome.name).collect(),
        },
        replicates: REPLICATES,
        resolution: Resolution::Weekly,
    }
}

/// What a folder with these runs says of itself.
pub fn manifest(study: &Experiment, counts: Counts) -> Manifest {
    let Layout { seed, axes, points, .. } = study.layout.clone();
    Manifest {
        format: Manifest::FORMAT,
        strait: "0.1.0".to_owned(),
        command: vec!["strait".to_owned(), "sweep".to_owned(), "tiny.toml".to_owned()],
        name: study.name.clone(),
        scenario: study.scenario.clone(),
        alternatives: study.alternatives.clone(),
        answer: study.answer.clone(),
        design: study.design.clone(),
        axes,
        from: study.from,
        points: points.iter().enumerate().map(|(point, settings)| PointSettings::new(point, settings)).collect(),
        seed,
        replicates: study.replicates,
        resolution: study.resolution,
        uncertainty: study.uncertainty.clone(),
        observed: study.observed.clone(),
        counts,
        timings: Timings { started: "2026-01-01T00:00:00Z".to_owned(), seconds: 1.0, threads: 1 },
        host: Host::this(),
        parts: Vec::new(),
    }
}

/// Writes its results into a folder.
pub fn write(folder: &Path) {
    let study = experiment();
    let mut writer = Writer::create(folder, &study.layout, false).expect("a folder");
    for point in 0..2 {
        for replicate in 0..REPLICATES {
            writer.append(&Run { point, replicate, result: run(point, replicate) }).expect("a run");
        }
    }
    let (daily_rows, people_rows) = (writer.daily_rows(), writer.people_rows());
    let counts = Counts { runs: 2 * REPLICATES, failed: 0, daily_rows, people_rows };
    writer.finish(&manifest(&study, counts)).expect("results");
}
