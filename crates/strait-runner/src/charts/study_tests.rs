//! Flow, reasons, fans and settings: what is written in them is what the tables hold.

use super::style::short;
use super::tests::{Made, every_look, made, names, sweep};
use super::*;
use crate::store::Column;

/// For each run of a made-up study without a sweep, a metric's weeks.
fn weeks(made: &Made, metric: &str, runs: usize) -> Vec<Vec<f64>> {
    let values = made.daily.numbers(metric).expect("a metric");
    values.chunks(values.len() / runs).map(<[f64]>::to_vec).collect()
}

fn wanted<'a>(only: &'a [&'a str], metrics: &'a [Metric]) -> Wanted<'a> {
    Wanted { only, metrics, look: Look::default() }
}

fn texts(figure: &Figure) -> Vec<&str> {
    figure.letters.iter().map(|text| text.text.as_str()).collect()
}

#[test]
fn a_flow_tells_the_means_of_the_tables() {
    let made = made("2025-01-12", 104, 20, &[], false);
    let drawn = drawn(&made.study(), &wanted(&["flow"], &[])).expect("figures");
    let [figure] = drawn.figures.as_slice() else { panic!("{:?}", drawn.skipped) };
    // The agreement is in force from the week that ends on 10 August 2025, the 31st.
    for (metric, label) in [("returned", "Returned to France"), ("admitted", "Admitted to the UK")] {
        let totals: Vec<f64> = weeks(&made, metric, 20).iter().map(|run| run[30..].iter().sum()).collect();
        let mean = totals.iter().sum::<f64>() / 20.0;
        let texts = texts(figure);
        let at = texts.iter().position(|text| *text == label).expect("a label");
        assert!(texts[at + 1].starts_with(&format!("{} (", style::number(mean, 0))), "{}: {}", label, texts[at + 1]);
    }
    assert!(figure.description.contains("Set out in a boat"), "{}", figure.description);
    assert!(texts(figure).iter().any(|text| text.contains("4 Aug 2025 to 3 Jan 2027")));
}

#[test]
fn a_flow_is_of_one_setting() {
    let drawn = drawn(&sweep().study(), &wanted(&["flow"], &[])).expect("figures");
    assert!(drawn.figures.is_empty() && drawn.skipped[0].reason.contains("--point"));
}

#[test]
fn reasons_are_told_from_the_largest() {
    let made = made("2025-01-12", 104, 20, &[], false);
    let drawn = drawn(&made.study(), &wanted(&["reasons"], &[])).expect("figures");
    let figure = &drawn.figures[0];
    let mut largest = ("", 0.0);
    for gate in strait::gates::GATES.iter().filter(|gate| gate.stops_the_chosen()) {
        let runs = weeks(&made, gate.metric.name(), 20);
        let mean = runs.iter().flat_map(|run| &run[30..]).sum::<f64>() / (20.0 * 74.0);
        if mean > largest.1 {
            largest = (gate.name, mean);
        }
    }
    let told = format!("Most stops a week: {} {}", largest.0, short(largest.1));
    assert!(figure.description.starts_with(&told), "{told}: {}", figure.description);
    assert!(!texts(figure).contains(&"Not selected"));
}

#[test]
fn a_fan_ends_where_the_table_does() {
    let made = made("2025-01-12", 104, 20, &[], false);
    let metrics = [Metric::Detained, Metric::LedgerGap, Metric::Returned];
    let drawn = drawn(&made.study(), &wanted(&[], &metrics)).expect("figures");
    let sets: Vec<_> = drawn.figures.iter().map(|figure| (figure.set, figure.name)).collect();
    assert_eq!(sets, [(Some("fan"), "detained"), (Some("fan"), "ledger_gap"), (Some("fan"), "returned")]);
    assert!(drawn.skipped.iter().all(|skipped| skipped.name == "scenarios"));
    let last = weeks(&made, "detained", 20).iter().map(|run| run[103]).collect::<Vec<_>>();
    let band = bands::Band::of(last).expect("a band");
    let told = format!("{} (90% range {} to {})", short(band.median), short(band.low90), short(band.high90));
    assert!(drawn.figures[0].description.contains(&told), "{told}: {}", drawn.figures[0].description);
    let below_zero = texts(&drawn.figures[1]).iter().any(|text| text.starts_with('\u{2212}'));
    assert!(below_zero, "a gap that falls below zero has ticks there");
}

#[test]
fn settings_are_shown_up_to_as_many_as_can_be_read() {
    let made = sweep();
    let drawn_of = |made: &Made| drawn(&made.study(), &wanted(&["scenarios"], &[])).expect("figures");
    let drawn = drawn_of(&made);
    let few = texts(&drawn.figures[0]).join(" ");
    assert!(few.contains("200 · 25") && few.contains("1,600 · 100") && !few.contains("are not shown"), "{few}");
    let beds = ("home_office.detention.beds", (1..=20).map(|beds| f64::from(beds) * 100.0).collect());
    let many = texts(&drawn_of(&super::tests::made("2025-08-10", 20, 3, &[beds], false)).figures[0]).join(" ");
    assert!(many.contains("The first 16 of 20 settings; 4 are not shown."), "{many}");
}

#[test]
fn every_look_holds_the_charts_of_metrics() {
    let single = made("2025-01-12", 104, 20, &[], false);
    every_look("run", &single, &[], &[Metric::Detained, Metric::LedgerGap]);
    let swept = sweep();
    every_look("sweep", &swept, &[], &[Metric::Returned]);
    let beds = ("home_office.detention.beds", (1..=20).map(|beds| f64::from(beds) * 100.0).collect());
    let many = made("2025-08-10", 20, 3, &[beds], false);
    every_look("many", &many, &["scenarios", "reasons"], &[Metric::ReturnProbability]);
    assert_eq!(names(&drawn(&many.study(), &wanted(&["reasons"], &[])).expect("figures")), ["reasons"]);
}

#[test]
fn a_week_without_a_value_is_not_drawn_as_zero() {
    // Willingness is there only while the agreement is in force, here in the weeks 31 to 60 of 104.
    let mut made = made("2025-01-12", 104, 20, &[], false);
    let rows = made.daily.rows();
    let level = |row: usize| if (30..60).contains(&(row % 104)) { 0.8 } else { f64::NAN };
    made.daily = without(&made.daily, "french_cooperation");
    made.daily.push("french_cooperation", Column::Number((0..rows).map(level).collect()));
    let drawn = drawn(&made.study(), &wanted(&[], &[Metric::FrenchCooperation])).expect("figures");
    let figure = &drawn.figures[0];
    assert!(figure.description.contains("the median reaches 0.8"), "{}", figure.description);
    // Its last value is that of the last week in which it is defined: 1 March 2026, and no fall to nothing after it.
    assert!(
        figure.description.contains("is 0.8 at the end, 1 Mar 2026")
            || figure.description.contains("where the chart ends"),
        "{}",
        figure.description
    );
}

fn without(table: &crate::store::Table, column: &str) -> crate::store::Table {
    let mut copy = crate::store::Table::new();
    for (name, values) in table.columns().iter().filter(|(name, _)| name != column) {
        copy.push(name.clone(), values.clone());
    }
    copy
}
