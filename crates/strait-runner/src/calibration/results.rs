//! What a calibration leaves: the ensemble and its diagnostics.

use std::path::Path;

use serde_json::json;

use super::diagnostics::quantile;
use super::figures::unit;
use super::{Calibrated, CalibrationFile, Known, identity};
use crate::charts::write_figure;
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{Host, Manifest, cannot_write, write_whole};

/// Longest manifest of a fit that is read [bytes].
const FILE_BYTES_MAX: u64 = 16 << 20;

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
        write_whole(&folder.join(Self::ENSEMBLE), self.ensemble.text().as_bytes())?;
        for (name, rows) in tables {
            write(&folder.join(name), &rows)?;
        }
        let figures = folder.join("figures");
        plain_file::make_folder(folder, &figures).map_err(|error| cannot_write(&figures, &error))?;
        for figure in self.figures(file)? {
            write_figure(&figures, figure.name, &figure)?;
        }
        let manifest = json!({
            "strait": env!("CARGO_PKG_VERSION"),
            "command": std::env::args().collect::<Vec<_>>(),
            "name": file.name,
            "scenario": file.scenario.to_toml()?,
            "until": file.until.to_string(),
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
        let text = plain_file::read_text(&folder.join(Manifest::FILE), FILE_BYTES_MAX).ok()?;
        let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
        manifest.get("identity")?.as_str().map(str::to_owned)
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
}

fn number(value: f64) -> String {
    format!("{value:.6e}").parse::<f64>().unwrap_or(value).to_string()
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
