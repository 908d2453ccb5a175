//! Benchmarks, outside the default build: what each measures, and how it is run, is in `benches/README.md`.

use std::process::{Command, Stdio};
use std::time::Instant;

use cpu_time::ProcessTime;

/// The most memory that this process ever held \[MB\], where the system tells (Linux does).
#[must_use]
pub fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes: f64 =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1_024.0 / 1e6)
}

/// Seconds that something takes: processor time of all threads of this process, and on the wall.
///
/// # Errors
/// When the system does not tell processor time.
pub fn timed<T>(work: impl FnOnce() -> T) -> Result<(T, f64, f64), String> {
    let cpu = ProcessTime::try_now().map_err(|error| error.to_string())?;
    let wall = Instant::now();
    let left = work();
    let wall = wall.elapsed().as_secs_f64();
    Ok((left, cpu.try_elapsed().map_err(|error| error.to_string())?.as_secs_f64(), wall))
}

/// Starts this program again with other words.
///
/// # Errors
/// When it cannot be started.
pub fn start_again(words: &[String]) -> Result<std::process::Child, String> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let child = Command::new(this).args(words).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    child.map_err(|error| format!("this program cannot be started again: {error}"))
}

/// The last line that a child prints, once it has ended well.
///
/// # Errors
/// When it has not, or prints nothing.
pub fn last_line(child: std::process::Child) -> Result<String, String> {
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("a child failed: {}", output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().last().map(str::to_owned).ok_or_else(|| "a child left no measurement".to_owned())
}
