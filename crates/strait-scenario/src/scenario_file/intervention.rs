//! `[[intervention]]`: parameters that change on a date.

use jiff::civil::Date;

use super::error::Fault;
use super::key_path::KeyPath;
use super::shape::Shape;
use super::source::Place;
use super::tree::{Entry, Kind, Node, Table};

/// A dated change of parameters.
#[derive(Debug, Clone)]
pub struct Intervention {
    pub date: Date,
    pub date_place: Place,
    pub settings: Vec<Setting>,
    pub note: Option<String>,
    /// Whether it stands in the file that was asked for, not in one that this extends.
    pub own: bool,
    /// Whether what it sets holds to the end of the run, as what a sweep sets from a date on.
    pub holds: bool,
}

/// One parameter's new value.
#[derive(Debug, Clone)]
pub struct Setting {
    pub path: KeyPath,
    pub path_place: Place,
    pub value: Node,
}

/// Reads the `[[intervention]]` tables of a file. Whether paths exist and values fit depends on what else is read.
pub(super) fn read(list: &Node, own: bool, faults: &mut Vec<Fault>) -> Vec<Intervention> {
    let Kind::List(items) = &list.kind else {
        faults.push(Fault::value(&"intervention", &list.describe(), "[[intervention]] tables").at(&list.place));
        return Vec::new();
    };
    items.iter().filter_map(|item| read_one(item, own, faults)).collect()
}

fn read_one(item: &Node, own: bool, faults: &mut Vec<Fault>) -> Option<Intervention> {
    let Kind::Table(table) = &item.kind else {
        faults.push(Fault::value(&"intervention", &item.describe(), "a table with date and set").at(&item.place));
        return None;
    };
    let path = KeyPath::default().join("intervention");
    // `set` holds paths, not the keys of a table, and is read below.
    let known = [("date", Shape::Date), ("set", Shape::Table(Vec::new())), ("note", Shape::Text)]
        .map(|(key, shape)| (key.to_owned(), shape));
    let before = faults.len();
    let mut rest = table.clone();
    let set = rest.take("set");
    let shape = Shape::Table(known.to_vec());
    let read = shape.fit(&Node { kind: Kind::Table(rest), place: item.place.clone() }, &path, faults)?;
    let date = read.as_table().and_then(|table| table.entry("date"));
    if date.is_none() && table.get("date").is_none() {
        faults.push(Fault::new("intervention.date: an intervention needs a date").at(&item.place).label("no date"));
    }
    let settings = match set {
        Some(set) => match &set.value.kind {
            Kind::Table(table) if table.entries().len() > 0 => settings(table, faults),
            _ => {
                let allowed = "a table of paths and values, such as { \"home_office.detention.beds\" = 600 }";
                let found =
                    if set.value.as_table().is_some() { "an empty table".to_owned() } else { set.value.describe() };
                faults.push(Fault::value(&"intervention.set", &found, allowed).at(&set.value.place));
                Vec::new()
            }
        },
        None => {
            faults.push(Fault::new("intervention.set: nothing is set").at(&item.place).label("no set"));
            Vec::new()
        }
    };
    let date = date?;
    let Kind::Date(day) = date.value.kind else { return None };
    if faults.len() > before && settings.is_empty() {
        return None;
    }
    let note = read.as_table().and_then(|table| table.get("note")).and_then(Node::as_text).map(str::to_owned);
    Some(Intervention { date: day, date_place: date.value.place.clone(), settings, note, own, holds: false })
}

/// A dotted path that stands without quotes, which TOML takes for tables in tables; and its value.
fn without_quotes(entry: &Entry) -> Option<(KeyPath, String)> {
    if entry.key.contains('.') || entry.key == "deterrence" {
        return None;
    }
    let mut path = KeyPath::default().join(&entry.key);
    let mut node = &entry.value;
    while let Some(first) = node.as_table()?.entries().next() {
        path = path.join(&first.key);
        node = &first.value;
        if node.as_table().is_none() {
            return Some((path, node.to_value().to_string()));
        }
    }
    None
}

/// The paths and values of a `set` table.
pub fn settings(table: &Table, faults: &mut Vec<Fault>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for entry in table.entries() {
        if let Some((path, value)) = without_quotes(entry) {
            let title = format!("{path}: a path stands in quotes");
            let help = format!("did you mean \"{path}\" = {value}?");
            faults.push(Fault::new(title).at(&entry.key_place).label("without quotes").help(help));
            continue;
        }
        match KeyPath::parse(&entry.key) {
            Ok(path) => {
                settings.push(Setting { path, path_place: entry.key_place.clone(), value: entry.value.clone() });
            }
            Err(why) => faults.push(Fault::new(format!("{}: not a path, {why}", entry.key)).at(&entry.key_place)),
        }
    }
    // A whole choice before its keys, whichever comes first in the file.
    settings.sort_by_key(|setting| setting.path.parts().len());
    settings
}
