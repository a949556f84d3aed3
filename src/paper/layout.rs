//! Pieces become blocks, blocks become pages. Places are written as if every language began at the left; drawing mirrors them.

use super::{
    faces::Faces,
    pieces::{Column, Paper, Piece},
    shaping::{Line, Style},
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

const fn style(size: f32, bold: bool, leading: f32) -> Style {
    Style { size, bold, leading }
}
pub const BODY: Style = style(9.5, false, 13.5);
pub const STRONG: Style = style(9.5, true, 13.5);
pub const SMALL: Style = style(8.0, false, 11.0);
pub const SMALL_STRONG: Style = style(8.0, true, 11.0);
const LABEL: Style = style(8.5, false, 13.5);
const LEAD: Style = style(11.0, false, 16.0);
const TITLE: Style = style(19.0, true, 24.0);
const HEADING: Style = style(12.5, true, 17.0);

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
    stays: bool,
    /// Nothing but a gap: dropped at the top of a page.
    is_gap: bool,
    /// The titles of the table it belongs to, which are said again at the top of a page.
    titles: Option<usize>,
}

/// A page: its blocks, each with the place of its top.
pub type Page = Vec<(f32, Block)>;

/// Lines in a column, still to be placed.
struct Cell {
    lines: std::vec::IntoIter<Line>,
    count: usize,
    x: f32,
    width: f32,
    at_end: bool,
    style: Style,
    ink: Ink,
}

/// Lays out the whole paper.
pub fn pages(paper: &Paper, faces: &Faces<'_>) -> Vec<Page> {
    let is_rtl = paper.frame.lang.dir() == "rtl";
    let mut layout = Layout { faces, is_rtl, blocks: Vec::new(), titles: Vec::new() };
    layout.head(paper);
    for piece in &paper.pieces {
        layout.piece(piece);
    }
    paginate(&layout.blocks, &layout.titles)
}

/// Where the words of a line begin, in a box that lies at `x`.
pub fn placed(line: &Line, (x, width, at_end): (f32, f32, bool)) -> f32 {
    if at_end { x + width - line.width } else { x }
}

struct Layout<'a> {
    faces: &'a Faces<'a>,
    is_rtl: bool,
    blocks: Vec<Block>,
    titles: Vec<Block>,
}

impl Layout<'_> {
    fn head(&mut self, paper: &Paper) {
        self.text(&paper.kind, STRONG, Ink::Accent, (0.0, TEXT), true);
        self.gap(2.0);
        self.text(&paper.title, TITLE, Ink::Text, (0.0, TEXT), true);
        if !paper.byline.is_empty() {
            self.kept_gap(2.0);
            self.text(&paper.byline.join("  ·  "), BODY, Ink::Soft, (0.0, TEXT), true);
        }
        self.gap(10.0);
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading(text) => {
                self.gap(13.0);
                self.text(text, HEADING, Ink::Accent, (0.0, TEXT), true);
                self.rule(Ink::Hairline, true);
                self.kept_gap(5.0);
            }
            Piece::Subheading(text) => {
                self.gap(8.0);
                self.text(text, STRONG, Ink::Text, (0.0, TEXT), true);
                self.kept_gap(2.0);
            }
            Piece::Paragraph(text) => {
                self.text(text, BODY, Ink::Text, (0.0, TEXT), false);
                self.gap(5.0);
            }
            Piece::Lead(text) => {
                self.text(text, LEAD, Ink::Text, (0.0, TEXT), false);
                self.gap(7.0);
            }
            Piece::Note(text) => {
                self.text(text, SMALL, Ink::Soft, (0.0, TEXT), false);
                self.gap(4.0);
            }
            Piece::Callout(text) => self.callout(text),
            Piece::Facts(facts) => self.facts(facts),
            Piece::List(items) => self.list(items),
            Piece::Table { columns, rows, foot } => self.table(columns, rows, foot.as_ref()),
            Piece::Signatures { names, captions } => {
                for name in names {
                    self.signature(name, captions);
                }
            }
            Piece::Bars(rows) => {
                for (label, figures) in rows {
                    self.bars(label, figures);
                }
                self.gap(4.0);
            }
        }
    }

    fn gap(&mut self, height: f32) {
        self.blocks.push(Block { height, is_gap: true, ..Block::default() });
    }

    fn kept_gap(&mut self, height: f32) {
        self.blocks.push(Block { height, stays: true, ..Block::default() });
    }

    fn rule(&mut self, ink: Ink, stays: bool) {
        let mark = Mark::Box { x: 0.0, y: 1.0, width: TEXT, height: 0.7, ink };
        self.blocks.push(Block { height: 2.0, marks: vec![mark], stays, ..Block::default() });
    }

    fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.faces.lines(text, style, width, self.is_rtl)
    }

    /// A text, a block a line; its first two and its last two lines stay together, a title with what follows.
    fn text(&mut self, text: &str, style: Style, ink: Ink, (x, width): (f32, f32), is_title: bool) {
        let lines = self.lines(text, style, width);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // A paragraph of the other direction begins at the other side.
            let at_end = !is_title && line.is_rtl != self.is_rtl;
            let mark = words(line, style, (x, width, at_end), 0.0, ink);
            let stays = is_title || keeps(at, count);
            self.blocks.push(Block {
                height: style.leading,
                marks: vec![mark],
                stays,
                ..Block::default()
            });
        }
    }

    fn cell(
        &self,
        text: &str,
        style: Style,
        ink: Ink,
        (x, width, at_end): (f32, f32, bool),
    ) -> Cell {
        let lines = self.lines(text, style, width);
        let count = lines.len();
        Cell { lines: lines.into_iter(), count, x, width, at_end, style, ink }
    }

    /// Cells beside each other with a line under them; a tall row is broken between lines.
    fn row(&mut self, mut cells: Vec<Cell>, pad: f32, titles: Option<usize>, rule: Ink) {
        let count = cells.iter().map(|cell| cell.count).max().unwrap_or(1).max(1);
        let step = cells.iter().map(|cell| cell.style.leading).fold(0.0, f32::max);
        for at in 0..count {
            let top = if at == 0 { pad } else { 0.0 };
            let mut block = Block { height: top + step, titles, ..Block::default() };
            for cell in &mut cells {
                let Some(line) = cell.lines.next() else { continue };
                let style = Style { leading: step, ..cell.style };
                let place = (cell.x, cell.width, cell.at_end);
                block.marks.push(words(line, style, place, top, cell.ink));
            }
            if at + 1 == count {
                block.height += pad;
                let y = block.height - 0.6;
                block.marks.push(Mark::Box { x: 0.0, y, width: TEXT, height: 0.6, ink: rule });
            }
            block.stays = at + 1 < count && count <= 8 || keeps(at, count);
            self.blocks.push(block);
        }
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        const LABELS: f32 = 142.0;
        for (label, value) in facts {
            let label = self.cell(label, LABEL, Ink::Soft, (0.0, LABELS - 12.0, false));
            let value = self.cell(value, BODY, Ink::Text, (LABELS, TEXT - LABELS, false));
            self.row(vec![label, value], 2.5, None, Ink::Hairline);
        }
        self.gap(6.0);
    }

    fn list(&mut self, items: &[String]) {
        for item in items {
            let bullet = self.cell("•", BODY, Ink::Accent, (2.0, 10.0, false));
            let text = self.cell(item, BODY, Ink::Text, (14.0, TEXT - 14.0, false));
            self.row_plain(vec![bullet, text]);
        }
        self.gap(5.0);
    }

    /// A row without a line under it.
    fn row_plain(&mut self, cells: Vec<Cell>) {
        let from = self.blocks.len();
        self.row(cells, 0.8, None, Ink::Hairline);
        for block in &mut self.blocks[from..] {
            block.marks.retain(|mark| matches!(mark, Mark::Words { .. }));
        }
    }

    fn callout(&mut self, text: &str) {
        let lines = self.lines(text, STRONG, TEXT - 24.0);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let (first, last) = (at == 0, at + 1 == count);
            let top = if first { 6.0 } else { 0.0 };
            let height = top + STRONG.leading + if last { 6.0 } else { 0.0 };
            let ground =
                Mark::Box { x: 0.0, y: 0.0, width: TEXT, height: height + 0.3, ink: Ink::Ground };
            let edge =
                Mark::Box { x: 0.0, y: 0.0, width: 3.0, height: height + 0.3, ink: Ink::Warm };
            let words = words(line, STRONG, (14.0, TEXT - 24.0, false), top, Ink::Warm);
            let marks = vec![ground, edge, words];
            self.blocks.push(Block { height, marks, stays: !last, ..Block::default() });
        }
        self.gap(8.0);
    }

    /// Titles, rows, and a sum; titles are said again on each page.
    fn table(&mut self, columns: &[Column], rows: &[Vec<String>], foot: Option<&Vec<String>>) {
        let whole: f32 = columns.iter().map(|column| column.share).sum();
        let mut x = 0.0;
        let mut places = Vec::new();
        for column in columns {
            let width = TEXT * column.share / whole;
            // Figures stand at the right in every language, or their points would not lie under each other.
            places.push((x + 3.0, width - 6.0, column.figures && !self.is_rtl));
            x += width;
        }
        let from = self.blocks.len();
        let cells = columns.iter().zip(&places);
        let cells =
            cells.map(|(column, place)| self.cell(&column.title, SMALL_STRONG, Ink::Soft, *place));
        let cells = cells.collect();
        self.row(cells, 2.5, None, Ink::Accent);
        let titles = joined(&self.blocks[from..]);
        for block in &mut self.blocks[from..] {
            block.stays = true;
        }
        self.titles.push(titles);
        let titles = Some(self.titles.len() - 1);
        for row in rows {
            let cells = row.iter().zip(&places);
            let cells =
                cells.map(|(text, place)| self.cell(text, BODY, Ink::Text, *place)).collect();
            self.row(cells, 2.5, titles, Ink::Hairline);
        }
        if let Some(foot) = foot {
            if let Some(last) = self.blocks.last_mut() {
                last.stays = true;
            }
            let cells = foot.iter().zip(&places);
            let cells =
                cells.map(|(text, place)| self.cell(text, STRONG, Ink::Text, *place)).collect();
            self.row(cells, 3.5, titles, Ink::Accent);
        }
        self.gap(8.0);
    }

    /// Room to sign: name and function, signature, day.
    fn signature(&mut self, name: &str, captions: &[String; 3]) {
        const TALL: f32 = 46.0;
        self.gap(6.0);
        self.text(name, STRONG, Ink::Text, (0.0, TEXT), true);
        let mut block = Block { height: TALL, ..Block::default() };
        let places = [(0.0, 205.0), (221.0, 160.0), (397.0, TEXT - 397.0)];
        for ((x, width), caption) in places.into_iter().zip(captions) {
            block.marks.push(Mark::Box { x, y: 30.0, width, height: 0.7, ink: Ink::Soft });
            for line in self.lines(caption, SMALL, width) {
                block.marks.push(words(line, SMALL, (x, width, false), 32.0, Ink::Soft));
            }
        }
        self.blocks.push(block);
    }

    fn bars(&mut self, label: &str, figures: &[(String, f32)]) {
        const LABELS: f32 = 196.0;
        const LONGEST: f32 = 220.0;
        let mut block = Block::default();
        for line in self.lines(label, SMALL, LABELS - 8.0) {
            block.marks.push(words(line, SMALL, (0.0, LABELS, false), block.height, Ink::Text));
            block.height += SMALL.leading;
        }
        let labels = block.height;
        block.height = 0.0;
        for (column, (figure, reach)) in figures.iter().enumerate() {
            let ink = if column == 0 { Ink::Accent } else { Ink::Warm };
            let width = LONGEST * reach;
            if width > 0.0 {
                block.marks.push(Mark::Box {
                    x: LABELS,
                    y: block.height + 1.5,
                    width,
                    height: 8.0,
                    ink,
                });
            }
            let place = (LABELS + width + 5.0, TEXT - LABELS - width - 5.0, false);
            for line in self.lines(figure, SMALL, place.1).into_iter().take(1) {
                block.marks.push(words(line, SMALL, place, block.height, Ink::Text));
            }
            block.height += SMALL.leading;
        }
        block.height = block.height.max(labels) + 3.0;
        self.blocks.push(block);
    }
}

fn words(line: Line, style: Style, place: (f32, f32, bool), top: f32, ink: Ink) -> Mark {
    let x = placed(&line, place);
    Mark::Words { x, y: top + style.leading / 2.0 + style.size * 0.35, line, ink }
}

/// Neither the first line of several nor the last stands alone.
fn keeps(at: usize, count: usize) -> bool {
    count > 1 && (at == 0 || at + 2 == count)
}

/// Blocks under each other as one.
fn joined(blocks: &[Block]) -> Block {
    let mut whole = Block::default();
    for block in blocks {
        for mark in &block.marks {
            let mut mark = mark.clone();
            match &mut mark {
                Mark::Words { y, .. } | Mark::Box { y, .. } => *y += whole.height,
            }
            whole.marks.push(mark);
        }
        whole.height += block.height;
    }
    whole
}

/// Puts blocks on pages: those that stay together on one page, where one is large enough for them.
fn paginate(blocks: &[Block], titles: &[Block]) -> Vec<Page> {
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
