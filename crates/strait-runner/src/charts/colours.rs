//! Colour for numbers: the scale and its legend bar.

use super::canvas::{Align, Area, Canvas, stroke};
use super::data::ChartError;
use super::style::{AXIS, Colour, INK, MUTED, SMALL, short};
use super::text::{plain, width};

/// How long the legend's bar is, and how far below its heading where that is above it [px].
const LONG: f64 = 320.0;
const ABOVE: f64 = 26.0;

/// A way from numbers to colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colours {
    low: f64,
    high: f64,
    log: bool,
    paint: Paint,
}

/// Which colours the numbers get.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Paint {
    /// From few to many.
    Sequential,
    /// To either side of a pale middle.
    Diverging,
}

impl Colours {
    /// Equal steps of the number are equal steps of colour.
    pub(super) fn linear(low: f64, high: f64) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, log: false, paint: Paint::Sequential }
    }

    /// Equal ratios are equal steps of colour; both ends are above zero.
    pub(super) fn log(low: f64, high: f64) -> Self {
        let high = if high > low { high } else { low * 10.0 };
        Self { low, high, log: true, paint: Paint::Sequential }
    }

    /// Two colours that grow stronger to either side of zero, from -1 to 1.
    pub(super) fn around_zero() -> Self {
        Self { low: -1.0, high: 1.0, log: false, paint: Paint::Diverging }
    }

    fn share(&self, value: f64) -> f64 {
        let share = if self.log {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        share.clamp(0.0, 1.0)
    }

    pub(super) fn of(&self, value: f64) -> Colour {
        self.at(self.share(value))
    }

    fn at(&self, share: f64) -> Colour {
        match self.paint {
            Paint::Sequential => Colour::Sequential(share),
            Paint::Diverging => Colour::Diverging(share),
        }
    }

    fn ticks(&self) -> Vec<f64> {
        if !self.log {
            let within = |count: usize| -> Vec<f64> {
                let steps = super::panel::ticks(self.high - self.low, count);
                let step = steps.get(1).copied().unwrap_or(1.0);
                let first = (self.low / step).ceil();
                let all = (0..24).map(|tick| (first + f64::from(tick)) * step);
                all.take_while(|tick| *tick <= self.high).collect()
            };
            // A narrow range between round numbers can miss all of them but one.
            return [4, 8].into_iter().map(within).find(|ticks| ticks.len() > 2).unwrap_or_else(|| within(16));
        }
        let decades = self.low.log10().floor() as i32..=self.high.log10().ceil() as i32;
        let wide = decades.clone().count() > 4;
        let factors: &[f64] = if wide { &[1.0] } else { &[1.0, 2.0, 5.0] };
        decades
            .flat_map(|power| factors.iter().map(move |factor| factor * 10_f64.powi(power)))
            .filter(|tick| (self.low * 0.999..=self.high * 1.001).contains(tick))
            .collect()
    }

    /// How high the bar is, with its ticks and, where there is no room beside it, its heading above.
    pub(super) fn bar_height(heading: &str, room: f64) -> f64 {
        40.0 + if Self::beside(heading, room) { 0.0 } else { ABOVE }
    }

    fn beside(heading: &str, room: f64) -> bool {
        width(heading, plain(SMALL)) + 14.0 + LONG <= room
    }

    /// A bar of the colours with ticks below; `heading` before it on its left, or above it.
    pub(super) fn bar(&self, canvas: &Canvas<'_>, area: Area, heading: &str) -> Result<(), ChartError> {
        const HIGH: f64 = 16.0;
        const PIECES: usize = 80;
        let (left, top) = (area.left, area.top);
        let middle = top + HIGH / 2.0 + 6.0;
        canvas.text((left, middle), heading, plain(SMALL), INK, Align::Left)?;
        let (left, top) = match Self::beside(heading, area.width()) {
            true => (left + width(heading, plain(SMALL)) + 14.0, top),
            false => (left + 14.0, top + ABOVE),
        };
        for piece in 0..PIECES {
            let from = left + LONG * piece as f64 / PIECES as f64;
            let area = Area { left: from, right: left + LONG, top, bottom: top + HIGH };
            canvas.rect(area, self.at((piece as f64 + 0.5) / PIECES as f64), 1.0)?;
        }
        let mut free_from = f64::NEG_INFINITY;
        for tick in self.ticks() {
            let at = left + LONG * self.share(tick);
            let text = short(tick);
            let half = width(&text, plain(SMALL)) / 2.0;
            if at - half < free_from {
                continue;
            }
            free_from = at + half + 8.0;
            canvas.line(&[(at, top + HIGH), (at, top + HIGH + 5.0)], stroke(AXIS, 1.0))?;
            canvas.text((at, top + HIGH + 20.0), &text, plain(SMALL), MUTED, Align::Centre)?;
        }
        Ok(())
    }
}
