//! The charts of effects, from made-up numbers: their order, their words, and what is not known.

use super::tests::noise;
use super::validation_tests::{drawn, words};
use super::*;

const OUTCOME: Outcome<'_> = Outcome { name: "returns a week", unit: "people a week" };
const SUBTITLE: &str = "Means of 40 replicates with the same luck; lines: 95% intervals over replicates.";

const NAMES: [&str; 9] = [
    "Detention beds, 200 to 700",
    "Seats per flight, 10 to 40",
    "Requests that a caseworker opens a week, 1 to 4",
    "Other proof of identity, none to a quarter of those without documents",
    "Share of interim relief granted, 0.05 to 0.3",
    "France’s reception, 25 to 100 places a week",
    "Challenges a year, 0 to 2",
    "Deterrence: none to expected utility",
    "Bail",
];

fn effect(estimate: f64, half: f64) -> Effect {
    Effect { estimate, low: estimate - half, high: estimate + half }
}

fn row(at: usize) -> TornadoRow {
    let size = 0.4 + 9.0 * noise(at, 1, 2);
    let low = effect(-size * noise(at, 2, 2), 0.3 + noise(at, 3, 2));
    TornadoRow { label: NAMES[at].to_owned(), low, high: effect(size, 0.5) }
}

#[test]
fn a_tornado_puts_first_what_moves_the_outcome_farthest() {
    let mut rows: Vec<TornadoRow> = (0..NAMES.len()).map(row).collect();
    rows[8].high.estimate = f64::NAN;
    rows[8].low = effect(-30.0, f64::NAN);
    let figure = tornado(&words(), OUTCOME, SUBTITLE, &rows).expect("a figure");
    assert!(figure.description.contains("Bail moves it farthest: put low \u{2212}30.0, put high not known."));
    drawn("nine", |words| tornado(&words, OUTCOME, SUBTITLE, &rows));
    drawn("one", |words| tornado(&words, OUTCOME, SUBTITLE, &rows[..1]));
    assert!(matches!(tornado(&words(), OUTCOME, SUBTITLE, &[]), Err(ChartError::Empty(_))));
}

#[test]
fn indices_put_the_largest_total_first() {
    let index = |at: usize| {
        let total = 0.6 * noise(at, 7, 7).powi(2);
        let first = effect(total * 0.7 - 0.01, 0.03);
        IndexRow {
            label: NAMES[at].split(',').next().unwrap_or_default().to_owned(),
            first,
            total: effect(total, 0.05),
        }
    };
    let mut rows: Vec<IndexRow> = (0..NAMES.len()).map(index).collect();
    rows[4].total = effect(0.9, 0.06);
    let figure = indices(&words(), OUTCOME, SUBTITLE, &rows).expect("a figure");
    assert!(figure.description.contains("Share of interim relief granted has the largest share"));
    assert!(figure.description.contains("0.90 (0.84 to 0.96) in all."), "{}", figure.description);
    drawn("nine", |words| indices(&words, OUTCOME, SUBTITLE, &rows));
    assert!(matches!(indices(&words(), OUTCOME, SUBTITLE, &[]), Err(ChartError::Empty(_))));
}

#[test]
fn differences_say_how_many_leave_out_zero() {
    let difference = |at: usize| {
        let estimate = 8.0 * (noise(at, 5, 5) - 0.4);
        DifferenceRow { label: NAMES[at].to_owned(), difference: effect(estimate, 0.2 + 2.0 * noise(at, 6, 5)) }
    };
    let rows: Vec<DifferenceRow> = (0..NAMES.len()).map(difference).collect();
    let clear = rows.iter().filter(|row| row.difference.low > 0.0 || row.difference.high < 0.0).count();
    let figure = differences(&words(), OUTCOME, SUBTITLE, &rows).expect("a figure");
    assert!(figure.description.starts_with(&format!("9 differences, {clear} of them with an interval that leaves")));
    drawn("nine", |words| differences(&words, OUTCOME, SUBTITLE, &rows));
    let none = DifferenceRow { label: "No change".to_owned(), difference: effect(0.0, 0.0) };
    drawn("none", |words| differences(&words, OUTCOME, SUBTITLE, std::slice::from_ref(&none)));
    assert!(matches!(differences(&words(), OUTCOME, SUBTITLE, &[]), Err(ChartError::Empty(_))));
}

#[test]
fn a_screening_puts_first_what_has_the_largest_effects() {
    let moved = |at: usize| ScreeningRow {
        label: NAMES[at].to_owned(),
        size: effect(3.0 * noise(at, 8, 7), 0.4),
        spread: effect(2.0 * noise(at, 9, 7), 0.3),
    };
    let mut rows: Vec<ScreeningRow> = (0..NAMES.len()).map(moved).collect();
    rows[3].size = effect(7.0, 1.0);
    let figure = screening(&words(), OUTCOME, SUBTITLE, &rows).expect("a figure");
    let expected = format!("9 inputs. {} moves it most: by 7.00 (6.00 to 8.00) over its range", NAMES[3]);
    assert!(figure.description.contains(&expected), "{}", figure.description);
    drawn("nine", |words| screening(&words, OUTCOME, SUBTITLE, &rows));
    assert!(matches!(screening(&words(), OUTCOME, SUBTITLE, &[]), Err(ChartError::Empty(_))));
}
