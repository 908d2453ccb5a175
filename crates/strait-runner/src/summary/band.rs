//! The middle of some runs, and how far they spread.

/// The middle value of some runs and the ranges that hold half and nine tenths of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The value that 5 % of runs are below.
    pub low90: f64,
    /// The value that 25 % of runs are below.
    pub low50: f64,
    /// The value that half of the runs are below.
    pub median: f64,
    /// The value that 25 % of runs are above.
    pub high50: f64,
    /// The value that 5 % of runs are above.
    pub high90: f64,
}

impl Band {
    /// The band of the finite values; `None` when there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().filter(|v| v.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            low90: quantile(&sorted, 0.05)?,
            low50: quantile(&sorted, 0.25)?,
            median: quantile(&sorted, 0.5)?,
            high50: quantile(&sorted, 0.75)?,
            high90: quantile(&sorted, 0.95)?,
        })
    }
}

/// The quantile of sorted values, linear between neighbours (type 7, as R and NumPy do by default).
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    let below = *sorted.get(place.floor() as usize)?;
    let above = *sorted.get(place.ceil() as usize)?;
    Some(below + (above - below) * (place - place.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_linear_between_neighbours() {
        let band = Band::of((0..=100).rev().map(f64::from)).expect("values");
        assert_eq!((band.low90, band.low50, band.median), (5.0, 25.0, 50.0));
        assert_eq!((band.high50, band.high90), (75.0, 95.0));
        assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], 0.5), Some(3.0));
        assert_eq!(Band::of([f64::NAN, 7.0]).map(|band| band.low90), Some(7.0));
        assert_eq!(Band::of([f64::NAN]), None);
    }
}
