//! Calibration and validation files.

use std::sync::Once;

use strait_runner::calibration::CalibrationFile;
use strait_runner::validation::ValidationFile;

use super::{command, folder};

const CALIBRATION: &[u8] = include_bytes!("../../scenarios/calibration.toml");

pub fn run(bytes: &[u8]) {
    static CALIBRATION_IS_THERE: Once = Once::new();
    CALIBRATION_IS_THERE.call_once(|| drop(folder::file("calibration.toml", CALIBRATION)));
    let path = folder::file("fitting.toml", bytes);
    match CalibrationFile::read(&path) {
        Ok(file) => assert!(!file.parameters.is_empty() && !file.quick().parameters.is_empty()),
        Err(error) => command::is_harmless(&error.render(false)),
    }
    match ValidationFile::read(&path) {
        Ok(file) => assert!(!file.origins.is_empty() && file.replicates > 0),
        Err(error) => command::is_harmless(&error.render(false)),
    }
}
