//! One metric over time, with the ranges that hold half and nine tenths of the runs.

use strait::metrics::{Kind, Metric};

use super::bands::{Band, Weekly};
use super::canvas::Area;
use super::data::{ChartError, Sketch};
use super::effects::ticks_between;
use super::page::{Height, Mark, Observations, Page, bands_in_words, pooled_title, source};
use super::panel::{DATES, HEADING, Panel, label_room, ticks};
use super::style::RETURNED;
use super::words::{over_time, sentence};
use super::{AGREEMENT_BEGAN, Context};

pub(super) fn draw(context: &Context<'_>, metric: Metric) -> Result<Sketch, ChartError> {
    let (study, calendar) = (context.study, &context.calendar);
    let Some(weekly) = series(context, metric) else {
        return Sketch::skip(format!("the daily table has no column `{}`", metric.name()));
    };
    let bands = weekly.bands();
    let (Some(dates), true) = (context.dates(), bands.iter().any(Option::is_some)) else {
        return Sketch::skip("no whole week was simulated");
    };
    let single = calendar.runs == 1;
    let mark = if single { Mark::Line(RETURNED) } else { Mark::Bands(RETURNED) };
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title(&sentence(metric), calendar.points),
        subtitle: format!("{} {}", means(metric), bands_in_words(calendar.points, calendar.runs)),
        legend: vec![(mark, "Simulated".to_owned())],
        finding: over_time(&sentence(metric), &unit(metric), &weekly.weeks, &bands),
        source: source(study, Observations::None),
    };
    let value_ticks = value_ticks(bands.iter().flatten(), single, 5);
    page.draw(
        |_| Height::about(520.0),
        |canvas, area| {
            let plot = Area {
                left: area.left + label_room(&value_ticks),
                top: area.top + HEADING,
                bottom: area.bottom - DATES,
                right: area.right - 8.0,
            };
            let panel = Panel::new(canvas, plot, dates, &value_ticks, &super::style::capital(&unit(metric)))?;
            panel.date_axis(dates, true)?;
            panel.bands(&weekly.weeks, &bands, RETURNED, single)?;
            if dates.0 < AGREEMENT_BEGAN && AGREEMENT_BEGAN < dates.1 && context.has_agreement() {
                panel.event_above(AGREEMENT_BEGAN, "Agreement in force, 6 Aug 2025")?;
            }
            Ok(())
        },
    )
}

/// A metric by week: a flow as its mean over four weeks, a level as read at each week's end.
pub(super) fn series(context: &Context<'_>, metric: Metric) -> Option<Weekly> {
    let weekly = context.calendar.weekly_of(context.study.daily, metric)?.whole_weeks();
    match metric.definition().kind {
        Kind::Flow if weekly.weeks.len() >= 4 => Some(weekly.trailing_mean(4)),
        _ => Some(weekly),
    }
}

/// What a point of the series is, in a sentence.
pub(super) fn means(metric: Metric) -> &'static str {
    match metric.definition().kind {
        Kind::Flow => "Means over four weeks, at the last week’s end.",
        Kind::Level => "Read at the end of each week.",
    }
}

/// The metric's unit; a flow's is that of a week.
pub(super) fn unit(metric: Metric) -> String {
    let definition = metric.definition();
    match definition.kind {
        Kind::Flow => format!("{} a week", definition.unit),
        Kind::Level => definition.unit.to_owned(),
    }
}

/// Ticks that hold all that is drawn of some bands, and zero.
pub(super) fn value_ticks<'b>(bands: impl Iterator<Item = &'b Band>, single: bool, count: usize) -> Vec<f64> {
    let ends = |band: &Band| if single { [band.median, band.median] } else { [band.low90, band.high90] };
    let (low, high) = bands.map(ends).fold((0.0, 0.0), |(low, high): (f64, f64), [a, b]| (low.min(a), high.max(b)));
    if low >= 0.0 {
        return ticks(high, count);
    }
    let step = ticks(high - low, count).get(1).copied().unwrap_or(1.0);
    ticks_between(((low / step).floor() * step, (high / step).ceil() * step), count)
}
