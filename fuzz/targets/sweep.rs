//! Sweep files: every point can be built, or one that cannot is named.

use std::sync::Once;

use strait_runner::commands::check;
use strait_runner::design::{Sweep, has_table};

use super::{command, folder};

/// A scenario for sweeps.
pub const SKETCH: &str =
    "extends = \"baseline.toml\"\n[run]\nstart = 2025-09-01\nend = 2025-10-05\nwarm_up_days = 5\nscale = 0.01\n";

/// Most points that are built.
const POINTS_BUILT: usize = 50;

pub fn run(bytes: &[u8]) {
    static SKETCH_IS_THERE: Once = Once::new();
    SKETCH_IS_THERE.call_once(|| drop(folder::file("sketch.toml", SKETCH.as_bytes())));
    let path = folder::file("sweep.toml", bytes);
    if let Err(error) = has_table(&path, "sweep") {
        command::is_harmless(&error.render(false));
    }
    let sweep = match Sweep::read(&path) {
        Ok(sweep) => sweep,
        Err(error) => {
            assert!(error.count() > 0);
            return command::is_harmless(&error.render(false));
        }
    };
    assert!(!sweep.is_empty() && sweep.replicates > 0);
    for index in 0..sweep.len().min(POINTS_BUILT) {
        match sweep.point(index) {
            Ok(point) => {
                let point = point.expect("a point before the last");
                assert!(point.settings.len() == sweep.axes().len());
                assert!(point.settings.iter().all(|(path, _)| point.label(path).is_some()));
            }
            Err(error) => command::is_harmless(&error.render(false)),
        }
    }
    assert!(matches!(sweep.point(sweep.len()), Ok(None)));
    if sweep.len() <= POINTS_BUILT {
        command::run(check::run, &[&path.to_string_lossy()]);
    }
}
