//! What a scenario file may hold: its keys, and the kind of each value.
//!
//! The shape is taken from the scenario's own types, so that there is no second list of keys to keep up.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::ser::Error as _;
use strait::scenario::{Deterrence, FutureScaleUp, ORIGINS_MAX, Parity, Scenario, SelectionRule};

use super::error::Fault;
use super::key_path::KeyPath;
use super::source::Source;
use super::tree::{self, Kind, Node, Table, strict_date};
use super::{hints, limits};

/// The kind of a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A number, whole or not.
    Number,
    /// A whole number.
    Whole,
    /// True or false.
    Flag,
    /// A text.
    Text,
    /// A date without a time.
    Date,
    /// One of these texts.
    Choice(Vec<String>),
    /// A list, of this length if there is one.
    List(Box<Shape>, Option<usize>),
    /// These keys, all of them.
    Table(Vec<(String, Shape)>),
    /// `[[origin]]` tables of this shape and with a name. In the tree they are one table, by name.
    Origins(Box<Shape>),
    /// Exactly one of these tables.
    Forms(Vec<(String, Shape)>),
}

/// Every form of deterrence; the values do not matter.
pub(super) const FORMS: [Deterrence; 4] = [
    Deterrence::None {},
    Deterrence::Linear { semi_elasticity: 1.0 },
    Deterrence::Threshold { midpoint: 1.0, width: 1.0, strength: 1.0 },
    Deterrence::ExpectedUtility { median_value_eur: 1.0, value_sd: 1.0, return_cost_eur: 1.0 },
];

/// Every way in which scaling up may go on; the values do not matter.
pub(super) const FUTURES: [FutureScaleUp; 3] = [
    FutureScaleUp::None {},
    FutureScaleUp::Learning { doubling_days: 1.0 },
    FutureScaleUp::Steps { decisions_per_year: 1.0, raise_share: 1.0, step_size: 1.0 },
];

/// The shape of a scenario. The sample gives what types alone do not show; its values do not matter.
///
/// # Errors
/// A scenario that cannot be written as TOML.
pub(super) fn of(mut sample: Scenario) -> Result<Shape, toml::ser::Error> {
    // A list of one stands for a list of any length.
    sample.sea.replay = vec![sample.run.start];
    sample.arrivals_in_france.levels = vec![1.0];
    sample.scale_up.levels = vec![1.0];
    sample.home_office.selection.first_origins = vec![String::new()];
    sample.origin.truncate(1);
    let mut shape = written(&sample)?;
    let Shape::Table(sections) = &mut shape else { return Ok(shape) };
    for (key, section) in sections {
        match (key.as_str(), section) {
            ("origin", section) => {
                if let Shape::List(item, _) = section
                    && let Shape::Table(keys) = item.as_mut()
                {
                    keys.retain(|(key, _)| key != "name");
                    *section = Shape::Origins(Box::new(Shape::Table(std::mem::take(keys))));
                }
            }
            ("deterrence", section) => *section = forms(&FORMS)?,
            ("scale_up", section) => {
                if let Some(future) = section.key_mut("future") {
                    *future = forms(&FUTURES)?;
                }
            }
            ("home_office", section) => {
                if let Some(rule) = section.key_mut("selection").and_then(|selection| selection.key_mut("rule")) {
                    *rule = choice(&[SelectionRule::Random, SelectionRule::ByOrigin, SelectionRule::ReentrantsFirst])?;
                }
            }
            ("agreement", section) => {
                if let Some(parity) = section.key_mut("parity") {
                    *parity = choice(&[Parity::None, Parity::DailyLimit, Parity::Committee])?;
                }
            }
            _ => {}
        }
    }
    Ok(shape)
}

/// The shape of a choice among forms, each with keys of its own.
fn forms<T: Serialize>(all: &[T]) -> Result<Shape, toml::ser::Error> {
    let mut forms = Vec::new();
    for form in all {
        if let Shape::Table(form) = written(form)? {
            forms.extend(form);
        }
    }
    Ok(Shape::Forms(forms))
}

/// The shape of a choice among names.
fn choice<T: Serialize>(all: &[T]) -> Result<Shape, toml::ser::Error> {
    let mut names = Vec::new();
    for name in all {
        names.extend(toml::Value::try_from(name)?.as_str().map(str::to_owned));
    }
    Ok(Shape::Choice(names))
}

/// The shape of a value as it is written, keys in the order of its type.
fn written(value: &impl Serialize) -> Result<Shape, toml::ser::Error> {
    let source = Source::new("", toml::to_string(value)?);
    let table = tree::parse(&source).map_err(|_| toml::ser::Error::custom("it is not read back"))?;
    Ok(Shape::Table(keys(&table)))
}

fn keys(table: &Table) -> Vec<(String, Shape)> {
    table.entries().map(|entry| (entry.key.clone(), of_node(&entry.value))).collect()
}

fn of_node(node: &Node) -> Shape {
    match &node.kind {
        Kind::Text(text) if strict_date(text).is_some() => Shape::Date,
        Kind::Text(_) | Kind::Moment(_) => Shape::Text,
        Kind::Date(_) => Shape::Date,
        Kind::Whole(_) => Shape::Whole,
        Kind::Number(_) => Shape::Number,
        Kind::Flag(_) => Shape::Flag,
        Kind::List(items) => Shape::List(
            Box::new(items.first().map_or(Shape::Text, of_node)),
            if items.len() > 1 { Some(items.len()) } else { None },
        ),
        Kind::Table(table) => Shape::Table(keys(table)),
    }
}

impl Shape {
    fn key_mut(&mut self, key: &str) -> Option<&mut Self> {
        let Self::Table(keys) = self else { return None };
        keys.iter_mut().find(|(name, _)| name == key).map(|(_, shape)| shape)
    }

    /// The keys that a table has for any scenario; none for origins and single values.
    pub fn keys(&self) -> &[(String, Self)] {
        match self {
            Self::Table(keys) | Self::Forms(keys) => keys,
            _ => &[],
        }
    }

    /// The shape at a path, if there is one.
    #[must_use]
    pub fn at(&self, path: &KeyPath) -> Option<&Self> {
        path.parts().iter().try_fold(self, |shape, part| shape.below(part))
    }

    /// The shape of what a key holds.
    pub fn below(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Origins(origin) => Some(origin),
            _ => self.keys().iter().find(|(name, _)| name == key).map(|(_, shape)| shape),
        }
    }

    /// What is allowed, in words.
    pub fn allowed(&self) -> String {
        match self {
            Self::Number => "a number".to_owned(),
            Self::Whole => format!("a whole number from 0 to {}", u32::MAX),
            Self::Flag => "true or false".to_owned(),
            Self::Text => "a text in quotes".to_owned(),
            Self::Date => "a date such as 2025-08-06".to_owned(),
            Self::Choice(names) => format!("one of {}", quoted(names)),
            Self::List(item, Some(length)) => format!("a list of {length} values, each {}", item.allowed()),
            Self::List(item, None) => format!("a list of values, each {}", item.allowed()),
            Self::Table(keys) => format!("a table with the keys {}", names(keys)),
            Self::Origins(_) => "[[origin]] tables, each with a name".to_owned(),
            Self::Forms(forms) => {
                let forms: Vec<String> = forms
                    .iter()
                    .map(|(form, shape)| match shape {
                        Self::Table(keys) if !keys.is_empty() => {
                            let keys: Vec<String> = keys.iter().map(|(key, _)| format!("{key} = …")).collect();
                            format!("{{ {form} = {{ {} }} }}", keys.join(", "))
                        }
                        _ => format!("\"{form}\""),
                    })
                    .collect();
                format!("one of {}", forms.join(", "))
            }
        }
    }

    /// What is allowed at a path: of a parameter with its limits and unit.
    fn allowed_at(&self, path: &KeyPath) -> String {
        match self {
            Self::Number | Self::Whole => limits::of(path).unwrap_or_else(|| self.allowed()),
            Self::List(item, Some(length)) => format!("a list of {length} values, each {}", item.allowed_at(path)),
            Self::List(item, None) => format!("a list of values, each {}", item.allowed_at(path)),
            _ => self.allowed(),
        }
    }

    /// The value in this shape, without the parts that do not fit; a fault is noted for each of those.
    pub fn fit(&self, node: &Node, path: &KeyPath, faults: &mut Vec<Fault>) -> Option<Node> {
        let kind = match (self, &node.kind) {
            (Self::Number, Kind::Whole(number)) => Kind::Number(*number as f64),
            (Self::Number, Kind::Number(_))
            | (Self::Flag, Kind::Flag(_))
            | (Self::Text, Kind::Text(_))
            | (Self::Date, Kind::Date(_)) => node.kind.clone(),
            (Self::Whole, Kind::Whole(number)) if u32::try_from(*number).is_ok() => node.kind.clone(),
            (Self::Date, Kind::Text(text)) if strict_date(text).is_some() => Kind::Date(strict_date(text)?),
            (Self::Choice(names), Kind::Text(text)) if names.contains(text) => node.kind.clone(),
            (Self::List(item, length), Kind::List(items)) if length.is_none_or(|length| length == items.len()) => {
                let fitting: Vec<Node> = items.iter().filter_map(|value| item.fit(value, path, faults)).collect();
                if fitting.len() < items.len() {
                    return None;
                }
                Kind::List(fitting)
            }
            (Self::Table(keys), Kind::Table(table)) => Kind::Table(fit_keys(keys, table, path, faults)),
            (Self::Origins(origin), Kind::List(items)) => {
                Kind::Table(fit_origins(origin.keys(), items, node, path, faults)?)
            }
            (Self::Forms(forms), _) => Kind::Table(fit_form(self, forms, node, path, faults)?),
            _ => {
                let mut fault = Fault::value(path, &node.describe(), &self.allowed_at(path)).at(&node.place);
                if let (Self::Choice(names), Kind::Text(text)) = (self, &node.kind)
                    && let Some(near) = nearest(text, names.iter().map(String::as_str))
                {
                    fault = fault.help(format!("did you mean \"{near}\"?"));
                }
                faults.push(fault.maybe_help(hints::of_kind(path, self, node)));
                return None;
            }
        };
        Some(Node { kind, place: node.place.clone() })
    }

    /// Notes a fault for each key that should be below here and is not.
    pub fn missing(&self, node: &Node, path: &KeyPath, faults: &mut Vec<Fault>) {
        let Kind::Table(table) = &node.kind else { return };
        match self {
            Self::Table(keys) => {
                let absent: Vec<&str> =
                    keys.iter().map(|(key, _)| key.as_str()).filter(|key| table.get(key).is_none()).collect();
                if !absent.is_empty() {
                    let keys = if absent.len() == 1 { "the key" } else { "the keys" };
                    let title = format!("{path}: {keys} {} must be given too", absent.join(", "));
                    faults.push(Fault::new(title).at(&node.place).label("not complete"));
                }
                for (key, shape) in keys {
                    if let Some(value) = table.get(key) {
                        shape.missing(value, &path.join(key), faults);
                    }
                }
            }
            Self::Origins(origin) => {
                table.entries().for_each(|entry| origin.missing(&entry.value, &path.join(&entry.key), faults));
            }
            Self::Forms(forms) => {
                for (form, shape) in forms {
                    if let Some(value) = table.get(form) {
                        shape.missing(value, &path.join(form), faults);
                    }
                }
            }
            _ => {}
        }
    }

    /// The path of each single value: of every form, and of the origins that a tree has.
    pub fn leaves(&self, tree: &Node) -> Vec<KeyPath> {
        let mut leaves = Vec::new();
        self.add_leaves(Some(tree), &KeyPath::default(), &mut leaves);
        leaves
    }

    fn add_leaves(&self, node: Option<&Node>, path: &KeyPath, leaves: &mut Vec<KeyPath>) {
        let below = |key: &str| node.and_then(Node::as_table).and_then(|table| table.get(key));
        match self {
            Self::Table(keys) => {
                keys.iter().for_each(|(key, shape)| shape.add_leaves(below(key), &path.join(key), leaves));
            }
            Self::Origins(origin) => {
                for entry in node.and_then(Node::as_table).into_iter().flat_map(Table::entries) {
                    origin.add_leaves(Some(&entry.value), &path.join(&entry.key), leaves);
                }
            }
            Self::Forms(forms) => {
                leaves.push(path.clone());
                forms.iter().for_each(|(form, shape)| shape.add_leaves(below(form), &path.join(form), leaves));
            }
            _ => leaves.push(path.clone()),
        }
    }
}

fn fit_keys(keys: &[(String, Shape)], table: &Table, path: &KeyPath, faults: &mut Vec<Fault>) -> Table {
    let mut fitting = Table::default();
    for entry in table.entries() {
        match keys.iter().find(|(key, _)| *key == entry.key) {
            Some((key, shape)) => {
                if let Some(value) = shape.fit(&entry.value, &path.join(key), faults) {
                    fitting.set(key, &entry.key_place, value);
                }
            }
            None => faults.push(unknown_key(&path.join(&entry.key), &entry.key, keys).at(&entry.key_place)),
        }
    }
    fitting
}

/// A key that is none of the keys here.
pub(super) fn unknown_key(path: &KeyPath, key: &str, keys: &[(String, Shape)]) -> Fault {
    let known = if keys.is_empty() { "no keys here".to_owned() } else { format!("allowed are {}", names(keys)) };
    let near = nearest(key, keys.iter().map(|(key, _)| key.as_str()));
    Fault::unknown_key(path, key, &known).maybe_help(near.map(|near| format!("did you mean `{near}`?")))
}

fn fit_origins(
    keys: &[(String, Shape)],
    items: &[Node],
    list: &Node,
    path: &KeyPath,
    faults: &mut Vec<Fault>,
) -> Option<Table> {
    // Said here, before the work of comparing each name with all the others.
    if items.len() > ORIGINS_MAX {
        let found = format!("{} origins", items.len());
        let fault = Fault::value(path, &found, &format!("1 to {ORIGINS_MAX} origins"));
        faults.push(fault.at(items.first().map_or(&list.place, |first| &first.place)));
        return None;
    }
    let mut origins = Table::default();
    let mut seen = BTreeSet::new();
    for item in items {
        let Kind::Table(table) = &item.kind else {
            faults.push(Fault::value(path, &item.describe(), "a table with a name").at(&item.place));
            continue;
        };
        let mut rest = table.clone();
        let Some(name) = rest.take("name") else {
            faults.push(Fault::new(format!("{path}.name: an origin needs a name")).at(&item.place).label("no name"));
            continue;
        };
        let Some(text) = name.value.as_text() else {
            let fault = Fault::value(&path.join("name"), &name.value.describe(), "a text in quotes");
            faults.push(fault.at(&name.value.place));
            continue;
        };
        if text.trim().is_empty() {
            faults.push(Fault::value(&path.join("name"), &name.value.describe(), "a name").at(&name.value.place));
            continue;
        }
        if !seen.insert(text.to_owned()) {
            let fault = Fault::value(&path.join(text).join("name"), &format!("\"{text}\" again"), "a name of its own");
            faults.push(fault.at(&name.value.place));
            continue;
        }
        let kind = Kind::Table(fit_keys(keys, &rest, &path.join(text), faults));
        origins.set(text, &name.value.place, Node { kind, place: item.place.clone() });
    }
    Some(origins)
}

fn fit_form(
    shape: &Shape,
    forms: &[(String, Shape)],
    node: &Node,
    path: &KeyPath,
    faults: &mut Vec<Fault>,
) -> Option<Table> {
    let refused = |found: &str| Fault::value(path, found, &shape.allowed()).at(&node.place);
    match &node.kind {
        // A form without keys can be given by its name alone.
        Kind::Text(text) if forms.iter().any(|(form, shape)| form == text && shape.keys().is_empty()) => {
            let mut table = Table::default();
            table.set(text, &node.place, Node { kind: Kind::Table(Table::default()), place: node.place.clone() });
            Some(table)
        }
        Kind::Table(table) => {
            let before = faults.len();
            let fitting = fit_keys(forms, table, path, faults);
            if faults.len() == before && table.entries().len() != 1 {
                let given: Vec<&str> = table.entries().map(|entry| entry.key.as_str()).collect();
                let found = if given.is_empty() { "no form".to_owned() } else { given.join(" and ") };
                let at = table.entries().last().map_or(&node.place, |entry| &entry.key_place);
                faults.push(refused(&found).at(at));
            }
            if fitting.entries().len() == 1 { Some(fitting) } else { None }
        }
        _ => {
            faults.push(refused(&node.describe()));
            None
        }
    }
}

fn names(keys: &[(String, Shape)]) -> String {
    keys.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ")
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The known name most like this one, if any is like it.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long name is a slip of no key, and would take long to compare.
    if name.len() > 100 {
        return None;
    }
    let within = 2.max(name.chars().count() / 3);
    known
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, _)| *distance <= within)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
