//! Those who do not act yet: a calendar, so that they cost nothing until their day comes.

use super::waiting::{Waiting, WaitingColumns};

/// Pages of the calendar. Whoever rests for longer is looked at once in so many days.
const PAGES: usize = 64;

/// People by the day on which they act again.
#[derive(Debug, Clone)]
pub(super) struct Resting {
    pages: Vec<Vec<(i32, Waiting)>>,
    people: usize,
}

impl Default for Resting {
    fn default() -> Self {
        Self { pages: vec![Vec::new(); PAGES], people: 0 }
    }
}

impl Resting {
    pub(super) fn len(&self) -> usize {
        self.people
    }

    /// Someone rests until a day.
    pub(super) fn until(&mut self, day: i32, who: Waiting) {
        self.people += 1;
        self.pages[page_of(day)].push((day, who));
    }

    /// Those whose day has come act again.
    pub(super) fn wake(&mut self, today: i32, acting: &mut WaitingColumns) {
        let page = &mut self.pages[page_of(today)];
        let before = page.len();
        page.retain(|&(day, who)| {
            let rests = day > today;
            if !rests {
                acting.push(who);
            }
            rests
        });
        self.people -= before - page.len();
    }

    /// Changes everyone.
    pub(super) fn change(&mut self, change: impl Fn(&mut Waiting)) {
        self.pages.iter_mut().flatten().for_each(|(_, who)| change(who));
    }
}

fn page_of(day: i32) -> usize {
    day.rem_euclid(PAGES as i32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_wakes_on_their_day_however_far_off() {
        let (mut resting, mut acting) = (Resting::default(), WaitingColumns::default());
        // Two on one page of the calendar, whose days are a whole calendar apart; one before the first day of all.
        for day in [5, 6, 5 + PAGES as i32, 5 + 7 * PAGES as i32, -3] {
            resting.until(day, Waiting::default());
        }
        let mut woken = Vec::new();
        for today in -10..500 {
            let before = acting.len();
            resting.wake(today, &mut acting);
            woken.extend(std::iter::repeat_n(today, acting.len() - before));
            assert_eq!(resting.len() + acting.len(), 5);
        }
        assert_eq!(woken, [-3, 5, 6, 69, 453]);
    }
}
