//! Pages become a document: the frame around each, the marks on it, and what readers of documents are told of it.

use super::{
    faces::Faces,
    layout::{
        self, BODY, Block, EDGE, HEIGHT, Ink, Mark, Page, SMALL, SMALL_STRONG, STRONG, TEXT, WIDTH,
        placed,
    },
    pieces::Paper,
    shaping::{Line, Style},
};
use crate::{
    i18n::Text,
    web::error::{Error, Result},
};
use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    metadata::{Metadata, TextDirection},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
};

/// Lays the paper out and draws it.
pub fn draw(paper: &Paper, faces: &Faces<'_>) -> Result<Vec<u8>> {
    let pages = layout::pages(paper, faces);
    let count = pages.len();
    let mut document = Document::new();
    document.set_metadata(metadata(paper));
    for (place, blocks) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT);
        let settings = settings.ok_or_else(|| Error::Internal("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        Pen { surface: page.surface(), faces, paper }.page(blocks, place + 1, count);
        page.finish();
    }
    document.finish().map_err(|error| Error::Internal(format!("the paper: {error:?}")))
}

fn metadata(paper: &Paper) -> Metadata {
    let direction = if paper.frame.lang.dir() == "rtl" {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    Metadata::new()
        .title(format!("{}: {}", paper.kind, paper.title))
        .language(paper.frame.lang.to_string())
        .creator(paper.frame.house.clone())
        .text_direction(direction)
}

fn colour(ink: Ink) -> rgb::Color {
    match ink {
        Ink::Text => rgb::Color::new(34, 40, 43),
        Ink::Soft => rgb::Color::new(90, 95, 94),
        Ink::Accent => rgb::Color::new(13, 87, 99),
        Ink::Warm => rgb::Color::new(122, 79, 8),
        Ink::Hairline => rgb::Color::new(221, 210, 192),
        Ink::Ground => rgb::Color::new(248, 241, 226),
    }
}

/// Draws on one page. What it is told begins at the left; in languages from the right everything is mirrored.
struct Pen<'a, 'p> {
    surface: Surface<'p>,
    faces: &'a Faces<'a>,
    paper: &'a Paper,
}

impl Pen<'_, '_> {
    /// Everything on the page of this number, of so many.
    fn page(mut self, blocks: &Page, number: usize, count: usize) {
        if number == 1 {
            self.first_head();
        } else {
            self.running_head();
        }
        for (top, block) in blocks {
            self.block(*top, block);
        }
        self.foot(number, count);
    }

    fn is_rtl(&self) -> bool {
        self.paper.frame.lang.dir() == "rtl"
    }

    /// Where something of this width lies on the sheet.
    fn mirrored(&self, x: f32, width: f32) -> f32 {
        if self.is_rtl() { WIDTH - EDGE - x - width } else { EDGE + x }
    }

    fn ink(&mut self, ink: Ink) {
        let fill = Fill { paint: colour(ink).into(), ..Fill::default() };
        self.surface.set_fill(Some(fill));
    }

    fn block(&mut self, top: f32, block: &Block) {
        for mark in &block.marks {
            match mark {
                Mark::Words { x, y, line, ink } => self.words(line, *x, top + y, *ink),
                Mark::Box { x, y, width, height, ink } => {
                    self.rect((*x, top + y), (*width, *height), *ink);
                }
            }
        }
    }

    fn words(&mut self, line: &Line, x: f32, y: f32, ink: Ink) {
        self.ink(ink);
        let mut x = self.mirrored(x, line.width);
        for run in &line.runs {
            let start = Point::from_xy(x, y);
            let (glyphs, font) = (run.glyphs.as_slice(), run.font.clone());
            self.surface.draw_glyphs(start, glyphs, font, &run.text, line.size, false);
            x += run.width;
        }
    }

    fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), ink: Ink) {
        self.ink(ink);
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(self.mirrored(x, width), y, width, height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }

    /// One line of text in a box; what does not fit is left out.
    fn line(
        &mut self,
        text: &str,
        style: Style,
        (x, width, at_end): (f32, f32, bool),
        y: f32,
        ink: Ink,
    ) {
        let lines = self.faces.lines(text, style, width, self.is_rtl());
        if let Some(line) = lines.first() {
            let x = placed(line, (x, width, at_end));
            self.words(line, x, y, ink);
        }
    }

    /// The house and its mission at the beginning, who may see the paper at the end.
    fn first_head(&mut self) {
        self.house(self.mirrored(0.0, 22.0), 40.0);
        let frame = &self.paper.frame;
        let (half, end) = ((30.0, 250.0, false), (TEXT - 200.0, 200.0, true));
        self.line(&frame.house, STRONG, half, 50.0, Ink::Text);
        self.line(&frame.mission, SMALL, half, 61.0, Ink::Soft);
        self.line(&frame.label, SMALL_STRONG, end, 50.0, Ink::Soft);
        if let Some(mark) = &frame.mark {
            self.line(mark, STRONG, end, 62.0, Ink::Warm);
        }
        self.rect((0.0, 72.0), (TEXT, 1.2), Ink::Accent);
    }

    fn running_head(&mut self) {
        let (frame, title) = (&self.paper.frame, &self.paper.title);
        let name = format!("{} – {title}", self.paper.kind);
        self.line(&name, SMALL, (0.0, TEXT - 130.0, false), 48.0, Ink::Soft);
        match &frame.mark {
            Some(mark) => {
                self.line(mark, SMALL_STRONG, (TEXT - 120.0, 120.0, true), 48.0, Ink::Warm);
            }
            None => self.line(&frame.label, SMALL, (TEXT - 125.0, 125.0, true), 48.0, Ink::Soft),
        }
        self.rect((0.0, 54.0), (TEXT, 0.7), Ink::Hairline);
    }

    fn foot(&mut self, page: usize, count: usize) {
        self.rect((0.0, HEIGHT - 54.0), (TEXT, 0.7), Ink::Hairline);
        let frame = &self.paper.frame;
        let mut y = HEIGHT - 43.0;
        for line in self.faces.lines(&frame.foot, SMALL, TEXT - 90.0, self.is_rtl()).iter().take(2)
        {
            self.words(line, 0.0, y, Ink::Soft);
            y += SMALL.leading;
        }
        let text =
            Text::new("paper-page").with("n", page.to_string()).with("all", count.to_string());
        let place = (TEXT - 85.0, 85.0, true);
        self.line(&text.say(frame.lang), SMALL, place, HEIGHT - 43.0, Ink::Soft);
    }

    /// The mark of the house: an open door under a roof, as on its pages.
    fn house(&mut self, x: f32, y: f32) {
        const WALLS: [(f32, f32); 11] = [
            (16.0, 2.0),
            (1.5, 14.5),
            (5.0, 14.5),
            (5.0, 29.0),
            (12.0, 29.0),
            (12.0, 17.0),
            (20.0, 17.0),
            (20.0, 29.0),
            (27.0, 29.0),
            (27.0, 14.5),
            (30.5, 14.5),
        ];
        const LIGHT: [(f32, f32); 4] = [(12.0, 17.0), (20.0, 17.0), (20.0, 29.0), (12.0, 29.0)];
        const LEAF: [(f32, f32); 4] = [(20.0, 17.0), (25.0, 19.5), (25.0, 31.0), (20.0, 29.0)];
        let lamp = rgb::Color::new(233, 180, 76);
        for (corners, paint) in
            [(&WALLS[..], colour(Ink::Accent)), (&LIGHT[..], lamp), (&LEAF[..], colour(Ink::Text))]
        {
            self.surface.set_fill(Some(Fill { paint: paint.into(), ..Fill::default() }));
            let scale = BODY.size / 14.0;
            let mut path = PathBuilder::new();
            for (place, (across, down)) in corners.iter().enumerate() {
                let (to_x, to_y) = (x + across * scale, y + (down - 2.0) * scale);
                if place == 0 { path.move_to(to_x, to_y) } else { path.line_to(to_x, to_y) }
            }
            path.close();
            if let Some(path) = path.finish() {
                self.surface.draw_path(&path);
            }
        }
    }
}
