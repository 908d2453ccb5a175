//! The scores against what is known of them, and a back-test from runs to tables.

use jiff::civil::date;
use proptest::prelude::*;
use strait::metrics::{Metric, Row};
use strait::records::Records;

use super::back_test::{averages, periods_after, score, totals};
use super::keyed::uniform;
use super::*;
use crate::failure::Failure;
use crate::observed::Sources;

fn ensemble(draws: &[f64]) -> Ensemble {
    Ensemble::new(draws.to_vec()).expect("draws")
}

/// A standard normal number for a key, by Box and Muller.
fn normal(key: &[u64]) -> f64 {
    let lots = [0, 1].map(|part| uniform(&[key, &[part]].concat()));
    (-2.0 * (1.0 - lots[0]).ln()).sqrt() * (std::f64::consts::TAU * lots[1]).cos()
}

#[test]
fn the_score_of_few_draws_is_that_by_hand() {
    assert_eq!(ensemble(&[3.0]).fair_crps(5.0), 2.0);
    assert_eq!(ensemble(&[3.0; 7]).fair_crps(5.0), 2.0);
    // (1 + 3) / 2 - 4 / 2, and (2 + 6) / 2 - 4 / 2.
    assert_eq!(ensemble(&[4.0, 0.0]).fair_crps(1.0), 0.0);
    assert_eq!(ensemble(&[4.0, 0.0]).fair_crps(-2.0), 2.0);
    // (2 + 1 + 3) / 3 - (1 + 4 + 5) / 6, the pairs being 1, 5 and 4 apart.
    assert!((ensemble(&[1.0, 2.0, 6.0]).fair_crps(3.0) - (2.0 - 10.0 / 6.0)).abs() < 1e-12);
    assert_eq!(Ensemble::new(Vec::new()), None);
    assert_eq!(Ensemble::new(vec![1.0, f64::NAN]), None);
}

#[test]
fn the_score_of_a_normal_sample_is_the_closed_form() {
    let (mean, sd) = (100.0, 15.0);
    let sample = Ensemble::new((0..20_000).map(|draw| mean + sd * normal(&[draw])).collect()).expect("draws");
    for outcome in [60.0, 95.0, 100.0, 130.0_f64] {
        let z = (outcome - mean) / sd;
        let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
        // The distribution function by its integral.
        let steps = 20_000;
        let step = z / f64::from(steps);
        let middle = |at: i32| (f64::from(at) + 0.5) * step;
        let area: f64 = (0..steps).map(|at| (-middle(at) * middle(at) / 2.0).exp()).sum::<f64>() * step;
        let below = 0.5 + area / std::f64::consts::TAU.sqrt();
        let exact = sd * (z * (2.0 * below - 1.0) + 2.0 * density - 1.0 / std::f64::consts::PI.sqrt());
        let found = sample.fair_crps(outcome);
        assert!((found / exact - 1.0).abs() < 0.02, "at {outcome}: {found} and not {exact}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Over all ensembles of two draws from a set of values, and over all of three, the mean score is the same: that of an
    /// endless ensemble, mean |x − y| − mean |x − x'| / 2 with draws put back.
    #[test]
    fn the_mean_score_does_not_depend_on_how_many_draws_there_are(
        values in prop::collection::vec(0.0..100.0_f64, 4..7),
        outcome in -20.0..120.0_f64,
    ) {
        let count = values.len() as f64;
        let error: f64 = values.iter().map(|x| (x - outcome).abs()).sum::<f64>() / count;
        let apart: f64 = values.iter().flat_map(|a| values.iter().map(move |b| (a - b).abs())).sum();
        let endless = error - apart / (count * count) / 2.0;
        let mut ensembles: Vec<Vec<f64>> = vec![Vec::new()];
        for size in 1..=4 {
            ensembles = ensembles.iter().flat_map(|drawn| values.iter().map(move |&x| {
                let mut drawn = drawn.clone();
                drawn.push(x);
                drawn
            })).collect();
            if size >= 2 {
                let total: f64 = ensembles.iter().map(|draws| ensemble(draws).fair_crps(outcome)).sum();
                let mean = total / ensembles.len() as f64;
                prop_assert!((mean - endless).abs() < 1e-9, "{} draws: {} and not {}", size, mean, endless);
            }
        }
    }
}

#[test]
fn a_calibrated_forecaster_covers_what_it_says_and_its_pit_is_uniform() {
    // Counts with many zeros, so that outcomes tie with draws.
    let count = |key: &[u64]| (2.0 * normal(key)).floor().max(0.0);
    let (outcomes, draws) = (4000, 19);
    let mut bins = [0.0_f64; 10];
    for outcome in 0..outcomes {
        let model = Ensemble::new((1..=draws).map(|draw| count(&[outcome, draw])).collect()).expect("draws");
        let pit = model.pit(count(&[outcome, 0]), uniform(&[outcome, 99]));
        bins[((pit * 10.0) as usize).min(9)] += 1.0;
    }
    let expected = outcomes as f64 / 10.0;
    let chi_squared: f64 = bins.iter().map(|bin| (bin - expected).powi(2) / expected).sum();
    // The 99.9th percentile with 9 degrees of freedom.
    assert!(chi_squared < 27.9, "chi-squared {chi_squared} of {bins:?}");

    let (outcomes, draws) = (1500, 300);
    let mut within = [0.0; 2];
    for outcome in 0..outcomes {
        let model = Ensemble::new((1..=draws).map(|draw| normal(&[outcome, draw])).collect()).expect("draws");
        for (within, share) in within.iter_mut().zip([0.5, 0.9]) {
            *within += f64::from(u8::from(model.covers(share, normal(&[outcome, 0]))));
        }
    }
    for (within, share) in within.into_iter().zip([0.5, 0.9_f64]) {
        let error = (share * (1.0 - share) / outcomes as f64).sqrt();
        assert!((within / outcomes as f64 - share).abs() < 3.0 * error, "{within} of {outcomes} within {share}");
    }
}

#[test]
fn a_rival_has_no_skill_against_itself() {
    assert_eq!(skill(123.4, 123.4), Some(0.0));
    assert_eq!((skill(0.0, 3.0), skill(6.0, 3.0)), (Some(1.0), Some(-1.0)));
    assert_eq!((skill(1.0, 0.0), skill(f64::NAN, 1.0)), (None, None));
    // A forecast made of each rival's own values, through the whole of the scoring.
    let history = History::read(&Sources::BUILT_IN).expect("a history");
    let origin = date(2025, 6, 30);
    let past = history.until(origin);
    for (target, rival) in Target::ALL.into_iter().flat_map(|target| Rival::ALL.map(|rival| (target, rival))) {
        let periods = periods_after(origin, target);
        let draws = rival.forecast(&past, target, &periods);
        let scored = score(&Forecast { origin, target, periods, draws }, &history);
        assert_eq!(scored.len(), 3);
        for scored in scored {
            assert!(scored.scores.periods > 0, "{target:?}: {rival:?} has values");
            for other in Rival::ALL {
                let same = scored.scores.skill_v(other) == Some(0.0);
                assert_eq!(same, other == rival, "{target:?}: {rival:?} against {other:?}");
            }
        }
    }
}

#[test]
fn rivals_know_nothing_after_the_origin() {
    // In a world whose series end at the origin they say the same to the last bit.
    let origin = date(2024, 12, 31);
    let days: Vec<_> = Sources::BUILT_IN.days().expect("days").into_iter().filter(|day| day.date <= origin).collect();
    let weeks = Sources::BUILT_IN.observed().expect("weeks").weekly;
    let weeks: Vec<_> = weeks.into_iter().filter(|week| week.week_ending <= origin).collect();
    let years: Vec<_> =
        Sources::BUILT_IN.years().expect("years").into_iter().filter(|year| year.year <= 2024).collect();
    let then = History::new(&days, &weeks, &years).until(origin);
    let now = History::read(&Sources::BUILT_IN).expect("a history").until(origin);
    for (target, rival) in Target::ALL.into_iter().flat_map(|target| Rival::ALL.map(|rival| (target, rival))) {
        let periods = periods_after(origin, target);
        let forecast = rival.forecast(&now, target, &periods);
        assert_eq!(rival.forecast(&then, target, &periods), forecast, "{target:?}: {rival:?}");
        assert!(forecast.iter().all(|draws| Ensemble::new(draws.clone()).is_some()), "{target:?}: {rival:?}");
    }
}

/// Runs with so many arrivals on each day, from a date on for 400 days.
fn runs(start: jiff::civil::Date, daily: &[f64]) -> Vec<Records> {
    let run = |&arrivals: &f64| {
        let mut run = Records { start, days: vec![Row::default(); 400], groups: Vec::new() };
        run.days.iter_mut().for_each(|row| row[Metric::Arrivals] = arrivals);
        run
    };
    daily.iter().map(run).collect()
}

#[test]
fn runs_become_forecasts_and_scores() {
    let (origin, until) = (date(2025, 6, 30), date(2026, 7, 19));
    let history = History::read(&Sources::BUILT_IN).expect("a history");
    let runs = runs(date(2025, 6, 19), &[80.0, 100.0, 120.0, 140.0]);
    let months = Forecast::of_runs(origin, Target::MonthlyArrivals, until, &runs).expect("a forecast");
    assert_eq!(months.draws[1], [80.0 * 31.0, 100.0 * 31.0, 120.0 * 31.0, 140.0 * 31.0]);
    let scored = score(&months, &history);
    let sizes: Vec<_> = scored.iter().map(|scored| (scored.scores.periods, scored.scores.left_out)).collect();
    assert_eq!(sizes, [(3, 0), (6, 0), (12, 0)]);

    // 52 weeks from Monday 7 July 2025 on end on 5 July 2026: the last is not observed in full.
    let weeks = Forecast::of_runs(origin, Target::WeeklyArrivals, until, &runs).expect("a forecast");
    let year = &score(&weeks, &history)[2];
    assert_eq!((year.scores.periods, year.scores.left_out, year.scores.pit.len()), (51, 1, 51));
    let shorter = Forecast::of_runs(origin, Target::WeeklyArrivals, date(2025, 9, 1), &runs).expect("a forecast");
    let year = &score(&shorter, &history)[2];
    assert_eq!((year.scores.periods, year.scores.left_out), (8, 44));

    let all: Vec<Scored> = [&months, &weeks].into_iter().flat_map(|forecast| score(forecast, &history)).collect();
    let averages = averages(&all);
    assert_eq!(averages.len(), 6);
    assert_eq!(averages[0].scores, all[3].scores, "one origin is its own average");
    let table = scores_csv(&all, &averages, &[]).expect("a table");
    assert_eq!(table.lines().count(), 1 + (5 + 4 * 6) * 12);
    assert!(table.contains("\nweekly_arrivals,2025-06-30,52,left_out,1\n"));
    assert_eq!(pit_panels(&averages)[0].values.len(), 51);
    assert_eq!(skill_panels(&averages)[1].rows.len(), Rival::ALL.len());
    assert_eq!(back_test_panels(&[weeks], &history)[0].observed.iter().flatten().count(), 51);
}

#[test]
fn runs_that_are_too_short_are_refused() {
    let periods = periods_after(date(2024, 12, 31), Target::MonthlyArrivals);
    let run = &runs(date(2025, 1, 2), &[1.0])[0];
    let refused = totals(run, Metric::Arrivals, &periods);
    assert!(matches!(refused, Err(Failure::Work(message)) if message.contains("2025-01-01 to 2025-01-31")));
}
