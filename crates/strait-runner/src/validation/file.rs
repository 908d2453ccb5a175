//! The validation file: from which days forecasts are made, and with which fits.

use std::path::Path;

use jiff::civil::Date;

use crate::calibration::CalibrationFile;
use crate::names;
use crate::scenario_file::{
    Fault, InputError, KeyPath, Kind, Node, Place, Shape, Source, Table, like_it, other_kind, parse,
};

/// Fewest runs of which a forecast can be made.
pub(crate) const REPLICATES_LEAST: i64 = 20;

/// Keys of `[validation]` without which there are no back-tests.
pub(crate) const HEAD_KEYS_NEEDED: [&str; 4] = ["name", "calibration", "origins", "replicates"];

/// A validation file.
#[derive(Debug, Clone)]
pub struct ValidationFile {
    /// Its name, which is that of the results' folder.
    pub name: String,
    /// What is fitted before each origin.
    pub calibration: CalibrationFile,
    /// Last days whose data a forecast of crossings may know, in order.
    pub origins: Vec<Date>,
    /// Last days whose data a forecast of the exchange may know, in order.
    pub exchange_origins: Vec<Date>,
    /// Runs of each forecast.
    pub replicates: u64,
    /// Where each origin stands, those of the exchange after those of crossings.
    places: Vec<Place>,
}

impl ValidationFile {
    /// Every origin with its key and place: those of crossings, then those of the exchange.
    pub(crate) fn placed_origins(&self) -> impl Iterator<Item = (Date, &'static str, &Place)> {
        let crossings = self.origins.iter().map(|date| (*date, "origins"));
        let exchange = self.exchange_origins.iter().map(|date| (*date, "exchange_origins"));
        crossings.chain(exchange).zip(&self.places).map(|((date, key), place)| (date, key, place))
    }

    /// Reads a validation file.
    ///
    /// # Errors
    /// All that is wrong with it, at its places.
    pub fn read(path: &Path) -> Result<Self, InputError> {
        let source = Source::read(path)?;
        let table = parse(&source).map_err(InputError::new)?;
        if let Some(other) = other_kind(&table, "validation", path) {
            return Err(other.into());
        }
        let mut faults = Vec::new();
        let file = read(&source.whole(), table, path, &mut faults);
        match file {
            Some(file) if faults.is_empty() => Ok(file),
            _ => Err(InputError::new(faults)),
        }
    }
}

fn read(whole: &Place, mut table: Table, path: &Path, faults: &mut Vec<Fault>) -> Option<ValidationFile> {
    let head = table.take("validation");
    for entry in table.entries() {
        let title = format!("{}: unknown key, allowed is [validation]", entry.key);
        faults.push(Fault::new(title).at(&entry.key_place).label("unknown key"));
    }
    let Some(head) = head else {
        faults.push(Fault::new("validation: a validation file needs a [validation] table").at(whole));
        return None;
    };
    let given = head.value.as_table().cloned().unwrap_or_default();
    let head = head_shape().fit(&head.value, &KeyPath::default().join("validation"), faults)?;
    let keys = head.as_table()?;
    for key in HEAD_KEYS_NEEDED {
        if given.get(key).is_none() {
            let fault = Fault::new(format!("validation.{key}: must be given")).at(&head.place);
            faults.push(fault.label("not complete"));
        }
    }
    faults.extend(keys.get("name").and_then(|name| names::fault("validation.name", name)));
    let calibration = keys.get("calibration").and_then(|node| calibration(node, path, faults));
    let origins = keys.get("origins").map(|node| in_order("origins", node, faults));
    let exchange_origins = keys.get("exchange_origins").map(|node| in_order("exchange_origins", node, faults));
    let replicates = match keys.get("replicates")?.kind {
        Kind::Whole(number) if number >= REPLICATES_LEAST => u64::try_from(number).ok()?,
        _ => {
            let node = keys.get("replicates")?;
            let allowed = format!("a whole number, {REPLICATES_LEAST} or more");
            let fault = Fault::value(&"validation.replicates", &node.describe(), &allowed);
            faults.push(fault.at(&node.place));
            return None;
        }
    };
    Some(ValidationFile {
        name: keys.get("name")?.as_text()?.to_owned(),
        calibration: calibration?,
        origins: origins?,
        exchange_origins: exchange_origins.unwrap_or_default(),
        replicates,
        places: ["origins", "exchange_origins"]
            .iter()
            .filter_map(|key| match &keys.get(key)?.kind {
                Kind::List(items) => Some(items),
                _ => None,
            })
            .flatten()
            .map(|item| item.place.clone())
            .collect(),
    })
}

/// The keys of `[validation]`.
pub(crate) fn head_shape() -> Shape {
    let dates = || Shape::List(Box::new(Shape::Date), None);
    let known = [
        ("name", Shape::Text),
        ("calibration", Shape::Text),
        ("origins", dates()),
        ("exchange_origins", dates()),
        ("replicates", Shape::Whole),
    ];
    Shape::Table(known.map(|(key, shape)| (key.to_owned(), shape)).to_vec())
}

fn calibration(node: &Node, path: &Path, faults: &mut Vec<Fault>) -> Option<CalibrationFile> {
    let file = path.parent().unwrap_or(Path::new("")).join(node.as_text()?);
    if let Err(fault) = Source::check_named(&file, "toml") {
        faults.push(fault.at(&node.place).label("named here"));
        return None;
    }
    match CalibrationFile::read(&file) {
        Ok(mut file) => {
            file.scenario = file.scenario.named_by(path);
            Some(file)
        }
        Err(error) if file.exists() => {
            faults.extend(error.into_faults());
            None
        }
        Err(_) => {
            let title = format!("validation.calibration: {}: no such file", file.display());
            faults.push(Fault::new(title).at(&node.place).label("no such file").maybe_help(like_it(&file)));
            None
        }
    }
}

/// Dates that must be there, each later than the one before it.
fn in_order(key: &str, list: &Node, faults: &mut Vec<Fault>) -> Vec<Date> {
    let Kind::List(items) = &list.kind else { return Vec::new() };
    let dates: Vec<Date> =
        items.iter().filter_map(|item| if let Kind::Date(date) = item.kind { Some(date) } else { None }).collect();
    if dates.is_empty() || !dates.windows(2).all(|pair| pair[0] < pair[1]) {
        let allowed = "one date or more, from the earliest to the latest";
        let found = if dates.is_empty() { "no date" } else { "dates out of order" };
        faults.push(Fault::value(&format!("validation.{key}"), found, allowed).at(&list.place));
    }
    dates
}
