//! The scripts that Slurm runs.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::request::{Memory, Name, TimeLimit};
use super::shell::{quoted, quoted_path};
use crate::failure::Failure;
use crate::plain_file;
use crate::store::{cannot_write, write_whole};

/// A sweep to be run in shards on a cluster.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// The `strait` that runs it.
    pub(crate) program: PathBuf,
    /// The directory that paths in the sweep and on the command line are seen from.
    pub(crate) directory: PathBuf,
    /// The sweep's name.
    pub(crate) name: String,
    /// The sweep's file.
    pub(crate) sweep: PathBuf,
    /// The folder for the results.
    pub(crate) out: PathBuf,
    /// How many shards there are.
    pub(crate) tasks: u64,
    /// Runs of each point, if not the file's number.
    pub(crate) replicates: Option<u64>,
    /// The ensemble, if not the file's.
    pub(crate) ensemble: Option<String>,
    /// Processors of a task.
    pub(crate) cpus: NonZeroUsize,
    /// Memory of a task.
    pub(crate) memory: Option<Memory>,
    /// How long a task may take.
    pub(crate) time: Option<TimeLimit>,
    /// Where tasks run.
    pub(crate) partition: Option<Name>,
    /// Who pays.
    pub(crate) account: Option<Name>,
}

/// Job scripts in a folder.
#[derive(Debug, Clone)]
pub(crate) struct Scripts {
    /// The folder, which the logs go into too.
    pub(crate) folder: PathBuf,
}

impl Scripts {
    /// The script of the array.
    pub(crate) const ARRAY: &str = "array.sh";
    /// The script that joins the shards.
    pub(crate) const COLLECT: &str = "collect.sh";

    /// Writes the scripts for a request.
    ///
    /// # Errors
    /// [`Failure::Input`] for paths that are not text; [`Failure::Work`] when they cannot be written.
    pub(crate) fn write(folder: &Path, request: &Request) -> Result<Self, Failure> {
        plain_file::make_folder(folder.parent().unwrap_or(folder), folder)
            .map_err(|error| cannot_write(folder, &error))?;
        write_whole(&folder.join(Self::ARRAY), array(request)?.as_bytes())?;
        write_whole(&folder.join(Self::COLLECT), collect(request)?.as_bytes())?;
        Ok(Self { folder: folder.to_owned() })
    }
}

/// The script of the array's tasks.
fn array(request: &Request) -> Result<String, Failure> {
    let mut sweep = format!(
        "{} sweep {} \\\n    --shard \"$SLURM_ARRAY_TASK_ID/{}\" --threads \"$SLURM_CPUS_PER_TASK\" --out {}",
        quoted_path(&request.program)?,
        quoted_path(&request.sweep)?,
        request.tasks,
        quoted_path(&request.out)?
    );
    if let Some(replicates) = request.replicates {
        sweep.push_str(&format!(" --replicates {replicates}"));
    }
    if let Some(ensemble) = &request.ensemble {
        sweep.push_str(&format!(" --ensemble={}", quoted(ensemble)));
    }
    let memory = request.memory.as_ref().map_or_else(String::new, |memory| format!("#SBATCH --mem={memory}\n"));
    Ok(format!(
        "#!/bin/bash
# Written by strait slurm. Each task of this array runs one of {tasks} shards of a sweep; which tasks are submitted is
# said on sbatch's command line. Logs are beside this file.
#SBATCH --job-name={name}
#SBATCH --output=shard-%a.log
#SBATCH --open-mode=append
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={cpus}
{memory}{shared}# Two minutes before its time is up this script is asked to stop (TERM), and when its node fails it is run again.
#SBATCH --signal=B:TERM@120
#SBATCH --requeue

cd {directory} || exit 1
export SLURM_CPUS_PER_TASK=\"${{SLURM_CPUS_PER_TASK:-{cpus}}}\"

# Asked to stop, strait lets the runs in hand finish. A second request would end it at once, so it is passed on once only.
told=
trap 'trap \"\" TERM; told=yes; kill -TERM $!' TERM
{sweep} &
strait=$!
wait \"$strait\"
status=$?
# The request ends the wait early; strait itself has not ended yet.
if [ -n \"$told\" ]; then
    wait \"$strait\"
    status=$?
fi

# 75: stopped, and the same command goes on; so this task goes back into the queue. Any other failure would come again.
if [ \"$status\" -eq 75 ]; then
    scontrol requeue \"$SLURM_JOB_ID\"
fi
exit \"$status\"
",
        tasks = request.tasks,
        name = job_name(&request.name),
        cpus = request.cpus,
        shared = shared(request),
        directory = quoted_path(&request.directory)?,
    ))
}

/// The script that joins the shards.
fn collect(request: &Request) -> Result<String, Failure> {
    let out = quoted_path(&request.out)?;
    Ok(format!(
        "#!/bin/bash
# Written by strait slurm. Runs when the array has ended, however its tasks ended: strait itself says what is missing.
#SBATCH --job-name={name}-collect
#SBATCH --output=collect.log
#SBATCH --open-mode=append
#SBATCH --nodes=1
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
{shared}
cd {directory} || exit 1
exec {program} collect {out} --out {out}
",
        name = job_name(&request.name),
        shared = shared(request),
        directory = quoted_path(&request.directory)?,
        program = quoted_path(&request.program)?,
    ))
}

/// What both scripts ask for.
fn shared(request: &Request) -> String {
    let Request { time, partition, account, .. } = request;
    let mut lines = String::new();
    let mut ask = |option: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.push_str(&format!("#SBATCH --{option}={value}\n"));
        }
    };
    ask("time", time.as_ref().map(ToString::to_string));
    ask("partition", partition.as_ref().map(ToString::to_string));
    ask("account", account.as_ref().map(ToString::to_string));
    lines
}

/// The sweep's name, with what could mean something to Slurm left out.
fn job_name(name: &str) -> String {
    let kept: String =
        name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).take(60).collect();
    format!("strait-{kept}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn request() -> Request {
        Request {
            program: PathBuf::from("/opt/it's here/strait"),
            directory: PathBuf::from("/home/a b"),
            name: "beds\n#SBATCH --uid=0".to_owned(),
            sweep: PathBuf::from("/home/a b/beds $(id).toml"),
            out: PathBuf::from("/scratch/out\nexit 0\n"),
            tasks: 16,
            replicates: Some(3),
            ensemble: Some("it's.csv".to_owned()),
            cpus: NonZeroUsize::MIN,
            memory: Some("8G".parse().expect("memory")),
            time: Some("1:00:00".parse().expect("a time")),
            partition: Some("long".parse().expect("a name")),
            account: None,
        }
    }

    fn asked(script: &str) -> Vec<&str> {
        script.lines().filter(|line| line.starts_with("#SBATCH")).collect()
    }

    #[test]
    fn what_is_asked_of_slurm_is_what_the_user_asked_for() {
        let script = array(&request()).expect("a script");
        assert_eq!(
            asked(&script),
            [
                "#SBATCH --job-name=strait-beds--SBATCH---uid-0",
                "#SBATCH --output=shard-%a.log",
                "#SBATCH --open-mode=append",
                "#SBATCH --nodes=1",
                "#SBATCH --ntasks=1",
                "#SBATCH --cpus-per-task=1",
                "#SBATCH --mem=8G",
                "#SBATCH --time=1:00:00",
                "#SBATCH --partition=long",
                "#SBATCH --signal=B:TERM@120",
                "#SBATCH --requeue",
            ]
        );
    }

    /// Runs a script with stand-ins for `cd`, `scontrol` and the program, which notes its words and does `then`.
    #[cfg(unix)]
    fn run(script: &str, then: &str) -> (Option<i32>, String) {
        use std::os::unix::fs::PermissionsExt;
        use std::process::Command;

        let folder = tempfile::TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let program = path("it's here");
        fs::write(&program, format!("#!/bin/bash\nprintf '<%s>' \"$@\" >> said\n{then}\n")).expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
        let script = script.replace("'/opt/it'\\''s here/strait'", &quoted_path(&program).expect("text"));
        let before =
            "cd() { printf 'cd <%s>' \"$1\" >> said; }; scontrol() { printf 'scontrol <%s>' \"$@\" >> said; }\n";
        fs::write(path("script"), [before, &script].concat()).expect("a script");
        let status = Command::new("bash")
            .arg("script")
            .current_dir(folder.path())
            .env("SLURM_ARRAY_TASK_ID", "7")
            .env("SLURM_JOB_ID", "42")
            .env_remove("SLURM_CPUS_PER_TASK")
            .status()
            .expect("bash");
        (status.code(), fs::read_to_string(path("said")).expect("what was said"))
    }

    #[cfg(unix)]
    const SWEEP: &str = "cd </home/a b><sweep></home/a b/beds $(id).toml><--shard><7/16><--threads><1>\
                         <--out></scratch/out\nexit 0\n><--replicates><3><--ensemble=it's.csv>";

    #[cfg(unix)]
    #[test]
    fn names_and_paths_are_words_and_never_commands() {
        let (status, said) = run(&array(&request()).expect("a script"), "");
        assert_eq!((status, said.as_str()), (Some(0), SWEEP));
        let (status, said) = run(&collect(&request()).expect("a script"), "exit 1");
        let out = "/scratch/out\nexit 0\n";
        assert_eq!((status, said), (Some(1), format!("cd </home/a b><collect><{out}><--out><{out}>")));
    }

    #[cfg(unix)]
    #[test]
    fn a_task_that_stopped_goes_back_into_the_queue_and_one_that_failed_does_not() {
        let script = array(&request()).expect("a script");
        assert_eq!(run(&script, "exit 75"), (Some(75), format!("{SWEEP}scontrol <requeue>scontrol <42>")));
        for status in [1, 2] {
            assert_eq!(run(&script, &format!("exit {status}")), (Some(status), SWEEP.to_owned()));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_task_that_is_asked_to_stop_waits_for_its_runs() {
        // The script is its parent; told twice, it passes on one request and waits for what it leads to.
        let then = "trap 'n=$((n+1)); printf \"told $n\" >> said' TERM\n\
                    kill -TERM $PPID; sleep 0.3; kill -TERM $PPID; sleep 0.3; exit 75";
        let (status, said) = run(&array(&request()).expect("a script"), then);
        assert_eq!((status, said), (Some(75), format!("{SWEEP}told 1scontrol <requeue>scontrol <42>")));
    }
}
