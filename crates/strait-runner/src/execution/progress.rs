//! How far a study has come, on stderr.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a line is written when there is no terminal to draw a bar on.
const BETWEEN_LINES: Duration = Duration::from_secs(15);

/// A bar on a terminal, a line now and then elsewhere.
pub(crate) struct Progress {
    shown: Shown,
    /// Runs that were done before; they count as done and not towards the rate.
    before: u64,
    done: u64,
    total: u64,
}

enum Shown {
    Bar(ProgressBar),
    Lines { started: Instant, last: Instant },
}

impl Progress {
    /// Begins with `before` of `total` runs done.
    pub(crate) fn new(before: u64, total: u64) -> Self {
        let shown = if std::io::stderr().is_terminal() {
            // Not drawn until it knows that what was done before took no time.
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len} runs  {per_sec}  {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_position(before);
            bar.reset_eta();
            bar.set_draw_target(ProgressDrawTarget::stderr());
            Shown::Bar(bar)
        } else {
            let started = Instant::now();
            Shown::Lines { started, last: started }
        };
        let progress = Self { shown, before, done: before, total };
        if before > 0 {
            progress.say(&format!("going on: {before} of {total} runs were done before"));
        }
        progress
    }

    /// Counts one run more.
    pub(crate) fn one_more(&mut self) {
        self.reach(self.done + 1);
    }

    /// Has so many runs done, or more when more were done already.
    pub(crate) fn reach(&mut self, done: u64) {
        if done <= self.done {
            return;
        }
        self.done = done.min(self.total);
        match &mut self.shown {
            Shown::Bar(bar) => bar.set_position(self.done),
            Shown::Lines { started, last } => {
                if last.elapsed() < BETWEEN_LINES {
                    return;
                }
                *last = Instant::now();
                let rate = (self.done - self.before) as f64 / started.elapsed().as_secs_f64();
                let left = Duration::from_secs_f64((self.total - self.done) as f64 / rate);
                let (done, total) = (self.done, self.total);
                self.say(&format!("{done}/{total} runs, {rate:.1} a second, {} left", HumanDuration(left)));
            }
        }
    }

    /// Writes a line, above the bar if there is one.
    pub(crate) fn say(&self, line: &str) {
        match &self.shown {
            Shown::Bar(bar) => bar.println(line),
            // Progress is a courtesy: a reader who has gone away is no reason to stop the work.
            Shown::Lines { .. } => drop(writeln!(std::io::stderr(), "{line}")),
        }
    }
}

impl Drop for Progress {
    /// Clears the bar.
    fn drop(&mut self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}
