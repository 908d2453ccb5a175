//! What a reader is told to type is typed, page by page and block by block, in a folder that holds what a clean clone does;
//! files that a page shows are written where it says and checked; output that it shows must come out.
//!
//! | block | what becomes of it |
//! | --- | --- |
//! | `sh` | each command is run, or its shorter form in [`ABRIDGED`](abridged::ABRIDGED); `cargo` builds nothing here, and its names are checked |
//! | `toml` | is written to the file that its first line names, `# scenarios/NAME.toml`, or beside the scenarios, and checked |
//! | `console` | its lines must be in the output of the commands before, in order; with `$ ` before commands it only tells |
//! | others | are not run: they tell, or are in another language |

mod abridged;
mod cargo;
mod reader;

use std::collections::BTreeSet;

use crate::page::{Page, pages};
use crate::root;
use abridged::{ABRIDGED, Abridged};
use reader::Reader;

/// Languages of blocks that tell, or that other programs read.
const NOT_TYPED: [&str; 10] = ["text", "rust", "python", "yaml", "json", "r", "csv", "html", "lua", "markdown"];

/// Follows a page, and gives which of its commands were shortened.
fn follow(page: &Page) -> Vec<&'static Abridged> {
    let mut reader = Reader::begin(page);
    for block in &page.blocks {
        match block.language.as_str() {
            "sh" => reader.types(block),
            "toml" => reader.writes(block),
            "console" => reader.sees(block),
            language => assert!(
                NOT_TYPED.contains(&language),
                "{}: say what this block is: sh, toml, console or one of {NOT_TYPED:?}; it says {language:?}",
                page.at(block.line)
            ),
        }
    }
    reader.ends()
}

/// The pages that beginners follow, for which nothing is shortened.
fn is_tutorial(page: &Page) -> bool {
    page.path.ends_with("tutorial-student.md") || page.path.ends_with("tutorial-researcher.md")
}

#[test]
fn the_tutorials_work_as_they_are_written() {
    for page in pages(&root()).iter().filter(|page| is_tutorial(page)) {
        let shortened = follow(page);
        assert!(shortened.is_empty(), "{} is not followed as it is written", page.path.display());
    }
}

#[test]
fn every_other_page_works_in_order() {
    let mut used = BTreeSet::new();
    for page in pages(&root()).iter().filter(|page| !is_tutorial(page)) {
        used.extend(follow(page).into_iter().map(|row| (row.page, row.command)));
    }
    let idle: Vec<_> = ABRIDGED.iter().filter(|row| !used.contains(&(row.page, row.command))).collect();
    assert!(idle.is_empty(), "no page has these commands any more: {idle:?}");
}
