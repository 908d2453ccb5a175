//! The rows: which runs they stand for, and how they are printed.

use crate::arguments::Arguments;
use crate::measurement::Measurement;
use crate::workload::{DAYS, IMPLEMENTATIONS, Implementation};

/// The columns.
pub(crate) const HEADER: &str = "implementation,agents,threads,cpu_ns_per_agent_step,wall_s,peak_mb";

/// One implementation at one size.
pub(crate) struct Row {
    pub(crate) implementation: &'static Implementation,
    pub(crate) agents: u32,
    pub(crate) threads: usize,
    /// Each run so far.
    pub(crate) runs: Vec<Measurement>,
}

/// The rows that the arguments ask for; `cores` is what the machine has.
pub(crate) fn rows(arguments: &Arguments, cores: usize) -> Vec<Row> {
    let asked = |name| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    IMPLEMENTATIONS
        .iter()
        .filter(|implementation| asked(implementation.name))
        .flat_map(|implementation| {
            let most = implementation.most_agents.filter(|_| !arguments.full_size).unwrap_or(u32::MAX);
            let threads = match arguments.threads {
                _ if !implementation.parallel => vec![1],
                Some(threads) => vec![usize::from(threads)],
                None if cores > 1 => vec![1, cores],
                None => vec![1],
            };
            let agents = arguments.agents.min(most);
            threads.into_iter().map(move |threads| Row { implementation, agents, threads, runs: Vec::new() })
        })
        .collect()
}

impl Row {
    /// The row's line: medians over its runs.
    pub(crate) fn to_csv(&self) -> String {
        let median = |column: fn(&Measurement) -> f64| median(self.runs.iter().map(column).collect());
        let steps = f64::from(self.agents) * f64::from(DAYS);
        let peaks: Vec<_> = self.runs.iter().filter_map(|run| run.peak_mb).collect();
        let peak = if peaks.is_empty() { String::new() } else { format!("{:.1}", self::median(peaks)) };
        format!(
            "{},{},{},{:.2},{:.3},{peak}",
            self.implementation.name,
            self.agents,
            self.threads,
            median(|run| run.cpu_seconds) / steps * 1e9,
            median(|run| run.wall_seconds),
        )
    }
}

/// The middle, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    if values.len() % 2 == 1 { values[upper] } else { (values[upper - 1] + values[upper]) / 2.0 }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Arguments, median, rows};

    fn asked(line: &str) -> Vec<(&'static str, u32, usize)> {
        let arguments = Arguments::try_parse_from(line.split_whitespace()).expect("a sound command line");
        rows(&arguments, 4).iter().map(|row| (row.implementation.name, row.agents, row.threads)).collect()
    }

    #[test]
    fn those_that_can_also_use_all_cores() {
        assert_eq!(
            asked("peers --only by-hand,ixa"),
            [("by-hand", 1_000_000, 1), ("by-hand", 1_000_000, 4), ("ixa", 1_000_000, 1)]
        );
        assert_eq!(asked("peers --threads 3 --only ixa,by-hand"), [("by-hand", 1_000_000, 3), ("ixa", 1_000_000, 1)]);
    }

    #[test]
    #[cfg(feature = "krabmaga")]
    fn slow_ones_get_fewer_agents_unless_told_otherwise() {
        assert_eq!(asked("peers --only krabmaga"), [("krabmaga", 100_000, 1)]);
        assert_eq!(asked("peers --only krabmaga --agents 5000"), [("krabmaga", 5_000, 1)]);
        assert_eq!(asked("peers --only krabmaga --full-size"), [("krabmaga", 1_000_000, 1)]);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
