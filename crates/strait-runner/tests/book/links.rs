//! Links lead to files that are there and to headings that are in them; the table of contents has every page.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::page::{Page, pages};
use crate::root;

/// A path without `..`, as far as names tell.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
        plain
    })
}

/// What is wrong with a link, if anything.
fn fault(root: &Path, pages: &[Page], page: &Page, link: &str) -> Option<String> {
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let target = match file {
        "" => page.path.clone(),
        file => plain(&page.path.parent().unwrap_or(Path::new("")).join(file)),
    };
    if !root.join(&target).exists() {
        return Some(format!("there is no {}", target.display()));
    }
    let anchor = anchor?;
    let Some(other) = pages.iter().find(|other| other.path == target) else {
        return Some(format!("{} is no page, and has no headings", target.display()));
    };
    let there = other.anchors.iter().any(|heading| heading == anchor);
    (!there).then(|| format!("{} has no heading #{anchor}; it has {}", target.display(), other.anchors.join(", ")))
}

#[test]
fn every_relative_link_leads_to_a_file_and_a_heading_that_are_there() {
    let root = root();
    let pages = pages(&root);
    let mut wrong = Vec::new();
    for page in &pages {
        let inner = page.links.iter().filter(|link| !link.text.contains("://") && !link.text.starts_with("mailto:"));
        for link in inner {
            if let Some(why) = fault(&root, &pages, page, &link.text) {
                wrong.push(format!("{}: {}: {why}", page.at(link.line), link.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_contents_has_every_page_once() {
    let pages = pages(&root());
    let contents = pages.iter().find(|page| page.path.ends_with("SUMMARY.md")).expect("a table of contents");
    let listed: Vec<PathBuf> = contents.links.iter().map(|link| Path::new("docs").join(&link.text)).collect();
    let unique: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "docs/SUMMARY.md lists a page twice");
    let in_book = pages.iter().filter(|page| page.path.starts_with("docs") && page.path != contents.path);
    let missing: Vec<String> =
        in_book.filter(|page| !unique.contains(&page.path)).map(|page| page.path.display().to_string()).collect();
    assert!(missing.is_empty(), "not in docs/SUMMARY.md, and so not in the book: {}", missing.join(", "));
}
