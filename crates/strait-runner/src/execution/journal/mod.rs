//! The journal of a study: its finished runs, in the order in which they ended.
//!
//! ```text
//! journal = the 8 letters STRAIT_J, the header's frame, a frame for each finished run
//! run     = number in the study (8 bytes), seconds worked so far (8 bytes), failed or not (1 byte), compressed result
//! ```
//!
//! A frame is written at once and never changed. Whatever ends a process, the journal then holds whole frames and at
//! most one torn one at its end, which is cut off.

mod frame;
mod header;
mod index;
mod record;

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::plain_file;
use crate::store::{Done, cannot_write, open_locked};
use frame::{frame, frame_length, read_frame, read_length};

pub(super) use header::{Begun, Header, Identity};
pub(super) use index::Index;
pub(super) use record::Record;

/// The letters that a journal begins with.
const LETTERS: &[u8; 8] = b"STRAIT_J";
/// A file shorter than this holds no header, and so nothing that could be lost.
const SHORTEST: u64 = 16;
/// How many bytes of a run's frame stand before its result.
const RUN_HEAD: usize = 8 + 8 + 1;

/// A journal in the making, which no other process writes.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    /// Where the next frame goes.
    end: u64,
    index: Index,
    /// When its first runs were begun [RFC 3339, UTC].
    started: String,
}

impl Journal {
    /// Begins a journal, or goes on with the one that is there; with `restart` what it holds is thrown away.
    ///
    /// `None` when the work turns out to be finished, which is when `finished` is there.
    ///
    /// # Errors
    /// [`Failure::Input`] when there is a journal of other work or one that cannot be understood, or another process
    /// writes it; [`Failure::Work`] when it cannot be read or written.
    pub(super) fn take(path: &Path, finished: &Path, header: &Header, restart: bool) -> Result<Option<Self>, Failure> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        }
        let file = open_locked(path)?;
        let length = file.metadata().map_err(|error| cannot_read(path, &error))?.len();
        // Another process may have finished between a look and the lock, or been killed in its last step: what is left
        // of its journal is of no use, and with the lock in hand nobody else is at it.
        if finished.exists() {
            let _ = fs::remove_file(path);
            return Ok(None);
        }
        if restart || length < SHORTEST {
            return Self::begin(path, file, header).map(Some);
        }
        let refused = |why: &str| refused(path, why);
        let (there, index, end) =
            scan(path, &file)?.map_err(|why| refused(&format!("cannot be gone on with: {why}")))?;
        if !there.same_work(header) {
            let differences = Identity::differences(&there.identity, &header.identity);
            return Err(refused(&format!("is unfinished work of another study:\n  {}", differences.join("\n  "))));
        }
        if end < length {
            file.set_len(end).map_err(|error| cannot_write(path, &error))?;
        }
        Ok(Some(Self { path: path.to_owned(), file, end, index, started: there.begun.started }))
    }

    fn begin(path: &Path, mut file: File, header: &Header) -> Result<Self, Failure> {
        let content = header.to_bytes()?;
        let start = frame(&content).and_then(|frame| {
            file.set_len(0)?;
            file.write_all(&[LETTERS, frame.as_slice()].concat())
        });
        if let Err(error) = start {
            // Half a header would be taken for a damaged journal.
            let _ = file.set_len(0);
            return Err(cannot_write(path, &error));
        }
        let index = Index::new(header.identity.shard, header.identity.study.runs());
        let end = LETTERS.len() as u64 + frame_length(&content);
        Ok(Self { path: path.to_owned(), file, end, index, started: header.begun.started.clone() })
    }

    /// Adds a run by its number in the study and hands it to the operating system; `seconds` is how long was worked
    /// on the study so far.
    pub(super) fn append(&mut self, run: u64, seconds: f64, record: &Record) -> Result<(), Failure> {
        let mut content = Vec::with_capacity(RUN_HEAD + record.bytes.len());
        content.extend(run.to_le_bytes());
        content.extend(seconds.to_le_bytes());
        content.push(u8::from(record.failed));
        content.extend(&record.bytes);
        let written = frame(&content).and_then(|frame| {
            self.file.seek(SeekFrom::Start(self.end))?;
            self.file.write_all(&frame)
        });
        written.map_err(|error| cannot_write(&self.path, &error))?;
        if let Some(place) = NonZeroU64::new(self.end) {
            self.index.note(run, place, record.failed, seconds);
        }
        self.end += frame_length(&content);
        Ok(())
    }

    /// The result of a run by its number in the study; `None` when it is not there.
    pub(super) fn read(&mut self, run: u64) -> Result<Option<Result<Done, String>>, Failure> {
        let record = read_run(&self.path, &mut self.file, &self.index, run)?;
        record.map(|record| record.result().ok_or_else(|| no_result(&self.path, run))).transpose()
    }

    /// Where each run stands.
    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// When its first runs were begun [RFC 3339, UTC].
    pub(super) fn started(&self) -> &str {
        &self.started
    }

    /// Sees the journal onto the disk and gives it another name.
    pub(super) fn keep_as(self, path: &Path) -> Result<(), Failure> {
        self.file.sync_all().map_err(|error| cannot_write(&self.path, &error))?;
        fs::rename(&self.path, path).map_err(|error| cannot_write(path, &error))
    }

    /// Removes the journal, whose work is done.
    pub(super) fn remove(self) -> Result<(), Failure> {
        fs::remove_file(&self.path)
            .map_err(|error| Failure::Work(format!("cannot remove {}: {error}", self.path.display())))
    }
}

/// A journal that is read only.
pub(super) struct Archive {
    pub(super) path: PathBuf,
    pub(super) index: Index,
}

impl Archive {
    /// Opens a journal and checks every frame. The header comes apart: it holds the whole study, and journals may be
    /// many.
    ///
    /// # Errors
    /// [`Failure::Work`] when the file cannot be read; the inner error says why it is no journal.
    pub(super) fn open(path: &Path) -> Result<Result<(Header, Self), String>, Failure> {
        let file = plain_file::open(path).map_err(|error| cannot_read(path, &error))?;
        Ok(scan(path, &file)?.map(|(header, index, _)| (header, Self { path: path.to_owned(), index })))
    }

    /// A run by its number in the study, from the archive's own file; `None` when it is not there.
    pub(super) fn read(&self, file: &mut File, run: u64) -> Result<Option<Record>, Failure> {
        read_run(&self.path, file, &self.index, run)
    }
}

/// How many frames of runs stand in a journal that may be in the making; none when there is none. They are passed over
/// by their lengths, and not checked: this is for showing progress.
pub(super) fn runs_in(path: &Path) -> u64 {
    let Ok(file) = plain_file::open(path) else { return 0 };
    let length = file.metadata().map_or(0, |about| about.len());
    let mut source = BufReader::new(file);
    let mut end = LETTERS.len() as u64;
    let mut frames: u64 = 0;
    while source.seek(SeekFrom::Start(end)).is_ok() {
        let Ok(next) = read_length(&mut source) else { break };
        end += next;
        if end > length {
            break;
        }
        frames += 1;
    }
    // The first is the header's.
    frames.saturating_sub(1)
}

/// Reads a journal frame by frame: its header, where its runs stand, and where the last whole one ends.
///
/// # Errors
/// [`Failure::Work`] when the file cannot be read; the inner error says what is wrong with its beginning.
fn scan(path: &Path, file: &File) -> Result<Result<(Header, Index, u64), String>, Failure> {
    let cannot_read = |error| cannot_read(path, &error);
    let length = file.metadata().map_err(cannot_read)?.len();
    let mut source = BufReader::with_capacity(1 << 18, file);
    source.rewind().map_err(cannot_read)?;
    let mut letters = [0; LETTERS.len()];
    let mut end = LETTERS.len() as u64;
    if length < SHORTEST || source.read_exact(&mut letters).is_err() || letters != *LETTERS {
        return Ok(Err("it is not a journal of strait".to_owned()));
    }
    let Some(content) = read_frame(&mut source, length - end).map_err(cannot_read)? else {
        return Ok(Err("its beginning is damaged".to_owned()));
    };
    let header = match Header::from_bytes(&content) {
        Ok(header) => header,
        Err(why) => return Ok(Err(why)),
    };
    end += frame_length(&content);
    let mut index = Index::new(header.identity.shard, header.identity.study.runs());
    while let Some(content) = read_frame(&mut source, length - end).map_err(cannot_read)? {
        let noted = NonZeroU64::new(end)
            .zip(run_of(&content))
            .is_some_and(|(place, (run, seconds, record))| index.note(run, place, record.failed, seconds));
        if !noted {
            break;
        }
        end += frame_length(&content);
    }
    Ok(Ok((header, index, end)))
}

fn read_run(path: &Path, file: &mut File, index: &Index, run: u64) -> Result<Option<Record>, Failure> {
    let Some(place) = index.place(run) else { return Ok(None) };
    let content = file
        .seek(SeekFrom::Start(place.get()))
        .and_then(|_| file.metadata())
        .and_then(|about| read_frame(file, about.len().saturating_sub(place.get())))
        .map_err(|error| cannot_read(path, &error))?;
    match content.as_deref().and_then(run_of) {
        Some((number, _, record)) if number == run => Ok(Some(record)),
        _ => Err(damaged(path)),
    }
}

/// A run's number in the study, the seconds worked until it was there, and its result.
fn run_of(content: &[u8]) -> Option<(u64, f64, Record)> {
    let (head, bytes) = content.split_first_chunk::<RUN_HEAD>()?;
    let (run, rest) = head.split_first_chunk()?;
    let (seconds, failed) = rest.split_first_chunk()?;
    let record = Record { failed: failed == [1], bytes: bytes.to_vec() };
    Some((u64::from_le_bytes(*run), f64::from_le_bytes(*seconds), record))
}

fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::Work(format!("cannot read {}: {error}", path.display()))
}

fn refused(path: &Path, why: &str) -> Failure {
    Failure::Input(format!(
        "{} {why}\nGive another folder with --out, or throw the unfinished work away and begin anew with --restart.",
        path.display()
    ))
}

/// What to say of a run whose frame is whole and whose content no version of this program wrote.
fn no_result(path: &Path, run: u64) -> Failure {
    refused(path, &format!("cannot be gone on with: what it holds of run {} is no result", run + 1))
}

/// What to say of a journal that was whole when it was opened and is no longer.
pub(super) fn damaged(path: &Path) -> Failure {
    Failure::Work(format!("{} changed while it was read", path.display()))
}
