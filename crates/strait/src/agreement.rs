//! Whether the agreement stands today: in force, paused, under notice, renewed or over.

use crate::calendar::{Today, day_number};
use crate::scenario::Agreement as Terms;

/// How the agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// None in force: not yet, no longer, or never.
    NotInForce,
    /// In force, but a court has paused returns.
    PausedByCourt,
    /// In force, but France has suspended it.
    SuspendedByFrance,
    /// In force and running.
    Active,
}

impl Standing {
    pub(crate) fn in_force(self) -> bool {
        self != Self::NotInForce
    }
}

/// How the agreement can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Notice ran out.
    Notice,
    /// A court found the scheme unlawful.
    Court,
    /// It lapsed, and was not renewed.
    Expiry,
}

/// The agreement's life.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agreement {
    /// The day and the way in which it ended, other than by lapsing.
    ended: Option<(i32, End)>,
    notice_ends: Option<i32>,
    renewed_until: Option<i32>,
    renewals: u64,
}

impl Agreement {
    /// Whether it is in force today: enabled, begun, not lapsed and not ended since it began.
    pub(crate) fn in_force(&self, today: Today, terms: &Terms) -> bool {
        let began = day_number(terms.in_force);
        let ended = self.ended.is_some_and(|(day, _)| day >= began);
        terms.enabled && today.day >= began && !ended && today.day < self.expires(terms)
    }

    /// Whether today is its first day.
    pub(crate) fn begins(&self, today: Today, terms: &Terms) -> bool {
        self.in_force(today, terms) && today.day == day_number(terms.in_force)
    }

    /// Whether tomorrow it would lapse.
    pub(crate) fn about_to_lapse(&self, today: Today, terms: &Terms) -> bool {
        self.in_force(today, terms) && today.day + 1 == self.expires(terms)
    }

    fn expires(&self, terms: &Terms) -> i32 {
        day_number(terms.expiry).max(self.renewed_until.unwrap_or(i32::MIN))
    }

    /// Renews it for another term.
    pub(crate) fn renew(&mut self, terms: &Terms) {
        self.renewed_until = Some(self.expires(terms).saturating_add(terms.renewal_days as i32));
        self.renewals += 1;
    }

    /// Either side gives notice; a second notice changes nothing.
    pub(crate) fn give_notice(&mut self, today: Today, terms: &Terms) {
        self.notice_ends.get_or_insert(today.day + terms.notice_days as i32);
    }

    /// Whether notice has been given.
    pub(crate) fn under_notice(&self) -> bool {
        self.notice_ends.is_some()
    }

    /// How often it has been renewed.
    pub(crate) fn renewals(&self) -> u64 {
        self.renewals
    }

    /// Ends it today.
    pub(crate) fn end(&mut self, today: Today, how: End) {
        self.ended = Some((today.day, how));
        self.notice_ends = None;
    }

    /// How it ended today, if it did.
    pub(crate) fn ends(&self, today: Today, terms: &Terms) -> Option<End> {
        match self.ended {
            Some((day, how)) if day == today.day => Some(how),
            _ if terms.enabled && today.day == self.expires(terms) => Some(End::Expiry),
            _ => None,
        }
    }

    /// Ends it when the notice has run out.
    pub(crate) fn run_out_notice(&mut self, today: Today) {
        if self.notice_ends.is_some_and(|ends| today.day >= ends) {
            self.end(today, End::Notice);
        }
    }
}
