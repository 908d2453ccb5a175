//! Parts of a study that can be run apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::design::RUNS_MAX;

/// A part of a study: the runs whose number is `index` modulo `count`.
///
/// Runs are numbered from 0, point by point and within a point replicate by replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    /// Which part, from 0 to `count` − 1.
    pub index: u64,
    /// How many parts the study has.
    pub count: u64,
}

impl Shard {
    /// The study as one part.
    pub const WHOLE: Self = Self { index: 0, count: 1 };

    /// How many of a study's runs are this part's.
    #[must_use]
    pub fn runs(self, of: u64) -> u64 {
        of.saturating_sub(self.index).div_ceil(self.count)
    }

    /// The number in the study of this part's `place`-th run.
    pub(super) fn run(self, place: u64) -> u64 {
        self.index + place * self.count
    }

    /// Which of this part's runs has this number in the study; `None` when none has.
    pub(super) fn place(self, run: u64) -> Option<u64> {
        (run % self.count == self.index).then_some(run / self.count)
    }

    /// The name of the file of its finished runs; names sort as the parts do.
    pub(super) fn file_name(self) -> String {
        let digits = (self.count - 1).to_string().len();
        format!("shard-{:0digits$}-of-{}{FINISHED}", self.index, self.count)
    }
}

/// How many parts there are, by the name of the file of one of them.
pub(super) fn count_in(file_name: &str) -> Option<u64> {
    let (part, count) = file_name.strip_suffix(FINISHED)?.rsplit_once("-of-")?;
    part.starts_with("shard-").then(|| count.parse().ok())?
}

/// What the names of the files of finished parts end in.
pub(super) const FINISHED: &str = ".runs";

impl fmt::Display for Shard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.index, self.count)
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

impl TryFrom<String> for Shard {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| text.parse::<u64>().ok();
        text.split_once('/')
            .and_then(|(index, count)| Some(Self { index: number(index)?, count: number(count)? }))
            .filter(|shard| shard.count <= RUNS_MAX && shard.index < shard.count)
            .ok_or_else(|| format!("allowed is I/N such as 3/16, with N from 1 to {RUNS_MAX} and I from 0 to N-1"))
    }
}

/// Numbers as a job array takes them: `3,7,9-12`.
pub(crate) fn ranges(numbers: &[u64]) -> String {
    let follow = |a: &u64, b: &u64| a + 1 == *b;
    let words = numbers.chunk_by(follow).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}-{last}"),
        [] => String::new(),
    });
    words.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_is_of_one_shard() {
        for (runs, count) in [(10, 1), (10, 3), (9, 3), (2, 5), (0, 2)] {
            let mut all = Vec::new();
            for index in 0..count {
                let shard = Shard { index, count };
                for place in 0..shard.runs(runs) {
                    assert_eq!(shard.place(shard.run(place)), Some(place));
                    all.push(shard.run(place));
                }
            }
            all.sort_unstable();
            assert_eq!(all, (0..runs).collect::<Vec<_>>(), "{runs} in {count}");
        }
        assert_eq!(Shard { index: 1, count: 3 }.place(5), None);
    }

    #[test]
    fn names_sort_and_bad_ones_say_what_is_allowed() {
        assert_eq!(Shard { index: 3, count: 16 }.file_name(), "shard-03-of-16.runs");
        assert_eq!(Shard { index: 9, count: 10 }.file_name(), "shard-9-of-10.runs");
        assert_eq!(count_in(&Shard { index: 3, count: 16 }.file_name()), Some(16));
        assert_eq!(count_in("shard-of-16"), None);
        assert_eq!("3/16".parse(), Ok(Shard { index: 3, count: 16 }));
        for bad in ["", "3", "/", "3/", "16/16", "0/0", "-1/4", "1/2/3", "a/b", "0/1000001"] {
            assert!(bad.parse::<Shard>().is_err_and(|error| error.contains("from 0 to N-1")), "{bad}");
        }
    }

    #[test]
    fn numbers_in_a_row_are_a_range() {
        assert_eq!(ranges(&[3, 7, 9, 10, 11, 12]), "3,7,9-12");
        assert_eq!(ranges(&[0, 1]), "0-1");
        assert_eq!(ranges(&[]), "");
    }
}
