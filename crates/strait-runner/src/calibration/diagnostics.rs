//! What the data said of each parameter.

use super::abc::Posterior;

/// A parameter before and after the data spoke.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// The parameter.
    pub name: String,
    /// Equally weighted draws from the prior.
    pub prior: Vec<f64>,
    /// Draws from the posterior with their weights.
    pub posterior: Vec<(f64, f64)>,
    /// The posterior's standard deviation over the prior's \[ratio\].
    pub spread_left: f64,
    /// How far the mean moved, in standard deviations of the prior.
    pub moved: f64,
    /// Kolmogorov and Smirnov's distance between prior and posterior \[share\].
    pub distance: f64,
    /// Whether the data say anything of it.
    pub informed: bool,
}

/// Where prior and posterior differ by no more than this anywhere, the data are said to say nothing \[share\].
const SAYS_NOTHING: f64 = 0.15;

/// What may be chance: the difference of a sample from what it was drawn from, times the root of its size, is larger once in
/// a hundred times (Kolmogorov's distribution).
const CHANCE: f64 = 1.63;

/// Compares prior and posterior, parameter by parameter.
///
/// `effective_draws` is what the posterior's draws are worth.
pub(super) fn diagnoses(
    names: &[String],
    prior: &[Vec<f64>],
    posterior: &[Vec<f64>],
    weights: &[f64],
    effective_draws: f64,
) -> Vec<Diagnosis> {
    let chance = CHANCE / libm::sqrt(effective_draws);
    let of = |(parameter, name): (usize, &String)| {
        let prior: Vec<f64> = prior.iter().map(|draw| draw[parameter]).collect();
        let posterior: Vec<(f64, f64)> =
            posterior.iter().zip(weights).map(|(draw, &weight)| (draw[parameter], weight)).collect();
        let even: Vec<(f64, f64)> = prior.iter().map(|&value| (value, 1.0 / prior.len() as f64)).collect();
        let ((before, width), (after, left)) = (moments(&even), moments(&posterior));
        let distance = distance(&even, &posterior);
        Diagnosis {
            name: name.clone(),
            spread_left: left / width,
            moved: (after - before) / width,
            distance,
            informed: distance > SAYS_NOTHING.max(chance),
            prior,
            posterior,
        }
    };
    names.iter().enumerate().map(of).collect()
}

/// The correlation of each pair of parameters in the posterior.
pub(super) fn correlations(posterior: &[Vec<f64>], weights: &[f64]) -> Vec<Vec<f64>> {
    let count = posterior.first().map_or(0, Vec::len);
    let column = |parameter: usize| -> Vec<(f64, f64)> {
        posterior.iter().zip(weights).map(|(draw, &weight)| (draw[parameter], weight)).collect()
    };
    let standard: Vec<Vec<f64>> = (0..count)
        .map(|parameter| {
            let column = column(parameter);
            let (mean, sd) = moments(&column);
            column.iter().map(|(value, _)| if sd > 0.0 { (value - mean) / sd } else { 0.0 }).collect()
        })
        .collect();
    let together = |one: &Vec<f64>, other: &Vec<f64>| -> f64 {
        one.iter().zip(other).zip(weights).map(|((one, other), weight)| one * other * weight).sum()
    };
    standard.iter().map(|one| standard.iter().map(|other| together(one, other)).collect()).collect()
}

/// Mean and standard deviation of weighted values.
fn moments(values: &[(f64, f64)]) -> (f64, f64) {
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mean = values.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
    let variance = values.iter().map(|(value, weight)| weight * (value - mean) * (value - mean)).sum::<f64>() / total;
    (mean, libm::sqrt(variance))
}

/// The largest difference between two distribution functions.
fn distance(one: &[(f64, f64)], other: &[(f64, f64)]) -> f64 {
    let mut steps: Vec<(f64, f64)> = one.to_vec();
    steps.extend(other.iter().map(|(value, weight)| (*value, -weight)));
    steps.sort_by(|step, next| step.0.total_cmp(&next.0));
    let (mut height, mut most) = (0.0_f64, 0.0_f64);
    for (index, (value, weight)) in steps.iter().enumerate() {
        height += weight;
        // Equal values are one step.
        if steps.get(index + 1).is_none_or(|next| next.0 > *value) {
            most = most.max(height.abs());
        }
    }
    most
}

/// The value below which this share of the weight lies.
pub(super) fn quantile(values: &[(f64, f64)], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let mut below = 0.0;
    let reached = sorted.iter().find(|(_, weight)| {
        below += weight;
        below >= share * total
    });
    reached.or(sorted.last()).map_or(f64::NAN, |(value, _)| *value)
}

/// So many draws of equal weight, by numbers: each is there as often as its weight says, give or take one (systematic
/// resampling).
pub(super) fn resampled(posterior: &Posterior, count: usize) -> Vec<(usize, u32)> {
    let mut chosen: Vec<(usize, u32)> = Vec::new();
    let (mut below, mut draw) = (posterior.weights.first().copied().unwrap_or(1.0), 0);
    for place in 0..count {
        let share = (place as f64 + 0.5) / count as f64;
        while below < share && draw + 1 < posterior.weights.len() {
            draw += 1;
            below += posterior.weights[draw];
        }
        match chosen.last_mut() {
            Some((last, times)) if *last == draw => *times += 1,
            _ => chosen.push((draw, 1)),
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posterior_that_is_the_prior_says_nothing_and_a_narrow_one_does() {
        let prior: Vec<Vec<f64>> = (0..1000).map(|draw| vec![f64::from(draw), f64::from(draw)]).collect();
        let posterior: Vec<Vec<f64>> =
            (0..500).map(|draw| vec![f64::from(2 * draw), 300.0 + f64::from(draw) / 5.0]).collect();
        let weights = vec![1.0 / 500.0; 500];
        let names = ["same".to_owned(), "narrow".to_owned()];
        let [same, narrow] = &diagnoses(&names, &prior, &posterior, &weights, 500.0)[..] else {
            panic!("two parameters")
        };
        assert!(!same.informed && (same.spread_left - 1.0).abs() < 0.01 && same.distance < 0.01);
        assert!(narrow.informed && (narrow.spread_left - 0.1).abs() < 0.01 && (narrow.moved + 0.52).abs() < 0.01);
        assert!((correlations(&posterior, &weights)[0][1] - 1.0).abs() < 1e-9);
        assert_eq!(quantile(&narrow.posterior, 0.5), 349.8);
    }

    #[test]
    fn resampling_keeps_to_the_weights() {
        let weights = vec![0.5, 0.0, 0.3, 0.2];
        let posterior = Posterior {
            draws: vec![vec![0.0]; 4],
            numbers: vec![0, 1, 2, 3],
            unlimited_draws: 1.0,
            effective_draws: 1.0,
            tolerance: 0.0,
            weights,
        };
        assert_eq!(resampled(&posterior, 10), [(0, 5), (2, 3), (3, 2)]);
    }
}
