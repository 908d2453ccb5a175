//! Lots for many at a time, at the width of the processor's vectors.

use super::philox::philox;
use super::{Luck, Purpose};
use crate::crowd::{Crew, Pass};

/// How many keys are drawn for at a time.
pub const KEYS: usize = 64;

impl Luck {
    /// Four lots for each key, for one purpose on one day; `lots[word][index]` belongs to `who[index]`.
    ///
    /// A key is whoever the caller draws for: a person who keeps the four lots for four days, say, or a group of four
    /// people with a lot each. Inside a [`Pass`] many keys are worked on at once.
    #[inline(always)]
    pub fn lots(&self, purpose: Purpose, day: i32, who: &[u32; KEYS], lots: [&mut [u32; KEYS]; 4]) {
        let [first, second, third, fourth] = lots;
        for index in 0..KEYS {
            let words = philox([who[index], day as u32, purpose as u32, 0], self.key);
            [first[index], second[index], third[index], fourth[index]] = words;
        }
    }
}

/// Four lots each for many people, a column for each of the four.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lots([Vec<u32>; 4]);

impl Lots {
    /// Draws the lots of everyone in `who`, for one purpose on one day, behind those of the first `kept` people.
    pub(crate) fn draw(&mut self, kept: usize, who: &[u32], purpose: Purpose, day: i32, (luck, crew): (&Luck, Crew)) {
        let height = kept + who.len();
        let [first, second, third, fourth] = self.0.each_mut().map(|lots| {
            // What is left of a busier day is kept rather than made anew.
            if lots.len() < height {
                lots.resize(height, 0);
            }
            &mut lots[kept..height]
        });
        crew.pass((who, (first, second, third, fourth)), &Draw { luck: *luck, purpose, day });
    }

    /// The four lots of the person at `index`.
    #[inline]
    pub(crate) fn of(&self, index: usize) -> [u32; 4] {
        let [first, second, third, fourth] = &self.0;
        [first[index], second[index], third[index], fourth[index]]
    }

    /// One of the four lots of the first so many people.
    pub(crate) fn column(&self, lot: usize, people: usize) -> &[u32] {
        &self.0[lot][..people]
    }

    /// Takes someone's lots out; the last person's take their place.
    pub(crate) fn swap_remove(&mut self, index: usize) {
        for lots in &mut self.0 {
            lots.swap_remove(index);
        }
    }
}

struct Draw {
    luck: Luck,
    purpose: Purpose,
    day: i32,
}

type DrawColumns<'a> = (&'a [u32], (&'a mut [u32], &'a mut [u32], &'a mut [u32], &'a mut [u32]));

impl<'a> Pass<DrawColumns<'a>> for Draw {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, (who, (first, second, third, fourth)): DrawColumns<'a>) {
        let (groups, last) = who.as_chunks::<KEYS>();
        let (first, last_first) = first.as_chunks_mut::<KEYS>();
        let (second, last_second) = second.as_chunks_mut::<KEYS>();
        let (third, last_third) = third.as_chunks_mut::<KEYS>();
        let (fourth, last_fourth) = fourth.as_chunks_mut::<KEYS>();
        for ((who, (first, second)), (third, fourth)) in
            groups.iter().zip(first.iter_mut().zip(second)).zip(third.iter_mut().zip(fourth))
        {
            self.luck.lots(self.purpose, self.day, who, [first, second, third, fourth]);
        }
        for (index, &who) in last.iter().enumerate() {
            [last_first[index], last_second[index], last_third[index], last_fourth[index]] =
                self.luck.words(self.purpose, who, self.day);
        }
    }

    fn join(&self, (): (), (): ()) {}
}

/// A lot as a number above 0 and at most 1, as finely as single precision can.
#[must_use]
#[inline(always)]
pub fn unit(lot: u32) -> f32 {
    ((lot >> 8) as f32 + 0.5) * (1.0 / 16_777_216.0)
}
