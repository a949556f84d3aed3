//! Reads a list of organisations: one row an organisation, with everything that is odd about it.

use super::kinds;
use crate::{
    access::Community,
    actors::model::{Draft, Kind},
    i18n::Text,
    imports::{
        file::{Fault, InputFile},
        report::Note,
        table::{Column, Row, Table},
        wording::fold,
    },
};
use std::collections::HashMap;

/// The columns of a list of organisations; where a file has a clean name and the reported one, the clean one counts.
const COLUMNS: &[Column] = &[
    Column {
        key: "name",
        names: &[
            "org name",
            "name",
            "organisation",
            "organization",
            "organisation name",
            "organization name",
            "actor name",
            "actor",
        ],
        needed: true,
    },
    Column {
        key: "reported",
        names: &["org name reported", "name reported", "reported name"],
        needed: false,
    },
    Column {
        key: "acronym",
        names: &["acronym", "org acronym", "abbreviation", "shortname", "short name", "sigle"],
        needed: false,
    },
    Column { key: "code", names: &["org type code", "type code", "kind code"], needed: false },
    Column {
        key: "kind",
        names: &[
            "org type",
            "kind",
            "type",
            "organisation type",
            "organization type",
            "org type reported",
            "iati org type",
        ],
        needed: false,
    },
    Column { key: "community", names: &["community"], needed: false },
    Column {
        key: "parent",
        names: &["parent", "parent name", "parent organisation", "parent ref"],
        needed: false,
    },
    Column { key: "local_name", names: &["local name", "name local"], needed: false },
    Column { key: "mandate", names: &["mandate", "description"], needed: false },
    Column { key: "website", names: &["website", "web", "url"], needed: false },
    Column { key: "phone", names: &["phone", "telephone"], needed: false },
    Column { key: "marking", names: &["marking"], needed: false },
    Column {
        key: "areas",
        names: &["areas", "regions", "districts", "adm pcodes", "pcodes"],
        needed: false,
    },
];

/// One row of the list.
#[derive(Clone, Debug)]
pub struct Given {
    pub row: usize,
    pub draft: Draft,
    /// None where the row does not say, or not in words the house knows.
    pub kind: Option<Kind>,
    pub community: Option<Community>,
    pub parent: String,
    pub areas: Vec<String>,
    /// The same name stands further up: this row is left out.
    pub is_double: bool,
    /// The house's own offices are set up by hand, not read from a file: this row is left out.
    pub is_system: bool,
    pub notes: Vec<Note>,
}

/// The list as read, and how it names its columns.
pub struct Listing {
    pub rows: Vec<Given>,
    pub table: Table,
}

impl Listing {
    pub fn read(file: &InputFile) -> Result<Listing, Fault> {
        let table = Table::read(file, COLUMNS)?;
        let mut rows: Vec<Given> = table.rows.iter().map(|row| read_row(&table, row)).collect();
        name_shared(&table, &mut rows);
        Ok(Listing { rows, table })
    }
}

fn read_row(table: &Table, row: &Row) -> Given {
    let mut notes = Vec::new();
    if let Some(column) = table.overhang(row) {
        notes.push(Note::error(column, "imports-row-too-long"));
    }
    let name = text(table, row, "name", 200, &mut notes);
    if name.is_empty() {
        notes.push(Note::error(table.column("name"), "imports-cell-needed"));
    }
    for key in ["name", "reported"] {
        if table.raw(row, key) != table.cell(row, key) {
            notes.push(Note::warning(table.column(key), "imports-stray-spaces"));
        }
    }
    let draft = Draft {
        name,
        acronym: text(table, row, "acronym", 40, &mut notes),
        local_name: text(table, row, "local_name", 200, &mut notes),
        marking: text(table, row, "marking", 60, &mut notes),
        mandate: text(table, row, "mandate", 400, &mut notes),
        website: text(table, row, "website", 200, &mut notes),
        phone: text(table, row, "phone", 60, &mut notes),
        ..Draft::default()
    };
    if table.has("acronym") && draft.acronym.is_empty() {
        notes.push(Note::warning(table.column("acronym"), "imports-actor-no-acronym"));
    }
    let areas = table.cell(row, "areas");
    Given {
        row: row.number,
        draft,
        kind: read_kind(table, row, &mut notes),
        community: read_community(table, row, &mut notes),
        parent: table.cell(row, "parent"),
        areas: areas
            .split([';', ',', '|'])
            .map(|code| code.trim().to_owned())
            .filter(|code| !code.is_empty())
            .collect(),
        is_double: false,
        is_system: is_system(table, row),
        notes,
    }
}

fn text(table: &Table, row: &Row, key: &str, limit: usize, notes: &mut Vec<Note>) -> String {
    let value = table.cell(row, key);
    if value.chars().count() > limit {
        let text = Text::new("imports-cell-too-long").with("n", limit);
        notes.push(Note::error(table.column(key), text));
    }
    value
}

/// By the code where there is one, else by the words; a code and words that disagree are named.
fn read_kind(table: &Table, row: &Row, notes: &mut Vec<Note>) -> Option<Kind> {
    let (code, words) = (table.cell(row, "code"), table.cell(row, "kind"));
    if code.is_empty() && words.is_empty() {
        notes.push(Note::warning(table.column("kind"), "imports-actor-no-kind"));
        return None;
    }
    let (by_code, by_words) = (kinds::kind(&code), kinds::kind(&words));
    for (key, cell, kind) in [("code", &code, by_code), ("kind", &words, by_words)] {
        if kind.is_none() && !cell.is_empty() {
            let text = Text::new("imports-actor-kind-unknown").with("value", cell.as_str());
            notes.push(Note::warning(table.column(key), text));
        }
    }
    if let (Some(one), Some(other)) = (by_code, by_words)
        && one != other
    {
        let text = Text::new("imports-actor-kinds-differ").with("code", code).with("words", words);
        notes.push(Note::warning(table.column("code"), text));
    }
    by_code.or(by_words)
}

fn is_system(table: &Table, row: &Row) -> bool {
    fold(&table.cell(row, "community")) == "system"
}

fn read_community(table: &Table, row: &Row, notes: &mut Vec<Note>) -> Option<Community> {
    let cell = table.cell(row, "community");
    let community = kinds::community(&cell);
    if is_system(table, row) {
        notes.push(Note::warning(table.column("community"), "imports-actor-system"));
    } else if community.is_none() && !cell.is_empty() {
        let text = Text::new("imports-actor-community-unknown").with("value", cell);
        notes.push(Note::error(table.column("community"), text));
    }
    community
}

/// Acronyms that several organisations use, and names that stand twice.
fn name_shared(table: &Table, rows: &mut [Given]) {
    let mut acronyms: HashMap<String, Vec<usize>> = HashMap::new();
    let mut exact: HashMap<String, usize> = HashMap::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    for given in &*rows {
        let acronym = fold(&given.draft.acronym);
        if !acronym.is_empty() {
            acronyms.entry(acronym).or_default().push(given.row);
        }
    }
    for given in rows {
        if let Some(shared) =
            acronyms.get(&fold(&given.draft.acronym)).filter(|rows| rows.len() > 1)
        {
            let others = shared.iter().filter(|row| **row != given.row).map(ToString::to_string);
            let text = Text::new("imports-actor-acronym-shared")
                .with("acronym", given.draft.acronym.as_str())
                .with("rows", others.collect::<Vec<_>>().join(", "));
            given.notes.push(Note::warning(table.column("acronym"), text));
        }
        let (name, folded) = (given.draft.name.clone(), fold(&given.draft.name));
        if let Some(row) = exact.get(&name).filter(|_| !name.is_empty()) {
            let text = Text::new("imports-actor-name-twice").with("row", row.to_string());
            given.notes.push(Note::warning(table.column("name"), text));
            given.is_double = true;
        } else if let Some(row) = names.get(&folded).filter(|_| !folded.is_empty()) {
            let text = Text::new("imports-actor-name-nearly-twice").with("row", row.to_string());
            given.notes.push(Note::warning(table.column("name"), text));
        }
        exact.entry(name).or_insert(given.row);
        names.entry(folded).or_insert(given.row);
    }
}
