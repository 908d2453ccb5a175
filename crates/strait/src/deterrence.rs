//! Deterrence: how many people would still attempt to cross at a given perceived chance of return.
//!
//! Each person has a fixed place in the order in which people are deterred, so that a form says which share still
//! attempts and belief alone says who. Were deterrence a cost in each day's utility instead, people would merely wait a
//! little longer and cross as often in the end. The forms are assumptions, to be swept; none is a finding.

use crate::luck::{normal_cdf, normal_quantile};
use crate::rules::DeterrenceForm;
use crate::scenario::Deterrence;

impl DeterrenceForm for Deterrence {
    fn undeterred_share(&self, perceived: f64, price_eur: f64) -> f64 {
        match *self {
            Self::None {} => 1.0,
            Self::Linear { semi_elasticity } => (1.0 - semi_elasticity * perceived).max(0.0),
            Self::Threshold { midpoint, width, strength } => {
                let sigmoid = |at: f64| 1.0 / (1.0 + libm::exp(-(at - midpoint) / width));
                let reached = (sigmoid(perceived) - sigmoid(0.0)) / (sigmoid(1.0) - sigmoid(0.0));
                1.0 - strength * reached
            }
            Self::ExpectedUtility { median_value_eur, value_sd, return_cost_eur } => {
                if perceived <= 0.0 {
                    return 1.0;
                }
                if perceived >= 1.0 {
                    return 0.0;
                }
                // Worth it while (1 − p)·value > p·(price + cost), for values spread lognormally.
                let needed = perceived / (1.0 - perceived) * (price_eur + return_cost_eur);
                1.0 - normal_cdf(libm::log(needed / median_value_eur) / value_sd)
            }
        }
    }

    /// Each form turned round on paper, which takes one step rather than 53.
    fn deters_from(&self, steadfastness: f64, price_eur: f64) -> f64 {
        let deters_from = match *self {
            Self::None {} => f64::INFINITY,
            Self::Linear { semi_elasticity } => (1.0 - steadfastness) / semi_elasticity,
            Self::Threshold { midpoint, width, strength } => {
                let sigmoid = |at: f64| 1.0 / (1.0 + libm::exp(-(at - midpoint) / width));
                let (low, high) = (sigmoid(0.0), sigmoid(1.0));
                let reached = low + (1.0 - steadfastness) / strength * (high - low);
                if reached > high { f64::INFINITY } else { midpoint - width * libm::log(1.0 / reached - 1.0) }
            }
            Self::ExpectedUtility { median_value_eur, value_sd, return_cost_eur } => {
                let value = median_value_eur * libm::exp(value_sd * normal_quantile(1.0 - steadfastness));
                value / (value + price_eur + return_cost_eur)
            }
        };
        // A certain return is the most that anyone can perceive.
        if deters_from <= 1.0 { deters_from } else { f64::INFINITY }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [Deterrence; 4] = [
        Deterrence::None {},
        Deterrence::Linear { semi_elasticity: 2.0 },
        Deterrence::Threshold { midpoint: 0.3, width: 0.05, strength: 0.9 },
        Deterrence::ExpectedUtility { median_value_eur: 20_000.0, value_sd: 1.0, return_cost_eur: 3_000.0 },
    ];

    #[test]
    fn nobody_is_deterred_without_returns_and_more_returns_never_attract() {
        for form in FORMS {
            assert_eq!(form.undeterred_share(0.0, 2_000.0), 1.0, "{form:?}");
            let shares: Vec<_> = (0..=100).map(|p| form.undeterred_share(f64::from(p) / 100.0, 2_000.0)).collect();
            assert!(shares.is_sorted_by(|earlier, later| earlier >= later), "{form:?}: {shares:?}");
            assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{form:?}: {shares:?}");
        }
    }

    #[test]
    fn those_are_deterred_who_are_not_in_the_undeterred_share() {
        for form in FORMS {
            for step in 1..200 {
                let steadfastness = f64::from(step) / 200.0;
                let from = form.deters_from(steadfastness, 2_000.0);
                for perceived in (0..=100).map(|p| f64::from(p) / 100.0) {
                    let deterred = steadfastness >= form.undeterred_share(perceived, 2_000.0);
                    // At the boundary itself rounding decides.
                    if (perceived - from).abs() > 1e-6 {
                        assert_eq!(perceived >= from, deterred, "{form:?} at {perceived}, {steadfastness}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_point_of_return_probability_takes_the_stated_share() {
        let form = Deterrence::Linear { semi_elasticity: 2.0 };
        assert!((form.undeterred_share(0.01, 0.0) - 0.98).abs() < 1e-12);
    }
}
