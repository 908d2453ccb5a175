//! A flow that splits, and a part of it that splits again, drawn as ribbons from left to right.

use super::canvas::{Align, Area, Canvas, Point};
use super::data::ChartError;
use super::style::{Colour, INK, MUTED, SMALL, TEXT};
use super::text::{bold, plain, wrap};

/// A number of people, what is written beside it, and what became of them.
pub(super) struct Branch {
    pub(super) label: String,
    /// The number with its range, beside the drawing.
    pub(super) numbers: String,
    /// The same in words.
    pub(super) told: String,
    pub(super) people: f64,
    pub(super) colour: Colour,
    pub(super) branches: Vec<Branch>,
}

/// A whole flow. Branches that split come first among their own.
pub(super) struct Tree {
    pub(super) root: Branch,
    pub(super) colour: Colour,
}

impl Branch {
    /// How many people are at the ends: the root's own number, unless a run was cut so that they do not add up.
    fn ends(&self) -> f64 {
        match self.branches.is_empty() {
            true => self.people,
            false => self.branches.iter().map(Self::ends).sum(),
        }
    }
}

/// How high the root's bar is, and how wide all bars are [px].
const TALL: f64 = 180.0;
const BAR: f64 = 11.0;
/// Where the bars in the middle and on the right begin, from the left [px].
const MIDDLE: f64 = 62.0;
const RIGHT: f64 = 124.0;
const LINE: f64 = 20.0;
const GAP: f64 = 9.0;
const VEIL: f64 = 0.36;

impl Tree {
    /// How high the flow is in a width.
    pub(super) fn height(&self, wide: f64) -> f64 {
        let slots: f64 = self.root.branches.iter().map(|branch| self.slot(branch, wide)).sum();
        self.head(wide) + slots.max(TALL) + 14.0
    }

    /// What it says, in a sentence.
    pub(super) fn told(&self) -> String {
        let parts: Vec<String> =
            self.root.branches.iter().map(|branch| format!("{} {}", branch.label, branch.told)).collect();
        format!("{} {}: {}.", self.root.label, self.root.told, parts.join("; "))
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, place: Area) -> Result<(), ChartError> {
        let wide = place.width();
        let root = &self.root;
        for (line, text) in wrap(&root.label, bold(TEXT), wide).iter().chain([&root.numbers]).enumerate() {
            let (face, ink) = if *text == root.numbers { (plain(SMALL), MUTED) } else { (bold(TEXT), INK) };
            canvas.text((place.left, place.top + 16.0 + line as f64 * LINE), text, face, ink, Align::Left)?;
        }
        let top = place.top + self.head(wide);
        let slots: f64 = root.branches.iter().map(|branch| self.slot(branch, wide)).sum();
        let bar = self.thick(root);
        let mut from = top + ((slots - bar) / 2.0).max(0.0);
        self.bar(canvas, place.left, (from, from + bar), self.colour)?;
        let mut y = top;
        for branch in &root.branches {
            let (thick, slot) = (self.thick(branch), self.slot(branch, wide));
            if branch.branches.is_empty() {
                let at = y + (slot - thick) / 2.0;
                // Straight past the bars in the middle, so that nothing crosses what splits there.
                let ends = (place.left + BAR, place.left + MIDDLE);
                self.ribbon(canvas, ends, (from, at), thick, branch.colour)?;
                self.ribbon(canvas, (ends.1, place.left + RIGHT), (at, at), thick, branch.colour)?;
                self.leaf(canvas, place, branch, (y, slot), at)?;
            } else {
                self.split(canvas, place, branch, (y, slot), from)?;
            }
            from += thick;
            y += slot;
        }
        Ok(())
    }

    /// A branch that splits: its label above, its parts on the right.
    fn split(
        &self,
        canvas: &Canvas<'_>,
        place: Area,
        branch: &Branch,
        (y, slot): (f64, f64),
        from: f64,
    ) -> Result<(), ChartError> {
        let wide = place.width();
        let lines = self.split_lines(branch, wide);
        for (line, text) in lines.iter().enumerate() {
            let (face, ink) = if line + 1 == lines.len() { (plain(SMALL), MUTED) } else { (bold(SMALL), INK) };
            let at = (place.left + MIDDLE, y + 15.0 + line as f64 * LINE);
            canvas.text(at, text, face, ink, Align::Left)?;
        }
        let head = lines.len() as f64 * LINE + 4.0;
        let thick = self.thick(branch);
        let at = y + head + ((slot - head - thick) / 2.0).max(0.0);
        self.ribbon(canvas, (place.left + BAR, place.left + MIDDLE), (from, at), thick, branch.colour)?;
        self.bar(canvas, place.left + MIDDLE, (at, at + thick), branch.colour)?;
        let (mut part_from, mut part_y) = (at, y + head);
        for part in &branch.branches {
            let (thick, slot) = (self.thick(part), self.slot(part, wide));
            let to = part_y + (slot - thick) / 2.0;
            let ends = (place.left + MIDDLE + BAR, place.left + RIGHT);
            self.ribbon(canvas, ends, (part_from, to), thick, part.colour)?;
            self.leaf(canvas, place, part, (part_y, slot), to)?;
            part_from += thick;
            part_y += slot;
        }
        Ok(())
    }

    fn leaf(
        &self,
        canvas: &Canvas<'_>,
        place: Area,
        branch: &Branch,
        (y, slot): (f64, f64),
        at: f64,
    ) -> Result<(), ChartError> {
        self.bar(canvas, place.left + RIGHT, (at, at + self.thick(branch)), branch.colour)?;
        let lines = self.lines(branch, place.width());
        let first = y + (slot - lines.len() as f64 * LINE) / 2.0 + 15.0;
        for (line, text) in lines.iter().enumerate() {
            let ink = if line + 1 == lines.len() { MUTED } else { INK };
            let place = (place.left + RIGHT + BAR + 8.0, first + line as f64 * LINE);
            canvas.text(place, text, plain(SMALL), ink, Align::Left)?;
        }
        Ok(())
    }

    /// A bar, at least a hair high.
    fn bar(&self, canvas: &Canvas<'_>, left: f64, (top, bottom): (f64, f64), colour: Colour) -> Result<(), ChartError> {
        let bottom = bottom.max(top + 1.0);
        canvas.rect(Area { left, right: left + BAR, top, bottom }, colour, 1.0)
    }

    /// A ribbon as thick at both ends, at most as steep as it must be.
    fn ribbon(
        &self,
        canvas: &Canvas<'_>,
        (left, right): (f64, f64),
        (from, to): (f64, f64),
        thick: f64,
        colour: Colour,
    ) -> Result<(), ChartError> {
        const STEPS: usize = 24;
        let thick = thick.max(0.7);
        let edge = |below: f64| {
            move |step: usize| -> Point {
                let share = step as f64 / STEPS as f64;
                let eased = share * share * (3.0 - 2.0 * share);
                (left + share * (right - left), from + eased * (to - from) + below)
            }
        };
        let outline: Vec<Point> = (0..=STEPS).map(edge(0.0)).chain((0..=STEPS).rev().map(edge(thick))).collect();
        canvas.polygon(&outline, colour, VEIL)
    }

    fn thick(&self, branch: &Branch) -> f64 {
        let all = self.root.people.max(self.root.ends());
        if all > 0.0 { TALL * branch.people / all } else { 0.0 }
    }

    fn head(&self, wide: f64) -> f64 {
        (wrap(&self.root.label, bold(TEXT), wide).len() + 1) as f64 * LINE + 14.0
    }

    fn lines(&self, branch: &Branch, wide: f64) -> Vec<String> {
        let mut lines = wrap(&branch.label, plain(SMALL), wide - RIGHT - BAR - 8.0);
        lines.push(branch.numbers.clone());
        lines
    }

    fn split_lines(&self, branch: &Branch, wide: f64) -> Vec<String> {
        let mut lines = wrap(&branch.label, bold(SMALL), wide - MIDDLE);
        lines.push(branch.numbers.clone());
        lines
    }

    /// How much height a branch takes, with its label.
    fn slot(&self, branch: &Branch, wide: f64) -> f64 {
        if branch.branches.is_empty() {
            return self.thick(branch).max(self.lines(branch, wide).len() as f64 * LINE) + GAP;
        }
        let parts: f64 = branch.branches.iter().map(|part| self.slot(part, wide)).sum();
        self.split_lines(branch, wide).len() as f64 * LINE + 4.0 + parts.max(self.thick(branch))
    }
}
