//! Stages: where people are. Each file holds one stage's people, what happens to them there in a day, and where they go.

pub(crate) mod asylum;
pub(crate) mod crossing;
pub(crate) mod intake;
pub(crate) mod legal_route;
pub(crate) mod northern_france;
pub(crate) mod return_pipeline;
pub(crate) mod returned_to_france;
