//! Folders of results that are sound as files, of a study that never was: odd numbers, odd names, odd manifests.

use jiff::ToSpan;
use jiff::civil::date;
use strait::metrics::{METRICS, Row};
use strait::records::{Counted, Group};
use strait::rules::{Age, Sex};
use strait_runner::design::{Answer, AnswerSentence, AnswerTable, Resolution};
use strait_runner::store::{Counts, Done, Run, Uncertainty, Writer};
use toml::Value;

use super::bytes::Bytes;
use super::{folder, reading, tiny};

pub fn run(bytes: &[u8]) {
    let mut input = Bytes(bytes);
    let drawn = input.byte();
    let mut study = tiny::experiment();
    let axes: Vec<String> = (0..input.below(4)).map(|_| name(&mut input)).collect();
    let points = 1 + input.below(6);
    study.layout.points =
        (0..points).map(|_| axes.iter().map(|axis| (axis.clone(), value(&mut input))).collect()).collect();
    study.layout.axes = axes;
    study.replicates = 1 + input.below(4) as u64;
    study.resolution = if input.flag() { Resolution::Daily } else { Resolution::Weekly };
    if input.flag() {
        study.name = input.text(40);
    }
    if input.flag() {
        study.scenario.toml = input.text(100);
    }
    if input.flag() {
        study.design = ["list", "lhs", "sobol", "morris", "saltelli", "single"][input.below(6)].to_owned();
    }
    study.answer = if input.flag() { Some(answer(&mut input)) } else { None };
    if input.flag() {
        study.layout.draws = (0..study.replicates).map(|_| input.whole() >> 1).collect();
        study.uncertainty = Some(Uncertainty {
            ensemble: input.text(20),
            sha256: "0".repeat(64),
            draws: 4,
            parameters: vec![name(&mut input), tiny::AXIS.to_owned()],
            held: Vec::new(),
        });
    }

    let folder = folder::empty("study");
    let mut writer = Writer::create(&folder, &study.layout, input.flag()).expect("a folder");
    let mut counts = Counts { runs: 0, failed: 0, daily_rows: 0, people_rows: 0 };
    for point in 0..points {
        for replicate in 0..study.replicates {
            let result = result(&mut input, study.layout.outcomes.len());
            counts.failed += u64::from(result.is_err());
            counts.runs += 1;
            writer.append(&Run { point, replicate, result }).expect("a run");
        }
    }
    (counts.daily_rows, counts.people_rows) = (writer.daily_rows(), writer.people_rows());
    let mut manifest = tiny::manifest(&study, counts);
    // What a stranger may have changed by hand.
    match input.byte() {
        0..160 => {}
        160..176 => manifest.points.truncate(input.below(3)),
        176..192 => manifest.points.iter_mut().for_each(|point| point.point = input.whole() as usize),
        192..208 => manifest.axes.push(name(&mut input)),
        208..224 => manifest.replicates = input.whole(),
        224..232 => manifest.points.iter_mut().for_each(|point| point.settings.clear()),
        232..240 => manifest.axes.clear(),
        _ => manifest.resolution = Resolution::Daily,
    }
    writer.finish(&manifest).expect("results");
    reading::commands(&folder, drawn);
}

fn name(input: &mut Bytes<'_>) -> String {
    match input.below(9) {
        0 => tiny::AXIS.to_owned(),
        1 => "deterrence".to_owned(),
        2 => "scenario".to_owned(),
        3 => "home_office.flights.seats_per_week".to_owned(),
        4 => "courts.interim_relief.success_rate".to_owned(),
        5 => "origin.\"El Salvador\".share".to_owned(),
        6 => "agreement.in_force".to_owned(),
        7 => "sustained_returns_per_week".to_owned(),
        _ => input.text(30),
    }
}

fn value(input: &mut Bytes<'_>) -> Value {
    match input.below(7) {
        0 => Value::Integer(input.below(5) as i64),
        1 => Value::Integer(input.whole().cast_signed()),
        2 => Value::Float(input.number()),
        3 => Value::Boolean(input.flag()),
        4 => Value::String(input.text(20)),
        5 => Value::Array(vec![Value::Float(input.number()), Value::String(input.text(5))]),
        _ => {
            let keys = toml::Table::from_iter([("semi_elasticity".to_owned(), Value::Float(input.number()))]);
            let form = ["none", "linear", "threshold", "expected_utility"][input.below(4)];
            let keys = if form == "none" { toml::Table::new() } else { keys };
            Value::Table(toml::Table::from_iter([(form.to_owned(), Value::Table(keys))]))
        }
    }
}

fn answer(input: &mut Bytes<'_>) -> Answer {
    let table = |input: &mut Bytes<'_>| AnswerTable {
        name: input.text(10),
        title: input.text(10),
        rows: (0..input.below(3)).map(|_| name(input)).collect(),
        outcomes: (0..input.below(3)).map(|_| outcome(input)).collect(),
        across: if input.flag() { Some(name(input)) } else { None },
        only: (0..input.below(2)).map(|_| (name(input), input.text(5))).collect(),
        against: if input.flag() { Some((name(input), input.text(5))) } else { None },
        falls: (0..input.below(3)).map(|_| input.number()).collect(),
    };
    let sentence = |input: &mut Bytes<'_>| AnswerSentence {
        condition: input.text(10),
        says: format!("{}{{{}}}{}", input.text(5), outcome(input), input.text(5)),
        only: (0..input.below(2)).map(|_| (name(input), input.text(5))).collect(),
        over: (0..input.below(3)).map(|_| name(input)).collect(),
        against: if input.flag() { Some((name(input), input.text(5))) } else { None },
    };
    Answer {
        question: input.text(40),
        tables: (0..input.below(3)).map(|_| table(input)).collect(),
        sentences: (0..input.below(3)).map(|_| sentence(input)).collect(),
        ..Answer::default()
    }
}

fn outcome(input: &mut Bytes<'_>) -> String {
    let known = strait::outcomes::outcomes();
    match input.byte() {
        0..16 => input.text(10),
        16..128 => "sustained_returns_per_week".to_owned(),
        other => known[usize::from(other) % known.len()].name.clone(),
    }
}

fn result(input: &mut Bytes<'_>, outcomes: usize) -> Result<Done, String> {
    if input.below(8) == 7 {
        return Err(input.text(60));
    }
    // A few numbers over and over: there are some hundred columns.
    let numbers: Vec<f64> = (0..1 + input.below(6)).map(|_| input.number()).collect();
    let number = |place: usize| numbers[place % numbers.len()];
    let first = match input.below(8) {
        0 => date(-9999, 1, 1),
        1 => date(9999, 12, 20),
        2 => date(2024, 2, 26),
        _ => date(2025, 9, 1),
    };
    let step = [1, 7, 0, -1, 365][input.below(5)];
    let rows = (0..input.below(40)).map(|place| {
        let mut row = Row::default();
        METRICS.iter().enumerate().for_each(|(column, &metric)| row[metric] = number(place + column));
        (first.saturating_add((step * place as i64).days()), row)
    });
    let rows = rows.collect();
    let outcomes = (0..outcomes).map(number).collect();
    let groups = (0..input.below(8)).map(|_| group(input)).collect();
    Ok(Done { outcomes, rows, groups })
}

fn group(input: &mut Bytes<'_>) -> Group {
    let origin = if input.flag() { "Eritrea".to_owned() } else { input.text(20) };
    let (age, sex) = (Age::ALL[input.below(Age::ALL.len())], Sex::ALL[input.below(Sex::ALL.len())]);
    let whole = input.whole() >> 1;
    Group { origin, age, sex, counts: Counted::ALL.map(|counted| whole >> (counted as u32 * 8)) }
}
