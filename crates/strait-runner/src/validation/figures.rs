//! Scores and forecasts as the charts want them.

use super::back_test::{Averaged, Forecast};
use super::history::History;
use super::rivals::Rival;
use super::scores::Ensemble;
use super::target::{Horizon, Target};
use crate::charts::{ForecastPanel, PitPanel, SkillPanel, SkillRow, capital};
use crate::summary::Band;

/// A panel for each forecast: its bands, what was observed, and the median of the climatology.
#[must_use]
pub fn back_test_panels(forecasts: &[Forecast], history: &History) -> Vec<ForecastPanel> {
    let panel = |forecast: &Forecast| {
        let past = history.until(forecast.origin);
        let climatology = Rival::Climatology.forecast(&past, forecast.target, &forecast.periods);
        let median = |draws| Some(Ensemble::new(draws)?.quantile(0.5));
        ForecastPanel {
            origin: forecast.origin,
            ends: forecast.periods.iter().map(|period| period.end).collect(),
            bands: forecast.draws.iter().map(|draws| Band::of(draws.iter().copied())).collect(),
            observed: forecast.periods.iter().map(|period| history.value(forecast.target, *period)).collect(),
            climatology: climatology.into_iter().map(median).collect(),
        }
    };
    forecasts.iter().map(panel).collect()
}

/// A panel for each target with the values of all origins up to the farthest horizon.
#[must_use]
pub fn pit_panels(averages: &[Averaged]) -> Vec<PitPanel> {
    let farthest = averages.iter().filter(|averaged| averaged.horizon == Horizon::Year);
    farthest
        .map(|averaged| PitPanel { name: capital(averaged.target.name()), values: averaged.scores.pit.clone() })
        .collect()
}

/// A panel for each target with a row for each rival: the model's skill against it by horizon, over all origins.
#[must_use]
pub fn skill_panels(averages: &[Averaged]) -> Vec<SkillPanel> {
    let panel = |target: Target| {
        let of = |horizon| averages.iter().find(move |one| one.target == target && one.horizon == horizon);
        let row = |rival: Rival| SkillRow {
            label: capital(rival.name()),
            skills: Horizon::ALL.map(|horizon| of(horizon)?.scores.skill_v(rival)),
        };
        let mut rows: Vec<SkillRow> = Rival::ALL.map(row).to_vec();
        rows.retain(|row| row.skills.iter().any(Option::is_some));
        SkillPanel { name: capital(target.name()), rows }
    };
    Target::ALL.into_iter().map(panel).filter(|panel| !panel.rows.is_empty()).collect()
}
