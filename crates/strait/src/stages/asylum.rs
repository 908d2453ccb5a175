//! The asylum system: people who came by boat or the legal route, one by one, and all other claims as counts. They wait
//! for a first decision and, if refused, perhaps for an appeal; then they leave this model.

use std::collections::VecDeque;

use crate::capacity::Capacity;
use crate::luck::{Luck, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::{ClaimOutcome, Person, claim_outcome};
use crate::scenario::Scenario;

/// One day's claims or appeals.
#[derive(Debug, Clone, Default)]
struct Cohort {
    people: Vec<Person>,
    others: u32,
}

impl Cohort {
    fn size(&self) -> usize {
        self.people.len() + self.others as usize
    }
}

/// A queue of cohorts, oldest first.
#[derive(Debug, Clone, Default)]
struct Queue {
    cohorts: VecDeque<Cohort>,
    people: usize,
    others: usize,
}

impl Queue {
    fn join(&mut self, cohort: Cohort) {
        if cohort.size() > 0 {
            self.people += cohort.people.len();
            self.others += cohort.others as usize;
            self.cohorts.push_back(cohort);
        }
    }

    fn waiting(&self) -> usize {
        self.people + self.others
    }

    /// Takes up to `count` from the oldest cohorts.
    fn take(&mut self, mut count: u32) -> Cohort {
        let mut taken = Cohort::default();
        while count > 0 {
            let Some(oldest) = self.cohorts.front_mut() else { break };
            let people = (count as usize).min(oldest.people.len());
            taken.people.extend(oldest.people.drain(..people));
            count -= people as u32;
            let others = count.min(oldest.others);
            oldest.others -= others;
            taken.others += others;
            count -= others;
            if oldest.size() == 0 {
                self.cohorts.pop_front();
            }
        }
        self.people -= taken.people.len();
        self.others -= taken.others as usize;
        taken
    }
}

/// Turns amounts into whole numbers without losing fractions from day to day.
#[derive(Debug, Clone, Copy, Default)]
struct Whole {
    carried: f64,
}

impl Whole {
    fn of(&mut self, amount: f64) -> u32 {
        self.carried += amount;
        let whole = self.carried.floor();
        self.carried -= whole;
        whole as u32
    }

    /// This share of a count, never more than the count.
    fn part(&mut self, count: u32, share: f64) -> u32 {
        let part = self.of(f64::from(count) * share);
        self.carried += f64::from(part.saturating_sub(count));
        part.min(count)
    }
}

/// Both queues and the capacity to work through them.
#[derive(Debug, Clone, Default)]
pub(crate) struct AsylumSystem {
    today: Cohort,
    claims: Queue,
    appeals: Queue,
    decisions: Capacity,
    appeal_decisions: Capacity,
    other_claims: Whole,
    withdrawn: Whole,
    granted: Whole,
    appealing: Whole,
    allowed: Whole,
}

impl AsylumSystem {
    /// The system as it stands when a run begins.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut system = Self::default();
        let others = |count: f64| Cohort { people: Vec::new(), others: count.round() as u32 };
        system.claims.join(others(scenario.asylum.backlog_at_start));
        system.appeals.join(others(scenario.asylum.appeals_at_start));
        system
    }

    /// Someone who is free to claim asylum does or does not. True when they do.
    pub(crate) fn claim(&mut self, person: Person, share: f64, luck: &Luck, row: &mut Row) -> bool {
        let claims = luck.happens(share, Purpose::AsylumClaim, person.id, i32::from(person.times_returned));
        if claims {
            row.count(Metric::AsylumClaims, 1);
            self.today.people.push(person);
        }
        claims
    }

    /// People, not counts, in the system.
    pub(crate) fn people(&self) -> usize {
        self.today.people.len() + self.claims.people + self.appeals.people
    }

    /// Everyone awaiting a first decision.
    pub(crate) fn backlog(&self) -> usize {
        self.claims.waiting()
    }

    /// Everyone awaiting an appeal.
    pub(crate) fn appeals_open(&self) -> usize {
        self.appeals.waiting()
    }

    /// A day's claims, decisions and appeals. Returns how many people, not counts, leave the system.
    pub(crate) fn next_day(&mut self, scenario: &Scenario, luck: &Luck, row: &mut Row) -> u64 {
        let others = self.other_claims.of(scenario.asylum.other_weekly_claims / 7.0);
        row.count(Metric::AsylumClaims, u64::from(others));
        let mut claims = std::mem::take(&mut self.today);
        claims.others = others;
        self.claims.join(claims);
        self.decide(scenario, luck, row) + self.decide_appeals(scenario, luck, row)
    }

    fn decide(&mut self, scenario: &Scenario, luck: &Luck, row: &mut Row) -> u64 {
        let asylum = &scenario.asylum;
        // Withdrawn claims leave the queue beside the decisions, not in their place.
        self.decisions.refill(asylum.weekly_decisions / (1.0 - asylum.withdrawn_share).max(f64::EPSILON));
        let decided = self.claims.take(self.decisions.take_up_to(u32::MAX));
        let mut appeals = Cohort::default();
        let mut left = 0;
        for &person in &decided.people {
            let outcome = outcome_of(person, scenario, luck);
            if outcome.withdrawal_lot < asylum.withdrawn_share {
                left += 1;
            } else if outcome.granted {
                row.count(Metric::AsylumGranted, 1);
                left += 1;
            } else {
                row.count(Metric::AsylumRefused, 1);
                if outcome.appeal_lot < asylum.appeal_share {
                    appeals.people.push(person);
                } else {
                    left += 1;
                }
            }
        }
        let heard = decided.others - self.withdrawn.part(decided.others, asylum.withdrawn_share);
        let granted = self.granted.part(heard, asylum.other_grant_rate);
        row.count(Metric::AsylumGranted, u64::from(granted));
        row.count(Metric::AsylumRefused, u64::from(heard - granted));
        appeals.others = self.appealing.part(heard - granted, asylum.appeal_share);
        self.appeals.join(appeals);
        left
    }

    fn decide_appeals(&mut self, scenario: &Scenario, luck: &Luck, row: &mut Row) -> u64 {
        self.appeal_decisions.refill(scenario.asylum.weekly_appeals);
        let decided = self.appeals.take(self.appeal_decisions.take_up_to(u32::MAX));
        let allowed = |person: &&Person| outcome_of(**person, scenario, luck).allowed_on_appeal;
        row.count(Metric::AsylumGranted, decided.people.iter().filter(allowed).count() as u64);
        let others = self.allowed.part(decided.others, scenario.asylum.appeal_allowed_share);
        row.count(Metric::AsylumGranted, u64::from(others));
        decided.people.len() as u64
    }
}

fn outcome_of(person: Person, scenario: &Scenario, luck: &Luck) -> ClaimOutcome {
    let origin = &scenario.origin[usize::from(person.origin)];
    claim_outcome(person, luck, origin, scenario.asylum.appeal_allowed_share)
}
