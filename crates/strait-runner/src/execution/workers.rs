//! Many workers, one receiver.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{RecvTimeoutError, TryRecvError, sync_channel};
use std::time::Duration;

use super::{Sharing, Stop};
use crate::failure::Failure;

/// How long the receiver waits at a stretch before it is given another turn.
const TURN: Duration = Duration::from_millis(100);

/// Takes what workers leave.
pub(super) trait Receiver<T> {
    /// Takes the result of a job, or the message of its panic.
    fn take(&mut self, job: u64, result: Result<T, String>) -> Result<(), Failure>;

    /// Does a little of what else there is to do, now that no result waits; says whether there was any.
    fn meanwhile(&mut self) -> Result<bool, Failure>;
}

/// A worker's word to the receiver.
enum Word<T> {
    Ended(u64, Result<T, String>),
    NoMore,
}

/// Does the jobs, `at_once` at a time, and hands each with its result to the receiver, on this thread, as they end. When
/// a stop is asked for, no job is begun any more and those begun are ended.
///
/// At most `2 × at_once` results wait, so memory does not grow with the number of jobs. A job runs inside a pool of
/// `threads` threads: those that have no job, or none any more, help with the parallel work within others'.
///
/// # Errors
/// The first error of the receiver, after which no job is begun; [`Failure::Work`] when threads cannot be started.
pub(super) fn as_they_end<T: Send>(
    jobs: impl IntoIterator<Item = u64, IntoIter: Send>,
    Sharing { threads, at_once, .. }: Sharing,
    stop: &Stop,
    work: impl Fn(u64) -> T + Sync,
    receiver: &mut impl Receiver<T>,
) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("run-{index}"))
        .build()
        .map_err(|error| Failure::Work(format!("cannot start {threads} threads: {error}")))?;
    let jobs = Mutex::new(jobs.into_iter());
    let (say, words) = sync_channel(at_once);
    pool.in_place_scope(|scope| {
        // Dropped when this closure ends, done or failed, which ends the workers.
        let words = words;
        scope.spawn_broadcast(|_, context| {
            if context.index() >= at_once {
                return;
            }
            let next = || if stop.asked() { None } else { jobs.lock().ok()?.next() };
            while let Some(job) = next() {
                if say.send(Word::Ended(job, caught(|| work(job)))).is_err() {
                    return;
                }
            }
            // A failure to send would mean that nobody waits for the end any more.
            let _ = say.send(Word::NoMore);
        });
        let mut at_work = at_once;
        while at_work > 0 {
            let word = match words.try_recv() {
                Err(TryRecvError::Empty) if receiver.meanwhile()? => continue,
                Err(TryRecvError::Empty) => words.recv_timeout(TURN),
                Err(TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
                Ok(word) => Ok(word),
            };
            match word {
                Ok(Word::Ended(job, result)) => receiver.take(job, result)?,
                Ok(Word::NoMore) => at_work -= 1,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Failure::Work("the threads went away".to_owned())),
            }
        }
        Ok(())
    })
}

/// Turns a panic into its message.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        format!("panicked: {}", text.unwrap_or("no message"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread::sleep;

    use super::*;

    /// Notes what it takes and does something after each.
    struct Noting<F>(BTreeMap<u64, Result<u64, String>>, F);

    impl<F: FnMut(u64) -> Result<(), Failure>> Receiver<u64> for Noting<F> {
        fn take(&mut self, job: u64, result: Result<u64, String>) -> Result<(), Failure> {
            assert!(self.0.insert(job, result).is_none(), "job {job} came twice");
            (self.1)(job)
        }

        fn meanwhile(&mut self) -> Result<bool, Failure> {
            Ok(false)
        }
    }

    fn sharing(threads: usize, at_once: usize) -> Sharing {
        Sharing { threads, at_once, memory_a_run: u64::MAX }
    }

    #[test]
    fn every_job_is_handed_over_once_and_few_wait() {
        for (threads, at_once) in [(1, 1), (2, 2), (7, 7), (7, 2)] {
            let (begun, taken) = (AtomicU64::new(0), AtomicU64::new(0));
            let work = |job: u64| {
                let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - taken.load(Ordering::SeqCst);
                // In each worker's hands one, in the channel one for each, and one between the channel and the taker.
                assert!(ahead <= 2 * at_once as u64 + 1, "{ahead} begun and not taken");
                job * job
            };
            let mut noting = Noting(BTreeMap::new(), |_| {
                sleep(Duration::from_micros(200));
                taken.fetch_add(1, Ordering::SeqCst);
                Ok(())
            });
            as_they_end((0..200).map(|job| 3 * job), sharing(threads, at_once), &Stop::default(), work, &mut noting)
                .expect("nothing fails");
            let all: BTreeMap<_, _> = (0..200).map(|job| (3 * job, Ok(9 * job * job))).collect();
            assert_eq!(noting.0, all);
        }
    }

    #[test]
    fn a_panic_is_that_jobs_result_only() {
        let work = |job: u64| {
            assert!(job != 3, "job {job} is at fault");
            job
        };
        let mut noting = Noting(BTreeMap::new(), |_| Ok(()));
        as_they_end(0..5, sharing(2, 2), &Stop::default(), work, &mut noting).expect("the others go on");
        let results: Vec<_> = noting.0.into_values().collect();
        assert_eq!(results, [Ok(0), Ok(1), Ok(2), Err("panicked: job 3 is at fault".to_owned()), Ok(4)]);
    }

    #[test]
    fn nothing_is_begun_after_the_receiver_failed() {
        let begun = AtomicU64::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let full = |job| if job == 10 { Err(Failure::Work("the disk is full".to_owned())) } else { Ok(()) };
        let mut noting = Noting(BTreeMap::new(), full);
        let error =
            as_they_end(0..1_000_000, sharing(2, 2), &Stop::default(), work, &mut noting).expect_err("it failed");
        assert_eq!(error.to_string(), "the disk is full");
        assert!(begun.into_inner() < 20, "only what was in hand was done");
    }

    #[test]
    fn threads_without_a_job_help_with_anothers() {
        let work = |_| {
            // Each half waits for the other to begin, which takes two threads.
            let meeting = std::sync::Barrier::new(2);
            rayon::join(|| meeting.wait(), || meeting.wait());
            0
        };
        let mut noting = Noting(BTreeMap::new(), |_| Ok(()));
        as_they_end(0..20, sharing(2, 1), &Stop::default(), work, &mut noting).expect("nothing fails");
        assert_eq!(noting.0.len(), 20);
    }

    #[test]
    fn what_is_in_hand_when_a_stop_is_asked_for_is_done_and_handed_over() {
        let stop = Stop::default();
        let begun = AtomicU64::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let mut noting = Noting(BTreeMap::new(), |_| {
            stop.ask();
            Ok(())
        });
        as_they_end(0..1_000_000, sharing(2, 2), &stop, work, &mut noting).expect("it stops");
        assert_eq!(noting.0.len() as u64, begun.into_inner());
        assert!(noting.0.len() < 10);
    }
}
