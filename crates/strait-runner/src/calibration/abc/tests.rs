//! Known posteriors.

use crate::dice::Dice;
use strait::luck::normal_quantile;

use super::*;

/// Parameters with standard normal priors, of which `observe` makes summaries with noise.
struct Toy<F> {
    size: usize,
    observed: Vec<f64>,
    observe: F,
}

const SETTINGS: Settings = Settings { survey: 4000, round: 3000, rounds: 5, kept: 1000, seed: 1 };

fn fit<F: Fn(&[f64], &mut Dice) -> Vec<f64> + Sync>(toy: &Toy<F>, settings: &Settings) -> (State, Posterior) {
    let run = |candidates: &[Candidate]| -> Result<Vec<Option<Vec<f64>>>, std::convert::Infallible> {
        let summaries = |one: &Candidate| Some((toy.observe)(&one.at, &mut Dice::new(settings.seed + 1, one.number)));
        Ok(candidates.iter().map(summaries).collect())
    };
    let problem = Problem { parameters: toy.size, observed: &toy.observed };
    let mut state = None;
    for _ in 0..=settings.rounds {
        let Ok(next) = next_round(problem, settings, state, run);
        state = next;
    }
    let state = state.expect("enough draws to learn from");
    let posterior = pooled(state.clone());
    (state, posterior)
}

/// Mean and standard deviation of a parameter whose prior has this spread.
fn moments(posterior: &Posterior, parameter: usize, spread: f64) -> (f64, f64) {
    let weighted = |value: &dyn Fn(f64) -> f64| -> f64 {
        posterior
            .draws
            .iter()
            .zip(&posterior.weights)
            .map(|(draw, weight)| weight * value(spread * draw[parameter]))
            .sum()
    };
    let mean = weighted(&|value| value);
    (mean, weighted(&|value| (value - mean).powi(2)).sqrt())
}

#[test]
fn a_normal_posterior_is_found_where_most_parameters_are_not_observed() {
    // 20 parameters of spread 3; six sums of neighbouring ones are observed with noise 0.5. Given a sum of two such
    // parameters, each has mean s·9/18.25 and variance 9 − 81/18.25; those not observed keep their prior.
    let observed = vec![1.0, -2.0, 3.0, 0.0, 5.0, -4.0];
    let toy = Toy {
        size: 20,
        observed: observed.clone(),
        observe: |at: &[f64], dice: &mut Dice| {
            (0..6).map(|sum| 3.0 * (at[2 * sum] + at[2 * sum + 1]) + 0.5 * dice.normal()).collect()
        },
    };
    let (state, posterior) = fit(&toy, &SETTINGS);
    let first = state.rounds[0].tolerance;
    let last = state.rounds.last().expect("at least one").tolerance;
    assert!(last < 0.6 * first, "the tolerance went from {first} to {last}");
    assert!(posterior.effective_draws > 100.0, "{} effective draws", posterior.effective_draws);
    let error = 5.0 / posterior.effective_draws.sqrt();
    for (sum, observed) in observed.iter().enumerate() {
        let (mean, sd) = moments(&posterior, 2 * sum, 3.0);
        let known_sd = (9.0_f64 - 81.0 / 18.25).sqrt();
        assert!((mean - observed * 9.0 / 18.25).abs() < error * known_sd, "mean {mean} for a sum of {observed}");
        assert!((sd / known_sd - 1.0).abs() < error, "sd {sd}, should be {known_sd}");
        // The sum itself is known to within the noise.
        let sums: Vec<f64> = posterior.draws.iter().map(|draw| 3.0 * (draw[2 * sum] + draw[2 * sum + 1])).collect();
        let mean: f64 = sums.iter().zip(&posterior.weights).map(|(sum, weight)| sum * weight).sum();
        let sd = sums.iter().zip(&posterior.weights).map(|(sum, weight)| weight * (sum - mean).powi(2)).sum::<f64>();
        let known_sd = (18.0_f64 * 0.25 / 18.25).sqrt();
        assert!((mean - observed * 18.0 / 18.25).abs() < error, "sum {mean}, should be near {observed}");
        assert!((0.85..1.15).contains(&(sd.sqrt() / known_sd)), "sd {} of the sum, should be {known_sd}", sd.sqrt());
    }
    for parameter in 12..20 {
        let (mean, sd) = moments(&posterior, parameter, 3.0);
        assert!(mean.abs() < 3.0 * error && (sd / 3.0 - 1.0).abs() < error, "unobserved: {mean} ± {sd}");
    }
}

#[test]
fn a_posterior_with_a_narrow_and_a_wide_part_is_found() {
    // Sisson, Fan and Tanaka (2007): observed is θ + noise, half of the time of spread 1, half of spread 0.1. With a flat
    // prior the posterior is that mixture around what was observed, here with a normal prior of spread 5 (nearly flat).
    let toy = Toy {
        size: 1,
        observed: vec![0.0],
        observe: |at: &[f64], dice: &mut Dice| {
            let spread = if dice.uniform() < 0.5 { 1.0 } else { 0.1 };
            vec![5.0 * at[0] + spread * dice.normal()]
        },
    };
    let (_, posterior) = fit(&toy, &SETTINGS);
    let mut draws: Vec<(f64, f64)> =
        posterior.draws.iter().zip(&posterior.weights).map(|(draw, weight)| (5.0 * draw[0], *weight)).collect();
    draws.sort_by(|one, other| one.0.total_cmp(&other.0));
    let below = |limit: f64| draws.iter().filter(|(value, _)| *value < limit).map(|(_, weight)| weight).sum::<f64>();
    // Of the mixture lies within ±0.1 half of 0.683 and half of 0.080; within ±1 half of 1 and half of 0.683.
    let error = 3.0 / posterior.effective_draws.sqrt();
    assert!((below(0.1) - below(-0.1) - 0.381).abs() < error, "within 0.1: {}", below(0.1) - below(-0.1));
    assert!((below(1.0) - below(-1.0) - 0.841).abs() < error, "within 1: {}", below(1.0) - below(-1.0));
    assert!((below(0.0) - 0.5).abs() < error);
}

#[test]
fn true_values_lie_within_their_intervals_as_often_as_they_should() {
    // A curved problem: the logs of counts that grow with one parameter and shrink with the other.
    let observe = |at: &[f64], dice: &mut Dice| {
        let mut noise = || 0.3 * dice.normal();
        vec![at[0] + 0.2 * at[1] * at[1] + noise(), at[0] - at[1] + noise(), (at[0] * 0.5).exp() + noise()]
    };
    let settings = Settings { survey: 1000, round: 600, rounds: 3, kept: 300, ..SETTINGS };
    let (mut inside, trials) = (0, 60);
    for trial in 0..trials {
        let mut dice = Dice::new(99, trial);
        let truth = [normal_quantile(dice.uniform()), normal_quantile(dice.uniform())];
        let observed = observe(&truth, &mut dice);
        let toy = Toy { size: 2, observed, observe };
        let (_, posterior) = fit(&toy, &Settings { seed: 1000 + 2 * trial, ..settings });
        for (parameter, truth) in truth.iter().enumerate() {
            let below: f64 = posterior
                .draws
                .iter()
                .zip(&posterior.weights)
                .filter(|(draw, _)| draw[parameter] < *truth)
                .map(|(_, weight)| weight)
                .sum();
            inside += u32::from((0.05..0.95).contains(&below));
        }
    }
    let share = f64::from(inside) / (2.0 * trials as f64);
    assert!((0.82..=0.98).contains(&share), "90 % intervals hold {share} of the true values");
}

#[test]
fn the_same_seed_gives_the_same_posterior() {
    let toy = Toy {
        size: 2,
        observed: vec![0.5],
        observe: |at: &[f64], dice: &mut Dice| vec![at[0] + at[1] + 0.1 * dice.normal()],
    };
    let settings = Settings { survey: 200, round: 100, rounds: 2, kept: 50, ..SETTINGS };
    assert_eq!(fit(&toy, &settings), fit(&toy, &settings));
    assert_ne!(fit(&toy, &settings).1, fit(&toy, &Settings { seed: 2, ..settings }).1);
}
