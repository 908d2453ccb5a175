//! Screening and indices against published functions, their known values, and SALib on the same samples.
//!
//! The fixtures were made by `tests/fixtures/sensitivity/make_fixtures.py` with SALib 1.5.1.

use std::f64::consts::PI;

use super::*;
use crate::dice::Dice;
use crate::store::{Column, Table};

macro_rules! fixture {
    ($name:literal) => {
        rows(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sensitivity/", $name)))
    };
}

fn rows(text: &str) -> Vec<Vec<f64>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect()
}

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("x{number}")).collect()
}

fn near(found: f64, known: f64, within: f64, what: &str) {
    assert!((found - known).abs() <= within, "{what}: {found}, known {known}, within {within}");
}

/// Ishigami and Homma (1990), with a = 7 and b = 0.1, its inputs from 0 to 1 for −π to π.
fn ishigami(x: &[f64]) -> f64 {
    let [x1, x2, x3] = [0, 1, 2].map(|input| PI * (2.0 * x[input] - 1.0));
    x1.sin() + 7.0 * x2.sin().powi(2) + 0.1 * x3.powi(4) * x1.sin()
}

/// Its first-order and total indices, from the integrals (Saltelli et al. 2008, *Global Sensitivity Analysis: The Primer*).
fn ishigami_known() -> [(f64, f64); 3] {
    let (a, b) = (7.0_f64, 0.1_f64);
    let v1 = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let v2 = a * a / 8.0;
    let v13 = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
    let v = v1 + v2 + v13;
    [(v1 / v, (v1 + v13) / v), (v2 / v, v2 / v), (0.0, v13 / v)]
}

const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

/// Sobol's G (Saltelli and Sobol 1995).
fn sobol_g(x: &[f64]) -> f64 {
    x.iter().zip(G).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// Its indices: with `v = 1/3 / (1 + a)²` of each input, `V = Π(1 + v) − 1`.
fn sobol_g_known() -> Vec<(f64, f64)> {
    let own = G.map(|a| 1.0 / 3.0 / (1.0 + a).powi(2));
    let all: f64 = own.iter().map(|v| 1.0 + v).product();
    own.iter().map(|v| (v / (all - 1.0), v * all / (1.0 + v) / (all - 1.0))).collect()
}

/// The points of base rows given as A and then B.
fn base_rows(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let points = |row: &Vec<f64>| {
        let (a, b) = row.split_at(row.len() / 2);
        let mixed = (0..a.len()).map(|axis| {
            let mut point = a.to_vec();
            point[axis] = b[axis];
            point
        });
        [a.to_vec()].into_iter().chain(mixed).chain([b.to_vec()]).collect::<Vec<_>>()
    };
    rows.iter().flat_map(points).collect()
}

fn random_rows(count: u64, axes: usize) -> Vec<Vec<f64>> {
    (0..count)
        .map(|row| {
            let mut dice = Dice::new(5, row);
            (0..2 * axes).map(|_| dice.uniform()).collect()
        })
        .collect()
}

fn found(rows: &[Vec<f64>], function: impl Fn(&[f64]) -> f64) -> Indices {
    let axes = rows[0].len() / 2;
    let values: Vec<f64> = base_rows(rows).iter().map(|point| function(point)).collect();
    let blocks = Blocks::new(&values, axes + 2, 1).expect("base rows");
    indices(&blocks, &names(axes)).expect("indices")
}

#[test]
fn indices_are_those_of_salib_on_the_same_sample() {
    type Case = (Vec<Vec<f64>>, Vec<Vec<f64>>, fn(&[f64]) -> f64);
    let cases: [Case; 2] = [
        (fixture!("ishigami_sample.csv"), fixture!("ishigami_indices.csv"), ishigami),
        (fixture!("sobol_g_sample.csv"), fixture!("sobol_g_indices.csv"), sobol_g),
    ];
    for (sample, known, function) in cases {
        let found = found(&sample, function);
        assert_eq!(found.base_rows, 64);
        for (own, salib) in found.axes.iter().zip(&known) {
            near(own.first.value, salib[0], 1e-10, &own.axis);
            near(own.total.value, salib[1], 1e-10, &own.axis);
            assert_eq!(own.total_with_luck, None, "one replicate says nothing of luck");
        }
    }
}

#[test]
fn indices_come_to_the_known_ones_and_their_intervals_hold_them() {
    let known_g = sobol_g_known();
    let cases = [
        (found(&random_rows(8192, 3), ishigami), ishigami_known().to_vec()),
        (found(&random_rows(8192, 8), sobol_g), known_g),
    ];
    for (found, known) in cases {
        for (own, (first, total)) in found.axes.iter().zip(known) {
            for (estimate, known) in [(own.first, first), (own.total, total)] {
                // Twice the interval, near four standard deviations: of 22 numbers none is so far off by chance.
                near(estimate.value, known, estimate.high - estimate.low, &own.axis);
                near(estimate.value, known, 0.05, &own.axis);
                assert!(estimate.high - estimate.low < 0.1, "{} has {estimate:?}", own.axis);
            }
        }
    }
}

/// 95 % of them should; over 360 that are not all independent of each other, from 100 base rows each.
#[test]
fn intervals_hold_the_known_index_about_as_often_as_they_say() {
    let known = ishigami_known();
    let (mut held, mut of) = (0, 0);
    for sample in 0..60 {
        let rows: Vec<Vec<f64>> = (0..100)
            .map(|row| {
                let mut dice = Dice::new(1000 + sample, row);
                (0..6).map(|_| dice.uniform()).collect()
            })
            .collect();
        for (own, (first, total)) in found(&rows, ishigami).axes.iter().zip(known) {
            for (estimate, known) in [(own.first, first), (own.total, total)] {
                of += 1;
                held += u32::from(estimate.low <= known && known <= estimate.high);
            }
        }
    }
    let share = f64::from(held) / f64::from(of);
    assert!((0.88..=0.99).contains(&share), "{held} of {of}");
}

/// Values of points with replicates: the function of the point and luck that is the same at every point.
fn with_luck(points: &[Vec<f64>], replicates: usize, value: impl Fn(&[f64], f64, f64) -> f64) -> Vec<f64> {
    let runs = (0..points.len()).flat_map(|point| (0..replicates).map(move |replicate| (point, replicate)));
    runs.map(|(point, replicate)| {
        let shared = Dice::new(77, replicate as u64).normal();
        let own = Dice::new(1_000_000 + replicate as u64, point as u64).normal();
        value(&points[point], shared, own)
    })
    .collect()
}

#[test]
fn luck_is_told_from_parameters() {
    // y = 2·(3·x1 + x2) + l + 2·i with x of variance 1/12, l luck that all points share and i that each point has its own of:
    // variances 4·(9 + 1)/12, 1 and 4.
    let rows = random_rows(1500, 3);
    let points = base_rows(&rows);
    let values = with_luck(&points, 12, |x, l, i| 2.0 * (3.0 * x[0] + x[1]) + l + 2.0 * i);
    let blocks = Blocks::new(&values, 5, 12).expect("base rows");
    let found = indices(&blocks, &names(3)).expect("indices");
    let shares = found.shares.expect("several replicates");
    let all = 40.0 / 12.0 + 1.0 + 4.0;
    for (estimate, known, what) in [
        (shares.parameters, 40.0 / 12.0 / all, "parameters"),
        (shares.luck, 1.0 / all, "luck"),
        (shares.interplay, 4.0 / all, "interplay"),
    ] {
        near(estimate.value, known, estimate.high - estimate.low, what);
        assert!(estimate.low < known && estimate.high - estimate.low < 0.25, "{what}: {estimate:?}");
    }
    // Were luck taken for parameters, the axis that does nothing would have a total of about 1/11 in the mean over replicates.
    let (x1, nothing) = (&found.axes[0], &found.axes[2]);
    near(x1.first.value, 0.9, 0.03, "x1 alone");
    near(x1.total.value, 0.9, 0.03, "x1 in all");
    near(nothing.total.value, 0.0, 0.01, "what does nothing");
    assert!(nothing.total.low <= 0.0, "{:?}", nothing.total);
    near(nothing.total_of_mean, 4.0 / 12.0 / (40.0 / 12.0 + 4.0 / 12.0), 0.02, "as if luck were parameters");
    // All but x1 and all luck known, x1 and what luck makes of it is left: 36/12 and 4.
    near(x1.total_with_luck.expect("replicates").value, 7.0 / all, 0.03, "x1 with luck");
    assert_eq!(x1.first_by_replicate.len(), 12);
}

#[test]
fn indices_of_nothing_but_luck_are_not_given() {
    let points = base_rows(&random_rows(200, 2));
    let values = with_luck(&points, 4, |_, l, i| l + i);
    let blocks = Blocks::new(&values, 4, 4).expect("base rows");
    let found = indices(&blocks, &names(2)).expect("indices");
    let shares = found.shares.expect("several replicates");
    assert!(!shares.parameters_tell() && found.axes.is_empty(), "{shares:?}");
}

#[test]
fn an_outcome_that_never_changes_is_said_to_be_constant() {
    let blocks = Blocks::new(&[7.0; 24], 4, 2).expect("base rows");
    let found = indices(&blocks, &names(2)).expect("indices");
    assert_eq!((found.constant, found.axes.len(), found.shares), (Some(7.0), 0, None));
    let found = screening(&blocks, &names(3), |_| None).expect("a screening");
    assert_eq!((found.constant, found.axes.len()), (Some(7.0), 0));
}

/// The function of Morris (1991), with the signs of Campolongo and Saltelli (1997) where he drew coefficients: inputs 1 to 10
/// matter, 1 to 6 with others, 7 along a curve, 8 to 10 along lines; of 11 to 20 little comes.
fn morris_1991(x: &[f64]) -> f64 {
    let curved = |x: f64| 2.0 * (1.1 * x / (x + 0.1) - 0.5);
    let w: Vec<f64> = x
        .iter()
        .enumerate()
        .map(|(input, &x)| if [2, 4, 6].contains(&input) { curved(x) } else { 2.0 * (x - 0.5) })
        .collect();
    let sign = |odd: usize| if odd.is_multiple_of(2) { 1.0 } else { -1.0 };
    let mut y = 5.0 * w[0] * w[1] * w[2] * w[3];
    for i in 0..20 {
        y += w[i] * if i < 10 { 20.0 } else { sign(i + 1) };
        for j in i + 1..20 {
            y += w[i] * w[j] * if j < 6 { -15.0 } else { sign(i + j) };
            y += (j + 1..5).filter(|_| j < 5).map(|k| -10.0 * w[i] * w[j] * w[k]).sum::<f64>();
        }
    }
    y
}

fn morris_sample() -> Vec<Vec<f64>> {
    let levels = fixture!("morris_sample.csv");
    levels.iter().map(|point| point.iter().map(|level| level / 3.0).collect()).collect()
}

fn screened(points: &[Vec<f64>], values: &[f64], replicates: usize) -> Screening {
    let axes = points[0].len();
    let blocks = Blocks::new(values, axes + 1, replicates).expect("trajectories");
    screening(&blocks, &names(axes), |point| points.get(point).cloned()).expect("a screening")
}

#[test]
fn elementary_effects_are_those_of_salib_and_find_the_inputs_that_matter() {
    let points = morris_sample();
    let values: Vec<f64> = points.iter().map(|point| morris_1991(point)).collect();
    let found = screened(&points, &values, 1);
    for (own, salib) in found.axes.iter().zip(fixture!("morris_indices.csv")) {
        for (value, known) in [own.mu, own.mu_star, own.sigma].map(|estimate| estimate.value).into_iter().zip(salib) {
            near(value, known, 1e-9, &own.axis);
        }
    }
    let least = found.axes[..10].iter().map(|axis| axis.mu_star.low).fold(f64::INFINITY, f64::min);
    let most = found.axes[10..].iter().map(|axis| axis.mu_star.high).fold(0.0, f64::max);
    assert!(least > most, "inputs 1 to 10 from {least}, the others to {most}");
    // Lines of slope 40, which small products bend a little.
    for straight in &found.axes[7..10] {
        near(straight.mu.value, 40.0, 5.0, &straight.axis);
        assert!(straight.sigma.value < 0.3 * straight.mu_star.value, "{straight:?}");
    }
    assert!(found.axes[..6].iter().all(|axis| axis.sigma.value > 0.8 * axis.mu_star.value));
    assert!(found.shares.is_none() && found.axes[0].mu_star_of_luck.is_none());
}

#[test]
fn luck_does_not_pass_for_an_effect_or_for_its_spread() {
    // Axis 1 has slope 6 everywhere, axis 2 none; luck of each point's own has standard deviation 1.
    let mut points = Vec::new();
    for trajectory in 0..400 {
        let mut dice = Dice::new(3, trajectory);
        let mut level =
            |up: bool| if up { 2.0 / 3.0 } else { 0.0 } + if dice.uniform() < 0.5 { 0.0 } else { 1.0 / 3.0 };
        let (x1, x2) = (level(false), level(false));
        points.extend([vec![x1, x2], vec![x1 + 2.0 / 3.0, x2], vec![x1 + 2.0 / 3.0, x2 + 2.0 / 3.0]]);
    }
    let values = with_luck(&points, 5, |x, l, i| 6.0 * x[0] + l + i);
    let found = screened(&points, &values, 5);
    let [slope, flat] = &found.axes[..] else { panic!("two axes") };
    near(slope.mu.value, 6.0, 0.2, "the slope");
    // A difference of two luckless runs over a step of 2/3: the mean of five has variance 2 · (3/2)² / 5 = 0.9.
    near(flat.sigma.value, 0.9_f64.sqrt(), 0.1, "luck's spread");
    near(flat.mu_star_of_luck.expect("replicates"), (2.0 / PI * 0.9).sqrt(), 0.05, "luck's effect");
    near(flat.mu_star.value, (2.0 / PI * 0.9).sqrt(), 0.1, "an effect that is luck");
    assert!(slope.sigma_without_luck.expect("replicates") < 0.35, "{slope:?}");
    assert!(found.shares.expect("replicates").parameters_tell());
}

#[test]
fn points_that_are_no_trajectories_are_refused() {
    let points = [vec![0.0, 0.0], vec![0.0, 0.0], vec![0.5, 0.5]];
    let values = [1.0, 2.0, 3.0, 1.0, 2.0, 4.0];
    let blocks = Blocks::new(&values, 3, 1).expect("blocks");
    let refused = screening(&blocks, &names(2), |point| points.get(point % 3).cloned()).expect_err("no trajectory");
    assert_eq!(refused.to_string(), "trajectory 0 of the design moves 0 axes in one step");
    let refused = indices(&blocks, &names(2)).expect_err("no base rows");
    assert!(refused.to_string().contains("has 4 points, not 3"), "{refused}");
}

/// Runs of base rows of one axis, of which some failed and one has no outcome.
fn with_failures(rows: i64, failed: &[i64], without: &[i64]) -> Table {
    let runs = 3 * rows;
    let mut table = Table::new();
    table.push("point", Column::Integer((0..runs).collect()));
    table.push("replicate", Column::Integer(vec![0; runs as usize]));
    let text = |yes: &str, no: &str| {
        Column::Text((0..runs).map(|run| if failed.contains(&run) { yes } else { no }.to_owned()).collect())
    };
    table.push("status", text("failed", "done"));
    table.push("message", text("too few beds", ""));
    let value = |run: i64| if failed.contains(&run) || without.contains(&run) { f64::NAN } else { run as f64 };
    table.push("returned", Column::Number((0..runs).map(value).collect()));
    table
}

#[test]
fn a_run_that_is_missing_takes_its_base_row_with_it_and_is_told() {
    let blocks = Blocks::of(&with_failures(40, &[4, 5], &[30]), "returned", 3, 1).expect("enough is left");
    assert_eq!((blocks.len(), blocks.kept[1].0), (38, 2));
    assert_eq!(
        blocks.lost.in_words(),
        "2 of 40 blocks of points are left out: 2 runs failed, 1 run did not have this outcome"
    );
    // The same as if the two base rows had never been.
    let others: Vec<f64> = (0..120).filter(|run| ![3, 4, 5, 30, 31, 32].contains(run)).map(f64::from).collect();
    let never = Blocks::new(&others, 3, 1).expect("base rows");
    let of = |blocks: &Blocks| indices(blocks, &names(1)).expect("indices").axes;
    assert_eq!(of(&blocks), of(&never));
}

#[test]
fn a_design_with_too_much_missing_is_an_error_that_says_why() {
    let refused = Blocks::of(&with_failures(40, &[4, 10, 16, 22, 28], &[]), "returned", 3, 1).expect_err("too little");
    assert_eq!(refused.exit_status(), 1);
    let said = refused.to_string();
    assert!(said.starts_with("5 of 40 blocks of points are left out: 5 runs failed; more than 10 %"), "{said}");
    assert!(said.contains("point 4, replicate 0: too few beds") && !said.contains("point 22"), "{said}");
    let refused = Blocks::of(&with_failures(40, &[], &[]), "returnd", 3, 1).expect_err("no such outcome");
    assert_eq!(refused.exit_status(), 2);
}
