//! The workload on krABMaga, as someone who cares about speed would write it there.
//!
//! An agent holds what is its own, the world what is shared. The schedule owns the agents, so that the world can only
//! leave word for one that has been admitted. Whoever has settled is taken off the schedule.

use std::any::Any;

use ::krabmaga::engine::agent::Agent;
use ::krabmaga::engine::schedule::Schedule;
use ::krabmaga::engine::state::State as World;
use ::krabmaga::rand::rngs::SmallRng;
use ::krabmaga::rand::{Rng, SeedableRng};

use super::{AGES, DAYS, FIRST_SIGNAL, Run, Shared, Size, State, Tally, rates};

pub(super) fn prepare(size: Size) -> Run {
    let mut schedule = Schedule::new();
    let mut channel = Channel::new(size);
    channel.init(&mut schedule);
    Box::new(move || {
        for _ in 0..DAYS {
            schedule.step(channel.as_state_mut());
        }
        channel.shared.into_days()
    })
}

/// What all agents share.
struct Channel {
    agents: u32,
    shared: Shared<u32>,
    rng: SmallRng,
    /// Word for those admitted since their last step.
    admitted: Vec<bool>,
    referred: Vec<u32>,
    settled: u32,
    tally: Tally,
}

impl Channel {
    fn new(size: Size) -> Self {
        Self {
            agents: size.agents,
            shared: Shared::new(size.agents),
            rng: SmallRng::seed_from_u64(size.seed),
            admitted: vec![false; size.agents as usize],
            referred: Vec::new(),
            settled: 0,
            tally: Tally::default(),
        }
    }
}

impl World for Channel {
    fn init(&mut self, schedule: &mut Schedule) {
        for id in 0..self.agents {
            let person = Person {
                id,
                state: State::Waiting,
                queued: false,
                age: self.rng.random_range(AGES.0..=AGES.1),
                risk_aversion: self.rng.random(),
                perceived: FIRST_SIGNAL,
            };
            schedule.schedule_repeating(Box::new(person), 0.0, 0);
        }
    }

    fn before_step(&mut self, _: &mut Schedule) {
        self.tally = Tally::default();
        self.tally.counts[State::Settled as usize] = self.settled;
    }

    fn after_step(&mut self, _: &mut Schedule) {
        // Agents of one priority are stepped in no particular order; the queue is joined in theirs.
        self.referred.sort_unstable();
        self.referred.drain(..).for_each(|id| self.shared.refer(id));
        while let Some(id) = self.shared.admit(&mut self.tally) {
            self.admitted[id as usize] = true;
        }
        self.settled = self.tally.counts[State::Settled as usize];
        self.shared.close_day(&self.tally);
    }

    fn update(&mut self, _: u64) {}

    fn reset(&mut self) {}

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_state(&self) -> &dyn World {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn World {
        self
    }
}

#[derive(Clone, Copy)]
struct Person {
    id: u32,
    state: State,
    queued: bool,
    age: u8,
    risk_aversion: f64,
    perceived: f64,
}

impl Agent for Person {
    fn step(&mut self, world: &mut dyn World) {
        let channel = world.as_any_mut().downcast_mut::<Channel>().expect("there is one kind of world");
        if self.queued && std::mem::take(&mut channel.admitted[self.id as usize]) {
            self.queued = false;
            self.state = State::Detained;
        }
        self.perceived += rates::LEARN * (channel.shared.signal - self.perceived);
        let draw: f64 = channel.rng.random();
        self.state = match self.state {
            State::Waiting => {
                let of_age = if self.age < rates::OLDER_FROM { 1.0 } else { rates::OLDER };
                let attempt = rates::ATTEMPT * (1.0 - self.risk_aversion * self.perceived) * of_age;
                if draw < attempt { State::Attempting } else { State::Waiting }
            }
            State::Attempting if draw < rates::ARRIVE => {
                channel.tally.arrivals += 1;
                State::InUk
            }
            State::Attempting => State::Waiting,
            State::InUk if self.queued => State::InUk,
            State::InUk if draw < rates::REFER => {
                self.queued = true;
                channel.referred.push(self.id);
                State::InUk
            }
            State::InUk if draw < rates::REFER + rates::SETTLE => State::Settled,
            State::Detained if draw < rates::RETURN => {
                channel.tally.returns += 1;
                State::Returned
            }
            State::Detained if draw < rates::RETURN + rates::RELEASE => State::InUk,
            State::Returned if draw < rates::LEAVE => State::Waiting,
            unchanged => unchanged,
        };
        channel.tally.count(self.state);
    }

    fn is_stopped(&mut self, _: &mut dyn World) -> bool {
        self.state == State::Settled
    }
}
