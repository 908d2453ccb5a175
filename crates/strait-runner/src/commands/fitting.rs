//! What the commands that fit share: their flags, and figures beside a page.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::study::up_to_4096;
use crate::calibration::Crew;
use crate::charts::{Figure, write_png};
use crate::execution::Stop;
use crate::failure::Failure;
use crate::names;
use crate::page::check_blocks;
use crate::store::cannot_write;

/// How is fitted, and where the results go.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Flags {
    /// Folder for the results; an unfinished fit in it is gone on with, and a finished one stays [default: out/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Few runs, for a first picture
    #[arg(long)]
    pub(super) quick: bool,
    /// Markdown page whose marked blocks are filled with the tables; figures go into the folder figures beside it
    #[arg(long, value_name = "PAGE.md")]
    pub(super) into: Option<PathBuf>,
    /// Throw away unfinished fits in the folder and begin them anew
    #[arg(long)]
    pub(super) restart: bool,
    /// Threads that work [default: all cores]
    #[arg(long, value_name = "N", value_parser = up_to_4096)]
    threads: Option<NonZeroUsize>,
}

impl Flags {
    /// The folder for results of this name.
    pub(super) fn out(&self, name: &str) -> PathBuf {
        self.out.clone().unwrap_or_else(|| names::folder_in("out", name))
    }

    /// The threads.
    ///
    /// # Errors
    /// As for [`Crew::new`].
    pub(super) fn crew<'a>(&self, stop: &'a Stop) -> Result<Crew<'a>, Failure> {
        Crew::new(self.threads, stop)
    }

    /// Checks, before the work, that the page has the blocks that are to be filled.
    ///
    /// # Errors
    /// [`Failure::Input`] when it does not.
    pub(super) fn check_page(&self, blocks: &[String]) -> Result<(), Failure> {
        self.into.as_ref().map_or(Ok(()), |page| check_blocks(page, blocks))
    }
}

/// Puts figures, each under a name, into the folder beside a page.
///
/// # Errors
/// [`Failure::Work`] when they cannot be drawn or written.
pub(super) fn write_beside<'a>(
    page: &Path,
    figures: impl IntoIterator<Item = (String, &'a Figure)>,
) -> Result<(), Failure> {
    let folder = page.parent().unwrap_or(Path::new("")).join("figures");
    std::fs::create_dir_all(&folder).map_err(|error| cannot_write(&folder, &error))?;
    figures.into_iter().try_for_each(|(name, figure)| write_png(&folder, &name, figure))
}
