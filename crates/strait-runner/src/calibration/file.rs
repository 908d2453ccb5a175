//! The calibration file: which parameters are fitted, with which priors, to data up to which day.

use std::path::Path;

use jiff::civil::Date;

use super::abc::Settings;
use super::prior::{Prior, Scale};
use super::window::Window;
use super::yardstick::Yardstick;
use crate::evidence::entry;
use crate::names;
use crate::scenario_file::{
    BASELINE, Fault, InputError, KeyPath, Kind, Node, Place, ScenarioFile, Shape, Source, Table, other_kind, parse,
};

/// Parameters that a fit sets itself, by how their paths begin.
const RESERVED: [&str; 10] = [
    "run.",
    "sea.crossing_day_share",
    "sea.persistence",
    "sea.replay",
    "arrivals_in_france.levels",
    "arrivals_in_france.seasonality",
    "scale_up.levels",
    "scale_up.future",
    "smugglers.load_date",
    "france.patrols.prevention_date",
];

/// How many runs a fit makes when its file does not say.
pub(crate) const FULL: Settings = Settings { survey: 6000, round: 6000, rounds: 3, kept: 3000, seed: 0 };

/// How many runs a quick fit makes.
const QUICK: Settings = Settings { survey: 3000, round: 3000, rounds: 2, kept: 1500, seed: 0 };

/// Fewest runs that say anything.
pub(crate) const RUNS_LEAST: [(&str, usize); 3] = [("survey", 200), ("round", 100), ("kept", 50)];

/// Keys of `[calibration]` without which there is no fit.
pub(crate) const HEAD_KEYS_NEEDED: [&str; 3] = ["name", "scenario", "until"];

/// A parameter to be fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The parameter, with dots.
    pub path: String,
    /// What is believed of it before the data speak, as a multiple of `relative_to` if that is given.
    pub prior: Prior,
    /// The observed size that the prior is a multiple of.
    pub relative_to: Option<Yardstick>,
}

/// A calibration file.
#[derive(Debug, Clone)]
pub struct CalibrationFile {
    /// Its name, which is that of the results' folder.
    pub name: String,
    /// The scenario whose parameters are fitted.
    pub scenario: ScenarioFile,
    /// The last day whose data are used.
    pub until: Date,
    /// How many runs are made, and the seed of all draws and runs.
    pub settings: Settings,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
    /// Where the file names its scenario.
    pub(super) place: Place,
    /// Where it names the last day.
    until_place: Place,
}

impl CalibrationFile {
    /// Reads a calibration file.
    ///
    /// # Errors
    /// All that is wrong with it, at its places.
    pub fn read(path: &Path) -> Result<Self, InputError> {
        let source = Source::read(path)?;
        let table = parse(&source).map_err(InputError::new)?;
        if let Some(other) = other_kind(&table, "calibration", path) {
            return Err(other.into());
        }
        let mut faults = Vec::new();
        let file = Reader { faults: &mut faults, path }.file(&source.whole(), table);
        match file {
            Some(file) if faults.is_empty() => Ok(file),
            _ => Err(InputError::new(faults)),
        }
    }

    /// The first day that the fit compares with what was observed.
    pub(crate) fn compared_from(&self) -> Date {
        Window { last: self.until }.first()
    }

    /// Where the last day is named.
    pub(crate) fn until_place(&self) -> &Place {
        &self.until_place
    }

    /// The same with data up to another day.
    #[must_use]
    pub fn fitted_to(mut self, until: Date) -> Self {
        self.name = format!("{}, fitted to {until}", self.name);
        self.until = until;
        self
    }

    /// The same with as few runs as give a first picture.
    #[must_use]
    pub fn quick(mut self) -> Self {
        self.settings = Settings { seed: self.settings.seed, ..QUICK };
        self
    }
}

struct Reader<'a> {
    faults: &'a mut Vec<Fault>,
    path: &'a Path,
}

impl Reader<'_> {
    fn file(&mut self, whole: &Place, mut table: Table) -> Option<CalibrationFile> {
        let head = table.take("calibration");
        let list = table.take("parameter");
        for entry in table.entries() {
            let title = format!("{}: unknown key, allowed are [calibration] and [[parameter]]", entry.key);
            self.faults.push(Fault::new(title).at(&entry.key_place).label("unknown key"));
        }
        let Some(head) = head else {
            self.faults.push(Fault::new("calibration: a calibration file needs a [calibration] table").at(whole));
            return None;
        };
        let given = head.value.as_table().cloned().unwrap_or_default();
        let head = head_shape().fit(&head.value, &KeyPath::default().join("calibration"), self.faults)?;
        let keys = head.as_table()?;
        for key in HEAD_KEYS_NEEDED {
            if given.get(key).is_none() {
                let fault = Fault::new(format!("calibration.{key}: must be given")).at(&head.place);
                self.faults.push(fault.label("not complete"));
            }
        }
        self.faults.extend(keys.get("name").and_then(|name| names::fault("calibration.name", name)));
        let whole = |key: &str, otherwise: usize| match keys.get(key).map(|node| &node.kind) {
            Some(Kind::Whole(number)) => usize::try_from(*number).unwrap_or(otherwise),
            _ => otherwise,
        };
        let settings = Settings {
            survey: whole("survey", FULL.survey),
            round: whole("round", FULL.round),
            rounds: whole("rounds", FULL.rounds),
            kept: whole("kept", FULL.kept),
            seed: whole("seed", 0) as u64,
        };
        self.sizes(&settings, keys);
        let scenario = keys.get("scenario").and_then(|node| self.scenario(node));
        let parameters = match list {
            Some(list) => self.parameters(&list.value, scenario.as_ref()),
            None => {
                let title = "parameter: at least one [[parameter]] table is needed";
                self.faults.push(Fault::new(title).at(&head.place));
                return None;
            }
        };
        let Kind::Date(until) = keys.get("until")?.kind else { return None };
        Some(CalibrationFile {
            name: keys.get("name")?.as_text()?.to_owned(),
            place: keys.get("scenario")?.place.clone(),
            until_place: keys.get("until")?.place.clone(),
            scenario: scenario?,
            until,
            settings,
            parameters,
        })
    }

    /// Fewer runs than these say nothing.
    fn sizes(&mut self, settings: &Settings, keys: &Table) {
        for (key, least) in RUNS_LEAST {
            let found = match key {
                "survey" => settings.survey,
                "round" => settings.round,
                _ => settings.kept,
            };
            if let (true, Some(node)) = (found < least, keys.get(key)) {
                let allowed = format!("a whole number, {least} or more");
                let fault = Fault::value(&format!("calibration.{key}"), &found.to_string(), &allowed);
                self.faults.push(fault.at(&node.place));
            }
        }
        let most = settings.survey.min(settings.round);
        let named = keys.get("kept").or(keys.get("round")).or(keys.get("survey"));
        if let (true, Some(node)) = (settings.kept > most, named) {
            let allowed = format!("no more than the {most} runs of a round");
            let fault = Fault::value(&"calibration.kept", &settings.kept.to_string(), &allowed);
            self.faults.push(fault.at(&node.place));
        }
    }

    fn scenario(&mut self, node: &Node) -> Option<ScenarioFile> {
        let text = node.as_text()?;
        let path = self.path.parent().unwrap_or(Path::new("")).join(text);
        if !path.exists() && text == BASELINE {
            return Some(ScenarioFile::baseline().named_by(self.path));
        }
        if let Err(fault) = Source::check_named(&path, "toml") {
            self.faults.push(fault.at(&node.place).label("named here"));
            return None;
        }
        match ScenarioFile::read(&path) {
            Ok(scenario) => Some(scenario.named_by(self.path)),
            Err(error) => {
                let faults = error.into_faults().into_iter();
                self.faults.extend(faults.map(|fault| fault.or_at(&node.place, "named here")));
                None
            }
        }
    }

    fn parameters(&mut self, list: &Node, scenario: Option<&ScenarioFile>) -> Vec<Parameter> {
        let Kind::List(items) = &list.kind else {
            let fault = Fault::value(&"parameter", &list.describe(), "[[parameter]] tables");
            self.faults.push(fault.at(&list.place));
            return Vec::new();
        };
        if items.is_empty() {
            self.faults.push(Fault::value(&"parameter", "no table", "one [[parameter]] table or more").at(&list.place));
        }
        let mut parameters: Vec<Parameter> = Vec::new();
        for item in items {
            let Some(parameter) = self.parameter(item, scenario) else { continue };
            if parameters.iter().any(|other| other.path == parameter.path) {
                let title = format!("parameter.path: {} is fitted already", parameter.path);
                self.faults.push(Fault::new(title).at(&item.place).label("again"));
            }
            parameters.push(parameter);
        }
        parameters
    }

    fn parameter(&mut self, item: &Node, scenario: Option<&ScenarioFile>) -> Option<Parameter> {
        let table = parameter_shape().fit(item, &KeyPath::default().join("parameter"), self.faults)?;
        let keys = table.as_table()?;
        let Some(path) = keys.get("path") else {
            self.faults.push(Fault::new("parameter.path: must be given").at(&item.place).label("not complete"));
            return None;
        };
        let text = path.as_text()?.to_owned();
        // Setting the parameter to a number tells whether it is one; what it is set to does not matter here.
        if let Some(scenario) = scenario {
            let number = Node { kind: Kind::Number(0.5), place: path.place.clone() };
            if let Err(error) = scenario.clone().pin(&text, &number, &path.place) {
                self.faults.extend(error.into_faults());
                return None;
            }
        }
        if !can_be_fitted(&text) {
            let title = format!("parameter.path: {text} is set by the fit itself, from the series or the window");
            self.faults.push(Fault::new(title).at(&path.place).label("cannot be fitted"));
            return None;
        }
        if let Some(date) = scenario.and_then(|scenario| scenario.intervention_on(&text)) {
            let title = format!("parameter.path: {text} is set by the scenario's intervention of {date}");
            self.faults.push(Fault::new(title).at(&path.place).label("would not keep its fitted value"));
            return None;
        }
        let number = |key: &str| match keys.get(key).map(|node| &node.kind) {
            Some(Kind::Number(number)) => Some(*number),
            _ => None,
        };
        let evidence = entry(&text);
        let known = |text: &str| text.parse::<f64>().ok();
        let end = |key: &str, of_register: Option<f64>| number(key).or(of_register);
        let ends = [
            ("low", end("low", evidence.and_then(|entry| known(&entry.low)))),
            ("mode", end("mode", evidence.and_then(|entry| known(&entry.central)))),
            ("high", end("high", evidence.and_then(|entry| known(&entry.high)))),
        ];
        for (key, value) in ends {
            if value.is_none() {
                let title = format!("parameter.{key}: must be given for {text}, for which the register has no number");
                self.faults.push(Fault::new(title).at(&item.place).label("not complete"));
            }
        }
        let scale = match keys.get("scale").and_then(Node::as_text) {
            Some("log") => Scale::Log,
            _ => Scale::Linear,
        };
        let relative_to = keys.get("relative_to").and_then(Node::as_text);
        let relative_to =
            relative_to.and_then(|name| Yardstick::ALL.iter().find(|(known, _)| *known == name)).map(|(_, one)| *one);
        let prior = Prior { low: ends[0].1?, mode: ends[1].1?, high: ends[2].1?, scale };
        let finite = prior.low.is_finite() && prior.high.is_finite();
        let ordered = finite && prior.low <= prior.mode && prior.mode <= prior.high && prior.low < prior.high;
        if !ordered || (scale == Scale::Log && prior.low <= 0.0) {
            let found = format!("{}, {}, {}", prior.low, prior.mode, prior.high);
            let allowed = if scale == Scale::Log {
                "low ≤ mode ≤ high, low < high, and low above 0 on a log scale"
            } else {
                "low ≤ mode ≤ high and low < high"
            };
            self.faults.push(Fault::value(&format!("parameter {text}"), &found, allowed).at(&item.place));
        }
        if ordered && relative_to.is_none() {
            self.ends_can_be(&text, &prior, path, scenario?);
        }
        Some(Parameter { path: text, prior, relative_to })
    }

    /// The scenario must be able to run with the parameter at either end of its prior.
    fn ends_can_be(&mut self, text: &str, prior: &Prior, path: &Node, scenario: &ScenarioFile) {
        for end in [prior.low, prior.high] {
            let mut scenario = scenario.clone();
            let value = Node { kind: Kind::Number(end), place: path.place.clone() };
            let set = scenario.pin(text, &value, &path.place).and_then(|()| scenario.plan().map(|_| ()));
            if let Err(error) = set {
                self.faults.extend(error.into_faults());
                return;
            }
        }
    }
}

/// Whether a fit leaves a parameter alone that it is not told to fit.
pub(crate) fn can_be_fitted(path: &str) -> bool {
    !RESERVED.iter().any(|reserved| path.starts_with(reserved))
}

/// The keys of `[calibration]`.
pub(crate) fn head_shape() -> Shape {
    table([
        ("name", Shape::Text),
        ("scenario", Shape::Text),
        ("until", Shape::Date),
        ("seed", Shape::Whole),
        ("survey", Shape::Whole),
        ("round", Shape::Whole),
        ("rounds", Shape::Whole),
        ("kept", Shape::Whole),
    ])
}

/// The keys of `[[parameter]]`.
pub(crate) fn parameter_shape() -> Shape {
    let scales = vec!["linear".to_owned(), "log".to_owned()];
    let yardsticks = Yardstick::ALL.map(|(name, _)| name.to_owned()).to_vec();
    table([
        ("path", Shape::Text),
        ("low", Shape::Number),
        ("mode", Shape::Number),
        ("high", Shape::Number),
        ("scale", Shape::Choice(scales)),
        ("relative_to", Shape::Choice(yardsticks)),
    ])
}

fn table<const N: usize>(keys: [(&str, Shape); N]) -> Shape {
    Shape::Table(keys.map(|(key, shape)| (key.to_owned(), shape)).to_vec())
}
