//! What is set from outside a scenario's files, by flags and sweeps: it holds, whatever interventions say.

use jiff::civil::Date;

use super::ScenarioFile;
use super::error::{Fault, InputError};
use super::intervention::{Intervention, Setting};
use super::key_path::KeyPath;
use super::layers::EMBEDDED;
use super::merge;
use super::source::{Place, Source};
use super::tree::{self, Kind, Node};

/// A parameter set from outside the file, which no intervention changes.
#[derive(Debug, Clone)]
pub(super) struct Pin {
    pub(super) path: KeyPath,
    /// From which date on; for the whole run if none.
    pub(super) from: Option<Date>,
}

impl ScenarioFile {
    /// Sets a parameter for the whole run by `PATH=VALUE`, where VALUE is TOML or a bare text.
    ///
    /// # Errors
    /// A path that leads to no parameter, or a value of the wrong kind. Values of the right kind that are out of
    /// bounds are found by [`Self::plan`].
    pub fn set(&mut self, assignment: &str) -> Result<(), InputError> {
        let source = Source::new("--set", assignment.trim_end());
        let text = source.text();
        let Some(equals) = equals(text) else {
            let title = "--set: found no `=`, allowed is PATH=VALUE such as home_office.detention.beds=600";
            return Err(Fault::new(title).at(&source.whole()).label("no value").into());
        };
        let after = &text[equals + 1..];
        let start = text.len() - after.trim_start().len();
        let value = match tree::parse_value(&source, start) {
            Ok(value) => value,
            // A text needs no quotes here, since a shell would take them away.
            Err(_) if !text[start..].starts_with(['"', '\'', '[', '{']) => {
                Node { kind: Kind::Text(text[start..].to_owned()), place: source.place(start..text.len()) }
            }
            Err(faults) => return Err(InputError::new(faults)),
        };
        self.pin(&text[..equals], &value, &source.place(0..equals))
    }

    /// Sets a parameter for the whole run to a value that stands at a place, as a sweep does.
    ///
    /// # Errors
    /// As for [`Self::set`].
    pub fn set_value(&mut self, path: &str, value: &toml::Value, from: &Place) -> Result<(), InputError> {
        self.pin(path, &Node::from_value(value, from), from)
    }

    /// Sets a parameter for the whole run; `at` is where its path stands.
    ///
    /// # Errors
    /// As for [`Self::set`].
    pub fn pin(&mut self, path: &str, value: &Node, at: &Place) -> Result<(), InputError> {
        let path =
            KeyPath::parse(path).map_err(|why| Fault::new(format!("{}: not a path, {why}", path.trim())).at(at))?;
        merge::assign(&EMBEDDED.shape, &mut self.tree, &path, at, value).map_err(InputError::new)?;
        self.run_moved |= matches!(path.parts(), [run, key] if run == "run" && key != "scale");
        self.pinned.push(Pin { path, from: None });
        Ok(())
    }

    /// Sets a parameter from a date to the end of the run; `at` is where its path stands.
    ///
    /// # Errors
    /// As for [`Self::set`]; values of the wrong kind are found by [`Self::plan`].
    pub fn pin_from(&mut self, path: &str, value: &Node, at: &Place, from: Date) -> Result<(), InputError> {
        let path =
            KeyPath::parse(path).map_err(|why| Fault::new(format!("{}: not a path, {why}", path.trim())).at(at))?;
        let setting = Setting { path: path.clone(), path_place: at.clone(), value: value.clone() };
        self.interventions.push(Intervention {
            date: from,
            date_place: at.clone(),
            settings: vec![setting],
            note: None,
            own: false,
            holds: true,
        });
        self.pinned.push(Pin { path, from: Some(from) });
        Ok(())
    }
}

/// Where the path of an assignment ends: the first `=` outside quotes.
fn equals(text: &str) -> Option<usize> {
    let mut open = None;
    text.char_indices().find_map(|(at, letter)| {
        match (open, letter) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => open = Some(letter),
            (Some(quote), _) if quote == letter => open = None,
            _ => {}
        }
        None
    })
}
