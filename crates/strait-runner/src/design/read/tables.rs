//! The tables of a sweep file: `[[axis]]`, `[[set]]`, `[[point]]`.

use super::{Fixed, Reader, first_place};
use crate::scenario_file::{Fault, KeyPath, Kind, Node, Place, Table, nearest};

/// Most tables of a kind, and most paths that a point sets.
pub(super) const TABLES_MAX: usize = 1000;

impl Reader<'_> {
    /// The tables of a list of tables.
    pub(super) fn tables(&mut self, name: &str, list: &Node) -> Vec<(Table, Place)> {
        let Kind::List(items) = &list.kind else {
            self.faults.push(Fault::value(&name, &list.describe(), &format!("[[{name}]] tables")).at(&list.place));
            return Vec::new();
        };
        // Each is held against the others.
        if name != "point" && items.len() > TABLES_MAX {
            let found = format!("{} tables", items.len());
            self.faults.push(Fault::value(&name, &found, &format!("at most {TABLES_MAX}")).at(first_place(list)));
            return Vec::new();
        }
        let mut tables = Vec::new();
        for item in items {
            match item.as_table() {
                Some(table) => tables.push((table.clone(), item.place.clone())),
                None => self.faults.push(Fault::value(&name, &item.describe(), "a table").at(&item.place)),
            }
        }
        tables
    }

    /// The `[[set]]` tables.
    pub(super) fn fixed(&mut self, list: Option<Node>) -> Vec<Fixed> {
        let Some(list) = list else { return Vec::new() };
        let tables = self.tables("set", &list);
        tables.into_iter().filter_map(|(table, place)| self.one_fixed(table, &place)).collect()
    }

    fn one_fixed(&mut self, mut table: Table, place: &Place) -> Option<Fixed> {
        let (path, value) = (self.path_of("set", &mut table, place), table.take("value"));
        self.no_others("set", &table, &["path", "value"], "path and value");
        if value.is_none() {
            self.faults.push(Fault::new("set.value: must be given").at(place).label("not complete"));
        }
        let (path, place) = path?;
        Some(Fixed { path, place, value: value?.value })
    }

    /// The path that a table is for, and where it stands.
    pub(super) fn path_of(&mut self, name: &str, table: &mut Table, place: &Place) -> Option<(KeyPath, Place)> {
        let Some(path) = table.take("path") else {
            self.faults.push(Fault::new(format!("{name}.path: must be given")).at(place).label("not complete"));
            return None;
        };
        match path.value.as_text().map(KeyPath::parse) {
            Some(Ok(text)) => Some((text, path.value.place)),
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

    /// No keys are left in a table but those that it has; `allowed` says which go together.
    pub(super) fn no_others(&mut self, name: &str, table: &Table, keys: &[&str], allowed: &str) {
        for entry in table.entries() {
            let path = if name.is_empty() { entry.key.clone() } else { format!("{name}.{}", entry.key) };
            let near = nearest(&entry.key, keys.iter().copied()).filter(|near| *near != entry.key);
            let fault = Fault::unknown_key(&path, &entry.key, &format!("allowed are {allowed}"));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            self.faults.push(fault.at(&entry.key_place).maybe_help(help));
        }
    }
}
