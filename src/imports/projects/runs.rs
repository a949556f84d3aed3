//! The runs of a table that came over the web: the dry run, and the writing. The file is read again before it is written, and what differs
//! from the dry run stops it.

use super::{Planned, plan, table};
use crate::{
    access::Viewer,
    db::{Db, Mode, Tx},
    imports::{
        activities::{
            Head, Import, KeptText, Outlined, Received, Remarks, State, Written, fail, signature,
            staging,
        },
        file::{Fault, InputFile},
        report::{Outcome, Weight},
        table::Table,
        wording::tidy,
    },
    qips::{self, model::Slot, policy::BringIn},
    web::error::{Error, Result},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Rows between two words of how far it is.
const BEAT: usize = 50;
/// First cells of a column that are kept to be shown.
const SAMPLES: usize = 3;

/// A file as it came, its columns recognised; what is none is refused with the reason. Slow for large workbooks: not for an async thread.
pub fn open(file: InputFile) -> Result<Received, Fault> {
    let file = file.bounded()?;
    let table = table(&file)?;
    let samples = |at: usize| -> Vec<String> {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| tidy(cell));
        cells.filter(|cell| !cell.is_empty()).take(SAMPLES).collect()
    };
    let head = |(at, name): (usize, &String)| Head {
        name: tidy(name),
        tag: String::new(),
        samples: samples(at),
    };
    let header: Vec<Head> = table.header().iter().enumerate().map(head).collect();
    let name: String = tidy(&file.name).chars().take(200).collect();
    Ok(Received {
        file_name: if name.is_empty() { "file".to_owned() } else { name },
        signature: signature(&header),
        header,
        columns: table.places().map(|(field, at)| (field.to_owned(), at)).collect(),
        options: crate::imports::activities::Options::default(),
        total: table.rows.len(),
        bytes: file.bytes,
    })
}

/// The table of an import again, from the bytes that are kept.
async fn reread(tx: &mut Tx, import: &Import) -> Result<Result<Table, Fault>> {
    let bytes = staging::file(tx, import.id).await?.ok_or(Error::NotFound)?;
    let file = InputFile { name: import.file_name.clone(), bytes };
    let read = tokio::task::spawn_blocking(move || table(&file)).await;
    read.map_err(|error| Error::Internal(error.to_string()))
}

/// Runs the dry run and leaves its result with the import.
pub async fn check(db: &Db, viewer: &Viewer, id: Uuid) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    let import = staging::find(&mut tx, id).await?;
    staging::begin(&mut tx, id, State::Checking).await?;
    let table = match reread(&mut tx, &import).await? {
        Ok(table) => table,
        Err(fault) => {
            tx.commit().await?;
            return fail(db, viewer, id, &fault).await;
        }
    };
    let fixes = staging::fixes(&mut tx, id).await?;
    let planned = plan(&mut tx, &table, &fixes).await?;
    staging::outline(&mut tx, id, &planned.iter().map(outlined).collect::<Vec<_>>()).await?;
    let remarks = Remarks {
        texts: crate::imports::unread(&table).iter().map(KeptText::from).collect(),
        unknown: Vec::new(),
    };
    staging::end(&mut tx, id, State::Checked, &remarks, planned.len()).await?;
    tx.commit().await
}

fn outlined(one: &Planned) -> Outlined {
    Outlined {
        row: i32::try_from(one.row.number).unwrap_or(i32::MAX),
        outcome: one.line.outcome,
        has_warning: one.line.has(Weight::Warning),
        record: one.line.record.clone(),
        cells: one.row.cells.clone(),
        notes: one.line.notes.iter().map(Into::into).collect(),
    }
}

/// Writes it all, or nothing, once somebody asked for it. With `leave_out`, rows with mistakes stay behind.
pub async fn apply(db: &Db, viewer: &Viewer, id: Uuid, leave_out: bool) -> Result<Written> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    staging::open_writing(&mut tx).await?;
    let import = staging::find(&mut tx, id).await?;
    if import.state != State::Applying {
        return Ok(Written::Rows(0));
    }
    let fixes = staging::fixes(&mut tx, id).await?;
    let Ok(table) = reread(&mut tx, &import).await? else { return Ok(Written::Overtaken) };
    let planned = plan(&mut tx, &table, &fixes).await?;
    let staged = staging::rows(&mut tx, id, None, false, 0, usize::MAX).await?;
    let staged: HashMap<i32, (Outcome, Uuid)> =
        staged.into_iter().map(|line| (line.row, (line.outcome, line.activity_id))).collect();
    let mut done = 0;
    for one in &planned {
        let row = i32::try_from(one.row.number).unwrap_or(i32::MAX);
        let Some((_, project_id)) = staged.get(&row).filter(|(seen, _)| *seen == one.line.outcome)
        else {
            return Ok(Written::Overtaken);
        };
        if one.line.outcome == Outcome::Error && !leave_out {
            return Ok(Written::Mistakes);
        }
        let Some(project) = &one.project else { continue };
        let slot = Slot { id: *project_id, ..Slot::new(project.kind, project.owner, true) };
        let permit = tx.permit(BringIn, &slot)?;
        qips::store::bring_in(&mut tx, permit, project).await?;
        done += 1;
        if done % BEAT == 0 {
            beat(db, viewer, id, done).await?;
        }
    }
    staging::close_writing(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Written::Rows(i64::try_from(done).unwrap_or(i64::MAX)))
}

/// Told beside the transaction that writes, which nobody sees until it ends.
async fn beat(db: &Db, viewer: &Viewer, id: Uuid, done: usize) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    staging::beat(&mut tx, id, done).await?;
    tx.commit().await
}
