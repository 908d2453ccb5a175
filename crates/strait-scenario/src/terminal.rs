//! Text for a terminal that may come from a stranger's file: nothing in it can steer the terminal, or hide what it says.

use std::borrow::Cow;

/// The text with a visible sign in place of every character that would steer a terminal or turn the direction of writing.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(steers) { text.chars().map(shown).collect::<String>().into() } else { text.into() }
}

/// The same, but that colours stay: for texts in which this program has set them itself.
#[must_use]
pub fn harmless_in_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = harmless(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let colour =
            part.find('m').filter(|end| part[..*end].bytes().all(|byte| byte.is_ascii_digit() || byte == b';'));
        let (kept, rest) = part.split_at(colour.map_or(0, |end| end + 1));
        let begin = if kept.is_empty() { "\u{241b}[" } else { "\u{1b}[" };
        out.extend([begin, kept, &harmless(rest)]);
    }
    out
}

fn steers(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || letter.is_control() && !matches!(letter, '\n' | '\t')
}

fn shown(letter: char) -> char {
    match letter {
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' if steers(letter) => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        letter if steers(letter) => '\u{fffd}',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_and_nothing_else_changes() {
        assert_eq!(harmless("é\tü\n"), "é\tü\n");
        assert_eq!(harmless("a\u{1b}]0;title\u{7}b\rc\u{9b}2Jd\u{202e}e\u{7f}"), "a␛]0;title␇b␍c\u{fffd}2Jd\u{fffd}e␡");
    }

    #[test]
    fn colours_stay_where_they_are_our_own() {
        assert_eq!(harmless_in_colour("\u{1b}[1m\u{1b}[91merror\u{1b}[0m: a"), "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: a");
        assert_eq!(harmless_in_colour("\u{1b}[1mx\u{1b}[2Jy\u{1b}]0;z\u{1b}["), "\u{1b}[1mx␛[2Jy␛]0;z␛[");
    }
}
