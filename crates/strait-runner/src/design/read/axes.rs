//! The `[[axis]]` tables.

use std::ops::RangeInclusive;

use super::super::axis::{Axis, Ends, Levels, Range, SCENARIO};
use super::super::{Design, short};
use super::{Reader, first_place};
use crate::evidence;
use crate::scenario_file::{EMBEDDED, Fault, KeyPath, Kind, Node, Place, Shape, Source, Table, parse_value, target};

/// How many values a grid can take of a range.
pub(crate) const STEPS: RangeInclusive<i64> = 2..=10_000;

impl Reader<'_> {
    /// The axes of a design, which for a list are the paths that its points set.
    pub(super) fn axes(
        &mut self,
        design: Design,
        axes: Option<Node>,
        points: Option<Node>,
        head: &Place,
    ) -> Option<Vec<Axis>> {
        let (wanted, name, other, other_name) = match design {
            Design::List => (points, "point", axes, "axis"),
            _ => (axes, "axis", points, "point"),
        };
        if let Some(other) = other {
            let title = format!("{other_name}: not for this design, which takes [[{name}]] tables");
            self.faults.push(Fault::new(title).at(first_place(&other)).label("not for this design"));
        }
        let Some(wanted) = wanted else {
            self.faults.push(Fault::new(format!("{name}: at least one [[{name}]] table is needed")).at(head));
            return None;
        };
        if design == Design::List { self.points(&wanted) } else { self.axis_tables(design, &wanted) }
    }

    fn axis_tables(&mut self, design: Design, list: &Node) -> Option<Vec<Axis>> {
        let before = self.faults.len();
        let tables = self.tables("axis", list);
        let axes: Vec<Axis> =
            tables.into_iter().filter_map(|(table, place)| self.axis(design, table, &place)).collect();
        if self.faults.len() == before && axes.is_empty() {
            self.faults.push(Fault::new("axis: at least one [[axis]] table is needed").at(&list.place));
        }
        if self.faults.len() == before { Some(axes) } else { None }
    }

    fn axis(&mut self, design: Design, mut table: Table, place: &Place) -> Option<Axis> {
        let path = self.path_of("axis", &mut table, place);
        let (values, range) = (table.take("values"), table.take("range"));
        let of_range = if values.is_none() { (table.take("scale"), table.take("steps")) } else { (None, None) };
        let known = if values.is_some() {
            "path and values, or path, range and scale"
        } else {
            "path, values, range, scale and steps"
        };
        self.no_others("axis", &table, known);
        let (path, path_place) = path?;
        let levels = match (values, range) {
            (Some(values), None) => Levels::Listed(self.values(&values.value)?),
            (Some(_), Some(range)) => {
                let title = "axis.range: given beside values, allowed is one of the two";
                self.faults.push(Fault::new(title).at(&range.key_place).label("one too many"));
                return None;
            }
            (None, range) => {
                let (scale, steps) = of_range;
                let logarithmic = self.logarithmic(scale.map(|entry| entry.value));
                let steps = self.steps(design, steps.map(|entry| entry.value), place);
                let (ends, place) = match range {
                    Some(range) => (self.ends(&path, &range.value), range.value.place),
                    None => (self.evidence_ends(design, &path, &path_place, place), path_place.clone()),
                };
                let range = Range { ends: ends?, logarithmic: logarithmic?, steps: steps?, place };
                self.can_be_logarithmic(&range)?;
                Levels::Range(range)
            }
        };
        Some(Axis { path: path.to_string(), place: path_place, levels, scenarios: None })
    }

    fn values(&mut self, values: &Node) -> Option<Vec<Node>> {
        match &values.kind {
            Kind::List(items) if !items.is_empty() => Some(items.clone()),
            kind => {
                let found = if matches!(kind, Kind::List(_)) { "no values".to_owned() } else { values.describe() };
                self.faults.push(Fault::value(&"axis.values", &found, "a list of values").at(&values.place));
                None
            }
        }
    }

    fn logarithmic(&mut self, scale: Option<Node>) -> Option<bool> {
        let Some(scale) = scale else { return Some(false) };
        match scale.as_text() {
            Some("linear") => Some(false),
            Some("log") => Some(true),
            _ => {
                let allowed = "\"linear\" or \"log\"";
                self.faults.push(Fault::value(&"axis.scale", &scale.describe(), allowed).at(&scale.place));
                None
            }
        }
    }

    /// How many values a grid takes of a range; other designs take what they need.
    fn steps(&mut self, design: Design, steps: Option<Node>, axis: &Place) -> Option<usize> {
        match (design, steps) {
            (Design::Grid, None) => {
                let title = "axis.steps: must be given for a range on a grid, or values in place of the range";
                self.faults.push(Fault::new(title).at(axis).label("not complete"));
                None
            }
            (Design::Grid, Some(steps)) => match steps.kind {
                Kind::Whole(number) if STEPS.contains(&number) => usize::try_from(number).ok(),
                _ => {
                    let allowed = format!("a whole number from {} to {}", STEPS.start(), STEPS.end());
                    self.faults.push(Fault::value(&"axis.steps", &steps.describe(), &allowed).at(&steps.place));
                    None
                }
            },
            (_, None) => Some(0),
            (design, Some(steps)) => {
                let title = format!("axis.steps: not for design \"{}\", which chooses them itself", design.name());
                self.faults.push(Fault::new(title).at(&steps.place).label("not for this design"));
                None
            }
        }
    }

    /// The ends of a range, of the kind of the parameter.
    fn ends(&mut self, path: &KeyPath, range: &Node) -> Option<Ends> {
        let allowed = "a list of two ends, the lower first: [low, high], numbers or dates";
        let ends = match &range.kind {
            Kind::List(items) => match items.as_slice() {
                [low, high] => ends_of(&low.kind, &high.kind),
                _ => None,
            },
            _ => None,
        };
        let Some(ends) = ends else {
            self.faults.push(Fault::value(&"axis.range", &found(range), allowed).at(&range.place));
            return None;
        };
        Some(if is_whole(path) { ends } else { ends.as_numbers() })
    }

    /// The range that the evidence register gives.
    fn evidence_ends(&mut self, design: Design, path: &KeyPath, at: &Place, axis: &Place) -> Option<Ends> {
        let name = path.to_string();
        if let Err(fault) = target(&EMBEDDED.shape, &EMBEDDED.tree, path)
            && evidence::entry(&name).is_none()
            && name != SCENARIO
        {
            self.faults.push(fault.at(at));
            return None;
        }
        let entry = evidence::entry(&name).filter(|entry| entry.low != entry.high);
        let ends = entry.and_then(|entry| {
            let kind = |text: &str| parse_value(&Source::new("evidence", text), 0).map(|node| node.kind).ok();
            ends_of(&kind(&entry.low)?, &kind(&entry.high)?)
        });
        let Some(ends) = ends else {
            let either = if design == Design::Grid { "values, or range and steps," } else { "values or range" };
            let title = format!("axis: {either} must be given, since the evidence register has no range for {name}");
            self.faults.push(Fault::new(title).at(axis).label("not complete"));
            return None;
        };
        Some(if is_whole(path) { ends } else { ends.as_numbers() })
    }

    fn can_be_logarithmic(&mut self, range: &Range) -> Option<()> {
        if !range.logarithmic {
            return Some(());
        }
        let found = match range.ends {
            Ends::Numbers(low, _) if low > 0.0 => return Some(()),
            Ends::Wholes(low, _) if low > 0 => return Some(()),
            Ends::Numbers(low, _) => format!("a range from {low}"),
            Ends::Wholes(low, _) => format!("a range from {low}"),
            Ends::Dates(..) => "a range of dates".to_owned(),
        };
        let allowed = "a range of numbers above 0";
        self.faults.push(Fault::value(&"axis.scale: \"log\"", &found, allowed).at(&range.place));
        None
    }
}

/// Both ends as one kind, if the lower comes first.
fn ends_of(low: &Kind, high: &Kind) -> Option<Ends> {
    let number = |kind: &Kind| match kind {
        Kind::Whole(number) => Some(*number as f64),
        Kind::Number(number) if number.is_finite() => Some(*number),
        _ => None,
    };
    match (low, high) {
        (Kind::Whole(low), Kind::Whole(high)) if low < high && *low >= 0 && u32::try_from(*high).is_ok() => {
            Some(Ends::Wholes(*low, *high))
        }
        (Kind::Date(first), Kind::Date(last)) if first < last => Some(Ends::Dates(*first, *last)),
        (low, high) => {
            let (low, high) = (number(low)?, number(high)?);
            (low < high && (high - low).is_finite()).then_some(Ends::Numbers(low, high))
        }
    }
}

impl Ends {
    /// Whole numbers as ends of a range of all numbers.
    fn as_numbers(self) -> Self {
        match self {
            Self::Wholes(low, high) => Self::Numbers(low as f64, high as f64),
            other => other,
        }
    }
}

/// Whether a parameter takes whole numbers alone.
fn is_whole(path: &KeyPath) -> bool {
    matches!(target(&EMBEDDED.shape, &EMBEDDED.tree, path), Ok(Shape::Whole))
}

/// A list with what is in it, which says more than its length.
fn found(node: &Node) -> String {
    match &node.kind {
        Kind::List(items) if items.len() <= 4 => {
            let items: Vec<String> = items.iter().map(|item| short(&item.to_value())).collect();
            format!("[{}]", items.join(", "))
        }
        _ => node.describe(),
    }
}
