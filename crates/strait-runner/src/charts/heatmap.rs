//! Sustained weekly returns over two axes of a sweep: those that move them most, the others held.

use std::collections::BTreeSet;

use super::Context;
use super::axes::{self, Axis, Level};
use super::bands::Band;
use super::canvas::{Align, Area};
use super::colours::Colours;
use super::data::{ChartError, Sketch};
use super::held::Held;
use super::page::{Height, Observations, Page, pooled_title, source};
use super::style::{EMPTY, INK, MUTED, SMALL, TEXT, capital, number};
use super::sustained::outcomes;
use super::text::{bold, fit, plain, width, wrap};

const MOST_LEVELS: usize = 9;
const HIGH: f64 = 66.0;
const RANGE: f64 = 14.5;

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let study = context.study;
    let axes = axes::read(study);
    let mut chosen: Vec<&Axis> = axes.iter().filter(|axis| axis.numeric).collect();
    chosen.extend(axes.iter().filter(|axis| !axis.numeric));
    let (Some(&first), Some(&second)) = (chosen.first(), chosen.get(1)) else {
        return Sketch::skip("it needs a sweep over at least two axes");
    };
    let Some([returns, _]) = outcomes(study) else {
        return Sketch::skip("the runs table has no sustained returns or admissions");
    };
    let held = Held::of(&axes, &returns, 2, MOST_LEVELS * MOST_LEVELS);
    let held = held.filter(|held| held.shown.iter().all(|axis| axis.levels(usize::MAX).len() <= MOST_LEVELS));
    let (across, down, rows_of, others) = match held.as_ref().map(|held| (held, held.shown.as_slice())) {
        Some((held, &[down, across])) => (across, down, held.rows.clone(), held.in_words()),
        // What is no grid, or has too many values, is taken together.
        _ => (first, second, (0..returns.len()).collect(), String::new()),
    };
    let together = held.is_none() && context.calendar.points > 1;
    let own: BTreeSet<usize> = rows_of.into_iter().collect();
    let (columns, rows) = (across.levels(MOST_LEVELS), down.levels(MOST_LEVELS));
    if columns.len().max(rows.len()) > 2 * MOST_LEVELS {
        return Sketch::skip("an axis has too many named values for a map");
    }
    let cells: Vec<Vec<Option<Band>>> = rows
        .iter()
        .rev()
        .map(|row| {
            let in_row: BTreeSet<usize> = row.runs.iter().copied().filter(|run| own.contains(run)).collect();
            let cell = |column: &Level| {
                let both = column.runs.iter().filter(|run| in_row.contains(run));
                Band::of(both.map(|&run| returns[run]))
            };
            columns.iter().map(cell).collect()
        })
        .collect();
    let medians = cells.iter().flatten().flatten().map(|band| band.median);
    let (low, high) = medians.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if !low.is_finite() {
        return Sketch::skip("the agreement never ran long enough in any run");
    }
    let colours = Colours::linear(low, high);
    let single = context.calendar.runs <= context.calendar.points && !together;
    let numbers = if single {
        "One run for each setting: no range of chance is shown, and another run would differ.".to_owned()
    } else {
        format!("Large: median of the runs; small: the middle 90% of them.{others}")
    };
    let empty = cells.iter().flatten().any(Option::is_none);
    let note = if empty {
        &format!(" {}: no run in which the agreement ran long enough.", capital(context.look.theme.empty_word()))
    } else {
        ""
    };
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title(
            &format!("Sustained weekly returns by {} and {}", across.name, down.name),
            if together { context.calendar.points } else { 1 },
        ),
        subtitle: format!("People returned to France a week. {numbers}{note}"),
        legend: Vec::new(),
        finding: format!("The median goes from {} to {} people a week.", number(low, 1), number(high, 1)),
        source: source(study, Observations::None),
    };
    let heading = if single { "Returns, people a week" } else { "Median returns, people a week" };
    let labels = |room: f64| {
        let widest = rows.iter().map(|row| width(&row.label, plain(TEXT))).fold(60.0, f64::max);
        widest.min(260.0_f64.min(room * 0.3))
    };
    let wide = |room: f64| ((room - labels(room) - 14.0) / columns.len() as f64).min(340.0);
    let range = |band: &Band| [number(band.low90, 1), number(band.high90, 1)];
    // A range that is wider than its cell goes on below.
    let breaks = |room: f64| {
        let joined = |band: &Band| width(&range(band).join("–"), plain(RANGE)) > wide(room) - 6.0;
        !single && cells.iter().flatten().flatten().any(joined)
    };
    let high = |room: f64| HIGH + if breaks(room) { 17.0 } else { 0.0 };
    let height = |room: f64| {
        let grid = rows.len() as f64 * high(room);
        Height::Exactly(Colours::bar_height(heading, room) + 44.0 + grid + 62.0)
    };
    page.draw(height, |canvas, area| {
        let room = area.width();
        colours.bar(canvas, area, heading)?;
        let (labels, wide, high) = (labels(room), wide(room), high(room));
        let left = area.left + labels + 14.0;
        let grid = rows.len() as f64 * high;
        let top = area.top + Colours::bar_height(heading, room) + 44.0;
        canvas.text((area.left, top - 12.0), &capital(&down.name), bold(TEXT), INK, Align::Left)?;
        for (at, (row, bands)) in rows.iter().rev().zip(&cells).enumerate() {
            let y = top + at as f64 * high;
            let label = fit(&row.label, plain(TEXT), labels);
            canvas.text((left - 12.0, y + high / 2.0 + 6.0), &label, plain(TEXT), MUTED, Align::Right)?;
            for (column, band) in bands.iter().enumerate() {
                let x = left + column as f64 * wide;
                let cell = Area { left: x, right: x + wide - 2.0, top: y, bottom: y + high - 2.0 };
                let Some(band) = band else {
                    canvas.rect(cell, EMPTY, 1.0)?;
                    continue;
                };
                let ground = colours.of(band.median);
                canvas.rect(cell, ground, 1.0)?;
                let (middle, ink) = (x + wide / 2.0 - 1.0, canvas.theme.ink_on(ground));
                let raise = if single { 7.0 } else { 0.0 };
                canvas.text((middle, y + 30.0 + raise), &number(band.median, 1), bold(19.0), ink, Align::Centre)?;
                let lines = match (single, breaks(room)) {
                    (true, _) => Vec::new(),
                    (false, false) => vec![range(band).join("–")],
                    (false, true) => {
                        let [low, high] = range(band);
                        vec![format!("{low}–"), high]
                    }
                };
                for (line, text) in lines.iter().enumerate() {
                    let place = (middle, y + 51.0 + line as f64 * 17.0);
                    canvas.text(place, &fit(text, plain(RANGE), wide - 2.0), plain(RANGE), ink, Align::Centre)?;
                }
            }
        }
        let foot = top + grid;
        for (column, level) in columns.iter().enumerate() {
            let middle = left + (column as f64 + 0.5) * wide;
            for (line, text) in wrap(&level.label, plain(SMALL), wide - 8.0).iter().take(2).enumerate() {
                let y = foot + 19.0 + line as f64 * 18.0;
                canvas.text((middle, y), text, plain(SMALL), MUTED, Align::Centre)?;
            }
        }
        canvas.text((left, foot + 58.0), &capital(&across.name), bold(TEXT), INK, Align::Left)
    })
}
