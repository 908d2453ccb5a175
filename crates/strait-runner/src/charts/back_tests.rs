//! Forecasts from several origins, and what came.

use jiff::civil::Date;

use super::bands::{Band, earlier};
use super::canvas::{Area, Point, stroke};
use super::data::{ChartError, Figure, Words};
use super::look::Size;
use super::page::{Height, Mark, Observations, Page, source_line};
use super::panel::{DATES, HEADING, Panel, day_number, label_room, ticks};
use super::style::{ADMITTED, ARRIVALS, INK, day};
use super::{grid, render};

/// How high a panel is, with its heading and dates [px].
const HIGH: f64 = 250.0;
const LEAST: f64 = 180.0;
const NARROWEST: f64 = 230.0;
const NAME: &str = "back-tests";

/// Weekly arrivals as forecast from one origin; a value a week.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastPanel {
    /// The last day of which anything was known.
    pub origin: Date,
    /// The Sundays on which the weeks end, in order.
    pub ends: Vec<Date>,
    /// What was forecast \[people a week\].
    pub bands: Vec<Option<Band>>,
    /// What was observed \[people a week\].
    pub observed: Vec<Option<f64>>,
    /// The median of the climatology known at the origin \[people a week\].
    pub climatology: Vec<Option<f64>>,
}

/// Draws weekly arrivals as forecast from each origin, with what came and with the climatology's median.
///
/// # Errors
/// [`ChartError::Empty`] when there is no week to draw; [`ChartError::Drawing`] when drawing fails.
pub fn back_tests(words: Words<'_>, panels: &[ForecastPanel]) -> Result<Figure, ChartError> {
    let panels: Vec<&ForecastPanel> = panels.iter().filter(|panel| !panel.ends.is_empty()).collect();
    if panels.is_empty() {
        return Err(ChartError::Empty(NAME));
    }
    let highest = |panel: &&ForecastPanel| {
        let bands = panel.bands.iter().flatten().map(|band| band.high90);
        bands.chain(panel.observed.iter().chain(&panel.climatology).copied().flatten()).fold(0.0, f64::max)
    };
    // One scale for all, so that the levels of the years can be told apart.
    let count = if words.look.size == Size::Page { 5 } else { 3 };
    let value_ticks = ticks(panels.iter().map(highest).fold(1.0, f64::max), count);
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "Weekly arrivals: a year forecast from each date, and what came".to_owned(),
        subtitle: "People a week, fitted to what was known at each date. Line: median; bands: the middle 50% and 90%."
            .to_owned(),
        legend: vec![
            (Mark::Bands(ARRIVALS), "Forecast".to_owned()),
            (Mark::Dots(INK), "Observed by the Home Office".to_owned()),
            (Mark::Dashes(ADMITTED), "Median of the same weeks in the four years before".to_owned()),
        ],
        finding: told(&panels),
        source: source_line(words.caption, Observations::Weekly),
    };
    let most = if words.look.size == Size::Slide { 4 } else { 2 };
    let columns = |room| grid::columns(room, NARROWEST, most.min(panels.len()));
    let height = |room| Height::Stretches {
        usual: grid::height(panels.len(), columns(room), HIGH),
        least: grid::height(panels.len(), columns(room), LEAST),
    };
    let sheet = page.sheet(height, |canvas, area| {
        let columns = columns(area.width());
        let high = grid::share(area.height(), panels.len(), columns);
        for (place, panel) in grid::places(area, panels.len(), columns, high).zip(&panels) {
            let plot = Area {
                left: place.left + label_room(&value_ticks),
                right: place.right - 8.0,
                top: place.top + HEADING,
                bottom: place.bottom - DATES,
            };
            let (first, last) = (panel.ends[0], panel.ends[panel.ends.len() - 1]);
            let dates = (earlier(first, 6).unwrap_or(first), last);
            let known = if plot.width() < 200.0 { "To" } else { "Known to" };
            let heading = format!("{known} {}", day(panel.origin));
            let drawn = Panel::new(canvas, plot, dates, &value_ticks, &heading)?;
            drawn.date_axis(dates, true)?;
            drawn.bands(&panel.ends, &panel.bands, ARRIVALS, false)?;
            let place = |values: &[Option<f64>]| -> Vec<Option<Point>> {
                let values = panel.ends.iter().zip(values);
                values.map(|(&end, value)| Some((drawn.x.place(day_number(end)), drawn.y.place((*value)?)))).collect()
            };
            for piece in pieces(&place(&panel.climatology)) {
                canvas.dashed_path(&piece, stroke(ADMITTED, 1.7))?;
            }
            for piece in pieces(&place(&panel.observed)) {
                canvas.line(&piece, stroke(INK, 1.2))?;
                for &point in &piece {
                    canvas.dot(point, 2.0, INK)?;
                }
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}

/// How many observed weeks the ranges held, in a sentence.
fn told(panels: &[&ForecastPanel]) -> String {
    let weeks = panels.iter().flat_map(|panel| panel.bands.iter().zip(&panel.observed));
    let both: Vec<(&Band, f64)> = weeks.filter_map(|(band, observed)| Some((band.as_ref()?, (*observed)?))).collect();
    let held = both.iter().filter(|(band, observed)| (band.low90..=band.high90).contains(observed)).count();
    format!("Of {} observed weeks {held} lay within the middle 90% of their forecast.", both.len())
}

/// The stretches without gaps.
fn pieces(points: &[Option<Point>]) -> Vec<Vec<Point>> {
    let pieces = points.split(Option::is_none).filter(|piece| !piece.is_empty());
    pieces.map(|piece| piece.iter().copied().flatten().collect()).collect()
}
