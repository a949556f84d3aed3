//! The register as a table: what the reader may see, in the order of the list, money only where the file is seen.

use crate::{
    i18n::{Lang, say},
    qips::model::{Line, money},
    web::{
        cells::harmless,
        error::{Error, Result},
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

/// Lines of one table; more are asked for with a filter.
pub const MOST: usize = 20_000;
const COLUMNS: [&str; 8] =
    ["reference", "kind", "title", "sector", "area", "state", "amount_usd", "ends_on"];

/// A cell of the file.
enum Cell {
    Text(String),
    Money(Decimal),
}

fn cells(line: &Line, lang: Lang) -> Vec<Cell> {
    let word = |key: String| Cell::Text(say(lang, &key, None));
    let state = match line.state {
        Some(state) => word(format!("qips-state-{state}")),
        None => word(format!("qips-stage-{}", line.stage)),
    };
    let amount = line.amount_usd.map_or_else(|| Cell::Text(String::new()), Cell::Money);
    let ends = line.ends_on.map(|day| day.to_jiff().to_string()).unwrap_or_default();
    vec![
        Cell::Text(crate::reference::show(&line.reference)),
        word(format!("qips-kind-{}", line.kind)),
        Cell::Text(harmless(&line.title)),
        word(format!("qips-sector-{}", line.sector)),
        Cell::Text(harmless(&line.area)),
        state,
        amount,
        Cell::Text(ends),
    ]
}

fn titles(lang: Lang) -> Vec<String> {
    COLUMNS.iter().map(|column| say(lang, &format!("qips-column-{column}"), None)).collect()
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("export: {error}"))
}

/// The table as CSV, what is marked on it in its first row.
///
/// # Errors
/// None that a reader could cause.
pub fn csv(lang: Lang, mark: &str, lines: &[Line]) -> Result<Vec<u8>> {
    // The mark of UTF-8, without which spreadsheets spoil accents.
    let start = "\u{feff}".as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(start);
    writer.write_record([mark]).map_err(failed)?;
    writer.write_record(titles(lang)).map_err(failed)?;
    for line in lines {
        let record = cells(line, lang).into_iter().map(|cell| match cell {
            Cell::Text(text) => text,
            Cell::Money(amount) => money(amount).replace(',', ""),
        });
        writer.write_record(record).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)
}

/// The same as a workbook.
///
/// # Errors
/// None that a reader could cause.
pub fn xlsx(lang: Lang, mark: &str, lines: &[Line]) -> Result<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let amount_format = rust_xlsxwriter::Format::new().set_num_format("#,##0.00");
    sheet.write_string(0, 0, mark).map_err(failed)?;
    for (place, title) in (0u16..).zip(titles(lang)) {
        sheet.write_string(1, place, title).map_err(failed)?;
    }
    for (row, line) in (2u32..).zip(lines) {
        for (place, cell) in (0u16..).zip(cells(line, lang)) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, place, text),
                // Spreadsheets know binary numbers only; 14 digits survive them.
                Cell::Money(amount) => sheet.write_number_with_format(
                    row,
                    place,
                    amount.to_f64().unwrap_or_default(),
                    &amount_format,
                ),
            }
            .map_err(failed)?;
        }
    }
    book.save_to_buffer().map_err(failed)
}
