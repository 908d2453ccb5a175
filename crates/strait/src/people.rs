//! People: what each carries from stage to stage, and the draws that make them.
//!
//! A person is eight bytes. Their character (taste for crossing, risk aversion, trust in news …) is a pure function of
//! who they are, so that a stage which needs it draws it again rather than carrying it along.

use crate::luck::{Luck, Purpose, normal_quantile};
use crate::scenario::{ArrivalsInFrance, Origin};

/// Age and company, as the treaty tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    Adult,
    AccompaniedMinor,
    UnaccompaniedMinor,
}

/// One person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Person {
    /// The person of this number, as drawn on arrival in northern France.
    pub(crate) fn arriving(id: u32, luck: &Luck, origins: &Origins, ages: &ArrivalsInFrance) -> Self {
        let mut draws = luck.draws(Purpose::Traits, id, 0);
        let index = origins.pick(draws.uniform());
        let origin = &origins.groups[index];
        let mut traits = if draws.happens(ages.adult_share) {
            0
        } else if draws.happens(ages.unaccompanied_share) {
            2
        } else {
            1
        };
        // Every draw is taken whatever the ones before it decided, so that each trait keeps its own luck.
        let mut draws = luck.draws(Purpose::Traits, id, 1);
        for (trait_bit, share) in [
            (DOCUMENT, origin.identity_document_share),
            (UK_LINK, origin.uk_link_share),
            (TRAFFICKING_SIGNS, origin.trafficking_indicator_share),
        ] {
            if draws.happens(share) {
                traits |= trait_bit;
            }
        }
        Self { id, origin: index as u8, traits, attempts: 0, times_returned: 0 }
    }

    pub(crate) fn age(self) -> Age {
        match self.traits & AGE {
            0 => Age::Adult,
            1 => Age::AccompaniedMinor,
            _ => Age::UnaccompaniedMinor,
        }
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

    pub(crate) fn has_applied(self) -> bool {
        self.traits & APPLIED != 0
    }

    /// Remembers that this person has applied for the legal route, so that they do so once.
    pub(crate) fn apply(&mut self) {
        self.traits |= APPLIED;
    }
}

/// The parts of a person that only their choices need.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Character {
    /// Own taste for crossing against others', standard normal.
    pub(crate) resolve: f32,
    /// Risk aversion, uniform from 0 to 1.
    pub(crate) risk_aversion: f32,
    /// Trust in news against others', uniform from 0 to 1.
    pub(crate) trust: f32,
    /// What they make of the same news against others, standard normal.
    pub(crate) noise: f32,
    /// Share of people who are deterred before them, uniform from 0 to 1.
    pub(crate) steadfastness: f32,
}

impl Character {
    /// The character of the person of this number.
    pub(crate) fn of(id: u32, luck: &Luck) -> Self {
        let mut draws = luck.draws(Purpose::Character, id, 0);
        Self {
            resolve: draws.normal() as f32,
            risk_aversion: draws.uniform() as f32,
            trust: draws.uniform() as f32,
            noise: normal_quantile(draws.uniform()) as f32,
            steadfastness: draws.uniform() as f32,
        }
    }
}

/// The scenario's origins with their shares added up, ready to draw from.
#[derive(Debug, Clone)]
pub(crate) struct Origins {
    pub(crate) groups: Vec<Origin>,
    upper_bounds: Vec<f64>,
}

impl Origins {
    pub(crate) fn new(groups: &[Origin]) -> Self {
        let total: f64 = groups.iter().map(|origin| origin.share).sum();
        let mut sum = 0.0;
        let upper_bounds = groups
            .iter()
            .map(|origin| {
                sum += origin.share;
                sum / total
            })
            .collect();
        Self { groups: groups.to_vec(), upper_bounds }
    }

    fn pick(&self, uniform: f64) -> usize {
        let last = self.groups.len() - 1;
        self.upper_bounds.iter().position(|&bound| uniform < bound).unwrap_or(last)
    }
}

/// Whether the UK would grant this person's claim in the end: at first decision or on appeal.
///
/// The same draws decide it when it is decided, so that it is known all along.
pub(crate) fn claim_outcome(person: Person, luck: &Luck, origin: &Origin, appeal_allowed_share: f64) -> ClaimOutcome {
    let mut draws = luck.draws(Purpose::AsylumDecision, person.id, 0);
    let granted = draws.happens(origin.grant_rate);
    let allowed_on_appeal = draws.happens(appeal_allowed_share);
    ClaimOutcome { granted, allowed_on_appeal, appeal_lot: draws.uniform(), withdrawal_lot: draws.uniform() }
}

/// How a person's asylum claim would go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClaimOutcome {
    /// Granted at first decision.
    pub(crate) granted: bool,
    /// Allowed if refused and appealed.
    pub(crate) allowed_on_appeal: bool,
    /// Appeals if this lies below the share who do.
    pub(crate) appeal_lot: f64,
    /// Withdraws if this lies below the share who do.
    pub(crate) withdrawal_lot: f64,
}

impl ClaimOutcome {
    /// Whether the claim is well founded: protection would follow in the end.
    pub(crate) fn founded(self) -> bool {
        self.granted || self.allowed_on_appeal
    }
}
