//! The workload on ixa, as someone who cares about speed would write it there.
//!
//! A daily plan passes over the people. State is set only when it changes; the numbers of a day are added up on the way;
//! no property is indexed or watched, for each index would cost more on every change than it gives; and the luck of many
//! people is drawn in one call.

mod people;

use ::ixa::prelude::*;
use ::ixa::rand::RngExt;

use people::{Age, DailyRng, Perceived, Person, PersonId, Place, PopulationRng, RiskAversion, SharedPlugin};

use super::{AGES, DAYS, FIRST_SIGNAL, Run, Shared, Size, State, Tally, rates};

/// How many draws are taken in one call.
const DRAWS: usize = 256;

pub(super) fn prepare(size: Size) -> Run {
    people::register();
    let mut context = Context::new();
    context.init_random(size.seed);
    *context.get_data_mut(SharedPlugin) = Shared::new(size.agents);
    for _ in 0..size.agents {
        let age = context.sample_range(PopulationRng, AGES.0..=AGES.1);
        let risk_aversion = context.sample_range(PopulationRng, 0.0..1.0);
        let place = Place { state: State::Waiting, queued: false };
        context
            .add_entity(with!(Person, Age(age), place, RiskAversion(risk_aversion), Perceived(FIRST_SIGNAL)))
            .expect("all properties are given");
    }
    context.add_plan(0.0, |context| day(context, 0));

    Box::new(move || {
        context.execute();
        std::mem::replace(context.get_data_mut(SharedPlugin), Shared::new(0)).into_days()
    })
}

fn day(context: &mut Context, today: u32) {
    let signal = context.get_data(SharedPlugin).signal;
    let mut tally = Tally::default();
    let mut people = context.get_entity_iterator::<Person>();
    let mut draws = [0.0; DRAWS];
    while people.len() > 0 {
        let () = context.sample(DailyRng, |rng| draws.fill_with(|| rng.random()));
        for (&draw, person) in draws.iter().zip(people.by_ref()) {
            step(context, person, draw, signal, &mut tally);
        }
    }
    while let Some(person) = context.get_data_mut(SharedPlugin).admit(&mut tally) {
        context.set_property(person, Place { state: State::Detained, queued: false });
    }
    context.get_data_mut(SharedPlugin).close_day(&tally);
    if today + 1 < DAYS {
        context.add_plan(today + 1, move |context| day(context, today + 1));
    }
}

#[inline]
fn step(context: &mut Context, person: PersonId, draw: f64, signal: f64, tally: &mut Tally) {
    let place: Place = context.get_property(person);
    if place.state == State::Settled {
        tally.count(State::Settled);
        return;
    }
    let Perceived(mut perceived) = context.get_property(person);
    perceived += rates::LEARN * (signal - perceived);
    context.set_property(person, Perceived(perceived));

    let next = match place.state {
        State::Waiting => {
            let Age(age) = context.get_property(person);
            let RiskAversion(risk_aversion) = context.get_property(person);
            let of_age = if age < rates::OLDER_FROM { 1.0 } else { rates::OLDER };
            let attempt = rates::ATTEMPT * (1.0 - risk_aversion * perceived) * of_age;
            if draw < attempt { State::Attempting } else { State::Waiting }
        }
        State::Attempting if draw < rates::ARRIVE => {
            tally.arrivals += 1;
            State::InUk
        }
        State::Attempting => State::Waiting,
        State::InUk if place.queued => State::InUk,
        State::InUk if draw < rates::REFER => {
            context.set_property(person, Place { state: State::InUk, queued: true });
            context.get_data_mut(SharedPlugin).refer(person);
            State::InUk
        }
        State::InUk if draw < rates::REFER + rates::SETTLE => State::Settled,
        State::Detained if draw < rates::RETURN => {
            tally.returns += 1;
            State::Returned
        }
        State::Detained if draw < rates::RETURN + rates::RELEASE => State::InUk,
        State::Returned if draw < rates::LEAVE => State::Waiting,
        unchanged => unchanged,
    };
    tally.count(next);
    if next != place.state {
        context.set_property(person, Place { state: next, queued: false });
    }
}
