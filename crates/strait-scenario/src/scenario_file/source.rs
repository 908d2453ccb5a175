//! Texts that values come from, and places in them.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::error::Fault;
use super::layers::BASELINE;
use super::shape::nearest;

/// Largest file that is read [bytes]. Scenarios and sweeps are a few kilobytes, ensembles about one a draw.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// A text that was given: a file, or a flag's value.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A text by the name that messages give it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// A file that is missing, unreadable, a directory, too large or not UTF-8.
    pub fn read(path: &Path) -> Result<Arc<Self>, Fault> {
        let name = path.display().to_string();
        let fault = |what: String| Fault::new(format!("{name}: {what}"));
        let about = std::fs::metadata(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => fault("no such file".to_owned()).maybe_help(like_it(path)),
            _ => fault(format!("cannot be read: {error}")),
        })?;
        if about.is_dir() {
            return Err(fault("is a directory; a file is needed".to_owned()));
        }
        let mut bytes = Vec::new();
        // What is no plain file does not say how long it is.
        let read = File::open(path).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes));
        read.map_err(|error| fault(format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(fault(format!("is too long; at most {FILE_BYTES_MAX} bytes are read")));
        }
        String::from_utf8(bytes).map(|text| Self::new(name.clone(), text)).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let start = error.as_bytes()[..good].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let line = 1 + error.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
            // Counted in characters, as everywhere: what stands before is good UTF-8.
            let column = 1 + String::from_utf8_lossy(&error.as_bytes()[start..good]).chars().count();
            Fault::new(format!("{name}:{line}:{column}: is not UTF-8 text"))
                .help("scenarios, sweeps and series are plain text; editors call its encoding UTF-8")
        })
    }

    /// Checks that a file which another names is one to be read, and not whatever lies on the disk: a plain file, or a link to
    /// one, whose own name ends so.
    ///
    /// # Errors
    /// A file that is not; one that is not there is left to whoever reads it.
    pub fn check_named(path: &Path, ending: &str) -> Result<(), Fault> {
        let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
        let name = path.display();
        if real.is_dir() {
            return Err(Fault::new(format!("{name}: is a directory; a file is needed")));
        }
        if !real.is_file() {
            return Err(Fault::new(format!("{name}: is no plain file, which is all that a file can name")));
        }
        if real.extension().is_none_or(|own| own != ending) {
            return Err(Fault::new(format!("{name}: does not end in .{ending}, as all files must that a file names")));
        }
        Ok(())
    }

    /// What messages call it: a path, or a flag.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text as a place.
    pub fn whole(self: &Arc<Self>) -> Place {
        self.place(0..self.text.len())
    }

    /// A part of it as a place \[bytes\].
    pub fn place(self: &Arc<Self>, span: Range<usize>) -> Place {
        Place { source: Arc::clone(self), span }
    }
}

/// Names the file beside a missing one whose name is most like it.
pub fn like_it(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.to_owned()))
        .chain([BASELINE.to_owned()])
        .collect();
    names.sort();
    let near = nearest(path.file_name()?.to_str()?, names.iter().map(String::as_str))?;
    Some(format!("did you mean {}?", path.with_file_name(near).display()))
}

/// Where a value or key stands.
#[derive(Debug, Clone)]
pub struct Place {
    source: Arc<Source>,
    span: Range<usize>,
}

/// The one line that a place starts on.
pub struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    pub text: &'a str,
    /// What the place covers of `text` [bytes].
    pub span: Range<usize>,
}

impl Place {
    /// The text that it is in.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Whether it is in this very text.
    pub fn is_in(&self, source: &Arc<Source>) -> bool {
        Arc::ptr_eq(&self.source, source)
    }

    /// Whether it is the same place.
    pub fn is(&self, other: &Self) -> bool {
        self.is_in(&other.source) && self.span == other.span
    }

    /// Where it begins in the text \[bytes\].
    pub fn start(&self) -> usize {
        self.span.start
    }

    /// The first line of the place: later ones add nothing to a message.
    pub fn line(&self) -> Line<'_> {
        let text = self.source.text();
        let at = floor(text, self.span.start);
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        let line = text[start..end].trim_end_matches('\r');
        let from = (at - start).min(line.len());
        let to = floor(text, self.span.end).saturating_sub(start).clamp(from, line.len());
        Line {
            number: 1 + text[..start].bytes().filter(|byte| *byte == b'\n').count(),
            column: 1 + line[..from].chars().count(),
            text: line,
            span: from..to,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line();
        write!(out, "{}:{}:{}", self.source.name, line.number, line.column)
    }
}

/// The last boundary between characters that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
