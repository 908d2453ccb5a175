//! What a run is given: every parameter, typed, with its unit and evidence, and checked.
//!
//! A [`Scenario`] is a full set of parameters. A [`Plan`] is a scenario with its dated changes: the parameters
//! that hold from each date on. Where they come from (files, flags, a web page) is not this crate's affair.

#![allow(rustdoc::broken_intra_doc_links, reason = "units stand in brackets, as in [days]")]

mod agreement;
mod arrivals;
mod check;
mod choice;
mod courts;
mod crossing;
mod documentation;
mod home_office;
mod scale;
mod scale_up;
mod uk;

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use agreement::{Agreement, Committee, Cooperation, Parity, Reception, Replies};
pub use arrivals::{ArrivalsInFrance, Origin};
pub use check::{Bounds, Problem};
pub use choice::{Deterrence, Information, NorthernFrance};
pub use courts::{HumanRights, InterimRelief, Lawyers, Systemic, Trafficking};
pub use crossing::{Patrols, Sea, Smugglers};
pub use documentation::documentation;
pub use home_office::{Casework, Detention, Flights, Intake, Selection, SelectionRule};
pub use scale_up::{FutureScaleUp, ScaleUp};
pub use uk::{Asylum, AsylumSupport, Costs, LegalRoute, Public};

use crate::calendar::DAYS_A_YEAR;
use crate::metrics::Row;
use check::Checker;

/// What a person takes from stage to stage [bytes].
pub(crate) const BYTES_A_PERSON: usize = size_of::<crate::people::Person>();

/// What a person takes who waits in northern France and crosses: their columns, lots and place in a boat [bytes].
pub(crate) const BYTES_A_PERSON_WAITING: usize = 140;

/// What a run of few people takes beside its rows [bytes].
pub(crate) const FIXED_BYTES: u64 = 1 << 20;

/// Most origin groups that a scenario can have.
pub const ORIGINS_MAX: usize = 64;

/// A full set of parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// When the run starts and ends, and how large it is.
    pub run: Run,
    /// How many people come to northern France.
    pub arrivals_in_france: ArrivalsInFrance,
    /// Who they are.
    pub origin: Vec<Origin>,
    /// The sea.
    pub sea: Sea,
    /// Boats and their loads.
    pub smugglers: Smugglers,
    /// How people waiting in northern France choose.
    pub northern_france: NorthernFrance,
    /// How news travels.
    pub information: Information,
    /// How the perceived chance of return changes attempts.
    pub deterrence: Deterrence,
    /// France's part.
    pub france: France,
    /// The treaty's terms.
    pub agreement: Agreement,
    /// How far both states have built the exchange up.
    pub scale_up: ScaleUp,
    /// The UK's part.
    pub home_office: HomeOffice,
    /// Challenges.
    pub courts: Courts,
    /// The legal route to the UK.
    pub legal_route: LegalRoute,
    /// The UK's asylum system.
    pub asylum: Asylum,
    /// Costs to the UK.
    pub costs: Costs,
    /// Public support.
    pub public: Public,
}

/// When a run starts and ends, and how large it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// First day recorded [date].
    pub start: Date,
    /// Last day recorded [date].
    pub end: Date,
    /// Days simulated before `start` and not recorded, so that stages fill [days].
    pub warm_up_days: u32,
    /// Size of the simulated world: people and capacities are multiplied by this [ratio].
    pub scale: f64,
}

/// France's part: patrols, replies, reception, cooperation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct France {
    /// Patrols on the beaches and rescue at sea.
    pub patrols: Patrols,
    /// Answers to readmission requests.
    pub replies: Replies,
    /// Places for returned people.
    pub reception: Reception,
    /// Willingness to cooperate.
    pub cooperation: Cooperation,
}

/// The UK's part: selection, intake, detention, casework, flights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeOffice {
    /// Who is chosen for return.
    pub selection: Selection,
    /// Screening.
    pub intake: Intake,
    /// Beds.
    pub detention: Detention,
    /// Caseworkers.
    pub casework: Casework,
    /// Flights.
    pub flights: Flights,
}

/// Grounds on which returns are challenged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Courts {
    /// Trafficking referrals.
    pub trafficking: Trafficking,
    /// Human-rights claims.
    pub human_rights: HumanRights,
    /// Interim relief.
    pub interim_relief: InterimRelief,
    /// Lawyers.
    pub lawyers: Lawyers,
    /// A challenge to the whole scheme.
    pub systemic: Systemic,
}

/// Most people who may be expected to come in a run [people].
const PEOPLE_MAX: f64 = 1e9;

/// Longest run, warm-up included [days].
const RUN_DAYS_MAX: i64 = 36_525;

impl Scenario {
    /// Everything about it that cannot be. Empty when it can be run.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut checker = Checker::default();
        self.check_into(&mut checker);
        checker.into_problems()
    }

    /// What each number may be at all, whatever the others are: as [`Self::check`] has it, path by path. Of a list it is
    /// what each of its values may be, and of deterrence the form at hand.
    #[must_use]
    pub fn bounds(&self) -> Vec<(String, Bounds)> {
        let mut checker = Checker::noting_bounds();
        self.check_into(&mut checker);
        checker.into_bounds()
    }

    fn check_into(&self, check: &mut Checker) {
        check.section("run", |check| {
            self.run.check(check);
            self.check_size(check);
        });
        check.section("arrivals_in_france", |check| self.arrivals_in_france.check(check));
        self.check_origins(check);
        check.section("sea", |check| self.sea.check(check));
        check.section("smugglers", |check| self.smugglers.check(check));
        check.section("northern_france", |check| self.northern_france.check(check));
        check.section("information", |check| self.information.check(check));
        check.section("deterrence", |check| self.deterrence.check(check));
        check.section("france.patrols", |check| self.france.patrols.check(check));
        check.section("france.replies", |check| self.france.replies.check(check));
        check.section("france.reception", |check| self.france.reception.check(check));
        check.section("france.cooperation", |check| self.france.cooperation.check(check));
        check.section("agreement", |check| self.agreement.check(check));
        check.section("scale_up", |check| self.scale_up.check(check));
        check.section("home_office.selection", |check| self.home_office.selection.check(check, &self.origin));
        check.section("home_office.intake", |check| self.home_office.intake.check(check));
        check.section("home_office.detention", |check| self.home_office.detention.check(check));
        check.section("home_office.casework", |check| self.home_office.casework.check(check));
        check.section("home_office.flights", |check| self.home_office.flights.check(check));
        check.section("courts.trafficking", |check| self.courts.trafficking.check(check));
        check.section("courts.human_rights", |check| self.courts.human_rights.check(check));
        check.section("courts.interim_relief", |check| self.courts.interim_relief.check(check));
        check.section("courts.lawyers", |check| self.courts.lawyers.check(check));
        check.section("courts.systemic", |check| self.courts.systemic.check(check));
        check.section("legal_route", |check| self.legal_route.check(check));
        check.section("asylum", |check| self.asylum.check(check));
        check.section("costs", |check| self.costs.check(check));
        check.section("public", |check| self.public.check(check));
    }

    /// People are told apart by numbers of 32 bits.
    fn check_size(&self, check: &mut Checker) {
        let people = self.run.scale * self.arrivals_in_france.per_year * self.run.years();
        if people > PEOPLE_MAX {
            check.problem(
                "scale",
                format!("{}, with which about {people:.1e} people come", self.run.scale),
                format!("at most {:.3} for a run as long as this", self.run.scale * PEOPLE_MAX / people),
            );
        }
    }

    fn check_origins(&self, check: &mut Checker) {
        if self.origin.is_empty() || self.origin.len() > ORIGINS_MAX {
            check.problem("origin", format!("{} origins", self.origin.len()), format!("1 to {ORIGINS_MAX} origins"));
        }
        if !self.origin.is_empty() && self.origin.iter().map(|origin| origin.share).sum::<f64>() <= 0.0 {
            check.problem("origin", "shares that add up to 0", "at least one share above 0");
        }
        for (index, origin) in self.origin.iter().enumerate() {
            check.section(&format!("origin.{}", origin.name), |check| {
                origin.check(check);
                if self.origin[..index].iter().any(|other| other.name == origin.name) {
                    check.problem("name", format!("\"{}\" again", origin.name), "a name of its own");
                }
            });
        }
    }
}

impl Run {
    /// First day simulated: that of the warm-up, if there is any.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.start.saturating_sub(SignedDuration::from_hours(24 * i64::from(self.warm_up_days)))
    }

    /// How long it is, warm-up included [years].
    fn years(&self) -> f64 {
        (f64::from((self.end - self.start).get_days()) + f64::from(self.warm_up_days) + 1.0) / DAYS_A_YEAR
    }

    fn check(&self, check: &mut Checker) {
        if self.end < self.start {
            check.problem("end", self.end, format!("a date not before run.start ({})", self.start));
        }
        let days = i64::from((self.end - self.start).get_days()) + i64::from(self.warm_up_days);
        if days > RUN_DAYS_MAX {
            check.problem(
                "end",
                format!("a run of {days} days"),
                format!("at most {RUN_DAYS_MAX} days, warm-up included"),
            );
        }
        check.whole("warm_up_days", self.warm_up_days, 0..=3650);
        check.within("scale", self.scale, 0.001..=10_000.0);
    }
}

/// The parameters that hold from a date on.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// First day on which they hold.
    pub date: Date,
    /// The parameters.
    pub scenario: Scenario,
}

/// A scenario with its dated changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The parameters on the first day simulated.
    pub scenario: Scenario,
    /// Later ones, in the warm-up too, from the earliest date to the latest.
    pub changes: Vec<Change>,
}

/// Why a plan, or the rules given with it, cannot be run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanError {
    /// The date of the change at fault, or none for the start and for rules.
    pub date: Option<Date>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl std::fmt::Display for PlanError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{}: found {}, allowed is {}", problem.path, problem.found, problem.allowed)?;
            if let Some(date) = self.date {
                write!(out, " (from {date})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for PlanError {}

impl Plan {
    /// A plan without changes.
    #[must_use]
    pub fn steady(scenario: Scenario) -> Self {
        Self { scenario, changes: Vec::new() }
    }

    /// About how much memory a run takes, with the rows that it records [bytes]: what to plan with, not a limit.
    ///
    /// Here three quarters of those who are expected to come wait for an asylum decision in the end, and those who come
    /// in three weeks wait in northern France. [`Simulation::memory`](crate::simulation::Simulation::memory) says what a
    /// run does take as it goes.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let scenarios = std::iter::once(&self.scenario).chain(self.changes.iter().map(|change| &change.scenario));
        let a_year = scenarios.map(|scenario| scenario.arrivals_in_france.per_year).fold(0.0, f64::max);
        let run = &self.scenario.run;
        let a_day = run.scale * a_year / DAYS_A_YEAR;
        let days = run.years() * DAYS_A_YEAR;
        // Queues grow by doubling: they are up to twice as long as they need be, and half as long again while they grow.
        let people = 0.75 * a_day * days * BYTES_A_PERSON as f64 + 21.0 * a_day * BYTES_A_PERSON_WAITING as f64;
        (2.0 * people + days * size_of::<Row>() as f64) as u64 + FIXED_BYTES
    }

    /// Checks the start and each change.
    ///
    /// # Errors
    /// What cannot be, in the first set of parameters that has a problem; a change before the warm-up or after the run, out
    /// of order, or of
    /// something that is fixed at the start (`run`, and the number and names of origins).
    pub fn check(&self) -> Result<(), PlanError> {
        let start = self.scenario.check();
        if !start.is_empty() {
            return Err(PlanError { date: None, problems: start });
        }
        let run = &self.scenario.run;
        let mut last = None;
        for change in &self.changes {
            let mut problems = change.scenario.check();
            let mut problem = |path: &str, found: String, allowed: String| {
                problems.push(Problem { path: path.to_owned(), found, allowed });
            };
            if change.date < run.first_day() || change.date > run.end {
                problem(
                    "intervention.date",
                    change.date.to_string(),
                    format!("a date from {}, the first day of the warm-up, to {}", run.first_day(), run.end),
                );
            }
            if last.is_some_and(|last| change.date <= last) {
                problem("intervention.date", change.date.to_string(), "a later date than the change before".to_owned());
            }
            if change.scenario.run != *run {
                problem("run", "a change during the run".to_owned(), "no change after the start".to_owned());
            }
            let names = |scenario: &Scenario| -> Vec<String> {
                scenario.origin.iter().map(|origin| origin.name.clone()).collect()
            };
            if names(&change.scenario) != names(&self.scenario) {
                problem("origin", "other origins".to_owned(), "the same origins, in the same order".to_owned());
            }
            if !problems.is_empty() {
                return Err(PlanError { date: Some(change.date), problems });
            }
            last = Some(change.date);
        }
        Ok(())
    }
}
