//! The charts of back-tests and fits, from made-up numbers: a few and many.

use super::bands::Band;
use super::tests::{check, date, noise};
use super::*;

pub(super) fn words() -> Words<'static> {
    let caption = "Strait 0.1.0, scenario baseline, 200 replicates from each origin, seed 20250806";
    Words::new("Back-tests of the baseline", caption)
}

/// Draws a figure in every look, and checks each.
pub(super) fn drawn(prefix: &str, draw: impl Fn(Words<'_>) -> Result<Figure, ChartError>) {
    for look in Look::all() {
        let figure = draw(words().drawn_as(look)).expect("a figure");
        let drawn = Drawn { figures: vec![figure], skipped: Vec::new() };
        super::tests::look(prefix, &drawn);
        drawn.figures.iter().for_each(check);
    }
}

/// Weekly people in a season, as forecast and as it came.
fn forecast(origin: usize, scale: f64) -> ForecastPanel {
    let year = 2018 + origin as i16;
    let first = date("2018-01-07").saturating_add(jiff::Span::new().weeks(52 * origin as i64));
    let ends: Vec<Date> = first.series(jiff::Span::new().weeks(1)).take(52).collect();
    let season = |week: usize| 1.0 + 0.75 * ((week as f64 - 18.0) / 52.0 * std::f64::consts::TAU).sin();
    let level = |week: usize| scale * 700.0 * season(week);
    let band =
        |week| Band::of((0..60).map(|run| (level(week) * (0.4 + 1.5 * noise(run, week, origin).powi(2))).round()));
    ForecastPanel {
        origin: Date::constant(year - 1, 12, 31),
        bands: (0..52).map(band).collect(),
        observed: (0..52)
            .map(|week| (week < 47 || origin < 3).then(|| (level(week) * 2.0 * noise(7, week, origin)).round()))
            .collect(),
        climatology: (0..52).map(|week| Some(level(week) * 0.8)).collect(),
        ends,
    }
}

#[test]
fn forecasts_are_drawn_from_each_origin() {
    let panels: Vec<ForecastPanel> = (0..8).map(|origin| forecast(origin, 0.4 + 0.2 * origin as f64)).collect();
    drawn("eight", |words| back_tests(words, &panels));
    drawn("three", |words| back_tests(words, &panels[..3]));
    drawn("one", |words| back_tests(words, &panels[..1]));
    let mut blank = panels[0].clone();
    blank.bands.fill(None);
    blank.observed.fill(None);
    drawn("blank", |words| back_tests(words, std::slice::from_ref(&blank)));
    assert!(matches!(back_tests(words(), &[]), Err(ChartError::Empty(_))));
}

#[test]
fn outcomes_are_drawn_among_their_forecasts() {
    let names = ["Weekly arrivals", "Monthly arrivals", "Weekly boats", "Weekly preventions"];
    let panels: Vec<PitPanel> = names
        .iter()
        .zip([416, 96, 416, 70])
        .enumerate()
        .map(|(at, (name, count))| PitPanel {
            name: (*name).to_owned(),
            values: (0..count).map(|outcome| noise(outcome, at, 5).powf(0.6 + 0.4 * at as f64)).collect(),
        })
        .collect();
    drawn("four", |words| pit(words, &panels));
    drawn("one", |words| pit(words, &panels[..1]));
    assert!(matches!(pit(words(), &[]), Err(ChartError::Empty(_))));
}

#[test]
fn skills_are_drawn_by_rival() {
    let names = ["Weekly arrivals", "Monthly arrivals", "Weekly boats", "Weekly preventions"];
    let rivals =
        ["Climatology", "Climatology, scaled", "Last year", "Last year, scaled", "Last 13 weeks", "Regression"];
    let panel = |(at, name): (usize, &&str), count: usize, spread: f64| SkillPanel {
        name: (*name).to_owned(),
        rows: (0..count)
            .map(|row| SkillRow {
                label: rivals[row].to_owned(),
                skills: [0, 1, 2]
                    .map(|horizon| (row + at + horizon != 3).then(|| spread * (noise(row, at, horizon) - 0.5))),
            })
            .collect(),
    };
    let many: Vec<SkillPanel> = names.iter().enumerate().map(|named| panel(named, 6, 3.6)).collect();
    drawn("six", |words| skill(words, &many));
    let few: Vec<SkillPanel> = names[..3].iter().enumerate().map(|named| panel(named, 2, 0.8)).collect();
    drawn("two", |words| skill(words, &few));
    assert!(matches!(skill(words(), &[]), Err(ChartError::Empty(_))));
}

const PARAMETERS: [(&str, &str, f64, f64); 20] = [
    ("Boats launched on a crossing day", "boats", 2.0, 30.0),
    ("People a boat", "people", 30.0, 80.0),
    ("Growth of people a boat", "people a year", 0.0, 8.0),
    ("Arrivals in northern France a year", "people", 20_000.0, 90_000.0),
    ("Drift of arrivals in northern France", "", 0.0, 0.8),
    ("Memory of that drift", "days", 20.0, 400.0),
    ("Dispersion of daily arrivals in northern France", "", 0.5, 20.0),
    ("Share prevented on the beach", "share", 0.1, 0.7),
    ("Share of prevented people who try again", "share", 0.3, 1.0),
    ("Days between attempts", "days", 1.0, 21.0),
    ("Persistence of the sea", "correlation", 0.0, 0.8),
    ("Quality of a crossing day, shape of its spread", "", 0.5, 6.0),
    ("Resolve", "log odds", -4.0, 1.0),
    ("Price of a place", "euros", 800.0, 3000.0),
    ("Utility of the price", "log odds a thousand euros", 0.0, 2.0),
    ("French reply, usual days", "days", 3.0, 21.0),
    ("Requests decided a week", "decisions", 10.0, 80.0),
    ("Share released on bail each day", "share a day", 0.0, 0.02),
    ("Applications to the legal route", "log odds", -9.0, -3.0),
    ("Seats a flight", "seats", 5.0, 60.0),
];

fn marginal(at: usize) -> Marginal {
    let (name, unit, low, high) = PARAMETERS[at];
    let within = |share: f64| low + (high - low) * share.clamp(0.0, 1.0);
    let informed = at % 4 != 3;
    let prior: Vec<f64> = (0..800).map(|draw| (noise(draw, at, 1) + noise(draw, at, 2)) / 2.0).map(within).collect();
    let centre = noise(at, 0, 9);
    let posterior = (0..400)
        .map(|draw| {
            let bell = (0..6).map(|part| noise(draw, at, 10 + part)).sum::<f64>() / 6.0;
            let share = if informed { centre + (bell - 0.5) * (0.3 + 0.7 * noise(at, 1, 9)) } else { bell };
            (within(share), noise(draw, at, 30))
        })
        .collect();
    Marginal { name: name.to_owned(), unit: unit.to_owned(), low, high, prior, posterior, informed }
}

#[test]
fn parameters_are_drawn_before_and_after_the_fit() {
    let marginals: Vec<Marginal> = (0..20).map(marginal).collect();
    drawn("twenty", |words| posterior(words, &marginals));
    drawn("three", |words| posterior(words, &marginals[..3]));
    let mut empty = marginals[0].clone();
    empty.posterior.clear();
    drawn("empty", |words| posterior(words, &[empty.clone(), marginals[1].clone()]));
    assert!(matches!(posterior(words(), &[]), Err(ChartError::Empty(_))));
}

#[test]
fn correlations_are_drawn_with_those_that_matter_written() {
    let names: Vec<String> = PARAMETERS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let matrix: Vec<Vec<f64>> =
        (0..20).map(|row| (0..20).map(|column| (2.0 * noise(row, column, 4) - 1.0).powi(3)).collect()).collect();
    drawn("twenty", |words| correlations(words, &names, &matrix));
    let unknown = vec![Vec::new(), vec![f64::NAN], vec![0.9, -0.95], vec![0.1, 0.5, -0.4]];
    drawn("four", |words| correlations(words, &names[..4], &unknown));
    assert!(matches!(correlations(words(), &names[..1], &matrix), Err(ChartError::Empty(_))));
}
