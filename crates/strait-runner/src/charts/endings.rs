//! How the agreement fared: for each setting the shares of runs in which it stood, lapsed or was ended.

use std::collections::BTreeSet;

use super::Context;
use super::axes::{self, Axis};
use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch, Study};
use super::held::Held;
use super::look::Theme;
use super::page::{Height, Mark, Observations, Page, pooled_title, source};
use super::panel::Scale;
use super::style::{AXIS, Colour, GRID, INK, MUTED, SMALL, TEXT, capital, number};
use super::text::{bold, fit, plain, width};
use crate::store::Column;

/// What became of the agreement in a run, in the order of the bars' parts, with the kind of their colour.
const FATES: [(&str, Colour); 6] = [
    ("Stood at the end, without suspension or pause", Colour::Kind(0)),
    ("Stood at the end, but was suspended or paused", Colour::Kind(4)),
    ("Ended by notice", Colour::Kind(1)),
    ("Lapsed", Colour::Kind(6)),
    ("Ended by a court", Colour::Kind(3)),
    ("Ended otherwise, or never in force", Colour::Kind(7)),
];

const MOST_BARS: usize = 24;
const MOST_LEVELS: usize = 6;
/// An axis whose values differ by less than this share of runs does not change how the agreement fares.
const LEAST_CHANGE: f64 = 0.02;
const ROW: f64 = 30.0;
const HEAD: f64 = 34.0;
const FOOT: f64 = 54.0;

/// The runs of one setting, or of all.
struct Bar {
    label: String,
    runs: usize,
    /// Shares of its runs, in the order of [`FATES`].
    shares: [f64; FATES.len()],
}

impl Bar {
    fn of(label: String, runs: &[usize], fates: &[Option<usize>]) -> Self {
        let known: Vec<usize> = runs.iter().filter_map(|&run| fates[run]).collect();
        let share = |fate| known.iter().filter(|own| **own == fate).count() as f64 / known.len().max(1) as f64;
        Self { label, runs: known.len(), shares: std::array::from_fn(share) }
    }
}

/// The bars that stand together, below what they have in common.
struct Group {
    heading: String,
    bars: Vec<Bar>,
}

pub(super) fn draw(context: &Context<'_>) -> Result<Sketch, ChartError> {
    let study = context.study;
    if !context.has_agreement() {
        return Sketch::skip("there is no agreement in any run");
    }
    let Some(fates) = fates(study) else {
        return Sketch::skip("the runs table does not say how the agreement ended");
    };
    let seen: BTreeSet<usize> = fates.iter().flatten().copied().collect();
    let only = seen.first().map(|&fate| FATES[fate].0);
    match (seen.len(), only) {
        (0, _) | (_, None) => return Sketch::skip("the runs table does not say how the agreement ended"),
        (1, Some(fate)) => {
            return Sketch::skip(format!("the agreement fared the same in all runs ({})", fate.to_lowercase()));
        }
        _ => {}
    }
    let axes = axes::read(study);
    let shown = movers(&axes, &fates);
    let held = if shown.is_empty() { None } else { Held::showing(&axes, shown.clone()) };
    let merged = shown.iter().any(|axis| axis.levels(usize::MAX).len() > axis.levels(MOST_LEVELS).len());
    let together = axes.len() > shown.len() && held.is_none() || merged;
    let all: Vec<usize> = held.as_ref().map_or_else(|| (0..fates.len()).collect(), |held| held.rows.clone());
    let own: BTreeSet<usize> = all.iter().copied().collect();
    let fates: Vec<Option<usize>> =
        fates.into_iter().enumerate().map(|(run, fate)| fate.filter(|_| own.contains(&run))).collect();
    let everything = Bar::of("All runs".to_owned(), &all, &fates);
    let groups = groups(&shown, everything, &fates);
    let seen: BTreeSet<usize> = fates.iter().flatten().copied().collect();
    let legend = seen.iter().map(|&fate| (Mark::Bar(FATES[fate].1), FATES[fate].0.to_owned())).collect();
    let page = Page {
        look: context.look,
        study: study.title.to_owned(),
        title: pooled_title("How does the agreement fare?", if together { context.calendar.points } else { 1 }),
        subtitle: subtitle(study, &axes, &shown, &groups, held.as_ref().map(Held::in_words)),
        legend,
        finding: finding(&Bar::of(String::new(), &all, &fates), &groups),
        source: source(study, Observations::None),
    };
    bars(page, &groups)
}

/// What became of the agreement in each run; `None` for a run without outcomes.
fn fates(study: &Study<'_>) -> Option<Vec<Option<usize>>> {
    let names = ["stood_at_end", "suspension_days", "court_pause_days", "ended_by_notice", "lapsed", "ended_by_court"];
    let columns: Vec<Vec<f64>> = names.iter().map(|name| study.runs.numbers(name)).collect::<Option<_>>()?;
    let fate = |run: usize| {
        let values: Vec<f64> = columns.iter().map(|column| column[run]).collect();
        let [stood, suspended, paused, notice, lapsed, court] = values[..] else { return None };
        stood.is_finite().then(|| match () {
            () if stood > 0.0 => usize::from(suspended > 0.0 || paused > 0.0),
            () if court > 0.0 => 4,
            () if notice > 0.0 => 2,
            () if lapsed > 0.0 => 3,
            () => 5,
        })
    };
    Some((0..study.runs.rows()).map(fate).collect())
}

/// The two axes along which the shares differ most, or one where two have too many values together; in the study's order.
fn movers<'a>(axes: &'a [Axis], fates: &[Option<usize>]) -> Vec<&'a Axis> {
    let change = |axis: &Axis| {
        let levels: Vec<Bar> =
            axis.levels(MOST_LEVELS).into_iter().map(|level| Bar::of(level.label, &level.runs, fates)).collect();
        let spread = |fate: usize| {
            let shares = levels.iter().filter(|level| level.runs > 0).map(|level| level.shares[fate]);
            shares.clone().fold(0.0, f64::max) - shares.fold(1.0, f64::min)
        };
        (0..FATES.len()).map(spread).fold(0.0, f64::max)
    };
    let mut moving: Vec<(usize, f64)> = axes.iter().map(change).enumerate().collect();
    moving.retain(|(_, change)| *change >= LEAST_CHANGE);
    moving.sort_by(|a, b| b.1.total_cmp(&a.1));
    moving.truncate(2);
    let bars: usize = moving.iter().map(|(at, _)| axes[*at].levels(MOST_LEVELS).len()).product();
    if bars > MOST_BARS {
        moving.truncate(1);
    }
    moving.sort_by_key(|(at, _)| *at);
    moving.into_iter().map(|(at, _)| &axes[at]).collect()
}

fn groups(shown: &[&Axis], everything: Bar, fates: &[Option<usize>]) -> Vec<Group> {
    match shown {
        [] => vec![Group { heading: String::new(), bars: vec![everything] }],
        [only] => {
            let levels = only.levels(MOST_LEVELS).into_iter().take(MOST_BARS);
            let bars = levels.map(|level| Bar::of(capital(&level.label), &level.runs, fates)).collect();
            vec![Group { heading: capital(&only.name), bars }]
        }
        [first, second, ..] => {
            let within = second.levels(MOST_LEVELS);
            let group = |level: axes::Level| {
                let own: BTreeSet<usize> = level.runs.into_iter().collect();
                let bar = |level: &axes::Level| {
                    let runs: Vec<usize> = level.runs.iter().copied().filter(|run| own.contains(run)).collect();
                    Bar::of(capital(&level.label), &runs, fates)
                };
                let heading = format!("{}: {}, by {}", capital(&first.name), level.label, second.name);
                Group { heading, bars: within.iter().map(bar).collect() }
            };
            first.levels(MOST_LEVELS).into_iter().map(group).collect()
        }
    }
}

fn subtitle(study: &Study<'_>, axes: &[Axis], shown: &[&Axis], groups: &[Group], held: Option<String>) -> String {
    let counts = groups.iter().flat_map(|group| group.bars.iter().map(|bar| bar.runs));
    let (fewest, most) = (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0));
    let each = match fewest == most {
        true => number(most as f64, 0),
        false => format!("{} to {}", number(fewest as f64, 0), number(most as f64, 0)),
    };
    let names: Vec<&str> = shown.iter().map(|axis| axis.name.as_str()).collect();
    let what = match (names.as_slice(), axes.is_empty()) {
        ([], true) => format!("Shares of {each} runs."),
        ([], false) => format!("Shares of {each} runs of all settings together, which hardly differ."),
        (names, _) => format!("Shares of runs, {each} for each setting of {}.", names.join(" and ")),
    };
    let pooled: Vec<&str> =
        axes.iter().map(|axis| axis.name.as_str()).filter(|name| !names.is_empty() && !names.contains(name)).collect();
    let pooled = match held {
        Some(held) => held,
        None if pooled.is_empty() => String::new(),
        None => format!(" Taken together: all values of {}.", pooled.join(", ")),
    };
    let more = match shown {
        [only] => only.levels(MOST_LEVELS).len().saturating_sub(MOST_BARS),
        _ => 0,
    };
    let left_out = if more == 0 { String::new() } else { format!(" {more} more values are not shown.") };
    let replicates = match study.runs.column("replicate") {
        Some(Column::Integer(replicates)) => replicates.iter().collect::<BTreeSet<_>>().len(),
        _ => 1,
    };
    // Settings of one replicate share their luck, so that runs of a bar are not all independent of one another.
    let chance = match replicates {
        1 => " One replicate: another would differ.".to_owned(),
        _ => format!(
            " With {replicates} replicates, chance alone can move a share by up to {} points either way.",
            number(98.0 / (replicates as f64).sqrt(), 0)
        ),
    };
    format!("{what}{pooled}{left_out}{chance}")
}

fn percent(share: f64) -> String {
    format!("{}%", number(100.0 * share, 0))
}

fn finding(everything: &Bar, groups: &[Group]) -> String {
    let parts: Vec<String> = FATES
        .iter()
        .zip(everything.shares)
        .filter(|(_, share)| *share > 0.0)
        .map(|((name, _), share)| format!("{} {}", name.to_lowercase(), percent(share)))
        .collect();
    let mut stood: Vec<f64> = groups
        .iter()
        .flat_map(|group| group.bars.iter().filter(|bar| bar.runs > 0).map(|bar| bar.shares[0] + bar.shares[1]))
        .collect();
    stood.sort_by(f64::total_cmp);
    let range = match stood.as_slice() {
        [low, .., high] => {
            format!(" From setting to setting it stood at the end in {} to {}.", percent(*low), percent(*high))
        }
        _ => String::new(),
    };
    format!("Of all runs shown: {}.{range}", parts.join("; "))
}

fn bars(page: Page, groups: &[Group]) -> Result<Sketch, ChartError> {
    let rows: usize = groups.iter().map(|group| group.bars.len()).sum();
    let headings = groups.iter().filter(|group| !group.heading.is_empty()).count();
    let high = headings as f64 * HEAD + rows as f64 * ROW + FOOT + 6.0;
    page.draw(
        |_| Height::Exactly(high),
        |canvas, area| {
            let labels = groups.iter().flat_map(|group| group.bars.iter());
            let widest = labels.map(|bar| width(&bar.label, plain(TEXT))).fold(0.0, f64::max);
            let room = widest.min(area.width() * 0.4);
            let x = Scale::new((0.0, 1.0), (area.left + room + 14.0, area.right - 24.0));
            let foot = area.bottom - FOOT;
            let mut y = area.top;
            for group in groups {
                if !group.heading.is_empty() {
                    let text = fit(&group.heading, bold(TEXT), area.width());
                    canvas.text((area.left, y + 23.0), &text, bold(TEXT), INK, Align::Left)?;
                    y += HEAD;
                }
                let bottom = y + ROW * group.bars.len() as f64;
                for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
                    canvas.line(&[(x.place(tick), y), (x.place(tick), bottom)], stroke(GRID, 1.0))?;
                }
                for bar in &group.bars {
                    let label = fit(&bar.label, plain(TEXT), room);
                    canvas.text((area.left, y + ROW / 2.0 + 6.0), &label, plain(TEXT), INK, Align::Left)?;
                    parts(canvas, bar, x, (y + 3.0, y + ROW - 3.0))?;
                    y += ROW;
                }
                canvas.line(
                    &[(x.place(0.0), bottom - ROW * group.bars.len() as f64), (x.place(0.0), bottom)],
                    stroke(AXIS, 1.0),
                )?;
            }
            for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
                canvas.text((x.place(tick), foot + 22.0), &percent(tick), plain(SMALL), MUTED, Align::Centre)?;
            }
            canvas.text((x.place(0.0), foot + 44.0), "Share of runs", plain(SMALL), MUTED, Align::Left)
        },
    )
}

/// The parts of one bar, each with its share where that fits in.
fn parts(canvas: &Canvas<'_>, bar: &Bar, x: Scale, (top, bottom): (f64, f64)) -> Result<(), ChartError> {
    let mut before = 0.0;
    for ((_, colour), share) in FATES.iter().zip(bar.shares) {
        let place = Area { left: x.place(before), right: x.place(before + share), top, bottom };
        before += share;
        if place.width() < 0.05 {
            continue;
        }
        canvas.rect(place, *colour, 1.0)?;
        let text = percent(share);
        if width(&text, plain(SMALL)) + 14.0 > place.width() {
            continue;
        }
        let middle = ((place.left + place.right) / 2.0, (top + bottom) / 2.0 + 5.5);
        match canvas.theme {
            Theme::Light => canvas.text(middle, &text, plain(SMALL), canvas.theme.ink_on(*colour), Align::Centre)?,
            // Letters are hard to read on hatching.
            Theme::Print => canvas.label(middle, &text, plain(SMALL), INK, Align::Centre)?,
        }
    }
    Ok(())
}
