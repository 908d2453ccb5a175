//! One run of one implementation: taken in a child process, handed to the parent as a line of text.

use strait_benches::{peak_mb, timed};

use crate::workload::{Day, Implementation, Size};

/// What a run took, and what it came to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measurement {
    pub(crate) cpu_seconds: f64,
    pub(crate) wall_seconds: f64,
    /// The most memory the process ever held, in MB, where the system tells.
    pub(crate) peak_mb: Option<f64>,
    pub(crate) last_day: Day,
}

/// Builds the population, then times the loop over the days.
pub(crate) fn take(implementation: &Implementation, size: Size) -> Result<Measurement, String> {
    let run = (implementation.prepare)(size);
    let (mut days, cpu_seconds, wall_seconds) = timed(run)?;
    let last_day = days.pop().ok_or("no day was recorded")?;
    Ok(Measurement { cpu_seconds, wall_seconds, peak_mb: peak_mb(), last_day })
}

impl Measurement {
    /// As [`Measurement::parse`] reads it.
    pub(crate) fn to_line(&self) -> String {
        let peak = self.peak_mb.map_or("-".to_owned(), |peak| peak.to_string());
        let counts = self.last_day.counts.map(|count| count.to_string()).join(" ");
        let Day { queue, signal, .. } = self.last_day;
        format!("{} {} {peak} {counts} {queue} {signal}", self.cpu_seconds, self.wall_seconds)
    }

    /// Reads what a child has printed.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let cpu_seconds = words.next()?.parse().ok()?;
        let wall_seconds = words.next()?.parse().ok()?;
        let peak_mb = match words.next()? {
            "-" => None,
            peak => Some(peak.parse().ok()?),
        };
        let mut counts = [0; 6];
        for count in &mut counts {
            *count = words.next()?.parse().ok()?;
        }
        let last_day = Day { counts, queue: words.next()?.parse().ok()?, signal: words.next()?.parse().ok()? };
        words.next().is_none().then_some(Self { cpu_seconds, wall_seconds, peak_mb, last_day })
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Measurement};

    #[test]
    fn a_line_gives_back_what_it_was_made_of() {
        let last_day = Day { counts: [1, 2, 3, 4, 5, 6], queue: 7, signal: 0.1 };
        for peak_mb in [None, Some(12.3)] {
            let measurement = Measurement { cpu_seconds: 1.25, wall_seconds: 0.7, peak_mb, last_day: last_day.clone() };
            assert_eq!(Measurement::parse(&measurement.to_line()), Some(measurement));
        }
        assert_eq!(Measurement::parse("1 2 3"), None);
    }
}
