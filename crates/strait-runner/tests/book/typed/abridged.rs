//! Commands that are run in a shorter form, and why. Everything else is run as it stands.

/// A command of a page, and what is run in its place.
#[derive(Debug)]
pub(crate) struct Abridged {
    pub(crate) page: &'static str,
    /// The command without its comment, spaces single.
    pub(crate) command: &'static str,
    /// What is run.
    pub(crate) run: &'static str,
    pub(crate) why: &'static str,
}

pub(crate) const ABRIDGED: &[Abridged] = &[];
