//! News: what communities know of returns and crossings, and what a person makes of it.
//!
//! Each community (an origin) remembers, with a half-life, how many of those who landed were returned and how many were
//! not. Word arrives after a lag, and at first few hear it: awareness grows from the first return on.

use std::collections::VecDeque;

use crate::people::{Character, Person};
use crate::scenario::Information as Parameters;

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
    on_the_way: VecDeque<Vec<Outcomes>>,
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
    pub(crate) fn quiet(origins: usize) -> Self {
        Self { attempts: vec![0.0; origins], successes: vec![0.0; origins], deaths: 0.0, at_sea: 0.0 }
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
    pub(crate) fn spread(&mut self, outcomes: Vec<Outcomes>, sea: &SeaNews, parameters: &Parameters) {
        self.on_the_way.push_back(outcomes);
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
        while self.on_the_way.len() > parameters.lag_days as usize {
            let Some(arriving) = self.on_the_way.pop_front() else { break };
            self.hear(&arriving, parameters);
        }
        for (origin, memory) in self.memories.iter_mut().enumerate() {
            memory.attempts += sea.attempts[origin];
            memory.successes += sea.successes[origin];
        }
    }

    fn hear(&mut self, arriving: &[Outcomes], parameters: &Parameters) {
        if arriving.iter().any(|outcomes| outcomes.returned > 0.0) {
            self.aware_since_days.get_or_insert(0.0);
        }
        let awareness = match &mut self.aware_since_days {
            Some(days) => {
                *days += 1.0;
                1.0 - libm::exp(-*days / parameters.awareness_days)
            }
            None => 0.0,
        };
        for (origin, outcomes) in arriving.iter().enumerate() {
            let memory = &mut self.memories[origin];
            memory.returned += awareness * outcomes.returned;
            memory.stayed += awareness * outcomes.stayed;
            let prior = parameters.prior_return_probability * parameters.prior_weight;
            self.beliefs[origin] =
                (prior + memory.returned) / (parameters.prior_weight + memory.returned + memory.stayed);
        }
    }

    /// Return probability as a community sees it.
    pub(crate) fn community_belief(&self, origin: usize) -> f64 {
        self.beliefs[origin]
    }

    /// Return probability as one person sees it: the community's news, as far as they trust it and as they read it, and
    /// what happened to them.
    pub(crate) fn perceived_return_probability(
        &self,
        person: Person,
        character: Character,
        parameters: &Parameters,
    ) -> f64 {
        let trust = parameters.trust_low + (1.0 - parameters.trust_low) * f64::from(character.trust);
        let news =
            trust * self.beliefs[usize::from(person.origin)] + (1.0 - trust) * parameters.prior_return_probability;
        // Noise of mean 1: people misread in both directions.
        let spread = parameters.noise_sd;
        let read = news * libm::exp(spread * f64::from(character.noise) - 0.5 * spread * spread);
        let own = parameters.own_experience_weight * f64::from(person.times_returned);
        ((read + own) / (1.0 + own)).min(1.0)
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
