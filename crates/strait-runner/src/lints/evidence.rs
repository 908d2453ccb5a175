//! Values outside the range of their evidence.

use super::given::Given;
use crate::design::short;
use crate::evidence::{self, Confidence, Entry};
use crate::scenario_file::{Fault, KeyPath};

/// What the register says of an assumption that rests on nothing else.
const BARE: &str = "Modelling assumption";

/// Most values of an axis that are named.
const NAMED_MAX: usize = 8;

/// Warns of each value that the evidence does not support.
pub(super) fn beyond(given: &[Given]) -> Vec<Fault> {
    let each = given.iter().filter_map(|given| Some((entry_against(given)?, given)));
    each.map(|(entry, given)| fault(entry, &given.path, &[given])).collect()
}

/// Warns of the values on each axis that the evidence does not support, all of an axis at once.
pub(super) fn beyond_on_axes(swept: &[Given]) -> Vec<Fault> {
    let mut axes: Vec<(&'static Entry, Vec<&Given>)> = Vec::new();
    for given in swept {
        let Some(entry) = entry_against(given) else { continue };
        match axes.iter_mut().find(|(other, _)| other.path == entry.path) {
            Some((_, values)) => values.push(given),
            None => axes.push((entry, vec![given])),
        }
    }
    axes.iter().map(|(entry, values)| fault(entry, &values[0].path, values)).collect()
}

/// The entry that speaks against a value.
fn entry_against(given: &Given) -> Option<&'static Entry> {
    let value = given.node.to_value();
    evidence::entry(&given.path.to_string()).filter(|entry| entry.excludes(&value) && entry.range().is_some())
}

fn fault(entry: &Entry, path: &KeyPath, values: &[&Given]) -> Fault {
    let mut named: Vec<String> = values.iter().take(NAMED_MAX).map(|given| short(&given.node.to_value())).collect();
    if values.len() > NAMED_MAX {
        named.push(format!("and {} more", values.len() - NAMED_MAX));
    }
    let (is, range) = (if named.len() == 1 { "is" } else { "are" }, entry.range().unwrap_or_default());
    let unit = if entry.unit.is_empty() { String::new() } else { format!(" [{}]", entry.unit) };
    let title = format!("{path} = {} {is} outside the range of its evidence, {range}{unit}", named.join(", "));
    let source = match (entry.confidence, entry.source.strip_prefix(BARE)) {
        (Confidence::Assumption, Some("")) => "the range is an assumption of the model".to_owned(),
        (Confidence::Assumption, rest) => {
            let rest = rest.unwrap_or(&entry.source).trim_start_matches([':', ' ']);
            format!("the range is an assumption: {rest}")
        }
        (confidence, _) => format!("confidence {confidence}: {}", entry.source),
    };
    Fault::new(title).at(&values[0].node.place).label("outside the evidence").help(source)
}
