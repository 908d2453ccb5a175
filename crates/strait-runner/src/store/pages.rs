//! The pages of a Parquet file, looked at before they are unpacked.
//!
//! The library takes as much memory for a page as the page says, before it looks at what is in it: two gigabytes for a few
//! bytes. So the heads of pages are read here first, and only those pass that are as this program writes them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use parquet::file::metadata::ColumnChunkMetaData;

/// Largest page once unpacked; this program begins a new one at about a million [bytes].
const UNPACKED_MAX: i64 = 64 << 20;

/// More than the head of a page takes [bytes].
const HEAD_MAX: u64 = 256;

/// Kinds of values in the compact protocol of Thrift.
const WHOLE: u8 = 5;
const STRUCT: u8 = 12;

/// Encodings: values one after the other, and places in the dictionary before them, under its old and its new number.
const PLAIN: i64 = 0;
const IN_DICTIONARY: [i64; 2] = [2, 8];

/// What is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Values,
    PlacesInDictionary,
    Dictionary,
}

/// What the head of a page says.
struct Head {
    page: Page,
    /// How long it is itself [bytes].
    length: u64,
    /// How long the page is in the file [bytes].
    packed: u64,
}

/// Checks that no page of a column asks for more memory than it may.
///
/// # Errors
/// What is wrong with them.
pub(super) fn check(file: &File, column: &ColumnChunkMetaData) -> Result<(), String> {
    let begin = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
    let (Ok(mut at), Ok(length)) = (u64::try_from(begin), u64::try_from(column.compressed_size())) else {
        return Err("a column begins before the file".to_owned());
    };
    let end = at.saturating_add(length);
    let mut pages = 0_u64;
    let mut has_dictionary = false;
    while at < end {
        let head = head_at(file, at).map_err(|error| error.to_string())?;
        let head = head.ok_or("a page of a column is not one that strait writes")?;
        match head.page {
            Page::Dictionary if pages > 0 => return Err("a dictionary stands behind what it is for".to_owned()),
            Page::Dictionary => has_dictionary = true,
            // The library takes for granted that there is one.
            Page::PlacesInDictionary if !has_dictionary => return Err("a column has no dictionary".to_owned()),
            Page::PlacesInDictionary | Page::Values => {}
        }
        pages += 1;
        // Never 0, so that this ends.
        at = at.saturating_add(head.length).saturating_add(head.packed);
    }
    Ok(())
}

fn head_at(mut file: &File, at: u64) -> io::Result<Option<Head>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(HEAD_MAX).read_to_end(&mut bytes)?;
    Ok(head(&bytes))
}

/// The head at the beginning of these bytes; `None` when it is not as this program writes it, or asks for too much.
fn head(bytes: &[u8]) -> Option<Head> {
    let mut rest = bytes;
    let (mut unpacked, mut packed) = (None, None);
    let (mut kind_of_page, mut of_values, mut of_dictionary) = (None, None, None);
    let mut id = 0;
    while let Some(kind) = field(&mut rest, &mut id)? {
        match (id, kind) {
            // What kind of page it is, how long it is unpacked, and packed.
            (1, WHOLE) => kind_of_page = Some(whole(&mut rest)?),
            (2, WHOLE) => unpacked = Some(whole(&mut rest)?),
            (3, WHOLE) => packed = Some(whole(&mut rest)?),
            // Of data and of a dictionary: how many values, and how they are encoded.
            (5, STRUCT) => of_values = Some(content(&mut rest, 4)?),
            (7, STRUCT) => of_dictionary = Some(content(&mut rest, 3)?),
            _ => return None,
        }
    }
    let unpacked = unpacked.filter(|unpacked| (0..=UNPACKED_MAX).contains(unpacked))?;
    let page = match (kind_of_page?, of_values, of_dictionary) {
        (0, Some(Content { encoding: PLAIN, .. }), None) => Page::Values,
        (0, Some(Content { encoding, .. }), None) if IN_DICTIONARY.contains(&encoding) => Page::PlacesInDictionary,
        // No value of a dictionary takes less than a byte; room is made for as many as it claims.
        (2, None, Some(Content { values, encoding }))
            if (encoding == PLAIN || encoding == IN_DICTIONARY[0]) && (0..=unpacked).contains(&values) =>
        {
            Page::Dictionary
        }
        _ => return None,
    };
    Some(Head { page, length: (bytes.len() - rest.len()) as u64, packed: u64::try_from(packed?).ok()? })
}

/// How many values a page holds, and how they are encoded.
#[derive(Debug, Clone, Copy)]
struct Content {
    values: i64,
    encoding: i64,
}

/// What a page holds: the first two of fields with numbers, of which `last` is the last.
fn content(rest: &mut &[u8], last: u8) -> Option<Content> {
    let mut id = 0;
    let (mut values, mut encoding) = (None, None);
    while let Some(kind) = field(rest, &mut id)? {
        match kind {
            _ if id > last => return None,
            WHOLE if id == 1 => values = Some(whole(rest)?),
            WHOLE if id == 2 => encoding = Some(whole(rest)?),
            WHOLE => drop(whole(rest)?),
            // Yes or no: in the kind itself.
            1 | 2 => {}
            _ => return None,
        }
    }
    Some(Content { values: values?, encoding: encoding? })
}

/// The kind of the next field, whose number follows that of the one before; the inner `None` is the end.
fn field(rest: &mut &[u8], id: &mut u8) -> Option<Option<u8>> {
    let head = byte(rest)?;
    if head & 0x0f == 0 {
        return Some(None);
    }
    let step = head >> 4;
    // Fields stand in order, and each once.
    *id = id.checked_add(step).filter(|_| step > 0)?;
    Some(Some(head & 0x0f))
}

/// A whole number.
fn whole(rest: &mut &[u8]) -> Option<i64> {
    let mut bits: u64 = 0;
    for shift in (0..35).step_by(7) {
        let next = byte(rest)?;
        bits |= u64::from(next & 0x7f) << shift;
        if next < 0x80 {
            return Some((bits >> 1).cast_signed() ^ -(bits & 1).cast_signed());
        }
    }
    None
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (first, others) = rest.split_first()?;
    *rest = others;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head of these sizes, as the Thrift compact protocol writes it: numbers doubled, seven bits a byte.
    fn sized(unpacked: &[u8], packed: &[u8]) -> Option<Head> {
        let data = [0x15, 0x08, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x00];
        head(&[&[0x15, 0x00, 0x15], unpacked, &[0x15], packed, &[0x2c], &data, &[0x00, 0xff]].concat())
    }

    #[test]
    fn a_page_is_of_the_kind_that_its_head_describes() {
        // 32 bytes, as they are; three values of this encoding, or a dictionary of three.
        let values = |kind: u8, encoding: u8| {
            head(&[0x15, kind, 0x15, 0x40, 0x15, 0x40, 0x2c, 0x15, 0x06, 0x15, encoding, 0x15, 0x06, 0x15, 0x06, 0, 0])
        };
        let of =
            |kind: u8, values: u8| head(&[0x15, kind, 0x15, 0x40, 0x15, 0x40, 0x4c, 0x15, values, 0x15, 0x00, 0, 0]);
        let dictionary = |kind: u8| of(kind, 0x06);
        let page = |head: Option<Head>| head.map(|head| head.page);
        assert_eq!(page(values(0, 0)), Some(Page::Values));
        assert_eq!(page(values(0, 16)), Some(Page::PlacesInDictionary));
        assert_eq!(page(dictionary(4)), Some(Page::Dictionary));
        // Bit packing, values called a dictionary, a dictionary called values.
        assert!(values(0, 8).is_none() && values(4, 0).is_none() && dictionary(0).is_none());
        // 32 values in 32 bytes, 33 of them, and less than none.
        assert!(of(4, 0x40).is_some() && of(4, 0x42).is_none() && of(4, 0x01).is_none());
    }

    #[test]
    fn a_page_that_asks_for_too_much_is_not_unpacked() {
        let head = sized(&[0x80, 0x01], &[0x40]).expect("a page of 64 bytes, 32 packed");
        assert_eq!((head.length, head.packed), (18, 32));
        // 64 MiB, one more, two gigabytes, and less than nothing.
        assert!(sized(&[0x80, 0x80, 0x80, 0x40], &[0x40]).is_some());
        assert!(sized(&[0x82, 0x80, 0x80, 0x40], &[0x40]).is_none());
        assert!(sized(&[0xfe, 0xff, 0xff, 0xff, 0x0f], &[0x40]).is_none());
        assert!(sized(&[0x01], &[0x40]).is_none() && sized(&[0x40], &[0x01]).is_none());
    }
}
