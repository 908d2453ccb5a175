//! Runs of one scenario with gates relieved, as `strait bottlenecks` and `strait answer` make them.

use std::path::Path;

use strait::scenario::Plan;

use super::study::{Flags, draws, outcome_names, plan_of, run_once};
use crate::analysis::answer::{AS_IT_IS, RELIEF};
use crate::analysis::bottlenecks::{Gate, relieved};
use crate::design::Resolution;
use crate::execution::{Experiment, Sharing, Stop, execute};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::scenario_file::ScenarioFile;
use crate::store::{Done, Layout, Manifest, PointSettings, ScenarioText, Study, Uncertainty};
use crate::uncertainty::Ensemble;

/// What the studies are made from.
pub(super) struct Work<'a> {
    /// By what the study is known.
    pub(super) name: String,
    pub(super) file: &'a ScenarioFile,
    pub(super) ensemble: Option<&'a Ensemble>,
    pub(super) seed: u64,
    pub(super) replicates: u64,
    pub(super) flags: &'a Flags,
    /// What a run takes at most [bytes].
    pub(super) needed: u64,
    pub(super) stop: &'a Stop,
}

impl Work<'_> {
    /// Runs the points, each with its gates relieved, or reads what was finished before.
    ///
    /// # Errors
    /// [`Failure::Input`] when other results are in the folder; else as for every study.
    pub(super) fn study(&self, out: &Path, points: &[Vec<&Gate>]) -> Result<Study, Failure> {
        let experiment = self.experiment(points)?;
        if out.join(Manifest::FILE).exists() {
            return finished_before(out, &experiment);
        }
        let sharing = self.flags.sharing(experiment.runs(), self.needed)?;
        let manner = self.flags.manner(out, sharing, self.stop);
        execute(&experiment, manner, |point, replicate| self.simulate(&points[point], replicate, sharing))?;
        Study::open(out)
    }

    fn experiment(&self, points: &[Vec<&Gate>]) -> Result<Experiment, Failure> {
        let setting = |gates: &Vec<&Gate>| {
            let names: Vec<&str> = gates.iter().map(|gate| gate.name()).collect();
            let value = if names.is_empty() { AS_IT_IS.to_owned() } else { names.join(" + ") };
            vec![(RELIEF.to_owned(), value.into())]
        };
        Ok(Experiment {
            name: self.name.clone(),
            scenario: ScenarioText::new(self.file.name().to_owned(), self.file.to_toml()?),
            alternatives: Vec::new(),
            answer: None,
            uncertainty: self.ensemble.map(|ensemble| Uncertainty::of(ensemble, std::slice::from_ref(self.file))),
            observed: Sources::beside(self.file.folders()).to_be_named(),
            design: RELIEF.to_owned(),
            from: None,
            layout: Layout {
                seed: self.seed,
                draws: draws(self.ensemble, self.replicates),
                axes: vec![RELIEF.to_owned()],
                points: points.iter().map(setting).collect(),
                outcomes: outcome_names(),
            },
            replicates: self.replicates,
            resolution: Resolution::Weekly,
        })
    }

    fn simulate(&self, gates: &[&Gate], replicate: u64, sharing: Sharing) -> Result<Done, String> {
        let plan: Plan = plan_of(self.file, self.ensemble, replicate).map_err(|error| error.to_string())?;
        run_once(&relieved(&plan, gates), self.seed, replicate, Resolution::Weekly, sharing)
    }
}

/// The finished study in a folder, if it is this one: then only what follows from it is made anew.
fn finished_before(out: &Path, experiment: &Experiment) -> Result<Study, Failure> {
    let study = Study::open(out)?;
    let there = study.manifest();
    let settings = |(point, settings): (usize, &Vec<_>)| PointSettings::new(point, settings);
    let points: Vec<PointSettings> = experiment.layout.points.iter().enumerate().map(settings).collect();
    let drawn = |uncertainty: &Option<Uncertainty>| uncertainty.as_ref().map(|own| own.sha256.clone());
    let same = there.strait == env!("CARGO_PKG_VERSION")
        && there.scenario.sha256 == experiment.scenario.sha256
        && drawn(&there.uncertainty) == drawn(&experiment.uncertainty)
        && there.points == points
        && (there.seed, there.replicates) == (experiment.layout.seed, experiment.replicates);
    if same {
        return Ok(study);
    }
    Err(Failure::Input(format!(
        "{} holds finished results of another scenario, seed, number of replicates or version of Strait\n\
         Nothing is overwritten; give another folder with --out.",
        out.display()
    )))
}
