//! Names in code letters exist: parameters, metrics, outcomes, identifiers and files. A renamed key or a moved file would leave
//! readers with what the program does not know.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use strait::metrics::Metric;
use strait::outcomes::outcomes;
use strait_runner::evidence;

use crate::page::pages;
use crate::root;

/// Folders whose files readers are told of.
const FOLDERS: [&str; 6] = ["scenarios/", "crates/", "examples/", "benches/", "docs/", ".ci/"];

/// Folders that hold no program: what was built or run, the pages themselves and these tests.
const NOT_OF_THE_PROGRAM: [&str; 5] = [".git", "target", "out", "docs", "book"];

/// Files whose words are names that a page may use.
const TOLD_BY: [&str; 6] = ["rs", "toml", "csv", "py", "mjs", "json"];

/// How names of files end that are no parameters'.
const FILES_END_IN: [&str; 5] = [".rs", ".toml", ".csv", ".json", ".md"];

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if !entry.is_dir() {
            found.push(entry);
        } else if !NOT_OF_THE_PROGRAM.iter().any(|name| entry.ends_with(name)) {
            files(&entry, found);
        }
    }
}

/// The words of program and scenario files, of letters, digits and `_`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
}

/// Names as the program writes them: small letters, with `_` within.
fn is_name(word: &str) -> bool {
    let small = word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    small && word.trim_matches('_').contains('_')
}

struct Known {
    parameters: BTreeSet<String>,
    sections: BTreeSet<String>,
    outcomes: BTreeSet<String>,
    words: BTreeSet<String>,
    sources: Vec<PathBuf>,
}

impl Known {
    fn of(root: &Path) -> Self {
        let parameters: BTreeSet<String> = evidence::register().iter().map(|entry| entry.path.clone()).collect();
        let parents = parameters.iter().flat_map(|path| path.match_indices('.').map(|(dot, _)| path[..dot].to_owned()));
        let mut sources = Vec::new();
        files(root, &mut sources);
        let told = |path: &&PathBuf| path.extension().is_some_and(|ending| TOLD_BY.iter().any(|one| ending == *one));
        let texts = sources.iter().filter(told).filter_map(|path| fs::read_to_string(path).ok());
        let names =
            texts.flat_map(|text| words(&text).filter(|word| is_name(word)).map(str::to_owned).collect::<Vec<_>>());
        let words = names.collect();
        Self {
            sections: parents.collect(),
            outcomes: outcomes().into_iter().map(|outcome| outcome.name).collect(),
            parameters,
            words,
            sources: sources.iter().filter_map(|path| path.strip_prefix(root).ok().map(Path::to_path_buf)).collect(),
        }
    }

    /// What is wrong with a name, if anything. Names of origins stand between `origin` and a key, or are left out.
    fn fault(&self, name: &str) -> Option<String> {
        if FILES_END_IN.iter().any(|ending| name.ends_with(ending)) {
            return None;
        }
        let head = name.split('.').next().unwrap_or("");
        if name.contains('.')
            && self.sections.contains(head)
            && name.split('.').all(|part| part.chars().all(is_of_a_key))
        {
            let of_origins = name.replacen("origin.", "origin.Other.", 1);
            let there =
                [name, &of_origins].iter().any(|path| self.parameters.contains(*path) || self.sections.contains(*path));
            return (!there).then(|| "is no parameter".to_owned());
        }
        if name.starts_with("stopped_by_") && is_name(name) {
            let there = Metric::named(name).is_some() || self.outcomes.contains(name);
            return (!there).then(|| "is no gate".to_owned());
        }
        (is_name(name) && !self.words.contains(name))
            .then(|| "stands nowhere in the program or the scenarios".to_owned())
    }

    /// What is wrong with the name of a file, if anything. `made` are those that the page has its reader make.
    fn file_fault(&self, root: &Path, name: &str, made: &[PathBuf]) -> Option<String> {
        if name.contains(|letter: char| letter.is_whitespace() || "<*{$".contains(letter)) {
            return None;
        }
        if FOLDERS.iter().any(|folder| name.starts_with(folder)) {
            let there = root.join(name).exists() || made.iter().any(|path| path == Path::new(name));
            return (!there).then(|| "is not in the repository".to_owned());
        }
        let source = name.ends_with(".rs") && !name.contains(':');
        let there = self.sources.iter().any(|path| path.ends_with(name));
        (source && !there).then(|| "is no file of the program".to_owned())
    }
}

fn is_of_a_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[test]
fn names_in_code_letters_exist() {
    let root = root();
    let known = Known::of(&root);
    let mut wrong = Vec::new();
    // The page of dependencies has names of other people's crates.
    for page in pages(&root).iter().filter(|page| !page.path.ends_with("dependencies.md")) {
        let made: Vec<PathBuf> = page
            .blocks
            .iter()
            .filter_map(|block| block.text.lines().next()?.strip_prefix("# ").map(PathBuf::from))
            .collect();
        for span in &page.spans {
            let fault = known.fault(&span.text).or_else(|| known.file_fault(&root, &span.text, &made));
            if let Some(why) = fault {
                wrong.push(format!("{}: `{}` {why}", page.at(span.line), span.text));
            }
        }
        // The model's equations are in the code's names.
        let equations = page.blocks.iter().filter(|block| page.path.ends_with("model.md") && block.language == "text");
        for block in equations {
            for name in words(&block.text).filter(|name| is_name(name)) {
                if let Some(why) = known.fault(name) {
                    wrong.push(format!("{}: {name} {why}", page.at(block.line)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
