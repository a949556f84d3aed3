//! Who does what where, from files: on the page and by `cimic-house import activities`.

mod apply;
mod check;
mod columns;
mod dates;
mod forms;
pub mod keeping;
pub mod model;
mod pages;
pub mod policy;
mod read;
mod receive;
mod resolve;
mod source;
pub mod store;
mod words;
mod work;

// What the imports of past projects share with these.
pub use apply::Written;
pub use check::fail;
pub use columns::{Head, signature};
pub use model::{Import, KeptText, Options, Outlined, Remarks, State};
pub use read::Fixes;
pub use store::{self as staging, Received};

use super::{
    file::{Fault, InputFile},
    report::{Line, Report},
};
use crate::{
    access::Viewer,
    db::{Db, Mode},
    i18n::Text,
    routes::Routes,
    web::{context::Ctx, error::Result},
};
use model::{Brings, HOUSE};
use work::Work;

/// The largest body of a form with a file: the file, and the form around it.
const MAX_BODY: u64 = super::file::MAX_BYTES + 64 * 1024;

pub fn routes() -> Routes {
    Routes::default()
        .get("/activities/imports", |cx: Ctx| pages::index(Brings::Activities, cx))
        .upload("/activities/imports", MAX_BODY, pages::create)
        .get("/activities/imports/{id}", pages::show)
        .get("/activities/imports/{id}/columns", pages::columns)
        .post("/activities/imports/{id}/columns", pages::choose_columns)
        .post("/activities/imports/{id}/words", pages::correct)
        .get("/activities/imports/{id}/row", pages::row)
        .post("/activities/imports/{id}/row", pages::fix)
        .post("/activities/imports/{id}/check", pages::check)
        .post("/activities/imports/{id}/application", pages::apply)
        .post("/activities/imports/{id}/removal", pages::discard)
        .get("/qips/imports", |cx: Ctx| pages::index(Brings::Projects, cx))
        .upload("/qips/imports", MAX_BODY, pages::create_projects)
        .get("/qips/imports/{id}", pages::show)
        .get("/qips/imports/{id}/row", pages::row)
        .post("/qips/imports/{id}/row", pages::fix)
        .post("/qips/imports/{id}/check", pages::check)
        .post("/qips/imports/{id}/application", pages::apply)
        .post("/qips/imports/{id}/removal", pages::discard)
}

/// What the command line says beside the file.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub variants: Option<InputFile>,
    pub year: Option<i16>,
    pub from: Option<jiff::civil::Date>,
    pub until: Option<jiff::civil::Date>,
    pub month_first: bool,
    pub apply: bool,
    pub leave_out_errors: bool,
}

/// Reads a list of activities as the house itself, and with `apply` writes it: everything in one transaction, or nothing if there
/// is one error, unless rows with errors are to be left out. The report tells what would be, or was, done.
pub async fn run_activities(db: &Db, file: InputFile, wanted: Wanted) -> Result<Report> {
    let viewer = Viewer::house();
    let variants = match wanted.variants.as_ref().map(receive::variants).transpose() {
        Ok(variants) => variants.unwrap_or_default(),
        Err(fault) => return Ok(Report::of_faults(vec![fault])),
    };
    let name = file.name.clone();
    let opened = match receive::open_beside(file).await? {
        Ok(opened) => opened,
        Err(fault) => return Ok(Report::of_faults(vec![fault])),
    };
    let guessed = receive::guessed(&opened);
    let options = model::Options {
        year: wanted.year.or(guessed.year),
        from: wanted.from.or(guessed.from),
        until: wanted.until.or(guessed.until),
        day_first: !wanted.month_first,
    };
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    let new = receive::new(Brings::Activities, HOUSE);
    let suffice = receive::keep(&mut tx, opened, &new, Some(options)).await?;
    if !suffice {
        return Ok(Report::of_faults(vec![Fault::of(&name, "imports-activity-columns")]));
    }
    tx.commit().await?;
    work::run(db, &viewer, new.id, Work::Check(variants)).await?;
    let mut report = report(db, &viewer, new.id, &name).await?;
    report.leaves_errors_out = wanted.leave_out_errors;
    if wanted.apply && !report.has_errors() {
        let leave_out = wanted.leave_out_errors;
        let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
        let import = store::find(&mut tx, new.id).await?;
        let permit = tx.permit(policy::Apply, &import)?;
        store::ask(&mut tx, permit, leave_out).await?;
        tx.commit().await?;
        work::run(db, &viewer, new.id, Work::Apply { leave_out }).await?;
        let mut tx = db.begin(viewer.clone(), Mode::Read).await?;
        report.applied = store::find(&mut tx, new.id).await?.state == State::Applied;
    }
    if !report.applied {
        let mut tx = db.begin(viewer, Mode::Write).await?;
        let import = store::find(&mut tx, new.id).await?;
        let permit = tx.permit(policy::Discard, &import)?;
        store::discard(&mut tx, permit).await?;
        tx.commit().await?;
    }
    Ok(report)
}

/// The dry run as a report for the terminal.
async fn report(db: &Db, viewer: &Viewer, id: uuid::Uuid, name: &str) -> Result<Report> {
    let mut tx = db.begin(viewer.clone(), Mode::Read).await?;
    let import = store::find(&mut tx, id).await?;
    if import.state == State::Failed {
        let what = import
            .remarks
            .texts
            .first()
            .map_or_else(|| Text::new("imports-activity-stopped"), Text::from);
        return Ok(Report::of_faults(vec![Fault::of(name, what)]));
    }
    let rows = store::rows(&mut tx, id, None, false, 0, super::table::MAX_ROWS).await?;
    let lines = rows.into_iter().map(|row| Line {
        file: name.to_owned(),
        row: usize::try_from(row.row).ok(),
        record: row.record,
        outcome: row.outcome,
        notes: row.notes,
    });
    let remarks = import.remarks.texts.iter().map(Text::from).collect();
    Ok(Report { lines: lines.collect(), remarks, ..Report::default() })
}
