//! People returned and admitted a week over time, simulated and observed.

use jiff::civil::Date;

use super::Context;
use super::canvas::{Area, Point, stroke};
use super::data::{ChartError, ExchangeCount, Observed, Sketch};
use super::exchange::{Half, SIDES, counts, side_keys, told};
use super::page::{Height, Mark, Observations, Page, bands_in_words, pooled_title, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{INK, day, number};

/// A week's rate between two dated counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rate {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) a_week: f64,
}

/// Rates between counts at least a week apart: counts of neighbouring days say little about a rate.
fn rates(counts: &[(Date, f64)]) -> Vec<Rate> {
    let mut rates = Vec::new();
    let Some(&first) = counts.first() else {
        return rates;
    };
    let mut before = first;
    for &(date, value) in counts {
        let days = day_number(date) - day_number(before.0);
        if days >= 7.0 {
            rates.push(Rate { from: before.0, to: date, a_week: (value - before.1) / days * 7.0 });
            before = (date, value);
        }
    }
    rates
}

/// The mean a week from the first person, who may be known from the press, to the last official count; both days counted.
pub(super) fn mean_rate(observed: &Observed, side: fn(&ExchangeCount) -> Option<f64>) -> Option<Rate> {
    let counts = |counts: &[ExchangeCount]| -> Vec<(Date, f64)> {
        let counts = counts.iter().filter_map(|count| Some((count.date, side(count)?)));
        counts.filter(|&(_, value)| value.is_finite() && value > 0.0).collect()
    };
    let official = counts(&observed.exchange);
    let &(to, total) = official.last()?;
    let from = official.iter().chain(&counts(&observed.press)).map(|&(date, _)| date).min()?;
    let weeks = (day_number(to) - day_number(from) + 1.0) / 7.0;
    (weeks > 1.0).then(|| Rate { from, to, a_week: total / weeks })
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    if !context.has_agreement() {
        return Sketch::skip("the agreement is never in force");
    }
    let Some(dates) = context.agreement_dates() else {
        return Sketch::skip("no day was simulated");
    };
    let mut halves: Vec<Half<Rate>> = Vec::new();
    for side in &SIDES {
        let Some(weekly) = calendar.weekly(study.daily, side.metric) else {
            return Sketch::skip(format!("the daily table has no column `{}`", side.metric));
        };
        let weekly = weekly.whole_weeks().trailing_mean(4);
        let bands = weekly.bands_from(dates.0);
        halves.push(Half { side, weeks: weekly.weeks, bands, observed: rates(&counts(context, side, dates)) });
    }
    if halves.iter().all(Half::is_empty) {
        return Sketch::skip("fewer than four whole weeks were simulated");
    }

    let single = calendar.runs == 1;
    let means = SIDES.map(|side| mean_rate(study.observed, side.observed));
    let any_rates = halves.iter().any(|half| !half.observed.is_empty());
    let mut legend = side_keys(if single { Mark::Line } else { Mark::Bands });
    if any_rates {
        legend.push((Mark::Line(INK), "Observed between dated counts".to_owned()));
    }
    if means.iter().any(Option::is_some) {
        legend.push((Mark::Dashes(INK), "Observed mean".to_owned()));
    }
    let observations = if legend.len() > SIDES.len() { Observations::Exchange } else { Observations::None };
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title("How many people are returned and admitted a week?", calendar.points),
        subtitle: format!(
            "Means over four weeks, at the last week’s end. {}",
            bands_in_words(calendar.points, calendar.runs)
        ),
        legend,
        finding: told(&halves, "people a week over four weeks"),
        source: source(study, observations),
    };
    let simulated = halves.iter().map(|half| half.most(single));
    let rates = halves.iter().flat_map(|half| &half.observed);
    let observed = rates.chain(means.iter().flatten());
    let most = simulated.chain(observed.map(|rate| rate.a_week));
    let value_ticks = ticks(most.fold(1.0, f64::max), 4);
    page.draw(
        |_| Height::Stretches { usual: 640.0, least: 320.0 },
        |canvas, area| {
            const BETWEEN: f64 = 18.0;
            let left = area.left + label_room(&value_ticks);
            let high = (area.height() - DATES - BETWEEN) / 2.0;
            for (at, half) in halves.iter().enumerate() {
                let side = half.side;
                let top = area.top + at as f64 * (high + BETWEEN);
                let plot = Area { left, right: area.right - 8.0, top: top + HEADING, bottom: top + high };
                let panel = Panel::new(canvas, plot, dates, &value_ticks, &format!("{}, people a week", side.heading))?;
                panel.date_axis(dates, at == 1)?;
                panel.bands(&half.weeks, &half.bands, side.colour, single)?;
                panel.path(&steps(&panel, &half.observed), stroke(INK, 2.0))?;
                if let Some(mean) = means[at].as_ref().filter(|mean| panel.y.holds(mean.a_week)) {
                    let (from, to) = (day(mean.from), day(mean.to));
                    let short = format!("Observed mean {}", number(mean.a_week, 1));
                    panel.reference(mean.a_week, &[&format!("{short} a week, {from} to {to}"), &short])?;
                }
            }
            Ok(())
        },
    )
}

fn steps(panel: &Panel<'_, '_>, rates: &[Rate]) -> Vec<Point> {
    rates
        .iter()
        .flat_map(|rate| {
            let y = panel.y.place(rate.a_week.max(0.0));
            [(panel.x.place(day_number(rate.from)), y), (panel.x.place(day_number(rate.to)), y)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_observed_mean_runs_from_the_first_person_to_the_last_count() {
        let count = |date: &str, returned| ExchangeCount {
            date: date.parse().expect("a date"),
            returned: Some(returned),
            admitted: None,
        };
        let press = vec![count("2025-08-06", 0.0), count("2025-09-18", 1.0), count("2025-09-19", 3.0)];
        let exchange = vec![count("2025-08-31", 0.0), count("2025-09-30", 17.0), count("2025-12-31", 217.0)];
        let observed = Observed { exchange, press, ..Observed::default() };
        let mean = mean_rate(&observed, |count| count.returned).expect("a rate");
        assert!((mean.a_week - 217.0 / 15.0).abs() < 1e-9);
        assert_eq!(mean_rate(&observed, |count| count.admitted), None);
        let counts: Vec<_> = observed.press.iter().map(|c| (c.date, c.returned.unwrap_or(0.0))).collect();
        assert_eq!(rates(&counts).len(), 1, "a day apart is no rate");
    }
}
