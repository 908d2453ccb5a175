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
//! `[uncertainty]` names an ensemble, whose draws can take the place of the baseline's defaults and of nothing else:
//! [`uncertainty`](crate::uncertainty) tells how.
//!
//! Every key and value keeps its place in the text that it came from, so that whatever is wrong with it, found early
//! or late, is shown there.

mod error;
mod files;
mod hints;
mod intervention;
mod key_path;
mod kinds;
mod layers;
mod limits;
mod merge;
mod outside;
mod resolve;
mod shape;
mod source;
mod tree;
mod uncertainty;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use strait::scenario::Plan;

use intervention::Intervention;
use outside::Pin;

pub use error::{Fault, InputError, in_color, warnings};
pub use files::SHIPPED;
pub use intervention::settings;
pub use key_path::KeyPath;
pub use kinds::other_kind;
pub use layers::{BASELINE, EMBEDDED};
pub use limits::bounds;
pub use merge::{find_mut, target};
pub use resolve::Resolved;
pub use shape::{Shape, nearest};
pub use source::{Place, Source, like_it};
pub use tree::{Kind, Node, Table, parse, parse_value};
pub use uncertainty::{EnsembleChoice, EnsembleFile};

/// A scenario as files and flags give it: values that know where they came from.
#[derive(Debug, Clone)]
pub struct ScenarioFile {
    name: String,
    tree: Node,
    interventions: Vec<Intervention>,
    /// The file that was asked for, and then those that it extends.
    sources: Vec<Arc<Source>>,
    /// Where to look for what lies beside the file: folders on the disk.
    folders: Vec<PathBuf>,
    /// The last of them if it stands for the baseline.
    root_baseline: Option<Arc<Source>>,
    /// The ensemble that is named, here or where this is used.
    ensemble: Option<EnsembleFile>,
    /// What was set from outside the file.
    pinned: Vec<Pin>,
    /// Whether the first day simulated or the end was set from outside the file.
    run_moved: bool,
}

impl ScenarioFile {
    /// Reads a file and those that it extends.
    ///
    /// # Errors
    /// All that is wrong with them, at its places. A file that is read has a [plan](Self::plan).
    pub fn read(path: &Path) -> Result<Self, InputError> {
        Self::read_from(&files::Disk, path)
    }

    /// Reads a scenario that the program carries, by the name of its file: one of [`SHIPPED`].
    ///
    /// # Errors
    /// A name that there is not.
    pub fn shipped(name: &str) -> Result<Self, InputError> {
        Self::read_from(&files::ShippedAnd::NOTHING, Path::new(name))
    }

    /// Takes a scenario from a text that may extend what the program carries.
    ///
    /// # Errors
    /// As for [`Self::read`]; `name` stands in for the file's.
    pub fn over_shipped(name: &str, text: &str) -> Result<Self, InputError> {
        Self::read_from(&files::ShippedAnd { name, text }, Path::new(name))
    }

    fn read_from(files: &impl files::Files, path: &Path) -> Result<Self, InputError> {
        let mut faults = Vec::new();
        let Ok(layers) = layers::read(files, path, &mut faults) else { return Err(InputError::new(faults)) };
        let mut file = Self {
            name: path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            tree: layers.tree,
            interventions: layers.interventions,
            sources: layers.sources,
            folders: layers.folders,
            root_baseline: layers.root_baseline,
            ensemble: None,
            pinned: Vec::new(),
            run_moved: false,
        };
        if let Some(choice) = layers.ensemble {
            file.choose_ensemble(choice);
        }
        if let Err(more) = resolve::resolve(&file) {
            faults.extend(more);
        }
        if faults.is_empty() { Ok(file) } else { Err(InputError::new(faults)) }
    }

    /// Takes a scenario from a text in which everything is spelled out, as [`Self::to_toml`] gives it.
    ///
    /// # Errors
    /// As for [`Self::read`]; `name` stands in for the file's.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, InputError> {
        let mut faults = Vec::new();
        let Ok(layers) = layers::of_text(name, text, &mut faults) else { return Err(InputError::new(faults)) };
        let file = Self {
            name: name.to_owned(),
            tree: layers.tree,
            interventions: layers.interventions,
            sources: layers.sources,
            folders: layers.folders,
            root_baseline: None,
            ensemble: None,
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
            folders: Vec::new(),
            root_baseline: None,
            ensemble: None,
            pinned: Vec::new(),
            run_moved: false,
        }
    }

    /// Names an ensemble by its path from the current directory, or takes away the one that is named with `none`.
    pub fn set_ensemble(&mut self, given: &str) {
        self.choose_ensemble(EnsembleChoice::flag(given));
    }

    /// Names an ensemble in place of any that is named.
    pub fn choose_ensemble(&mut self, choice: EnsembleChoice) {
        self.ensemble = match choice {
            EnsembleChoice::None => None,
            EnsembleChoice::File(file) => Some(file),
        };
    }

    /// The ensemble that is named, not yet read.
    #[must_use]
    pub fn ensemble_file(&self) -> Option<&EnsembleFile> {
        self.ensemble.as_ref()
    }

    /// The folders on the disk of the files that name this scenario, of its own file, and of those that it extends, in
    /// this order.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    /// Notes a file that names this scenario, such as a sweep: what lies beside that comes first.
    #[must_use]
    pub fn named_by(mut self, path: &Path) -> Self {
        self.folders.insert(0, path.parent().unwrap_or(Path::new("")).to_owned());
        self
    }

    /// Leaves out every intervention that is dated after a day.
    pub fn forget_interventions_after(&mut self, last: Date) {
        self.interventions.retain(|intervention| intervention.date <= last);
    }

    /// The interventions of the file itself, in its order.
    pub fn own_interventions(&self) -> impl Iterator<Item = &Intervention> {
        self.interventions.iter().filter(|intervention| intervention.own)
    }

    /// The first intervention that sets a parameter, if there is one: its date.
    pub fn intervention_on(&self, path: &str) -> Option<Date> {
        let sets =
            |intervention: &&Intervention| intervention.settings.iter().any(|setting| setting.path.to_string() == path);
        self.interventions.iter().find(sets).map(|intervention| intervention.date)
    }

    /// The parameters at the start, and those that hold from each later date.
    ///
    /// # Errors
    /// Values, paths and dates that cannot be, at their places.
    pub fn plan(&self) -> Result<Plan, InputError> {
        self.resolved().map(|resolved| resolved.plan)
    }

    /// The plan with these values in place of the baseline's defaults; what anything else gives holds over them. The
    /// values fit where they stand.
    ///
    /// # Errors
    /// As for [`Self::plan`].
    pub fn plan_with_defaults<'a>(
        &self,
        defaults: impl IntoIterator<Item = (&'a KeyPath, &'a Node)>,
    ) -> Result<Plan, InputError> {
        let mut file = self.clone();
        for (path, value) in defaults {
            if !self.holds(path)
                && let Some(default) = merge::find_mut(&mut file.tree, path)
            {
                *default = value.clone();
            }
        }
        file.plan()
    }

    /// Whether a parameter's value at the start is not the baseline's default, but given by another file or from
    /// outside.
    pub fn holds(&self, path: &KeyPath) -> bool {
        let is_default = |place: &Place| {
            place.is_in(&EMBEDDED.source) || self.root_baseline.as_ref().is_some_and(|root| place.is_in(root))
        };
        self.tree.at(path).is_some_and(|node| !is_default(&node.place))
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
    pub fn resolved(&self) -> Result<Resolved<'_>, InputError> {
        resolve::resolve(self).map_err(InputError::new)
    }

    /// The path of each parameter: of every form of deterrence, and of this scenario's origins.
    pub fn parameters(&self) -> Vec<KeyPath> {
        EMBEDDED.shape.leaves(&self.tree)
    }

    /// Values of this file itself that an inherited intervention replaces: the path, the place of the value, and the
    /// place of the first intervention's.
    ///
    /// # Errors
    /// As for [`Self::plan`].
    pub fn replaced(&self) -> Result<Vec<(&KeyPath, Place, Place)>, InputError> {
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
    pub fn inherits(&self, place: &Place) -> bool {
        place.is_in(&EMBEDDED.source) || self.sources.iter().skip(1).any(|source| place.is_in(source))
    }

    /// Whether a value was set by a flag or a sweep and not by any scenario's file.
    pub fn is_from_outside(&self, place: &Place) -> bool {
        !place.is_in(&EMBEDDED.source) && !self.sources.iter().any(|source| place.is_in(source))
    }
}
