//! Scores as Markdown tables.

use super::back_test::{Averaged, Performance, Scored, Scores};
use super::exchange::ExchangeScored;
use super::rivals::Rival;
use super::target::{Horizon, Target};
use crate::charts::{capital, day, number};
use crate::markdown::{NONE, digits, table};

/// One target's scores by origin and horizon; without rows for which nothing was recorded.
#[must_use]
pub fn target_table(scored: &[Scored], target: Target) -> String {
    let of_target = scored.iter().filter(|scored| scored.target == target && scored.scores.periods > 0);
    let rows = of_target.map(|scored| {
        let mut row = vec![day(scored.origin), weeks(scored.horizon.weeks())];
        row.extend(measures(&scored.scores));
        row
    });
    let crps = format!("CRPS, {}", target.unit());
    let header: Vec<String> = ["Origin", "Horizon", &crps].into_iter().map(str::to_owned).chain(measured()).collect();
    table(&words(&header), 1, rows)
}

/// The averages over origins, by target and horizon.
#[must_use]
pub fn averages_table(averages: &[Averaged]) -> String {
    let rows = averages.iter().map(|averaged| {
        let target = averaged.target;
        let mut row = vec![format!("{}, {}", capital(target.name()), target.unit()), weeks(averaged.horizon.weeks())];
        row.push(averaged.origins.to_string());
        row.extend(measures(&averaged.scores));
        row
    });
    let header: Vec<String> =
        ["Target", "Horizon", "Origins", "CRPS"].into_iter().map(str::to_owned).chain(measured()).collect();
    table(&words(&header), 1, rows)
}

/// The model beside each of its rivals up to the nearest horizon, over all origins.
#[must_use]
pub fn rivals_table(averages: &[Averaged]) -> String {
    let nearest = averages.iter().filter(|averaged| averaged.horizon == Horizon::Quarter);
    let rows = nearest.flat_map(|averaged| {
        let (target, scores) = (averaged.target, &averaged.scores);
        let row = move |forecaster: String, Performance { crps, coverage_50, coverage_90 }: Performance, skill| {
            let target = format!("{}, {}", capital(target.name()), target.unit());
            vec![target, forecaster, digits(crps), skill, percent(coverage_50), percent(coverage_90)]
        };
        let rivals =
            Rival::ALL.map(|rival| row(capital(rival.name()), scores.rival(rival), signed(scores.skill_v(rival))));
        std::iter::once(row("**The model**".to_owned(), scores.model, NONE.to_owned())).chain(rivals)
    });
    table(&["Target", "Forecaster", "CRPS", "Skill of the model v. it", "50 % range", "90 % range"], 2, rows)
}

/// How the exchange was forecast: scores over all later counts, and what was said of the last.
#[must_use]
pub fn exchange_table(scored: &[ExchangeScored]) -> String {
    let rows = scored.iter().map(|scored| {
        let [low, middle, high] = scored.last.forecast.map(digits);
        vec![
            day(scored.origin),
            capital(scored.side.name()),
            digits(scored.crps),
            digits(scored.persistence_crps),
            signed(scored.skill_v_persistence()),
            percent(scored.coverage_50),
            percent(scored.coverage_90),
            scored.counts.to_string(),
            day(scored.last.date),
            format!("{middle} [{low}, {high}]"),
            digits(scored.last.observed),
        ]
    });
    let header = [
        "Origin",
        "Side",
        "CRPS, people",
        "CRPS of persistence",
        "Skill v. persistence",
        "50 % range",
        "90 % range",
        "n",
        "By",
        "Forecast, 90 %",
        "Happened",
    ];
    table(&header, 2, rows)
}

/// The headings of what both tables of the crossings say of scores after the CRPS.
fn measured() -> impl Iterator<Item = String> {
    let skills = Rival::ALL.map(|rival| format!("Skill v. {}", rival.name()));
    skills.into_iter().chain(["50 % range", "90 % range", "n"].map(str::to_owned))
}

/// What both tables of the crossings say of scores.
fn measures(scores: &Scores) -> Vec<String> {
    let skills = Rival::ALL.map(|rival| signed(scores.skill_v(rival)));
    let Performance { crps, coverage_50, coverage_90 } = scores.model;
    std::iter::once(digits(crps))
        .chain(skills)
        .chain([percent(coverage_50), percent(coverage_90), scores.periods.to_string()])
        .collect()
}

fn words(header: &[String]) -> Vec<&str> {
    header.iter().map(String::as_str).collect()
}

fn weeks(weeks: usize) -> String {
    format!("{weeks} weeks")
}

/// A skill to two places, with its sign.
fn signed(value: Option<f64>) -> String {
    value.map_or_else(
        || NONE.to_owned(),
        |value| {
            let text = number(value, 2);
            if value > 0.0 && text != "0.00" { format!("+{text}") } else { text }
        },
    )
}

fn percent(share: f64) -> String {
    if share.is_finite() { format!("{} %", number(100.0 * share, 0)) } else { NONE.to_owned() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::validation::exchange::{LastCount, Side};
    use crate::validation::target::Horizon;

    #[test]
    fn numbers_are_short() {
        let written = [1234.6, 45.67, 0.078_91, 9.996, f64::NAN, 0.0].map(digits);
        assert_eq!(written, ["1,230", "45.7", "0.0789", "10.00", "–", "0"]);
        let written = [Some(0.123), Some(-1.5), Some(-0.001), Some(0.001), None].map(signed);
        assert_eq!(written, ["+0.12", "\u{2212}1.50", "0.00", "0.00", "–"]);
    }

    #[test]
    fn tables_hold_a_row_for_each_score() {
        let performance = |crps| Performance { crps, coverage_50: 6.0 / 13.0, coverage_90: 12.0 / 13.0 };
        let scores = Scores {
            model: performance(180.0),
            rivals: [200.0, 150.0, 180.0, 360.0, 90.0, 0.0].map(performance),
            periods: 13,
            left_out: 0,
            pit: Vec::new(),
        };
        let (target, horizon) = (Target::WeeklyArrivals, Horizon::Quarter);
        let scored = Scored { origin: date(2023, 12, 31), target, horizon, scores: scores.clone() };
        let row = "| +0.10 | \u{2212}0.20 | 0.00 | +0.50 | \u{2212}1.00 | – | 46 % | 92 % | 13 |";
        assert_eq!(
            target_table(&[scored], target).lines().nth(2).map(str::to_owned),
            Some(format!("| 31 Dec 2023 | 13 weeks | 180 {row}"))
        );
        let averaged = Averaged { target, horizon, origins: 1, scores };
        let table = averages_table(std::slice::from_ref(&averaged));
        assert!(table.contains("\n| Weekly arrivals, people | 13 weeks | 1 | 180 |") && table.contains(row));
        let table = rivals_table(&[averaged]);
        assert_eq!(table.lines().count(), 2 + 1 + 6, "{table}");
        assert!(table.contains("| Weekly arrivals, people | **The model** | 180 | – | 46 % | 92 % |"), "{table}");
        assert!(table.contains("| Weekly arrivals, people | Last year | 180 | 0.00 | 46 % | 92 % |"), "{table}");
        let scored = ExchangeScored {
            origin: date(2025, 9, 30),
            side: Side::Returned,
            crps: 12.0,
            persistence_crps: 24.0,
            coverage_50: 0.5,
            coverage_90: 1.0,
            counts: 6,
            last: LastCount { date: date(2026, 6, 30), observed: 1087.0, forecast: [400.0, 700.0, 1200.0] },
        };
        let table = exchange_table(&[scored]);
        assert!(table.contains("| --- | --- | ---: |"));
        assert!(table.ends_with("| 30 Sep 2025 | Returned | 12.0 | 24.0 | +0.50 | 50 % | 100 % | 6 | 30 Jun 2026 | 700 [400, 1,200] | 1,090 |\n"));
    }
}
