//! A plot with axes: scales, ticks, bands and lines in data coordinates.

use jiff::civil::Date;

use super::bands::Band;
use super::canvas::{Align, Area, Canvas, Point, Stroke, stroke};
use super::data::ChartError;
use super::look::Theme;
use super::style::{AXIS, BAND_50, BAND_90, Colour, GRID, INK, MUTED, SMALL, TEXT, short};
use super::text::{bold, plain, width};

/// Room above a plot for its heading and below it for dates [px].
pub(super) const HEADING: f64 = 30.0;
pub(super) const DATES: f64 = 48.0;

/// A linear way from data to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Puts `low` at pixel `from` and `high` at pixel `to`.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// The pixel of a value; values beyond the ends stay at the ends.
    pub(super) fn place(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }

    /// Whether a value lies between the ends.
    pub(super) fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Even, round ticks from 0 to at least `most`, about `count` of them.
pub(super) fn ticks(most: f64, count: usize) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let rough = most / count as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(10.0 * power);
    (0..=(most / step - 1e-9).ceil() as usize).map(|tick| tick as f64 * step).collect()
}

/// The last of some ticks.
pub(super) fn last(ticks: &[f64]) -> f64 {
    ticks.last().copied().unwrap_or(1.0)
}

/// How much room tick labels take on the left.
pub(super) fn label_room(ticks: &[f64]) -> f64 {
    ticks.iter().map(|&tick| width(&short(tick), plain(TEXT))).fold(0.0, f64::max) + 12.0
}

/// Days since 1970: dates as numbers.
pub(crate) fn day_number(date: Date) -> f64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() as f64 / 86_400.0
}

/// A plot over time.
pub(super) struct Panel<'c, 's> {
    pub(super) canvas: &'c Canvas<'s>,
    pub(super) plot: Area,
    pub(super) x: Scale,
    pub(super) y: Scale,
    /// Where the heading ends [px].
    heading_end: f64,
}

impl<'c, 's> Panel<'c, 's> {
    /// Draws heading, grid and value axis; `area` is the plot itself, without labels.
    pub(super) fn new(
        canvas: &'c Canvas<'s>,
        plot: Area,
        dates: (Date, Date),
        value_ticks: &[f64],
        heading: &str,
    ) -> Result<Self, ChartError> {
        let x = Scale::new((day_number(dates.0), day_number(dates.1)), (plot.left, plot.right));
        let lowest = value_ticks.first().copied().unwrap_or(0.0);
        let y = Scale::new((lowest, last(value_ticks)), (plot.bottom, plot.top));
        canvas.text((plot.left, plot.top - 14.0), heading, bold(TEXT), INK, Align::Left)?;
        let heading_end = plot.left + width(heading, bold(TEXT));
        for &tick in value_ticks {
            let at = y.place(tick);
            let colour = if tick == 0.0 { AXIS } else { GRID };
            canvas.line(&[(plot.left, at), (plot.right, at)], stroke(colour, 1.0))?;
            canvas.text((plot.left - 9.0, at + 6.0), &short(tick), plain(TEXT), MUTED, Align::Right)?;
        }
        Ok(Self { canvas, plot, x, y, heading_end })
    }

    /// Draws the dates below, as many as fit; without `labels` only the tick marks.
    pub(super) fn date_axis(&self, dates: (Date, Date), labels: bool) -> Result<(), ChartError> {
        let ticks = date_ticks(dates, (self.plot.width() / 62.0) as usize);
        let mut year = None;
        let mut free_from = f64::NEG_INFINITY;
        for (date, text) in ticks {
            let at = self.x.place(day_number(date));
            let foot = self.plot.bottom;
            self.canvas.line(&[(at, foot), (at, foot + 6.0)], stroke(AXIS, 1.0))?;
            let wide = width(&text, plain(TEXT));
            if !labels || at < free_from || at + wide / 2.0 > self.canvas.width - 2.0 {
                continue;
            }
            free_from = at + wide + 8.0;
            self.canvas.text((at, foot + 23.0), &text, plain(TEXT), MUTED, Align::Centre)?;
            if year != Some(date.year()) {
                year = Some(date.year());
                let text = date.year().to_string();
                self.canvas.text((at, foot + 43.0), &text, plain(TEXT), MUTED, Align::Centre)?;
            }
        }
        Ok(())
    }

    /// Bands and median at the given days; gaps where a day has none.
    pub(super) fn bands(
        &self,
        days: &[Date],
        bands: &[Option<Band>],
        colour: Colour,
        single: bool,
    ) -> Result<(), ChartError> {
        let days: Vec<f64> = days.iter().map(|&day| self.x.place(day_number(day))).collect();
        let placed: Vec<(f64, Option<Band>)> = days.into_iter().zip(bands.iter().copied()).collect();
        for piece in placed.split(|(_, band)| band.is_none()) {
            let piece: Vec<(f64, Band)> = piece.iter().filter_map(|&(x, band)| Some((x, band?))).collect();
            if piece.is_empty() {
                continue;
            }
            let edge = |of: fn(&Band) -> f64| -> Vec<Point> {
                piece.iter().map(|(x, band)| (*x, self.y.place(of(band)))).collect()
            };
            if !single && piece.len() > 1 {
                self.between(edge(|band| band.low90), edge(|band| band.high90), colour, BAND_90)?;
                self.between(edge(|band| band.low50), edge(|band| band.high50), colour, BAND_50)?;
                if self.canvas.theme == Theme::Print {
                    // A copier can lose the pale band; its edges stay.
                    for of in [|band: &Band| band.low90, |band: &Band| band.high90] {
                        self.path(&edge(of), stroke(AXIS, 0.9))?;
                    }
                }
            }
            self.path(&edge(|band| band.median), stroke(colour, 2.8))?;
        }
        Ok(())
    }

    /// A line through places on the sheet; a dot when there is just one.
    pub(super) fn path(&self, points: &[Point], stroke: Stroke) -> Result<(), ChartError> {
        match points {
            [] => Ok(()),
            [only] => self.canvas.dot(*only, stroke.width + 1.5, stroke.colour),
            _ => self.canvas.line(points, stroke),
        }
    }

    fn between(&self, low: Vec<Point>, high: Vec<Point>, colour: Colour, alpha: f64) -> Result<(), ChartError> {
        let outline: Vec<Point> = low.into_iter().chain(high.into_iter().rev()).collect();
        self.canvas.polygon(&outline, colour, alpha)
    }

    /// A vertical dashed line at a date, labelled at the top on the side with more room.
    pub(super) fn event(&self, date: Date, text: &str) -> Result<(), ChartError> {
        let at = self.x.place(day_number(date));
        self.canvas.dashes((at, self.plot.top), (at, self.plot.bottom), stroke(MUTED, 1.4))?;
        let (x, align) = if at + width(text, plain(SMALL)) + 12.0 < self.plot.right {
            (at + 8.0, Align::Left)
        } else {
            (at - 8.0, Align::Right)
        };
        self.canvas.label((x, self.plot.top + 15.0), text, plain(SMALL), INK, align)
    }

    /// A vertical dashed line at a date, explained above the plot, where nothing is drawn, as near to it as there is room.
    pub(super) fn event_above(&self, date: Date, text: &str) -> Result<(), ChartError> {
        let at = self.x.place(day_number(date));
        self.canvas.dashes((at, self.plot.top), (at, self.plot.bottom), stroke(MUTED, 1.4))?;
        let half = width(text, plain(SMALL)) / 2.0;
        let middle = at.max(self.heading_end + 14.0 + half).min(self.plot.right - half);
        match middle - half > self.heading_end + 10.0 {
            true => self.canvas.text((middle, self.plot.top - 14.0), text, plain(SMALL), MUTED, Align::Centre),
            false => Ok(()),
        }
    }

    /// A horizontal dashed line at a value, explained above the plot, where nothing is drawn, by the first of some texts for
    /// which there is room beside the heading.
    pub(super) fn reference(&self, value: f64, texts: &[&str]) -> Result<(), ChartError> {
        let at = self.y.place(value);
        let ends = [(self.plot.left, at), (self.plot.right, at)];
        self.canvas.dashes(ends[0], ends[1], stroke(INK, 1.4))?;
        let place = (self.plot.right, self.plot.top - 14.0);
        let fits = |text: &&&str| self.heading_end + 16.0 + width(text, plain(SMALL)) <= self.plot.right;
        texts.iter().find(fits).map_or(Ok(()), |text| self.canvas.text(place, text, plain(SMALL), MUTED, Align::Right))
    }
}

/// Firsts of months (or Sundays, in a short range) between two dates, with their labels, at most `most`.
fn date_ticks((from, to): (Date, Date), most: usize) -> Vec<(Date, String)> {
    let most = most.max(2);
    let days = day_number(to) - day_number(from);
    if days < 100.0 {
        let weeks = ((days / 7.0) as usize / most + 1) as i32;
        let step = jiff::Span::new().days(7 * weeks);
        let sundays = super::bands::week_ending(from).map(|sunday| sunday.series(step));
        return sundays
            .into_iter()
            .flatten()
            .take_while(|date| *date <= to)
            .map(|date| (date, date.strftime("%-d %b").to_string()))
            .collect();
    }
    let months = (days / 30.4) as usize / most + 1;
    let months = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|&step| step >= months).unwrap_or(120);
    let Ok(january) = Date::new(from.year(), 1, 1) else {
        return Vec::new();
    };
    january
        .series(jiff::Span::new().months(months as i32))
        .skip_while(|date| *date < from)
        .take_while(|date| *date <= to)
        .map(|date| (date, date.strftime("%b").to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        assert_eq!(ticks(764.0, 5), [0.0, 200.0, 400.0, 600.0, 800.0]);
        assert_eq!(ticks(50.0, 5), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(ticks(f64::NAN, 5), ticks(1.0, 5));
        let dates = ("2025-08-06".parse().expect("a date"), "2027-08-06".parse().expect("a date"));
        let labels: Vec<String> = date_ticks(dates, 12).into_iter().map(|(_, text)| text).collect();
        assert_eq!(labels, ["Oct", "Jan", "Apr", "Jul", "Oct", "Jan", "Apr", "Jul"]);
    }
}
