//! A reader who follows a page: what they have, what they type, what they see.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::abridged::{ABRIDGED, Abridged};
use super::cargo;
use crate::page::{Block, Page};
use crate::root;

/// Programs that a page may use beside `strait`.
const PROGRAMS: [&str; 7] = ["cat", "cp", "diff", "head", "ls", "mkdir", "mv"];

pub(crate) struct Reader<'a> {
    page: &'a Page,
    /// What a clean clone has, as far as a page can need it.
    folder: TempDir,
    /// What the commands of the last block said.
    output: String,
    shortened: Vec<&'static Abridged>,
}

impl<'a> Reader<'a> {
    /// A reader with a clean clone.
    pub(crate) fn begin(page: &'a Page) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let root = root();
        copy(&root.join("scenarios"), &folder.path().join("scenarios"));
        fs::create_dir_all(folder.path().join("docs/figures")).expect("a folder");
        for entry in fs::read_dir(root.join("docs")).expect("the pages").map(|entry| entry.expect("an entry").path()) {
            if entry.is_file() {
                let name = entry.file_name().expect("a name");
                fs::copy(&entry, folder.path().join("docs").join(name)).expect("a page");
            }
        }
        Self { page, folder, output: String::new(), shortened: Vec::new() }
    }

    /// Types the commands of a block.
    pub(crate) fn types(&mut self, block: &Block) {
        self.output.clear();
        for command in commands(&block.text) {
            self.type_one(&command, block);
        }
    }

    fn type_one(&mut self, command: &str, block: &Block) {
        let at = self.page.at(block.line);
        let mut run = command.replacen("cargo run --release -- ", "strait ", 1);
        let page = self.page.path.to_string_lossy().replace('\\', "/");
        if let Some(row) = ABRIDGED.iter().find(|row| row.page == page && row.command == command) {
            assert!(!row.why.is_empty(), "{at}: say why `{command}` is shortened");
            self.shortened.push(row);
            run = row.run.to_owned();
        }
        let program = run.split_whitespace().find(|word| !word.contains('=')).unwrap_or("");
        if program == "cargo" {
            let fault = cargo::fault(&root(), &run);
            assert!(fault.is_none(), "{at}: {command}: {fault:?}");
            return;
        }
        assert!(
            program == "strait" || PROGRAMS.contains(&program),
            "{at}: {program:?} is not run by this test: a block that cannot be followed here is fenced as text or console"
        );
        let output = Command::new("bash")
            .args(["-euo", "pipefail", "-c", &run])
            .current_dir(self.folder.path())
            .env("PATH", search_path())
            .env("HOME", self.folder.path())
            .output()
            .expect("bash starts");
        for bytes in [&output.stdout, &output.stderr] {
            self.output += &String::from_utf8_lossy(bytes);
        }
        assert!(output.status.success(), "{at}: `{run}` ends with {}\n{}", output.status, self.output);
    }

    /// Writes the file that a block shows where its first line says, or beside the other scenarios, and has it checked.
    pub(crate) fn writes(&mut self, block: &Block) {
        let at = self.page.at(block.line);
        let first = block.text.lines().next().unwrap_or("");
        let named = first.strip_prefix("# ").filter(|path| path.ends_with(".toml"));
        let path = named.map_or_else(|| format!("scenarios/shown-{}.toml", block.line), str::to_owned);
        assert!(!root().join(&path).exists(), "{at}: {path} is in the repository: a reader would write over it");
        fs::write(self.folder.path().join(&path), &block.text).unwrap_or_else(|error| panic!("{at}: {path}: {error}"));
        self.output.clear();
        self.type_one(&format!("strait check {path}"), block);
    }

    /// Looks for the lines of a block in what was said last.
    pub(crate) fn sees(&self, block: &Block) {
        if block.text.starts_with("$ ") {
            return;
        }
        let mut said = self.output.lines().map(single_spaced);
        for line in block.text.lines().map(single_spaced).filter(|line| !line.is_empty() && line != "…") {
            assert!(
                said.any(|other| other == line),
                "{}: the page shows a line that did not come out, or not in this order: {line}\n{}",
                self.page.at(block.line),
                self.output
            );
        }
    }

    /// Every file in `out` that the page speaks of is there now.
    pub(crate) fn ends(self) -> Vec<&'static Abridged> {
        let told = self.page.spans.iter().filter(|span| span.text.starts_with("out/"));
        for span in
            told.filter(|span| !span.text.contains(|letter: char| letter.is_uppercase() || "<*# ".contains(letter)))
        {
            let there = self.folder.path().join(&span.text).exists();
            assert!(there, "{}: `{}` was not made", self.page.at(span.line), span.text);
        }
        self.shortened
    }
}

/// The commands of a block, each on one line, without comments.
fn commands(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    let lines = joined.lines().map(|line| {
        let command = line.find(" #").map_or(line, |comment| &line[..comment]);
        single_spaced(if line.starts_with('#') { "" } else { command })
    });
    lines.filter(|line| !line.is_empty()).collect()
}

fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The search path with the built command first.
fn search_path() -> std::ffi::OsString {
    let built = Path::new(env!("CARGO_BIN_EXE_strait")).parent().expect("it is in a folder").to_path_buf();
    let others = env::var_os("PATH").unwrap_or_default();
    let all: Vec<PathBuf> = std::iter::once(built).chain(env::split_paths(&others)).collect();
    env::join_paths(all).expect("a search path")
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a file");
        }
    }
}
