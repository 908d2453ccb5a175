//! The legal route: people in France who applied, are vetted and wait for a visa. They come from northern France; they
//! are admitted to the UK, or go back to waiting when they give up or the agreement ends.

use crate::agreement::Standing;
use crate::calendar::Today;
use crate::capacity::Capacity;
use crate::ledger::{Ledger, Leg};
use crate::luck::{Luck, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::Person;
use crate::scenario::Scenario;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Applied,
    Vetting { until: i32 },
}

#[derive(Debug, Clone, Copy)]
struct Application {
    person: Person,
    step: Step,
    stopped_by_vetting: bool,
    stopped_by_visas: bool,
    stopped_by_parity: bool,
}

/// Every application under way, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(crate) struct LegalRoute {
    applications: Vec<Application>,
    window: Capacity,
    other_proofs: Capacity,
    vetting: Capacity,
    visas: Capacity,
    open_days: f64,
    stopped: Vec<Person>,
    exits: Exits,
}

/// Who leaves the route today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exits {
    pub(crate) admitted: Vec<Person>,
    pub(crate) back_to_waiting: Vec<Person>,
}

impl LegalRoute {
    /// How many people have applied and are not yet admitted.
    pub(crate) fn pool(&self) -> usize {
        self.applications.len()
    }

    /// What the applications take [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.applications.len() * size_of::<Application>()
    }

    /// The day's capacity, scaled up so many times, and how many people know of the route by now (0 while it is shut).
    pub(crate) fn start_day(&mut self, standing: Standing, scale_up: f64, scenario: &Scenario) -> f64 {
        let route = &scenario.legal_route;
        self.window.refill(scale_up * route.weekly_applications);
        self.other_proofs.refill(scale_up * route.weekly_other_proofs);
        self.vetting.refill(scale_up * route.weekly_vetting);
        self.visas.refill(scale_up * route.weekly_visas);
        if !(standing.in_force() && route.open) {
            return 0.0;
        }
        self.open_days += 1.0;
        1.0 - libm::exp(-self.open_days / route.awareness_days)
    }

    /// People apply. Those whom a gate stops go back to waiting.
    pub(crate) fn apply(&mut self, applying: &[Person], scenario: &Scenario, luck: &Luck, row: &mut Row) -> &[Person] {
        self.stopped.clear();
        for mut person in applying.iter().copied() {
            if !self.window.take() {
                // Not an application yet: they can try again.
                row.count(Metric::StoppedByLegalWindow, 1);
                self.stopped.push(person);
                continue;
            }
            let route = &scenario.legal_route;
            let has_other_proof = || luck.happens(route.other_proof_share, Purpose::OtherProof, person.id, 0);
            let other_proof = !person.has_document() && has_other_proof();
            if other_proof && !self.other_proofs.take() {
                // Nobody has looked at their proof yet: they can try again.
                row.count(Metric::StoppedByLegalOtherProofs, 1);
                self.stopped.push(person);
                continue;
            }
            row.count(Metric::LegalApplications, 1);
            person.apply();
            if !person.has_document() && !other_proof {
                row.count(Metric::StoppedByLegalDocuments, 1);
                self.stopped.push(person);
            } else if !luck.happens(route.checks_pass_share, Purpose::LegalChecks, person.id, 0) {
                row.count(Metric::StoppedByLegalEligibility, 1);
                self.stopped.push(person);
            } else {
                self.applications.push(Application {
                    person,
                    step: Step::Applied,
                    stopped_by_vetting: false,
                    stopped_by_visas: false,
                    stopped_by_parity: false,
                });
            }
        }
        &self.stopped
    }

    /// A day on the route: some give up, some begin vetting, some are admitted.
    pub(crate) fn next_day(
        &mut self,
        today: Today,
        standing: Standing,
        (ledger, paused): (&mut Ledger, Option<Leg>),
        scenario: &Scenario,
        luck: &Luck,
        row: &mut Row,
    ) -> &Exits {
        self.exits.admitted.clear();
        self.exits.back_to_waiting.clear();
        let gives_up = scenario.legal_route.withdrawal_daily_chance;
        let in_force = standing.in_force();
        self.applications.retain(|application| {
            let id = application.person.id;
            let stays = in_force && !luck.happens(gives_up, Purpose::LegalWithdrawal, id, today.day);
            if !stays {
                self.exits.back_to_waiting.push(application.person);
            }
            stays
        });
        if standing == Standing::SuspendedByFrance || !in_force {
            return &self.exits;
        }
        self.begin_vetting(today, scenario, luck, row);
        self.admit(today, (ledger, paused), scenario, row);
        &self.exits
    }

    /// Origins with a high grant rate first, then the others, each in the order in which they applied.
    fn begin_vetting(&mut self, today: Today, scenario: &Scenario, luck: &Luck, row: &mut Row) {
        let route = &scenario.legal_route;
        for priority in [true, false] {
            for application in &mut self.applications {
                let origin = &scenario.origin[usize::from(application.person.origin)];
                if application.step != Step::Applied || (origin.grant_rate > route.priority_grant_rate) != priority {
                    continue;
                }
                if self.vetting.take() {
                    // Evenly spread from 0.6 to 1.4 of the mean: the first admission took 48 days.
                    let spread = 0.6 + 0.8 * luck.uniform(Purpose::LegalVetting, application.person.id, today.day);
                    let days = (route.vetting_days * spread).round() as i32;
                    application.step = Step::Vetting { until: today.day + days };
                } else if !application.stopped_by_vetting {
                    application.stopped_by_vetting = true;
                    row.count(Metric::StoppedByLegalVetting, 1);
                }
            }
        }
    }

    fn admit(
        &mut self,
        today: Today,
        (ledger, paused): (&mut Ledger, Option<Leg>),
        scenario: &Scenario,
        row: &mut Row,
    ) {
        let Self { applications, visas, exits, .. } = self;
        applications.retain_mut(|application| {
            let vetted = matches!(application.step, Step::Vetting { until } if today.day >= until);
            if !vetted {
                return true;
            }
            if !ledger.allows(Leg::Admissions, paused, &scenario.agreement) {
                if !application.stopped_by_parity {
                    application.stopped_by_parity = true;
                    row.count(Metric::StoppedByLegalParity, 1);
                }
                return true;
            }
            if !visas.take() {
                if !application.stopped_by_visas {
                    application.stopped_by_visas = true;
                    row.count(Metric::StoppedByLegalVisas, 1);
                }
                return true;
            }
            ledger.count_admission();
            row.count(Metric::Admitted, 1);
            exits.admitted.push(application.person);
            false
        });
    }
}
