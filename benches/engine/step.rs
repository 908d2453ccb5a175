//! The person step: nanoseconds for each person and day, and how much of the memory bandwidth its bytes come to.

use strait::crowd::{Crew, Pass};
use strait_benches::timed;

use super::workload::{DAYS, IMPLEMENTATIONS, Size};
use super::{cores, median, pool};

/// Bytes that a step reads or writes for each agent: state and perceived probability both, age and risk aversion read.
const BYTES_A_STEP: f64 = 2.0 * (1.0 + 4.0) + 1.0 + 4.0;

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// How many agents
    #[arg(long, default_value_t = 10_000_000, value_parser = clap::value_parser!(u32).range(1_000..=500_000_000))]
    agents: u32,
    /// Runs of each; the medians are printed
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100))]
    repeat: u16,
}

pub(crate) fn run(args: &Args) -> Result<(), String> {
    let strait = IMPLEMENTATIONS.iter().find(|one| one.name == "strait").ok_or("the engine is not in the list")?;
    println!("threads,agents,step_ns,step_gb_per_s,bandwidth_gb_per_s,share_of_bandwidth");
    let mut threads = vec![1, cores()];
    threads.dedup();
    for threads in threads {
        let (mut steps, mut bandwidths) = (Vec::new(), Vec::new());
        for seed in 0..u64::from(args.repeat) {
            bandwidths.push(bandwidth(threads)?);
            let run = (strait.prepare)(Size { agents: args.agents, threads, seed });
            let (_, _, wall) = timed(run)?;
            steps.push(wall * 1e9 / f64::from(DAYS) / f64::from(args.agents));
        }
        let (step, bandwidth) = (median(&mut steps), median(&mut bandwidths));
        let reached = BYTES_A_STEP / step;
        println!("{threads},{},{step:.2},{reached:.1},{bandwidth:.1},{:.2}", args.agents, reached / bandwidth);
    }
    Ok(())
}

/// What a pass that does next to nothing reads and writes in a second [GB/s]: `a = 0.5·a + b` over columns that no cache
/// holds.
fn bandwidth(threads: usize) -> Result<f64, String> {
    const HEIGHT: usize = 1 << 26;
    const PASSES: usize = 5;
    let (mut a, b) = (vec![1.0_f32; HEIGHT], vec![1.0_f32; HEIGHT]);
    let pool = pool(threads)?;
    let (_, _, wall) =
        timed(|| pool.install(|| (0..PASSES).for_each(|_| Crew::default().pass((&mut a[..], &b[..]), &Halve))))?;
    Ok((PASSES * HEIGHT * 3 * size_of::<f32>()) as f64 / wall / 1e9)
}

struct Halve;

impl<'a> Pass<(&'a mut [f32], &'a [f32])> for Halve {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, (a, b): (&'a mut [f32], &'a [f32])) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a = 0.5 * *a + b);
    }

    fn join(&self, (): (), (): ()) {}
}
