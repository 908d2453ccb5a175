//! Capacity that comes by the week and is used by the day.

/// What is left of a weekly capacity. A quiet day's share can be used later, up to one week's worth.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Capacity {
    left: f64,
}

/// Sums of sevenths fall short of whole numbers by rounding; this much short still counts as a place.
const ROUNDING: f64 = 1e-9;

impl Capacity {
    /// A day's worth more of `weekly` places.
    pub(crate) fn refill(&mut self, weekly: f64) {
        // At least one whole place can always build up, or small capacities would never serve anyone.
        let most = weekly.max(if weekly > 0.0 { 1.0 } else { 0.0 });
        self.left = (self.left + weekly / 7.0).min(most);
    }

    /// Takes one place if there is one.
    pub(crate) fn take(&mut self) -> bool {
        let free = self.left + ROUNDING >= 1.0;
        if free {
            self.left -= 1.0;
        }
        free
    }

    /// Takes as many whole places as there are, up to `wanted`.
    pub(crate) fn take_up_to(&mut self, wanted: u32) -> u32 {
        let taken = wanted.min((self.left + ROUNDING).max(0.0).min(f64::from(u32::MAX)) as u32);
        self.left -= f64::from(taken);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::Capacity;

    #[test]
    fn a_year_serves_its_weeks_and_no_more() {
        for weekly in [0.0, 0.5, 1.0, 3.0, 10.0, 24.0, 1600.5] {
            let mut capacity = Capacity::default();
            let mut served = 0_u32;
            for _ in 0..7 * 520 {
                capacity.refill(weekly);
                served += capacity.take_up_to(u32::MAX);
            }
            assert!((f64::from(served) - 520.0 * weekly).abs() <= 1.0, "{weekly} a week served {served}");
        }
    }

    #[test]
    fn unused_places_are_kept_for_a_week_only() {
        let mut capacity = Capacity::default();
        (0..100).for_each(|_| capacity.refill(14.0));
        assert_eq!(capacity.take_up_to(100), 14);
        assert!(!capacity.take());
    }
}
