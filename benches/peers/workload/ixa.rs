//! The workload on ixa, as someone who cares about speed would write it there.
//!
//! State is set only when it changes, the numbers of a day are added up in the pass, and no property is indexed or
//! watched: each would cost more on every agent's day than it gives.
pub(super) fn prepare(_size: super::Size) -> super::Run { todo!() }
