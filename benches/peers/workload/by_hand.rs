//! The floor: what the workload costs with no framework at all.
//!
//! One array a column, and passes without branches over blocks of 256 agents, which the compiler turns into vector
//! instructions. A block draws its luck from Philox, four draws to a block of the generator, keyed by (seed, agent, day):
//! the outcome is the same for any number of threads.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::philox::philox;
use super::{AGES, DAYS, FIRST_SIGNAL, Run, Shared, Size, State, Tally, rates};

/// Agents a pass covers at once.
const BLOCK: usize = 256;

/// Blocks that one thread takes at once; it does not depend on the number of threads.
const CHUNK: usize = 64;

const WAITING: u8 = State::Waiting as u8;
const ATTEMPTING: u8 = State::Attempting as u8;
const IN_UK: u8 = State::InUk as u8;
const DETAINED: u8 = State::Detained as u8;
const RETURNED: u8 = State::Returned as u8;
const SETTLED: u8 = State::Settled as u8;
/// In the UK and in the queue.
const QUEUED: u8 = 6;
/// Fills up the last block; never moves.
const NOBODY: u8 = 7;

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
            if let Some(joined) = block.step(philox(first / 4, day, key), signal, &mut self.tally) {
                for (group, start) in joined.chunks_exact(16).zip((first..).step_by(16)) {
                    // Few have joined, if any: most groups are passed over at a glance.
                    if group != [0; 16] {
                        let places = group.iter().zip(start..).filter(|&(&joined, _)| joined != 0);
                        self.referred.extend(places.map(|(_, agent)| agent));
                    }
                }
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

    /// One day of a block. Where someone joins the queue, who does: not 0 for them.
    #[inline]
    fn step(&mut self, words: [[u32; BLOCK / 4]; 4], signal: f32, sums: &mut Sums) -> Option<[u8; BLOCK]> {
        // Loops of one width each: the compiler turns no others into vector instructions.
        let words = words.as_flattened();
        let mut learn = [0.0; BLOCK];
        for (learn, &state) in learn.iter_mut().zip(&self.state) {
            *learn = f32::from(u8::from(state != SETTLED)) * rates::LEARN as f32;
        }
        let mut of_age = [0.0; BLOCK];
        for (of_age, &age) in of_age.iter_mut().zip(&self.age) {
            *of_age = if age < rates::OLDER_FROM { 1.0 } else { rates::OLDER as f32 };
        }
        let mut wide_rank = [0; BLOCK];
        for place in 0..BLOCK {
            let perceived = self.perceived[place] + learn[place] * (signal - self.perceived[place]);
            self.perceived[place] = perceived;
            let draw = unit(words[place]);
            let attempt = rates::ATTEMPT as f32 * (1.0 - self.risk_aversion[place] * perceived) * of_age[place];
            let rank: i32 = BOUNDS.iter().map(|&bound| i32::from(draw >= bound)).sum();
            wide_rank[place] = rank + i32::from(draw < attempt) * ATTEMPTS;
        }
        let mut rank = [0; BLOCK];
        for (rank, wide) in rank.iter_mut().zip(wide_rank) {
            *rank = wide as i8;
        }

        let before = self.state;
        let mut joined = [0; BLOCK];
        for place in 0..BLOCK {
            let (state, attempts, rank) =
                (before[place], rank[place] >= ATTEMPTS as i8, rank[place] & (ATTEMPTS as i8 - 1));
            let go = |from, chance, to: u8| mask(state == from) & mask(chance) & to.wrapping_sub(from);
            joined[place] = go(IN_UK, rank < BELOW_REFER, QUEUED);
            self.state[place] = state
                .wrapping_add(go(WAITING, attempts, ATTEMPTING))
                .wrapping_add(go(ATTEMPTING, rank < BELOW_ARRIVE, IN_UK))
                .wrapping_add(go(ATTEMPTING, rank >= BELOW_ARRIVE, WAITING))
                .wrapping_add(joined[place])
                .wrapping_add(go(IN_UK, rank == BELOW_REFER, SETTLED))
                .wrapping_add(go(DETAINED, rank < BELOW_RETURN, RETURNED))
                .wrapping_add(go(DETAINED, rank == BELOW_RETURN, IN_UK))
                .wrapping_add(go(RETURNED, rank < BELOW_LEAVE, WAITING));
        }
        sums.add(&before, &self.state);
        (joined != [0; BLOCK]).then_some(joined)
    }
}

/// All bits, or none: what a byte is masked with.
#[inline(always)]
fn mask(holds: bool) -> u8 {
    0_u8.wrapping_sub(u8::from(holds))
}

/// What a draw is compared with, in rising order; a draw's rank is how many of these it reaches.
const BOUNDS: [f32; 6] = [
    rates::LEAVE as f32,
    rates::REFER as f32,
    (rates::REFER + rates::SETTLE) as f32,
    rates::RETURN as f32,
    (rates::RETURN + rates::RELEASE) as f32,
    rates::ARRIVE as f32,
];
const BELOW_LEAVE: i8 = 1;
const BELOW_REFER: i8 = 2;
const BELOW_RETURN: i8 = 4;
const BELOW_ARRIVE: i8 = 6;

/// Added to the rank of a draw for which one who waits makes an attempt.
const ATTEMPTS: i32 = 8;

/// A number in [0, 1) from the upper 24 bits.
#[inline(always)]
fn unit(word: u32) -> f32 {
    // Through i32, for which every processor has an instruction.
    (word >> 8) as i32 as f32 * (1.0 / 16_777_216.0)
}

/// What a chunk's agents add up to: the eight states, and two of the moves.
#[derive(Default, Clone, Copy)]
struct Sums {
    states: [u32; 8],
    arrivals: u32,
    returns: u32,
}

impl Sums {
    #[inline]
    fn add(&mut self, before: &[u8; BLOCK], after: &[u8; BLOCK]) {
        for (state, sum) in (0..).zip(&mut self.states) {
            *sum += count(after, |&next| next == state);
        }
        let mut pairs = [0; BLOCK];
        for place in 0..BLOCK {
            pairs[place] = before[place] << 4 | after[place];
        }
        self.arrivals += count(&pairs, |&pair| pair == ATTEMPTING << 4 | IN_UK);
        self.returns += count(&pairs, |&pair| pair == DETAINED << 4 | RETURNED);
    }

    fn add_to(&self, tally: &mut Tally) {
        for (sum, count) in tally.counts.iter_mut().zip(self.states) {
            *sum += count;
        }
        tally.counts[State::InUk as usize] += self.states[QUEUED as usize];
        tally.arrivals += self.arrivals;
        tally.returns += self.returns;
    }
}

/// How many bytes a test holds for; in halves, which a byte can count.
#[inline(always)]
fn count(bytes: &[u8; BLOCK], test: impl Fn(&u8) -> bool) -> u32 {
    bytes.chunks_exact(BLOCK / 2).map(|half| u32::from(half.iter().map(|byte| u8::from(test(byte))).sum::<u8>())).sum()
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
