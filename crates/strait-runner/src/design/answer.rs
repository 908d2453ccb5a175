//! `[answer]` of a sweep file: the question that it is to answer, and the tables in which the answer is read off.

use serde::{Deserialize, Serialize};

/// What a sweep is to answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question, in words.
    pub question: String,
    /// The tables, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<AnswerTable>,
}

/// A table of the answer: a row for each combination of values on some axes, all other settings pooled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerTable {
    /// By what it is known on a page: letters, digits and hyphens.
    pub name: String,
    /// What it shows, in words.
    pub title: String,
    /// The axes whose values make the rows.
    pub rows: Vec<String>,
    /// The outcomes that make the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
    /// Settings that a run must have to be counted: axis and value in short words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<(String, String)>,
    /// Where given, outcomes are changes from the runs with this value on an axis, and else the same settings and luck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<(String, String)>,
    /// Where given, the columns are the perceived chances of return at which each form of deterrence would keep these
    /// shares of people from attempting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub falls: Vec<f64>,
}
