//! How much memory there is.

use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Memory that this process may still take: of the machine, of its control group, and of its own limit [bytes].
pub(crate) fn free() -> u64 {
    free_within(address_space())
}

/// The same with another limit on its addresses [bytes].
pub(crate) fn free_within(addresses: u64) -> u64 {
    let system =
        System::new_with_specifics(RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram()));
    let of_machine = system.available_memory();
    let of_group = system.cgroup_limits().map_or(u64::MAX, |limits| limits.free_memory);
    of_machine.min(of_group).min(addresses)
}

/// The limit on this process's own addresses, where the system has one [bytes].
#[cfg(unix)]
pub(crate) fn address_space() -> u64 {
    use rustix::process::{Resource, getrlimit};
    getrlimit(Resource::As).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
pub(crate) fn address_space() -> u64 {
    u64::MAX
}
