//! How the agreement fares, and how arrivals answer: what is written is what the runs say.

use super::tests::{Made, every_look, made, names};
use super::*;
use crate::store::{Column, Table};

fn texts(figure: &Figure) -> Vec<&str> {
    figure.letters.iter().map(|text| text.text.as_str()).collect()
}

/// An outcome's name, and its value at a point and replicate.
type Told = (&'static str, fn(usize, usize) -> f64);

/// A made-up sweep whose runs have these outcomes too, each from the point and the replicate.
fn with(axes: &[(&str, Vec<f64>)], outcomes: &[Told]) -> Made {
    let mut made = made("2025-07-06", 60, 10, axes, true);
    let rows = made.runs.rows();
    for (name, outcome) in outcomes {
        made.runs.push(*name, Column::Number((0..rows).map(|row| outcome(row / 10, row % 10)).collect()));
    }
    made
}

const BEDS: (&str, [f64; 2]) = ("home_office.detention.beds", [200.0, 400.0]);

#[test]
fn every_run_is_in_one_class_of_how_the_agreement_fared() {
    // With 200 beds, of ten runs two stand untouched, three were paused, four lapse and a court ends one; with 400 all stand.
    let stands = |point: usize, replicate: usize| f64::from(u8::from(point == 1 || replicate < 5));
    let made = with(
        &[(BEDS.0, BEDS.1.to_vec())],
        &[
            ("stood_at_end", stands),
            ("suspension_days", |point, replicate| f64::from(u8::from(point == 0 && replicate == 2)) * 30.0),
            ("court_pause_days", |point, replicate| {
                f64::from(u8::from(point == 0 && (3..5).contains(&replicate))) * 9.0
            }),
            ("ended_by_notice", |_, _| 0.0),
            ("lapsed", |point, replicate| f64::from(u8::from(point == 0 && (5..9).contains(&replicate)))),
            ("ended_by_court", |point, replicate| f64::from(u8::from(point == 0 && replicate == 9))),
        ],
    );
    let only: &[&str] = &["endings"];
    let drawn = figures(&made.study(), Some(only)).expect("figures");
    let [figure] = drawn.figures.as_slice() else { panic!("{:?}", drawn.skipped) };
    let percent: Vec<&str> =
        texts(figure).into_iter().filter(|text| ["20%", "30%", "40%", "10%", "0%"].contains(text)).collect();
    assert_eq!(percent.iter().filter(|text| **text != "0%").copied().collect::<Vec<_>>(), ["20%", "30%", "40%", "10%"]);
    assert!(texts(figure).contains(&"Lapsed") && !texts(figure).contains(&"Ended by notice"), "{:?}", texts(figure));
    every_look("endings", &made, only, &[]);
}

#[test]
fn a_sweep_whose_runs_all_fare_alike_has_no_bars() {
    let zero: fn(usize, usize) -> f64 = |_, _| 0.0;
    let names_of = ["suspension_days", "court_pause_days", "ended_by_notice", "lapsed", "ended_by_court"];
    let mut outcomes: Vec<Told> = names_of.map(|name| (name, zero)).to_vec();
    outcomes.push(("stood_at_end", |_, _| 1.0));
    let made = with(&[(BEDS.0, BEDS.1.to_vec())], &outcomes);
    let drawn = figures(&made.study(), Some(&["endings"])).expect("figures");
    assert!(names(&drawn).is_empty() && drawn.skipped.len() == 1, "{:?}", drawn.skipped);
}

#[test]
fn arrivals_answer_by_what_the_runs_with_the_same_luck_say() {
    // Points: three forms by three shares chosen. Arrivals fall by a tenth of the form's number at each step.
    let axes = [("deterrence", vec![0.0, 1.0, 2.0]), ("home_office.selection.share", vec![0.0, 0.5, 1.0])];
    let made = with(
        &axes,
        &[
            ("arrivals_last_year", |point, replicate| {
                (1000.0 + replicate as f64 * 50.0) * (1.0 - 0.1 * (point / 3 * (point % 3)) as f64)
            }),
            ("return_probability_last_year", |point, _| 0.4 * (point % 3) as f64),
        ],
    );
    let only: &[&str] = &["response"];
    let drawn = figures(&made.study(), Some(only)).expect("figures");
    let [figure] = drawn.figures.as_slice() else { panic!("{:?}", drawn.skipped) };
    assert!(figure.description.contains("40%"), "the third form's fall at its end is 40 %: {}", figure.description);
    assert!(figure.description.contains("selection share 0"), "{}", figure.description);
    every_look("response", &made, only, &[]);
    // Where nothing is told of arrivals, it is skipped with a reason.
    let mut bare = made;
    let mut runs = Table::new();
    for (name, column) in bare.runs.columns().iter().filter(|(name, _)| name != "arrivals_last_year") {
        runs.push(name.clone(), column.clone());
    }
    bare.runs = runs;
    let drawn = figures(&bare.study(), Some(only)).expect("figures");
    assert!(names(&drawn).is_empty() && drawn.skipped.len() == 1);
}
