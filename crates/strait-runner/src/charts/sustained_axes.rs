//! Sustained weekly returns and admissions along each axis of a large sweep that is no grid, so that no axis can be held: a panel an
//! axis, in which a mark takes all other settings together, as the title says.

use super::Context;
use super::axes::{Axis, Level};
use super::bands::Band;
use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch};
use super::exchange::{SIDES, side_keys};
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source};
use super::panel::{HEADING, Scale, label_room, last, ticks};
use super::style::{AXIS, Colour, GRID, INK, MUTED, SMALL, TEXT, short};
use super::sustained::observed_means;
use super::text::{bold, plain, width, wrap};
use super::words::with_range;

/// A level with its returns and admissions.
type Marks = (Level, [Option<Band>; 2]);

/// At most so many values of an axis, and so many axes.
const MOST_LEVELS: usize = 6;
const MOST_AXES: usize = 12;
const PLOT: f64 = 250.0;
const LEAST_PLOT: f64 = 130.0;
const FOOT: f64 = 66.0;
const HEAD_LINES: usize = 2;

pub(super) fn draw(context: &Context<'_>, axes: &[Axis], outcomes: &[Vec<f64>; 2]) -> Result<Sketch, ChartError> {
    let study = context.study;
    let most = if context.look.size == Size::Page { MOST_AXES } else { MOST_AXES / 2 };
    let shown = &axes[..axes.len().min(most)];
    let left_out = match axes.len() - shown.len() {
        0 => String::new(),
        more => format!(" {more} more axes are not shown."),
    };
    let panels: Vec<(&Axis, Vec<Marks>)> = shown
        .iter()
        .map(|axis| {
            let levels = axis.levels(MOST_LEVELS).into_iter().map(|level| {
                let bands = [0, 1].map(|side| Band::of(level.runs.iter().map(|&run| outcomes[side][run])));
                (level, bands)
            });
            (axis, levels.collect())
        })
        .collect();
    let runs = outcomes[0].len();
    let (means, key) = observed_means(study);
    let mut legend = side_keys(Mark::Interval);
    let observations = if key.is_some() { Observations::Exchange } else { Observations::None };
    legend.extend(key);
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: super::page::pooled_title(
            "How many people can be returned and admitted a week?",
            context.calendar.points,
        ),
        subtitle: format!(
            "Sustained weekly numbers: means from the end of what is known of the exchange until the agreement ended. A panel for each axis of the sweep; each mark pools the runs of all other settings ({} runs in all). Dot: median; bar: \
             the middle 50%; line: the middle 90%, of settings and chance together.{left_out}",
            super::style::number(runs as f64, 0)
        ),
        legend,
        finding: told(&panels),
        source: source(study, observations),
    };
    let bands = panels.iter().flat_map(|(_, levels)| levels.iter().flat_map(|(_, bands)| bands.iter().flatten()));
    let most = bands.map(|band| band.high90).chain(means.iter().flatten().copied()).fold(1.0, f64::max);
    let value_ticks = ticks(most, 5);
    let across = match context.look.size {
        Size::Column => 1,
        _ if panels.len() == 4 => 2,
        _ => panels.len().min(3),
    };
    let down = panels.len().div_ceil(across) as f64;
    let head = |sheet: f64| {
        let room = (sheet + 72.0) / across as f64 - 110.0;
        let lines = |axis: &Axis| wrap(&format!("By {}", axis.name), bold(TEXT), room).len();
        let most_lines = shown.iter().map(lines).max().unwrap_or(1).min(HEAD_LINES);
        HEADING + (most_lines - 1) as f64 * 21.0
    };
    let height = |sheet| Height::Stretches {
        usual: down * (head(sheet) + PLOT + FOOT),
        least: down * (head(sheet) + LEAST_PLOT + FOOT),
    };
    page.draw(height, |canvas, area| {
        const BETWEEN: f64 = 26.0;
        let high = area.height() / down;
        let head = head(area.width());
        let wide = (area.width() - BETWEEN * (across - 1) as f64) / across as f64;
        for (at, (axis, levels)) in panels.iter().enumerate() {
            let left = area.left + (at % across) as f64 * (wide + BETWEEN);
            let top = area.top + (at / across) as f64 * high + head;
            let plot = Area {
                left: left + label_room(&value_ticks),
                right: left + wide,
                top,
                bottom: top + high - head - FOOT,
            };
            panel(canvas, plot, axis, levels, &value_ticks, means)?;
        }
        Ok(())
    })
}

/// Returns along each axis, in sentences.
fn told(panels: &[(&Axis, Vec<Marks>)]) -> String {
    let sentences = panels.iter().map(|(axis, levels)| {
        let known = levels.iter().filter_map(|(level, bands)| Some((level.label.as_str(), bands[0].as_ref()?)));
        let listed: Vec<String> = known.map(|(label, band)| format!("at {label} {}", with_range(band))).collect();
        format!("Median sustained returns a week by {}: {}.", axis.name, listed.join("; "))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn panel(
    canvas: &Canvas<'_>,
    plot: Area,
    axis: &Axis,
    levels: &[Marks],
    value_ticks: &[f64],
    means: [Option<f64>; 2],
) -> Result<(), ChartError> {
    let y = Scale::new((0.0, last(value_ticks)), (plot.bottom, plot.top));
    let heading = wrap(&format!("By {}", axis.name), bold(TEXT), plot.width());
    for (line, text) in heading.iter().rev().take(HEAD_LINES).enumerate() {
        let place = (plot.left, plot.top - 12.0 - line as f64 * 21.0);
        canvas.text(place, text, bold(TEXT), INK, Align::Left)?;
    }
    for &tick in value_ticks {
        let at = y.place(tick);
        let colour = if tick == 0.0 { AXIS } else { GRID };
        canvas.line(&[(plot.left, at), (plot.right, at)], stroke(colour, 1.0))?;
        canvas.text((plot.left - 8.0, at + 6.0), &short(tick), plain(SMALL), MUTED, Align::Right)?;
    }
    for mean in means.into_iter().flatten() {
        let at = y.place(mean);
        canvas.dashes((plot.left, at), (plot.right, at), stroke(INK, 1.2))?;
    }
    let slot = plot.width() / levels.len().max(1) as f64;
    let size =
        if levels.iter().all(|(level, _)| width(&level.label, plain(SMALL)) < slot - 4.0) { SMALL } else { 14.0 };
    for (place, (level, bands)) in levels.iter().enumerate() {
        let middle = plot.left + (place as f64 + 0.5) * slot;
        let aside = (slot * 0.16).min(13.0);
        for (side, shift) in [-aside, aside].into_iter().enumerate() {
            if let Some(band) = &bands[side] {
                upright(canvas, band, y, middle + shift, SIDES[side].colour)?;
            }
        }
        let label = match width(&level.label, plain(size)) < slot - 4.0 {
            true => level.label.clone(),
            false => level.label.replace('–', "– "),
        };
        for (line, text) in wrap(&label, plain(size), slot - 4.0).iter().take(3).enumerate() {
            let foot = plot.bottom + 18.0 + line as f64 * 17.0;
            canvas.text((middle, foot), text, plain(size), MUTED, Align::Centre)?;
        }
    }
    Ok(())
}

fn upright(canvas: &Canvas<'_>, band: &Band, y: Scale, x: f64, colour: Colour) -> Result<(), ChartError> {
    canvas.line(&[(x, y.place(band.low90)), (x, y.place(band.high90))], stroke(colour, 2.0))?;
    let (top, bottom) = (y.place(band.high50), y.place(band.low50));
    canvas.rect(Area { left: x - 5.0, right: x + 5.0, top, bottom }, colour, 1.0)?;
    canvas.dot((x, y.place(band.median)), 3.6, INK)
}
