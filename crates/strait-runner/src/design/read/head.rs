//! The `[sweep]` table.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::super::axis::Axis;
use super::super::sobol::{AXES_MAX, POINTS_MAX};
use super::super::{Design, RUNS_MAX, Resolution};
use super::Reader;
use crate::scenario_file::{Fault, KeyPath, Kind, Node, Place, ScenarioFile, Shape, Table, nearest};

/// Fewest points, trajectories and rows from which anything can be said.
pub(crate) const POINTS_LEAST: i64 = 2;

/// Places that Morris's axes can have, an even number.
pub(crate) const LEVELS: RangeInclusive<i64> = 2..=100;

/// Keys of `[sweep]` without which there is no sweep.
pub(crate) const HEAD_KEYS_NEEDED: [&str; 4] = ["name", "design", "replicates", "seed"];

/// What `[sweep]` says.
pub(super) struct Head {
    pub(super) name: String,
    /// The scenario's path, unless an axis has it.
    pub(super) scenario: Option<Node>,
    pub(super) design: Design,
    pub(super) replicates: u32,
    pub(super) seed: u64,
    pub(super) resolution: Resolution,
    pub(super) from: Option<Node>,
}

/// Keys that only some designs have, with those designs.
pub(crate) const DESIGNS_OF_KEYS: [(&str, &[&str]); 4] =
    [("points", &["lhs", "sobol"]), ("trajectories", &["morris"]), ("levels", &["morris"]), ("base", &["saltelli"])];

/// The keys of `[sweep]` but for `seed`, which goes beyond what other whole numbers may be.
pub(crate) fn head_shape() -> Shape {
    let known = [
        ("name", Shape::Text),
        ("scenario", Shape::Text),
        ("design", Shape::Text),
        ("points", Shape::Whole),
        ("trajectories", Shape::Whole),
        ("levels", Shape::Whole),
        ("base", Shape::Whole),
        ("replicates", Shape::Whole),
        ("from", Shape::Date),
        ("resolution", Shape::Choice(vec!["daily".to_owned(), "weekly".to_owned()])),
    ];
    Shape::Table(known.map(|(key, shape)| (key.to_owned(), shape)).to_vec())
}

impl Reader<'_> {
    pub(super) fn head(&mut self, head: Node) -> Option<Head> {
        let Node { kind: Kind::Table(mut keys), place } = head.clone() else {
            self.faults.push(Fault::value(&"sweep", &head.describe(), "a table").at(&head.place));
            return None;
        };
        let seed = keys.take("seed").map(|seed| self.seed(&seed.value));
        let at = KeyPath::default().join("sweep");
        let before = self.faults.len();
        let fitting = head_shape().fit(&Node { kind: Kind::Table(keys), place: place.clone() }, &at, self.faults)?;
        let sound = self.faults.len() == before;
        let keys = fitting.as_table()?;
        for key in HEAD_KEYS_NEEDED {
            let given = if key == "seed" { seed.is_some() } else { keys.get(key).is_some() };
            // One that was given and did not fit has been spoken of.
            if !given && sound {
                self.must_be_given(key, &place);
            }
        }
        let design = keys.get("design").and_then(|node| self.design(node, keys, &place));
        let replicates = keys.get("replicates").and_then(|node| self.replicates(node));
        Some(Head {
            name: keys.get("name")?.as_text()?.to_owned(),
            scenario: keys.get("scenario").cloned(),
            design: design?,
            replicates: replicates?,
            seed: seed??,
            resolution: match keys.get("resolution").and_then(Node::as_text) {
                Some("daily") => Resolution::Daily,
                _ => Resolution::Weekly,
            },
            from: keys.get("from").cloned(),
        })
    }

    pub(super) fn must_be_given(&mut self, key: &str, place: &Place) {
        self.faults.push(Fault::new(format!("sweep.{key}: must be given")).at(place).label("not complete"));
    }

    fn seed(&mut self, node: &Node) -> Option<u64> {
        let seed = if let Kind::Whole(number) = node.kind { u64::try_from(number).ok() } else { None };
        if seed.is_none() {
            let allowed = format!("a whole number from 0 to {}", i64::MAX);
            self.faults.push(Fault::value(&"sweep.seed", &node.describe(), &allowed).at(&node.place));
        }
        seed
    }

    /// The date must lie within the run, or it would set nothing or everything.
    pub(super) fn from(&mut self, node: &Node, scenarios: &[ScenarioFile]) -> Option<Date> {
        let Kind::Date(date) = node.kind else { return None };
        for scenario in scenarios {
            let run = scenario.plan().ok()?.scenario.run;
            if date < run.start || date > run.end {
                let allowed = format!("a date from run.start ({}) to run.end ({})", run.start, run.end);
                self.faults.push(Fault::value(&"sweep.from", &date.to_string(), &allowed).at(&node.place));
                break;
            }
        }
        Some(date)
    }

    fn replicates(&mut self, node: &Node) -> Option<u32> {
        let number = if let Kind::Whole(number) = node.kind { u32::try_from(number).ok() } else { None };
        if number == Some(0) {
            self.faults.push(Fault::value(&"sweep.replicates", "0", "a whole number, 1 or more").at(&node.place));
        }
        number.filter(|number| *number > 0)
    }

    fn design(&mut self, node: &Node, keys: &Table, head: &Place) -> Option<Design> {
        let name = node.as_text()?;
        if !Design::NAMES.contains(&name) {
            let names = Design::NAMES.map(|name| format!("\"{name}\"")).join(", ");
            let mut fault = Fault::value(&"sweep.design", &node.describe(), &format!("one of {names}")).at(&node.place);
            if let Some(near) = nearest(name, Design::NAMES) {
                fault = fault.help(format!("did you mean \"{near}\"?"));
            }
            self.faults.push(fault);
            return None;
        }
        for (key, designs) in DESIGNS_OF_KEYS {
            if let (Some(entry), false) = (keys.entry(key), designs.contains(&name)) {
                let designs = designs.join("\" and \"");
                let title = format!("sweep.{key}: not for design \"{name}\", only for \"{designs}\"");
                self.faults.push(Fault::new(title).at(&entry.key_place).label("not for this design"));
            }
        }
        let most = POINTS_MAX as i64;
        let number = |reader: &mut Self, key: &str, least: i64, most: i64| reader.number(keys, key, least, most, head);
        Some(match name {
            "grid" => Design::Grid,
            "list" => Design::List,
            "lhs" => Design::LatinHypercube { points: number(self, "points", POINTS_LEAST, RUNS_MAX as i64)? },
            "sobol" => Design::Sobol { points: number(self, "points", POINTS_LEAST, most)? },
            "morris" => Design::Morris {
                trajectories: number(self, "trajectories", POINTS_LEAST, most)?,
                levels: if keys.get("levels").is_some() { self.levels(keys)? } else { 4 },
            },
            _ => Design::Saltelli { base: self.base(keys, head)? },
        })
    }

    /// A number that the design needs.
    fn number(&mut self, keys: &Table, key: &str, least: i64, most: i64, head: &Place) -> Option<u32> {
        let Some(node) = keys.get(key) else {
            self.must_be_given(key, head);
            return None;
        };
        let Kind::Whole(number) = node.kind else { return None };
        if !(least..=most).contains(&number) {
            let allowed = format!("a whole number from {least} to {most}");
            self.faults.push(Fault::value(&format!("sweep.{key}"), &number.to_string(), &allowed).at(&node.place));
            return None;
        }
        u32::try_from(number).ok()
    }

    fn levels(&mut self, keys: &Table) -> Option<u32> {
        let node = keys.get("levels")?;
        let Kind::Whole(number) = node.kind else { return None };
        if !LEVELS.contains(&number) || number % 2 != 0 {
            let allowed = format!("an even number from {} to {}, usually 4", LEVELS.start(), LEVELS.end());
            self.faults.push(Fault::value(&"sweep.levels", &number.to_string(), &allowed).at(&node.place));
            return None;
        }
        u32::try_from(number).ok()
    }

    fn base(&mut self, keys: &Table, head: &Place) -> Option<u32> {
        let base = self.number(keys, "base", POINTS_LEAST, POINTS_MAX as i64, head)?;
        if !base.is_power_of_two() {
            let node = keys.get("base")?;
            let (below, above) = (base.next_power_of_two() / 2, base.next_power_of_two());
            let allowed = format!("a power of two, such as {below} or {above}: only those fill the space evenly");
            self.faults.push(Fault::value(&"sweep.base", &base.to_string(), &allowed).at(&node.place));
        }
        Some(base)
    }

    /// That there are not too many points or axes.
    pub(super) fn size(&mut self, design: Design, axes: &[Axis], replicates: u32, head: &Place) {
        let count = axes.len() as u64;
        let points = match design {
            Design::Grid => axes.iter().fold(1_u64, |points, axis| points.saturating_mul(axis.steps() as u64)),
            Design::List => axes.first().map_or(0, |axis| axis.steps() as u64),
            Design::LatinHypercube { points } | Design::Sobol { points } => u64::from(points),
            Design::Morris { trajectories, .. } => u64::from(trajectories) * (count + 1),
            Design::Saltelli { base } => u64::from(base) * (count + 2),
        };
        if points.saturating_mul(u64::from(replicates)) > RUNS_MAX {
            let found = format!("{points} points of {replicates} replicates");
            self.faults.push(Fault::value(&"sweep", &found, &format!("at most {RUNS_MAX} runs in all")).at(head));
        }
        let most = match design {
            Design::Sobol { .. } => AXES_MAX,
            Design::Saltelli { .. } => AXES_MAX / 2,
            _ => usize::MAX,
        };
        if axes.len() > most {
            let found = format!("{count} axes");
            let allowed = format!("at most {most} for design \"{}\"", design.name());
            self.faults.push(Fault::value(&"axis", &found, &allowed).at(head));
        }
    }
}
