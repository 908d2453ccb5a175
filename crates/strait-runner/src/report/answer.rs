//! The answer, with its ranges, in sentences and one figure; then its tables, where people are held up, and what it cannot tell.

use maud::{Markup, html};

use super::Report;
use super::assumptions::values_in_words;
use super::binding::binding;
use super::points::{Point, done, points};
use super::spread::Spread;
use super::tables::table;
use crate::analysis::answer::{Reply, TextTable};
use crate::charts::capital;
use crate::store::{Manifest, Table};
use crate::summary::{SUSTAINED, deterrence, is_deterrence};

/// With fewer runs than this, not one in twenty lies beyond the outer range on either side.
const ENOUGH: u64 = 20;

/// The outcomes that answer for one scenario: column, words, unit.
const HEADLINES: [(&str, &str, &str); 7] = [
    (SUSTAINED[0], "Returns a week, sustained", "people a week"),
    (SUSTAINED[1], "Admissions a week, sustained", "people a week"),
    ("returned", "Returns over the whole run", "people"),
    ("admitted", "Admissions over the whole run", "people"),
    ("days_to_first_return", "First return, from the agreement's first day", "days"),
    ("ledger_gap_end", "Gap on the last day: admitted minus returned", "people"),
    ("arrivals", "Arrivals by small boat over the whole run", "people"),
];

/// The answer of a study.
pub(super) fn answer(report: &Report<'_>) -> Markup {
    let Report { manifest, runs, tables, .. } = report;
    let done = done(runs);
    let points = points(manifest, runs);
    let most = points.iter().map(|point| point.rows.len()).max().unwrap_or(0);
    let sweep = points.len() > 1;
    html! {
        @if done.len() < runs.rows() {
            p.warning { (runs.rows() - done.len()) " of " (runs.rows()) " runs failed and are left out; their rows say why." }
        }
        @if most == 0 {
            p.lead { "There is no answer: no run was done." }
        } @else if most == 1 {
            (no_answer(sweep))
        } @else {
            // What was asked comes first: sentences and one figure, then tables.
            @let said = report.reply.filter(|reply| !reply.sentences.is_empty());
            @if let Some(reply) = said { (sentences(reply)) }
            @else if sweep { (lead_of_sweep(runs, &points)) }
            @else { (lead_of_scenario(runs, &done)) }
            (few(manifest))
            (super::figures::headline(report))
            @if let Some(reply) = said { (beside(reply)) }
            @for table in *tables { (asked(table)) }
            @if !tables.is_empty() || said.is_some() { h3 { "Returns and admissions" } }
            @if sweep { (of_sweep(manifest, runs, &points)) } @else { (of_scenario(manifest, runs, &done)) }
            h3 { "Where people are held up" }
            (binding(runs, &done, sweep))
        }
        (assumed(manifest))
        (cannot_tell(manifest, sweep))
    }
}

/// One run is one draw: it gives no number.
fn no_answer(sweep: bool) -> Markup {
    html! {
        p.lead {
            @if sweep { "Each setting was run once, and a single run is no answer: " } @else { "A single run is no answer: " }
            "it is one draw of the luck, and another would differ. Run it with " code { "--replicates 100" } " for medians and ranges."
        }
        p { "The figures and tables below show what was drawn, to look at and not to quote." }
    }
}

/// The answer in sentences, each with how sure its ranges are.
fn sentences(reply: &Reply) -> Markup {
    html! {
        @for sentence in &reply.sentences {
            p.lead { (sentence.text) }
            @if !sentence.waits { p.note { (capital(&sentence.basis())) "." } }
        }
    }
}

/// What stands beside the sentences: what binds, what the answer rests on and leaves out, how far it was checked.
fn beside(reply: &Reply) -> Markup {
    html! { dl { @for note in reply.notes() { dt { (note.head) } dd { (note.text) } } } }
}

/// A table that the study's `[answer]` asks for.
fn asked(asked: &TextTable) -> Markup {
    let columns: Vec<&str> = asked.header.iter().map(String::as_str).collect();
    let body = html! {
        @for row in &asked.rows {
            tr {
                @for (column, cell) in row.iter().enumerate() {
                    @if column < asked.settings { th scope="row" { (cell) } } @else { td.number { (cell) } }
                }
            }
        }
    };
    html! {
        h3 { (asked.title) }
        (table(&format!("asked-{}", asked.name), &html! { "Settings, and what they come to" }, &columns, &body))
        p.note { (asked.note) }
    }
}

/// How many runs stand behind a number, and what its range holds.
fn over(manifest: &Manifest) -> String {
    let ensemble = manifest.uncertainty.as_ref().map_or_else(
        || "without an ensemble".to_owned(),
        |own| format!("over an ensemble of {} draws of {} parameters", own.draws, own.parameters.len()),
    );
    format!("{} replicates, {ensemble}", manifest.replicates)
}

fn lead_of_scenario(runs: &Table, done: &[usize]) -> Markup {
    let [returns, admissions] = SUSTAINED.map(|name| Spread::of(&runs.numbers(name).unwrap_or_default(), done));
    html! {
        p.lead {
            @if returns.estimate().is_some() && admissions.estimate().is_some() {
                "A median of " (returns.in_words()) " people a week are returned, and of " (admissions.in_words())
                " admitted, from the end of what is known of the exchange until the agreement ends."
            } @else {
                "No rate of returns was sustained: in too few runs the agreement was meant to be in force for 8 weeks "
                "beyond its first 26. What there was:"
            }
        }
    }
}

fn of_scenario(manifest: &Manifest, runs: &Table, done: &[usize]) -> Markup {
    let spread = |name: &str| Spread::of(&runs.numbers(name).unwrap_or_default(), done);
    let body = html! {
        @for (name, words, unit) in HEADLINES {
            tr { th scope="row" { (words) } (spread(name).cells()) td { (unit) } }
        }
    };
    let caption = html! { "Medians and ranges: " (over(manifest)) };
    html! {
        (table("headlines", &caption, &["outcome", "median", "50 % of runs", "90 % of runs", "unit"], &body))
    }
}

fn lead_of_sweep(runs: &Table, points: &[Point]) -> Markup {
    let ends = SUSTAINED.map(|name| ends(&runs.numbers(name).unwrap_or_default(), points));
    html! {
        p.lead {
            @if let [Some(returns), Some(admissions)] = &ends {
                "Depending on the setting, a median of " (returns.least.1.in_few_words()) " to " (returns.most.1.in_few_words())
                " people a week are returned, and of " (admissions.least.1.in_few_words()) " to "
                (admissions.most.1.in_few_words()) " admitted, from the end of what is known of the exchange until the agreement ends."
            } @else {
                "No setting sustained a rate of returns: in none was the agreement meant to be in force for 8 weeks beyond its "
                "first 26 in more than one run."
            }
        }
    }
}

fn of_sweep(manifest: &Manifest, runs: &Table, points: &[Point]) -> Markup {
    let sides = [("returns", "returned"), ("admissions", "admitted")];
    let ends = SUSTAINED.map(|name| ends(&runs.numbers(name).unwrap_or_default(), points));
    html! {
        p { (points.len()) " settings, each with " (over(manifest)) ". Which give the most and the fewest:" }
        dl {
            @for ((noun, verb), ends) in sides.iter().zip(&ends) {
                @if let Some(Ends { least, most }) = ends {
                    @for (which, (name, spread)) in [("Most ", most), ("Fewest ", least)] {
                        dt { (which) (noun) }
                        dd { (spread.in_words()) " people " (verb) " a week, at " (name) }
                    }
                }
            }
        }
        p.note { "The setting with the most of many is in part the luckiest; settings whose ranges overlap may not differ." }
    }
}

/// The settings with the lowest and the highest median, by name.
struct Ends {
    least: (String, Spread),
    most: (String, Spread),
}

fn ends(values: &[f64], points: &[Point]) -> Option<Ends> {
    let spreads = points.iter().map(|point| (point, Spread::of(values, &point.rows)));
    let mut medians: Vec<(f64, &Point, Spread)> =
        spreads.filter_map(|(point, spread)| Some((spread.estimate()?.median, point, spread))).collect();
    medians.sort_by(|a, b| a.0.total_cmp(&b.0));
    let end = |(_, point, spread): &(f64, &Point, Spread)| (point.name.clone(), *spread);
    Some(Ends { least: end(medians.first()?), most: end(medians.last()?) })
}

/// A word of care about few runs.
fn few(manifest: &Manifest) -> Markup {
    html! {
        @if manifest.replicates < ENOUGH {
            p.warning {
                "With only " (manifest.replicates) " replicates the ranges are rough: too few runs to show where the outer twentieth begins. "
                "Run it with more before quoting a number."
            }
        }
    }
}

fn assumed(manifest: &Manifest) -> Markup {
    let axes = || manifest.axes.iter().filter(|axis| is_deterrence(axis));
    let swept = axes().next().is_some();
    let forms: Vec<String> = axes()
        .map(|axis| {
            let values = values_in_words(manifest, axis);
            if axis == "deterrence" { values } else { format!("{axis} {values}") }
        })
        .collect();
    html! {
        h3 { "Which deterrence is assumed" }
        p {
            strong { @if swept { "Deterrence is swept" } @else { (capital(&deterrence(manifest))) } }
            @if !forms.is_empty() { ": " (forms.join("; ")) }
            ". How returns change attempts to cross is an assumption put into the model, not something it finds: nothing published "
            "identifies what the agreement did to crossings."
            @if !swept { " Other forms are worth sweeping before anything is said of arrivals." }
        }
    }
}

fn cannot_tell(manifest: &Manifest, sweep: bool) -> Markup {
    let pooled = if sweep { ", and settings too where several are taken together" } else { "" };
    html! {
        h3 { "What this cannot tell" }
        ul {
            li { "Whether the agreement deters: see above." }
            li {
                @match &manifest.uncertainty {
                    Some(_) => {
                        "What the parameters outside the ensemble do to the answer: ranges hold chance and the parameters that are drawn"
                        (pooled) "."
                    }
                    None => { "How sure the parameters are: ranges hold chance alone" (pooled) ". An ensemble adds what is not known of them." }
                }
            }
            li { "How far the assumptions hold: many rates, and all of France's cooperation, rest on single reports or none, as marked under " a href="#assumptions" { "what it rests on" } "." }
            li { "What becomes of people after a return, on other routes, or outside northern France." }
        }
    }
}
