//! Effects on one outcome, a row for each of several things: what their charts share.

use super::canvas::{Align, Area, Canvas, stroke};
use super::data::ChartError;
use super::panel::Scale;
use super::style::{AXIS, GRID, INK, MUTED, SMALL, TEXT, number, short};
use super::text::{bold, plain, width, wrap};

/// A number with the interval around it; what the interval holds is for the chart's subtitle to say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The number itself; not finite where it is not known.
    pub estimate: f64,
    /// The interval's lower end; not finite where there is no interval.
    pub low: f64,
    /// The interval's upper end; not finite where there is no interval.
    pub high: f64,
}

impl Effect {
    /// The interval, where there is one.
    pub(super) fn interval(&self) -> Option<(f64, f64)> {
        (self.low.is_finite() && self.high.is_finite()).then_some((self.low, self.high))
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        let ends = self.interval().map(|(low, high)| [low, high]);
        [self.estimate].into_iter().chain(ends.into_iter().flatten()).filter(|value| value.is_finite())
    }

    /// The effect and its interval, `places` after the point: `0.32 (0.11 to 0.54)`; `signs` says whether with signs.
    pub(super) fn written(&self, places: usize, signs: bool) -> String {
        let write = |value| if signs { signed(value, places) } else { number(value, places) };
        match self.interval() {
            _ if !self.estimate.is_finite() => "not known".to_owned(),
            None => write(self.estimate),
            Some((low, high)) => format!("{} ({} to {})", write(self.estimate), write(low), write(high)),
        }
    }
}

/// How many places after the point let the largest of some effects be read to three digits, shares to two.
pub(super) fn places<'e>(effects: impl IntoIterator<Item = &'e Effect>) -> usize {
    let most = effects.into_iter().flat_map(Effect::numbers).map(f64::abs).fold(0.0, f64::max);
    match most {
        0.0 => 0,
        _ if most >= 1.0 => (2 - most.log10().floor() as i32).max(0) as usize,
        _ => (1 - most.log10().floor() as i32).min(6) as usize,
    }
}

/// The outcome that a chart of effects is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// Its name in words, to go on within a sentence: `returns a week`.
    pub name: &'a str,
    /// Its unit: `people a week`.
    pub unit: &'a str,
}

/// A number with its sign: +3.2, −0.5, 0.0.
fn signed(value: f64, places: usize) -> String {
    let text = number(value, places);
    if value > 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) { format!("+{text}") } else { text }
}

/// Even, round ticks between two numbers, zero among them, about `count`.
pub(super) fn ticks_between((low, high): (f64, f64), count: usize) -> Vec<f64> {
    let step = super::panel::ticks(high - low, count).get(1).copied().unwrap_or(1.0);
    let (first, last) = ((low / step - 1e-9).ceil() as i32, (high / step + 1e-9).floor() as i32);
    (first..=last).map(|tick| f64::from(tick) * step).collect()
}

/// A row: what it is about, and its numbers, each under the name of its mark.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) numbers: Vec<(&'static str, String)>,
    pub(super) effects: Vec<Effect>,
}

/// Rows laid out: labels on the left, numbers on the right or, where that is too narrow, below the labels.
pub(super) struct Rows {
    rows: Vec<Row>,
    labels: Vec<Vec<String>>,
    highs: Vec<f64>,
    label_room: f64,
    number_room: f64,
    ends: (f64, f64),
    ticks: Vec<f64>,
    signs: bool,
}

/// A row's place on the sheet.
pub(super) struct Place {
    /// The middle of each effect's lane [px].
    pub(super) lanes: Vec<f64>,
}

const LINE: f64 = 21.0;
/// How high the lane of one effect is [px].
pub(super) const LANE: f64 = 21.0;
const APART: f64 = 16.0;
const HEAD: f64 = 8.0;
const FOOT: f64 = 58.0;
/// Without this much room numbers go below labels.
const WIDE: f64 = 760.0;

impl Rows {
    /// Lays rows out in a width; `signs` says whether the numbers are differences.
    pub(super) fn new(rows: Vec<Row>, room: f64, signs: bool) -> Self {
        let wide = room >= WIDE;
        let numbers = rows.iter().flat_map(|row| &row.numbers);
        let number_room = match wide {
            true => numbers.map(|(_, text)| width(text, plain(SMALL))).fold(0.0, f64::max) + 18.0,
            false => 0.0,
        };
        let most = room * if wide { 0.34 } else { 0.46 };
        let below = |row: &Row| -> Vec<String> {
            let lines = row.numbers.iter().map(|(mark, text)| format!("{mark} {text}").trim_start().to_owned());
            if wide { Vec::new() } else { lines.flat_map(|text| wrap(&text, plain(SMALL), most)).collect() }
        };
        let labels: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                let mut lines = wrap(&row.label, plain(TEXT), most);
                lines.extend(below(row));
                lines
            })
            .collect();
        let widest = labels.iter().flatten().map(|line| width(line, plain(TEXT))).fold(0.0, f64::max);
        let high = |(row, lines): (&Row, &Vec<String>)| {
            (row.effects.len() as f64 * LANE).max(lines.len() as f64 * LINE) + APART
        };
        let highs = rows.iter().zip(&labels).map(high).collect();
        let all = rows.iter().flat_map(|row| &row.effects).flat_map(Effect::numbers);
        let (low, top) = all.fold((0.0, 0.0), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
        let span = if top > low { top - low } else { 1.0 };
        // Nothing ends at the edge; where all is to one side of zero, zero is the edge.
        let ends = (
            if low < 0.0 || top == low { low - 0.04 * span } else { 0.0 },
            if top > 0.0 || top == low { top + 0.04 * span } else { 0.0 },
        );
        let label_room = widest.min(most) + 16.0;
        let count = ((room - label_room - number_room) / 90.0).clamp(2.0, 8.0);
        // Round numbers can miss a narrow range but for zero.
        let finer = (count as usize..).map(|count| ticks_between(ends, count)).take(8);
        let ticks = finer.clone().find(|ticks| ticks.len() > 2).or_else(|| finer.last()).unwrap_or_default();
        Self { ticks, ends, rows, labels, highs, label_room, number_room, signs }
    }

    pub(super) fn height(&self) -> f64 {
        HEAD + self.highs.iter().sum::<f64>() + FOOT
    }

    /// Draws all but the marks, and gives the scale and each row's place.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, area: Area, axis: &str) -> Result<(Scale, Vec<Place>), ChartError> {
        let plot = Area {
            left: area.left + self.label_room,
            right: area.right - self.number_room.max(12.0),
            top: area.top + HEAD,
            bottom: area.bottom - FOOT,
        };
        let x = Scale::new(self.ends, (plot.left, plot.right));
        for &tick in &self.ticks {
            let at = x.place(tick);
            canvas.line(&[(at, plot.top), (at, plot.bottom)], stroke(GRID, 1.0))?;
            let sign = if self.signs && tick > 0.0 { "+" } else { "" };
            let text = format!("{sign}{}", short(tick));
            canvas.text((at, plot.bottom + 22.0), &text, plain(SMALL), MUTED, Align::Centre)?;
        }
        let mut places = Vec::new();
        let mut top = plot.top;
        for ((row, lines), high) in self.rows.iter().zip(&self.labels).zip(&self.highs) {
            canvas.line(&[(area.left, top), (area.right, top)], stroke(GRID, 1.0))?;
            let middle = top + high / 2.0;
            let first = middle - (lines.len() as f64 - 1.0) * LINE / 2.0 + 6.0;
            let named = lines.len() - self.below(row, lines);
            for (line, text) in lines.iter().enumerate() {
                let (face, ink) = if line < named { (plain(TEXT), INK) } else { (plain(SMALL), MUTED) };
                canvas.text((area.left, first + line as f64 * LINE), text, face, ink, Align::Left)?;
            }
            let lanes: Vec<f64> = (0..row.effects.len())
                .map(|lane| middle + (lane as f64 - (row.effects.len() as f64 - 1.0) / 2.0) * LANE)
                .collect();
            if self.number_room > 0.0 {
                for (lane, (_, text)) in lanes.iter().zip(&row.numbers) {
                    canvas.text((area.right, lane + 5.5), text, plain(SMALL), MUTED, Align::Right)?;
                }
            }
            places.push(Place { lanes });
            top += high;
        }
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], stroke(AXIS, 1.0))?;
        let zero = x.place(0.0);
        canvas.line(&[(zero, plot.top), (zero, plot.bottom)], stroke(INK, 1.6))?;
        let half = width(axis, bold(SMALL)) / 2.0;
        let middle = ((plot.left + plot.right) / 2.0).min(area.right - half).max(area.left + half);
        canvas.text((middle, plot.bottom + 47.0), axis, bold(SMALL), INK, Align::Centre)?;
        Ok((x, places))
    }

    /// How many of a row's lines are numbers.
    fn below(&self, row: &Row, lines: &[String]) -> usize {
        let named = wrap(&row.label, plain(TEXT), self.label_room - 16.0).len();
        lines.len().saturating_sub(named)
    }
}

/// Draws an interval as a line with ends.
pub(super) fn whisker(canvas: &Canvas<'_>, effect: &Effect, x: Scale, y: f64) -> Result<(), ChartError> {
    const END: f64 = 4.0;
    let Some((low, high)) = effect.interval() else {
        return Ok(());
    };
    let (from, to) = (x.place(low), x.place(high));
    canvas.line(&[(from, y), (to, y)], stroke(INK, 1.6))?;
    for end in [from, to] {
        canvas.line(&[(end, y - END), (end, y + END)], stroke(INK, 1.6))?;
    }
    Ok(())
}

/// How many there are, in words: `12 rows`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", number(count as f64, 0), if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_written_with_sign_and_interval() {
        let effect = Effect { estimate: 3.2, low: -1.1, high: 5.4 };
        assert_eq!(effect.written(1, true), "+3.2 (\u{2212}1.1 to +5.4)");
        assert_eq!(effect.written(2, false), "3.20 (\u{2212}1.10 to 5.40)");
        assert_eq!(Effect { low: f64::NAN, ..effect }.written(1, true), "+3.2");
        assert_eq!(Effect { estimate: f64::NAN, ..effect }.written(1, true), "not known");
        assert_eq!((signed(0.0, 1), signed(0.01, 1)), ("0.0".to_owned(), "0.0".to_owned()));
        let most = |high| places(&[effect, Effect { high, ..effect }]);
        assert_eq!([most(9.9), most(30.0), most(2_000.0)], [2, 1, 0]);
        assert_eq!(places(&[Effect { estimate: 0.9, low: 0.8, high: f64::NAN }]), 2);
    }

    #[test]
    fn ticks_hold_zero_and_stay_between_the_ends() {
        assert_eq!(ticks_between((-3.1, 5.2), 5), [-2.0, 0.0, 2.0, 4.0]);
        assert_eq!(ticks_between((0.0, 4.1), 4), [0.0, 2.0, 4.0]);
        assert_eq!(ticks_between((-0.04, 1.0), 5), [0.0, 0.5, 1.0]);
    }
}
