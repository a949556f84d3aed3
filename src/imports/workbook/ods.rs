//! Measures an ODS workbook: a cell or row that says it is repeated a million times costs nothing in the file.
//! Merged cells are found on the way, since the reader does not tell them.

use super::{MAX_MERGES, MAX_UNPACKED, too_wide};
use crate::{
    i18n::Text,
    imports::table::{MAX_CELLS, Merge},
};
use std::io::{Cursor, Read};

/// The text of a spreadsheet with as many cells as are read.
const MAX_CONTENT: u64 = MAX_UNPACKED / 4;

/// Where in a table the scan stands.
#[derive(Default)]
struct Place {
    row: u64,
    column: u64,
    repeats: u64,
    /// Beyond the last cell with something in it: of this row, and of the table.
    width: u64,
    last_row: u64,
    last_column: u64,
}

/// The merged cells of each table, if no table spans more cells than may be opened.
pub fn measure(bytes: &[u8]) -> Result<Vec<Vec<Merge>>, Text> {
    let broken = || Text::new("imports-fault-workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let part = archive.by_name("content.xml").map_err(|_| broken())?;
    let mut content = String::new();
    part.take(MAX_CONTENT + 1).read_to_string(&mut content).map_err(|_| broken())?;
    if content.len() as u64 > MAX_CONTENT {
        return Err(Text::new("imports-fault-bomb"));
    }
    scan(&content)
}

fn scan(content: &str) -> Result<Vec<Vec<Merge>>, Text> {
    let mut tables: Vec<Vec<Merge>> = Vec::new();
    let mut place = Place::default();
    let mut cells = 0_u64;
    for tag in Tags(content) {
        match tag.split([' ', '\t', '\n', '\r', '/']).find(|word| !word.is_empty()) {
            Some("table:table") if !tag.starts_with('/') => {
                place = Place::default();
                tables.push(Vec::new());
            }
            Some("table:table-row") if tag.starts_with('/') => place.end_row(),
            Some("table:table-row") => {
                (place.column, place.width) = (0, 0);
                place.repeats = count(tag, "table:number-rows-repeated")?;
                if tag.ends_with('/') {
                    place.end_row();
                }
            }
            Some("table:table-cell" | "table:covered-table-cell") if !tag.starts_with('/') => {
                let merge = place.cell(tag)?;
                if let (Some(table), Some(merge)) = (tables.last_mut(), merge)
                    && table.len() < MAX_MERGES
                {
                    table.push(merge);
                }
            }
            Some("table:table") => {
                cells = cells.saturating_add(place.last_row.saturating_mul(place.last_column));
            }
            _ => {}
        }
        if cells > MAX_CELLS as u64 || place.width > MAX_CELLS as u64 {
            return Err(too_wide());
        }
    }
    Ok(tables)
}

impl Place {
    fn cell(&mut self, tag: &str) -> Result<Option<Merge>, Text> {
        let first = self.column;
        let repeats = count(tag, "table:number-columns-repeated")?;
        self.column = first.saturating_add(repeats);
        if !tag.ends_with('/') || attribute(tag, "office:value-type").is_some() {
            self.width = self.column;
        }
        let rows = count(tag, "table:number-rows-spanned")?;
        let columns = count(tag, "table:number-columns-spanned")?;
        if rows.saturating_mul(columns) <= 1 {
            return Ok(None);
        }
        let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Ok(Some(Merge {
            first_row: place(self.row.saturating_add(1)),
            first_column: place(first),
            last_row: place(self.row.saturating_add(rows)),
            last_column: place(first.saturating_add(columns).saturating_sub(1)),
        }))
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(self.repeats);
        if self.width > 0 {
            self.last_row = self.row;
            self.last_column = self.last_column.max(self.width);
        }
        self.repeats = 0;
    }
}

/// A count in an attribute: 1 where it says nothing.
fn count(tag: &str, name: &str) -> Result<u64, Text> {
    match attribute(tag, name) {
        None => Ok(1),
        Some(value) => value.trim().parse().map_err(|_| Text::new("imports-fault-workbook")),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = &tag[tag.find(name)? + name.len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

/// What stands between `<` and `>`, comments left out.
struct Tags<'a>(&'a str);

impl<'a> Iterator for Tags<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let start = self.0.find('<')? + 1;
            let rest = &self.0[start..];
            if let Some(comment) = rest.strip_prefix("!--") {
                self.0 = &comment[comment.find("-->")? + 3..];
                continue;
            }
            if let Some(data) = rest.strip_prefix("![CDATA[") {
                self.0 = &data[data.find("]]>")? + 3..];
                continue;
            }
            let mut quote = None;
            let end = rest.find(|c| {
                match (quote, c) {
                    (None, '"' | '\'') => quote = Some(c),
                    (Some(open), _) if open == c => quote = None,
                    _ => {}
                }
                quote.is_none() && c == '>'
            })?;
            self.0 = &rest[end + 1..];
            return Some(&rest[..end]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &str) -> Result<Vec<Vec<Merge>>, Text> {
        scan(&format!("<x><table:table table:name=\"a>b\">{rows}</table:table></x>"))
    }

    #[test]
    fn repeated_emptiness_costs_nothing_and_repeated_cells_are_counted() {
        let empty = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>";
        assert!(table(empty).is_ok());
        let value = "<table:table-cell office:value-type='float' office:value='1'/>";
        assert!(table(&format!("<table:table-row>{value}</table:table-row>{empty}")).is_ok());
        let far = format!("{empty}<table:table-row>{value}{value}</table:table-row>");
        assert_eq!(table(&far).unwrap_err().key, "imports-fault-cells");
        let wide = "<table:table-row><table:table-cell office:value-type='float' table:number-columns-repeated='99999999999'/></table:table-row>";
        assert_eq!(table(wide).unwrap_err().key, "imports-fault-cells");
    }

    #[test]
    fn merged_cells_are_found_where_they_stand() {
        let rows = "<table:table-row table:number-rows-repeated=\"2\"/><!-- <table:table-row> --><table:table-row><table:table-cell/>\
            <table:table-cell table:number-columns-spanned=\"1\" table:number-rows-spanned=\"3\"><text:p>x</text:p></table:table-cell></table:table-row>";
        let merge = Merge { first_row: 3, first_column: 1, last_row: 5, last_column: 1 };
        assert_eq!(table(rows).unwrap(), [[merge]]);
    }
}
