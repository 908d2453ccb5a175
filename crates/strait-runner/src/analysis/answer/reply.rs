//! The answer before its tables: what a reader is told first.

use strait::checked::{Checked, checked};

use super::binds::{Binds, relieved_in};
use super::sentence::{Sentence, beyond_evidence};
use crate::design::Answer;
use crate::evidence;
use crate::failure::Failure;
use crate::store::{Manifest, Study};
use crate::summary::deterrence;

/// What stands before what binds.
const BINDS_HEAD: &str = "Binds";

/// Settings beyond their evidence that are named one by one.
const BEYOND_NAMED: usize = 2;

/// The answer in a few sentences, with what binds and what it rests on.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The question.
    pub question: String,
    /// The sentences, in order, each with its setting and its ranges.
    pub sentences: Vec<Sentence>,
    /// What binds in each setting of which it was asked for and found.
    pub binds: Vec<Binds>,
    /// What the answer rests on.
    pub rests_on: Option<String>,
    /// What it leaves out.
    pub leaves_out: Option<String>,
    /// Settings beyond the range of their evidence, in words.
    pub beyond: Vec<String>,
    /// Runs in all, and how they are laid out, in words.
    pub runs: String,
}

/// Something to be kept in mind beside the sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about, in a word or two.
    pub head: &'static str,
    /// What there is to say, in whole sentences.
    pub text: String,
}

impl Reply {
    /// The reply that a study's results give to what is asked. What binds is read from the folders in which
    /// `strait answer` leaves it, [`relieved_in`] the study's.
    ///
    /// # Errors
    /// [`Failure::Input`] when the results cannot be read, or do not hold what is asked for.
    pub fn of(study: &Study, answer: &Answer) -> Result<Self, Failure> {
        let manifest = study.manifest();
        let mut binds = Vec::new();
        for (place, asked) in answer.binds.iter().enumerate() {
            let relieved = relieved_in(study.folder(), place);
            if relieved.join(Manifest::FILE).exists() {
                binds.push(Binds::of(&Study::open(&relieved)?, &asked.condition)?);
            }
        }
        let sentences = answer.sentences.iter().map(|asked| Sentence::of(study, asked)).collect::<Result<_, _>>()?;
        Ok(Self {
            question: answer.question.clone(),
            sentences,
            binds,
            rests_on: answer.rests_on.clone(),
            leaves_out: answer.leaves_out.clone(),
            beyond: beyond_evidence(manifest)?,
            runs: runs(manifest),
        })
    }

    /// What stands beside the sentences, in order: what binds, what it rests on and leaves out, the runs and what ranges
    /// hold, how far it was checked, and settings beyond their evidence.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = self.short_notes();
        let others = self.binds.iter().skip(1).map(|binds| Note { head: BINDS_HEAD, text: binds.in_words() });
        let place = notes.iter().position(|note| note.head == BINDS_HEAD).map_or(0, |place| place + 1);
        notes.splice(place..place, others);
        notes
    }

    /// The same with what binds in the first setting alone.
    #[must_use]
    pub fn short_notes(&self) -> Vec<Note> {
        let note = |head, text: Option<String>| text.map(|text| Note { head, text });
        let some = |text: String| (!text.is_empty()).then_some(text);
        [
            note(BINDS_HEAD, self.binds.first().map(Binds::in_words)),
            note("Rests on", self.rests_on.clone()),
            note("Leaves out", self.leaves_out.clone()),
            note("Runs", Some(format!("{} {}", self.runs, self.ranges()).trim().to_owned())),
            note("Checked", some(self.how_far_checked())),
            note("Beyond", beyond_in_words(&self.beyond)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the brackets hold.
    fn ranges(&self) -> String {
        if self.sentences.iter().all(|sentence| sentence.waits) {
            return String::new();
        }
        let mut pooled: Vec<String> = Vec::new();
        for (axis, values) in self.sentences.iter().flat_map(|sentence| &sentence.pooled) {
            let words = format!("{values} values of {}", evidence::name(axis));
            if !pooled.contains(&words) {
                pooled.push(words);
            }
        }
        let settings = if pooled.is_empty() { String::new() } else { format!(", {} among them", pooled.join(" and ")) };
        format!("In brackets what 90 % of runs lie between{settings}; ± is the standard error of these ends.")
    }

    fn how_far_checked(&self) -> String {
        how_far_checked(self.sentences.iter().flat_map(|sentence| &sentence.told).map(|told| told.outcome.as_str()))
    }

    /// As Markdown: the sentences as a paragraph, the notes as a list.
    #[must_use]
    pub fn markdown(&self) -> String {
        let sentences: Vec<String> = self.sentences.iter().map(Sentence::with_basis).collect();
        let notes: String = self.notes().iter().map(|note| format!("- **{}**: {}\n", note.head, note.text)).collect();
        format!("{}\n\n{notes}", sentences.join("\n\n"))
    }
}

/// How far outcomes were held against data, in a sentence for each degree, the most first.
pub(super) fn how_far_checked<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut parts: Vec<String> = Vec::new();
    for degree in Checked::ALL.into_iter().rev() {
        let mut own: Vec<String> = Vec::new();
        for name in names.clone().filter(|name| checked(name) == degree) {
            let words = name.replace('_', " ");
            if !own.contains(&words) {
                own.push(words);
            }
        }
        if !own.is_empty() {
            parts.push(format!("{}: {}", own.join(", "), degree.in_words()));
        }
    }
    if parts.is_empty() { String::new() } else { format!("{}.", crate::charts::capital(&parts.join("; "))) }
}

/// What is set beyond the range of its evidence, in a sentence; none when nothing is.
#[must_use]
pub fn beyond_in_words(beyond: &[String]) -> Option<String> {
    let named = beyond.get(..BEYOND_NAMED).unwrap_or(beyond).join("; ");
    let more = match beyond.len().saturating_sub(BEYOND_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    (!beyond.is_empty()).then(|| format!("Beyond the range of their evidence are set: {named}{more}."))
}

/// How many runs there are, over what.
fn runs(manifest: &Manifest) -> String {
    let (points, replicates) = (manifest.points.len(), manifest.replicates);
    let settings = if points > 1 { format!(" = {points} settings × {replicates} replicates") } else { String::new() };
    let parameters = manifest.uncertainty.as_ref().map_or_else(
        || "parameters as they are set".to_owned(),
        |own| format!("parameters drawn from an ensemble of {}", own.draws),
    );
    let count = crate::charts::number(manifest.counts.runs as f64, 0);
    format!("{count} runs{settings}, {parameters}, {}.", deterrence(manifest))
}
