//! Tables of the outcomes that answer the questions, for a terminal.

use comfy_table::{Cell, CellAlignment, Table as Grid, presets};

use super::{Band, Quantity, to_error};
use crate::store::{POINT, Table};

/// The outcomes that `strait run` shows, in this order; all are in `runs.parquet`.
pub(crate) const KEY_OUTCOMES: &[&str] = &[
    "sustained_returns_per_week",
    "sustained_admissions_per_week",
    "returned",
    "admitted",
    "arrivals",
    "returned_share_of_arrivals",
    "days_to_first_return",
    "agreement_days",
    "court_pause_days",
    "suspension_days",
    "stood_at_end",
    "deaths",
    "returned_with_founded_claim",
    "returned_with_founded_claim_long_run",
    "vulnerable_selected",
    "reentered",
    "asylum_backlog_end",
    "in_hotels_end",
    "scheme_cost_gbp",
    "scheme_cost_per_return",
    "asylum_cost_gbp",
];

/// The two outcomes that `strait sweep` shows for each point.
pub const SUSTAINED: [&str; 2] = ["sustained_returns_per_week", "sustained_admissions_per_week"];

/// The key outcomes of the runs of one point: median and ranges in digits that the runs bear, and the standard errors of
/// the outer range's ends; or the values themselves when there is one run.
///
/// `units` gives the unit of an outcome.
#[must_use]
pub fn by_outcome(runs: &Table, units: impl Fn(&str) -> String) -> String {
    let single = runs.rows() == 1;
    let header: &[&str] = if single {
        &["", "one draw", "unit"]
    } else {
        &["", "median", "50 % of runs", "90 % of runs", "its ends are", "unit"]
    };
    let mut grid = grid(header);
    for &name in KEY_OUTCOMES {
        let values = runs.numbers(name).unwrap_or_default();
        let with_value = values.iter().filter(|value| value.is_finite()).count();
        let mut row = vec![Cell::new(name)];
        match Band::of(values.iter().copied()).zip(Quantity::of(values)) {
            Some((band, _)) if single => row.push(right(number(band.median))),
            Some((band, quantity)) => {
                let of_middle = |value: f64| to_error(value, quantity.middle.error);
                let [low, high] = quantity.ends();
                row.push(right(quantity.middle()));
                row.push(right(format!("{} to {}", of_middle(band.low50), of_middle(band.high50))));
                row.push(right(format!("{low} to {high}")));
                row.push(right(quantity.errors_of_ends()));
            }
            None => row.extend((0..header.len() - 2).map(|_| right("none".to_owned()))),
        }
        let note = if with_value == 0 || with_value == runs.rows() {
            units(name)
        } else {
            // A run without a first return has no day of it: say of how many runs the numbers speak.
            format!("{} ({with_value} of {} runs have one)", units(name), runs.rows())
        };
        row.push(Cell::new(note));
        grid.add_row(row);
    }
    grid.trim_fmt()
}

/// Sustained returns and admissions of each point, with the points' names: median and range, or the values themselves
/// when each point has one run.
#[must_use]
pub fn by_point(runs: &Table, points: &[String]) -> String {
    let places = runs.numbers(POINT).unwrap_or_default();
    let outcomes = SUSTAINED.map(|name| runs.numbers(name).unwrap_or_default());
    let single = runs.rows() <= points.len();
    let header: &[&str] = if single {
        &["point", "", "returns a week, one draw", "admissions a week, one draw"]
    } else {
        &["point", "", "returns a week", "90 % of runs", "admissions a week", "90 % of runs"]
    };
    let mut grid = grid(header);
    for (point, name) in points.iter().enumerate() {
        let mut row = vec![right(point.to_string()), Cell::new(name)];
        for outcome in &outcomes {
            let own = places.iter().zip(outcome).filter(|(place, _)| **place == point as f64);
            let own: Vec<f64> = own.map(|(_, value)| *value).collect();
            if single {
                row.push(right(Band::of(own).map_or("none".to_owned(), |band| number(band.median))));
                continue;
            }
            let quantity = Quantity::of(own);
            row.push(right(quantity.map_or("none".to_owned(), |own| own.middle())));
            row.push(right(quantity.map_or(String::new(), |own| own.ends().join(" to "))));
        }
        grid.add_row(row);
    }
    grid.trim_fmt()
}

fn grid(header: &[&str]) -> Grid {
    let mut grid = Grid::new();
    // Reads well in a terminal, and can be pasted into notes as it is.
    grid.load_style(presets::ASCII_MARKDOWN).set_header(header.iter().map(Cell::new));
    grid
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// Three digits or so, thousands apart: `0.0123`, `4.57`, `38.2`, `1,204`, `6,379 million`.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if size >= 1e7 {
        return format!("{} million", number((value / 1e6).round()));
    }
    if value.fract() == 0.0 || size >= 100.0 {
        let digits = format!("{size:.0}");
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        return if value < 0.0 { format!("-{text}") } else { text };
    }
    let decimals = if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else {
        4
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Column;

    #[test]
    fn every_key_outcome_is_one_of_the_model() {
        let outcomes = strait::outcomes::outcomes();
        for name in KEY_OUTCOMES.iter().chain(&SUSTAINED) {
            assert!(outcomes.iter().any(|outcome| outcome.name == *name), "{name}");
        }
    }

    #[test]
    fn numbers_are_easy_to_read() {
        for (value, text) in [
            (0.0, "0"),
            (0.012_34, "0.0123"),
            (4.567, "4.57"),
            (38.15, "38.1"),
            (1204.4, "1,204"),
            (-1e6, "-1,000,000"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn a_point_with_one_run_has_no_range() {
        let runs = |points: Vec<i64>| {
            let mut runs = Table::new();
            let values: Vec<f64> = (0..points.len()).map(|run| run as f64).collect();
            runs.push(POINT, Column::Integer(points));
            SUSTAINED.iter().for_each(|&name| runs.push(name, Column::Number(values.clone())));
            runs
        };
        let names = ["few beds".to_owned(), "many beds".to_owned()];
        let text = by_point(&runs(vec![0, 1]), &names);
        assert!(text.contains("one draw") && !text.contains("90 %"), "{text}");
        let text = by_point(&runs(vec![0, 0, 1, 1]), &names);
        assert!(text.contains("0.1 to 0.9") && text.contains("2.0 to 3.0"), "{text}");
    }

    #[test]
    fn one_run_is_called_one_draw() {
        let mut runs = Table::new();
        runs.push("returned", Column::Number(vec![441.0]));
        let text = by_outcome(&runs, |_| "people".to_owned());
        assert!(text.contains("one draw") && !text.contains("median"), "{text}");
        let mut runs = Table::new();
        runs.push("returned", Column::Number(vec![441.0, 443.0, f64::NAN]));
        let text = by_outcome(&runs, |_| "people".to_owned());
        assert!(text.contains("442") && text.contains("2 of 3 runs have one"), "{text}");
        let mut runs = Table::new();
        runs.push(
            "scheme_cost_gbp",
            Column::Number((0..20).map(|run| 116_058.0 + 1000.0 * f64::from(run - 10)).collect()),
        );
        let text = by_outcome(&runs, |_| "GBP".to_owned());
        // The median of twenty runs that spread so is known to some two thousand, and the ends to some thousand.
        assert!(text.contains("116,000") && text.contains('±') && !text.contains("115,558"), "{text}");
    }
}
