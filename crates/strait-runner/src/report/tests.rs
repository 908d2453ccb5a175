//! The page of made-up studies: what it says is what the runs say, and names stay names.

use std::collections::BTreeSet;

use super::*;
use crate::analysis::answer::TextTable;
use crate::charts::{DifferenceRow, Drawn, Effect, Outcome, Skipped, Words, differences};
use crate::design::Answer;
use crate::design::Resolution;
use crate::scenario_file::ScenarioFile;
use crate::store::{
    Column, Counts, Host, Manifest, POINT, PointSettings, REPLICATE, STATUS, ScenarioText, Table, Timings,
};
use crate::summary::{Band, SUSTAINED, number};

const BEDS: &str = "home_office.detention.beds";
const NAMES: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";

/// A study over beds, or of one scenario when there are none, and its runs: the same in every column of outcomes.
fn made(beds: &[i64], replicates: u64, value: impl Fn(usize, u64) -> f64) -> (Manifest, Table) {
    let points: Vec<PointSettings> = match beds {
        [] => vec![PointSettings::new(0, &[])],
        beds => (0..)
            .zip(beds)
            .map(|(point, beds)| PointSettings::new(point, &[(BEDS.to_owned(), (*beds).into())]))
            .collect(),
    };
    let runs: Vec<(usize, u64)> =
        (0..points.len()).flat_map(|point| (0..replicates).map(move |replicate| (point, replicate))).collect();
    let mut table = Table::new();
    table.push(POINT, Column::Integer(runs.iter().map(|run| run.0 as i64).collect()));
    table.push(REPLICATE, Column::Integer(runs.iter().map(|run| run.1 as i64).collect()));
    table.push(STATUS, Column::Text(runs.iter().map(|_| "done".to_owned()).collect()));
    if !beds.is_empty() {
        table.push(BEDS, Column::Integer(runs.iter().map(|run| beds[run.0]).collect()));
    }
    for outcome in strait::outcomes::outcomes() {
        table.push(outcome.name, Column::Number(runs.iter().map(|run| value(run.0, run.1)).collect()));
    }
    let toml = ScenarioFile::baseline().to_toml().expect("the baseline");
    let manifest = Manifest {
        format: Manifest::FORMAT,
        strait: "0.1.0".to_owned(),
        command: ["strait", "run", "baseline.toml"].map(str::to_owned).to_vec(),
        name: "made".to_owned(),
        alternatives: Vec::new(),
        answer: None,
        scenario: ScenarioText::new("baseline".to_owned(), toml),
        design: if beds.is_empty() { "single" } else { "list" }.to_owned(),
        axes: if beds.is_empty() { Vec::new() } else { vec![BEDS.to_owned()] },
        from: None,
        points,
        seed: 1,
        replicates,
        resolution: Resolution::Weekly,
        uncertainty: None,
        observed: None,
        counts: Counts { runs: runs.len() as u64, failed: 0, daily_rows: 0, people_rows: 0 },
        timings: Timings { started: "2026-01-01T00:00:00Z".to_owned(), seconds: 1.0, threads: 1 },
        host: Host { cores: 1, os: "linux".to_owned(), arch: "x86_64".to_owned() },
        parts: Vec::new(),
    };
    (manifest, table)
}

fn drawn() -> Drawn {
    let none = Effect { estimate: 0.0, low: 0.0, high: 0.0 };
    let row = DifferenceRow { label: "none".to_owned(), difference: none };
    let outcome = Outcome { name: "arrivals", unit: "people" };
    let mut figure = differences(&Words::new("made", "by hand."), outcome, "Of nothing.", &[row]).expect("a figure");
    figure.name = "arrivals";
    figure.title = "made: How many people arrive?".to_owned();
    figure.description = String::new();
    figure.svg =
        "<svg role=\"img\" aria-labelledby=\"arrivals-title\"><title id=\"arrivals-title\">t</title></svg>".to_owned();
    Drawn { figures: vec![figure], skipped: vec![Skipped { name: "heatmap", reason: "it is no sweep".to_owned() }] }
}

fn page_of(manifest: &Manifest, runs: &Table) -> String {
    page(&Report {
        manifest,
        runs,
        people: None,
        question: manifest.answer.as_ref().map(|answer| answer.question.as_str()),
        reply: None,
        tables: &[asked()],
        drawn: &drawn(),
        beside_data: true,
    })
    .expect("a page")
}

/// A table of the answer whose every word is a stranger's.
fn asked() -> TextTable {
    let words = || NAMES.to_owned();
    TextTable {
        name: "stranger".to_owned(),
        title: words(),
        header: vec![words(), words()],
        settings: 1,
        rows: vec![vec![words(), words()]],
        note: words(),
    }
}

/// The part of a page that holds the answer, as a reader sees it: without tags.
fn answer_of(page: &str) -> String {
    let answer = page.split_once("<section id=\"answer\"").expect("an answer").1;
    let answer = answer.split_once("</section>").expect("its end").0;
    let mut text = String::new();
    let mut inside = true;
    for letter in answer.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn the_answer_is_the_median_and_ranges_of_the_runs() {
    let value = |_: usize, replicate: u64| 10.0 + (replicate * replicate) as f64;
    let (manifest, runs) = made(&[], 30, value);
    let band = Band::of((0..30).map(|replicate| value(0, replicate))).expect("runs");
    let words = format!(
        "A median of {} (50 % of runs: {} to {}; 90 %: {} to {}) people a week are returned",
        number(band.median),
        number(band.low50),
        number(band.high50),
        number(band.low90),
        number(band.high90)
    );
    let answer = answer_of(&page_of(&manifest, &runs));
    assert!(answer.contains(&words), "{words}\n{answer}");
    assert!(answer.contains("30 replicates, without an ensemble"), "{answer}");
    assert!(answer.contains("Deterrence none"), "{answer}");
    assert!(!answer.contains("rough"), "{answer}");
}

#[test]
fn a_sweep_names_the_settings_with_the_most_and_the_fewest() {
    // The middle setting has the most.
    let value = |point: usize, replicate: u64| [20.0, 50.0, 35.0][point] + replicate as f64;
    let (manifest, runs) = made(&[100, 400, 900], 5, value);
    let answer = answer_of(&page_of(&manifest, &runs));
    assert!(
        answer.contains(
            "a median of 22 (90 % of runs: 20.2 to 23.8) to 52 (90 % of runs: 50.2 to 53.8) people a week are returned"
        ),
        "{answer}"
    );
    assert!(
        answer.contains(
            "Most returns52 (50 % of runs: 51 to 53; 90 %: 50.2 to 53.8) people returned a week, at detention beds for the scheme 400"
        ),
        "{answer}"
    );
    assert!(answer.contains("people returned a week, at detention beds for the scheme 100"), "{answer}");
    assert!(answer.contains("With only 5 replicates the ranges are rough"), "{answer}");
}

#[test]
fn one_run_gives_no_number() {
    for beds in [&[][..], &[100, 400]] {
        // A number that stands nowhere else in a page.
        let (manifest, runs) = made(beds, 1, |_, _| 7654.0);
        let page = page_of(&manifest, &runs);
        let answer = answer_of(&page);
        assert!(answer.contains("single run is no answer"), "{answer}");
        assert!(!answer.contains("7,654") && !answer.contains("median of"), "{answer}");
        assert!(page.contains("7,654"), "the table shows it");
    }
    // All but one run of each setting failed.
    let (manifest, mut runs) = made(&[], 3, |_, replicate| if replicate == 0 { 7654.0 } else { f64::NAN });
    let mut kept = Table::new();
    for (name, column) in runs.columns() {
        let failed = Column::Text(["done", "failed", "failed"].map(str::to_owned).to_vec());
        kept.push(name.clone(), if name == STATUS { failed } else { column.clone() });
    }
    runs = kept;
    let answer = answer_of(&page_of(&manifest, &runs));
    assert!(answer.contains("2 of 3 runs failed") && answer.contains("single run is no answer"), "{answer}");
}

#[test]
fn an_outcome_that_few_runs_have_says_so() {
    let (manifest, runs) = made(&[], 20, |_, replicate| if replicate < 4 { 5.0 + replicate as f64 } else { f64::NAN });
    assert!(page_of(&manifest, &runs).contains("4 of 20 runs have one"));
    // One run that has a rate is one draw of it.
    let (manifest, runs) = made(&[], 20, |_, replicate| if replicate == 0 { 5.0 } else { f64::NAN });
    assert!(answer_of(&page_of(&manifest, &runs)).contains("No rate of returns was sustained"));
}

#[test]
fn names_from_files_are_text() {
    let (mut manifest, _) = made(&[], 2, |_, _| 1.0);
    let mut scenario: toml::Table = manifest.scenario.toml.parse().expect("TOML");
    let note = toml::toml! { date = "2026-03-01" set = { "home_office.detention.beds" = 5.0 } };
    let mut note = note;
    note.insert("note".to_owned(), NAMES.into());
    if let Some(toml::Value::Array(changes)) = scenario.get_mut("intervention") {
        changes.push(note.into());
    }
    if let Some(toml::Value::Array(origins)) = scenario.get_mut("origin") {
        origins[0].as_table_mut().expect("an origin").insert("name".to_owned(), NAMES.replace(['"', '\''], "").into());
    }
    manifest.scenario = ScenarioText::new(NAMES.to_owned(), toml::to_string(&scenario).expect("TOML"));
    manifest.name = NAMES.to_owned();
    manifest.answer = Some(Answer { question: NAMES.to_owned(), ..Answer::default() });
    manifest.command = vec![NAMES.to_owned(), NAMES.to_owned()];
    manifest.design = NAMES.to_owned();
    manifest.axes = vec![NAMES.to_owned(), "home_office.selection.rule".to_owned()];
    let setting =
        |value: &str| vec![(manifest.axes[0].clone(), value.into()), (manifest.axes[1].clone(), NAMES.into())];
    manifest.points = vec![PointSettings::new(0, &setting(NAMES)), PointSettings::new(1, &setting("else"))];
    manifest.host.os = NAMES.to_owned();
    let (_, made) = made(&[1, 2], 2, |_, _| 1.0);
    let mut runs = Table::new();
    for (name, column) in made.columns() {
        runs.push(
            if name == BEDS { NAMES } else { name },
            match column {
                Column::Integer(values) if name == BEDS => {
                    Column::Text(values.iter().map(|beds| if *beds == 1 { NAMES } else { "else" }.to_owned()).collect())
                }
                column => column.clone(),
            },
        );
    }
    let page = page_of(&manifest, &runs);
    assert!(!page.contains("<script") && !page.contains("<img"), "a name became a tag");
    assert!(page.matches("&lt;script&gt;").count() > 12, "names are shown as they are");
    assert!(page.contains(POLICY), "nothing may be loaded or run");
    // Every quote that a name brings is written out, so no attribute ends early.
    assert!(!page.contains("\"'><img"));
}

#[test]
fn the_page_can_be_found_one_s_way_in() {
    let (mut manifest, runs) = made(&[100, 400], 3, |point, replicate| (point as u64 + replicate) as f64);
    manifest.answer = Some(Answer { question: "How many?".to_owned(), ..Answer::default() });
    let page = page_of(&manifest, &runs);
    assert_eq!(page, page_of(&manifest, &runs));
    assert!(page.contains("<html lang=\"en\">") && page.contains("<h1>How many?</h1>"));
    let attributes = |name: &str| -> Vec<String> {
        let opening = format!("{name}=\"");
        let after = page.split(&opening).skip(1);
        after.filter_map(|rest| rest.split_once('"')).map(|(value, _)| value.to_owned()).collect()
    };
    let identifiers = attributes(" id");
    let known: BTreeSet<&String> = identifiers.iter().collect();
    assert_eq!(known.len(), identifiers.len(), "an identifier is there twice: {identifiers:?}");
    let targets = attributes("href").into_iter().filter_map(|link| link.strip_prefix('#').map(str::to_owned));
    for target in targets.chain(attributes("aria-labelledby").iter().flat_map(|ids| ids.split(' ')).map(str::to_owned))
    {
        assert!(known.contains(&target), "nothing has the identifier {target}");
    }
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "a heading is left out: {levels:?}");
}

#[test]
fn what_rests_on_nothing_or_lies_outside_its_range_is_marked() {
    let (mut manifest, runs) = made(&[100, 90_000], 3, |_, replicate| replicate as f64);
    let toml = manifest.scenario.toml.replace("tolerance_returns_ahead = 300.0", "tolerance_returns_ahead = 100000.0");
    manifest.scenario = ScenarioText::new("far".to_owned(), toml);
    // A name can break over lines.
    let page = page_of(&manifest, &runs).replace("<wbr>", "");
    let row = |after: &str| {
        let rest = page.split_once(after).expect("a row").1;
        rest.split_once("</tr>").expect("its end").0.to_owned()
    };
    let changed = row("<code>agreement.tolerance_returns_ahead</code>");
    assert!(changed.contains("100000 people <strong class=\"outside\">") && changed.contains(">300<"), "{changed}");
    assert!(changed.contains("<strong class=\"assumption\">"), "{changed}");
    let swept = row(&format!("<code>{BEDS}</code>"));
    assert!(swept.contains("<li>100</li><li>90000 <strong class=\"outside\">"), "{swept}");
    assert!(SUSTAINED.iter().all(|name| page.contains(name)));
}
