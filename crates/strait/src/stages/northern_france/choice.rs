//! A day's choice: attempt a crossing, apply for the legal route, leave, or wait.
//!
//! A discrete choice with weights e^utility, where waiting has weight 1: a person's lot falls on an alternative in
//! proportion to its weight. What is the same for everyone, or for everyone of one origin or caution, is worked out once
//! a day, so that the pass over people only multiplies and compares.

use crate::crowd::{BLOCK, Pass};
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

/// Largest weight that counts: sums and products of a few stay within single precision.
pub(super) const WEIGHT_MAX: f32 = 1e18;

/// The weight of an alternative of this utility.
pub(super) fn weight(utility: f64) -> f32 {
    (libm::exp(utility) as f32).min(WEIGHT_MAX)
}

/// The day's weights.
#[derive(Debug, Clone)]
pub(super) struct Choosing {
    crossable: bool,
    /// Weight of an attempt by origin, before a person's own part.
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
    /// The weights of a day.
    pub(super) fn on(offer: DayOffer, scenario: &Scenario, information: &Information) -> Self {
        let tastes = &scenario.northern_france;
        let mut choosing = Self {
            crossable: offer.crossable,
            attempt: [0.0; ORIGINS_MAX],
            danger: [1.0; CAUTION_STEPS],
            belief: [0.0; ORIGINS_MAX],
            apply: offer.aware_of_legal_route as f32 * weight(tastes.apply_utility),
            leave: weight(tastes.leave_utility),
            leave_deterred: weight(tastes.leave_utility + tastes.deterred_leave_utility),
        };
        for (origin, group) in scenario.origin.iter().enumerate() {
            choosing.belief[origin] = information.community_belief(origin) as f32;
            if offer.crossable {
                let utility = tastes.resolve_mean - tastes.price_utility * group.price_eur / 1000.0
                    + scenario.information.friends_success_utility * information.success_of_friends(origin);
                choosing.attempt[origin] = weight(utility);
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

/// What of a person a choice looks up, packed into one number so that many are unpacked at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks(u32);

impl Marks {
    pub(super) fn new(origin: u8, caution: u8, may_apply: bool) -> Self {
        Self(u32::from(may_apply) << 16 | u32::from(origin) << 8 | u32::from(caution))
    }

    #[inline(always)]
    pub(super) fn caution(self) -> u8 {
        self.0 as u8
    }

    #[inline(always)]
    fn origin(self) -> usize {
        (self.0 >> 8) as usize % ORIGINS_MAX
    }

    #[inline(always)]
    fn may_apply(self) -> bool {
        self.0 >> 16 != 0
    }
}

/// The columns that a choice needs (marks, pull, deterred from, lots), and the one it fills.
type ChoiceColumns<'a> = (&'a [Marks], &'a [f32], &'a [f32], &'a [u32], &'a mut [Choice]);

impl<'a> Pass<ChoiceColumns<'a>> for Choosing {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, columns: ChoiceColumns<'a>) {
        // On a day that cannot be crossed nobody need be asked what draws them to sea.
        if self.crossable { self.choose::<true>(columns) } else { self.choose::<false>(columns) }
    }

    fn join(&self, (): (), (): ()) {}
}

impl Choosing {
    #[inline(always)]
    fn choose<const CROSSABLE: bool>(&self, (marks, pull, deterred_from, lots, choices): ChoiceColumns<'_>) {
        let people =
            marks.chunks(BLOCK).zip(pull.chunks(BLOCK)).zip(deterred_from.chunks(BLOCK)).zip(lots.chunks(BLOCK));
        for (choices, (((marks, pull), deterred_from), lots)) in choices.chunks_mut(BLOCK).zip(people) {
            // What is looked up is looked up first: the compiler turns only loops without that into vector instructions.
            let (mut belief, mut attempts) = ([0.0; BLOCK], [0.0; BLOCK]);
            for (belief, marks) in belief.iter_mut().zip(marks) {
                *belief = self.belief[marks.origin()];
            }
            if CROSSABLE {
                for (attempt, (marks, pull)) in attempts.iter_mut().zip(marks.iter().zip(pull)) {
                    let weight = self.attempt[marks.origin()] * pull * self.danger[usize::from(marks.caution())];
                    *attempt = weight.min(WEIGHT_MAX);
                }
            }
            let mut rank = [0; BLOCK];
            let people = marks.iter().zip(lots).zip(belief.iter().zip(deterred_from)).zip(attempts);
            for (rank, (((marks, &lot), (belief, deterred_from)), attempt)) in rank.iter_mut().zip(people) {
                let deterred = belief >= deterred_from;
                let attempt = if deterred { 0.0 } else { attempt };
                let apply = attempt + if marks.may_apply() { self.apply } else { 0.0 };
                let leave = apply + if deterred { self.leave_deterred } else { self.leave };
                let falls_on = unit(lot) * (1.0 + leave);
                *rank = i32::from(falls_on < leave) + i32::from(falls_on < apply) + i32::from(falls_on < attempt);
            }
            for (choice, rank) in choices.iter_mut().zip(rank) {
                *choice = WAIT + rank as Choice;
            }
        }
    }
}
