//! The workload on Strait's own engine: columns that a [`Crew`] passes over in chunks, and lots from keyed luck, as in
//! the model's northern France.

use std::ops::Range;

use rayon::ThreadPoolBuilder;
use strait::crowd::{self, Crew, Pass};
use strait::luck::{KEYS, Luck, Purpose, unit};

use super::rules::{Agents, BLOCK, DETAINED, NOBODY, Sums, WAITING, step, those_joined};
use super::{AGES, DAYS, FIRST_SIGNAL, Run, Shared, Size, Tally};

// A group of four agents shares a draw of four lots, and a block of agents is drawn for at a time.
const _: () = assert!(BLOCK == crowd::BLOCK && BLOCK == 4 * KEYS);

pub(super) fn prepare(size: Size) -> Run {
    let luck = Luck::new(size.seed, 0);
    let crew = Crew::default();
    let mut agents = Columns::new(size.agents as usize, &luck);
    let mut shared = Shared::new(size.agents);
    let pool = ThreadPoolBuilder::new().num_threads(size.threads).build().expect("threads can be started");
    Box::new(move || {
        for day in 0..DAYS as i32 {
            let today = Today { luck, day, signal: shared.signal as f32 };
            let left = pool.install(|| crew.pass(agents.columns(), &today));
            let mut tally = Tally::default();
            left.sums.add_to(&mut tally);
            left.referred.into_iter().for_each(|agent| shared.refer(agent));
            while let Some(agent) = shared.admit(&mut tally) {
                agents.state[agent as usize] = DETAINED;
            }
            shared.close_day(&tally);
        }
        shared.into_days()
    })
}

/// A column for each thing that an agent is or knows. The last block is filled up with nobody.
struct Columns {
    state: Vec<u8>,
    age: Vec<u8>,
    risk_aversion: Vec<f32>,
    perceived: Vec<f32>,
}

impl Columns {
    fn new(agents: usize, luck: &Luck) -> Self {
        let height = agents.next_multiple_of(BLOCK);
        let span = u64::from(AGES.1 - AGES.0 + 1);
        let mut columns = Self {
            state: Vec::with_capacity(height),
            age: Vec::with_capacity(height),
            risk_aversion: Vec::with_capacity(height),
            perceived: vec![FIRST_SIGNAL as f32; height],
        };
        columns.state.resize(agents, WAITING);
        columns.state.resize(height, NOBODY);
        for first in (0..height).step_by(KEYS) {
            let mut lots = [[0; KEYS]; 4];
            luck.lots(Purpose::Traits, 0, &std::array::from_fn(|key| (first + key) as u32), lots.each_mut());
            columns.age.extend(lots[0].map(|lot| AGES.0 + ((u64::from(lot) * span) >> 32) as u8));
            columns.risk_aversion.extend(lots[1].map(unit));
        }
        columns
    }

    fn columns(&mut self) -> AgentColumns<'_> {
        let height = self.state.len();
        (&mut self.state, &self.age, &self.risk_aversion, &mut self.perceived, 0..height)
    }
}

type AgentColumns<'a> = (&'a mut [u8], &'a [u8], &'a [f32], &'a mut [f32], Range<usize>);

/// One day's pass.
struct Today {
    luck: Luck,
    day: i32,
    signal: f32,
}

/// What a chunk leaves for the day's end.
#[derive(Default)]
struct Left {
    sums: Sums,
    referred: Vec<u32>,
}

impl<'a> Pass<AgentColumns<'a>> for Today {
    type Left = Left;

    #[inline(always)]
    fn chunk(&self, (state, age, risk_aversion, perceived, places): AgentColumns<'a>) -> Left {
        let mut left = Left::default();
        let known = age.as_chunks().0.iter().zip(risk_aversion.as_chunks().0);
        let moving = state.as_chunks_mut().0.iter_mut().zip(perceived.as_chunks_mut().0);
        for (((age, risk_aversion), (state, perceived)), first) in known.zip(moving).zip(places.step_by(BLOCK)) {
            let group = (first / 4) as u32;
            let mut lots = [[0; KEYS]; 4];
            let groups = std::array::from_fn(|key| group + key as u32);
            self.luck.lots(Purpose::Choice, self.day, &groups, lots.each_mut());
            let agents = Agents { state, age, risk_aversion, perceived };
            if let Some(joined) = step(agents, &lots, self.signal, &mut left.sums) {
                left.referred.extend(those_joined(&joined, first as u32));
            }
        }
        left
    }

    fn join(&self, mut first: Left, second: Left) -> Left {
        first.sums.join(&second.sums);
        first.referred.extend(second.referred);
        first
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, prepare};

    #[test]
    fn threads_do_not_change_the_outcome() {
        let days = |threads| prepare(Size { agents: 140_001, threads, seed: 7 })();
        let alone = days(1);
        assert_eq!(alone, days(2));
        assert_eq!(alone, days(5));
    }
}
