//! Runs the draws of a round on all threads.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use rayon::prelude::*;
use strait::records::Records;

use super::abc::Candidate;
use super::fit::Fit;
use crate::execution::{Progress, Stop, caught};
use crate::failure::Failure;

/// Threads that run draws.
pub struct Crew<'a> {
    pool: rayon::ThreadPool,
    stop: &'a Stop,
}

impl<'a> Crew<'a> {
    /// So many threads, or as many as there are cores, that begin no run once they are to stop.
    ///
    /// # Errors
    /// [`Failure::Work`] when threads cannot be started.
    pub fn new(threads: Option<NonZeroUsize>, stop: &'a Stop) -> Result<Self, Failure> {
        let threads = threads.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Failure::Work(format!("cannot start threads: {error}")))?;
        Ok(Self { pool, stop })
    }

    /// Does each piece of work, in any order, and gives the results in the order of the pieces.
    ///
    /// # Errors
    /// [`Failure::Stopped`] when told to stop before all are done.
    pub(crate) fn each<T: Sync, R: Send>(
        &self,
        pieces: &[T],
        progress: &Mutex<Progress>,
        work: impl Fn(&T) -> R + Sync,
    ) -> Result<Vec<R>, Failure> {
        let one = |piece: &T| {
            if self.stop.asked() {
                return None;
            }
            let result = work(piece);
            if let Ok(mut progress) = progress.lock() {
                progress.one_more();
            }
            Some(result)
        };
        let results: Option<Vec<R>> = self.pool.install(|| pieces.par_iter().map(one).collect());
        results.ok_or_else(|| Failure::Stopped("stopped".to_owned()))
    }

    /// What each candidate's run gives, which must be finite; none of a run that failed, whose message is kept if it is the
    /// first.
    pub(super) fn run(
        &self,
        fit: &Fit,
        candidates: &[Candidate],
        gives: impl Fn(&Records) -> Vec<f64> + Sync,
        progress: &Mutex<Progress>,
        failure: &Mutex<Option<String>>,
    ) -> Result<Vec<Option<Vec<f64>>>, Failure> {
        self.each(candidates, progress, |candidate| {
            match caught(|| fit.run(candidate)).and_then(|records| records).map(|records| gives(&records)) {
                Ok(numbers) if numbers.iter().all(|number| number.is_finite()) => Some(numbers),
                Ok(_) => None,
                Err(why) => {
                    if let Ok(mut failure) = failure.lock() {
                        failure.get_or_insert(why);
                    }
                    None
                }
            }
        })
    }
}
