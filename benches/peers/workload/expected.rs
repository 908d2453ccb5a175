//! What every implementation must come to: the same model, so the same counts, up to luck.

use super::{Day, STATES};

/// Shares of all agents after the last day, in the order of the states: from 5 × 10⁷ agents done by hand.
///
/// Other implementations, written apart, agree: that is what this module checks, and `benches/python/` again.
const SHARES: [f64; 6] = [0.0861, 0.000_79, 0.6779, 0.005, 0.0243, 0.2059];

/// The share in the queue.
const QUEUE: f64 = 0.6397;

/// How far the shares above may be from the truth: rounding, and the luck of the run they come from.
const ROUNDING: f64 = 0.0001;

/// Standard deviations of a count: by chance beyond these once in 5 × 10⁸. Over many seeds the counts spread as binomial
/// ones do, to a tenth.
const DEVIATIONS: f64 = 6.0;

/// The fewer the agents, the noisier the signal, which moves the means a little: by so many agents at most.
const SMALL_SAMPLE: f64 = 30.0;

/// Whether the last day is as expected; otherwise what is not, one line each.
pub(crate) fn check(agents: u32, last: &Day) -> Result<(), String> {
    let counts = STATES.iter().zip(last.counts).zip(SHARES).map(|((&name, count), share)| (name, count, share));
    let wrong: Vec<_> = counts
        .chain([("queue", last.queue, QUEUE)])
        .filter_map(|(name, count, share)| {
            let (least, most) = bounds(agents, share);
            let count = f64::from(count);
            (count < least || count > most).then(|| format!("{name}: {count}, expected {least:.0} to {most:.0}"))
        })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
}

/// Between what a count must lie.
fn bounds(agents: u32, share: f64) -> (f64, f64) {
    let agents = f64::from(agents);
    let deviation = (agents * share * (1.0 - share)).sqrt();
    let margin = DEVIATIONS * deviation + ROUNDING * agents + SMALL_SAMPLE;
    (agents * share - margin, agents * share + margin)
}

#[cfg(test)]
mod tests {
    use super::{Day, check};

    const GOOD: Day = Day { counts: [86_000, 800, 678_000, 5_000, 24_200, 206_000], queue: 640_000, signal: 0.43 };

    #[test]
    fn a_good_day_passes() {
        assert_eq!(check(1_000_000, &GOOD), Ok(()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut bad = GOOD;
        bad.counts[0] += 4_000;
        bad.queue -= 10_000;
        let message = check(1_000_000, &bad).expect_err("two counts are wrong");
        assert!(message.contains("Waiting: 90000") && message.contains("queue: 630000"), "{message}");
        assert!(!message.contains("Settled"), "{message}");
    }
}
