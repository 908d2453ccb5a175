//! Holds the baseline against what was observed in 2024 and 2025, and prints `docs/baseline.md`.

use std::error::Error;

use jiff::civil::Date;
use strait::metrics::{Metric, Row};
use strait::records::Records;
use strait::simulation::simulate;
use strait_runner::scenario_file::ScenarioFile;

const REPLICATES: u64 = 100;
const SEED: u64 = 20_250_806;

const PREFACE: &str = "# The baseline against what was observed

Made by `cargo run --release -p strait-examples --example compare_with_observed > docs/baseline.md`.

`scenarios/baseline.toml`, 100 replicates, seed 20250806, deterrence `none`. Simulated figures are the median and, in
brackets, the interval that holds 90 % of replicates: chance in the sea, in the level of arrivals and in every case, not the
uncertainty of the parameters. The baseline's assumptions were set by hand against the totals below and not to single
months, so this is a check that the model can tell the story, not a forecast that was right. For parameters fitted to the
data, and forecasts judged on data they had not seen, see [validation.md](validation.md).

Observed arrivals, boats, crossing days and preventions: Home Office, Crown copyright, Open Government Licence v3.0.
Counts of the exchange: press and Migration Observatory; see `scenarios/observed/`.
";

const REMARKS: &str = "
## How to read this

- **Crossing days** in a year have been 139 to 162 since 2021. The model's sea is a chain with those shares; 2025 was a year of few.
- **Yearly arrivals** were between 29,437 and 45,755 in 2022-2025. The band is as wide as that spread because
  the level of arrivals in northern France drifts in the model; nothing in it knows of a given year.
- **People prevented** are French operational estimates; those for 2024 begin in May, so that the share holds for May to December.
- **The exchange** depends on dated facts that are in the baseline: the first booked seats (15 September), group flights (6 October),
  the change of trafficking guidance (18 September). Beds, casework, selection and the size of the legal route are assumptions.
- The observed jump of early November 2025 (26.6 a week) and the slower weeks after it are not in the model, which knows only
  a steady number of flights.
";

fn main() -> Result<(), Box<dyn Error>> {
    let plan = ScenarioFile::baseline().plan()?;
    let runs = (0..REPLICATES).map(|replicate| simulate(&plan, SEED, replicate)).collect::<Result<Vec<_>, _>>()?;
    print!("{PREFACE}");
    yearly(&runs)?;
    exchange(&runs)?;
    print!("{REMARKS}");
    Ok(())
}

fn yearly(runs: &[Records]) -> Result<(), Box<dyn Error>> {
    println!("\n## A year's crossings\n");
    println!("| year | | observed | simulated |\n| --- | --- | ---: | ---: |");
    let mut observed = csv::Reader::from_path("scenarios/observed/yearly.csv")?;
    let header = observed.headers()?.clone();
    let rows = observed.records().collect::<Result<Vec<_>, _>>()?;
    for year in [2024_i16, 2025] {
        let own = rows.iter().find(|row| row[0] == year.to_string()).ok_or("a year is missing")?;
        let found = |name: &str| -> Option<f64> {
            let column = header.iter().position(|own| own == name)?;
            own[column].parse().ok()
        };
        let total = |metric: Metric| move |days: &[(Date, &Row)]| days.iter().map(|(_, row)| row[metric]).sum::<f64>();
        let ratio = |above: f64, below: f64| above / below;
        let year_of = |date: Date| date.year() == year;
        // Preventions are known from May 2024 on.
        let since_may = |date: Date| date.year() == year && (year > 2024 || date.month() >= 5);
        let lines: [(&str, Option<f64>, Vec<f64>, usize); 6] = [
            ("arrivals", found("arrivals"), over(runs, year_of, total(Metric::Arrivals)), 0),
            ("crossing days", found("crossing_days"), over(runs, year_of, total(Metric::CrossingDay)), 0),
            ("boats that landed", found("boats"), over(runs, year_of, total(Metric::BoatsLanded)), 0),
            (
                "people per boat",
                found("people_per_boat"),
                over(runs, year_of, |days| ratio(total(Metric::Arrivals)(days), total(Metric::BoatsLanded)(days))),
                1,
            ),
            (
                "recorded attempts per arrival",
                Some(if year == 2024 { 1.72 } else { 1.54 }),
                over(runs, since_may, |days| {
                    1.0 + ratio(total(Metric::Prevented)(days), total(Metric::Arrivals)(days))
                }),
                2,
            ),
            (
                "deaths at sea",
                Some(if year == 2024 { 75.0 } else { 25.0 }),
                over(runs, year_of, total(Metric::Deaths)),
                0,
            ),
        ];
        for (name, observed, simulated, digits) in lines {
            let observed = observed.map_or("–".to_owned(), |value| number(value, digits));
            println!("| {year} | {name} | {observed} | {} |", interval(simulated, digits));
        }
    }
    Ok(())
}

fn exchange(runs: &[Records]) -> Result<(), Box<dyn Error>> {
    println!("\n## The exchange\n");
    println!("Cumulative counts; the gap is admitted minus returned.\n");
    println!("| by | returned, observed | simulated | admitted, observed | simulated | gap, observed | simulated |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let mut observed = csv::Reader::from_path("scenarios/observed/exchange.csv")?;
    for row in observed.records() {
        let row = row?;
        let date: Date = row[0].parse()?;
        let until = |own: Date| own <= date;
        let total = |metric: Metric| over(runs, until, move |days| days.iter().map(|(_, row)| row[metric]).sum());
        let count = |text: &str| text.parse::<f64>().ok();
        let (returned, admitted) = (count(&row[1]), count(&row[2]));
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), |value| number(value, 0));
        let gap = returned.zip(admitted).map(|(returned, admitted)| admitted - returned);
        let gaps = over(runs, until, |days| days.last().map_or(0.0, |(_, row)| row[Metric::LedgerGap]));
        println!(
            "| {date} | {} | {} | {} | {} | {} | {} |",
            shown(returned),
            interval(total(Metric::Returned), 0),
            shown(admitted),
            interval(total(Metric::Admitted), 0),
            shown(gap),
            interval(gaps, 0),
        );
    }
    let first = runs
        .iter()
        .filter_map(|run| run.dated().find(|(_, row)| row[Metric::Returned] > 0.0).map(|(date, _)| date))
        .collect::<Vec<_>>();
    let (earliest, latest) = (first.iter().min().ok_or("no returns")?, first.iter().max().ok_or("no returns")?);
    println!("\nFirst return: observed on 2025-09-18, simulated between {earliest} and {latest}.");
    Ok(())
}

/// One number from each run's days within a part of it.
fn over(runs: &[Records], part: impl Fn(Date) -> bool, measure: impl Fn(&[(Date, &Row)]) -> f64) -> Vec<f64> {
    runs.iter().map(|run| measure(&run.dated().filter(|(date, _)| part(*date)).collect::<Vec<_>>())).collect()
}

fn interval(mut values: Vec<f64>, digits: usize) -> String {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    format!("{} [{}, {}]", number(at(0.5), digits), number(at(0.05), digits), number(at(0.95), digits))
}

fn number(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('-', "−")
}
