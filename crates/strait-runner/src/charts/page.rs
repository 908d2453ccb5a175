//! What surrounds every chart: title, subtitle, legend and source line.

use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch, Study};
use super::forms::FormLook;
use super::look::{Look, Size};
use super::style::{BAND_50, BAND_90, Colour, INK, MUTED, SMALL, TEXT, TITLE, number};
use super::text::{bold, plain, width, wrap};

/// A drawn sheet, its letters still text.
pub(super) struct Sheet {
    pub(super) svg: String,
    pub(super) look: Look,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title: String,
    pub(super) description: String,
}

/// How a legend shows a thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// A line.
    Line(Colour),
    /// A dashed line.
    Dashes(Colour),
    /// A line with dots.
    Dots(Colour),
    /// A dot.
    Dot(Colour),
    /// A pale filled shape.
    Fill(Colour),
    /// Two bands with a median.
    Bands(Colour),
    /// A row's bar, whisker and dot.
    Interval(Colour),
    /// A full bar.
    Bar(Colour),
    /// A dot on a line with ends.
    Whisker(Colour),
    /// A form of deterrence's line and mark.
    Form(FormLook),
}

impl Mark {
    fn width(self) -> f64 {
        match self {
            Self::Dot(_) => 14.0,
            _ => MARK,
        }
    }
}

/// What surrounds a chart.
pub(super) struct Page {
    pub(super) look: Look,
    /// The scenario or sweep, above the title.
    pub(super) study: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) legend: Vec<(Mark, String)>,
    /// What the chart shows with its main numbers, for readers who cannot see it; whole sentences.
    pub(super) finding: String,
    pub(super) source: String,
}

const MARK: f64 = 34.0;
const KEY_GAP: f64 = 28.0;
const ROW: f64 = 26.0;

/// How high a chart's body is to be, on a page \[px\].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Height {
    /// So high wherever it is drawn, as rows of text are.
    Exactly(f64),
    /// So high on a page, at least so high in a column, and what is left of a slide but at least so high.
    Stretches { usual: f64, least: f64 },
}

impl Height {
    /// The height of one plot without rows of text.
    pub(super) fn about(usual: f64) -> Self {
        Self::Stretches { usual, least: 260.0 }
    }

    /// The height at a size, or the least that will do where the rest of a sheet decides.
    fn at(self, size: Size) -> f64 {
        match (self, size) {
            (Self::Exactly(height), _) | (Self::Stretches { usual: height, .. }, Size::Page) => height,
            (Self::Stretches { usual, least }, Size::Column) => (usual * 0.62).max(least),
            (Self::Stretches { least, .. }, Size::Slide) => least,
        }
    }
}

/// The lines around a chart, broken to fit a width, and where they end.
struct Surroundings {
    width: f64,
    study: Vec<String>,
    title: Vec<String>,
    subtitle: Vec<String>,
    source: Vec<String>,
    keys: Vec<(f64, usize)>,
    study_end: f64,
    title_end: f64,
    subtitle_end: f64,
    body_top: f64,
}

impl Surroundings {
    /// Below the body: the source and the margin.
    fn foot(&self, margin: f64) -> f64 {
        16.0 + self.source.len() as f64 * 21.0 + margin * 0.6
    }
}

impl Page {
    /// A chart of a study: see [`sheet`](Self::sheet).
    pub(super) fn draw(
        self,
        height: impl Fn(f64) -> Height,
        body: impl FnOnce(&Canvas<'_>, Area) -> Result<(), ChartError>,
    ) -> Result<Sketch, ChartError> {
        self.sheet(height, body).map(Sketch::Drawn)
    }

    /// Draws the surroundings and, in the middle, a body as high as `height` says of the width that it gets.
    pub(super) fn sheet(
        self,
        height: impl Fn(f64) -> Height,
        body: impl FnOnce(&Canvas<'_>, Area) -> Result<(), ChartError>,
    ) -> Result<Sheet, ChartError> {
        let size = self.look.size;
        let margin = size.margin();
        let of_room = |around: &Surroundings| height(around.width - 2.0 * margin);
        let (around, body_height, total) = match size {
            Size::Page | Size::Column => {
                let around = self.surroundings(size.width());
                let body_height = of_room(&around).at(size);
                let total = (around.body_top + body_height + around.foot(margin)).ceil();
                (around, body_height, total)
            }
            Size::Slide => self.slide(of_room),
        };
        let area = Area {
            left: margin,
            right: around.width - margin,
            top: around.body_top,
            bottom: around.body_top + body_height,
        };

        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, around.width, total, self.look.theme)?;
        for (line, text) in around.study.iter().enumerate() {
            let place = (margin, margin + 8.0 + line as f64 * 24.0);
            canvas.text(place, text, plain(TEXT), MUTED, Align::Left)?;
        }
        for (line, text) in around.title.iter().enumerate() {
            let place = (margin, around.study_end + 25.0 + line as f64 * 34.0);
            canvas.text(place, text, bold(TITLE), INK, Align::Left)?;
        }
        for (line, text) in around.subtitle.iter().enumerate() {
            let place = (margin, around.title_end + 19.0 + line as f64 * 24.0);
            canvas.text(place, text, plain(TEXT), MUTED, Align::Left)?;
        }
        let room = around.width - 2.0 * margin;
        for (&(x, row), (mark, text)) in around.keys.iter().zip(&self.legend) {
            let middle = around.subtitle_end + 18.0 + row as f64 * ROW;
            draw_mark(&canvas, *mark, (margin + x, middle))?;
            let after = x + mark.width() + 9.0;
            for (line, text) in wrap(text, plain(TEXT), room - after).iter().enumerate() {
                let place = (margin + after, middle + 6.0 + line as f64 * ROW);
                canvas.text(place, text, plain(TEXT), INK, Align::Left)?;
            }
        }
        body(&canvas, area)?;
        let source_top = match size {
            Size::Page | Size::Column => area.bottom,
            Size::Slide => total - around.foot(margin),
        };
        for (line, text) in around.source.iter().enumerate() {
            let place = (margin, source_top + 32.0 + line as f64 * 21.0);
            canvas.text(place, text, plain(SMALL), MUTED, Align::Left)?;
        }
        canvas.finish()?;
        let description = format!("{} {} {}", self.finding, self.subtitle, self.source).trim_start().to_owned();
        let title = format!("{}: {}", self.study, self.title);
        Ok(Sheet { svg, look: self.look, width: around.width, height: total, title, description })
    }

    /// The smallest sheet of 16 to 9 that holds all, so that letters are as large as they can be.
    fn slide(&self, height: impl Fn(&Surroundings) -> Height) -> (Surroundings, f64, f64) {
        const MOST: u32 = 60;
        let margin = Size::Slide.margin();
        let at = |step: u32| {
            let width = (Size::Slide.width() * (1.0 + 0.05 * f64::from(step)) / 16.0).round() * 16.0;
            let around = self.surroundings(width);
            let left = width * 9.0 / 16.0 - around.body_top - around.foot(margin);
            (around, left)
        };
        let fits = |step: &u32| {
            let (around, left) = at(*step);
            height(&around).at(Size::Slide) <= left
        };
        let (around, left) = at((0..MOST).find(fits).unwrap_or(MOST));
        let body_height = match height(&around) {
            Height::Exactly(height) => height,
            Height::Stretches { .. } => left,
        };
        let total = around.width * 9.0 / 16.0;
        (around, body_height, total)
    }

    fn surroundings(&self, sheet_width: f64) -> Surroundings {
        let margin = self.look.size.margin();
        let room = sheet_width - 2.0 * margin;
        let title = wrap(&self.title, bold(TITLE), room);
        let subtitle = wrap(&self.subtitle, plain(TEXT), room);
        let source = wrap(&self.source, plain(SMALL), room);
        let (keys, key_rows) = self.place_keys(room);
        let study = wrap(&self.study, plain(TEXT), room);
        let study_end = margin - 8.0 + study.len() as f64 * 24.0;
        let title_end = study_end + title.len() as f64 * 34.0;
        let subtitle_end = title_end + subtitle.len() as f64 * 24.0 + 4.0;
        let legend_end = subtitle_end + key_rows as f64 * ROW + if key_rows > 0 { 8.0 } else { 0.0 };
        let body_top = legend_end + 12.0;
        Surroundings {
            width: sheet_width,
            study,
            title,
            subtitle,
            source,
            keys,
            study_end,
            title_end,
            subtitle_end,
            body_top,
        }
    }

    /// Where each key goes: its left edge and its row; and how many rows there are.
    fn place_keys(&self, room: f64) -> (Vec<(f64, usize)>, usize) {
        let (mut left, mut row, mut rows) = (0.0, 0, 0);
        let keys = self
            .legend
            .iter()
            .map(|(mark, text)| {
                let before = mark.width() + 9.0;
                let wide = before + width(text, plain(TEXT));
                if left > 0.0 && left + wide > room {
                    (left, row) = (0.0, rows);
                }
                let place = (left, row);
                left += wide + KEY_GAP;
                // A text that is too long for a row goes on below.
                rows = rows.max(row + wrap(text, plain(TEXT), room - place.0 - before).len().max(1));
                place
            })
            .collect();
        (keys, rows)
    }
}

fn draw_mark(canvas: &Canvas<'_>, mark: Mark, (x, y): (f64, f64)) -> Result<(), ChartError> {
    let bar = |half: f64, from: f64, to: f64| Area { left: x + from, right: x + to, top: y - half, bottom: y + half };
    let ends = [(x, y), (x + MARK, y)];
    match mark {
        Mark::Line(colour) => canvas.line(&ends, stroke(colour, 2.6)),
        Mark::Dashes(colour) => canvas.dashes(ends[0], ends[1], stroke(colour, 2.0)),
        Mark::Dots(colour) => {
            canvas.line(&ends, stroke(colour, 2.0))?;
            canvas.dot((x + MARK / 2.0, y), 4.5, colour)
        }
        Mark::Dot(colour) => canvas.dot((x + mark.width() / 2.0, y), 4.5, colour),
        Mark::Fill(colour) => canvas.rect(bar(7.0, 0.0, MARK), colour, BAND_50),
        Mark::Bands(colour) => {
            canvas.rect(bar(10.0, 0.0, MARK), colour, BAND_90)?;
            canvas.rect(bar(5.0, 0.0, MARK), colour, BAND_50)?;
            canvas.line(&ends, stroke(colour, 2.6))
        }
        Mark::Interval(colour) => {
            canvas.line(&ends, stroke(colour, 2.0))?;
            canvas.rect(bar(5.0, 7.0, MARK - 7.0), colour, 1.0)?;
            canvas.dot((x + MARK / 2.0, y), 3.6, INK)
        }
        Mark::Form(look) => {
            look.line(canvas, &ends)?;
            look.mark(canvas, (x + MARK / 2.0, y))
        }
        Mark::Bar(colour) => canvas.rect(bar(7.0, 0.0, MARK), colour, 1.0),
        Mark::Whisker(colour) => {
            canvas.line(&ends, stroke(INK, 1.6))?;
            for end in ends {
                canvas.line(&[(end.0, y - 4.0), (end.0, y + 4.0)], stroke(INK, 1.6))?;
            }
            canvas.dot((x + MARK / 2.0, y), 5.0, colour)
        }
    }
}

/// What a source line names besides the simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Observations {
    /// The Home Office weekly series.
    Weekly,
    /// The official counts of the exchange, and those of the press.
    Exchange,
    /// None is drawn.
    None,
}

/// The line at the foot of a study's chart that says where all the numbers come from.
pub(super) fn source(study: &Study<'_>, observations: Observations) -> String {
    source_line(study.caption, observations)
}

/// The line at the foot that says where all the numbers come from.
pub(super) fn source_line(caption: &str, observations: Observations) -> String {
    let observed = match observations {
        Observations::Weekly => "Observed: Home Office, Crown copyright, Open Government Licence v3.0. ",
        Observations::Exchange => {
            "Observed: Home Office, Crown copyright, Open Government Licence v3.0; first weeks also from press reports. "
        }
        Observations::None => "",
    };
    format!("{observed}Simulated: {}", caption.trim_end_matches('.')) + "."
}

/// A title, which says so where a chart takes the settings of a sweep together: a setting is a choice and no uncertainty.
pub(super) fn pooled_title(title: &str, points: usize) -> String {
    match points {
        0 | 1 => title.to_owned(),
        points => {
            let (title, mark) = title.strip_suffix('?').map_or((title, ""), |title| (title, "?"));
            format!("{title}, over all {} settings{mark}", number(points as f64, 0))
        }
    }
}

/// Says how many runs the bands are over, and warns when there is just one.
pub(super) fn runs_in_words(points: usize, runs: usize) -> String {
    let count = number(runs as f64, 0);
    match (points, runs) {
        (_, 1) => "a single run: no range of chance is shown, and another run would differ".to_owned(),
        (0 | 1, _) => format!("{count} replicates"),
        (points, _) => {
            let points = number(points as f64, 0);
            format!("{count} runs, all {points} settings of the sweep together")
        }
    }
}

/// With fewer runs than this, no run in twenty can lie beyond the outer band on either side.
const ENOUGH: usize = 20;

/// The usual sentence about line and bands.
pub(super) fn bands_in_words(points: usize, runs: usize) -> String {
    let words = runs_in_words(points, runs);
    let spread = match points {
        0 | 1 => "",
        _ => " of settings and chance together",
    };
    let rough = match runs {
        0..ENOUGH => " (rough, with so few runs)",
        _ => "",
    };
    match runs {
        1 => format!("Line: {words}."),
        _ => format!("Line: median of {words}; bands: the middle 50% and 90%{spread}{rough}."),
    }
}
