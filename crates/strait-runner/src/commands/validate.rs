//! `strait validate`: forecasts from days in the past, held against what happened.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::output::say;
use super::study::{stop_on_signal, up_to_4096};
use crate::calibration::{Crew, Known};
use crate::charts::{Figure, Words, back_tests, pit, skill, write_figure, write_png};
use crate::failure::Failure;
use crate::page::{check_blocks, fill_file};
use crate::store::cannot_write;
use crate::validation::{
    Averaged, ExchangeScored, Folder, Forecast, History, Origin, Scored, Side, Target, ValidationFile, averages,
    averages_table, back_test_panels, exchange_table, pit_panels, score, score_exchange, scores_csv, skill_panels,
    target_table,
};

/// Forecast from days in the past and hold it against what happened.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Validation file
    validation: PathBuf,
    /// Folder for the results; fits that are in it are not made again [default: out/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Few runs, for a first picture
    #[arg(long)]
    quick: bool,
    /// Markdown page whose marked blocks are filled with the tables; figures go into the folder figures beside it
    #[arg(long, value_name = "PAGE.md")]
    into: Option<PathBuf>,
    /// Throw away unfinished fits in the folder and begin them anew; finished ones stay
    #[arg(long)]
    restart: bool,
    /// Threads that work [default: all cores]
    #[arg(long, value_name = "N", value_parser = up_to_4096)]
    threads: Option<NonZeroUsize>,
}

/// What forecasts came to.
struct Results {
    scored: Vec<Scored>,
    averages: Vec<Averaged>,
    exchange: Vec<ExchangeScored>,
    figures: Vec<Figure>,
}

/// Fits before each origin, forecasts, scores, writes tables and figures, and prints the averages.
///
/// # Errors
/// [`Failure::Input`] when a file is wrong or the folder holds other fits; [`Failure::Work`] when runs fail or results
/// cannot be written; [`Failure::Stopped`] when told to stop, with every finished round of a fit kept.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut file = ValidationFile::read(&args.validation)?;
    if args.quick {
        file.calibration = file.calibration.quick();
    }
    let known = Known::built_in()?;
    check_origins(&file, &known)?;
    if let Some(page) = &args.into {
        check_blocks(page, &block_names())?;
    }
    let out = args.out.clone().unwrap_or_else(|| Path::new("out").join(&file.name));
    std::fs::create_dir_all(&out).map_err(|error| cannot_write(&out, &error))?;
    let results = results(&file, args, &known, &out)?;
    let scores = out.join("scores.csv");
    let text = scores_csv(&results.scored, &results.averages, &results.exchange)?;
    std::fs::write(&scores, text).map_err(|error| cannot_write(&scores, &error))?;
    write_figures(&out.join("figures"), &results.figures, write_figure)?;
    if let Some(page) = &args.into {
        fill_file(page, &blocks(&results))?;
        let folder = page.parent().unwrap_or(Path::new("")).join("figures");
        write_figures(&folder, &results.figures, write_png)?;
    }
    say(&format!(
        "{}\n{}\nresults  {}\n",
        averages_table(&results.averages),
        exchange_table(&results.exchange),
        out.display()
    ))
}

/// An origin must leave something to forecast, and one of the exchange stand on the day of a count, from which its totals go on.
fn check_origins(file: &ValidationFile, known: &Known) -> Result<(), Failure> {
    let wrong = |key: &str, found: Date, allowed: String| {
        Err(Failure::Input(format!("validation.{key}: found {found}, allowed is {allowed}")))
    };
    let last = known.last_day();
    if let Some(&late) = file.origins.iter().find(|origin| last.is_none_or(|last| **origin >= last)) {
        let last = last.map_or_else(String::new, |last| last.to_string());
        return wrong("origins", late, format!("a day before the last of the daily series, {last}"));
    }
    let counted = |origin: &Date| known.exchange.iter().rev().skip(1).any(|count| count.date == *origin);
    if let Some(&off) = file.exchange_origins.iter().find(|origin| !counted(origin)) {
        let dates: Vec<String> = known.exchange.iter().map(|count| count.date.to_string()).collect();
        let but_last = &dates[..dates.len().saturating_sub(1)];
        return wrong("exchange_origins", off, format!("the day of a count before the last: {}", but_last.join(", ")));
    }
    Ok(())
}

fn results(file: &ValidationFile, args: &Args, known: &Known, out: &Path) -> Result<Results, Failure> {
    let history = History::built_in()?;
    let stop = stop_on_signal()?;
    let crew = Crew::new(args.threads, &stop)?;
    let (mut scored, mut weekly) = (Vec::new(), Vec::new());
    for &last in &file.origins {
        let origin = Origin::forecast(file, last, known, &crew, &Folder { path: out, restart: args.restart })?;
        for target in Target::ALL {
            let forecast: Forecast = origin.of(target)?;
            scored.extend(score(&forecast, &history));
            if target == Target::WeeklyArrivals {
                weekly.push(forecast);
            }
        }
    }
    let mut exchange = Vec::new();
    for &last in &file.exchange_origins {
        let origin = Origin::forecast(file, last, known, &crew, &Folder { path: out, restart: args.restart })?;
        for side in Side::BOTH {
            exchange.extend(origin.of_exchange(side, &known.exchange)?.as_ref().and_then(score_exchange));
        }
    }
    let averages = averages(&scored);
    let caption = format!("Strait {}, {} runs from each date", env!("CARGO_PKG_VERSION"), file.replicates);
    let words = || Words { study: &file.name, caption: &caption };
    let panels = back_test_panels(&weekly, &history);
    let figures = [
        back_tests(words(), &panels),
        pit(words(), &pit_panels(&averages)),
        skill(words(), &skill_panels(&scored, &averages)),
    ];
    let figures = figures.into_iter().collect::<Result<_, _>>().map_err(|why| Failure::Work(why.to_string()))?;
    Ok(Results { scored, averages, exchange, figures })
}

fn block_names() -> Vec<String> {
    Target::ALL.iter().map(|target| target.key()).chain(["averages", "exchange"]).map(str::to_owned).collect()
}

fn blocks(results: &Results) -> Vec<(&'static str, String)> {
    let mut blocks: Vec<(&'static str, String)> =
        Target::ALL.iter().map(|target| (target.key(), target_table(&results.scored, *target))).collect();
    blocks.push(("averages", averages_table(&results.averages)));
    blocks.push(("exchange", exchange_table(&results.exchange)));
    blocks
}

fn write_figures(
    folder: &Path,
    figures: &[Figure],
    write: impl Fn(&Path, &str, &Figure) -> Result<(), Failure>,
) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    figures.iter().try_for_each(|figure| write(folder, figure.name, figure))
}
