//! `strait calibrate`: fit the uncertain parameters to what was observed.

use std::path::{Path, PathBuf};
use std::time::Instant;

use comfy_table::{CellAlignment, Table, presets};

use super::fitting::{Flags, write_beside};
use super::output::say;
use super::study::stop_on_signal;
use crate::calibration::{Calibrated, CalibrationFile, Checkpoint, Known, calibrate, identity};
use crate::failure::Failure;
use crate::observed::Sources;
use crate::page::fill_file;
use crate::store::{cannot_write, check_free};

/// Fewer equally weighted draws than this hardly tell a 90 % range.
const FEW_DRAWS: f64 = 40.0;

/// Fit the uncertain parameters to what was observed.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Calibration file
    calibration: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

/// Fits, writes the ensemble with its diagnostics, and prints what the data say of each parameter.
///
/// # Errors
/// [`Failure::Input`] when the file is wrong or the folder is not free; [`Failure::Work`] when runs fail or results cannot
/// be written; [`Failure::Stopped`] when told to stop, with every finished round kept.
pub fn run(args: &Args) -> Result<(), Failure> {
    let file = CalibrationFile::read(&args.calibration)?;
    let flags = &args.flags;
    let file = if flags.quick { file.quick() } else { file };
    flags.check_page(&Calibrated::block_names(&file))?;
    let known = Known::read(&Sources::beside(file.scenario.folders()))?;
    let out = flags.out(&file.name);
    check_free(&out, &[])?;
    std::fs::create_dir_all(&out).map_err(|error| cannot_write(&out, &error))?;
    let checkpoint = Checkpoint::new(&out, identity(&file, &known)?);
    if flags.restart {
        checkpoint.remove();
    }
    let stop = stop_on_signal()?;
    let crew = flags.crew(&stop)?;
    let clock = Instant::now();
    let calibrated = calibrate(&file, &known, &crew, &checkpoint)?;
    calibrated.write(&file, &out, &known, clock.elapsed().as_secs_f64())?;
    checkpoint.remove();
    if let Some(page) = &flags.into {
        fill_page(page, &file, &calibrated)?;
    }
    say(&summary(&file, &calibrated, &out))
}

/// Fills the page's blocks and puts the figures beside it, under the file's own name.
fn fill_page(page: &Path, file: &CalibrationFile, calibrated: &Calibrated) -> Result<(), Failure> {
    let blocks = calibrated.blocks(file);
    let blocks: Vec<(&str, String)> = blocks.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    fill_file(page, &blocks)?;
    let figures = calibrated.figures(file)?;
    write_beside(page, figures.iter().map(|figure| (format!("{}-{}", file.name, figure.name), figure)))
}

fn summary(file: &CalibrationFile, calibrated: &Calibrated, out: &Path) -> String {
    let runs: usize = calibrated.rounds.iter().map(|round| round.runs).sum();
    let failed: usize = calibrated.rounds.iter().map(|round| round.failed).sum();
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(Calibrated::BEFORE_AND_AFTER);
    calibrated.before_and_after().into_iter().for_each(|row| {
        table.add_row(row);
    });
    for column in [1, 2, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let fit = calibrated
        .targets
        .iter()
        .filter(|target| target.simulated[0] <= target.observed && target.observed <= target.simulated[2]);
    let failures = match (&calibrated.first_failure, failed) {
        (Some(first), failed) if failed > 0 => format!("{failed} runs failed; the first said: {first}\n"),
        _ => String::new(),
    };
    let few = if calibrated.unlimited_draws < FEW_DRAWS {
        "warning: few draws for so many parameters; more runs, or fewer parameters, would leave more\n"
    } else {
        ""
    };
    format!(
        "{}, fitted to data to {}: {runs} runs, worth {:.0} equally weighted draws ({:.0} with weights up to a limit)\n\
         {failures}{few}\n{table}\n\n\
         {} of {} things fitted to lie within the 90 % range of the fitted model\n\
         results  {}\nuse      strait run SCENARIO --ensemble {}\n",
        file.name,
        file.until,
        calibrated.unlimited_draws,
        calibrated.effective_draws,
        fit.count(),
        calibrated.targets.len(),
        out.display(),
        out.join(Calibrated::ENSEMBLE).display()
    )
}
