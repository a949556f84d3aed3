//! Blocks become pages: which stand on one, and where.

use super::{
    shaping::{Line, Style},
    tags::Part,
};

/// A4, in points.
pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;
pub const EDGE: f32 = 54.0;
/// The width of the text.
pub const TEXT: f32 = WIDTH - 2.0 * EDGE;
/// Where text begins on the first page and on the others, and where it ends.
const FIRST_TOP: f32 = 92.0;
const TOP: f32 = 72.0;
const BOTTOM: f32 = HEIGHT - 66.0;

/// What something is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    Soft,
    Accent,
    Warm,
    Hairline,
    Ground,
}

#[derive(Clone, Debug)]
pub enum Mark {
    /// A line of words whose base line is at `y`.
    Words {
        x: f32,
        y: f32,
        line: Line,
        ink: Ink,
        /// What they are a part of; None where they are not to be read aloud.
        part: Option<Part>,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
}

/// What is not broken between pages. `y` of its marks counts from its top.
#[derive(Clone, Debug, Default)]
pub struct Block {
    pub height: f32,
    pub marks: Vec<Mark>,
    /// Stands on one page with the next block.
    pub stays: bool,
    /// Nothing but a gap: dropped at the top of a page.
    pub is_gap: bool,
    /// The titles of the table it belongs to, which are said again at the top of a page.
    pub titles: Option<usize>,
}

/// A page: its blocks, each with the place of its top.
pub type Page = Vec<(f32, Block)>;

/// Where the words of a line begin, in a box that lies at `x`.
pub fn placed(line: &Line, (x, width, at_end): (f32, f32, bool)) -> f32 {
    if at_end { x + width - line.width } else { x }
}

/// How words are drawn and what they are a part of.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub style: Style,
    pub ink: Ink,
    pub part: Option<Part>,
}

/// A line in a box, whose top is at `top`.
pub fn words(line: Line, look: Look, place: (f32, f32, bool), top: f32) -> Mark {
    let Look { style, ink, part } = look;
    let x = placed(&line, place);
    Mark::Words { x, y: top + style.leading / 2.0 + style.size * 0.35, line, ink, part }
}

/// Blocks under each other as one, to be said again: nobody needs to hear them twice.
pub fn joined(blocks: &[Block]) -> Block {
    let mut whole = Block::default();
    for block in blocks {
        for mark in &block.marks {
            let mut mark = mark.clone();
            match &mut mark {
                Mark::Words { y, part, .. } => {
                    *y += whole.height;
                    *part = None;
                }
                Mark::Box { y, .. } => *y += whole.height,
            }
            whole.marks.push(mark);
        }
        whole.height += block.height;
    }
    whole
}

/// Puts blocks on pages: those that stay together on one page, where one is large enough for them.
pub fn paginate(blocks: &[Block], titles: &[Block]) -> Vec<Page> {
    let (mut pages, mut page, mut y) = (Vec::new(), Page::new(), FIRST_TOP);
    let mut at = 0;
    while at < blocks.len() {
        let rest = &blocks[at..];
        let end = rest.iter().position(|block| !block.stays).map_or(rest.len(), |last| last + 1);
        let group = &rest[..end];
        let tall: f32 = group.iter().map(|block| block.height).sum();
        let fits_a_page = tall <= BOTTOM - TOP - 30.0;
        let group = if fits_a_page { group } else { &group[..1] };
        let tall: f32 = group.iter().map(|block| block.height).sum();
        if y + tall > BOTTOM && !page.is_empty() {
            pages.push(std::mem::take(&mut page));
            y = TOP;
            if let Some(again) = group[0].titles.and_then(|place| titles.get(place)) {
                page.push((y, again.clone()));
                y += again.height;
            }
        }
        at += group.len();
        for block in group {
            if block.is_gap && page.is_empty() && !pages.is_empty() {
                continue;
            }
            page.push((y, block.clone()));
            y += block.height;
        }
    }
    pages.push(page);
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(height: f32) -> Block {
        Block { height, ..Block::default() }
    }

    #[test]
    fn a_title_goes_to_the_next_page_with_its_rows_and_rows_say_the_titles_again() {
        let mut blocks: Vec<Block> = (0..34).map(|_| block(20.0)).collect();
        blocks.push(Block { stays: true, ..block(20.0) });
        blocks.extend((0..60).map(|_| Block { titles: Some(0), ..block(20.0) }));
        let titles = [block(15.0)];
        let pages = paginate(&blocks, &titles);
        assert_eq!(pages[0].len(), 34, "the title is not left at the foot");
        assert_eq!(pages[2][0].1.height.to_bits(), 15.0_f32.to_bits());
        let shown: usize = pages.iter().map(Vec::len).sum();
        assert_eq!(shown, 95 + 1, "nothing is lost");
        for (top, block) in pages.iter().flatten() {
            assert!(top + block.height <= BOTTOM);
        }
    }

    #[test]
    fn what_is_taller_than_a_page_is_broken_all_the_same() {
        let blocks: Vec<Block> = (0..100).map(|_| Block { stays: true, ..block(20.0) }).collect();
        let pages = paginate(&blocks, &[]);
        assert!(pages.len() >= 3 && pages.iter().map(Vec::len).sum::<usize>() == 100);
    }
}
