//! Past projects from a table, by the command line (`cimic-house import projects`) and on pages: each doubt about a row is named; the same
//! table twice changes nothing.

mod read;
mod runs;

pub use runs::{apply, check, open};

use super::{
    activities::Fixes,
    file::{Fault, InputFile},
    report::{Line, Report},
    table::{Row, Table},
};
use crate::{
    access::{Role, Viewer},
    areas,
    db::{Db, Mode, Tx},
    i18n::Text,
    qips::{
        model::{Imported, Slot},
        policy::BringIn,
        store,
    },
    web::error::Result,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Rows of one table. A mission has some hundreds of projects in its life.
const MOST: usize = 5000;

/// What the house knows before a row is read.
pub struct Known {
    /// Current areas by code.
    areas: HashMap<String, Uuid>,
    sources: HashSet<String>,
    /// The office that will keep them.
    owner: Option<Uuid>,
}

/// A row of the table, what becomes of it, and the project where there is a new one.
pub struct Planned {
    pub row: Row,
    pub line: Line,
    pub project: Option<Imported>,
}

/// Plans the import, and with `apply` writes it: everything in one transaction, or nothing if there is one error.
pub async fn run_projects(db: &Db, file: &InputFile, apply: bool) -> Result<Report> {
    let table = match table(file) {
        Ok(table) => table,
        Err(fault) => return Ok(Report::of_faults(vec![fault])),
    };
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let planned = plan(&mut tx, &table, &Fixes::new()).await?;
    let mut report =
        Report { remarks: super::unread(&table).into_iter().collect(), ..Report::default() };
    let mut projects = Vec::new();
    for one in planned {
        report.lines.push(one.line);
        projects.extend(one.project);
    }
    if apply && !report.has_errors() {
        for project in &projects {
            let slot = Slot::new(project.kind, project.owner, true);
            let permit = tx.permit(BringIn, &slot)?;
            store::bring_in(&mut tx, permit, project).await?;
        }
        tx.commit().await?;
        report.applied = true;
    }
    Ok(report)
}

/// The table of a file, or what is wrong with it as a whole.
fn table(file: &InputFile) -> Result<Table, Fault> {
    let table = Table::read(file, &read::COLUMNS)?;
    if table.rows.len() > MOST {
        let text = Text::new("imports-fault-rows").with("n", MOST.to_string());
        return Err(Fault::of(&file.name, text));
    }
    Ok(table)
}

/// What becomes of every row, with the cells that were corrected on the page.
async fn plan(tx: &mut Tx, table: &Table, fixes: &Fixes) -> Result<Vec<Planned>> {
    let rows: Vec<Row> = table.rows.iter().map(|row| fixed(table, row, fixes)).collect();
    let sources: Vec<String> = rows.iter().map(|row| table.cell(row, "ref")).collect();
    let known = known(tx, &sources).await?;
    let mut before: Vec<(usize, Imported)> = Vec::new();
    let mut planned = Vec::new();
    for row in rows {
        let (line, project) = read::read(table, &row, &known, &before);
        before.extend(project.clone().map(|project| (row.number, project)));
        planned.push(Planned { row, line, project });
    }
    Ok(planned)
}

fn fixed(table: &Table, row: &Row, fixes: &Fixes) -> Row {
    let mut row = row.clone();
    for (field, at) in table.places() {
        let Some(value) = fixes.get(&(row.number, field.to_owned())) else { continue };
        if row.cells.len() <= at {
            row.cells.resize(at + 1, String::new());
        }
        row.cells[at].clone_from(value);
    }
    row
}

/// A section keeps what it brings in itself; for the team and the command line it is the last desk of Civil Affairs.
async fn known(tx: &mut Tx, sources: &[String]) -> Result<Known> {
    let areas = areas::store::in_force(tx).await?;
    let owner = match tx.viewer().role {
        Role::Section => Some(tx.viewer().actor),
        _ => store::civil_affairs(tx).await?,
    };
    Ok(Known {
        areas: areas.into_iter().map(|area| (area.draft.code, area.id)).collect(),
        sources: store::sources(tx, sources).await?.into_iter().collect(),
        owner,
    })
}
