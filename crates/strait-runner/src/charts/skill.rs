//! How much better forecasts were than those of simple rivals.

use super::canvas::{Align, Area, stroke};
use super::data::{ChartError, Figure, Words};
use super::page::{Height, Mark, Observations, Page, source_line};
use super::panel::Scale;
use super::style::{ADMITTED, ARRIVALS, AXIS, Colour, GRID, INK, MUTED, RETURNED, SMALL, TEXT, number, short};
use super::text::{bold, plain, width};
use super::{grid, render};

const ROW: f64 = 42.0;
/// Room above the rows and below them [px].
const ABOVE: f64 = 54.0;
const BELOW: f64 = 30.0;
const NARROWEST: f64 = 290.0;
/// Skills below this are drawn at the edge, with their number.
const LOWEST: f64 = -1.0;
const NAME: &str = "skill";
const COLOURS: [Colour; 3] = [RETURNED, ARRIVALS, ADMITTED];

/// One target's skills.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillPanel {
    /// The target's name.
    pub name: String,
    /// A row for each rival.
    pub rows: Vec<SkillRow>,
}

/// The skills against one rival.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillRow {
    /// The rival.
    pub label: String,
    /// Skill against it up to 13, 26 and 52 weeks ahead: 1 is perfect, 0 is none.
    pub skills: [Option<f64>; 3],
}

/// Draws the skill for each target against each rival.
///
/// # Errors
/// [`ChartError::Empty`] when there is no row; [`ChartError::Drawing`] when drawing fails.
pub fn skill(words: Words<'_>, panels: &[SkillPanel]) -> Result<Figure, ChartError> {
    let panels: Vec<&SkillPanel> = panels.iter().filter(|panel| !panel.rows.is_empty()).collect();
    let Some(rows) = panels.iter().map(|panel| panel.rows.len()).max() else {
        return Err(ChartError::Empty(NAME));
    };
    let skills = panels.iter().flat_map(|panel| &panel.rows).flat_map(|row| row.skills).flatten();
    let (low, high) = skills.fold((-0.25, 0.25_f64), |(low, high), skill| (skill.min(low), skill.max(high)));
    let quarters = |skill: f64| skill * 4.0;
    let (low, high) = (quarters(low).floor() / 4.0, quarters(high).ceil() / 4.0);
    let (low, high) = (low.max(LOWEST), high.min(1.0));
    let beyond = if low > LOWEST { "" } else { " A number beside a dot at the left edge: its skill lies beyond it." };
    // The hardest to beat some weeks ahead says most of a panel.
    let hardest = |panel: &&SkillPanel| {
        let nearest = panel.rows.iter().filter_map(|row| Some((&row.label, row.skills[0]?)));
        let (label, skill) = nearest.min_by(|one, other| one.1.total_cmp(&other.1))?;
        let label = label.to_lowercase();
        Some(format!("{}: skill {} at least, against {label}, up to 13 weeks ahead.", panel.name, number(skill, 2)))
    };
    let told: Vec<String> = panels.iter().filter_map(hardest).collect();
    let page = Page {
        look: words.look,
        study: words.study.to_owned(),
        title: "Skill against simple rivals".to_owned(),
        subtitle: format!(
            "1 \u{2212} mean CRPS / that of the rival, over all origins: 1 is perfect, 0 no better.{beyond}"
        ),
        legend: ["Up to 13 weeks ahead", "Up to 26 weeks", "Up to 52 weeks"]
            .into_iter()
            .zip(COLOURS)
            .map(|(text, colour)| (Mark::Dot(colour), text.to_owned()))
            .collect(),
        finding: told.join(" "),
        source: source_line(words.caption, Observations::Weekly),
    };
    let labels = panels.iter().flat_map(|panel| &panel.rows).map(|row| width(&row.label, plain(TEXT)));
    let room = labels.fold(0.0, f64::max) + 16.0;
    let columns = |room: f64| grid::columns(room, NARROWEST, panels.len().min(2));
    let high_of_panel = ABOVE + rows as f64 * ROW + BELOW;
    let height = |room: f64| Height::Exactly(grid::height(panels.len(), columns(room), high_of_panel));
    let sheet = page.sheet(height, |canvas, area| {
        let columns = columns(area.width());
        for (place, panel) in grid::places(area, panels.len(), columns, high_of_panel).zip(&panels) {
            let top = place.top + ABOVE;
            let plot = Area {
                left: place.left + room,
                right: place.right - 8.0,
                top,
                bottom: top + panel.rows.len() as f64 * ROW,
            };
            let x = Scale::new((low, high), (plot.left, plot.right));
            let zero = x.place(0.0);
            canvas.text((place.left, place.top + 16.0), &panel.name, bold(TEXT), INK, Align::Left)?;
            canvas.text((plot.left, top - 10.0), "← worse", plain(SMALL), MUTED, Align::Left)?;
            let better = if plot.width() < 280.0 { "better →" } else { "better than the rival →" };
            canvas.text((plot.right, top - 10.0), better, plain(SMALL), MUTED, Align::Right)?;
            canvas.rect(Area { left: zero, ..plot }, ARRIVALS, 0.08)?;
            let step = if high - low > 1.0 { 0.5 } else { 0.25 };
            for tick in (-2..=4).map(|tick| f64::from(tick) * step).filter(|&tick| x.holds(tick)) {
                let at = x.place(tick);
                canvas.line(&[(at, plot.top), (at, plot.bottom)], stroke(GRID, 1.0))?;
                canvas.text((at, plot.bottom + 21.0), &short(tick), plain(SMALL), MUTED, Align::Centre)?;
            }
            canvas.line(&[(zero, plot.top), (zero, plot.bottom)], stroke(INK, 1.6))?;
            for (at, row) in panel.rows.iter().enumerate() {
                let upper = plot.top + at as f64 * ROW;
                canvas.line(&[(place.left, upper), (plot.right, upper)], stroke(GRID, 1.0))?;
                let middle = upper + ROW / 2.0;
                canvas.text((place.left, middle + 6.0), &row.label, plain(TEXT), INK, Align::Left)?;
                for (horizon, (skill, colour)) in row.skills.into_iter().zip(COLOURS).enumerate() {
                    let Some(skill) = skill else { continue };
                    let dot = (x.place(skill), middle + (horizon as f64 - 1.0) * 12.0);
                    canvas.dot(dot, 4.5, colour)?;
                    if skill < low {
                        let text = number(skill, 1);
                        canvas.text((dot.0 + 10.0, dot.1 + 4.5), &text, plain(13.0), MUTED, Align::Left)?;
                    }
                }
            }
            canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], stroke(AXIS, 1.0))?;
        }
        Ok(())
    })?;
    render::outline(NAME, &sheet)
}
