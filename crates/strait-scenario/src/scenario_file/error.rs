//! What is wrong with the input, shown where it stands.

use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use strait::scenario::Problem;

use super::key_path::KeyPath;
use super::source::Place;
use super::{hints, limits};
use crate::terminal::harmless;

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
pub struct Fault {
    title: String,
    place: Option<Place>,
    label: String,
    help: Option<String>,
    /// The key, if it is one that is not known where it stands.
    unknown: Option<String>,
}

impl Fault {
    /// A fault in these words, at no place.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: short(title.into()), place: None, label: String::new(), help: None, unknown: None }
    }

    /// A key that is none of those allowed, in words.
    pub fn unknown_key(path: &impl ToString, key: &str, allowed: &str) -> Self {
        let fault = Self::new(format!("{}: unknown key, {allowed}", path.to_string())).label("unknown key");
        Self { unknown: Some(key.to_owned()), ..fault }
    }

    /// A value that is not what is allowed.
    pub fn value(path: &impl ToString, found: &str, allowed: &str) -> Self {
        Self::new(format!("{}: found {found}, allowed is {allowed}", path.to_string())).label(format!("found {found}"))
    }

    /// A value that the simulation cannot work with.
    pub fn problem(problem: &Problem) -> Self {
        let allowed = limits::with_unit(&problem.path, &problem.allowed);
        Self::value(&problem.path, &problem.found, &allowed).maybe_help(hints::of_problem(
            &problem.path,
            &problem.found,
            &problem.allowed,
        ))
    }

    /// The same at a place.
    pub fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    /// At this place, unless it has one.
    pub fn or_at(self, place: &Place, label: &str) -> Self {
        if self.place.is_some() { self } else { self.at(place).label(label) }
    }

    /// With these words under the place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = short(label.into());
        self
    }

    /// With a word on what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(short(help.into()));
        self
    }

    /// With a word on what to do, if there is one.
    pub fn maybe_help(mut self, help: Option<impl Into<String>>) -> Self {
        if let Some(help) = help {
            self.help = Some(help.into());
        }
        self
    }

    /// Names the paths of an unknown key at other places, if it has been told nothing better.
    pub fn point_elsewhere(&mut self, known: &[KeyPath]) {
        let Some(key) = self.unknown.as_deref().filter(|_| self.help.is_none()) else { return };
        self.help = match key {
            "extends" => Some("extends stands at the top of the file, before any [section]".to_owned()),
            _ => hints::elsewhere(key, known),
        };
    }

    fn render(&self, level: Level<'_>, renderer: &Renderer) -> String {
        let mut group = Group::with_title(level.primary_title(&self.title));
        let line = self.place.as_ref().map(|place| (harmless(place.source().name()), place.line()));
        if let Some((path, line)) = &line {
            let snippet = Snippet::source(line.text).line_start(line.number).path(path.as_ref());
            let mark = AnnotationKind::Primary.span(line.span.clone()).label(normalize_untrusted_str(&self.label));
            group = group.element(snippet.annotation(mark));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        renderer.render(&[group])
    }

    fn source(&self) -> Option<String> {
        self.place.as_ref().map(|place| place.source().name().to_owned())
    }

    /// The same place and words.
    fn repeats(&self, other: &Self) -> bool {
        let place = |fault: &Self| fault.place.as_ref().map(ToString::to_string);
        self.title == other.title && place(self) == place(other)
    }
}

/// Things to know about input that is sound: shown as what is wrong with it is, but as warnings.
pub fn warnings(of: Vec<Fault>, color: bool) -> String {
    let kept = InputError::new(of);
    kept.shown(Level::WARNING, color)
}

/// Whether messages are in colour: when they will be read on a terminal.
pub fn in_color() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

impl InputError {
    /// All of these, in the order in which they stand in each file, none twice.
    pub fn new(mut faults: Vec<Fault>) -> Self {
        // As they stand in each file, whenever they were found.
        let mut sources: Vec<Option<String>> = Vec::new();
        for fault in &faults {
            let source = fault.source();
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let rank = |fault: &Fault| sources.iter().position(|source| *source == fault.source());
        faults.sort_by_cached_key(|fault| (rank(fault), fault.place.as_ref().map(Place::start)));
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
        self.shown(Level::ERROR, color)
    }

    fn shown(&self, level: Level<'static>, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let shown = self.faults.iter().take(SHOWN_MAX);
        let mut parts: Vec<String> = shown.map(|fault| fault.render(level.clone(), &renderer)).collect();
        if self.faults.len() > SHOWN_MAX {
            parts.push(format!("and {} more", self.faults.len() - SHOWN_MAX));
        }
        parts.join("\n\n")
    }

    /// All of several at once.
    ///
    /// # Errors
    /// What is wrong with any of them.
    pub fn all(errors: impl IntoIterator<Item = Self>) -> Result<(), Self> {
        let faults: Vec<Fault> = errors.into_iter().flat_map(Self::into_faults).collect();
        if faults.is_empty() { Ok(()) } else { Err(Self::new(faults)) }
    }

    /// Each of the things that are wrong.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }
}

impl From<Fault> for InputError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}
