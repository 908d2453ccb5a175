//! What was run, with what, and how.

use maud::{Markup, html};

use super::Report;
use super::rerun::command_line;
use super::tables::table;
use crate::store::{Host, Timings};
use crate::summary::deterrence;

pub(super) fn section(report: &Report<'_>) -> Markup {
    let manifest = report.manifest;
    let mut facts: Vec<(&str, Markup)> = vec![
        ("Strait", html! { "version " (manifest.strait) }),
        ("Scenario", html! { (manifest.scenario.name) ", SHA-256 " code { (manifest.scenario.sha256) } }),
        ("Deterrence", html! { (deterrence(manifest)) }),
        (
            "Design",
            html! { (manifest.design) ", " (plural(manifest.points.len() as u64, "setting")) @if let Some(date) = manifest.from { ", from " (date) " on" } },
        ),
        ("Replicates", html! { (manifest.replicates) " of each setting" }),
        ("Runs", html! { (manifest.counts.runs) ", " (manifest.counts.failed) " failed" }),
        ("Seed", html! { (manifest.seed) ", the same for all: replicates share their luck across settings" }),
        (
            "Rows over time",
            html! { (manifest.counts.daily_rows) ", " (format!("{:?}", manifest.resolution).to_lowercase()) },
        ),
        (
            "Ensemble",
            match &manifest.uncertainty {
                None => html! { "none" },
                Some(own) => html! {
                    (own.ensemble) ": " (plural(own.draws, "draw")) " of " (plural(own.parameters.len() as u64, "parameter"))
                    ", SHA-256 " code { (own.sha256) }
                    @if !own.held.is_empty() { "; held by the scenario: " (own.held.join(", ")) }
                },
            },
        ),
        ("Command", html! { code { (command_line(&manifest.command)) } }),
        ("Host", html! { (host(&manifest.host)) }),
        ("Time", html! { (time(&manifest.timings)) }),
    ];
    for part in &manifest.parts {
        let words = html! {
            code { (command_line(&part.command)) } ", on " (host(&part.host)) ", " (time(&part.timings))
        };
        facts.push(("Part", html! { (part.shard) ": " (words) }));
    }
    let body = html! { @for (name, fact) in facts { tr { th scope="row" { (name) } td.words { (fact) } } } };
    html! {
        (table("facts", &html! { "From " code { "manifest.json" } }, &["what", "as it was"], &body))
    }
}

fn plural(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn host(host: &Host) -> String {
    format!("{} {}, {}", host.os, host.arch, plural(host.cores as u64, "core"))
}

fn time(timings: &Timings) -> String {
    format!(
        "begun {}, {:.1} seconds, {} at a time",
        timings.started,
        timings.seconds,
        plural(timings.threads as u64, "run")
    )
}
