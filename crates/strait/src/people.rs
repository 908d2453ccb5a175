//! People: what each carries from stage to stage, and the draws that make them.
//!
//! A person is eight bytes. Their character (taste for crossing, risk aversion, trust in news …) is a pure function of
//! who they are, so that a stage which needs it draws it again rather than carrying it along.

use crate::crowd::{BLOCK, Crew};
use crate::luck::{Lots, Luck, Purpose, normal_quantile, open_unit, unit};
use crate::scenario::{ArrivalsInFrance, Origin};

/// Age and company, as the treaty tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Age {
    /// 18 or over.
    Adult,
    /// Under 18, with an adult of their family.
    AccompaniedMinor,
    /// Under 18, alone: never detained for return.
    UnaccompaniedMinor,
}

/// Sex, as the statistics record it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female, or not recorded.
    Female,
    /// Male.
    Male,
}

/// One person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Person {
    /// Who they are: numbered in order of arrival in France.
    pub(crate) id: u32,
    /// Index of their origin in the scenario.
    pub(crate) origin: u8,
    traits: u8,
    /// Attempts to cross so far; stays at 255 once there.
    pub(crate) attempts: u8,
    /// Times returned to France so far; stays at 255 once there.
    pub(crate) times_returned: u8,
}

const AGE: u8 = 0b0000_0011;
const DOCUMENT: u8 = 0b0000_0100;
const UK_LINK: u8 = 0b0000_1000;
const TRAFFICKING_SIGNS: u8 = 0b0001_0000;
const APPLIED: u8 = 0b0010_0000;
const MALE: u8 = 0b0100_0000;

impl Person {
    pub(crate) fn age(self) -> Age {
        match self.traits & AGE {
            0 => Age::Adult,
            1 => Age::AccompaniedMinor,
            _ => Age::UnaccompaniedMinor,
        }
    }

    pub(crate) fn sex(self) -> Sex {
        if self.traits & MALE == 0 { Sex::Female } else { Sex::Male }
    }

    pub(crate) fn has_document(self) -> bool {
        self.traits & DOCUMENT != 0
    }

    pub(crate) fn has_uk_link(self) -> bool {
        self.traits & UK_LINK != 0
    }

    pub(crate) fn shows_trafficking_signs(self) -> bool {
        self.traits & TRAFFICKING_SIGNS != 0
    }

    /// Whether this person may still apply for the legal route: once, and never after a return.
    #[inline(always)]
    pub(crate) fn may_apply(self) -> bool {
        self.traits & APPLIED == 0 && self.times_returned == 0
    }

    /// Remembers that this person has applied for the legal route, so that they do so once.
    pub(crate) fn apply(&mut self) {
        self.traits |= APPLIED;
    }
}

/// People are told apart by resolve in so many equal parts.
pub(crate) const RESOLVES: usize = 1024;

/// Taste for crossing of each part of people, standard normal, from the least resolved on.
pub(crate) fn resolves() -> impl Iterator<Item = f64> {
    (0..RESOLVES).map(|part| normal_quantile((part as f64 + 0.5) / RESOLVES as f64))
}

/// The parts of a person that only their choices need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Character {
    resolve: u32,
    trust_and_caution: u32,
    noise: u32,
    steadfastness: u32,
}

impl Character {
    /// The character of the person of this number.
    pub(crate) fn of(id: u32, luck: &Luck) -> Self {
        Self::from_lots(luck.words(Purpose::Character, id, 0))
    }

    fn from_lots([resolve, trust_and_caution, noise, steadfastness]: [u32; 4]) -> Self {
        Self { resolve, trust_and_caution, noise, steadfastness }
    }

    /// Own taste for crossing against others': which of so many equal parts of people this person is in, from the least
    /// resolved on.
    pub(crate) fn resolve(self) -> usize {
        (self.resolve >> 22) as usize
    }

    /// Risk aversion, evenly spread over steps from 0 to 255.
    pub(crate) fn caution(self) -> u8 {
        self.trust_and_caution as u8
    }

    /// Trust in news against others', uniform from 0 to 1.
    pub(crate) fn trust(self) -> f64 {
        f64::from(unit(self.trust_and_caution))
    }

    /// What they make of the same news against others, standard normal.
    pub(crate) fn noise(self) -> f64 {
        normal_quantile(open_unit(self.noise))
    }

    /// Share of people who are deterred after them, uniform from 0 to 1.
    pub(crate) fn steadfastness(self) -> f64 {
        open_unit(self.steadfastness)
    }
}

/// People who have not come yet, drawn many at a time: their luck depends on their numbers alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Newcomers {
    /// Number of the next person; those drawn are the whole block of [`BLOCK`] numbers that it is in.
    next: u32,
    traits: Lots,
    characters: Lots,
}

impl Newcomers {
    /// The next person, as drawn on arrival in northern France.
    pub(crate) fn next(&mut self, luck: &Luck, origins: &Origins, ages: &ArrivalsInFrance) -> (Person, Character) {
        let id = self.next;
        // Beyond 2³² people, numbers and their luck come again.
        self.next = self.next.wrapping_add(1);
        let index = id as usize % BLOCK;
        if index == 0 {
            let numbers: [u32; BLOCK] = std::array::from_fn(|index| id + index as u32);
            self.traits.draw(0, &numbers, Purpose::Traits, 0, (luck, Crew::default()));
            self.characters.draw(0, &numbers, Purpose::Character, 0, (luck, Crew::default()));
        }
        let person = person(id, self.traits.of(index), origins, ages);
        (person, Character::from_lots(self.characters.of(index)))
    }
}

/// A person from their four lots; two of these decide two things each, by their upper and their lower half, and the
/// lower half of the last, which is as good as free, decides their sex.
fn person(id: u32, [origin, age, means, signs]: [u32; 4], origins: &Origins, ages: &ArrivalsInFrance) -> Person {
    let index = origins.pick(open_unit(origin));
    let origin = &origins.groups[index];
    let [(adult, unaccompanied), (document, link), (_, male)] = [halves(age), halves(means), halves(signs)];
    let mut traits = match (adult < ages.adult_share, unaccompanied < ages.unaccompanied_share) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    for (trait_bit, has) in [
        (DOCUMENT, document < origin.identity_document_share),
        (UK_LINK, link < origin.uk_link_share),
        (TRAFFICKING_SIGNS, open_unit(signs) < origin.trafficking_indicator_share),
        (MALE, male < ages.male_share),
    ] {
        traits |= if has { trait_bit } else { 0 };
    }
    Person { id, origin: index as u8, traits, attempts: 0, times_returned: 0 }
}

/// Two numbers in (0, 1) of 16 bits each.
fn halves(lot: u32) -> (f64, f64) {
    let number = |half: u32| (f64::from(half) + 0.5) / 65_536.0;
    (number(lot >> 16), number(lot & 0xFFFF))
}

/// The scenario's origins with their shares added up, ready to draw from.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    pub(crate) groups: Vec<Origin>,
    upper_bounds: Vec<f64>,
    /// For each step of a uniform number from 0 to 1, the first origin that it can fall on.
    first_of_step: [u8; STEPS],
}

/// Steps in which the search for an origin begins.
const STEPS: usize = 256;

impl Origins {
    pub(crate) fn new(groups: &[Origin]) -> Self {
        let total: f64 = groups.iter().map(|origin| origin.share).sum();
        let mut sum = 0.0;
        let upper_bounds: Vec<f64> = groups
            .iter()
            .map(|origin| {
                sum += origin.share;
                sum / total
            })
            .collect();
        let first_above = |number: f64| upper_bounds.iter().position(|&bound| number < bound);
        let first_of_step = std::array::from_fn(|step| first_above(step as f64 / STEPS as f64).unwrap_or(0) as u8);
        Self { groups: groups.to_vec(), upper_bounds, first_of_step }
    }

    fn pick(&self, uniform: f64) -> usize {
        let last = self.groups.len() - 1;
        let first = usize::from(self.first_of_step[(uniform * STEPS as f64) as usize]);
        self.upper_bounds[first..].iter().position(|&bound| uniform < bound).map_or(last, |more| first + more)
    }
}

/// The lots that decide how a person's asylum claim goes. They are the same whenever it is decided, so that a chance alone
/// says how it would go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClaimOutcome {
    /// Granted at first decision if this lies below the chance of a grant.
    pub(crate) decision_lot: f64,
    /// Allowed, if refused and appealed, when this lies below the share of appeals allowed.
    pub(crate) appeal_decision_lot: f64,
    /// Appeals if this lies below the share who do.
    pub(crate) appeal_lot: f64,
    /// Withdraws if this lies below the share who do.
    pub(crate) withdrawal_lot: f64,
}

impl ClaimOutcome {
    /// A person's lots.
    pub(crate) fn of(person: Person, luck: &Luck) -> Self {
        Self::from_lots(luck.words(Purpose::AsylumDecision, person.id, 0))
    }

    pub(crate) fn from_lots(lots: [u32; 4]) -> Self {
        let [decision_lot, appeal_decision_lot, appeal_lot, withdrawal_lot] = lots.map(open_unit);
        Self { decision_lot, appeal_decision_lot, appeal_lot, withdrawal_lot }
    }
}
