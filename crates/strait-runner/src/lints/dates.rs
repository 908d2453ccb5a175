//! Dates out of order, or outside what they are for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use strait::scenario::{Plan, Scenario};

use crate::calibration::{CalibrationFile, Known};
use crate::observed::Sources;
use crate::scenario_file::{Fault, InputError, KeyPath, Place, ScenarioFile};
use crate::validation::ValidationFile;

/// Warns of dates of a scenario that are possible and odd.
pub(super) fn of_scenario(file: &ScenarioFile) -> Result<Vec<Fault>, InputError> {
    let resolved = file.resolved()?;
    let plan = &resolved.plan;
    let mut odd = Vec::new();
    let agreement_changed = [("in_force", "agreement"), ("expiry", "agreement"), ("start", "run"), ("end", "run")];
    let own = agreement_changed.iter().find_map(|(key, section)| {
        let path = KeyPath::default().join(section).join(key);
        let node = resolved.start.at(&path).filter(|node| !file.inherits(&node.place))?;
        Some((path, node))
    });
    if let Some((path, node)) = own.filter(|_| !ever_in_force(plan) && enabled_at_all(plan)) {
        let (terms, run) = (&plan.scenario.agreement, &plan.scenario.run);
        let title = format!(
            "{path}: the agreement is never in force during the run: in force {}, expiry {}, run {} to {}",
            terms.in_force, terms.expiry, run.start, run.end
        );
        let help = "a world without an agreement is better asked for by agreement.enabled = false";
        odd.push(Fault::new(title).at(&node.place).label("never in force").help(help));
    }
    let replay = KeyPath::default().join("sea").join("replay");
    if let Some(node) = resolved.start.at(&replay).filter(|node| !file.inherits(&node.place)) {
        let (sea, run) = (&plan.scenario.sea, &plan.scenario.run);
        if let (Some(&first), Some(&last)) = (sea.replay.first(), sea.replay.last())
            && (last.max(sea.replay_until) < run.first_day() || first > run.end)
        {
            let title = format!(
                "sea.replay: no day of it, {first} to {last}, is simulated, {} to {}",
                run.first_day(),
                run.end
            );
            odd.push(Fault::new(title).at(&node.place).label("outside the run"));
        }
    }
    odd.extend(interventions(file, plan));
    Ok(odd)
}

/// Every set of parameters with its first and last day.
fn spells(plan: &Plan) -> Vec<(Date, Date, &Scenario)> {
    let run = &plan.scenario.run;
    let starts: Vec<(Date, &Scenario)> = std::iter::once((run.first_day(), &plan.scenario))
        .chain(plan.changes.iter().map(|change| (change.date, &change.scenario)))
        .collect();
    let ends = starts.iter().skip(1).map(|(date, _)| date.yesterday().unwrap_or(*date)).chain([run.end]);
    starts.iter().zip(ends).map(|((start, scenario), end)| (*start, end, *scenario)).collect()
}

fn ever_in_force(plan: &Plan) -> bool {
    spells(plan).into_iter().any(|(first, last, scenario)| {
        let terms = &scenario.agreement;
        terms.enabled && terms.in_force <= last && terms.expiry > first
    })
}

fn enabled_at_all(plan: &Plan) -> bool {
    spells(plan).iter().any(|(.., scenario)| scenario.agreement.enabled)
}

/// Interventions out of order, of one date on one path, or before the run's first recorded day.
fn interventions(file: &ScenarioFile, plan: &Plan) -> Vec<Fault> {
    let mut odd = Vec::new();
    let start = plan.scenario.run.start;
    let mut latest: Option<Date> = None;
    let mut seen: BTreeMap<(Date, String), &Place> = BTreeMap::new();
    for one in file.own_interventions() {
        if let Some(later) = latest.filter(|latest| *latest > one.date) {
            let title = format!("intervention.date: {} stands after {later}", one.date);
            let help = "dated changes take effect in the order of their dates, whatever their order in the file";
            odd.push(Fault::new(title).at(&one.date_place).label("out of order").help(help));
        }
        latest = latest.max(Some(one.date));
        if one.date < start {
            let title = format!("intervention.date: {} is in the warm-up, before run.start ({start})", one.date);
            let help = "no recorded day is without it";
            odd.push(Fault::new(title).at(&one.date_place).label("before the first recorded day").help(help));
        }
        for setting in &one.settings {
            if let Some(first) = seen.insert((one.date, setting.path.to_string()), &setting.path_place) {
                let title = format!("{}: set twice on {}, and this one holds", setting.path, one.date);
                let help = format!("the other is at {first}");
                odd.push(Fault::new(title).at(&setting.path_place).label("again").help(help));
            }
        }
    }
    odd
}

/// Warns of a fit to data that are not there.
pub(super) fn of_calibration(file: &CalibrationFile) -> Result<Vec<Fault>, InputError> {
    let Some((first, last)) = observed(file)? else { return Ok(Vec::new()) };
    let title = if file.until > last {
        format!("calibration.until: {} is after the last day that was observed, {last}", file.until)
    } else if file.compared_from() < first {
        format!(
            "calibration.until: the two years before {} begin before the first day that was observed, {first}",
            file.until
        )
    } else {
        return Ok(Vec::new());
    };
    Ok(vec![Fault::new(title).at(file.until_place()).label("outside the series")])
}

/// Warns of origins from which nothing can be held against what happened.
pub(super) fn of_validation(file: &ValidationFile) -> Result<Vec<Fault>, InputError> {
    let Some((_, last)) = observed(&file.calibration)? else { return Ok(Vec::new()) };
    let late = |(date, key, place): (Date, &str, &Place)| {
        let title =
            format!("validation.{key}: nothing is observed after {last} to hold a forecast from {date} against");
        Fault::new(title).at(place).label("outside the series")
    };
    Ok(file.placed_origins().filter(|(date, ..)| *date >= last).map(late).collect())
}

/// The first and the last day of the daily series that a fit takes.
fn observed(file: &CalibrationFile) -> Result<Option<(Date, Date)>, InputError> {
    Ok(Known::read(&Sources::beside(file.scenario.folders()))?.first_and_last_day())
}
