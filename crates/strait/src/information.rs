//! News: what communities know of returns and crossings, and what a person makes of it.
//!
//! Each community (an origin) remembers, with a half-life, how many of those who landed were returned and how many were
//! not. Word arrives after a lag, and at first few hear it: awareness grows from the first return on.

use std::collections::VecDeque;

use crate::people::{Character, Person};
use crate::scenario::Information as Parameters;
use crate::stages::crossing::Crossings;

/// What one community learns from one day.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Outcomes {
    /// People returned.
    pub(crate) returned: f64,
    /// People who landed and are not going to be returned.
    pub(crate) stayed: f64,
}

/// What one community remembers.
#[derive(Debug, Clone, Copy, Default)]
struct Memory {
    returned: f64,
    stayed: f64,
    attempts: f64,
    successes: f64,
}

/// Every community's memory and the word on its way to it.
#[derive(Debug, Clone)]
pub(crate) struct Information {
    memories: Vec<Memory>,
    beliefs: Vec<f64>,
    /// Word on its way, a row of all communities for each day.
    on_the_way: VecDeque<Outcomes>,
    aware_since_days: Option<f64>,
    deaths: f64,
    at_sea: f64,
}

/// What happened at sea today, by origin.
#[derive(Debug, Clone)]
pub(crate) struct SeaNews {
    pub(crate) attempts: Vec<f64>,
    pub(crate) successes: Vec<f64>,
    pub(crate) deaths: f64,
    pub(crate) at_sea: f64,
}

impl SeaNews {
    fn quiet(origins: usize) -> Self {
        Self { attempts: vec![0.0; origins], successes: vec![0.0; origins], deaths: 0.0, at_sea: 0.0 }
    }

    /// Notes how the day's attempts went.
    pub(crate) fn report(&mut self, crossings: &Crossings) {
        let failed = crossings.prevented.iter().chain(&crossings.rescued_back).map(|aboard| aboard.who.person);
        for person in failed.chain(crossings.died.iter().copied()) {
            self.attempts[usize::from(person.origin)] += 1.0;
        }
        for person in &crossings.landed {
            self.attempts[usize::from(person.origin)] += 1.0;
            self.successes[usize::from(person.origin)] += 1.0;
        }
        self.deaths = crossings.died.len() as f64;
        self.at_sea = (crossings.landed.len() + crossings.rescued_back.len() + crossings.died.len()) as f64;
    }

    fn clear(&mut self) {
        self.attempts.fill(0.0);
        self.successes.fill(0.0);
        (self.deaths, self.at_sea) = (0.0, 0.0);
    }
}

/// What happened today that communities will hear of.
#[derive(Debug, Clone)]
pub(crate) struct News {
    pub(crate) outcomes: Vec<Outcomes>,
    pub(crate) sea: SeaNews,
}

impl News {
    pub(crate) fn quiet(origins: usize) -> Self {
        Self { outcomes: vec![Outcomes::default(); origins], sea: SeaNews::quiet(origins) }
    }

    pub(crate) fn clear(&mut self) {
        self.outcomes.fill(Outcomes::default());
        self.sea.clear();
    }
}

impl Information {
    pub(crate) fn new(origins: usize, parameters: &Parameters) -> Self {
        Self {
            memories: vec![Memory::default(); origins],
            beliefs: vec![parameters.prior_return_probability; origins],
            on_the_way: VecDeque::new(),
            aware_since_days: None,
            deaths: 0.0,
            at_sea: 0.0,
        }
    }

    /// The day's outcomes set off; those of `lag_days` ago arrive, heard by as many as are aware of returns by now.
    pub(crate) fn spread(&mut self, News { outcomes, sea }: &News, parameters: &Parameters) {
        self.on_the_way.extend(outcomes);
        let keep = libm::exp(-std::f64::consts::LN_2 / parameters.memory_days);
        for memory in &mut self.memories {
            memory.returned *= keep;
            memory.stayed *= keep;
            memory.attempts *= keep;
            memory.successes *= keep;
        }
        self.deaths = self.deaths * keep + sea.deaths;
        self.at_sea = self.at_sea * keep + sea.at_sea;
        // A shortened lag lets several days' word arrive at once.
        while self.on_the_way.len() > parameters.lag_days as usize * self.memories.len() {
            self.hear(parameters);
        }
        for (origin, memory) in self.memories.iter_mut().enumerate() {
            memory.attempts += sea.attempts[origin];
            memory.successes += sea.successes[origin];
        }
    }

    /// The oldest day's word arrives.
    fn hear(&mut self, parameters: &Parameters) {
        let communities = self.memories.len();
        if self.on_the_way.iter().take(communities).any(|outcomes| outcomes.returned > 0.0) {
            self.aware_since_days.get_or_insert(0.0);
        }
        let awareness = match &mut self.aware_since_days {
            Some(days) => {
                *days += 1.0;
                1.0 - libm::exp(-*days / parameters.awareness_days)
            }
            None => 0.0,
        };
        for (origin, outcomes) in self.on_the_way.drain(..communities).enumerate() {
            let memory = &mut self.memories[origin];
            memory.returned += awareness * outcomes.returned;
            memory.stayed += awareness * outcomes.stayed;
            let prior = parameters.prior_return_probability * parameters.prior_weight;
            self.beliefs[origin] =
                (prior + memory.returned) / (parameters.prior_weight + memory.returned + memory.stayed);
        }
    }

    /// What word on its way takes [bytes].
    pub(crate) fn bytes(&self) -> usize {
        self.on_the_way.len() * size_of::<Outcomes>()
    }

    /// Return probability as a community sees it.
    pub(crate) fn community_belief(&self, origin: usize) -> f64 {
        self.beliefs[origin]
    }

    /// The community's belief from which a person is deterred who is deterred when they perceive `deters_from`.
    ///
    /// A person perceives the community's news as far as they trust it and as they read it, and what happened to them:
    ///
    /// `perceived = min(1, (read·(t·belief + (1 − t)·prior) + own) / (1 + own))`, solved here for `belief`.
    pub(crate) fn belief_that_deters(
        deters_from: f64,
        person: Person,
        character: Character,
        parameters: &Parameters,
    ) -> f64 {
        if deters_from == f64::INFINITY {
            return f64::INFINITY;
        }
        let own = parameters.own_experience_weight * f64::from(person.times_returned);
        let trust = parameters.trust_low + (1.0 - parameters.trust_low) * character.trust();
        // Noise of mean 1: people misread in both directions.
        let spread = parameters.noise_sd;
        let read = libm::exp(spread * character.noise() - 0.5 * spread * spread);
        let news = (deters_from * (1.0 + own) - own) / read;
        (news - (1.0 - trust) * parameters.prior_return_probability) / trust
    }

    /// Share of a community's attempts that succeeded, as it remembers them.
    pub(crate) fn success_of_friends(&self, origin: usize) -> f64 {
        let memory = &self.memories[origin];
        if memory.attempts > 0.0 { memory.successes / memory.attempts } else { 0.0 }
    }

    /// Share of people at sea who died, as everyone remembers it.
    pub(crate) fn perceived_danger(&self) -> f64 {
        if self.at_sea > 0.0 { self.deaths / self.at_sea } else { 0.0 }
    }
}
