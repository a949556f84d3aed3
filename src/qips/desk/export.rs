//! The register as a file: what the reader may see, in the order of the list, money only where the file is seen.

use crate::{
    i18n::say,
    qips::{
        model::{Line, money},
        pages::ListQuery,
        store,
    },
    web::{
        context::Ctx,
        error::{Error, Result},
        extract::Query,
    },
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use rust_decimal::Decimal;

/// Lines of one file; more are asked for with a filter.
const MOST: i64 = 20_000;
const COLUMNS: [&str; 8] =
    ["reference", "kind", "title", "sector", "area", "state", "amount_usd", "ends_on"];

/// A cell of the file.
enum Cell {
    Text(String),
    Money(Decimal),
}

/// What a spreadsheet program would take for a formula begins with a sign; an apostrophe keeps it text.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn cells(line: &Line, cx: &Ctx) -> Vec<Cell> {
    let word = |key: String| Cell::Text(say(cx.lang, &key, None));
    let state = match line.state {
        Some(state) => word(format!("qips-state-{state}")),
        None => word(format!("qips-stage-{}", line.stage)),
    };
    let amount = line.amount_usd.map_or_else(|| Cell::Text(String::new()), Cell::Money);
    let ends = line.ends_on.map(|day| day.to_jiff().to_string()).unwrap_or_default();
    vec![
        Cell::Text(crate::reference::show(&line.reference)),
        word(format!("qips-kind-{}", line.kind)),
        Cell::Text(plain(&line.title)),
        word(format!("qips-sector-{}", line.sector)),
        Cell::Text(plain(&line.area)),
        state,
        amount,
        Cell::Text(ends),
    ]
}

async fn lines(cx: &mut Ctx, query: &ListQuery) -> Result<Vec<Line>> {
    if !cx.viewer().is_signed_in() {
        return Err(Error::NotFound);
    }
    let filter = query.filter(cx);
    store::rows(&mut cx.tx, &filter, MOST).await
}

fn titles(cx: &Ctx) -> Vec<String> {
    COLUMNS.iter().map(|column| say(cx.lang, &format!("qips-column-{column}"), None)).collect()
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("export: {error}"))
}

fn file(bytes: Vec<u8>, kind: &'static str, name: &'static str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

/// `GET /qips/export.csv`
pub async fn csv(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    let lines = lines(&mut cx, &query).await?;
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(titles(&cx)).map_err(failed)?;
    for line in &lines {
        let record = cells(line, &cx).into_iter().map(|cell| match cell {
            Cell::Text(text) => text,
            Cell::Money(amount) => money(amount).replace(',', ""),
        });
        writer.write_record(record).map_err(failed)?;
    }
    Ok(file(writer.into_inner().map_err(failed)?, "text/csv; charset=utf-8", "projects.csv"))
}

/// `GET /qips/export.xlsx`
pub async fn xlsx(Query(query): Query<ListQuery>, mut cx: Ctx) -> Result<Response> {
    use rust_decimal::prelude::ToPrimitive;
    let lines = lines(&mut cx, &query).await?;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let amount_format = rust_xlsxwriter::Format::new().set_num_format("#,##0.00");
    for (place, title) in (0u16..).zip(titles(&cx)) {
        sheet.write_string(0, place, title).map_err(failed)?;
    }
    for (row, line) in (1u32..).zip(&lines) {
        for (place, cell) in (0u16..).zip(cells(line, &cx)) {
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
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(book.save_to_buffer().map_err(failed)?, kind, "projects.xlsx"))
}
