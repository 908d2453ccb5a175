//! A day's choice: attempt a crossing, apply for the legal route, leave, or wait.
//!
//! A discrete choice with weights e^utility, where waiting has weight 1: a person's lot falls on an alternative in
//! proportion to its weight. What is the same for everyone, or for everyone of one origin or caution, is worked out once
//! a day, so that the pass over people only multiplies and compares.

use crate::crowd::Pass;
use crate::information::Information;
use crate::luck::unit;
use crate::scenario::{ORIGINS_MAX, Scenario};

/// What the day offers, the same for everyone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayOffer {
    pub(crate) crossable: bool,
    /// Share of people who know of the legal route; 0 while it is shut.
    pub(crate) aware_of_legal_route: f64,
}

/// What a person does today. A number, so that choices can be worked out by counting.
pub(super) type Choice = u8;
pub(super) const WAIT: Choice = 0;
pub(super) const LEAVE: Choice = 1;
pub(super) const APPLY: Choice = 2;
pub(super) const ATTEMPT: Choice = 3;

/// Risk aversion is told apart in so many steps.
const CAUTION_STEPS: usize = 256;

/// The day's weights.
#[derive(Debug, Clone)]
pub(super) struct Choosing {
    /// Weight of an attempt by origin, before a person's own part; 0 on a day that cannot be crossed.
    attempt: [f32; ORIGINS_MAX],
    /// Factor of that weight by caution.
    danger: [f32; CAUTION_STEPS],
    /// Return probability as each community sees it.
    belief: [f32; ORIGINS_MAX],
    apply: f32,
    leave: f32,
    leave_deterred: f32,
}

impl Choosing {
    pub(super) fn on(offer: DayOffer, scenario: &Scenario, information: &Information) -> Self {
        let tastes = &scenario.northern_france;
        let mut choosing = Self {
            attempt: [0.0; ORIGINS_MAX],
            danger: [1.0; CAUTION_STEPS],
            belief: [0.0; ORIGINS_MAX],
            apply: (offer.aware_of_legal_route * libm::exp(tastes.apply_utility)) as f32,
            leave: libm::exp(tastes.leave_utility) as f32,
            leave_deterred: libm::exp(tastes.leave_utility + tastes.deterred_leave_utility) as f32,
        };
        for (origin, group) in scenario.origin.iter().enumerate() {
            choosing.belief[origin] = information.community_belief(origin) as f32;
            if offer.crossable {
                let utility = tastes.resolve_mean - tastes.price_utility * group.price_eur / 1000.0
                    + scenario.information.friends_success_utility * information.success_of_friends(origin);
                choosing.attempt[origin] = libm::exp(utility) as f32;
            }
        }
        if offer.crossable {
            // e^(−full·risk aversion), at the middle of each step: every step multiplies by the same.
            let full = tastes.danger_utility * 100.0 * information.perceived_danger();
            let ratio = libm::exp(-full / CAUTION_STEPS as f64);
            let mut factor = libm::sqrt(ratio);
            for step in &mut choosing.danger {
                *step = factor as f32;
                factor *= ratio;
            }
        }
        choosing
    }
}

/// What of a person a choice looks up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) origin: u8,
    pub(super) caution: u8,
    pub(super) may_apply: bool,
}

/// What weighs in a person's choice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leanings {
    /// Own part of the weight of an attempt: e^(resolve + UK link).
    pub(super) pull: f32,
    /// Belief of their community from which the chance of being returned deters them.
    pub(super) deterred_from: f32,
}

/// The columns that a choice needs, and the one it fills.
pub(super) type ChoiceColumns<'a> = (&'a [Marks], &'a [Leanings], &'a [[u32; 4]], &'a mut [Choice]);

/// A day's choices by the lots of one of the four days that are drawn together.
#[derive(Debug)]
pub(super) struct Choose<'a> {
    pub(super) choosing: &'a Choosing,
    pub(super) lot: usize,
}

impl<'a> Pass<ChoiceColumns<'a>> for Choose<'_> {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, (marks, leanings, lots, choices): ChoiceColumns<'a>) {
        let day = self.choosing;
        for (choice, ((marks, leanings), lots)) in choices.iter_mut().zip(marks.iter().zip(leanings).zip(lots)) {
            let origin = usize::from(marks.origin) % ORIGINS_MAX;
            let deterred = day.belief[origin] >= leanings.deterred_from;
            let attempt = day.attempt[origin] * leanings.pull * day.danger[usize::from(marks.caution)];
            let attempt = if deterred { 0.0 } else { attempt };
            let apply = attempt + if marks.may_apply { day.apply } else { 0.0 };
            let leave = apply + if deterred { day.leave_deterred } else { day.leave };
            let falls_on = unit(lots[self.lot % 4]) * (1.0 + leave);
            *choice = WAIT + u8::from(falls_on < leave) + u8::from(falls_on < apply) + u8::from(falls_on < attempt);
        }
    }

    fn join(&self, (): (), (): ()) {}
}
