//! The figures, as they were drawn: one beside the answer, the others behind it.

use maud::{Markup, PreEscaped, html};

use super::Report;
use crate::charts::{CHARTS, Figure};

pub(super) fn section(report: &Report<'_>) -> Markup {
    html! {
        p {
            "The numbers behind the figures are in " (super::outcomes::data_file(report, "daily.parquet"))
            ", a row a day or week of each run, and in " (super::outcomes::data_file(report, "runs.parquet"))
            ", a row a run; " code { "--format csv" } " writes both as CSV too. "
            span.narrow { "On a narrow screen figures and tables can be moved sideways." }
        }
        @for figure in report.drawn.figures.iter().filter(|figure| !is_first(report, figure)) { (drawn(figure)) }
        @if !report.drawn.skipped.is_empty() {
            p { "Not drawn: "
                @for (place, chart) in report.drawn.skipped.iter().enumerate() {
                    @if place > 0 { "; " }
                    (chart.name.replace('_', " ")) ", since " (chart.reason)
                }
                "."
            }
        }
    }
}

/// The figure that goes with the answer's sentences.
pub(super) fn headline(report: &Report<'_>) -> Markup {
    html! { @if let Some(figure) = first(report) { (drawn(figure)) } }
}

fn is_first(report: &Report<'_>, figure: &Figure) -> bool {
    first(report).is_some_and(|first| std::ptr::eq(first, figure))
}

/// The figure of what the first sentence tells, or of returns and admissions.
fn first<'a>(report: &Report<'a>) -> Option<&'a Figure> {
    let told = report.reply.and_then(|reply| reply.sentences.first()).and_then(|sentence| sentence.told.first());
    let of_outcome = match told.map_or("", |told| told.outcome.as_str()) {
        outcome if outcome.starts_with("arrivals") => "response",
        "stood_at_end" | "suspensions" | "notices" | "lapsed" | "court_pauses" | "court_pause_days" => "endings",
        outcome if outcome.starts_with("ended_") => "endings",
        _ => "sustained",
    };
    let figures = &report.drawn.figures;
    let named = |name: &str| figures.iter().find(|figure| figure.name == name);
    [of_outcome, "sustained", "processed"].into_iter().find_map(named).or(figures.first())
}

fn drawn(figure: &Figure) -> Markup {
    let meaning = CHARTS.iter().find(|chart| chart.name == figure.name).map_or("", |chart| chart.meaning);
    let heading = figure.title.split_once(": ").map_or(figure.title.as_str(), |(_, title)| title);
    html! {
        figure id={ "figure-" (figure.name) } {
            h3 id={ "figure-" (figure.name) "-heading" } { (heading) }
            div.scroll.drawing tabindex="0" role="group" aria-labelledby={ "figure-" (figure.name) "-heading" } {
                // Drawn by the charts, which escape what they are given and name the drawing.
                (PreEscaped(&figure.svg))
            }
            figcaption { (meaning) " " a href="#figures" { "Its numbers" } }
        }
    }
}
