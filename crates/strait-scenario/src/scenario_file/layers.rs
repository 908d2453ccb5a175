//! A file and those that it extends, laid over the baseline.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use strait::scenario::Scenario;

use super::error::Fault;
use super::files::Files;
use super::intervention::{self, Intervention};
use super::key_path::KeyPath;
use super::kinds::other_kind;
use super::merge::lay;
use super::shape::{self, Shape, nearest};
use super::source::{Place, Source};
use super::tree::{self, Entry, Kind, Node, Table};
use super::uncertainty::EnsembleChoice;

/// Most files that can extend one another.
const DEPTH_MAX: usize = 32;

/// Most interventions of a scenario.
const INTERVENTIONS_MAX: usize = 2000;

/// The shipped baseline, which gives every parameter its default.
pub const BASELINE: &str = "baseline.toml";

/// The baseline that this program carries.
pub struct Baseline {
    pub source: Arc<Source>,
    pub tree: Node,
    pub interventions: Vec<Intervention>,
    pub shape: Shape,
}

/// The embedded baseline, read once.
pub static EMBEDDED: LazyLock<Baseline> = LazyLock::new(|| {
    // The text is part of the program, and a test reads it.
    embedded().unwrap_or_else(|why| panic!("the embedded baseline is not a scenario: {why}"))
});

fn embedded() -> Result<Baseline, String> {
    let source =
        Source::new(format!("{BASELINE} (built in)"), include_str!("../../../../scenarios/baseline.toml").to_owned());
    let words = |faults: Vec<Fault>| super::InputError::new(faults).to_string();
    let mut table = tree::parse(&source).map_err(words)?;
    // An ensemble is a file beside the baseline's, and the program carries none.
    table.take("uncertainty");
    let mut faults = Vec::new();
    let interventions =
        table.take("intervention").map_or_else(Vec::new, |list| intervention::read(&list.value, false, &mut faults));
    let tree = Node { kind: Kind::Table(table), place: source.whole() };
    let sample = Scenario::deserialize(tree.to_value()).map_err(|error| error.to_string())?;
    let shape = shape::of(sample).map_err(|error| error.to_string())?;
    let fitting = shape.fit(&tree, &KeyPath::default(), &mut faults);
    match fitting {
        Some(tree) if faults.is_empty() => Ok(Baseline { source, tree, interventions, shape }),
        _ => Err(words(faults)),
    }
}

/// What a file comes to, with those that it extends.
pub(super) struct Layers {
    pub tree: Node,
    pub interventions: Vec<Intervention>,
    /// The file that was asked for, and then those that it extends.
    pub sources: Vec<Arc<Source>>,
    /// The folders on the disk that these are in, in the same order.
    pub folders: Vec<PathBuf>,
    /// The last of them if it stands for the baseline: it bears its name and extends nothing.
    pub root_baseline: Option<Arc<Source>>,
    /// The ensemble that the first of them names which says anything of one.
    pub ensemble: Option<EnsembleChoice>,
}

/// One file's part.
struct Layer {
    source: Arc<Source>,
    /// Where it is on the disk, if it is there.
    folder: Option<PathBuf>,
    values: Node,
    interventions: Vec<Intervention>,
    ensemble: Option<EnsembleChoice>,
}

/// Reads a file and those that it extends. Values that do not fit are left out and their faults noted.
///
/// # Errors
/// Faults after which nothing more can be said: a file that cannot be read or is not TOML, a cycle.
pub(super) fn read(files: &impl Files, path: &Path, faults: &mut Vec<Fault>) -> Result<Layers, ()> {
    let (layers, with_baseline) = chain(files, path, faults)?;
    together(layers, with_baseline, faults)
}

/// Takes a text that extends no other over the baseline's values.
///
/// # Errors
/// As for [`read`].
pub(super) fn of_text(name: &str, text: &str, faults: &mut Vec<Fault>) -> Result<Layers, ()> {
    let source = Source::new(name, text);
    let table = tree::parse(&source).map_err(|errors| faults.extend(errors))?;
    let layer = layer(&source, Path::new(""), table, true, faults);
    together(vec![layer], false, faults)
}

/// Lays files over the baseline's values, the first over all others.
fn together(layers: Vec<Layer>, with_baseline: bool, faults: &mut Vec<Fault>) -> Result<Layers, ()> {
    let baseline = &*EMBEDDED;
    let sources: Vec<_> = layers.iter().map(|layer| Arc::clone(&layer.source)).collect();
    let bears_its_name =
        |source: &&Arc<Source>| Path::new(source.name()).file_name().is_some_and(|name| name == BASELINE);
    let root_baseline = sources.last().filter(|_| !with_baseline).filter(bears_its_name).cloned();
    let ensemble = layers.iter().find_map(|layer| layer.ensemble.clone());
    let folders = layers.iter().filter_map(|layer| layer.folder.clone()).collect();
    let mut tree = baseline.tree.clone();
    let mut interventions = if with_baseline { baseline.interventions.clone() } else { Vec::new() };
    for layer in layers.into_iter().rev() {
        lay(&baseline.shape, &mut tree, layer.values);
        interventions.extend(layer.interventions);
    }
    // Each is a whole set of parameters in the plan.
    if let Some(one_more) = interventions.get(INTERVENTIONS_MAX) {
        let found = format!("{} of them", interventions.len());
        let allowed = format!("at most {INTERVENTIONS_MAX}, those of extended files among them");
        faults.push(Fault::value(&"intervention", &found, &allowed).at(&one_more.date_place));
        return Err(());
    }
    let before = faults.len();
    baseline.shape.missing(&tree, &KeyPath::default(), faults);
    if faults.len() > before {
        Err(())
    } else {
        Ok(Layers { tree, interventions, sources, folders, root_baseline, ensemble })
    }
}

/// The files from the one asked for to the last that is extended, at least one; and whether that extends the baseline.
fn chain(files: &impl Files, path: &Path, faults: &mut Vec<Fault>) -> Result<(Vec<Layer>, bool), ()> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut seen: Vec<(PathBuf, String)> = Vec::new();
    let mut path = path.to_owned();
    let mut extended_at: Option<Place> = None;
    loop {
        let fault = |fault: Fault| match &extended_at {
            Some(place) => fault.at(place).label("extended here"),
            None => fault,
        };
        let named = extended_at.as_ref().map_or(Ok(()), |_| files.check_named(&path));
        let source = match named.and_then(|()| files.read(&path)) {
            Ok(source) => source,
            Err(why) => {
                faults.push(fault(why));
                return Err(());
            }
        };
        let real = files.identity(&path);
        let name = path.display().to_string();
        if let Some(first) = seen.iter().position(|(other, _)| *other == real) {
            let names: Vec<&str> = seen[first..].iter().map(|(_, name)| name.as_str()).chain([name.as_str()]).collect();
            faults.push(fault(Fault::new(format!("extends: files extend one another: {}", names.join(" → ")))));
            return Err(());
        }
        seen.push((real, name));
        if seen.len() > DEPTH_MAX {
            faults.push(fault(Fault::new(format!("extends: more than {DEPTH_MAX} files extend one another"))));
            return Err(());
        }
        let mut table = tree::parse(&source).map_err(|errors| faults.extend(errors))?;
        if let Some(other) = other_kind(&table, "scenario", &path) {
            faults.push(match &extended_at {
                Some(place) => other.at(place).label("not a scenario"),
                None => other,
            });
            return Err(());
        }
        let extends = table.take("extends");
        let layer = layer(&source, &path, table, layers.is_empty(), faults);
        layers.push(Layer { folder: files.folder(&path), ..layer });
        let Some(extends) = extends else { return Ok((layers, false)) };
        match next(files, &extends, &path) {
            Ok(Some(parent)) => path = parent,
            Ok(None) => return Ok((layers, true)),
            Err(why) => {
                faults.push(why);
                return Err(());
            }
        }
        extended_at = Some(extends.value.place);
    }
}

/// The file that is extended, or none for the embedded baseline.
fn next(files: &impl Files, extends: &Entry, path: &Path) -> Result<Option<PathBuf>, Fault> {
    let Some(text) = extends.value.as_text().filter(|text| !text.is_empty()) else {
        let allowed = "the path of a scenario, such as \"baseline.toml\"";
        return Err(Fault::value(&"extends", &extends.value.describe(), allowed).at(&extends.value.place));
    };
    let parent = path.parent().unwrap_or(Path::new("")).join(text);
    Ok(if text == BASELINE && !files.exists(&parent) { None } else { Some(parent) })
}

fn layer(source: &Arc<Source>, path: &Path, mut table: Table, own: bool, faults: &mut Vec<Fault>) -> Layer {
    let ensemble = table.take("uncertainty").and_then(|entry| EnsembleChoice::read(&entry.value, path, faults));
    let interventions =
        table.take("intervention").map_or_else(Vec::new, |list| intervention::read(&list.value, own, faults));
    slips_of_the_file(&mut table, faults);
    let values = Node { kind: Kind::Table(table), place: source.whole() };
    let nothing = Node { kind: Kind::Table(Table::default()), place: source.whole() };
    let before = faults.len();
    let values = EMBEDDED.shape.fit(&values, &KeyPath::default(), faults).unwrap_or(nothing);
    if faults.len() > before {
        let known = EMBEDDED.shape.leaves(&EMBEDDED.tree);
        faults[before..].iter_mut().for_each(|fault| fault.point_elsewhere(&known));
    }
    Layer { source: Arc::clone(source), folder: None, values, interventions, ensemble }
}

/// Keys that are those of a file and not of a scenario, misspelt.
fn slips_of_the_file(table: &mut Table, faults: &mut Vec<Fault>) {
    let known = ["extends", "intervention", "uncertainty"];
    let slips: Vec<(String, &str)> = table
        .entries()
        .filter(|entry| EMBEDDED.shape.below(&entry.key).is_none())
        .filter_map(|entry| Some((entry.key.clone(), nearest(&entry.key, known)?)))
        .collect();
    for (key, near) in slips {
        if let Some(entry) = table.take(&key) {
            let fault = Fault::unknown_key(&key, &key, &format!("beside sections allowed are {}", known.join(", ")));
            faults.push(fault.at(&entry.key_place).help(format!("did you mean `{near}`?")));
        }
    }
}
