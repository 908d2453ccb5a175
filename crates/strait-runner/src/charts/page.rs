//! What surrounds every chart: title, subtitle, legend and source line.

use super::canvas::{Align, Area, Canvas, stroke};
use super::data::{ChartError, Sketch, Study};
use super::style::{BAND_50, BAND_90, INK, MARGIN, MUTED, Rgb, SMALL, TEXT, TITLE, WIDTH, number};
use super::text::{bold, plain, width, wrap};

/// A drawn sheet, its letters still text.
pub(super) struct Sheet {
    pub(super) svg: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title: String,
    pub(super) description: String,
}

/// How a legend shows a thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mark {
    /// A line.
    Line(Rgb),
    /// A dashed line.
    Dashes(Rgb),
    /// A line with dots.
    Dots(Rgb),
    /// A dot.
    Dot(Rgb),
    /// A pale filled shape.
    Fill(Rgb),
    /// Two bands with a median.
    Bands(Rgb),
    /// A row's bar, whisker and dot.
    Interval(Rgb),
    /// A full bar.
    Bar(Rgb),
    /// A dot on a line with ends.
    Whisker(Rgb),
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

impl Page {
    /// A chart of a study: see [`sheet`](Self::sheet).
    pub(super) fn draw(
        self,
        height: f64,
        body: impl FnOnce(&Canvas<'_>, Area) -> Result<(), ChartError>,
    ) -> Result<Sketch, ChartError> {
        self.sheet(height, body).map(Sketch::Drawn)
    }

    /// Draws the surroundings and, in the middle, a body of `height` pixels.
    pub(super) fn sheet(
        self,
        height: f64,
        body: impl FnOnce(&Canvas<'_>, Area) -> Result<(), ChartError>,
    ) -> Result<Sheet, ChartError> {
        let room = WIDTH - 2.0 * MARGIN;
        let title = wrap(&self.title, bold(TITLE), room);
        let subtitle = wrap(&self.subtitle, plain(TEXT), room);
        let source = wrap(&self.source, plain(SMALL), room);
        let keys = self.place_keys(room);
        let key_rows = keys.last().map_or(0, |&(_, row)| row + 1);

        let study = wrap(&self.study, plain(TEXT), room);
        let study_end = MARGIN - 8.0 + study.len() as f64 * 24.0;
        let title_end = study_end + title.len() as f64 * 34.0;
        let subtitle_end = title_end + subtitle.len() as f64 * 24.0 + 4.0;
        let legend_end = subtitle_end + key_rows as f64 * ROW + if key_rows > 0 { 8.0 } else { 0.0 };
        let area =
            Area { left: MARGIN, right: WIDTH - MARGIN, top: legend_end + 12.0, bottom: legend_end + 12.0 + height };
        let total = (area.bottom + 16.0 + source.len() as f64 * 21.0 + MARGIN * 0.6).ceil();

        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, WIDTH, total)?;
        for (line, text) in study.iter().enumerate() {
            let place = (MARGIN, MARGIN + 8.0 + line as f64 * 24.0);
            canvas.text(place, text, plain(TEXT), MUTED, Align::Left)?;
        }
        for (line, text) in title.iter().enumerate() {
            let place = (MARGIN, study_end + 25.0 + line as f64 * 34.0);
            canvas.text(place, text, bold(TITLE), INK, Align::Left)?;
        }
        for (line, text) in subtitle.iter().enumerate() {
            let place = (MARGIN, title_end + 19.0 + line as f64 * 24.0);
            canvas.text(place, text, plain(TEXT), MUTED, Align::Left)?;
        }
        for (&(x, row), (mark, text)) in keys.iter().zip(&self.legend) {
            let middle = subtitle_end + 18.0 + row as f64 * ROW;
            draw_mark(&canvas, *mark, (MARGIN + x, middle))?;
            let place = (MARGIN + x + mark.width() + 9.0, middle + 6.0);
            canvas.text(place, text, plain(TEXT), INK, Align::Left)?;
        }
        body(&canvas, area)?;
        for (line, text) in source.iter().enumerate() {
            let place = (MARGIN, area.bottom + 32.0 + line as f64 * 21.0);
            canvas.text(place, text, plain(SMALL), MUTED, Align::Left)?;
        }
        canvas.finish()?;
        let description = format!("{} {} {}", self.finding, self.subtitle, self.source).trim_start().to_owned();
        Ok(Sheet { svg, width: WIDTH, height: total, title: format!("{}: {}", self.study, self.title), description })
    }

    /// Where each key goes: its left edge and its row.
    fn place_keys(&self, room: f64) -> Vec<(f64, usize)> {
        let (mut left, mut row) = (0.0, 0);
        self.legend
            .iter()
            .map(|(mark, text)| {
                let wide = mark.width() + 9.0 + width(text, plain(TEXT));
                if left > 0.0 && left + wide > room {
                    (left, row) = (0.0, row + 1);
                }
                let place = (left, row);
                left += wide + KEY_GAP;
                place
            })
            .collect()
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
    /// The dated counts of the exchange.
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
            "Observed: dated counts of the exchange in press reports, many quoting the Home Office. "
        }
        Observations::None => "",
    };
    format!("{observed}Simulated: {}", caption.trim_end_matches('.')) + "."
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
