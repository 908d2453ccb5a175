//! krab
pub(super) fn prepare(_size: super::Size) -> super::Run { todo!() }
