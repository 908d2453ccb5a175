//! Ensembles, calibrations and validations.

use super::case::Case;

const CALIBRATION: &str = "[calibration]\nname = \"x\"\nscenario = \"baseline.toml\"\nuntil = 2024-12-31\n";
const PARAMETER: &str = "[[parameter]]\npath = \"smugglers.load_growth\"\n";
const VALIDATION: &str =
    "[validation]\nname = \"x\"\ncalibration = \"c.toml\"\norigins = [2023-12-31]\nreplicates = 20\n";

pub(crate) fn cases() -> Vec<Case> {
    let ensemble = |what, key, text: &str| {
        Case::scenario(what, key, "[uncertainty]\nensemble = \"e.csv\"\n").with("e.csv", text).pointing_into("e.csv")
    };
    let fit = |what, key, text: &str| Case::file(what, key, "c.toml", text);
    let fitted = |what, key, rest: &str| fit(what, key, &format!("{CALIBRATION}{rest}"));
    let tests = |what, key, from: &str, to: &str| {
        let text = VALIDATION.replacen(from, to, 1);
        Case::file(what, key, "v.toml", &text).with("c.toml", format!("{CALIBRATION}{PARAMETER}"))
    };
    vec![
        Case::scenario("an ensemble that is not there", "e.csv", "[uncertainty]\nensemble = \"e.csv\"\n"),
        Case::command("an ensemble by a flag that is not there", "e.csv", vec!["run", "a.toml", "--ensemble", "e.csv"])
            .with("a.toml", ""),
        ensemble("an empty ensemble", "empty", ""),
        ensemble("a wrong header", "columns", "number,weight,sea.persistence\n0,1,0.1\n"),
        ensemble("a header of no parameters", "columns", "draw,weight\n0,1\n"),
        ensemble("an unknown path in the header", "sea.persistance", "draw,weight,sea.persistance\n0,1,0.1\n"),
        ensemble(
            "a path twice in the header",
            "sea.persistence",
            "draw,weight,sea.persistence,sea.persistence\n0,1,0.1,0.2\n",
        ),
        ensemble("the run's own terms in the header", "run.scale", "draw,weight,run.scale\n0,1,1\n"),
        ensemble("a choice of forms in the header", "deterrence", "draw,weight,deterrence\n0,1,none\n"),
        ensemble("an ensemble without draws", "no draws", "draw,weight,sea.persistence\n"),
        ensemble("draws out of order", "draw", "draw,weight,sea.persistence\n0,1,0.1\n2,1,0.2\n"),
        ensemble("a weight of nought", "weight", "draw,weight,sea.persistence\n0,0,0.1\n"),
        ensemble("a weight that is no number", "weight", "draw,weight,sea.persistence\n0,heavy,0.1\n"),
        ensemble(
            "a cell that is no number",
            "sea.persistence",
            "draw,weight,sea.persistence\n0,1,NaN\n1,1,\n2,1,much\n",
        ),
        ensemble("a draw beyond a bound", "sea.persistence", "draw,weight,sea.persistence\n0,1,0.1\n1,1,7\n"),
        ensemble("a cell too few", "draw 1", "draw,weight,sea.persistence\n0,1,0.1\n1,1\n"),
        ensemble("semicolons for commas", "columns", "draw;weight;sea.persistence\n0;1;0,1\n"),
        fit("an unknown section in a calibration", "parameters", &format!("{CALIBRATION}{PARAMETER}[parameters]\n")),
        fit("a calibration without parameters", "parameter", CALIBRATION),
        fit(
            "a calibration without a name",
            "calibration.name",
            &format!("{}{PARAMETER}", CALIBRATION.replace("name = \"x\"\n", "")),
        ),
        fit(
            "a key of a calibration misspelt",
            "calibration.untill",
            &format!("{}{PARAMETER}", CALIBRATION.replace("until", "untill")),
        ),
        fit(
            "a day that is none",
            "calibration.until",
            &format!("{}{PARAMETER}", CALIBRATION.replace("2024-12-31", "\"end of 2024\"")),
        ),
        fit(
            "a calibration of a missing scenario",
            "nowhere.toml",
            &format!("{}{PARAMETER}", CALIBRATION.replace("baseline", "nowhere")),
        ),
        fit(
            "too few runs of a fit",
            "calibration.survey",
            &format!("{CALIBRATION}survey = 10\nkept = 10\n{PARAMETER}"),
        ),
        fitted("a parameter that is fitted twice", "smugglers.load_growth", &format!("{PARAMETER}{PARAMETER}")),
        fitted("a path misspelt", "smugglers.load_grwth", "[[parameter]]\npath = \"smugglers.load_grwth\"\n"),
        fitted("a parameter without a path", "parameter.path", "[[parameter]]\nlow = 0.1\n"),
        fitted("a parameter that the fit sets itself", "run.scale", "[[parameter]]\npath = \"run.scale\"\n"),
        fitted("a parameter that is no number", "agreement.enabled", "[[parameter]]\npath = \"agreement.enabled\"\n"),
        fitted(
            "a prior the wrong way round",
            "smugglers.load_growth",
            "[[parameter]]\npath = \"smugglers.load_growth\"\nlow = 0.5\nhigh = 0.1\n",
        ),
        fitted(
            "a prior beyond a bound",
            "smugglers.load_growth",
            "[[parameter]]\npath = \"smugglers.load_growth\"\nlow = 0\nmode = 1\nhigh = 30\n",
        ),
        fitted(
            "a scale of a prior misspelt",
            "parameter.scale",
            "[[parameter]]\npath = \"smugglers.load_growth\"\nscale = \"lgo\"\n",
        ),
        tests("a validation without origins", "validation.origins", "origins = [2023-12-31]\n", ""),
        tests("origins out of order", "validation.origins", "[2023-12-31]", "[2023-12-31, 2022-12-31]"),
        tests("an origin that is no date", "validation.origins", "[2023-12-31]", "[\"2023\"]"),
        tests("too few runs of a forecast", "validation.replicates", "replicates = 20", "replicates = 2"),
        tests("a key of a validation misspelt", "validation.replicate", "replicates", "replicate"),
        tests("a validation of a missing calibration", "nowhere.toml", "c.toml", "nowhere.toml"),
        Case::file("a fault in the calibration of a validation", "calibration.untill", "v.toml", VALIDATION)
            .with("c.toml", format!("{}{PARAMETER}", CALIBRATION.replace("until", "untill")))
            .pointing_into("c.toml"),
        Case::command("an origin after the last of the series", "validation.origins", vec!["validate", "v.toml"])
            .with("v.toml", VALIDATION.replace("2023-12-31", "2031-12-31"))
            .with("c.toml", format!("{CALIBRATION}{PARAMETER}")),
        Case::command("a calibration given to run", "calibration", vec!["run", "c.toml"])
            .with("c.toml", format!("{CALIBRATION}{PARAMETER}"))
            .pointing_into("c.toml"),
        Case::command("a scenario given to calibrate", "scenario", vec!["calibrate", "a.toml"])
            .with("a.toml", "extends = \"baseline.toml\"\n")
            .pointing_into("a.toml"),
        Case::command("a calibration given to validate", "calibration", vec!["validate", "c.toml"])
            .with("c.toml", format!("{CALIBRATION}{PARAMETER}"))
            .pointing_into("c.toml"),
    ]
}
