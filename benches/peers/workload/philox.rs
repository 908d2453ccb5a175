//! Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011) for many neighbouring counters at once, so that the compiler
//! can put them side by side in vector registers. The floor has its own: it is what the work costs with nothing of
//! Strait's or anyone's beneath it.

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Four random words for each of `N` counters `[first + lane, second, 0, 0]`: word by word, lane by lane.
#[inline(always)]
pub(super) fn philox<const N: usize>(first: u32, second: u32, key: [u32; 2]) -> [[u32; N]; 4] {
    let mut words = [[0; N]; 4];
    for lane in 0..N {
        let block = rounds([first.wrapping_add(lane as u32), second, 0, 0], key);
        for (word, random) in words.iter_mut().zip(block) {
            word[lane] = random;
        }
    }
    words
}

#[inline(always)]
fn rounds(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let first = u64::from(MULTIPLIERS[0]) * u64::from(counter[0]);
        let second = u64::from(MULTIPLIERS[1]) * u64::from(counter[2]);
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ key[1],
            first as u32,
        ];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::{philox, rounds};

    /// The known-answer vectors published with the authors' Random123 library.
    #[test]
    fn agrees_with_the_published_vectors() {
        assert_eq!(rounds([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(rounds([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
    }

    #[test]
    fn lanes_are_neighbouring_counters() {
        let words = philox::<8>(5, 9, [1, 2]);
        for lane in 0..8 {
            assert_eq!(words.map(|word| word[lane]), rounds([5 + lane as u32, 9, 0, 0], [1, 2]));
        }
    }
}
