//! `[agreement]`, `[france.replies]`, `[france.reception]` and `[france.cooperation]`: the treaty and France's part in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::Checker;

/// How returns and admissions are kept in balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Parity {
    /// Not at all: either leg runs as fast as it can.
    None,
    /// Each leg waits, day by day, as soon as it has run ahead by its tolerance.
    DailyLimit,
    /// The joint committee pauses a leg that is beyond its tolerance when it meets, until the gap has closed.
    Committee,
}

/// The joint committee of the treaty's Article 17.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Committee {
    /// Days from one meeting to the next, the first so long after the agreement came in force [days] – assumption; the treaty has it look at weekly data.
    pub meeting_days: f64,
    /// How far a paused leg may still be ahead when the weekly data let it go again [people] – assumption.
    pub resumes_within: f64,
}

impl Committee {
    pub(super) fn check(&self, check: &mut Checker) {
        check.within("meeting_days", self.meeting_days, 1.0..=3650.0);
        check.within("resumes_within", self.resumes_within, -1e6..=1e6);
    }
}

/// The treaty's terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Whether there is an agreement at all.
    pub enabled: bool,
    /// First day in force: crossings from this day on count [date] – evidence: `scheme_start_detention`.
    pub in_force: Date,
    /// Day on which it lapses unless renewed [date] – evidence: `scheme_original_expiry`, `scheme_reported_end`.
    pub expiry: Date,
    /// Days between notice by either side and the end [days] – evidence: `notice_of_termination`.
    pub notice_days: u32,
    /// Days after arrival within which the UK must ask France [days] – evidence: `treaty_referral_deadline`.
    pub request_deadline_days: u32,
    /// Days after arrival within which the return must be done [days] – evidence: `end_to_end_maximum`.
    pub return_deadline_days: u32,
    /// How returns and admissions are kept in balance: `none`, `daily_limit` or `committee`.
    pub parity: Parity,
    /// How far returns may run ahead of admissions before returns wait [people] – evidence: `balance_tolerance`.
    pub tolerance_returns_ahead: f64,
    /// How far admissions may run ahead of returns before admissions wait [people] – assumption.
    pub tolerance_admissions_ahead: f64,
    /// Days by which it is renewed each time it would lapse, if France agrees; 0 when no renewal is sought [days] – assumption.
    pub renewal_days: u32,
    /// The joint committee.
    pub committee: Committee,
}

impl Agreement {
    pub(super) fn check(&self, check: &mut Checker) {
        if self.expiry <= self.in_force {
            check.problem("expiry", self.expiry, format!("a date after agreement.in_force ({})", self.in_force));
        }
        check.whole("notice_days", self.notice_days, 0..=3650);
        check.whole("request_deadline_days", self.request_deadline_days, 0..=3650);
        check.whole("return_deadline_days", self.return_deadline_days, 0..=3650);
        check.amount("tolerance_returns_ahead", self.tolerance_returns_ahead);
        check.amount("tolerance_admissions_ahead", self.tolerance_admissions_ahead);
        check.whole("renewal_days", self.renewal_days, 0..=3650);
        check.section("committee", |check| self.committee.check(check));
    }
}

/// How France answers readmission requests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replies {
    /// Shortest time to a reply [days] – assumption.
    pub days_low: f64,
    /// Most usual time to a reply [days] – evidence: `france_reply_target`.
    pub days_usual: f64,
    /// Longest time to a reply [days] – evidence: `france_reply_target`, exceptional cases.
    pub days_high: f64,
    /// Share of requests refused at full cooperation [share] – evidence: `france_refusal_rate`, an assumption.
    pub refusal_share: f64,
    /// Replies that France can give a week [people/week] – assumption.
    pub weekly_capacity: f64,
}

impl Replies {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("days_low", self.days_low);
        check.within("days_high", self.days_high, 0.0..=3650.0);
        if !(self.days_low <= self.days_usual && self.days_usual <= self.days_high) {
            check.problem(
                "days_usual",
                self.days_usual,
                format!("a number from days_low ({}) to days_high ({})", self.days_low, self.days_high),
            );
        }
        check.share("refusal_share", self.refusal_share);
        check.amount("weekly_capacity", self.weekly_capacity);
    }
}

/// How many people France can take back, and what they do then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reception {
    /// Returned people whom France can receive a week [people/week] – evidence: `returns_per_week_announced`.
    pub weekly_places: f64,
    /// Days in emergency shelter after a return [days] – evidence: `returnee_shelter_days_france`.
    pub shelter_days: u32,
    /// Share of returned people who claim asylum in France [share] – assumption.
    pub asylum_share: f64,
    /// Share of returned people who go north to try again [share] – evidence: `reentry_rate_detected`, a floor.
    pub north_again_share: f64,
    /// Mean days before they are back in northern France [days] – evidence: `reentry_lag`.
    pub days_to_north: f64,
}

impl Reception {
    pub(super) fn check(&self, check: &mut Checker) {
        check.amount("weekly_places", self.weekly_places);
        check.whole("shelter_days", self.shelter_days, 0..=3650);
        check.share("asylum_share", self.asylum_share);
        check.share("north_again_share", self.north_again_share);
        if self.asylum_share + self.north_again_share > 1.0 {
            check.problem("asylum_share", self.asylum_share, "a share that with north_again_share is at most 1");
        }
        check.within("days_to_north", self.days_to_north, 1.0..=3650.0);
    }
}

/// France's willingness to cooperate, from 0 to 1, and what follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cooperation {
    /// Level when the agreement comes in force [level 0–1] – assumption.
    pub start: f64,
    /// Level to which it recovers when nothing strains it [level 0–1] – assumption.
    pub ceiling: f64,
    /// Days over which it recovers [days] – assumption.
    pub recovery_days: f64,
    /// Fall a week for each unit of load above what reception can take [level/week] – assumption.
    pub load_sensitivity: f64,
    /// Share of reception capacity above which load strains cooperation [share] – assumption.
    pub comfortable_load: f64,
    /// Fall a week for each tolerance by which returns are ahead of admissions, beyond the first [level/week] – assumption.
    pub imbalance_sensitivity: f64,
    /// Political shocks a year [count/year] – assumption.
    pub shocks_per_year: f64,
    /// Fall at one political shock [level] – assumption.
    pub shock_size: f64,
    /// How much longer replies take when cooperation is gone [share] – assumption.
    pub reply_slowdown: f64,
    /// How much of the requests that would be accepted are refused when cooperation is gone [share] – assumption.
    pub refusal_increase: f64,
    /// Level below which France may suspend [level 0–1] – assumption.
    pub suspension_level: f64,
    /// Chance of suspending, each week below that level [share/week] – assumption.
    pub suspension_weekly_chance: f64,
    /// How long a suspension lasts [days] – assumption.
    pub suspension_days: u32,
    /// Level below which France may give notice [level 0–1] – assumption.
    pub notice_level: f64,
    /// Chance of giving notice, each week below that level [share/week] – assumption.
    pub notice_weekly_chance: f64,
    /// Level at which renewal is as likely as not [level 0–1] – assumption.
    pub renewal_level: f64,
    /// How sharply renewal depends on the level; higher is sharper [1/level] – assumption.
    pub renewal_steepness: f64,
    /// Whether France suspends the agreement whatever its level: a switch for interventions.
    pub suspended: bool,
}

impl Cooperation {
    pub(super) fn check(&self, check: &mut Checker) {
        check.share("start", self.start);
        check.share("ceiling", self.ceiling);
        check.within("recovery_days", self.recovery_days, 1.0..=36500.0);
        check.amount("load_sensitivity", self.load_sensitivity);
        check.within("comfortable_load", self.comfortable_load, 0.0..=10.0);
        check.amount("imbalance_sensitivity", self.imbalance_sensitivity);
        check.within("shocks_per_year", self.shocks_per_year, 0.0..=365.0);
        check.share("shock_size", self.shock_size);
        check.within("reply_slowdown", self.reply_slowdown, 0.0..=10.0);
        check.share("refusal_increase", self.refusal_increase);
        check.share("suspension_level", self.suspension_level);
        check.share("suspension_weekly_chance", self.suspension_weekly_chance);
        check.whole("suspension_days", self.suspension_days, 0..=3650);
        check.share("notice_level", self.notice_level);
        check.share("notice_weekly_chance", self.notice_weekly_chance);
        check.share("renewal_level", self.renewal_level);
        check.within("renewal_steepness", self.renewal_steepness, 0.0..=1000.0);
    }
}
