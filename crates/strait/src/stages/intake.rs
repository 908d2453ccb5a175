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
    pub(crate) fn land(&mut self, landed: Vec<Person>, today: Today) {
        self.waiting.extend(landed.into_iter().map(|person| Arrival { person, arrived: today.day }));
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
    ) -> Screened {
        let count = home_office.screen(u32::try_from(self.waiting.len()).unwrap_or(u32::MAX));
        let mut screened = Screened::default();
        let mut eligible = Vec::new();
        for arrival in self.waiting.drain(..count as usize) {
            match bar_to_return(arrival, return_side, scenario, luck) {
                Some(gate) => {
                    row.count(gate, 1);
                    screened.passed_on.push(arrival.person);
                }
                None => eligible.push(arrival),
            }
        }
        rank(&mut eligible, today, scenario, luck);

        self.quota += scenario.home_office.selection.share * eligible.len() as f64;
        let chosen = (self.quota as usize).min(eligible.len());
        self.quota -= chosen as f64;
        let passed_over = eligible.split_off(chosen);
        row.count(Metric::StoppedBySelection, passed_over.len() as u64);
        screened.passed_on.extend(passed_over.into_iter().map(|arrival| arrival.person));

        let mut beds = home_office.free_beds(return_side.detained, &scenario.home_office);
        for arrival in eligible {
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

/// Puts people in the order in which they are chosen: by the rule's class, then by lot.
fn rank(eligible: &mut [Arrival], today: Today, scenario: &Scenario, luck: &Luck) {
    let selection = &scenario.home_office.selection;
    eligible.sort_by_cached_key(|arrival| {
        let person = arrival.person;
        let first = match selection.rule {
            SelectionRule::Random => true,
            SelectionRule::ByOrigin => {
                selection.first_origins.contains(&scenario.origin[usize::from(person.origin)].name)
            }
            SelectionRule::ReentrantsFirst => person.times_returned > 0,
        };
        let lot = luck.lot(Purpose::SelectionLot, person.id, today.day);
        (!first, lot, person.id)
    });
}
