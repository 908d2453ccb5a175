//! The floor: what the workload costs with no framework at all.
//!
//! One array a column, and passes without branches over blocks of 256 agents, which the compiler turns into vector
//! instructions. A block draws its luck from Philox, four draws to a block of the generator, keyed by (seed, agent, day):
//! the outcome is the same for any number of threads.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::philox::philox;
use super::rules::{Agents, BLOCK, DETAINED, NOBODY, Sums, WAITING, step, those_joined, unit};
use super::{AGES, DAYS, FIRST_SIGNAL, Run, Shared, Size, Tally};

/// Blocks that one thread takes at once; it does not depend on the number of threads.
const CHUNK: usize = 64;

/// No day: the draws that make the population.
const BEFORE: u32 = u32::MAX;

pub(super) fn prepare(size: Size) -> Run {
    let agents = size.agents as usize;
    let key = [size.seed as u32, (size.seed >> 32) as u32];
    let mut chunks: Vec<_> = (0..agents.div_ceil(BLOCK * CHUNK)).map(|index| Chunk::new(index, agents, key)).collect();
    let mut shared = Shared::new(size.agents);
    let pool = (size.threads > 1)
        .then(|| ThreadPoolBuilder::new().num_threads(size.threads).build().expect("threads can be started"));

    Box::new(move || {
        for day in 0..DAYS {
            let signal = shared.signal as f32;
            match &pool {
                None => chunks.iter_mut().for_each(|chunk| chunk.step(day, signal, key)),
                Some(pool) => pool.install(|| chunks.par_iter_mut().for_each(|chunk| chunk.step(day, signal, key))),
            }
            let mut tally = Tally::default();
            for chunk in &mut chunks {
                chunk.tally.add_to(&mut tally);
                chunk.referred.drain(..).for_each(|agent| shared.refer(agent));
            }
            while let Some(agent) = shared.admit(&mut tally) {
                let (chunk, place) = (agent as usize / (BLOCK * CHUNK), agent as usize % (BLOCK * CHUNK));
                chunks[chunk].blocks[place / BLOCK].state[place % BLOCK] = DETAINED;
            }
            shared.close_day(&tally);
        }
        shared.into_days()
    })
}

/// The columns of 256 agents.
struct Block {
    state: [u8; BLOCK],
    age: [u8; BLOCK],
    risk_aversion: [f32; BLOCK],
    perceived: [f32; BLOCK],
}

/// Some blocks, and what their step leaves for the day's end.
struct Chunk {
    first_agent: u32,
    blocks: Vec<Block>,
    tally: Sums,
    referred: Vec<u32>,
}

impl Chunk {
    fn new(index: usize, agents: usize, key: [u32; 2]) -> Self {
        let first = index * BLOCK * CHUNK;
        let blocks = 0..CHUNK.min((agents - first).div_ceil(BLOCK));
        Self {
            first_agent: first as u32,
            blocks: blocks.map(|block| Block::new(first + block * BLOCK, agents, key)).collect(),
            tally: Sums::default(),
            referred: Vec::new(),
        }
    }

    fn step(&mut self, day: u32, signal: f32, key: [u32; 2]) {
        self.tally = Sums::default();
        let mut first = self.first_agent;
        for block in &mut self.blocks {
            let agents = Agents {
                state: &mut block.state,
                age: &block.age,
                risk_aversion: &block.risk_aversion,
                perceived: &mut block.perceived,
            };
            if let Some(joined) = step(agents, &philox(first / 4, day, key), signal, &mut self.tally) {
                self.referred.extend(those_joined(&joined, first));
            }
            first += BLOCK as u32;
        }
    }
}

impl Block {
    fn new(first: usize, agents: usize, key: [u32; 2]) -> Self {
        let [ages, risks, ..] = philox::<BLOCK>(first as u32, BEFORE, key);
        let span = u64::from(AGES.1 - AGES.0 + 1);
        Self {
            state: std::array::from_fn(|place| if first + place < agents { WAITING } else { NOBODY }),
            age: ages.map(|word| AGES.0 + ((u64::from(word) * span) >> 32) as u8),
            risk_aversion: risks.map(unit),
            perceived: [FIRST_SIGNAL as f32; BLOCK],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, prepare};

    #[test]
    fn threads_do_not_change_the_outcome() {
        let days = |threads| prepare(Size { agents: 40_001, threads, seed: 7 })();
        let alone = days(1);
        assert_eq!(alone, days(2));
        assert_eq!(alone, days(5));
    }
}
