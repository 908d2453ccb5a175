//! Fingerprints of a world, to find the day and the part in which two runs come apart.

use std::fmt::{self, Debug, Write};

use super::day::World;

/// The parts of a world that have a fingerprint, in order.
pub const PARTS: [&str; 9] = [
    "luck",
    "northern_france",
    "intake",
    "return_pipeline",
    "returned_to_france",
    "legal_route",
    "asylum",
    "institutions",
    "information",
];

/// A number for each of [`PARTS`]: two worlds in which a part stands the same have the same number for it, and two in
/// which it differs have, but for a chance of one in 10¹⁹, another.
///
/// Luck has no state that moves: its number is that of its key. Where two runs with one key come apart, a stage or an
/// institution does so first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(pub [u64; PARTS.len()]);

impl Fingerprint {
    pub(super) fn of(world: &World) -> Self {
        let institutions = (
            (&world.arrivals, &world.weather, &world.smugglers, &world.france, &world.home_office),
            (&world.courts, &world.systemic, &world.public, &world.agreement, &world.ledger),
            (&world.scale_up, &world.committee),
        );
        let parts: [&dyn Debug; PARTS.len()] = [
            &world.luck,
            &world.northern_france,
            &world.intake,
            &world.return_pipeline,
            &world.returned_to_france,
            &world.legal_route,
            &world.asylum,
            &institutions,
            &(&world.information, &world.news),
        ];
        Self(parts.map(digest))
    }
}

/// Digests what a part would print: all its fields, numbers to the last bit.
fn digest(part: &dyn Debug) -> u64 {
    let mut digest = Digest(0xCBF2_9CE4_8422_2325);
    // Writing into a digest cannot fail.
    let _ = write!(digest, "{part:?}");
    digest.0
}

/// The 64-bit FNV-1a digest of Fowler, Noll and Vo.
struct Digest(u64);

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        Ok(())
    }
}
