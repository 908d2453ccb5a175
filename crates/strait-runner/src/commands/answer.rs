//! `strait answer`: a question's sweep, its answer in a few sentences, its figures and its page; on request its tables.

use std::path::{Path, PathBuf};

use super::output::say;
use super::relief::Work;
use super::study::{Flags, check_all_done, needed_with_draws, stop_on_signal};
use super::sweep::Swept;
use super::{chart, report, sweep};
use crate::analysis::answer::{BINDS, Reply, Sentence, relieved_in, tables};
use crate::analysis::bottlenecks::{GATES, Gate, changes};
use crate::design::{ANSWER_BLOCK, Answer, AnswerBinds, Sweep, short};
use crate::execution::needed;
use crate::failure::Failure;
use crate::page::{check_blocks, fill_file};
use crate::plain_file;
use crate::store::{Study, cannot_write};

/// Runs with each gate relieved, at most: they cost no more than a small part of a sweep.
const BINDS_REPLICATES: u64 = 20;

/// Letters in a line on the terminal.
const WIDTH: usize = 110;
/// Letters before what a note says.
const HEAD: usize = 11;

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
    /// Print the tables in which the answer is read off, too
    #[arg(long)]
    tables: bool,
    /// Fill the marked blocks of this Markdown page with the answer and the tables
    #[arg(long, value_name = "PAGE.md")]
    into: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
}

/// Runs the sweep, and each setting of which is asked what binds with each gate relieved, unless their results are there;
/// writes figures and page, and prints the answer.
///
/// # Errors
/// As for [`sweep::run`]; also [`Failure::Input`] when the sweep has no `[answer]`, the page lacks a block, or a
/// figure or page of another content is there.
pub fn run(args: &Args) -> Result<(), Failure> {
    let Args { sweep: file, replicates, ensemble, into, flags, .. } = args;
    let sweep = sweep::Args::new(file.clone(), *replicates, ensemble.clone(), flags.clone());
    let swept = sweep.results(|sweep| accepts(sweep, args))?;
    // The results may be older than what is asked of them now.
    let Some(answer) = &swept.sweep.answer else { return Ok(()) };
    for (place, binds) in answer.binds.iter().enumerate() {
        relieve(&swept, place, binds, flags)?;
    }
    let study = Study::open(&swept.out)?;
    let (reply, tables) = (Reply::of(&study, answer)?, tables(&study, answer)?);
    if let Some(page) = into {
        let of_reply = (!answer.sentences.is_empty()).then(|| (ANSWER_BLOCK, reply.markdown()));
        let of_tables = tables.iter().map(|table| (table.name.as_str(), table.markdown()));
        fill_file(page, &of_reply.into_iter().chain(of_tables).collect::<Vec<_>>())?;
    }
    chart::figures(&chart::Args::of(swept.out.clone()))?;
    let page = report::written(&report::Args::of(swept.out.clone()), Some(answer))?;
    let long: String = if args.tables || answer.sentences.is_empty() {
        tables.iter().map(|table| format!("\n{}", table.terminal().trim_end_matches('\n')) + "\n").collect()
    } else {
        String::new()
    };
    say(&format!("{}{long}{}", in_words(&reply), where_the_rest_is(&page, args.tables)))?;
    check_all_done(&swept.finished, &swept.out)
}

/// That there is a question, and blocks for its answer.
fn accepts(sweep: &Sweep, args: &Args) -> Result<(), Failure> {
    let Some(answer) = &sweep.answer else {
        return Err(Failure::Input(format!(
            "{}: no [answer] table; allowed is a sweep that states a question and its tables, as those in scenarios/packs do",
            args.sweep.display()
        )));
    };
    let names: Vec<String> = blocks(answer);
    args.into.as_ref().map_or(Ok(()), |page| check_blocks(page, &names))
}

/// The blocks of a page that an answer fills.
fn blocks(answer: &Answer) -> Vec<String> {
    let sentences = (!answer.sentences.is_empty()).then(|| ANSWER_BLOCK.to_owned());
    sentences.into_iter().chain(answer.tables.iter().map(|table| table.name.clone())).collect()
}

/// Runs a setting of which is asked what binds as it is, and with each gate relieved by a tenth.
fn relieve(swept: &Swept, place: usize, asked: &AnswerBinds, flags: &Flags) -> Result<(), Failure> {
    let layout = &swept.experiment.layout;
    let has = |settings: &[(String, toml::Value)]| {
        asked.only.iter().all(|(axis, value)| settings.iter().any(|(own, is)| own == axis && short(is) == *value))
    };
    let nothing = || Failure::Input(format!("answer.binds.only: no point of the sweep {} has it", swept.sweep.name));
    let point = layout.points.iter().position(|settings| has(settings)).ok_or_else(nothing)?;
    let file = swept.sweep.scenario_of(point)?.ok_or_else(nothing)?;
    let plan = file.plan()?;
    let moved = GATES.iter().filter(|gate| gate.no_relief().is_none() && changes(&plan, gate));
    let points: Vec<Vec<&Gate>> = std::iter::once(Vec::new()).chain(moved.map(|gate| vec![gate])).collect();
    let (ensemble, replicates) = (swept.ensemble.as_ref(), swept.experiment.replicates.min(BINDS_REPLICATES));
    let needed = match ensemble {
        Some(ensemble) => needed_with_draws(&file, ensemble, replicates)?,
        None => needed([&plan]),
    };
    let out = relieved_in(&swept.out, place);
    plain_file::check_no_link(&swept.out, &out).map_err(|error| cannot_write(&out, &error))?;
    let stop = stop_on_signal()?;
    let name = format!("{}-{BINDS}-{}", swept.sweep.name, place + 1);
    let seed = layout.seed;
    Work { name, file: &file, ensemble, seed, replicates, flags, needed, stop: &stop }.study(&out, &points)?;
    Ok(())
}

/// The answer for a terminal: some fifteen lines.
fn in_words(reply: &Reply) -> String {
    let sentences: Vec<String> = reply.sentences.iter().map(Sentence::with_basis).collect();
    let answer = if sentences.is_empty() { String::new() } else { wrapped(&sentences.join(" "), 0) };
    let notes = reply.short_notes().into_iter().map(|note| {
        let text = wrapped(&note.text, HEAD);
        format!("{:HEAD$}{}", note.head, text.trim_start())
    });
    format!("{}\n\n{answer}\n{}", reply.question, notes.collect::<String>())
}

fn where_the_rest_is(page: &Path, all: bool) -> String {
    let more = if all { "" } else { " (on the terminal: --tables)" };
    format!("{:HEAD$}tables, figures and sources in {}{more}\n", "The rest", page.display())
}

/// A text in lines that begin so many letters from the left.
fn wrapped(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let mut lines = String::new();
    let mut line = margin.clone();
    for word in text.split_whitespace() {
        let begun = line.len() > indent;
        if begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push_str(&format!("{line}\n"));
            line.clone_from(&margin);
        } else if begun {
            line.push(' ');
        }
        line.push_str(word);
    }
    format!("{lines}{line}\n")
}
