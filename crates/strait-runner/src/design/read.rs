//! Reading a sweep file.

use std::path::Path;

use jiff::civil::Date;

use super::{Design, Layout, RUNS_MAX, Resolution, Sweep};
use crate::scenario_file::{
    BASELINE, EnsembleChoice, Fault, InputError, KeyPath, Kind, Node, Place, ScenarioFile, Shape, Source, Table, parse,
    settings,
};

/// Whether a file has a table of this name, and so is a sweep, say, and not a scenario.
///
/// # Errors
/// A file that cannot be read or is not TOML.
pub fn has_table(path: &Path, name: &str) -> Result<bool, InputError> {
    let source = Source::read(path)?;
    let table = parse(&source).map_err(InputError::new)?;
    Ok(table.get(name).is_some())
}

pub(super) fn sweep(path: &Path) -> Result<Sweep, InputError> {
    let source = Source::read(path)?;
    let table = parse(&source).map_err(InputError::new)?;
    let mut faults = Vec::new();
    let read = Reader { faults: &mut faults, path }.sweep(&source.whole(), table);
    match read {
        Some(sweep) if faults.is_empty() => {
            let faults = tried(&sweep);
            if faults.is_empty() { Ok(sweep) } else { Err(InputError::new(faults)) }
        }
        _ => Err(InputError::new(faults)),
    }
}

/// What is wrong with the points that can be named by one value: in a grid each value with the first of all other
/// axes, in a list each point.
fn tried(sweep: &Sweep) -> Vec<Fault> {
    let points: Vec<usize> = match &sweep.points {
        Layout::List(points) => (0..points.len()).collect(),
        Layout::Grid(axes) => {
            let mut stride = 1;
            let mut points = vec![0];
            for axis in axes.iter().rev() {
                points.extend((1..axis.len()).map(|value| value * stride));
                stride *= axis.len();
            }
            points
        }
    };
    points.into_iter().filter_map(|index| sweep.point(index).err()).flat_map(InputError::into_faults).collect()
}

/// A value with the path that it is for.
struct Fixed {
    path: KeyPath,
    place: Place,
    value: Node,
}

struct Reader<'a> {
    faults: &'a mut Vec<Fault>,
    path: &'a Path,
}

impl Reader<'_> {
    fn sweep(mut self, whole: &Place, mut table: Table) -> Option<Sweep> {
        let head = table.take("sweep");
        let fixed = self.fixed(table.take("set").map(|entry| entry.value));
        let axes = table.take("axis").map(|entry| entry.value);
        let points = table.take("point").map(|entry| entry.value);
        let ensemble = table.take("uncertainty");
        let ensemble = ensemble.and_then(|entry| EnsembleChoice::read_ensemble(&entry.value, self.path, self.faults));
        for entry in table.entries() {
            let known = "[sweep], [uncertainty], [[axis]], [[set]] and [[point]]";
            let title = format!("{}: unknown key, allowed are {known}", entry.key);
            self.faults.push(Fault::new(title).at(&entry.key_place).label("unknown key"));
        }
        let Some(head) = head else {
            self.faults.push(Fault::new("sweep: a sweep file needs a [sweep] table").at(whole));
            return None;
        };
        let Kind::Table(mut keys) = head.value.kind.clone() else {
            self.faults.push(Fault::value(&"sweep", &head.value.describe(), "a table").at(&head.value.place));
            return None;
        };
        // Seeds go beyond what other whole numbers may be.
        let seed = keys.take("seed").map(|seed| self.seed(&seed.value));
        let known = [
            ("name", Shape::Text),
            ("question", Shape::Text),
            ("scenario", Shape::Text),
            ("design", Shape::Text),
            ("replicates", Shape::Whole),
            ("from", Shape::Date),
            ("resolution", Shape::Choice(vec!["daily".to_owned(), "weekly".to_owned()])),
        ];
        let shape = Shape::Table(known.map(|(key, shape)| (key.to_owned(), shape)).to_vec());
        let at = KeyPath::default().join("sweep");
        let before = self.faults.len();
        let fitting =
            shape.fit(&Node { kind: Kind::Table(keys), place: head.value.place.clone() }, &at, self.faults)?;
        let sound = self.faults.len() == before;
        let keys = fitting.as_table()?;
        let needed = |key: &str| {
            let fault = Fault::new(format!("sweep.{key}: must be given")).at(&head.value.place).label("not complete");
            keys.get(key).ok_or(fault)
        };
        for key in ["name", "scenario", "design", "replicates", "seed"] {
            let given = if key == "seed" { seed.is_some() } else { keys.get(key).is_some() };
            // One that was given and did not fit has been spoken of.
            if !given && sound {
                self.faults.extend(needed(key).err());
            }
        }
        let scenario = keys.get("scenario").and_then(|node| self.scenario(node));
        let design = keys.get("design").and_then(|node| self.design(node));
        let replicates = keys.get("replicates").and_then(|node| self.replicates(node));
        let resolution = match keys.get("resolution").and_then(Node::as_text) {
            Some("daily") => Resolution::Daily,
            _ => Resolution::Weekly,
        };
        let layout = self.layout(design?, axes, points, &head.value.place);

        let mut scenario = scenario?;
        if let Some(ensemble) = ensemble {
            scenario.choose_ensemble(ensemble);
        }
        let from = keys.get("from").and_then(|node| self.from(node, &scenario));
        for Fixed { path, place, value } in &fixed {
            if let Err(error) = super::set(&mut scenario, &path.to_string(), value, place, from) {
                self.faults.extend(error.into_faults());
            }
        }
        let (axes, points) = layout?;
        self.apart(&axes, &fixed);
        let sweep = Sweep {
            name: keys.get("name")?.as_text()?.to_owned(),
            question: keys.get("question").and_then(Node::as_text).map(str::to_owned),
            scenario,
            design: design?,
            replicates: replicates?,
            seed: seed??,
            resolution,
            from,
            axes: axes.iter().map(|(path, _)| path.to_string()).collect(),
            places: axes.into_iter().map(|(_, place)| place).collect(),
            points,
        };
        self.size(&sweep, &head.value.place);
        Some(sweep)
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
    fn from(&mut self, node: &Node, scenario: &ScenarioFile) -> Option<Date> {
        let Kind::Date(date) = node.kind else { return None };
        let run = scenario.plan().ok()?.scenario.run;
        if date < run.start || date > run.end {
            let allowed = format!("a date from run.start ({}) to run.end ({})", run.start, run.end);
            self.faults.push(Fault::value(&"sweep.from", &date.to_string(), &allowed).at(&node.place));
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

    fn design(&mut self, node: &Node) -> Option<Design> {
        let allowed = "\"grid\" or \"list\"";
        let fault = match node.as_text() {
            Some("grid") => return Some(Design::Grid),
            Some("list") => return Some(Design::List),
            Some(name @ ("lhs" | "sobol")) => {
                let title = format!("sweep.design: \"{name}\" is not built yet, allowed is {allowed}");
                Fault::new(title).label("not yet")
            }
            _ => Fault::value(&"sweep.design", &node.describe(), allowed),
        };
        self.faults.push(fault.at(&node.place));
        None
    }

    /// The scenario that the sweep starts from, found from where the sweep file is.
    fn scenario(&mut self, node: &Node) -> Option<ScenarioFile> {
        let text = node.as_text()?;
        let path = self.path.parent().unwrap_or(Path::new("")).join(text);
        if !path.exists() {
            if text == BASELINE {
                return Some(ScenarioFile::baseline());
            }
            let title = format!("sweep.scenario: {}: no such file", path.display());
            self.faults.push(Fault::new(title).at(&node.place).label("no such file"));
            return None;
        }
        match ScenarioFile::read(&path) {
            Ok(scenario) => Some(scenario),
            Err(error) => {
                self.faults.extend(error.into_faults());
                None
            }
        }
    }

    /// The tables of a list of tables.
    fn tables(&mut self, name: &str, list: &Node) -> Vec<(Table, Place)> {
        let Kind::List(items) = &list.kind else {
            self.faults.push(Fault::value(&name, &list.describe(), &format!("[[{name}]] tables")).at(&list.place));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.as_table() {
                Some(table) => tables.push((table.clone(), item.place.clone())),
                None => self.faults.push(Fault::value(&name, &item.describe(), "a table").at(&item.place)),
            }
        }
        tables
    }

    /// The path and the other key of an `[[axis]]` or `[[set]]` table.
    fn path_and(&mut self, name: &str, other: &str, table: Table, place: &Place) -> Option<Fixed> {
        let mut table = table;
        let (path, value) = (table.take("path"), table.take(other));
        for entry in table.entries() {
            let title = format!("{name}.{}: unknown key, allowed are path and {other}", entry.key);
            self.faults.push(Fault::new(title).at(&entry.key_place).label("unknown key"));
        }
        for (key, given) in [("path", path.is_some()), (other, value.is_some())] {
            if !given {
                self.faults.push(Fault::new(format!("{name}.{key}: must be given")).at(place).label("not complete"));
            }
        }
        let (path, value) = (path?, value?);
        let text = path.value.as_text().map(KeyPath::parse);
        match text {
            Some(Ok(text)) => Some(Fixed { path: text, place: path.value.place, value: value.value }),
            Some(Err(why)) => {
                self.faults.push(Fault::new(format!("{name}.path: not a path, {why}")).at(&path.value.place));
                None
            }
            None => {
                let allowed = "a dotted path in quotes, such as \"home_office.detention.beds\"";
                let found = path.value.describe();
                self.faults.push(Fault::value(&format!("{name}.path"), &found, allowed).at(&path.value.place));
                None
            }
        }
    }

    fn fixed(&mut self, list: Option<Node>) -> Vec<Fixed> {
        let Some(list) = list else { return Vec::new() };
        let tables = self.tables("set", &list);
        tables.into_iter().filter_map(|(table, place)| self.path_and("set", "value", table, &place)).collect()
    }

    fn layout(
        &mut self,
        design: Design,
        axes: Option<Node>,
        points: Option<Node>,
        head: &Place,
    ) -> Option<(Vec<(KeyPath, Place)>, Layout)> {
        let (wanted, name, other, other_name) = match design {
            Design::Grid => (axes, "axis", points, "point"),
            Design::List => (points, "point", axes, "axis"),
        };
        if let Some(other) = other {
            let title = format!("{other_name}: not for this design, which takes [[{name}]] tables");
            self.faults.push(Fault::new(title).at(first_place(&other)).label("not for this design"));
        }
        let Some(wanted) = wanted else {
            self.faults.push(Fault::new(format!("{name}: at least one [[{name}]] table is needed")).at(head));
            return None;
        };
        match design {
            Design::Grid => self.grid(&wanted),
            Design::List => self.list(&wanted),
        }
    }

    fn grid(&mut self, list: &Node) -> Option<(Vec<(KeyPath, Place)>, Layout)> {
        let tables = self.tables("axis", list);
        let (mut axes, mut values) = (Vec::new(), Vec::new());
        let before = self.faults.len();
        for (table, place) in tables {
            let Some(Fixed { path, place, value }) = self.path_and("axis", "values", table, &place) else { continue };
            match value.kind {
                Kind::List(items) if !items.is_empty() => {
                    axes.push((path, place));
                    values.push(items);
                }
                _ => {
                    let found =
                        if matches!(value.kind, Kind::List(_)) { "no values".to_owned() } else { value.describe() };
                    self.faults.push(Fault::value(&"axis.values", &found, "a list of values").at(&value.place));
                }
            }
        }
        if self.faults.len() == before && axes.is_empty() {
            self.faults.push(Fault::new("axis: at least one [[axis]] table is needed").at(&list.place));
        }
        if self.faults.len() == before { Some((axes, Layout::Grid(values))) } else { None }
    }

    fn list(&mut self, list: &Node) -> Option<(Vec<(KeyPath, Place)>, Layout)> {
        let tables = self.tables("point", list);
        let before = self.faults.len();
        let mut axes: Vec<(KeyPath, Place)> = Vec::new();
        let mut points = Vec::new();
        for (table, place) in tables {
            let given = settings(&table, self.faults);
            if points.is_empty() {
                axes = given.iter().map(|setting| (setting.path.clone(), setting.path_place.clone())).collect();
            }
            for setting in &given {
                if !axes.iter().any(|(axis, _)| *axis == setting.path) {
                    let title =
                        format!("{}: set here and not in the first point; all points set the same", setting.path);
                    self.faults.push(Fault::new(title).at(&setting.path_place).label("not in the first point"));
                }
            }
            let mut values = Vec::new();
            for (axis, _) in &axes {
                match given.iter().find(|setting| setting.path == *axis) {
                    Some(setting) => values.push(setting.value.clone()),
                    None => {
                        let title = format!("{axis}: set in the first point and not here; all points set the same");
                        self.faults.push(Fault::new(title).at(&place).label("not complete"));
                    }
                }
            }
            points.push(values);
        }
        if self.faults.len() == before && axes.is_empty() {
            self.faults.push(Fault::new("point: a point sets at least one path").at(first_place(list)));
        }
        if self.faults.len() == before { Some((axes, Layout::List(points))) } else { None }
    }

    /// No parameter is set twice.
    fn apart(&mut self, axes: &[(KeyPath, Place)], fixed: &[Fixed]) {
        let mut seen: Vec<(&KeyPath, &Place)> = Vec::new();
        let axes = axes.iter().map(|(path, place)| (path, place, "axis.path"));
        // What is fixed may set a choice and then its keys; only an axis must have its parameter to itself.
        let others = fixed.iter().map(|fixed| (&fixed.path, &fixed.place, "set.path"));
        let axes_count = axes.len();
        for (index, (path, place, key)) in axes.chain(others).enumerate() {
            let taken = seen.iter().take(index.min(axes_count)).find(|(other, _)| other.overlaps(path));
            if let Some((_, first)) = taken {
                let title = format!("{key}: {path} is swept by another axis too, at {first}");
                self.faults.push(Fault::new(title).at(place).label("again"));
            }
            seen.push((path, place));
        }
    }

    fn size(&mut self, sweep: &Sweep, head: &Place) {
        let points = match &sweep.points {
            Layout::Grid(axes) => axes.iter().fold(1_u64, |points, axis| points.saturating_mul(axis.len() as u64)),
            Layout::List(points) => points.len() as u64,
        };
        let runs = points.saturating_mul(u64::from(sweep.replicates));
        if runs > RUNS_MAX {
            let found = format!("{points} points of {} replicates", sweep.replicates);
            self.faults.push(Fault::value(&"sweep", &found, &format!("at most {RUNS_MAX} runs in all")).at(head));
        }
    }
}

/// Where a list of tables begins.
fn first_place(list: &Node) -> &Place {
    match &list.kind {
        Kind::List(items) => items.first().map_or(&list.place, |first| &first.place),
        _ => &list.place,
    }
}
