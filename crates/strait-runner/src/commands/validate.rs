//! `strait validate`: forecasts from days in the past, held against what happened.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::json;

use super::fitting::{Flags, write_beside};
use super::output::say;
use super::study::stop_on_signal;
use crate::calibration::{Known, identity};
use crate::charts::{Figure, Words, back_tests, pit, skill, write_figure};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::page::fill_file;
use crate::plain_file;
use crate::scenario_file::{Fault, InputError};
use crate::store::{Manifest, cannot_write, sha256, write_whole};
use crate::validation::{
    Averaged, ExchangeScored, Folder, Forecast, History, Origin, Scored, Side, Target, ValidationFile, averages,
    averages_table, back_test_panels, exchange_table, pit_panels, rivals_table, score, score_exchange, scores_csv,
    skill_panels, target_table,
};

/// Longest manifest of back-tests that is read [bytes].
const MANIFEST_BYTES_MAX: u64 = 16 << 20;

/// Forecast from days in the past and hold it against what happened.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Validation file
    validation: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

/// What forecasts are made from, and what they are held against.
#[derive(Debug, PartialEq)]
struct Series {
    known: Known,
    history: History,
}

impl Series {
    fn read(sources: &Sources) -> Result<Self, InputError> {
        Ok(Self { known: Known::read(sources)?, history: History::read(sources)? })
    }
}

/// What forecasts came to.
struct Results {
    scored: Vec<Scored>,
    averages: Vec<Averaged>,
    exchange: Vec<ExchangeScored>,
    figures: Vec<Figure>,
}

/// Fits before each origin, forecasts, scores, writes tables and figures, and prints the model beside its rivals.
///
/// # Errors
/// [`Failure::Input`] when a file is wrong or the folder holds other fits; [`Failure::Work`] when runs fail or results
/// cannot be written; [`Failure::Stopped`] when told to stop, with every finished round of a fit kept.
pub fn run(args: &Args) -> Result<(), Failure> {
    let mut file = ValidationFile::read(&args.validation)?;
    let flags = &args.flags;
    if flags.quick {
        file.calibration = file.calibration.quick();
    }
    let series = Series::read(&Sources::beside(file.calibration.scenario.folders()))?;
    check_origins(&file, &series.known)?;
    flags.check_page(&block_names())?;
    let out = flags.out(&file.name);
    std::fs::create_dir_all(&out).map_err(|error| cannot_write(&out, &error))?;
    let provenance = provenance(&file, &series)?;
    check_same_work(&out, &provenance)?;
    let results = results(&file, flags, &series, &out)?;
    let text = scores_csv(&results.scored, &results.averages, &results.exchange)?;
    write_whole(&out.join("scores.csv"), text.as_bytes())?;
    let folder = out.join("figures");
    plain_file::make_folder(&out, &folder).map_err(|error| cannot_write(&folder, &error))?;
    results.figures.iter().try_for_each(|figure| write_figure(&folder, figure.name, figure))?;
    write_whole(&out.join(Manifest::FILE), provenance.as_bytes())?;
    if let Some(page) = &flags.into {
        fill_file(page, &blocks(&results))?;
        write_beside(page, results.figures.iter().map(|figure| (figure.name.to_owned(), figure)))?;
    }
    say(&format!(
        "{}\n{}\nresults  {}\n",
        rivals_table(&results.averages),
        exchange_table(&results.exchange),
        out.display()
    ))
}

/// Everything that fixes what back-tests come to, as the folder's manifest has it.
fn provenance(file: &ValidationFile, series: &Series) -> Result<String, Failure> {
    let dates = |dates: &[Date]| dates.iter().map(ToString::to_string).collect::<Vec<_>>();
    let fits = file.origins.iter().chain(&file.exchange_origins);
    let fits = fits.map(|&last| identity(&file.calibration.clone().fitted_to(last), &series.known));
    let mut manifest = json!({
        "strait": env!("CARGO_PKG_VERSION"),
        "name": file.name,
        "origins": dates(&file.origins),
        "exchange_origins": dates(&file.exchange_origins),
        "fits": fits.collect::<Result<Vec<_>, _>>()?,
        "replicates": file.replicates,
    });
    // Those that the program carries are fixed by its version.
    if *series != Series::read(&Sources::BUILT_IN)? {
        manifest["observed"] = sha256(&format!("{series:?}")).into();
    }
    serde_json::to_string_pretty(&manifest).map_err(|error| Failure::Work(error.to_string()))
}

/// Results that are there are written again only if they come out the same.
fn check_same_work(out: &Path, provenance: &str) -> Result<(), Failure> {
    match plain_file::read_text(&out.join(Manifest::FILE), MANIFEST_BYTES_MAX) {
        Ok(there) if there != provenance => Err(Failure::Input(format!(
            "{} holds the results of other work: nothing is overwritten; give another folder with --out, or remove this one",
            out.display()
        ))),
        _ => Ok(()),
    }
}

/// An origin must leave something to forecast, and one of the exchange stand on the day of a count, from which its totals go on.
///
/// # Errors
/// The first that does not, where it stands.
fn check_origins(file: &ValidationFile, known: &Known) -> Result<(), InputError> {
    let last = known.last_day();
    let counted = |origin: Date| known.exchange.iter().rev().skip(1).any(|count| count.date == origin);
    for (origin, key, place) in file.placed_origins() {
        let allowed = if key == "origins" {
            let late = last.is_none_or(|last| origin >= last);
            let last = last.map_or_else(String::new, |last| last.to_string());
            late.then(|| format!("a day before the last of the daily series, {last}"))
        } else {
            let dates: Vec<String> = known.exchange.iter().map(|count| count.date.to_string()).collect();
            let but_last = &dates[..dates.len().saturating_sub(1)];
            (!counted(origin)).then(|| format!("the day of a count before the last: {}", but_last.join(", ")))
        };
        if let Some(allowed) = allowed {
            return Err(Fault::value(&format!("validation.{key}"), &origin.to_string(), &allowed).at(place).into());
        }
    }
    Ok(())
}

fn results(
    file: &ValidationFile,
    flags: &Flags,
    Series { known, history }: &Series,
    out: &Path,
) -> Result<Results, Failure> {
    let stop = stop_on_signal()?;
    let crew = flags.crew(&stop)?;
    let (mut scored, mut weekly) = (Vec::new(), Vec::new());
    for &last in &file.origins {
        let origin = Origin::forecast(file, last, known, &crew, &Folder { path: out, restart: flags.restart })?;
        for target in Target::ALL {
            let forecast: Forecast = origin.of(target)?;
            scored.extend(score(&forecast, history));
            if target == Target::WeeklyArrivals {
                weekly.push(forecast);
            }
        }
    }
    let mut exchange = Vec::new();
    for &last in &file.exchange_origins {
        let origin = Origin::forecast(file, last, known, &crew, &Folder { path: out, restart: flags.restart })?;
        for side in Side::BOTH {
            exchange.extend(origin.of_exchange(side, &known.exchange)?.as_ref().and_then(score_exchange));
        }
    }
    let averages = averages(&scored);
    let caption = format!("Strait {}, {} runs from each date", env!("CARGO_PKG_VERSION"), file.replicates);
    let words = || Words::new(&file.name, &caption);
    let panels = back_test_panels(&weekly, history);
    let figures =
        [back_tests(words(), &panels), pit(words(), &pit_panels(&averages)), skill(words(), &skill_panels(&averages))];
    let figures = figures.into_iter().collect::<Result<_, _>>().map_err(|why| Failure::Work(why.to_string()))?;
    Ok(Results { scored, averages, exchange, figures })
}

fn block_names() -> Vec<String> {
    Target::ALL.iter().map(|target| target.key()).chain(["averages", "rivals", "exchange"]).map(str::to_owned).collect()
}

fn blocks(results: &Results) -> Vec<(&'static str, String)> {
    let mut blocks: Vec<(&'static str, String)> =
        Target::ALL.iter().map(|target| (target.key(), target_table(&results.scored, *target))).collect();
    blocks.push(("averages", averages_table(&results.averages)));
    blocks.push(("rivals", rivals_table(&results.averages)));
    blocks.push(("exchange", exchange_table(&results.exchange)));
    blocks
}
