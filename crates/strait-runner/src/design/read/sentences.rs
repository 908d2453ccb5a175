//! `[[answer.sentence]]` and `[[answer.binds]]`.

use super::super::answer::{AnswerBinds, AnswerSentence, Part};
use super::super::axis::Axis;
use super::Reader;
use crate::scenario_file::{Fault, Node, Place, Table};

const SENTENCE_KEYS: [&str; 5] = ["if", "then", "only", "over", "against"];
const BINDS_KEYS: [&str; 2] = ["if", "only"];

/// Most sentences: more are a table.
pub(crate) const SENTENCES_MAX: usize = 3;

impl Reader<'_> {
    /// The sentences, in order.
    pub(super) fn sentences(&mut self, list: &Node, axes: &[Axis]) -> Vec<AnswerSentence> {
        let tables = self.tables("answer.sentence", list);
        if let Some((_, place)) = tables.get(SENTENCES_MAX) {
            let (found, allowed) = (format!("{} sentences", tables.len()), format!("at most {SENTENCES_MAX}"));
            self.faults.push(Fault::value(&"answer.sentence", &found, &allowed).at(place));
        }
        tables.into_iter().filter_map(|(table, place)| self.sentence(table, &place, axes)).collect()
    }

    fn sentence(&mut self, mut table: Table, place: &Place, axes: &[Axis]) -> Option<AnswerSentence> {
        let [condition, says, only, over, against] = SENTENCE_KEYS.map(|key| table.take(key).map(|entry| entry.value));
        self.no_others("answer.sentence", &table, &SENTENCE_KEYS, &SENTENCE_KEYS.join(", "));
        let condition = self.needed("answer.sentence.if", condition, place);
        let says_at = says.as_ref().map_or_else(|| place.clone(), |node| node.place.clone());
        let says = self.needed("answer.sentence.then", says, place);
        let only = only.map_or_else(Vec::new, |node| self.settings_of("answer.sentence.only", &node, axes));
        let over = over.map_or_else(Vec::new, |node| self.axes_of("answer.sentence.over", &node, axes));
        let against = against.map_or_else(Vec::new, |node| self.settings_of("answer.sentence.against", &node, axes));
        if against.len() > 1 {
            let title = "answer.sentence.against: found several axes, allowed is one with a value";
            self.faults.push(Fault::new(title).at(place));
        }
        let sentence =
            AnswerSentence { condition: condition?, says: says?, only, over, against: against.into_iter().next() };
        self.check_says(&sentence, &says_at);
        Some(sentence)
    }

    /// That a sentence's numbers are those of outcomes, and of nothing else.
    fn check_says(&mut self, sentence: &AnswerSentence, place: &Place) {
        const KEY: &str = "answer.sentence.then";
        let outcomes: Vec<&str> = sentence.outcomes().collect();
        if outcomes.is_empty() {
            let title = format!("{KEY}: there is no outcome in it, such as {{sustained_returns_per_week}}");
            self.faults.push(Fault::new(title).at(place).label("says nothing of the runs"));
        }
        if sentence.says.matches(['{', '}']).count() != 2 * outcomes.len() {
            self.faults.push(Fault::new(format!("{KEY}: each brace that opens has one that closes")).at(place));
        }
        outcomes.iter().for_each(|name| self.outcome_named(KEY, name, place));
        let in_words =
            |part: Part<'_>| matches!(part, Part::Words(words) if words.contains(|c: char| c.is_ascii_digit()));
        if sentence.parts().any(in_words) {
            let title = format!("{KEY}: a number stands in it that would stay when the runs change");
            let help = "numbers are those of outcomes in braces; numbers of the setting stand behind `if`";
            self.faults.push(Fault::new(title).at(place).label("a number").help(help));
        }
    }

    /// The settings of which is to be found what binds, in order.
    pub(super) fn binds(&mut self, list: &Node, axes: &[Axis]) -> Vec<AnswerBinds> {
        let tables = self.tables("answer.binds", list);
        tables.into_iter().filter_map(|(table, place)| self.one_binds(table, &place, axes)).collect()
    }

    fn one_binds(&mut self, mut table: Table, place: &Place, axes: &[Axis]) -> Option<AnswerBinds> {
        let [condition, only] = BINDS_KEYS.map(|key| table.take(key).map(|entry| entry.value));
        self.no_others("answer.binds", &table, &BINDS_KEYS, &BINDS_KEYS.join(", "));
        let condition = self.needed("answer.binds.if", condition, place);
        let only = only.map_or_else(Vec::new, |node| self.settings_of("answer.binds.only", &node, axes));
        Some(AnswerBinds { condition: condition?, only })
    }

    /// A text that must be given.
    fn needed(&mut self, key: &str, node: Option<Node>, place: &Place) -> Option<String> {
        let Some(node) = node else {
            self.faults.push(Fault::new(format!("{key}: must be given")).at(place).label("not complete"));
            return None;
        };
        let text = self.text(key, &node)?;
        if text.trim().is_empty() {
            self.faults.push(Fault::value(&key, "an empty text", "words").at(&node.place));
            return None;
        }
        Some(text)
    }
}
