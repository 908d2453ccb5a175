//! France: replies to requests, places for returned people, and a willingness to cooperate that recovers slowly and
//! falls with load, imbalance and political shocks.

use std::collections::VecDeque;

use crate::agreement::Agreement;
use crate::calendar::{DAYS_A_YEAR, Today};
use crate::capacity::Capacity;
use crate::ledger::Ledger;
use crate::luck::{Luck, Purpose};
use crate::people::Person;
use crate::scenario::{Cooperation, Scenario};

/// Days over which load is taken: four weeks.
const LOAD_DAYS: usize = 28;

/// France's state of mind and its free capacity.
#[derive(Debug, Clone, Default)]
pub(crate) struct France {
    cooperation: f64,
    /// Whether an agreement has come in force.
    began: bool,
    replies: Capacity,
    reception: Capacity,
    suspended_until: Option<i32>,
    returns: VecDeque<u64>,
    turned_down: u64,
}

impl France {
    /// The day's capacity, mood and decisions while an agreement is in force: suspension, notice, renewal.
    pub(crate) fn start_day(
        &mut self,
        today: Today,
        agreement: &mut Agreement,
        ledger: &Ledger,
        scenario: &Scenario,
        luck: &Luck,
    ) {
        self.replies.refill(scenario.france.replies.weekly_capacity);
        self.reception.refill(scenario.france.reception.weekly_places);
        let terms = &scenario.agreement;
        let ways = &scenario.france.cooperation;
        if !agreement.in_force(today, terms) {
            return;
        }
        // Nobody knows where cooperation under an agreement older than the run would stand by now.
        if agreement.begins(today, terms) || !self.began {
            self.cooperation = ways.start;
            self.began = true;
        }
        self.cooperation = self.next_cooperation(today, ledger, scenario, luck);
        self.consider_suspension(today, ways, luck);
        if self.cooperation < ways.notice_level
            && !agreement.under_notice()
            && luck.happens(daily_chance(ways.notice_weekly_chance), Purpose::FrenchNotice, 0, today.day)
        {
            agreement.give_notice(today, terms);
        }
        if agreement.about_to_lapse(today, terms) && terms.renewal_days > 0 && !agreement.under_notice() {
            let willing = 1.0 / (1.0 + libm::exp(-ways.renewal_steepness * (self.cooperation - ways.renewal_level)));
            if luck.happens(willing, Purpose::FrenchRenewal, 0, today.day) {
                agreement.renew(terms);
            }
        }
    }

    fn next_cooperation(&self, today: Today, ledger: &Ledger, scenario: &Scenario, luck: &Luck) -> f64 {
        let ways = &scenario.france.cooperation;
        let recovery = (ways.ceiling - self.cooperation) / ways.recovery_days;
        let overload = (self.load(scenario) - ways.comfortable_load).max(0.0);
        let returns_ahead = (-ledger.gap() / scenario.agreement.tolerance_returns_ahead.max(1.0) - 1.0).max(0.0);
        let strain = ways.load_sensitivity * overload + ways.imbalance_sensitivity * returns_ahead;
        let shocked = luck.happens(ways.shocks_per_year / DAYS_A_YEAR, Purpose::FrenchShock, 0, today.day);
        let shock = if shocked { ways.shock_size } else { 0.0 };
        (self.cooperation + recovery - strain / 7.0 - shock).clamp(0.0, 1.0)
    }

    fn consider_suspension(&mut self, today: Today, ways: &Cooperation, luck: &Luck) {
        let suspended = self.suspended_until.is_some_and(|until| today.day < until);
        if !suspended
            && self.cooperation < ways.suspension_level
            && luck.happens(daily_chance(ways.suspension_weekly_chance), Purpose::FrenchSuspension, 0, today.day)
        {
            self.suspended_until = Some(today.day + ways.suspension_days as i32);
        }
    }

    /// Whether France suspends the agreement today.
    pub(crate) fn suspends(&self, today: Today, ways: &Cooperation) -> bool {
        ways.suspended || self.suspended_until.is_some_and(|until| today.day < until)
    }

    /// Willingness to cooperate, 0 to 1.
    pub(crate) fn cooperation(&self) -> f64 {
        self.cooperation
    }

    /// Returns of the last four weeks, and people now turned down for want of a place, over four weeks' places.
    pub(crate) fn load(&self, scenario: &Scenario) -> f64 {
        let places = 4.0 * scenario.france.reception.weekly_places;
        let sought = self.returns.iter().sum::<u64>() + self.turned_down;
        if places > 0.0 { sought as f64 / places } else { 0.0 }
    }

    /// Day on which the reply to a request sent today is due: later the less France cooperates.
    pub(crate) fn reply_due(&self, person: Person, today: Today, scenario: &Scenario, luck: &Luck) -> i32 {
        let replies = &scenario.france.replies;
        let slower = 1.0 + scenario.france.cooperation.reply_slowdown * (1.0 - self.cooperation);
        let days = luck.draws(Purpose::ReplyDelay, person.id, today.day).triangular(
            replies.days_low,
            replies.days_usual,
            replies.days_high,
        );
        today.day + (days * slower).round() as i32
    }

    /// Whether a reply can be written today.
    pub(crate) fn can_reply(&mut self) -> bool {
        self.replies.take()
    }

    /// Whether the reply is a refusal: more often the less France cooperates.
    pub(crate) fn refuses(&self, person: Person, requested: i32, scenario: &Scenario, luck: &Luck) -> bool {
        let usual = scenario.france.replies.refusal_share;
        let more = scenario.france.cooperation.refusal_increase * (1.0 - self.cooperation);
        luck.happens(usual + (1.0 - usual) * more, Purpose::Refusal, person.id, requested)
    }

    /// Whether there is a place for one more returned person today.
    pub(crate) fn can_receive(&mut self) -> bool {
        self.reception.take()
    }

    /// How many people France turned down for want of a place when last asked.
    pub(crate) fn note_turned_down(&mut self, people: u64) {
        self.turned_down = people;
    }

    /// Closes the day with its returns.
    pub(crate) fn close_day(&mut self, returns: u64) {
        self.returns.push_back(returns);
        if self.returns.len() > LOAD_DAYS {
            self.returns.pop_front();
        }
    }
}

/// The daily chance that comes to a weekly chance.
fn daily_chance(weekly: f64) -> f64 {
    1.0 - libm::pow(1.0 - weekly, 1.0 / 7.0)
}
