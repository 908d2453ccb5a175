//! A CSV text, as cells that know their places.

use std::sync::Arc;

use crate::scenario_file::{Fault, Kind, Node, Place, Shape, Source, Table};

/// One cell of a line.
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A line with something on it.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    source: &'a Arc<Source>,
    start: usize,
}

/// The lines that have something on them.
pub(super) fn lines(source: &Arc<Source>) -> impl Iterator<Item = Line<'_>> {
    let mut end = 0;
    source.text().split_inclusive('\n').filter_map(move |line| {
        let start = end;
        end += line.len();
        let text = line.trim_end();
        (!text.is_empty()).then_some(Line { text, source, start })
    })
}

impl Line<'_> {
    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        self.source.place(self.start..self.start + self.text.len())
    }

    /// Its cells, without the space around them.
    ///
    /// # Errors
    /// A quote that is not closed, or is followed by anything but a comma.
    pub(super) fn cells(&self) -> Result<Vec<Cell>, Fault> {
        let mut cells = Vec::new();
        let mut at = 0;
        loop {
            let (text, length) = first_cell(&self.text[at..])
                .map_err(|why| Fault::new(why).at(&self.source.place(self.start + at..self.start + self.text.len())))?;
            let written = &self.text[at..at + length];
            let start = self.start + at + written.len() - written.trim_start().len();
            let end = start + written.trim().len();
            cells.push(Cell { text, place: self.source.place(start..end) });
            at += length + 1;
            if at > self.text.len() {
                return Ok(cells);
            }
        }
    }
}

/// The first cell of a text, and how long it is as written [bytes].
fn first_cell(text: &str) -> Result<(String, usize), &'static str> {
    let Some(mut rest) = text.trim_start().strip_prefix('"') else {
        let length = text.find(',').unwrap_or(text.len());
        return Ok((text[..length].trim().to_owned(), length));
    };
    let mut cell = String::new();
    loop {
        let end = rest.find('"').ok_or("a quote is not closed on its line")?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        // A quote inside is written twice.
        let Some(after) = rest.strip_prefix('"') else { break };
        cell.push('"');
        rest = after;
    }
    let after = rest.trim_start();
    if after.is_empty() || after.starts_with(',') {
        Ok((cell, text.len() - after.len()))
    } else {
        Err("after a cell in quotes comes a comma or the end of the line")
    }
}

impl Cell {
    /// The value of a parameter of this shape. What cannot be read so stays a text, which does not fit.
    pub(super) fn value(&self, shape: &Shape) -> Node {
        let item = match shape {
            Shape::List(item, _) => item,
            Shape::Forms(forms) => return self.form(forms),
            _ => return Node { kind: kind(shape, &self.text), place: self.place.clone() },
        };
        let words = self.text.split_whitespace().map(|word| Node { kind: kind(item, word), place: self.place.clone() });
        Node { kind: Kind::List(words.collect()), place: self.place.clone() }
    }

    /// A choice among forms: its name, and in brackets its keys, as in `steps(raise_share=0.7, step_size=0.3)`.
    fn form(&self, forms: &[(String, Shape)]) -> Node {
        let node = |kind| Node { kind, place: self.place.clone() };
        let Some((name, keys)) = self.text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
            return node(Kind::Text(self.text.clone()));
        };
        let Some((_, shape)) = forms.iter().find(|(form, _)| form == name) else {
            return node(Kind::Text(self.text.clone()));
        };
        let mut form = Table::default();
        for (key, value) in keys.split(',').filter_map(|key| key.split_once('=')) {
            let key = key.trim();
            let value =
                shape.below(key).map_or_else(|| Kind::Text(value.to_owned()), |shape| kind(shape, value.trim()));
            form.set(key, &self.place, node(value));
        }
        let mut choice = Table::default();
        choice.set(name, &self.place, node(Kind::Table(form)));
        node(Kind::Table(choice))
    }
}

fn kind(shape: &Shape, text: &str) -> Kind {
    let read = match shape {
        Shape::Number => text.parse().ok().map(Kind::Number),
        Shape::Whole => text.parse().ok().map(Kind::Whole),
        Shape::Flag => text.parse().ok().map(Kind::Flag),
        // A date is taken from its text where it must fit.
        _ => None,
    };
    read.unwrap_or_else(|| Kind::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use strait::scenario::FutureScaleUp;

    use crate::scenario_file::ScenarioFile;
    use crate::uncertainty::Ensemble;

    const DRAWS: &str = "draw,weight,scale_up.future\n\
        0,1,\"steps(decisions_per_year=3, raise_share=0.7, step_size=0.25)\"\n\
        1,1,learning(doubling_days=90)\n\
        2,1,none\n";

    #[test]
    fn draws_may_differ_in_how_the_states_go_on() {
        let ensemble = Ensemble::from_text("draws.csv", DRAWS).expect("an ensemble");
        let future = |draw| ensemble.plan(&ScenarioFile::baseline(), draw).expect("a plan").scenario.scale_up.future;
        let steps = FutureScaleUp::Steps { decisions_per_year: 3.0, raise_share: 0.7, step_size: 0.25 };
        assert_eq!(future(0), steps);
        assert_eq!(future(1), FutureScaleUp::Learning { doubling_days: 90.0 });
        assert_eq!(future(2), FutureScaleUp::None {});
        for slip in ["learning(doubling_days=-9)", "learning(days=90)", "learning", "guessing(x=1)", "learning(90)"] {
            let text = DRAWS.replace("learning(doubling_days=90)", slip);
            let read = Ensemble::from_text("draws.csv", &text);
            let refused = read.and_then(|ensemble| ensemble.plan(&ScenarioFile::baseline(), 1).map(|_| ()));
            assert!(refused.is_err(), "{slip}");
        }
    }
}
