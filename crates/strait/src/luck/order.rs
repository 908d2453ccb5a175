//! Drawing an order by lot.

/// Lots are told apart in so many steps, so that an order comes from counting rather than from comparing.
const STEPS: usize = 2048;

/// Puts people in an order by lot. Keeps its memory from day to day.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// How many have lots before each step, while the order is made.
    before: Box<[u32; STEPS]>,
    drawn: Vec<u32>,
}

impl Default for Order {
    fn default() -> Self {
        Self { before: Box::new([0; STEPS]), drawn: Vec::new() }
    }
}

impl Order {
    /// The places in `lots`, that of the lowest lot first. Lots of one step count as equal, and go to whoever stands
    /// before.
    pub(crate) fn draw(&mut self, lots: impl ExactSizeIterator<Item = u32> + Clone) -> &[u32] {
        let step = |lot: u32| (lot >> 21) as usize;
        self.drawn.clear();
        if lots.len() == 0 {
            return &self.drawn;
        }
        self.before.fill(0);
        lots.clone().for_each(|lot| self.before[step(lot)] += 1);
        let mut sum = 0;
        for count in self.before.iter_mut() {
            sum += std::mem::replace(count, sum);
        }
        self.drawn.resize(sum as usize, 0);
        for (lot, place) in lots.zip(0..) {
            let rank = &mut self.before[step(lot)];
            self.drawn[*rank as usize] = place;
            *rank += 1;
        }
        &self.drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_lots_come_first_and_ties_go_by_place() {
        let lots = [9, 5, 7, 5, 0, 2047].map(|step: u32| step << 21 | 1);
        let mut order = Order::default();
        for _ in 0..2 {
            assert_eq!(order.draw(lots.into_iter()), [4, 1, 3, 2, 0, 5]);
            assert!(order.draw([].into_iter()).is_empty());
        }
    }
}
