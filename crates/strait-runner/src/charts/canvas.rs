//! Drawing on one sheet: plotters' SVG backend behind pixel coordinates with fractions.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::data::ChartError;
use super::look::Theme;
use super::style::{Colour, Hatch, INK, Rgb, WHITE};
use super::text::{self, Face};

/// Plotters counts in whole pixels; the sheet is drawn this much larger and scaled down.
pub(super) const FINE: f64 = 8.0;

/// A place on the sheet [px].
pub(super) type Point = (f64, f64);

/// A part of the sheet [px].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Which end of a text sits at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    pub(super) colour: Colour,
    pub(super) width: f64,
}

/// A line's colour and width [px].
pub(super) const fn stroke(colour: Colour, width: f64) -> Stroke {
    Stroke { colour, width }
}

/// One sheet.
pub(super) struct Canvas<'s> {
    pub(super) theme: Theme,
    /// How wide the sheet is [px].
    pub(super) width: f64,
    area: DrawingArea<SVGBackend<'s>, Shift>,
}

impl<'s> Canvas<'s> {
    /// A white sheet of `width` by `height` pixels, written into `svg`.
    pub(super) fn new(svg: &'s mut String, width: f64, height: f64, theme: Theme) -> Result<Self, ChartError> {
        let size = ((width * FINE) as u32, (height * FINE) as u32);
        let canvas = Self { theme, width, area: SVGBackend::with_string(svg, size).into_drawing_area() };
        canvas.rect(Area { left: 0.0, top: 0.0, right: width, bottom: height }, WHITE, 1.0)?;
        Ok(canvas)
    }

    /// Ends the sheet.
    pub(super) fn finish(self) -> Result<(), ChartError> {
        self.area.present().map_err(failure)
    }

    /// A filled rectangle, with the outline and hatching of its theme when it is filled wholly.
    pub(super) fn rect(&self, area: Area, fill: Colour, alpha: f64) -> Result<(), ChartError> {
        let corners = [fine((area.left, area.top)), fine((area.right, area.bottom))];
        if alpha < 1.0 {
            return self.put(&Rectangle::new(corners, colour(self.theme.veil(fill), alpha).filled()));
        }
        let fill = self.theme.fill(fill);
        self.put(&Rectangle::new(corners, colour(fill.colour, 1.0).filled()))?;
        let hatches: &[Hatch] = match fill.hatch {
            None => &[],
            Some(Hatch::Crossed) => &[Hatch::Rising, Hatch::Falling],
            Some(Hatch::Rising) => &[Hatch::Rising],
            Some(Hatch::Falling) => &[Hatch::Falling],
        };
        for hatch in hatches {
            self.hatch(area, *hatch == Hatch::Falling)?;
        }
        match fill.outline && area.width() > 0.0 {
            true => {
                // The backend gives the outline of a rectangle no width.
                let [(left, top), (right, bottom)] = corners;
                let around = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
                self.put(&PathElement::new(around, self.pen((60, 60, 60), 0.8)))
            }
            false => Ok(()),
        }
    }

    /// Slanted lines within a rectangle.
    fn hatch(&self, area: Area, falling: bool) -> Result<(), ChartError> {
        const APART: f64 = 6.0;
        let (wide, high) = (area.width(), area.height());
        for line in 1..=((wide + high) / APART) as usize {
            // The line on which across and up add up to this much.
            let sum = line as f64 * APART;
            let (from, to) = ((sum - high).max(0.0), sum.min(wide));
            let up = |across: f64| if falling { area.bottom - (sum - across) } else { area.top + (sum - across) };
            if to > from {
                let ends = [(from, up(from)), (to, up(to))].map(|(across, y)| fine((area.left + across, y)));
                self.put(&PathElement::new(ends.to_vec(), self.pen((40, 40, 40), 0.9)))?;
            }
        }
        Ok(())
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, points: &[Point], fill: Colour, alpha: f64) -> Result<(), ChartError> {
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        self.put(&Polygon::new(points, colour(self.theme.veil(fill), alpha).filled()))
    }

    /// A line through `points`.
    pub(super) fn line(&self, points: &[Point], stroke: Stroke) -> Result<(), ChartError> {
        let points: Vec<_> = points.iter().copied().map(fine).collect();
        self.put(&PathElement::new(points, self.pen(self.theme.line(stroke.colour), stroke.width)))
    }

    fn pen(&self, ink: Rgb, width: f64) -> ShapeStyle {
        ShapeStyle { color: colour(ink, 1.0), filled: false, stroke_width: (width * FINE).round() as u32 }
    }

    /// A straight dashed line.
    pub(super) fn dashes(&self, from: Point, to: Point, stroke: Stroke) -> Result<(), ChartError> {
        const DASH: f64 = 7.0;
        const GAP: f64 = 5.0;
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at = |along: f64| {
            let share = (along / length).min(1.0);
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        for dash in 0..(length / (DASH + GAP)).ceil() as usize {
            let start = dash as f64 * (DASH + GAP);
            self.line(&[at(start), at(start + DASH)], stroke)?;
        }
        Ok(())
    }

    /// A dashed line through `points`; its dashes go on around corners.
    pub(super) fn dashed_path(&self, points: &[Point], stroke: Stroke) -> Result<(), ChartError> {
        self.patterned_path(points, stroke, &[6.0, 4.0])
    }

    /// A line through `points` of dashes and gaps, by turns as long as `pattern` says [px]; they go on around corners.
    pub(super) fn patterned_path(&self, points: &[Point], stroke: Stroke, pattern: &[f64]) -> Result<(), ChartError> {
        // Which dash or gap the line is in, and how much of that is left.
        let (mut part, mut left) = (0, pattern[0]);
        for ends in points.windows(2) {
            let (from, to) = (ends[0], ends[1]);
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            let at = |done: f64| {
                let share = done / length;
                (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
            };
            let mut done = 0.0;
            while done < length {
                let step = left.min(length - done);
                if part % 2 == 0 {
                    self.line(&[at(done), at(done + step)], stroke)?;
                }
                done += step;
                left -= step;
                if left <= 0.0 {
                    part = (part + 1) % pattern.len();
                    left = pattern[part];
                }
            }
        }
        Ok(())
    }

    /// A filled dot with a white rim; within an outline where its theme asks for one.
    pub(super) fn dot(&self, centre: Point, radius: f64, fill: Colour) -> Result<(), ChartError> {
        let dot = |radius: f64, fill: Rgb| {
            self.put(&Circle::new(fine(centre), (radius * FINE).round() as i32, colour(fill, 1.0).filled()))
        };
        let fill = self.theme.fill(fill);
        dot(radius + 1.0, self.theme.fill(WHITE).colour)?;
        if fill.outline {
            dot(radius, self.theme.fill(INK).colour)?;
            return dot(radius - 1.4, self.theme.fill(WHITE).colour);
        }
        dot(radius, fill.colour)
    }

    /// A text whose baseline is at `place`.
    pub(super) fn text(
        &self,
        place: Point,
        text: &str,
        face: Face,
        ink: Colour,
        align: Align,
    ) -> Result<(), ChartError> {
        // The backend writes size / 1.24 and moves a top-anchored text down by 0.76 em.
        let weight = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(text::FAMILY), face.size * FINE * 1.24, weight);
        let side = match align {
            Align::Left => HPos::Left,
            Align::Centre => HPos::Center,
            Align::Right => HPos::Right,
        };
        let ink = colour(self.theme.fill(ink).colour, 1.0);
        let style = TextStyle::from(font).color(&ink).pos(Pos::new(side, VPos::Top));
        let place = fine((place.0, place.1 - 0.76 * face.size));
        self.put(&Text::new(text.to_owned(), place, style))
    }

    /// A text on a pale ground that keeps it readable over lines and bands.
    pub(super) fn label(
        &self,
        place: Point,
        text: &str,
        face: Face,
        ink: Colour,
        align: Align,
    ) -> Result<(), ChartError> {
        let width = text::width(text, face);
        let left = match align {
            Align::Left => place.0,
            Align::Centre => place.0 - width / 2.0,
            Align::Right => place.0 - width,
        };
        let ground = Area {
            left: left - 4.0,
            right: left + width + 4.0,
            top: place.1 - 0.95 * face.size,
            bottom: place.1 + 0.35 * face.size,
        };
        self.rect(ground, WHITE, 0.8)?;
        self.text(place, text, face, ink, align)
    }

    fn put<E>(&self, element: &E) -> Result<(), ChartError>
    where
        for<'b> &'b E: PointCollection<'b, (i32, i32)>,
        E: Drawable<SVGBackend<'s>>,
    {
        self.area.draw(element).map_err(failure)
    }
}

fn failure(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing(error.to_string())
}

fn colour((red, green, blue): Rgb, alpha: f64) -> plotters::style::RGBAColor {
    RGBColor(red, green, blue).mix(alpha)
}

fn fine((x, y): Point) -> (i32, i32) {
    ((x * FINE).round() as i32, (y * FINE).round() as i32)
}
