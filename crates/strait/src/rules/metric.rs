//! An own metric.

use std::fmt::{self, Debug};

use jiff::civil::Date;

use super::PersonView;
use crate::calendar::Today;
use crate::metrics::{Definition, Metric, Row};
use crate::people::Person;
use crate::scenario::{Problem, Scenario};

/// A number a day that the [table of metrics](crate::metrics) does not have.
///
/// It sees what happens to people and the day's finished row, and can touch neither: a run is the same with it and
/// without. It sees the days of warm-up as well, so that it knows people who set out before the first day recorded.
///
/// ```
/// use jiff::civil::Date;
/// use strait::metrics::{Definition, Kind, Row};
/// use strait::rules::{Event, OwnMetric, PersonView, Rules};
/// use strait::simulation::simulate_with;
/// use strait_runner::scenario_file::ScenarioFile;
///
/// /// People who are returned a second time, or a third.
/// #[derive(Clone, Default)]
/// struct ReturnedAgain {
///     today: f64,
/// }
///
/// impl OwnMetric for ReturnedAgain {
///     fn definition(&self) -> Definition {
///         Definition {
///             name: "returned_again",
///             unit: "people",
///             kind: Kind::Flow,
///             meaning: "People returned who had been returned before.",
///         }
///     }
///
///     fn see(&mut self, event: Event, person: &PersonView<'_>, _today: Date) {
///         if event == Event::Returned && person.times_returned() > 1 {
///             self.today += 1.0;
///         }
///     }
///
///     fn close_day(&mut self, _today: Date, _row: &Row) -> f64 {
///         std::mem::take(&mut self.today)
///     }
/// }
///
/// let mut scenario = ScenarioFile::baseline();
/// scenario.set("run.scale=0.2")?;
/// let rules = Rules::default().metric(ReturnedAgain::default());
/// let (records, own) = simulate_with(&scenario.plan()?, 20_250_806, 0, &rules)?;
/// assert_eq!(own.days("returned_again").map(<[f64]>::len), Some(records.days.len()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait OwnMetric: Send + Sync {
    /// What it is called and what it means. The name is its own, and not one of the table's.
    fn definition(&self) -> Definition;

    /// Something happens to a person.
    ///
    /// Within a day events come in the order of the day: landed, selected, released and returned, admitted.
    fn see(&mut self, event: Event, person: &PersonView<'_>, today: Date) {
        let _ = (event, person, today);
    }

    /// The day is over and its row is finished. Gives the day's value in the unit of the definition; NaN on a day that
    /// has none.
    fn close_day(&mut self, today: Date, row: &Row) -> f64;
}

/// What happens to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Event {
    /// They land in the UK from a small boat: [`Metric::Arrivals`].
    Landed,
    /// They are chosen for return and detained: [`Metric::Selected`].
    Selected,
    /// They are released from the return pipeline into the asylum system: [`Metric::Released`].
    Released,
    /// They are returned to France: [`Metric::Returned`].
    Returned,
    /// They are admitted to the UK by the legal route: [`Metric::Admitted`].
    Admitted,
}

/// Own metrics of a run: what each gave on each recorded day.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRecords {
    series: Vec<(Definition, Vec<f64>)>,
}

impl OwnRecords {
    pub(crate) fn of(metrics: &OwnMetrics, days: usize) -> Self {
        let series = metrics.0.iter().map(|(metric, _)| (metric.definition(), Vec::with_capacity(days)));
        Self { series: series.collect() }
    }

    pub(crate) fn push(&mut self, values: impl Iterator<Item = f64>) {
        self.series.iter_mut().zip(values).for_each(|((_, days), value)| days.push(value));
    }

    /// The metrics, in the order in which they were given.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.series.iter().map(|(definition, _)| definition)
    }

    /// The values of the metric of this name, one a recorded day; none if there is no such metric.
    #[must_use]
    pub fn days(&self, name: &str) -> Option<&[f64]> {
        let named = |(definition, _): &&(Definition, Vec<f64>)| definition.name == name;
        self.series.iter().find(named).map(|(_, days)| &days[..])
    }
}

/// The own metrics of a run, each with its value for the day before.
#[derive(Clone, Default)]
pub(crate) struct OwnMetrics(Vec<(Box<dyn ClonedMetric>, f64)>);

impl OwnMetrics {
    pub(super) fn push(&mut self, metric: impl OwnMetric + Clone + 'static) {
        self.0.push((Box::new(metric), f64::NAN));
    }

    /// Metrics that cannot be told apart from each other or from those of the table.
    pub(super) fn problems(&self) -> impl Iterator<Item = Problem> {
        let names: Vec<_> = self.0.iter().map(|(metric, _)| metric.definition().name).collect();
        let taken = move |index: usize| {
            let name = names[index];
            let is_taken = name.is_empty() || Metric::named(name).is_some() || names[..index].contains(&name);
            is_taken.then(|| Problem {
                path: format!("rules.metric {}", index + 1),
                found: format!("the name \"{name}\""),
                allowed: "a name that is not empty, in the table of metrics, or given before".to_owned(),
            })
        };
        (0..self.0.len()).filter_map(taken)
    }

    /// Something happens to people.
    pub(crate) fn see<'a>(
        &mut self,
        event: Event,
        people: impl IntoIterator<Item = &'a Person>,
        today: Today,
        scenario: &Scenario,
    ) {
        if self.0.is_empty() {
            return;
        }
        for &person in people {
            let person = PersonView::of(person, scenario);
            self.0.iter_mut().for_each(|(metric, _)| metric.see(event, &person, today.date));
        }
    }

    pub(crate) fn close_day(&mut self, today: Today, row: &Row) {
        self.0.iter_mut().for_each(|(metric, value)| *value = metric.close_day(today.date, row));
    }

    /// The last day's values.
    pub(crate) fn values(&self) -> impl Iterator<Item = f64> {
        self.0.iter().map(|(_, value)| *value)
    }
}

impl Debug for OwnMetrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.0.iter().map(|(metric, _)| metric.definition().name)).finish()
    }
}

/// A metric that can be cloned without its type being known.
trait ClonedMetric: OwnMetric {
    fn cloned(&self) -> Box<dyn ClonedMetric>;
}

impl<M: OwnMetric + Clone + 'static> ClonedMetric for M {
    fn cloned(&self) -> Box<dyn ClonedMetric> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn ClonedMetric> {
    fn clone(&self) -> Self {
        (**self).cloned()
    }
}
