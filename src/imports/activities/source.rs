//! A file of activities: which of its sheets and rows are meant, its columns, and its rows one batch after the other. A CSV file is
//! read as it goes, so that it costs the memory of its text; a workbook is held as a whole, within the bounds of `workbook`.

use super::columns::{self, Columns, Head};
use crate::{
    i18n::Text,
    imports::{
        file::{Fault, InputFile},
        table::{self, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Merge, Row, Sheet, letter},
        wording::tidy,
        workbook,
    },
};
use std::io::Cursor;

/// How far down header and tags may stand.
const HEAD_WITHIN: usize = 25;
/// Cells of each column that are shown beside it.
const SAMPLES: usize = 3;

/// A file whose columns are known and whose rows are still to be read.
pub struct Source {
    pub heads: Vec<Head>,
    pub columns: Columns,
    /// About how many rows there are, for telling how far a run is.
    pub total: usize,
    name: String,
    rows: Rows,
}

enum Rows {
    Text { head: std::vec::IntoIter<Row>, reader: Box<csv::Reader<Cursor<Vec<u8>>>> },
    Sheet(std::vec::IntoIter<Row>),
}

/// Where header and tags stand among the first rows, and where the data begins.
struct Layout {
    header: Option<usize>,
    tags: Option<usize>,
    data: usize,
}

impl Source {
    /// Finds header, tags and columns. Of a workbook, the sheet that names most fields.
    pub fn open(file: InputFile) -> Result<Source, Fault> {
        if file.bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Fault::of(&file.name, "imports-fault-empty"));
        }
        if workbook::is_workbook(&file.bytes) {
            Source::of_workbook(&file)
        } else {
            Source::of_text(file)
        }
    }

    fn of_workbook(file: &InputFile) -> Result<Source, Fault> {
        let mut sheets = workbook::read(file)?;
        let best = (0..sheets.len()).rev().max_by_key(|at| {
            let layout = layout(&sheets[*at].rows);
            heads(&sheets[*at].rows, &layout).map_or(0, |heads| columns::recognise(&heads).len())
        });
        let Some(best) = best else { return Err(Fault::of(&file.name, "imports-fault-empty")) };
        let mut sheet = sheets.swap_remove(best);
        let layout = layout(&sheet.rows);
        let Some(heads) = heads(&sheet.rows, &layout) else {
            return Err(Fault::of(&file.name, "imports-fault-empty"));
        };
        fill_merged(&mut sheet, &layout);
        let rows = sheet.rows.split_off(layout.data.min(sheet.rows.len()));
        Ok(Source {
            columns: columns::recognise(&heads),
            heads,
            total: rows.len(),
            name: file.name.clone(),
            rows: Rows::Sheet(rows.into_iter()),
        })
    }

    fn of_text(file: InputFile) -> Result<Source, Fault> {
        let text = table::decode(&file)?;
        let InputFile { name, bytes } = file;
        drop(bytes);
        let total = text.bytes().filter(|byte| *byte == b'\n').count();
        let delimiter = table::delimiter(first_row(&text));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(Cursor::new(text.into_bytes()));
        let mut head = Vec::new();
        while head.len() < HEAD_WITHIN {
            match next_record(&name, &mut reader)? {
                Some(row) if is_empty(&row) => {}
                Some(row) => head.push(row),
                None => break,
            }
        }
        let layout = layout(&head);
        let Some(heads) = heads(&head, &layout) else {
            return Err(Fault::of(&name, "imports-fault-empty"));
        };
        let data = head.split_off(layout.data.min(head.len()));
        Ok(Source {
            columns: columns::recognise(&heads),
            heads,
            total: total.saturating_sub(layout.data).max(data.len()),
            name,
            rows: Rows::Text { head: data.into_iter(), reader: Box::new(reader) },
        })
    }

    /// The next rows with something in them, at most `most`; none at the end. Rows of tags are left out.
    pub fn next(&mut self, most: usize) -> Result<Vec<Row>, Fault> {
        let mut batch = Vec::new();
        while batch.len() < most {
            let row = match &mut self.rows {
                Rows::Sheet(rows) => rows.next(),
                Rows::Text { head, reader } => match head.next() {
                    Some(row) => Some(row),
                    None => next_record(&self.name, reader)?,
                },
            };
            let Some(row) = row else { break };
            if row.number > MAX_ROWS {
                let text = Text::new("imports-fault-rows").with("n", MAX_ROWS.to_string());
                return Err(Fault::of(&self.name, text).on_row(row.number));
            }
            if !is_empty(&row) && !table::is_tags(&row) {
                batch.push(row);
            }
        }
        Ok(batch)
    }
}

/// The first row that has more than one column: a title above the header says nothing of what stands between columns.
fn first_row(text: &str) -> &str {
    let marks = [',', ';', '\t', '|'];
    let at = text.lines().take(HEAD_WITHIN).find(|line| line.matches(marks).count() > 1);
    at.map_or(text, |line| &text[line.as_ptr() as usize - text.as_ptr() as usize..])
}

fn next_record(
    name: &str,
    reader: &mut csv::Reader<Cursor<Vec<u8>>>,
) -> Result<Option<Row>, Fault> {
    let mut record = csv::StringRecord::new();
    let number = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
    let fault = |what: Text| Fault::of(name, what).on_row(number);
    let more = reader
        .read_record(&mut record)
        .map_err(|error| fault(Text::new("imports-fault-csv").with("why", error.to_string())))?;
    if !more {
        return Ok(None);
    }
    if record.len() > MAX_COLUMNS {
        return Err(fault(Text::new("imports-fault-columns").with("n", MAX_COLUMNS.to_string())));
    }
    if let Some(at) = record.iter().position(|cell| cell.chars().nth(MAX_CELL).is_some()) {
        let text = Text::new("imports-fault-cell").with("n", MAX_CELL.to_string());
        return Err(Fault::of(name, text).at(number, letter(at)));
    }
    Ok(Some(Row { number, cells: record.iter().map(ToOwned::to_owned).collect() }))
}

fn is_empty(row: &Row) -> bool {
    row.cells.iter().all(|cell| tidy(cell).is_empty())
}

/// A row of tags: half of what is filled in, and two at least, or the only one that is.
fn is_tag_row(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let tags = row.cells.iter().filter(|cell| columns::is_tag(cell)).count();
    tags > 0 && tags * 2 >= filled && (tags > 1 || filled == 1)
}

fn layout(rows: &[Row]) -> Layout {
    let first = &rows[..rows.len().min(HEAD_WITHIN)];
    if let Some(tags) = first.iter().position(is_tag_row) {
        let below = first.get(tags + 1).filter(|row| columns::score(&row.cells) >= 2);
        return match below {
            // Some files put the names under the tags.
            Some(_) if tags == 0 || columns::score(&first[tags - 1].cells) < 2 => {
                Layout { header: Some(tags + 1), tags: Some(tags), data: tags + 2 }
            }
            _ => Layout { header: tags.checked_sub(1), tags: Some(tags), data: tags + 1 },
        };
    }
    let scores: Vec<usize> = first.iter().map(|row| columns::score(&row.cells)).collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    let width = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let header = if best > 0 {
        scores.iter().position(|score| *score == best)
    } else {
        // Nothing is known: the first row that is as wide as the rows get.
        let widest = first.iter().map(width).max().unwrap_or(0);
        first.iter().position(|row| width(row) == widest)
    };
    Layout { header, tags: None, data: header.map_or(0, |at| at + 1) }
}

/// The columns with their names, tags and a few cells; None where there is no row at all.
fn heads(rows: &[Row], layout: &Layout) -> Option<Vec<Head>> {
    let cell = |row: Option<usize>, at: usize| {
        row.and_then(|row| rows.get(row)?.cells.get(at)).map(|cell| tidy(cell)).unwrap_or_default()
    };
    let data = rows.get(layout.data..).unwrap_or_default();
    let wide = [layout.header, layout.tags].into_iter().flatten().filter_map(|at| rows.get(at));
    let width = wide.chain(data.iter().take(SAMPLES)).map(|row| row.cells.len()).max()?;
    let tag = |at: usize| Some(cell(layout.tags, at)).filter(|tag| columns::is_tag(tag));
    let head = |at: usize| Head {
        name: cell(layout.header, at),
        tag: tag(at).unwrap_or_default(),
        samples: data
            .iter()
            .take(SAMPLES)
            .filter_map(|row| row.cells.get(at))
            .map(|cell| tidy(cell).chars().take(60).collect())
            .collect(),
    };
    Some((0..width).map(head).collect())
}

/// Writes what merged cells say into each of them, below the header and as far as the rows go.
fn fill_merged(sheet: &mut Sheet, layout: &Layout) {
    let Some(first) = sheet.rows.get(layout.data).map(|row| row.number) else { return };
    let fits = |merge: &&Merge| merge.first_row >= first && merge.last_column < MAX_COLUMNS;
    for merge in sheet.merges.clone().iter().filter(fits) {
        let start = sheet.rows.partition_point(|row| row.number < merge.first_row);
        let end = sheet.rows.partition_point(|row| row.number <= merge.last_row);
        let said = sheet.rows.get(start).filter(|row| row.number == merge.first_row);
        let Some(said) = said.and_then(|row| row.cells.get(merge.first_column)).cloned() else {
            continue;
        };
        for row in &mut sheet.rows[start..end] {
            if row.cells.len() <= merge.last_column {
                row.cells.resize(merge.last_column + 1, String::new());
            }
            for cell in &mut row.cells[merge.first_column..=merge.last_column] {
                if cell.is_empty() {
                    cell.clone_from(&said);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Source {
        Source::open(InputFile::new("x.csv", text)).unwrap()
    }

    fn fields(source: &Source) -> String {
        source
            .columns
            .iter()
            .map(|(field, at)| format!("{field}={at}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_tag_row_may_stand_anywhere_near_the_top() {
        for text in [
            "Org,Where,When\n#org,#adm2,#date\nA,B,C\n",
            "#org,#adm2,#date\nA,B,C\n",
            "A list of March\n\nOrg,Where,When\n#org,#adm2,#date\nA,B,C\n",
            "#org,#adm2,#date\nOrganisation,District,Month\nA,B,C\n",
            "one;two;three\nmore;of;it\n#org;#adm2;#date\nA;B;C\n",
        ] {
            let mut source = open(text);
            assert_eq!(fields(&source), "actor=0 district=1 month=2", "{text}");
            assert_eq!(source.next(10).unwrap()[0].cells, ["A", "B", "C"], "{text}");
        }
    }

    #[test]
    fn a_header_without_tags_is_found_below_titles() {
        let mut source = open(
            "¿Qué?,,¿Quién?,,¿Dónde?\nSector/Cluster,x,Organización,y,Departamento/Provincia/Estado\nWASH,,ACNUR,,Los Santos\n",
        );
        assert_eq!(fields(&source), "actor=2 cluster=0 region=4");
        let rows = source.next(10).unwrap();
        assert_eq!((rows.len(), rows[0].number), (1, 3));
        assert!(source.next(10).unwrap().is_empty());
    }

    #[test]
    fn an_error_that_looks_like_a_tag_makes_no_tag_row() {
        let mut source = open("Organisation,District,RegionPcode\nA,B,#N/A\n");
        assert_eq!(source.next(10).unwrap().len(), 1);
    }

    #[test]
    fn merged_cells_say_the_same_in_each_row() {
        let row = |number: usize, cells: [&str; 2]| Row {
            number,
            cells: cells.map(ToOwned::to_owned).to_vec(),
        };
        let mut sheet = Sheet::default();
        sheet.rows =
            vec![row(1, ["Organisation", "District"]), row(2, ["A", "B"]), row(4, ["", "C"])];
        sheet.merges = vec![Merge { first_row: 2, first_column: 0, last_row: 4, last_column: 0 }];
        let found = layout(&sheet.rows);
        fill_merged(&mut sheet, &found);
        assert_eq!(sheet.rows[2].cells, ["A", "C"]);
    }
}
