//! Running a plan: [`simulate`] for all of it, [`Simulation`] day by day. `day.rs` holds the day itself.

mod day;
mod fingerprint;

use jiff::civil::Date;

use crate::calendar::{Today, day_number};
use crate::crowd::Crew;
use crate::groups::Group;
use crate::luck::Luck;
use crate::metrics::Row;
use crate::records::Records;
use crate::rules::{OwnRecords, Rules};
use crate::scenario::{Change, FIXED_BYTES, Plan, PlanError};

use day::World;
pub use fingerprint::{Fingerprint, PARTS};

/// Runs a plan once: `seed` belongs to the study, `replicate` to the run.
///
/// The same plan, seed and replicate give the same records to the last bit. Scenarios run with the same seed and
/// replicate share their luck. Where there are many people to be passed over, the threads of the current `rayon` pool
/// share the work.
///
/// # Errors
/// When the plan does not pass [`Plan::check`].
pub fn simulate(plan: &Plan, seed: u64, replicate: u64) -> Result<Records, PlanError> {
    simulate_with(plan, seed, replicate, &Rules::default()).map(|(records, _)| records)
}

/// Runs a plan once with rules of your own, and records your own metrics beside the table: as [`simulate`] else.
///
/// # Errors
/// When the plan does not pass [`Plan::check`] or the rules do not pass [`Rules::check`].
///
/// # Panics
/// When a rule of yours does, and when an own form of deterrence proves unsound where the check did not look: see
/// [`DeterrenceForm::deters_from`](crate::rules::DeterrenceForm::deters_from).
pub fn simulate_with(
    plan: &Plan,
    seed: u64,
    replicate: u64,
    rules: &Rules,
) -> Result<(Records, OwnRecords), PlanError> {
    let mut simulation = Simulation::with_rules(plan, seed, replicate, rules)?;
    let run = &plan.scenario.run;
    let count = (run.end - run.start).get_days().unsigned_abs() as usize + 1;
    let (mut days, mut own) = (Vec::with_capacity(count), OwnRecords::of(&rules.metrics, count));
    while let Some(day) = simulation.next() {
        days.push(day.row);
        own.push(simulation.own_metrics());
    }
    Ok((Records { start: run.start, days, groups: simulation.groups() }, own))
}

/// A run, one recorded day after another.
///
/// ```
/// use strait::metrics::Metric;
/// use strait::simulation::Simulation;
/// use strait_runner::scenario_file::ScenarioFile;
///
/// let plan = ScenarioFile::baseline().plan()?;
/// let first_return = Simulation::new(&plan, 1, 0)?.find(|day| day.row[Metric::Returned] > 0.0);
/// assert!(first_return.is_some_and(|day| day.date.year() == 2025));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Simulation<'a> {
    world: World,
    changes: &'a [Change],
    today: Today,
    /// First and last day recorded, by their numbers: no date follows the last of the calendar.
    start: i32,
    end: i32,
}

/// A recorded day.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Day {
    /// Its date.
    pub date: Date,
    /// What happened.
    pub row: Row,
}

impl<'a> Simulation<'a> {
    /// A run that has not begun.
    ///
    /// # Errors
    /// When the plan does not pass [`Plan::check`].
    pub fn new(plan: &'a Plan, seed: u64, replicate: u64) -> Result<Self, PlanError> {
        Self::with_rules(plan, seed, replicate, &Rules::default())
    }

    /// A run that has not begun, with rules of your own.
    ///
    /// # Errors
    /// When the plan does not pass [`Plan::check`] or the rules do not pass [`Rules::check`].
    pub fn with_rules(plan: &'a Plan, seed: u64, replicate: u64, rules: &Rules) -> Result<Self, PlanError> {
        plan.check()?;
        rules.check(plan)?;
        let run = &plan.scenario.run;
        Ok(Self {
            world: World::new(plan.scenario.scaled(), Luck::new(seed, replicate), rules),
            changes: &plan.changes,
            today: Today::on(run.first_day()),
            start: day_number(run.start),
            end: day_number(run.end),
        })
    }

    /// Passes over people are shared out in another way, which changes nothing that the run gives.
    #[must_use]
    pub fn with_crew(mut self, crew: Crew) -> Self {
        self.world.crew = crew;
        self
    }

    /// What your own metrics gave for the last day, in the order in which they were given. NaN before the first day.
    pub fn own_metrics(&self) -> impl Iterator<Item = f64> {
        self.world.own_metrics.values()
    }

    /// What has happened on the recorded days so far to people of each origin, age and sex, the origins in the scenario's
    /// order.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        self.world.tally.groups(&self.world.scenario.origin)
    }

    /// A fingerprint of the luck and of each part of the world as it stands after the last day.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.world)
    }

    /// The most memory that the world takes as it stands, rows left out \[bytes\].
    #[must_use]
    pub fn memory(&self) -> u64 {
        FIXED_BYTES + self.world.memory()
    }

    fn simulate_today(&mut self) -> Day {
        if let Some((change, later)) = self.changes.split_first()
            && change.date <= self.today.date
        {
            self.world.change(change.scenario.scaled());
            self.changes = later;
        }
        let day = Day { date: self.today.date, row: self.world.next_day(self.today) };
        self.today = self.today.next();
        day
    }
}

impl Iterator for Simulation<'_> {
    type Item = Day;

    /// The next recorded day; the first comes after the days of warm-up.
    fn next(&mut self) -> Option<Day> {
        if self.today.day < self.start {
            while self.today.day < self.start {
                self.simulate_today();
            }
            self.world.tally.clear();
        }
        (self.today.day <= self.end).then(|| self.simulate_today())
    }
}
