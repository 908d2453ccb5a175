//! Every chart from made-up studies: valid, without fonts, the same bytes each time, and calm when data is missing.
//!
//! `STRAIT_FIGURES=DIR cargo test -p strait-runner charts` also writes what it draws to `DIR`, to look at.

use jiff::civil::Date;
use resvg::{tiny_skia::Pixmap, usvg};

use super::*;
use crate::store::{Column, Table};

/// Made-up results with nothing random in them.
pub(super) struct Made {
    pub(super) runs: Table,
    pub(super) daily: Table,
    axes: Vec<String>,
    observed: Observed,
    title: &'static str,
}

impl Made {
    pub(super) fn study(&self) -> Study<'_> {
        Study {
            title: self.title,
            runs: &self.runs,
            daily: &self.daily,
            resolution: Resolution::Weekly,
            axes: &self.axes,
            observed: &self.observed,
            caption: "Strait 0.1.0, scenario baseline, 20 replicates, seed 20250806, deterrence none",
        }
    }
}

/// A number between 0 and 1 that looks random.
pub(super) fn noise(a: usize, b: usize, c: usize) -> f64 {
    let mut x = (a as u64) << 40 ^ (b as u64) << 20 ^ c as u64 ^ 0x9E37_79B9_7F4A_7C15;
    for _ in 0..3 {
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x ^= x >> 27;
    }
    (x >> 11) as f64 / (1_u64 << 53) as f64
}

pub(super) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Weeks ending on Sundays from `first`; points as the product of the axes' values.
pub(super) fn made(first: &str, weeks: usize, replicates: usize, axes: &[(&str, Vec<f64>)], deterrence: bool) -> Made {
    let mut settings: Vec<Vec<f64>> = vec![Vec::new()];
    for (_, values) in axes {
        settings =
            settings.iter().flat_map(|setting| values.iter().map(|value| [&setting[..], &[*value]].concat())).collect();
    }
    let sundays: Vec<Date> = date(first).series(jiff::Span::new().days(7)).take(weeks).collect();
    let began = sundays.iter().position(|sunday| *sunday >= date("2025-08-10")).unwrap_or(weeks);
    let (mut point, mut replicate, mut dates) = (Vec::new(), Vec::new(), Vec::new());
    let metrics = columns_for(&[Metric::LedgerGap]);
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); metrics.len()];
    let mut outcomes = [Vec::new(), Vec::new()];
    for (at, setting) in settings.iter().enumerate() {
        let to_first = |(axis, v): (usize, &f64)| (axes[axis].1[0] > 0.0).then(|| (v / axes[axis].1[0]).sqrt());
        let size = setting.iter().enumerate().filter_map(to_first).product::<f64>();
        for run in 0..replicates {
            let luck = 0.75 + 0.5 * noise(at, run, 0);
            outcomes[0].push(if run == 5 { f64::NAN } else { 13.0 * size * luck });
            outcomes[1].push(if run == 5 { f64::NAN } else { 12.0 * size * (0.8 + 0.4 * noise(at, run, 1)) });
            for (week, sunday) in sundays.iter().enumerate() {
                point.push(at as i64);
                replicate.push(run as i64);
                dates.push(sunday.to_string());
                let season = 1.0 + 0.7 * ((week as f64 - 8.0) / 52.0 * std::f64::consts::TAU).sin();
                let ramp = (week as f64 - began as f64 - 6.0).clamp(0.0, 10.0) / 10.0;
                let draw = noise(at * 100 + run, week, 2);
                for (column, &metric) in columns.iter_mut().zip(&metrics) {
                    column.push(match metric {
                        "arrivals" => 780.0 * season * (0.3 + 1.4 * draw),
                        "returned" => (16.0 * size * luck * ramp * (0.5 + draw)).round(),
                        "admitted" => (15.0 * size * luck * ramp * (0.4 + noise(run, week, 3))).round(),
                        "agreement_active" => f64::from(u8::from(week >= began)),
                        "stopped_by_agreement" => {
                            if week < began {
                                700.0
                            } else {
                                0.0
                            }
                        }
                        "ledger_gap" => 40.0 * (draw - 0.6),
                        "stopped_by_legal_visas" | "stopped_by_court_pause" => 0.0,
                        other => {
                            let scale = 300.0 * 0.75_f64.powi((other.len() % 23) as i32);
                            (scale * ramp * (0.5 + draw)).round()
                        }
                    });
                }
            }
        }
    }
    let mut daily = Table::new();
    daily.push("point", Column::Integer(point));
    daily.push("replicate", Column::Integer(replicate));
    daily.push("date", Column::Text(dates));
    for (metric, values) in metrics.iter().zip(columns) {
        daily.push(*metric, Column::Number(values));
    }
    let rows = settings.len() * replicates;
    let mut runs = Table::new();
    runs.push("point", Column::Integer((0..rows).map(|row| (row / replicates) as i64).collect()));
    runs.push("replicate", Column::Integer((0..rows).map(|row| (row % replicates) as i64).collect()));
    for (axis, (path, _)) in axes.iter().enumerate() {
        let values: Vec<f64> = (0..rows).map(|row| settings[row / replicates][axis]).collect();
        let texts = ["none", "linear(semi_elasticity=1)", "threshold(at=0.1,cut=0.5)"];
        runs.push(
            *path,
            if deterrence && *path == "deterrence" {
                Column::Text(values.iter().map(|&v| texts[v as usize % 3].to_owned()).collect())
            } else {
                Column::Number(values)
            },
        );
    }
    let [returns, admissions] = outcomes;
    runs.push("sustained_returns_per_week", Column::Number(returns));
    runs.push("sustained_admissions_per_week", Column::Number(admissions));
    Made {
        runs,
        daily,
        axes: axes.iter().map(|(path, _)| (*path).to_owned()).collect(),
        observed: observed(),
        title: "baseline",
    }
}

fn observed() -> Observed {
    let counts: [(&str, f64, Option<f64>); 13] = [
        ("2025-08-06", 0.0, Some(0.0)),
        ("2025-09-18", 1.0, Some(0.0)),
        ("2025-09-19", 3.0, Some(0.0)),
        ("2025-09-23", 4.0, Some(0.0)),
        ("2025-09-24", 4.0, Some(3.0)),
        ("2025-09-30", 7.0, None),
        ("2025-10-09", 26.0, Some(18.0)),
        ("2025-10-19", 42.0, Some(23.0)),
        ("2025-10-31", 75.0, Some(51.0)),
        ("2025-11-05", 94.0, Some(57.0)),
        ("2025-11-14", 113.0, Some(84.0)),
        ("2025-12-01", 153.0, Some(141.0)),
        ("2025-12-31", 217.0, Some(245.0)),
    ];
    let exchange = counts
        .iter()
        .map(|&(day, returned, admitted)| ExchangeCount { date: date(day), returned: Some(returned), admitted })
        .collect();
    let weekly = date("2025-01-05")
        .series(jiff::Span::new().days(7))
        .take(52)
        .enumerate()
        .map(|(week, week_ending)| ObservedWeek {
            week_ending,
            arrivals: Some((1500.0 * noise(7, week, 7)).round()),
            boats: None,
            crossing_days: None,
            people_prevented: None,
        })
        .collect();
    Observed { weekly, exchange, press: Vec::new() }
}

pub(super) fn sweep() -> Made {
    let axes = [
        ("home_office.detention.beds", vec![200.0, 400.0, 1600.0]),
        ("france.reception.weekly_places", vec![25.0, 50.0, 100.0]),
    ];
    made("2025-01-12", 104, 20, &axes, false)
}

fn draw(made: &Made) -> Drawn {
    figures(&made.study(), None).expect("figures")
}

/// Draws a study in every look, and checks each figure.
pub(super) fn every_look(prefix: &str, made: &Made, only: &[&str], metrics: &[Metric]) {
    for look in Look::all() {
        let drawn = drawn(&made.study(), &Wanted { only, metrics, look }).expect("figures");
        super::tests::look(prefix, &drawn);
        drawn.figures.iter().for_each(check);
    }
}

pub(super) fn names(drawn: &Drawn) -> Vec<&str> {
    drawn.figures.iter().map(|figure| figure.name).collect()
}

/// A valid SVG of outlines within its bounds, and a PNG with something on it.
pub(super) fn check(figure: &Figure) {
    let tree = render::tree(&figure.svg).expect("a valid SVG");
    assert!(!figure.svg.contains("<text"), "{} still holds text", figure.name);
    assert!(!figure.svg.contains("NaN") && !figure.svg.contains("inf\""), "{}", figure.name);
    let (bounds, size) = (tree.root().abs_stroke_bounding_box(), tree.size());
    assert!(bounds.left() >= -0.5 && bounds.top() >= -0.5, "{}: {bounds:?}", figure.name);
    assert!(bounds.right() <= size.width() + 0.5, "{}: {bounds:?}", figure.name);
    assert!(bounds.bottom() <= size.height() + 0.5, "{}: {bounds:?}", figure.name);
    assert!(count_paths(tree.root()) > 20, "{} is nearly empty", figure.name);
    let overlaps = letters::overlaps(&figure.letters);
    assert!(overlaps.is_empty(), "{overlaps:?} overlap in {} in {:?}", figure.name, figure.look);
    let wide = figure.svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| rest.split_once(' ')).map(|(wide, _)| wide);
    let wide: f64 = wide.and_then(|wide| wide.parse().ok()).expect("a width");
    for text in &figure.letters {
        let [left, top, right, _] = text.edges.map(|edge| f64::from(edge) / 10.0);
        assert!(
            left >= 0.0 && top >= 0.0 && right <= wide,
            "{} leaves {} in {:?}",
            text.text,
            figure.name,
            figure.look
        );
    }
    if figure.look.theme == Theme::Print {
        for colour in figure.svg.split("=\"#").skip(1).map(|rest| &rest[..6]) {
            assert!(colour[..2] == colour[2..4] && colour[2..4] == colour[4..], "{} has #{colour}", figure.name);
        }
        return;
    }
    let pixels = Pixmap::decode_png(&png(figure).expect("a PNG")).expect("a readable PNG");
    let expected = match figure.look.size {
        Size::Page => 2400,
        Size::Slide => 2560,
        // 88 mm at 600 dots an inch.
        Size::Column => 2079,
    };
    assert_eq!(pixels.width(), expected);
    let dark = pixels.pixels().iter().filter(|pixel| pixel.green() < 128).count();
    assert!(dark > 1000, "{} is nearly blank", figure.name);
}

fn count_paths(group: &usvg::Group) -> usize {
    let count = |node: &usvg::Node| match node {
        usvg::Node::Group(group) => count_paths(group),
        usvg::Node::Path(_) => 1,
        _ => 0,
    };
    group.children().iter().map(count).sum()
}

/// Writes what was drawn where `STRAIT_FIGURES` says, to look at.
pub(super) fn look(prefix: &str, drawn: &Drawn) {
    let Ok(folder) = std::env::var("STRAIT_FIGURES") else {
        return;
    };
    for figure in &drawn.figures {
        let path = std::path::Path::new(&folder).join(figure.look.folder().unwrap_or("page"));
        std::fs::create_dir_all(&path).expect("a writable folder");
        let path = path.join(format!("{prefix}-{}", figure.name));
        std::fs::write(path.with_extension("svg"), &figure.svg).expect("a writable folder");
        std::fs::write(path.with_extension("png"), png(figure).expect("a PNG")).expect("a writable folder");
    }
}

#[test]
fn a_run_draws_its_charts_and_says_what_it_skips() {
    let made = made("2025-01-12", 104, 20, &[], false);
    let drawn = draw(&made);
    assert_eq!(names(&drawn), ["arrivals", "exchange", "processed", "gates", "reasons", "flow"]);
    let skipped: Vec<&str> = drawn.skipped.iter().map(|chart| chart.name).collect();
    assert_eq!(skipped, ["sustained", "heatmap", "response", "endings"]);
    every_look("run", &made, &[], &[]);
    let asked = figures(&made.study(), Some(&["gates_all"])).expect("figures");
    assert_eq!(names(&asked), ["gates_all"]);
    look("run", &asked);
    assert!(matches!(figures(&made.study(), Some(&["pie"])), Err(ChartError::UnknownChart(_))));
}

#[test]
fn a_sweep_draws_all_and_the_same_bytes_each_time() {
    let made = sweep();
    let drawn = draw(&made);
    assert_eq!(names(&drawn), ["arrivals", "exchange", "processed", "gates", "reasons", "sustained", "heatmap"]);
    every_look("sweep", &made, &[], &[]);
    assert_eq!(drawn, draw(&made));
    assert_eq!(png(&drawn.figures[0]).expect("a PNG"), png(&draw(&made).figures[0]).expect("a PNG"));
}

#[test]
fn a_large_sweep_is_shown_axis_by_axis() {
    let axes = [
        ("deterrence", vec![1.0, 2.0, 3.0]),
        ("home_office.detention.beds", vec![200.0, 400.0, 800.0, 1600.0]),
        ("courts.interim_relief.success_rate", (1..=14).map(|v| f64::from(v) * 0.025).collect()),
    ];
    every_look("large", &made("2026-07-05", 30, 3, &axes, true), &[], &[]);
    let many: Vec<(&str, Vec<f64>)> = vec![
        ("home_office.casework.requests_per_caseworker_a_week", vec![1.0, 2.0]),
        ("france.cooperation.tolerance", vec![0.1, 0.2]),
        ("home_office.flights.seats", vec![10.0, 20.0]),
        ("legal_route.share_with_identity_documents", vec![0.3, 0.6]),
        ("courts.interim_relief.success_rate", vec![0.05, 0.3]),
        axes[1].clone(),
    ];
    let asked: &[&str] = &["sustained", "heatmap"];
    for (prefix, taken) in [("many", 6), ("rows", 4)] {
        let made = made("2025-08-10", 2, 4, &many[..taken], false);
        let drawn = figures(&made.study(), Some(asked)).expect("figures");
        assert_eq!(names(&drawn), asked);
        every_look(prefix, &made, asked, &[]);
    }
    let few = made("2025-07-06", 8, 1, &[axes[0].clone(), axes[1].clone()], true);
    every_look("small", &few, &[], &[]);
}

#[test]
fn missing_data_is_skipped_or_left_out() {
    // One week of one run; a weekly table without rows; metrics that are all NaN.
    let one = made("2025-08-10", 1, 1, &[], false);
    draw(&one).figures.iter().for_each(check);
    let single = made("2025-06-01", 40, 1, &[], false);
    look("single", &draw(&single));
    let none = made("2025-08-10", 0, 1, &[], false);
    assert!(draw(&none).figures.is_empty());
    let mut empty = sweep();
    let blank = |table: &Table, keep: &[&str]| {
        let mut copy = Table::new();
        for (name, column) in table.columns() {
            let blanked = match column {
                Column::Number(values) if !keep.contains(&name.as_str()) => {
                    Column::Number(vec![f64::NAN; values.len()])
                }
                other => other.clone(),
            };
            copy.push(name.clone(), blanked);
        }
        copy
    };
    let axes: Vec<&str> = empty.axes.iter().map(String::as_str).collect();
    empty.runs = blank(&empty.runs, &axes);
    empty.daily = blank(&empty.daily, &[]);
    let drawn = draw(&empty);
    assert!(drawn.figures.is_empty(), "{:?}", names(&drawn));
    assert!(drawn.skipped.iter().all(|skipped| !skipped.reason.is_empty()));
    let mut unobserved = made("2024-01-07", 60, 4, &[], false);
    unobserved.observed = Observed::default();
    unobserved.title = "A scenario with a long and winding name that has to go on to another line & more <of it>";
    every_look("unobserved", &unobserved, &[], &[]);
}
