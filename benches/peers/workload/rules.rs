//! The workload's day for a block of agents, without branches, so that the compiler turns it into vector instructions.
//!
//! The floor and Strait's engine share these rules; what differs between them is all else: how agents are kept, where
//! luck comes from, how work is shared out.

use super::{State, Tally, rates};

/// Agents a step covers at once.
pub(super) const BLOCK: usize = 256;

pub(super) const WAITING: u8 = State::Waiting as u8;
pub(super) const ATTEMPTING: u8 = State::Attempting as u8;
pub(super) const IN_UK: u8 = State::InUk as u8;
pub(super) const DETAINED: u8 = State::Detained as u8;
pub(super) const RETURNED: u8 = State::Returned as u8;
pub(super) const SETTLED: u8 = State::Settled as u8;
/// In the UK and in the queue.
pub(super) const QUEUED: u8 = 6;
/// Fills up the last block; never moves.
pub(super) const NOBODY: u8 = 7;

/// The columns of a block.
pub(super) struct Agents<'a> {
    pub(super) state: &'a mut [u8; BLOCK],
    pub(super) age: &'a [u8; BLOCK],
    pub(super) risk_aversion: &'a [f32; BLOCK],
    pub(super) perceived: &'a mut [f32; BLOCK],
}

/// One day of a block. Where someone joins the queue, who does: not 0 for them.
#[inline(always)]
pub(super) fn step(
    agents: Agents<'_>,
    words: &[[u32; BLOCK / 4]; 4],
    signal: f32,
    sums: &mut Sums,
) -> Option<[u8; BLOCK]> {
    let Agents { state: states, age: ages, risk_aversion, perceived: all_perceived } = agents;
    // Loops of one width each: the compiler turns no others into vector instructions.
    let words = words.as_flattened();
    let mut learn = [0.0; BLOCK];
    for (learn, &state) in learn.iter_mut().zip(&*states) {
        *learn = f32::from(u8::from(state != SETTLED)) * rates::LEARN as f32;
    }
    let mut of_age = [0.0; BLOCK];
    for (of_age, &age) in of_age.iter_mut().zip(ages) {
        *of_age = if age < rates::OLDER_FROM { 1.0 } else { rates::OLDER as f32 };
    }
    let mut wide_rank = [0; BLOCK];
    for place in 0..BLOCK {
        let perceived = all_perceived[place] + learn[place] * (signal - all_perceived[place]);
        all_perceived[place] = perceived;
        let draw = unit(words[place]);
        let attempt = rates::ATTEMPT as f32 * (1.0 - risk_aversion[place] * perceived) * of_age[place];
        let rank: i32 = BOUNDS.iter().map(|&bound| i32::from(draw >= bound)).sum();
        wide_rank[place] = rank + i32::from(draw < attempt) * ATTEMPTS;
    }
    let mut rank = [0; BLOCK];
    for (rank, wide) in rank.iter_mut().zip(wide_rank) {
        *rank = wide as i8;
    }

    let before = *states;
    let mut joined = [0; BLOCK];
    for place in 0..BLOCK {
        let (state, attempts, rank) =
            (before[place], rank[place] >= ATTEMPTS as i8, rank[place] & (ATTEMPTS as i8 - 1));
        let go = |from, chance, to: u8| mask(state == from) & mask(chance) & to.wrapping_sub(from);
        joined[place] = go(IN_UK, rank < BELOW_REFER, QUEUED);
        states[place] = state
            .wrapping_add(go(WAITING, attempts, ATTEMPTING))
            .wrapping_add(go(ATTEMPTING, rank < BELOW_ARRIVE, IN_UK))
            .wrapping_add(go(ATTEMPTING, rank >= BELOW_ARRIVE, WAITING))
            .wrapping_add(joined[place])
            .wrapping_add(go(IN_UK, rank == BELOW_REFER, SETTLED))
            .wrapping_add(go(DETAINED, rank < BELOW_RETURN, RETURNED))
            .wrapping_add(go(DETAINED, rank == BELOW_RETURN, IN_UK))
            .wrapping_add(go(RETURNED, rank < BELOW_LEAVE, WAITING));
    }
    sums.add(&before, &*states);
    (joined != [0; BLOCK]).then_some(joined)
}

/// Who has joined the queue, in a block whose first agent is this.
pub(super) fn those_joined(joined: &[u8; BLOCK], first: u32) -> impl Iterator<Item = u32> {
    // Few have joined, if any: most groups are passed over at a glance.
    let groups = joined.as_chunks::<16>().0.iter().zip((first..).step_by(16)).filter(|(group, _)| **group != [0; 16]);
    groups
        .flat_map(|(group, start)| group.iter().zip(start..))
        .filter(|(joined, _)| **joined != 0)
        .map(|(_, agent)| agent)
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
pub(super) fn unit(word: u32) -> f32 {
    // Through i32, for which every processor has an instruction.
    (word >> 8) as i32 as f32 * (1.0 / 16_777_216.0)
}

/// What a chunk's agents add up to: the eight states, and two of the moves.
#[derive(Default, Clone, Copy)]
pub(super) struct Sums {
    states: [u32; 8],
    arrivals: u32,
    returns: u32,
}

impl Sums {
    #[inline(always)]
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

    /// Adds what another chunk left.
    pub(super) fn join(&mut self, other: &Self) {
        for (sum, more) in self.states.iter_mut().zip(other.states) {
            *sum += more;
        }
        self.arrivals += other.arrivals;
        self.returns += other.returns;
    }

    pub(super) fn add_to(&self, tally: &mut Tally) {
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
