//! A file to import: its name, its bytes, and what is wrong with it where.

use crate::i18n::{Lang, Text};
use std::{fmt, io::Read, path::Path};

/// The largest file that is read. A country's gazetteer with shapes has a few megabytes, a directory less.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// A file as it was handed over. Nothing in it is believed yet.
#[derive(Clone, Debug)]
pub struct InputFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Where in a file something is wrong, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub file: String,
    /// As a spreadsheet numbers its rows: the header is row 1.
    pub row: Option<usize>,
    /// The column's name in the header, else its letter.
    pub column: Option<String>,
    pub what: Text,
}

impl InputFile {
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> InputFile {
        InputFile { name: name.into(), bytes: bytes.into() }
    }

    /// Reads a file, up to [`MAX_BYTES`].
    pub fn read(path: &Path) -> Result<InputFile, Fault> {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let mut bytes = Vec::new();
        let read = std::fs::File::open(path)
            .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return Err(Fault::of(
                &name,
                Text::new("imports-fault-unreadable").with("why", error.to_string()),
            ));
        }
        InputFile { name, bytes }.bounded()
    }

    /// The same file, or the fault that it is larger than [`MAX_BYTES`].
    pub fn bounded(self) -> Result<InputFile, Fault> {
        if self.bytes.len() as u64 <= MAX_BYTES {
            return Ok(self);
        }
        let text = Text::new("imports-fault-too-large").with("n", MAX_BYTES / 1024 / 1024);
        Err(Fault::of(&self.name, text))
    }
}

impl Fault {
    /// A fault of the whole file.
    pub fn of(file: &str, what: impl Into<Text>) -> Fault {
        Fault { file: file.to_owned(), row: None, column: None, what: what.into() }
    }

    pub fn at(self, row: usize, column: impl Into<String>) -> Fault {
        Fault { row: Some(row), column: Some(column.into()), ..self }
    }

    pub fn on_row(self, row: usize) -> Fault {
        Fault { row: Some(row), ..self }
    }

    /// `organisations.csv, row 7, column acronym: …`
    pub fn say(&self, lang: Lang) -> String {
        let mut place = self.file.clone();
        if let Some(row) = self.row {
            place += ", ";
            place += &Text::new("imports-row").with("n", row.to_string()).say(lang);
        }
        if let Some(column) = &self.column {
            place += ", ";
            place += &Text::new("imports-column").with("name", column.as_str()).say(lang);
        }
        format!("{place}: {}", self.what.say(lang))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}
