//! Parameters that are known are found again from what a run with them leaves.

use super::*;
use crate::dice::Dice;
use crate::observed::Sources;

/// As many as one in ten of a world, which runs in a fraction of the time.
const SCALE: &str = "run.scale=0.1";

/// A file that fits only what crossings say.
fn reduced() -> CalibrationFile {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/calibration.toml");
    let mut file = CalibrationFile::read(&path).expect("the shipped file can be read");
    for assignment in [SCALE, "agreement.enabled=false"] {
        file.scenario.set(assignment).expect("a parameter of the baseline");
    }
    file.parameters.retain(|parameter| {
        parameter.path.starts_with("arrivals")
            || parameter.path.starts_with("smugglers")
            || parameter.path.starts_with("france.patrols")
    });
    file.settings = abc::Settings { survey: 600, round: 500, rounds: 2, kept: 300, seed: 1 };
    file
}

/// Fits worlds whose parameters are known, drawn from the priors, and says for each parameter in what share of the trials
/// its 90 % interval holds the true value.
fn coverage(trials: u64) -> Vec<f64> {
    let (mut file, known) = (reduced(), Known::read(&Sources::BUILT_IN).expect("the series can be read"));
    let (stop, failure) = (crate::execution::Stop::default(), Mutex::new(None));
    let crew = Crew::new(None, &stop).expect("threads");
    let fit = Fit::new(&file, &known).expect("the series reach back far enough");
    let parameters = fit.problem().parameters;
    let mut inside = vec![0_u64; parameters];
    let progress = Mutex::new(Progress::new(0, trials * 1601));
    let run = |candidates: &[Candidate]| {
        let candidates: Vec<_> = candidates.iter().map(|candidate| (candidate.clone(), None)).collect();
        crew.run(&fit, &candidates, |records| fit.targets.simulated(records), &progress, &failure)
    };
    for trial in 0..trials {
        file.settings.seed = 100 + trial;
        let mut dice = Dice::new(99, trial);
        let truth: Vec<f64> = (0..parameters).map(|_| dice.normal()).collect();
        // The world's luck is none of the fitting's.
        let world = Candidate { at: truth.clone(), number: CHECK_NUMBERS + trial };
        let observed = run(&[world]).expect("a run").remove(0).expect("a run that does not fail");
        let problem = abc::Problem { parameters, observed: &observed };
        let mut state = None;
        for _ in 0..=file.settings.rounds {
            state = next_round(problem, &file.settings, state, run).expect("runs");
        }
        let posterior = pooled(state.expect("enough runs"));
        for (parameter, inside) in inside.iter_mut().enumerate() {
            let draws = posterior.draws.iter().zip(&posterior.weights);
            let below: f64 =
                draws.filter(|(draw, _)| draw[parameter] < truth[parameter]).map(|(_, weight)| weight).sum();
            *inside += u64::from((0.05..0.95).contains(&below));
        }
    }
    let shares: Vec<f64> = inside.iter().map(|&inside| inside as f64 / trials as f64).collect();
    let named: Vec<String> =
        fit.names().iter().zip(&shares).map(|(name, share)| format!("{name} {share:.2}")).collect();
    println!("90 % intervals hold {:.3} of the true values: {}", mean(&shares), named.join(", "));
    shares
}

fn mean(shares: &[f64]) -> f64 {
    shares.iter().sum::<f64>() / shares.len() as f64
}

#[test]
#[ignore = "makes 96,000 runs: minutes of a release build"]
fn known_parameters_lie_within_their_intervals_as_often_as_they_should() {
    let shares = coverage(60);
    assert!((0.84..=0.96).contains(&mean(&shares)), "{shares:?}");
    // Of 60 trials 90 % is 54, give or take 2.3.
    assert!(shares.iter().all(|share| *share >= 0.8), "{shares:?}");
}

/// The same with a tenth of the runs: it would notice intervals half as wide or twice as wide as they should be, which hold
/// 0.59 and 0.999 of the true values.
#[test]
#[ignore = "makes 9,600 runs: a minute"]
fn a_few_worlds_with_known_parameters_are_found_again() {
    let shares = coverage(6);
    assert!((0.75..0.99).contains(&mean(&shares)), "{shares:?}");
}
