//! The common workload: a model small enough for any agent-based framework, described in `benches/README.md`.
//!
//! What is here is shared by the implementations: the rates, what all agents share, and what is recorded. How agents are
//! kept and stepped is each implementation's own affair, one file each.

mod by_hand;
pub(crate) mod expected;
mod ixa;
#[cfg(feature = "krabmaga")]
mod krabmaga;
mod philox;
mod rules;
mod shared;
mod strait;

pub(crate) use shared::Day;
use shared::{Shared, Tally};

/// How many days the loop runs.
pub(crate) const DAYS: u32 = 365;

/// Where an agent is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum State {
    Waiting,
    Attempting,
    InUk,
    Detained,
    Returned,
    Settled,
}

/// The states' names, in the order of [`State`].
pub(crate) const STATES: [&str; 6] = ["Waiting", "Attempting", "InUK", "Detained", "Returned", "Settled"];

/// Probabilities a day.
mod rates {
    pub(super) const ATTEMPT: f64 = 0.02;
    /// What is left of the chance of an attempt from [`OLDER_FROM`] on.
    pub(super) const OLDER: f64 = 0.5;
    pub(super) const OLDER_FROM: u8 = 35;
    pub(super) const ARRIVE: f64 = 0.7;
    pub(super) const REFER: f64 = 0.02;
    pub(super) const SETTLE: f64 = 0.005;
    pub(super) const RETURN: f64 = 0.05;
    pub(super) const RELEASE: f64 = 0.05;
    pub(super) const LEAVE: f64 = 0.01;
    /// How far the perceived probability moves towards the signal.
    pub(super) const LEARN: f64 = 0.1;
}

/// Ages are uniform over these, both included.
const AGES: (u8, u8) = (18, 60);

/// The signal and every agent's perceived probability of return start here.
const FIRST_SIGNAL: f64 = 0.1;

/// What an implementation is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) agents: u32,
    pub(crate) threads: usize,
    pub(crate) seed: u64,
}

/// The loop over the days, ready to run; it leaves a row a day.
pub(crate) type Run = Box<dyn FnOnce() -> Vec<Day>>;

/// One way to do the workload.
pub(crate) struct Implementation {
    /// As it stands in the table.
    pub(crate) name: &'static str,
    /// Whether it can use more than one thread.
    pub(crate) parallel: bool,
    /// Slow ones run with at most this many agents, unless told otherwise.
    pub(crate) most_agents: Option<u32>,
    /// Builds the population; what it returns is what is timed.
    pub(crate) prepare: fn(Size) -> Run,
}

/// All that are compared, in the order of the table.
pub(crate) const IMPLEMENTATIONS: &[Implementation] = &[
    Implementation { name: "strait", parallel: true, most_agents: None, prepare: strait::prepare },
    Implementation { name: "by-hand", parallel: true, most_agents: None, prepare: by_hand::prepare },
    Implementation { name: "ixa", parallel: false, most_agents: None, prepare: ixa::prepare },
    #[cfg(feature = "krabmaga")]
    Implementation { name: "krabmaga", parallel: false, most_agents: Some(100_000), prepare: krabmaga::prepare },
];

#[cfg(test)]
mod tests {
    use super::{DAYS, IMPLEMENTATIONS, Size, expected};

    #[test]
    fn all_give_the_expected_counts() {
        for implementation in IMPLEMENTATIONS {
            for (agents, seed) in [(1_000, 1), (20_000, 2), (50_123, 3)] {
                let days = (implementation.prepare)(Size { agents, threads: 1, seed })();
                assert_eq!(days.len(), DAYS as usize);
                for day in &days {
                    assert_eq!(day.counts.iter().sum::<u32>(), agents, "{}", implementation.name);
                }
                let last = &days[days.len() - 1];
                assert_eq!(expected::check(agents, last), Ok(()), "{} with {agents} agents", implementation.name);
            }
        }
    }
}
