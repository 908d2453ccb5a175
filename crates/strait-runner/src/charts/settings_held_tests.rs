//! A band at a setting is that setting's runs: charts of a sweep take no choice for uncertainty, or say so in their title.

use super::bands::Band;
use super::style::number;
use super::tests::{Made, every_look, made};
use super::words::with_range;
use super::*;
use crate::store::{Column, Table};

const REPLICATES: usize = 6;

/// Beds, seats, proof of identity, and a form of which nothing is shown: 54 settings.
fn axes() -> [(&'static str, Vec<f64>); 4] {
    [
        ("home_office.detention.beds", vec![200.0, 400.0, 700.0]),
        ("home_office.flights.seats_per_flight", vec![10.0, 20.0, 40.0]),
        ("legal_route.other_proof_share", vec![0.0, 0.25]),
        ("deterrence", vec![0.0, 1.0, 2.0]),
    ]
}

/// What a setting comes to in a replicate: beds count only where proof is accepted, and the form adds a little.
fn returns(setting: &[f64], replicate: usize) -> f64 {
    let beds = if setting[2] > 0.0 { setting[0] / 50.0 } else { 0.0 };
    10.0 + beds + setting[1] / 20.0 + 0.3 * setting[3] + 0.1 * replicate as f64
}

fn settings() -> Vec<Vec<f64>> {
    axes().iter().fold(vec![Vec::new()], |before, (_, values)| {
        let longer = |own: Vec<f64>| values.iter().map(move |value| own.iter().copied().chain([*value]).collect());
        before.into_iter().flat_map(longer).collect()
    })
}

/// An outcome's name, and what it is in a run of a setting and replicate.
type Outcome<'a> = (&'static str, &'a dyn Fn(&[f64], usize) -> f64);

/// The sweep, with outcomes from each run's setting.
fn swept(outcomes: &[Outcome<'_>]) -> Made {
    let mut made = made("2025-07-06", 60, REPLICATES, &axes(), true);
    let settings = settings();
    let mut runs = Table::new();
    for (name, column) in made.runs.columns().iter().filter(|(name, _)| !outcomes.iter().any(|(own, _)| own == name)) {
        runs.push(name.clone(), column.clone());
    }
    for (name, outcome) in outcomes {
        let values = (0..runs.rows()).map(|row| outcome(&settings[row / REPLICATES], row % REPLICATES));
        let values: Vec<f64> = values.collect();
        runs.push(*name, Column::Number(values));
    }
    made.runs = runs;
    made
}

fn band(setting: &[f64]) -> Band {
    Band::of((0..REPLICATES).map(|replicate| returns(setting, replicate))).expect("runs")
}

fn one(made: &Made, chart: &str) -> Figure {
    let drawn = figures(&made.study(), Some(&[chart])).expect("figures");
    let [figure] = drawn.figures.as_slice() else { panic!("{:?}", drawn.skipped) };
    figure.clone()
}

#[test]
fn sustained_numbers_are_of_one_setting_each() {
    let made = swept(&[("sustained_returns_per_week", &returns), ("sustained_admissions_per_week", &returns)]);
    let figure = one(&made, "sustained");
    // The form moves least and is held at its first value; proof acts most on another axis and comes first.
    let fewest = format!("fewest at 0, 200, 10, {}", with_range(&band(&[200.0, 10.0, 0.0, 0.0])));
    let most = format!("most at 0.25, 700, 40, {}", with_range(&band(&[700.0, 40.0, 0.25, 0.0])));
    assert!(figure.description.contains(&fewest) && figure.description.contains(&most), "{}", figure.description);
    assert!(figure.description.contains("Held in all of them: deterrence none"), "{}", figure.description);
    every_look("held", &made, &["sustained", "heatmap", "reasons"], &[]);
}

#[test]
fn a_map_s_cells_are_of_one_setting_each() {
    let made = swept(&[("sustained_returns_per_week", &returns), ("sustained_admissions_per_week", &returns)]);
    let figure = one(&made, "heatmap");
    let texts: Vec<&str> = figure.letters.iter().map(|text| text.text.as_str()).collect();
    for beds in [200.0, 400.0, 700.0] {
        for proof in [0.0, 0.25] {
            let band = band(&[beds, 20.0, proof, 0.0]);
            let range = format!("{}–{}", number(band.low90, 1), number(band.high90, 1));
            assert!(texts.contains(&range.as_str()), "{range} at {beds} beds and proof {proof}: {texts:?}");
        }
    }
}

#[test]
fn endings_are_of_one_setting_each() {
    // A court ends it where beds are many and the form is the third: over all forms that would be a third of runs.
    let ended = |setting: &[f64], _: usize| f64::from(u8::from(setting[0] > 300.0 && setting[3] > 1.0));
    let lapsed = |setting: &[f64], replicate: usize| {
        f64::from(u8::from(setting[3] < 2.0 && replicate < 3 && setting[0] > 300.0))
    };
    let made = swept(&[
        ("stood_at_end", &|setting, replicate| 1.0 - (ended(setting, replicate) + lapsed(setting, replicate)).min(1.0)),
        ("suspension_days", &|_, _| 0.0),
        ("court_pause_days", &|_, _| 0.0),
        ("ended_by_notice", &|_, _| 0.0),
        ("lapsed", &lapsed),
        ("ended_by_court", &ended),
    ]);
    let figure = one(&made, "endings");
    let texts: Vec<&str> = figure.letters.iter().map(|text| text.text.as_str()).collect();
    assert!(texts.contains(&"100%") && texts.contains(&"50%"), "{texts:?}");
    assert!(!texts.contains(&"33%") && !texts.contains(&"67%"), "no bar mixes forms: {texts:?}");
}

#[test]
fn arrivals_answer_at_one_setting_of_the_other_axes() {
    // Seats change by how much arrivals answer: each of their values is a setting of its own.
    let chance = |setting: &[f64], _: usize| setting[0] / 1000.0;
    let arrivals = |setting: &[f64], _: usize| 1000.0 * (1.0 - setting[0] / 1000.0 * setting[1] / 100.0);
    let made = swept(&[("arrivals_last_year", &arrivals), ("return_probability_last_year", &chance)]);
    let figure = one(&made, "response");
    for seats in [10.0, 40.0] {
        let fall = arrivals(&[700.0, seats, 0.0, 0.0], 0) / arrivals(&[200.0, seats, 0.0, 0.0], 0) - 1.0;
        let fall = number(100.0 * fall, 0);
        let told = format!("{fall}% (90% range {fall}% to {fall}%)");
        assert!(figure.description.contains(&told), "{told}: {}", figure.description);
    }
}

#[test]
fn what_takes_settings_together_says_so_in_its_title() {
    let made = swept(&[]);
    for chart in ["arrivals", "exchange", "processed", "gates"] {
        let figure = one(&made, chart);
        assert!(figure.title.contains("over all 54 settings"), "{chart}: {}", figure.title);
    }
    for chart in ["sustained", "heatmap", "reasons"] {
        let figure = one(&made, chart);
        assert!(!figure.title.contains("over all"), "{chart}: {}", figure.title);
    }
}
