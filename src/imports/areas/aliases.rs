//! Reads other spellings of places, and finds the area each belongs to.

use super::plan::{Plan, Step};
use crate::{
    areas::model::Draft,
    i18n::Text,
    imports::{
        file::{Fault, InputFile},
        report::{Line, Note, Outcome},
        table::{Column, Row, Table},
        wording::{fold, nearest},
    },
};
use std::collections::HashSet;
use uuid::Uuid;

const COLUMNS: &[Column] = &[
    Column {
        key: "alias",
        names: &["alias", "alternative", "other name", "spelling", "variant"],
        needed: true,
    },
    Column { key: "pcode", names: &["pcode", "p code", "code"], needed: false },
    Column { key: "name", names: &["name", "official name"], needed: false },
    Column { key: "admin_level", names: &["admin level", "adm level", "level"], needed: false },
];

/// How like a name must be to be proposed.
const LIKE: f64 = 0.6;

/// Another spelling of the area with this code.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    pub code: String,
    pub text: String,
}

/// Adds the aliases of a file to the plan. `known` are those that are written already.
pub fn add(file: &InputFile, known: &[(Uuid, String)], plan: &mut Plan) -> Result<(), Fault> {
    let table = Table::read(file, COLUMNS)?;
    let mut seen: HashSet<(String, String)> = HashSet::new();
    for row in &table.rows {
        let alias = table.cell(row, "alias");
        let mut notes = Vec::new();
        if let Some(column) = table.overhang(row) {
            notes.push(Note::error(column, "imports-row-too-long"));
        }
        if alias.is_empty() || alias.chars().count() > 200 {
            notes.push(Note::error(table.column("alias"), "imports-cell-needed"));
        }
        let failed = !notes.is_empty();
        let found = find(&table, row, &plan.steps, &mut notes);
        let outcome = match found {
            _ if failed => Outcome::Error,
            Some((step, draft)) if is_new(step, draft, &alias, known, &mut seen) => {
                plan.aliases.push(Alias { code: draft.code.clone(), text: alias.clone() });
                Outcome::New
            }
            Some(_) => Outcome::Unchanged,
            None => Outcome::LeftOut,
        };
        let record = match found {
            Some((_, draft)) => format!("{} {} = {alias}", draft.code, draft.name),
            None => format!("{} = {alias}", table.cell(row, "name")),
        };
        plan.lines.push(Line {
            file: file.name.clone(),
            row: Some(row.number),
            record,
            outcome,
            notes,
        });
    }
    Ok(())
}

fn is_new(
    step: &Step,
    draft: &Draft,
    alias: &str,
    known: &[(Uuid, String)],
    seen: &mut HashSet<(String, String)>,
) -> bool {
    let written = match step {
        Step::Update(id) | Step::Keep(id) | Step::Version { old: id, same_place: true, .. } => {
            Some(*id)
        }
        _ => None,
    };
    let is_written = |id| known.iter().any(|(area, text)| *area == id && text == alias);
    draft.name != alias
        && !written.is_some_and(is_written)
        && seen.insert((draft.code.clone(), alias.to_owned()))
}

/// By the code where it is one of this level, else by the name; a name that is merely similar is proposed, not taken.
fn find<'a>(
    table: &Table,
    row: &Row,
    steps: &'a [(Step, Draft)],
    notes: &mut Vec<Note>,
) -> Option<&'a (Step, Draft)> {
    let (code, name) = (table.cell(row, "pcode"), table.cell(row, "name"));
    let level = table.cell(row, "admin_level").parse::<i16>().ok();
    let with_code = steps.iter().find(|(_, draft)| !code.is_empty() && draft.code == code);
    if let Some(step) = with_code.filter(|(_, draft)| level.is_none_or(|l| l == draft.level)) {
        return Some(step);
    }
    let here = |(_, draft): &&(Step, Draft)| level.is_none_or(|level| level == draft.level);
    let mut same = steps.iter().filter(here).filter(|(_, draft)| fold(&draft.name) == fold(&name));
    if let (Some(step), None) = (same.next(), same.next()) {
        let text = Text::new("imports-alias-by-name").with("code", step.1.code.as_str());
        notes.push(Note::warning(table.column("pcode"), text));
        return Some(step);
    }
    let names: Vec<String> =
        steps.iter().filter(here).map(|(_, draft)| fold(&draft.name)).collect();
    let among = || steps.iter().filter(here).zip(names.iter().map(String::as_str));
    let like = |text: &str| nearest(&fold(text), among(), LIKE);
    let text = match like(&name).or_else(|| like(&table.cell(row, "alias"))) {
        Some((_, draft)) => Text::new("imports-alias-nearest")
            .with("name", name)
            .with("code", draft.code.as_str())
            .with("nearest", draft.name.as_str()),
        None => Text::new("imports-alias-unknown").with("name", name),
    };
    notes.push(Note::warning(table.column("name"), text));
    None
}
