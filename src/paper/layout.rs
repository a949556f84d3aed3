//! Pieces become blocks, and parts for those who hear them. Places are written as if every language began at the left; drawing
//! mirrors them.

use super::{
    faces::Faces,
    pages::{Block, Ink, Look, Mark, Page, TEXT, paginate, placed, words},
    pieces::{Frame, Paper, Piece},
    shaping::{Line, Style},
    tags::{Part, Parts},
};
use krilla::tagging::Tag;

const fn style(size: f32, bold: bool, leading: f32) -> Style {
    Style { size, bold, leading }
}
pub const BODY: Style = style(9.5, false, 13.5);
pub const STRONG: Style = style(9.5, true, 13.5);
pub const SMALL: Style = style(8.0, false, 11.0);
pub const SMALL_STRONG: Style = style(8.0, true, 11.0);
const LEAD: Style = style(11.0, false, 16.0);
const TITLE: Style = style(19.0, true, 24.0);
const HEADING: Style = style(12.5, true, 17.0);

/// Lays out the whole paper: its pages, and the parts of which they speak.
pub fn pages(paper: &Paper, faces: &Faces<'_>) -> (Vec<Page>, Parts) {
    let is_rtl = paper.frame.lang.dir() == "rtl";
    let (blocks, titles, parts) = (Vec::new(), Vec::new(), Parts::default());
    let mut layout = Layout { faces, is_rtl, blocks, titles, parts };
    let letterhead = layout.letterhead(&paper.frame);
    layout.head(paper);
    for piece in &paper.pieces {
        layout.piece(piece);
    }
    let mut pages = paginate(&layout.blocks, &layout.titles);
    pages[0].insert(0, (0.0, letterhead));
    (pages, layout.parts)
}

pub struct Layout<'a> {
    faces: &'a Faces<'a>,
    pub is_rtl: bool,
    pub blocks: Vec<Block>,
    pub titles: Vec<Block>,
    pub parts: Parts,
}

impl Layout<'_> {
    /// The house and its mission at the beginning, who may see the paper at the end.
    fn letterhead(&mut self, frame: &Frame) -> Block {
        let (half, end) = ((30.0, 250.0, false), (TEXT - 200.0, 200.0, true));
        let mark = frame.mark.as_ref().map(|mark| (mark, STRONG, end, 62.0, Ink::Warm));
        let texts = [
            (&frame.house, STRONG, half, 50.0, Ink::Text),
            (&frame.mission, SMALL, half, 61.0, Ink::Soft),
            (&frame.label, SMALL_STRONG, end, 50.0, Ink::Soft),
        ];
        let mut block = Block::default();
        for (text, style, place, y, ink) in texts.into_iter().chain(mark) {
            let part = Some(self.parts.add(Tag::P, None));
            for line in self.lines(text, style, place.1).into_iter().take(1) {
                let x = placed(&line, place);
                block.marks.push(Mark::Words { x, y, line, ink, part });
            }
        }
        block
    }

    fn head(&mut self, paper: &Paper) {
        let kind = self.parts.add(Tag::P, None);
        self.text(&paper.kind, STRONG, Ink::Accent, kind, true);
        self.gap(2.0);
        let title = self.parts.heading(1, &paper.title);
        self.text(&paper.title, TITLE, Ink::Text, title, true);
        if !paper.byline.is_empty() {
            self.kept_gap(2.0);
            let byline = self.parts.add(Tag::P, None);
            self.text(&paper.byline.join("  ·  "), BODY, Ink::Soft, byline, true);
        }
        self.gap(10.0);
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading(text) => {
                self.gap(13.0);
                let part = self.parts.heading(2, text);
                self.text(text, HEADING, Ink::Accent, part, true);
                self.rule(Ink::Hairline, true);
                self.kept_gap(5.0);
            }
            Piece::Subheading(text) => {
                self.gap(8.0);
                let part = self.parts.heading(3, text);
                self.text(text, STRONG, Ink::Text, part, true);
                self.kept_gap(2.0);
            }
            Piece::Paragraph(text) => self.paragraph(text, BODY, Ink::Text, 5.0),
            Piece::Lead(text) => self.paragraph(text, LEAD, Ink::Text, 7.0),
            Piece::Note(text) => self.paragraph(text, SMALL, Ink::Soft, 4.0),
            Piece::Callout(text) => self.callout(text),
            Piece::Facts(facts) => self.facts(facts),
            Piece::List(items) => self.list(items),
            Piece::Table { columns, rows, foot } => self.table(columns, rows, foot.as_ref()),
            Piece::Signatures { names, captions } => {
                for name in names {
                    self.signature(name, captions);
                }
            }
            Piece::Bars { columns, rows } => self.chart(columns, rows),
        }
    }

    pub fn gap(&mut self, height: f32) {
        self.blocks.push(Block { height, is_gap: true, ..Block::default() });
    }

    fn kept_gap(&mut self, height: f32) {
        self.blocks.push(Block { height, stays: true, ..Block::default() });
    }

    fn rule(&mut self, ink: Ink, stays: bool) {
        let mark = Mark::Box { x: 0.0, y: 1.0, width: TEXT, height: 0.7, ink };
        self.blocks.push(Block { height: 2.0, marks: vec![mark], stays, ..Block::default() });
    }

    pub fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.faces.lines(text, style, width, self.is_rtl)
    }

    fn paragraph(&mut self, text: &str, style: Style, ink: Ink, gap: f32) {
        let part = self.parts.add(Tag::P, None);
        self.text(text, style, ink, part, false);
        self.gap(gap);
    }

    /// A text, a block a line; its first two and its last two lines stay together, a title with what follows.
    fn text(&mut self, text: &str, style: Style, ink: Ink, part: Part, is_title: bool) {
        let look = Look { style, ink, part: Some(part) };
        let lines = self.lines(text, style, TEXT);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            // A paragraph of the other direction begins at the other side.
            let at_end = !is_title && line.is_rtl != self.is_rtl;
            let marks = vec![words(line, look, (0.0, TEXT, at_end), 0.0)];
            let stays = is_title || keeps(at, count);
            self.blocks.push(Block { height: style.leading, marks, stays, ..Block::default() });
        }
    }

    fn callout(&mut self, text: &str) {
        let part = Some(self.parts.add(Tag::P, None));
        let look = Look { style: STRONG, ink: Ink::Warm, part };
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
            let words = words(line, look, (14.0, TEXT - 24.0, false), top);
            let marks = vec![ground, edge, words];
            self.blocks.push(Block { height, marks, stays: !last, ..Block::default() });
        }
        self.gap(8.0);
    }

    /// Room to sign: name and function, signature, day.
    fn signature(&mut self, name: &str, captions: &[String; 3]) {
        const TALL: f32 = 46.0;
        self.gap(6.0);
        let part = self.parts.add(Tag::P, None);
        self.text(name, STRONG, Ink::Text, part, true);
        let mut block = Block { height: TALL, ..Block::default() };
        let places = [(0.0, 205.0), (221.0, 160.0), (397.0, TEXT - 397.0)];
        for ((x, width), caption) in places.into_iter().zip(captions) {
            let part = Some(self.parts.add(Tag::P, None));
            let look = Look { style: SMALL, ink: Ink::Soft, part };
            block.marks.push(Mark::Box { x, y: 30.0, width, height: 0.7, ink: Ink::Soft });
            for line in self.lines(caption, SMALL, width) {
                block.marks.push(words(line, look, (x, width, false), 32.0));
            }
        }
        self.blocks.push(block);
    }
}

/// Neither the first line of several nor the last stands alone.
pub fn keeps(at: usize, count: usize) -> bool {
    count > 1 && (at == 0 || at + 2 == count)
}
