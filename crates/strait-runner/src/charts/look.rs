//! Looks: the colours of a figure, and the place that it is made for.

/// What a figure's colours are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Theme {
    /// Screens and colour print
    #[default]
    Light,
    /// Black ink: greys, outlines and hatching that a copier keeps
    Print,
}

/// The place that a figure is made for. Letters keep their size and the layout has less room, so that text stays readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Size {
    /// A page or screen, 1200 pixels wide
    #[default]
    Page,
    /// A slide of 16 to 9
    Slide,
    /// A column of a journal or newspaper, 88 mm wide
    Column,
}

/// A theme at a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// The place.
    pub size: Size,
}

impl Look {
    /// The folder, within that of the figures, that holds those of this look; none for the usual one.
    #[must_use]
    pub fn folder(self) -> Option<&'static str> {
        match (self.theme, self.size) {
            (Theme::Light, Size::Page) => None,
            (Theme::Light, Size::Slide) => Some("slide"),
            (Theme::Light, Size::Column) => Some("column"),
            (Theme::Print, Size::Page) => Some("print"),
            (Theme::Print, Size::Slide) => Some("print-slide"),
            (Theme::Print, Size::Column) => Some("print-column"),
        }
    }

    /// Every look.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let sizes = [Size::Page, Size::Slide, Size::Column];
        [Theme::Light, Theme::Print].into_iter().flat_map(move |theme| sizes.map(|size| Self { theme, size }))
    }
}

impl Size {
    /// How wide the sheet is, in units of which the usual letter is 17 high, at least.
    pub(super) fn width(self) -> f64 {
        match self {
            Self::Page => 1200.0,
            Self::Slide => 960.0,
            Self::Column => 520.0,
        }
    }

    /// The margin on all sides, in the same units.
    pub(super) fn margin(self) -> f64 {
        match self {
            Self::Page | Self::Slide => 36.0,
            Self::Column => 12.0,
        }
    }

    /// The drawing's width as SVG says it, for a sheet of `width` by `height`, and its height.
    pub(super) fn extent(self, width: f64, height: f64) -> (String, String) {
        const MILLIMETRES: f64 = 88.0;
        match self {
            Self::Page => (width.to_string(), height.to_string()),
            Self::Slide => ("1280".to_owned(), "720".to_owned()),
            Self::Column => (format!("{MILLIMETRES}mm"), format!("{:.3}mm", height * MILLIMETRES / width)),
        }
    }

    /// How many pixels of an image stand for one of the drawing's: 2560 across a slide, 600 dots an inch in a column.
    pub(super) fn sharpness(self) -> f32 {
        match self {
            Self::Page | Self::Slide => 2.0,
            Self::Column => 6.25,
        }
    }
}
