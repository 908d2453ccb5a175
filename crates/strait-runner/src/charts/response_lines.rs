//! How arrivals answer to the chance of return: each run beside the one with the same luck at the lowest chance.

use std::collections::{BTreeMap, BTreeSet};

use super::axes::{self, Axis};
use super::bands::{Band, mean};
use super::data::Study;
use super::forms::{self, Form};
use super::held::Held;
use super::style::capital;
use crate::store::Column;

/// The chance of return has to differ by this much along an axis for a line to be worth drawing.
const LEAST_RANGE: f64 = 0.01;
const MOST_DOSES: usize = 24;
const MOST_PANELS: usize = 4;

/// All that the chart shows.
pub(super) struct Lines {
    /// The axis along which the chance of return differs most, with its values in order.
    pub(super) dose: String,
    pub(super) doses: Vec<String>,
    /// The value with the lowest chance.
    pub(super) base: String,
    /// At what the other axes are held, in a sentence; nothing when there are none.
    pub(super) held: String,
    /// Whether they are taken together instead, since the sweep is no grid.
    pub(super) together: bool,
    pub(super) panels: Vec<Panel>,
    /// Forms of deterrence that are not shown.
    pub(super) more_forms: usize,
}

/// The lines for one value of an axis, or for all runs.
pub(super) struct Panel {
    pub(super) heading: String,
    pub(super) lines: Vec<(Form, Vec<Place>)>,
}

/// One mark: the runs of a form at one value of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Median share of those who arrive who are returned.
    pub(super) chance: f64,
    /// Change of arrivals, as a share of those at the lowest chance.
    pub(super) change: Band,
    /// How many runs it is of.
    pub(super) runs: usize,
}

/// The lines of a study, or why there are none.
pub(super) fn read(study: &Study<'_>) -> Result<Lines, String> {
    let axes = axes::read(study);
    let (Some(deterrence), Some(forms)) =
        (axes.iter().find(|axis| axis.name == "deterrence"), study.runs.texts("deterrence"))
    else {
        return Err("it compares forms of deterrence, and only one was assumed".to_owned());
    };
    let columns = study.runs.numbers("arrivals_last_year").zip(study.runs.numbers("return_probability_last_year"));
    let Some((arrivals, chances)) = columns else {
        return Err("the runs table has no arrivals and chance of return in the last year".to_owned());
    };
    let Some(Column::Integer(replicates)) = study.runs.column("replicate") else {
        return Err("the runs table does not tell replicates apart".to_owned());
    };
    let others: Vec<&Axis> = axes.iter().filter(|axis| axis.name != deterrence.name).collect();
    let ranges = others.iter().map(|axis| (*axis, range(axis, &chances)));
    let widest = ranges.fold(None, |best: Option<(&Axis, Range)>, now| match best {
        Some(best) if best.1.width() >= now.1.width() => Some(best),
        _ => Some(now),
    });
    let Some((dose, range)) = widest.filter(|(_, range)| range.width() >= LEAST_RANGE) else {
        return Err("the chance of return hardly differs along any axis".to_owned());
    };

    let rest: Vec<&Axis> = axes.iter().filter(|axis| axis.name != dose.name).collect();
    let settings = |run: usize| {
        let values: Vec<u64> = rest.iter().map(|axis| axis.keys[run].to_bits()).collect();
        (values, replicates[run])
    };
    let at_base = (0..arrivals.len()).filter(|run| dose.keys[*run] == range.lowest_key);
    let base_of: BTreeMap<_, usize> = at_base.map(|run| (settings(run), run)).collect();
    let change = |run: usize| {
        let base = arrivals[*base_of.get(&settings(run))?];
        (base > 0.0).then(|| arrivals[run] / base - 1.0)
    };
    let changes: Vec<f64> = (0..arrivals.len()).map(|run| change(run).unwrap_or(f64::NAN)).collect();

    let levels = dose.levels(usize::MAX);
    if levels.len() > MOST_DOSES || changes.iter().all(|change| !change.is_finite()) {
        return Err("no runs differ in the chance of return alone".to_owned());
    }
    let (forms_told, more_forms) = forms::of(forms);
    let panels = panel_axis(&others, dose, &chances);
    let shown = [Some(deterrence), Some(dose), panels].into_iter().flatten().collect();
    let held = Held::showing(&axes, shown);
    let rows: BTreeSet<usize> =
        held.as_ref().map_or_else(|| (0..arrivals.len()).collect(), |held| held.rows.iter().copied().collect());
    let place = |level: &axes::Level, within: &BTreeSet<usize>, form: &Form| {
        let known = |run: &usize| changes[*run].is_finite() && chances[*run].is_finite();
        let own = |run: &usize| rows.contains(run) && within.contains(run) && forms[*run] == form.value && known(run);
        let runs: Vec<usize> = level.runs.iter().copied().filter(own).collect();
        Some(Place {
            chance: Band::of(runs.iter().map(|&run| chances[run]))?.median,
            change: Band::of(runs.iter().map(|&run| changes[run]))?,
            runs: runs.len(),
        })
    };
    let panel = |(heading, within): (String, BTreeSet<usize>)| Panel {
        lines: forms_told
            .iter()
            .map(|form| (form.clone(), levels.iter().filter_map(|level| place(level, &within, form)).collect()))
            .collect(),
        heading,
    };
    let groups = match panels {
        None => vec![(String::new(), (0..arrivals.len()).collect())],
        Some(axis) => {
            let name =
                |label: &str| if axis.numeric { format!("{} {label}", capital(&axis.name)) } else { capital(label) };
            axis.levels(MOST_PANELS)
                .into_iter()
                .map(|level| (name(&level.label), level.runs.into_iter().collect()))
                .collect()
        }
    };
    Ok(Lines {
        dose: dose.name.clone(),
        doses: levels.iter().map(|level| level.label.clone()).collect(),
        base: range.lowest_label,
        held: held.as_ref().map(Held::in_words).unwrap_or_default(),
        together: held.is_none(),
        panels: groups.into_iter().map(panel).collect(),
        more_forms,
    })
}

/// How far the mean chance of return differs along an axis, and where it is lowest.
struct Range {
    lowest: f64,
    highest: f64,
    lowest_key: f64,
    lowest_label: String,
}

impl Range {
    fn width(&self) -> f64 {
        self.highest - self.lowest
    }
}

fn range(axis: &Axis, chances: &[f64]) -> Range {
    let mut found = Range { lowest: 0.0, highest: 0.0, lowest_key: f64::NAN, lowest_label: String::new() };
    for level in axis.levels(usize::MAX) {
        let known = level.runs.first().zip(mean(level.runs.iter().map(|&run| chances[run])));
        let Some((&run, chance)) = known else { continue };
        let first = found.lowest_key.is_nan();
        if first || chance < found.lowest {
            found.lowest = chance;
            (found.lowest_key, found.lowest_label) = (axis.keys[run], level.label);
        }
        found.highest = if first { chance } else { found.highest.max(chance) };
    }
    found
}

/// The axis that has a panel for each of its values: scenarios, or else the one along which the chance differs most.
fn panel_axis<'a>(others: &[&'a Axis], dose: &Axis, chances: &[f64]) -> Option<&'a Axis> {
    let few = others.iter().filter(|axis| axis.name != dose.name && axis.levels(usize::MAX).len() <= MOST_PANELS);
    let widest = few.clone().map(|axis| (*axis, range(axis, chances).width())).fold(None, |best, now| match best {
        Some((_, width)) if width >= now.1 => best,
        _ => Some(now),
    });
    few.copied().find(|axis| axis.name == "scenario").or(widest.map(|(axis, _)| axis))
}
