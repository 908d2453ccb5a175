//! Tables that scroll by themselves where the screen is narrow.

use maud::{Markup, html};

use crate::charts::capital;
use crate::evidence;

/// A table in a box of its own, with a caption, the headings of its columns and its rows.
pub(super) fn table(id: &str, caption: &Markup, columns: &[&str], rows: &Markup) -> Markup {
    html! {
        // Not in the table, which can be wider than the screen.
        p.caption id={ (id) "-caption" } { (caption) }
        // Who has no pointer can scroll it too.
        div.scroll tabindex="0" role="group" aria-labelledby={ (id) "-caption" } {
            table id=(id) aria-labelledby={ (id) "-caption" } {
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// A parameter by its name, with its path in small print.
pub(super) fn parameter(path: &str) -> Markup {
    html! { (capital(&evidence::name(path))) span.path { (name(path)) } }
}

/// The name of a parameter or column, which may break over lines behind its dots and underscores.
pub(super) fn name(path: &str) -> Markup {
    html! { code { @for part in path.split_inclusive(['.', '_']) { (part) wbr; } } }
}

/// A text in which every space matters, such as a file's, in a box of its own.
pub(super) fn listing(label: &str, text: &str) -> Markup {
    html! { pre.scroll tabindex="0" role="group" aria-label=(label) { code { (text) } } }
}
