//! The kinds of files, told apart by the tables that they have.

use std::path::Path;

use super::error::Fault;
use super::layers::EMBEDDED;
use super::tree::Table;

/// A kind of file that is not a scenario: the table that it must have, what it is called, and the command for it.
const KINDS: [(&str, &str, &str); 3] = [
    ("sweep", "a sweep", "strait sweep"),
    ("calibration", "a calibration", "strait calibrate"),
    ("validation", "a validation", "strait validate"),
];

/// What to say of a file of another kind than the one that is wanted: `scenario`, or the table that it should have.
pub fn other_kind(table: &Table, wanted: &str, path: &Path) -> Option<Fault> {
    if table.get(wanted).is_some() {
        return None;
    }
    let wanted_name = KINDS.iter().find(|(name, ..)| *name == wanted).map_or("a scenario", |(_, name, _)| name);
    let of_kind = KINDS.iter().find_map(|(name, what, command)| Some((table.entry(name)?, *what, *command)));
    let of_scenario = || {
        let entry = table.entries().find(|entry| entry.key == "extends" || is_section(&entry.key))?;
        (wanted != "scenario").then_some((entry, "a scenario", "strait run"))
    };
    let (entry, what, command) = of_kind.or_else(of_scenario)?;
    let title = format!("{}: this is {what} file, and {wanted_name} file is needed here", entry.key);
    let help = format!("`{command} {}` takes {what}", path.display());
    Some(Fault::new(title).at(&entry.key_place).label(format!("only {what} has this")).help(help))
}

fn is_section(key: &str) -> bool {
    EMBEDDED.shape.keys().iter().any(|(section, _)| section == key)
}
