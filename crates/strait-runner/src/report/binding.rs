//! Where people are held up: the gates that stopped most. What binds is another matter, which relief alone shows.

use maud::{Markup, html};
use strait::gates::{GATES, Gate, Group};
use strait::metrics::Metric;

use super::spread::Spread;
use super::tables::table;
use crate::store::Table;

/// A gate with the people it stopped in a run.
struct Stopped {
    gate: &'static Gate,
    people: Spread,
}

/// A stretch of the way.
struct Stage {
    name: &'static str,
    /// How many of its gates are shown.
    shown: usize,
    /// Whether a gate is on it.
    has: fn(&Gate) -> bool,
}

/// Who is chosen for return, what comes from then to the flight, and the legal route.
const STAGES: [Stage; 3] = [
    Stage { name: "selection", shown: 2, has: before },
    Stage { name: "removal", shown: 5, has: |gate| !before(gate) && !on_legal_route(gate) },
    Stage { name: "legal route", shown: 3, has: on_legal_route },
];

fn before(gate: &Gate) -> bool {
    matches!(gate.metric, Metric::StoppedByEligibility | Metric::StoppedBySelection)
}

fn on_legal_route(gate: &Gate) -> bool {
    gate.group == Group::LegalRoute
}

/// Where people are held up, in a sentence and a table. People without a place in a boat or before an agreement are left out.
pub(super) fn binding(runs: &Table, rows: &[usize], pooled: bool) -> Markup {
    let stages: Vec<(&str, Vec<Stopped>)> =
        STAGES.iter().map(|stage| (stage.name, most_stopped(runs, rows, stage))).collect();
    if stages.iter().all(|(_, gates)| gates.is_empty()) {
        return html! { p { "No gate stopped anybody." } };
    }
    let first = |stage: usize| {
        let stopped = stages[stage].1.first();
        stopped.map(|Stopped { gate, people }| html! { (gate.name) ", " (people.in_few_words()) " people a run. " })
    };
    let body = html! {
        @for (stage, gates) in &stages {
            @for Stopped { gate, people } in gates {
                tr {
                    th scope="row" { (gate.name) }
                    td { (stage) }
                    (people.cells())
                    td.words { (gate.metric.definition().meaning) }
                }
            }
        }
    };
    let caption = html! {
        "People whom each gate stopped or held up, over a whole run"
        @if pooled { "; all settings together, so ranges hold settings and chance" }
    };
    html! {
        p {
            @if let Some(gate) = first(1) { "Of those on the way to a return, most were stopped or held up by: " (gate) }
            @if let Some(gate) = first(2) { "On the legal route, by: " (gate) }
            @if let Some(gate) = first(0) { "Before anybody is on that way, by: " (gate) }
        }
        p.note {
            "Where many are held up need not be what binds: they may be held up again at the next gate. What binds is what gives more "
            "returns or admissions when it is relieved, as " code { "strait bottlenecks" } " finds."
        }
        (table("binding", &caption, &["gate", "where", "median", "50 % of runs", "90 % of runs", "meaning"], &body))
    }
}

/// The gates of a stretch that stopped most, the most first.
fn most_stopped(runs: &Table, rows: &[usize], stage: &Stage) -> Vec<Stopped> {
    let gates = GATES.iter().filter(|gate| gate.group != Group::Outside && (stage.has)(gate));
    let mut stopped: Vec<Stopped> = gates
        .filter_map(|gate| {
            let people = Spread::of(&runs.numbers(gate.metric.name())?, rows);
            people.band.is_some_and(|band| band.high90 > 0.0).then_some(Stopped { gate, people })
        })
        .collect();
    let size = |stopped: &Stopped| stopped.people.band.map_or((0.0, 0.0), |band| (band.median, band.high90));
    stopped.sort_by(|a, b| {
        let (a, b) = (size(a), size(b));
        b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    stopped.truncate(stage.shown);
    stopped
}
