//! Boxes against the EMA workbench on the cases of Bryant and Lempert (2010), and against boxes that are known.
//!
//! The fixtures, where they come from and how they were made: `tests/fixtures/discovery/README.md`.

use super::found::limits;
use super::*;
use crate::dice::Dice;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/discovery/", $name))
    };
}

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(',').collect())
}

fn numbers(text: &str) -> Vec<Vec<f64>> {
    lines(text).skip(1).map(|row| row.iter().map(|cell| cell.parse().expect("a number")).collect()).collect()
}

fn dimension(name: &str, values: Vec<f64>) -> Dimension {
    Dimension { name: name.to_owned(), kind: Kind::Number, values, grouping: Grouping::Points }
}

fn renewable_energy() -> Cases {
    let text = fixture!("renewable_energy.csv");
    let header: Vec<&str> = lines(text).next().expect("a header");
    let rows = numbers(text);
    let column = |place: usize| rows.iter().map(|row| row[place]).collect();
    Cases {
        dimensions: (0..9).map(|place| dimension(header[place], column(place))).collect(),
        occurs: rows.iter().map(|row| row[9] == 1.0).collect(),
        points: (0..rows.len()).collect(),
        draws: Vec::new(),
    }
}

/// As the workbench's example of these data has it.
const OF_THE_EXAMPLE: Settings = Settings { peel: 0.1, paste: 0.05, least_mass: 0.05 };

#[test]
fn every_box_of_the_renewable_energy_cases_is_that_of_the_workbench() {
    let cases = renewable_energy();
    assert_eq!((cases.len(), cases.occurring()), (882, 89));
    let steps = trajectory(&cases, OF_THE_EXAMPLE);
    let known = numbers(fixture!("trajectory.csv"));
    assert_eq!(steps.len(), known.len());
    for (number, (step, known)) in steps.iter().zip(&known).enumerate() {
        let [coverage, density, mass, count, occurring, restricted] = known[..] else { panic!("six columns") };
        for (found, known) in [(step.coverage, coverage), (step.density, density), (step.mass, mass)] {
            assert!((found - known).abs() < 1e-12, "box {number}: {found}, the workbench has {known}");
        }
        assert_eq!(
            (step.cases as f64, step.occurring as f64, step.restricted() as f64),
            (count, occurring, restricted),
            "box {number}"
        );
    }
}

#[test]
fn limits_and_quasi_p_values_of_a_box_are_those_of_the_workbench() {
    let cases = renewable_energy();
    let step = &trajectory(&cases, OF_THE_EXAMPLE)[21];
    let limits = limits(&cases, step);
    let mut limits = limits.iter();
    for row in lines(fixture!("box.csv")) {
        let place = cases.dimensions.iter().position(|dimension| dimension.name == row[0]).expect("a dimension");
        let number = |cell: &str| cell.parse::<f64>().expect("a number");
        for (known, p, low) in [(number(row[1]), number(row[3]), true), (number(row[2]), number(row[4]), false)] {
            // The workbench has the least and greatest values where there is no limit.
            if p < 0.0 {
                continue;
            }
            let limit = limits.next().expect("as many limits");
            assert_eq!(limit.dimension, place);
            match (&limit.side, low) {
                (Side::Low(value), true) | (Side::High(value), false) => assert!((value - known).abs() < 1e-12),
                (side, _) => panic!("{}: {side:?}", row[0]),
            }
            assert!((limit.quasi_p / p - 1.0).abs() < 1e-9, "{}: {} for {p}", row[0], limit.quasi_p);
        }
    }
    assert!(limits.next().is_none());
    assert_eq!((step.cases, step.occurring), (87, 67));
}

#[test]
fn what_is_found_of_the_renewable_energy_cases_is_found_again_on_halves_of_them() {
    let cases = renewable_energy();
    let found = discover(&cases, OF_THE_EXAMPLE, None).expect("a box");
    let again = |name: &str| {
        let found = found.stability.dimensions.iter().find(|dimension| dimension.dimension == name);
        found.map_or(0.0, |dimension| dimension.at_coverage)
    };
    let limited: Vec<&str> =
        found.limits.iter().map(|limit| found.cases.dimensions[limit.dimension].name.as_str()).collect();
    assert_eq!(limited, ["total biomass", "demand elasticity", "biomass backstop price"]);
    assert!(limited.iter().all(|name| again(name) > 0.9), "{:?}", found.stability);
    assert!(again("cellulosic yield") < 0.3 && again("oil supply shift") < 0.3, "{:?}", found.stability);
    // Elsewhere a box does a little worse than on the cases that it was found in.
    let (step, elsewhere) = (&found.steps[found.chosen], found.stability.density_elsewhere.expect("cases"));
    assert!(elsewhere.median < step.density && elsewhere.median > 0.5, "{elsewhere:?}");
}

/// Numbers, a choice and a date of which two and the choice decide: x1 below 0.5, x2 above 0.4, choice "b" or "c".
fn with_known_box(count: usize) -> Cases {
    let column = |stream: u64| -> Vec<f64> {
        let mut dice = Dice::new(8, stream);
        (0..count).map(|_| dice.uniform()).collect()
    };
    let (x1, x2, x3) = (column(1), column(2), column(3));
    let choice: Vec<f64> = column(4).iter().map(|share| (share * 4.0).floor()).collect();
    let occurs = (0..count)
        .map(|case| x1[case] < 0.5 && x2[case] > 0.4 && (choice[case] == 1.0 || choice[case] == 2.0))
        .collect();
    let choices = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let choice = Dimension { kind: Kind::Choice(choices), ..dimension("choice", choice) };
    Cases {
        dimensions: vec![dimension("x1", x1), dimension("x2", x2), dimension("x3", x3), choice],
        occurs,
        points: (0..count).collect(),
        draws: Vec::new(),
    }
}

#[test]
fn a_known_box_of_numbers_and_choices_is_found() {
    let cases = with_known_box(2000);
    let found = discover(&cases, Settings::default(), None).expect("a box");
    let step = &found.steps[found.chosen];
    assert!(step.coverage > 0.95 && step.density > 0.95, "{step:?}");
    assert_eq!(step.limits[3], Limit::Choices(vec![false, true, true, false]));
    let sides: Vec<(usize, &Side)> = found.limits.iter().map(|limit| (limit.dimension, &limit.side)).collect();
    let [(0, Side::High(x1)), (1, Side::Low(x2)), (3, Side::Choices(kept))] = sides[..] else { panic!("{sides:?}") };
    assert!((x1 - 0.5).abs() < 0.03 && (x2 - 0.4).abs() < 0.03 && kept == &[1, 2], "{x1} {x2} {kept:?}");
    assert!(found.limits.iter().all(|limit| limit.quasi_p < 1e-10), "{:?}", found.limits);
    let elsewhere = found.stability.density_elsewhere.expect("cases");
    assert!(elsewhere.low > 0.85, "{elsewhere:?}");
}

#[test]
fn pasting_gives_back_what_was_peeled_before_it_was_good() {
    // Of 200 cases at each of 20 places of x, 20 have the choice a and 180 b. Beyond x = 11 the outcome is rarer among b and more
    // frequent among a: x is cut first, and when b is gone what was cut is better than what is left.
    let (mut x, mut choice, mut occurs) = (Vec::new(), Vec::new(), Vec::new());
    for place in 0..20 {
        let (of_a, of_b) = if place < 12 { (11, 90) } else { (12, 54) };
        for case in 0..200 {
            x.push(f64::from(place));
            choice.push(f64::from(u8::from(case >= 20)));
            occurs.push(if case < 20 { case < of_a } else { case - 20 < of_b });
        }
    }
    let choices = ["a", "b"].map(str::to_owned).to_vec();
    let choice = Dimension { kind: Kind::Choice(choices), ..dimension("choice", choice) };
    let points = (0..4000).collect();
    let cases = Cases { dimensions: vec![dimension("x", x), choice], occurs, points, draws: Vec::new() };
    let steps = trajectory(&cases, Settings { peel: 0.4, ..Settings::default() });
    let counts = |step: &Step| (step.cases, step.occurring, step.restricted());
    assert_eq!(steps[1].limits[0], Limit::Range { low: None, high: Some(11.5) });
    assert_eq!(steps[..3].iter().map(counts).collect::<Vec<_>>(), [(4000, 1740, 0), (2400, 1212, 1), (240, 132, 2)]);
    assert_eq!(counts(&steps[3]), (260, 144, 2), "one place more");
    assert_eq!(steps.last().map(counts), Some((400, 228, 1)), "all of a");
}

#[test]
fn replicates_of_a_point_do_not_make_a_limit_more_certain() {
    let single = with_known_box(60);
    let twenty: Vec<usize> = (0..60).flat_map(|case| [case; 20]).collect();
    let repeated = single.only(&twenty);
    let p = |cases: &Cases| {
        let limit = Limit::Range { low: None, high: Some(0.5) };
        let free = Limit::Range { low: None, high: None };
        let limits = vec![limit, free.clone(), free.clone(), Limit::Choices(vec![true; 4])];
        let held = (0..cases.len()).filter(|case| cases.dimensions[0].values[*case] <= 0.5);
        let occurring = held.clone().filter(|case| cases.occurs[*case]).count();
        let count = held.count();
        let density = occurring as f64 / count as f64;
        let step = Step { limits, cases: count, occurring, coverage: 1.0, density, mass: 0.5 };
        quasi_p(cases, &step, 0, &free)
    };
    let (one, many) = (p(&single), p(&repeated));
    assert!(one > 1e-6 && (many / one - 1.0).abs() < 1e-9, "{one} {many}");
}

#[test]
fn draws_are_what_counts_for_what_an_ensemble_draws() {
    // Ten points over the same three draws: whatever a drawn parameter seems to do was seen three times.
    let mut cases = Cases::default();
    for point in 0..10 {
        for draw in 0..3 {
            cases.occurs.push(draw == 2);
            cases.points.push(point);
            cases.draws.push(draw);
        }
    }
    let drawn = cases.draws.iter().map(|draw| *draw as f64).collect();
    cases.dimensions = vec![Dimension { grouping: Grouping::Draws, ..dimension("drawn", drawn) }];
    let settings = Settings { peel: 0.3, ..Settings::default() };
    let found = discover(&cases, settings, None).expect("a box");
    assert_eq!(
        (found.limits.len(), &found.put_aside[..]),
        (0, &["drawn".to_owned()][..]),
        "three draws are no evidence"
    );
    let limits = limits(&cases, &trajectory(&cases, settings)[1]);
    assert_eq!((limits.len(), &limits[0].side), (1, &Side::Low(0.5)));
    // Two draws in the box, of which by chance each has the outcome with probability 1/3, and one has it.
    assert!((limits[0].quasi_p - 5.0 / 9.0).abs() < 1e-9, "{}", limits[0].quasi_p);
}

#[test]
fn draws_alone_are_halved_where_there_is_one_point() {
    // As a run over an ensemble has it: each replicate its draw.
    let mut cases = with_known_box(400);
    cases.draws = std::mem::replace(&mut cases.points, vec![0; 400]);
    cases.dimensions.iter_mut().for_each(|dimension| dimension.grouping = Grouping::Draws);
    let found = discover(&cases, Settings::default(), None).expect("a box");
    assert_eq!((found.stability.halves, found.limits.len()), (50, 3));
    assert!(found.stability.density_elsewhere.is_some_and(|elsewhere| elsewhere.median > 0.8), "{:?}", found.stability);
}

#[test]
fn dimensions_that_do_nothing_are_put_aside_so_that_the_others_are_seen() {
    // Where luck decides too, some of thirty dimensions that do nothing always make a box look better than it is.
    let mut cases = with_known_box(600);
    let mut luck = Dice::new(9, 1);
    cases.occurs.iter_mut().for_each(|occurs| *occurs = luck.uniform() < if *occurs { 0.8 } else { 0.15 });
    for stream in 10..40 {
        let mut dice = Dice::new(9, stream);
        cases.dimensions.push(dimension(&format!("nothing {stream}"), (0..600).map(|_| dice.uniform()).collect()));
    }
    let nothing = |name: &str| name.starts_with("nothing");
    let at_first = trajectory(&cases, Settings::default());
    let last = at_first.last().expect("a box");
    let limited = last.limits.iter().zip(&cases.dimensions).filter(|(limit, _)| limit.restricts());
    assert!(limited.filter(|(_, dimension)| nothing(&dimension.name)).count() > 1, "{last:?}");
    let found = discover(&cases, Settings::default(), None).expect("a box");
    let names: Vec<&str> =
        found.limits.iter().map(|limit| found.cases.dimensions[limit.dimension].name.as_str()).collect();
    assert_eq!(names, ["x1", "x2", "choice"]);
    assert!(!found.put_aside.is_empty() && found.put_aside.iter().all(|name| nothing(name)), "{:?}", found.put_aside);
}

#[test]
fn an_outcome_that_always_or_never_occurs_says_nothing() {
    let mut cases = with_known_box(50);
    cases.occurs = vec![false; 50];
    let said = discover(&cases, Settings::default(), None).expect_err("nothing to find").to_string();
    assert_eq!(said, "it occurs in none of 50 runs: there is nothing to tell apart");
    cases.occurs = vec![true; 50];
    assert!(discover(&cases, Settings::default(), None).is_err());
    let said = discover(&with_known_box(50), Settings::default(), Some(99)).expect_err("no such box").to_string();
    assert!(said.starts_with("--box: found 99, allowed is a box from 0 to "), "{said}");
}
