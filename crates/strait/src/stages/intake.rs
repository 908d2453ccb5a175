//! Intake: people who have just landed are screened, and some are chosen for return. They come from the sea; they go to
//! the return pipeline or to the asylum system.

use std::collections::VecDeque;

use crate::actors::home_office::HomeOffice;
use crate::agreement::Standing;
use crate::calendar::{Today, day_number};
use crate::luck::{Luck, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::{Age, Person};
use crate::scenario::{Scenario, SelectionRule};

/// Someone who has landed, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) person: Person,
    pub(crate) arrived: i32,
}

/// Everyone landed and not yet screened, first come first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intake {
    waiting: VecDeque<Arrival>,
    quota: f64,
    screened: Screened,
    eligible: Eligible,
}

/// How the return side stands today, as intake needs to know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReturnSide {
    pub(crate) standing: Standing,
    /// Share of people whom a ruling takes out of the scheme.
    pub(crate) excluded_share: f64,
    /// People already detained.
    pub(crate) detained: usize,
}

/// Where people go from intake.
#[derive(Debug, Clone, Default)]
pub(crate) struct Screened {
    /// Detained for return.
    pub(crate) selected: Vec<Arrival>,
    /// Free to claim asylum.
    pub(crate) passed_on: Vec<Person>,
}

impl Intake {
    /// How many people wait to be screened.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// People land.
    pub(crate) fn land(&mut self, landed: &[Person], today: Today) {
        self.waiting.extend(landed.iter().map(|&person| Arrival { person, arrived: today.day }));
    }

    /// Screens as many as can be screened and chooses for return, as far as rule, beds and casework allow.
    pub(crate) fn screen(
        &mut self,
        today: Today,
        return_side: ReturnSide,
        home_office: &mut HomeOffice,
        scenario: &Scenario,
        luck: &Luck,
        row: &mut Row,
    ) -> &Screened {
        let Self { waiting, quota, screened, eligible } = self;
        screened.clear();
        eligible.clear();
        let count = home_office.screen(u32::try_from(waiting.len()).unwrap_or(u32::MAX));
        for arrival in waiting.drain(..count as usize) {
            match bar_to_return(arrival, return_side, scenario, luck) {
                Some(gate) => {
                    row.count(gate, 1);
                    screened.passed_on.push(arrival.person);
                }
                None => eligible.join(arrival, today, scenario, luck),
            }
        }

        *quota += scenario.home_office.selection.share * eligible.people.len() as f64;
        let chosen = (*quota as usize).min(eligible.people.len());
        *quota -= chosen as f64;
        eligible.rank(chosen);
        let (chosen, passed_over) = eligible.order.split_at(chosen);
        row.count(Metric::StoppedBySelection, passed_over.len() as u64);
        screened.passed_on.extend(passed_over.iter().map(|&key| eligible.people[place(key)].person));

        let mut beds = home_office.free_beds(return_side.detained, &scenario.home_office);
        for arrival in chosen.iter().map(|&key| eligible.people[place(key)]) {
            if beds == 0 {
                row.count(Metric::StoppedByDetentionBeds, 1);
                screened.passed_on.push(arrival.person);
            } else if !home_office.open_case() {
                row.count(Metric::StoppedByCasework, 1);
                screened.passed_on.push(arrival.person);
            } else {
                beds -= 1;
                row.count(Metric::Selected, 1);
                screened.selected.push(arrival);
            }
        }
        screened
    }
}

impl Screened {
    fn clear(&mut self) {
        self.selected.clear();
        self.passed_on.clear();
    }
}

/// What keeps someone from being chosen for return at all, whatever the capacity.
fn bar_to_return(arrival: Arrival, return_side: ReturnSide, scenario: &Scenario, luck: &Luck) -> Option<Metric> {
    let covered = arrival.arrived >= day_number(scenario.agreement.in_force);
    match return_side.standing {
        Standing::NotInForce => Some(Metric::StoppedByAgreement),
        _ if !covered => Some(Metric::StoppedByAgreement),
        Standing::PausedByCourt => Some(Metric::StoppedByCourtPause),
        Standing::SuspendedByFrance => Some(Metric::StoppedBySuspension),
        Standing::Active => {
            let excluded = luck.happens(return_side.excluded_share, Purpose::Exclusion, arrival.person.id, 0);
            let outside = excluded || arrival.person.age() == Age::UnaccompaniedMinor;
            outside.then_some(Metric::StoppedByEligibility)
        }
    }
}

/// The day's eligible people, and the order in which they are chosen.
#[derive(Debug, Clone, Default)]
struct Eligible {
    people: Vec<Arrival>,
    /// The rule's class, the lot and the place in `people`, as one number to be sorted by.
    order: Vec<u64>,
}

/// Bits of a key that hold a place.
const PLACE_BITS: u32 = 31;

/// The place that a key holds.
fn place(key: u64) -> usize {
    (key & ((1 << PLACE_BITS) - 1)) as usize
}

impl Eligible {
    fn clear(&mut self) {
        self.people.clear();
        self.order.clear();
    }

    fn join(&mut self, arrival: Arrival, today: Today, scenario: &Scenario, luck: &Luck) {
        let selection = &scenario.home_office.selection;
        let person = arrival.person;
        let first = match selection.rule {
            SelectionRule::Random => true,
            SelectionRule::ByOrigin => {
                selection.first_origins.contains(&scenario.origin[usize::from(person.origin)].name)
            }
            SelectionRule::ReentrantsFirst => person.times_returned > 0,
        };
        let lot = luck.lot(Purpose::SelectionLot, person.id, today.day);
        self.order.push(u64::from(!first) << 63 | u64::from(lot) << PLACE_BITS | self.people.len() as u64);
        self.people.push(arrival);
    }

    /// Puts those who are chosen in front and in order: by the rule's class, then by lot.
    fn rank(&mut self, chosen: usize) {
        if chosen < self.order.len() {
            self.order.select_nth_unstable(chosen);
        }
        self.order[..chosen].sort_unstable();
    }
}
