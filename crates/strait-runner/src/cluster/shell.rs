//! Words for a shell.

use std::path::Path;

use crate::failure::Failure;

/// A text as one word of a shell, whatever is in it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A path as one word of a shell.
///
/// # Errors
/// [`Failure::Input`] for a path that is not text.
pub(super) fn quoted_path(path: &Path) -> Result<String, Failure> {
    let text = path.to_str().ok_or_else(|| {
        Failure::Input(format!("{}: found a path that is not UTF-8, which no job script can name", path.display()))
    })?;
    Ok(quoted(text))
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_shell_gives_back_every_text_as_it_was() {
        for text in ["plain", "", "two words", "it's", "'", "''", "\"$HOME\" `id` \\ ! * ~ #", "line\nline", "-n", "é"]
        {
            let line = format!("printf %s {}", quoted(text));
            let output = Command::new("sh").args(["-c", &line]).output().expect("a shell");
            assert_eq!(String::from_utf8_lossy(&output.stdout), text, "{line}");
        }
    }
}
