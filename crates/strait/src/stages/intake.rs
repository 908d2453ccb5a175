//! Intake: people who have just landed are screened, and some are chosen for return. They come from the sea; they go to
//! the return pipeline or to the asylum system.

use std::collections::VecDeque;

use crate::actors::home_office::HomeOffice;
use crate::agreement::Standing;
use crate::calendar::Today;
use crate::crowd::Crew;
use crate::luck::{Lots, Luck, Order, Purpose};
use crate::metrics::{Metric, Row};
use crate::people::{Age, Person};
use crate::scenario::{Scenario, Selection, SelectionRule};

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
    /// Those screened today and their lots.
    people: Vec<u32>,
    lots: Lots,
    eligible: Eligible,
}

/// How the return side stands today, as intake needs to know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReturnSide {
    pub(crate) standing: Standing,
    /// First day on which people who arrive are covered by the agreement.
    pub(crate) in_force: i32,
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
    /// Free to claim asylum, with the lot that decides whether they do.
    pub(crate) passed_on: Vec<(Person, u32)>,
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
        luck: (&Luck, Crew),
        row: &mut Row,
    ) -> &Screened {
        let Self { waiting, quota, screened, people, lots, eligible } = self;
        screened.clear();
        eligible.clear();
        let count = home_office.screen(u32::try_from(waiting.len()).unwrap_or(u32::MAX)) as usize;
        people.clear();
        people.extend(waiting.iter().take(count).map(|arrival| arrival.person.id));
        lots.draw(0, people, Purpose::Intake, today.day, luck);
        for (index, arrival) in waiting.drain(..count).enumerate() {
            let [selection, claim, ..] = lots.of(index);
            match bar_to_return(arrival, return_side, luck.0) {
                Some(gate) => {
                    row.count(gate, 1);
                    screened.passed_on.push((arrival.person, claim));
                }
                None => eligible.join(arrival, selection, claim, scenario),
            }
        }

        *quota += scenario.home_office.selection.share * eligible.people.len() as f64;
        let chosen = (*quota as usize).min(eligible.people.len());
        *quota -= chosen as f64;
        let mut beds = home_office.free_beds(return_side.detained, &scenario.home_office);
        for (rank, Candidate { arrival, claim, .. }) in eligible.ranked().enumerate() {
            let stopped_by = if rank >= chosen {
                Metric::StoppedBySelection
            } else if beds == 0 {
                Metric::StoppedByDetentionBeds
            } else if !home_office.open_case() {
                Metric::StoppedByCasework
            } else {
                beds -= 1;
                row.count(Metric::Selected, 1);
                screened.selected.push(arrival);
                continue;
            };
            row.count(stopped_by, 1);
            screened.passed_on.push((arrival.person, claim));
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
fn bar_to_return(arrival: Arrival, return_side: ReturnSide, luck: &Luck) -> Option<Metric> {
    let covered = arrival.arrived >= return_side.in_force;
    match return_side.standing {
        Standing::NotInForce => Some(Metric::StoppedByAgreement),
        _ if !covered => Some(Metric::StoppedByAgreement),
        Standing::PausedByCourt => Some(Metric::StoppedByCourtPause),
        Standing::SuspendedByFrance => Some(Metric::StoppedBySuspension),
        Standing::Active => {
            // For good: whoever is outside the scheme once is outside it whenever they land.
            let excluded = return_side.excluded_share > 0.0
                && luck.happens(return_side.excluded_share, Purpose::Exclusion, arrival.person.id, 0);
            let outside = excluded || arrival.person.age() == Age::UnaccompaniedMinor;
            outside.then_some(Metric::StoppedByEligibility)
        }
    }
}

/// The day's eligible people: those whom the rule puts first, and the others.
#[derive(Debug, Clone, Default)]
struct Eligible {
    people: Vec<Candidate>,
    order: Order,
}

/// Someone who may be chosen for return.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    arrival: Arrival,
    /// Whether the rule puts them after others.
    later: bool,
    selection: u32,
    claim: u32,
}

impl Eligible {
    fn clear(&mut self) {
        self.people.clear();
    }

    fn join(&mut self, arrival: Arrival, selection: u32, claim: u32, scenario: &Scenario) {
        let Selection { rule, first_origins, .. } = &scenario.home_office.selection;
        let first = match rule {
            SelectionRule::Random => true,
            SelectionRule::ByOrigin => {
                first_origins.contains(&scenario.origin[usize::from(arrival.person.origin)].name)
            }
            SelectionRule::ReentrantsFirst => arrival.person.times_returned > 0,
        };
        self.people.push(Candidate { arrival, later: !first, selection, claim });
    }

    /// Everyone in the order in which they are chosen: by the rule's class, then by lot.
    fn ranked(&mut self) -> impl Iterator<Item = Candidate> {
        let Self { people, order } = self;
        // The upper half of the lots is for those who come later.
        let lots = people.iter().map(|candidate| u32::from(candidate.later) << 31 | candidate.selection >> 1);
        order.draw(lots).iter().map(|&index| people[index as usize])
    }
}
