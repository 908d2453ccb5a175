//! Scores and forecasts as the charts want them.

use super::back_test::{Averaged, Forecast, Scored};
use super::climatology::climatology;
use super::history::History;
use super::scores::Ensemble;
use super::target::{Horizon, Target};
use crate::charts::{ForecastPanel, PitPanel, SkillPanel, SkillRow, capital, day};
use crate::summary::Band;

/// A panel for each forecast: its bands, what was observed, and the median of the climatology.
#[must_use]
pub fn back_test_panels(forecasts: &[Forecast], history: &History) -> Vec<ForecastPanel> {
    let panel = |forecast: &Forecast| {
        let past = history.until(forecast.origin);
        let median = |period| Some(Ensemble::new(climatology(&past, forecast.target, period))?.quantile(0.5));
        ForecastPanel {
            origin: forecast.origin,
            ends: forecast.periods.iter().map(|period| period.end).collect(),
            bands: forecast.draws.iter().map(|draws| Band::of(draws.iter().copied())).collect(),
            observed: forecast.periods.iter().map(|period| history.value(forecast.target, *period)).collect(),
            climatology: forecast.periods.iter().map(|period| median(*period)).collect(),
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

/// A panel for each target with a row for each origin, then one for all of them: the skill against climatology by horizon.
#[must_use]
pub fn skill_panels(scored: &[Scored], averages: &[Averaged]) -> Vec<SkillPanel> {
    let panel = |target: Target| {
        let mut origins: Vec<_> = scored.iter().filter(|scored| scored.target == target).collect();
        origins.sort_by_key(|scored| (scored.origin, scored.horizon));
        let mut rows: Vec<SkillRow> = origins
            .chunk_by(|a, b| a.origin == b.origin)
            .map(|origin| SkillRow {
                label: day(origin[0].origin),
                skills: Horizon::ALL.map(|horizon| {
                    let scored = origin.iter().find(|scored| scored.horizon == horizon);
                    scored.and_then(|scored| scored.scores.skill_v_climatology())
                }),
            })
            .collect();
        rows.push(SkillRow {
            label: "All origins".to_owned(),
            skills: Horizon::ALL.map(|horizon| {
                let all = averages.iter().find(|averaged| averaged.target == target && averaged.horizon == horizon);
                all.and_then(|averaged| averaged.scores.skill_v_climatology())
            }),
        });
        rows.retain(|row| row.skills.iter().any(Option::is_some));
        SkillPanel { name: capital(target.name()), rows }
    };
    Target::ALL.into_iter().map(panel).filter(|panel| !panel.rows.is_empty()).collect()
}
