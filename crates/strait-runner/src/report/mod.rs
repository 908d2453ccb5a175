//! A study as one page for readers: the answer, its figures and tables, what it rests on, and how to run it again.
//!
//! The page is one HTML file without scripts that loads nothing. Everything that comes from files is escaped. The same
//! study gives the same bytes.

mod answer;
mod assumptions;
mod binding;
mod by_whom;
mod figures;
mod outcomes;
mod points;
mod provenance;
mod rerun;
mod rerun_files;
mod spread;
mod tables;
#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::analysis::answer::{Reply, TextTable};
use crate::charts::Drawn;
use crate::failure::Failure;
use crate::store::{Manifest, Table};

/// What a page is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What was run, with what, and how.
    pub manifest: &'a Manifest,
    /// Every column of the runs, a row a run.
    pub runs: &'a Table,
    /// What happened to people by origin, age and sex, of a study of one setting that holds it.
    pub people: Option<&'a Table>,
    /// The question that it answers, if one was asked.
    pub question: Option<&'a str>,
    /// What the runs say to it in sentences, if it asks for some.
    pub reply: Option<&'a Reply>,
    /// The tables in which its answer is read off, if it asks for some.
    pub tables: &'a [TextTable],
    /// The study's figures.
    pub drawn: &'a Drawn,
    /// Whether the page is to lie in the folder of results, so that it can link to the data.
    pub beside_data: bool,
}

/// Nothing is loaded and nothing is run, whatever a name in the study holds.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The parts of the page behind the answer, in order: identifier and heading.
const PARTS: [(&str, &str); 5] = [
    ("figures", "Figures"),
    ("outcomes", "Outcomes"),
    ("assumptions", "What it rests on"),
    ("provenance", "Where the numbers come from"),
    ("rerun", "How to run it again"),
];

/// The page as HTML.
///
/// # Errors
/// [`Failure::Input`] when the scenario in the manifest is none that this version of Strait can read.
pub fn page(report: &Report<'_>) -> Result<String, Failure> {
    let manifest = report.manifest;
    let question = report.question;
    let title =
        question.map_or_else(|| format!("What the {} {} comes to", what_it_is(manifest), manifest.name), str::to_owned);
    let content: [Markup; PARTS.len()] = [
        figures::section(report),
        outcomes::section(report),
        assumptions::section(report)?,
        provenance::section(report),
        rerun::section(report),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) @if question.is_some() { " – " (manifest.name) } " – Strait" }
                // Else a browser would ask a server for one.
                link rel="icon" href="data:,";
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                a.skip href="#answer" { "Skip to the answer" }
                header {
                    p.study { "Strait · " (what_it_is(manifest)) " " b { (manifest.name) } }
                    h1 { (title) }
                }
                main {
                    section #answer aria-labelledby="answer-heading" {
                        h2 #answer-heading { "The answer" }
                        (answer::answer(report))
                    }
                    nav aria-label="Parts of this page" {
                        ul { @for (id, heading) in PARTS { li { a href={ "#" (id) } { (heading) } } } }
                    }
                    @for ((id, heading), content) in PARTS.iter().zip(content) {
                        section id=(id) aria-labelledby={ (id) "-heading" } {
                            h2 id={ (id) "-heading" } { (heading) }
                            (content)
                        }
                    }
                }
                footer {
                    p {
                        "Made by Strait " (env!("CARGO_PKG_VERSION")) ", an agent-based simulation of the UK–France “one in, one out” agreement. "
                        "Observed small-boat series in figures: Home Office, Crown copyright, Open Government Licence v3.0."
                    }
                }
            }
        }
    };
    Ok(page.into_string() + "\n")
}

fn what_it_is(manifest: &Manifest) -> &'static str {
    if manifest.axes.is_empty() { "scenario" } else { "sweep" }
}
