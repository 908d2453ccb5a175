//! Colours, sizes and how numbers are written.

use jiff::civil::Date;

/// A colour: red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

// Okabe and Ito's colours, which colour-blind readers can tell apart.
pub(super) const RETURNED: Rgb = (0, 114, 178);
pub(super) const ADMITTED: Rgb = (213, 94, 0);
pub(super) const ARRIVALS: Rgb = (0, 158, 115);

pub(super) const INK: Rgb = (26, 26, 26);
pub(super) const MUTED: Rgb = (89, 89, 89);
pub(super) const GRID: Rgb = (224, 224, 224);
pub(super) const AXIS: Rgb = (130, 130, 130);
pub(super) const EMPTY: Rgb = (240, 240, 240);
pub(super) const WHITE: Rgb = (255, 255, 255);

/// How strongly the bands are filled: nine tenths, then half on top.
pub(super) const BAND_90: f64 = 0.20;
pub(super) const BAND_50: f64 = 0.34;

pub(super) const WIDTH: f64 = 1200.0;
pub(super) const MARGIN: f64 = 36.0;
pub(super) const TITLE: f64 = 27.0;
pub(super) const TEXT: f64 = 17.0;
pub(super) const SMALL: f64 = 15.5;

/// Cividis at ten even steps: dark blue to yellow, the same for colour-blind readers.
const CIVIDIS: [Rgb; 10] = [
    (0, 34, 78),
    (18, 53, 112),
    (59, 73, 108),
    (87, 93, 109),
    (112, 113, 115),
    (138, 134, 120),
    (165, 156, 116),
    (195, 179, 105),
    (225, 204, 85),
    (254, 232, 56),
];

/// The colour at `share` of the way from few (pale) to many (dark).
pub(super) fn sequential(share: f64) -> Rgb {
    let place = (1.0 - share.clamp(0.0, 1.0)) * (CIVIDIS.len() - 1) as f64;
    let below = CIVIDIS[place.floor() as usize];
    let above = CIVIDIS[place.ceil() as usize];
    let part = place - place.floor();
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    (
        mix(below.0, above.0),
        mix(below.1, above.1),
        mix(below.2, above.2),
    )
}

/// Black or white, whichever reads better on `ground`.
pub(super) fn ink_on(ground: Rgb) -> Rgb {
    let light =
        0.299 * f64::from(ground.0) + 0.587 * f64::from(ground.1) + 0.114 * f64::from(ground.2);
    if light > 140.0 { INK } else { WHITE }
}

/// A number with thousands separated by commas and `decimals` places.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let negative = value < 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit));
    format!("{}{grouped}{rest}", if negative { "\u{2212}" } else { "" })
}

/// A number with as many places as its size calls for: 1,234; 12.3; 0.45.
pub(super) fn short(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 100.0 || (size >= 1.0 && value.fract() == 0.0) || size == 0.0 => 0,
        size if size >= 1.0 => 1,
        size if size >= 0.1 => 2,
        _ => 3,
    };
    number(value, places)
}

/// A day as `6 Aug 2025`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(-1234.56, 1), "\u{2212}1,234.6");
        assert_eq!(number(-0.01, 1), "0.0");
        assert_eq!(
            (short(15.4), short(0.456), short(50.0)),
            ("15.4".into(), "0.46".into(), "50".into())
        );
    }
}
