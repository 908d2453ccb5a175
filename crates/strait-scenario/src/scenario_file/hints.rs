//! What was probably meant: slips that are made often.

use jiff::civil::Date;

use super::key_path::KeyPath;
use super::limits;
use super::shape::{Shape, nearest};
use super::tree::{Kind, Node};

/// Most keys of one name that are named.
const NAMED_MAX: usize = 4;

/// What may have been meant by a value of the wrong kind.
pub(super) fn of_kind(path: &KeyPath, shape: &Shape, node: &Node) -> Option<String> {
    match (shape, &node.kind) {
        (Shape::Number | Shape::Whole, Kind::Text(text)) => of_number_as_text(path, text, node),
        (Shape::Flag, Kind::Text(text)) => Some(format!("did you mean {}{}?", flag(text)?, without_quotes(node))),
        (Shape::Flag, Kind::Whole(number @ 0..=1)) => Some(format!("did you mean {}?", *number == 1)),
        (Shape::Whole, Kind::Number(number)) if number.is_finite() && *number >= 0.0 && *number < 1e9 => {
            Some(format!("did you mean {}?", number.round()))
        }
        (Shape::Date, Kind::Text(text)) => Some(format!("did you mean {}?", date(text)?)),
        (Shape::Date, Kind::Moment(text)) => {
            let day: Date = text.get(..10)?.parse().ok()?;
            Some(format!("did you mean {day}? Strait's steps are whole days"))
        }
        (Shape::Text | Shape::Choice(_), Kind::Whole(_) | Kind::Number(_) | Kind::Flag(_) | Kind::Date(_)) => {
            Some("texts stand in quotes".to_owned())
        }
        (Shape::List(item, None), kind) if !matches!(kind, Kind::List(_)) => {
            let fits = item.fit(node, path, &mut Vec::new()).is_some();
            fits.then(|| "a list stands in brackets, even a list of one".to_owned())
        }
        _ => None,
    }
}

/// What may have been meant by a value that cannot be.
pub(super) fn of_problem(path: &str, found: &str, allowed: &str) -> Option<String> {
    if let Some(names) = allowed.strip_prefix("one of ") {
        let near = nearest(found.trim_matches('"'), names.split(", "))?;
        return Some(format!("did you mean \"{near}\"?"));
    }
    let number: f64 = found.parse().ok()?;
    (limits::is_share(path) && (2.0..=100.0).contains(&number)).then(|| as_share(number))
}

fn as_share(percent: f64) -> String {
    // To the digits that were given: 72.4 by 100 is 0.7240000000000001.
    let share = (percent * 1e6).round() / 1e8;
    format!("did you mean {share}? {percent} % as a share is {share}")
}

/// Words for a value in quotes that should have none; a flag's value has none to begin with.
fn without_quotes(node: &Node) -> &'static str {
    let line = node.place.line();
    if line.text[line.span].starts_with(['"', '\'']) { ", without quotes" } else { "" }
}

fn of_number_as_text(path: &KeyPath, text: &str, node: &Node) -> Option<String> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok()) {
        let share = limits::is_share(&path.to_string());
        return Some(if share {
            as_share(percent)
        } else {
            format!("did you mean {percent}{}?", without_quotes(node))
        });
    }
    let plain = text.replace([',', ' ', '_'], "");
    let number: f64 = plain.parse().ok()?;
    number.is_finite().then(|| format!("did you mean {number}{}?", without_quotes(node)))
}

fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// A date in another order: 06/08/2025, 6.8.2025, 2025/08/06, 6 August 2025.
fn date(text: &str) -> Option<Date> {
    let text = text.trim().replace(['/', '.'], "-");
    ["%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%Y-%m"]
        .iter()
        .find_map(|format| Date::strptime(format, &text).ok())
}

/// Where else a key stands: its paths, if there are any.
pub(super) fn elsewhere(key: &str, paths: &[KeyPath]) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for path in paths {
        let at = path.parts().iter().position(|part| part == key);
        // The table or key of this name itself, whatever stands below it.
        if let Some(at) = at.filter(|at| *at > 0) {
            let whole = path.parts()[..=at].iter().fold(KeyPath::default(), |path, part| path.join(part)).to_string();
            if !found.contains(&whole) && !whole.starts_with("origin.") {
                found.push(whole);
            }
        }
    }
    if found.is_empty() || found.len() > NAMED_MAX {
        return None;
    }
    let names: Vec<String> = found.iter().map(|path| format!("`{path}`")).collect();
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}

/// What may be wrong with a line that is not TOML.
pub(super) fn of_syntax(line: &str) -> Option<String> {
    let bare =
        |value: &str| value.starts_with(|letter: char| letter.is_alphabetic()) && !value.contains(['"', '\'', '[']);
    if let Some((key, value)) = line.split_once('=')
        && let Some(word) = value.split('#').next().map(str::trim).filter(|word| bare(word))
        && flag(word).is_none()
    {
        return Some(format!("texts stand in quotes: {} = \"{word}\"", key.trim()));
    }
    of_line(line).map(str::to_owned)
}

fn of_line(line: &str) -> Option<&'static str> {
    let line = line.trim();
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let value = value.split('#').next().unwrap_or_default().trim();
    let is_digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    if value.ends_with('%') {
        return Some("a share is written as a number from 0 to 1: 30 % is 0.30");
    }
    if value.starts_with(['“', '”', '‘', '’', '„']) || line.starts_with(['“', '”', '‘', '’']) {
        return Some("texts stand in straight quotes: \" or '");
    }
    if value.split(',').count() > 1 && value.split(',').all(|part| is_digits(part.trim())) {
        return Some("numbers are written without commas: 44000 or 44_000");
    }
    if value.starts_with(|letter: char| letter.is_alphabetic()) && flag(value).is_some() {
        return Some("true and false stand in lower case and without quotes");
    }
    if value.split(['/', '.']).count() == 3 && value.split(['/', '.']).all(is_digits) {
        return Some("dates are written year-month-day: 2025-08-06");
    }
    if value.split('-').count() == 3 && value.split('-').all(is_digits) {
        return Some(
            "dates are written year-month-day, each with all its digits, and must be in the calendar: 2025-08-06",
        );
    }
    if value.starts_with('.') || value.ends_with('.') {
        return Some("a number has a digit before and after its point: 0.5");
    }
    if !line.contains('=') && line.contains(':') {
        return Some("a key and its value are joined by an equals sign: beds = 600");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_other_orders_are_understood_day_before_month() {
        for text in ["06/08/2025", "6.8.2025", "2025/08/06", "6 August 2025", "August 6, 2025"] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some("2025-08-06"), "{text}");
        }
        assert_eq!(date("soon"), None);
    }
}
