//! What was assumed of each fitted parameter, and what the data leave of it.

use super::canvas::{Align, Area, Point, stroke};
use super::data::{ChartError, Figure, Words};
use super::density::density;
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source_line};
use super::panel::Scale;
use super::style::{AXIS, BAND_50, INK, MUTED, RETURNED, SMALL, short};
use super::text::{bold, fit, plain, width, wrap};
use super::{grid, render};

const COLUMNS: usize = 4;
const HIGH: f64 = 188.0;
const NARROWEST: f64 = 220.0;
const POINTS: usize = 161;
const NAME: &str = "posterior";
const NOTHING: &str = "the data say nothing";

/// One parameter before and after the fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Marginal {
    /// The parameter's name in words.
    pub name: String,
    /// Its unit; empty for a pure number.
    pub unit: String,
    /// The lowest value it can take.
    pub low: f64,
    /// The highest value it can take.
    pub high: f64,
    /// Equally likely draws before the fit.
    pub prior: Vec<f64>,
    /// Draws after the fit, each with its weight.
    pub posterior: Vec<(f64, f64)>,
    /// Whether the data say anything about it.
    pub informed: bool,
}

/// Draws each parameter's density before and after the fit.
///
/// # Errors
/// [`ChartError::Empty`] when there is no parameter; [`ChartError::Drawing`] when drawing fails.
pub fn posterior(words: Words<'_>, marginals: &[Marginal]) -> Result<Figure, ChartError> {
    if marginals.is_empty() {
        return Err(ChartError::Empty(NAME));
    }
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "What the data say about each fitted parameter".to_owned(),
        subtitle: "Densities over each parameter’s range; in a panel both have the same area, so that a narrow one is \
                   high."
            .to_owned(),
        legend: vec![
            (Mark::Fill(RETURNED), "Assumed before the fit".to_owned()),
            (Mark::Line(INK), "After the fit".to_owned()),
        ],
        finding: told(marginals),
        source: source_line(words.caption, Observations::None),
    };
    let most = if words.look.size == Size::Slide { 2 * COLUMNS } else { COLUMNS };
    let columns = |room| grid::columns(room, NARROWEST, most.min(marginals.len()));
    let height = |room| Height::Exactly(grid::height(marginals.len(), columns(room), HIGH));
    let sheet = page.sheet(height, |canvas, area| {
        let columns = columns(area.width());
        for (place, marginal) in grid::places(area, marginals.len(), columns, HIGH).zip(marginals) {
            let name = wrap(&marginal.name, bold(SMALL), place.width());
            // A name of one line stands right above its unit.
            let lines = name.len().min(2);
            for (line, text) in name.iter().take(2).enumerate() {
                let y = place.top + 14.0 + (line + 2 - lines) as f64 * 19.0;
                canvas.text((place.left, y), text, bold(SMALL), INK, Align::Left)?;
            }
            let under = subtitle(marginal, place.width());
            canvas.text((place.left, place.top + 52.0), &under, plain(SMALL), MUTED, Align::Left)?;
            let plot = Area { top: place.top + 64.0, bottom: place.bottom - 26.0, ..place };
            curves(marginal, plot, canvas)?;
            canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], stroke(AXIS, 1.0))?;
            let middle = (marginal.low + marginal.high) / 2.0;
            let ends = [(marginal.low, Align::Left), (middle, Align::Centre), (marginal.high, Align::Right)];
            let x = Scale::new((marginal.low, marginal.high), (plot.left, plot.right));
            for (value, align) in ends {
                let at = x.place(value);
                canvas.line(&[(at, plot.bottom), (at, plot.bottom + 5.0)], stroke(AXIS, 1.0))?;
                canvas.text((at, plot.bottom + 21.0), &short(value), plain(SMALL), MUTED, align)?;
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}

/// Which parameters the data say something of, in a sentence.
fn told(marginals: &[Marginal]) -> String {
    let informed: Vec<&str> =
        marginals.iter().filter(|marginal| marginal.informed).map(|marginal| marginal.name.as_str()).collect();
    match informed.is_empty() {
        true => format!("The data say nothing about any of {} parameters.", marginals.len()),
        false => format!(
            "The data say something about {} of {} parameters: {}.",
            informed.len(),
            marginals.len(),
            informed.join(", ")
        ),
    }
}

/// The unit, and whether the data say nothing, which is never cut short.
fn subtitle(marginal: &Marginal, room: f64) -> String {
    match (marginal.informed, marginal.unit.is_empty()) {
        (true, _) => fit(&marginal.unit, plain(SMALL), room),
        (false, true) => NOTHING.to_owned(),
        (false, false) => {
            let rest = format!(" · {NOTHING}");
            format!("{}{rest}", fit(&marginal.unit, plain(SMALL), room - width(&rest, plain(SMALL)) - 6.0))
        }
    }
}

/// The prior as a pale shape and the posterior as a dark line.
fn curves(marginal: &Marginal, plot: Area, canvas: &super::canvas::Canvas<'_>) -> Result<(), ChartError> {
    let range = (marginal.low, marginal.high);
    let prior: Vec<(f64, f64)> = marginal.prior.iter().map(|&value| (value, 1.0)).collect();
    let (prior, posterior) = (density(&prior, range, POINTS), density(&marginal.posterior, range, POINTS));
    let highest = prior.iter().chain(&posterior).flatten().copied().fold(0.0, f64::max);
    let x = Scale::new((0.0, (POINTS - 1) as f64), (plot.left, plot.right));
    let y = Scale::new((0.0, highest * 1.04), (plot.bottom, plot.top));
    let curve = |heights: &[f64]| -> Vec<Point> {
        heights.iter().enumerate().map(|(at, &height)| (x.place(at as f64), y.place(height))).collect()
    };
    if let Some(prior) = prior {
        let feet = [(plot.right, plot.bottom), (plot.left, plot.bottom)];
        let outline: Vec<Point> = curve(&prior).into_iter().chain(feet).collect();
        canvas.polygon(&outline, RETURNED, BAND_50)?;
    }
    match posterior {
        Some(posterior) => canvas.line(&curve(&posterior), stroke(INK, 2.2)),
        None => Ok(()),
    }
}
