//! Which outcomes are looked at.

use strait::outcomes::{Outcome, outcomes};

use crate::failure::Failure;
use crate::scenario_file::nearest;

/// The outcomes of these names in their order, each once; without names the usual ones.
///
/// # Errors
/// [`Failure::Input`] for a name that is none, with the nearest that is.
pub fn chosen(names: &[String], usual: &[&str]) -> Result<Vec<Outcome>, Failure> {
    let all = outcomes();
    let asked_for: Vec<&str> =
        if names.is_empty() { usual.to_vec() } else { names.iter().map(String::as_str).collect() };
    let mut chosen: Vec<Outcome> = Vec::new();
    for name in asked_for {
        let outcome = all.iter().find(|outcome| outcome.name == name).ok_or_else(|| unknown(name, &all))?;
        if !chosen.contains(outcome) {
            chosen.push(outcome.clone());
        }
    }
    Ok(chosen)
}

fn unknown(name: &str, all: &[Outcome]) -> Failure {
    let near: Vec<String> = ["_mean", "_end"].iter().map(|ending| format!("{name}{ending}")).collect();
    let of_a_level: Vec<&str> =
        all.iter().map(|outcome| outcome.name.as_str()).filter(|known| near.iter().any(|near| near == known)).collect();
    let advice = match (&of_a_level[..], nearest(name, all.iter().map(|outcome| outcome.name.as_str()))) {
        ([mean, end], _) => format!("; a level has `{mean}` and `{end}`"),
        (_, Some(near)) => format!("; did you mean `{near}`?"),
        _ => "; they are the columns of runs.parquet".to_owned(),
    };
    Failure::Input(format!("--outcome: found {name}, allowed is the name of an outcome{advice}"))
}
