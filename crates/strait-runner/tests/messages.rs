//! Every kind of bad input, as a user would give it, and what the command says of it.
//!
//! The lists are in `messages/*.rs`; each file in `messages/expected` shows files, command and message one below the
//! other. After a change of words: `STRAIT_MESSAGES=write cargo test -p strait-runner --test messages`, and read the
//! difference.

use std::fs;
use std::path::Path;

#[path = "messages/case.rs"]
mod case;
#[path = "messages/command_line.rs"]
mod command_line;
#[path = "messages/fits.rs"]
mod fits;
#[path = "messages/scenarios.rs"]
mod scenarios;
#[path = "messages/sweeps.rs"]
mod sweeps;
#[path = "messages/syntax.rs"]
mod syntax;
#[path = "messages/values.rs"]
mod values;

use case::Case;

fn all() -> [(&'static str, Vec<Case>); 6] {
    [
        ("syntax", syntax::cases()),
        ("values", values::cases()),
        ("scenarios", scenarios::cases()),
        ("sweeps", sweeps::cases()),
        ("fits", fits::cases()),
        ("command_line", command_line::cases()),
    ]
}

/// Bad input must end in a message that a student can act on, never in a panic or an exit status that says it was done.
#[test]
fn every_kind_of_bad_input_has_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages/expected");
    let write = std::env::var_os("STRAIT_MESSAGES").is_some_and(|what| what == "write");
    let (mut number, mut wrong) = (0, Vec::new());
    for (name, cases) in all() {
        let path = folder.join(format!("{name}.txt"));
        let (said, wrong_here): (Vec<String>, Vec<Vec<String>>) = cases.iter().map(Case::said).unzip();
        wrong.extend(wrong_here.into_iter().flatten());
        number += said.len();
        if write {
            fs::write(&path, said.concat()).expect("the expected messages are written");
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let expected: Vec<&str> = text.split_inclusive(Case::END).collect();
        for (index, said) in said.iter().enumerate() {
            let expected = expected.get(index).copied().unwrap_or_default();
            if said != expected {
                wrong.push(format!("{}: expected\n{expected}\nand found\n{said}", path.display()));
            }
        }
        assert_eq!(said.len(), expected.len(), "{}: more or fewer messages than cases", path.display());
    }
    assert!(number >= 60, "only {number} kinds of bad input are tried");
    assert!(wrong.is_empty(), "{} messages are not as they should be\n{}", wrong.len(), wrong.join("\n"));
}

/// The page on checking must show what the command says today.
#[test]
fn the_page_shows_the_message_of_its_own_example() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/checking.md")).expect("the page");
    let blocks: Vec<&str> =
        page.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap_or_default()).collect();
    let [file, message, ..] = blocks.as_slice() else { panic!("no example on the page") };
    let (said, wrong) = Case::scenario("the page's example", "run.end", file).said();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(said.contains(message), "the page says\n{message}\nand the command\n{said}");
}
