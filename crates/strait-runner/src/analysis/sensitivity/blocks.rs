//! The outcomes of a study, block by block.

use crate::failure::Failure;
use crate::store::{POINT, REPLICATE, STATUS, Table};

/// The most blocks that may be lost before what is left no longer stands for the design \[share\].
pub const LOST_MOST: f64 = 0.1;

/// Messages of failed runs that are told.
const MESSAGES_TOLD: usize = 3;

/// One outcome of the runs of a design whose points come in blocks of the same make: trajectories or base rows.
///
/// A block is here only if each of its runs has the outcome: one that is missing would leave effects between points of which one
/// is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Blocks {
    /// Points of a block.
    pub(super) points: usize,
    /// Replicates of a point, at least one.
    pub(super) replicates: usize,
    /// For each block its number in the design, and the outcome of each of its points' replicates: point after point.
    pub(super) kept: Vec<(usize, Vec<f64>)>,
    /// What is not here.
    pub lost: Lost,
}

/// Blocks that are left out, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Lost {
    /// Blocks that are left out.
    pub blocks: usize,
    /// Blocks of the design.
    pub of: usize,
    /// Runs that failed.
    pub failed_runs: usize,
    /// Runs that were done but do not have the outcome.
    pub runs_without_value: usize,
    /// What the first failed runs said, each with its point and replicate.
    pub messages: Vec<String>,
}

impl Blocks {
    /// Takes an outcome, a run a value, in the order of points and of replicates within a point.
    ///
    /// # Errors
    /// [`Failure::Work`] when there are not whole blocks, or fewer than two of them are left, or more than [`LOST_MOST`] of
    /// them are lost to values that are not finite.
    pub fn new(values: &[f64], points: usize, replicates: usize) -> Result<Self, Failure> {
        Self::with_losses(values, points, replicates, Lost::default())
    }

    /// Takes an outcome from the runs of a study.
    ///
    /// # Errors
    /// As for [`new`](Self::new); [`Failure::Input`] when the table has no such outcome or is not in the order of the study.
    pub fn of(runs: &Table, outcome: &str, points: usize, replicates: usize) -> Result<Self, Failure> {
        let wrong = |what: &str| Failure::Input(format!("the table of runs {what}"));
        let values = runs.numbers(outcome).ok_or_else(|| wrong(&format!("has no outcome \"{outcome}\"")))?;
        let (Some(numbers), Some(order)) = (runs.numbers(POINT), runs.numbers(REPLICATE)) else {
            return Err(wrong("does not say which run is whose"));
        };
        let in_order = |(row, (point, replicate)): (usize, (&f64, &f64))| {
            *point == (row / replicates) as f64 && *replicate == (row % replicates) as f64
        };
        if !numbers.iter().zip(&order).enumerate().all(in_order) {
            return Err(wrong("is not in the order of points and replicates"));
        }
        let (Some(status), Some(messages)) = (runs.texts(STATUS), runs.texts("message")) else {
            return Err(wrong("does not say which runs failed"));
        };
        let failed = || status.iter().enumerate().filter(|(_, status)| *status == "failed").map(|(row, _)| row);
        let say = |row: usize| format!("point {}, replicate {}: {}", row / replicates, row % replicates, messages[row]);
        let lost = Lost {
            failed_runs: failed().count(),
            messages: failed().take(MESSAGES_TOLD).map(say).collect(),
            ..Lost::default()
        };
        Self::with_losses(&values, points, replicates, lost)
    }

    fn with_losses(values: &[f64], points: usize, replicates: usize, mut lost: Lost) -> Result<Self, Failure> {
        let size = points * replicates;
        if size == 0 || !values.len().is_multiple_of(size) {
            let what = format!("{} runs are not blocks of {points} points with {replicates} replicates", values.len());
            return Err(Failure::Work(what));
        }
        let whole = |block: &[f64]| block.iter().all(|value| value.is_finite());
        let kept: Vec<_> = values
            .chunks(size)
            .enumerate()
            .filter(|(_, block)| whole(block))
            .map(|(number, block)| (number, block.to_vec()))
            .collect();
        lost.of = values.len() / size;
        lost.blocks = lost.of - kept.len();
        let without = values.iter().filter(|value| !value.is_finite()).count();
        lost.runs_without_value = without.saturating_sub(lost.failed_runs);
        if lost.blocks as f64 > LOST_MOST * lost.of as f64 {
            return Err(Failure::Work(format!(
                "{}; more than {:.0} % of the design would be missing, and what is left no longer stands for it{}",
                lost.in_words(),
                100.0 * LOST_MOST,
                lost.messages.iter().map(|message| format!("\n  {message}")).collect::<String>()
            )));
        }
        if kept.len() < 2 {
            return Err(Failure::Work(format!("{} of {} blocks can be used, two are needed", kept.len(), lost.of)));
        }
        Ok(Self { points, replicates, kept, lost })
    }

    /// How many blocks there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there are at least two")]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// The value that every run has, if they all have one.
    pub(super) fn constant(&self) -> Option<f64> {
        let first = self.kept[0].1[0];
        self.kept.iter().flat_map(|(_, block)| block).all(|value| *value == first).then_some(first)
    }

    /// The mean of all runs.
    pub(super) fn mean(&self) -> f64 {
        let sum: f64 = self.kept.iter().flat_map(|(_, block)| block).sum();
        sum / (self.len() * self.points * self.replicates) as f64
    }
}

impl Lost {
    /// What is left out, in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut why = Vec::new();
        if self.failed_runs > 0 {
            why.push(format!("{} failed", runs(self.failed_runs)));
        }
        if self.runs_without_value > 0 {
            why.push(format!("{} did not have this outcome", runs(self.runs_without_value)));
        }
        format!("{} of {} blocks of points are left out: {}", self.blocks, self.of, why.join(", "))
    }
}

fn runs(count: usize) -> String {
    if count == 1 { "1 run".to_owned() } else { format!("{count} runs") }
}
