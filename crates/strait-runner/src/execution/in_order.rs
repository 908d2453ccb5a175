//! Many workers, one receiver, a fixed order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::channel;

use crate::failure::Failure;

/// How many jobs each worker may be ahead of the receiver: enough that a long job keeps few others waiting, few enough
/// that what waits to be received stays small.
const AHEAD: u64 = 4;

/// Does jobs `0..jobs` on `threads` threads and hands each with its result to `receive`, on this thread, in the jobs'
/// order. A job that panics gives the panic's message.
///
/// At most `4 × threads` jobs are begun and not yet received, so memory does not grow with their number. A job runs
/// inside a pool of `threads` threads: parallel work within a job keeps to it.
///
/// # Errors
/// The first error of `receive`, after which no job is begun; [`Failure::Work`] when threads cannot be started.
pub(super) fn in_order<T: Send>(
    jobs: u64,
    threads: usize,
    work: impl Fn(u64) -> T + Sync,
    mut receive: impl FnMut(u64, Result<T, String>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("run-{index}"))
        .build()
        .map_err(|error| Failure::Work(format!("cannot start {threads} threads: {error}")))?;
    let (begin, begun) = channel();
    let begun = Mutex::new(begun);
    let (deliver, delivered) = channel();
    pool.in_place_scope(|scope| {
        scope.spawn_broadcast(|_, _| {
            let next = || begun.lock().ok()?.recv().ok();
            while let Some(job) = next() {
                // A failure to deliver would mean that nobody waits for results any more.
                let _ = deliver.send((job, caught(|| work(job))));
            }
        });
        // Dropped when this closure ends, done or failed, which ends the workers.
        let begin = begin;
        let window = jobs.min(AHEAD * threads as u64);
        let mut to_begin = window..jobs;
        for job in 0..window {
            let _ = begin.send(job);
        }
        let mut early = BTreeMap::new();
        for job in 0..jobs {
            let result = loop {
                if let Some(result) = early.remove(&job) {
                    break result;
                }
                let (job, result) = delivered.recv().map_err(|error| Failure::Work(error.to_string()))?;
                early.insert(job, result);
            };
            // Before receiving, so that workers go on meanwhile.
            if let Some(next) = to_begin.next() {
                let _ = begin.send(next);
            }
            receive(job, result)?;
        }
        Ok(())
    })
}

/// Turns a panic into its message.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        text.unwrap_or("no message").to_owned()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait_whatever_job_ends_first() {
        for threads in [1, 2, 7] {
            let (begun, received) = (AtomicU64::new(0), AtomicU64::new(0));
            let window = AHEAD * threads as u64;
            let mut order = Vec::new();
            let work = |job: u64| {
                let ahead = begun.fetch_add(1, Ordering::SeqCst) + 1 - received.load(Ordering::SeqCst);
                // One more than the window: the result in hand makes room just before it is received.
                assert!(ahead <= window + 1, "{ahead} begun and not received");
                // Early jobs take longest, so that later ones overtake them.
                sleep(Duration::from_micros(400 * (7 - job % 8)));
                job * job
            };
            let receive = |job: u64, result: Result<u64, String>| {
                order.push((job, result));
                received.fetch_add(1, Ordering::SeqCst);
                Ok(())
            };
            in_order(200, threads, work, receive).expect("nothing fails");
            assert_eq!(order, (0..200).map(|job| (job, Ok(job * job))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_is_that_jobs_result_only() {
        let mut results = Vec::new();
        let work = |job: u64| {
            assert!(job != 3, "job {job} is at fault");
            job
        };
        in_order(5, 2, work, |_, result| {
            results.push(result);
            Ok(())
        })
        .expect("the others go on");
        assert_eq!(results, [Ok(0), Ok(1), Ok(2), Err("job 3 is at fault".to_owned()), Ok(4)]);
    }

    #[test]
    fn nothing_is_begun_after_the_receiver_failed() {
        let begun = AtomicU64::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let full = |job, _| if job == 10 { Err(Failure::Work("the disk is full".to_owned())) } else { Ok(()) };
        let error = in_order(1_000_000, 2, work, full).expect_err("the receiver failed");
        assert_eq!(error.to_string(), "the disk is full");
        assert!(begun.into_inner() <= 11 + 2 * AHEAD, "only the window was left to do");
    }
}
