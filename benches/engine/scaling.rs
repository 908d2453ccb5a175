//! How a run grows with the people in it, from ten thousand to a hundred million.

use strait::metrics::Metric;
use strait::simulation::simulate;
use strait_benches::{last_line, peak_mb, start_again, timed};

use super::{baseline, cores, pool};

#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// Most people, as a power of ten
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(4..=9))]
    up_to: u32,
    /// Measure a run of this scale in this very process
    #[arg(long, hide = true)]
    child: Option<f64>,
    #[arg(long, hide = true, default_value_t = 1)]
    threads: usize,
}

/// People who come in the baseline's three years and its days of warm-up, on average.
const PEOPLE_AT_SCALE_1: f64 = 145_000.0;

pub(crate) fn run(args: &Args) -> Result<(), String> {
    if let Some(scale) = args.child {
        return child(scale, args.threads);
    }
    println!("people,threads,cpu_s,wall_s,cpu_ns_per_person,peak_mb,peak_bytes_per_person");
    let mut threads = vec![1, cores()];
    threads.dedup();
    for power in 4..=args.up_to {
        for &threads in &threads {
            let scale = 10_f64.powi(power as i32) / PEOPLE_AT_SCALE_1;
            let words = ["scaling", "--child", &scale.to_string(), "--threads", &threads.to_string()];
            println!("{}", last_line(start_again(&words.map(str::to_owned))?)?);
        }
    }
    Ok(())
}

fn child(scale: f64, threads: usize) -> Result<(), String> {
    let plan = baseline(&[format!("run.scale={scale}")])?;
    let pool = pool(threads)?;
    // Small runs are over before a clock has ticked: many of them, then.
    let runs = (1.0 / scale).clamp(1.0, 20.0) as u64;
    let (people, cpu, wall) = timed(|| {
        (0..runs).try_fold(0.0, |people, replicate| {
            let records = pool.install(|| simulate(&plan, 1, replicate)).map_err(|error| error.to_string())?;
            // Those of the warm-up are not recorded, but come at the same rate.
            let recorded = records.days.len() as f64;
            let all = recorded + f64::from(plan.scenario.run.warm_up_days);
            let came: f64 = records.days.iter().map(|row| row[Metric::ArrivedInFrance]).sum();
            Ok::<f64, String>(people + came * all / recorded)
        })
    })?;
    let people = people? / runs as f64;
    let (cpu, wall) = (cpu / runs as f64, wall / runs as f64);
    let (mb, bytes) = peak_mb()
        .map_or((String::new(), String::new()), |mb| (format!("{mb:.1}"), format!("{:.1}", mb * 1e6 / people)));
    println!("{people:.0},{threads},{cpu:.4},{wall:.4},{:.1},{mb},{bytes}", cpu * 1e9 / people);
    Ok(())
}
