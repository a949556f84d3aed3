//! Pages become a document: the frame around each, the marks on it, and what readers of documents are told of it.

use super::{
    faces::Faces,
    layout::{self, BODY, SMALL, SMALL_STRONG},
    pages::{Block, EDGE, HEIGHT, Ink, Mark, Page, TEXT, WIDTH, placed},
    pieces::Paper,
    shaping::{Line, Style},
    tags::{Part, Parts},
};
use crate::{
    i18n::Text,
    web::error::{Error, Result},
};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::{Metadata, TextDirection},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
};

/// Lays the paper out and draws it, as PDF/UA-1. A paper that does not keep its rules is a document all the same, and does not say
/// that it does.
pub fn draw(paper: &Paper, faces: &Faces<'_>) -> Result<Vec<u8>> {
    let sheet = PageSettings::from_wh(WIDTH, HEIGHT);
    let sheet = sheet.ok_or_else(|| Error::Internal("a page has no size".to_owned()))?;
    let kept = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1);
    let mut made = write(paper, faces, &sheet, kept.finish().unwrap_or_default());
    if let Err(KrillaError::Validation(faults)) = &made {
        tracing::warn!(?faults, "a paper does not keep the rules of PDF/UA-1");
        made = write(paper, faces, &sheet, Configuration::default());
    }
    made.map_err(|error| Error::Internal(format!("the paper: {error:?}")))
}

fn write(
    paper: &Paper,
    faces: &Faces<'_>,
    sheet: &PageSettings,
    configuration: Configuration,
) -> Result<Vec<u8>, KrillaError> {
    let (pages, mut parts) = layout::pages(paper, faces);
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(paper));
    for (place, blocks) in pages.iter().enumerate() {
        let mut page = document.start_page_with(sheet.clone());
        let (surface, parts) = (page.surface(), &mut parts);
        Pen { surface, faces, paper, parts, place }.page(blocks, pages.len());
        page.finish();
    }
    document.set_outline(parts.outline());
    document.set_tag_tree(parts.tree());
    document.finish()
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
    parts: &'a mut Parts,
    /// Which page it is, from 0.
    place: usize,
}

impl Pen<'_, '_> {
    /// Everything on the page, of so many.
    fn page(mut self, blocks: &Page, count: usize) {
        if self.place == 0 {
            self.unread(ArtifactType::Layout, Pen::letterhead);
        } else {
            self.unread(ArtifactType::Header, Pen::running_head);
        }
        for (top, block) in blocks {
            self.block(*top, block);
        }
        self.unread(ArtifactType::Footer, |pen| pen.foot(count));
    }

    /// Draws what is not read aloud.
    fn unread(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
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
                Mark::Words { line, .. } if line.runs.is_empty() => {}
                Mark::Words { x, y, line, ink, part: Some(part) } => {
                    self.read(*part, line, (*x, top + y), *ink);
                }
                Mark::Words { x, y, line, ink, part: None } => {
                    let draw = |pen: &mut Self| pen.words(line, *x, top + y, *ink);
                    self.unread(ArtifactType::PaginationOther, draw);
                }
                Mark::Box { x, y, width, height, ink } => {
                    let (place, size) = ((*x, top + y), (*width, *height));
                    self.unread(ArtifactType::Layout, |pen| pen.rect(place, size, *ink));
                }
            }
        }
    }

    /// Draws words that are read aloud as a part of the paper.
    fn read(&mut self, part: Part, line: &Line, (x, y): (f32, f32), ink: Ink) {
        let tag = SpanTag::empty().with_lang(self.other_language(line));
        let words = self.surface.start_tagged(ContentTag::Span(tag));
        self.words(line, x, y, ink);
        self.surface.end_tagged();
        self.parts.says(part, words, (self.place, y - line.size));
    }

    /// The language of words in letters other than those of the paper: Arabic has its own; for the others nobody said whether they
    /// are English or French, and the house falls back on English.
    fn other_language(&self, line: &Line) -> Option<&'static str> {
        (line.is_rtl != self.is_rtl()).then_some(if line.is_rtl { "ar" } else { "en" })
    }

    fn words(&mut self, line: &Line, x: f32, y: f32, ink: Ink) {
        self.ink(ink);
        let x = self.mirrored(x, line.width);
        for run in &line.runs {
            let start = Point::from_xy(x + run.x, y);
            let (glyphs, font) = (run.glyphs.as_slice(), run.font.clone());
            self.surface.draw_glyphs(start, glyphs, font, &run.text, line.size, false);
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

    /// What is drawn around the words at the top of the first page.
    fn letterhead(&mut self) {
        self.house(self.mirrored(0.0, 22.0), 40.0);
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

    fn foot(&mut self, count: usize) {
        self.rect((0.0, HEIGHT - 54.0), (TEXT, 0.7), Ink::Hairline);
        let frame = &self.paper.frame;
        let mut y = HEIGHT - 43.0;
        for line in self.faces.lines(&frame.foot, SMALL, TEXT - 90.0, self.is_rtl()).iter().take(2)
        {
            self.words(line, 0.0, y, Ink::Soft);
            y += SMALL.leading;
        }
        let (page, count) = ((self.place + 1).to_string(), count.to_string());
        let text = Text::new("paper-page").with("n", page).with("all", count);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::{Lang, say},
        paper::{
            faces::kit,
            pieces::{Column, Frame, Piece},
        },
    };

    fn paper(lang: Lang) -> Paper {
        let frame = Frame {
            lang,
            house: say(lang, "frame-house", None),
            mission: "UNMIZ".to_owned(),
            label: say(lang, "paper-for-parties", None),
            foot: "Q-1".to_owned(),
            mark: Some(say(lang, "paper-draft", None)),
            url: String::new(),
        };
        Paper::new(frame, say(lang, "minutes-title", None), "Mill Ford".to_owned())
    }

    /// Whether the document says of itself that it keeps the rules of PDF/UA-1.
    fn claims(paper: &Paper) -> bool {
        let faces = Faces::of(kit().unwrap()).unwrap();
        let bytes = draw(paper, &faces).unwrap();
        bytes.windows(14).any(|window| window == b"<pdfuaid:part>")
    }

    #[test]
    fn every_piece_in_every_language_keeps_the_rules_for_those_who_hear_papers() {
        for lang in Lang::ALL {
            let text = say(*lang, "minutes-paper-draft", None);
            let mut paper = paper(*lang);
            paper.heading(text.clone());
            paper.subheading(text.clone());
            paper.paragraph(&text.repeat(90));
            paper.note("王小明, 😀".to_owned());
            paper.facts(vec![(text.clone(), text.clone()), (text.clone(), "12".to_owned())]);
            paper.list(vec![text.clone(), "≈ 15 %".to_owned()]);
            let columns = vec![Column::words(text.clone(), 2.0), Column::figures("USD", 1.0)];
            let row = vec![text.clone(), "1,250.00".to_owned()];
            paper.table(columns, vec![row; 40], Some(vec![text.clone(), String::new()]));
            let bar = |reach| ("7".to_owned(), reach);
            let rows = vec![(text.clone(), vec![bar(1.0), bar(0.0)])];
            paper.add(Piece::Bars { columns: vec!["a".to_owned(), text.clone()], rows });
            for piece in [Piece::Callout, Piece::Lead, Piece::Heading] {
                paper.add(piece(text.clone()));
            }
            let captions = [text.clone(), text.clone(), text.clone()];
            paper.add(Piece::Signatures { names: vec![text], captions });
            assert!(claims(&paper), "{lang}");
        }
    }

    #[test]
    fn a_paper_with_a_letter_that_is_none_is_made_and_claims_nothing() {
        let mut paper = paper(Lang::En);
        assert!(claims(&paper));
        paper.paragraph("a\u{fffe}b");
        assert!(!claims(&paper));
    }
}
