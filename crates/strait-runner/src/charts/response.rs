//! How arrivals change with the chance of return, from none to certainty: a line for each form of deterrence, and what was observed.

use jiff::civil::Date;

use super::Context;
use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Observed, Sketch};
use super::forms::Form;
use super::grid;
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, pooled_title, source};
use super::panel::{Scale, day_number, last, ticks};
use super::response_lines::{self, Lines, Panel, Place};
use super::style::{AXIS, GRID, INK, MUTED, NARROW, SMALL, TEXT, day, number};
use super::text::{bold, fit, plain, width};

/// Falls of arrivals that have a line.
const FALLS: [f64; 3] = [-0.25, -0.5, -0.75];
const HEAD: f64 = 58.0;
const FOOT: f64 = 58.0;
const PANEL: f64 = 500.0;
const LEAST_PANEL: f64 = 330.0;

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let lines = match response_lines::read(context.study) {
        Ok(lines) => lines,
        Err(reason) => return Sketch::skip(reason),
    };
    let forms: Vec<&Form> =
        lines.panels.first().map_or_else(Vec::new, |panel| panel.lines.iter().map(|(form, _)| form).collect());
    let today = observed_chance(context.study.observed);
    let key = today.as_ref().map(|today| {
        let (from, to) = (day(today.from), day(today.to));
        (Mark::Dashes(INK), format!("Observed chance, {from} to {to}: {}%", number(100.0 * today.chance, 1)))
    });
    let page = Page {
        look: context.look,
        study: context.study.title.to_owned(),
        title: pooled_title(
            "How arrivals change with the chance of return, under each assumed form of deterrence",
            if lines.together { context.calendar.points } else { 1 },
        ),
        subtitle: subtitle(&lines),
        legend: forms.iter().map(|form| (Mark::Form(form.look), form.label.clone())).chain(key).collect(),
        finding: finding(&lines),
        source: source(context.study, if today.is_some() { Observations::Exchange } else { Observations::None }),
    };
    let places = || lines.panels.iter().flat_map(|panel| panel.lines.iter().flat_map(|(_, places)| places));
    // All the way to certainty, so that what no setting reaches is seen to be empty.
    let x_ticks = |wide: f64| ticks(100.0, ((wide / 70.0) as usize).clamp(2, 6));
    let highest = places().map(|place| place.change.high90).fold(0.0, f64::max);
    // In steps of a quarter, so that the falls that matter have lines.
    let step = 0.25 * ((1.0 + highest) / 2.0).ceil();
    let above = (highest / step - 1e-6).ceil().max(0.0);
    let y_ticks: Vec<f64> =
        (0..=((1.0 / step).round() + above) as usize).map(|tick| tick as f64 * step - 1.0).collect();
    let columns = |room: f64| if room < NARROW { 1 } else { lines.panels.len().min(2) };
    let size = context.look.size;
    let count = lines.panels.len();
    page.draw(
        |room| {
            let panel = if size == Size::Page { PANEL } else { LEAST_PANEL };
            let high = grid::height(count, columns(room), panel);
            if size == Size::Slide { Height::Stretches { usual: high, least: high } } else { Height::Exactly(high) }
        },
        |canvas, area| {
            let columns = columns(area.width());
            let high = grid::share(area.height(), count, columns);
            for (panel, place) in lines.panels.iter().zip(grid::places(area, count, columns, high)) {
                let room = y_ticks.iter().map(|&tick| width(&signed(tick), plain(TEXT))).fold(0.0, f64::max) + 12.0;
                let plot = Area {
                    left: place.left + room,
                    right: place.right - 16.0,
                    top: place.top + HEAD,
                    bottom: place.bottom - FOOT,
                };
                draw_panel(canvas, plot, panel, (&x_ticks(plot.width()), &y_ticks), today.as_ref())?;
            }
            Ok(())
        },
    )
}

fn draw_panel(
    canvas: &Canvas<'_>,
    plot: Area,
    panel: &Panel,
    (x_ticks, y_ticks): (&[f64], &[f64]),
    today: Option<&ObservedChance>,
) -> Result<(), ChartError> {
    let x = Scale::new((0.0, last(x_ticks)), (plot.left, plot.right));
    let y = Scale::new((-1.0, last(y_ticks)), (plot.bottom, plot.top));
    let heading = fit(&panel.heading, bold(TEXT), plot.width());
    canvas.text((plot.left, plot.top - 36.0), &heading, bold(TEXT), INK, Align::Left)?;
    canvas.text((plot.left, plot.top - 14.0), "Change of arrivals", plain(SMALL), MUTED, Align::Left)?;
    for &tick in y_ticks {
        let at = y.place(tick);
        let ends = [(plot.left, at), (plot.right, at)];
        match FALLS.iter().any(|fall| (fall - tick).abs() < 1e-9) {
            true => canvas.dashes(ends[0], ends[1], stroke(MUTED, 1.1))?,
            false => canvas.line(&ends, stroke(if tick.abs() < 1e-9 { AXIS } else { GRID }, 1.0))?,
        }
        canvas.text((plot.left - 9.0, at + 6.0), &signed(tick), plain(TEXT), MUTED, Align::Right)?;
    }
    for &tick in x_ticks {
        let at = x.place(tick);
        canvas.line(&[(at, plot.bottom), (at, plot.bottom + 6.0)], stroke(AXIS, 1.0))?;
        let text = format!("{}%", super::style::short(tick));
        canvas.text((at, plot.bottom + 24.0), &text, plain(TEXT), MUTED, Align::Centre)?;
    }
    let foot = fit("Returned, as a share of arrivals", plain(SMALL), plot.width());
    canvas.text((plot.left, plot.bottom + 46.0), &foot, plain(SMALL), MUTED, Align::Left)?;
    if let Some(today) = today {
        let at = x.place(100.0 * today.chance);
        canvas.dashes((at, plot.top), (at, plot.bottom), stroke(INK, 1.4))?;
    }
    let at = |place: &Place, change: f64| (x.place(100.0 * place.chance), y.place(change));
    for (form, places) in &panel.lines {
        for place in places {
            let ends = [at(place, place.change.low90), at(place, place.change.high90)];
            canvas.line(&ends, form.look.whisker())?;
        }
    }
    for (form, places) in &panel.lines {
        let medians: Vec<_> = places.iter().map(|place| at(place, place.change.median)).collect();
        if medians.len() > 1 {
            form.look.line(canvas, &medians)?;
        }
        for place in medians {
            form.look.mark(canvas, place)?;
        }
    }
    Ok(())
}

/// People returned as a share of those who arrived, in the last three months that were counted.
#[derive(Debug, PartialEq)]
struct ObservedChance {
    from: Date,
    to: Date,
    chance: f64,
}

/// Days between the counts: thirteen weeks, give or take what months differ by.
const COUNTED: std::ops::RangeInclusive<f64> = 84.0..=98.0;

fn observed_chance(observed: &Observed) -> Option<ObservedChance> {
    let counts = || observed.exchange.iter().rev().filter_map(|count| Some((count.date, count.returned?)));
    let (to, after) = counts().next()?;
    let (before, counted) = counts().find(|(date, _)| COUNTED.contains(&(day_number(to) - day_number(*date))))?;
    let weeks = observed.weekly.iter().filter(|week| before < week.week_ending && week.week_ending <= to);
    let arrivals: Option<f64> = weeks.map(|week| week.arrivals).sum();
    let chance = (after - counted) / arrivals.filter(|arrivals| *arrivals > 0.0)?;
    Some(ObservedChance { from: before.tomorrow().ok()?, to, chance })
}

/// A change as `−25%`.
fn signed(change: f64) -> String {
    let sign = if change > 1e-9 { "+" } else { "" };
    format!("{sign}{}%", number(100.0 * change, 0))
}

fn subtitle(lines: &Lines) -> String {
    let runs =
        lines.panels.iter().flat_map(|panel| panel.lines.iter().flat_map(|(_, places)| places)).map(|place| place.runs);
    let (fewest, most) = (runs.clone().min().unwrap_or(0), runs.max().unwrap_or(0));
    let count = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
    let spread = match most {
        1 => "one run a mark, another would differ".to_owned(),
        _ => format!("median and the middle 90% of {count} runs a mark"),
    };
    let ends = lines.doses.first().zip(lines.doses.last());
    let along = ends.map_or_else(String::new, |(first, last)| {
        format!(" Along a line, {} goes from {first} to {last}.", lines.dose)
    });
    let more =
        if lines.more_forms == 0 { String::new() } else { format!(" {} more forms are not shown.", lines.more_forms) };
    format!(
        "Every form is an assumption: nothing published says which holds, or whether any does. Across: people returned in a run's \
         last year as a share of those who arrived in it. Up: arrivals in that year against the run with the same luck and \
         else the same settings at {} {}; {spread}.{along}{}{more}",
        lines.dose, lines.base, lines.held
    )
}

/// The least and the most that arrivals change at each form's highest chance of return.
fn finding(lines: &Lines) -> String {
    let mut ends: Vec<(String, Place)> = Vec::new();
    for panel in &lines.panels {
        for (form, places) in &panel.lines {
            let highest = places.iter().max_by(|a, b| a.chance.total_cmp(&b.chance));
            let name = if panel.heading.is_empty() {
                form.label.clone()
            } else {
                format!("{} ({})", form.label, panel.heading)
            };
            ends.extend(highest.map(|place| (name, *place)));
        }
    }
    ends.sort_by(|a, b| a.1.change.median.total_cmp(&b.1.change.median));
    let tell = |(name, place): &(String, Place)| {
        format!(
            "{name} {} (90% range {} to {}) at a chance of {}%",
            signed(place.change.median),
            signed(place.change.low90),
            signed(place.change.high90),
            number(100.0 * place.chance, 0)
        )
    };
    match (ends.first(), ends.last()) {
        (Some(most), Some(least)) if ends.len() > 1 => format!(
            "Change of arrivals at each form's highest chance of return: from {} to {}.",
            tell(most),
            tell(least)
        ),
        (Some(only), _) => format!("Change of arrivals: {}.", tell(only)),
        _ => "No form has a change of arrivals.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::data::{ExchangeCount, ObservedWeek};
    use super::*;

    #[test]
    fn the_observed_chance_is_returns_of_arrivals_in_the_last_three_months_counted() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let count = |day: &str, returned| ExchangeCount { date: date(day), returned: Some(returned), admitted: None };
        let exchange = vec![
            count("2026-02-28", 20.0),
            count("2026-03-31", 100.0),
            count("2026-05-31", 130.0),
            count("2026-06-30", 160.0),
        ];
        let week = |day: &str, arrivals| ObservedWeek {
            week_ending: date(day),
            arrivals,
            boats: None,
            crossing_days: None,
            people_prevented: None,
        };
        let weekly = vec![
            week("2026-03-29", Some(5000.0)),
            week("2026-04-05", Some(400.0)),
            week("2026-06-28", Some(200.0)),
            week("2026-07-05", Some(9.0)),
        ];
        let mut observed = Observed { weekly, exchange, ..Observed::default() };
        let chance = observed_chance(&observed).expect("a chance");
        assert_eq!(chance, ObservedChance { from: date("2026-04-01"), to: date("2026-06-30"), chance: 0.1 });
        observed.weekly[1].arrivals = None;
        assert_eq!(observed_chance(&observed), None, "what was not counted is not none");
    }
}
