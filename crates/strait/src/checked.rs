//! How far each outcome was held against data: what was fitted and scored, what was only looked at, and what was not.

/// How far an outcome was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Checked {
    /// Not held against any data.
    NotChecked,
    /// Held against published totals, and not fitted to them.
    Compared,
    /// Parameters were fitted to its series; it was not forecast and scored.
    Fitted,
    /// Parameters were fitted to its series, and forecasts of it were scored on months that the fit had not seen.
    BackTested,
}

impl Checked {
    /// Every degree, the least first.
    pub const ALL: [Self; 4] = [Self::NotChecked, Self::Compared, Self::Fitted, Self::BackTested];

    /// In a few words that go on after "checked:".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NotChecked => "not held against data",
            Self::Compared => "compared with published totals",
            Self::Fitted => "fitted to data",
            Self::BackTested => "fitted to data and back-tested",
        }
    }
}

/// Series that were fitted and back-tested.
const BACK_TESTED: &[&str] = &["arrivals", "returned", "admitted", "ledger_gap_end", "boats_landed", "prevented"];

/// Series that were fitted, and outcomes that are made of such alone, over other times than were scored.
const FITTED: &[&str] = &[
    "sustained_returns_per_week",
    "sustained_admissions_per_week",
    "largest_returns_lead",
    "returned_share_of_arrivals",
    "arrivals_last_year",
    "returned_last_year",
    "return_probability_last_year",
    "return_probability_mean",
    "return_probability_end",
    "ledger_gap_mean",
    "people_per_boat",
    "crossing_day",
    "recorded_attempts_per_arrival",
    "asylum_backlog_mean",
    "asylum_backlog_end",
    "accommodated_mean",
    "accommodated_end",
    "appeals_open_mean",
    "appeals_open_end",
    "in_hotels_mean",
    "in_hotels_end",
    "days_to_first_return",
    "days_to_first_admission",
];

/// Outcomes that were compared with published totals.
const COMPARED: &[&str] = &["deaths", "scheme_cost_per_return", "asylum_cost_gbp", "reentered"];

/// How far the outcome of this name was checked. What is named nowhere was not.
#[must_use]
pub fn checked(outcome: &str) -> Checked {
    let among = |names: &[&str]| names.contains(&outcome);
    if among(BACK_TESTED) {
        Checked::BackTested
    } else if among(FITTED) {
        Checked::Fitted
    } else if among(COMPARED) {
        Checked::Compared
    } else {
        Checked::NotChecked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcomes::outcomes;

    /// An outcome that is renamed would silently count as not checked, or a word on it stand for nothing.
    #[test]
    fn what_was_checked_is_an_outcome_and_named_once() {
        let mut named: Vec<&str> = [BACK_TESTED, FITTED, COMPARED].concat();
        for name in &named {
            assert!(outcomes().iter().any(|outcome| outcome.name == *name), "no outcome is named {name}");
        }
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named.len(), count, "an outcome is named twice");
        assert_eq!(checked("public_support_end"), Checked::NotChecked);
    }
}
