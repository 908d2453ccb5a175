//! The asylum system: people who came by boat or the legal route, one by one, and all other claims as counts. They wait
//! for a first decision and, if refused, perhaps for an appeal; then they leave this model.

use std::collections::VecDeque;

use jiff::civil::Date;

use crate::calendar::{Today, day_number, grown};
use crate::capacity::Capacity;
use crate::crowd::Crew;
use crate::luck::{Lots, Luck, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::{ClaimOutcome, Person};
use crate::scenario::{AsylumSupport, Scenario};

/// A queue in which people stand one by one and others as counts, in the order of the days on which they joined.
#[derive(Debug, Clone, Default)]
struct Queue {
    people: VecDeque<Person>,
    /// How many people and others joined on a day, the oldest first, as far as they still wait.
    days: VecDeque<(usize, u32)>,
    others: usize,
}

impl Queue {
    /// Someone joins today.
    fn join(&mut self, person: Person) {
        self.people.push_back(person);
    }

    /// Ends a day on which so many people and others joined.
    fn close_day(&mut self, people: usize, others: u32) {
        self.others += others as usize;
        if people > 0 || others > 0 {
            self.days.push_back((people, others));
        }
    }

    fn waiting(&self) -> usize {
        self.people.len() + self.others
    }

    /// How many people and others come next, at most `count` in all.
    fn take(&mut self, mut count: u32) -> (usize, u32) {
        let (mut taken_people, mut taken_others) = (0, 0);
        while count > 0 {
            let Some((people, others)) = self.days.front_mut() else { break };
            let next_people = (count as usize).min(*people);
            count -= next_people as u32;
            let next_others = count.min(*others);
            count -= next_others;
            (*people, *others) = (*people - next_people, *others - next_others);
            (taken_people, taken_others) = (taken_people + next_people, taken_others + next_others);
            if (*people, *others) == (0, 0) {
                self.days.pop_front();
            }
        }
        self.others -= taken_others as usize;
        (taken_people, taken_others)
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

/// How many of something there were in the last three months.
#[derive(Debug, Clone, Default)]
struct Quarter {
    days: VecDeque<u64>,
    sum: u64,
}

/// Days in a quarter.
const QUARTER: usize = 91;

impl Quarter {
    fn close_day(&mut self, count: u64) {
        self.days.push_back(count);
        self.sum += count;
        if self.days.len() > QUARTER {
            self.sum -= self.days.pop_front().unwrap_or(0);
        }
    }

    /// A quarter's count, at the pace of the days that the run has seen until it has seen a quarter.
    fn count(&self) -> f64 {
        self.sum as f64 * QUARTER as f64 / self.days.len().max(1) as f64
    }
}

/// Both queues and the capacity to work through them.
#[derive(Debug, Clone, Default)]
pub(crate) struct AsylumSystem {
    claims: Queue,
    claims_today: usize,
    appeals: Queue,
    decisions: Capacity,
    appeal_decisions: Capacity,
    other_claims: Whole,
    withdrawn: Whole,
    granted: Whole,
    appealing: Whole,
    allowed: Whole,
    outcomes: Outcomes,
    claims_lately: Quarter,
    outcomes_lately: Quarter,
    decided_today: u64,
}

impl AsylumSystem {
    /// The system as it is known to have stood on the day on which a run begins.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let (day, asylum) = (day_number(scenario.run.first_day()), &scenario.asylum);
        let mut system = Self::default();
        let awaiting = known_on(day, &asylum.awaiting_known_on, &asylum.awaiting_known);
        let appeals = known_on(day, &asylum.appeals_known_on, &asylum.appeals_known);
        system.claims.close_day(0, awaiting.round() as u32);
        system.appeals.close_day(0, appeals.round() as u32);
        system
    }

    /// Someone who is free to claim asylum does so if their lot is below the share who do. True when they do.
    pub(crate) fn claim(&mut self, person: Person, lot: f64, share: f64, row: &mut Row) -> bool {
        let claims = lot < share;
        if claims {
            row.count(Metric::AsylumClaims, 1);
            self.claims.join(person);
            self.claims_today += 1;
        }
        claims
    }

    /// People, not counts, in the system.
    pub(crate) fn people(&self) -> usize {
        self.claims.people.len() + self.appeals.people.len()
    }

    /// Everyone awaiting a first decision.
    pub(crate) fn backlog(&self) -> usize {
        self.claims.waiting()
    }

    /// Everyone awaiting an appeal.
    pub(crate) fn appeals_open(&self) -> usize {
        self.appeals.waiting()
    }

    /// First decisions and appeals decided today, of people and counts.
    pub(crate) fn decided_today(&self) -> u64 {
        self.decided_today
    }

    /// How many people are supported.
    pub(crate) fn supported(&self, support: &AsylumSupport) -> f64 {
        support.awaiting_share * self.backlog() as f64
            + support.appeal_share * self.appeals_open() as f64
            + support.new_claim_share * self.claims_lately.count()
            + support.outcome_share * self.outcomes_lately.count()
    }

    /// A day's claims, decisions and appeals. Returns how many people, not counts, leave the system.
    pub(crate) fn next_day(&mut self, scenario: &Scenario, luck: (&Luck, Crew), row: &mut Row) -> u64 {
        let others = self.other_claims.of(scenario.asylum.other_weekly_claims / 7.0);
        row.count(Metric::AsylumClaims, u64::from(others));
        self.claims.close_day(std::mem::take(&mut self.claims_today), others);
        self.claims_lately.close_day(row[Metric::AsylumClaims] as u64);
        self.decided_today = 0;
        self.decide(scenario, luck, row) + self.decide_appeals(scenario, luck, row)
    }

    fn decide(&mut self, scenario: &Scenario, luck: (&Luck, Crew), row: &mut Row) -> u64 {
        let asylum = &scenario.asylum;
        // Withdrawn claims leave the queue beside the decisions, not in their place.
        let capacity = asylum.weekly_decisions / (1.0 - asylum.withdrawn_share).max(f64::EPSILON);
        let ready = (self.claims.waiting() as f64 - asylum.working_stock).max(0.0);
        self.decisions.refill(capacity.min(7.0 * ready / asylum.turnaround_days));
        let (people, others) = self.claims.take(self.decisions.take_up_to(u32::MAX));
        let mut withdrawn = 0;
        let (mut appealing, mut left) = (0, 0);
        let outcomes = self.outcomes.draw(&self.claims.people, people, scenario, luck);
        for (person, (outcome, chance)) in self.claims.people.drain(..people).zip(outcomes) {
            if outcome.withdrawal_lot < asylum.withdrawn_share {
                withdrawn += 1;
                left += 1;
            } else if outcome.decision_lot < chance {
                row.count(Metric::AsylumGranted, 1);
                left += 1;
            } else {
                row.count(Metric::AsylumRefused, 1);
                if outcome.appeal_lot < asylum.appeal_share {
                    self.appeals.join(person);
                    appealing += 1;
                } else {
                    left += 1;
                }
            }
        }
        let heard = others - self.withdrawn.part(others, asylum.withdrawn_share);
        let granted = self.granted.part(heard, asylum.grant_chance(asylum.other_grant_rate));
        row.count(Metric::AsylumGranted, u64::from(granted));
        row.count(Metric::AsylumRefused, u64::from(heard - granted));
        let others_appealing = self.appealing.part(heard - granted, asylum.appeal_share);
        self.appeals.close_day(appealing, others_appealing);
        self.outcomes_lately.close_day(people as u64 + u64::from(others));
        self.decided_today += people as u64 - withdrawn + u64::from(heard);
        left
    }

    fn decide_appeals(&mut self, scenario: &Scenario, luck: (&Luck, Crew), row: &mut Row) -> u64 {
        self.appeal_decisions.refill(scenario.asylum.weekly_appeals);
        let (people, others) = self.appeals.take(self.appeal_decisions.take_up_to(u32::MAX));
        let outcomes = self.outcomes.draw(&self.appeals.people, people, scenario, luck);
        let allowed =
            outcomes.filter(|(outcome, _)| outcome.appeal_decision_lot < scenario.asylum.appeal_allowed_share);
        row.count(Metric::AsylumGranted, allowed.count() as u64);
        self.appeals.people.drain(..people);
        row.count(Metric::AsylumGranted, u64::from(self.allowed.part(others, scenario.asylum.appeal_allowed_share)));
        self.decided_today += people as u64 + u64::from(others);
        people as u64
    }
}

/// How the claims decided today would go, many drawn at a time.
#[derive(Debug, Clone, Default)]
struct Outcomes {
    people: Vec<u32>,
    origins: Vec<u8>,
    lots: Lots,
}

impl Outcomes {
    /// The outcomes of the first `count` people of a queue, and their chances of a grant at first decision.
    fn draw<'a>(
        &'a mut self,
        queue: &VecDeque<Person>,
        count: usize,
        scenario: &'a Scenario,
        luck: (&Luck, Crew),
    ) -> impl Iterator<Item = (ClaimOutcome, f64)> + use<'a> {
        self.people.clear();
        self.origins.clear();
        for person in queue.iter().take(count) {
            self.people.push(person.id);
            self.origins.push(person.origin);
        }
        self.lots.draw(0, &self.people, Purpose::AsylumDecision, 0, luck);
        let Self { origins, lots, .. } = self;
        origins.iter().enumerate().map(move |(index, &origin)| {
            let origin = &scenario.origin[usize::from(origin)];
            (ClaimOutcome::from_lots(lots.of(index)), scenario.asylum.grant_chance(origin.grant_rate))
        })
    }
}

/// What is known of a day: between two dates with even change, before the first and after the last as it was then.
fn known_on(day: i32, dates: &[Date], known: &[f64]) -> f64 {
    let days = || dates.iter().map(|&date| day_number(date)).zip(known.iter().copied());
    let before = days().take_while(|(known_on, _)| *known_on <= day).last();
    let after = days().find(|(known_on, _)| *known_on > day);
    match (before, after) {
        (Some((from, start)), Some((to, end))) => start + (end - start) * f64::from(day - from) / f64::from(to - from),
        (Some((_, number)), None) | (None, Some((_, number))) => number,
        (None, None) => 0.0,
    }
}

/// People who can be supported elsewhere than in a hotel.
pub(crate) fn other_places(today: Today, support: &AsylumSupport) -> f64 {
    grown(support.other_places, support.other_places_growth, today.years_since(support.other_places_date))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_queue_gives_out_days_in_order_and_people_before_others() {
        let mut queue = Queue::default();
        let mut day = |people: u32, others| {
            (0..people).for_each(|_| queue.join(Person::default()));
            queue.close_day(people as usize, others);
        };
        day(2, 3);
        day(0, 0);
        day(0, 4);
        day(5, 0);
        assert_eq!((queue.waiting(), queue.days.len()), (14, 3));
        let mut take = |count| {
            let taken = queue.take(count);
            queue.people.drain(..taken.0);
            (taken, queue.waiting())
        };
        assert_eq!(take(1), ((1, 0), 13));
        assert_eq!(take(3), ((1, 2), 10));
        assert_eq!(take(0), ((0, 0), 10));
        assert_eq!(take(7), ((2, 5), 3));
        assert_eq!(take(9), ((3, 0), 0));
        assert_eq!(take(9), ((0, 0), 0));
    }

    #[test]
    fn a_run_begins_from_what_is_known_of_its_day() {
        let dates = [date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 31)];
        let known = |day| known_on(day_number(day), &dates, &[100.0, 200.0, 0.0]);
        assert_eq!(known(date(2024, 6, 1)), 100.0, "before the first");
        assert_eq!([date(2025, 1, 1), date(2025, 1, 4), date(2025, 1, 11)].map(known), [100.0, 130.0, 200.0]);
        assert_eq!([date(2025, 1, 26), date(2025, 1, 31), date(2027, 1, 1)].map(known), [50.0, 0.0, 0.0]);
        assert_eq!(known_on(0, &[], &[]), 0.0, "nothing is known");
    }

    #[test]
    fn a_quarter_forgets_what_is_older() {
        let mut quarter = Quarter::default();
        (0..10).for_each(|_| quarter.close_day(2));
        assert_eq!(quarter.count(), 182.0, "at the pace so far");
        (0..91).for_each(|_| quarter.close_day(1));
        assert_eq!(quarter.count(), 91.0);
    }

    #[test]
    fn whole_numbers_lose_no_fraction_and_parts_never_exceed_the_whole() {
        let mut whole = Whole::default();
        let sum: u32 = (0..1000).map(|_| whole.of(0.7)).sum();
        assert!((699..=700).contains(&sum), "{sum}");
        let mut parts = Whole::default();
        // Four fifths of one at a time, then all of one: a whole is carried past what there is, and not lost.
        let taken: Vec<u32> = [0.8, 0.8, 0.8, 1.0, 1.0].map(|share| parts.part(1, share)).into();
        assert_eq!(taken, [0, 1, 1, 1, 1]);
        let mut parts = Whole { carried: 1.5 };
        assert_eq!([parts.part(1, 1.0), parts.part(1, 0.0), parts.part(1, 0.5), parts.part(0, 0.0)], [1, 1, 1, 0]);
    }
}
