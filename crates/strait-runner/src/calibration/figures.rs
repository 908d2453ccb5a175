//! Figures of a fit.

use super::diagnostics::Diagnosis;
use super::{Calibrated, CalibrationFile};
use crate::charts::{ChartError, Figure, Marginal, Words, correlations, posterior};
use crate::evidence::entry;
use crate::failure::Failure;

/// Draws from the prior that a figure needs.
const PRIOR_DRAWN: usize = 1000;
impl Calibrated {
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
        let words = || Words::new(&study, &caption);
        let drawn = |figure: Result<Figure, ChartError>| figure.map_err(|why| Failure::Work(why.to_string()));
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

pub(super) fn unit(path: &str) -> String {
    entry(path).map_or_else(|| "ratio".to_owned(), |entry| entry.unit.clone())
}
