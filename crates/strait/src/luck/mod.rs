//! Keyed luck: each draw is a pure function of (seed, replicate, who, day, purpose).
//!
//! People keep their luck across scenarios: whoever meets rough water in one meets it in all, so that differences
//! between scenarios are the policy's and not the dice's. Nothing depends on the order in which work is done, and a new
//! rule, having a [`Purpose`] of its own, never shifts another's draws.
//!
//! Public as [`crowd`](crate::crowd) is, for other models on the same engine. To run the agreement you need none of it.

mod distributions;
mod lots;
mod order;
mod philox;
mod purpose;

pub(crate) use distributions::days;
pub use distributions::{normal_cdf, normal_quantile};
pub(crate) use lots::Lots;
pub use lots::{KEYS, unit};
pub(crate) use order::Order;
pub use purpose::Purpose;

use philox::philox;

/// The luck of one replicate of one study.
#[derive(Debug, Clone, Copy)]
pub struct Luck {
    key: [u32; 2],
}

impl Luck {
    /// The luck that belongs to a study's seed and a replicate.
    #[must_use]
    pub fn new(seed: u64, replicate: u64) -> Self {
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

    /// The four words of one who, day and purpose.
    #[inline(always)]
    pub(crate) fn words(&self, purpose: Purpose, who: u32, day: i32) -> [u32; 4] {
        philox([who, day as u32, purpose as u32, 0], self.key)
    }

    /// Whether something of this probability happens.
    #[inline]
    pub(crate) fn happens(&self, probability: f64, purpose: Purpose, who: u32, day: i32) -> bool {
        self.uniform(purpose, who, day) < probability
    }
}

/// A number in (0, 1) from 32 random bits.
#[inline]
pub(crate) fn open_unit(word: u32) -> f64 {
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
    use crate::crowd::Crew;

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
    fn lots_for_many_are_each_ones_own_words() {
        let luck = Luck::new(7, 0);
        let who: Vec<u32> = (0..100).map(|index| 1000 - 3 * index).collect();
        let mut lots = Lots::default();
        lots.draw(0, &who[..30], Purpose::Crossing, 3, (&luck, Crew::default()));
        lots.draw(30, &who[30..], Purpose::Choice, 3, (&luck, Crew::default()));
        for (index, &who) in who.iter().enumerate() {
            let purpose = if index < 30 { Purpose::Crossing } else { Purpose::Choice };
            assert_eq!(lots.of(index), luck.words(purpose, who, 3));
        }
        for word in 0..4 {
            let statistic =
                chi_squared((0..100_000).map(|who| f64::from(unit(luck.words(Purpose::Choice, who, 4)[word]))));
            assert!(statistic < 130.0, "chi-squared {statistic} of word {word}");
        }
    }

    #[test]
    fn neighbouring_keys_share_nothing() {
        let luck = Luck::new(7, 0);
        let pairs: [fn(&Luck, u32) -> f64; 3] = [
            |luck, who| luck.uniform(Purpose::Choice, who + 1, 5),
            |luck, who| luck.uniform(Purpose::Choice, who, 6),
            |luck, who| luck.uniform(Purpose::Crossing, who, 5),
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
