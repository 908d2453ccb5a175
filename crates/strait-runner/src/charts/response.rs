//! How arrivals change with the chance of return: a line for each form of deterrence.

use super::Context;
use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch};
use super::forms::Form;
use super::grid;
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source};
use super::panel::{Scale, last, ticks};
use super::response_lines::{self, Lines, Panel, Place};
use super::style::{AXIS, GRID, INK, MUTED, NARROW, SMALL, TEXT, number};
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
    let page = Page {
        look: context.look,
        study: context.study.title.to_owned(),
        title: "How arrivals change with the chance of return, under each assumed form of deterrence".to_owned(),
        subtitle: subtitle(&lines),
        legend: forms.iter().map(|form| (Mark::Form(form.look), form.label.clone())).collect(),
        finding: finding(&lines),
        source: source(context.study, Observations::None),
    };
    let places = || lines.panels.iter().flat_map(|panel| panel.lines.iter().flat_map(|(_, places)| places));
    let x_ticks = |wide: f64| {
        let most = places().map(|place| 100.0 * place.chance).fold(1.0, f64::max);
        ticks(most, ((wide / 70.0) as usize).clamp(2, 6))
    };
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
                draw_panel(canvas, plot, panel, &x_ticks(plot.width()), &y_ticks)?;
            }
            Ok(())
        },
    )
}

fn draw_panel(
    canvas: &Canvas<'_>,
    plot: Area,
    panel: &Panel,
    x_ticks: &[f64],
    y_ticks: &[f64],
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
    let pooled = if lines.pooled.is_empty() { String::new() } else { format!(" Pooled: {}.", lines.pooled.join(", ")) };
    let more =
        if lines.more_forms == 0 { String::new() } else { format!(" {} more forms are not shown.", lines.more_forms) };
    format!(
        "Every form is an assumption: nothing published says which holds, or whether any does. Across: people returned in a run's \
         last year as a share of those who arrived in it. Up: arrivals in that year against the run with the same luck and \
         else the same settings at {} {}; {spread}.{along}{pooled}{more}",
        lines.dose, lines.base
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
