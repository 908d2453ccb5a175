//! `strait answer`: the tables say what the runs say.

mod support;

use std::fs;
use std::path::Path;

use strait_runner::store::Study;

use support::said;

const SWEEP: &str = r#"
[sweep]
name = "small"
scenario = "baseline.toml"
design = "grid"
replicates = 3
seed = 1

[answer]
question = "Does it deter?"
rests_on = "Guesses."

[[answer.sentence]]
if = "there is an agreement and nobody is deterred"
then = "{arrivals} people arrive"
only = { deterrence = "none", "agreement.enabled" = true }

[[answer.sentence]]
if = "there is an agreement"
then = "arrivals change by {arrivals}, and it runs at the end in {agreement_active_end} of runs"
only = { "agreement.enabled" = true }
over = ["deterrence"]
against = { "agreement.enabled" = false }

[[answer.binds]]
if = "there is an agreement"
only = { "agreement.enabled" = true }

[[answer.table]]
name = "arrivals"
title = "Arrivals with returns and without"
rows = ["agreement.enabled"]
against = { "agreement.enabled" = false }
outcomes = ["arrivals", "agreement_active_end"]

[[answer.table]]
name = "across"
title = "Arrivals"
rows = ["agreement.enabled"]
across = "deterrence"
outcomes = ["arrivals"]

[[answer.table]]
name = "needed"
title = "Chance of return needed"
rows = ["deterrence"]
falls = [0.25, 0.75]

[[axis]]
path = "agreement.enabled"
values = [false, true]

[[axis]]
path = "deterrence"
values = ["none", { linear = { semi_elasticity = 2.0 } }]

[[set]]
path = "run.scale"
value = 0.02

[[set]]
path = "run.end"
value = 2025-12-31
"#;

fn sweep(folder: &Path) {
    fs::write(folder.join("small.toml"), SWEEP).expect("a sweep");
}

/// The numbers of a cell: `-12.3 % [-20, -5]`.
fn numbers(cell: &str) -> Vec<f64> {
    let text = cell.replace('\u{2212}', "-").replace(", ", " ").replace(',', "");
    text.split(|letter: char| !(letter.is_ascii_digit() || ".-".contains(letter)))
        .filter_map(|part| part.parse().ok())
        .collect()
}

#[test]
fn the_tables_say_what_the_runs_say_and_fill_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    sweep(folder.path());
    let page = "before\n<!-- strait: arrivals -->\n<!-- end: arrivals -->\n<!-- strait: needed -->\nold\n<!-- end: needed -->\n\
                <!-- strait: across -->\n<!-- end: across -->\n<!-- strait: answer -->\n<!-- end: answer -->\n";
    fs::write(folder.path().join("page.md"), page).expect("a page");
    let words = ["answer", "small.toml", "--into", "page.md"];
    let (first, _) = said(folder.path(), &words, 0);
    assert!(first.starts_with("Does it deter?"), "{first}");
    // Three replicates do not sound as sure as many.
    assert!(
        first.contains("If there is an agreement and nobody is deterred: too few runs to say (3 of each"),
        "{first}"
    );
    assert!(
        first.contains("at least 20 replicates") && first.contains("too few runs have sustained returns"),
        "{first}"
    );
    let filled = fs::read_to_string(folder.path().join("page.md")).expect("the page");
    assert!(filled.starts_with("before\n") && !filled.contains("old"), "{filled}");

    // Worked out again from the runs: each with the agreement beside the one without it.
    let study = Study::open(&folder.path().join("out/small")).expect("results");
    let runs = study.runs().expect("runs");
    let (arrivals, enabled) =
        (runs.numbers("arrivals").expect("a column"), runs.texts("agreement.enabled").expect("a column"));
    let without: Vec<f64> = arrivals.iter().zip(enabled).filter(|(_, on)| *on == "false").map(|(n, _)| *n).collect();
    let with: Vec<f64> = arrivals.iter().zip(enabled).filter(|(_, on)| *on == "true").map(|(n, _)| *n).collect();
    let changes: Vec<f64> = with.iter().zip(&without).map(|(with, without)| 100.0 * (with / without - 1.0)).collect();
    let of_means = 100.0 * (with.iter().sum::<f64>() / without.iter().sum::<f64>() - 1.0);
    let row =
        |name: &str| filled.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap_or("").to_owned();
    let cells = |name: &str| row(name).split(" | ").map(numbers).collect::<Vec<_>>();
    let told = cells("true")[1][0];
    assert!((told - of_means).abs() <= 0.05 + 1e-9, "told {told}, found {of_means} of {changes:?}");
    assert!(changes.iter().any(|change| *change < cells("true")[1][2]), "{changes:?}");
    // What changes are counted from is no row; in force at the end in no run without, and in every run with.
    let block = filled.split("<!-- end: arrivals -->").next().unwrap_or("");
    assert!(block.contains("| true |") && !block.contains("| false |"), "{block}");
    assert_eq!(cells("true")[2], [100.0, 100.0, 100.0]);
    // 2 % fewer attempts for each point of chance.
    assert_eq!(cells("linear, semi elasticity 2")[1..], [vec![12.5], vec![37.5]]);
    assert!(row("none").contains("never"), "{filled}");

    // With values of another axis across, each cell has the runs of both.
    let forms = runs.texts("deterrence").expect("a column");
    let of = |form: &str| -> Vec<f64> {
        let own = (0..runs.rows()).filter(|run| enabled[*run] == "false" && forms[*run] == form);
        let mut arrivals: Vec<f64> = own.map(|run| arrivals[run]).collect();
        arrivals.sort_by(f64::total_cmp);
        arrivals
    };
    for (place, form) in ["none", "linear(semi_elasticity=2)"].into_iter().enumerate() {
        let (told, median) = (cells("false")[1 + place][0], of(form)[1]);
        assert!(rounds_to(median, told), "told {told} of {form}, found {median}");
    }

    // The second time nothing is run again, and the same is said.
    let manifest = || fs::read(folder.path().join("out/small/manifest.json")).expect("a manifest");
    let before = manifest();
    let (again, _) = said(folder.path(), &words, 0);
    assert_eq!(again, first);
    assert!(manifest() == before, "the sweep was run again");
    // Another number of replicates is another study.
    let (_, refused) = said(folder.path(), &["answer", "small.toml", "--replicates", "4"], 2);
    assert!(refused.contains("another study: the number of replicates"), "{refused}");
}

/// Whether a whole number is another rounded to the place of its last digit that is not 0.
fn rounds_to(found: f64, told: f64) -> bool {
    let mut place = 1.0;
    while told != 0.0 && told % (10.0 * place) == 0.0 {
        place *= 10.0;
    }
    (told - found).abs() <= place / 2.0 + 1e-9
}

/// The middle and the ends of the range that holds 90 % of some values.
fn band(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [0.5, 0.05, 0.95].map(|share| {
        let place = share * (values.len() - 1) as f64;
        let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
        below + (above - below) * place.fract()
    })
}

/// The terminal says the answer in sentences that the runs bear out, in no more than some fifteen lines.
#[test]
fn the_answer_comes_first_and_is_short() {
    let folder = tempfile::tempdir().expect("a folder");
    sweep(folder.path());
    let words = ["answer", "small.toml", "--replicates", "20"];
    let (short, _) = said(folder.path(), &words, 0);
    assert!(short.lines().count() <= 15 && !short.contains("| true"), "{short}");
    assert!(short.lines().all(|line| line.chars().count() <= 110), "{short}");
    let (long, _) = said(folder.path(), &[&words[..], &["--tables"]].concat(), 0);
    assert!(long.contains("Arrivals with returns and without") && long.contains("| none"), "{long}");

    let runs = Study::open(&folder.path().join("out/small")).expect("results").runs().expect("runs");
    let arrivals = runs.numbers("arrivals").expect("a column");
    let (enabled, forms) =
        (runs.texts("agreement.enabled").expect("a column"), runs.texts("deterrence").expect("a column"));
    let of = (0..runs.rows()).filter(|run| enabled[*run] == "true" && forms[*run] == "none");
    let found = band(of.map(|run| arrivals[run]).collect());
    let one_line = short.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, sentence) = one_line.split_once("If there is an agreement and nobody is deterred, ").expect("the sentence");
    let (sentence, rest) = sentence.split_once(" (").expect("its basis");
    let told = numbers(sentence);
    assert_eq!(told.len(), 3, "{sentence}");
    for (told, found) in told.iter().zip(found) {
        assert!(rounds_to(found, *told), "told {told}, found {found}: {sentence}");
        assert!(*told % 10.0 == 0.0, "{told} is finer than twenty runs bear");
    }
    assert!(sentence.ends_with("people arrive.") && rest.starts_with("20 runs; ends ±"), "{one_line}");
    // The lowest and the highest of two forms, and a share of runs.
    let (_, second) =
        one_line.split_once("If there is an agreement, arrivals change by ").expect("the second sentence");
    let (changes, second) = second.split_once(", and it runs").expect("both outcomes");
    assert!(changes.contains(" to ") && numbers(changes).len() == 6, "{changes}");
    assert!(second.contains("+100 points [100, 100] to +100 points [100, 100] of runs."), "{second}");
    for head in ["Binds", "Rests on", "Runs", "Checked", "The rest"] {
        assert!(short.lines().any(|line| line.starts_with(head)), "{head}: {short}");
    }
    assert!(
        one_line.contains("Checked Arrivals: fitted to data and back-tested; agreement active end: not held"),
        "{one_line}"
    );
}

#[test]
fn a_sweep_that_asks_nothing_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        SWEEP.split("[answer]").next().unwrap_or("").to_owned() + "[[axis]]\npath='sea.persistence'\nvalues=[0.1]\n";
    fs::write(folder.path().join("small.toml"), text).expect("a sweep");
    let (_, refused) = said(folder.path(), &["answer", "small.toml"], 2);
    assert!(refused.contains("no [answer] table"), "{refused}");
    assert!(!folder.path().join("out").exists());
}
