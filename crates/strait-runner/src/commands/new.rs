//! `strait new`: a scenario or a sweep to begin with.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::output::say;
use crate::failure::Failure;
use crate::scenario_file::ScenarioFile;
use crate::schema::FileKind;

/// Write a scenario to begin with: a file that changes the baseline, with comments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The scenario's name; its file is NAME.toml.
    name: PathBuf,
    /// Write a sweep of the scenario too, NAME-sweep.toml; a scenario that is there already is left as it is.
    #[arg(long)]
    sweep: bool,
}

/// Folders beside which a schema may lie, from where the new file is.
const SCHEMAS: [&str; 3] = ["schema", "../schema", "scenarios/schema"];

/// Writes the files and says what to do next.
///
/// # Errors
/// A name that is no file's; a file that is there already, which is left alone; one that cannot be written.
pub fn run(args: &Args) -> Result<(), Failure> {
    let (folder, name) = place(&args.name)?;
    let scenario = folder.join(format!("{name}.toml"));
    let sweep = folder.join(format!("{name}-sweep.toml"));
    let mut written = Vec::new();
    if args.sweep && sweep.exists() {
        return Err(taken(&sweep));
    }
    if args.sweep && scenario.exists() {
        // What would be swept must be one.
        ScenarioFile::read(&scenario)?;
    } else {
        write(&scenario, &schema_line(&folder, FileKind::Scenario), &scenario_text(&name))?;
        written.push((&scenario, "run"));
    }
    if args.sweep {
        write(&sweep, &schema_line(&folder, FileKind::Sweep), &sweep_text(&name))?;
        written.push((&sweep, "sweep"));
    }
    for (path, command) in written {
        let path = path.display();
        say(&format!("wrote {path}\n  strait check {path}\n  strait {command} {path}\n"))?;
    }
    Ok(())
}

/// The folder and the name without an ending.
fn place(given: &Path) -> Result<(PathBuf, String), Failure> {
    let name = given.file_name().and_then(|name| name.to_str()).map(|name| name.strip_suffix(".toml").unwrap_or(name));
    let Some(name) = name.filter(|name| !name.is_empty() && !name.contains(char::is_control)) else {
        return Err(Failure::Input(format!("{}: no name for a file", given.display())));
    };
    let folder = given.parent().unwrap_or(Path::new("")).to_owned();
    if !folder.as_os_str().is_empty() && !folder.is_dir() {
        return Err(Failure::Input(format!("{}: no such folder", folder.display())));
    }
    Ok((folder, name.to_owned()))
}

/// The line with which editors find the schema, if it lies near.
fn schema_line(folder: &Path, kind: FileKind) -> String {
    let name = kind.name();
    let near = SCHEMAS.iter().map(|schemas| format!("{schemas}/{name}.json")).find(|file| folder.join(file).is_file());
    near.map_or_else(String::new, |file| format!("#:schema {file}\n"))
}

/// Writes a file that is not there yet.
fn write(path: &Path, schema: &str, text: &str) -> Result<(), Failure> {
    let cannot = |why| Failure::Work(format!("{}: cannot be written: {why}", path.display()));
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(why) if why.kind() == ErrorKind::AlreadyExists => return Err(taken(path)),
        Err(why) => return Err(cannot(why)),
    };
    file.write_all(format!("{schema}{text}").as_bytes()).map_err(cannot)
}

fn taken(path: &Path) -> Failure {
    Failure::Input(format!("{}: is there already and is left as it is; give another name", path.display()))
}

fn scenario_text(name: &str) -> String {
    format!(
        r#"# {name}: what if there were more beds for the scheme, and news travelled faster?
#
# What is not given here is as in the baseline. `strait describe {name}.toml` shows every parameter with its unit, range and
# source; `strait check {name}.toml` says what is wrong with this file, and where.

# The scenario that this one changes. The baseline is built in where no file of this name lies beside.
extends = "baseline.toml"

# What holds from the first day on stands in the parameter's own table.
[information]
lag_days = 30                  # days until a community hears what became of someone; 60 in the baseline

# What changes on a date is an intervention: paths of parameters with their new values.
[[intervention]]
date = 2026-02-01
set = {{ "home_office.detention.beds" = 400 }}
note = "More beds are given to the scheme."
"#
    )
}

fn sweep_text(name: &str) -> String {
    let (title, scenario) = (toml::Value::from(format!("{name}-sweep")), toml::Value::from(format!("{name}.toml")));
    format!(
        r#"# How do returns depend on beds and on France's places? `strait sweep {name}-sweep.toml --dry-run` says how long it takes.

[sweep]
name = {title}
scenario = {scenario}
design = "grid"                # every combination of the axes' values
replicates = 20                # one run is one draw and never an answer
seed = 1                       # the same seed gives the same results
from = 2026-02-01              # what is swept holds from this day on

[[axis]]
path = "home_office.detention.beds"
values = [200, 400, 600]

[[axis]]
path = "france.reception.weekly_places"
values = [50, 100, 200]
"#
    )
}
