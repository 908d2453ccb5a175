//! By whom: what happens to people over a run, counted apart by nationality, age and sex.

use crate::metrics::Metric;
use crate::people::{Age, Person, Sex};
use crate::scenario::Origin;

/// What is counted for each group of people: the flows of the [table of metrics](crate::metrics) that bear these names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// [`Metric::Arrivals`].
    Arrivals,
    /// [`Metric::Selected`].
    Selected,
    /// [`Metric::Returned`].
    Returned,
    /// [`Metric::Admitted`].
    Admitted,
    /// [`Metric::ReturnedWithFoundedClaim`].
    ReturnedWithFoundedClaim,
}

impl Counted {
    /// All, in the order in which they are kept.
    pub const ALL: [Self; 5] =
        [Self::Arrivals, Self::Selected, Self::Returned, Self::Admitted, Self::ReturnedWithFoundedClaim];

    /// The metric that all groups' counts add up to.
    #[must_use]
    pub fn metric(self) -> Metric {
        match self {
            Self::Arrivals => Metric::Arrivals,
            Self::Selected => Metric::Selected,
            Self::Returned => Metric::Returned,
            Self::Admitted => Metric::Admitted,
            Self::ReturnedWithFoundedClaim => Metric::ReturnedWithFoundedClaim,
        }
    }
}

impl Age {
    /// All, oldest first.
    pub const ALL: [Self; 3] = [Self::Adult, Self::AccompaniedMinor, Self::UnaccompaniedMinor];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Adult => "adult",
            Self::AccompaniedMinor => "accompanied_minor",
            Self::UnaccompaniedMinor => "unaccompanied_minor",
        }
    }
}

impl Sex {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Female, Self::Male];

    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// People of one origin, age and sex, and what happened to them over the days recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The name of their [`Origin`].
    pub origin: String,
    /// Their age and company, on arrival in France.
    pub age: Age,
    /// Their sex.
    pub sex: Sex,
    /// The counts, in the order of [`Counted::ALL`] \[people; who is returned twice counts twice\].
    pub counts: [u64; Counted::ALL.len()],
}

impl Group {
    /// How many people this happened to.
    #[must_use]
    pub fn count(&self, counted: Counted) -> u64 {
        self.counts[counted as usize]
    }
}

/// How many groups the people of one origin are in.
pub const GROUPS_OF_AN_ORIGIN: usize = Age::ALL.len() * Sex::ALL.len();

/// The counts of all groups as they grow: by origin, then by age, then by sex.
#[derive(Debug, Clone)]
pub(crate) struct Tally(Vec<[u64; Counted::ALL.len()]>);

impl Tally {
    pub(crate) fn new(origins: usize) -> Self {
        Self(vec![[0; Counted::ALL.len()]; origins * GROUPS_OF_AN_ORIGIN])
    }

    /// Something happens to people.
    pub(crate) fn count<'a>(&mut self, counted: Counted, people: impl IntoIterator<Item = &'a Person>) {
        for person in people {
            let within = person.age() as usize * Sex::ALL.len() + person.sex() as usize;
            self.0[usize::from(person.origin) * GROUPS_OF_AN_ORIGIN + within][counted as usize] += 1;
        }
    }

    /// Forgets everything: the days of warm-up do not count.
    pub(crate) fn clear(&mut self) {
        self.0.fill([0; Counted::ALL.len()]);
    }

    pub(crate) fn groups(&self, origins: &[Origin]) -> Vec<Group> {
        let groups = origins.iter().flat_map(|origin| {
            Age::ALL.into_iter().flat_map(move |age| Sex::ALL.map(|sex| (origin.name.clone(), age, sex)))
        });
        groups.zip(&self.0).map(|((origin, age, sex), &counts)| Group { origin, age, sex, counts }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_the_lists_are_those_that_people_are_counted_at() {
        assert!(Counted::ALL.iter().enumerate().all(|(place, counted)| *counted as usize == place));
        assert!(Age::ALL.iter().enumerate().all(|(place, age)| *age as usize == place));
        assert!(Sex::ALL.iter().enumerate().all(|(place, sex)| *sex as usize == place));
    }
}
