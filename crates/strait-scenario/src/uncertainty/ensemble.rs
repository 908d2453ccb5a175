//! An ensemble: what it holds, and what a scenario comes to with one of its draws.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use strait::scenario::Plan;
use toml::Value;

use super::read::{COMMENT, FIRST, columns_and_draws};
use super::spread::Spread;
use crate::label::short;
use crate::scenario_file::{Fault, InputError, KeyPath, Node, ScenarioFile, Shape, Source};

/// Weighted draws of parameters, at least one draw and one parameter.
#[derive(Debug, Clone)]
pub struct Ensemble {
    /// The path by which it was named.
    given: String,
    source: Arc<Source>,
    columns: Vec<Column>,
    draws: Vec<Draw>,
    spread: Spread,
}

/// A parameter that is drawn.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) path: KeyPath,
    /// The path as it is written.
    pub(super) name: String,
    pub(super) shape: Shape,
}

/// One draw.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    pub(super) weight: f64,
    /// For each column the value, at its place.
    pub(super) values: Vec<Node>,
}

impl Ensemble {
    /// Reads an ensemble.
    ///
    /// # Errors
    /// All that is wrong with the file, at its places. Values of the right kind that are out of bounds are found by
    /// [`Self::plan`].
    pub fn read(path: &Path) -> Result<Self, InputError> {
        Self::of_source(path.display().to_string(), Source::read(path)?)
    }

    /// Reads the ensemble that a scenario names, if it names one.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub fn of(scenario: &ScenarioFile) -> Result<Option<Self>, InputError> {
        let Some(file) = scenario.ensemble_file() else { return Ok(None) };
        Self::of_source(file.given().to_owned(), file.source()?).map(Some)
    }

    /// Makes an ensemble: comments without their mark, the paths of parameters, and for each draw its weight and values,
    /// in the order of the paths.
    ///
    /// # Errors
    /// What would be wrong with it as a file, at its places in the text of that file.
    pub fn new(comments: &[String], paths: &[String], draws: &[(f64, Vec<Value>)]) -> Result<Self, InputError> {
        let name = "ensemble".to_owned();
        let text = text(comments, paths, draws).map_err(|why| Fault::new(format!("{name}: {why}")))?;
        Self::of_source(name.clone(), Source::new(name, text))
    }

    fn of_source(given: String, source: Arc<Source>) -> Result<Self, InputError> {
        let (columns, draws) = columns_and_draws(&source)?;
        let spread = Spread::new(draws.iter().map(|draw| draw.weight));
        Ok(Self { given, source, columns, draws, spread })
    }

    /// Takes an ensemble from the text of its file.
    ///
    /// # Errors
    /// As for [`Self::read`]; `name` stands in for the file's.
    pub fn from_text(name: &str, text: &str) -> Result<Self, InputError> {
        Self::of_source(name.to_owned(), Source::new(name, text))
    }

    /// The text of its file, which reads back to the same numbers to the last bit.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The path by which it was named.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// How many draws there are, at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "an ensemble is never empty")]
    pub fn len(&self) -> usize {
        self.draws.len()
    }

    /// The paths of the parameters that are drawn, in the order of their columns.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The weight of each draw, above 0; their sum is any.
    pub fn weights(&self) -> impl ExactSizeIterator<Item = f64> {
        self.draws.iter().map(|draw| draw.weight)
    }

    /// What a draw gives the parameter of a column, both counted from 0; dates as texts, and none where there is no such
    /// draw or column.
    #[must_use]
    pub fn value(&self, draw: usize, column: usize) -> Option<Value> {
        Some(self.draws.get(draw)?.values.get(column)?.to_value())
    }

    /// The draw that a replicate takes: the one at the quantile (replicate + 0.5) · 0.618… of the weights, less its
    /// whole part, so that any number of replicates spreads evenly over the draws.
    #[must_use]
    pub fn draw_of(&self, replicate: u64) -> usize {
        self.spread.draw_of(replicate)
    }

    /// The draws that so many replicates take.
    pub fn draws_of(&self, replicates: u64) -> BTreeSet<usize> {
        (0..replicates).map(|replicate| self.draw_of(replicate)).collect()
    }

    /// The plan of a scenario with a draw in place of the baseline's defaults.
    ///
    /// # Errors
    /// As for [`ScenarioFile::plan`]: values of the draw that cannot be are shown where they stand in the ensemble; and a
    /// draw that there is not.
    pub fn plan(&self, scenario: &ScenarioFile, draw: usize) -> Result<Plan, InputError> {
        let found = self.draws.get(draw).ok_or_else(|| {
            let name = self.source.name();
            Fault::new(format!("{name}: found draw {draw}, allowed are draws 0 to {}", self.len() - 1))
        })?;
        scenario.plan_with_defaults(self.columns.iter().map(|column| &column.path).zip(&found.values))
    }

    /// The parameters that are drawn in vain, since some of these scenarios give them themselves.
    #[must_use]
    pub fn held_by(&self, scenarios: &[ScenarioFile]) -> Vec<String> {
        let any_holds = |column: &&Column| scenarios.iter().any(|scenario| scenario.holds(&column.path));
        self.columns.iter().filter(any_holds).map(|column| column.name.clone()).collect()
    }
}

/// An ensemble as the text of its file.
///
/// # Errors
/// Why it cannot be written, in words; no reason is known.
fn text(comments: &[String], paths: &[String], draws: &[(f64, Vec<Value>)]) -> Result<String, String> {
    // A row that is not of the header's length is shown when it is read.
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let header = FIRST.into_iter().map(str::to_owned).chain(paths.iter().cloned());
    out.write_record(header).map_err(|error| error.to_string())?;
    for (number, (weight, values)) in draws.iter().enumerate() {
        // The shortest digits that read back to the same number.
        let first = [number.to_string(), weight.to_string()];
        out.write_record(first.into_iter().chain(values.iter().map(short))).map_err(|error| error.to_string())?;
    }
    let rows = out.into_inner().map_err(|error| error.to_string())?;
    let rows = String::from_utf8(rows).map_err(|error| error.to_string())?;
    let comments = comments.iter().flat_map(|comment| comment.lines());
    Ok(comments.map(|line| format!("{COMMENT} {line}\n")).collect::<String>() + &rows)
}
