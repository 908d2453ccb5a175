//! Dotted paths: `home_office.detention.beds`, `origin."El Salvador".share`.

use std::fmt;

/// A dotted path, in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeyPath(Vec<String>);

impl KeyPath {
    /// Reads a path. Parts with a dot in them stand in quotes.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut parts = Vec::new();
        let mut rest = text.trim();
        loop {
            let (part, after) = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = &rest[1..];
                    let end = inner.find(quote).ok_or("a quote is not closed")?;
                    (inner[..end].to_owned(), inner[end + 1..].trim_start())
                }
                _ => {
                    let end = rest.find('.').unwrap_or(rest.len());
                    (rest[..end].trim().to_owned(), &rest[end..])
                }
            };
            if part.is_empty() {
                return Err("a part of the path is empty");
            }
            parts.push(part);
            match after.strip_prefix('.') {
                Some(next) => rest = next.trim_start(),
                None if after.is_empty() => return Ok(Self(parts)),
                None => return Err("after a quoted part comes a dot or nothing"),
            }
        }
    }

    /// The keys from the outermost on.
    pub fn parts(&self) -> &[String] {
        &self.0
    }

    /// The path of a key below this one.
    pub fn join(&self, key: &str) -> Self {
        let mut parts = self.0.clone();
        parts.push(key.to_owned());
        Self(parts)
    }

    /// Whether one of the two leads to the other.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, others)| own == others)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                out.write_str(".")?;
            }
            if part.contains(['.', '"', '\'']) || part.trim().len() < part.len() {
                // No quote of the other kind can be inside: names are read from one kind of quotes or none.
                let quote = if part.contains('"') { '\'' } else { '"' };
                write!(out, "{quote}{part}{quote}")?;
            } else {
                out.write_str(part)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_written() {
        for (text, parts) in [
            ("a.b", vec!["a", "b"]),
            ("origin.El Salvador.share", vec!["origin", "El Salvador", "share"]),
            ("origin.\"a.b\" . share", vec!["origin", "a.b", "share"]),
            ("origin.'say \"x\"'.share", vec!["origin", "say \"x\"", "share"]),
        ] {
            let path = KeyPath::parse(text).expect(text);
            assert_eq!(path.parts(), parts);
            assert_eq!(KeyPath::parse(&path.to_string()), Ok(path));
        }
        for bad in ["", ".", "a.", ".a", "a..b", "\"a", "\"a\"b", "\"\""] {
            assert!(KeyPath::parse(bad).is_err(), "{bad}");
        }
    }
}
