//! Where the letters of a drawing are, to find those that overlap or leave the sheet.

use resvg::usvg::{Group, Node, Tree};

/// A text and the box around its letters: left, top, right, bottom, in tenths of a pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) edges: [i32; 4],
}

/// The texts of a drawing whose letters are not outlines yet.
pub(super) fn of(tree: &Tree) -> Vec<Text> {
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    found
}

fn collect(group: &Group, found: &mut Vec<Text>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let around = text.flattened().abs_bounding_box();
                let edges = [around.left(), around.top(), around.right(), around.bottom()];
                let words: Vec<&str> = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push(Text { text: words.concat(), edges: edges.map(|edge| (edge * 10.0).round() as i32) });
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// The pairs of texts whose boxes share a place.
pub(super) fn overlaps(texts: &[Text]) -> Vec<(&str, &str)> {
    let apart = |a: &Text, b: &Text| {
        let ([l, t, r, d], [left, top, right, down]) = (a.edges, b.edges);
        r <= left || right <= l || d <= top || down <= t
    };
    let pairs = texts.iter().enumerate().flat_map(|(at, a)| texts[at + 1..].iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| !apart(a, b)).map(|(a, b)| (a.text.as_str(), b.text.as_str())).collect()
}

#[test]
fn overlapping_letters_are_found() {
    let drawing = |x: i32| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"40\"><g font-family=\"Inter\" \
             font-size=\"20\"><text x=\"0\" y=\"30\">arrivals</text><text x=\"{x}\" y=\"30\">returns</text></g></svg>"
        );
        of(&super::render::tree(&svg).expect("a drawing"))
    };
    assert_eq!(overlaps(&drawing(40)), [("arrivals", "returns")]);
    assert!(overlaps(&drawing(120)).is_empty());
}
