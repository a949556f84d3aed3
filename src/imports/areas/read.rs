//! Reads a gazetteer: one row an area, with everything that is wrong with it.

use crate::{
    areas::model::Draft,
    i18n::Text,
    imports::{
        file::{Fault, InputFile},
        report::{Note, Weight},
        table::{Column, Row, Table},
        wording::tidy,
    },
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The columns of a gazetteer, as OCHA's common data sets and others name them.
const COLUMNS: &[Column] = &[
    Column {
        key: "pcode",
        names: &["pcode", "p code", "code", "area code", "adm code"],
        needed: true,
    },
    Column { key: "name", names: &["name", "name en", "area name", "official name"], needed: true },
    Column { key: "admin_level", names: &["admin level", "adm level", "level"], needed: true },
    Column {
        key: "parent_pcode",
        names: &["parent pcode", "parent p code", "parent code", "parent"],
        needed: false,
    },
    Column {
        key: "location_code",
        names: &["location code", "country code", "iso3", "country"],
        needed: false,
    },
    Column {
        key: "valid_from",
        names: &["valid from", "valid date", "valid on", "date"],
        needed: false,
    },
    Column {
        key: "geometry_pcode",
        names: &["geometry pcode", "geometry code", "shape code"],
        needed: false,
    },
    Column {
        key: "former_pcode",
        names: &[
            "former pcode",
            "former code",
            "old pcode",
            "old code",
            "replaces",
            "previous pcode",
        ],
        needed: false,
    },
    Column { key: "lat", names: &["lat", "latitude", "y"], needed: false },
    Column { key: "lon", names: &["lon", "long", "lng", "longitude", "x"], needed: false },
];

/// One row of the gazetteer.
#[derive(Clone, Debug)]
pub struct Given {
    pub row: usize,
    pub draft: Draft,
    /// The code that the same place had before, where the file says so.
    pub former: Option<String>,
    pub notes: Vec<Note>,
}

/// The gazetteer as read: its rows, and how it names its columns.
pub struct Gazetteer {
    pub file: String,
    pub rows: Vec<Given>,
    pub table: Table,
}

impl Gazetteer {
    pub fn read(file: &InputFile) -> Result<Gazetteer, Fault> {
        let table = Table::read(file, COLUMNS)?;
        let mut rows: Vec<Given> = table.rows.iter().map(|row| read_row(&table, row)).collect();
        name_doubles(&table, &mut rows);
        check_parents(&table, &mut rows);
        Ok(Gazetteer { file: file.name.clone(), rows, table })
    }
}

fn read_row(table: &Table, row: &Row) -> Given {
    let mut notes = Vec::new();
    if let Some(column) = table.overhang(row) {
        notes.push(Note::error(column, "imports-row-too-long"));
    }
    let mut needed = |key: &str, limit: usize| {
        let value = table.cell(row, key);
        if value.is_empty() {
            notes.push(Note::error(table.column(key), "imports-cell-needed"));
        } else if value.chars().count() > limit {
            let text = Text::new("imports-cell-too-long").with("n", limit);
            notes.push(Note::error(table.column(key), text));
        }
        value
    };
    let (code, name) = (needed("pcode", 40), needed("name", 200));
    if table.raw(row, "name") != name && !name.is_empty() {
        notes.push(Note::warning(table.column("name"), "imports-stray-spaces"));
    }
    if !code.is_empty() && code == name {
        notes.push(Note::warning(table.column("pcode"), "imports-area-code-is-word"));
    }
    let level = table.cell(row, "admin_level");
    let level =
        level.parse::<i16>().ok().filter(|level| (0..=5).contains(level)).unwrap_or_else(|| {
            notes.push(Note::error(table.column("admin_level"), "imports-area-level"));
            0
        });
    let draft = Draft {
        level,
        names: read_names(table, row),
        parent_code: read_parent(table, row, level),
        valid_from: read_date(table, row, &mut notes),
        lat: read_degrees(table, row, "lat", 90.0, &mut notes),
        lon: read_degrees(table, row, "lon", 180.0, &mut notes),
        shape_code: Some(table.cell(row, "geometry_pcode")).filter(|code| !code.is_empty()),
        shape: None,
        source: table.file.clone(),
        code,
        name,
    };
    if draft.lat.is_some() != draft.lon.is_some()
        && !notes.iter().any(|note| note.weight == Weight::Error)
    {
        notes.push(Note::error(table.column("lat"), "imports-area-half-place"));
    }
    let former = Some(table.cell(row, "former_pcode")).filter(|code| !code.is_empty());
    Given { row: row.number, former: former.filter(|code| *code != draft.code), draft, notes }
}

/// `name_fr`, `name_ar` …
fn read_names(table: &Table, row: &Row) -> HashMap<String, String> {
    let names = table.columns_of("name ").into_iter().filter_map(|(place, lang)| {
        let name = tidy(row.cells.get(place)?);
        (lang != "en" && !name.is_empty()).then_some((lang, name))
    });
    names.collect()
}

/// The country itself stands in no gazetteer, so the regions' parent is none.
fn read_parent(table: &Table, row: &Row, level: i16) -> Option<String> {
    let parent = table.cell(row, "parent_pcode");
    let country = level <= 1 && parent == table.cell(row, "location_code");
    (!parent.is_empty() && !country).then_some(parent)
}

fn read_date(table: &Table, row: &Row, notes: &mut Vec<Note>) -> Option<Date> {
    let raw = table.cell(row, "valid_from");
    let date = Date::strptime("%Y-%m-%d", raw.get(..10).unwrap_or(&raw)).ok();
    let date = date.filter(|date| (1800..=2200).contains(&date.year()));
    if date.is_none() && !raw.is_empty() {
        notes.push(Note::error(table.column("valid_from"), "imports-area-date"));
    }
    date
}

fn read_degrees(
    table: &Table,
    row: &Row,
    key: &str,
    most: f64,
    notes: &mut Vec<Note>,
) -> Option<f64> {
    let raw = table.cell(row, key);
    if raw.is_empty() {
        return None;
    }
    let number = raw.replace(',', ".").parse::<f64>().ok().filter(|n| (-most..=most).contains(n));
    if number.is_none() {
        let text = Text::new("imports-area-degrees").with("value", raw).with("most", most);
        notes.push(Note::error(table.column(key), text));
    }
    number
}

fn name_doubles(table: &Table, rows: &mut [Given]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut named: HashMap<(Option<String>, i16, String), usize> = HashMap::new();
    for given in rows {
        let Draft { code, parent_code, level, name, .. } = &given.draft;
        if let Some(row) = first.get(code).filter(|_| !code.is_empty()) {
            let text = Text::new("imports-area-code-twice").with("row", row.to_string());
            given.notes.push(Note::error(table.column("pcode"), text));
        }
        let place = (parent_code.clone(), *level, crate::imports::wording::fold(name));
        if let Some(row) = named.get(&place).filter(|_| !name.is_empty()) {
            let text = Text::new("imports-area-name-twice").with("row", row.to_string());
            given.notes.push(Note::warning(table.column("name"), text));
        }
        first.entry(code.clone()).or_insert(given.row);
        named.entry(place).or_insert(given.row);
    }
}

/// Every area below the regions lies in one of the level above it, in the same file.
fn check_parents(table: &Table, rows: &mut [Given]) {
    let levels: HashMap<String, i16> =
        rows.iter().map(|given| (given.draft.code.clone(), given.draft.level)).collect();
    for given in rows {
        let text = match (&given.draft.parent_code, given.draft.level) {
            (None, 0 | 1) => None,
            (None, _) => Some(Text::new("imports-area-parent-needed")),
            (Some(parent), level) => match levels.get(parent) {
                None => {
                    Some(Text::new("imports-area-parent-unknown").with("code", parent.as_str()))
                }
                Some(above) if *above >= level => {
                    Some(Text::new("imports-area-parent-level").with("code", parent.as_str()))
                }
                Some(_) => None,
            },
        };
        if let Some(text) = text {
            given.notes.push(Note::error(table.column("parent_pcode"), text));
        }
    }
}
