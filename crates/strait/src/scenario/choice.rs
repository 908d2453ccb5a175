//! `[northern_france]`, `[information]` and `[deterrence]`: how people choose, and what they know.

use serde::{Deserialize, Serialize};

use super::check::Checker;

/// How people waiting in northern France weigh a day's choices. Waiting has utility 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NorthernFrance {
    /// Mean of people's own taste for crossing [utility] – assumption, set so that 2025's attempts come out.
    pub resolve_mean: f64,
    /// Spread of that taste, standard deviation [utility] – assumption.
    pub resolve_sd: f64,
    /// What family or friends in the UK add to an attempt [utility] – assumption.
    pub uk_link_utility: f64,
    /// What each EUR 1,000 of the price takes from an attempt [utility/EUR 1000] – assumption.
    pub price_utility: f64,
    /// What perceived danger takes from an attempt, for a person of full risk aversion, when one boat in a hundred at sea ends in a death [utility] – assumption.
    pub danger_utility: f64,
    /// Utility of applying for the legal route [utility] – assumption.
    pub apply_utility: f64,
    /// Utility of leaving the region for good [utility] – assumption.
    pub leave_utility: f64,
    /// What being deterred adds to leaving [utility] – assumption; evidence on other routes: `displacement_to_lorry`.
    pub deterred_leave_utility: f64,
    /// Mean days before a person who was stopped tries again [days] – evidence: `days_between_attempts`.
    pub days_between_attempts: f64,
    /// Share of people stopped who stay to try again [share] – evidence: `retry_probability_after_prevention`.
    pub retry_share: f64,
}

impl NorthernFrance {
    pub(super) fn check(&self, check: &mut Checker) {
        check.within("resolve_mean", self.resolve_mean, -50.0..=50.0);
        check.within("resolve_sd", self.resolve_sd, 0.0..=10.0);
        check.within("uk_link_utility", self.uk_link_utility, -50.0..=50.0);
        check.within("price_utility", self.price_utility, 0.0..=50.0);
        check.within("danger_utility", self.danger_utility, 0.0..=50.0);
        check.within("apply_utility", self.apply_utility, -50.0..=50.0);
        check.within("leave_utility", self.leave_utility, -50.0..=50.0);
        check.within("deterred_leave_utility", self.deterred_leave_utility, 0.0..=50.0);
        check.within("days_between_attempts", self.days_between_attempts, 1.0..=365.0);
        check.share("retry_share", self.retry_share);
    }
}

/// How news of returns and of crossings travels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// Days until a community hears what became of someone [days] – evidence: `perception_lag`.
    pub lag_days: u32,
    /// Days over which awareness of returns grows from nothing after the first return [days] – assumption.
    pub awareness_days: f64,
    /// Half-life of what a community remembers [days] – assumption.
    pub memory_days: f64,
    /// Return probability that people assume before any news [share] – evidence: `pre_pilot_small_boat_returns_to_eu`.
    pub prior_return_probability: f64,
    /// Weight of that prior, as so many remembered people [people] – assumption.
    pub prior_weight: f64,
    /// Lowest share of the news that a person takes on; trust is spread evenly from here to 1 [share] – assumption.
    pub trust_low: f64,
    /// Spread of what people make of the same news, log standard deviation [log] – assumption.
    pub noise_sd: f64,
    /// Weight of one's own return against the community's news, as so many remembered people, in hundreds [people/100] – assumption.
    pub own_experience_weight: f64,
    /// What the success of friends adds to an attempt when all of them arrive rather than none [utility] – assumption.
    pub friends_success_utility: f64,
}

impl Information {
    pub(super) fn check(&self, check: &mut Checker) {
        check.whole("lag_days", self.lag_days, 0..=3650);
        check.above_zero("awareness_days", self.awareness_days);
        check.above_zero("memory_days", self.memory_days);
        check.share("prior_return_probability", self.prior_return_probability);
        check.above_zero("prior_weight", self.prior_weight);
        check.share("trust_low", self.trust_low);
        check.within("noise_sd", self.noise_sd, 0.0..=5.0);
        check.within("own_experience_weight", self.own_experience_weight, 0.0..=1000.0);
        check.within("friends_success_utility", self.friends_success_utility, -50.0..=50.0);
    }
}

/// How the perceived chance of return changes who still attempts to cross.
///
/// Nothing in the evidence says which form is right, so none is a finding: sweep them all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Deterrence {
    /// Attempts do not respond to returns.
    None {},
    /// Each point of perceived return probability takes the same share of attempts.
    Linear {
        /// Fall in attempts for each percentage point of perceived return probability [%/point] – evidence: `deterrence_semi_elasticity`, an assumption.
        semi_elasticity: f64,
    },
    /// Almost nothing below a certain share, almost everything above it.
    Threshold {
        /// Perceived return probability at which half of the effect is reached [share] – evidence: `deterrence_threshold_share`, an assumption.
        midpoint: f64,
        /// Width of the rise around the midpoint [share] – assumption.
        width: f64,
        /// Share of people who stop attempting when return is certain [share] – assumption.
        strength: f64,
    },
    /// People weigh what the UK is worth to them against the price and the cost of being returned.
    ExpectedUtility {
        /// Median of what an arrival is worth beyond its price [EUR] – assumption.
        median_value_eur: f64,
        /// Spread of that value, log standard deviation [log] – assumption.
        value_sd: f64,
        /// What being returned costs a person beyond the price paid [EUR] – assumption.
        return_cost_eur: f64,
    },
}

impl Deterrence {
    pub(super) fn check(&self, check: &mut Checker) {
        match *self {
            Self::None {} => {}
            Self::Linear { semi_elasticity } => {
                check.section("linear", |check| check.within("semi_elasticity", semi_elasticity, 0.0..=100.0));
            }
            Self::Threshold { midpoint, width, strength } => check.section("threshold", |check| {
                check.share("midpoint", midpoint);
                check.within("width", width, 1e-6..=1e3);
                check.share("strength", strength);
            }),
            Self::ExpectedUtility { median_value_eur, value_sd, return_cost_eur } => {
                check.section("expected_utility", |check| {
                    check.above_zero("median_value_eur", median_value_eur);
                    check.within("value_sd", value_sd, 0.01..=10.0);
                    check.amount("return_cost_eur", return_cost_eur);
                });
            }
        }
    }
}
