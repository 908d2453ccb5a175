//! Passes over many people at once: columns in chunks, shared out among threads where there are many.
//!
//! Where each person decides alone, a stage keeps a column for each thing that the decision needs and runs down them
//! in a [`pass`](Crew::pass). A pass gives the same result whatever the chunks and threads, since what its chunks leave
//! is joined in their order.
//!
//! Public so that another model of many people can stand on it, as that of `benches/peers` does. To run the agreement you
//! need none of it.
//!
//! ```
//! use strait::crowd::{Crew, Pass};
//!
//! /// Says of each person whether they are adult, and counts those who are.
//! struct ComeOfAge {
//!     age: u8,
//! }
//!
//! impl Pass<(&[u8], &mut [bool])> for ComeOfAge {
//!     type Left = usize;
//!
//!     #[inline(always)]
//!     fn chunk(&self, (ages, adult): (&[u8], &mut [bool])) -> usize {
//!         adult.iter_mut().zip(ages).for_each(|(adult, age)| *adult = *age >= self.age);
//!         adult.iter().filter(|adult| **adult).count()
//!     }
//!
//!     fn join(&self, first: usize, second: usize) -> usize {
//!         first + second
//!     }
//! }
//!
//! let ages = vec![30; 100_000];
//! let mut adult = vec![false; 100_000];
//! let adults = Crew::default().pass((&ages[..], &mut adult[..]), &ComeOfAge { age: 18 });
//! assert_eq!(adults, 100_000);
//! ```

mod columns;

pub use columns::Columns;

/// People in a block: short passes over blocks of this many stay in the nearest cache and in vector registers.
pub const BLOCK: usize = 256;

/// What is done to the people in some columns.
pub trait Pass<C: Columns>: Sync {
    /// What a chunk leaves beside what it wrote into its columns.
    type Left: Send;

    /// Does the work for a chunk, which begins at a multiple of [`BLOCK`].
    ///
    /// It runs with the widest vectors that the processor has, as far as it is `#[inline(always)]` and so is all that
    /// it calls. Bits do not depend on the width: each number goes through the same operations.
    fn chunk(&self, columns: C) -> Self::Left;

    /// Puts what a chunk left behind what those before it left.
    fn join(&self, first: Self::Left, second: Self::Left) -> Self::Left;
}

/// How a pass is shared out. Nothing that a run gives depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crew {
    /// People in a chunk.
    chunk: usize,
    /// Most people whom one thread passes over alone.
    alone: usize,
}

impl Default for Crew {
    /// Chunks of 32,768 people, and one thread alone up to eight of them: waking another takes about as long as that.
    fn default() -> Self {
        let chunk = 128 * BLOCK;
        Self { chunk, alone: 8 * chunk }
    }
}

impl Crew {
    /// Passes in chunks of so many blocks of 256 people, at least 1, shared out however few people there are.
    #[must_use]
    pub fn in_chunks_of(blocks: usize) -> Self {
        let chunk = blocks.max(1) * BLOCK;
        Self { chunk, alone: chunk }
    }

    /// Runs a pass over the columns and joins what its chunks leave, in their order.
    ///
    /// Where there are many people the work is shared among the threads of the current `rayon` pool; otherwise it is
    /// done on this thread.
    pub fn pass<C: Columns, P: Pass<C>>(self, columns: C, pass: &P) -> P::Left {
        if columns.height() <= self.alone { pass_alone(columns, pass) } else { self.share(columns, pass) }
    }

    fn share<C: Columns, P: Pass<C>>(self, columns: C, pass: &P) -> P::Left {
        let chunks = columns.height().div_ceil(self.chunk);
        if chunks <= 1 {
            return pass_alone(columns, pass);
        }
        let (first, second) = columns.cut(chunks / 2 * self.chunk);
        let (first, second) = rayon::join(|| self.share(first, pass), || self.share(second, pass));
        pass.join(first, second)
    }
}

fn pass_alone<C: Columns, P: Pass<C>>(columns: C, pass: &P) -> P::Left {
    pulp::Arch::new().dispatch(Chunk { pass, columns })
}

/// A chunk to be done with whatever vectors there are.
struct Chunk<'a, P, C> {
    pass: &'a P,
    columns: C,
}

impl<C: Columns, P: Pass<C>> pulp::WithSimd for Chunk<'_, P, C> {
    type Output = P::Left;

    // The pass is plain code: inlined here, it is compiled once for each width.
    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> P::Left {
        self.pass.chunk(self.columns)
    }
}
