//! A run's result as bytes, and back to the last bit.

use strait::metrics::{METRIC_COUNT, METRICS, Row};

use crate::day_number;
use crate::store::Done;

/// More than the longest run leaves, a hundred years day by day [bytes].
const PLAIN_MAX: usize = 64 << 20;

/// The result of a run, compressed.
///
/// A run that failed is its message. One that was done is the number of its outcomes and of its rows, the outcomes, the
/// rows' days and then the rows, metric by metric: neighbours are alike, so they compress well.
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
    let mut bytes = Vec::with_capacity(16 + 8 * done.outcomes.len() + done.rows.len() * (4 + 8 * METRIC_COUNT));
    bytes.extend_from_slice(&(done.outcomes.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&(done.rows.len() as u64).to_le_bytes());
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
    bytes
}

fn done_from_bytes(mut bytes: &[u8]) -> Option<Done> {
    let outcomes = usize::try_from(u64::from_le_bytes(*take(&mut bytes)?)).ok()?;
    let rows = usize::try_from(u64::from_le_bytes(*take(&mut bytes)?)).ok()?;
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
    bytes.is_empty().then_some(Done { outcomes, rows })
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
        let done = Done { outcomes: vec![f64::MIN_POSITIVE, odd, 5e-324, f64::NEG_INFINITY], rows };
        let back = Record::new(&Ok(done.clone())).result().expect("a result").expect("one that was done");
        let bits = |done: &Done| {
            let numbers = done.rows.iter().flat_map(|(_, row)| *row.values()).chain(done.outcomes.iter().copied());
            let dates = done.rows.iter().map(|(date, _)| *date);
            (numbers.map(f64::to_bits).collect::<Vec<_>>(), dates.collect::<Vec<_>>())
        };
        assert_eq!(bits(&back), bits(&done));
        let failure = Err("no boats, naïvely".to_owned());
        assert_eq!(Record::new(&failure).result(), Some(failure));
    }

    #[test]
    fn bytes_that_are_no_result_are_none() {
        let whole = done_to_bytes(&Done { outcomes: vec![1.0], rows: vec![(date(1970, 1, 1), Row::default())] });
        for end in 0..whole.len() {
            assert_eq!(done_from_bytes(&whole[..end]), None, "cut at {end}");
        }
        assert_eq!(done_from_bytes(&[whole.as_slice(), &[0]].concat()), None);
        assert_eq!(done_from_bytes(&[u64::MAX.to_le_bytes(), u64::MAX.to_le_bytes()].concat()), None);
    }
}
