//! The `[answer]` table.

use strait::outcomes::outcomes;

use super::super::answer::{ANSWER_BLOCK, Answer, AnswerTable};
use super::super::axis::{Axis, Levels};
use super::super::short;
use super::Reader;
use crate::scenario_file::{Fault, KeyPath, Kind, Node, Place, Shape, Table, nearest};

const ANSWER_KEYS: [&str; 6] = ["question", "sentence", "binds", "rests_on", "leaves_out", "table"];
const ANSWER_KEYS_IN_WORDS: &str =
    "question, [[answer.sentence]], [[answer.binds]], rests_on, leaves_out and [[answer.table]]";

const TABLE_KEYS: [&str; 8] = ["name", "title", "rows", "outcomes", "across", "only", "against", "falls"];

impl Reader<'_> {
    /// Reads what the sweep is to answer, over its axes.
    pub(super) fn answer(&mut self, node: &Node, axes: &[Axis]) -> Option<Answer> {
        let Kind::Table(mut keys) = node.kind.clone() else {
            self.faults.push(Fault::value(&"answer", &node.describe(), "a table").at(&node.place));
            return None;
        };
        let question = keys.take("question");
        let [sentences, binds, rests_on, leaves_out, tables] =
            ["sentence", "binds", "rests_on", "leaves_out", "table"].map(|key| keys.take(key).map(|entry| entry.value));
        self.no_others("answer", &keys, &ANSWER_KEYS, ANSWER_KEYS_IN_WORDS);
        let question = match question {
            Some(entry) => self.text("answer.question", &entry.value),
            None => {
                self.faults.push(Fault::new("answer.question: must be given").at(&node.place).label("not complete"));
                None
            }
        };
        let sentences = sentences.map_or_else(Vec::new, |list| self.sentences(&list, axes));
        let binds = binds.map_or_else(Vec::new, |list| self.binds(&list, axes));
        let [rests_on, leaves_out] = [("answer.rests_on", rests_on), ("answer.leaves_out", leaves_out)]
            .map(|(key, node)| node.and_then(|node| self.text(key, &node)));
        let tables = tables.map_or_else(Vec::new, |list| self.tables("answer.table", &list));
        let mut read: Vec<AnswerTable> = Vec::new();
        for (table, place) in tables {
            let Some(table) = self.answer_table(table, &place, axes) else { continue };
            if read.iter().any(|other| other.name == table.name) {
                let title = format!("answer.table.name: {} is the name of two tables", table.name);
                self.faults.push(Fault::new(title).at(&place).label("again"));
            }
            read.push(table);
        }
        Some(Answer { question: question?, sentences, binds, rests_on, leaves_out, tables: read })
    }

    fn answer_table(&mut self, mut table: Table, place: &Place, axes: &[Axis]) -> Option<AnswerTable> {
        let before = self.faults.len();
        let [name, title, rows, outcomes, across, only, against, falls] =
            TABLE_KEYS.map(|key| table.take(key).map(|entry| entry.value));
        self.no_others("answer.table", &table, &TABLE_KEYS, &TABLE_KEYS.join(", "));
        for (key, given) in [("name", &name), ("title", &title), ("rows", &rows)] {
            if given.is_none() {
                let fault = Fault::new(format!("answer.table.{key}: must be given")).at(place);
                self.faults.push(fault.label("not complete"));
            }
        }
        let name = name.and_then(|node| self.name(&node));
        let title = title.and_then(|node| self.text("answer.table.title", &node));
        let rows = rows.map_or_else(Vec::new, |node| self.axes_of("answer.table.rows", &node, axes));
        let outcomes = outcomes.map_or_else(Vec::new, |node| self.outcomes("answer.table.outcomes", &node));
        let across = across.and_then(|node| self.across(&node, axes));
        let only = only.map_or_else(Vec::new, |node| self.settings_of("answer.table.only", &node, axes));
        let against = against.map_or_else(Vec::new, |node| self.settings_of("answer.table.against", &node, axes));
        let falls = falls.map_or_else(Vec::new, |node| self.falls(&node, &rows));
        if self.faults.len() == before && outcomes.is_empty() == falls.is_empty() {
            let title = "answer.table: a table has either outcomes or falls";
            self.faults.push(Fault::new(title).at(place).label("one of the two"));
        }
        if self.faults.len() == before && against.len() > 1 {
            let title = "answer.table.against: found several axes, allowed is one with a value";
            self.faults.push(Fault::new(title).at(place));
        }
        if self.faults.len() == before && across.is_some() && outcomes.len() != 1 {
            let title = format!("answer.table.across: found {} outcomes, allowed is one", outcomes.len());
            self.faults.push(Fault::new(title).at(place));
        }
        if self.faults.len() > before {
            return None;
        }
        Some(AnswerTable {
            name: name?,
            title: title?,
            rows,
            outcomes,
            across,
            only,
            against: against.into_iter().next(),
            falls,
        })
    }

    pub(super) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        Shape::Text.fit(node, &KeyPath::parse(key).unwrap_or_default(), self.faults)?.as_text().map(str::to_owned)
    }

    fn name(&mut self, node: &Node) -> Option<String> {
        let name = self.text("answer.table.name", node)?;
        if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            let allowed = "letters, digits and hyphens";
            self.faults.push(Fault::value(&"answer.table.name", &node.describe(), allowed).at(&node.place));
            return None;
        }
        if name == ANSWER_BLOCK {
            let fault =
                Fault::value(&"answer.table.name", &name, "another name: it is that of the block with the sentences");
            self.faults.push(fault.at(&node.place));
        }
        Some(name)
    }

    /// The texts of a list, with their places.
    fn texts(&mut self, key: &str, node: &Node) -> Vec<(String, Place)> {
        let shape = Shape::List(Box::new(Shape::Text), None);
        let path = KeyPath::parse(key).unwrap_or_default();
        let Some(Node { kind: Kind::List(items), .. }) = shape.fit(node, &path, self.faults) else { return Vec::new() };
        items.iter().filter_map(|item| Some((item.as_text()?.to_owned(), item.place.clone()))).collect()
    }

    /// The axes that a list names.
    pub(super) fn axes_of(&mut self, key: &str, node: &Node, axes: &[Axis]) -> Vec<String> {
        let texts = self.texts(key, node);
        texts
            .into_iter()
            .filter(|(text, place)| self.axis_named(key, text, place, axes).is_some())
            .map(|(text, _)| text)
            .collect()
    }

    fn across(&mut self, node: &Node, axes: &[Axis]) -> Option<String> {
        let path = self.text("answer.table.across", node)?;
        self.axis_named("answer.table.across", &path, &node.place, axes).map(|axis| axis.path.clone())
    }

    /// The axis of a path.
    fn axis_named<'a>(&mut self, key: &str, path: &str, place: &Place, axes: &'a [Axis]) -> Option<&'a Axis> {
        let found = axes.iter().find(|axis| axis.path == path);
        if found.is_none() {
            let known: Vec<&str> = axes.iter().map(|axis| axis.path.as_str()).collect();
            let title = format!("{key}: {path} is no axis of the sweep, which are {}", known.join(", "));
            let mut fault = Fault::new(title).at(place).label("no axis");
            if let Some(near) = nearest(path, known) {
                fault = fault.help(format!("did you mean `{near}`?"));
            }
            self.faults.push(fault);
        }
        found
    }

    fn outcomes(&mut self, key: &str, node: &Node) -> Vec<String> {
        let texts = self.texts(key, node);
        texts.iter().for_each(|(text, place)| self.outcome_named(key, text, place));
        texts.into_iter().map(|(text, _)| text).collect()
    }

    /// That there is an outcome of this name.
    pub(super) fn outcome_named(&mut self, key: &str, name: &str, place: &Place) {
        let known = outcomes();
        if !known.iter().any(|outcome| outcome.name == name) {
            let mut fault = Fault::new(format!("{key}: no outcome is named {name}")).at(place);
            if let Some(near) = nearest(name, known.iter().map(|outcome| outcome.name.as_str())) {
                fault = fault.help(format!("did you mean `{near}`?"));
            }
            self.faults.push(fault.label("unknown outcome"));
        }
    }

    /// Axes with a value that is listed on each, in the short words by which points are known.
    pub(super) fn settings_of(&mut self, key: &str, node: &Node, axes: &[Axis]) -> Vec<(String, String)> {
        let Kind::Table(table) = &node.kind else {
            let allowed = "a table of axes with a value each";
            self.faults.push(Fault::value(&key, &node.describe(), allowed).at(&node.place));
            return Vec::new();
        };
        let mut settings = Vec::new();
        for entry in table.entries() {
            let Some(axis) = self.axis_named(key, &entry.key, &entry.key_place, axes) else { continue };
            let value = short(&entry.value.to_value());
            let listed: Vec<String> = match &axis.levels {
                Levels::Listed(values) => values.iter().map(|value| short(&value.to_value())).collect(),
                Levels::Range(_) => Vec::new(),
            };
            if !listed.contains(&value) {
                let allowed = if listed.is_empty() {
                    "an axis with listed values".to_owned()
                } else {
                    format!("a value of the axis: {}", listed.join(", "))
                };
                let fault = Fault::value(&key, &value, &allowed);
                self.faults.push(fault.at(&entry.value.place));
            }
            settings.push((entry.key.clone(), value));
        }
        settings
    }

    fn falls(&mut self, node: &Node, rows: &[String]) -> Vec<f64> {
        let shape = Shape::List(Box::new(Shape::Number), None);
        let path = KeyPath::parse("answer.table.falls").unwrap_or_default();
        let Some(Node { kind: Kind::List(items), .. }) = shape.fit(node, &path, self.faults) else { return Vec::new() };
        let mut falls = Vec::new();
        for item in items {
            let Kind::Number(fall) = item.kind else { continue };
            if !(fall > 0.0 && fall < 1.0) {
                let allowed = "a share between 0 and 1";
                self.faults.push(Fault::value(&path, &fall.to_string(), allowed).at(&item.place));
            }
            falls.push(fall);
        }
        if rows != ["deterrence"] {
            let title = "answer.table.falls: only for a table whose rows are [\"deterrence\"]";
            self.faults.push(Fault::new(title).at(&node.place).label("other rows"));
        }
        falls
    }
}
