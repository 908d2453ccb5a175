//! The `[[point]]` tables of a list.

use super::super::axis::{Axis, Levels};
use super::tables::TABLES_MAX;
use super::{Reader, first_place};
use crate::scenario_file::{Fault, KeyPath, Node, Place, settings};

impl Reader<'_> {
    /// The axes of a list: each with a value for each point.
    pub(super) fn points(&mut self, list: &Node) -> Option<Vec<Axis>> {
        let tables = self.tables("point", list);
        let before = self.faults.len();
        let mut axes: Vec<(KeyPath, Place, Vec<Node>)> = Vec::new();
        for (number, (table, place)) in tables.into_iter().enumerate() {
            if table.entries().len() > TABLES_MAX {
                let found = format!("{} paths", table.entries().len());
                self.faults.push(Fault::value(&"point", &found, &format!("at most {TABLES_MAX}")).at(&place));
                return None;
            }
            let given = settings(&table, self.faults);
            if number == 0 {
                let axis = |path: &KeyPath, place: &Place| (path.clone(), place.clone(), Vec::new());
                axes = given.iter().map(|setting| axis(&setting.path, &setting.path_place)).collect();
            }
            for setting in &given {
                if !axes.iter().any(|(axis, ..)| *axis == setting.path) {
                    let title =
                        format!("{}: set here and not in the first point; all points set the same", setting.path);
                    self.faults.push(Fault::new(title).at(&setting.path_place).label("not in the first point"));
                }
            }
            for (axis, _, values) in &mut axes {
                match given.iter().find(|setting| setting.path == *axis) {
                    Some(setting) => values.push(setting.value.clone()),
                    None => {
                        let title = format!("{axis}: set in the first point and not here; all points set the same");
                        self.faults.push(Fault::new(title).at(&place).label("not complete"));
                    }
                }
            }
        }
        if self.faults.len() == before && axes.is_empty() {
            self.faults.push(Fault::new("point: a point sets at least one path").at(first_place(list)));
        }
        let axis = |(path, place, values): (KeyPath, Place, Vec<Node>)| Axis {
            path: path.to_string(),
            place,
            levels: Levels::Listed(values),
            scenarios: None,
        };
        if self.faults.len() == before { Some(axes.into_iter().map(axis).collect()) } else { None }
    }
}
