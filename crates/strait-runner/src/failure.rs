//! How a command fails, and what its exit status says of it.

use strait_scenario::scenario_file::{InputError, in_color};

/// A command that could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The input is wrong: exit status 2. The message says where, what was found and what is allowed.
    #[error("{0}")]
    Input(String),
    /// The work failed: exit status 1.
    #[error("{0}")]
    Work(String),
    /// The work was told to stop, and what is done is kept: exit status 75. The same command goes on.
    #[error("{0}")]
    Stopped(String),
}

impl Failure {
    /// The command's exit status.
    #[must_use]
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Work(_) => 1,
            Self::Input(_) => 2,
            // EX_TEMPFAIL, which schedulers can be told to take for "try again".
            Self::Stopped(_) => 75,
        }
    }
}

impl From<InputError> for Failure {
    /// In colour when it will be read on a terminal.
    fn from(error: InputError) -> Self {
        Self::Input(error.render(in_color()))
    }
}
