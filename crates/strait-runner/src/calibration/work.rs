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

    /// What the run of each candidate, perhaps with the measured values of another draw, gives, which must be finite; none of a run that failed, whose message is kept if it is the
    /// first.
    pub(super) fn run(
        &self,
        fit: &Fit,
        candidates: &[(Candidate, Option<u64>)],
        gives: impl Fn(&Records) -> Vec<f64> + Sync,
        progress: &Mutex<Progress>,
        failure: &Mutex<Option<String>>,
    ) -> Result<Vec<Option<Vec<f64>>>, Failure> {
        let results = self.each(candidates, progress, |(candidate, measured)| {
            let records = caught(|| fit.run(candidate, *measured)).and_then(|records| records)?;
            let numbers = gives(&records);
            match numbers.iter().position(|number| !number.is_finite()) {
                Some(index) => {
                    let name = fit.targets.names().get(index).map_or("a number", String::as_str);
                    Err(format!("{name}: not a finite number"))
                }
                None => Ok(numbers),
            }
        })?;
        // The first by number, not by time, which would depend on the threads.
        if let (Some(Err(first)), Ok(mut failure)) = (results.iter().find(|result| result.is_err()), failure.lock()) {
            failure.get_or_insert_with(|| first.clone());
        }
        Ok(results.into_iter().map(Result::ok).collect())
    }
}
