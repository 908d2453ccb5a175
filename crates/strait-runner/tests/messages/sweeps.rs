//! Sweeps of every design, their axes and answers.

use super::case::Case;

const AXIS: &str = "[[axis]]\npath = \"sea.persistence\"\nvalues = [0.1, 0.2]\n";

/// The head of a sweep of this design.
fn head(design: &str) -> String {
    format!("[sweep]\nname = \"x\"\nscenario = \"baseline.toml\"\ndesign = {design}\nreplicates = 2\nseed = 1\n")
}

fn sweep(what: &'static str, key: &'static str, text: &str) -> Case {
    Case::file(what, key, "s.toml", text)
}

pub(crate) fn cases() -> Vec<Case> {
    let grid = head("\"grid\"");
    let good = format!("{grid}{AXIS}");
    let with = |what, key, from: &str, to: &str| {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from} is not in the sweep");
        sweep(what, key, &text)
    };
    let axis =
        |what, key, path: &str, rest: &str| sweep(what, key, &format!("{grid}[[axis]]\npath = \"{path}\"\n{rest}\n"));
    let spread = |what, key, design: &str, rest: &str| {
        sweep(what, key, &format!("{}[[axis]]\npath = \"sea.persistence\"\n{rest}\n", head(design)))
    };
    let answer = |what, key, from: &str, to: &str| {
        let good = format!(
            "{good}[answer]\nquestion = \"How?\"\n[[answer.table]]\nname = \"a\"\ntitle = \"A\"\nrows = [\"sea.persistence\"]\n\
             outcomes = [\"arrivals\"]\nonly = {{ \"sea.persistence\" = 0.1 }}\n"
        );
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "{from} is not in the answer");
        sweep(what, key, &text)
    };
    vec![
        Case::command("an empty sweep", "[sweep]", vec!["sweep", "s.toml"]).with("s.toml", "").pointing_into("s.toml"),
        Case::command("a scenario given to sweep", "scenario", vec!["sweep", "a.toml"])
            .with("a.toml", "extends = \"baseline.toml\"\n[home_office.detention]\nbeds = 600\n")
            .pointing_into("a.toml"),
        Case::command("a sweep given to run", "sweep", vec!["run", "s.toml"])
            .with("s.toml", &good)
            .pointing_into("s.toml"),
        with("a sweep without a name", "sweep.name", "name = \"x\"\n", ""),
        with("a key of sweep misspelt", "sweep.sead", "seed", "sead"),
        with("a negative seed", "sweep.seed", "seed = 1", "seed = -1"),
        with("no replicates", "sweep.replicates", "replicates = 2", "replicates = 0"),
        with("too many runs", "sweep", "replicates = 2", "replicates = 2000000"),
        with("a design misspelt", "sweep.design", "\"grid\"", "\"gird\""),
        with("a design without quotes", "quotes", "\"grid\"", "grid"),
        with("points for a grid", "sweep.points", "seed = 1", "seed = 1\npoints = 5"),
        with("a sweep of a missing scenario", "nowhere.toml", "baseline.toml", "nowhere.toml"),
        with("a sweep of a scenario with a slip in its name", "basline.toml", "baseline.toml", "basline.toml"),
        with("a sweep without a scenario", "sweep.scenario", "scenario = \"baseline.toml\"\n", ""),
        with("a sweep of itself", "sweep", "baseline.toml", "s.toml"),
        with("a resolution misspelt", "sweep.resolution", "seed = 1", "seed = 1\nresolution = \"weekley\""),
        with("from a day outside the run", "sweep.from", "seed = 1", "seed = 1\nfrom = 2030-01-01"),
        with(
            "a sweep with a scenario's section",
            "home_office",
            "[sweep]",
            "[home_office.detention]\nbeds = 600\n[sweep]",
        ),
        with("axes for axis", "axes", "[[axis]]", "[[axes]]"),
        with(
            "several slips in a sweep at once",
            "sweep.replicates",
            "replicates = 2\nseed = 1\n[[axis]]\npath = \"sea.persistence\"\nvalues = [0.1, 0.2]\n",
            "replicates = 0\n[[axis]]\npath = \"sea.persistence\"\nvalues = [0.1, 7]\n[[axis]]\npath = \"home_office.beds\"\nvalue = [1]\n[[set]]\npath = \"agreement.enabled\"\nvalue = \"no\"\n",
        ),
        sweep("a fault in the swept scenario", "sea.x", &good.replace("baseline.toml", "a.toml"))
            .with("a.toml", "[sea]\nx = 1\n")
            .pointing_into("a.toml"),
        sweep("a grid without axes", "axis", &grid),
        axis("an axis on a path misspelt", "sea.persistance", "sea.persistance", "values = [0.1]"),
        axis("an axis on the end of a path", "detention.beds", "detention.beds", "values = [100]"),
        axis("an axis on a section", "home_office.detention", "home_office.detention", "values = [100]"),
        axis("an axis with a path that is none", "axis.path", "sea..x", "values = [0.1]"),
        axis("an axis without values", "axis.values", "sea.persistence", "values = []"),
        axis("an axis with one value, not in a list", "axis.values", "sea.persistence", "values = 0.1"),
        axis("value for values", "axis.value", "sea.persistence", "value = [0.1, 0.2]"),
        axis("a word among the values of an axis", "sea.persistence", "sea.persistence", "values = [0.1, \"much\"]"),
        axis(
            "percentages on an axis of shares",
            "home_office.selection.share",
            "home_office.selection.share",
            "values = [10, 20, 30]",
        ),
        axis("a range on a grid without steps", "axis.steps", "sea.persistence", "range = [0.1, 0.2]"),
        axis("a form by its name alone on an axis", "deterrence", "deterrence", "values = [\"none\", \"linear\"]"),
        axis("scale beside values", "axis.scale", "sea.persistence", "values = [0.1]\nscale = \"log\""),
        sweep("two axes of one parameter", "sea.persistence", &format!("{good}{AXIS}")),
        sweep(
            "what is swept is fixed too",
            "sea.persistence",
            &format!("{good}[[set]]\npath = \"sea.persistence\"\nvalue = 0\n"),
        ),
        sweep("a set without a value", "set.value", &format!("{good}[[set]]\npath = \"sea.quality_shape\"\n")),
        sweep(
            "a set of the wrong kind",
            "home_office.detention.beds",
            &format!("{good}[[set]]\npath = \"home_office.detention.beds\"\nvalue = \"600\"\n"),
        ),
        sweep(
            "an axis of scenarios beside a scenario",
            "sweep.scenario",
            &format!("{grid}[[axis]]\npath = \"scenario\"\nvalues = [\"baseline.toml\"]\n"),
        ),
        sweep(
            "scenarios of an axis that are none",
            "none.toml",
            &format!(
                "{}[[axis]]\npath = \"scenario\"\nvalues = [\"baseline.toml\", 3, \"none.toml\"]\n",
                grid.replace("scenario = \"baseline.toml\"\n", "")
            ),
        ),
        axis("a list of values that is not closed", "not TOML", "sea.persistence", "values = [0.1, 0.2"),
        with("a key of sweep above its section", "resolution", "[sweep]", "resolution = \"daily\"\n[sweep]"),
        sweep("points in a grid", "point", &format!("{good}[[point]]\n\"sea.quality_shape\" = 1\n")),
        sweep("axes in a list", "axis", &format!("{}{AXIS}", head("\"list\""))),
        sweep(
            "points that do not set the same",
            "sea.quality_shape",
            &format!(
                "{}[[point]]\n\"sea.persistence\" = 0.1\n[[point]]\n\"sea.quality_shape\" = 2\n",
                head("\"list\"")
            ),
        ),
        sweep(
            "a point beyond a bound",
            "sea.persistence",
            &format!("{}[[point]]\n\"sea.persistence\" = 0.1\n[[point]]\n\"sea.persistence\" = 7\n", head("\"list\"")),
        ),
        spread("a hypercube without points", "sweep.points", "\"lhs\"", ""),
        spread("too many Sobol points", "sweep.points", "\"sobol\"\npoints = 70000", ""),
        spread("Morris without trajectories", "sweep.trajectories", "\"morris\"", ""),
        spread("an odd number of levels", "sweep.levels", "\"morris\"\ntrajectories = 4\nlevels = 5", ""),
        spread("Saltelli's base no power of two", "sweep.base", "\"saltelli\"\nbase = 100", ""),
        spread("a range the wrong way round", "axis.range", "\"lhs\"\npoints = 4", "range = [0.3, 0.1]"),
        spread("a range beyond a bound", "sea.persistence", "\"lhs\"\npoints = 4", "range = [0.1, 1.2]"),
        spread("ratios from nought", "axis.scale", "\"lhs\"\npoints = 4", "range = [0, 0.1]\nscale = \"log\""),
        spread("a scale misspelt", "axis.scale", "\"lhs\"\npoints = 4", "range = [0.1, 0.2]\nscale = \"lag\""),
        spread("steps in a hypercube", "axis.steps", "\"lhs\"\npoints = 4", "range = [0.1, 0.2]\nsteps = 3"),
        spread("a range and values", "axis.range", "\"lhs\"\npoints = 4", "range = [0.1, 0.2]\nvalues = [0.1]"),
        sweep(
            "no range in the register",
            "deterrence",
            &format!("{}[[axis]]\npath = \"deterrence\"\n", head("\"lhs\"\npoints = 4")),
        ),
        answer("an answer without a question", "answer.question", "question = \"How?\"\n", ""),
        answer(
            "an answer over no axis",
            "answer.table.rows",
            "rows = [\"sea.persistence\"]",
            "rows = [\"sea.persistance\"]",
        ),
        answer("an outcome misspelt", "answer.table.outcomes", "\"arrivals\"", "\"arrival\""),
        answer("a value that is not on the axis", "answer.table.only", "= 0.1 }", "= 0.3 }"),
        answer("falls without deterrence", "answer.table.falls", "outcomes = [\"arrivals\"]", "falls = [0.5]"),
        answer("a fall as a percentage", "answer.table.falls", "outcomes = [\"arrivals\"]", "falls = [50]"),
        answer("neither outcomes nor falls", "answer.table", "outcomes = [\"arrivals\"]\n", ""),
        answer("a table's name with a space", "answer.table.name", "name = \"a\"", "name = \"a b\""),
        answer("a key of a table misspelt", "answer.table.titel", "title", "titel"),
        answer(
            "a sentence with a number of its own",
            "answer.sentence.then",
            "[[answer.table]]",
            "[[answer.sentence]]\nif = \"so\"\nthen = \"12 to {arrivals} arrive\"\n[[answer.table]]",
        ),
        answer(
            "a sentence that tells no outcome",
            "answer.sentence.then",
            "[[answer.table]]",
            "[[answer.sentence]]\nif = \"so\"\nthen = \"many arrive\"\n[[answer.table]]",
        ),
        answer(
            "an outcome of a sentence misspelt, and no setting",
            "answer.sentence.if",
            "[[answer.table]]",
            "[[answer.sentence]]\nthen = \"{arrival} arrive\"\n[[answer.sentence]]\nif = \"so\"\nthen = \"{arrival} arrive\"\n[[answer.table]]",
        ),
        answer(
            "what binds at a value that is not on the axis",
            "answer.binds.only",
            "[[answer.table]]",
            "[[answer.binds]]\nif = \"so\"\nonly = { \"sea.persistence\" = 0.3 }\n[[answer.table]]",
        ),
        answer("a table for tables", "answer.tables", "[[answer.table]]", "[[answer.tables]]"),
    ]
}
