//! `cargo` commands of a page: a test cannot build the program anew, but what they name must be there.

use std::fs;
use std::path::Path;

/// Options that are followed by the name of a package, a test, an example, a bench or a program.
const NAMING: [&str; 6] = ["-p", "--package", "--test", "--example", "--bench", "--bin"];

/// Folders with a manifest of their own.
fn packages(root: &Path) -> Vec<std::path::PathBuf> {
    let mut folders = vec![root.to_path_buf(), root.join("crates")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.join("Cargo.toml").is_file() {
                found.push(entry);
            }
        }
    }
    found
}

/// What is wrong with a `cargo` command, if anything.
pub(crate) fn fault(root: &Path, command: &str) -> Option<String> {
    let words: Vec<&str> = command.split_whitespace().take_while(|word| *word != "--" && *word != ">").collect();
    let packages = packages(root);
    let exists = |name: &str| {
        packages.iter().any(|folder| {
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
            let places = ["tests", "examples", "benches", "."].map(|place| folder.join(place));
            manifest.contains(&format!("name = \"{name}\""))
                || places
                    .iter()
                    .any(|place| place.join(format!("{name}.rs")).exists() || place.join(name).join("main.rs").exists())
        })
    };
    let after = |options: &[&str]| {
        let pairs = words.windows(2).filter(|pair| options.contains(&pair[0]));
        pairs.map(|pair| pair[1]).collect::<Vec<_>>()
    };
    let nameless = after(&NAMING).into_iter().find(|name| !exists(name));
    let pathless = after(&["--path"]).into_iter().find(|path| !root.join(path).exists());
    nameless.or(pathless).map(|name| format!("there is no {name}"))
}
