//! Validation files.

use serde_json::{Map, Value, json};

use super::file;
use super::keys::{described, described_table, limit, requiring};
use crate::validation::{HEAD_KEYS_NEEDED, REPLICATES_LEAST, head_shape};

const ABOUT: &str =
    "From which days in the past forecasts are made, and with which fits, to be scored by what came after.";

const WORDS: [(&str, &str); 5] = [
    ("name", "Its name, which is that of the results' folder."),
    ("calibration", "The calibration file that is fitted before each origin, from where this file is."),
    ("origins", "Last days whose data a forecast of crossings may know, from the earliest to the latest [date]."),
    ("exchange_origins", "Last days whose data a forecast of returns and admissions may know, in order [date]."),
    ("replicates", "Runs of each forecast [runs]."),
];

pub(super) fn schema() -> Value {
    let mut head = requiring(described_table(&head_shape(), &WORDS), &HEAD_KEYS_NEEDED);
    limit(&mut head, "origins", json!({ "minItems": 1 }));
    limit(&mut head, "exchange_origins", json!({ "minItems": 1 }));
    limit(&mut head, "replicates", json!({ "minimum": REPLICATES_LEAST }));
    let head = described(head, "Back-tests.");
    let mut whole = file("Strait validation", ABOUT, json!({ "validation": head }), Map::new());
    whole.insert("required".to_owned(), json!(["validation"]));
    whole.into()
}
