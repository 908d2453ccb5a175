//! Frames: pieces of a file that each say how long they are and whether they are whole.
//!
//! A frame is the length of its content and a checksum of it (CRC-32), 4 bytes each and the lowest first, then the
//! content.

use std::io::{self, Read};

/// How many bytes stand before the content.
const HEAD: u64 = 8;

/// A content as a frame.
///
/// # Errors
/// A content that is too long for its length to be written in 4 bytes.
pub(super) fn frame(content: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(content.len())
        .map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a run leaves more than 4 GB"))?;
    let mut frame = Vec::with_capacity(content.len() + HEAD as usize);
    frame.extend(length.to_le_bytes());
    frame.extend(crc32fast::hash(content).to_le_bytes());
    frame.extend(content);
    Ok(frame)
}

/// Reads the next frame's content, of a source with `left` bytes left; `None` when there is no whole one.
///
/// # Errors
/// A source that cannot be read.
pub(super) fn read_frame(source: &mut impl Read, left: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(most) = left.checked_sub(HEAD) else { return Ok(None) };
    let length = read_number(source)?;
    let checksum = read_number(source)?;
    // What a damaged length asks for is not reserved, let alone read.
    if u64::from(length) > most {
        return Ok(None);
    }
    let mut content = vec![0; length as usize];
    source.read_exact(&mut content)?;
    Ok((crc32fast::hash(&content) == checksum).then_some(content))
}

/// How many bytes the next frame of a source takes by what it says itself.
///
/// # Errors
/// A source that cannot be read.
pub(super) fn read_length(source: &mut impl Read) -> io::Result<u64> {
    Ok(HEAD + u64::from(read_number(source)?))
}

/// How many bytes the frame of a content takes.
pub(super) fn frame_length(content: &[u8]) -> u64 {
    HEAD + content.len() as u64
}

fn read_number(source: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    source.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<Vec<u8>> {
        read_frame(&mut &bytes[..], bytes.len() as u64).expect("memory can be read")
    }

    #[test]
    fn a_frame_is_whole_or_nothing() {
        let content: Vec<u8> = (0..200).collect();
        let whole = frame(&content).expect("a short content");
        assert_eq!(whole.len() as u64, frame_length(&content));
        assert_eq!(read(&whole), Some(content));
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), None, "cut at {end}");
        }
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut flipped = whole.clone();
                flipped[place] ^= 1 << bit;
                assert_eq!(read(&flipped), None, "bit {bit} of byte {place}");
            }
        }
    }
}
