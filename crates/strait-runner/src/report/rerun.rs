//! How to run the study again.

use std::path::Path;

use maud::{Markup, html};

use super::Report;
use super::rerun_files::{File, scenarios, sweep};
use super::tables::listing;
use crate::store::Manifest;

pub(super) fn section(report: &Report<'_>) -> Markup {
    let manifest = report.manifest;
    html! {
        p {
            "With Strait " (manifest.strait) " the same inputs give the same data files to the last bit, on any machine and with any number "
            "of threads."
        }
        h3 { "From the files that it was run from" }
        p { "As they were then, and from where they were:" }
        (commands("the command as it was given", &as_given(manifest)))
        h3 { "From this page alone" }
        @match scenarios(manifest).as_deref() {
            Some([first, others @ ..]) => (from_page(manifest, first, others)),
            _ => p { "The scenario in " code { "manifest.json" } " is not TOML, so this cannot be told." },
        }
    }
}

/// The commands that ran it: of parts each part's, then the one that joined them.
fn as_given(manifest: &Manifest) -> String {
    let commands = manifest.parts.iter().map(|part| &part.command).chain([&manifest.command]);
    commands.map(|command| command_line(command)).collect::<Vec<_>>().join("\n")
}

fn from_page(manifest: &Manifest, scenario: &File, others: &[File]) -> Markup {
    let is_sweep = !manifest.axes.is_empty();
    let sweep = sweep(manifest, scenario).filter(|_| is_sweep);
    let ensemble = manifest.uncertainty.as_ref().map(|own| own.ensemble.as_str());
    let out = "out/again";
    let mut words: Vec<String> = match (&sweep, is_sweep) {
        (Some(file), _) => ["strait", "sweep", &file.name].map(str::to_owned).to_vec(),
        (None, true) => Vec::new(),
        (None, false) => {
            let resolution = format!("{:?}", manifest.resolution).to_lowercase();
            let (seed, replicates) = (manifest.seed.to_string(), manifest.replicates.to_string());
            ["strait", "run", &scenario.name, "--seed", &seed, "--replicates", &replicates, "--resolution", &resolution]
                .map(str::to_owned)
                .to_vec()
        }
    };
    if words.is_empty() {
        return html! {
            p {
                "Its " (manifest.points.len()) " settings are too many to list here; each is in " code { "manifest.json" }
                " under " code { "points" } ". The sweep file itself is needed to run them again. The scenario is this:"
            }
            (file_listing(scenario))
            @for other in others { (file_listing(other)) }
        };
    }
    words.extend(ensemble.into_iter().flat_map(|file| ["--ensemble".to_owned(), file.to_owned()]));
    words.extend(["--out", out].map(str::to_owned));
    html! {
        p {
            "Save the " @if sweep.is_some() { "files" } @else { "file" } " below under the names given, in one folder, and there run:"
        }
        (commands("the command that runs it again", &command_line(&words)))
        @if let Some(own) = &manifest.uncertainty {
            p {
                "The ensemble is not in this page: it is the file with SHA-256 " code { (own.sha256) } ". What it draws is left out of the scenario "
                "below, since what a scenario gives holds against it."
            }
        }
        p { "To look for what differs, " code { "cmp" } " its " code { "runs.parquet" } ", " code { "daily.parquet" } " and " code { "people.parquet" } " with these." }
        @if let Some(sweep) = &sweep {
            p.note { "The sweep below is made from the points that were run; what the original fixed for all of them is in the scenario." }
            (file_listing(sweep))
        }
        (file_listing(scenario))
        @for other in others { (file_listing(other)) }
    }
}

fn file_listing(file: &File) -> Markup {
    html! {
        details.long {
            summary { code { (file.name) } }
            p.note { "Copy all of it into a text file of this name, in UTF-8." }
            (listing(&file.name, &file.text))
        }
    }
}

fn commands(label: &str, text: &str) -> Markup {
    listing(label, text)
}

/// A command as a shell takes it, its program without the folder.
pub(super) fn command_line(words: &[String]) -> String {
    let mut words = words.iter().map(String::as_str);
    let program = words.next().map(|program| {
        Path::new(program).file_name().map_or_else(|| program.to_owned(), |name| name.to_string_lossy().into_owned())
    });
    program.iter().map(String::as_str).chain(words).map(quoted).collect::<Vec<_>>().join(" ")
}

/// A word in single quotes, where a shell would not take it as it is.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_a_command_as_it_was() {
        let words = ["/a b/strait", "run", "it's here.toml", "$(rm)", "", "--set=a.b=1"].map(str::to_owned);
        assert_eq!(command_line(&words), r"strait run 'it'\''s here.toml' '$(rm)' '' --set=a.b=1");
    }
}
