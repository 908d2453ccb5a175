//! Where people are held up after they were chosen for return: bars of reasons, by month or by setting.

use std::collections::BTreeMap;

use jiff::civil::Date;
use strait::gates::{GATES, Gate};
use strait::metrics::Metric;

use super::bands::mean;
use super::canvas::{Align, Area, stroke};
use super::data::{ChartError, Sketch};
use super::gates::month_axis;
use super::held::Held;
use super::page::{Height, Mark, Observations, Page, pooled_title, runs_in_words, source};
use super::panel::{HEADING, Scale, label_room, last, ticks};
use super::settings::{self, Setting};
use super::style::{AXIS, Colour, GRID, INK, MOST_KINDS, MUTED, SMALL, TEXT, number, short};
use super::text::{bold, fit, plain, width};
use super::words::largest;
use super::{Context, axes};

/// Most settings that are shown: of a larger grid the axes that move the stops most, the others held.
const MOST_SETTINGS: usize = 16;
const MOST_LEVELS: usize = 6;
const ROW: f64 = 32.0;
const HEAD: f64 = 36.0;
const FOOT: f64 = 54.0;
const MONTHS: f64 = 46.0;

/// A reason and its gates, the last of which holds all that are not told apart.
struct Reason {
    name: String,
    gates: Vec<&'static Gate>,
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let weeks = Weeks::read(context);
    let everyone: Vec<usize> = (0..context.calendar.runs).collect();
    let mut found: Vec<(&Gate, f64)> = GATES
        .iter()
        .filter(|gate| gate.stops_the_chosen())
        .map(|gate| (gate, weeks.mean(gate.metric, &everyone, None)))
        .filter(|(_, a_week)| *a_week > 0.0)
        .collect();
    if found.is_empty() {
        return Sketch::skip("nobody who had been chosen for return was stopped");
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    let told_apart = if found.len() > MOST_KINDS { MOST_KINDS - 1 } else { found.len() };
    let mut reasons: Vec<Reason> =
        found[..told_apart].iter().map(|(gate, _)| Reason { name: gate.name.to_owned(), gates: vec![gate] }).collect();
    if found.len() > told_apart {
        reasons.push(Reason {
            name: "All others".to_owned(),
            gates: found[told_apart..].iter().map(|(gate, _)| *gate).collect(),
        });
    }
    let told: Vec<(String, f64)> = found.iter().map(|(gate, a_week)| (gate.name.to_owned(), *a_week)).collect();
    let swept = !axes::read(context.study).is_empty();
    let bars = swept.then(|| Bars::of(context, &weeks));
    let (by, held, pooled) = match &bars {
        None => ("by month", "", context.calendar.points),
        Some(Bars { held, pooled: false, .. }) => ("a bar for each setting", held.as_str(), 1),
        Some(_) => ("a bar for each value of an axis over all settings of the others", "", context.calendar.points),
    };
    let runs = bars.as_ref().map_or(context.calendar.runs, |bars| bars.runs(context));
    let runs = match pooled {
        1 if swept => format!("{} runs of the settings shown", number(runs as f64, 0)),
        points => runs_in_words(points, runs),
    };
    let over = if context.calendar.runs == 1 {
        format!("From {runs}.")
    } else {
        format!("Means, so that they add up, over {runs}.")
    };
    let page = Page {
        look: context.look,
        study: context.study.title.to_owned(),
        title: pooled_title("Where are people held up who were chosen for return?", pooled),
        subtitle: format!(
            "Stops a week, {by}, since the agreement began. One person can be held up at several gates, so that a bar \
             counts stops, not people; a pause by a court or France counts those too whom it kept from being chosen.{held} {over}"
        ),
        legend: reasons
            .iter()
            .enumerate()
            .map(|(kind, reason)| (Mark::Bar(Colour::Kind(kind)), reason.name.clone()))
            .collect(),
        finding: format!("Most stops a week: {}.", largest(&told, 4)),
        source: source(context.study, Observations::None),
    };
    match bars {
        Some(bars) => by_setting(context, page, &weeks, &reasons, &bars.groups),
        None => by_month(context, page, &weeks, &reasons),
    }
}

/// The settings that have a bar each.
struct Bars {
    groups: Vec<(String, Vec<Setting>)>,
    /// At what other axes are held, in a sentence.
    held: String,
    /// Whether a bar takes several settings together.
    pooled: bool,
}

impl Bars {
    fn of(context: &Context<'_>, weeks: &Weeks) -> Self {
        let each = settings::each(context);
        let axes = axes::read(context.study);
        if each.len() <= MOST_SETTINGS {
            return Self { groups: vec![(settings::heading(&axes), each)], held: String::new(), pooled: false };
        }
        let gates = || GATES.iter().filter(|gate| gate.stops_the_chosen());
        let stops = |setting: &Setting| -> f64 {
            let runs = setting.runs(context);
            gates().map(|gate| weeks.mean(gate.metric, &runs, None)).sum()
        };
        let stops = settings::by_row(context, &each.iter().map(stops).collect::<Vec<_>>());
        match Held::of(&axes, &stops, usize::MAX, MOST_SETTINGS) {
            Some(held) => Self {
                groups: vec![(settings::heading(held.shown.iter().copied()), settings::held(context, &held))],
                held: held.in_words(),
                pooled: false,
            },
            None => Self { groups: settings::by_axis(context, MOST_LEVELS), held: String::new(), pooled: true },
        }
    }

    /// How many runs the bars are over.
    fn runs(&self, context: &Context<'_>) -> usize {
        if self.pooled {
            return context.calendar.runs;
        }
        self.groups.iter().flat_map(|(_, settings)| settings).map(|setting| setting.runs(context).len()).sum()
    }
}

/// Weekly stops at each gate since the agreement began.
struct Weeks {
    weeks: Vec<Date>,
    /// For each gate, by run and week.
    runs: BTreeMap<Metric, Vec<Vec<f64>>>,
    from: Option<Date>,
}

impl Weeks {
    fn read(context: &Context<'_>) -> Self {
        let mut weeks = Vec::new();
        let mut runs = BTreeMap::new();
        for gate in GATES.iter().filter(|gate| gate.stops_the_chosen()) {
            if let Some(weekly) = context.calendar.weekly(context.study.daily, gate.metric.name()) {
                let weekly = weekly.whole_weeks();
                weeks.clone_from(&weekly.weeks);
                runs.insert(gate.metric, weekly.runs);
            }
        }
        Self { weeks, runs, from: context.agreement_dates().map(|(from, _)| from) }
    }

    /// The mean a week over some runs, of all weeks or of one month.
    fn mean(&self, gate: Metric, runs: &[usize], month: Option<Date>) -> f64 {
        let Some(values) = self.runs.get(&gate) else {
            return 0.0;
        };
        let counted = |at: &usize| {
            let week = self.weeks[*at];
            self.from.is_none_or(|from| week >= from) && month.is_none_or(|month| week.first_of_month() == month)
        };
        let weeks: Vec<usize> = (0..self.weeks.len()).filter(counted).collect();
        mean(runs.iter().flat_map(|&run| weeks.iter().map(move |&week| values[run][week]))).unwrap_or(0.0)
    }

    /// The mean a week for each reason.
    fn of(&self, reasons: &[Reason], runs: &[usize], month: Option<Date>) -> Vec<f64> {
        let sum = |reason: &Reason| reason.gates.iter().map(|gate| self.mean(gate.metric, runs, month)).sum();
        reasons.iter().map(sum).collect()
    }

    fn months(&self) -> Vec<Date> {
        let counted = self.weeks.iter().filter(|week| self.from.is_none_or(|from| **week >= from));
        let mut months: Vec<Date> = counted.map(|week| week.first_of_month()).collect();
        months.dedup();
        months
    }
}

fn by_month(context: &Context<'_>, page: Page, weeks: &Weeks, reasons: &[Reason]) -> Result<Sketch, ChartError> {
    let everyone: Vec<usize> = (0..context.calendar.runs).collect();
    let months = weeks.months();
    let bars: Vec<Vec<f64>> = months.iter().map(|&month| weeks.of(reasons, &everyone, Some(month))).collect();
    let most = bars.iter().map(|bar| bar.iter().sum::<f64>()).fold(0.0, f64::max);
    let value_ticks = ticks(most, 5);
    page.draw(
        |_| Height::about(460.0),
        |canvas, area| {
            let plot = Area {
                left: area.left + label_room(&value_ticks),
                right: area.right - 8.0,
                top: area.top + HEADING,
                bottom: area.bottom - MONTHS,
            };
            let y = Scale::new((0.0, last(&value_ticks)), (plot.bottom, plot.top));
            canvas.text((plot.left, plot.top - 14.0), "Stops a week", bold(TEXT), INK, Align::Left)?;
            for &tick in &value_ticks {
                let at = y.place(tick);
                let colour = if tick == 0.0 { AXIS } else { GRID };
                canvas.line(&[(plot.left, at), (plot.right, at)], stroke(colour, 1.0))?;
                canvas.text((plot.left - 9.0, at + 6.0), &short(tick), plain(TEXT), MUTED, Align::Right)?;
            }
            let wide = (plot.width() / months.len().max(1) as f64).min(72.0);
            for (at, bar) in bars.iter().enumerate() {
                let left = plot.left + at as f64 * wide;
                let mut below = 0.0;
                for (kind, value) in bar.iter().enumerate() {
                    let (top, bottom) = (y.place(below + value), y.place(below));
                    below += value;
                    if bottom - top > 0.05 {
                        let place = Area { left: left + wide * 0.1, right: left + wide * 0.9, top, bottom };
                        canvas.rect(place, Colour::Kind(kind), 1.0)?;
                    }
                }
            }
            month_axis(canvas, &months, plot.left, wide, plot.bottom)
        },
    )
}

fn by_setting(
    context: &Context<'_>,
    page: Page,
    weeks: &Weeks,
    reasons: &[Reason],
    groups: &[(String, Vec<Setting>)],
) -> Result<Sketch, ChartError> {
    let bars: Vec<Vec<Vec<f64>>> = groups
        .iter()
        .map(|(_, settings)| settings.iter().map(|setting| weeks.of(reasons, &setting.runs(context), None)).collect())
        .collect();
    let most = bars.iter().flatten().map(|bar| bar.iter().sum::<f64>()).fold(0.0, f64::max);
    let rows: usize = groups.iter().map(|(_, settings)| settings.len()).sum();
    let high = groups.len() as f64 * HEAD + rows as f64 * ROW + FOOT;
    page.draw(
        |_| Height::Exactly(high),
        |canvas, area| {
            let labels = groups.iter().flat_map(|(_, settings)| settings.iter());
            let widest = labels.map(|setting| width(&setting.label, plain(TEXT))).fold(0.0, f64::max);
            let room = widest.min(area.width() * 0.42);
            let plot = Area { left: area.left + room + 14.0, right: area.right - 16.0, ..area };
            let value_ticks = ticks(most, ((plot.width() / 70.0) as usize).clamp(2, 8));
            let x = Scale::new((0.0, last(&value_ticks)), (plot.left, plot.right));
            let foot = area.bottom - FOOT;
            for &tick in &value_ticks {
                canvas.text((x.place(tick), foot + 22.0), &short(tick), plain(SMALL), MUTED, Align::Centre)?;
            }
            let mut y = area.top;
            for ((heading, settings), bars) in groups.iter().zip(&bars) {
                let text = fit(&format!("By {heading}"), bold(TEXT), area.width());
                canvas.label((area.left, y + 24.0), &text, bold(TEXT), INK, Align::Left)?;
                y += HEAD;
                // Lines stand behind the bars alone, so that none runs through a heading.
                let (top, bottom) = (y, y + settings.len() as f64 * ROW);
                for &tick in &value_ticks {
                    canvas.line(&[(x.place(tick), top), (x.place(tick), bottom)], stroke(GRID, 1.0))?;
                }
                for (setting, bar) in settings.iter().zip(bars) {
                    let label = fit(&setting.label, plain(TEXT), room);
                    canvas.text((area.left, y + ROW / 2.0 + 5.0), &label, plain(TEXT), INK, Align::Left)?;
                    let mut before = 0.0;
                    for (kind, value) in bar.iter().enumerate() {
                        let (left, right) = (x.place(before), x.place(before + value));
                        before += value;
                        if right - left > 0.05 {
                            let place = Area { left, right, top: y + 4.0, bottom: y + ROW - 4.0 };
                            canvas.rect(place, Colour::Kind(kind), 1.0)?;
                        }
                    }
                    y += ROW;
                }
                canvas.line(&[(plot.left, top), (plot.left, bottom)], stroke(AXIS, 1.0))?;
            }
            canvas.text((plot.left, foot + 44.0), "Stops a week", plain(SMALL), MUTED, Align::Left)
        },
    )
}
