//! Where a question opens: the setting of its pack's headline, read from the pack itself, so that page and command say the
//! same number.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strait_scenario::label::short;
use toml::Value;

use crate::prepared::{has_ensemble, in_force};
use crate::setting::FROM;

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../scenarios/packs/", $name, ".toml")))),*]
    };
}

/// The packs: the name of each, and its text.
const PACKS: [(&str, &str); 4] = packs!["how-many", "french-cooperation", "legal-challenge", "deterrence"];

/// The axis of whole scenarios.
const SCENARIO: &str = "scenario";

/// Where a question opens.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opening {
    /// The name of its pack.
    pub pack: &'static str,
    /// The question, in the pack's words.
    pub question: String,
    /// The file name of the scenario.
    pub scenario: String,
    /// Parameters by path, each with its value as TOML writes it.
    pub set: BTreeMap<String, String>,
    /// The day from which they hold.
    pub from: Date,
    /// The seed of all luck.
    pub seed: u64,
    /// Runs.
    pub replicates: u32,
    /// Whether each replicate takes its own parameters from the fitted ensemble.
    pub uncertainty: bool,
    /// What the pack sweeps, with its values as TOML writes them: whole scenarios are not among it.
    pub swept: Vec<Swept>,
}

/// A parameter that a pack sweeps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Swept {
    /// Its path.
    pub path: String,
    /// Its values, in the pack's order.
    pub values: Vec<String>,
}

/// What of a pack's file says where its question opens. The command's reader says what is wrong with one.
#[derive(Deserialize)]
struct Pack {
    sweep: Head,
    uncertainty: Option<Uncertainty>,
    answer: Answer,
    #[serde(default)]
    axis: Vec<Axis>,
    #[serde(default)]
    set: Vec<Fixed>,
}

#[derive(Deserialize)]
struct Head {
    scenario: Option<String>,
    replicates: u32,
    seed: u64,
    from: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
struct Uncertainty {
    ensemble: String,
}

#[derive(Deserialize)]
struct Answer {
    question: String,
    #[serde(default)]
    binds: Vec<Binds>,
}

/// A setting of which the answer finds what binds.
#[derive(Deserialize)]
struct Binds {
    #[serde(default)]
    only: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Axis {
    path: String,
    values: Vec<Value>,
}

#[derive(Deserialize)]
struct Fixed {
    path: String,
    value: Value,
}

/// Where the questions open, in the order in which they are asked.
///
/// # Errors
/// A pack that was built in broken, in words.
pub(crate) fn openings() -> Result<Vec<Opening>, Vec<String>> {
    PACKS.iter().map(|&(pack, text)| opening(pack, text).map_err(|why| vec![format!("{pack}: {why}")])).collect()
}

/// The first setting of which the pack finds what binds, on an axis that it does not name the first value; where it names no setting,
/// on each axis the scenario's own value, if it is listed, or else the first.
fn opening(pack: &'static str, text: &str) -> Result<Opening, String> {
    let Pack { sweep, uncertainty, answer, axis, set } = toml::from_str(text).map_err(|error| error.to_string())?;
    let from = match sweep.from {
        Some(from) => from.to_string().parse().map_err(|_| format!("sweep.from: {from} is no date"))?,
        None => FROM,
    };
    let named = |path: &str| answer.binds.first().and_then(|binds| binds.only.get(path));
    let scenarios = axis.iter().find(|axis| axis.path == SCENARIO);
    let is_named = |value: &&Value| named(SCENARIO).is_none_or(|named| stem(&short(named)) == stem(&short(value)));
    let of_axis = scenarios.and_then(|axis| axis.values.iter().find(is_named)).map(short);
    let scenario = of_axis.or(sweep.scenario).as_deref().map(file_name).ok_or("it names no scenario")?;
    let own = in_force(&scenario, from).map_err(|why| why.join("; "))?;
    let mut values: BTreeMap<String, String> =
        set.into_iter().map(|Fixed { path, value }| (path, value.to_string())).collect();
    let mut swept = Vec::new();
    for Axis { path, values: listed } in axis.into_iter().filter(|axis| axis.path != SCENARIO) {
        let value = match (named(&path), own.get(&path)) {
            (Some(named), _) => listed.iter().find(|value| short(value) == short(named)),
            (None, Some(own)) if answer.binds.is_empty() => {
                listed.iter().find(|value| short(value) == *own).or_else(|| listed.first())
            }
            (None, _) => listed.first(),
        };
        let value = value.ok_or_else(|| format!("{path}: the headline's value is not on the axis"))?;
        values.insert(path.clone(), value.to_string());
        swept.push(Swept { path, values: listed.iter().map(ToString::to_string).collect() });
    }
    let uncertainty = match uncertainty {
        Some(own) => own.ensemble != "none",
        None => has_ensemble(&scenario).map_err(|why| why.join("; "))?,
    };
    Ok(Opening {
        pack,
        question: answer.question,
        scenario,
        set: values,
        from,
        seed: sweep.seed,
        replicates: sweep.replicates,
        uncertainty,
        swept,
    })
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

fn stem(path: &str) -> String {
    file_name(path).trim_end_matches(".toml").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = r#"
        [sweep]
        design = "grid"
        replicates = 30
        seed = 7
        from = 2026-02-01
        [uncertainty]
        ensemble = "../ensembles/some.csv"
        [answer]
        question = "How many?"
        [[answer.binds]]
        if = "beds are doubled"
        only = { "scenario" = "ample", "home_office.detention.beds" = 400.0 }
        [[axis]]
        path = "scenario"
        values = ["../renewed.toml", "../ample.toml"]
        [[axis]]
        path = "home_office.detention.beds"
        values = [200, 400]
        [[axis]]
        path = "deterrence"
        values = [{ linear = { semi_elasticity = 1.0 } }, "none"]
        [[set]]
        path = "home_office.selection.share"
        value = 0.3
    "#;

    #[test]
    fn a_question_opens_where_its_pack_says_what_binds() {
        let opening = opening("small", PACK).expect("a pack");
        assert_eq!((opening.scenario.as_str(), opening.replicates, opening.seed), ("ample.toml", 30, 7));
        assert!(opening.uncertainty);
        let set: Vec<(&str, &str)> = opening.set.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        let expected = [
            ("deterrence", "{ linear = { semi_elasticity = 1.0 } }"),
            ("home_office.detention.beds", "400"),
            ("home_office.selection.share", "0.3"),
        ];
        assert_eq!(set, expected);
        // Where it names no setting: as the scenario is, of which 200 beds are the baseline's.
        let (before, after) =
            (PACK.find("[[answer.binds]]").expect("a table"), PACK.find("[[axis]]").expect("an axis"));
        let unnamed = format!("{}{}", &PACK[..before], &PACK[after..]).replace("[200, 400]", "[100, 200]");
        let unnamed = super::opening("small", &unnamed).expect("a pack");
        assert_eq!((unnamed.scenario.as_str(), unnamed.set["deterrence"].as_str()), ("renewed.toml", "\"none\""));
        assert_eq!(unnamed.set["home_office.detention.beds"], "200");
        let elsewhere = PACK.replace("= 400.0 }", "= 500 }");
        assert!(super::opening("small", &elsewhere).is_err_and(|why| why.contains("home_office.detention.beds")));
    }
}
