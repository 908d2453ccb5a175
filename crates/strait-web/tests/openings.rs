//! Each question opens on the very setting of its pack's headline, and gives the command's numbers for it.

use std::path::Path;

use strait::outcomes::outcomes_of;
use strait::simulation::simulate;
use strait_runner::design::Sweep;
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::uncertainty::Ensemble;
use strait_web::{Opening, Prepared, Setting, describe};
use toml::Value;

/// The point of the pack's sweep that an opening is.
fn point(sweep: &Sweep, opening: &Opening) -> ScenarioFile {
    let value =
        |text: &str| -> Value { toml::from_str::<toml::Table>(&format!("x = {text}")).expect("TOML")["x"].clone() };
    for index in 0..sweep.len() {
        let point = sweep.point(index).expect("a sound point").expect("a point");
        let is_it = point.settings.iter().all(|(path, at)| match at.as_str() {
            Some(file) if path == "scenario" => file.contains(opening.scenario.trim_end_matches(".toml")),
            _ => opening.set.get(path).is_some_and(|set| value(set) == *at),
        });
        if is_it {
            return sweep.scenario_of(index).expect("a sound scenario").expect("a scenario");
        }
    }
    panic!("{} opens at no point of its pack: {:?}", opening.pack, opening.set);
}

#[test]
fn a_question_opens_on_the_very_numbers_of_its_pack() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/packs");
    let openings = describe().expect("a description").openings;
    assert_eq!(openings.len(), 4);
    for opening in openings {
        let sweep = Sweep::read(&packs.join(format!("{}.toml", opening.pack)))
            .unwrap_or_else(|error| panic!("{}", error.render(false)));
        assert_eq!((opening.seed, opening.replicates), (sweep.seed, sweep.replicates), "{}", opening.pack);
        let file = point(&sweep, &opening);
        let ensemble = Ensemble::of(&file).expect("an ensemble that is there");
        assert_eq!(opening.uncertainty, ensemble.is_some(), "{}", opening.pack);
        let Opening { scenario, set, from, uncertainty, seed, .. } = opening.clone();
        let prepared = Prepared::new(&Setting { scenario, set, from, uncertainty, seed }).expect("a sound setting");
        let replicate = 3;
        let plan = match &ensemble {
            Some(ensemble) => ensemble.plan(&file, ensemble.draw_of(replicate)).expect("a plan"),
            None => file.plan().expect("a plan"),
        };
        let records = simulate(&plan, sweep.seed, replicate).expect("a run");
        let run = prepared.run(replicate).expect("a run");
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&run.outcomes), bits(&outcomes_of(&plan, &records)), "{}", opening.pack);
        assert_eq!(run.weeks, records.weeks(), "{}", opening.pack);
    }
}
