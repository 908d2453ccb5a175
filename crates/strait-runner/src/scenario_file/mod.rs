//! Scenario files: TOML over the baseline's defaults, read into a [`Plan`].
//!
//! - Every key has a default from the shipped baseline. A file that `extends` another also takes that file's values
//!   and interventions; one that extends nothing takes the baseline's values and none of its interventions.
//! - Tables merge key by key; lists and single values replace. Of `[deterrence]` one form is left, the last given.
//!   `[[origin]]` merges by name; a new origin needs all its keys.
//! - An intervention changes parameters from its date on, in the warm-up as in the run. Inherited ones before the first
//!   day simulated make up the state that it begins with, and those after the end are left out; a file's own must be
//!   between the two.
//! - What is set by [`ScenarioFile::set`] or [`ScenarioFile::set_value`] holds for the whole run: no intervention
//!   changes it. Moving `run.start`, `run.warm_up_days` or `run.end` so treats all interventions as inherited ones are
//!   treated.
//!
//! Every key and value keeps its place in the text that it came from, so that whatever is wrong with it, found early
//! or late, is shown there.

mod error;
mod intervention;
mod key_path;
mod layers;
mod merge;
mod resolve;
mod shape;
mod source;
mod tree;
mod write;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use strait::scenario::Plan;

use intervention::{Intervention, Setting};

pub use error::InputError;
pub use source::Place;

pub(crate) use error::Fault;
pub(crate) use intervention::settings;
pub(crate) use key_path::KeyPath;
pub(crate) use layers::{BASELINE, EMBEDDED};
pub(crate) use resolve::Resolved;
pub(crate) use shape::Shape;
pub(crate) use source::Source;
pub(crate) use tree::{Kind, Node, Table, parse};

/// A scenario as files and flags give it: values that know where they came from.
#[derive(Debug, Clone)]
pub struct ScenarioFile {
    name: String,
    tree: Node,
    interventions: Vec<Intervention>,
    /// The file that was asked for, and then those that it extends.
    sources: Vec<Arc<Source>>,
    /// What was set from outside the file.
    pinned: Vec<Pin>,
    /// Whether the first day simulated or the end was set from outside the file.
    run_moved: bool,
}

/// A parameter set from outside the file, which no intervention changes.
#[derive(Debug, Clone)]
struct Pin {
    path: KeyPath,
    /// From which date on; for the whole run if none.
    from: Option<Date>,
}

impl ScenarioFile {
    /// Reads a file and those that it extends.
    ///
    /// # Errors
    /// All that is wrong with them, at its places. A file that is read has a [plan](Self::plan).
    pub fn read(path: &Path) -> Result<Self, InputError> {
        let mut faults = Vec::new();
        let Ok(layers) = layers::read(path, &mut faults) else { return Err(InputError::new(faults)) };
        let file = Self {
            name: path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            tree: layers.tree,
            interventions: layers.interventions,
            sources: layers.sources,
            pinned: Vec::new(),
            run_moved: false,
        };
        if let Err(more) = resolve::resolve(&file) {
            faults.extend(more);
        }
        if faults.is_empty() { Ok(file) } else { Err(InputError::new(faults)) }
    }

    /// The shipped baseline, which the program carries.
    #[must_use]
    pub fn baseline() -> Self {
        Self {
            name: "baseline".to_owned(),
            tree: EMBEDDED.tree.clone(),
            interventions: EMBEDDED.interventions.clone(),
            sources: Vec::new(),
            pinned: Vec::new(),
            run_moved: false,
        }
    }

    /// Sets a parameter for the whole run by `PATH=VALUE`, where VALUE is TOML or a bare text.
    ///
    /// # Errors
    /// A path that leads to no parameter, or a value of the wrong kind. Values of the right kind that are out of
    /// bounds are found by [`Self::plan`].
    pub fn set(&mut self, assignment: &str) -> Result<(), InputError> {
        let source = Source::new("--set", assignment.trim_end());
        let text = source.text();
        let Some(equals) = equals(text) else {
            let title = "--set: found no `=`, allowed is PATH=VALUE such as home_office.detention.beds=600";
            return Err(Fault::new(title).at(&source.whole()).label("no value").into());
        };
        let after = &text[equals + 1..];
        let start = text.len() - after.trim_start().len();
        let value = match tree::parse_value(&source, start) {
            Ok(value) => value,
            // A text needs no quotes here, since a shell would take them away.
            Err(_) if !text[start..].starts_with(['"', '\'', '[', '{']) => {
                Node { kind: Kind::Text(text[start..].to_owned()), place: source.place(start..text.len()) }
            }
            Err(faults) => return Err(InputError::new(faults)),
        };
        self.pin(&text[..equals], &value, &source.place(0..equals))
    }

    /// Sets a parameter for the whole run to a value that stands at a place, as a sweep does.
    ///
    /// # Errors
    /// As for [`Self::set`].
    pub fn set_value(&mut self, path: &str, value: &toml::Value, from: &Place) -> Result<(), InputError> {
        self.pin(path, &Node::from_value(value, from), from)
    }

    /// Sets a parameter for the whole run; `at` is where its path stands.
    ///
    /// # Errors
    /// As for [`Self::set`].
    pub(crate) fn pin(&mut self, path: &str, value: &Node, at: &Place) -> Result<(), InputError> {
        let path =
            KeyPath::parse(path).map_err(|why| Fault::new(format!("{}: not a path, {why}", path.trim())).at(at))?;
        merge::assign(&EMBEDDED.shape, &mut self.tree, &path, at, value).map_err(InputError::new)?;
        self.run_moved |= matches!(path.parts(), [run, key] if run == "run" && key != "scale");
        self.pinned.push(Pin { path, from: None });
        Ok(())
    }

    /// Sets a parameter from a date to the end of the run; `at` is where its path stands.
    ///
    /// # Errors
    /// As for [`Self::set`]; values of the wrong kind are found by [`Self::plan`].
    pub(crate) fn pin_from(&mut self, path: &str, value: &Node, at: &Place, from: Date) -> Result<(), InputError> {
        let path =
            KeyPath::parse(path).map_err(|why| Fault::new(format!("{}: not a path, {why}", path.trim())).at(at))?;
        let setting = Setting { path: path.clone(), path_place: at.clone(), value: value.clone() };
        self.interventions.push(Intervention {
            date: from,
            date_place: at.clone(),
            settings: vec![setting],
            note: None,
            own: false,
            holds: true,
        });
        self.pinned.push(Pin { path, from: Some(from) });
        Ok(())
    }

    /// The parameters at the start, and those that hold from each later date.
    ///
    /// # Errors
    /// Values, paths and dates that cannot be, at their places.
    pub fn plan(&self) -> Result<Plan, InputError> {
        self.resolved().map(|resolved| resolved.plan)
    }

    /// The resolved scenario with its interventions: a file that needs no other and gives the same plan.
    ///
    /// # Errors
    /// As for [`Self::plan`].
    pub fn to_toml(&self) -> Result<String, InputError> {
        self.resolved().and_then(|resolved| write::toml(&resolved))
    }

    /// The file's name without its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The plan, and what it was made from.
    ///
    /// # Errors
    /// As for [`Self::plan`].
    pub(crate) fn resolved(&self) -> Result<Resolved<'_>, InputError> {
        resolve::resolve(self).map_err(InputError::new)
    }

    /// The path of each parameter: of every form of deterrence, and of this scenario's origins.
    pub(crate) fn parameters(&self) -> Vec<KeyPath> {
        EMBEDDED.shape.leaves(&self.tree)
    }

    /// Values of this file itself that an inherited intervention replaces: the path, the place of the value, and the
    /// place of the first intervention's.
    ///
    /// # Errors
    /// As for [`Self::plan`].
    pub(crate) fn replaced(&self) -> Result<Vec<(&KeyPath, Place, Place)>, InputError> {
        let resolved = self.resolved()?;
        let mut replaced: Vec<(&KeyPath, Place, Place)> = Vec::new();
        let inherited = resolved.changes.iter().filter(|change| !change.intervention.own);
        for (path, value) in inherited.flat_map(|change| &change.settings) {
            let own =
                resolved.start.at(path).filter(|node| self.sources.first().is_some_and(|own| node.place.is_in(own)));
            if let Some(own) = own
                && !replaced.iter().any(|(other, ..)| other == path)
            {
                replaced.push((*path, own.place.clone(), value.place.clone()));
            }
        }
        Ok(replaced)
    }

    /// Whether a value comes from a file that this one extends, or from the embedded baseline.
    fn inherits(&self, place: &Place) -> bool {
        place.is_in(&EMBEDDED.source) || self.sources.iter().skip(1).any(|source| place.is_in(source))
    }
}

/// Where the path of an assignment ends: the first `=` outside quotes.
fn equals(text: &str) -> Option<usize> {
    let mut open = None;
    text.char_indices().find_map(|(at, letter)| {
        match (open, letter) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => open = Some(letter),
            (Some(quote), _) if quote == letter => open = None,
            _ => {}
        }
        None
    })
}
