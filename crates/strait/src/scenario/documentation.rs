//! What each parameter is, in the words of its own documentation.
//!
//! A program does not carry doc comments, and a derive that keeps them (schemars) would make a cold build a tenth longer.
//! So the sources of this folder are read, which rustfmt keeps regular: documentation, and below it `pub name: Type,`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const SOURCES: [&str; 9] = [
    include_str!("mod.rs"),
    include_str!("agreement.rs"),
    include_str!("arrivals.rs"),
    include_str!("choice.rs"),
    include_str!("courts.rs"),
    include_str!("crossing.rs"),
    include_str!("home_office.rs"),
    include_str!("scale_up.rs"),
    include_str!("uk.rs"),
];

/// What stands between a description with its unit and where the value is from.
const BEFORE_SOURCE: &str = " – ";

/// What a parameter, a form of deterrence or a section is, with the unit in brackets: `home_office.detention.beds`,
/// `deterrence.linear`, `courts`. Of any origin's keys it is `origin.share`. None for what is no parameter.
#[must_use]
pub fn documentation(path: &str) -> Option<&'static str> {
    static TYPES: LazyLock<BTreeMap<String, Type>> = LazyLock::new(|| {
        let mut types = BTreeMap::new();
        SOURCES.iter().for_each(|source| add_types(source, &mut types));
        types
    });
    let (mut section, mut words) = (TYPES.get("Scenario"), "");
    for part in path.split('.') {
        let key = section?.keys.get(part)?;
        section = TYPES.get(&key.of);
        // A section says more of itself than the key that holds it.
        words = section.map_or(key.words, |section| section.words);
    }
    words.split(BEFORE_SOURCE).next()
}

/// A type of parameters, or one form of a choice, such as `Deterrence::Linear`.
#[derive(Default)]
struct Type {
    words: &'static str,
    keys: BTreeMap<String, Key>,
}

/// A key of a type.
struct Key {
    words: &'static str,
    /// The name of its type.
    of: String,
}

fn add_types(source: &'static str, types: &mut BTreeMap<String, Type>) {
    let (mut owner, mut form, mut words) = (String::new(), String::new(), "");
    for line in source.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let item = code.strip_prefix("pub struct ").or(code.strip_prefix("pub enum "));
        if let Some(text) = code.strip_prefix("///") {
            // The first line says what it is.
            words = if words.is_empty() { text.trim_start() } else { words };
        } else if let Some(name) = item.and_then(|item| item.strip_suffix(" {")) {
            owner = name.to_owned();
            types.entry(owner.clone()).or_default().words = words;
        } else if indent == 4 && code.starts_with(char::is_uppercase) {
            let name: String = code.chars().take_while(|letter| letter.is_alphanumeric()).collect();
            form = format!("{owner}::{name}");
            types.entry(form.clone()).or_default().words = words;
            let key = Key { words, of: form.clone() };
            types.entry(owner.clone()).or_default().keys.insert(snake_case(&name), key);
        } else if let Some((name, of)) = code.strip_suffix(',').and_then(|code| code.split_once(": ")) {
            let of = of.trim_start_matches("Vec<").trim_end_matches('>').to_owned();
            let holder = if indent == 8 { &form } else { &owner };
            let key = Key { words, of };
            types.entry(holder.clone()).or_default().keys.insert(name.trim_start_matches("pub ").to_owned(), key);
        }
        // Attributes stand between documentation and what it is of.
        if !code.starts_with("///") && !code.starts_with("#[") {
            words = "";
        }
        if line == "}" {
            owner.clear();
        }
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Editors would show other words than the documentation's, or none.
    #[test]
    fn words_are_those_above_the_key_without_the_source() {
        for (path, words) in [
            ("home_office.detention.beds", "Beds for the scheme [beds]"),
            ("home_office", "The UK's part: selection, intake, detention, casework, flights."),
            ("deterrence.threshold.width", "Width of the rise around the midpoint [share]"),
            ("origin.price_eur", "Price of a place in a boat [EUR]"),
            ("agreement.enabled", "Whether there is an agreement at all."),
        ] {
            assert_eq!(documentation(path), Some(words), "{path}");
        }
        for none in ["", "beds", "home_office.detention.beds.more", "home_office.bed"] {
            assert_eq!(documentation(none), None, "{none}");
        }
    }
}
