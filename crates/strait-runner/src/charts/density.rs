//! Smooth densities of weighted draws between two bounds.

/// A draw and its weight, at least zero.
pub(super) type Weighted = (f64, f64);

/// The density at `points` even places from `low` to `high`: Gaussian kernels, mirrored at the bounds so that nothing is
/// lost beyond them. None when no draw has weight.
pub(super) fn density(draws: &[Weighted], (low, high): (f64, f64), points: usize) -> Option<Vec<f64>> {
    let draws: Vec<Weighted> = draws
        .iter()
        .copied()
        .filter(|(value, weight)| value.is_finite() && weight.is_finite() && *weight > 0.0)
        .collect();
    let total: f64 = draws.iter().map(|(_, weight)| weight).sum();
    if draws.is_empty() || high <= low {
        return None;
    }
    let width = bandwidth(&draws, total).max((high - low) / 200.0);
    let kernel = |distance: f64| (-0.5 * (distance / width).powi(2)).exp();
    let scale = 1.0 / (total * width * std::f64::consts::TAU.sqrt());
    let at = |place: usize| {
        let x = low + (high - low) * place as f64 / (points - 1).max(1) as f64;
        let sum: f64 = draws
            .iter()
            .map(|(value, weight)| {
                weight * (kernel(x - value) + kernel(x - (2.0 * low - value)) + kernel(x - (2.0 * high - value)))
            })
            .sum();
        sum * scale
    };
    Some((0..points).map(at).collect())
}

/// Silverman's rule, for as many draws as the weights are worth.
fn bandwidth(draws: &[Weighted], total: f64) -> f64 {
    let mean = draws.iter().map(|(value, weight)| value * weight).sum::<f64>() / total;
    let variance = draws.iter().map(|(value, weight)| weight * (value - mean).powi(2)).sum::<f64>() / total;
    let worth = total * total / draws.iter().map(|(_, weight)| weight * weight).sum::<f64>();
    0.9 * variance.sqrt() * worth.powf(-0.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_density_holds_all_the_weight_within_its_bounds() {
        let draws: Vec<Weighted> = (0..500).map(|at| (f64::from(at) / 500.0, 1.0 + f64::from(at % 3))).collect();
        let density = density(&draws, (0.0, 1.0), 101).expect("a density");
        let area = (density.iter().sum::<f64>() - (density[0] + density[100]) / 2.0) / 100.0;
        assert!((area - 1.0).abs() < 0.01, "{area}");
        // Level up to the bounds, where kernels that are not mirrored would fall to a half.
        assert!(density.iter().all(|height| (height - 1.0).abs() < 0.05), "{density:?}");
        assert_eq!(super::density(&[(0.5, 0.0)], (0.0, 1.0), 10), None);
    }
}
