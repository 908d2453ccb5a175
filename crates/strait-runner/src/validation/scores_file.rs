//! Every score in one long table, for other programs.

use super::back_test::{Averaged, Scored, Scores};
use super::exchange::ExchangeScored;
use super::rivals::Rival;
use crate::failure::Failure;

/// All scores as CSV with a row for each measure: `series`, `origin` (a date, or `all`), `horizon_weeks`, `measure`, `value`.
///
/// An empty value is none: nothing could be scored, or the baseline's score is not above zero. An empty horizon: all later
/// counts.
///
/// # Errors
/// [`Failure::Work`] when the table cannot be written.
pub fn scores_csv(scored: &[Scored], averages: &[Averaged], exchange: &[ExchangeScored]) -> Result<String, Failure> {
    let cannot = |reason: String| Failure::Work(format!("cannot write the scores: {reason}"));
    let mut file = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 5]| file.write_record(cells).map_err(|error| cannot(error.to_string()));
    row(["series", "origin", "horizon_weeks", "measure", "value"])?;
    for scored in scored {
        let (origin, weeks) = (scored.origin.to_string(), scored.horizon.weeks().to_string());
        for (measure, value) in measures(&scored.scores) {
            row([scored.target.key(), &origin, &weeks, &measure, &written(value)])?;
        }
    }
    for averaged in averages {
        let weeks = averaged.horizon.weeks().to_string();
        for (measure, value) in measures(&averaged.scores) {
            row([averaged.target.key(), "all", &weeks, &measure, &written(value)])?;
        }
    }
    for scored in exchange {
        let origin = scored.origin.to_string();
        let measures = [
            ("crps", Some(scored.crps)),
            ("persistence_crps", Some(scored.persistence_crps)),
            ("skill_v_persistence", scored.skill_v_persistence()),
            ("coverage_50", Some(scored.coverage_50)),
            ("coverage_90", Some(scored.coverage_90)),
            ("counts", Some(scored.counts as f64)),
        ];
        for (measure, value) in measures {
            row([scored.side.name(), &origin, "", measure, &written(value)])?;
        }
    }
    let bytes = file.into_inner().map_err(|error| cannot(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| cannot(error.to_string()))
}

fn measures(scores: &Scores) -> Vec<(String, Option<f64>)> {
    let own = [
        ("crps", scores.model.crps),
        ("coverage_50", scores.model.coverage_50),
        ("coverage_90", scores.model.coverage_90),
        ("periods", scores.periods as f64),
        ("left_out", scores.left_out as f64),
    ];
    let own = own.map(|(measure, value)| (measure.to_owned(), Some(value)));
    let rivals = Rival::ALL.into_iter().flat_map(|rival| {
        let (key, performance) = (rival.key(), scores.rival(rival));
        [
            (format!("{key}_crps"), Some(performance.crps)),
            (format!("{key}_coverage_50"), Some(performance.coverage_50)),
            (format!("{key}_coverage_90"), Some(performance.coverage_90)),
            (format!("skill_v_{key}"), scores.skill_v(rival)),
        ]
    });
    own.into_iter().chain(rivals).collect()
}

fn written(value: Option<f64>) -> String {
    value.filter(|value| value.is_finite()).map_or_else(String::new, |value| value.to_string())
}
