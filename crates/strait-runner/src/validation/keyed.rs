//! Chance that depends on nothing but what it is for.

/// A number in \[0, 1) that looks random and is the same for the same key each time: SplitMix64 over the key's words.
pub(super) fn uniform(key: &[u64]) -> f64 {
    let mixed = key.iter().fold(0, |state: u64, word| mix(state ^ word));
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
