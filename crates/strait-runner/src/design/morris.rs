//! Morris's trajectories: walks over a grid on which each step moves one axis (Morris 1991).

use super::axis::Grain;
use crate::dice::Dice;

/// So many trajectories, one after another, of one point more than there are axes. Each step moves one axis, each axis
/// once, in an order and a direction drawn anew for each trajectory.
///
/// An axis with a range moves between `levels` evenly spaced places from 0 to 1, by half of them, levels / (2 (levels −
/// 1)), so that all levels are visited alike. One with listed values goes from one to another of them: the middles of
/// their equal shares.
#[must_use]
pub(super) fn morris(trajectories: usize, levels: usize, axes: &[Grain], seed: u64) -> Vec<Vec<f64>> {
    let mut points = Vec::with_capacity(trajectories * (axes.len() + 1));
    for trajectory in 0..trajectories {
        let mut dice = Dice::new(seed, trajectory as u64);
        let moves: Vec<(f64, f64)> = axes.iter().map(|axis| one_move(*axis, levels, &mut dice)).collect();
        let mut order: Vec<usize> = (0..axes.len()).collect();
        dice.shuffle(&mut order);
        let mut point: Vec<f64> = moves.iter().map(|(from, _)| *from).collect();
        points.push(point.clone());
        for axis in order {
            point[axis] = moves[axis].1;
            points.push(point.clone());
        }
    }
    points
}

/// From where to where an axis moves.
fn one_move(axis: Grain, levels: usize, dice: &mut Dice) -> (f64, f64) {
    match axis {
        Grain::Range => {
            let from = dice.below(levels);
            let to = if from < levels / 2 { from + levels / 2 } else { from - levels / 2 };
            let place = |level: usize| level as f64 / (levels - 1) as f64;
            (place(from), place(to))
        }
        Grain::Listed(values) => {
            let from = dice.below(values);
            let to = if values > 1 { (from + 1 + dice.below(values - 1)) % values } else { from };
            let place = |value: usize| (value as f64 + 0.5) / values as f64;
            (place(from), place(to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_moves_one_axis_and_each_axis_once() {
        let axes = [Grain::Range, Grain::Listed(3), Grain::Range, Grain::Listed(2)];
        let points = morris(40, 4, &axes, 5);
        assert_eq!(points.len(), 40 * 5);
        assert!(points == morris(40, 4, &axes, 5));
        let mut up = 0;
        for trajectory in points.chunks(5) {
            let mut moved = Vec::new();
            for step in trajectory.windows(2) {
                let axis: Vec<usize> = (0..4).filter(|axis| step[0][*axis] != step[1][*axis]).collect();
                assert_eq!(axis.len(), 1, "{step:?}");
                let by = step[1][axis[0]] - step[0][axis[0]];
                if axis[0] == 0 {
                    // Four levels: half of them is two thirds of the range.
                    assert!((by.abs() - 2.0 / 3.0).abs() < 1e-12, "{by}");
                    up += usize::from(by > 0.0);
                }
                moved.extend(axis);
            }
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2, 3]);
        }
        // As often up as down: of 40 by chance 20, give or take 3.2.
        assert!((10..=30).contains(&up), "{up} of 40 moves went up");
        for (axis, places) in [(0, 4), (1, 3), (3, 2)] {
            let mut seen: Vec<f64> = points.iter().map(|point| point[axis]).collect();
            seen.sort_by(f64::total_cmp);
            seen.dedup();
            assert_eq!(seen.len(), places, "places of axis {axis}: {seen:?}");
        }
    }
}
