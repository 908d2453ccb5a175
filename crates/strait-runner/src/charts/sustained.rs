//! Sustained weekly returns and admissions for each setting of a sweep: a row a setting.

use super::Context;
use super::axes::{self, Axis};
use super::bands::Band;
use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch, Study};
use super::exchange::{SIDES, side_keys};
use super::held::{Group, Held};
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source};
use super::panel::{HEADING, Scale, last, ticks};
use super::processed::mean_rate;
use super::style::{AXIS, Colour, GRID, INK, MUTED, NARROW, SMALL, TEXT, capital, number, short};
use super::text::{bold, fit, plain, width, wrap};
use super::words::with_range;
use crate::store::Column;

/// The summary outcomes, in the order of [`SIDES`].
pub(super) const OUTCOMES: [&str; 2] = ["sustained_returns_per_week", "sustained_admissions_per_week"];

/// Most settings that are shown: of a larger grid the axes that move returns most, the others held.
const MOST_ROWS: usize = 30;
const ROW: f64 = 31.0;
const BETWEEN: f64 = 56.0;

/// One setting of the sweep.
struct Setting {
    /// Its values, one for each axis.
    labels: Vec<String>,
    /// How many of its runs have a sustained number.
    runs: usize,
    /// Returns and admissions.
    bands: [Option<Band>; 2],
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let study = context.study;
    let axes = axes::read(study);
    if axes.is_empty() {
        return Sketch::skip("it compares the settings of a sweep, and nothing was swept");
    }
    let Some(outcomes) = outcomes(study) else {
        return Sketch::skip("the runs table has no sustained returns or admissions");
    };
    if outcomes.iter().flatten().all(|value| !value.is_finite()) {
        return Sketch::skip("the agreement never ran long enough in any run");
    }
    let most_rows = if context.look.size == Size::Slide { MOST_ROWS / 2 } else { MOST_ROWS };
    if let Some(held) = Held::of(&axes, &outcomes[0], usize::MAX, most_rows) {
        let settings: Vec<Setting> = held.groups().into_iter().map(|group| Setting::of(group, &outcomes)).collect();
        return rows(context, &held.shown, &settings, &held.in_words());
    }
    let points = points(study, &axes)?;
    if points.len() > most_rows {
        return super::sustained_axes::draw(context, &axes, &outcomes);
    }
    let settings: Vec<Setting> = points.into_iter().map(|group| Setting::of(group, &outcomes)).collect();
    rows(context, &axes.iter().collect::<Vec<_>>(), &settings, "")
}

/// Sustained returns and admissions of each run.
pub(super) fn outcomes(study: &Study<'_>) -> Option<[Vec<f64>; 2]> {
    let [returns, admissions] = OUTCOMES;
    Some([study.runs.numbers(returns)?, study.runs.numbers(admissions)?])
}

/// The observed means, and their key in the legend.
pub(super) fn observed_means(study: &Study<'_>) -> ([Option<f64>; 2], Option<(Mark, String)>) {
    let rates = SIDES.map(|side| mean_rate(study.observed, side.observed));
    let parts: Vec<String> = rates
        .iter()
        .zip(["returned", "admitted"])
        .filter_map(|(rate, what)| Some(format!("{} {what}", number(rate.as_ref()?.a_week, 1))))
        .collect();
    let years = rates.iter().flatten();
    let first = years.clone().map(|rate| rate.from.year()).min();
    let key = first.zip(years.map(|rate| rate.to.year()).max()).map(|(first, last)| {
        let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let text = format!("Observed mean a week, {years}: {}", parts.join(", "));
        (Mark::Dashes(INK), text)
    });
    (rates.map(|rate| rate.map(|rate| rate.a_week)), key)
}

impl Setting {
    fn of(Group { labels, rows }: Group, outcomes: &[Vec<f64>; 2]) -> Self {
        Self {
            labels,
            runs: rows.iter().filter(|&&run| outcomes.iter().any(|values| values[run].is_finite())).count(),
            bands: [0, 1].map(|side| Band::of(rows.iter().map(|&run| outcomes[side][run]))),
        }
    }
}

/// The points of a sweep that is no grid, in order.
fn points(study: &Study<'_>, axes: &[Axis]) -> Result<Vec<Group>, ChartError> {
    let Some(Column::Integer(points)) = study.runs.column("point") else {
        return Err(ChartError::Column { table: "runs", column: "point" });
    };
    let mut rows: Vec<usize> = (0..points.len()).collect();
    rows.sort_by_key(|&run| points[run]);
    let labels = |run: usize| axes.iter().map(|axis| axis.labels[run].clone()).collect();
    let groups = rows.chunk_by(|&a, &b| points[a] == points[b]);
    Ok(groups.filter_map(|rows| Some(Group { labels: labels(*rows.first()?), rows: rows.to_vec() })).collect())
}

fn rows(context: &Context<'_>, axes: &[&Axis], settings: &[Setting], held: &str) -> Result<Sketch, ChartError> {
    let study = context.study;
    let (means, key) = observed_means(study);
    let counts = settings.iter().map(|setting| setting.runs);
    let fewest = counts.clone().filter(|runs| *runs > 0).min().unwrap_or(0);
    let most = counts.max().unwrap_or(0);
    let replicates = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
    let marks = if most == 1 {
        "One run for each setting: no range of chance is shown, and another run would differ.".to_owned()
    } else {
        format!("Dot: median of {replicates} replicates; bar: the middle 50%; line: the middle 90%.")
    };
    let empty = settings.iter().any(|setting| setting.bands.iter().any(Option::is_none));
    let note = if empty { " Empty: the agreement never ran long enough." } else { "" };
    let mut legend = side_keys(if most == 1 { Mark::Dot } else { Mark::Interval });
    let observations = if key.is_some() { Observations::Exchange } else { Observations::None };
    legend.extend(key);
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: "How many people can be returned and admitted a week?".to_owned(),
        subtitle: format!(
            "Sustained weekly numbers (means from the end of what is known of the exchange until the agreement ended), a row for each setting.{held} {marks}{note}"
        ),
        legend,
        finding: extremes(settings),
        source: source(study, observations),
    };
    let values = settings.iter().flat_map(|setting| setting.bands.iter().flatten()).map(|band| band.high90);
    let most_value = values.chain(means.iter().flatten().copied()).fold(1.0, f64::max);
    let head_of = |table: &Columns| HEADING.max(table.head_lines as f64 * 21.0 + 10.0);
    let grid = settings.len() as f64 * ROW;
    let height = |room: f64| {
        let head = head_of(&Columns::new(axes, settings, room));
        Height::Exactly(head + grid + 50.0)
    };
    page.draw(height, |canvas, area| {
        let table = Columns::new(axes, settings, area.width());
        let head = head_of(&table);
        let top = area.top + head;
        table.draw(canvas, (area.left, area.right), top, settings)?;
        let left = area.left + table.width() + 14.0;
        let narrow = area.width() < NARROW;
        let between = if narrow { 26.0 } else { BETWEEN };
        let wide = (area.right - 10.0 - left - between) / 2.0;
        let value_ticks = ticks(most_value, ((wide / 50.0) as usize).clamp(2, 5));
        for (at, side) in SIDES.iter().enumerate() {
            let from = left + at as f64 * (wide + between);
            let plot = Area { left: from, right: from + wide, top, bottom: top + grid };
            let x = Scale::new((0.0, last(&value_ticks)), (plot.left, plot.right));
            let heading = if narrow { capital(side.metric) } else { fit(side.heading, bold(TEXT), wide) };
            canvas.text((plot.left, top - 12.0), &heading, bold(TEXT), INK, Align::Left)?;
            value_axis(canvas, plot, x, &value_ticks)?;
            if let Some(mean) = means[at] {
                let place = x.place(mean);
                canvas.dashes((place, plot.top), (place, plot.bottom), stroke(INK, 1.4))?;
            }
            for (row, setting) in settings.iter().enumerate() {
                let y = top + (row as f64 + 0.5) * ROW;
                if let Some(band) = &setting.bands[at] {
                    interval(canvas, band, x, y, side.colour, setting.runs == 1)?;
                }
            }
        }
        Ok(())
    })
}

/// The settings with the fewest and the most returns.
fn extremes(settings: &[Setting]) -> String {
    let known = settings.iter().filter_map(|setting| Some((setting.labels.join(", "), setting.bands[0]?)));
    let mut known: Vec<(String, Band)> = known.collect();
    known.sort_by(|a, b| a.1.median.total_cmp(&b.1.median));
    match (known.first(), known.last()) {
        (Some((fewest, low)), Some((most, high))) => format!(
            "Median sustained returns, people a week: fewest at {fewest}, {}; most at {most}, {}.",
            with_range(low),
            with_range(high)
        ),
        _ => "No setting has sustained returns.".to_owned(),
    }
}

fn value_axis(canvas: &Canvas<'_>, plot: Area, x: Scale, ticks: &[f64]) -> Result<(), ChartError> {
    for &tick in ticks {
        let at = x.place(tick);
        let colour = if tick == 0.0 { AXIS } else { GRID };
        canvas.line(&[(at, plot.top), (at, plot.bottom)], stroke(colour, 1.0))?;
        canvas.text((at, plot.bottom + 21.0), &short(tick), plain(TEXT), MUTED, Align::Centre)?;
    }
    canvas.text((plot.left, plot.bottom + 43.0), "People a week", plain(SMALL), MUTED, Align::Left)
}

fn interval(
    canvas: &Canvas<'_>,
    band: &Band,
    x: Scale,
    y: f64,
    colour: Colour,
    single: bool,
) -> Result<(), ChartError> {
    if !single {
        canvas.line(&[(x.place(band.low90), y), (x.place(band.high90), y)], stroke(colour, 2.0))?;
        let (left, right) = (x.place(band.low50), x.place(band.high50));
        canvas.rect(Area { left, right, top: y - 5.5, bottom: y + 5.5 }, colour, 1.0)?;
    }
    let ink = if single { colour } else { INK };
    canvas.dot((x.place(band.median), y), if single { 4.5 } else { 3.6 }, ink)
}

/// The columns of axis values to the left of the rows.
struct Columns {
    heads: Vec<Vec<String>>,
    widths: Vec<f64>,
    head_lines: usize,
}

impl Columns {
    const GAP: f64 = 18.0;
    /// The most room that the columns take, and what share of a narrow sheet.
    const ROOM: f64 = 450.0;
    const SHARE: f64 = 0.44;

    fn new(axes: &[&Axis], settings: &[Setting], sheet: f64) -> Self {
        let longest =
            |texts: &mut dyn Iterator<Item = &str>, face| texts.map(|text| width(text, face)).fold(0.0, f64::max);
        let wanted: Vec<f64> = axes
            .iter()
            .enumerate()
            .map(|(at, axis)| {
                let name = capital(&axis.name);
                let head = longest(&mut name.split(' '), bold(SMALL));
                let cells = settings.iter().filter_map(|setting| setting.labels.get(at));
                let cells = longest(&mut cells.map(String::as_str), plain(TEXT));
                head.max(cells).clamp(60.0, 240.0) + 1.0
            })
            .collect();
        // Columns that together want too much room give up the same share of it.
        let room = Self::ROOM.min(sheet * Self::SHARE) - Self::GAP * axes.len() as f64;
        let shrink = (room / wanted.iter().sum::<f64>()).clamp(0.1, 1.0);
        let widths: Vec<f64> = wanted.iter().map(|wide| wide * shrink).collect();
        let heads: Vec<Vec<String>> =
            axes.iter().zip(&widths).map(|(axis, &wide)| wrap(&capital(&axis.name), bold(SMALL), wide)).collect();
        let head_lines = heads.iter().map(Vec::len).max().unwrap_or(0);
        Self { heads, widths, head_lines }
    }

    fn width(&self) -> f64 {
        self.widths.iter().map(|wide| wide + Self::GAP).sum()
    }

    /// Heads above `top`, values below it; a value that repeats the row above's is left out.
    fn draw(
        &self,
        canvas: &Canvas<'_>,
        (left, right): (f64, f64),
        top: f64,
        settings: &[Setting],
    ) -> Result<(), ChartError> {
        let mut x = left;
        for (at, (head, &wide)) in self.heads.iter().zip(&self.widths).enumerate() {
            for (line, text) in head.iter().rev().enumerate() {
                let y = top - 12.0 - line as f64 * 21.0;
                canvas.text((x, y), text, bold(SMALL), INK, Align::Left)?;
            }
            for (row, setting) in settings.iter().enumerate() {
                let above = row.checked_sub(1).and_then(|row| settings.get(row));
                let repeats = above.is_some_and(|above| above.labels[..=at] == setting.labels[..=at]);
                if !repeats {
                    let text = fit(&setting.labels[at], plain(TEXT), wide);
                    let y = top + (row as f64 + 0.5) * ROW + 6.0;
                    canvas.text((x, y), &text, plain(TEXT), INK, Align::Left)?;
                }
            }
            x += wide + Self::GAP;
        }
        for (row, pair) in settings.windows(2).enumerate() {
            if pair[0].labels.len() > 1 && pair[0].labels[0] != pair[1].labels[0] {
                let y = top + (row as f64 + 1.0) * ROW;
                canvas.line(&[(left, y), (right, y)], stroke(GRID, 1.0))?;
            }
        }
        Ok(())
    }
}
