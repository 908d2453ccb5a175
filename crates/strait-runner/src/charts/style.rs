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
/// The middle of diverging colours.
const PALE: Rgb = (247, 247, 247);

/// How strongly the bands are filled: nine tenths, then half on top.
pub(super) const BAND_90: f64 = 0.20;
pub(super) const BAND_50: f64 = 0.34;

pub(super) const WIDTH: f64 = 1200.0;
pub(super) const MARGIN: f64 = 36.0;
/// How much width there is between the margins [px].
pub(super) fn room() -> f64 {
    WIDTH - 2.0 * MARGIN
}
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
    mixed(below, above, place - place.floor())
}

/// The colour at `share` of the way from one end (blue) over the middle (pale) to the other (orange).
pub(super) fn diverging(share: f64) -> Rgb {
    let side = 2.0 * share.clamp(0.0, 1.0) - 1.0;
    mixed(PALE, if side < 0.0 { RETURNED } else { ADMITTED }, side.abs())
}

/// The colour at `part` of the way from one to another.
fn mixed(from: Rgb, to: Rgb, part: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Dark or white letters, whichever stand out more from `ground`.
pub(super) fn ink_on(ground: Rgb) -> Rgb {
    let contrast = |ink| {
        let (a, b) = (luminance(ink) + 0.05, luminance(ground) + 0.05);
        a.max(b) / a.min(b)
    };
    if contrast(INK) >= contrast(WHITE) { INK } else { WHITE }
}

/// Relative luminance as the web's accessibility guidelines define it.
fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// A number with thousands separated by commas and `decimals` places.
pub(crate) fn number(value: f64, decimals: usize) -> String {
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

/// A number to three digits, or all digits of a large one: 1,234; 12.3; 0.075.
pub(super) fn short(value: f64) -> String {
    let size = value.abs();
    let places = match size {
        _ if size >= 100.0 || size == 0.0 => 0,
        _ => (2 - size.log10().floor() as i32).clamp(0, 6) as usize,
    };
    let text = number(value, places);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A text that begins with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A day as `6 Aug 2025`.
pub(crate) fn day(date: Date) -> String {
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
        let shorts = [15.4, 0.456, 50.0, 0.075, 1234.0].map(short);
        assert_eq!(shorts, ["15.4", "0.456", "50", "0.075", "1,234"]);
        assert_eq!(ink_on((254, 232, 56)), INK);
        assert_eq!(ink_on((0, 34, 78)), WHITE);
    }
}
