//! Names that studies give themselves: they become folders and files, so that no path and nothing odd may be in them.

use std::path::{Component, Path, PathBuf};

use crate::scenario_file::{Fault, Node};

/// Longest name [characters].
const LONGEST: usize = 100;

/// What a name may be, in words.
const ALLOWED: &str = "1 to 100 letters, digits, spaces and -_.,+(), the first of them a letter or digit, since results go into a folder of this name";

/// What is wrong with a study's name, if anything.
pub(crate) fn fault(key: &str, name: &Node) -> Option<Fault> {
    let fit = name.as_text().is_some_and(can_name_a_folder);
    (!fit).then(|| Fault::value(&key, &name.describe(), ALLOWED).at(&name.place))
}

fn can_name_a_folder(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || " -_.,+()".contains(letter);
    name.starts_with(char::is_alphanumeric) && name.chars().all(plain) && name.chars().count() <= LONGEST
}

/// The folder of a study within another: a name that is a path is not followed.
pub(crate) fn folder_in(within: &str, name: &str) -> PathBuf {
    // A path is equal to another with a slash behind it: the letters are compared.
    let is_one_part = |name: &&str| matches!(Path::new(name).components().collect::<Vec<_>>()[..], [Component::Normal(part)] if part == *name);
    Path::new(within).join(Some(name).filter(is_one_part).unwrap_or("study"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder_for_results() {
        for name in ["how-many", "Beds (2026), v1.1", "été"] {
            assert!(can_name_a_folder(name), "{name}");
            assert_eq!(folder_in("out", name), Path::new("out").join(name));
        }
        for name in ["..", ".", "", "/tmp/x", "../x", "a/../../x", "a/b", "a/"] {
            assert!(!can_name_a_folder(name), "{name}");
            assert_eq!(folder_in("out", name), Path::new("out/study"), "{name}");
        }
        for name in ["-rf", " a", "a\nb", "a\u{1b}[2J", "a\\b", "C:x", "$(id)", "a\"b", "a'b", &"a".repeat(101)] {
            assert!(!can_name_a_folder(name), "{name:?}");
        }
    }
}
