//! `strait validate`: forecasts from days in the past, held against what happened.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::output::say;
use super::study::{stop_on_signal, up_to_4096};
use crate::calibration::{Crew, Known, write_figure};
use crate::charts::{Figure, Words, back_tests, pit, skill};
use crate::failure::Failure;
use crate::store::cannot_write;
use crate::validation::{
    Averaged, ExchangeScored, Forecast, History, Origin, Scored, Side, Target, ValidationFile, averages,
    averages_table, back_test_panels, exchange_table, fill_file, pit_panels, score, score_exchange, scores_csv,
    skill_panels, target_table,
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
    let out = args.out.clone().unwrap_or_else(|| Path::new("out").join(&file.name));
    std::fs::create_dir_all(&out).map_err(|error| cannot_write(&out, &error))?;
    let results = results(&file, args.threads, &out)?;
    let scores = out.join("scores.csv");
    let text = scores_csv(&results.scored, &results.averages, &results.exchange)?;
    std::fs::write(&scores, text).map_err(|error| cannot_write(&scores, &error))?;
    write_figures(&out.join("figures"), &results.figures)?;
    if let Some(page) = &args.into {
        fill_file(page, &blocks(&results))?;
        write_figures(&page.parent().unwrap_or(Path::new("")).join("figures"), &results.figures)?;
    }
    say(&format!(
        "{}\n{}\nresults  {}\n",
        averages_table(&results.averages),
        exchange_table(&results.exchange),
        out.display()
    ))
}

fn results(file: &ValidationFile, threads: Option<NonZeroUsize>, out: &Path) -> Result<Results, Failure> {
    let (known, history) = (Known::built_in()?, History::built_in()?);
    let stop = stop_on_signal()?;
    let crew = Crew::new(threads, &stop)?;
    let (mut scored, mut weekly) = (Vec::new(), Vec::new());
    for &last in &file.origins {
        let origin = Origin::forecast(file, last, &known, &crew, out)?;
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
        let origin = Origin::forecast(file, last, &known, &crew, out)?;
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

fn blocks(results: &Results) -> Vec<(&'static str, String)> {
    let mut blocks: Vec<(&'static str, String)> =
        Target::ALL.iter().map(|target| (target.key(), target_table(&results.scored, *target))).collect();
    blocks.push(("averages", averages_table(&results.averages)));
    blocks.push(("exchange", exchange_table(&results.exchange)));
    blocks
}

fn write_figures(folder: &Path, figures: &[Figure]) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    figures.iter().try_for_each(|figure| write_figure(folder, figure.name, figure))
}
