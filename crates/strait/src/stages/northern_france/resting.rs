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
