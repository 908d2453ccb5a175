//! `strait observed import`: what it takes from a workbook, what it refuses, and what it leaves alone.

mod support;
#[path = "support/workbook.rs"]
mod workbook;

use std::fs;
use std::path::Path;

use support::said;
use tempfile::TempDir;
use workbook::{Rows, content, package, rows};

const IMPORT: [&str; 5] = ["observed", "import", "book.ods", "--into", "series"];

/// Two weeks by day, under a title, with a note below: dates and numbers in all the ways in which they are published.
const DAYS: &str = "\
SB_01: people detected arriving, by day [note 1]
Date  and time follow in no column

DATE [note 2] | Migrants arrived [note 3] | Boats  Arrived | Boats arrived - involved in uncontrolled landings | Notes
date:2024-04-29 | number:0 | number:0 | - |
30/04/2024 | number:711 | 14 | - |
date:2024-05-01T00:00:00 | 1,195 [r] | 20r | number:1 | Revised [note 4]
date:2024-05-02 | number:0 | number:0 | |
date:2024-05-03 | number:0 | number:0 | |
04/05/2024 [r] | number:90 | number:2 | |
date:2024-05-05 | number:0 | number:0 | |
date:2024-05-06 | - | | |
date:2024-05-07 | number:5 | number:1 | |
date:2024-05-08 | number:0 | number:0 | |
date:2024-05-09 | number:0 | number:0 | |
date:2024-05-10 | number:0 | number:0 | |
date:2024-05-11 | number:0 | number:0 | |
date:2024-05-12 | number:0 | number:0 | |

Figures are provisional.
Source: Border Force";

const WEEKS: &str = "\
SB_02: people detected arriving, by week
Week ending | Migrants arrived | Boats arrived | Boats arrived - involved in uncontrolled landings | Migrants prevented [note 5] | Events prevented | Notes
date:2024-05-05 | 1,996 | number:36 | - | - | |
12/05/2024 | number:5 | number:1 | - | 1,022 [r] | number:31 |
Preventions are estimates. 31/12/2024";

const DAILY_SERIES: &str = "\
date,arrivals,boats
2024-04-29,0,0
2024-04-30,711,14
2024-05-01,1195,20
2024-05-02,0,0
2024-05-03,0,0
2024-05-04,90,2
2024-05-05,0,0
2024-05-06,,
2024-05-07,5,1
2024-05-08,0,0
2024-05-09,0,0
2024-05-10,0,0
2024-05-11,0,0
2024-05-12,0,0
";

const WEEKLY_SERIES: &str = "\
week_ending,arrivals,boats,crossing_days,people_prevented,prevention_events
2024-05-05,1996,36,3,,
2024-05-12,,,,1022,31
";

fn sheets(days: &str, weeks: &str) -> Vec<(&'static str, Rows)> {
    let cover = rows("Time series [note 1]\nContact: nobody");
    let notes = rows("Note | Date | Migrants arrived\n1 | of publication | provisional");
    vec![("Cover_sheet", cover), ("Notes", notes), ("SB_01", rows(days)), ("SB_02", rows(weeks))]
}

/// A folder with a workbook and a folder for the series.
fn folder(days: &str, weeks: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("series")).expect("a folder");
    put(folder.path(), days, weeks);
    folder
}

fn put(folder: &Path, days: &str, weeks: &str) {
    fs::write(folder.join("book.ods"), package(content(&sheets(days, weeks)).as_bytes())).expect("a workbook");
}

fn series(folder: &Path) -> [String; 2] {
    ["daily.csv", "weekly.csv"].map(|name| fs::read_to_string(folder.join("series").join(name)).expect("a series"))
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What the import says when it refuses a workbook over old series, none of which it may touch.
fn refused(bytes: &[u8]) -> String {
    let folder = folder(DAYS, WEEKS);
    said(folder.path(), &IMPORT, 0);
    fs::write(folder.path().join("book.ods"), bytes).expect("a workbook");
    let (out, err) = said(folder.path(), &IMPORT, 2);
    assert_eq!(out, "");
    assert!(err.contains("nothing was changed") && !err.contains("panicked"), "{err}");
    assert_eq!(series(folder.path()), [DAILY_SERIES, WEEKLY_SERIES]);
    assert_eq!(names(folder.path()), ["book.ods", "series"]);
    assert_eq!(names(&folder.path().join("series")), ["daily.csv", "weekly.csv"]);
    err
}

fn refused_sheets(days: &str, weeks: &str) -> String {
    refused(&package(content(&sheets(days, weeks)).as_bytes()))
}

#[test]
fn a_workbook_as_published_becomes_the_series_and_once_is_enough() {
    let folder = folder(DAYS, WEEKS);
    let (out, err) = said(folder.path(), &IMPORT, 0);
    assert!(out.contains("daily.csv: rows added 14, rows revised 0, last date 2024-05-12"), "{out}");
    assert!(out.contains("weekly.csv: rows added 2, rows revised 0, last date 2024-05-12"), "{out}");
    assert!(
        err.contains("without a record of arrivals or boats: 1, first 2024-05-06") && err.lines().count() == 1,
        "{err}"
    );
    assert_eq!(series(folder.path()), [DAILY_SERIES, WEEKLY_SERIES]);
    assert_eq!(names(&folder.path().join("series")), ["daily.csv", "weekly.csv"]);

    let written = |name| fs::metadata(folder.path().join("series").join(name)).and_then(|data| data.modified());
    let before = ["daily.csv", "weekly.csv"].map(|name| written(name).expect("a time"));
    let (out, _) = said(folder.path(), &IMPORT, 0);
    assert!(out.contains("nothing changed") && out.contains("rows added 0, rows revised 0"), "{out}");
    assert_eq!(before, ["daily.csv", "weekly.csv"].map(|name| written(name).expect("a time")));
}

/// The sheets as they were published in 2026: no title, a header in the first row, dates with a time, dashes where nothing
/// was recorded, and the notes on a sheet of their own.
fn published() -> Vec<(&'static str, Rows)> {
    let mut days =
        "Date | Migrants arrived | Boats arrived | Boats arrived - involved in uncontrolled landings | Notes"
            .to_owned();
    let mut weeks =
        "Week ending | Migrants arrived | Boats arrived | Boats arrived - involved in uncontrolled landings | \
                     Migrants prevented | Events prevented | Notes"
            .to_owned();
    for day in 1..=7 {
        days += &format!("\ndate:2018-01-{day:02}T00:00:00 | number:{} | number:{} | - | ", 20 * (day / 7), day / 7);
    }
    weeks += "\ndate:2018-01-07T00:00:00 | number:20 | number:1 | - | - | - | ";
    let cover = "\n\nMigrants detected crossing the English Channel in small boats\nFrequency: published weekly\nCrown copyright";
    let notes = "Notes\n1. Provisional operational data, subject to change.\n\
                 5. Boats involved in uncontrolled landings are a subset of boats detected.\n\nRelated information";
    vec![("Cover_sheet", rows(cover)), ("Notes", rows(notes)), ("SB_01", rows(&days)), ("SB_02", rows(&weeks))]
}

#[test]
fn the_workbook_with_the_published_headings_is_read_and_people_may_take_the_place_of_migrants() {
    let headings = |text: &str| {
        let folder = folder(DAYS, WEEKS);
        fs::write(folder.path().join("book.ods"), package(text.as_bytes())).expect("a workbook");
        said(folder.path(), &IMPORT, 0);
        series(folder.path())
    };
    let sheets = content(&published());
    let read = headings(&sheets);
    assert!(read[0].ends_with("2018-01-06,0,0\n2018-01-07,20,1\n"), "{}", read[0]);
    assert!(read[1].ends_with("\n2018-01-07,20,1,1,,\n"), "{}", read[1]);
    let renamed =
        sheets.replace("Migrants arrived", "People arrived [note 3] [note 4]").replace("Migrants p", "People p");
    assert_eq!(headings(&renamed), read);

    // A part of the boats is never taken for all of them.
    let err = refused(&package(sheets.replace(">Boats arrived<", ">Vessels<").as_bytes()));
    assert!(
        err.contains("SB_01, row 1: no column is headed \"boats arrived\"") && err.contains("2 problems;"),
        "{err}"
    );
}

#[test]
fn revisions_are_shown_and_a_week_unlike_its_days_is_a_warning() {
    let folder = folder(DAYS, WEEKS);
    said(folder.path(), &IMPORT, 0);
    put(folder.path(), &DAYS.replace("number:90 | number:2", "number:97 | number:2"), WEEKS);
    // What an import that was killed left must not be in the way, nor lead elsewhere.
    let elsewhere = folder.path().join("elsewhere");
    fs::write(&elsewhere, "as it was").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, folder.path().join("series/daily.csv.partial")).expect("a link");
    let (out, err) = said(folder.path(), &IMPORT, 0);
    assert!(out.contains("daily.csv: rows added 0, rows revised 1"), "{out}");
    assert!(out.contains("2024-05-04: arrivals 90 → 97"), "{out}");
    assert!(out.contains("2024-05-05: arrivals 1996 → 2003"), "{out}");
    assert!(err.contains("2024-05-05 has 1996 people, its days in SB_01 2003 (-7)"), "{err}");
    assert_eq!(fs::read_to_string(elsewhere).expect("a file"), "as it was");
    assert_eq!(names(&folder.path().join("series")), ["daily.csv", "weekly.csv"]);
    assert!(series(folder.path())[0].contains("2024-05-04,97,2\n"));

    put(folder.path(), DAYS, &WEEKS.replace("1,022 [r]", "-"));
    let (out, err) = said(folder.path(), &IMPORT, 0);
    assert!(out.contains("2024-05-12: people_prevented 1022 → (none)"), "{out}");
    assert!(
        err.contains("weekly.csv: dates with a count that was known and is no longer: 1, first 2024-05-12"),
        "{err}"
    );
}

#[test]
fn each_thing_that_is_wrong_is_named_with_sheet_and_row() {
    let cases = [
        ("Boats  Arrived", "Vessels", "SB_01, row 4: no column is headed \"boats arrived\"; found: \"DATE [note 2]\""),
        ("| Notes", "| Date", "SB_01, row 4: more than one column is headed \"date\""),
        (
            "| Notes",
            "| People arrived",
            "SB_01, row 4: more than one column is headed \"migrants arrived\" or \"people arrived\"",
        ),
        ("DATE [note 2] | Migrants arrived [note 3]", "Day | People", "SB_01: no header row"),
        ("30/04/2024", "31/04/2024", "SB_01, row 6: date is \"31/04/2024\"; allowed: a date, or text as dd/mm/yyyy"),
        ("1,195 [r]", "11,95", "row 7: migrants arrived is \"11,95\", no number; allowed: a whole number"),
        ("1,195 [r]", "4,000,000,000,000", "\"4,000,000,000,000\", too large a number"),
        ("number:711", "number:-711", "row 6: migrants arrived is \"-711\", a negative value"),
        ("number:711", "-711", "row 6: migrants arrived is \"-711\", a negative value"),
        ("number:711", "number:71.5", "row 6: migrants arrived is \"71.5\", a fraction"),
        ("number:711", "number:1e300", "too large a number"),
        ("04/05/2024 [r]", "03/05/2024 | | |\n04/05/2024", "row 10: 2024-05-03 is there twice; allowed: once"),
        (
            "04/05/2024 [r]",
            "03/04/2024 | | |\n04/05/2024",
            "row 10: 2024-04-03 follows 2024-05-03; allowed: 2024-05-04",
        ),
        ("date:2024-05-03 | number:0 | number:0 | |\n", "", "row 9: 2024-05-04 follows 2024-05-02, with a gap between"),
    ];
    for (old, new, message) in cases {
        assert!(DAYS.contains(old), "{old}");
        let err = refused_sheets(&DAYS.replace(old, new), WEEKS);
        assert!(err.contains(message) && err.contains("1 problem;"), "{old}: {err}");
    }
    let err = refused_sheets(DAYS, &WEEKS.replace("12/05/2024", "13/05/2024"));
    assert!(err.contains("SB_02, row 4: the week ends on 2024-05-13; allowed: a Sunday"), "{err}");
    let err = refused_sheets(DAYS, &WEEKS.replace("12/05/2024", "19/05/2024"));
    assert!(err.contains("SB_02, row 4: 2024-05-19 follows 2024-05-05, with a gap between"), "{err}");
    let err = refused_sheets(&DAYS.replace("date:2024-04-29 | number:0 | number:0 | - |\n", ""), WEEKS);
    assert!(err.contains("SB_02, row 3: of the week that ends on 2024-05-05 not every day is in SB_01"), "{err}");
    let err = refused(&package(content(&sheets(DAYS, WEEKS)[..3]).as_bytes()));
    assert!(err.contains("SB_02: no such sheet; found: \"Cover_sheet\", \"Notes\", \"SB_01\""), "{err}");
}

#[test]
fn all_problems_are_counted_and_twenty_shown() {
    let err = refused_sheets(&DAYS.replace("number:0 ", "number:0.5 "), &WEEKS.replace("number:", "number:-"));
    assert!(err.contains("22 problems;") && err.contains("\n  and 2 more"), "{err}");
    assert_eq!(err.matches(", row ").count(), 20, "{err}");
}

#[test]
fn a_workbook_that_lacks_dates_takes_nothing_away() {
    let cut = DAYS.lines().filter(|line| !line.contains("2024-05-12")).collect::<Vec<_>>().join("\n");
    let weeks = WEEKS.replace("12/05/2024 | number:5 | number:1 | - | 1,022 [r] | number:31 |\n", "");
    let err = refused_sheets(&cut, &weeks);
    assert!(
        err.contains("it would lose dates: 1, from 2024-05-12 to 2024-05-12, which the workbook does not have"),
        "{err}"
    );
}

#[test]
fn later_dates_can_be_left_out() {
    let folder = folder(DAYS, WEEKS);
    let words = [&IMPORT[..], &["--until", "2024-05-11"]].concat();
    let (out, _) = said(folder.path(), &words, 0);
    assert!(out.contains("rows added 13, rows revised 0, last date 2024-05-11, later dates left out 1"), "{out}");
    assert!(out.contains("rows added 1, rows revised 0, last date 2024-05-05, later dates left out 1"), "{out}");
    let [daily, weekly] = series(folder.path());
    assert!(DAILY_SERIES.starts_with(&daily) && daily.ends_with("2024-05-11,0,0\n"), "{daily}");
    assert!(WEEKLY_SERIES.starts_with(&weekly) && weekly.ends_with("2024-05-05,1996,36,3,,\n"), "{weekly}");
    // What is there is not taken away again.
    said(folder.path(), &IMPORT, 0);
    let (_, err) = said(folder.path(), &words, 2);
    assert!(err.contains("2024-05-12 to 2024-05-12, and --until leaves them out"), "{err}");
    assert_eq!(series(folder.path()), [DAILY_SERIES, WEEKLY_SERIES]);
}

#[test]
fn garbage_and_bombs_are_refused_quickly() {
    let good = content(&sheets(DAYS, WEEKS));
    let cut_at = good.find("SB_02").expect("a sheet") + 40;
    let repeated = |what: &str| good.replacen("<table:table-row>", &format!("<table:table-row {what}>"), 1);
    let cell =
        "<table:table-cell table:number-columns-repeated=\"900\" office:value-type=\"float\" office:value=\"1\"/>";
    let wide = good.replacen("<table:table-row>", &format!("<table:table-row>{cell}"), 3);
    let infinite = good.replacen("office:value=\"711\"", "office:value=\"infinity\"", 1);
    let spaces = good.replacen("<text:p>", "<text:p><text:s text:c=\"99999999999\"/>", 1);
    let nested = good.replacen("<text:p>", "<table:table/><text:p>", 1);
    let attributes = repeated(&(0..1_000_000).map(|number| format!("a{number}=\"\" ")).collect::<String>());
    let packed = |text: &str| package(text.as_bytes());
    let whole = packed(&good);
    let cases = [
        (b"no zip at all".to_vec(), "is no ODS workbook"),
        (Vec::new(), "is no ODS workbook"),
        (whole[..whole.len() / 2].to_vec(), "is no ODS workbook"),
        (vec![b'P'; (16 << 20) + 1], "is too large: the file"),
        (package(&[0xff, 0xfe, 0, 1]), "is not UTF-8"),
        (packed("words"), "SB_01: no such sheet"),
        (packed(&good[..cut_at]), "content.xml"),
        (packed(&" ".repeat((64 << 20) + 1)), "is too large: content.xml"),
        (packed(&repeated("table:number-rows-repeated=\"1000000\"")), "rows in a sheet"),
        (packed(&repeated("table:number-rows-repeated=\"99999999999999999999\"")), "number-rows-repeated is"),
        (packed(&wide.replacen(cell, &cell.repeat(2), 1)), "columns in a sheet"),
        (
            packed(&wide.replacen("<table:table-row>", "<table:table-row table:number-rows-repeated=\"9000\">", 9)),
            "cells",
        ),
        (packed(&attributes), "attributes of an element"),
        (packed(&infinite), "a number is \"infinity\""),
        (packed(&spaces), "spaces in a row"),
        (packed(&nested), "within their like"),
    ];
    for (bytes, message) in cases {
        let err = refused(&bytes);
        assert!(err.contains(message), "{message}: {err}");
    }
    // Any byte may be wrong: the import may take or refuse what comes of it, and must end.
    let folder = folder(DAYS, WEEKS);
    for place in (0..whole.len()).step_by(whole.len() / 40) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x55;
        fs::write(folder.path().join("book.ods"), &bytes).expect("a workbook");
        let output = support::strait(folder.path(), &IMPORT);
        assert!(matches!(output.status.code(), Some(0 | 2)), "byte {place}: {output:?}");
    }
}

#[test]
fn a_folder_that_is_not_there_or_holds_something_else_is_refused() {
    let folder = folder(DAYS, WEEKS);
    let (_, err) = said(folder.path(), &["observed", "import", "book.ods", "--into", "nowhere"], 2);
    assert!(err.contains("nowhere is no folder"), "{err}");
    let weekly = folder.path().join("series/weekly.csv");
    fs::write(&weekly, "other,columns\n1,2\n").expect("a file");
    let (_, err) = said(folder.path(), &IMPORT, 2);
    assert!(err.contains("its header is \"other,columns\""), "{err}");
    assert_eq!(fs::read_to_string(&weekly).expect("a file"), "other,columns\n1,2\n");
    assert_eq!(names(&folder.path().join("series")), ["weekly.csv"]);
    let twice = format!("{WEEKLY_SERIES}2024-05-12,9,1,1,,\n");
    for (text, message) in [("", "it is empty"), (&twice, "row 4 has 2024-05-12 again; allowed: each date once")] {
        fs::write(&weekly, text).expect("a file");
        let (_, err) = said(folder.path(), &IMPORT, 2);
        assert!(err.contains(message), "{err}");
        assert_eq!(fs::read_to_string(&weekly).expect("a file"), text);
    }
}

/// A workbook with every day of so many weeks from Monday 1 September 2025 on, in each of which so many people arrive.
fn weeks_of_arrivals(weeks: &[u32]) -> Vec<u8> {
    let mut days = "Date | Migrants arrived | Boats arrived".to_owned();
    let mut sums = "Week ending | Migrants arrived | Boats arrived | Migrants prevented | Events prevented".to_owned();
    let mut day = jiff::civil::date(2025, 9, 1);
    for people in weeks {
        for weekday in 1..=7 {
            let (arrived, boats) = if weekday == 7 { (*people, 1) } else { (0, 0) };
            days += &format!("\ndate:{day} | number:{arrived} | number:{boats}");
            if weekday == 7 {
                sums += &format!("\ndate:{day} | number:{people} | number:1 | - | -");
            }
            day = day.tomorrow().expect("a day");
        }
    }
    package(content(&[("SB_01", rows(&days)), ("SB_02", rows(&sums))]).as_bytes())
}

/// A folder with `observed`, a scenario beside it, and `packs` with a scenario and a sweep that extend and name it.
fn studies() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    for name in ["observed", "packs"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    write("small.toml", "extends = \"baseline.toml\"\n[run]\nend = 2025-11-02\nscale = 0.05\n");
    write("packs/smaller.toml", "extends = \"../small.toml\"\n[run]\nscale = 0.04\n");
    write(
        "packs/beds.toml",
        "[sweep]\nname = \"beds\"\nscenario = \"../small.toml\"\ndesign = \"grid\"\nreplicates = 2\nseed = 1\n\
         [[axis]]\npath = \"home_office.detention.beds\"\nvalues = [20, 40]\n",
    );
    folder
}

/// Imports a workbook with these weeks into the folder beside the scenario.
fn import_weeks(folder: &Path, weeks: &[u32]) {
    fs::write(folder.join("book.ods"), weeks_of_arrivals(weeks)).expect("a workbook");
    said(folder, &["observed", "import", "book.ods", "--into", "observed"], 0);
}

/// The chart of arrivals, drawn anew.
fn chart_of_arrivals(folder: &Path, results: &str) -> String {
    let figures = folder.join(results).join("figures");
    let _ = fs::remove_dir_all(&figures);
    said(folder, &["chart", results, "--format", "svg", "--only", "arrivals"], 0);
    fs::read_to_string(figures.join("arrivals.svg")).expect("a chart")
}

#[test]
fn charts_show_the_week_that_an_import_brought() {
    let studies = studies();
    let folder = studies.path();
    import_weeks(folder, &[700, 900, 400, 600, 800]);
    said(folder, &["run", "packs/smaller.toml", "--ensemble", "none", "--replicates", "2", "--out", "out/run"], 0);
    said(folder, &["sweep", "packs/beds.toml", "--ensemble", "none", "--out", "out/sweep"], 0);
    // Each week is a dot and its rim, beside what else is drawn.
    let marks = |svg: &str| svg.matches("<path").count();
    for results in ["out/run", "out/sweep"] {
        import_weeks(folder, &[700, 900, 400, 600, 800]);
        let before = chart_of_arrivals(folder, results);
        assert!(before.contains("Home Office"), "{results}: nothing observed is shown");
        assert_eq!(chart_of_arrivals(folder, results), before, "{results}");
        import_weeks(folder, &[700, 900, 400, 600, 800, 500]);
        let after = chart_of_arrivals(folder, results);
        assert_eq!(marks(&after), marks(&before) + 2, "{results}: the new week is one more dot");
        fs::remove_file(folder.join("observed/daily.csv")).expect("a file");
        fs::remove_file(folder.join("observed/weekly.csv")).expect("a file");
        let carried = chart_of_arrivals(folder, results);
        assert!(marks(&carried) > marks(&after), "{results}: a series that is not there is the one carried");
    }
    // Results outlive the folder, and those of a version that noted none are read as before.
    fs::remove_dir_all(folder.join("observed")).expect("a folder");
    let carried = chart_of_arrivals(folder, "out/run");
    let manifest = folder.join("out/run/manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let noted = text.lines().find(|line| line.contains("\"observed\"")).expect("the folder is noted");
    assert!(noted.contains("observed\",") && !noted.contains(".."), "{noted}");
    fs::write(&manifest, text.replace(&format!("{noted}\n"), "")).expect("a manifest");
    assert_eq!(chart_of_arrivals(folder, "out/run"), carried);
}

#[test]
fn what_is_wrong_with_a_series_is_named_with_file_line_and_column() {
    let studies = studies();
    let folder = studies.path();
    said(folder, &["run", "small.toml", "--ensemble", "none", "--replicates", "1", "--out", "out"], 0);
    let header = "week_ending,arrivals,boats,crossing_days,people_prevented,prevention_events\n";
    let good = format!("{header}2025-09-07,700,12,3,,\n");
    let cases = [
        ("2025-09-14,9o0,1,1,,\n", "weekly.csv:3:12", "arrivals: found \"9o0\", allowed is a number from 0 to"),
        ("2025-09-14,-5,1,1,,\n", "weekly.csv:3:12", "found \"-5\""),
        ("2025-09-14,5,NaN,1,,\n", "weekly.csv:3:14", "boats: found \"NaN\""),
        ("\r\n2025-09-15,5,1,1,,\r\n", "weekly.csv:4:1", "found \"2025-09-15\", allowed is a Sunday from 2000 to 2100"),
        (",5,1,1,,\n", "weekly.csv:3:1", "week_ending: found nothing"),
        ("2025-09-07,5,1,1,,\n", "weekly.csv:3:1", "allowed is a later one than 2025-09-07"),
        ("2025-09-14,5\n", "weekly.csv:3:1", "row: found 2 cells, allowed is 6, as the header has"),
        ("2025-09-14,\"7\",x,1,,\n", "weekly.csv:3:1", "boats: found \"x\""),
    ];
    for (row, place, message) in cases {
        fs::write(folder.join("observed/weekly.csv"), format!("{good}{row}")).expect("a series");
        let (_, err) = said(folder, &["chart", "out"], 2);
        assert!(err.contains(place) && err.contains(message), "{row}{err}");
    }
    for (text, message) in [("", "no column week_ending"), ("week_ending,boats\n", "no column arrivals")] {
        fs::write(folder.join("observed/weekly.csv"), text).expect("a series");
        let (_, err) = said(folder, &["report", "out"], 2);
        assert!(err.contains("weekly.csv:1:1") && err.contains(message), "{err}");
    }
    fs::remove_file(folder.join("observed/weekly.csv")).expect("a file");
    fs::create_dir(folder.join("observed/weekly.csv")).expect("a folder");
    let (_, err) = said(folder, &["chart", "out"], 2);
    assert!(err.contains("weekly.csv: it is a folder"), "{err}");

    // Fits and back-tests read the folder beside their file, and so does the check of it.
    let fit = "[calibration]\nname = \"fit\"\nscenario = \"../small.toml\"\nuntil = 2025-09-30\n\
               [[parameter]]\npath = \"sea.quality_shape\"\n";
    fs::write(folder.join("packs/fit.toml"), fit).expect("a calibration");
    fs::write(folder.join("observed/daily.csv"), "date,arrivals,boats\n2025-09-01,1,one\n").expect("a series");
    fs::remove_dir(folder.join("observed/weekly.csv")).expect("a folder");
    for command in ["check", "calibrate"] {
        let (_, err) = said(folder, &[command, "packs/fit.toml"], 2);
        assert!(err.contains("daily.csv:2:14") && err.contains("boats: found \"one\""), "{command}: {err}");
    }
}

#[test]
fn the_series_of_the_project_agree_with_each_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/observed");
    let read = |name| {
        let mut reader = csv::Reader::from_path(folder.join(name)).expect("a series");
        let records = reader.records().map(|record| record.expect("a row"));
        records.map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let (days, weeks) = (read("daily.csv"), read("weekly.csv"));
    assert!(days[0][0] == "2018-01-01" && days.len() / 7 == weeks.len());
    for (days, week) in days.chunks_exact(7).zip(&weeks) {
        let sum = |column: usize| days.iter().map(|day| day[column].parse::<u32>().expect("a count")).sum::<u32>();
        let crossing_days = days.iter().filter(|day| day[1] != "0").count();
        assert_eq!(week[0], days[6][0]);
        assert_eq!(week[1..4], [sum(1).to_string(), sum(2).to_string(), crossing_days.to_string()], "{}", week[0]);
    }
}
