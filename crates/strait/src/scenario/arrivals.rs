//! `[arrivals_in_france]` and `[[origin]]`: who comes to northern France meaning to cross, and how many.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Checker;

/// How many people reach northern France meaning to cross, their ages and their sex.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrivalsInFrance {
    /// People who reach northern France a year at the long-run level [people/year] – evidence: `baseline_annual_arrivals_no_policy`, plus those who leave again.
    pub per_year: f64,
    /// Level of each month, January first, relative to the year's mean [ratio] – derived from `share_of_annual_arrivals`, three weeks earlier.
    pub seasonality: [f64; 12],
    /// Dispersion of daily counts, negative binomial k [count] – assumption.
    pub dispersion: f64,
    /// Standard deviation of the log of the slowly drifting level [log] – derived from the spread of yearly arrivals, 2022–2025.
    pub drift_sd: f64,
    /// Days over which the drifting level forgets itself [days] – assumption.
    pub drift_days: f64,
    /// How arrivals in northern France follow the sea, since people come to the coast when it can be crossed: arrivals ∝ openness^this, openness being the share of crossable days of late over the usual one [power] – assumption.
    pub sea_power: f64,
    /// The level where it is known, as fitted to what was observed: the first holds on `levels_from` and before, each next one `levels_days` later, with even growth between two. After the last the level drifts on from there. Empty: it drifts from the start [ratio to `per_year`].
    pub levels: Vec<f64>,
    /// The day on which the first of the `levels` holds [date].
    pub levels_from: Date,
    /// Days from one of the `levels` to the next [days].
    pub levels_days: f64,
    /// Share of people aged 18 or over [share] – evidence: `share_adult_2025`.
    pub adult_share: f64,
    /// Share of minors who come without an adult [share] – assumption.
    pub unaccompanied_share: f64,
    /// Share of people who are male, of every origin and age alike; no rule looks at it [share] – evidence: Home Office, IER_02c.
    pub male_share: f64,
}

impl ArrivalsInFrance {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("per_year", self.per_year);
        for value in self.seasonality {
            check.amount("seasonality", value);
        }
        if self.seasonality.iter().sum::<f64>() <= 0.0 {
            check.problem("seasonality", "twelve zeros", "at least one month above 0");
        }
        check.above_zero("dispersion", self.dispersion);
        check.amount("drift_sd", self.drift_sd);
        check.above_zero("drift_days", self.drift_days);
        check.within("sea_power", self.sea_power, 0.0..=3.0);
        for level in &self.levels {
            check.above_zero("levels", *level);
        }
        check.within("levels_days", self.levels_days, 1.0..=3650.0);
        check.share("adult_share", self.adult_share);
        check.share("unaccompanied_share", self.unaccompanied_share);
        check.share("male_share", self.male_share);
    }
}

/// A group of people by nationality, who hear of each other's crossings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The group's name, as the Home Office gives the nationality.
    pub name: String,
    /// Share of those who reach northern France [weight; weights need not add to 1] – evidence: `share_…_2025`.
    pub share: f64,
    /// Share with an identity document, even an expired one [share] – evidence: `share_pool_with_identity_document`.
    pub identity_document_share: f64,
    /// Share with family or friends in the UK [share] – assumption.
    pub uk_link_share: f64,
    /// Share of first decisions that grant protection [share] – evidence: `grant_rate_…`.
    pub grant_rate: f64,
    /// Share with signs of trafficking [share] – evidence: `nrm_referral_share_detained`.
    pub trafficking_indicator_share: f64,
    /// Price of a place in a boat [EUR] – evidence: `smuggler_price`.
    pub price_eur: f64,
}

impl Origin {
    pub(super) fn check(&self, check: &mut Checker) {
        if self.name.trim().is_empty() {
            check.problem("name", "an empty name", "a name");
        }
        check.amount("share", self.share);
        check.share("identity_document_share", self.identity_document_share);
        check.share("uk_link_share", self.uk_link_share);
        check.share("grant_rate", self.grant_rate);
        check.share("trafficking_indicator_share", self.trafficking_indicator_share);
        check.amount("price_eur", self.price_eur);
    }
}
