//! The results of a study, written run by run in the study's order.

use super::{Experiment, Finished};
use crate::failure::Failure;
use crate::store::{Counts, Done, Host, Layout, Manifest, Part, PointSettings, Run, Timings, Writer};

/// The results of a study in the making.
pub(super) struct Results<'a> {
    study: &'a Experiment,
    writer: Writer,
    /// The number of the run that is to be written next.
    next: u64,
    failed: u64,
    first_failure: Option<String>,
}

impl<'a> Results<'a> {
    pub(super) fn new(study: &'a Experiment, writer: Writer) -> Self {
        Self { study, writer, next: 0, failed: 0, first_failure: None }
    }

    /// The number of the run that is to be written next; `None` when all are written.
    pub(super) fn next(&self) -> Option<u64> {
        (self.next < self.study.runs()).then_some(self.next)
    }

    /// Writes the next run.
    pub(super) fn add(&mut self, result: Result<Done, String>) -> Result<(), Failure> {
        let outcomes = self.study.layout.outcomes.len();
        if let Ok(done) = &result
            && done.outcomes.len() != outcomes
        {
            let found = done.outcomes.len();
            return Err(Failure::Input(format!("run {} has {found} outcomes, its study has {outcomes}", self.next)));
        }
        if let Err(message) = &result {
            self.failed += 1;
            self.first_failure.get_or_insert_with(|| message.clone());
        }
        let (point, replicate) = (self.next / self.study.replicates, self.next % self.study.replicates);
        self.next += 1;
        self.writer.append(&Run { point: point as usize, replicate, result })
    }

    /// Completes the files and writes the manifest.
    pub(super) fn finish(self, timings: Timings, parts: Vec<Part>) -> Result<Finished, Failure> {
        let (daily_rows, people_rows) = (self.writer.daily_rows(), self.writer.people_rows());
        let counts = Counts { runs: self.next, failed: self.failed, daily_rows, people_rows };
        self.writer.finish(&manifest(self.study, counts, timings, parts))?;
        Ok(Finished { counts, first_failure: self.first_failure })
    }
}

/// The command, as it was given.
pub(super) fn command() -> Vec<String> {
    std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect()
}

/// The manifest of a study with these results.
pub(super) fn manifest(study: &Experiment, counts: Counts, timings: Timings, parts: Vec<Part>) -> Manifest {
    let Layout { seed, axes, points, .. } = &study.layout;
    Manifest {
        format: Manifest::FORMAT,
        strait: env!("CARGO_PKG_VERSION").to_owned(),
        command: command(),
        name: study.name.clone(),
        scenario: study.scenario.clone(),
        alternatives: study.alternatives.clone(),
        answer: study.answer.clone(),
        design: study.design.clone(),
        axes: axes.clone(),
        from: study.from,
        points: points.iter().enumerate().map(|(point, settings)| PointSettings::new(point, settings)).collect(),
        seed: *seed,
        replicates: study.replicates,
        resolution: study.resolution,
        uncertainty: study.uncertainty.clone(),
        observed: study.observed.clone(),
        counts,
        timings,
        host: Host::this(),
        parts,
    }
}
