//! Differences against published examples and in worlds whose truth is known.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use strait::luck::normal_quantile;

use super::*;

/// Extra hours of sleep with two drugs: Student, "The probable error of a mean", Biometrika 6 (1908), page 20.
const SLEEP: [[f64; 10]; 2] =
    [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]];

/// Random numbers that are the same on every machine.
struct Dice(ChaCha8Rng);

impl Dice {
    fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }
}

fn own() -> Luck {
    Luck::Own(Vec::new())
}

#[test]
fn students_sleep_data_give_the_published_intervals() {
    let [base, other] = SLEEP.map(Side::of);
    let found = difference(&base, &other, 0, &Luck::Shared);
    // As R's t.test(paired = TRUE) prints them.
    assert!((found.difference.mean - 1.58).abs() < 1e-12);
    assert!((found.difference.low - 0.700_114_2).abs() < 1e-7, "{found:?}");
    assert!((found.difference.high - 2.459_885_8).abs() < 1e-7, "{found:?}");
    assert_eq!((found.other_above, found.equal, found.compared), (0.9, 0.1, [10, 10]));
    // As R's t.test prints them for the same data unpaired: Welch, 17.776 degrees of freedom.
    let apart = difference(&base, &other, 0, &own());
    assert!((apart.difference.low + 0.205_483_2).abs() < 1e-7, "{apart:?}");
    assert!((apart.difference.high - 3.365_483_2).abs() < 1e-7, "{apart:?}");
    assert_eq!((apart.pairs, apart.narrower), (None, None));
    let times = (3.365_483_2 + 0.205_483_2) / (2.459_885_8 - 0.700_114_2);
    assert!(found.narrower.is_some_and(|narrower| (narrower / times - 1.0).abs() < 1e-6));
}

#[test]
fn a_point_beside_itself_differs_by_exactly_nothing() {
    let side = Side::of(SLEEP[1]);
    let found = difference(&side, &side, 0, &Luck::Shared);
    assert_eq!(found.difference, Estimate { mean: 0.0, low: 0.0, high: 0.0 });
    assert_eq!((found.other_above, found.equal, found.narrower), (0.0, 1.0, None));
}

#[test]
fn chances_of_independent_runs_are_those_of_all_their_pairs() {
    let found = difference(&Side::of([1.0, 2.0, 2.0]), &Side::of([2.0, 3.0]), 0, &own());
    // 2 is above 1 and equals 2 twice, 3 is above all.
    assert_eq!((found.other_above, found.equal), (4.0 / 6.0, 2.0 / 6.0));
}

#[test]
fn pairs_without_both_halves_are_left_out_and_counted() {
    let base = Side::of([1.0, f64::NAN, 3.0, 4.0, 5.0]);
    let mut other = Side::of([2.0, 9.0, f64::NAN, 6.0]);
    other.fail(3);
    let found = difference(&base, &other, 0, &Luck::Shared);
    assert_eq!((found.difference.mean, found.compared), (1.0, [1, 1]));
    assert!(found.difference.low.is_nan() && found.difference.high.is_nan(), "one pair says nothing of chance");
    assert_eq!((found.without, found.left_out, other.failed()), ([1, 1], [4, 3], 1));
    let nothing = difference(&base, &Side::of([f64::NAN]), 0, &Luck::Shared);
    assert!(nothing.difference.mean.is_nan() && nothing.pairs.is_none());
    assert_eq!(nothing.compared, [0, 0]);
}

/// How many of so many synthetic studies have an interval that holds the true mean difference.
fn coverage(studies: u64, replicates: usize, truth: f64, mut pair: impl FnMut(&mut Dice) -> (f64, f64)) -> f64 {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(replicates as u64));
    let held = (0..studies).filter(|_| {
        let (base, other): (Vec<f64>, Vec<f64>) = (0..replicates).map(|_| pair(&mut dice)).unzip();
        let found = difference(&Side::of(base), &Side::of(other), 0, &Luck::Shared).difference;
        found.low <= truth && truth <= found.high
    });
    held.count() as f64 / studies as f64
}

#[test]
fn the_interval_holds_the_truth_in_95_of_100_studies() {
    const STUDIES: u64 = 10_000;
    for replicates in [5, 10, 40] {
        let found = coverage(STUDIES, replicates, 0.7, |dice| {
            let shared = 10.0 * dice.normal();
            (shared + dice.normal(), shared + 0.7 + 2.0 * dice.normal())
        });
        // The Monte Carlo error of a share of 0.95 among 10,000 is 0.0022.
        assert!((found - 0.95).abs() < 3.0 * 0.0022, "{replicates} replicates: {found}");
    }
}

#[test]
fn the_interval_holds_less_than_it_says_where_a_few_runs_make_the_difference() {
    // As docs/analysis.md says: the ruling that ends the scheme in one run of ten, the small gain in all others.
    let rare = |dice: &mut Dice| {
        let lost = dice.uniform() < 0.1;
        (0.0, if lost { -50.0 + 10.0 * dice.normal() } else { 2.0 + dice.normal() })
    };
    let truth = 0.1 * -50.0 + 0.9 * 2.0;
    for (replicates, low, high) in [(10, 0.62, 0.70), (20, 0.85, 0.89), (100, 0.92, 0.95)] {
        let found = coverage(4000, replicates, truth, rare);
        assert!((low..high).contains(&found), "{replicates} replicates: {found}");
    }
}

#[test]
fn an_unknown_outcome_is_met_with_the_nearest_known() {
    let message = |name: &str| chosen(&[name.to_owned()], &[]).expect_err("no such outcome").to_string();
    assert!(message("returnd").contains("did you mean `returned`?"), "{}", message("returnd"));
    assert!(message("detained").contains("`detained_mean` and `detained_end`"), "{}", message("detained"));
    assert!(message("x").contains("columns of runs.parquet"));
    let twice = chosen(&["returned".to_owned(), "returned".to_owned()], &[]).expect("outcomes");
    assert_eq!(twice.len(), 1);
}
