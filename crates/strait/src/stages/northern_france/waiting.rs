//! Those who act today, one column for each thing that their choice needs.

use super::choice::{ATTEMPT, Choice, Choosing, Marks, WAIT, WEIGHT_MAX, weight};
use crate::crowd::Crew;
use crate::information::Information;
use crate::luck::{Lots, Luck, Purpose};
use crate::people::{Character, Person, resolves};
use crate::rules::DeterrenceForm;
use crate::scenario::{NorthernFrance, Scenario};

/// One person waiting, as their choice needs them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Waiting {
    pub(crate) person: Person,
    /// Own part of the weight of an attempt: e^(resolve + UK link).
    pull: f32,
    /// Belief of their community from which the chance of being returned deters them.
    deterred_from: f32,
    caution: u8,
}

impl Waiting {
    pub(super) fn new(
        person: Person,
        character: Character,
        scenario: &Scenario,
        deterrence: &dyn DeterrenceForm,
        pull: &Pull,
    ) -> Self {
        let price = scenario.origin[usize::from(person.origin)].price_eur;
        let deters_from = deterrence.deters_from(character.steadfastness(), price);
        let belief = Information::belief_that_deters(deters_from, person, character, &scenario.information);
        Self { person, pull: pull.of(person, character), deterred_from: belief as f32, caution: character.caution() }
    }
}

/// Own part of the weight of an attempt, e^(resolve + UK link), for each resolve.
#[derive(Debug, Clone)]
pub(super) struct Pull {
    by_resolve: Vec<f32>,
    uk_link: f32,
}

impl Pull {
    pub(super) fn new(tastes: &NorthernFrance) -> Self {
        Self {
            by_resolve: resolves().map(|resolve| weight(tastes.resolve_sd * resolve)).collect(),
            uk_link: weight(tastes.uk_link_utility),
        }
    }

    fn of(&self, person: Person, character: Character) -> f32 {
        (self.by_resolve[character.resolve()] * if person.has_uk_link() { self.uk_link } else { 1.0 }).min(WEIGHT_MAX)
    }
}

/// Days that share one draw of four lots.
const DAYS_A_DRAW: i32 = 4;

/// The columns.
#[derive(Debug, Clone, Default)]
pub(super) struct WaitingColumns {
    people: Vec<Person>,
    marks: Vec<Marks>,
    pull: Vec<f32>,
    deterred_from: Vec<f32>,
    /// Lots for choices on four days in a row.
    lots: Lots,
    choices: Vec<Choice>,
    drawn: Drawn,
    /// Where those stand who chose anything but to wait, in order.
    acting: Vec<u32>,
}

/// Which lots the columns hold.
#[derive(Debug, Clone, Default)]
struct Drawn {
    /// The four days, by their number in fours.
    days: i32,
    /// How many people, from the first on, hold them.
    people: usize,
    /// The numbers of those for whom lots are drawn.
    numbers: Vec<u32>,
}

impl WaitingColumns {
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    pub(super) fn push(&mut self, who: Waiting) {
        let person = who.person;
        self.people.push(person);
        self.marks.push(Marks::new(person.origin, who.caution, person.may_apply()));
        self.pull.push(who.pull);
        self.deterred_from.push(who.deterred_from);
    }

    pub(super) fn person(&self, index: usize) -> Person {
        self.people[index]
    }

    pub(super) fn row(&self, index: usize) -> Waiting {
        Waiting {
            person: self.people[index],
            pull: self.pull[index],
            deterred_from: self.deterred_from[index],
            caution: self.marks[index].caution(),
        }
    }

    /// Changes everyone's row.
    pub(super) fn change(&mut self, change: impl Fn(&mut Waiting)) {
        for index in 0..self.len() {
            let mut who = self.row(index);
            change(&mut who);
            self.pull[index] = who.pull;
            self.deterred_from[index] = who.deterred_from;
        }
    }

    /// Draws the lots of those who do not hold today's yet.
    pub(super) fn draw_choices(&mut self, day: i32, luck: (&Luck, Crew)) {
        let Drawn { days, people, numbers } = &mut self.drawn;
        let today = day.div_euclid(DAYS_A_DRAW);
        if *days != today {
            (*days, *people) = (today, 0);
        }
        numbers.clear();
        numbers.extend(self.people[*people..].iter().map(|person| person.id));
        self.lots.draw(*people, numbers, Purpose::Choice, today, luck);
        *people = self.people.len();
    }

    /// Everyone chooses.
    pub(super) fn choose(&mut self, day: i32, choosing: &Choosing, crew: Crew) {
        self.choices.resize(self.len(), WAIT);
        let lots = self.lots.column(day.rem_euclid(DAYS_A_DRAW) as usize, self.people.len());
        let columns = (&self.marks[..], &self.pull[..], &self.deterred_from[..], lots, &mut self.choices[..]);
        crew.pass(columns, choosing);
        self.find_those_who_act();
    }

    /// Finds where those stand who do not wait.
    fn find_those_who_act(&mut self) {
        self.acting.clear();
        self.acting.resize(self.choices.len(), 0);
        let mut found = 0;
        let mut look = |choices: &[Choice], first: usize| {
            for (&choice, stand) in choices.iter().zip(first as u32..) {
                // Written either way and kept or not, so that nothing hangs on a guess.
                self.acting[found] = stand;
                found += usize::from(choice != WAIT);
            }
        };
        let (eights, rest) = self.choices.as_chunks::<8>();
        for (number, eight) in eights.iter().enumerate() {
            // On a day that cannot be crossed most people wait: eight at a time are passed over.
            if u64::from_ne_bytes(*eight) != 0 {
                look(eight, 8 * number);
            }
        }
        look(rest, 8 * eights.len());
        self.acting.truncate(found);
    }

    /// Where those stand who want to cross.
    pub(super) fn wanting(&self) -> impl Iterator<Item = u32> {
        self.acting.iter().copied().filter(|&stand| self.choices[stand as usize] == ATTEMPT)
    }

    /// Someone who meant to go waits after all.
    pub(super) fn wait_on(&mut self, stand: usize) {
        self.choices[stand] = WAIT;
    }

    /// Takes out everyone who does not wait, and says who they are and what they chose.
    pub(super) fn remove_those_who_go(&mut self, mut gone: impl FnMut(Person, Choice)) {
        let mut acting = std::mem::take(&mut self.acting);
        // From the last on, so that whoever takes a place has been looked at.
        for stand in acting.drain(..).rev() {
            let choice = self.choices[stand as usize];
            if choice != WAIT {
                gone(self.people[stand as usize], choice);
                self.remove(stand as usize);
            }
        }
        self.acting = acting;
        self.drawn.people = self.len();
    }

    /// Takes someone out; the last person takes their place.
    fn remove(&mut self, index: usize) {
        self.people.swap_remove(index);
        self.marks.swap_remove(index);
        self.pull.swap_remove(index);
        self.deterred_from.swap_remove(index);
        self.lots.swap_remove(index);
    }
}
