//! A small sweep, the command that runs it, and what it leaves.

#![allow(dead_code, reason = "each test file takes what it needs")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The sweep's file.
pub(crate) const SWEEP: &str = "beds.toml";

/// A folder with a small scenario and a sweep of it.
pub(crate) fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let scenario = "extends = \"baseline.toml\"\n[run]\nend = 2026-03-31\nscale = 0.2\n";
    fs::write(folder.path().join("sketch.toml"), scenario).expect("a scenario");
    write_sweep(folder.path(), 11);
    folder
}

/// Writes the sweep with this seed.
pub(crate) fn write_sweep(folder: &Path, seed: u64) {
    let sweep = format!(
        "[sweep]\nname = \"beds\"\nscenario = \"sketch.toml\"\ndesign = \"grid\"\nreplicates = 7\nseed = {seed}\n\
         resolution = \"daily\"\n\n[[axis]]\npath = \"home_office.detention.beds\"\nvalues = [20, 400]\n"
    );
    fs::write(folder.join(SWEEP), sweep).expect("a sweep");
}

/// The command, not yet started, with nothing to read from it.
pub(crate) fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
    command.current_dir(folder).args(words).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs the command to its end.
pub(crate) fn strait(folder: &Path, words: &[&str]) -> Output {
    command(folder, words).stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the command starts")
}

/// Runs the command, which must end with this exit status, and gives what it said: stdout, stderr.
pub(crate) fn said(folder: &Path, words: &[&str], status: i32) -> (String, String) {
    let output = strait(folder, words);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(status), "{words:?}\n{out}\n{err}");
    (out, err)
}

/// Checks that two folders of results hold the same bytes of data, in these files.
pub(crate) fn assert_same(one: &Path, other: &Path, names: &[&str]) {
    for name in names {
        let bytes = |folder: &Path| fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(bytes(one) == bytes(other), "{name} of {} and {} differ", one.display(), other.display());
    }
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Numbers that look random and are always the same.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// The next number, below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Rewrites the header of a journal, with its checksum.
pub(crate) fn rewrite_header(journal: &Path, changes: &[(&str, &str)]) {
    let bytes = fs::read(journal).expect("a journal");
    let length = u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]) as usize;
    let (head, rest) = bytes.split_at(16 + length);
    let mut text = String::from_utf8(head[16..].to_vec()).expect("a header");
    for (from, to) in changes {
        assert!(text.contains(from), "no {from} in {text}");
        text = text.replacen(from, to, 1);
    }
    let length = u32::try_from(text.len()).expect("a short header").to_le_bytes();
    let checksum = crc32fast::hash(text.as_bytes()).to_le_bytes();
    fs::write(journal, [&head[..8], &length, &checksum, text.as_bytes(), rest].concat()).expect("a journal");
}

/// Everything in a folder: the path of each file, and what is in it. Links are not followed.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let kind = path.symlink_metadata().expect("an entry").file_type();
        if kind.is_dir() {
            all.extend(everything(&path));
        } else if kind.is_file() {
            all.push((path.clone(), fs::read(&path).expect("a file")));
        }
    }
    all.sort();
    all
}
