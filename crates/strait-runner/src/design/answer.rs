//! `[answer]` of a sweep file: the question that it is to answer, the sentences that answer it, and the tables in which the
//! answer is read off.

use serde::{Deserialize, Serialize};

/// The block of a page that holds the answer's sentences: no table has this name.
pub const ANSWER_BLOCK: &str = "answer";

/// What a sweep is to answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The question, in words.
    pub question: String,
    /// The sentences that come first, each with a setting that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<AnswerSentence>,
    /// The settings of which is found what binds; the first is told first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub binds: Vec<AnswerBinds>,
    /// What the answer rests on, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_on: Option<String>,
    /// What the answer leaves out, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaves_out: Option<String>,
    /// The tables, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<AnswerTable>,
}

/// A sentence of the answer: "If …, …." Its numbers are taken from the runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerSentence {
    /// The setting in words, behind "If".
    #[serde(rename = "if")]
    pub condition: String,
    /// What is then so: names of outcomes in braces stand for what they come to, and no digit stands outside of braces.
    #[serde(rename = "then")]
    pub says: String,
    /// Settings that a run must have to be counted: axis and value in short words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<(String, String)>,
    /// Axes that are not pooled: each number becomes the lowest and the highest over the values on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<String>,
    /// Where given, outcomes are changes from the runs with this value on an axis, and else the same settings and luck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<(String, String)>,
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// The name of an outcome, in whose place stands what it comes to.
    Outcome(&'a str),
}

impl AnswerSentence {
    /// What is said, in parts.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        parts(&self.says)
    }

    /// The outcomes that it tells, in order.
    pub fn outcomes(&self) -> impl Iterator<Item = &str> {
        self.parts().filter_map(|part| match part {
            Part::Outcome(name) => Some(name),
            Part::Words(_) => None,
        })
    }
}

/// A text in parts: what stands in braces is an outcome. A brace that is not closed is words.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    text.split('{').enumerate().flat_map(|(place, piece)| match piece.split_once('}') {
        Some((name, words)) if place > 0 => vec![Part::Outcome(name), Part::Words(words)],
        _ => vec![Part::Words(piece)],
    })
}

/// Of which setting is found what binds: a tenth more of each gate's capacity, with the same luck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerBinds {
    /// The setting in words, behind "If".
    #[serde(rename = "if")]
    pub condition: String,
    /// The setting: axis and value in short words. Of an axis that is not named it is the first value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<(String, String)>,
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
    /// Where given, the columns are the values on this axis, of the one outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_stand_in_braces() {
        let found: Vec<Part<'_>> = parts("{returned} people and {admitted}, or {so").collect();
        let words = |text| Part::Words(text);
        let expected = [
            words(""),
            Part::Outcome("returned"),
            words(" people and "),
            Part::Outcome("admitted"),
            words(", or "),
            words("so"),
        ];
        assert_eq!(found, expected);
    }
}
