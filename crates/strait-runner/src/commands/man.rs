//! `strait man`: the command's manual, a page for each command.

use std::fs;
use std::path::{Path, PathBuf};

use clap_mangen::Man;

use super::output::say;
use crate::failure::Failure;

/// Write the manual's pages, one for each command, to be read with `man`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder for the pages, such as ~/.local/share/man/man1.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// A page's file and text.
struct Page {
    path: PathBuf,
    text: Vec<u8>,
}

/// Writes a page for a command's definition and for each of its subcommands. Pages of another version are replaced.
///
/// # Errors
/// A file in the way that is no such page, before anything is written; a folder or file that cannot be written.
pub fn run(args: &Args, mut command: clap::Command) -> Result<(), Failure> {
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, &args.out, &mut pages)?;
    if let Some(page) = pages.iter().find(|page| is_foreign(page)) {
        let path = page.path.display();
        return Err(Failure::Input(format!("{path}: there is another file of this name, which is not written over")));
    }
    let cannot = |path: &Path, why| Failure::Work(format!("{}: cannot be written: {why}", path.display()));
    fs::create_dir_all(&args.out).map_err(|why| cannot(&args.out, why))?;
    for Page { path, text } in &pages {
        fs::write(path, text).map_err(|why| cannot(path, why))?;
    }
    let first = args.out.join("strait.1");
    say(&format!("{} pages in {}; read them with `man {}`\n", pages.len(), args.out.display(), first.display()))
}

fn add_pages(command: &clap::Command, folder: &Path, pages: &mut Vec<Page>) -> Result<(), Failure> {
    let man = Man::new(command.clone());
    let mut text = Vec::new();
    man.render(&mut text).map_err(|why| Failure::Work(format!("a page cannot be made: {why}")))?;
    pages.push(Page { path: folder.join(man.get_filename()), text });
    // clap's own `help` repeats every command.
    let others = command.get_subcommands().filter(|other| other.get_name() != "help" && !other.is_hide_set());
    others.into_iter().try_for_each(|other| add_pages(other, folder, pages))
}

/// Whether something stands where a page is to be that is not an earlier one: its heading tells.
fn is_foreign(page: &Page) -> bool {
    let heading = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let heading = text.lines().find(|line| line.starts_with(".TH ")).unwrap_or_default();
        heading.split_whitespace().nth(1).map(str::to_owned)
    };
    match fs::read(&page.path) {
        Ok(found) => heading(&found) != heading(&page.text),
        Err(_) => page.path.exists(),
    }
}
