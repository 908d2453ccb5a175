//! Where outcomes fell among the draws of their forecasts.

use super::canvas::{Align, Area, stroke};
use super::data::{ChartError, Figure, Words};
use super::look::Theme;
use super::page::{Height, Mark, Observations, Page, source_line};
use super::panel::{Scale, label_room, last, ticks};
use super::style::{AXIS, BAND_50, Colour, GRID, INK, MUTED, RETURNED, SMALL, TEXT, number, short};
use super::text::{bold, fit, plain};
use super::{grid, render};

const HIGH: f64 = 320.0;
const NARROWEST: f64 = 200.0;
const BINS: usize = 10;
const NAME: &str = "pit";
/// Hatched, so that bars stand out from the band of chance.
const OUTCOMES_IN_INK: Colour = Colour::Kind(1);

/// One target's probability integral transforms.
#[derive(Debug, Clone, PartialEq)]
pub struct PitPanel {
    /// The target's name.
    pub name: String,
    /// Where each outcome fell among its forecast's draws, from 0 to 1.
    pub values: Vec<f64>,
}

/// Draws a histogram for each target, with the level of a calibrated forecast and how far chance takes it from there.
///
/// # Errors
/// [`ChartError::Empty`] when there is no value; [`ChartError::Drawing`] when drawing fails.
pub fn pit(words: Words<'_>, panels: &[PitPanel]) -> Result<Figure, ChartError> {
    let panels: Vec<(&PitPanel, [f64; BINS])> =
        panels.iter().filter(|panel| !panel.values.is_empty()).map(|panel| (panel, shares(&panel.values))).collect();
    if panels.is_empty() {
        return Err(ChartError::Empty(NAME));
    }
    let bars = panels.iter().flat_map(|(_, shares)| shares);
    let chance = panels.iter().map(|(panel, _)| chance_band(panel.values.len()).1);
    let value_ticks = ticks(100.0 * bars.copied().chain(chance).fold(0.0, f64::max), 4);
    let outcomes = match words.look.theme {
        Theme::Light => Mark::Fill(RETURNED),
        Theme::Print => Mark::Bar(OUTCOMES_IN_INK),
    };
    let told: Vec<String> = panels
        .iter()
        .map(|(panel, shares)| {
            let percent = |bin: usize| number(100.0 * shares[bin], 0);
            format!("{}: {}% in the lowest tenth, {}% in the highest.", panel.name, percent(0), percent(BINS - 1))
        })
        .collect();
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "Where outcomes fell among their forecasts".to_owned(),
        subtitle:
            "Share of outcomes in each tenth of the forecast, % (all origins, up to 52 weeks ahead). Level bars: \
                   calibrated. A hump: ranges too wide; high ends: too narrow; a slope: too high or too low. Weeks in \
                   a row are alike, so that calibrated bars too leave the grey band more often than one in ten."
                .to_owned(),
        legend: vec![
            (outcomes, "Outcomes".to_owned()),
            (Mark::Dashes(INK), "A calibrated forecast".to_owned()),
            (Mark::Fill(AXIS), "90% of chance around it, were outcomes independent".to_owned()),
        ],
        finding: told.join(" "),
        source: source_line(words.caption, Observations::Weekly),
    };
    let columns = |room| grid::columns(room, NARROWEST, panels.len().min(4));
    let height = |room| Height::Exactly(grid::height(panels.len(), columns(room), HIGH));
    let sheet = page.sheet(height, |canvas, area| {
        let columns = columns(area.width());
        for (place, (panel, shares)) in grid::places(area, panels.len(), columns, HIGH).zip(&panels) {
            let plot = Area {
                left: place.left + label_room(&value_ticks),
                right: place.right,
                top: place.top + 58.0,
                bottom: place.bottom - 48.0,
            };
            let heading = fit(&panel.name, bold(TEXT), place.width());
            canvas.text((place.left, place.top + 16.0), &heading, bold(TEXT), INK, Align::Left)?;
            let count = format!("{} outcomes", number(panel.values.len() as f64, 0));
            canvas.text((place.left, place.top + 38.0), &count, plain(SMALL), MUTED, Align::Left)?;
            let y = Scale::new((0.0, last(&value_ticks)), (plot.bottom, plot.top));
            for &tick in &value_ticks {
                let at = y.place(tick);
                canvas.line(&[(plot.left, at), (plot.right, at)], stroke(GRID, 1.0))?;
                canvas.text((plot.left - 9.0, at + 6.0), &short(tick), plain(TEXT), MUTED, Align::Right)?;
            }
            let wide = plot.width() / BINS as f64;
            for (bin, share) in shares.iter().enumerate() {
                let left = plot.left + bin as f64 * wide;
                let bar = Area {
                    left: left + 1.0,
                    right: left + wide - 1.0,
                    top: y.place(100.0 * share),
                    bottom: plot.bottom,
                };
                match canvas.theme {
                    Theme::Light => canvas.rect(bar, RETURNED, BAND_50)?,
                    Theme::Print => canvas.rect(bar, OUTCOMES_IN_INK, 1.0)?,
                }
            }
            let (low, high) = chance_band(panel.values.len());
            let band =
                Area { left: plot.left, right: plot.right, top: y.place(100.0 * high), bottom: y.place(100.0 * low) };
            canvas.rect(band, AXIS, BAND_50)?;
            let level = y.place(100.0 / BINS as f64);
            canvas.dashes((plot.left, level), (plot.right, level), stroke(INK, 1.4))?;
            canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], stroke(AXIS, 1.0))?;
            for (share, text, align) in
                [(0.0, "lowest", Align::Left), (0.5, "median", Align::Centre), (1.0, "highest", Align::Right)]
            {
                let at = plot.left + share * plot.width();
                canvas.line(&[(at, plot.bottom), (at, plot.bottom + 6.0)], stroke(AXIS, 1.0))?;
                canvas.text((at, plot.bottom + 23.0), text, plain(SMALL), MUTED, align)?;
            }
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}

/// The share of values in each tenth.
fn shares(values: &[f64]) -> [f64; BINS] {
    let mut shares = [0.0; BINS];
    for value in values {
        let bin = (value.clamp(0.0, 1.0) * BINS as f64) as usize;
        shares[bin.min(BINS - 1)] += 1.0 / values.len() as f64;
    }
    shares
}

/// The shares between which a tenth's share is in nine cases of ten, were all outcomes independent: binomial quantiles.
fn chance_band(outcomes: usize) -> (f64, f64) {
    let (count, chance) = (outcomes as f64, 1.0 / BINS as f64);
    let mut log_chance = count * (1.0 - chance).ln();
    let mut below = 0.0;
    let (mut low, mut high) = (None, outcomes);
    for hits in 0..=outcomes {
        below += log_chance.exp();
        low = low.or((below >= 0.05).then_some(hits));
        if below >= 0.95 {
            high = hits;
            break;
        }
        log_chance += ((count - hits as f64) / (hits as f64 + 1.0) * chance / (1.0 - chance)).ln();
    }
    (low.unwrap_or(0) as f64 / count, high as f64 / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_takes_shares_as_far_as_the_binomial_says() {
        // Of 100 outcomes 5 to 15 fall in a tenth: P(at most 4) = 0.024, P(at most 5) = 0.058, P(at most 15) = 0.960.
        assert_eq!(chance_band(100), (0.05, 0.15));
        assert_eq!(chance_band(10), (0.0, 0.3));
        let many = chance_band(100_000);
        assert!(many.0 > 0.098 && many.1 < 0.102);
        assert_eq!(shares(&[0.0, 0.05, 1.0, 0.95])[0], 0.5);
        assert_eq!(shares(&[0.0, 0.05, 1.0, 0.95])[9], 0.5);
    }
}
