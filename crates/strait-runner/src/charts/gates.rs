//! Where people are held up: how many a week at each gate, by month, as a heat map.

use std::collections::BTreeMap;

use jiff::civil::Date;
use strait::gates::{GATES, Gate, Group};

use super::Context;
use super::bands::mean;
use super::canvas::{Align, Area, Canvas, stroke};
use super::colours::Colours;
use super::data::{ChartError, Sketch};
use super::look::Size;
use super::page::{Height, Observations, Page, pooled_title, runs_in_words, source};
use super::style::{AXIS, EMPTY, INK, MUTED, SMALL, TEXT};
use super::text::{bold, plain, width};
use super::words::largest;

const ROW: f64 = 28.0;
const HEAD: f64 = 30.0;
const LABELS: f64 = 262.0;
/// Letters on a slide are large: it shows the gates that stopped most.
const MOST_ON_SLIDE: usize = 10;

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    sketch(context, false)
}

pub(super) fn draw_all(context: &Context<'_>) -> Result<Sketch, ChartError> {
    sketch(context, true)
}

fn sketch(context: &Context<'_>, all: bool) -> Result<Sketch, ChartError> {
    let mut rows = rows(context, all);
    let few = context.look.size == Size::Slide && rows.len() > MOST_ON_SLIDE;
    if few {
        let people = |months: &BTreeMap<Date, f64>| months.values().sum::<f64>();
        let mut sizes: Vec<f64> = rows.iter().map(|(_, months)| people(months)).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        rows.retain(|(_, months)| people(months) > sizes[MOST_ON_SLIDE]);
    }
    let months: Vec<Date> = match rows.first() {
        Some((_, months)) => months.keys().copied().collect(),
        None => return Sketch::skip("no gate stopped anybody"),
    };
    let positive = rows.iter().flat_map(|(_, months)| months.values().copied().filter(|v| *v > 0.0));
    let (low, high) = positive.fold((f64::INFINITY, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    // Rarer than one person in twenty weeks looks alike: it would stretch the colours thin.
    let colours = Colours::log(low.max(0.05).min(high / 2.0), high);

    let calendar = &context.calendar;
    let runs = runs_in_words(calendar.points, calendar.runs);
    let over = if calendar.runs == 1 {
        format!("From {runs}.")
    } else {
        format!("Means, so that rare ones show, over {runs}.")
    };
    let left_out = if all {
        ""
    } else {
        " Left out because they dwarf all others: people who found no place in a boat, and people not taken for return \
         because no agreement was in force."
    };
    let chosen = if few { format!(" The {} gates that stopped most.", rows.len()) } else { String::new() };
    let over_months = |months: &BTreeMap<Date, f64>| mean(months.values().copied()).unwrap_or(0.0);
    let told: Vec<(String, f64)> =
        rows.iter().map(|(gate, months)| (gate.name.to_owned(), over_months(months))).collect();
    let page = Page {
        look: context.look,
        study: context.study.title.to_owned(),
        title: pooled_title("Where are people held up?", calendar.points),
        subtitle: format!("People stopped or held up a week, by month. {over}{chosen}{left_out}"),
        legend: Vec::new(),
        finding: format!("Most people a week over all months: {}.", largest(&told, 4)),
        source: source(context.study, Observations::None),
    };
    let groups = rows.chunk_by(|(a, _), (b, _)| a.group == b.group).count();
    let grid = rows.len() as f64 * ROW + groups as f64 * HEAD;
    let heading = format!("People a week (log scale; {}: none)", context.look.theme.empty_word());
    let key = |room| 16.0 + Colours::bar_height(&heading, room);
    page.draw(
        |room| Height::Exactly(key(room) + grid + 44.0),
        |canvas, area| {
            colours.bar(canvas, area, &heading)?;
            let left = area.left + LABELS;
            let wide = ((area.right - 8.0 - left) / months.len() as f64).min(72.0);
            let mut y = area.top + key(area.width()) - 6.0;
            for group in rows.chunk_by(|(a, _), (b, _)| a.group == b.group) {
                if let Some((first, _)) = group.first() {
                    canvas.text((area.left, y + 22.0), first.group.heading(), bold(TEXT), INK, Align::Left)?;
                }
                y += HEAD;
                for (gate, months) in group {
                    canvas.text((area.left + 14.0, y + 20.0), gate.name, plain(TEXT), INK, Align::Left)?;
                    for (column, &value) in months.values().enumerate() {
                        let x = left + column as f64 * wide;
                        let gap = if wide > 8.0 { 1.0 } else { 0.0 };
                        let cell = Area { left: x, right: x + wide - gap, top: y, bottom: y + ROW - 1.0 };
                        let fill = if value > 0.0 { colours.of(value) } else { EMPTY };
                        canvas.rect(cell, fill, 1.0)?;
                    }
                    y += ROW;
                }
            }
            month_axis(canvas, &months, left, wide, y)
        },
    )
}

/// The gates that stopped anybody, with the mean people a week in each month.
fn rows(context: &Context<'_>, all: bool) -> Vec<(&'static Gate, BTreeMap<Date, f64>)> {
    let mut rows: Vec<(&Gate, BTreeMap<Date, f64>)> = GATES
        .iter()
        .filter(|gate| all || gate.group != Group::Outside)
        .filter_map(|gate| {
            let weekly = context.calendar.weekly(context.study.daily, gate.metric.name())?.whole_weeks();
            let mut months: BTreeMap<Date, Vec<f64>> = BTreeMap::new();
            for (at, week) in weekly.weeks.iter().enumerate() {
                let values = weekly.runs.iter().map(|run| run[at]);
                months.entry(week.first_of_month()).or_default().extend(values);
            }
            let months: BTreeMap<Date, f64> =
                months.into_iter().map(|(month, values)| (month, mean(values).unwrap_or(0.0))).collect();
            months.values().any(|value| *value > 0.0).then_some((gate, months))
        })
        .collect();
    // Months before anybody was stopped, as before the agreement, would be blank.
    let stopped = rows.iter().filter_map(|(_, months)| {
        let first = months.iter().find(|(_, value)| **value > 0.0);
        first.map(|(month, _)| *month)
    });
    if let Some(first) = stopped.min() {
        for (_, months) in &mut rows {
            months.retain(|month, _| *month >= first);
        }
    }
    rows
}

pub(super) fn month_axis(
    canvas: &Canvas<'_>,
    months: &[Date],
    left: f64,
    wide: f64,
    top: f64,
) -> Result<(), ChartError> {
    let every = [1, 3, 6, 12].into_iter().find(|step| wide * f64::from(*step) >= 40.0).unwrap_or(24);
    let mut year = None;
    let mut free_from = f64::NEG_INFINITY;
    for (column, month) in months.iter().enumerate() {
        let due = (i32::from(month.month()) - 1) % every == 0 || every > 12 && month.month() == 1;
        if !due {
            continue;
        }
        let at = left + (column as f64 + 0.5) * wide;
        let text = month.strftime("%b").to_string();
        if at < free_from {
            continue;
        }
        free_from = at + width(&text, plain(SMALL)) + 8.0;
        canvas.line(&[(at, top + 1.0), (at, top + 6.0)], stroke(AXIS, 1.0))?;
        canvas.text((at, top + 22.0), &text, plain(SMALL), MUTED, Align::Centre)?;
        if year != Some(month.year()) {
            year = Some(month.year());
            canvas.text((at, top + 41.0), &month.year().to_string(), plain(SMALL), MUTED, Align::Centre)?;
        }
    }
    Ok(())
}
