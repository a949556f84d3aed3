//! Reads workbooks (XLSX; older and other ones are refused with the way out). A workbook is an archive, and is measured before it is opened.

use super::{
    file::{Fault, InputFile},
    table::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, Sheet, letter},
};
use crate::i18n::Text;
use calamine::{DataRef, Reader, Xlsx};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Real workbooks have a few dozen parts.
const MAX_ENTRIES: usize = 500;
/// The XML of a workbook with [`super::table::MAX_CELLS`] cells.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// Sheets of sparse numbers shrink to a hundredth; more is a bomb. Small parts may do as they like.
const MAX_RATIO: u64 = 200;
const SMALL_PART: u64 = 1024 * 1024;
/// A workbook with more sheets than this is not a list of places or organisations.
const MAX_SHEETS: usize = 50;

/// Whether the bytes begin like a workbook: a zip archive, or the older compound file.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Every sheet of the workbook.
pub fn read(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    if !file.bytes.starts_with(b"PK") {
        return Err(Fault::of(&file.name, "imports-fault-old-workbook"));
    }
    let is_xlsx = measure(&file.bytes).map_err(|what| Fault::of(&file.name, what))?;
    if !is_xlsx {
        return Err(Fault::of(&file.name, "imports-fault-other-workbook"));
    }
    // A parser that stumbles over a hostile file must not take the house with it.
    let read = catch_unwind(AssertUnwindSafe(|| read_xlsx(file)));
    read.unwrap_or_else(|_| Err(Fault::of(&file.name, "imports-fault-workbook")))
}

/// Unpacks every part into nothing, counting: what the directory of an archive says may be untrue.
/// Answers whether it is an XLSX at all.
fn measure(bytes: &[u8]) -> Result<bool, Text> {
    let broken = |_| Text::new("imports-fault-workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Text::new("imports-fault-entries").with("n", MAX_ENTRIES));
    }
    let mut total = 0;
    let is_xlsx = archive.index_for_name("[Content_Types].xml").is_some();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(broken)?;
        let packed = part.compressed_size().max(1);
        let unpacked = std::io::copy(&mut part.take(MAX_UNPACKED + 1), &mut std::io::sink())
            .map_err(|_| Text::new("imports-fault-workbook"))?;
        total += unpacked;
        if total > MAX_UNPACKED || (unpacked > SMALL_PART && unpacked / packed > MAX_RATIO) {
            return Err(Text::new("imports-fault-bomb"));
        }
    }
    Ok(is_xlsx)
}

fn read_xlsx(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    let broken = || Fault::of(&file.name, "imports-fault-workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.bytes.as_slice()))
        .map_err(|_: calamine::XlsxError| broken())?;
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    for name in names.iter().take(MAX_SHEETS) {
        // Charts and macros stand among the sheets, and hold no cells.
        if let Ok(reader) = book.worksheet_cells_reader(name) {
            sheets.push(read_sheet(file, reader)?);
        }
    }
    Ok(sheets)
}

/// Reads cell by cell: calamine's own range would reserve room for every cell between the first and the last.
fn read_sheet<RS: Read + std::io::Seek>(
    file: &InputFile,
    mut reader: calamine::XlsxCellReader<'_, RS>,
) -> Result<Sheet, Fault> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut room = super::table::MAX_TEXT;
    loop {
        let cell = reader.next_cell().map_err(|_| {
            let row = rows.last_key_value().map_or(1, |(row, _)| row + 1);
            Fault::of(&file.name, "imports-fault-workbook").on_row(row)
        })?;
        let Some(cell) = cell else { break };
        let (row, column) = (cell.get_position().0 as usize, cell.get_position().1 as usize);
        let text = say(cell.get_value());
        let fault = |key: &'static str, n: usize| {
            let text = Text::new(key).with("n", n.to_string());
            Fault::of(&file.name, text).at(row + 1, letter(column))
        };
        if text.is_empty() {
            continue;
        }
        if row >= MAX_ROWS {
            return Err(fault("imports-fault-rows", MAX_ROWS));
        }
        if column >= MAX_COLUMNS {
            return Err(fault("imports-fault-columns", MAX_COLUMNS));
        }
        if text.len() > MAX_CELL * 4 || text.len() + 32 > room {
            return Err(fault("imports-fault-cell", MAX_CELL));
        }
        room -= text.len() + 32;
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            room = room.saturating_sub((column + 1 - cells.len()) * 24);
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    let mut sheet = Sheet::default();
    for (row, cells) in rows {
        sheet
            .push(row + 1, cells)
            .map_err(|(column, what)| Fault::of(&file.name, what).at(row + 1, letter(column)))?;
    }
    Ok(sheet)
}

/// A cell as its reader would type it: whole numbers without a point, days as `2026-11-22`.
fn say(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    }
}
