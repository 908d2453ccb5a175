//! What all agents share: the signal, the detention queue, and the record of each day.

use std::collections::VecDeque;

use super::{DAYS, FIRST_SIGNAL, State};

/// What is recorded of a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Day {
    /// Agents in each state, in the order of [`State`].
    pub(crate) counts: [u32; 6],
    /// Agents that wait for a place in detention; they count as in the UK.
    pub(crate) queue: u32,
    /// The signal, after the day's arrivals and returns.
    pub(crate) signal: f64,
}

/// What one day's pass over the agents adds up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) counts: [u32; 6],
    pub(super) arrivals: u32,
    pub(super) returns: u32,
}

impl Tally {
    pub(super) fn count(&mut self, state: State) {
        self.counts[state as usize] += 1;
    }
}

/// Signal, queue and records; `Id` is how an implementation names an agent.
#[derive(Debug)]
pub(super) struct Shared<Id> {
    pub(super) signal: f64,
    capacity: u32,
    queue: VecDeque<Id>,
    days: Vec<Day>,
}

impl<Id> Shared<Id> {
    pub(super) fn new(agents: u32) -> Self {
        Self {
            signal: FIRST_SIGNAL,
            capacity: (agents / 200).max(1),
            queue: VecDeque::new(),
            days: Vec::with_capacity(DAYS as usize),
        }
    }

    /// Lets an agent join the end of the queue.
    pub(super) fn refer(&mut self, agent: Id) {
        self.queue.push_back(agent);
    }

    /// The head of the queue, if there is a place in detention; its count moves along.
    pub(super) fn admit(&mut self, tally: &mut Tally) -> Option<Id> {
        if tally.counts[State::Detained as usize] >= self.capacity {
            return None;
        }
        let agent = self.queue.pop_front()?;
        tally.counts[State::InUk as usize] -= 1;
        tally.counts[State::Detained as usize] += 1;
        Some(agent)
    }

    /// Moves the signal and records the day.
    pub(super) fn close_day(&mut self, tally: &Tally) {
        let share = f64::from(tally.returns) / f64::from(tally.arrivals.max(1));
        self.signal = 0.9 * self.signal + 0.1 * share.min(1.0);
        self.days.push(Day { counts: tally.counts, queue: self.queue.len() as u32, signal: self.signal });
    }

    /// The records, once the loop is over.
    pub(super) fn into_days(self) -> Vec<Day> {
        self.days
    }
}
