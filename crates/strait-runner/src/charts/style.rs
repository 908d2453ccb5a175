//! Colours, sizes and how numbers are written.

use jiff::civil::Date;

use super::look::Theme;

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// A colour by what it stands for; a theme says what it looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Colour {
    /// People returned.
    Returned,
    /// People admitted.
    Admitted,
    /// People arriving.
    Arrivals,
    /// Letters and what was observed.
    Ink,
    /// Letters that matter less.
    Muted,
    /// Lines behind the data.
    Grid,
    /// Lines that the data stand on.
    Axis,
    /// A cell without a value.
    Empty,
    /// The sheet.
    White,
    /// From few (0) to many (1).
    Sequential(f64),
    /// From one end (0) over a pale middle to the other (1).
    Diverging(f64),
    /// One of several kinds that are told apart.
    Kind(usize),
    /// A family of forms of deterrence: none, linear, threshold, expected utility.
    Family(usize),
}

pub(super) const RETURNED: Colour = Colour::Returned;
pub(super) const ADMITTED: Colour = Colour::Admitted;
pub(super) const ARRIVALS: Colour = Colour::Arrivals;
pub(super) const INK: Colour = Colour::Ink;
pub(super) const MUTED: Colour = Colour::Muted;
pub(super) const GRID: Colour = Colour::Grid;
pub(super) const AXIS: Colour = Colour::Axis;
pub(super) const EMPTY: Colour = Colour::Empty;
pub(super) const WHITE: Colour = Colour::White;

// Okabe and Ito's colours, which colour-blind readers can tell apart.
const BLUE: Rgb = (0, 114, 178);
const VERMILION: Rgb = (213, 94, 0);
const GREEN: Rgb = (0, 158, 115);
const KINDS: [Rgb; 8] =
    [BLUE, (230, 159, 0), GREEN, VERMILION, (86, 180, 233), (204, 121, 167), (240, 228, 66), (150, 150, 150)];
/// Kinds in black ink: how light, and whether hatched.
const KINDS_IN_INK: [(u8, Option<Hatch>); 8] = [
    (40, None),
    (255, Some(Hatch::Rising)),
    (130, None),
    (255, Some(Hatch::Falling)),
    (205, None),
    (190, Some(Hatch::Rising)),
    (255, None),
    (255, Some(Hatch::Crossed)),
];
/// Families of forms, and in black ink, where their marks and lines help to tell them apart.
const FAMILIES: [Rgb; 4] = [(110, 110, 110), BLUE, VERMILION, GREEN];
const FAMILIES_IN_INK: [u8; 4] = [150, 0, 105, 55];
/// How many kinds can be told apart.
pub(super) const MOST_KINDS: usize = KINDS.len();
/// The middle of diverging colours.
const PALE: Rgb = (247, 247, 247);

/// Lines across a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hatch {
    Rising,
    Falling,
    Crossed,
}

/// How a theme fills a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    pub(super) colour: Rgb,
    pub(super) outline: bool,
    pub(super) hatch: Option<Hatch>,
}

impl Theme {
    /// How a shape of a colour is filled.
    pub(super) fn fill(self, colour: Colour) -> Fill {
        let plain = |colour| Fill { colour, outline: false, hatch: None };
        let grey = |level| plain((level, level, level));
        match (self, colour) {
            (Self::Light, Colour::Returned) => plain(BLUE),
            (Self::Light, Colour::Admitted) => plain(VERMILION),
            (Self::Light, Colour::Arrivals) => plain(GREEN),
            (Self::Light, Colour::Ink) => grey(26),
            (Self::Light, Colour::Muted) => grey(89),
            (Self::Light, Colour::Grid) => grey(224),
            (Self::Light, Colour::Axis) => grey(130),
            (Self::Light, Colour::Empty) => grey(240),
            (_, Colour::White) => grey(255),
            (Self::Light, Colour::Sequential(share)) => plain(cividis(share)),
            (Self::Light, Colour::Diverging(share)) => {
                let side = 2.0 * share.clamp(0.0, 1.0) - 1.0;
                plain(mixed(PALE, if side < 0.0 { BLUE } else { VERMILION }, side.abs()))
            }
            (Self::Light, Colour::Kind(kind)) => plain(KINDS[kind % MOST_KINDS]),
            (Self::Light, Colour::Family(family)) => plain(FAMILIES[family % FAMILIES.len()]),
            (Self::Print, Colour::Family(family)) => grey(FAMILIES_IN_INK[family % FAMILIES_IN_INK.len()]),
            (Self::Print, Colour::Returned) => grey(64),
            (Self::Print, Colour::Admitted) => Fill { outline: true, ..grey(208) },
            (Self::Print, Colour::Arrivals) => grey(128),
            (Self::Print, Colour::Ink) => grey(0),
            (Self::Print, Colour::Muted) => grey(64),
            (Self::Print, Colour::Grid) => grey(190),
            (Self::Print, Colour::Axis) => grey(90),
            (Self::Print, Colour::Empty) => Fill { outline: true, ..grey(255) },
            (Self::Print, Colour::Sequential(share)) => {
                plain(mixed((212, 212, 212), (16, 16, 16), share.clamp(0.0, 1.0)))
            }
            (Self::Print, Colour::Diverging(share)) => {
                let side = 2.0 * share.clamp(0.0, 1.0) - 1.0;
                let hatch = (side < -0.1).then_some(Hatch::Rising);
                Fill { hatch, ..plain(mixed((245, 245, 245), (110, 110, 110), side.abs())) }
            }
            (Self::Print, Colour::Kind(kind)) => {
                let (level, hatch) = KINDS_IN_INK[kind % MOST_KINDS];
                Fill { outline: true, hatch, ..grey(level) }
            }
        }
    }

    /// The colour of a line: with black ink the lines of the data are all dark.
    pub(super) fn line(self, colour: Colour) -> Rgb {
        match (self, colour) {
            (Self::Print, Colour::Returned | Colour::Admitted | Colour::Arrivals) => (20, 20, 20),
            _ => self.fill(colour).colour,
        }
    }

    /// The colour of a band that is laid over others.
    pub(super) fn veil(self, colour: Colour) -> Rgb {
        match (self, colour) {
            (Self::Print, Colour::Returned | Colour::Admitted | Colour::Arrivals) => (40, 40, 40),
            _ => self.fill(colour).colour,
        }
    }

    /// Dark or white letters, whichever stand out more from `ground`.
    pub(super) fn ink_on(self, ground: Colour) -> Colour {
        let ground = self.fill(ground).colour;
        let contrast = |ink| {
            let (a, b) = (luminance(self.fill(ink).colour) + 0.05, luminance(ground) + 0.05);
            a.max(b) / a.min(b)
        };
        if contrast(INK) >= contrast(WHITE) { INK } else { WHITE }
    }

    /// What cells without a value look like, in a word.
    pub(super) fn empty_word(self) -> &'static str {
        match self {
            Self::Light => "grey",
            Self::Print => "white",
        }
    }
}

/// How strongly the bands are filled: nine tenths, then half on top.
pub(super) const BAND_90: f64 = 0.20;
pub(super) const BAND_50: f64 = 0.34;

/// In less width than this [px], what stands side by side on a page stands one below the other.
pub(super) const NARROW: f64 = 700.0;
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
fn cividis(share: f64) -> Rgb {
    let place = (1.0 - share.clamp(0.0, 1.0)) * (CIVIDIS.len() - 1) as f64;
    let below = CIVIDIS[place.floor() as usize];
    let above = CIVIDIS[place.ceil() as usize];
    mixed(below, above, place - place.floor())
}

/// The colour at `part` of the way from one to another.
fn mixed(from: Rgb, to: Rgb, part: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    (mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
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
        for theme in [Theme::Light, Theme::Print] {
            assert_eq!(theme.ink_on(Colour::Sequential(0.0)), INK);
            assert_eq!(theme.ink_on(Colour::Sequential(1.0)), WHITE);
        }
    }
}
