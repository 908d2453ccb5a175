//! What was found to bind: a table for other programs, a figure, and words.

use std::path::Path;

use serde::Serialize;

use crate::analysis::bottlenecks::{GATES, Gate, Lever, Relief, Stage, Stopped, for_all};
use crate::analysis::compare::Difference;
use crate::charts::{self, DifferenceRow, Effect, capital, differences, write_figure};
use crate::commands::tables::{Sheet, percent, range, signed};
use crate::failure::Failure;
use crate::store::{Manifest, cannot_write};
use crate::summary::number;
use crate::summary::source;

/// What was found.
pub(super) struct Found<'a> {
    pub(super) manifest: &'a Manifest,
    /// In the order of [`GATES`].
    pub(super) stopped: Vec<Stopped>,
    /// What brings most returns first.
    pub(super) one_by_one: Vec<Relief<'static>>,
    pub(super) together: Vec<Relief<'static>>,
    /// Gates whose parameters are 0, or all, throughout.
    pub(super) still: Vec<&'static Gate>,
}

/// One gate, or several together, for other programs. What is not known is empty.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    gate: String,
    levers: String,
    no_relief: Option<&'static str>,
    stopped_median: Option<f64>,
    stopped_low_90: Option<f64>,
    stopped_high_90: Option<f64>,
    weeks_any: Option<f64>,
    weeks_most: Option<f64>,
    first_week: Option<String>,
    last_week: Option<String>,
    returns: Option<f64>,
    returns_low_95: Option<f64>,
    returns_high_95: Option<f64>,
    admissions: Option<f64>,
    admissions_low_95: Option<f64>,
    admissions_high_95: Option<f64>,
    pairs: Option<usize>,
    left_out: Option<usize>,
}

const NOTHING_TO_SCALE: &str = "its parameter is 0, or all, throughout: a tenth more of it is the same";

impl Found<'_> {
    fn stopped_by(&self, gate: &Gate) -> Option<&Stopped> {
        GATES.iter().zip(&self.stopped).find(|(other, _)| other.metric == gate.metric).map(|(_, stopped)| stopped)
    }

    /// Gates that cannot be relieved, with the reason.
    fn without_relief(&self) -> impl Iterator<Item = (&Gate, &'static str)> {
        let fixed = GATES.iter().filter_map(|gate| Some((gate, gate.no_relief()?)));
        fixed.chain(self.still.iter().map(|&gate| (gate, NOTHING_TO_SCALE)))
    }

    /// A row for each gate, and for those together: what brings most first.
    pub(super) fn rows(&self) -> Vec<Row> {
        let relieved = self.one_by_one.iter().chain(&self.together);
        let relieved = relieved.map(|relief| self.row(&relief.gates, Some(relief), None));
        relieved.chain(self.without_relief().map(|(gate, why)| self.row(&[gate], None, Some(why)))).collect()
    }

    fn row(&self, gates: &[&Gate], relief: Option<&Relief<'_>>, no_relief: Option<&'static str>) -> Row {
        let stopped = if let [gate] = gates { self.stopped_by(gate) } else { None };
        let people = stopped.and_then(|stopped| stopped.people);
        let known = |value: f64| value.is_finite().then_some(value);
        let of = |found: Option<&Difference>, part: fn(&Difference) -> f64| found.map(part).and_then(known);
        let (returns, admissions) = (relief.map(|relief| &relief.returns), relief.map(|relief| &relief.admissions));
        let names: Vec<&str> = gates.iter().map(|gate| gate.name()).collect();
        let levers: Vec<String> = gates.iter().map(|gate| levers(gate)).collect();
        Row {
            gate: names.join(" + "),
            levers: levers.join("; "),
            no_relief,
            stopped_median: people.map(|people| people.median),
            stopped_low_90: people.map(|people| people.low90),
            stopped_high_90: people.map(|people| people.high90),
            weeks_any: stopped.map(|stopped| stopped.weeks_any).and_then(known),
            weeks_most: stopped.map(|stopped| stopped.weeks_most).and_then(known),
            first_week: stopped.and_then(|stopped| stopped.first.clone()),
            last_week: stopped.and_then(|stopped| stopped.last.clone()),
            returns: of(returns, |found| found.difference.mean),
            returns_low_95: of(returns, |found| found.difference.low),
            returns_high_95: of(returns, |found| found.difference.high),
            admissions: of(admissions, |found| found.difference.mean),
            admissions_low_95: of(admissions, |found| found.difference.low),
            admissions_high_95: of(admissions, |found| found.difference.high),
            pairs: returns.map(|found| found.compared[0]),
            left_out: returns.map(|found| found.left_out[0]),
        }
    }

    /// Draws what a tenth more of each gate brings.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be drawn or written.
    pub(super) fn draw(&self, folder: &Path) -> Result<(), Failure> {
        let told = self.one_by_one.iter().filter(|relief| !relief.is_nothing()).chain(&self.together);
        let rows: Vec<DifferenceRow> = told
            .map(|relief| {
                let found = relief.returns.difference;
                let difference = Effect { estimate: found.mean, low: found.low, high: found.high };
                DifferenceRow { label: capital(&in_words(&relief.gates)), difference }
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let caption = source(self.manifest);
        let words = charts::Words::new(&self.manifest.scenario.name, &caption);
        let outcome =
            charts::Outcome { name: "returns a week when a gate is relieved by a tenth", unit: "people a week" };
        let subtitle = format!(
            "Sustained returns with a tenth more of the gate’s capacity, or a tenth fewer people whom it stops, minus those \
             as it is: means of {} pairs with the same luck; lines: 95% intervals. Gates of which a tenth more changes \
             nothing are left out.",
            self.manifest.replicates
        );
        let figure = differences(&words, outcome, &subtitle, &rows).map_err(|why| Failure::Work(why.to_string()))?;
        std::fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        write_figure(folder, "relief", &figure)
    }

    /// All of it, for a terminal.
    pub(super) fn in_words(&self) -> String {
        let title = format!(
            "{}: where people are held up and what binds, from {} runs as it is and as many with each gate relieved by a tenth",
            self.manifest.scenario.name, self.manifest.replicates
        );
        let mut text = format!("{title}\n\n{}\n", self.stopped_sheet().terminal());
        text.push_str(
            &relief_sheet("What relieving a gate by a tenth brings, with the same luck", &self.one_by_one).terminal(),
        );
        let nothing: Vec<String> =
            self.one_by_one.iter().filter(|relief| relief.is_nothing()).map(|relief| in_words(&relief.gates)).collect();
        if !nothing.is_empty() {
            text.push_str(&format!("\nNo run changes when these are relieved: {}.\n", nothing.join(", ")));
        }
        if !self.together.is_empty() {
            text.push_str(&format!("\n{}", relief_sheet("Together", &self.together).terminal()));
        }
        text.push_str("\nNot relieved:\n");
        for (gate, why) in self.without_relief() {
            text.push_str(&format!("- {}: {why}\n", gate.in_words()));
        }
        format!("{text}\n{}", self.conclusion())
    }

    /// Whom the gates stop, those of a stage that stop most first.
    fn stopped_sheet(&self) -> Sheet {
        let mut gates: Vec<(&Gate, &Stopped)> =
            GATES.iter().zip(&self.stopped).filter(|(_, stopped)| stopped.first.is_some()).collect();
        let median = |stopped: &Stopped| stopped.people.map_or(0.0, |people| people.median);
        gates.sort_by(|(one, a), (other, b)| {
            (one.stage as u8).cmp(&(other.stage as u8)).then(median(b).total_cmp(&median(a)))
        });
        let rows = gates.into_iter().map(|(gate, stopped)| {
            let (middle, range) = stopped.people.map_or_else(
                || ("none".to_owned(), "none".to_owned()),
                |people| (number(people.median), format!("{} to {}", number(people.low90), number(people.high90))),
            );
            let date = |date: &Option<String>| date.clone().unwrap_or_default();
            vec![
                stage(gate.stage).to_owned(),
                gate.in_words(),
                middle,
                range,
                percent(stopped.weeks_any),
                percent(stopped.weeks_most),
                date(&stopped.first),
                date(&stopped.last),
            ]
        });
        Sheet {
            title:
                "Whom the gates stop since the agreement began: people in a run, and in how many of its weeks any, or \
                    more than every other gate of the stage"
                    .to_owned(),
            head: ["stage", "gate", "median", "90 % of runs", "weeks", "most", "first week", "last week"]
                .map(str::to_owned)
                .to_vec(),
            words: 2,
            rows: rows.collect(),
        }
    }

    /// Which gate binds, and how that differs from which stops most.
    fn conclusion(&self) -> String {
        let Some(first) = self.one_by_one.first() else { return String::new() };
        let of_returns = GATES.iter().zip(&self.stopped).filter(|(gate, _)| gate.stage == Stage::Return);
        let most = of_returns
            .filter_map(|(gate, stopped)| Some((gate, stopped.people?.median)))
            .filter(|(_, people)| *people > 0.0)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let mut text = match most {
            Some((gate, people)) => format!(
                "Of those on the way to a return, most are held up at {}: {} in the middle run.\n",
                gate.in_words(),
                number(people)
            ),
            None => "Nobody on the way to a return is stopped.\n".to_owned(),
        };
        // The highest of many is else too often taken for more than chance.
        let found = for_all(first.returns.difference, first.returns.compared[0], self.one_by_one.len());
        let base = number(first.returns.base_mean);
        text.push_str(&if first.returns.compared[0] == 0 {
            "No run has sustained returns, so that no relief can be told: the agreement is in force for too short a part of \
             the run.\n"
                .to_owned()
        } else if found.low > 0.0 {
            format!(
                "What binds is {}: relieved by a tenth it brings {} returns a week ({}, for all gates together) on {base}.\n",
                in_words(&first.gates),
                signed(found.mean),
                range(found.low, found.high)
            )
        } else {
            format!(
                "Nothing alone can be told to bind with {} runs: the most that relief by a tenth brings, of {}, is {} returns a \
                 week ({}, for all gates together) on {base}.\n",
                self.manifest.replicates,
                in_words(&first.gates),
                signed(found.mean),
                range(found.low, found.high)
            )
        });
        if first.returns.compared[0] == 0 {
            return text;
        }
        for relief in &self.together {
            let alone =
                self.one_by_one.iter().filter(|one| relief.gates.iter().any(|gate| gate.metric == one.gates[0].metric));
            text.push_str(&format!(
                "Together, {} bring {} returns a week; one by one they add up to {}.\n",
                in_words(&relief.gates),
                signed(relief.returns.difference.mean),
                signed(alone.map(|one| one.returns.difference.mean).sum())
            ));
        }
        text.push_str(&format!(
            "The gate where most people are held up and the one that binds can differ: whom one gate lets pass, the next may \
             stop. A tenth is more of a capacity, or fewer of those whom a chance stops: where it stops most, many more pass. \
             Of the {} intervals of 95 % in the table about one in twenty leaves out the truth; the one in the sentence holds \
             for all gates together.\n",
            self.one_by_one.len()
        ));
        text
    }
}

/// What relieving gates brings, those left out of which nothing comes.
fn relief_sheet(title: &str, reliefs: &[Relief<'_>]) -> Sheet {
    let rows = reliefs.iter().filter(|relief| !relief.is_nothing()).map(|relief| {
        let cells =
            |found: &Difference| [signed(found.difference.mean), range(found.difference.low, found.difference.high)];
        let mut row = vec![in_words(&relief.gates)];
        row.extend(cells(&relief.returns));
        row.extend(cells(&relief.admissions));
        let left_out = match relief.returns.left_out[0] {
            0 => String::new(),
            _ => format!("{} pairs; ", relief.returns.compared[0]),
        };
        let levers: Vec<String> = relief.gates.iter().map(|gate| levers(gate)).collect();
        row.push(if relief.gates.len() == 1 { left_out + &levers.concat() } else { left_out + "each a tenth" });
        row
    });
    Sheet {
        title: title.to_owned(),
        head: ["gate", "returns a week", "95 % interval", "admissions a week", "95 % interval", "relieved by"]
            .map(str::to_owned)
            .to_vec(),
        words: 1,
        rows: rows.collect(),
    }
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Before => "before",
        Stage::Return => "return",
        Stage::LegalRoute => "legal route",
    }
}

fn in_words(gates: &[&Gate]) -> String {
    gates.iter().map(|gate| gate.in_words()).collect::<Vec<_>>().join(" and ")
}

/// The parameters that relieve a gate, and which way they are moved.
pub(super) fn levers(gate: &Gate) -> String {
    let words = |lever: &Lever| format!("{} {}", lever.path, lever.change.in_words());
    gate.levers().iter().map(words).collect::<Vec<_>>().join(", ")
}
