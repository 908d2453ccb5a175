//! Values outside the range of their evidence.

use super::given::Given;
use crate::design::short;
use crate::evidence;
use crate::scenario_file::Fault;

/// Warns of a value that the evidence does not support.
pub(super) fn beyond(given: &Given) -> Option<Fault> {
    let value = given.node.to_value();
    let entry = evidence::entry(&given.path.to_string()).filter(|entry| entry.excludes(&value))?;
    let unit = if entry.unit.is_empty() { String::new() } else { format!(" [{}]", entry.unit) };
    let title =
        format!("{} = {} is outside the range of its evidence, {}{unit}", given.path, short(&value), entry.range()?);
    let source = match entry.confidence {
        evidence::Confidence::Assumption => format!("the range is an assumption: {}", entry.source),
        confidence => format!("confidence {confidence}: {}", entry.source),
    };
    Some(Fault::new(title).at(&given.node.place).label("outside the evidence").help(source))
}
