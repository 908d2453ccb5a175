//! What finished results say beside one another: which of two worlds does more, what binds, which option holds up, what moves an
//! outcome, and where it comes about.

pub mod answer;
pub mod bottlenecks;
pub mod compare;
pub mod discovery;
pub mod robustness;
pub mod sensitivity;
pub(crate) mod written;
