//! What a calibration leaves: the ensemble and its diagnostics.

use std::path::Path;

use serde_json::json;

use super::diagnostics::{Diagnosis, quantile};
use super::{Calibrated, CalibrationFile, Known, identity};
use crate::charts::{Figure, Marginal, Words, correlations, posterior, write_figure};
use crate::evidence::entry;
use crate::failure::Failure;
use crate::store::{Host, Manifest, cannot_write, write_whole};

/// Pairs of parameters in a page's table.
const PAIRS_SHOWN: usize = 12;

/// Draws from the prior that a figure needs.
const PRIOR_DRAWN: usize = 1000;

impl Calibrated {
    /// The ensemble's file in a folder of results.
    pub const ENSEMBLE: &'static str = "ensemble.csv";

    /// Writes the ensemble, `parameters.csv`, `correlations.csv`, `targets.csv`, `rounds.csv`, figures and, last,
    /// `manifest.json` into a folder.
    ///
    /// # Errors
    /// [`Failure::Work`] when a file cannot be written or a figure drawn.
    pub fn write(&self, file: &CalibrationFile, folder: &Path, known: &Known, seconds: f64) -> Result<(), Failure> {
        let tables = [
            ("parameters.csv", self.parameters()),
            ("correlations.csv", self.correlation_rows()),
            ("targets.csv", self.target_rows()),
            ("rounds.csv", self.round_rows()),
        ];
        // Each is whole or not there under its name; the manifest, last, says that all are.
        self.ensemble.write(&folder.join(Self::ENSEMBLE))?;
        for (name, rows) in tables {
            write(&folder.join(name), &rows)?;
        }
        let figures = folder.join("figures");
        std::fs::create_dir_all(&figures).map_err(|error| cannot_write(&figures, &error))?;
        for figure in self.figures(file)? {
            write_figure(&figures, figure.name, &figure)?;
        }
        let manifest = json!({
            "strait": env!("CARGO_PKG_VERSION"),
            "command": std::env::args().collect::<Vec<_>>(),
            "name": file.name,
            "scenario": file.scenario.to_toml()?,
            "until": file.until.to_string(),
            "seed": file.seed,
            "settings": file.settings,
            "parameters": file.parameters.iter().map(|parameter| json!({"path": parameter.path, "prior": parameter.prior})).collect::<Vec<_>>(),
            "identity": identity(file, known)?,
            "effective_draws": self.effective_draws,
            "unlimited_draws": self.unlimited_draws,
            "seconds": seconds,
            "host": Host::this(),
        });
        let text = serde_json::to_string_pretty(&manifest).map_err(|error| Failure::Work(error.to_string()))?;
        write_whole(&folder.join(Manifest::FILE), text.as_bytes())
    }

    /// What stands for all that fixed the results in a folder, if there are any.
    #[must_use]
    pub fn identity_in(folder: &Path) -> Option<String> {
        let text = std::fs::read_to_string(folder.join(Manifest::FILE)).ok()?;
        let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
        manifest.get("identity")?.as_str().map(str::to_owned)
    }

    /// The names of the blocks of a page that [`blocks`](Self::blocks) fills.
    #[must_use]
    pub fn block_names(file: &CalibrationFile) -> Vec<String> {
        ["parameters", "targets", "rounds", "correlations"].map(|name| format!("{} {name}", file.name)).to_vec()
    }

    /// Tables for a page, by the names of their blocks, each with the file's own before it: what was believed and what the data
    /// say of each parameter, what was fitted to, the rounds, and the strongest correlations.
    #[must_use]
    pub fn blocks(&self, file: &CalibrationFile) -> Vec<(String, String)> {
        let named = |name: &str, rows: Vec<Vec<String>>, right: usize| {
            (format!("{} {name}", file.name), markdown(&rows, right))
        };
        let parameters = self.diagnoses.iter().map(|diagnosis| {
            let prior: Vec<(f64, f64)> = diagnosis.prior.iter().map(|&value| (value, 1.0)).collect();
            vec![
                format!("`{}`", diagnosis.name),
                range(&prior),
                range(&diagnosis.posterior),
                format!("{:.0} %", 100.0 * diagnosis.spread_left),
                if diagnosis.informed { "speak" } else { "say nothing" }.to_owned(),
            ]
        });
        let head = words(&["parameter", "prior, 90 %", "posterior, 90 %", "spread left", "the data"]);
        let targets = self.targets.iter().map(|target| {
            let [low, middle, high] = target.simulated.map(digits);
            vec![target.name.clone(), digits(target.observed), format!("{middle} [{low}, {high}]")]
        });
        let rounds = self.rounds.iter().enumerate().map(|(index, round)| {
            let name = if index == 0 { "survey of the prior".to_owned() } else { format!("round {index}") };
            vec![
                name,
                round.runs.to_string(),
                digits(round.tolerance),
                format!("{:.0} %", 100.0 * round.acceptance),
                format!("{:.0}", round.effective_draws),
                format!("{:.0}", round.unlimited_draws),
            ]
        });
        let with_head = |head: &[&str], rows: Vec<Vec<String>>| std::iter::once(words(head)).chain(rows).collect();
        vec![
            named("parameters", std::iter::once(head).chain(parameters).collect(), 1),
            named("targets", with_head(&["what was fitted to", "observed", "fitted"], targets.collect()), 1),
            named(
                "rounds",
                with_head(&["round", "runs", "tolerance", "nearest", "worth, limited", "worth"], rounds.collect()),
                1,
            ),
            named("correlations", self.strongest(), 2),
        ]
    }

    /// The pairs of parameters that the data tie together most.
    fn strongest(&self) -> Vec<Vec<String>> {
        let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
        for (one, row) in self.correlations.iter().enumerate() {
            pairs.extend(row.iter().enumerate().take(one).map(|(other, &value)| (other, one, value)));
        }
        pairs.sort_by(|one, other| other.2.abs().total_cmp(&one.2.abs()));
        let name = |index: usize| format!("`{}`", self.diagnoses[index].name);
        let row = |&(one, other, value): &(usize, usize, f64)| {
            vec![name(one), name(other), format!("{value:+.2}").replace('-', "−")]
        };
        let head = words(&["one", "other", "correlation"]);
        std::iter::once(head).chain(pairs.iter().take(PAIRS_SHOWN).map(row)).collect()
    }

    fn parameters(&self) -> Vec<Vec<String>> {
        let mut rows = vec![words(&[
            "parameter",
            "unit",
            "prior_05",
            "prior_50",
            "prior_95",
            "posterior_05",
            "posterior_50",
            "posterior_95",
            "spread_left",
            "moved",
            "distance",
            "informed",
        ])];
        rows.extend(self.diagnoses.iter().map(|diagnosis| {
            let prior: Vec<(f64, f64)> = diagnosis.prior.iter().map(|&value| (value, 1.0)).collect();
            let points =
                [&prior, &diagnosis.posterior].map(|values| [0.05, 0.5, 0.95].map(|share| quantile(values, share)));
            let mut row = vec![diagnosis.name.clone(), unit(&diagnosis.name)];
            row.extend(points.concat().into_iter().map(number));
            row.extend([diagnosis.spread_left, diagnosis.moved, diagnosis.distance].map(number));
            row.push(diagnosis.informed.to_string());
            row
        }));
        rows
    }

    fn correlation_rows(&self) -> Vec<Vec<String>> {
        let names: Vec<String> = self.diagnoses.iter().map(|diagnosis| diagnosis.name.clone()).collect();
        let head = std::iter::once("parameter".to_owned()).chain(names.clone()).collect();
        let row = |(name, row): (&String, &Vec<f64>)| {
            std::iter::once(name.clone()).chain(row.iter().map(|value| format!("{value:.3}"))).collect()
        };
        std::iter::once(head).chain(names.iter().zip(&self.correlations).map(row)).collect()
    }

    fn target_rows(&self) -> Vec<Vec<String>> {
        let head = words(&["target", "observed", "simulated_05", "simulated_50", "simulated_95"]);
        let row = |target: &super::TargetCheck| {
            let numbers = std::iter::once(target.observed).chain(target.simulated).map(number);
            std::iter::once(target.name.clone()).chain(numbers).collect()
        };
        std::iter::once(head).chain(self.targets.iter().map(row)).collect()
    }

    fn round_rows(&self) -> Vec<Vec<String>> {
        let head = words(&["round", "runs", "failed", "tolerance", "acceptance", "effective_draws", "unlimited_draws"]);
        let row = |(index, round): (usize, &super::Round)| {
            vec![
                index.to_string(),
                round.runs.to_string(),
                round.failed.to_string(),
                number(round.tolerance),
                number(round.acceptance),
                number(round.effective_draws),
                number(round.unlimited_draws),
            ]
        };
        std::iter::once(head).chain(self.rounds.iter().enumerate().map(row)).collect()
    }

    /// Prior and posterior of each parameter, and the correlations of the posterior.
    ///
    /// # Errors
    /// [`Failure::Work`] when a figure cannot be drawn.
    pub fn figures(&self, file: &CalibrationFile) -> Result<[Figure; 2], Failure> {
        let study = format!("{}: fitted to data to {}", file.name, file.until);
        let runs: usize = self.rounds.iter().map(|round| round.runs).sum();
        let caption = format!("Strait {}, {runs} runs", env!("CARGO_PKG_VERSION"));
        let own: Vec<&Diagnosis> = self.diagnoses.iter().filter(|diagnosis| entry(&diagnosis.name).is_some()).collect();
        let marginals: Vec<Marginal> = own.iter().map(|diagnosis| marginal(diagnosis)).collect();
        let names: Vec<String> = self.diagnoses.iter().map(|diagnosis| short_name(&diagnosis.name)).collect();
        let words = || Words { study: &study, caption: &caption };
        let drawn =
            |figure: Result<Figure, crate::charts::ChartError>| figure.map_err(|why| Failure::Work(why.to_string()));
        Ok([drawn(posterior(words(), &marginals))?, drawn(correlations(words(), &names, &self.correlations))?])
    }
}

fn marginal(diagnosis: &Diagnosis) -> Marginal {
    let ends = diagnosis
        .prior
        .iter()
        .copied()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    Marginal {
        name: short_name(&diagnosis.name),
        unit: unit(&diagnosis.name),
        low: ends.0,
        high: ends.1,
        prior: diagnosis.prior.iter().copied().take(PRIOR_DRAWN).collect(),
        posterior: diagnosis.posterior.clone(),
        informed: diagnosis.informed,
    }
}

/// The last two parts of a path, in words.
fn short_name(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    parts[parts.len().saturating_sub(2)..].join(" ").replace('_', " ").replace("levels", "level")
}

fn unit(path: &str) -> String {
    entry(path).map_or_else(|| "ratio".to_owned(), |entry| entry.unit.clone())
}

fn number(value: f64) -> String {
    format!("{value:.6e}").parse::<f64>().unwrap_or(value).to_string()
}

/// A Markdown table with a head, columns from `right` on to the right.
fn markdown(rows: &[Vec<String>], right: usize) -> String {
    let mut lines = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        lines.push(format!("| {} |", row.join(" | ")));
        if index == 0 {
            let align = |column: usize| if column < right { "---" } else { "---:" };
            lines.push(format!("| {} |", (0..row.len()).map(align).collect::<Vec<_>>().join(" | ")));
        }
    }
    lines.join("\n")
}

/// The range that holds 90 % of weighted values.
pub(crate) fn range(values: &[(f64, f64)]) -> String {
    let [low, high] = [0.05, 0.95].map(|share| quantile(values, share));
    format!("{} to {}", digits(low), digits(high))
}

/// Three digits.
fn digits(value: f64) -> String {
    let after = if value == 0.0 { 0 } else { (2 - value.abs().log10().floor() as i32).max(0) };
    format!("{value:.*}", after.unsigned_abs() as usize).replace('-', "−")
}

fn words(row: &[&str]) -> Vec<String> {
    row.iter().map(|&word| word.to_owned()).collect()
}

fn write(path: &Path, rows: &[Vec<String>]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.write_record(row)).map_err(|error| cannot_write(path, &error))?;
    let bytes = writer.into_inner().map_err(|error| cannot_write(path, error.error()))?;
    write_whole(path, &bytes)
}
