//! Those who act today, one column for each thing that their choice needs.

use super::choice::{Choice, Choosing, Marks, WAIT};
use crate::crowd::Crew;
use crate::information::Information;
use crate::luck::{Lots, Luck, Purpose};
use crate::people::{Character, Person, resolves};
use crate::scenario::{NorthernFrance, Scenario};

/// One person waiting, as their choice needs them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting {
    pub(crate) person: Person,
    /// Own part of the weight of an attempt: e^(resolve + UK link).
    pull: f32,
    /// Belief of their community from which the chance of being returned deters them.
    deterred_from: f32,
    caution: u8,
}

impl Waiting {
    pub(super) fn new(person: Person, character: Character, scenario: &Scenario, pull: &Pull) -> Self {
        let price = scenario.origin[usize::from(person.origin)].price_eur;
        let deters_from = scenario.deterrence.deters_from(character.steadfastness(), price);
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
            by_resolve: resolves().map(|resolve| libm::exp(tastes.resolve_sd * resolve) as f32).collect(),
            uk_link: libm::exp(tastes.uk_link_utility) as f32,
        }
    }

    fn of(&self, person: Person, character: Character) -> f32 {
        self.by_resolve[character.resolve()] * if person.has_uk_link() { self.uk_link } else { 1.0 }
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
    leaving: Vec<(u32, Choice)>,
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
        let lots = self.lots.column(day.rem_euclid(DAYS_A_DRAW) as usize);
        let columns = (&self.marks[..], &self.pull[..], &self.deterred_from[..], lots, &mut self.choices[..]);
        crew.pass(columns, choosing);
    }

    /// Where those stand who do not wait, and what they chose.
    pub(super) fn those_who_act(&self) -> impl Iterator<Item = (u32, Choice)> {
        // Most people wait on most days: eight at a time are passed over.
        let (eights, _) = self.choices.as_chunks::<8>();
        let rest = eights.len() * 8;
        let acting = eights.iter().zip(0_u32..).filter(|(eight, _)| u64::from_ne_bytes(**eight) != 0);
        let in_eights = acting.flat_map(|(eight, number)| eight.iter().zip(8 * number..));
        let in_rest = self.choices[rest..].iter().zip(rest as u32..);
        in_eights.chain(in_rest).filter(|(choice, _)| **choice != WAIT).map(|(&choice, stand)| (stand, choice))
    }

    /// Changes someone's choice.
    pub(super) fn set_choice(&mut self, stand: usize, choice: Choice) {
        self.choices[stand] = choice;
    }

    /// Takes out everyone who does not wait, and says who they are and what they chose.
    pub(super) fn remove_those_who_go(&mut self, mut gone: impl FnMut(Person, Choice)) {
        let mut leaving = std::mem::take(&mut self.leaving);
        leaving.extend(self.those_who_act());
        // From the last on, so that whoever takes a place has been looked at.
        for (stand, choice) in leaving.drain(..).rev() {
            gone(self.people[stand as usize], choice);
            self.remove(stand as usize);
        }
        self.leaving = leaving;
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
