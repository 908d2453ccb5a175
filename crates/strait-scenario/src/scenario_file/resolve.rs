//! From the tree and its dated changes to a plan.

use serde::Deserialize;
use strait::scenario::{Change, Plan, Problem, Scenario};
use toml::Value;

use super::ScenarioFile;
use super::error::Fault;
use super::intervention::{Intervention, Setting};
use super::key_path::KeyPath;
use super::layers::EMBEDDED;
use super::merge::{assign, find};
use super::outside::Pin;
use super::tree::{Kind, Node, Table};

/// A plan, and what it was made from.
pub struct Resolved<'a> {
    /// The parameters at the start, and from each later date.
    pub plan: Plan,
    /// The values on the first day simulated.
    pub start: Node,
    /// In order of their dates, none before the warm-up or after the end.
    pub changes: Vec<Applied<'a>>,
}

/// An intervention, with those of its settings that take effect.
pub struct Applied<'a> {
    pub intervention: &'a Intervention,
    /// Path and value, as the shape has it.
    pub settings: Vec<(&'a KeyPath, Node)>,
}

/// Puts the plan together and checks it.
///
/// # Errors
/// Every value, path and date that cannot be.
pub(super) fn resolve(file: &ScenarioFile) -> Result<Resolved<'_>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut tree = file.tree.clone();
    let first = scenario(&tree).map_err(|fault| vec![fault])?;
    let (begin, end) = (first.run.first_day(), first.run.end);

    let mut interventions: Vec<&Intervention> = file.interventions.iter().collect();
    interventions.sort_by_key(|intervention| intervention.date);
    let (early, rest): (Vec<_>, Vec<_>) = interventions.into_iter().partition(|intervention| intervention.date < begin);
    for intervention in early.iter().chain(&rest).filter(|one| one.own && !file.run_moved) {
        if intervention.date < begin || intervention.date > end {
            let found = intervention.date.to_string();
            let allowed = format!("a date from {begin}, run.warm_up_days before run.start, to run.end ({end})");
            faults.push(Fault::value(&"intervention.date", &found, &allowed).at(&intervention.date_place));
            // It has no effect, but what else is wrong with it is said too.
            apply(file, intervention, &mut tree.clone(), &mut faults);
        }
    }

    // What was changed before the first day simulated is the state that it begins with.
    for intervention in early {
        apply(file, intervention, &mut tree, &mut faults);
    }
    let at_start = scenario(&tree).map_err(|fault| vec![fault])?;
    let mut known = at_start.check();
    faults.extend(known.iter().map(|problem| located(file, &tree, problem)));

    let mut plan = Plan::steady(at_start);
    let at_start = tree.clone();
    let mut applied = Vec::new();
    let mut rest = rest.into_iter().filter(|intervention| intervention.date <= end).peekable();
    while let Some(intervention) = rest.next() {
        let settings = apply(file, intervention, &mut tree, &mut faults);
        if !settings.is_empty() {
            applied.push(Applied { intervention, settings });
        }
        // Those of one date make one change.
        let date = intervention.date;
        if rest.peek().is_some_and(|next| next.date == date)
            || applied.last().is_none_or(|last| last.intervention.date != date)
        {
            continue;
        }
        let later = match scenario(&tree) {
            Ok(later) => later,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        // What was wrong before is not said again.
        let problems = later.check();
        let new = problems.iter().filter(|problem| !known.contains(problem));
        faults.extend(new.map(|problem| located(file, &tree, problem)));
        known = problems;
        plan.changes.push(Change { date, scenario: later });
    }
    if faults.is_empty() { Ok(Resolved { plan, start: at_start, changes: applied }) } else { Err(faults) }
}

/// Makes the changes and says which: what was set for the whole run stays as it is.
fn apply<'a>(
    file: &ScenarioFile,
    intervention: &'a Intervention,
    tree: &mut Node,
    faults: &mut Vec<Fault>,
) -> Vec<(&'a KeyPath, Node)> {
    let mut made = Vec::new();
    for Setting { path, path_place, value } in &intervention.settings {
        let pinned = |pin: &Pin| pin.path.overlaps(path) && pin.from.is_none_or(|from| intervention.date >= from);
        if !intervention.holds && file.pinned.iter().any(pinned) {
            continue;
        }
        if path.parts().first().is_some_and(|part| part == "run") {
            let title = format!("{path}: fixed at the start of a run, no intervention can change it");
            faults.push(Fault::new(title).at(path_place).label("fixed at the start"));
            continue;
        }
        match assign(&EMBEDDED.shape, tree, path, path_place, value) {
            Ok(fitting) => made.push((path, fitting)),
            Err(why) => faults.extend(why),
        }
    }
    made
}

/// The typed scenario of a complete tree.
fn scenario(tree: &Node) -> Result<Scenario, Fault> {
    let mut value = tree.to_value();
    // Origins are a list in a file and in the types, a table by name in the tree.
    if let (Some(table), Some(origins)) = (value.as_table_mut(), tree.as_table().and_then(|table| table.get("origin")))
    {
        table.insert("origin".to_owned(), Value::Array(origins.as_table().map(origin_list).unwrap_or_default()));
    }
    Scenario::deserialize(value).map_err(|error| Fault::new(error.message().to_owned()).at(&tree.place))
}

fn origin_list(origins: &Table) -> Vec<Value> {
    let origin = |name: &str, keys: Value| {
        let mut keys = keys;
        if let Some(keys) = keys.as_table_mut() {
            keys.insert("name".to_owned(), Value::String(name.to_owned()));
        }
        keys
    };
    origins.entries().map(|entry| origin(&entry.key, entry.value.to_value())).collect()
}

/// The problem, at the value that brought it about.
fn located(file: &ScenarioFile, tree: &Node, problem: &Problem) -> Fault {
    let fault = Fault::problem(problem);
    let path = parts(tree, &problem.path);
    let node = find(tree, &path);
    if !file.inherits(&node.place) {
        return fault.at(&item(node, &problem.found).place);
    }
    // An inherited value can be at odds with one beside it that was changed: the treaty's end with its start.
    let above = path.len().saturating_sub(usize::from(node.as_table().is_none()));
    let beside = &path[..above];
    let mut changed = Vec::new();
    add_changed(file, find(tree, beside), "", &mut changed);
    let named = changed.iter().find(|(key, _)| problem.allowed.contains(key));
    // The embedded baseline alone is sound, so that some change must be to blame.
    let blamed = named.or_else(|| changed.first().filter(|_| node.place.is_in(&EMBEDDED.source)));
    match blamed {
        Some((key, value)) => fault.at(&value.place).label(format!("{key} is changed here")),
        None => fault.at(&node.place),
    }
}

/// The item of a list that was found, if it is one of them.
fn item<'a>(node: &'a Node, found: &str) -> &'a Node {
    let is_found = |item: &&Node| match &item.kind {
        Kind::Text(text) => found.trim_matches('"') == text,
        _ => item.describe() == found,
    };
    let Kind::List(items) = &node.kind else { return node };
    items.iter().find(is_found).unwrap_or(node)
}

/// Values below a node that are not inherited, with their keys.
fn add_changed<'a>(file: &ScenarioFile, node: &'a Node, key: &'a str, changed: &mut Vec<(&'a str, &'a Node)>) {
    match &node.kind {
        Kind::Table(table) => table.entries().for_each(|entry| add_changed(file, &entry.value, &entry.key, changed)),
        _ if file.inherits(&node.place) => {}
        _ => changed.push((key, node)),
    }
}

/// The parts of a problem's path, in which the names of origins stand without quotes.
fn parts<'a>(tree: &'a Node, path: &'a str) -> Vec<&'a str> {
    if let Some(rest) = path.strip_prefix("origin.")
        && let Some(origins) = tree.as_table().and_then(|table| table.get("origin")).and_then(Node::as_table)
    {
        // The longest name that fits: one may be the start of another.
        let fits = |name: &str| rest.strip_prefix(name).is_some_and(|key| key.is_empty() || key.starts_with('.'));
        let name =
            origins.entries().map(|entry| entry.key.as_str()).filter(|name| fits(name)).max_by_key(|name| name.len());
        if let Some(name) = name {
            let key = rest[name.len()..].trim_start_matches('.');
            return if key.is_empty() { vec!["origin", name] } else { vec!["origin", name, key] };
        }
    }
    path.split('.').collect()
}
