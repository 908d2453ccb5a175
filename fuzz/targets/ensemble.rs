//! Ensembles: every draw makes a plan or is refused, and what is written is read again to the last bit.

use strait_runner::scenario_file::ScenarioFile;
use strait_runner::uncertainty::Ensemble;

use super::{command, folder};

/// Most draws that are tried.
const DRAWS_TRIED: usize = 20;

pub fn run(bytes: &[u8]) {
    let path = folder::file("ensemble.csv", bytes);
    let ensemble = match Ensemble::read(&path) {
        Ok(ensemble) => ensemble,
        Err(error) => {
            assert!(error.count() > 0);
            return command::is_harmless(&error.render(false));
        }
    };
    let baseline = ScenarioFile::baseline();
    for draw in 0..ensemble.len().min(DRAWS_TRIED) {
        if let Err(error) = ensemble.plan(&baseline, draw) {
            command::is_harmless(&error.render(false));
        }
    }
    assert!(ensemble.plan(&baseline, ensemble.len()).is_err());
    assert!((0..1000).all(|replicate| ensemble.draw_of(replicate) < ensemble.len()));
    let again = folder::folder().join("again.csv");
    std::fs::write(&again, ensemble.text()).expect("a file in memory");
    let again = Ensemble::read(&again).expect("an ensemble that is written is read again");
    let values = |ensemble: &Ensemble, draw| {
        (0..ensemble.paths().len()).map(|column| ensemble.value(draw, column)).collect::<Vec<_>>()
    };
    assert!(ensemble.weights().eq(again.weights()) && ensemble.paths().eq(again.paths()));
    assert!(
        (0..ensemble.len())
            .all(|draw| format!("{:?}", values(&ensemble, draw)) == format!("{:?}", values(&again, draw)))
    );
}
