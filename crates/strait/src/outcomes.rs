//! What one run comes to: a few numbers that answer the questions.
//!
//! For each metric, the total of a flow or the mean and last reading of a level; and the outcomes below, which put them
//! together.

use jiff::civil::Date;

use crate::metrics::{Kind, METRICS, Metric, Row};
use crate::records::Records;
use crate::scenario::Plan;

/// An outcome's name, unit and meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The column's name.
    pub name: String,
    /// The unit, in words.
    pub unit: String,
    /// The meaning, in one sentence.
    pub meaning: String,
}

/// Weeks after the agreement came in force from which returns and admissions count as sustained.
const SETTLING_WEEKS: i32 = 26;

/// Fewest weeks over which a sustained rate is taken.
const SUSTAINED_WEEKS_MIN: f64 = 8.0;

/// Days of the year at a run's end over which a settled state is read.
const DAYS_IN_LAST_YEAR: usize = 365;

/// The part of a run in which an agreement is meant to run: from `in_force`, as far as the run goes.
struct Span<'a> {
    /// Days since the agreement came in force, with the day's row.
    days: Vec<(i32, &'a Row)>,
}

type Measure = fn(&Plan, &Records, &Span<'_>) -> f64;

/// Outcomes that are more than one metric's total.
const MEASURES: &[(&str, &str, &str, Measure)] = &[
    (
        "sustained_returns_per_week",
        "people/week",
        "Mean weekly returns until the agreement ended or the run did, from 26 weeks after it came in force and from the end of what is known of its scale, or over its last 26 weeks where it ended sooner after that; none when that is less than 8 weeks.",
        |plan, _, span| sustained(plan, span, Metric::Returned),
    ),
    (
        "sustained_admissions_per_week",
        "people/week",
        "Mean weekly admissions over the same weeks as sustained returns.",
        |plan, _, span| sustained(plan, span, Metric::Admitted),
    ),
    (
        "days_to_first_return",
        "days",
        "Days from the agreement's first day to the first return; none when the run begins later.",
        |_, _, span| first_day(span, Metric::Returned),
    ),
    (
        "days_to_first_admission",
        "days",
        "Days from the agreement's first day to the first admission; none when the run begins later.",
        |_, _, span| first_day(span, Metric::Admitted),
    ),
    ("largest_returns_lead", "people", "Largest number by which returns ran ahead of admissions.", |_, records, _| {
        records.days.iter().map(|row| -row[Metric::LedgerGap]).fold(0.0, f64::max)
    }),
    (
        "returned_share_of_arrivals",
        "share",
        "Returns as a share of arrivals while the agreement was running: a ratio of flows.",
        |_, _, span| {
            let arrivals = total_while_running(span, Metric::Arrivals);
            if arrivals > 0.0 { total_while_running(span, Metric::Returned) / arrivals } else { f64::NAN }
        },
    ),
    (
        "agreement_days",
        "days",
        "Days on which the agreement was running: in force, not paused, not suspended.",
        |_, records, _| records.days.iter().map(|row| row[Metric::AgreementActive]).sum(),
    ),
    (
        "court_pause_days",
        "days",
        "Days on which a court's ruling on the whole scheme paused returns.",
        |_, records, _| records.days.iter().map(|row| row[Metric::CourtPause]).sum(),
    ),
    ("suspension_days", "days", "Days on which France suspended the agreement.", |_, records, _| {
        records.days.iter().map(|row| row[Metric::FrenchSuspension]).sum()
    }),
    (
        "stood_at_end",
        "yes/no",
        "1 when the agreement was in force on the run's last day, paused or not.",
        |_, records, _| {
            records.days.last().map_or(f64::NAN, |row| {
                row[Metric::AgreementActive].max(row[Metric::CourtPause]).max(row[Metric::FrenchSuspension])
            })
        },
    ),
    (
        "ending_stands",
        "yes/no",
        "1 when the agreement was running on the run's last day. In a run that had an agreement just one ending is 1, and the others 0.",
        |_, records, _| ending(records, Ending::Stands),
    ),
    (
        "ending_suspended",
        "yes/no",
        "1 when the agreement was in force on the run's last day and France suspended it.",
        |_, records, _| ending(records, Ending::Suspended),
    ),
    (
        "ending_paused_by_court",
        "yes/no",
        "1 when the agreement was in force on the run's last day and a court's ruling on the whole scheme paused it.",
        |_, records, _| ending(records, Ending::PausedByCourt),
    ),
    (
        "ending_lapsed",
        "yes/no",
        "1 when the agreement lapsed without being renewed, and was not in force on the run's last day.",
        |_, records, _| ending(records, Ending::Lapsed),
    ),
    (
        "ending_by_notice",
        "yes/no",
        "1 when notice ran out, and the agreement was not in force on the run's last day.",
        |_, records, _| ending(records, Ending::EndedByNotice),
    ),
    (
        "ending_by_court",
        "yes/no",
        "1 when a court found the scheme unlawful, and the agreement was not in force on the run's last day.",
        |_, records, _| ending(records, Ending::EndedByCourt),
    ),
    (
        "ending_otherwise",
        "yes/no",
        "1 when the scenario itself took the agreement away, and it was not in force on the run's last day.",
        |_, records, _| ending(records, Ending::EndedOtherwise),
    ),
    (
        "lowest_french_cooperation",
        "level 0-1",
        "Lowest willingness of France to cooperate while the agreement was in force.",
        |_, _, span| {
            let lowest = in_force(span).map(|row| row[Metric::FrenchCooperation]).fold(f64::INFINITY, f64::min);
            if lowest.is_finite() { lowest } else { f64::NAN }
        },
    ),
    (
        "arrivals_last_year",
        "people",
        "Arrivals in the run's last 365 days; none when the run is shorter.",
        |_, records, _| last_year(records, Metric::Arrivals),
    ),
    (
        "returned_last_year",
        "people",
        "People returned in the run's last 365 days; none when the run is shorter.",
        |_, records, _| last_year(records, Metric::Returned),
    ),
    (
        "return_probability_last_year",
        "share",
        "Returns as a share of arrivals in the run's last 365 days: a ratio of flows.",
        |_, records, _| ratio(last_year(records, Metric::Returned), last_year(records, Metric::Arrivals)),
    ),
    ("people_per_boat", "people/boat", "Arrivals for each boat that landed.", |_, records, _| {
        ratio(total(records, Metric::Arrivals), total(records, Metric::BoatsLanded))
    }),
    (
        "recorded_attempts_per_arrival",
        "attempts/arrival",
        "Arrivals and people prevented, for each arrival.",
        |_, records, _| {
            let arrivals = total(records, Metric::Arrivals);
            ratio(arrivals + total(records, Metric::Prevented), arrivals)
        },
    ),
    (
        "days_detained_if_returned",
        "days",
        "Mean days that people who were returned had been detained.",
        |_, records, _| ratio(total(records, Metric::DaysDetainedReturned), total(records, Metric::Returned)),
    ),
    (
        "days_detained_if_released",
        "days",
        "Mean days that people who were released from the return pipeline had been detained.",
        |_, records, _| ratio(total(records, Metric::DaysDetainedReleased), total(records, Metric::Released)),
    ),
    (
        "scheme_cost_per_return",
        "GBP/return",
        "Cost of the exchange for each return, in 2025 pounds: all its costs, those of people released and admitted too.",
        |_, records, _| ratio(total(records, Metric::SchemeCostGbp), total(records, Metric::Returned)),
    ),
];

/// How an agreement stands at the end of a run, or how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Stands,
    Suspended,
    PausedByCourt,
    Lapsed,
    EndedByNotice,
    EndedByCourt,
    EndedOtherwise,
}

/// 1 when a run's agreement had this ending, else 0; NaN when none was ever in force.
fn ending(records: &Records, asked: Ending) -> f64 {
    ending_of(records).map_or(f64::NAN, |ending| f64::from(u8::from(ending == asked)))
}

fn ending_of(records: &Records) -> Option<Ending> {
    let last = records.days.last()?;
    if is_in_force(last) {
        // A suspension stands before a pause, as in how the agreement stands on a day.
        return Some(match () {
            () if last[Metric::FrenchSuspension] > 0.0 => Ending::Suspended,
            () if last[Metric::CourtPause] > 0.0 => Ending::PausedByCourt,
            () => Ending::Stands,
        });
    }
    let in_force = records.days.iter().rposition(is_in_force)?;
    // It ends on a day on which it is no longer in force.
    let end = records.days[in_force..].iter().find_map(|row| {
        let ends = [
            (Metric::EndedByCourt, Ending::EndedByCourt),
            (Metric::EndedByNotice, Ending::EndedByNotice),
            (Metric::Lapsed, Ending::Lapsed),
        ];
        ends.into_iter().find(|(metric, _)| row[*metric] > 0.0).map(|(_, ending)| ending)
    });
    Some(end.unwrap_or(Ending::EndedOtherwise))
}

fn ratio(above: f64, below: f64) -> f64 {
    if below > 0.0 { above / below } else { f64::NAN }
}

/// The mean of a level over the days on which there is one; NaN when there is none.
fn mean(records: &Records, metric: Metric) -> f64 {
    let known = records.days.iter().map(|row| row[metric]).filter(|value| !value.is_nan());
    let (sum, days) = known.fold((0.0, 0.0), |(sum, days), value| (sum + value, days + 1.0));
    sum / days
}

fn total(records: &Records, metric: Metric) -> f64 {
    records.days.iter().map(|row| row[metric]).sum()
}

fn total_while_running(span: &Span<'_>, metric: Metric) -> f64 {
    span.days.iter().filter(|(_, row)| row[Metric::AgreementActive] > 0.0).map(|(_, row)| row[metric]).sum()
}

/// The days on which the agreement was in force, paused and suspended ones too.
fn in_force<'a>(span: &'a Span<'_>) -> impl Iterator<Item = &'a Row> {
    span.days.iter().map(|(_, row)| *row).filter(|row| is_in_force(row))
}

fn is_in_force(row: &Row) -> bool {
    row[Metric::AgreementActive] + row[Metric::CourtPause] + row[Metric::FrenchSuspension] > 0.0
}

fn last_year(records: &Records, metric: Metric) -> f64 {
    let days = records.days.len();
    if days < DAYS_IN_LAST_YEAR {
        return f64::NAN;
    }
    records.days[days - DAYS_IN_LAST_YEAR..].iter().map(|row| row[metric]).sum()
}

/// None when the agreement was in force before the run began: the first day may have been before it too.
fn first_day(span: &Span<'_>, metric: Metric) -> f64 {
    if span.days.first().is_none_or(|(day, _)| *day > 0) {
        return f64::NAN;
    }
    span.days.iter().find(|(_, row)| row[metric] > 0.0).map_or(f64::NAN, |(day, _)| f64::from(*day))
}

/// Weekly mean from `SETTLING_WEEKS` on, and from the last of the known levels of its scale or, where the agreement ends sooner
/// after it, over as many last weeks, until its last day in force. Pauses and suspensions count: a rate that stops for a time is
/// sustained the less for it.
fn sustained(plan: &Plan, span: &Span<'_>, metric: Metric) -> f64 {
    if !plan.scenario.agreement.enabled {
        return f64::NAN;
    }
    let scale_up = &plan.scenario.scale_up;
    let known_days = scale_up.levels_days * scale_up.levels.len().saturating_sub(1) as f64;
    let known = f64::from((scale_up.levels_from - plan.scenario.agreement.in_force).get_days()) + known_days;
    let in_force = span.days.iter().rposition(|(_, row)| is_in_force(row)).map_or(0, |index| index + 1);
    let in_force = &span.days[..in_force];
    let settling = f64::from(7 * SETTLING_WEEKS);
    let end = in_force.last().map_or(0.0, |(day, _)| f64::from(*day) + 1.0);
    let settles = known.min(end - settling).max(settling);
    let settled = in_force.iter().filter(|(day, _)| f64::from(*day) >= settles);
    let (days, people) = settled.fold((0.0, 0.0), |(days, people), (_, row)| (days + 1.0, people + row[metric]));
    if days / 7.0 >= SUSTAINED_WEEKS_MIN { people / days * 7.0 } else { f64::NAN }
}

/// Every outcome, in the order of the columns.
#[must_use]
pub fn outcomes() -> Vec<Outcome> {
    let outcome = |name: &str, unit: &str, meaning: &str| Outcome {
        name: name.to_owned(),
        unit: unit.to_owned(),
        meaning: meaning.to_owned(),
    };
    let measures = MEASURES.iter().map(|(name, unit, meaning, _)| outcome(name, unit, meaning));
    let metrics = METRICS.iter().flat_map(|metric| {
        let definition = metric.definition();
        let (name, unit, meaning) = (definition.name, definition.unit, definition.meaning);
        match definition.kind {
            Kind::Flow => vec![outcome(name, unit, &format!("Over the whole run: {meaning}"))],
            Kind::Level => vec![
                outcome(&format!("{name}_mean"), unit, &format!("Mean over the run's days: {meaning}")),
                outcome(&format!("{name}_end"), unit, &format!("On the run's last day: {meaning}")),
            ],
        }
    });
    measures.chain(metrics).collect()
}

/// The outcomes of one run, in the order of [`outcomes`]; NaN where a run has no such outcome.
#[must_use]
pub fn outcomes_of(plan: &Plan, records: &Records) -> Vec<f64> {
    let in_force: Date = plan.scenario.agreement.in_force;
    let days =
        records.dated().map(|(date, row)| ((date - in_force).get_days(), row)).filter(|(day, _)| *day >= 0).collect();
    let span = Span { days };
    let measures = MEASURES.iter().map(|(_, _, _, measure)| measure(plan, records, &span));
    let metrics = METRICS.iter().flat_map(|&metric| match metric.definition().kind {
        Kind::Flow => vec![total(records, metric)],
        Kind::Level => vec![mean(records, metric), records.days.last().map_or(f64::NAN, |row| row[metric])],
    });
    measures.chain(metrics).collect()
}
