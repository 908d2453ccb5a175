//! The embedded font: how wide a text is and where it breaks into lines.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use resvg::usvg;

pub(super) const FAMILY: &str = "Inter";
const REGULAR: &[u8] = include_bytes!("../../fonts/Inter-Regular.otf");
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/Inter-SemiBold.otf");

/// Reader options that know the embedded font and no other.
static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut options = usvg::Options { font_family: FAMILY.to_owned(), ..usvg::Options::default() };
    let fonts = options.fontdb_mut();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    options
});

/// Reader options that know the embedded font and no other.
pub(super) fn options() -> &'static usvg::Options<'static> {
    &OPTIONS
}

/// A size and weight of the one font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) bold: bool,
}

/// The regular weight.
pub(super) const fn plain(size: f64) -> Face {
    Face { size, bold: false }
}

/// The heavier weight.
pub(super) const fn bold(size: f64) -> Face {
    Face { size, bold: true }
}

/// How wide `text` is [px].
pub(super) fn width(text: &str, face: Face) -> f64 {
    static WIDTHS: LazyLock<Mutex<BTreeMap<(String, bool), f64>>> = LazyLock::new(Mutex::default);
    let key = (text.trim().to_owned(), face.bold);
    if key.0.is_empty() {
        return 0.0;
    }
    let mut widths = WIDTHS.lock().unwrap_or_else(PoisonError::into_inner);
    let at_hundred = *widths.entry(key).or_insert_with_key(|(text, bold)| measure(text, *bold));
    at_hundred * face.size / 100.0
}

/// The width at 100 px, from the same layout that later draws the text.
fn measure(text: &str, bold: bool) -> f64 {
    let weight = if bold { "bold" } else { "normal" };
    let escaped = escape(text);
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><text y=\"100\" font-family=\"{FAMILY}\" \
         font-size=\"100\" font-weight=\"{weight}\">{escaped}</text></svg>"
    );
    let guess = 60.0 * text.chars().count() as f64;
    usvg::Tree::from_str(&svg, options()).map_or(guess, |tree| f64::from(tree.root().bounding_box().width()))
}

/// `text` with the characters that XML reserves written as entities.
pub(super) fn escape(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).fold(String::with_capacity(text.len()), |mut out, letter| {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
        out
    })
}

/// Breaks `text` at spaces into lines no wider than `limit`; a longer word is cut short.
pub(super) fn wrap(text: &str, face: Face, limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}"));
        match (joined, lines.last_mut()) {
            (Some(joined), Some(line)) if width(&joined, face) <= limit => *line = joined,
            _ => lines.push(fit(word, face, limit)),
        }
    }
    lines
}

/// `text`, cut short with an ellipsis where it is wider than `limit`.
pub(super) fn fit(text: &str, face: Face, limit: f64) -> String {
    if width(text, face) <= limit {
        return text.to_owned();
    }
    let mut letters: Vec<char> = text.chars().collect();
    while letters.pop().is_some() {
        let cut = format!("{}…", letters.iter().collect::<String>().trim_end());
        if width(&cut, face) <= limit {
            return cut;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_within_the_limit() {
        let text = "A title of many words that does not go on one line";
        let lines = wrap(text, bold(20.0), 180.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, bold(20.0)) <= 180.0));
        assert_eq!(lines.join(" "), text);
        assert!(width("Antidisestablishmentarianism", plain(20.0)) > 100.0);
        assert!(fit("Antidisestablishmentarianism", plain(20.0), 100.0).ends_with('…'));
        assert!(width("MMMM", plain(20.0)) > width("iiii", plain(20.0)));
    }
}
