//! One layer of values over another, and single values set by their path.

use super::error::Fault;
use super::hints;
use super::key_path::KeyPath;
use super::shape::{Shape, nearest, unknown_key};
use super::source::Place;
use super::tree::{Kind, Node, Table};

/// Lays a table that fits the shape over another: tables key by key, all else replaced.
pub(super) fn lay(shape: &Shape, base: &mut Node, over: Node) {
    let (Kind::Table(below), Kind::Table(above)) = (&mut base.kind, &over.kind) else {
        *base = over;
        return;
    };
    // Of a choice only one form is left.
    if matches!(shape, Shape::Forms(_)) && !above.entries().all(|entry| below.get(&entry.key).is_some()) {
        below.clear();
    }
    for entry in above.entries() {
        match (below.get_mut(&entry.key), shape.below(&entry.key)) {
            (Some(value), Some(inner)) => lay(inner, value, entry.value.clone()),
            _ => below.set(&entry.key, &entry.key_place, entry.value.clone()),
        }
    }
    // Which form holds is chosen where it is given last, also if it is the same as before.
    if matches!(shape, Shape::Forms(_)) {
        base.place = over.place;
    }
}

/// Sets the value at a path, which stands at a place of its own, and gives it back as the shape has it.
///
/// # Errors
/// A path that leads to no value, or a value that does not fit there.
pub(super) fn assign(
    shape: &Shape,
    tree: &mut Node,
    path: &KeyPath,
    at: &Place,
    value: &Node,
) -> Result<Node, Vec<Fault>> {
    let target = target(shape, tree, path).map_err(|fault| vec![fault.at(at)])?;
    let mut faults = Vec::new();
    let fitting = target.fit(value, path, &mut faults);
    if let Some(fitting) = &fitting {
        target.missing(fitting, path, &mut faults);
    }
    match (fitting, find_mut(tree, path)) {
        (Some(fitting), Some(node)) if faults.is_empty() => {
            *node = fitting.clone();
            Ok(fitting)
        }
        _ => Err(faults),
    }
}

/// The value at a path, or the nearest table above it that there is.
pub(super) fn find<'a>(tree: &'a Node, parts: &[&str]) -> &'a Node {
    let mut node = tree;
    for part in parts {
        match node.as_table().and_then(|table| table.get(part)) {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

/// The value at a path, to be changed.
pub fn find_mut<'a>(tree: &'a mut Node, path: &KeyPath) -> Option<&'a mut Node> {
    path.parts().iter().try_fold(tree, |node, part| match &mut node.kind {
        Kind::Table(table) => table.get_mut(part),
        _ => None,
    })
}

/// The shape of the single value that a path leads to.
///
/// # Errors
/// A path that leads to no value.
pub fn target<'a>(shape: &'a Shape, tree: &Node, path: &KeyPath) -> Result<&'a Shape, Fault> {
    let (mut inner, mut node) = (shape, tree);
    for (depth, part) in path.parts().iter().enumerate() {
        let table = node.as_table();
        let next = table.and_then(|table| table.get(part));
        (inner, node) = match (inner.below(part), next) {
            (Some(inner), Some(next)) => (inner, next),
            (Some(_), None) if matches!(inner, Shape::Forms(_)) => {
                return Err(other_form(inner, table, path, &path.parts()[..depth]));
            }
            _ => return Err(unknown_path(inner, table, path, depth, &shape.leaves(tree))),
        };
    }
    if matches!(inner, Shape::Table(_) | Shape::Origins(_)) {
        let title = format!("{path}: a table, whose values are set one by one");
        return Err(Fault::new(title).label("not a value").help(format!("below it are {}", keys(node.as_table()))));
    }
    Ok(inner)
}

fn keys(table: Option<&Table>) -> String {
    table.into_iter().flat_map(Table::entries).map(|entry| entry.key.as_str()).collect::<Vec<_>>().join(", ")
}

fn other_form(forms: &Shape, set: Option<&Table>, path: &KeyPath, choice: &[String]) -> Fault {
    let choice = choice.join(".");
    Fault::new(format!("{path}: the form of {choice} is `{}` here, so that there is no such key", keys(set)))
        .label("of another form")
        .help(format!("to change the form, set `{choice}` to {}", forms.allowed()))
}

fn unknown_path(shape: &Shape, table: Option<&Table>, path: &KeyPath, depth: usize, leaves: &[KeyPath]) -> Fault {
    let part = &path.parts()[depth];
    let fault = match shape {
        Shape::Table(keys) | Shape::Forms(keys) => unknown_key(path, part, keys),
        Shape::Origins(_) => {
            let fault =
                Fault::new(format!("{path}: no such origin, there are {}", keys(table))).label("unknown origin");
            let names = table.into_iter().flat_map(Table::entries).map(|entry| entry.key.as_str());
            return match nearest(part, names) {
                Some(near) => fault.help(format!("did you mean \"{near}\"?")),
                None => fault,
            };
        }
        _ => {
            let above = path.parts()[..depth].join(".");
            return Fault::new(format!("{path}: {above} is {} and has no keys", shape.allowed())).label("no such key");
        }
    };
    // The end of a path is enough to know what was meant: `detention.beds`.
    let known: Vec<String> = leaves.iter().map(ToString::to_string).collect();
    let ending = format!(".{path}");
    let ends_so = known.iter().find(|known| known.ends_with(&ending)).map(String::as_str);
    match ends_so.or_else(|| nearest(&path.to_string(), known.iter().map(String::as_str))) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.maybe_help(path.parts().last().and_then(|last| hints::elsewhere(last, leaves))),
    }
}
