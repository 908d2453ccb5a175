//! `strait report` as a shell sees it, and a study run again from nothing but its page.

mod support;

use std::fs;
use std::path::Path;

use support::{SWEEP, assert_same, folder, said};

const DATA: [&str; 3] = ["runs.parquet", "daily.parquet", "people.parquet"];

fn page(folder: &Path, results: &str) -> String {
    said(folder, &["report", results], 0);
    fs::read_to_string(folder.join(results).join("report.html")).expect("a page")
}

/// A listing of the page by its label, as it is read.
fn listing(page: &str, label: &str) -> String {
    let start = format!("aria-label=\"{label}\"><code>");
    let text = page.split_once(&start).unwrap_or_else(|| panic!("no listing {label}")).1;
    let text = text.split_once("</code>").expect("its end").0;
    ["&lt; <", "&gt; >", "&quot; \"", "&amp; &"].iter().fold(text.to_owned(), |text, pair| {
        let (entity, letter) = pair.split_once(' ').expect("a pair");
        text.replace(entity, letter)
    })
}

/// Saves the files of a page in a folder of their own, runs its command there, and compares the data.
fn run_again(folder: &Path, results: &str, files: &[&str]) {
    let page = page(folder, results);
    let again = folder.join(format!("{results}-again"));
    fs::create_dir(&again).expect("a folder");
    for file in files {
        fs::write(again.join(file), listing(&page, file)).expect("a file");
    }
    let command = listing(&page, "the command that runs it again");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    said(&again, &words, 0);
    assert_same(&folder.join(results), &again.join("out/again"), &DATA);
}

#[test]
fn a_page_is_the_same_each_time_and_overwrites_nothing() {
    let folder = folder();
    let path = folder.path();
    said(path, &["run", "sketch.toml", "--replicates", "3", "--resolution", "weekly", "--out", "results"], 0);
    let first = page(path, "results");
    assert_eq!(page(path, "results"), first);
    for outside in ["<script", "<img", "<iframe", "src=", "@import", "url(http"] {
        assert!(!first.contains(outside), "{outside}");
    }
    said(path, &["report", "results", "--out", "pages/one.html"], 0);
    // Elsewhere there is no data beside it to link to.
    assert!(!fs::read_to_string(path.join("pages/one.html")).expect("a page").contains("href=\"runs.parquet\""));

    fs::write(path.join("results/report.html"), "mine").expect("a file");
    let (_, told) = said(path, &["report", "results"], 2);
    assert!(told.contains("nothing is overwritten"), "{told}");
    assert_eq!(fs::read_to_string(path.join("results/report.html")).expect("a file"), "mine");
    let (_, told) = said(path, &["report", "results", "--out", "results"], 2);
    assert!(told.contains("results: "), "{told}");
    said(path, &["report", "nowhere"], 2);
}

#[test]
fn a_scenario_that_cannot_be_read_is_told_where() {
    let folder = folder();
    let path = folder.path();
    said(path, &["run", "sketch.toml", "--replicates", "2", "--resolution", "weekly", "--out", "results"], 0);
    let manifest = fs::read_to_string(path.join("results/manifest.json")).expect("a manifest");
    fs::write(path.join("results/manifest.json"), manifest.replace("warm_up_days", "warm_down_days")).expect("a file");
    let (_, told) = said(path, &["report", "results"], 2);
    assert!(told.contains("run.warm_down_days: unknown key") && told.contains("manifest.json"), "{told}");
    assert!(!path.join("results/report.html").exists());
}

#[test]
fn a_sweep_runs_again_from_its_page() {
    let folder = folder();
    let path = folder.path();
    // Two axes of unlike kinds, a date from which they hold, and something fixed.
    let sweep = fs::read_to_string(path.join(SWEEP)).expect("a sweep");
    let sweep = sweep.replace("replicates = 7", "replicates = 2\nfrom = 2025-12-01")
        + "[answer]\nquestion = \"How \\\"many\\\"?\"\n[[axis]]\npath = \"deterrence\"\nvalues = [\"none\", { linear = { semi_elasticity = 1.5 } }]\n\
           [[set]]\npath = \"home_office.selection.share\"\nvalue = 0.3\n";
    fs::write(path.join(SWEEP), sweep).expect("a sweep");
    said(path, &["sweep", SWEEP, "--out", "results"], 0);
    assert!(page(path, "results").contains("<h1>How &quot;many&quot;?</h1>"));
    run_again(path, "results", &["sketch-resolved.toml", "beds-sweep.toml"]);
}

#[test]
fn a_run_over_an_ensemble_runs_again_from_its_page() {
    let folder = folder();
    let path = folder.path();
    let ensemble = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/ensembles/to-2026-06-30.csv");
    let ensemble = ensemble.canonicalize().expect("the ensemble").display().to_string();
    let words = ["run", "sketch.toml", "--replicates", "3", "--resolution", "weekly", "--out", "results"];
    // One of what the ensemble draws is held.
    said(path, &[&words[..], &["--ensemble", &ensemble, "--set", "smugglers.load=40"]].concat(), 0);
    run_again(path, "results", &["sketch-resolved.toml"]);
}
