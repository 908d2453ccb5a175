//! A fit in tables, for a page and for a terminal.

use super::diagnostics::quantile;
use super::{Calibrated, CalibrationFile, Diagnosis};
use crate::markdown::{digits, table};

/// Pairs of parameters in a page's table.
const PAIRS_SHOWN: usize = 12;
impl Calibrated {
    /// The names of the blocks of a page that [`blocks`](Self::blocks) fills.
    #[must_use]
    pub fn block_names(file: &CalibrationFile) -> Vec<String> {
        ["parameters", "targets", "rounds", "correlations"].map(|name| format!("{} {name}", file.name)).to_vec()
    }

    /// Tables for a page, by the names of their blocks, each with the file's own before it: what was believed and what the data
    /// say of each parameter, what was fitted to, the rounds, and the strongest correlations.
    #[must_use]
    pub fn blocks(&self, file: &CalibrationFile) -> Vec<(String, String)> {
        let named = |name: &str, header: &[&str], words: usize, rows: Vec<Vec<String>>| {
            (format!("{} {name}", file.name), table(header, words, rows.into_iter()))
        };
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
        let parameters = self.before_and_after().into_iter().map(|mut row| {
            row[0] = format!("`{}`", row[0]);
            row
        });
        let rounds_header = ["round", "runs", "tolerance", "nearest", "worth, limited", "worth"];
        vec![
            named("parameters", &Self::BEFORE_AND_AFTER, 1, parameters.collect()),
            named("targets", &["what was fitted to", "observed", "fitted"], 1, targets.collect()),
            named("rounds", &rounds_header, 1, rounds.collect()),
            named("correlations", &["one", "other", "correlation"], 2, self.strongest()),
        ]
    }

    /// The columns of [`before_and_after`](Self::before_and_after).
    pub(crate) const BEFORE_AND_AFTER: [&'static str; 5] =
        ["parameter", "prior, 90 %", "posterior, 90 %", "spread left", "the data"];

    /// Each parameter before and after the data spoke, in words.
    pub(crate) fn before_and_after(&self) -> Vec<Vec<String>> {
        let row = |diagnosis: &Diagnosis| {
            let prior: Vec<(f64, f64)> = diagnosis.prior.iter().map(|&value| (value, 1.0)).collect();
            vec![
                diagnosis.name.clone(),
                range(&prior),
                range(&diagnosis.posterior),
                format!("{:.0} %", 100.0 * diagnosis.spread_left),
                if diagnosis.informed { "speak" } else { "say nothing" }.to_owned(),
            ]
        };
        self.diagnoses.iter().map(row).collect()
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
        pairs.iter().take(PAIRS_SHOWN).map(row).collect()
    }
}

/// The range that holds 90 % of weighted values.
fn range(values: &[(f64, f64)]) -> String {
    let [low, high] = [0.05, 0.95].map(|share| quantile(values, share));
    format!("{} to {}", digits(low), digits(high))
}
