//! The model against what must be so: its rules, the treaty, theory, and what random and extreme scenarios must keep.

#[path = "../support/mod.rs"]
mod support;

mod conservation;
mod extremes;
mod groups;
mod monotone;
mod own_rules;
mod rules;
mod theory;
mod treaty;
