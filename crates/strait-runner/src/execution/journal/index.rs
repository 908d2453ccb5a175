//! Where in a journal each run stands.

use std::num::NonZeroU64;

use super::super::Shard;

/// Where in a journal each run stands, and what is known of all.
#[derive(Debug, Clone)]
pub(in crate::execution) struct Index {
    shard: Shard,
    /// For each run of the part where its frame begins.
    places: Vec<Option<NonZeroU64>>,
    done: u64,
    failed: u64,
    seconds: f64,
}

impl Index {
    /// The index of a journal without runs; `runs` is how many the whole study has.
    pub(super) fn new(shard: Shard, runs: u64) -> Self {
        let places = vec![None; shard.runs(runs) as usize];
        Self { shard, places, done: 0, failed: 0, seconds: 0.0 }
    }

    /// Notes where a run stands, by its number in the study. A number that is not of this part, and a time
    /// that cannot be, are refused.
    pub(super) fn note(&mut self, run: u64, place: NonZeroU64, failed: bool, seconds: f64) -> bool {
        let Some(known) = self.shard.place(run).and_then(|index| self.places.get_mut(index as usize)) else {
            return false;
        };
        if !(seconds.is_finite() && seconds >= 0.0) {
            return false;
        }
        self.seconds = self.seconds.max(seconds);
        if known.replace(place).is_none() {
            self.done += 1;
            self.failed += u64::from(failed);
        }
        true
    }

    /// Where a run stands, by its number in the study.
    pub(super) fn place(&self, run: u64) -> Option<NonZeroU64> {
        *self.places.get(self.shard.place(run)? as usize)?
    }

    /// The numbers of the runs that are not there.
    pub(in crate::execution) fn missing(&self) -> Vec<u64> {
        let numbers = (0..).map(|place| self.shard.run(place));
        self.places.iter().zip(numbers).filter(|(place, _)| place.is_none()).map(|(_, run)| run).collect()
    }

    /// How many runs are there.
    pub(in crate::execution) fn done(&self) -> u64 {
        self.done
    }

    /// How many runs there are to be.
    pub(in crate::execution) fn all(&self) -> u64 {
        self.places.len() as u64
    }

    /// How many of those that are there failed.
    pub(in crate::execution) fn failed(&self) -> u64 {
        self.failed
    }

    /// How long was worked on them in all [seconds].
    pub(in crate::execution) fn seconds(&self) -> f64 {
        self.seconds
    }
}
