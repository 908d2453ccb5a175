//! Strait: the simulation library.

pub mod metrics;
pub mod outcomes;
pub mod records;
pub mod scenario;
pub mod simulation;

mod actors;
mod agreement;
mod arrivals;
mod calendar;
mod capacity;
mod costs;
mod deterrence;
mod information;
mod ledger;
mod luck;
mod people;
mod stages;
