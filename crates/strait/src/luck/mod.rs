//! Keyed luck: each draw is a pure function of (seed, replicate, who, day, purpose).
//!
//! People keep their luck across scenarios: whoever meets rough water in one meets it in all, so that differences
//! between scenarios are the policy's and not the dice's. Nothing depends on the order in which work is done, and a new
//! rule, having a [`Purpose`] of its own, never shifts another's draws.

mod distributions;
mod philox;

pub(crate) use distributions::{normal_cdf, normal_quantile};

use philox::philox;

/// What a draw decides. The numbers are part of the results: never reuse or change one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Purpose {
    // Institutions; `who` is 0 or counts the day's boats, flights and so on.
    Sea = 1,
    SeaQuality = 2,
    ArrivalsLevel = 3,
    ArrivalsCount = 4,
    Boats = 5,
    BoatLoad = 6,
    Patrol = 7,
    RescueBack = 8,
    FlightCancelled = 9,
    FrenchShock = 10,
    FrenchSuspension = 11,
    FrenchNotice = 12,
    FrenchRenewal = 13,
    SystemicChallenge = 14,
    SystemicOutcome = 15,
    // People; `who` is the person, the day is that of the event unless said otherwise.
    Traits = 32,
    Character = 33,
    Choice = 34,
    Boarding = 35,
    Death = 36,
    Retry = 37,
    Exclusion = 38,
    SelectionLot = 39,
    AsylumClaim = 40,
    RequestDelay = 41,
    ReplyDelay = 42,
    Refusal = 43,
    DecisionDelay = 44,
    Bail = 45,
    Referral = 46,
    ReferralOutcome = 47,
    SecondLook = 48,
    HumanRightsClaim = 49,
    InterimRelief = 50,
    AfterReturn = 51,
    LegalChecks = 52,
    LegalVetting = 53,
    LegalWithdrawal = 54,
    AsylumDecision = 55,
}

/// The luck of one replicate of one study.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Luck {
    key: [u32; 2],
}

impl Luck {
    /// The luck that belongs to a study's seed and a replicate.
    pub(crate) fn new(seed: u64, replicate: u64) -> Self {
        // One Philox block under the seed mixes the replicate in, so that neighbouring replicates share nothing.
        let words = philox([replicate as u32, (replicate >> 32) as u32, 0, 0], [seed as u32, (seed >> 32) as u32]);
        Self { key: [words[0], words[1]] }
    }

    /// The draws of one who, day and purpose.
    #[inline]
    pub(crate) fn draws(&self, purpose: Purpose, who: u32, day: i32) -> Draws {
        let counter = [who, day as u32, purpose as u32, 0];
        Draws { key: self.key, counter, words: philox(counter, self.key), used: 0 }
    }

    /// One uniform number in (0, 1).
    #[inline]
    pub(crate) fn uniform(&self, purpose: Purpose, who: u32, day: i32) -> f64 {
        self.draws(purpose, who, day).uniform()
    }

    /// The lots of many people for one purpose and day.
    pub(crate) fn lots(&self, purpose: Purpose, day: i32) -> Lots {
        let counter = [0, day as u32, purpose as u32, 0];
        Lots { key: self.key, counter, words: philox(counter, self.key) }
    }

    /// A lot to draw an order by.
    #[inline]
    pub(crate) fn lot(&self, purpose: Purpose, who: u32, day: i32) -> u32 {
        self.draws(purpose, who, day).words[0]
    }

    /// Whether something of this probability happens.
    #[inline]
    pub(crate) fn happens(&self, probability: f64, purpose: Purpose, who: u32, day: i32) -> bool {
        self.uniform(purpose, who, day) < probability
    }
}

/// One uniform number each for many people, for one purpose on one day: four neighbours share a block of the generator,
/// so that a pass over people in order costs a quarter of the work.
#[derive(Debug, Clone)]
pub(crate) struct Lots {
    key: [u32; 2],
    counter: [u32; 4],
    words: [u32; 4],
}

impl Lots {
    /// A person's uniform number in (0, 1).
    #[inline]
    pub(crate) fn of(&mut self, person: u32) -> f64 {
        let block = person >> 2;
        if block != self.counter[0] {
            self.counter[0] = block;
            self.words = philox(self.counter, self.key);
        }
        open_unit(self.words[(person & 3) as usize])
    }
}

/// A number in (0, 1) from 32 random bits.
#[inline]
fn open_unit(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// As many draws as one decision needs, in order.
#[derive(Debug, Clone)]
pub(crate) struct Draws {
    key: [u32; 2],
    counter: [u32; 4],
    words: [u32; 4],
    used: usize,
}

impl Draws {
    /// The next uniform number in (0, 1), of 32 bits.
    #[inline]
    pub(crate) fn uniform(&mut self) -> f64 {
        if self.used == 4 {
            self.counter[3] = self.counter[3].wrapping_add(1);
            self.words = philox(self.counter, self.key);
            self.used = 0;
        }
        let word = self.words[self.used];
        self.used += 1;
        open_unit(word)
    }

    /// Whether something of this probability happens.
    #[inline]
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chi-squared over 64 cells with 63 degrees of freedom: beyond 130 by chance once in about 10⁶ tests.
    fn chi_squared(draws: impl Iterator<Item = f64>) -> f64 {
        let mut cells = [0_u32; 64];
        let mut total = 0_u32;
        for draw in draws {
            cells[(draw * 64.0) as usize] += 1;
            total += 1;
        }
        let expected = f64::from(total) / 64.0;
        cells.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum()
    }

    #[test]
    fn draws_are_uniform_over_people_days_purposes_and_replicates() {
        let luck = Luck::new(1, 1);
        let people = chi_squared((0..100_000).map(|who| luck.uniform(Purpose::Choice, who, 5)));
        let days = chi_squared((0..100_000).map(|day| luck.uniform(Purpose::Choice, 5, day)));
        let replicates =
            chi_squared((0..100_000).map(|replicate| Luck::new(1, replicate).uniform(Purpose::Choice, 5, 5)));
        for statistic in [people, days, replicates] {
            assert!(statistic < 130.0, "chi-squared {statistic}");
        }
    }

    #[test]
    fn lots_do_not_depend_on_who_is_asked_first() {
        let luck = Luck::new(7, 0);
        let forwards: Vec<_> = {
            let mut lots = luck.lots(Purpose::Choice, 3);
            (0..100).map(|who| lots.of(who)).collect()
        };
        let mut lots = luck.lots(Purpose::Choice, 3);
        let mut backwards: Vec<_> = (0..100).rev().map(|who| lots.of(who)).collect();
        backwards.reverse();
        assert_eq!(forwards, backwards);
        let statistic = chi_squared({
            let mut lots = luck.lots(Purpose::Choice, 4);
            (0..100_000).map(move |who| lots.of(who))
        });
        assert!(statistic < 130.0, "chi-squared {statistic}");
    }

    #[test]
    fn neighbouring_keys_share_nothing() {
        let luck = Luck::new(7, 0);
        let pairs: [fn(&Luck, u32) -> f64; 3] = [
            |luck, who| luck.uniform(Purpose::Choice, who + 1, 5),
            |luck, who| luck.uniform(Purpose::Choice, who, 6),
            |luck, who| luck.uniform(Purpose::Boarding, who, 5),
        ];
        for other in pairs {
            let count = 100_000;
            let covariance: f64 =
                (0..count).map(|who| (luck.uniform(Purpose::Choice, who, 5) - 0.5) * (other(&luck, who) - 0.5)).sum();
            // The correlation's standard error is 1/√count; 5 of them.
            let correlation = covariance / f64::from(count) * 12.0;
            assert!(correlation.abs() < 5.0 / f64::from(count).sqrt(), "correlation {correlation}");
        }
    }

    #[test]
    fn luck_is_pinned() {
        // Published results rest on these: a change here is a change of every result.
        let draws: Vec<_> =
            (0..3).map(|who| (Luck::new(20_250_806, 2).uniform(Purpose::Choice, who, 100) * 1e6) as u32).collect();
        assert_eq!(draws, PINNED);
    }

    const PINNED: [u32; 3] = [491_945, 194_966, 869_198];
}
