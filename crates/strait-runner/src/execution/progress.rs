//! How far a study has come, on stderr.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// How often a line is written when there is no terminal to draw a bar on.
const BETWEEN_LINES: Duration = Duration::from_secs(15);

/// A bar on a terminal, a line now and then elsewhere.
pub(super) struct Progress {
    shown: Shown,
    done: u64,
    total: u64,
}

enum Shown {
    Bar(ProgressBar),
    Lines { started: Instant, last: Instant },
}

impl Progress {
    pub(super) fn new(total: u64) -> Self {
        let shown = if std::io::stderr().is_terminal() {
            let bar = ProgressBar::new(total);
            let style = ProgressStyle::with_template("{bar:32} {pos}/{len} runs  {per_sec}  {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            Shown::Bar(bar)
        } else {
            let started = Instant::now();
            Shown::Lines { started, last: started }
        };
        Self { shown, done: 0, total }
    }

    /// Counts one run more.
    pub(super) fn one_more(&mut self) {
        self.done += 1;
        match &mut self.shown {
            Shown::Bar(bar) => bar.inc(1),
            Shown::Lines { started, last } => {
                if last.elapsed() < BETWEEN_LINES {
                    return;
                }
                *last = Instant::now();
                let rate = self.done as f64 / started.elapsed().as_secs_f64();
                let left = Duration::from_secs_f64((self.total - self.done) as f64 / rate);
                // Progress is a courtesy: a reader who has gone away is no reason to stop the work.
                let _ = writeln!(
                    std::io::stderr(),
                    "{}/{} runs, {rate:.1} a second, {} left",
                    self.done,
                    self.total,
                    HumanDuration(left)
                );
            }
        }
    }

    /// Clears the bar.
    pub(super) fn finish(self) {
        if let Shown::Bar(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}
