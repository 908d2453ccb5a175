//! Shards of a sweep as the tasks of a Slurm job array.
//!
//! [`Scripts`] are what Slurm runs, [`Submitted`] which jobs were submitted for a folder of results, and [`queue`] what of
//! them is still to come. Whatever Slurm does, what is finished is told by the shards' files alone.

mod request;
mod scripts;
mod shell;
mod slurm;
mod submitted;

pub(crate) use request::{Memory, Name, TimeLimit};
pub(crate) use scripts::{Request, Scripts};
pub(crate) use slurm::{Queued, cancel, queue, submit_array, submit_collect};
pub(crate) use submitted::Submitted;
