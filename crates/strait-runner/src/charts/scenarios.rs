//! One metric for each setting of a sweep: small multiples on common axes.

use jiff::civil::Date;
use strait::metrics::Metric;

use super::Context;
use super::bands::Band;
use super::canvas::{Align, Area, Point, stroke};
use super::data::{ChartError, Sketch};
use super::fan::{means, series, unit, value_ticks};
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source};
use super::panel::{DATES, HEADING, Panel, day_number, label_room};
use super::settings::{self, Setting};
use super::style::{INK, RETURNED, TEXT};
use super::text::{bold, wrap};
use super::words::{sentence, with_range};
use super::{axes, grid};

const HIGH: f64 = 210.0;
const LEAST: f64 = 165.0;
const NARROWEST: f64 = 225.0;
/// The lines of a label [px], and how many at most.
const LINE: f64 = 21.0;
const MOST_LINES: usize = 3;

pub(super) fn draw(context: &Context<'_>, metric: Metric) -> Result<Sketch, ChartError> {
    let study = context.study;
    if axes::read(study).is_empty() {
        return Sketch::skip("it compares the settings of a sweep, and nothing was swept");
    }
    let Some(weekly) = series(context, metric) else {
        return Sketch::skip(format!("the daily table has no column `{}`", metric.name()));
    };
    let Some(dates) = context.dates() else {
        return Sketch::skip("no day was simulated");
    };
    let all = settings::each(context);
    let most = match context.look.size {
        Size::Page => 16,
        Size::Slide => 12,
        Size::Column => 10,
    };
    let shown = &all[..all.len().min(most)];
    let panels: Vec<(&Setting, Vec<Option<Band>>)> =
        shown.iter().map(|setting| (setting, weekly.bands_of(&setting.runs(context)))).collect();
    if panels.iter().all(|(_, bands)| bands.iter().all(Option::is_none)) {
        return Sketch::skip("no whole week was simulated");
    }
    let Some((first, base)) = panels.first() else {
        return Sketch::skip("no setting was run");
    };
    let replicates = context.calendar.runs / context.calendar.points.max(1);
    let single = replicates <= 1;
    let bands_words = match (single, replicates) {
        (true, _) => "One run for each setting: no range of chance is shown, and another run would differ.".to_owned(),
        (_, few) => format!(
            "Line: median of {few} replicates of each; bands: the middle 50% and 90%{}.",
            if few < 20 { " (rough, with so few runs)" } else { "" }
        ),
    };
    let left_out = match all.len() - shown.len() {
        0 => String::new(),
        more => format!(" The first {} of {} settings; {more} are not shown.", shown.len(), all.len()),
    };
    let ends: Vec<String> = panels
        .iter()
        .filter_map(|(setting, bands)| {
            Some(format!("{} {}", setting.label, with_range(bands.iter().rev().flatten().next()?)))
        })
        .collect();
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: sentence(metric),
        subtitle: format!(
            "By {}, all on the same axes. {} {bands_words}{left_out}",
            settings::heading(&axes::read(study)),
            means(metric)
        ),
        legend: vec![
            (if single { Mark::Line(RETURNED) } else { Mark::Bands(RETURNED) }, "Simulated".to_owned()),
            (Mark::Dashes(INK), format!("Median of the first setting, {}", first.label)),
        ],
        finding: format!("At the end, {}: {}.", unit(metric), ends.join("; ")),
        source: source(study, Observations::None),
    };
    let value_ticks = value_ticks(panels.iter().flat_map(|(_, bands)| bands.iter().flatten()), single, 3);
    let across_most = if context.look.size == Size::Slide { 6 } else { 4 };
    let columns = |room| grid::columns(room, NARROWEST, across_most.min(panels.len()));
    // A label that is too long for a line takes two, in every panel.
    let lines = |setting: &Setting, room: f64| {
        let columns = columns(room) as f64;
        let wide = (room - (columns - 1.0) * grid::ACROSS) / columns - label_room(&value_ticks);
        wrap(&setting.label, bold(TEXT), wide)
    };
    let extra = |room: f64| {
        let most = shown.iter().map(|setting| lines(setting, room).len()).max().unwrap_or(1);
        (most.clamp(1, MOST_LINES) - 1) as f64 * LINE
    };
    let height = |room| Height::Stretches {
        usual: grid::height(panels.len(), columns(room), HIGH + extra(room)),
        least: grid::height(panels.len(), columns(room), LEAST + extra(room)),
    };
    page.draw(height, |canvas, area| {
        let columns = columns(area.width());
        let high = grid::share(area.height(), panels.len(), columns);
        for (place, (setting, bands)) in grid::places(area, panels.len(), columns, high).zip(&panels) {
            let plot = Area {
                left: place.left + label_room(&value_ticks),
                right: place.right - 8.0,
                top: place.top + HEADING + extra(area.width()),
                bottom: place.bottom - DATES,
            };
            let mut heading = lines(setting, area.width());
            heading.truncate(MOST_LINES);
            let last = heading.pop().unwrap_or_default();
            for (line, text) in heading.iter().rev().enumerate() {
                let at = (plot.left, plot.top - 14.0 - (line + 1) as f64 * LINE);
                canvas.text(at, text, bold(TEXT), INK, Align::Left)?;
            }
            let panel = Panel::new(canvas, plot, dates, &value_ticks, &last)?;
            panel.date_axis(dates, true)?;
            panel.bands(&weekly.weeks, bands, RETURNED, single)?;
            if !std::ptr::eq(*setting, *first) {
                let known: Vec<(Date, &Option<Band>)> = weekly.weeks.iter().copied().zip(base).collect();
                // A week without a value breaks the line.
                for piece in known.split(|(_, band)| band.is_none()) {
                    let place = |(week, band): &(Date, &Option<Band>)| {
                        Some((panel.x.place(day_number(*week)), panel.y.place(band.as_ref()?.median)))
                    };
                    let points: Vec<Point> = piece.iter().filter_map(place).collect();
                    if points.len() > 1 {
                        canvas.dashed_path(&points, stroke(INK, 1.3))?;
                    }
                }
            }
        }
        Ok(())
    })
}
