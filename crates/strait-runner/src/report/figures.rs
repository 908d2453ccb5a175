//! The figures, as they were drawn.

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
        @for figure in &report.drawn.figures { (drawn(figure)) }
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
