//! Reads workbooks (XLSX, ODS, XLS). A workbook is measured before it is opened: its parts, what they unpack to, and how many
//! cells the area between its first and its last cell has, since readers reserve room for all of them.

mod ods;
mod xls;

use super::{
    file::{Fault, InputFile},
    table::{MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, letter},
};
use crate::i18n::Text;
use calamine::{Data, DataRef, Dimensions, Ods, Range, Reader, Xls, Xlsx};
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
/// Merged cells of a sheet that are minded.
const MAX_MERGES: usize = 20_000;

/// What an archive holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Archive {
    Xlsx,
    Ods,
    Other,
}

/// Whether the bytes begin like a workbook: a zip archive, or the older compound file.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Every sheet of the workbook.
pub fn read(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    let fault = |what| Fault::of(&file.name, what);
    if !file.bytes.starts_with(b"PK") {
        xls::measure(&file.bytes).map_err(fault)?;
        return guarded(file, read_xls);
    }
    match measure(&file.bytes).map_err(fault)? {
        Archive::Xlsx => guarded(file, read_xlsx),
        Archive::Ods => {
            let merges = ods::measure(&file.bytes).map_err(fault)?;
            guarded(file, |file| read_ods(file, &merges))
        }
        Archive::Other => Err(fault(Text::new("imports-fault-other-workbook"))),
    }
}

/// A parser that stumbles over a hostile file must not take the house with it.
fn guarded(
    file: &InputFile,
    read: impl FnOnce(&InputFile) -> Result<Vec<Sheet>, Fault>,
) -> Result<Vec<Sheet>, Fault> {
    let read = catch_unwind(AssertUnwindSafe(|| read(file)));
    read.unwrap_or_else(|_| Err(Fault::of(&file.name, "imports-fault-workbook")))
}

/// Unpacks every part into nothing, counting: what the directory of an archive says may be untrue.
fn measure(bytes: &[u8]) -> Result<Archive, Text> {
    let broken = |_| Text::new("imports-fault-workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Text::new("imports-fault-entries").with("n", MAX_ENTRIES));
    }
    let mut total = 0;
    let kind = match () {
        () if archive.index_for_name("[Content_Types].xml").is_some() => Archive::Xlsx,
        () if archive.index_for_name("content.xml").is_some() => Archive::Ods,
        () => Archive::Other,
    };
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
    Ok(kind)
}

/// The fault that the area between the first and the last cell is too large to be opened.
fn too_wide() -> Text {
    Text::new("imports-fault-cells").with("n", MAX_CELLS.to_string())
}

fn read_xlsx(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    let broken = || Fault::of(&file.name, "imports-fault-workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.bytes.as_slice()))
        .map_err(|_: calamine::XlsxError| broken())?;
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    for name in names.iter().take(MAX_SHEETS) {
        let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        // Charts and macros stand among the sheets, and hold no cells.
        if let Ok(reader) = book.worksheet_cells_reader(name) {
            let mut sheet = read_sheet(file, reader)?;
            sheet.name.clone_from(name);
            sheet.merges = merges.iter().take(MAX_MERGES).map(merge).collect();
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

fn read_xls(file: &InputFile) -> Result<Vec<Sheet>, Fault> {
    let broken = || Fault::of(&file.name, "imports-fault-workbook");
    let mut book: Xls<_> = calamine::open_workbook_from_rs(Cursor::new(file.bytes.as_slice()))
        .map_err(|_: calamine::XlsError| broken())?;
    let mut sheets = Vec::new();
    for (name, range) in book.worksheets().into_iter().take(MAX_SHEETS) {
        let mut sheet = read_range(file, &range)?;
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheet.merges = merges.iter().take(MAX_MERGES).map(merge).collect();
        sheet.name = name;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn read_ods(file: &InputFile, merges: &[Vec<Merge>]) -> Result<Vec<Sheet>, Fault> {
    let broken = || Fault::of(&file.name, "imports-fault-workbook");
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(file.bytes.as_slice()))
        .map_err(|_: calamine::OdsError| broken())?;
    let mut sheets = Vec::new();
    for (at, (name, range)) in book.worksheets().into_iter().take(MAX_SHEETS).enumerate() {
        let mut sheet = read_range(file, &range)?;
        sheet.merges = merges.get(at).cloned().unwrap_or_default();
        sheet.name = name;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn merge(area: &Dimensions) -> Merge {
    Merge {
        first_row: area.start.0 as usize + 1,
        first_column: area.start.1 as usize,
        last_row: area.end.0 as usize + 1,
        last_column: area.end.1 as usize,
    }
}

/// The cells of a sheet that the reader holds as a whole.
fn read_range(file: &InputFile, range: &Range<Data>) -> Result<Sheet, Fault> {
    let (row, column) = range.start().unwrap_or_default();
    let mut sheet = Sheet::default();
    for (at, cells) in range.rows().enumerate() {
        let number = row as usize + at + 1;
        let mut said = vec![String::new(); column as usize];
        said.extend(cells.iter().map(say_data));
        let filled = said.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        said.truncate(filled);
        sheet
            .push(number, said)
            .map_err(|(column, what)| Fault::of(&file.name, what).at(number, letter(column)))?;
    }
    Ok(sheet)
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
        DataRef::SharedString(text) => (*text).to_owned(),
        other => say_data(&Data::from(other.clone())),
    }
}

fn say_data(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
    }
}
