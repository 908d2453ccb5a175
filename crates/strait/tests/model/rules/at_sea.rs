//! Boats, places, patrols, rescue and death.

use strait::metrics::Metric;
use strait::simulation::simulate;

use super::{assert_share, daily, run};
use crate::support::{clockwork, total};

#[test]
fn everyone_meets_the_one_fate_that_is_certain() {
    let fates: [(&[(&str, &str)], Metric); 4] = [
        (&[], Metric::Arrivals),
        (&[("france.patrols.prevention_share", "1.0"), ("france.patrols.dilution_power", "0.0")], Metric::Prevented),
        (&[("france.patrols.rescued_back_share", "1.0")], Metric::RescuedBack),
        (&[("sea.deaths_per_thousand", "1000"), ("sea.death_reference_load", "1")], Metric::Deaths),
    ];
    for (settings, fate) in fates {
        let records = run(&clockwork(settings));
        for (day, row) in records.days.iter().enumerate() {
            assert_eq!(row[fate], row[Metric::Attempts], "{} on day {day}", fate.name());
            // Boats of one.
            assert_eq!(row[Metric::BoatsLaunched], row[Metric::Attempts]);
            assert_eq!(row[Metric::BoatsLanded], row[Metric::Arrivals]);
            assert_eq!(row[Metric::CrossingDay] == 1.0, row[Metric::Arrivals] > 0.0);
        }
        assert!(total(&records, fate) > 1000.0);
    }
}

#[test]
fn boats_are_as_many_as_are_needed_and_the_last_may_be_half_empty() {
    let records = run(&clockwork(&[("smugglers.load", "3"), ("smugglers.load_max", "3")]));
    for row in &records.days {
        assert_eq!(row[Metric::BoatsLaunched], (row[Metric::Attempts] / 3.0).ceil());
        assert_eq!(row[Metric::BoatsLanded], row[Metric::BoatsLaunched]);
    }
}

#[test]
fn places_are_those_of_the_boats_there_are() {
    // One boat of five on all but a few days; ten people a day want to go.
    let records = run(&clockwork(&[
        ("smugglers.boats_per_crossing_day", "0.001"),
        ("smugglers.load", "5"),
        ("smugglers.load_max", "5"),
    ]));
    let mut waiting = 0.0;
    for (day, row) in records.days.iter().enumerate() {
        let wanting = waiting + row[Metric::ArrivedInFrance];
        assert_eq!(row[Metric::BoatsLaunched], 1.0, "day {day}");
        assert_eq!(row[Metric::Attempts], f64::min(wanting, 5.0), "day {day}");
        assert_eq!(row[Metric::StoppedByBoatPlaces], wanting - row[Metric::Attempts], "day {day}");
        waiting = row[Metric::WaitingInFrance];
        assert_eq!(waiting, wanting - row[Metric::Attempts], "day {day}");
    }
    let none = run(&clockwork(&[("smugglers.boats_per_crossing_day", "0")]));
    assert_eq!(total(&none, Metric::Attempts), 0.0);
}

#[test]
fn nobody_goes_to_a_sea_that_cannot_be_crossed() {
    let records = run(&clockwork(&[("sea.crossing_day_share", "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]")]));
    assert_eq!(total(&records, Metric::Attempts) + total(&records, Metric::StoppedByBoatPlaces), 0.0);
    // Half of the days, in spells: P(cross | crossed yesterday) is 0.5 + 0.5·0.6.
    let spells = [
        ("run.end", "2033-08-06"),
        ("agreement.enabled", "false"),
        ("sea.crossing_day_share", "[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]"),
        ("sea.persistence", "0.6"),
    ];
    let crossed = daily(&run(&clockwork(&spells)), Metric::CrossingDay);
    let after = |yesterday: f64| -> Vec<f64> {
        crossed.windows(2).filter(|days| days[0] == yesterday).map(|days| days[1]).collect()
    };
    for (yesterday, chance) in [(1.0, 0.8), (0.0, 0.2)] {
        let days = after(yesterday);
        assert_share("crossed", days.iter().sum(), days.len() as f64, chance);
    }
}

#[test]
fn who_is_stopped_rests_and_tries_again_or_leaves() {
    let stopped = [("france.patrols.prevention_share", "1.0"), ("france.patrols.dilution_power", "0.0")];
    let leaving = run(&clockwork(&[&stopped[..], &[("northern_france.retry_share", "0.0")]].concat()));
    assert_eq!(total(&leaving, Metric::LeftRegion), total(&leaving, Metric::Prevented));
    assert_eq!(leaving.days.last().expect("a day")[Metric::WaitingInFrance], 0.0);
    let staying = [("northern_france.retry_share", "1.0"), ("northern_france.days_between_attempts", "1")];
    let records = run(&clockwork(&[&stopped[..], &staying].concat()));
    let [came, tried] = [Metric::ArrivedInFrance, Metric::Attempts].map(|metric| daily(&records, metric));
    for day in 1..99 {
        assert_eq!(tried[day], came[day] + tried[day - 1], "day {day}");
    }
    let some = run(&clockwork(&[
        stopped[0],
        stopped[1],
        ("northern_france.retry_share", "0.7"),
        ("northern_france.days_between_attempts", "8"),
    ]));
    let [tried, left] = [Metric::Attempts, Metric::LeftRegion].map(|metric| total(&some, metric));
    assert_share("left", left, tried, 0.3);
    // Little's law for those who rest, eight days on average from one attempt to the next.
    let [resting, tried] = [Metric::WaitingInFrance, Metric::Attempts].map(|metric| daily(&some, metric));
    let days = resting[60..].iter().sum::<f64>() / (0.7 * tried[60..].iter().sum::<f64>());
    assert!((days - 8.0).abs() < 0.4, "{days} days of rest");
}

#[test]
fn long_rests_end_on_their_day() {
    // A year's rest on average: far longer than the 64 pages of the calendar of those who rest.
    let records = run(&clockwork(&[
        ("run.end", "2027-08-06"),
        ("agreement.enabled", "false"),
        ("france.patrols.prevention_share", "1.0"),
        ("france.patrols.dilution_power", "0.0"),
        ("northern_france.retry_share", "1.0"),
        ("northern_france.days_between_attempts", "365"),
    ]));
    // Of those who came at an even rate for t days, ∫(1 − e^(−s/364))ds/t are back once, and those back go again.
    let [came, tried] = [Metric::ArrivedInFrance, Metric::Attempts].map(|metric| total(&records, metric));
    let again: f64 = daily(&records, Metric::ArrivedInFrance)
        .iter()
        .rev()
        .enumerate()
        .map(|(days, came)| came * (days as f64 - 0.5).max(0.0) / 364.0)
        .sum();
    // Renewals of an exponential rest: one in 364 days for each person there.
    assert!(((tried - came) / again - 1.0).abs() < 0.06, "{} tried again, expected {again}", tried - came);
}

#[test]
fn chances_of_patrols_and_rescue_are_those_said() {
    // Boats of one, 1,000 a day, launched on the reference day with four times the reference launches.
    let records = run(&clockwork(&[
        ("run.end", "2025-08-06"),
        ("arrivals_in_france.per_year", "3652500"),
        ("smugglers.boats_per_crossing_day", "1000000"),
        ("france.patrols.prevention_share", "0.4"),
        ("france.patrols.prevention_date", "2025-08-06"),
        ("france.patrols.reference_launches", "2500"),
        ("france.patrols.dilution_power", "0.5"),
        ("france.patrols.rescued_back_share", "0.3"),
        ("sea.deaths_per_thousand", "0"),
    ]));
    let [attempts, prevented, rescued] =
        [Metric::Attempts, Metric::Prevented, Metric::RescuedBack].map(|metric| total(&records, metric));
    let dilution = libm::pow(attempts / 2500.0, -0.5);
    assert_share("prevented", prevented, attempts, 0.4 * dilution);
    assert_share("rescued", rescued, attempts - prevented, 0.3);
}

#[test]
fn the_risk_of_death_grows_with_the_load() {
    // Boats of four against a reference of two, at power 2: four times 50 in 1,000.
    let records = run(&clockwork(&[
        ("smugglers.load", "4"),
        ("smugglers.load_max", "4"),
        ("arrivals_in_france.per_year", "36525"),
        ("run.end", "2025-09-30"),
        ("sea.deaths_per_thousand", "50"),
        ("sea.death_reference_load", "2"),
        ("sea.death_load_power", "2"),
        ("sea.death_quality_power", "1"),
    ]));
    // The last boat of a day may hold fewer.
    let [deaths, attempts] = [Metric::Deaths, Metric::Attempts].map(|metric| total(&records, metric));
    assert!((deaths / attempts - 0.2).abs() < 0.025, "{deaths} of {attempts}");
}

#[test]
fn replicates_differ_in_who_dies_and_not_in_who_comes_to_try() {
    // Otherwise luck at sea would reach back to the shore.
    let with = |deaths| {
        let plan = clockwork(&[("sea.deaths_per_thousand", deaths)]);
        daily(&simulate(&plan, 1, 5).expect("a sound plan"), Metric::Attempts)
    };
    assert_eq!(with("0"), with("300"));
}
