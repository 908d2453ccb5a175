//! Northern France: people who wait there and choose each day to attempt a crossing, wait, apply for the legal route or
//! leave. They come from elsewhere, from a failed attempt, from a withdrawn application, or from a return; they go to
//! sea, to the legal route, or away.

mod choice;
mod resting;
mod waiting;

use crate::calendar::Today;
use crate::crowd::Crew;
use crate::information::Information;
use crate::luck::{Luck, Purpose, days, open_unit};
use crate::people::{Character, Person};
use crate::scenario::{ORIGINS_MAX, Scenario};
use crate::stages::crossing::{Aboard, CrossingLots};

use choice::{APPLY, Choosing, LEAVE};
use resting::Resting;
use waiting::WaitingColumns;

pub(crate) use choice::DayOffer;
pub(crate) use waiting::Waiting;

/// Everyone waiting: those who act today in columns, those who do not in a calendar of the days on which they will.
#[derive(Debug, Clone, Default)]
pub(crate) struct NorthernFrance {
    acting: WaitingColumns,
    resting: Resting,
    by_origin: OriginCounts,
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

/// Those who want to cross today: their places in the columns, their lots, and the order in which they get a place.
#[derive(Debug, Clone, Default)]
struct Wanting {
    places: Vec<u32>,
    people: Vec<u32>,
    lots: Vec<[u32; 4]>,
    /// Lot and index, as one number to be sorted by.
    order: Vec<u64>,
}

/// Counts of people by origin.
#[derive(Debug, Clone)]
struct OriginCounts([u64; ORIGINS_MAX]);

impl Default for OriginCounts {
    fn default() -> Self {
        Self([0; ORIGINS_MAX])
    }
}

impl NorthernFrance {
    /// How many people wait here.
    pub(crate) fn waiting(&self) -> usize {
        self.acting.len() + self.resting.len()
    }

    /// The people waiting, by origin.
    pub(crate) fn waiting_by_origin(&self) -> &[u64] {
        &self.by_origin.0
    }

    /// Someone comes from elsewhere, and acts from today on.
    pub(crate) fn arrive(&mut self, person: Person, character: Character, scenario: &Scenario) {
        self.count_in(person);
        self.acting.push(Waiting::new(person, character, scenario));
    }

    /// Someone comes back who had left the shore, and acts from the day `ready` on.
    pub(crate) fn welcome(&mut self, person: Person, ready: i32, scenario: &Scenario, luck: &Luck) {
        self.count_in(person);
        self.resting.until(ready, Waiting::new(person, Character::of(person.id, luck), scenario));
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

    fn count_in(&mut self, person: Person) {
        self.by_origin.0[usize::from(person.origin)] += 1;
    }

    /// A dated change: people's tastes and what deters them follow the scenario.
    pub(crate) fn change(&mut self, scenario: &Scenario, luck: &Luck) {
        let anew = |who: &mut Waiting| *who = Waiting::new(who.person, Character::of(who.person.id, luck), scenario);
        self.acting.change(anew);
        self.resting.change(anew);
    }

    /// Everyone who acts today decides alone. Returns how many want to cross.
    pub(crate) fn decide(
        &mut self,
        today: Today,
        offer: DayOffer,
        scenario: &Scenario,
        information: &Information,
        (luck, crew): (&Luck, Crew),
    ) -> usize {
        self.resting.wake(today.day, &mut self.acting);
        self.acting.draw_choices(today.day, luck, crew);
        self.acting.choose(today.day, &Choosing::on(offer, scenario, information), crew);
        self.acting.find_wanting(&mut self.wanting.places);
        self.wanting.places.len()
    }

    /// Those who have decided to go leave the stage. Of those who want to cross, as many as there are places go, drawn
    /// by lot; the others wait.
    pub(crate) fn depart(&mut self, places: usize, today: Today, luck: &Luck, crew: Crew) -> &mut Departures {
        let Self { acting, by_origin, wanting, departures, .. } = self;
        departures.boarding.clear();
        departures.applying.clear();
        departures.left = 0;
        wanting.draw_places(places, today, acting, (luck, crew));
        for &key in &wanting.order {
            let index = key as u32 as usize;
            let [_, death, stay, rest] = wanting.lots[index];
            let who = acting.row(wanting.places[index] as usize);
            departures.boarding.push(Aboard { who, lots: CrossingLots { death, stay, rest } });
        }
        acting.remove_those_who_go(|person, choice| {
            by_origin.0[usize::from(person.origin)] -= 1;
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
    /// Puts those who get a place into `order`, by lot; whoever gets none waits. A tie goes to whoever stands first.
    fn draw_places(&mut self, places: usize, today: Today, acting: &mut WaitingColumns, (luck, crew): (&Luck, Crew)) {
        let count = self.places.len();
        self.people.clear();
        self.people.extend(self.places.iter().map(|&place| acting.person(place as usize).id));
        self.lots.resize(count, [0; 4]);
        luck.draw_lots(crew, Purpose::Crossing, today.day, &self.people, &mut self.lots);
        self.order.clear();
        self.order.extend(self.lots.iter().zip(0_u64..).map(|(lots, index)| u64::from(lots[0]) << 32 | index));
        if places < count {
            self.order.select_nth_unstable(places);
            for ashore in self.order.drain(places..) {
                acting.wait_on(self.places[ashore as u32 as usize] as usize);
            }
        }
        self.order.sort_unstable();
    }
}
