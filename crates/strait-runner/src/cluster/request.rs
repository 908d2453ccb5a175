//! What a user asks of a cluster. Each value goes into a job script as it is, so only such values are let through as mean
//! nothing else there.

use std::fmt;
use std::str::FromStr;

/// The name of a partition or an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name(String);

/// Memory of a task, such as `8G`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Memory(String);

/// How long a task may take, in one of Slurm's ways to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TimeLimit(String);

/// A task is told to stop two minutes before its time is up: with less than this it would hardly get to work
/// \[minutes\].
const SHORTEST: u64 = 5;

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "_.,+@-".contains(letter);
        if text.is_empty() || text.starts_with('-') || !text.chars().all(allowed) {
            return Err("allowed are letters, digits and _ . , + @ -".to_owned());
        }
        Ok(Self(text.to_owned()))
    }
}

impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.strip_suffix(['K', 'M', 'G', 'T']).unwrap_or(text);
        match whole(number) {
            Some(1..) => Ok(Self(text.to_owned())),
            _ => {
                Err("allowed is a whole number with K, M, G or T such as 8G; without a letter it is megabytes"
                    .to_owned())
            }
        }
    }
}

impl FromStr for TimeLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match minutes(text) {
            Some(minutes) if minutes >= SHORTEST => Ok(Self(text.to_owned())),
            Some(_) => Err(format!(
                "allowed are {SHORTEST} minutes or more, since a task is told to stop two minutes before its time is up"
            )),
            None => Err("allowed is MINUTES, HOURS:MINUTES:SECONDS or DAYS-HOURS:MINUTES:SECONDS".to_owned()),
        }
    }
}

/// A time limit in whole minutes, as Slurm reads it.
fn minutes(text: &str) -> Option<u64> {
    let (days, rest) = match text.split_once('-') {
        Some((days, rest)) => (Some(whole(days)?), rest),
        None => (None, text),
    };
    let numbers: Vec<u64> = rest.split(':').map(whole).collect::<Option<_>>()?;
    let minutes = match (days, numbers.as_slice()) {
        (None, [minutes] | [minutes, _]) => *minutes,
        (None, [hours, minutes, _]) => 60 * hours + minutes,
        (Some(days), [hours]) => 60 * (24 * days + hours),
        (Some(days), [hours, minutes] | [hours, minutes, _]) => 60 * (24 * days + hours) + minutes,
        _ => return None,
    };
    Some(minutes)
}

/// A whole number without a sign, of at most nine digits.
fn whole(text: &str) -> Option<u64> {
    (text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_slurm_reads_them() {
        for (text, wanted) in [
            ("90", 90),
            ("90:30", 90),
            ("2:30:00", 150),
            ("1-12", 36 * 60),
            ("1-12:30", 36 * 60 + 30),
            ("1-12:30:59", 36 * 60 + 30),
        ] {
            assert_eq!(minutes(text), Some(wanted), "{text}");
        }
        for bad in ["", "-1", "1-", "1:2:3:4", "1h", "1 ", "+5", "1-1-1", "10\n#SBATCH --uid=0"] {
            assert!(bad.parse::<TimeLimit>().is_err_and(|why| why.contains("DAYS-HOURS")), "{bad}");
        }
        assert!("4".parse::<TimeLimit>().is_err_and(|why| why.contains("5 minutes or more")));
    }

    #[test]
    fn values_that_could_mean_something_else_in_a_script_are_refused() {
        for bad in ["", "a b", "a\nb", "a\"b", "$(id)", "-x", "a;b", "a#b"] {
            assert!(bad.parse::<Name>().is_err(), "{bad}");
            assert!(bad.parse::<Memory>().is_err(), "{bad}");
        }
        assert!(
            "gpu,long_2".parse::<Name>().is_ok() && "512".parse::<Memory>().is_ok() && "8G".parse::<Memory>().is_ok()
        );
        assert!("0G".parse::<Memory>().is_err() && "G".parse::<Memory>().is_err());
    }
}
