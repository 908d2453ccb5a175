//! A Markdown page as readers meet it: headings, links, code.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
pub(crate) struct Page {
    /// Its path from the repository's root.
    pub(crate) path: PathBuf,
    /// What can be linked to in it, after a `#`.
    pub(crate) anchors: Vec<String>,
    /// Where its links and pictures lead.
    pub(crate) links: Vec<Found>,
    /// Code within its sentences.
    pub(crate) spans: Vec<Found>,
    /// Its code blocks, in order.
    pub(crate) blocks: Vec<Block>,
}

/// A text and the line that it begins on.
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A code block.
pub(crate) struct Block {
    /// What the fence says that it is; nothing when it says nothing.
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Page {
    /// Reads the page at a path from the root.
    pub(crate) fn read(root: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::new(path.to_path_buf(), &text)
    }

    fn new(path: PathBuf, text: &str) -> Self {
        let mut page = Self { path, anchors: Vec::new(), links: Vec::new(), spans: Vec::new(), blocks: Vec::new() };
        let line_of = |offset: usize| 1 + text[..offset].matches('\n').count();
        let mut heading: Option<String> = None;
        let mut block: Option<Block> = None;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = line_of(range.start);
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    let earlier = page.anchors.iter().filter(|other| **other == anchor).count();
                    page.anchors.push(if earlier == 0 { anchor } else { format!("{anchor}-{earlier}") });
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(Found { text: dest_url.to_string(), line });
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                        // Four spaces make one too: equations of some pages.
                        CodeBlockKind::Indented => "text".to_owned(),
                    };
                    block = Some(Block { language, text: String::new(), line });
                }
                Event::End(TagEnd::CodeBlock) => page.blocks.extend(block.take()),
                Event::Text(words) => match (&mut block, &mut heading) {
                    (Some(block), _) => block.text += &words,
                    (None, Some(heading)) => *heading += &words,
                    (None, None) => {}
                },
                Event::Code(words) => {
                    if let Some(heading) = &mut heading {
                        *heading += &words;
                    }
                    page.spans.push(Found { text: words.to_string(), line });
                }
                _ => {}
            }
        }
        page
    }

    /// Where something stands, for messages.
    pub(crate) fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }
}

/// The anchor of a heading, which code hosts and mdBook make alike.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|letter| match letter {
        letter if letter.is_whitespace() => Some('-'),
        letter if letter.is_alphanumeric() || "_-".contains(letter) => Some(letter),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The README and every page of the book, the table of contents among them.
pub(crate) fn pages(root: &Path) -> Vec<Page> {
    let docs = fs::read_dir(root.join("docs")).expect("the book's folder");
    let names = docs.map(|entry| entry.expect("an entry").file_name());
    let mut paths: Vec<PathBuf> = names.map(|name| Path::new("docs").join(name)).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    paths.insert(0, PathBuf::from("README.md"));
    paths.iter().map(|path| Page::read(root, path)).collect()
}
