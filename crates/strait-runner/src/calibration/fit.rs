//! The model as a problem to be fitted: from a place among the parameters to the summaries of a run.

use crate::dice::Dice;
use jiff::civil::Date;
use strait::records::Records;
use strait::simulation::simulate;
use toml::Value;

use super::abc::{Candidate, Problem};
use super::file::CalibrationFile;
use super::future::{FUTURE, Future};
use super::known::Known;
use super::levels::{Course, Knots};
use super::measured::Measured;
use super::prior::Prior;
use super::summaries::Targets;
use super::window::Window;
use crate::failure::Failure;
use crate::scenario_file::{Place, ScenarioFile};

const DRIFT_SD: &str = "arrivals_in_france.drift_sd";
const DRIFT_DAYS: &str = "arrivals_in_france.drift_days";

/// What is believed of scaling up: with what began in August 2025, capacities were within a factor of two of those of late 2025,
/// and in two months they may change by half as much again, up or down.
const SCALE_UP: Course = Course::Walk { first_sd: 0.4, step_sd: 0.35 };

/// Tells the dice of measured parameters from those of the fitting.
const MEASURED_SEED: u64 = 0x6d65_6173_7572_6564;

/// Tells the dice of what the states will decide from all others.
const FUTURE_SEED: u64 = 0x6675_7475_7265_0000;

/// A parameter with its prior in this window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    pub(super) path: String,
    pub(super) prior: Prior,
}

/// The model over a window, with what is fitted in it.
pub(super) struct Fit {
    /// The scenario over the window, on the sea as it was.
    base: ScenarioFile,
    /// Where the calibration file names the scenario, for whatever is wrong with a value set from here.
    place: Place,
    pub(super) window: Window,
    pub(super) parameters: Vec<Fitted>,
    /// Where among the parameters the drift's are, or its values if they are not fitted.
    drift: [Result<usize, f64>; 2],
    /// The levels of arrivals.
    arrivals: Knots,
    /// The levels of scaling up: none where there is no agreement yet.
    scale_up: Knots,
    future: Future,
    measured: Measured,
    pub(super) targets: Targets,
    seed: u64,
}

impl Fit {
    /// Of a calibration file, with what is known at the end of its last day.
    ///
    /// # Errors
    /// [`Failure::Input`] when the series do not reach back far enough, or a parameter cannot be set.
    pub(super) fn new(file: &CalibrationFile, world: &Known) -> Result<Self, Failure> {
        let last = file.until;
        let window = Window { last };
        let known = world.until(last);
        let short = || {
            Failure::Input(format!(
                "a fit to {last} needs the daily series from four years before to that day; it goes from {} to {}",
                world.days.first().map_or_else(String::new, |day| day.date.to_string()),
                world.last_day().map_or_else(String::new, |day| day.to_string()),
            ))
        };
        let targets = Targets::new(window, &known, file.scenario.plan()?.scenario.run.scale).ok_or_else(short)?;
        let measured = Measured::from(&known).ok_or_else(short)?;
        let parameters: Vec<Fitted> = file
            .parameters
            .iter()
            .map(|parameter| {
                let size = parameter.relative_to.map_or(1.0, |yardstick| yardstick.size(window, &known));
                Fitted { path: parameter.path.clone(), prior: parameter.prior.times(size) }
            })
            .collect();
        let place = file.place.clone();
        let base = over_window(file, window, &known, last)?;
        let scenario = base.plan()?.scenario;
        let (arrivals, agreement) = (scenario.arrivals_in_france, scenario.agreement);
        let scale_up = window.scale_up(agreement.in_force);
        let scale_up = Knots { count: if agreement.enabled { scale_up.count } else { 0 }, ..scale_up };
        let index =
            |path: &str, fixed: f64| parameters.iter().position(|parameter| parameter.path == path).ok_or(fixed);
        let drift = [index(DRIFT_SD, arrivals.drift_sd), index(DRIFT_DAYS, arrivals.drift_days)];
        Ok(Self {
            base,
            place,
            window,
            parameters,
            drift,
            arrivals: window.arrivals(),
            scale_up,
            future: Future::of_register()?,
            measured,
            targets,
            seed: file.settings.seed,
        })
    }

    /// What is to be fitted, for the fitting.
    pub(super) fn problem(&self) -> Problem<'_> {
        let parameters = self.parameters.len() + self.arrivals.count + self.scale_up.count;
        Problem { parameters, observed: self.targets.observed() }
    }

    /// Every value that a draw sets, by path: the fitted, the levels, how the states go on after them, and those measured, of
    /// which the sea's follow from the share of crossable days on which somebody arrives.
    pub(super) fn values(&self, at: &[f64], number: u64, reached: f64) -> Vec<(String, Value)> {
        let own = self.parameters.iter().zip(at);
        let mut values: Vec<(String, Value)> =
            own.map(|(Fitted { path, prior }, &at)| (path.clone(), Value::Float(prior.value(at)))).collect();
        for (knots, logs) in self.levels(at) {
            values.extend(knots.values(&logs));
        }
        if self.scale_up.count > 0 {
            let future = self.future.draw(&mut Dice::new(self.seed ^ FUTURE_SEED, number));
            values.push((FUTURE.to_owned(), future));
        }
        let fixed = [
            ("smugglers.load_date", date_value(self.window.end())),
            ("france.patrols.prevention_date", date_value(self.window.end())),
        ];
        let measured = self.measured.draw(&mut Dice::new(self.seed ^ MEASURED_SEED, number), reached);
        values.extend(fixed.into_iter().chain(measured).map(|(path, value)| (path.to_owned(), value)));
        values
    }

    /// A candidate's run over the window, with the measured values of another draw if it is a draw of the posterior.
    ///
    /// # Errors
    /// Why it cannot be run.
    pub(super) fn run(&self, candidate: &Candidate, measured: Option<u64>) -> Result<Records, String> {
        // In the window the sea is as it was, whatever its shares.
        let values = self.values(&candidate.at, measured.unwrap_or(candidate.number), 1.0);
        let plan = self.scenario(&values).and_then(|file| Ok(file.plan()?)).map_err(|error| error.to_string())?;
        simulate(&plan, self.seed, candidate.number).map_err(|error| error.to_string())
    }

    /// What the place of a draw means: the parameters' values, and the levels.
    pub(super) fn readable(&self, at: &[f64]) -> Vec<f64> {
        let own = self.parameters.iter().zip(at).map(|(fitted, &at)| fitted.prior.value(at));
        let logs = self.levels(at).into_iter().flat_map(|(_, logs)| logs);
        own.chain(logs.map(libm::exp)).collect()
    }

    /// The names of what [`readable`](Self::readable) gives.
    pub(super) fn names(&self) -> Vec<String> {
        let own = self.parameters.iter().map(|fitted| fitted.path.clone());
        own.chain(self.arrivals.names()).chain(self.scale_up.names()).collect()
    }

    fn scenario(&self, values: &[(String, Value)]) -> Result<ScenarioFile, Failure> {
        let mut file = self.base.clone();
        for (path, value) in values {
            file.set_value(path, value, &self.place)?;
        }
        Ok(file)
    }

    /// Each kind of levels with their logs at a place.
    fn levels(&self, at: &[f64]) -> [(&Knots, Vec<f64>); 2] {
        let (parameters, places) = at.split_at(self.parameters.len());
        let (arrivals, scale_up) = places.split_at(self.arrivals.count);
        let value = |place: &Result<usize, f64>| match place {
            Ok(index) => self.parameters[*index].prior.value(parameters[*index]),
            Err(fixed) => *fixed,
        };
        let drift = Course::Drift { sd: value(&self.drift[0]), days: value(&self.drift[1]) };
        [
            (&self.arrivals, drift.logs(arrivals, self.arrivals.days)),
            (&self.scale_up, SCALE_UP.logs(scale_up, self.scale_up.days)),
        ]
    }
}

/// A scenario over a window and on to a day, on the sea as it was in the window.
fn over_window(file: &CalibrationFile, window: Window, known: &Known, until: Date) -> Result<ScenarioFile, Failure> {
    let crossed = known.days_of(window.warm_up(), window.last).filter(|day| day.arrivals > 0.0);
    let replay = crossed.map(|day| date_value(day.date)).collect();
    let mut scenario = file.scenario.clone();
    // What was decided later is not known, and an agreement that comes into force later is none yet.
    scenario.forget_interventions_after(window.last);
    if scenario.plan()?.scenario.agreement.in_force > window.last {
        scenario.set_value("agreement.enabled", &Value::Boolean(false), &file.place)?;
    }
    for (path, value) in [
        ("run.start", date_value(window.first())),
        ("run.end", date_value(until)),
        ("run.warm_up_days", days_value(window.first(), window)),
        ("sea.replay", Value::Array(replay)),
        ("sea.replay_until", date_value(window.last)),
    ] {
        scenario.set_value(path, &value, &file.place)?;
    }
    Ok(scenario)
}

/// The scenario of a fit, from the day after the last whose data it knows to another, with the window as its
/// warm-up.
///
/// # Errors
/// [`Failure::Input`] when the scenario cannot be run so.
pub fn forecast_scenario(file: &CalibrationFile, world: &Known, until: Date) -> Result<ScenarioFile, Failure> {
    let window = Window { last: file.until };
    let mut scenario = over_window(file, window, &world.until(window.last), until)?;
    for (path, value) in
        [("run.start", date_value(window.end())), ("run.warm_up_days", days_value(window.end(), window))]
    {
        scenario.set_value(path, &value, &file.place)?;
    }
    Ok(scenario)
}

/// Days from the first that is simulated to another.
fn days_value(to: Date, window: Window) -> Value {
    Value::Integer((to - window.warm_up()).get_days().into())
}

fn date_value(date: Date) -> Value {
    Value::String(date.to_string())
}
