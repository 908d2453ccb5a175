//! Criteria against a worked example, and options sorted out of points.

use super::*;
use crate::analysis::compare::Side;

/// A payoff table: for each state the payoff of each option.
fn table(states: &[&[f64]]) -> Payoffs {
    let options = (0..states[0].len()).map(|option| vec![option.to_string()]).collect();
    let states: Vec<(u64, Vec<f64>)> = (0..).zip(states).map(|(state, values)| (state, values.to_vec())).collect();
    Payoffs { options, worlds: 1, states, left_out: 0, without: vec![0; 3] }
}

fn regrets(standings: &[Standing]) -> Vec<f64> {
    standings.iter().map(|standing| standing.regret_max).collect()
}

#[test]
fn regret_is_that_of_the_builders_table() {
    // Do nothing, expand or subcontract, with demand low or high: W. J. Stevenson, Operations Management, decision theory,
    // problem 1. Savage's criterion chooses to subcontract, with a regret of 10 in either state.
    let found = standings(&table(&[&[50.0, 20.0, 40.0], &[60.0, 80.0, 70.0]]), Goal::AtLeast(50.0));
    assert_eq!(regrets(&found), [20.0, 30.0, 10.0]);
    assert_eq!(least_regret(&found), [2]);
    assert_eq!(found.iter().map(|one| one.regret.mean).collect::<Vec<_>>(), [10.0, 15.0, 10.0]);
    assert_eq!(found.iter().map(|one| one.met).collect::<Vec<_>>(), [1.0, 0.5, 0.5]);
    // The same numbers as costs: now doing nothing is best where demand is high, and the regrets turn.
    let costs = standings(&table(&[&[50.0, 20.0, 40.0], &[60.0, 80.0, 70.0]]), Goal::AtMost(50.0));
    assert_eq!(regrets(&costs), [30.0, 20.0, 20.0]);
    assert_eq!(least_regret(&costs), [1, 2]);
    assert_eq!(costs.iter().map(|one| one.met).collect::<Vec<_>>(), [0.5, 0.5, 0.5]);
}

fn point(settings: [&str; 2], values: &[f64]) -> Side {
    let mut side = Side::of(values.iter().copied());
    side.settings = settings.map(str::to_owned).to_vec();
    side
}

#[test]
fn points_are_sorted_into_options_and_states_of_the_world() {
    let points = [
        point(["few beds", "calm"], &[1.0, 2.0]),
        point(["few beds", "rough"], &[3.0, 4.0]),
        point(["many beds", "calm"], &[5.0, f64::NAN]),
        point(["many beds", "rough"], &[7.0, 8.0]),
    ];
    let found = payoffs(&points, &[0]).expect("payoffs");
    assert_eq!(found.options, [["few beds"], ["many beds"]]);
    assert_eq!(found.states, [(0, vec![1.0, 5.0]), (0, vec![3.0, 7.0]), (1, vec![4.0, 8.0])]);
    assert_eq!((found.worlds, found.left_out, found.without), (2, 1, vec![0, 1]));
    let all = payoffs(&points, &[0, 1]).expect("payoffs");
    assert_eq!((all.options.len(), all.worlds, all.states.len()), (4, 1, 1));
    let why = payoffs(&points[..3], &[0]).expect_err("a point is missing");
    assert!(why.contains("many beds in rough"), "{why}");
}

#[test]
fn worlds_that_share_their_luck_count_as_one_trial() {
    let met = |states: Vec<(u64, Vec<f64>)>| {
        let payoffs = Payoffs { options: vec![vec![]], worlds: 1, states, left_out: 0, without: vec![0] };
        standings(&payoffs, Goal::AtLeast(1.0))[0]
    };
    let apart = met((0..40).map(|state| (state, vec![(state % 2) as f64])).collect());
    let together = met((0..40).map(|state| (state / 4, vec![(state / 4 % 2) as f64])).collect());
    assert_eq!((apart.met, together.met), (0.5, 0.5));
    assert_eq!((together.met_low, together.met_high), wilson(0.5, 10.0));
    assert!(together.met_high > apart.met_high && together.outcome.high > apart.outcome.high);
}
