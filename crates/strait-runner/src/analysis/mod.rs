//! What finished results say beside one another: which of two worlds does more, what binds, which option holds up.

pub mod answer;
pub mod bottlenecks;
pub mod compare;
pub mod robustness;
