//! `cargo` commands of a page: a test cannot build the program anew, but what they name must be there.

use std::fs;
use std::path::Path;

/// What is wrong with a `cargo` command, if anything.
pub(crate) fn fault(root: &Path, command: &str) -> Option<String> {
    let words: Vec<&str> = command.split_whitespace().take_while(|word| *word != "--" && *word != ">").collect();
    let after = |options: &[&str]| {
        words.windows(2).filter(|pair| options.contains(&pair[0])).map(|pair| pair[1]).collect::<Vec<_>>()
    };
    let manifests = ["crates/strait", "crates/strait-runner", "examples", "benches"];
    let has_package = |name: &str| {
        let wanted = format!("name = \"{name}\"");
        let mut texts = manifests.iter().map(|folder| fs::read_to_string(root.join(folder).join("Cargo.toml")));
        texts.any(|text| text.is_ok_and(|text| text.contains(&wanted)))
    };
    let has_file = |folders: &[&str], name: &str| {
        let mut places =
            folders.iter().flat_map(|folder| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/main.rs")]);
        places.any(|path| root.join(path).exists())
    };
    let missing = |what: &str, name: &str| Some(format!("there is no {what} {name}"));
    for name in after(&["-p", "--package"]) {
        if !has_package(name) {
            return missing("package", name);
        }
    }
    for name in after(&["--test"]) {
        if !has_file(&["crates/strait/tests", "crates/strait-runner/tests"], name) {
            return missing("test", name);
        }
    }
    for name in after(&["--example"]) {
        if !has_file(&["examples"], name) {
            return missing("example", name);
        }
    }
    for name in after(&["--bin"]) {
        if name != "strait" && !has_file(&["benches"], name) {
            return missing("program", name);
        }
    }
    after(&["--path"]).into_iter().find(|path| !root.join(path).exists()).and_then(|path| missing("folder", path))
}
