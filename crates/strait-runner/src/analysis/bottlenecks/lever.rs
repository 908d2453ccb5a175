//! The parameters that relieve a gate.

use strait::scenario::{Plan, Scenario};

use super::gates::Gate;

/// By which part a gate is relieved: a tenth.
const PART: f64 = 0.1;

/// A parameter of which more, or less, lets more people through a gate.
#[derive(Debug, Clone, Copy)]
pub struct Lever {
    /// Its path in a scenario.
    pub path: &'static str,
    /// Which way it is moved.
    pub change: Change,
    value: fn(&mut Scenario) -> Value<'_>,
}

/// Which way a parameter is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A tenth more of a capacity.
    More,
    /// A tenth more of a share, at most all.
    MoreOfShare,
    /// A tenth less of a chance or share of those who are stopped.
    Less,
    /// Of a share that passes: a tenth fewer of the others.
    FewerOthers,
    /// A tenth more whole days, at least one.
    MoreDays,
}

impl Change {
    /// In words that go on after the parameter.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::More | Self::MoreOfShare => "a tenth more",
            Self::Less => "a tenth less",
            Self::FewerOthers => "a tenth fewer fail",
            Self::MoreDays => "a tenth more days",
        }
    }
}

/// A parameter's value.
pub(super) enum Value<'a> {
    Number(&'a mut f64),
    Days(&'a mut u32),
}

impl Lever {
    pub(super) const fn new(path: &'static str, change: Change, value: fn(&mut Scenario) -> Value<'_>) -> Self {
        Self { path, change, value }
    }

    fn pull(&self, scenario: &mut Scenario) {
        match (self.change, (self.value)(scenario)) {
            (Change::MoreDays, Value::Days(days)) => *days += 1.max((f64::from(*days) * PART).round() as u32),
            (Change::More, Value::Number(amount)) => *amount *= 1.0 + PART,
            (Change::MoreOfShare, Value::Number(share)) => *share = (*share * (1.0 + PART)).min(1.0),
            (Change::Less, Value::Number(share)) => *share *= 1.0 - PART,
            (Change::FewerOthers, Value::Number(share)) => *share = 1.0 - (1.0 - *share) * (1.0 - PART),
            (_, Value::Number(_) | Value::Days(_)) => unreachable!("{} is moved as another kind of number", self.path),
        }
    }
}

/// The plan with these gates relieved by a tenth: of whatever holds at the start and after each dated change.
#[must_use]
pub fn relieved(plan: &Plan, gates: &[&Gate]) -> Plan {
    let mut relieved = plan.clone();
    let later = relieved.changes.iter_mut().map(|change| &mut change.scenario);
    for scenario in std::iter::once(&mut relieved.scenario).chain(later) {
        for lever in gates.iter().flat_map(|gate| gate.levers()) {
            lever.pull(scenario);
        }
    }
    relieved
}
