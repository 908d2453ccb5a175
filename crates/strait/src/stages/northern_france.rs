//! Northern France: people who wait there and choose each day to attempt a crossing, wait, apply for the legal route or
//! leave. They come from elsewhere, from a failed attempt, from a withdrawn application, or from a return; they go to
//! sea, to the legal route, or away.

use crate::calendar::Today;
use crate::information::Information;
use crate::luck::{Luck, Purpose};
use crate::people::{Character, Person};
use crate::scenario::{Deterrence, Scenario};

/// Everyone waiting, one column for each thing their choice needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct NorthernFrance {
    people: Vec<Person>,
    character: Vec<Character>,
    /// First day on which they act again.
    ready: Vec<i32>,
    choices: Vec<Choice>,
}

/// What a person does today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Wait,
    Attempt,
    Apply,
    Leave,
}

/// Who leaves the stage today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Departures {
    /// People with a place in a boat, in the order in which they got it.
    pub(crate) boarding: Vec<Person>,
    pub(crate) applying: Vec<Person>,
    pub(crate) left: u64,
}

/// What the day offers, the same for everyone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayOffer {
    pub(crate) crossable: bool,
    /// Share of people who know of the legal route; 0 while it is shut.
    pub(crate) aware_of_legal_route: f64,
}

impl NorthernFrance {
    /// How many people wait here.
    pub(crate) fn waiting(&self) -> usize {
        self.people.len()
    }

    /// The people waiting, by origin.
    pub(crate) fn waiting_by_origin(&self, origins: usize) -> Vec<u64> {
        let mut counts = vec![0; origins];
        for person in &self.people {
            counts[usize::from(person.origin)] += 1;
        }
        counts
    }

    /// Someone comes, and acts from the day `ready` on.
    pub(crate) fn welcome(&mut self, person: Person, ready: i32, luck: &Luck) {
        self.people.push(person);
        self.character.push(Character::of(person.id, luck));
        self.ready.push(ready);
    }

    /// Someone whose attempt failed comes back, and stays to try again or leaves. True when they stay.
    pub(crate) fn welcome_back(&mut self, person: Person, today: Today, scenario: &Scenario, luck: &Luck) -> bool {
        let mut draws = luck.draws(Purpose::Retry, person.id, today.day);
        let stays = draws.happens(scenario.northern_france.retry_share);
        if stays {
            let ready = today.day + draws.days(scenario.northern_france.days_between_attempts);
            self.welcome(person, ready, luck);
        }
        stays
    }

    /// Everyone decides alone. Returns how many want to cross.
    pub(crate) fn decide(
        &mut self,
        today: Today,
        offer: DayOffer,
        scenario: &Scenario,
        information: &Information,
        luck: &Luck,
    ) -> usize {
        let appeal = Appeal::of(offer, scenario, information);
        let mut lots = luck.lots(Purpose::Choice, today.day);
        let people = self.people.iter().zip(&self.character).zip(&self.ready);
        self.choices.clear();
        self.choices.extend(people.map(|((&person, &character), &ready)| {
            if ready > today.day {
                Choice::Wait
            } else {
                choose(person, character, lots.of(person.id), offer, &appeal, scenario, information)
            }
        }));
        self.choices.iter().filter(|&&choice| choice == Choice::Attempt).count()
    }

    /// Those who have decided to go leave the stage. Of those who want to cross, as many as there are places go, drawn
    /// by lot; the others wait.
    pub(crate) fn depart(&mut self, places: usize, today: Today, luck: &Luck) -> Departures {
        let mut departures = Departures { boarding: self.draw_places(places, today, luck), ..Departures::default() };
        let mut kept = 0;
        for index in 0..self.people.len() {
            let person = self.people[index];
            match self.choices[index] {
                Choice::Wait => {
                    self.people[kept] = person;
                    self.character[kept] = self.character[index];
                    self.ready[kept] = self.ready[index];
                    kept += 1;
                }
                Choice::Attempt => {}
                Choice::Apply => departures.applying.push(person),
                Choice::Leave => departures.left += 1,
            }
        }
        self.people.truncate(kept);
        self.character.truncate(kept);
        self.ready.truncate(kept);
        departures
    }

    /// Gives out places in boats by lot; whoever gets none waits. A tie of lots goes to the lower number.
    fn draw_places(&mut self, places: usize, today: Today, luck: &Luck) -> Vec<Person> {
        let attempts = self.choices.iter().zip(0_u32..).filter(|(choice, _)| **choice == Choice::Attempt);
        let mut lots: Vec<(u32, u32, u32)> = attempts
            .map(|(_, index)| {
                let id = self.people[index as usize].id;
                (luck.lot(Purpose::Boarding, id, today.day), id, index)
            })
            .collect();
        lots.sort_unstable();
        let (aboard, ashore) = lots.split_at(places.min(lots.len()));
        for &(_, _, index) in ashore {
            self.choices[index as usize] = Choice::Wait;
        }
        aboard.iter().map(|&(_, _, index)| self.people[index as usize]).collect()
    }
}

/// What of each alternative's utility is the same for everyone of one origin today, worked out once.
struct Appeal {
    /// Utility of an attempt before a person's own part, by origin.
    attempt: Vec<f64>,
    /// Weight, e^utility, of applying, of leaving, and of leaving for someone deterred.
    apply: f64,
    leave: f64,
    leave_deterred: f64,
}

impl Appeal {
    fn of(offer: DayOffer, scenario: &Scenario, information: &Information) -> Self {
        let tastes = &scenario.northern_france;
        let attempt = scenario
            .origin
            .iter()
            .enumerate()
            .map(|(origin, group)| {
                tastes.resolve_mean - tastes.price_utility * group.price_eur / 1000.0
                    + scenario.information.friends_success_utility * information.success_of_friends(origin)
            })
            .collect();
        Self {
            attempt,
            apply: offer.aware_of_legal_route * libm::exp(tastes.apply_utility),
            leave: libm::exp(tastes.leave_utility),
            leave_deterred: libm::exp(tastes.leave_utility + tastes.deterred_leave_utility),
        }
    }
}

/// One person's discrete choice. Waiting has weight 1; the lot falls on an alternative in proportion to its weight.
fn choose(
    person: Person,
    character: Character,
    lot: f64,
    offer: DayOffer,
    appeal: &Appeal,
    scenario: &Scenario,
    information: &Information,
) -> Choice {
    let undeterred = match &scenario.deterrence {
        Deterrence::None {} => true,
        form => {
            let perceived = information.perceived_return_probability(person, character, &scenario.information);
            let price = scenario.origin[usize::from(person.origin)].price_eur;
            f64::from(character.steadfastness) < form.undeterred_share(perceived, price)
        }
    };
    let attempt = if offer.crossable && undeterred {
        let tastes = &scenario.northern_france;
        let link = if person.has_uk_link() { tastes.uk_link_utility } else { 0.0 };
        let danger =
            tastes.danger_utility * f64::from(character.risk_aversion) * 100.0 * information.perceived_danger();
        let own = tastes.resolve_sd * f64::from(character.resolve);
        // Single precision is ample for a choice, and this is the hottest line of a run.
        f64::from(libm::expf((appeal.attempt[usize::from(person.origin)] + own + link - danger) as f32))
    } else {
        0.0
    };
    let apply = if person.has_applied() || person.times_returned > 0 { 0.0 } else { appeal.apply };
    let leave = if undeterred { appeal.leave } else { appeal.leave_deterred };
    let mut point = lot * (1.0 + attempt + apply + leave);
    // Attempts first: a person's lot for them is then the same whatever else is on offer, or nearly so.
    for (weight, choice) in [(attempt, Choice::Attempt), (apply, Choice::Apply), (leave, Choice::Leave)] {
        if point < weight {
            return choice;
        }
        point -= weight;
    }
    Choice::Wait
}
