//! Institutions: they hold capacity, rules and mood. Stages ask them ("may this many be accepted today?") and they
//! answer; none reaches into a stage's people.

pub(crate) mod courts;
pub(crate) mod france;
pub(crate) mod home_office;
pub(crate) mod joint_committee;
pub(crate) mod patrols;
pub(crate) mod public;
pub(crate) mod scale_up;
pub(crate) mod smugglers;
pub(crate) mod weather;
