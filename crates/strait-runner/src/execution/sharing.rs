//! How the threads and the memory of a machine are shared between runs.

use std::num::NonZeroUsize;

use indicatif::HumanBytes;
use strait::scenario::Plan;
use strait::simulation::Simulation;

use crate::failure::Failure;
use crate::memory;

/// Part of the free memory that is left to others.
const LEFT_FREE: f64 = 0.1;

/// Address space that a thread takes beside what its run holds: its stack and its part of the allocator [bytes].
const BYTES_A_THREAD: u64 = 128 << 20;

/// How many threads work, at how many runs at a time, and how much memory each run may take.
///
/// Threads that have no run of their own help with the people of another, where these are many. No result depends on
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// Threads in all, at least 1.
    pub threads: usize,
    /// Runs that go on at a time, from 1 to `threads`.
    pub at_once: usize,
    /// Memory that a run may take \[bytes\].
    pub memory_a_run: u64,
}

impl Sharing {
    /// Shares this machine between runs that take about `needed` bytes each: a run for each thread, or fewer where
    /// there are fewer runs or less memory.
    ///
    /// # Errors
    /// [`Failure::Work`] when not one such run, or not as many as are asked for, would find enough memory.
    pub fn of_this_machine(
        threads: Option<NonZeroUsize>,
        at_once: Option<NonZeroUsize>,
        runs: u64,
        needed: u64,
    ) -> Result<Self, Failure> {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.map_or_else(all, usize::from);
        let most = threads.min(usize::try_from(runs.max(1)).unwrap_or(threads));
        Self::of(threads, at_once.map(|at_once| usize::from(at_once).min(most)), most, needed, free_memory(threads))
    }

    fn of(threads: usize, at_once: Option<usize>, most: usize, needed: u64, free: u64) -> Result<Self, Failure> {
        let fit = usize::try_from(free / needed.max(1)).unwrap_or(most);
        let wanted = at_once.unwrap_or(fit.clamp(1, most));
        if fit < wanted {
            let (what, advice) = if wanted == 1 {
                ("one such run takes".to_owned(), "a smaller run.scale or a shorter run takes less")
            } else {
                (format!("{wanted} such runs at a time take"), "fewer --runs-at-once take less")
            };
            return Err(Failure::Work(format!(
                "not enough memory: {what} about {}, and {} is free; {advice}",
                HumanBytes(needed.saturating_mul(wanted as u64)),
                HumanBytes(free)
            )));
        }
        Ok(Self { threads, at_once: wanted, memory_a_run: free / wanted as u64 })
    }

    /// Stops a run that is about to take more memory than it may.
    ///
    /// # Errors
    /// What to say of such a run.
    pub(crate) fn check_memory(&self, simulation: &Simulation<'_>) -> Result<(), String> {
        let taken = simulation.memory();
        if taken <= self.memory_a_run {
            return Ok(());
        }
        Err(format!(
            "not enough memory: the run may soon take {}, and {} is free for it; a smaller run.scale, a shorter run or \
             fewer --runs-at-once take less",
            HumanBytes(taken),
            HumanBytes(self.memory_a_run)
        ))
    }
}

/// What runs of these plans take, the largest of them [bytes].
pub(crate) fn needed<'a>(plans: impl IntoIterator<Item = &'a Plan>) -> u64 {
    plans.into_iter().map(Plan::memory).max().unwrap_or(0)
}

/// Memory that runs in so many threads may take [bytes].
fn free_memory(threads: usize) -> u64 {
    let left = memory::free_within(memory::address_space().saturating_sub(BYTES_A_THREAD * (threads as u64 + 1)));
    (left as f64 * (1.0 - LEFT_FREE)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn as_many_runs_go_on_as_there_are_threads_and_memory_for() {
        let at_once =
            |asked, most, needed| Sharing::of(8, asked, most, needed, 16 * GIB).map(|sharing| sharing.at_once);
        assert_eq!(at_once(None, 8, GIB).ok(), Some(8));
        assert_eq!(at_once(None, 3, GIB).ok(), Some(3));
        assert_eq!(at_once(None, 8, 5 * GIB).ok(), Some(3));
        assert_eq!(at_once(Some(2), 8, 5 * GIB).ok(), Some(2));
        assert_eq!(at_once(Some(1), 8, 1).ok(), Some(1));
    }

    #[test]
    fn what_does_not_fit_is_said_before_anything_runs() {
        let message = |asked, needed| match Sharing::of(8, asked, 8, needed, 16 * GIB) {
            Err(Failure::Work(message)) => message,
            other => panic!("{other:?}"),
        };
        let one = message(None, 20 * GIB);
        assert!(
            one.contains("one such run takes about 20.00 GiB, and 16.00 GiB is free; a smaller run.scale"),
            "{one}"
        );
        let four = message(Some(4), 5 * GIB);
        assert!(four.contains("4 such runs at a time take about 20.00 GiB") && four.contains("fewer --runs"), "{four}");
    }
}
