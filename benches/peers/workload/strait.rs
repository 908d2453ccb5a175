//! The workload on Strait's own engine: the same columns, luck and parallel step that the model uses.

use super::{Run, Size};

#[expect(dead_code, reason = "enters the table once the engine can be used from outside its crate")]
pub(super) fn prepare(_size: Size) -> Run {
    unimplemented!("the engine cannot be used from outside its crate yet")
}
