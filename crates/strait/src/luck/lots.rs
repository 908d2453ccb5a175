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
    #[must_use]
    #[inline(always)]
    pub fn lots(&self, purpose: Purpose, day: i32, who: &[u32; KEYS]) -> [[u32; KEYS]; 4] {
        let mut lots = [[0; KEYS]; 4];
        for index in 0..KEYS {
            let words = philox([who[index], day as u32, purpose as u32, 0], self.key);
            for (column, word) in lots.iter_mut().zip(words) {
                column[index] = word;
            }
        }
        lots
    }

    /// Fills a column with the four lots of each key.
    pub(crate) fn draw_lots(&self, crew: Crew, purpose: Purpose, day: i32, who: &[u32], lots: &mut [[u32; 4]]) {
        crew.pass((who, lots), &DrawLots { luck: *self, purpose, day });
    }
}

struct DrawLots {
    luck: Luck,
    purpose: Purpose,
    day: i32,
}

impl<'a> Pass<(&'a [u32], &'a mut [[u32; 4]])> for DrawLots {
    type Left = ();

    #[inline(always)]
    fn chunk(&self, (who, drawn): (&'a [u32], &'a mut [[u32; 4]])) {
        for (who, drawn) in who.chunks(KEYS).zip(drawn.chunks_mut(KEYS)) {
            // The last keys are made up to a full number, and what they draw is dropped.
            let mut keys = [0; KEYS];
            keys[..who.len()].copy_from_slice(who);
            let [first, second, third, fourth] = self.luck.lots(self.purpose, self.day, &keys);
            for (index, drawn) in drawn.iter_mut().enumerate() {
                *drawn = [first[index], second[index], third[index], fourth[index]];
            }
        }
    }

    fn join(&self, (): (), (): ()) {}
}

/// A lot as a number in (0, 1), with the 24 bits that single precision holds.
#[must_use]
#[inline(always)]
pub fn unit(lot: u32) -> f32 {
    ((lot >> 8) as f32 + 0.5) * (1.0 / 16_777_216.0)
}
