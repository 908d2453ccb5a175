//! Outcomes with their ranges, units and meanings.

use maud::{Markup, html};
use strait::outcomes::{Outcome, outcomes};

use super::Report;
use super::by_whom::by_whom;
use super::points::{Point, axes, done, points};
use super::spread::Spread;
use super::tables::{name, table};
use crate::store::Table;
use crate::summary::{KEY_OUTCOMES, SUSTAINED};

/// Most points that are shown one by one.
const POINTS_SHOWN: usize = 24;
/// Most values of an axis that are shown one by one; numbers beyond are put in ranges.
const VALUES_SHOWN: usize = 12;

/// The outcomes shown of a sweep, the first two at once.
const SHOWN: [&str; 10] = [
    SUSTAINED[0],
    SUSTAINED[1],
    "returned",
    "admitted",
    "arrivals",
    "days_to_first_return",
    "ledger_gap_end",
    "stood_at_end",
    "scheme_cost_gbp",
    "asylum_cost_gbp",
];

const RANGES: [&str; 3] = ["median", "50 % of runs", "90 % of runs"];

pub(super) fn section(report: &Report<'_>) -> Markup {
    let Report { manifest, runs, .. } = report;
    let points = points(manifest, runs);
    match points.len() {
        0 | 1 => html! { (of_scenario(runs)) (by_whom(report)) },
        shown @ ..=POINTS_SHOWN => html! {
            p { "Each of the " (shown) " settings, with all of its runs." (all_outcomes(report)) }
            (of_sweep(&|id, outcome| by_point(id, runs, outcome, &points)))
        },
        many => {
            let axes = axes(manifest, runs);
            let levels: Vec<Level> = axes
                .iter()
                .flat_map(|axis| {
                    axis.levels(VALUES_SHOWN).into_iter().map(|level| (axis.name.clone(), level.label, level.runs))
                })
                .collect();
            html! {
                p {
                    "Of the " (many) " settings, each row takes together all that share one value: its ranges hold the other settings and chance. "
                    "Every single run is in " (data_file(report, "runs.parquet")) "." (all_outcomes(report))
                }
                (of_sweep(&|id, outcome| by_level(id, runs, outcome, &levels)))
            }
        }
    }
}

/// A data file by its name, as a link where it lies beside the page.
pub(super) fn data_file(report: &Report<'_>, name: &str) -> Markup {
    html! { @if report.beside_data { a href=(name) { code { (name) } } } @else { code { (name) } } }
}

fn all_outcomes(report: &Report<'_>) -> Markup {
    html! { " All " (outcomes().len()) " outcomes are columns of " (data_file(report, "runs.parquet")) "." }
}

fn of_scenario(runs: &Table) -> Markup {
    let (rows, all) = (done(runs), outcomes());
    let key: Vec<&Outcome> =
        KEY_OUTCOMES.iter().filter_map(|name| all.iter().find(|outcome| outcome.name == *name)).collect();
    let others: Vec<&Outcome> = all.iter().filter(|outcome| !key.contains(outcome)).collect();
    let body = |shown: &[&Outcome]| {
        html! {
            @for outcome in shown {
                tr {
                    th scope="row" { (name(&outcome.name)) }
                    (Spread::of_outcome(outcome, runs, &rows).cells())
                    td { (outcome.unit) }
                    td.words { (outcome.meaning) }
                }
            }
        }
    };
    let columns = ["outcome", RANGES[0], RANGES[1], RANGES[2], "unit", "meaning"];
    html! {
        p { "Names are the columns of " code { "runs.parquet" } "." }
        (table("key-outcomes", &html! { "Outcomes that answer the questions" }, &columns, &body(&key)))
        details {
            summary { "All other outcomes (" (others.len()) ")" }
            (table("other-outcomes", &html! { "All other outcomes" }, &columns, &body(&others)))
        }
    }
}

/// A table an outcome, those of the answer at once and the others to be opened.
fn of_sweep(one: &dyn Fn(&str, &Outcome) -> Markup) -> Markup {
    let all = outcomes();
    let shown = SHOWN.iter().filter_map(|name| all.iter().find(|outcome| outcome.name == *name));
    html! {
        @for (place, outcome) in shown.enumerate() {
            @let id = format!("outcome-{}", outcome.name.replace('_', "-"));
            @let table = one(&id, outcome);
            @if place < SUSTAINED.len() { (table) } @else {
                details { summary { (outcome.meaning) } (table) }
            }
        }
    }
}

fn caption(outcome: &Outcome) -> Markup {
    html! { (name(&outcome.name)) " [" (outcome.unit) "]: " (outcome.meaning) }
}

fn by_point(id: &str, runs: &Table, outcome: &Outcome, points: &[Point]) -> Markup {
    let body = html! {
        @for point in points {
            tr { th scope="row" { (point.name) } (Spread::of_outcome(outcome, runs, &point.rows).cells()) }
        }
    };
    table(id, &caption(outcome), &["setting", RANGES[0], RANGES[1], RANGES[2]], &body)
}

/// The rows of the runs at each value of each axis, with the names of the axis and the value.
type Level = (String, String, Vec<usize>);

fn by_level(id: &str, runs: &Table, outcome: &Outcome, levels: &[Level]) -> Markup {
    let body = html! {
        @for (axis, value, rows) in levels {
            tr { th scope="row" { (axis) " " (value) } (Spread::of_outcome(outcome, runs, rows).cells()) td.number { (rows.len()) } }
        }
    };
    table(id, &caption(outcome), &["value", RANGES[0], RANGES[1], RANGES[2], "runs"], &body)
}
