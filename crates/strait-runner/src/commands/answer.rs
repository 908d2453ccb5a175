//! `strait answer`: a question's sweep, the tables in which its answer is read off, its figures and its page.

use std::path::PathBuf;

use super::output::say;
use super::study::{Flags, check_all_done, title};
use super::{chart, report, sweep};
use crate::analysis::answer::{TextTable, tables};
use crate::design::Sweep;
use crate::failure::Failure;
use crate::page::{check_blocks, fill_file};
use crate::store::Study;

/// Run a question pack, draw its figures, write its page and print its answer.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Sweep file with an [answer] table, such as those in scenarios/packs
    sweep: PathBuf,
    /// Runs of each point, in place of the file's number
    #[arg(long, value_name = "N", value_parser = super::study::runs)]
    replicates: Option<u64>,
    /// Take the parameters of each run from an ensemble, or from none with `none`, whatever the files say
    #[arg(long, value_name = "FILE")]
    ensemble: Option<String>,
    /// Fill the marked blocks of this Markdown page with the tables
    #[arg(long, value_name = "PAGE.md")]
    into: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
}

/// Runs the sweep, unless its results are there, writes its figures and its page, and prints the tables that its `[answer]`
/// asks for.
///
/// # Errors
/// As for [`sweep::run`]; also [`Failure::Input`] when the sweep has no `[answer]`, the page lacks a block, or a
/// figure or page of another content is there.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Args { sweep: file, replicates, ensemble, into, flags } = args;
    let sweep = sweep::Args::new(file.clone(), *replicates, ensemble.clone(), flags.clone());
    let swept = sweep.results(|sweep| accepts(sweep, args))?;
    // The results may be older than what is asked of them now.
    let Some(answer) = swept.sweep.answer else { return Ok(()) };
    let tables = tables(&Study::open(&swept.out)?, &answer)?;
    if let Some(page) = into {
        let blocks: Vec<(&str, String)> = tables.iter().map(|table| (table.name.as_str(), table.markdown())).collect();
        fill_file(page, &blocks)?;
    }
    let figures = chart::figures(&chart::Args::of(swept.out.clone()))?.files;
    let page = report::written(&report::Args::of(swept.out.clone()), Some(&answer))?;
    let words: String = tables.iter().map(TextTable::terminal).collect();
    let (figures, folder) = (figures.len(), swept.out.join("figures"));
    say(&format!(
        "{}\n\n{words}{}\n\nresults  {}\nfigures  {figures} in {}\npage     {}\n",
        answer.question,
        title(&swept.experiment),
        swept.out.display(),
        folder.display(),
        page.display()
    ))?;
    check_all_done(&swept.finished, &swept.out)
}

/// That there is a question, and blocks for its tables.
fn accepts(sweep: &Sweep, args: &Args) -> Result<(), Failure> {
    let Some(answer) = &sweep.answer else {
        return Err(Failure::Input(format!(
            "{}: no [answer] table; allowed is a sweep that states a question and its tables, as those in scenarios/packs do",
            args.sweep.display()
        )));
    };
    let names: Vec<String> = answer.tables.iter().map(|table| table.name.clone()).collect();
    args.into.as_ref().map_or(Ok(()), |page| check_blocks(page, &names))
}
