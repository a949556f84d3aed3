//! What a paper says: its frame, and pieces that stand under each other. Texts are in the reader's language already.

use crate::i18n::Lang;

/// What stands around the text of every page.
#[derive(Clone, Debug)]
pub struct Frame {
    pub lang: Lang,
    /// The name of the house, and of the mission it stands in.
    pub house: String,
    pub mission: String,
    /// Who may see it.
    pub label: String,
    /// The watermark at the foot: reference, who printed it, when.
    pub foot: String,
    /// Said of every page, `DRAFT` say.
    pub mark: Option<String>,
    /// Where the same can be read in the house.
    pub url: String,
}

/// A paper: what kind of paper it is, of what, and its pieces.
#[derive(Clone, Debug)]
pub struct Paper {
    pub frame: Frame,
    pub kind: String,
    pub title: String,
    /// Short facts under the title, in one line.
    pub byline: Vec<String>,
    pub pieces: Vec<Piece>,
}

/// A column of a table: its title, its share of the width, and whether it holds figures, which stand at the end.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    pub share: f32,
    pub figures: bool,
}

impl Column {
    pub fn words(title: impl Into<String>, share: f32) -> Column {
        Column { title: title.into(), share, figures: false }
    }

    pub fn figures(title: impl Into<String>, share: f32) -> Column {
        Column { title: title.into(), share, figures: true }
    }
}

/// The cells of one row, in the order of the columns.
pub type Cells = Vec<String>;

/// A bar of a chart: its figure, and how far it reaches, from 0 to 1.
pub type Bar = (String, f32);

#[derive(Clone, Debug)]
pub enum Piece {
    /// The title of a part; stays with what follows.
    Heading(String),
    /// The title of something inside a part.
    Subheading(String),
    Paragraph(String),
    /// A first sentence that says what this is, a little larger.
    Lead(String),
    /// Small and soft: a hint, a hash.
    Note(String),
    /// What must not be overlooked, on a ground of its own.
    Callout(String),
    /// Label and value.
    Facts(Vec<(String, String)>),
    List(Vec<String>),
    /// Rows under repeating titles; `foot` is a sum.
    Table {
        columns: Vec<Column>,
        rows: Vec<Cells>,
        foot: Option<Cells>,
    },
    /// For each of these somebody signs; the captions stand under the lines: name and function, signature, day.
    Signatures {
        names: Vec<String>,
        captions: [String; 3],
    },
    /// Rows of a chart: label, and a bar for each column. The titles of the columns are said where there are several.
    Bars {
        columns: Vec<String>,
        rows: Vec<(String, Vec<Bar>)>,
    },
}

impl Paper {
    pub fn new(frame: Frame, kind: String, title: String) -> Paper {
        Paper { frame, kind, title, byline: Vec::new(), pieces: Vec::new() }
    }

    pub fn heading(&mut self, text: String) {
        self.pieces.push(Piece::Heading(text));
    }

    pub fn subheading(&mut self, text: String) {
        self.pieces.push(Piece::Subheading(text));
    }

    /// Nothing when the text is empty.
    pub fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Paragraph(text.to_owned()));
        }
    }

    pub fn note(&mut self, text: String) {
        self.pieces.push(Piece::Note(text));
    }

    /// Facts whose value is empty are left out; nothing when none is left.
    pub fn facts(&mut self, facts: Vec<(String, String)>) {
        let facts: Vec<_> =
            facts.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        if !facts.is_empty() {
            self.pieces.push(Piece::Facts(facts));
        }
    }

    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.pieces.push(Piece::List(items));
        }
    }

    pub fn table(&mut self, columns: Vec<Column>, rows: Vec<Cells>, foot: Option<Cells>) {
        self.pieces.push(Piece::Table { columns, rows, foot });
    }

    pub fn add(&mut self, piece: Piece) {
        self.pieces.push(piece);
    }
}
