//! The command line.

use clap::builder::PossibleValuesParser;
use clap::{Parser, value_parser};

use crate::workload::IMPLEMENTATIONS;

/// Time Strait and other agent-based frameworks on the same work, side by side. Prints CSV.
#[derive(Debug, Parser)]
#[command(name = "peers")]
pub(crate) struct Arguments {
    /// How many agents
    #[arg(long, default_value_t = 1_000_000, value_parser = value_parser!(u32).range(1_000..=1_000_000_000))]
    pub(crate) agents: u32,

    /// Threads for those that can use several; without this, one, and then all cores
    #[arg(long, value_parser = value_parser!(u16).range(1..=1_024))]
    pub(crate) threads: Option<u16>,

    /// Runs of each, in turn; the medians are printed
    #[arg(long, default_value_t = 1, value_parser = value_parser!(u16).range(1..=1_000))]
    pub(crate) repeat: u16,

    /// Only these, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',', value_parser = names())]
    pub(crate) only: Vec<String>,

    /// The seed of all luck
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,

    /// Run the slow ones with all the agents too
    #[arg(long)]
    pub(crate) full_size: bool,

    /// Show the final counts, on stderr
    #[arg(long)]
    pub(crate) counts: bool,

    /// Run the one implementation named here in this very process
    #[arg(long, hide = true, requires = "only", requires = "threads")]
    pub(crate) child: bool,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(IMPLEMENTATIONS.iter().map(|implementation| implementation.name))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::Arguments;

    #[test]
    fn the_command_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn bad_values_are_refused_with_code_2() {
        for bad in ["--agents=0", "--agents=many", "--threads=0", "--repeat=0", "--only=nobody", "--seed=-1"] {
            let error = Arguments::try_parse_from(["peers", bad]).expect_err(bad);
            assert_eq!(error.exit_code(), 2, "{bad}");
        }
    }
}
