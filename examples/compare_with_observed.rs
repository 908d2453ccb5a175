//! Holds the baseline over its ensemble against what was observed from 2024 to June 2026, and prints `docs/baseline.md`.

use std::error::Error;
use std::path::Path;

use jiff::civil::{Date, date};
use strait::metrics::{Metric, Row};
use strait::records::Records;
use strait::simulation::simulate;
use strait_runner::observed::{ExchangeMonth, Sources};
use strait_runner::scenario_file::ScenarioFile;
use strait_runner::uncertainty::Ensemble;

const REPLICATES: u64 = 400;
const SEED: u64 = 20_250_806;

const PREFACE: &str = "# The baseline against what was observed

Made by `cargo run --release -p strait-examples --example compare_with_observed > docs/baseline.md`.

`scenarios/baseline.toml`, the whole episode from 1 January 2024 to 31 December 2026: 400 replicates over its ensemble, seed 20250806,
deterrence `none`. Simulated figures are the median and, in brackets, the interval that holds 90 % of replicates: chance in the
sea and in every case, and the uncertainty of the fitted parameters. The parameters were fitted to most of the counts below, so that
this says whether the model can tell the story, and not whether it could have foreseen it; for that, see
[validation.md](validation.md). What is bold lies outside its interval.

Observed arrivals, boats and crossing days, the exchange and the asylum system: Home Office, Crown copyright, Open Government Licence
v3.0; appeals: Ministry of Justice; sources in `scenarios/observed/`.
";

const REMARKS: &str = "
## How to read this

- **Crossings before July 2024** lie before the two years that are fitted: there the level of arrivals is the parameters' own.
- **People prevented** are French operational estimates; those for 2024 begin in May, so that the ratio holds for May to December.
- **The exchange** was fitted by month. Which capacity was built up is not to be told from counts of people: the levels of
  scaling up stand for all that the two states decide on ([model](model.md#10a-scaling-up)). That only three people were admitted in
  February 2026 can happen under the joint committee, and is seldom so in a given month.
- **The asylum system** has parameters by quarter that were set by hand against these levels.
- **The end.** The agreement is taken to end on 30 September 2026, as reported by one secondary source; what the baseline has from
  July 2026 on was not held against any count.
";

/// A line of a table: what it is, what was observed, and a number for each run.
struct Line {
    name: String,
    observed: Option<f64>,
    simulated: Vec<f64>,
    digits: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let scenario = ScenarioFile::read(Path::new("scenarios/baseline.toml"))?;
    let ensemble = Ensemble::of(&scenario)?.ok_or("the baseline names no ensemble")?;
    let run = |replicate| -> Result<Records, Box<dyn Error>> {
        let plan = ensemble.plan(&scenario, ensemble.draw_of(replicate))?;
        Ok(simulate(&plan, SEED, replicate)?)
    };
    let runs = (0..REPLICATES).map(run).collect::<Result<Vec<_>, _>>()?;
    print!("{PREFACE}");
    crossings(&runs)?;
    exchange(&runs)?;
    asylum(&runs)?;
    cost(&runs);
    print!("{REMARKS}");
    Ok(())
}

fn crossings(runs: &[Records]) -> Result<(), Box<dyn Error>> {
    const ATTEMPTS: [Option<f64>; 3] = [Some(1.72), Some(1.54), None];
    const DEATHS: [Option<f64>; 3] = [Some(75.0), Some(25.0), None];
    let days = Sources::BUILT_IN.days()?;
    let total = |metric: Metric| move |days: &[(Date, &Row)]| days.iter().map(|(_, row)| row[metric]).sum::<f64>();
    let mut lines = Vec::new();
    let periods = [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("first half of 2026", date(2026, 1, 1), date(2026, 6, 30)),
    ];
    for (at, (period, first, last)) in periods.into_iter().enumerate() {
        let within = |day: Date| first <= day && day <= last;
        // Preventions are known from May 2024 on.
        let prevented = |day: Date| within(day) && day >= date(2024, 5, 1);
        let own = || days.iter().filter(|day| within(day.date));
        let arrivals: f64 = own().filter_map(|day| day.arrivals).sum();
        let boats: f64 = own().filter_map(|day| day.boats).sum();
        let crossed = own().filter(|day| day.arrivals > Some(0.0)).count() as f64;
        let per_boat = |days: &[(Date, &Row)]| total(Metric::Arrivals)(days) / total(Metric::BoatsLanded)(days);
        let attempts = |days: &[(Date, &Row)]| 1.0 + total(Metric::Prevented)(days) / total(Metric::Arrivals)(days);
        let kinds: [(&str, Option<f64>, Vec<f64>, usize); 6] = [
            ("arrivals", Some(arrivals), over(runs, within, total(Metric::Arrivals)), 0),
            ("crossing days", Some(crossed), over(runs, within, total(Metric::CrossingDay)), 0),
            ("boats that landed", Some(boats), over(runs, within, total(Metric::BoatsLanded)), 0),
            ("people per boat", Some(arrivals / boats), over(runs, within, per_boat), 1),
            ("recorded attempts per arrival", ATTEMPTS[at], over(runs, prevented, attempts), 2),
            ("deaths at sea", DEATHS[at], over(runs, within, total(Metric::Deaths)), 0),
        ];
        lines.extend(kinds.map(|(name, observed, simulated, digits)| Line {
            name: format!("{period}: {name}"),
            observed,
            simulated,
            digits,
        }));
    }
    table("Crossings", &lines);
    Ok(())
}

fn exchange(runs: &[Records]) -> Result<(), Box<dyn Error>> {
    let months: Vec<_> =
        Sources::BUILT_IN.exchange_months()?.into_iter().filter(|month| month.returned > 0.0).collect();
    let by =
        |day: Date, metric: Metric| over(runs, |own| own <= day, |days| days.iter().map(|(_, row)| row[metric]).sum());
    for (title, metric) in [("returned", Metric::Returned), ("admitted", Metric::Admitted)] {
        let line = |month: &ExchangeMonth| Line {
            name: format!("by {}", month.month_end),
            observed: Some(if metric == Metric::Returned {
                month.returned_cumulative
            } else {
                month.admitted_cumulative
            }),
            simulated: by(month.month_end, metric),
            digits: 0,
        };
        table(&format!("People {title} since the agreement began"), &months.iter().map(line).collect::<Vec<_>>());
    }
    let gaps = months.iter().map(|month| Line {
        name: format!("on {}", month.month_end),
        observed: Some(month.admitted_cumulative - month.returned_cumulative),
        simulated: over(runs, |day| day == month.month_end, |days| days[0].1[Metric::LedgerGap]),
        digits: 0,
    });
    table("The gap: admitted less returned", &gaps.collect::<Vec<_>>());
    let in_month = months.iter().map(|month| Line {
        name: format!("{:04}-{:02}", month.month_end.year(), month.month_end.month()),
        observed: Some(month.returned),
        simulated: over(
            runs,
            |day| day.first_of_month() == month.month_end.first_of_month(),
            |days| days.iter().map(|(_, row)| row[Metric::Returned]).sum(),
        ),
        digits: 0,
    });
    table("People returned in the month", &in_month.collect::<Vec<_>>());
    Ok(())
}

fn asylum(runs: &[Records]) -> Result<(), Box<dyn Error>> {
    let mut lines = Vec::new();
    for quarter in Sources::BUILT_IN.asylum_quarters()? {
        let kinds = [
            ("awaiting a decision", quarter.awaiting, Metric::AsylumBacklog),
            ("supported", quarter.supported, Metric::Accommodated),
            ("in hotels", quarter.hotels, Metric::InHotels),
            ("appeals open", quarter.appeals_open, Metric::AppealsOpen),
        ];
        for (name, observed, metric) in kinds.into_iter().filter(|(_, observed, _)| observed.is_some()) {
            let simulated = over(runs, |day| day == quarter.quarter_end, |days| days[0].1[metric]);
            lines.push(Line { name: format!("{}: {name}", quarter.quarter_end), observed, simulated, digits: 0 });
        }
    }
    table("The asylum system at the ends of quarters", &lines);
    Ok(())
}

/// What a return cost by the end of June 2026; cited, second-hand, are 56,000 pounds.
fn cost(runs: &[Records]) {
    let sum = |days: &[(Date, &Row)], metric: Metric| days.iter().map(|(_, row)| row[metric]).sum::<f64>();
    let simulated = over(
        runs,
        |day| day <= date(2026, 6, 30),
        |days| sum(days, Metric::SchemeCostGbp) / sum(days, Metric::Returned).max(1.0),
    );
    let name = "scheme cost per return to 30 June 2026 [GBP]".to_owned();
    table("Cost", &[Line { name, observed: Some(56_000.0), simulated, digits: 0 }]);
}

fn table(title: &str, lines: &[Line]) {
    println!("\n## {title}\n");
    println!("| | observed | simulated |\n| --- | ---: | ---: |");
    let mut held = 0;
    for Line { name, observed, simulated, digits } in lines {
        let [low, middle, high] = band(simulated);
        let within = observed.is_none_or(|observed| low <= observed && observed <= high);
        held += usize::from(within && observed.is_some());
        let shown = observed.map_or("–".to_owned(), |value| number(value, *digits));
        let shown = if within { shown } else { format!("**{shown}**") };
        println!(
            "| {name} | {shown} | {} [{}, {}] |",
            number(middle, *digits),
            number(low, *digits),
            number(high, *digits)
        );
    }
    let known = lines.iter().filter(|line| line.observed.is_some()).count();
    println!("\n{held} of {known} observed counts lie within the interval.");
}

/// One number from each run's days within a part of it.
fn over(runs: &[Records], part: impl Fn(Date) -> bool, measure: impl Fn(&[(Date, &Row)]) -> f64) -> Vec<f64> {
    runs.iter().map(|run| measure(&run.dated().filter(|(date, _)| part(*date)).collect::<Vec<_>>())).collect()
}

/// The 5th percentile, the median and the 95th.
fn band(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|share| sorted[((sorted.len() - 1) as f64 * share).round() as usize])
}

fn number(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}").replace('-', "−");
    let (sign, digits) = text.strip_prefix('−').map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, rest) =
        digits.split_once('.').map_or((digits, String::new()), |(whole, rest)| (whole, format!(".{rest}")));
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    format!("{sign}{}{rest}", groups.join(","))
}
