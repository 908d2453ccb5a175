//! Journals and files of shards: gone on with, joined, or refused.
//!
//! The first byte of an input says what the others are: a file as it is, or the contents of frames between lines of `%%`,
//! for which the lengths and checksums are worked out here, since no fuzzer finds a checksum.

use std::fs;

use strait_runner::execution::{Manner, Shard, Sharing, Stop, collect, execute, execute_shard};
use strait_runner::store::{Manifest, Study};

use super::{command, folder, reading, tiny};

/// What parts frames in an input.
pub const MARK: &[u8] = b"\n%%\n";

const SHARING: Sharing = Sharing { threads: 1, at_once: 1, memory_a_run: 1 << 26 };

pub fn run(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let journal = if kind % 2 == 0 { bytes.to_vec() } else { framed(bytes) };
    if kind % 4 < 2 { go_on(&journal) } else { join(&journal) }
}

fn go_on(journal: &[u8]) {
    let out = folder::empty("going-on");
    fs::write(out.join("runs.journal"), journal).expect("a file in memory");
    let stop = Stop::default();
    let manner = Manner { out: &out, with_csv: false, sharing: SHARING, restart: false, stop: &stop };
    match execute(&tiny::experiment(), manner, tiny::run) {
        Ok(finished) => {
            assert!(finished.counts.runs == 2 * tiny::REPLICATES);
            Study::open(&out).and_then(|study| study.runs()).expect("results that were written are read");
        }
        Err(failure) => {
            command::is_short(&failure);
            let left = fs::read(out.join("runs.journal")).expect("it is left");
            assert!(left == journal || left.starts_with(whole_frames(journal)), "a run was lost: {failure}");
        }
    }
}

/// A journal's beginning up to the last frame that can be gone on with: a torn end is cut off, and new runs come after.
fn whole_frames(journal: &[u8]) -> &[u8] {
    let mut end = 0;
    let mut rest = journal.get(8..).unwrap_or_default();
    while let Some((content, after)) = whole_frame(rest) {
        // The first is the header's; after it, a number of no run or a time that cannot be ends what is taken.
        let of_a_run = content.split_first_chunk::<17>().is_some_and(|(head, _)| {
            let (run, seconds) = (u64::from_le_bytes(part(head, 0)), f64::from_le_bytes(part(head, 8)));
            run < 2 * tiny::REPLICATES && seconds.is_finite() && seconds >= 0.0
        });
        if end > 0 && !of_a_run {
            break;
        }
        end = journal.len() - after.len();
        rest = after;
    }
    &journal[..end]
}

/// The content of the frame that bytes begin with, if it is whole, and what comes after it.
fn whole_frame(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<8>()?;
    let (length, checksum) = (u32::from_le_bytes(part(head, 0)), u32::from_le_bytes(part(head, 4)));
    let (content, after) = rest.split_at_checked(length as usize)?;
    (crc32fast::hash(content) == checksum).then_some((content, after))
}

fn part<const N: usize>(bytes: &[u8], from: usize) -> [u8; N] {
    bytes[from..from + N].try_into().expect("as long")
}

fn join(shard: &[u8]) {
    let (from, out) = (folder::empty("parts"), folder::folder().join("joined"));
    let _ = fs::remove_dir_all(&out);
    let stop = Stop::default();
    let manner = Manner { out: &from, with_csv: true, sharing: SHARING, restart: false, stop: &stop };
    execute_shard(&tiny::experiment(), Shard { index: 1, count: 2 }, manner, tiny::run).expect("a shard");
    fs::write(from.join("shards").join("shard-0-of-2.runs"), shard).expect("a file in memory");
    match collect(std::slice::from_ref(&from), &out, true) {
        Ok(_) => {
            Manifest::read(&out).expect("a manifest that was written is read");
            reading::commands(&out, 0);
        }
        Err(failure) => {
            command::is_short(&failure);
            assert!(!out.exists(), "something was left");
        }
    }
    // A shard that is there is taken as finished, or refused.
    let manner = Manner { out: &from, ..manner };
    if let Err(failure) = execute_shard(&tiny::experiment(), Shard { index: 0, count: 2 }, manner, tiny::run) {
        command::is_short(&failure);
    }
}

/// A finished shard: its file, and the contents of its frames.
pub fn seeds() -> (Vec<u8>, Vec<u8>) {
    let file = finished(Shard { index: 0, count: 2 });
    let contents = contents(&file);
    (file, contents)
}

/// The contents of the frames of a journal that lacks some runs.
pub fn unfinished() -> Vec<u8> {
    let whole = contents(&finished(Shard::WHOLE));
    let end = whole.windows(MARK.len()).rposition(|window| window == MARK).expect("more than one frame");
    whole[..end].to_vec()
}

fn finished(shard: Shard) -> Vec<u8> {
    let out = folder::empty("seeds");
    let stop = Stop::default();
    let manner = Manner { out: &out, with_csv: false, sharing: SHARING, restart: false, stop: &stop };
    let finished = execute_shard(&tiny::experiment(), shard, manner, tiny::run).expect("a shard");
    fs::read(finished.file).expect("a shard")
}

fn contents(journal: &[u8]) -> Vec<u8> {
    let mut contents = Vec::new();
    let mut rest = &journal[8..];
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        contents.push(&after[..length]);
        rest = &after[length..];
    }
    contents.join(MARK)
}

/// A journal of these contents.
fn framed(bytes: &[u8]) -> Vec<u8> {
    let mut journal = b"STRAIT_J".to_vec();
    let mut rest = bytes;
    loop {
        let end = rest.windows(MARK.len()).position(|window| window == MARK);
        let content = &rest[..end.unwrap_or(rest.len())];
        journal.extend((content.len() as u32).to_le_bytes());
        journal.extend(crc32fast::hash(content).to_le_bytes());
        journal.extend(content);
        let Some(end) = end else { return journal };
        rest = &rest[end + MARK.len()..];
    }
}
