//! `[legal_route]`, `[asylum]`, `[costs]` and `[public]`: the way in, the asylum system, money and opinion.

use serde::{Deserialize, Serialize};

use super::check::Checker;

/// The legal route into the UK for people in France.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalRoute {
    /// Whether the application window is open.
    pub open: bool,
    /// Days over which people come to know of the route after it opens [days] – assumption; few knew of it at first.
    pub awareness_days: f64,
    /// Applications that a window takes a week [people/week] – assumption; the treaty limits them by reciprocity.
    pub weekly_applications: f64,
    /// Share of applicants without an identity document who have other proof of who they are [share] – assumption.
    pub other_proof_share: f64,
    /// Other proofs of identity that can be checked a week [people/week] – assumption.
    pub weekly_other_proofs: f64,
    /// Share of applicants who prove within 24 hours that they are in France and pass suitability checks [share] – assumption.
    pub checks_pass_share: f64,
    /// Grant rate above which an origin is taken first [share] – evidence: `inbound_high_priority_grant_rate_cutoff`.
    pub priority_grant_rate: f64,
    /// Mean days from application to the end of vetting [days] – evidence: `inbound_processing_time`.
    pub vetting_days: f64,
    /// People whose vetting can begin a week [people/week] – assumption.
    pub weekly_vetting: f64,
    /// Visas that the centre in Paris can give a week [people/week] – evidence: `admissions_per_week_2025`, its high end.
    pub weekly_visas: f64,
    /// Chance a day that an applicant gives up and is back in northern France [share/day] – assumption.
    pub withdrawal_daily_chance: f64,
    /// Share of people admitted who then claim asylum [share] – assumption.
    pub asylum_claim_share: f64,
}

impl LegalRoute {
    pub(super) fn check(&self, check: &mut Checker) {
        check.above_zero("awareness_days", self.awareness_days);
        check.amount("weekly_applications", self.weekly_applications);
        check.share("other_proof_share", self.other_proof_share);
        check.amount("weekly_other_proofs", self.weekly_other_proofs);
        check.share("checks_pass_share", self.checks_pass_share);
        check.share("priority_grant_rate", self.priority_grant_rate);
        check.within("vetting_days", self.vetting_days, 0.0..=3650.0);
        check.amount("weekly_vetting", self.weekly_vetting);
        check.amount("weekly_visas", self.weekly_visas);
        check.share("withdrawal_daily_chance", self.withdrawal_daily_chance);
        check.share("asylum_claim_share", self.asylum_claim_share);
    }
}

/// The UK's asylum system: boat arrivals as people, all other claims as counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asylum {
    /// Share of people who arrive by boat and claim asylum [share] – evidence: `asylum_claim_share`.
    pub claim_share: f64,
    /// Claims a week by other routes [people/week] – derived from `asylum_claims_ye_mar2026` less boat arrivals.
    pub other_weekly_claims: f64,
    /// Share of those claims granted at first decision [share] – derived from `overall_grant_rate_ye_mar2026`.
    pub other_grant_rate: f64,
    /// People awaiting a first decision when the warm-up begins [people] – derived back from `awaiting_initial_decision_mar2026`.
    pub backlog_at_start: f64,
    /// People awaiting an appeal when the warm-up begins [people] – derived back from `asylum_appeals_open_mar2026`.
    pub appeals_at_start: f64,
    /// First decisions a week [people/week] – evidence: `initial_decisions_per_quarter`.
    pub weekly_decisions: f64,
    /// Share of claims withdrawn before a decision [share] – derived: 16,901 withdrawn, 128,300 decided.
    pub withdrawn_share: f64,
    /// Share of people refused who appeal [share] – derived from `asylum_appeals_lodged_per_quarter`.
    pub appeal_share: f64,
    /// Appeals decided a week [people/week] – evidence: `asylum_appeals_disposed_per_quarter`.
    pub weekly_appeals: f64,
    /// Share of appeals allowed [share] – evidence: `appeal_allowed_rate`.
    pub appeal_allowed_share: f64,
    /// Share of people awaiting a decision or appeal who are supported [share] – derived from `asylum_supported_mar2026`.
    pub supported_share: f64,
}

impl Asylum {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("claim_share", self.claim_share);
        check.amount("other_weekly_claims", self.other_weekly_claims);
        check.share("other_grant_rate", self.other_grant_rate);
        check.amount("backlog_at_start", self.backlog_at_start);
        check.amount("appeals_at_start", self.appeals_at_start);
        check.amount("weekly_decisions", self.weekly_decisions);
        check.share("withdrawn_share", self.withdrawn_share);
        check.share("appeal_share", self.appeal_share);
        check.amount("weekly_appeals", self.weekly_appeals);
        check.share("appeal_allowed_share", self.appeal_allowed_share);
        check.share("supported_share", self.supported_share);
    }
}

/// What things cost the UK.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// A day in detention [GBP/person-day] – evidence: `irc_cost_per_day`.
    pub detention_day: f64,
    /// Transport for one return [GBP/person] – evidence: `cost_per_return`, its low end (transport only).
    pub return_transport: f64,
    /// Casework on one person chosen for return [GBP/person] – assumption.
    pub case: f64,
    /// One challenge or referral [GBP/person] – assumption.
    pub challenge: f64,
    /// Vetting and transport of one person admitted [GBP/person] – assumption.
    pub admission: f64,
    /// One asylum decision or appeal [GBP/person] – assumption.
    pub asylum_decision: f64,
    /// A day of asylum support [GBP/person-day] – derived from a year's contract cost over the people supported.
    pub support_day: f64,
    /// Payments to France for patrols [GBP/year] – evidence: `uk_funding_to_france_2023_26`.
    pub french_patrols_year: f64,
}

impl Costs {
    pub(super) fn check(&self, check: &mut Checker) {
        for (key, value) in [
            ("detention_day", self.detention_day),
            ("return_transport", self.return_transport),
            ("case", self.case),
            ("challenge", self.challenge),
            ("admission", self.admission),
            ("asylum_decision", self.asylum_decision),
            ("support_day", self.support_day),
            ("french_patrols_year", self.french_patrols_year),
        ] {
            check.amount(key, value);
        }
    }
}

/// Public support for the agreement. The evidence is thin, so that it steers nothing unless asked to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// Support to which opinion returns when nothing moves it [share] – evidence: `public_support`.
    pub support: f64,
    /// Days over which it returns [days] – assumption.
    pub reversion_days: f64,
    /// Change of support a year when arrivals run at 1,000 a week [share/year] – assumption.
    pub arrivals_effect: f64,
    /// Change of support for each death at sea [share] – assumption.
    pub deaths_effect: f64,
    /// Change of support a year when returns run at 50 a week [share/year] – assumption.
    pub returns_effect: f64,
    /// Whether support steers how fast the government builds up the return pipeline.
    pub steers: bool,
    /// Growth a year of beds, casework and flights at full support; the same fall at none [share/year] – assumption.
    pub build_up_per_year: f64,
    /// Most that the pipeline can grow by this [ratio] – assumption.
    pub build_up_max: f64,
}

impl Public {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("support", self.support);
        check.within("reversion_days", self.reversion_days, 1.0..=36500.0);
        check.within("arrivals_effect", self.arrivals_effect, -10.0..=10.0);
        check.within("deaths_effect", self.deaths_effect, -1.0..=1.0);
        check.within("returns_effect", self.returns_effect, -10.0..=10.0);
        check.within("build_up_per_year", self.build_up_per_year, 0.0..=10.0);
        check.within("build_up_max", self.build_up_max, 1.0..=100.0);
    }
}
