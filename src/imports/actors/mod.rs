//! `cimic-house import actors`: a list of organisations becomes proposed entries, which their communities confirm.

mod kinds;
mod plan;
mod read;

use super::{file::InputFile, report::Report};
use crate::{
    access::Viewer,
    actors::{
        model::Known,
        policy::{Create, Import},
        store,
    },
    areas,
    db::{Db, Mode, Tx},
    web::error::Result,
};
use plan::{Plan, Step};
use read::Listing;

/// Plans the import, and with `apply` writes it: everything in one transaction, or nothing if there is one error.
/// The report tells what would be, or was, done.
pub async fn run_actors(db: &Db, file: &InputFile, apply: bool) -> Result<Report> {
    let listing = match Listing::read(file) {
        Ok(listing) => listing,
        Err(fault) => return Ok(Report::of_faults(vec![fault])),
    };
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let areas = areas::store::in_force(&mut tx).await?;
    let known = store::known(&mut tx).await?;
    let mut plan = plan::compare(&listing, &known, &areas);
    let mut report = Report {
        lines: std::mem::take(&mut plan.lines),
        remarks: super::unread(&listing.table).into_iter().collect(),
        ..Report::default()
    };
    if apply && !report.has_errors() {
        write(&mut tx, &plan, &known, &file.name).await?;
        tx.commit().await?;
        report.applied = true;
    }
    Ok(report)
}

/// Writes the plan: one event for each entry that is new or changes.
async fn write(tx: &mut Tx, plan: &Plan, known: &[Known], source: &str) -> Result<()> {
    for step in &plan.steps {
        match step {
            Step::New(new, draft) => {
                let permit = tx.permit(Create, new)?;
                store::insert(tx, permit, draft).await?;
            }
            Step::Change { known: at, draft, kind } => {
                let permit = tx.permit(Import, &known[*at])?;
                store::take_over(tx, permit, draft, *kind, source).await?;
            }
        }
    }
    Ok(())
}
