//! Words within a PNG image.

/// What a PNG file begins with, and its first chunk, the header: always as long.
const BEFORE_TEXT: usize = 8 + 25;

/// The image with each text, under its keyword, as an international text chunk behind the header.
pub(super) fn with_text(image: Vec<u8>, texts: &[(&str, &str)]) -> Vec<u8> {
    let (header, rest) = image.split_at(BEFORE_TEXT.min(image.len()));
    let chunks = texts.iter().flat_map(|(keyword, text)| chunk(keyword, text));
    header.iter().copied().chain(chunks).chain(rest.iter().copied()).collect()
}

/// Length, type, content and checksum of an uncompressed text in no particular language.
fn chunk(keyword: &str, text: &str) -> Vec<u8> {
    let content: Vec<u8> = [b"iTXt", keyword.as_bytes(), &[0, 0, 0, 0, 0], text.as_bytes()].concat();
    let length = (content.len() - 4) as u32;
    let checksum = crc32fast::hash(&content);
    [&length.to_be_bytes()[..], &content, &checksum.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_a_chunk_as_the_standard_has_it() {
        // The checksum of an empty IEND chunk, as every PNG file ends with it.
        assert_eq!(crc32fast::hash(b"IEND"), 0xAE42_6082);
        let chunk = chunk("Title", "é");
        assert_eq!(chunk[..4], [0, 0, 0, 12]);
        assert_eq!(&chunk[4..20], b"iTXtTitle\0\0\0\0\0\xC3\xA9");
        assert_eq!(chunk.len(), 24);
    }
}
