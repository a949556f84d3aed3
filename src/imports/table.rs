//! Reads a CSV file or a spreadsheet into rows of cells, and finds the columns by their names.

use super::{
    file::{Fault, InputFile},
    wording::{fold, tidy},
    workbook,
};
use crate::i18n::Text;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// A gazetteer of villages has some 10,000 rows, the largest directory known 3,000; a country's activities of some years 200,000.
pub const MAX_ROWS: usize = 250_000;
/// Spreadsheet programs end at 16,384 columns; nobody fills in more than a few dozen.
pub const MAX_COLUMNS: usize = 300;
/// Together they bound the memory of a table.
pub const MAX_CELLS: usize = 2_000_000;
/// What a spreadsheet cell can hold at most (Excel's own limit, in characters).
pub const MAX_CELL: usize = 32_767;
/// All text of a table: the same long text in many cells costs little in the file and much in memory.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;
/// How far down the header may stand, below titles and empty rows.
const HEADER_WITHIN: usize = 20;

/// One row as it stands in the file; number 1 is the first.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub number: usize,
    pub cells: Vec<String>,
}

/// Cells that were merged into one; only the first holds what is said. Rows count from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub first_row: usize,
    pub first_column: usize,
    pub last_row: usize,
    pub last_column: usize,
}

/// A sheet, or a CSV file: rows that are not yet understood.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
    cells: usize,
    text: usize,
}

/// A column that an import knows: its key, the names it goes by (folded), whether it is needed.
pub struct Column {
    pub key: &'static str,
    pub names: &'static [&'static str],
    pub needed: bool,
}

/// Rows under a header whose columns were recognised.
#[derive(Clone, Debug)]
pub struct Table {
    pub file: String,
    pub rows: Vec<Row>,
    header: Vec<String>,
    places: HashMap<&'static str, usize>,
    /// Names of columns that nothing was made of.
    pub unread: Vec<String>,
}

impl Sheet {
    /// Adds a row, as long as the bounds hold.
    pub fn push(&mut self, number: usize, cells: Vec<String>) -> Result<(), (usize, Text)> {
        let over = |column: usize, key: &'static str, n: usize| {
            Err((column, Text::new(key).with("n", n.to_string())))
        };
        if cells.len() > MAX_COLUMNS {
            return over(MAX_COLUMNS, "imports-fault-columns", MAX_COLUMNS);
        }
        if let Some(column) = cells.iter().position(|cell| cell.chars().nth(MAX_CELL).is_some()) {
            return over(column, "imports-fault-cell", MAX_CELL);
        }
        self.cells += cells.len();
        self.text += cells.iter().map(String::len).sum::<usize>();
        if number > MAX_ROWS {
            return over(0, "imports-fault-rows", MAX_ROWS);
        }
        if self.cells > MAX_CELLS {
            return over(0, "imports-fault-cells", MAX_CELLS);
        }
        if self.text > MAX_TEXT {
            return over(0, "imports-fault-text", MAX_TEXT);
        }
        if cells.iter().any(|cell| !tidy(cell).is_empty()) {
            self.rows.push(Row { number, cells });
        }
        Ok(())
    }

    /// The row among the first ones that names the needed columns.
    fn header(&self, columns: &[Column]) -> Option<usize> {
        let needed = columns.iter().filter(|column| column.needed);
        let names_all = |row: &Row| needed.clone().all(|column| column.place(&row.cells).is_some());
        self.rows.iter().take(HEADER_WITHIN).position(names_all)
    }
}

impl Column {
    /// Where this column stands: by its best name, since files often carry a name as reported and a clean one.
    fn place(&self, header: &[String]) -> Option<usize> {
        self.names.iter().find_map(|name| header.iter().position(|cell| fold(cell) == *name))
    }
}

impl Table {
    /// Reads the file and finds these columns; of a workbook, the first sheet that has them.
    pub fn read(file: &InputFile, columns: &[Column]) -> Result<Table, Fault> {
        let sheets = read_sheets(file)?;
        let Some((sheet, header)) =
            sheets.iter().find_map(|sheet| sheet.header(columns).map(|header| (sheet, header)))
        else {
            return Err(missing(&file.name, sheets.first(), columns));
        };
        let head = &sheet.rows[header];
        reject_doubled(&file.name, head)?;
        let places: HashMap<_, _> = columns
            .iter()
            .filter_map(|column| Some((column.key, column.place(&head.cells)?)))
            .collect();
        let used: Vec<usize> = places.values().copied().collect();
        let unread = head.cells.iter().enumerate().filter(|(at, cell)| {
            let known = |column: &Column| column.names.contains(&fold(cell).as_str());
            !used.contains(at) && !cell.trim().is_empty() && !columns.iter().any(known)
        });
        Ok(Table {
            file: file.name.clone(),
            header: head.cells.clone(),
            unread: unread.map(|(_, cell)| tidy(cell)).collect(),
            rows: sheet.rows[header + 1..].iter().filter(|row| !is_tags(row)).cloned().collect(),
            places,
        })
    }

    /// What stands in this column, as it stands; empty where the file lacks the column.
    pub fn raw<'a>(&self, row: &'a Row, key: &str) -> &'a str {
        let cell = self.places.get(key).and_then(|place| row.cells.get(*place));
        cell.map_or("", String::as_str)
    }

    /// The same, tidied.
    pub fn cell(&self, row: &Row, key: &str) -> String {
        tidy(self.raw(row, key))
    }

    /// The columns that were recognised: key and place.
    pub fn places(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.places.iter().map(|(key, place)| (*key, *place))
    }

    /// The header as it stands in the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    pub fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// The name of a column as the file has it.
    pub fn column(&self, key: &str) -> String {
        self.places.get(key).map_or_else(|| key.to_owned(), |place| tidy(&self.header[*place]))
    }

    /// Columns whose folded name begins like this: place and the rest of the name (`name_fr` is `fr`).
    pub fn columns_of(&self, start: &str) -> Vec<(usize, String)> {
        let of = |(place, cell): (usize, &String)| {
            let rest = fold(cell).strip_prefix(start)?.to_owned();
            (rest.len() == 2).then_some((place, rest))
        };
        self.header.iter().enumerate().filter_map(of).collect()
    }

    /// The first cell beyond the header's columns: a row that was cut or glued together.
    pub fn overhang(&self, row: &Row) -> Option<String> {
        let width = self.header.len();
        let at = row.cells.iter().skip(width).position(|cell| !cell.trim().is_empty())?;
        Some(letter(width + at))
    }
}

/// The sheets of a workbook, or the one table of a text file, by what the bytes are and not by what they are called.
pub fn read_sheets(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    if file.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::of(&file.name, "imports-fault-empty"));
    }
    if workbook::is_workbook(&file.bytes) {
        workbook::read(file)
    } else {
        read_csv(file).map(|sheet| vec![sheet])
    }
}

/// UTF-8 or UTF-16 with its mark, UTF-8 without, else Windows-1252 (of which Latin-1 is a part).
pub fn decode(file: &InputFile) -> Result<String, Fault> {
    let (encoding, mark) = Encoding::for_bom(&file.bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let bytes = &file.bytes[mark..];
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let text =
        if broken && mark == 0 { WINDOWS_1252.decode_without_bom_handling(bytes).0 } else { text };
    let control =
        |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{80}'..='\u{9f}');
    if let Some(at) = text.find(control) {
        let row = text[..at].matches('\n').count() + 1;
        return Err(Fault::of(&file.name, "imports-fault-not-text").on_row(row));
    }
    Ok(text.into_owned())
}

fn read_csv(file: &InputFile) -> Result<Sheet, Fault> {
    let text = decode(file)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    loop {
        let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(sheet),
            Ok(true) => {
                let cells = record.iter().map(ToOwned::to_owned).collect();
                sheet.push(line, cells).map_err(|(column, what)| {
                    Fault::of(&file.name, what).at(line, letter(column))
                })?;
            }
            Err(error) => {
                let text = Text::new("imports-fault-csv").with("why", error.to_string());
                return Err(Fault::of(&file.name, text).on_row(line));
            }
        }
    }
}

/// The mark between columns: the one that the first line has most of, outside quotes.
pub fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    let first = text.trim_start_matches(['\n', '\r']);
    for byte in first.bytes().take_while(|byte| *byte != b'\n' && *byte != b'\r') {
        quoted ^= byte == b'"';
        for (mark, count) in &mut counts {
            *count += usize::from(!quoted && byte == *mark);
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// A row of HXL tags under the header says nothing of its own.
pub fn is_tags(row: &Row) -> bool {
    let mut filled = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let tag = |cell: &str| {
        cell.strip_prefix('#').is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    filled.clone().count() > 1 && filled.all(tag)
}

fn reject_doubled(file: &str, head: &Row) -> Result<(), Fault> {
    let folded: Vec<String> = head.cells.iter().map(|cell| fold(cell)).collect();
    for (at, name) in folded.iter().enumerate() {
        if !name.is_empty() && folded[..at].contains(name) {
            let fault = Fault::of(file, "imports-fault-column-twice");
            return Err(fault.at(head.number, tidy(&head.cells[at])));
        }
    }
    Ok(())
}

fn missing(file: &str, sheet: Option<&Sheet>, columns: &[Column]) -> Fault {
    let Some(row) = sheet.and_then(|sheet| sheet.rows.first()) else {
        return Fault::of(file, "imports-fault-empty");
    };
    let lacks = columns.iter().find(|column| column.needed && column.place(&row.cells).is_none());
    let lacks = lacks.map_or("", |column| column.key);
    Fault::of(file, "imports-fault-column-missing").at(row.number, lacks)
}

/// The letter a spreadsheet gives this column: 0 is `A`, 26 is `AA`.
pub fn letter(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            return letters.into_iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &[Column] = &[
        Column { key: "code", names: &["pcode", "code"], needed: true },
        Column { key: "name", names: &["name"], needed: true },
    ];

    fn read(bytes: impl Into<Vec<u8>>) -> Result<Table, Fault> {
        Table::read(&InputFile::new("x", bytes), COLUMNS)
    }

    #[test]
    fn delimiters_and_encodings_are_found_out() {
        for text in ["PCode,Name\nA1,Élan", "pcode;name\nA1;Élan", "pcode\tname\nA1\tÉlan"] {
            let (latin, _, _) = WINDOWS_1252.encode(text);
            for bytes in
                [text.as_bytes().to_vec(), latin.to_vec(), format!("\u{feff}{text}").into()]
            {
                let table = read(bytes).unwrap();
                assert_eq!(table.cell(&table.rows[0], "name"), "Élan");
                assert_eq!(table.rows[0].number, 2);
            }
        }
    }

    #[test]
    fn the_header_may_stand_below_a_title_and_above_tags() {
        let table = read("All districts\n\ncode,name\n#adm2+code,#adm2+name\nA1,Élan\n").unwrap();
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].number, 5);
    }

    #[test]
    fn a_row_number_survives_line_breaks_in_cells() {
        let table = read("code,name\nA1,\"two\nlines\"\nA2,next").unwrap();
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn faults_name_row_and_column() {
        let say = |bytes: &str| read(bytes).unwrap_err().to_string();
        assert!(say("code,title\nA1,b").starts_with("x, row 1, column name:"));
        assert!(say("code,name,Code\n").starts_with("x, row 1, column Code:"));
        assert!(say("code,name\nA1,\u{1}").starts_with("x, row 2:"));
        let long = "y".repeat(MAX_CELL + 1);
        assert!(say(&format!("code,name\nA1,{long}")).starts_with("x, row 2, column B:"));
        let wide = ",".repeat(MAX_COLUMNS + 1);
        assert!(say(&format!("code,name\n{wide}")).starts_with("x, row 2, column KO:"));
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000), start in 0..4_usize) {
            let start: &[u8] = [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"code,name\n"][start];
            let _ = read([start, &bytes].concat());
        }
    }
}
