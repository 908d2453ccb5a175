//! `[legal_route]`, `[asylum]`, `[costs]` and `[public]`: the way in, the asylum system, money and opinion.

use jiff::civil::Date;
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
    /// Claims a week by other routes [people/week] – derived: all claims of a quarter less those of people from boats and the legal route.
    pub other_weekly_claims: f64,
    /// Share of those claims granted at first decision while `grant_odds` is 1 [share] – derived from `overall_grant_rate_ye_mar2026`.
    pub other_grant_rate: f64,
    /// Odds of a grant at first decision over what they were on average in 2020–2025, for all claims alike [ratio] – derived from the quarter's share granted.
    pub grant_odds: f64,
    /// Days on which it is known how many people await a first decision [date].
    pub awaiting_known_on: Vec<Date>,
    /// How many did on each of these days; a run begins from there, with even change between two [people] – evidence: `awaiting_initial_decision`.
    pub awaiting_known: Vec<f64>,
    /// Days on which it is known how many appeals are open [date].
    pub appeals_known_on: Vec<Date>,
    /// How many were on each of these days; a run begins from there, with even change between two [people] – evidence: `asylum_appeals_open`.
    pub appeals_known: Vec<f64>,
    /// Most first decisions a week [people/week] – derived from outcomes a quarter while the queue was long.
    pub weekly_decisions: f64,
    /// People awaiting a first decision whose claims are not ready for one, below whom the queue is not worked down [people] – derived: outcomes a quarter followed the queue above about this number.
    pub working_stock: f64,
    /// Days that it takes to work through claims that are ready, when there is capacity for all of them [days] – derived: outcomes a quarter over the queue above the working stock.
    pub turnaround_days: f64,
    /// Share of claims withdrawn before a decision [share] – derived: 16,901 withdrawn, 128,300 decided.
    pub withdrawn_share: f64,
    /// Share of people refused who appeal [share] – derived from `asylum_appeals_lodged_per_quarter`.
    pub appeal_share: f64,
    /// Appeals decided a week [people/week] – evidence: `asylum_appeals_disposed_per_quarter`.
    pub weekly_appeals: f64,
    /// Share of appeals allowed [share] – evidence: `appeal_allowed_rate`.
    pub appeal_allowed_share: f64,
    /// Who is supported, and where.
    pub support: AsylumSupport,
}

impl Asylum {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("claim_share", self.claim_share);
        check.amount("other_weekly_claims", self.other_weekly_claims);
        check.share("other_grant_rate", self.other_grant_rate);
        check.within("grant_odds", self.grant_odds, 0.0..=1000.0);
        check_known(check, "awaiting_known", &self.awaiting_known_on, &self.awaiting_known);
        check_known(check, "appeals_known", &self.appeals_known_on, &self.appeals_known);
        check.amount("weekly_decisions", self.weekly_decisions);
        check.amount("working_stock", self.working_stock);
        check.within("turnaround_days", self.turnaround_days, 1.0..=3650.0);
        check.share("withdrawn_share", self.withdrawn_share);
        check.share("appeal_share", self.appeal_share);
        check.amount("weekly_appeals", self.weekly_appeals);
        check.share("appeal_allowed_share", self.appeal_allowed_share);
        check.section("support", |check| self.support.check(check));
    }

    /// The chance of a grant at first decision now, where the long-run share granted is this.
    pub(crate) fn grant_chance(&self, long_run: f64) -> f64 {
        let granted = self.grant_odds * long_run;
        if granted > 0.0 { granted / (1.0 - long_run + granted) } else { 0.0 }
    }
}

/// Numbers known on dates: one for each, in order.
fn check_known(check: &mut Checker, key: &str, dates: &[Date], known: &[f64]) {
    for &number in known {
        check.amount(key, number);
    }
    if dates.len() != known.len() {
        check.problem(
            key,
            format!("{} numbers for {} dates", known.len(), dates.len()),
            format!("a number for each date of {key}_on"),
        );
    }
    if !dates.is_sorted_by(|day, next| day < next) {
        check.problem(&format!("{key}_on"), "dates out of order", "dates from the earliest to the latest");
    }
}

/// Who of the people in the asylum system is supported, and where they live.
///
/// The four shares are fitted to the seven quarter ends from December 2024 to June 2026, which they give within 2 %. They
/// are no causes: new claims and outcomes are in them since nearly all people are supported at first, and stay on for some
/// weeks after an outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsylumSupport {
    /// Share of people awaiting a first decision who are supported [share] – derived: fitted to quarter ends.
    pub awaiting_share: f64,
    /// Share of people awaiting an appeal who are supported [share] – derived: fitted to quarter ends.
    pub appeal_share: f64,
    /// People supported beside these for each claim of the last 91 days [ratio] – derived: fitted to quarter ends.
    pub new_claim_share: f64,
    /// People supported beside these for each outcome of the last 91 days [ratio] – derived: fitted to quarter ends.
    pub outcome_share: f64,
    /// Supported people for whom there is a place other than a hotel, or who get cash alone, on `other_places_date` [people] – derived: people supported less those in hotels.
    pub other_places: f64,
    /// The day on which `other_places` holds [date].
    pub other_places_date: Date,
    /// Growth of that number a year [share/year] – derived: people supported less those in hotels.
    pub other_places_growth: f64,
}

impl AsylumSupport {
    fn check(&self, check: &mut Checker) {
        check.share("awaiting_share", self.awaiting_share);
        check.share("appeal_share", self.appeal_share);
        check.within("new_claim_share", self.new_claim_share, 0.0..=2.0);
        check.within("outcome_share", self.outcome_share, 0.0..=2.0);
        check.amount("other_places", self.other_places);
        check.within("other_places_growth", self.other_places_growth, -0.9..=1.0);
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
    /// A day in a hotel, with all support [GBP/person-day] – derived: £2.1 bn in 2024–25 over the people in hotels.
    pub hotel_day: f64,
    /// A day of support elsewhere [GBP/person-day] – derived: what is left of £4.7 bn a year over the people supported elsewhere.
    pub other_place_day: f64,
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
            ("hotel_day", self.hotel_day),
            ("other_place_day", self.other_place_day),
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
