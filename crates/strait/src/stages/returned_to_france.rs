//! Returned to France: people in emergency shelter after a return, and those on their way north again. They come from
//! the return pipeline; they claim asylum in France, leave, or wait again in northern France with what they now know.

use crate::calendar::Today;
use crate::luck::{Luck, Purpose};
use crate::people::Person;
use crate::scenario::Reception;

/// What a returned person will do when the day comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Claims asylum in France, or leaves: out of this model either way.
    Away,
    /// Goes north again.
    North,
}

#[derive(Debug, Clone, Copy)]
struct Stay {
    person: Person,
    until: i32,
    next: Next,
}

/// Everyone returned who is still in shelter or on the way.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReturnedToFrance {
    stays: Vec<Stay>,
    departures: Departures,
}

/// Who leaves this stage today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Departures {
    pub(crate) north: Vec<Person>,
    pub(crate) away: u64,
}

impl ReturnedToFrance {
    pub(crate) fn staying(&self) -> usize {
        self.stays.len()
    }

    /// What the stays take [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.stays.len() * size_of::<Stay>()
    }

    /// People arrive on today's flights.
    pub(crate) fn receive(&mut self, returned: &[Person], today: Today, reception: &Reception, luck: &Luck) {
        self.stays.extend(returned.iter().map(|&person| {
            let mut draws = luck.draws(Purpose::AfterReturn, person.id, i32::from(person.times_returned));
            let goes_north = draws.happens(reception.north_again_share);
            let shelter = today.day + reception.shelter_days as i32;
            if goes_north {
                Stay { person, until: shelter + draws.days(reception.days_to_north), next: Next::North }
            } else {
                Stay { person, until: shelter, next: Next::Away }
            }
        }));
    }

    /// Those whose day has come leave.
    pub(crate) fn next_day(&mut self, today: Today) -> &Departures {
        let Self { stays, departures } = self;
        departures.north.clear();
        departures.away = 0;
        stays.retain(|stay| {
            if today.day < stay.until {
                return true;
            }
            match stay.next {
                Next::Away => departures.away += 1,
                Next::North => departures.north.push(stay.person),
            }
            false
        });
        departures
    }
}
