//! What binds in the setting of an answer: what a tenth more of each gate's capacity brings, with the same luck.

use std::path::{Path, PathBuf};

use crate::analysis::bottlenecks::{GATES, Gate, Relief, for_all, highest, relief};
use crate::analysis::compare::{Estimate, sides};
use crate::charts::number;
use crate::failure::Failure;
use crate::store::Study;
use crate::summary::{SUSTAINED, to_error};

/// The folder within a study's folder that holds the runs with each gate relieved, a folder for each setting.
pub const BINDS: &str = "binds";
/// The axis of those runs, and its value where nothing is relieved.
pub const RELIEF: &str = "relief";
/// The point at which nothing is relieved.
pub const AS_IT_IS: &str = "none";

/// Gates that are told at most.
const TOLD_MAX: usize = 3;

/// The folder in a study's that holds the runs of one of the settings, by its place among them, with each gate relieved.
#[must_use]
pub fn relieved_in(folder: &Path, place: usize) -> PathBuf {
    folder.join(BINDS).join((place + 1).to_string())
}

/// What binds.
#[derive(Debug, Clone)]
pub struct Binds {
    /// The setting in words, behind "If".
    pub condition: String,
    /// Sustained returns a week as it is, the mean of the pairs.
    pub base: f64,
    /// Pairs of runs behind each change, the fewest.
    pub pairs: usize,
    /// Every gate that can be relieved, what brings most first: the gate and the change of sustained returns a week, whose
    /// interval holds for all gates together in 95 of 100 such studies.
    pub reliefs: Vec<(&'static Gate, Estimate)>,
}

impl Binds {
    /// Reads them off the runs with each gate relieved.
    ///
    /// # Errors
    /// [`Failure::Input`] when the results cannot be read.
    pub fn of(study: &Study, condition: &str) -> Result<Self, Failure> {
        let sides = sides(study, &SUSTAINED)?;
        let name = |place: usize| {
            study.manifest().points[place].settings.get(RELIEF).and_then(serde_json::Value::as_str).unwrap_or_default()
        };
        let gate = |name: &str| GATES.iter().find(|gate| gate.name() == name);
        let broken = || Failure::Input(format!("{}: no runs as it is", study.folder().display()));
        let base = sides.iter().enumerate().find(|(place, _)| name(*place) == AS_IT_IS).ok_or_else(broken)?.1;
        let mut reliefs: Vec<Relief<'static>> = sides
            .iter()
            .enumerate()
            .filter_map(|(place, side)| Some(relief(base, side, vec![gate(name(place))?])))
            .collect();
        highest(&mut reliefs);
        let count = reliefs.len();
        Ok(Self {
            condition: condition.to_owned(),
            base: reliefs.first().map_or(f64::NAN, |relief| relief.returns.base_mean),
            pairs: reliefs.iter().map(|relief| relief.returns.compared[0]).min().unwrap_or(0),
            reliefs: reliefs
                .iter()
                .filter_map(|relief| {
                    let pairs = relief.returns.compared[0];
                    Some((*relief.gates.first()?, for_all(relief.returns.difference, pairs, count)))
                })
                .collect(),
        })
    }

    /// Those whose relief brings more returns beyond doubt, the most first.
    pub fn clear(&self) -> impl Iterator<Item = &(&'static Gate, Estimate)> {
        self.reliefs.iter().filter(|(_, change)| change.low > 0.0)
    }

    /// What binds, in a sentence or two.
    #[must_use]
    pub fn in_words(&self) -> String {
        let condition = format!("If {}", self.condition.trim());
        let Some((first, most)) = self.reliefs.first() else {
            return format!("{condition}, no gate can be relieved.");
        };
        if self.pairs < 2 {
            return format!("{condition}: too few runs have sustained returns to say what binds.");
        }
        let told: Vec<String> = self
            .clear()
            .take(TOLD_MAX)
            .map(|(gate, change)| format!("{} ({})", gate.in_words(), signed(change)))
            .collect();
        let behind = format!(
            "{} pairs of runs with the same luck; 95 % intervals for all {} gates together",
            self.pairs,
            self.reliefs.len()
        );
        if told.is_empty() {
            return format!(
                "{condition}, nothing alone binds: relieved by a tenth, no gate brings more returns a week beyond chance; the most \
                 is {} ({}). {behind}.",
                first.in_words(),
                signed(most)
            );
        }
        let base = to_error(self.base, (most.high - most.low) / 4.0);
        format!(
            "{condition}, what binds is {}: returns a week that a tenth more of it brings, on {base}. {behind}.",
            told.join(", then ")
        )
    }
}

/// A change with its sign and interval.
fn signed(change: &Estimate) -> String {
    let error = (change.high - change.low) / 4.0;
    let sign = |value: f64| if value > 0.0 { "+" } else { "" };
    let [mean, low, high] = [change.mean, change.low, change.high].map(|value| {
        let text = if error > 0.0 { to_error(value, error) } else { number(value, 2) };
        format!("{}{text}", sign(value))
    });
    format!("{mean} [{low}, {high}]")
}
