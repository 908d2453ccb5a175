//! A run's result as bytes, and back to the last bit.

use strait::metrics::{METRIC_COUNT, METRICS, Row};
use strait::records::{Counted, Group};
use strait::rules::{Age, Sex};

use crate::day_number;
use crate::store::{Done, GROUPS_MAX};

/// More than the longest run leaves, a hundred years day by day [bytes].
const PLAIN_MAX: usize = 64 << 20;

/// The result of a run, compressed.
///
/// A run that failed is its message. One that was done is the number of its outcomes, of its rows and of its groups of
/// people, the outcomes, the rows' days and then the rows, metric by metric: neighbours are alike, so they compress well.
/// Then come the groups, one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::execution) struct Record {
    pub(super) failed: bool,
    pub(super) bytes: Vec<u8>,
}

impl Record {
    /// Compresses a result.
    pub(in crate::execution) fn new(result: &Result<Done, String>) -> Self {
        let plain = match result {
            Ok(done) => done_to_bytes(done),
            Err(message) => message.as_bytes().to_vec(),
        };
        let compressed = snap::raw::Encoder::new().compress_vec(&plain);
        match compressed {
            Ok(bytes) => Self { failed: result.is_err(), bytes },
            Err(error) => Self::new(&Err(format!("the run cannot be kept: {error}"))),
        }
    }

    /// The result; `None` when the bytes are not one.
    pub(in crate::execution) fn result(&self) -> Option<Result<Done, String>> {
        // It would be taken before it is filled.
        snap::raw::decompress_len(&self.bytes).ok().filter(|length| *length <= PLAIN_MAX)?;
        let plain = snap::raw::Decoder::new().decompress_vec(&self.bytes).ok()?;
        if self.failed { String::from_utf8(plain).ok().map(Err) } else { done_from_bytes(&plain).map(Ok) }
    }
}

fn done_to_bytes(done: &Done) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(24 + 8 * done.outcomes.len() + done.rows.len() * (4 + 8 * METRIC_COUNT));
    for length in [done.outcomes.len(), done.rows.len(), done.groups.len()] {
        bytes.extend_from_slice(&(length as u64).to_le_bytes());
    }
    // Number by number: an iterator of bytes takes several times as long.
    for outcome in &done.outcomes {
        bytes.extend_from_slice(&outcome.to_le_bytes());
    }
    for (date, _) in &done.rows {
        bytes.extend_from_slice(&day_number::of(*date).to_le_bytes());
    }
    for &metric in METRICS {
        for (_, row) in &done.rows {
            bytes.extend_from_slice(&row[metric].to_le_bytes());
        }
    }
    for group in &done.groups {
        group_to_bytes(group, &mut bytes);
    }
    bytes
}

/// The length of its origin's name, the name, the places of its age and sex among all, and its counts.
fn group_to_bytes(group: &Group, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&(group.origin.len() as u64).to_le_bytes());
    bytes.extend_from_slice(group.origin.as_bytes());
    bytes.extend_from_slice(&[group.age as u8, group.sex as u8]);
    for count in group.counts {
        bytes.extend_from_slice(&count.to_le_bytes());
    }
}

fn group_from_bytes(bytes: &mut &[u8]) -> Option<Group> {
    let length = length(bytes)?;
    let (origin, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    let [age, sex] = *take(bytes)?;
    let mut counts = [0; Counted::ALL.len()];
    for count in &mut counts {
        // A table has no larger whole number.
        *count = u64::from_le_bytes(*take(bytes)?);
        i64::try_from(*count).ok()?;
    }
    Some(Group {
        origin: str::from_utf8(origin).ok()?.to_owned(),
        age: *Age::ALL.get(usize::from(age))?,
        sex: *Sex::ALL.get(usize::from(sex))?,
        counts,
    })
}

fn done_from_bytes(mut bytes: &[u8]) -> Option<Done> {
    let (outcomes, rows, groups) = (length(&mut bytes)?, length(&mut bytes)?, length(&mut bytes)?);
    let outcomes = (0..outcomes).map(|_| take(&mut bytes).copied().map(f64::from_le_bytes)).collect::<Option<_>>()?;
    let mut rows = (0..rows)
        .map(|_| {
            let date = day_number::date_of(i32::from_le_bytes(*take(&mut bytes)?))?;
            Some((date, Row::default()))
        })
        .collect::<Option<Vec<_>>>()?;
    for &metric in METRICS {
        for (_, row) in &mut rows {
            row[metric] = f64::from_le_bytes(*take(&mut bytes)?);
        }
    }
    if groups > GROUPS_MAX {
        return None;
    }
    let groups = (0..groups).map(|_| group_from_bytes(&mut bytes)).collect::<Option<_>>()?;
    bytes.is_empty().then_some(Done { outcomes, rows, groups })
}

/// Takes a length off.
fn length(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(u64::from_le_bytes(*take(bytes)?)).ok()
}

/// Takes the first bytes off.
fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use strait::metrics::Metric;

    use super::*;

    #[test]
    fn results_come_back_to_the_last_bit() {
        let odd = f64::from_bits(0x7ff8_0000_0000_0123);
        let mut row = Row::default();
        row[Metric::Arrivals] = -0.0;
        row[Metric::CostGbp] = 1.0 / 3.0;
        row[Metric::LedgerGap] = odd;
        let rows = vec![(date(1969, 12, 28), row), (date(2026, 9, 30), Row::default())];
        let group =
            |origin: &str, age, sex| Group { origin: origin.to_owned(), age, sex, counts: [0, 1, 255, 256, 1 << 40] };
        let groups = vec![group("Érythrée", Age::Adult, Sex::Male), group("", Age::UnaccompaniedMinor, Sex::Female)];
        let done = Done { outcomes: vec![f64::MIN_POSITIVE, odd, 5e-324, f64::NEG_INFINITY], rows, groups };
        let back = Record::new(&Ok(done.clone())).result().expect("a result").expect("one that was done");
        let bits = |done: &Done| {
            let numbers = done.rows.iter().flat_map(|(_, row)| *row.values()).chain(done.outcomes.iter().copied());
            let dates = done.rows.iter().map(|(date, _)| *date);
            (numbers.map(f64::to_bits).collect::<Vec<_>>(), dates.collect::<Vec<_>>())
        };
        assert_eq!(bits(&back), bits(&done));
        assert_eq!(back.groups, done.groups);
        let failure = Err("no boats, naïvely".to_owned());
        assert_eq!(Record::new(&failure).result(), Some(failure));
    }

    #[test]
    fn bytes_that_are_no_result_are_none() {
        let group = Group { origin: "Eritrea".to_owned(), age: Age::Adult, sex: Sex::Male, counts: [1; 5] };
        let rows = vec![(date(1970, 1, 1), Row::default())];
        let whole = done_to_bytes(&Done { outcomes: vec![1.0], rows, groups: vec![group] });
        for end in 0..whole.len() {
            assert_eq!(done_from_bytes(&whole[..end]), None, "cut at {end}");
        }
        assert_eq!(done_from_bytes(&[whole.as_slice(), &[0]].concat()), None);
        assert_eq!(done_from_bytes(&[u64::MAX.to_le_bytes(); 3].concat()), None);
        let no_age = whole.len() - 8 * Counted::ALL.len() - 2;
        let with = |place: usize, byte: u8| {
            let mut bytes = whole.clone();
            bytes[place] = byte;
            done_from_bytes(&bytes)
        };
        assert!(with(no_age, 2).is_some());
        assert_eq!(with(no_age, 3), None);
        assert_eq!(with(no_age + 1, 2), None);
        assert_eq!(with(whole.len() - 1, 0x80), None, "a count beyond those of a table");
    }
}
