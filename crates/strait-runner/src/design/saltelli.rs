//! Saltelli's design for first-order and total indices (Saltelli and others 2010).

use super::sobol::sobol;

/// Two sets of scrambled Sobol points, A and B, and between them A with one axis at a time taken from B.
///
/// For each of `base` rows come A, then A with the first axis of B, with the second, and so on, and B: in all
/// `base · (axes + 2)` points.
#[must_use]
pub(super) fn saltelli(base: usize, axes: usize, seed: u64) -> Vec<Vec<f64>> {
    let rows = sobol(base, 2 * axes, seed);
    rows.into_iter()
        .flat_map(|row| {
            let (a, b) = row.split_at(axes);
            let mut points = vec![a.to_vec()];
            points.extend((0..axes).map(|axis| {
                let mut mixed = a.to_vec();
                mixed[axis] = b[axis];
                mixed
            }));
            points.push(b.to_vec());
            points
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_goes_from_one_set_to_the_other_by_one_axis_at_a_time() {
        let points = saltelli(64, 3, 2);
        assert_eq!(points.len(), 64 * 5);
        for row in points.chunks(5) {
            let (a, b) = (&row[0], &row[4]);
            for axis in 0..3 {
                for other in 0..3 {
                    let expected = if other == axis { b[other] } else { a[other] };
                    assert_eq!(row[1 + axis][other], expected);
                }
                assert_ne!(a[axis], b[axis]);
            }
        }
        // A alone is even on each axis, and so is B.
        for at in [0, 4] {
            for axis in 0..3 {
                let mut strata: Vec<usize> = points.chunks(5).map(|row| (row[at][axis] * 64.0) as usize).collect();
                strata.sort_unstable();
                assert_eq!(strata, (0..64).collect::<Vec<_>>());
            }
        }
    }
}
