//! An own order of selection.

use jiff::ToSpan;
use jiff::civil::Date;

use super::PersonView;
use crate::calendar::Today;

/// Whom the Home Office takes first for return, among the eligible people of a day.
///
/// Selection is made as people are screened. Those whom the agreement does not cover, such as unaccompanied minors, are
/// not among them. The scenario says how many are taken (`home_office.selection.share`, beds, casework); the order says
/// who they are. The scenario's own order is [`scenario::Selection`](crate::scenario::Selection).
///
/// ```
/// use strait::rules::{Candidate, SelectionOrder};
///
/// /// Those least likely to be granted asylum first, in steps of a tenth.
/// struct UnfoundedFirst;
///
/// impl SelectionOrder for UnfoundedFirst {
///     fn class(&self, candidate: &Candidate<'_>) -> u32 {
///         (10.0 * candidate.person().origin().grant_rate) as u32
///     }
/// }
/// ```
pub trait SelectionOrder: Send + Sync {
    /// The class in which a person is taken: 0 before 1, 1 before 2, and so on. Within a class lots decide, the same for
    /// a person on a day whatever the order.
    fn class(&self, candidate: &Candidate<'_>) -> u32;
}

/// A person who may be chosen for return today.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    person: PersonView<'a>,
    today: Today,
    landed: i32,
}

impl<'a> Candidate<'a> {
    pub(crate) fn new(person: PersonView<'a>, today: Today, landed: i32) -> Self {
        Self { person, today, landed }
    }

    /// Who they are.
    #[must_use]
    pub fn person(&self) -> PersonView<'a> {
        self.person
    }

    /// The day on which they landed in the UK.
    #[must_use]
    pub fn landed(&self) -> Date {
        self.today.date.saturating_sub(i64::from(self.today.day - self.landed).days())
    }

    /// Today, the day on which they are screened.
    #[must_use]
    pub fn screened(&self) -> Date {
        self.today.date
    }
}
