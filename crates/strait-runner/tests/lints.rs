//! What `strait check` warns of: each lint with a file that has it and one that just has not.

use std::fs;
use std::path::Path;
use std::process::Command;

const SWEEP: &str = "[sweep]\nname = \"x\"\nscenario = \"a.toml\"\ndesign = \"grid\"\nreplicates = 2\nseed = 1\n";

/// The warnings of a sound file.
fn warnings(folder: &Path, file: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
    let output = command.current_dir(folder).args(["check", file]).output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "a warning is no fault: {said}");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with(file), "{said}");
    said
}

fn of_scenario(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.toml"), text).expect("a file");
    warnings(folder.path(), "a.toml")
}

/// The warnings of a sweep of a small short run.
fn of_sweep(scenario: &str, rest: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let scenario =
        format!("extends = \"baseline.toml\"\n[run]\nstart = 2025-07-01\nend = 2025-12-31\nscale = 0.2\n{scenario}");
    fs::write(folder.path().join("a.toml"), scenario).expect("a scenario");
    fs::write(folder.path().join("s.toml"), format!("{SWEEP}{rest}")).expect("a sweep");
    warnings(folder.path(), "s.toml")
}

/// That a file has this warning at this place, and that another like it has none.
fn told(odd: &str, parts: &[&str], sound: &str) {
    assert!(odd.starts_with("warning: "), "no warning in place of {parts:?}: {odd}");
    for part in parts {
        assert!(odd.contains(part), "no {part:?} in\n{odd}");
    }
    assert_eq!(sound, "", "a sound file is warned of, near {parts:?}");
}

#[test]
fn a_value_outside_its_evidence_is_told_with_range_and_source() {
    told(
        &of_scenario("[home_office.detention]\nbeds = 701\n"),
        &["beds = 701 is outside the range of its evidence, 100 to 700 [beds]", "a.toml:2:8", "Little's law"],
        &of_scenario("[home_office.detention]\nbeds = 700\n"),
    );
    let axis =
        |values: &str| of_sweep("", &format!("[[axis]]\npath = \"home_office.detention.beds\"\nvalues = [{values}]\n"));
    told(&axis("50, 200, 60"), &["beds = 50, 60 are outside", "s.toml:9:11"], &axis("100, 200"));
}

#[test]
fn dates_out_of_order_are_told() {
    told(
        &of_scenario("[run]\nend = 2025-08-05\n"),
        &["run.end: the agreement is never in force during the run", "a.toml:2:7", "agreement.enabled"],
        &of_scenario("[run]\nend = 2025-08-06\n"),
    );
    told(
        // The warm-up begins the day after the last on which it is in force, or just on that.
        &of_scenario("[run]\nstart = 2026-07-11\nwarm_up_days = 30\n"),
        &["run.start: the agreement is never in force", "expiry 2026-06-11"],
        &of_scenario("[run]\nstart = 2026-07-10\nwarm_up_days = 30\n"),
    );
    let replay = |day: &str| of_scenario(&format!("[sea]\nreplay = [{day}]\nreplay_until = {day}\n"));
    told(&replay("2019-05-01"), &["sea.replay: no day of it", "a.toml:2:10"], &replay("2025-05-01"));
    let changes = |one: &str, other: &str| {
        let change = |date: &str, beds: u32| {
            format!("[[intervention]]\ndate = {date}\nset = {{ \"home_office.detention.beds\" = {beds} }}\n")
        };
        of_scenario(&format!("{}{}", change(one, 300), change(other, 400)))
    };
    let in_order = changes("2025-10-01", "2025-11-01");
    told(&changes("2025-11-01", "2025-10-01"), &["2025-10-01 stands after 2025-11-01", "a.toml:5:8"], &in_order);
    told(&changes("2025-11-01", "2025-11-01"), &["beds: set twice on 2025-11-01", "a.toml:6:9"], &in_order);
    told(
        &changes("2023-12-31", "2025-11-01"),
        &["in the warm-up, before run.start (2024-01-01)", "a.toml:2:8"],
        &changes("2024-01-01", "2025-11-01"),
    );
}

#[test]
fn fits_and_back_tests_outside_the_series_are_told() {
    let fit = |until: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let text = format!(
            "[calibration]\nname = \"x\"\nscenario = \"baseline.toml\"\nuntil = {until}\n\
             [[parameter]]\npath = \"smugglers.load_growth\"\n"
        );
        fs::write(folder.path().join("c.toml"), text).expect("a calibration");
        warnings(folder.path(), "c.toml")
    };
    told(
        &fit("2026-07-01"),
        &["calibration.until: 2026-07-01 is after the last day", "c.toml:4:9"],
        &fit("2026-06-30"),
    );
    told(&fit("2019-06-30"), &["begin before the first day that was observed"], &fit("2020-12-31"));
    let test = |origin: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let fit = "[calibration]\nname = \"x\"\nscenario = \"baseline.toml\"\nuntil = 2024-12-31\n\
                   [[parameter]]\npath = \"smugglers.load_growth\"\n";
        let text = format!(
            "[validation]\nname = \"x\"\ncalibration = \"c.toml\"\norigins = [2023-12-31, {origin}]\nreplicates = 20\n"
        );
        fs::write(folder.path().join("c.toml"), fit).expect("a calibration");
        fs::write(folder.path().join("v.toml"), text).expect("a validation");
        warnings(folder.path(), "v.toml")
    };
    told(&test("2026-06-30"), &["validation.origins: nothing is observed after", "v.toml:4:24"], &test("2026-06-29"));
}

#[test]
fn a_capacity_beyond_all_who_can_come_is_told_with_the_number() {
    let tolerance = |people: u32, share: f64| {
        of_scenario(&format!(
            "[agreement]\ntolerance_returns_ahead = {people}\n[home_office.selection]\nshare = {share}\n"
        ))
    };
    let odd = tolerance(40_000, 0.1);
    assert!(odd.contains("tolerance_returns_ahead = 40000 can never bind: at most about"), "{odd}");
    assert!(odd.contains("a.toml:2:27") && odd.contains("docs/checking.md"), "{odd}");
    // Were everyone chosen, that many could be returned in the run.
    assert!(!tolerance(40_000, 1.0).contains("never bind"));
    let beds = |scale_of_arrivals: u32| {
        of_scenario(&format!(
            "[arrivals_in_france]\nper_year = {scale_of_arrivals}\n[home_office.detention]\nbeds = 690\n"
        ))
    };
    assert!(beds(2_000).contains("beds = 690 can never bind"), "{}", beds(2_000));
    assert_eq!(beds(44_000), "");
}

#[test]
fn what_bars_everything_is_told() {
    let seats = |seats: u32, share: &str| {
        of_scenario(&format!(
            "[home_office.casework]\nweekly_decisions = {seats}\n[home_office.selection]\nshare = {share}\n"
        ))
    };
    let odd = seats(0, "0.1");
    assert!(odd.contains("weekly_decisions = 0: nobody can be returned") && odd.contains("a.toml:2:20"), "{odd}");
    // A later intervention opens the gate.
    let opened = "[home_office.casework]\nweekly_decisions = 0\n\
                  [[intervention]]\ndate = 2025-09-01\nset = { \"home_office.casework.weekly_decisions\" = 60 }\n";
    assert!(!of_scenario(opened).contains("nobody can be returned"), "{}", of_scenario(opened));
}

#[test]
fn keys_that_another_key_shuts_off_are_told() {
    let first =
        |rule: &str| of_scenario(&format!("[home_office.selection]\nrule = \"{rule}\"\nfirst_origins = [\"Iran\"]\n"));
    told(&first("random"), &["first_origins: has no effect", "not \"by_origin\"", "a.toml:3:17"], &first("by_origin"));
    let build_up = |steers: bool| of_scenario(&format!("[public]\nsteers = {steers}\nbuild_up_max = 2.5\n"));
    told(&build_up(false), &["public.build_up_max: has no effect, since public.steers is false"], &build_up(true));
    let terms =
        |enabled: bool| of_scenario(&format!("[agreement]\nenabled = {enabled}\ntolerance_returns_ahead = 60\n"));
    told(&terms(false), &["tolerance_returns_ahead: has no effect, since agreement.enabled is false"], &terms(true));
    let iran =
        |share: f64| of_scenario(&format!("[[origin]]\nname = \"Iran\"\nshare = {share}\nuk_link_share = 0.5\n"));
    assert!(iran(0.0).contains("origin.Iran.uk_link_share: has no effect"), "{}", iran(0.0));
    assert_eq!(iran(0.11), "");
    let again = |beds: u32| {
        of_scenario(&format!(
            "[home_office.detention]\nbeds = 300\n\
             [[intervention]]\ndate = 2025-11-01\nset = {{ \"home_office.detention.beds\" = {beds} }}\n"
        ))
    };
    told(&again(300), &["beds: is 300 already on 2025-11-01", "a.toml:5:40"], &again(301));
    let replaced = |date: &str| of_scenario(&format!("extends = \"baseline.toml\"\n[agreement]\nexpiry = {date}\n"));
    told(
        &replaced("2026-06-30"),
        &["agreement.expiry: holds only until", "a.toml:3:10"],
        &of_scenario("extends = \"baseline.toml\"\n"),
    );
}

#[test]
fn axes_that_change_nothing_are_told() {
    let axis = |scenario: &str, path: &str, values: &str| {
        of_sweep(scenario, &format!("[[axis]]\npath = \"{path}\"\nvalues = {values}\n"))
    };
    told(
        &axis("", "home_office.detention.beds", "[200, 200.0]"),
        &["every value of this axis is 200", "s.toml:8:8"],
        &axis("", "home_office.detention.beds", "[200, 400]"),
    );
    told(
        &axis("", "home_office.selection.first_origins", "[[], [\"Iran\"]]"),
        &["first_origins: this axis changes nothing, since home_office.selection.rule is not", "at every point"],
        &axis(
            "[home_office.selection]\nrule = \"by_origin\"\n",
            "home_office.selection.first_origins",
            "[[\"Sudan\"], [\"Iran\"]]",
        ),
    );
    // No rule knows that a run that ends before the expiry never comes to a renewal.
    told(
        &axis("[agreement]\nrenewal_days = 365\n", "france.cooperation.renewal_level", "[0.3, 0.6]"),
        &["renewal_level: in 6 pairs of runs nothing changes between 0.3 and 0.6", "s.toml:8:8"],
        &axis(
            "[agreement]\nrenewal_days = 365\nexpiry = 2025-11-11\n",
            "france.cooperation.renewal_level",
            "[0.3, 0.7]",
        ),
    );
}

/// What the shipped files are warned of: each was looked at and is right, or the file would have been mended.
#[test]
fn shipped_files_have_only_the_warnings_that_are_known() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let mut said = String::new();
    for folder in ["", "packs/"] {
        let names = fs::read_dir(scenarios.join(folder)).expect("a folder").filter_map(|entry| {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            name.ends_with(".toml").then(|| format!("{folder}{name}"))
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        for name in names {
            said.push_str(&format!("{name}\n"));
            let warnings = warnings(&scenarios, &name);
            for line in warnings.lines().filter(|line| line.starts_with("warning: ")) {
                said.push_str(&format!("  {line}\n"));
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages/expected/shipped.txt");
    if std::env::var_os("STRAIT_MESSAGES").is_some_and(|what| what == "write") {
        fs::write(&path, &said).expect("the expected warnings are written");
    }
    assert_eq!(fs::read_to_string(&path).expect("the expected warnings"), said);
}
