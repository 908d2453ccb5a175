//! Rules of your own in place of the model's, and metrics of your own beside its table.
//!
//! How people respond to the chance of return ([`DeterrenceForm`]), whom the Home Office takes first ([`SelectionOrder`])
//! and what is counted ([`OwnMetric`]) are traits. [`Rules`] hands yours to [`simulate_with`](crate::simulation::simulate_with) or
//! [`Simulation::with_rules`](crate::simulation::Simulation::with_rules). Whatever it leaves out is as the scenario says.
//!
//! ```
//! use strait::rules::{Age, Candidate, Rules, SelectionOrder};
//! use strait::simulation::simulate_with;
//! use strait_runner::scenario_file::ScenarioFile;
//!
//! /// Adults before minors.
//! struct AdultsFirst;
//!
//! impl SelectionOrder for AdultsFirst {
//!     fn class(&self, candidate: &Candidate<'_>) -> u32 {
//!         u32::from(candidate.person().age() != Age::Adult)
//!     }
//! }
//!
//! let mut scenario = ScenarioFile::baseline();
//! scenario.set("run.scale=0.2")?;
//! let (records, _) = simulate_with(&scenario.plan()?, 20_250_806, 0, &Rules::default().selection(AdultsFirst))?;
//! assert_eq!(records.days.len(), 1096);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a rule must keep to
//!
//! **The same answer to the same question**, on every call, in every thread and on every platform: no clock, no random
//! numbers, nothing remembered between calls, and of the mathematics of `std` only what is exact (`+ − × ÷`, `sqrt`,
//! `min`, `floor`; not `exp`, `ln` or `powf`, whose last bits differ between platforms: the crate `libm` has versions
//! that do not). Then the same plan, seed, replicate and rules give the same bits, and luck is shared with runs without
//! the rules: each difference between them is the rules'. A metric does remember; each run begins with a fresh clone of it.
//!
//! Rules are `Send + Sync`, so that replicates can run side by side with one [`Rules`].

mod deterrence;
mod metric;
mod person;
mod selection;

use std::collections::BTreeSet;
use std::fmt::{self, Debug};
use std::sync::Arc;

use crate::scenario::{Plan, PlanError};

pub use deterrence::DeterrenceForm;
pub use metric::{Event, OwnMetric, OwnRecords};
pub use person::{Age, PersonView, Sex};
pub use selection::{Candidate, SelectionOrder};

pub(crate) use metric::OwnMetrics;

/// The rules of a run that are not the scenario's. [`Rules::default`] has none and changes nothing.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pub(crate) deterrence: Own<dyn DeterrenceForm>,
    pub(crate) selection: Own<dyn SelectionOrder>,
    pub(crate) metrics: OwnMetrics,
}

impl Rules {
    /// People respond to the chance of return in this form; whatever the scenario says under `[deterrence]`, from any
    /// date on, is left aside.
    #[must_use]
    pub fn deterrence(mut self, form: impl DeterrenceForm + 'static) -> Self {
        self.deterrence = Own(Some(Arc::new(form)));
        self
    }

    /// Eligible people are taken in this order; the scenario's `home_office.selection.rule` and `first_origins` are left
    /// aside. How many are taken is still as the scenario says.
    #[must_use]
    pub fn selection(mut self, order: impl SelectionOrder + 'static) -> Self {
        self.selection = Own(Some(Arc::new(order)));
        self
    }

    /// One more metric is recorded, beside the [table](crate::metrics) and after those already given.
    #[must_use]
    pub fn metric(mut self, metric: impl OwnMetric + Clone + 'static) -> Self {
        self.metrics.push(metric);
        self
    }

    /// Checks the rules against a plan, as a run with them does before it begins.
    ///
    /// An own form of deterrence is looked at for every price of a place in a boat in the plan, at 1,001 perceived return
    /// probabilities from 0 to 1 and for 200 people between the first and the last to be deterred.
    ///
    /// # Errors
    /// - A share of undeterred people that is not 1 where nobody is returned, not from 0 to 1, or higher at a higher
    ///   probability.
    /// - An own [`deters_from`](DeterrenceForm::deters_from) that deters others than those whom the share leaves out.
    /// - A metric without a name, or with one that is in the table or taken.
    pub fn check(&self, plan: &Plan) -> Result<(), PlanError> {
        let mut problems = Vec::new();
        if let Some(form) = &self.deterrence.0 {
            let scenarios = std::iter::once(&plan.scenario).chain(plan.changes.iter().map(|change| &change.scenario));
            // Bits stand in for prices, which are not below 0, so that each is looked at once.
            let prices: BTreeSet<u64> =
                scenarios.flat_map(|scenario| &scenario.origin).map(|origin| origin.price_eur.to_bits()).collect();
            problems.extend(prices.into_iter().find_map(|price| deterrence::problem(&**form, f64::from_bits(price))));
        }
        problems.extend(self.metrics.problems());
        if problems.is_empty() { Ok(()) } else { Err(PlanError { date: None, problems }) }
    }
}

/// A rule of the user's own, or none.
pub(crate) struct Own<R: ?Sized>(Option<Arc<R>>);

impl<R: ?Sized> Own<R> {
    /// The user's rule, or else the scenario's.
    pub(crate) fn or<'a>(&'a self, scenarios: &'a R) -> &'a R {
        self.0.as_deref().unwrap_or(scenarios)
    }
}

impl<R: ?Sized> Clone for Own<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<R: ?Sized> Default for Own<R> {
    fn default() -> Self {
        Self(None)
    }
}

impl<R: ?Sized> Debug for Own<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.is_some() { "own" } else { "the scenario's" })
    }
}
