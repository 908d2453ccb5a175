//! `[courts.*]`: the grounds on which a return can be stopped, one by one or all at once.

use serde::{Deserialize, Serialize};

use super::check::Checker;

/// Referral of detained people as possible victims of trafficking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trafficking {
    /// Share of detained people with signs of trafficking who are referred [share] – evidence: `nrm_referral_share_detained`.
    pub referral_share: f64,
    /// Share of other detained people who are referred [share] – assumption.
    pub referral_share_without_signs: f64,
    /// Days to the first decision [days] – evidence: `nrm_reasonable_grounds_target`.
    pub decision_days: f64,
    /// First decisions that can be taken a week [people/week] – assumption.
    pub weekly_decisions: f64,
    /// Share of first decisions that are positive for people with signs of trafficking; others' are negative [share] – assumption.
    pub positive_share: f64,
    /// Share of people with a negative decision who ask in the UK for another look [share] – evidence: closed on 17–18 September 2025.
    pub reconsideration_share: f64,
    /// Days that another look takes [days] – assumption; no figure found.
    pub reconsideration_days: f64,
    /// Share of second looks that succeed [share] – evidence: `nrm_reconsideration_success`.
    pub reconsideration_success: f64,
}

impl Trafficking {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("referral_share", self.referral_share);
        check.share("referral_share_without_signs", self.referral_share_without_signs);
        check.within("decision_days", self.decision_days, 0.0..=3650.0);
        check.amount("weekly_decisions", self.weekly_decisions);
        check.share("positive_share", self.positive_share);
        check.share("reconsideration_share", self.reconsideration_share);
        check.within("reconsideration_days", self.reconsideration_days, 0.0..=3650.0);
        check.share("reconsideration_success", self.reconsideration_success);
    }
}

/// Human-rights claims against removal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HumanRights {
    /// Share of people with an inadmissibility notice who make a claim [share] – assumption.
    pub claim_share: f64,
    /// Days to decide on it [days] – assumption.
    pub decision_days: f64,
    /// Share certified as clearly unfounded, so that an appeal does not stop removal [share] – assumption.
    pub certified_share: f64,
}

impl HumanRights {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("claim_share", self.claim_share);
        check.within("decision_days", self.decision_days, 0.0..=3650.0);
        check.share("certified_share", self.certified_share);
    }
}

/// Applications to a court to stop one person's removal for a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterimRelief {
    /// Share of people with removal directions who apply [share] – evidence: `challenge_rate`.
    pub application_share: f64,
    /// Days to a hearing [days] – evidence: reported cases were heard within days.
    pub decision_days: f64,
    /// Hearings that the court can hold a week [people/week] – assumption.
    pub weekly_hearings: f64,
    /// Share of applications that succeed [share] – evidence: `injunction_success`.
    pub success_rate: f64,
    /// Days for which relief stops a removal [days] – evidence: `injunction_delay`.
    pub relief_days: f64,
    /// Share of those granted relief whose case then ends in release [share] – assumption.
    pub release_share: f64,
}

impl InterimRelief {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("application_share", self.application_share);
        check.within("decision_days", self.decision_days, 0.0..=3650.0);
        check.amount("weekly_hearings", self.weekly_hearings);
        check.share("success_rate", self.success_rate);
        check.within("relief_days", self.relief_days, 0.0..=3650.0);
        check.share("release_share", self.release_share);
    }
}

/// Lawyers who can act for detained people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lawyers {
    /// Claims and applications that can be lodged a week [people/week] – assumption.
    pub weekly_capacity: f64,
}

impl Lawyers {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("weekly_capacity", self.weekly_capacity);
    }
}

/// A challenge to the scheme as a whole: permission, hearing, appeal, Strasbourg.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Systemic {
    /// Challenges filed a year while the agreement is in force and none is pending; from 365.25 on, one is filed at once [count/year] – evidence: `systemic_ruling_annual_probability`, an assumption.
    pub challenges_per_year: f64,
    /// Days from filing to the decision on permission [days] – assumption.
    pub permission_days: u32,
    /// Chance that permission is given [share] – assumption; 607 of 8,649 judicial reviews in 2011.
    pub permission_share: f64,
    /// Chance that returns are paused from permission to judgment [share] – assumption; precedent June 2022.
    pub interim_pause_share: f64,
    /// Days from permission to the judgment [days] – evidence: `jr_substantive_duration`.
    pub hearing_days: u32,
    /// Chance that the judgment goes against the scheme; returns are then paused [share] – assumption.
    pub adverse_share: f64,
    /// Days from the judgment to the appeal's [days] – assumption; 192 and 139 days in 2022–23.
    pub appeal_days: u32,
    /// Chance that the appeal overturns the judgment, either way [share] – assumption.
    pub overturn_share: f64,
    /// Chance that Strasbourg pauses returns after the scheme has won at home [share] – assumption.
    pub strasbourg_pause_share: f64,
    /// Days for which Strasbourg pauses returns [days] – assumption.
    pub strasbourg_days: u32,
    /// Chance that a final ruling against the scheme ends it; otherwise its rules change [share] – assumption.
    pub ends_scheme_share: f64,
    /// Days of pause until changed rules are in place [days] – assumption.
    pub compliance_days: u32,
    /// Share of people whom changed rules take out of the scheme [share] – assumption.
    pub excluded_share: f64,
}

impl Systemic {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("challenges_per_year", self.challenges_per_year);
        check.share("permission_share", self.permission_share);
        check.share("interim_pause_share", self.interim_pause_share);
        check.share("adverse_share", self.adverse_share);
        check.share("overturn_share", self.overturn_share);
        check.share("strasbourg_pause_share", self.strasbourg_pause_share);
        check.share("ends_scheme_share", self.ends_scheme_share);
        check.share("excluded_share", self.excluded_share);
        for (key, days) in [
            ("permission_days", self.permission_days),
            ("hearing_days", self.hearing_days),
            ("appeal_days", self.appeal_days),
            ("strasbourg_days", self.strasbourg_days),
            ("compliance_days", self.compliance_days),
        ] {
            check.whole(key, days, 0..=36500);
        }
    }
}
