//! Those who act today, one column for each thing that their choice needs.

use super::choice::{ATTEMPT, Choice, Choose, Choosing, Leanings, Marks, WAIT};
use crate::crowd::Crew;
use crate::information::Information;
use crate::luck::{Luck, Purpose};
use crate::people::{Character, Person};
use crate::scenario::Scenario;

/// One person waiting, as their choice needs them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting {
    pub(crate) person: Person,
    leanings: Leanings,
    caution: u8,
}

impl Waiting {
    pub(crate) fn new(person: Person, character: Character, scenario: &Scenario) -> Self {
        let tastes = &scenario.northern_france;
        let link = if person.has_uk_link() { tastes.uk_link_utility } else { 0.0 };
        let price = scenario.origin[usize::from(person.origin)].price_eur;
        let deters_from = scenario.deterrence.deters_from(character.steadfastness(), price);
        let belief = Information::belief_that_deters(deters_from, person, character, &scenario.information);
        Self {
            person,
            leanings: Leanings {
                pull: libm::expf((tastes.resolve_sd * character.resolve() + link) as f32),
                deterred_from: belief as f32,
            },
            caution: character.caution(),
        }
    }
}

/// Days that share one draw of four lots.
const DAYS_A_DRAW: i32 = 4;

/// The columns.
#[derive(Debug, Clone, Default)]
pub(super) struct WaitingColumns {
    people: Vec<Person>,
    marks: Vec<Marks>,
    leanings: Vec<Leanings>,
    /// Lots for choices on four days in a row.
    lots: Vec<[u32; DAYS_A_DRAW as usize]>,
    choices: Vec<Choice>,
    drawn: Drawn,
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
        self.marks.push(Marks { origin: person.origin, caution: who.caution, may_apply: person.may_apply() });
        self.leanings.push(who.leanings);
    }

    pub(super) fn person(&self, index: usize) -> Person {
        self.people[index]
    }

    pub(super) fn row(&self, index: usize) -> Waiting {
        let (person, leanings) = (self.people[index], self.leanings[index]);
        Waiting { person, leanings, caution: self.marks[index].caution }
    }

    /// Changes everyone's row.
    pub(super) fn change(&mut self, change: impl Fn(&mut Waiting)) {
        for index in 0..self.len() {
            let mut who = self.row(index);
            change(&mut who);
            self.leanings[index] = who.leanings;
        }
    }

    /// Draws the lots of those who do not hold today's yet.
    pub(super) fn draw_choices(&mut self, day: i32, luck: &Luck, crew: Crew) {
        let Drawn { days, people, numbers } = &mut self.drawn;
        let today = day.div_euclid(DAYS_A_DRAW);
        if *days != today {
            (*days, *people) = (today, 0);
        }
        numbers.clear();
        numbers.extend(self.people[*people..].iter().map(|person| person.id));
        self.lots.resize(self.people.len(), [0; DAYS_A_DRAW as usize]);
        luck.draw_lots(crew, Purpose::Choice, today, numbers, &mut self.lots[*people..]);
        *people = self.people.len();
    }

    /// Everyone chooses.
    pub(super) fn choose(&mut self, day: i32, choosing: &Choosing, crew: Crew) {
        self.choices.resize(self.len(), WAIT);
        let columns = (&self.marks[..], &self.leanings[..], &self.lots[..], &mut self.choices[..]);
        crew.pass(columns, &Choose { choosing, lot: day.rem_euclid(DAYS_A_DRAW) as usize });
    }

    /// Finds where those stand who want to cross.
    pub(super) fn find_wanting(&self, places: &mut Vec<u32>) {
        // Every place is written and only some are kept, so that nothing hangs on a guess.
        places.resize(self.len(), 0);
        let mut found = 0;
        for (&choice, index) in self.choices.iter().zip(0..) {
            places[found] = index;
            found += usize::from(choice == ATTEMPT);
        }
        places.truncate(found);
    }

    /// Someone who meant to go waits after all.
    pub(super) fn wait_on(&mut self, index: usize) {
        self.choices[index] = WAIT;
    }

    /// Takes out everyone who does not wait, and says who they are and what they chose.
    pub(super) fn remove_those_who_go(&mut self, mut gone: impl FnMut(Person, Choice)) {
        for index in (0..self.len()).rev() {
            let choice = self.choices[index];
            if choice != WAIT {
                gone(self.people[index], choice);
                self.remove(index);
            }
        }
        self.drawn.people = self.len();
    }

    /// Takes someone out; the last person takes their place.
    fn remove(&mut self, index: usize) {
        self.people.swap_remove(index);
        self.marks.swap_remove(index);
        self.leanings.swap_remove(index);
        self.lots.swap_remove(index);
    }
}
