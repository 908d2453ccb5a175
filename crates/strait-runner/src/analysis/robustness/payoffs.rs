//! What each option comes to in each state of the world.

use crate::analysis::compare::Side;

/// What each option comes to in each state of the world.
#[derive(Debug, Clone, PartialEq)]
pub struct Payoffs {
    /// The settings of each option, in the order of the policies.
    pub options: Vec<Vec<String>>,
    /// How many settings the other axes have together.
    pub worlds: usize,
    /// The states in which every option has the outcome: the replicate, and the outcome of each option.
    pub states: Vec<(u64, Vec<f64>)>,
    /// States that are left out because some option has no such outcome there.
    pub left_out: usize,
    /// For each option in how many states its run has no such outcome, failed or not.
    pub without: Vec<usize>,
}

/// Sorts the points of a study into options, by the axes at `policies`, and states of the world.
///
/// # Errors
/// In words, which option has no point or more than one in which world.
pub fn payoffs(points: &[Side], policies: &[usize]) -> Result<Payoffs, String> {
    let of_option = |side: &Side| -> Vec<String> { policies.iter().map(|&axis| side.settings[axis].clone()).collect() };
    let of_world = |side: &Side| -> Vec<String> {
        let others = side.settings.iter().enumerate().filter(|(axis, _)| !policies.contains(axis));
        others.map(|(_, setting)| setting.clone()).collect()
    };
    let (mut options, mut worlds): (Vec<Vec<String>>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    for side in points {
        for (list, entry) in [(&mut options, of_option(side)), (&mut worlds, of_world(side))] {
            if !list.contains(&entry) {
                list.push(entry);
            }
        }
    }
    let mut states = Vec::new();
    let mut without = vec![0; options.len()];
    let mut all = 0;
    for world in &worlds {
        let mut own = Vec::new();
        for option in &options {
            let mut there = points.iter().filter(|side| of_option(side) == *option && of_world(side) == *world);
            let one = there.next().filter(|_| there.next().is_none());
            own.push(one.ok_or_else(|| {
                format!(
                    "each option needs one point in each world: found none, or more than one, of {} in {}",
                    option.join(", "),
                    world.join(", ")
                )
            })?);
        }
        let replicates = own.iter().map(|side| side.runs() as u64).max().unwrap_or(0);
        all += replicates as usize;
        let values: Vec<std::collections::BTreeMap<u64, f64>> =
            own.iter().map(|side| side.values(0).collect()).collect();
        for replicate in 0..replicates {
            let found: Vec<Option<f64>> = values.iter().map(|values| values.get(&replicate).copied()).collect();
            for (count, _) in without.iter_mut().zip(&found).filter(|(_, value)| value.is_none()) {
                *count += 1;
            }
            states.extend(found.into_iter().collect::<Option<Vec<f64>>>().map(|values| (replicate, values)));
        }
    }
    let left_out = all - states.len();
    Ok(Payoffs { options, worlds: worlds.len(), states, left_out, without })
}
