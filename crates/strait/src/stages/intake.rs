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
use crate::rules::{self, Own, PersonView, SelectionOrder};
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
    selection: Own<dyn SelectionOrder>,
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
    pub(crate) fn new(selection: Own<dyn SelectionOrder>) -> Self {
        Self { selection, ..Self::default() }
    }

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
        let Self { waiting, quota, selection, screened, people, lots, eligible } = self;
        let order = selection.or(&scenario.home_office.selection);
        screened.clear();
        eligible.clear();
        let count = home_office.screen(u32::try_from(waiting.len()).unwrap_or(u32::MAX)) as usize;
        people.clear();
        people.extend(waiting.iter().take(count).map(|arrival| arrival.person.id));
        lots.draw(0, people, Purpose::Intake, today.day, luck);
        for (index, arrival) in waiting.drain(..count).enumerate() {
            let [place, claim, ..] = lots.of(index);
            match bar_to_return(arrival, return_side, luck.0) {
                Some(gate) => {
                    row.count(gate, 1);
                    screened.passed_on.push((arrival.person, claim));
                }
                None => {
                    let person = PersonView::of(arrival.person, scenario);
                    let class = order.class(&rules::Candidate::new(person, today, arrival.arrived));
                    eligible.people.push(Candidate { arrival, class, place, claim });
                }
            }
        }

        *quota += home_office.selection_share(&scenario.home_office) * eligible.people.len() as f64;
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

/// The scenario's rule puts some people first.
impl SelectionOrder for Selection {
    fn class(&self, candidate: &rules::Candidate<'_>) -> u32 {
        let person = candidate.person();
        let first = match self.rule {
            SelectionRule::Random => true,
            SelectionRule::ByOrigin => self.first_origins.contains(&person.origin().name),
            SelectionRule::ReentrantsFirst => person.times_returned() > 0,
        };
        u32::from(!first)
    }
}

/// The day's eligible people.
#[derive(Debug, Clone, Default)]
struct Eligible {
    people: Vec<Candidate>,
    by_lot: Order,
    /// Class, place by lot, and index of each of the people.
    ranking: Vec<(u32, u32, u32)>,
}

/// Someone who may be chosen for return.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    arrival: Arrival,
    /// The class in which they are taken, 0 first.
    class: u32,
    /// The lot for their place in it.
    place: u32,
    claim: u32,
}

impl Eligible {
    fn clear(&mut self) {
        self.people.clear();
    }

    /// Everyone in the order in which they are chosen: by class, then by lot.
    fn ranked(&mut self) -> impl Iterator<Item = Candidate> {
        let Self { people, by_lot, ranking } = self;
        // Half of the lots' width: published results rest on it.
        let order = by_lot.draw(people.iter().map(|candidate| candidate.place >> 1));
        ranking.clear();
        ranking.extend(order.iter().zip(0..).map(|(&index, place)| (people[index as usize].class, place, index)));
        ranking.sort_unstable();
        ranking.iter().map(|&(_, _, index)| people[index as usize])
    }
}
