//! Forecasts from one origin: fitted to what was known at its end, and run on from there.

use std::path::Path;
use std::sync::Mutex;

use jiff::ToSpan;
use jiff::civil::Date;
use strait::records::Records;
use strait::simulation::simulate;

use super::back_test::Forecast;
use super::exchange::{ExchangeForecast, Side};
use super::file::ValidationFile;
use super::target::Target;
use crate::calibration::{
    Calibrated, CalibrationFile, Checkpoint, Crew, Known, calibrate, forecast_scenario, identity,
};
use crate::charts::ExchangeCount;
use crate::execution::{Progress, caught};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{Manifest, cannot_write};
use crate::uncertainty::Ensemble;

/// Days that are simulated after an origin: 52 whole weeks, and twelve whole months, and what is broken before them.
const DAYS_AHEAD: i64 = 400;

/// Where the fits before origins are left.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    /// The folder, with one in it for each fit.
    pub path: &'a Path,
    /// Whether unfinished fits are thrown away.
    pub restart: bool,
}

/// What was fitted before an origin, and the runs from there.
pub struct Origin {
    /// The last day of which anything was known.
    pub last: Date,
    /// The runs, from the day after it.
    pub runs: Vec<Records>,
    /// How many a simulated person or boat stands for.
    each: f64,
}

impl Origin {
    /// Fits and runs. The fit is left in a folder of its own, from which it is taken when it is there.
    ///
    /// # Errors
    /// As for [`calibrate`]; [`Failure::Work`] when a run fails.
    pub fn forecast(
        file: &ValidationFile,
        last: Date,
        known: &Known,
        crew: &Crew<'_>,
        folder: &Folder<'_>,
    ) -> Result<Self, Failure> {
        let calibration = file.calibration.clone().fitted_to(last);
        let ensemble = fitted(&calibration, known, crew, folder)?;
        let until = last.saturating_add(DAYS_AHEAD.days());
        let scenario = forecast_scenario(&calibration, known, until)?;
        let progress = Mutex::new(Progress::new(0, file.replicates));
        let seed = calibration.settings.seed;
        let replicates: Vec<u64> = (0..file.replicates).collect();
        let run = |replicate: &u64| {
            let plan = ensemble.plan(&scenario, ensemble.draw_of(*replicate)).map_err(Failure::from)?;
            caught(|| simulate(&plan, seed, *replicate).map_err(|error| error.to_string()))
                .and_then(|records| records)
                .map_err(Failure::Work)
        };
        let runs = crew.each(&replicates, &progress, run)?.into_iter().collect::<Result<Vec<_>, _>>()?;
        let each = 1.0 / scenario.plan()?.scenario.run.scale;
        Ok(Self { last, runs, each })
    }

    /// The forecast of a target.
    ///
    /// # Errors
    /// [`Failure::Work`] when the runs do not reach far enough.
    pub fn of(&self, target: Target) -> Result<Forecast, Failure> {
        let until = self.last.saturating_add(DAYS_AHEAD.days());
        let mut forecast = Forecast::of_runs(self.last, target, until, &self.runs)?;
        forecast.draws.iter_mut().flatten().for_each(|draw| *draw *= self.each);
        Ok(forecast)
    }

    /// The forecast of one side of the exchange, if there are counts before and after the origin.
    ///
    /// # Errors
    /// [`Failure::Work`] when the runs do not reach far enough.
    pub fn of_exchange(&self, side: Side, counts: &[ExchangeCount]) -> Result<Option<ExchangeForecast>, Failure> {
        let mut forecast = ExchangeForecast::of_runs(self.last, side, counts, &self.runs)?;
        if let Some(ExchangeForecast { draws, last_count: (_, known), .. }) = &mut forecast {
            draws.iter_mut().flatten().for_each(|draw| *draw = *known + self.each * (*draw - *known));
        }
        Ok(forecast)
    }
}

/// The ensemble fitted to what was known, from its folder if it is there.
fn fitted(
    file: &CalibrationFile,
    known: &Known,
    crew: &Crew<'_>,
    Folder { path, restart }: &Folder<'_>,
) -> Result<Ensemble, Failure> {
    let folder = &path.join(format!("fit-to-{}", file.until));
    let identity = identity(file, known)?;
    let fitted_before = folder.join(Calibrated::ENSEMBLE);
    if folder.join(Manifest::FILE).exists() {
        if Calibrated::identity_in(folder) == Some(identity) {
            return Ok(Ensemble::read(&fitted_before)?);
        }
        return Err(Failure::Input(format!(
            "{} holds another fit: nothing is overwritten; give another folder with --out, or remove this one",
            folder.display()
        )));
    }
    plain_file::make_folder(path, folder).map_err(|error| cannot_write(folder, &error))?;
    let checkpoint = Checkpoint::new(folder, identity);
    if *restart {
        checkpoint.remove();
    }
    let clock = std::time::Instant::now();
    let calibrated = calibrate(file, known, crew, &checkpoint)?;
    calibrated.write(file, folder, known, clock.elapsed().as_secs_f64())?;
    checkpoint.remove();
    Ok(calibrated.ensemble)
}
