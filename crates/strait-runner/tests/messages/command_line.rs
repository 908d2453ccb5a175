//! Flags, and folders of results.

use super::case::Case;

const SCENARIO: &str = "extends = \"baseline.toml\"\n";

pub(crate) fn cases() -> Vec<Case> {
    let run = |what, key, words: &[&'static str]| {
        Case::command(what, key, [&["run", "a.toml"][..], words].concat()).with("a.toml", SCENARIO)
    };
    let set = |what, key, value: &'static str| run(what, key, &["--set", value]).pointing_into("--set");
    vec![
        Case::command("an unknown command", "fly", vec!["fly"]),
        Case::command("a command misspelt", "chek", vec!["chek", "a.toml"]),
        Case::command("a file too few", "<SCENARIO>", vec!["run"]),
        run("an unknown flag", "--replicate", &["--replicate", "5"]),
        run("no runs by a flag", "--replicates", &["--replicates", "0"]),
        run("runs that are no number", "--replicates", &["--replicates", "many"]),
        run("no threads", "--threads", &["--threads", "0"]),
        run("a negative seed by a flag", "--seed", &["--seed=-1"]),
        run("a seed that is no number", "--seed", &["--seed", "lucky"]),
        run("a resolution misspelt by a flag", "--resolution", &["--resolution", "weakly"]),
        run("a format that is none", "--format", &["--format", "xlsx"]),
        set("set without a value", "--set", "home_office.detention.beds"),
        set("set on a path misspelt", "home_office.detention.bed", "home_office.detention.bed=600"),
        set("set on a path with an empty part", "sea..persistence", "sea..persistence=1"),
        set("set on the end of a path", "detention.beds", "detention.beds=600"),
        set("set on a section", "home_office.detention", "home_office.detention=600"),
        set("set of a word for a number", "home_office.detention.beds", "home_office.detention.beds=lots"),
        set("set of a percentage", "home_office.selection.share", "home_office.selection.share=30"),
        set("set of a percent sign", "home_office.selection.share", "home_office.selection.share=30%"),
        set("set of yes", "agreement.enabled", "agreement.enabled=yes"),
        set("set on an unknown origin", "origin.Irann.share", "origin.Irann.share=0.2"),
        set("set on another form of deterrence", "deterrence.linear", "deterrence.linear.semi_elasticity=2"),
        set("set of a list that is not closed", "not TOML", "sea.replay=[2025-01-01"),
        run("two bad sets at once", "agreement.enable", &["--set", "agreement.enable=true", "--set", "run.scal=2"])
            .pointing_into("--set"),
        Case::command("a shard that is none", "--shard", vec!["sweep", "s.toml", "--shard", "3"]),
        Case::command("a shard beyond the last", "--shard", vec!["sweep", "s.toml", "--shard", "4/4"]),
        Case::command("a theme that is none", "--theme", vec!["chart", "out/x", "--theme", "dakr"]),
        Case::command("charts of a missing folder", "out/x", vec!["chart", "out/x"]),
        Case::command("charts of a folder that is no study", "manifest.json", vec!["chart", "x"]).with("x/", ""),
        Case::command("charts of a file", "a.toml", vec!["chart", "a.toml"]).with("a.toml", SCENARIO),
        Case::command("a report of a missing folder", "out/x", vec!["report", "out/x"]),
        Case::command("a comparison of nothing", "<DIR>", vec!["compare"]),
        Case::command("a comparison of a missing folder", "out/x", vec!["compare", "out/x"]),
        Case::command("a comparison of folders that are no studies", "manifest.json", vec!["compare", "x", "y"])
            .with("x/", "")
            .with("y/", ""),
        Case::command("a collection of a missing folder", "out/x", vec!["collect", "out/x", "--out", "y"]),
        Case::command("a description of a missing file", "a.toml", vec!["describe", "a.toml"]),
        Case::command("a workbook that is none", "a.ods", vec!["observed", "import", "a.ods", "--into", "x"])
            .with("a.ods", "not a workbook")
            .with("x/", ""),
        Case::command("a missing workbook", "a.ods", vec!["observed", "import", "a.ods", "--into", "x"]).with("x/", ""),
        Case::command(
            "a workbook into a missing folder",
            "nowhere",
            vec!["observed", "import", "a.ods", "--into", "nowhere"],
        )
        .with("a.ods", ""),
        run("results into a folder that is not empty", "x", &["--out", "x", "--replicates", "1"])
            .with("x/", "")
            .with("x/mine.txt", "mine"),
    ]
}
