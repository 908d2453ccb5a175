//! Marked blocks in a Markdown page, which a command fills and people write around.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::store::write_whole;

/// A page's text with other contents in its marked blocks.
///
/// A block begins with a line `<!-- strait: NAME -->` and ends with a line `<!-- end: NAME -->`. What stands between
/// them becomes the block's content; everything else stays byte for byte.
///
/// # Errors
/// [`Failure::Input`] when a block is not there, is there twice, or is not closed; the message names it.
pub fn fill(page: &str, blocks: &[(&str, String)]) -> Result<String, Failure> {
    blocks.iter().try_fold(page.to_owned(), |page, (name, content)| fill_block(&page, name, content))
}

/// Checks that a page has these blocks, before the work for what is to stand in them.
///
/// # Errors
/// [`Failure::Input`] as for [`fill_file`].
pub fn check_blocks(path: &Path, names: &[String]) -> Result<(), Failure> {
    let named = |what: String| Failure::Input(format!("{}: {what}; nothing was changed", path.display()));
    let page = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    let blocks: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), String::new())).collect();
    fill(&page, &blocks).map(|_| ()).map_err(|failure| named(failure.to_string()))
}

fn fill_block(page: &str, name: &str, content: &str) -> Result<String, Failure> {
    let (opening, closing) = (format!("<!-- strait: {name} -->"), format!("<!-- end: {name} -->"));
    let wrong = |what: String| Err(Failure::Input(format!("the block \"{name}\" {what}")));
    let (begins, ends) = (lines_like(page, &opening), lines_like(page, &closing));
    let (&[begin], &[end]) = (begins.as_slice(), ends.as_slice()) else {
        return match (begins.len(), ends.len()) {
            (0, _) => wrong(format!("is not there; allowed: a line {opening} and below it a line {closing}")),
            (1, 0) => wrong(format!("is not closed; allowed: a line {closing} below it")),
            _ => wrong(format!("is there twice; allowed: one line {opening} and below it one line {closing}")),
        };
    };
    if end.0 < begin.1 {
        return wrong(format!("ends before it begins; allowed: the line {closing} below the line {opening}"));
    }
    let content = content.trim_matches('\n');
    Ok(format!("{}{content}\n{}", &page[..begin.1], &page[end.0..]))
}

/// Where the lines begin and end, with their line breaks, that hold nothing but a text.
fn lines_like(page: &str, text: &str) -> Vec<(usize, usize)> {
    let mut from = 0;
    let places = page.split_inclusive('\n').map(|line| {
        let begin = from;
        from += line.len();
        (line, (begin, from))
    });
    places.filter(|(line, _)| line.trim() == text).map(|(_, place)| place).collect()
}

/// Fills the marked blocks of the page in a file; it is as it was when anything fails. A page that would not change is not
/// touched.
///
/// # Errors
/// [`Failure::Input`] as for [`fill`], or when the page cannot be read; [`Failure::Work`] when it cannot be written.
pub fn fill_file(path: &Path, blocks: &[(&str, String)]) -> Result<(), Failure> {
    let named = |what: String| Failure::Input(format!("{}: {what}; nothing was changed", path.display()));
    let before = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    let after = fill(&before, blocks).map_err(|failure| named(failure.to_string()))?;
    if after == before {
        return Ok(());
    }
    write_whole(path, after.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Title\r\n\n<!-- strait: a -->\nold\n<!-- end: a -->\nbetween  \n\
                        <!-- strait: b -->\n<!-- end: b -->\nno break at the end";

    fn blocks<'a>(blocks: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
        blocks.iter().map(|&(name, content)| (name, content.to_owned())).collect()
    }

    #[test]
    fn only_what_stands_in_the_blocks_changes() {
        let filled = fill(PAGE, &blocks(&[("b", "| x |\n| y |\n"), ("a", "new")])).expect("a page");
        let expected = "# Title\r\n\n<!-- strait: a -->\nnew\n<!-- end: a -->\nbetween  \n\
                        <!-- strait: b -->\n| x |\n| y |\n<!-- end: b -->\nno break at the end";
        assert_eq!(filled, expected);
        assert_eq!(fill(&filled, &blocks(&[("a", "new")])).expect("a page"), filled);
        assert_eq!(fill(PAGE, &[]).expect("a page"), PAGE);
    }

    #[test]
    fn blocks_that_are_not_sound_are_named() {
        let refused = |page: &str, name| fill(page, &blocks(&[(name, "x")])).expect_err("a failure").to_string();
        assert!(refused(PAGE, "c").starts_with("the block \"c\" is not there"));
        assert!(refused("<!-- strait: a -->\n", "a").contains("is not closed"));
        assert!(refused(&PAGE.repeat(2), "b").contains("is there twice"));
        let reversed = "<!-- end: a -->\n<!-- strait: a -->\n";
        assert!(refused(reversed, "a").contains("ends before it begins"));
        // Within a line the words mark nothing.
        assert!(refused("see <!-- strait: a --> there\n", "a").contains("is not there"));
    }

    #[test]
    fn a_file_is_filled_or_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.md");
        fs::write(&path, PAGE).expect("a page");
        assert!(fill_file(&path, &blocks(&[("a", "new"), ("c", "x")])).is_err());
        assert_eq!(fs::read_to_string(&path).expect("a page"), PAGE);
        fill_file(&path, &blocks(&[("a", "new")])).expect("a page");
        assert!(fs::read_to_string(&path).expect("a page").contains("\nnew\n"));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}
