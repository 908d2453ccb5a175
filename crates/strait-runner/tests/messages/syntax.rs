//! What is no TOML, or no text at all.

use super::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        Case::scenario("two equals signs", "not TOML", "[run]\nstart = = 3\n"),
        Case::scenario("a bracket that is not closed", "not TOML", "[sea\npersistence = 0.1\n"),
        Case::scenario(
            "a list that is not closed",
            "not TOML",
            "[sea]\ncrossing_day_share = [0.5, 0.5\npersistence = 0.1\n",
        ),
        Case::scenario(
            "a quote that is not closed",
            "not TOML",
            "[home_office.selection]\nrule = \"random\nshare = 0.1\n",
        ),
        Case::scenario("curly quotes", "straight quotes", "[home_office.selection]\nrule = “random”\n"),
        Case::scenario("a text without quotes", "quotes", "[home_office.selection]\nrule = random\n"),
        Case::scenario("a percent sign", "0.30", "[home_office.selection]\nshare = 30%\n"),
        Case::scenario("a comma in a number", "without commas", "[arrivals_in_france]\nper_year = 44,000\n"),
        Case::scenario("True with a capital", "lower case", "[agreement]\nenabled = True\n"),
        Case::scenario("yes for true", "lower case", "[agreement]\nenabled = yes\n"),
        Case::scenario("a date with slashes", "year-month-day", "[agreement]\nin_force = 06/08/2025\n"),
        Case::scenario("a date that is not in the calendar", "calendar", "[run]\nend = 2025-02-30\n"),
        Case::scenario("a date without leading zeros", "year-month-day", "[run]\nend = 2025-8-6\n"),
        Case::scenario("a number that begins with its point", "0.5", "[sea]\npersistence = .5\n"),
        Case::scenario("a colon for an equals sign", "equals sign", "[home_office.detention]\nbeds: 600\n"),
        Case::scenario("a key without a value", "not TOML", "[home_office.detention]\nbeds =\n"),
        Case::scenario("a key twice", "persistence", "[sea]\npersistence = 0.1\npersistence = 0.2\n"),
        Case::scenario(
            "a section twice",
            "sea",
            "[sea]\npersistence = 0.1\n[run]\nscale = 1\n[sea]\nquality_shape = 2\n",
        ),
        Case::scenario(
            "several slips of syntax at once",
            "not TOML",
            "[sea]\npersistence = 30%\n[agreement]\nenabled = True\n",
        ),
        Case::scenario("Windows line ends, and a slip", "sea.persistance", "[sea]\r\npersistance = 0.1\r\n"),
        Case::scenario("a byte order mark, and a slip", "sea.persistance", "\u{feff}[sea]\npersistance = 0.1\n"),
        Case::scenario("a tab and letters beyond ASCII before the slip", "sea.qualität", "[sea]\n\t\"qualität\" = 1\n"),
        Case::command("bytes that are not UTF-8", "UTF-8", vec!["check", "a.toml"])
            .with("a.toml", b"[sea]\npersistence = 0.1 # caf\xe9\n")
            .pointing_into("a.toml"),
        Case::command("UTF-16, as some editors save", "UTF-8", vec!["check", "a.toml"])
            .with("a.toml", b"\xff\xfe[\0s\0e\0a\0]\0\n\0")
            .pointing_into("a.toml"),
        Case::command("a picture", "UTF-8", vec!["run", "a.png"])
            .with("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
            .pointing_into("a.png"),
        Case::command("a program", "not TOML", vec!["run", "a.out"])
            .with("a.out", b"\x7fELF\x02\x01\x01\0\0\0\n\0\0")
            .pointing_into("a.out"),
        Case::command("a spreadsheet saved as text", "not TOML", vec!["run", "a.csv"])
            .with("a.csv", "parameter,value\nbeds,600\n")
            .pointing_into("a.csv"),
        Case::command("a file of five megabytes", "4194304", vec!["check", "a.toml"])
            .with("a.toml", "# much too long\n".repeat(330_000)),
        Case::command("a missing file", "a.toml", vec!["check", "a.toml"]),
        Case::command("a missing file with a slip in its name", "basline.toml", vec!["run", "basline.toml"])
            .with("baseline.toml", ""),
        Case::command("a folder for a file", "scenarios", vec!["run", "scenarios"]).with("scenarios/", ""),
        Case::command("two bad files", "b.toml", vec!["check", "a.toml", "b.toml"])
            .with("a.toml", "[sea]\npersistence = 3\n")
            .with("b.toml", "[see]\n")
            .pointing_into("a.toml"),
    ]
}
