//! Being told to stop.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether the work is to stop. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A stop that is asked for by the first interrupt (Ctrl-C) or request to terminate that the process gets. The
    /// second ends the process at once, with exit status 130 or 143.
    ///
    /// # Errors
    /// A system that does not let signals be handled.
    pub fn on_signal() -> io::Result<Self> {
        let stop = Self::default();
        for (signal, exit_status) in [(SIGINT, 130), (SIGTERM, 143)] {
            // In this order: the first signal finds the stop not yet asked for, and asks for it.
            flag::register_conditional_shutdown(signal, exit_status, Arc::clone(&stop.0))?;
            flag::register(signal, Arc::clone(&stop.0))?;
        }
        Ok(stop)
    }

    /// Asks for it.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
