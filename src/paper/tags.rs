//! What a paper says to those who hear it: its parts in the order in which they are read, and its headings as bookmarks.
//!
//! Layout names the parts, drawing tells each which words are its own. What belongs to no part is not read aloud: hairlines, boxes,
//! and heads, feet and titles that are said again.

use krilla::{
    destination::XyzDestination,
    geom::Point,
    outline::{Outline, OutlineNode},
    tagging::{Identifier, Node, Tag, TagGroup, TagKind, TagTree},
};
use std::{iter::Peekable, num::NonZeroU16};

/// Which part of a paper words belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(usize);

struct Known {
    tag: TagKind,
    within: Option<Part>,
    words: Vec<Node>,
    /// Where its words begin.
    begins: Option<XyzDestination>,
}

/// The parts of a paper, each before those within it.
#[derive(Default)]
pub struct Parts {
    all: Vec<Known>,
    /// The level of the heading named last.
    level: u16,
}

/// The level of a heading, its words, where it stands.
type Bookmark = (u16, String, XyzDestination);

impl Parts {
    /// The next part, within another or beside those at the top.
    pub fn add(&mut self, tag: impl Into<TagKind>, within: Option<Part>) -> Part {
        self.all.push(Known { tag: tag.into(), within, words: Vec::new(), begins: None });
        Part(self.all.len() - 1)
    }

    /// A heading of this level, or of the level under the last heading where that would skip one.
    pub fn heading(&mut self, level: u16, text: &str) -> Part {
        if text.trim().is_empty() {
            return self.add(Tag::P, None);
        }
        self.level = level.min(self.level + 1);
        let level = NonZeroU16::new(self.level).unwrap_or(NonZeroU16::MIN);
        self.add(Tag::Hn(level, Some(text.to_owned())), None)
    }

    /// These words on the page of this index, from this height on, belong to the part.
    pub fn says(&mut self, part: Part, words: Identifier, (page, top): (usize, f32)) {
        if let Some(known) = self.all.get_mut(part.0) {
            known.words.push(words.into());
            known.begins.get_or_insert_with(|| XyzDestination::new(page, Point::from_xy(0.0, top)));
        }
    }

    /// The bookmarks: headings, each with those under it.
    pub fn outline(&self) -> Outline {
        let marks = self.all.iter().filter_map(|known| {
            let text = known.tag.title()?.to_owned();
            Some((known.tag.level()?.get(), text, known.begins.clone()?))
        });
        let mut outline = Outline::new();
        for node in under(0, &mut marks.peekable()) {
            outline.push_child(node);
        }
        outline
    }

    /// The tree of all parts that say something; cells stay without words too, for those beside them.
    pub fn tree(self) -> TagTree {
        let within: Vec<_> = self.all.iter().map(|known| known.within).collect();
        let mut groups: Vec<TagGroup> = self.all.into_iter().map(group).collect();
        let mut tree = TagTree::new();
        // From the last to the first: what is within a part has been found before the part.
        while let Some(mut group) = groups.pop() {
            group.children.reverse();
            let is_cell = matches!(group.tag, TagKind::TH(_) | TagKind::TD(_));
            if !is_cell && group.children.is_empty() {
                continue;
            }
            match within[groups.len()] {
                Some(part) => groups[part.0].push(group),
                None => tree.push(group),
            }
        }
        tree.children.reverse();
        tree
    }
}

/// The part with its words, the last first.
fn group(known: Known) -> TagGroup {
    TagGroup::with_children(known.tag, known.words.into_iter().rev().collect())
}

/// The bookmarks that follow and stand under this level.
fn under(level: u16, marks: &mut Peekable<impl Iterator<Item = Bookmark>>) -> Vec<OutlineNode> {
    let mut nodes = Vec::new();
    while let Some((own, text, place)) = marks.next_if(|(next, ..)| *next > level) {
        let mut node = OutlineNode::new(text, place).with_open(true);
        for child in under(own, marks) {
            node.push_child(child);
        }
        nodes.push(node);
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use krilla::tagging::TableHeaderScope;

    fn levels(parts: &Parts) -> Vec<u16> {
        parts.all.iter().filter_map(|known| Some(known.tag.level()?.get())).collect()
    }

    #[test]
    fn headings_skip_no_level_and_an_empty_one_is_none() {
        let mut parts = Parts::default();
        for (level, text) in [(1, "file"), (2, " "), (3, "visit"), (2, "visits"), (3, "visit")] {
            parts.heading(level, text);
        }
        assert_eq!(levels(&parts), [1, 2, 2, 3]);
    }

    #[test]
    fn parts_that_say_nothing_are_left_out_but_cells_stay() {
        let mut parts = Parts::default();
        parts.add(Tag::P, None);
        let table = parts.add(Tag::Table, None);
        let row = parts.add(Tag::TR, Some(table));
        parts.add(Tag::TH(TableHeaderScope::Row), Some(row));
        parts.add(Tag::TD, Some(row));
        let tree = parts.tree();
        let [Node::Group(table)] = &tree.children[..] else { panic!("one table") };
        let [Node::Group(row)] = &table.children[..] else { panic!("one row") };
        let cells = row.children.iter().map(|cell| match cell {
            Node::Group(cell) => matches!(cell.tag, TagKind::TH(_)),
            Node::Leaf(_) => panic!("no words"),
        });
        assert_eq!(
            cells.collect::<Vec<_>>(),
            [true, false],
            "the title before what it is the title of"
        );
    }
}
