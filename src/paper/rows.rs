//! What stands beside each other: facts, lists, tables, the bars of charts.

use super::{
    layout::{BODY, Layout, SMALL, SMALL_STRONG, STRONG, keeps},
    pages::{Block, Ink, Look, Mark, TEXT, joined, words},
    pieces::{Bar, Cells, Column},
    shaping::{Line, Style},
    tags::Part,
};
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagKind};

const LABEL: Style = Style { size: 8.5, bold: false, leading: 13.5 };
/// The places of columns: where they begin, how wide they are, whether their words stand at the end.
type Place = (f32, f32, bool);

/// Lines in a column, still to be placed.
struct Cell {
    lines: std::vec::IntoIter<Line>,
    count: usize,
    place: Place,
    look: Look,
}

/// How the rows of a part of a table look and what they are called by who reads them aloud.
struct Rows {
    style: Style,
    ink: Ink,
    cell: TagKind,
    pad: f32,
    rule: Ink,
    titles: Option<usize>,
}

impl Layout<'_> {
    fn cell(&self, text: &str, look: Look, place: Place) -> Cell {
        let lines = self.lines(text, look.style, place.1);
        let count = lines.len();
        Cell { lines: lines.into_iter(), count, place, look }
    }

    /// Cells beside each other with a line under them; a tall row is broken between lines.
    fn row(&mut self, mut cells: Vec<Cell>, pad: f32, titles: Option<usize>, rule: Ink) {
        let count = cells.iter().map(|cell| cell.count).max().unwrap_or(1).max(1);
        let step = cells.iter().map(|cell| cell.look.style.leading).fold(0.0, f32::max);
        for at in 0..count {
            let top = if at == 0 { pad } else { 0.0 };
            let mut block = Block { height: top + step, titles, ..Block::default() };
            for cell in &mut cells {
                let Some(line) = cell.lines.next() else { continue };
                let style = Style { leading: step, ..cell.look.style };
                block.marks.push(words(line, Look { style, ..cell.look }, cell.place, top));
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

    /// The two parts of an item of a list: what it is called or its bullet, what it says.
    fn item(&mut self, list: Part) -> [Option<Part>; 2] {
        let item = self.parts.add(Tag::LI, Some(list));
        let label = self.parts.add(Tag::Lbl, Some(item));
        [Some(label), Some(self.parts.add(Tag::LBody, Some(item)))]
    }

    pub fn facts(&mut self, facts: &[(String, String)]) {
        const LABELS: f32 = 142.0;
        let list = self.parts.add(Tag::L(ListNumbering::None), None);
        for (label, value) in facts {
            let [name, body] = self.item(list);
            let look = Look { style: LABEL, ink: Ink::Soft, part: name };
            let label = self.cell(label, look, (0.0, LABELS - 12.0, false));
            let look = Look { style: BODY, ink: Ink::Text, part: body };
            let value = self.cell(value, look, (LABELS, TEXT - LABELS, false));
            self.row(vec![label, value], 2.5, None, Ink::Hairline);
        }
        self.gap(6.0);
    }

    pub fn list(&mut self, items: &[String]) {
        let list = self.parts.add(Tag::L(ListNumbering::Disc), None);
        for item in items {
            let [bullet, body] = self.item(list);
            let look = Look { style: BODY, ink: Ink::Accent, part: bullet };
            let bullet = self.cell("•", look, (2.0, 10.0, false));
            let look = Look { style: BODY, ink: Ink::Text, part: body };
            let text = self.cell(item, look, (14.0, TEXT - 14.0, false));
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

    /// Titles, rows, and a sum; titles are said again on each page.
    pub fn table(&mut self, columns: &[Column], rows: &[Cells], foot: Option<&Cells>) {
        let places = self.places(columns);
        let table = self.parts.add(Tag::Table, None);
        let titles = columns.iter().map(|column| column.title.clone()).collect();
        let from = self.blocks.len();
        let (style, ink, cell) = (SMALL_STRONG, Ink::Soft, Tag::TH(TableHeaderScope::Column));
        let cell = cell.into();
        let mut look = Rows { style, ink, cell, pad: 2.5, rule: Ink::Accent, titles: None };
        let head = self.parts.add(Tag::THead, Some(table));
        self.table_rows(&[titles], head, &look, &places);
        let titles = joined(&self.blocks[from..]);
        for block in &mut self.blocks[from..] {
            block.stays = true;
        }
        self.titles.push(titles);
        let (style, cell, titles) = (BODY, Tag::TD.into(), Some(self.titles.len() - 1));
        look = Rows { style, ink: Ink::Text, cell, rule: Ink::Hairline, titles, ..look };
        let body = self.parts.add(Tag::TBody, Some(table));
        self.table_rows(rows, body, &look, &places);
        if let Some(foot) = foot {
            if let Some(last) = self.blocks.last_mut() {
                last.stays = true;
            }
            look = Rows { style: STRONG, pad: 3.5, rule: Ink::Accent, ..look };
            let part = self.parts.add(Tag::TFoot, Some(table));
            self.table_rows(std::slice::from_ref(foot), part, &look, &places);
        }
        self.gap(8.0);
    }

    fn places(&self, columns: &[Column]) -> Vec<Place> {
        let whole: f32 = columns.iter().map(|column| column.share).sum();
        let mut x = 0.0;
        let place = |column: &Column| {
            let (from, width) = (x, TEXT * column.share / whole);
            x += width;
            // Figures stand at the right in every language, or their points would not lie under each other.
            (from + 3.0, width - 6.0, column.figures && !self.is_rtl)
        };
        columns.iter().map(place).collect()
    }

    fn table_rows(&mut self, rows: &[Cells], within: Part, look: &Rows, places: &[Place]) {
        for texts in rows {
            let row = self.parts.add(Tag::TR, Some(within));
            let mut cells = Vec::new();
            for (text, place) in texts.iter().zip(places) {
                let part = Some(self.parts.add(look.cell.clone(), Some(row)));
                let look = Look { style: look.style, ink: look.ink, part };
                cells.push(self.cell(text, look, *place));
            }
            self.row(cells, look.pad, look.titles, look.rule);
        }
    }

    /// Bars are a table to those who hear them: a row has a label and says its figures.
    pub fn chart(&mut self, columns: &[String], rows: &[(String, Vec<Bar>)]) {
        let table = self.parts.add(Tag::Table, None);
        if columns.len() > 1 {
            self.legend(columns, table);
        }
        for (label, figures) in rows {
            self.bars(label, figures, table);
        }
        self.gap(4.0);
    }

    /// What the bars of each row are, from the first: the titles of the columns, behind each other.
    fn legend(&mut self, columns: &[String], table: Part) {
        const GAP: f32 = 2.1;
        let mut look = Look { style: SMALL, ink: Ink::Soft, part: None };
        let row = self.parts.add(Tag::TR, Some(table));
        self.parts.add(Tag::TD, Some(row));
        let mut block = Block { stays: true, ..Block::default() };
        let mut x = 0.0;
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                look.part = None;
                for stroke in self.lines("/", SMALL, TEXT) {
                    let width = stroke.width;
                    block.marks.push(words(stroke, look, (x + GAP, width, false), 0.0));
                    x += width + 2.0 * GAP;
                }
            }
            look.part = Some(self.parts.add(Tag::TH(TableHeaderScope::Column), Some(row)));
            for line in self.lines(column, SMALL, TEXT - x).into_iter().take(1) {
                let width = line.width;
                block.marks.push(words(line, look, (x, width, false), 0.0));
                x += width;
            }
        }
        block.height = SMALL.leading + 4.0;
        self.blocks.push(block);
    }

    fn bars(&mut self, label: &str, figures: &[Bar], table: Part) {
        const LABELS: f32 = 196.0;
        const LONGEST: f32 = 220.0;
        let row = self.parts.add(Tag::TR, Some(table));
        let part = Some(self.parts.add(Tag::TH(TableHeaderScope::Row), Some(row)));
        let mut look = Look { style: SMALL, ink: Ink::Text, part };
        let mut block = Block::default();
        for line in self.lines(label, SMALL, LABELS - 8.0) {
            block.marks.push(words(line, look, (0.0, LABELS, false), block.height));
            block.height += SMALL.leading;
        }
        let labels = block.height;
        block.height = 0.0;
        for (column, (figure, reach)) in figures.iter().enumerate() {
            let ink = if column == 0 { Ink::Accent } else { Ink::Warm };
            let width = LONGEST * reach;
            if width > 0.0 {
                let y = block.height + 1.5;
                block.marks.push(Mark::Box { x: LABELS, y, width, height: 8.0, ink });
            }
            look.part = Some(self.parts.add(Tag::TD, Some(row)));
            let place = (LABELS + width + 5.0, TEXT - LABELS - width - 5.0, false);
            for line in self.lines(figure, SMALL, place.1).into_iter().take(1) {
                block.marks.push(words(line, look, place, block.height));
            }
            block.height += SMALL.leading;
        }
        block.height = block.height.max(labels) + 3.0;
        self.blocks.push(block);
    }
}
