//! Scrambled Sobol points: more even than chance, and with Owen's scrambling unbiased for averages.
//!
//! The sequence and its scrambling are those of `sobol_burley`, in steps of 2⁻²⁴ of an axis.

use crate::dice::Dice;

/// Most axes that there are points for.
pub(super) const AXES_MAX: usize = sobol_burley::NUM_DIMENSIONS as usize;
/// Most points.
pub(crate) const POINTS_MAX: usize = 1 << 16;

/// The first points on so many axes, each coordinate in \[0, 1); a pure function of its arguments.
///
/// Powers of two are spread best: each axis is then cut into as many equal parts with one point each.
///
/// # Panics
/// Beyond [`POINTS_MAX`] or [`AXES_MAX`].
#[must_use]
pub(super) fn sobol(points: usize, axes: usize, seed: u64) -> Vec<Vec<f64>> {
    assert!(points <= POINTS_MAX && axes <= AXES_MAX, "{points} Sobol points on {axes} axes");
    let seed = Dice::new(seed, 0).below(1 << 32) as u32;
    let coordinate = |point: usize, axis: usize| f64::from(sobol_burley::sample(point as u32, axis as u32, seed));
    (0..points).map(|point| (0..axes).map(|axis| coordinate(point, axis)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What makes the points Sobol's: the first two axes are a (0, m, 2)-net, so that each of the rectangles of a size
    /// 2⁻ᵐ, however its sides are shared out, holds one point of the first 2ᵐ (Sobol 1967); scrambling keeps that
    /// (Owen 1995).
    #[test]
    fn every_elementary_rectangle_of_the_first_two_axes_holds_one_point() {
        for seed in [0, 1, 20_250_806] {
            let points = sobol(256, 2, seed);
            for wide in 0..=8 {
                let (across, up) = (1_usize << wide, 1_usize << (8 - wide));
                let mut count = vec![0; 256];
                for point in &points {
                    let cell = |at: f64, parts: usize| (at * parts as f64).floor() as usize;
                    count[cell(point[0], across) * up + cell(point[1], up)] += 1;
                }
                assert!(count.iter().all(|count| *count == 1), "{across} by {up} with seed {seed}");
            }
        }
    }

    #[test]
    fn every_axis_is_even_and_the_seed_tells() {
        let points = sobol(1024, 40, 1);
        for axis in 0..40 {
            let mut strata: Vec<usize> = points.iter().map(|point| (point[axis] * 1024.0) as usize).collect();
            strata.sort_unstable();
            assert_eq!(strata, (0..1024).collect::<Vec<_>>(), "axis {axis}");
        }
        assert!(points == sobol(1024, 40, 1));
        assert!([2, 1 << 32].into_iter().all(|seed| points != sobol(1024, 40, seed)));
    }
}
