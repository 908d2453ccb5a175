//! Northern France: people who wait there and choose each day to attempt a crossing, wait, apply for the legal route or
//! leave. They come from elsewhere, from a failed attempt, from a withdrawn application, or from a return; they go to
//! sea, to the legal route, or away.

mod choice;
mod resting;
mod waiting;

use crate::calendar::Today;
use crate::crowd::{Crew, Pass};
use crate::information::Information;
use crate::luck::{Lots, Luck, Order, Purpose, days, open_unit};
use crate::people::{Character, Person};
use crate::rules::{DeterrenceForm, Own};
use crate::scenario::{ORIGINS_MAX, Scenario};
use crate::stages::crossing::{Aboard, CrossingLots};

use choice::{APPLY, Choosing, LEAVE};
use resting::Resting;
use waiting::{Pull, WaitingColumns};

pub(crate) use choice::DayOffer;
pub(crate) use waiting::Waiting;

/// Everyone waiting: those who act today in columns, those who do not in a calendar of the days on which they will.
#[derive(Debug, Clone)]
pub(crate) struct NorthernFrance {
    deterrence: Own<dyn DeterrenceForm>,
    pull: Pull,
    acting: WaitingColumns,
    resting: Resting,
    /// Counts of people by origin.
    by_origin: [u64; ORIGINS_MAX],
    wanting: Wanting,
    departures: Departures,
}

/// Who leaves the stage today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Departures {
    /// People with a place in a boat, in the order in which they got it.
    pub(crate) boarding: Vec<Aboard>,
    pub(crate) applying: Vec<Person>,
    pub(crate) left: u64,
}

/// Those who want to cross today: where they stand in the columns, who they are, and their lots.
#[derive(Debug, Clone, Default)]
struct Wanting {
    stand: Vec<u32>,
    people: Vec<u32>,
    lots: Lots,
    order: Order,
}

impl NorthernFrance {
    pub(crate) fn new(scenario: &Scenario, deterrence: Own<dyn DeterrenceForm>) -> Self {
        Self {
            deterrence,
            pull: Pull::new(&scenario.northern_france),
            acting: WaitingColumns::default(),
            resting: Resting::default(),
            by_origin: [0; ORIGINS_MAX],
            wanting: Wanting::default(),
            departures: Departures::default(),
        }
    }

    /// How many people wait here.
    pub(crate) fn waiting(&self) -> usize {
        self.acting.len() + self.resting.len()
    }

    /// The people waiting, by origin.
    pub(crate) fn waiting_by_origin(&self) -> &[u64] {
        &self.by_origin
    }

    /// Someone comes from elsewhere, and acts from today on.
    pub(crate) fn arrive(&mut self, person: Person, character: Character, scenario: &Scenario) {
        self.count_in(person);
        let who = self.waiting_as(person, character, scenario);
        self.acting.push(who);
    }

    /// Someone comes back who had left the shore, and acts from the day `ready` on.
    pub(crate) fn welcome(&mut self, person: Person, ready: i32, scenario: &Scenario, luck: &Luck) {
        self.count_in(person);
        let who = self.waiting_as(person, Character::of(person.id, luck), scenario);
        self.resting.until(ready, who);
    }

    /// Someone whose attempt failed comes back, and stays to try again or leaves. True when they stay.
    pub(crate) fn welcome_back(&mut self, returning: &Aboard, today: Today, scenario: &Scenario) -> bool {
        let stays = open_unit(returning.lots.stay) < scenario.northern_france.retry_share;
        if stays {
            self.count_in(returning.who.person);
            let rest = days(open_unit(returning.lots.rest), scenario.northern_france.days_between_attempts);
            self.resting.until(today.day + rest, returning.who);
        }
        stays
    }

    fn waiting_as(&self, person: Person, character: Character, scenario: &Scenario) -> Waiting {
        Waiting::new(person, character, scenario, self.deterrence.or(&scenario.deterrence), &self.pull)
    }

    fn count_in(&mut self, person: Person) {
        self.by_origin[usize::from(person.origin)] += 1;
    }

    /// A dated change: people's tastes and what deters them follow the scenario.
    pub(crate) fn change(&mut self, scenario: &Scenario, luck: &Luck) {
        self.pull = Pull::new(&scenario.northern_france);
        let Self { deterrence, pull, acting, resting, .. } = self;
        let deterrence = deterrence.or(&scenario.deterrence);
        let anew = |who: &mut Waiting| {
            *who = Waiting::new(who.person, Character::of(who.person.id, luck), scenario, deterrence, pull);
        };
        acting.change(anew);
        resting.change(anew);
    }

    /// Everyone who acts today decides alone. Returns how many want to cross.
    pub(crate) fn decide(
        &mut self,
        today: Today,
        offer: DayOffer,
        scenario: &Scenario,
        information: &Information,
        luck: (&Luck, Crew),
    ) -> usize {
        self.resting.wake(today.day, &mut self.acting);
        self.acting.draw_choices(today.day, luck);
        self.acting.choose(today.day, &Choosing::on(offer, scenario, information), luck.1);
        self.wanting.find(&self.acting);
        self.wanting.stand.len()
    }

    /// Those who have decided to go leave the stage. Of those who want to cross, as many as there are places go, drawn
    /// by lot; the others wait.
    pub(crate) fn depart(&mut self, places: usize, today: Today, luck: (&Luck, Crew)) -> &mut Departures {
        let Self { acting, by_origin, wanting, departures, .. } = self;
        departures.applying.clear();
        departures.left = 0;
        wanting.draw_places(places, today, acting, luck, &mut departures.boarding);
        acting.remove_those_who_go(|person, choice| {
            by_origin[usize::from(person.origin)] -= 1;
            match choice {
                APPLY => departures.applying.push(person),
                LEAVE => departures.left += 1,
                _ => {}
            }
        });
        // First come, first served: people are numbered in order of arrival.
        departures.applying.sort_unstable_by_key(|person| person.id);
        departures
    }
}

impl Wanting {
    fn find(&mut self, acting: &WaitingColumns) {
        self.stand.clear();
        self.people.clear();
        for stand in acting.wanting() {
            self.stand.push(stand);
            self.people.push(acting.person(stand as usize).id);
        }
    }

    /// Gives out places by lot; whoever gets none waits.
    fn draw_places(
        &mut self,
        places: usize,
        today: Today,
        acting: &mut WaitingColumns,
        luck: (&Luck, Crew),
        boarding: &mut Vec<Aboard>,
    ) {
        let Self { stand, people, lots, order } = self;
        lots.draw(0, people, Purpose::Crossing, today.day, luck);
        let order = order.draw(lots.column(0, people.len()).iter().copied());
        let (aboard, ashore) = order.split_at(places.min(order.len()));
        for &index in ashore {
            acting.wait_on(stand[index as usize] as usize);
        }
        boarding.resize(aboard.len(), Aboard::default());
        luck.1.pass((aboard, &mut boarding[..]), &Board { stand, lots, acting });
    }
}

/// Those with a place leave their columns and go aboard.
struct Board<'a> {
    stand: &'a [u32],
    lots: &'a Lots,
    acting: &'a WaitingColumns,
}

impl<'a> Pass<(&'a [u32], &'a mut [Aboard])> for Board<'_> {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, (order, boarding): (&'a [u32], &'a mut [Aboard])) {
        for (place, &index) in boarding.iter_mut().zip(order) {
            let [_, death, stay, rest] = self.lots.of(index as usize);
            let who = self.acting.row(self.stand[index as usize] as usize);
            *place = Aboard { who, lots: CrossingLots { death, stay, rest } };
        }
    }

    fn join(&self, (): (), (): ()) {}
}
