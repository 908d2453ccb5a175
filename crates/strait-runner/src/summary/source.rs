//! Where a study's numbers come from, in words.

use toml::Value;

use crate::design::short;
use crate::store::Manifest;

/// Where the numbers come from, in one line.
pub(crate) fn source(manifest: &Manifest) -> String {
    source_of(manifest, &deterrence(manifest), manifest.counts.runs)
}

/// The same of a part of a study, with the deterrence that it assumes and how many runs it has.
pub(crate) fn source_of(manifest: &Manifest, deterrence: &str, runs: u64) -> String {
    let others = match manifest.alternatives.len() {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    format!(
        "Strait {}, scenario {} ({}){others}, {deterrence}, {runs} runs, seed {}.",
        manifest.strait,
        manifest.scenario.name,
        manifest.scenario.sha256.chars().take(8).collect::<String>(),
        manifest.seed
    )
}

/// Which deterrence was assumed: no number goes without it.
pub(crate) fn deterrence(manifest: &Manifest) -> String {
    if manifest.axes.iter().any(|axis| is_deterrence(axis)) {
        return "deterrence swept".to_owned();
    }
    let Ok(scenario) = manifest.scenario.toml.parse::<toml::Table>() else { return "deterrence unknown".to_owned() };
    let Some(form) = scenario.get("deterrence") else { return "deterrence unknown".to_owned() };
    let changes: String = changes(&scenario).into_iter().map(|change| format!(", {change}")).collect();
    format!("deterrence {}{changes}", short(form))
}

/// Whether a parameter is deterrence or a part of it.
pub(crate) fn is_deterrence(path: &str) -> bool {
    path == "deterrence" || path.starts_with("deterrence.")
}

/// What deterrence becomes later.
fn changes(scenario: &toml::Table) -> Vec<String> {
    let interventions = scenario.get("intervention").and_then(Value::as_array);
    let mut changes = Vec::new();
    for intervention in interventions.into_iter().flatten() {
        let (Some(date), Some(set)) = (intervention.get("date"), intervention.get("set").and_then(Value::as_table))
        else {
            continue;
        };
        for (path, value) in set.iter().filter(|(path, _)| is_deterrence(path)) {
            let key = path.strip_prefix("deterrence.").map_or_else(String::new, |key| format!("{key} = "));
            changes.push(format!("from {} {key}{}", short(date), short(value)));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deterrence_is_named_with_what_it_becomes() {
        let toml = "[deterrence.linear]\nsemi_elasticity = 1.0\n\
                    [[intervention]]\ndate = \"2026-01-05\"\nset = { \"deterrence.linear.semi_elasticity\" = 2.0 }\n\
                    [[intervention]]\ndate = \"2026-03-01\"\nset = { deterrence = \"none\", \"sea.persistence\" = 0.5 }\n";
        let scenario: toml::Table = toml.parse().expect("TOML");
        assert_eq!(changes(&scenario), ["from 2026-01-05 linear.semi_elasticity = 2", "from 2026-03-01 none"]);
        assert!(is_deterrence("deterrence.linear.semi_elasticity") && !is_deterrence("deterrence_of_some_kind"));
    }
}
