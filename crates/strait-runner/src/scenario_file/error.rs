//! What is wrong with the input, shown where it stands.

use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use strait::scenario::Problem;

use super::source::Place;
use crate::failure::Failure;

/// Most faults that one message shows; the rest are counted.
const SHOWN_MAX: usize = 20;

/// Longest part of a message: what a file says can be as long as the file [bytes].
const PART_MAX: usize = 4000;

/// The beginning of a part of a message.
fn short(mut text: String) -> String {
    if text.len() > PART_MAX {
        text.truncate((0..=PART_MAX).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
        text.push('…');
    }
    text
}

/// Everything that was found wrong with the input.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.render(false))]
pub struct InputError {
    faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    title: String,
    place: Option<Place>,
    label: String,
    help: Option<String>,
}

impl Fault {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: short(title.into()), place: None, label: String::new(), help: None }
    }

    /// A value that is not what is allowed.
    pub(crate) fn value(path: &impl ToString, found: &str, allowed: &str) -> Self {
        Self::new(format!("{}: found {found}, allowed is {allowed}", path.to_string())).label(format!("found {found}"))
    }

    /// A value that the simulation cannot work with.
    pub(crate) fn problem(problem: &Problem) -> Self {
        Self::value(&problem.path, &problem.found, &problem.allowed)
    }

    pub(crate) fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    /// At this place, unless it has one.
    pub(crate) fn or_at(self, place: &Place, label: &str) -> Self {
        if self.place.is_some() { self } else { self.at(place).label(label) }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = short(label.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(short(help.into()));
        self
    }

    fn render(&self, renderer: &Renderer) -> String {
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.title));
        let line = self.place.as_ref().map(|place| (place, place.line()));
        if let Some((place, line)) = &line {
            let snippet = Snippet::source(line.text).line_start(line.number).path(place.source().name());
            let mark = AnnotationKind::Primary.span(line.span.clone()).label(normalize_untrusted_str(&self.label));
            group = group.element(snippet.annotation(mark));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        renderer.render(&[group])
    }

    /// The same place and words.
    fn repeats(&self, other: &Self) -> bool {
        let place = |fault: &Self| fault.place.as_ref().map(ToString::to_string);
        self.title == other.title && place(self) == place(other)
    }
}

impl InputError {
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        let mut kept: Vec<Fault> = Vec::new();
        for fault in faults {
            // Only what is shown is compared: a hostile file can have a hundred thousand faults.
            if kept.len() >= SHOWN_MAX || !kept.iter().any(|other| other.repeats(&fault)) {
                kept.push(fault);
            }
        }
        Self { faults: kept }
    }

    /// How many things are wrong.
    #[must_use]
    pub fn count(&self) -> usize {
        self.faults.len()
    }

    /// The message: for each fault its file, line and column, what was found and what is allowed.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut parts: Vec<String> = self.faults.iter().take(SHOWN_MAX).map(|fault| fault.render(&renderer)).collect();
        if self.faults.len() > SHOWN_MAX {
            parts.push(format!("and {} more", self.faults.len() - SHOWN_MAX));
        }
        parts.join("\n\n")
    }

    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }
}

impl From<Fault> for InputError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

impl From<InputError> for Failure {
    /// In colour when it will be read on a terminal.
    fn from(error: InputError) -> Self {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self::Input(error.render(color))
    }
}
