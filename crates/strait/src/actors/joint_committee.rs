//! The treaty's joint committee: it looks at how far one leg of the exchange has run ahead of the other, pauses that leg, and
//! lets it go again when the weekly data show that the gap has closed.

use crate::calendar::Today;
use crate::ledger::{Ledger, Leg};
use crate::scenario::{Agreement, Parity};

/// Days from one look at the data to the next.
const WEEK: i32 = 7;

/// Which leg the committee has paused.
#[derive(Debug, Clone, Default)]
pub(crate) struct JointCommittee {
    paused: Option<Leg>,
}

impl JointCommittee {
    /// The leg that is paused.
    pub(crate) fn paused(&self) -> Option<Leg> {
        self.paused
    }

    /// A day, `in_force` days after the agreement's first: on the days of its meetings the committee may pause a leg, and on
    /// those of the weekly data let it go again.
    pub(crate) fn next_day(&mut self, today: Today, in_force: i32, ledger: &Ledger, agreement: &Agreement) {
        if agreement.parity != Parity::Committee {
            self.paused = None;
            return;
        }
        let days = today.day - in_force;
        if days <= 0 {
            return;
        }
        if days % WEEK == 0 && self.paused.is_some_and(|leg| ledger.ahead(leg) <= agreement.committee.resumes_within) {
            self.paused = None;
        }
        if meets(days, agreement.committee.meeting_days) {
            let beyond = |leg: Leg| ledger.ahead(leg) > leg.tolerance(agreement);
            self.paused = [Leg::Returns, Leg::Admissions].into_iter().find(|leg| beyond(*leg)).or(self.paused);
        }
    }
}

/// Whether a meeting falls on a day: the first on which another interval has passed since the agreement's first.
fn meets(days: i32, apart: f64) -> bool {
    let passed = |days: i32| (f64::from(days) / apart).floor();
    passed(days) > passed(days - 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::day_number;
    use crate::ledger::tests::tolerating;

    #[test]
    fn a_leg_is_paused_at_a_meeting_and_let_go_when_the_week_shows_the_gap_closed() {
        let mut agreement = tolerating(40.0, 30.0);
        agreement.parity = Parity::Committee;
        let in_force = day_number(date(2025, 8, 6));
        let (mut committee, mut ledger) = (JointCommittee::default(), Ledger::default());
        let mut today = Today::on(date(2025, 8, 6));
        let mut until = |committee: &mut JointCommittee, ledger: &Ledger, days: i32| {
            while today.day < in_force + days {
                today = today.next();
                committee.next_day(today, in_force, ledger, &agreement);
            }
        };
        // 31 more admitted than returned: beyond the tolerance of 30, but nobody meets before the thirtieth day.
        (0..31).for_each(|_| ledger.count_admission());
        until(&mut committee, &ledger, 29);
        assert_eq!(committee.paused(), None);
        until(&mut committee, &ledger, 30);
        assert_eq!(committee.paused(), Some(Leg::Admissions));
        // Returns catch up to within the ten on day 31; the weekly data of day 35 show it.
        (0..21).for_each(|_| ledger.count_return());
        until(&mut committee, &ledger, 34);
        assert_eq!(committee.paused(), Some(Leg::Admissions));
        until(&mut committee, &ledger, 35);
        assert_eq!(committee.paused(), None);
        // Then returns run 41 ahead, and are paused at the next meeting.
        (0..51).for_each(|_| ledger.count_return());
        until(&mut committee, &ledger, 60);
        assert_eq!(committee.paused(), Some(Leg::Returns));
    }

    #[test]
    fn meetings_keep_their_interval_whether_or_not_it_is_whole_days() {
        let meetings = |apart: f64| (1..=365).filter(|&days| meets(days, apart)).collect::<Vec<_>>();
        assert_eq!(meetings(30.0)[..3], [30, 60, 90]);
        assert_eq!(meetings(10.5)[..4], [11, 21, 32, 42]);
        assert_eq!(meetings(10.5).len(), 34);
        assert_eq!(meetings(1.0).len(), 365);
    }
}
