//! By whom: how many of each nationality, age and sex came, were selected, returned and admitted.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use strait::records::Counted;

use super::Report;
use super::outcomes::data_file;
use super::tables::{name, table};
use crate::store::{AGE, ORIGIN, REPLICATE, SEX, Table};
use crate::summary::{ENOUGH, Quantity};

/// What people are told apart by: the column and its heading.
const BY: [(&str, &str); 3] = [(ORIGIN, "Nationality"), (AGE, "Age"), (SEX, "Sex")];

/// A table of a scenario's people; nothing without their data.
pub(super) fn by_whom(report: &Report<'_>) -> Markup {
    let Some(people) = report.people else { return html! {} };
    let replicates = people.numbers(REPLICATE).unwrap_or_default();
    let runs: BTreeSet<i64> = replicates.iter().map(|replicate| *replicate as i64).collect();
    if runs.len() < ENOUGH {
        return html! {
            p { "By nationality, age and sex: fewer than " (ENOUGH) " runs give no ranges; every run's counts are in " (data_file(report, "people.parquet")) "." }
        };
    }
    let headings = Counted::ALL.map(|counted| counted.metric().name().replace('_', " "));
    let columns: Vec<&str> = std::iter::once("people").chain(headings.iter().map(String::as_str)).collect();
    let body = html! {
        @for (column, heading) in BY {
            tr { th scope="rowgroup" colspan=(columns.len()) { (heading) } }
            @for (value, sums) in sums(people, column, &replicates) {
                tr {
                    th scope="row" { (value.replace('_', " ")) }
                    @for runs in sums { td.number { @if let Some(quantity) = Quantity::of_replicates(&runs) { (quantity) } @else { "none" } } }
                }
            }
        }
    };
    let caption = html! {
        "By whom [people over the whole run]: median [90 % of runs]. Medians do not add up. Each nationality by age and sex is in "
        (data_file(report, "people.parquet")) ". No rule looks at sex (" (name("arrivals_in_france.male_share"))
        " is one number for all), so that shares of each sex change behind arrivals by chance alone; press reports of those detained speak of men."
    };
    table("by-whom", &caption, &columns, &body)
}

/// What was counted in each run, with its replicate.
type OfRuns = Vec<(i64, f64)>;

/// For each value of a column, in the file's order, what was counted.
fn sums(people: &Table, column: &str, replicates: &[f64]) -> Vec<(String, [OfRuns; Counted::ALL.len()])> {
    let values = people.texts(column).unwrap_or_default();
    let counts = Counted::ALL.map(|counted| people.numbers(counted.metric().name()).unwrap_or_default());
    let mut found: Vec<(&String, BTreeMap<i64, [f64; Counted::ALL.len()]>)> = Vec::new();
    for (row, (value, replicate)) in values.iter().zip(replicates).enumerate() {
        let place = found.iter().position(|(own, _)| *own == value).unwrap_or_else(|| {
            found.push((value, BTreeMap::new()));
            found.len() - 1
        });
        let sums = found[place].1.entry(*replicate as i64).or_default();
        for (sum, counts) in sums.iter_mut().zip(&counts) {
            *sum += counts.get(row).copied().unwrap_or(f64::NAN);
        }
    }
    let each = |runs: &BTreeMap<i64, [f64; Counted::ALL.len()]>| {
        std::array::from_fn(|counted| runs.iter().map(|(&replicate, sums)| (replicate, sums[counted])).collect())
    };
    found.iter().map(|(value, runs)| ((*value).clone(), each(runs))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Column;

    #[test]
    fn people_are_added_up_over_everything_else_run_by_run() {
        let mut people = Table::new();
        let texts = |values: [&str; 6]| Column::Text(values.map(str::to_owned).to_vec());
        people.push(REPLICATE, Column::Integer(vec![0, 0, 0, 1, 1, 1]));
        people.push(ORIGIN, texts(["Sudan", "Sudan", "Iran", "Sudan", "Sudan", "Iran"]));
        people.push(SEX, texts(["female", "male", "male", "female", "male", "male"]));
        for counted in Counted::ALL {
            let times = counted as i64 + 1;
            people.push(
                counted.metric().name(),
                Column::Integer([1, 2, 4, 8, 16, 32].map(|count| times * count).to_vec()),
            );
        }
        let replicates = people.numbers(REPLICATE).expect("numbers");
        let of = |column| -> Vec<(String, [f64; 2])> {
            let returned = |sums: [Vec<(i64, f64)>; 5]| [0, 1].map(|run| sums[Counted::Returned as usize][run].1 / 3.0);
            sums(&people, column, &replicates).into_iter().map(|(value, sums)| (value, returned(sums))).collect()
        };
        assert_eq!(of(ORIGIN), [("Sudan".to_owned(), [3.0, 24.0]), ("Iran".to_owned(), [4.0, 32.0])]);
        assert_eq!(of(SEX), [("female".to_owned(), [1.0, 8.0]), ("male".to_owned(), [6.0, 48.0])]);
    }
}
