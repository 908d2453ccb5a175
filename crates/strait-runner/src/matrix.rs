//! The little linear algebra that fits and regressions need, with sums in a fixed order so that every machine gives the same bits.
//!
//! Libraries choose their instructions by the processor, and with them the last bits; these matrices have some dozens of
//! rows.

/// A symmetric positive matrix as the product of a lower triangle with itself.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    size: usize,
    /// Row after row, with zeros above the diagonal.
    lower: Vec<f64>,
}

impl Cholesky {
    /// Of a matrix given row after row. A ridge, small beside the diagonal, is added where the matrix is singular.
    pub(crate) fn of(matrix: &[f64], size: usize) -> Self {
        let scale = (0..size).map(|at| matrix[at * size + at]).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let mut ridge = 0.0;
        loop {
            if let Some(lower) = lower(matrix, size, ridge) {
                return Self { size, lower };
            }
            ridge = if ridge == 0.0 { scale * 1e-12 } else { ridge * 10.0 };
        }
    }

    /// The vector that the triangle turns into this one: what has this covariance becomes uncorrelated.
    pub(crate) fn whiten(&self, vector: &[f64]) -> Vec<f64> {
        let mut white = vector.to_vec();
        for row in 0..self.size {
            let known: f64 = (0..row).map(|column| self.at(row, column) * white[column]).sum();
            white[row] = (white[row] - known) / self.at(row, row);
        }
        white
    }

    /// The vector that the matrix turns into this one.
    pub(crate) fn solve(&self, vector: &[f64]) -> Vec<f64> {
        self.spread(&self.whiten(vector))
    }

    /// The vector that the triangle, its rows taken for columns, turns into this one: what is uncorrelated comes to have the inverse of the matrix as its
    /// covariance.
    pub(crate) fn spread(&self, vector: &[f64]) -> Vec<f64> {
        let mut solution = vector.to_vec();
        for row in (0..self.size).rev() {
            let known: f64 = (row + 1..self.size).map(|below| self.at(below, row) * solution[below]).sum();
            solution[row] = (solution[row] - known) / self.at(row, row);
        }
        solution
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.lower[row * self.size + column]
    }
}

fn lower(matrix: &[f64], size: usize, ridge: f64) -> Option<Vec<f64>> {
    let mut lower = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..=row {
            let known: f64 = (0..column).map(|k| lower[row * size + k] * lower[column * size + k]).sum();
            let left = matrix[row * size + column] - known;
            lower[row * size + column] = if row == column {
                let pivot = left + ridge;
                if pivot.is_nan() || pivot <= matrix[row * size + row].abs() * 1e-13 {
                    return None;
                }
                libm::sqrt(pivot)
            } else {
                left / lower[column * size + column]
            };
        }
    }
    Some(lower)
}

/// The sum of the products.
pub(crate) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Most turns through all pairs; some ten are enough for matrices of any size.
const TURNS_MAX: usize = 60;

/// The eigenvalues of a symmetric matrix, given row after row, each with its direction of length 1 (Jacobi's method).
pub(crate) fn eigen(matrix: &[f64], size: usize) -> Vec<(f64, Vec<f64>)> {
    let mut rest = matrix.to_vec();
    let mut directions = vec![0.0; size * size];
    (0..size).for_each(|at| directions[at * size + at] = 1.0);
    let scale = rest.iter().map(|value| value * value).sum::<f64>();
    for _ in 0..TURNS_MAX {
        let off: f64 = (0..size * size).filter(|at| at / size != at % size).map(|at| rest[at] * rest[at]).sum();
        if off <= scale * 1e-24 {
            break;
        }
        for one in 0..size {
            for other in one + 1..size {
                turn(&mut rest, &mut directions, size, one, other);
            }
        }
    }
    (0..size).map(|at| (rest[at * size + at], directions[at * size..(at + 1) * size].to_vec())).collect()
}

/// Turns the plane of two directions until nothing links them.
fn turn(rest: &mut [f64], directions: &mut [f64], size: usize, one: usize, other: usize) {
    let link = rest[one * size + other];
    if link == 0.0 {
        return;
    }
    let half = (rest[other * size + other] - rest[one * size + one]) / (2.0 * link);
    let tangent = half.signum() / (half.abs() + libm::sqrt(half * half + 1.0));
    let cosine = 1.0 / libm::sqrt(tangent * tangent + 1.0);
    let sine = tangent * cosine;
    let rotate = |values: &mut [f64], first: usize, second: usize| {
        let (a, b) = (values[first], values[second]);
        (values[first], values[second]) = (cosine * a - sine * b, sine * a + cosine * b);
    };
    (0..size).for_each(|row| rotate(rest, row * size + one, row * size + other));
    (0..size).for_each(|column| rotate(rest, one * size + column, other * size + column));
    (0..size).for_each(|column| rotate(directions, one * size + column, other * size + column));
}

/// Mean of rows of the same length, by weights.
pub(crate) fn mean<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, size: usize) -> Vec<f64> {
    let (mut sum, mut total) = (vec![0.0; size], 0.0);
    for (row, weight) in rows {
        sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
        total += weight;
    }
    sum.iter().map(|sum| sum / total).collect()
}

/// Covariance of rows around a mean, by weights.
pub(crate) fn covariance<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, mean: &[f64]) -> Vec<f64> {
    let size = mean.len();
    let (mut sum, mut total) = (vec![0.0; size * size], 0.0);
    for (row, weight) in rows {
        for first in 0..size {
            let scaled = weight * (row[first] - mean[first]);
            for second in 0..=first {
                sum[first * size + second] += scaled * (row[second] - mean[second]);
            }
        }
        total += weight;
    }
    for first in 0..size {
        for second in 0..=first {
            let value = sum[first * size + second] / total;
            (sum[first * size + second], sum[second * size + first]) = (value, value);
        }
    }
    sum
}

/// Straight lines from `inputs` to `outputs` by weighted least squares, with a slight pull of the slopes to 0.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    input_mean: Vec<f64>,
    output_mean: Vec<f64>,
    /// For each output, a slope for each input.
    slopes: Vec<Vec<f64>>,
}

impl Lines {
    /// Fits rows of (inputs, outputs, weight); there is at least one.
    pub(crate) fn fit(rows: &[(&[f64], &[f64], f64)]) -> Self {
        let (inputs, outputs) = (rows[0].0.len(), rows[0].1.len());
        let input_mean = mean(rows.iter().map(|row| (row.0, row.2)), inputs);
        let output_mean = mean(rows.iter().map(|row| (row.1, row.2)), outputs);
        let mut square = covariance(rows.iter().map(|row| (row.0, row.2)), &input_mean);
        for at in 0..inputs {
            let variance = &mut square[at * inputs + at];
            // An input that never changes explains nothing.
            *variance = if *variance > 0.0 { *variance * (1.0 + PULL) } else { 1.0 };
        }
        let square = Cholesky::of(&square, inputs);
        let total: f64 = rows.iter().map(|row| row.2).sum();
        let slopes = (0..outputs)
            .map(|output| {
                let mut together = vec![0.0; inputs];
                for (row, target, weight) in rows {
                    let scaled = weight * (target[output] - output_mean[output]) / total;
                    for input in 0..inputs {
                        together[input] += scaled * (row[input] - input_mean[input]);
                    }
                }
                square.solve(&together)
            })
            .collect();
        Self { input_mean, output_mean, slopes }
    }

    /// The rise of each output with one of the inputs.
    pub(crate) fn slopes_of(&self, input: usize) -> Vec<f64> {
        self.slopes.iter().map(|slopes| slopes[input]).collect()
    }

    /// What the lines say for these inputs.
    pub(crate) fn at(&self, inputs: &[f64]) -> Vec<f64> {
        let line = |(slopes, mean): (&Vec<f64>, &f64)| {
            let rise = |((slope, input), mean): ((&f64, &f64), &f64)| slope * (input - mean);
            mean + slopes.iter().zip(inputs).zip(&self.input_mean).map(rise).sum::<f64>()
        };
        self.slopes.iter().zip(&self.output_mean).map(line).collect()
    }
}

/// The pull of slopes to 0, as a share of an input's variance.
const PULL: f64 = 1e-3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_is_taken_apart_and_put_together() {
        let matrix = [4.0, 2.0, 2.0, 10.0];
        let parts = Cholesky::of(&matrix, 2);
        assert_eq!(parts.whiten(&[2.0, 1.0]), [1.0, 0.0]);
        let solution = parts.solve(&[8.0, 22.0]);
        assert!((solution[0] - 1.0).abs() < 1e-12 && (solution[1] - 2.0).abs() < 1e-12);
        // The inverse is [10 −2; −2 4] / 36.
        let [one, other] = [[1.0, 0.0], [0.0, 1.0]].map(|white| parts.spread(&white));
        let covariance = |a: usize, b: usize| one[a] * one[b] + other[a] * other[b];
        assert!((covariance(0, 0) - 10.0 / 36.0).abs() < 1e-12 && (covariance(0, 1) + 2.0 / 36.0).abs() < 1e-12);
        // A singular one is given a ridge and no panic.
        assert!(Cholesky::of(&[1.0, 1.0, 1.0, 1.0], 2).solve(&[1.0, 1.0]).iter().all(|value| value.is_finite()));
    }

    #[test]
    fn directions_and_their_variances_are_found() {
        // 3 along (1, 1), 1 along (1, -1), and 5 by itself.
        let found = eigen(&[2.0, 1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 5.0], 3);
        let of = |value: f64| found.iter().find(|(own, _)| (own - value).abs() < 1e-12).map(|(_, along)| along.clone());
        let half = 0.5_f64.sqrt();
        let along = of(3.0).expect("an eigenvalue of 3");
        assert!((dot(&along, &[half, half, 0.0]).abs() - 1.0).abs() < 1e-12);
        assert!(of(1.0).is_some() && of(5.0).is_some());
    }

    #[test]
    fn lines_are_found_through_weighted_points() {
        // y = 3 + 2a - b, and a point that is off has no weight.
        let points: [([f64; 2], f64, f64); 5] = [
            ([0.0, 0.0], 3.0, 1.0),
            ([1.0, 0.0], 5.0, 2.0),
            ([0.0, 1.0], 2.0, 1.0),
            ([3.0, 2.0], 7.0, 1.0),
            ([9.0, 9.0], 99.0, 0.0),
        ];
        let outputs: Vec<[f64; 1]> = points.iter().map(|point| [point.1]).collect();
        let rows: Vec<_> =
            points.iter().zip(&outputs).map(|(point, output)| (&point.0[..], &output[..], point.2)).collect();
        assert!((Lines::fit(&rows).at(&[10.0, 1.0])[0] - 22.0).abs() < 0.1);
    }
}
