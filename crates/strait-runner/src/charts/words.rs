//! What charts show, in sentences for readers who cannot see them.

use jiff::civil::Date;
use strait::metrics::Metric;

use super::bands::Band;
use super::style::{day, short};

/// A metric's meaning without its full stop.
pub(super) fn sentence(metric: Metric) -> String {
    metric.definition().meaning.trim_end_matches('.').to_owned()
}

/// A number with the range that holds nine tenths of the runs, where they differ: `38 (90% range 20 to 61)`.
pub(super) fn with_range(band: &Band) -> String {
    if band.low90 == band.high90 {
        return short(band.median);
    }
    format!("{} (90% range {} to {})", short(band.median), short(band.low90), short(band.high90))
}

/// Where a series peaks and where it ends.
pub(super) fn over_time(what: &str, unit: &str, weeks: &[Date], bands: &[Option<Band>]) -> String {
    let known: Vec<(Date, &Band)> =
        weeks.iter().zip(bands).filter_map(|(&week, band)| Some((week, band.as_ref()?))).collect();
    let highest = known.iter().fold(None, |best: Option<&(Date, &Band)>, now| match best {
        Some(best) if best.1.median >= now.1.median => Some(best),
        _ => Some(now),
    });
    let Some((highest, last)) = highest.zip(known.last()) else {
        return format!("{what}: no value.");
    };
    let peak = format!("the median reaches {}, {unit}, by {}", with_range(highest.1), day(highest.0));
    match highest.0 == last.0 {
        true => format!("{what}: {peak}, where the chart ends."),
        false => format!("{what}: {peak}, and is {} at the end, {}.", with_range(last.1), day(last.0)),
    }
}

/// The first few of some things, each with a number, the largest first.
pub(super) fn largest(things: &[(String, f64)], few: usize) -> String {
    let mut sorted: Vec<&(String, f64)> = things.iter().filter(|(_, value)| value.is_finite()).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let listed: Vec<String> =
        sorted.iter().take(few).map(|(name, value)| format!("{name} {}", short(*value))).collect();
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_told_by_its_peak_and_its_end() {
        let weeks: Vec<Date> = ["2025-12-28", "2026-01-04"].map(|day| day.parse().expect("a date")).to_vec();
        let band = |middle: f64| Band::of([middle - 10.0, middle, middle + 20.0]);
        let told = over_time("Returns", "people a week", &weeks, &[band(38.0), band(20.0)]);
        assert_eq!(
            told,
            "Returns: the median reaches 38 (90% range 29 to 56), people a week, by 28 Dec 2025, and is 20 (90% range 11 \
             to 38) at the end, 4 Jan 2026."
        );
        assert_eq!(over_time("Returns", "people", &weeks, &[None, None]), "Returns: no value.");
        let things = [("a".to_owned(), 1.0), ("b".to_owned(), 30.0), ("c".to_owned(), 2.0)];
        assert_eq!(largest(&things, 2), "b 30, c 2");
    }
}
