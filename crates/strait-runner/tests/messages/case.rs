//! One bad input: its files, its command, and what must be in the message.

use std::fs;
use std::process::{Command, Output};

/// A bad input.
pub(crate) struct Case {
    what: &'static str,
    /// What the message must name: the key, the flag or the file at fault.
    key: &'static str,
    /// Names with contents; a name that ends with a slash is a folder.
    files: Vec<(&'static str, Vec<u8>)>,
    command: Vec<&'static str>,
    /// The file into which the message must point, if it can.
    points_into: Option<&'static str>,
}

impl Case {
    /// A scenario that `strait check` looks at.
    pub(crate) fn scenario(what: &'static str, key: &'static str, text: &str) -> Self {
        Self::file(what, key, "a.toml", text)
    }

    /// A file of any kind that `strait check` looks at.
    pub(crate) fn file(what: &'static str, key: &'static str, name: &'static str, text: &str) -> Self {
        Self::command(what, key, vec!["check", name]).with(name, text).pointing_into(name)
    }

    /// A command whose message points into no file, unless it is said to.
    pub(crate) fn command(what: &'static str, key: &'static str, command: Vec<&'static str>) -> Self {
        Self { what, key, files: Vec::new(), command, points_into: None }
    }

    pub(crate) fn with(mut self, name: &'static str, text: impl AsRef<[u8]>) -> Self {
        self.files.push((name, text.as_ref().to_vec()));
        self
    }

    pub(crate) fn pointing_into(mut self, name: &'static str) -> Self {
        self.points_into = Some(name);
        self
    }

    /// What ends the text of each case.
    pub(crate) const END: &str = "\n────────\n";

    /// Runs the command. Gives input and message, one below the other, and what of it must not be.
    pub(crate) fn said(&self) -> (String, Vec<String>) {
        let said = self.run();
        let shown = self.shown(&said);
        let wrong = self.wrong(&said).into_iter().map(|wrong| format!("{wrong}:\n{shown}")).collect();
        (shown, wrong)
    }

    fn run(&self) -> Output {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, content) in &self.files {
            let path = folder.path().join(name);
            if name.ends_with('/') {
                fs::create_dir(path).expect("a folder");
            } else {
                fs::write(path, content).expect("a file");
            }
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_strait"));
        command.current_dir(folder.path()).args(&self.command).output().expect("the command starts")
    }

    /// What must not be of any message.
    fn wrong(&self, said: &Output) -> Vec<String> {
        let message = String::from_utf8_lossy(&said.stderr);
        let mut wrong = Vec::new();
        if said.status.code() != Some(2) {
            wrong.push(format!("exit status {:?}", said.status.code()));
        }
        if !said.stdout.is_empty() {
            wrong.push(format!("said on stdout: {}", String::from_utf8_lossy(&said.stdout)));
        }
        let inner = ["panicked", "internal", "thread '", "unwrap", "RUST_BACKTRACE"];
        wrong.extend(inner.iter().filter(|word| message.contains(**word)).map(|word| format!("it says {word}")));
        if !message.starts_with("error: ") {
            wrong.push("it does not begin with error:".to_owned());
        }
        if !message.contains(self.key) {
            wrong.push(format!("it does not name {}", self.key));
        }
        if let Some(file) = self.points_into
            && !message.lines().any(|line| points_into(line, file))
        {
            wrong.push(format!("it names no line and column of {file}"));
        }
        wrong
    }

    fn shown(&self, said: &Output) -> String {
        let mut text = format!("# {}\n\n", self.what);
        for (name, content) in self.files.iter().filter(|(name, _)| !name.ends_with('/')) {
            text.push_str(&format!("{name}:\n"));
            // Long files are made of one line, many times.
            let content = String::from_utf8_lossy(content).into_owned();
            let lines: Vec<&str> = content.lines().collect();
            for line in lines.iter().take(16) {
                text.push_str(&format!("  │ {}\n", line.chars().take(100).collect::<String>().escape_debug()));
            }
            if lines.len() > 16 {
                text.push_str(&format!("  │ … {} lines more\n", lines.len() - 16));
            }
        }
        let words: Vec<String> = self
            .command
            .iter()
            .map(|word| if word.contains([' ', '"', '[']) { format!("'{word}'") } else { (*word).to_owned() })
            .collect();
        text.push_str(&format!("$ strait {}\n", words.join(" ")));
        text.push_str(&String::from_utf8_lossy(&said.stderr));
        text.push_str(&format!("exit status {}\n{}", said.status.code().unwrap_or(-1), Self::END));
        text
    }
}

/// Whether a line of a message names a line and column of a file.
fn points_into(line: &str, file: &str) -> bool {
    let line = line.trim_start();
    let place = line.strip_prefix("--> ").or_else(|| line.strip_prefix("error: "));
    let Some(rest) = place.and_then(|place| place.strip_prefix(file)) else { return false };
    let mut parts = rest.trim_start_matches(':').split(':');
    let mut number = || parts.next().is_some_and(|part| part.parse::<u32>().is_ok());
    rest.starts_with(':') && number() && number()
}
