//! What results say beyond each point's own: what moves an outcome, and where it comes about.

pub mod discovery;
pub mod sensitivity;
pub(crate) mod written;
