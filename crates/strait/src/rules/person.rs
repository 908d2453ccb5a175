//! A person as rules and metrics see them.

use crate::people::Person;
use crate::scenario::{Origin, Scenario};

pub use crate::people::{Age, Sex};

/// A person, to look at.
///
/// What others could know of them; nobody's mind: what deters a person is not here.
#[derive(Debug, Clone, Copy)]
pub struct PersonView<'a> {
    person: Person,
    origin: &'a Origin,
}

impl<'a> PersonView<'a> {
    pub(crate) fn of(person: Person, scenario: &'a Scenario) -> Self {
        Self { person, origin: &scenario.origin[usize::from(person.origin)] }
    }

    /// Who they are: people are numbered in order of arrival in France, from 0, and keep their numbers through the run.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.person.id
    }

    /// Where they come from, with all that the scenario holds of people from there; [`Origin::name`] tells origins apart.
    #[must_use]
    pub fn origin(&self) -> &'a Origin {
        self.origin
    }

    /// Age and company.
    #[must_use]
    pub fn age(&self) -> Age {
        self.person.age()
    }

    /// Sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.person.sex()
    }

    /// Whether they have a document that proves who they are.
    #[must_use]
    pub fn has_document(&self) -> bool {
        self.person.has_document()
    }

    /// Whether they have family or friends in the UK.
    #[must_use]
    pub fn has_uk_link(&self) -> bool {
        self.person.has_uk_link()
    }

    /// Whether they show signs of having been trafficked.
    #[must_use]
    pub fn shows_trafficking_signs(&self) -> bool {
        self.person.shows_trafficking_signs()
    }

    /// Attempts to cross so far \[attempts\]; 255 stands for any more.
    #[must_use]
    pub fn attempts(&self) -> u8 {
        self.person.attempts
    }

    /// Times that they were returned to France so far \[times\]; 255 stands for any more. A person who is being returned
    /// has this return counted.
    #[must_use]
    pub fn times_returned(&self) -> u8 {
        self.person.times_returned
    }
}
