//! The runs of imports in the house's own process: one at a time, so that a large file costs its memory once. Who started one can
//! leave; how far it is stands with the import.

use super::{
    apply,
    apply::Written,
    check,
    check::Variants,
    model::{Brings, KeptText, State},
    store,
};
use crate::{
    access::Viewer,
    db::{Db, Mode},
    i18n::Text,
    imports::projects,
    web::error::{Error, Result},
};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

static ONE: Semaphore = Semaphore::const_new(1);
/// A run that ends within this time is waited for, so that small files need no second look.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How often a run that waits for its turn says so; after a minute of silence it counts as stopped.
const STILL_HERE: Duration = Duration::from_secs(20);

/// What is to be done with an import.
pub enum Work {
    Check(Variants),
    Apply { leave_out: bool },
}

/// Starts a run and waits a moment for it.
pub async fn start(db: Db, viewer: Viewer, id: Uuid, work: Work) {
    let run = tokio::spawn(async move {
        if let Err(error) = run(&db, &viewer, id, work).await {
            tracing::error!(%error, import = %id, "a run of an import stopped");
            let why = Text::new("imports-activity-stopped");
            if let Err(error) = apply::failed(&db, &viewer, id, why).await {
                tracing::error!(%error, import = %id, "and could not be marked");
            }
        }
    });
    let _ = tokio::time::timeout(PATIENCE, run).await;
}

/// Does it when its turn comes; [`Work::Apply`] that was overtaken makes the dry run again and says so.
pub async fn run(db: &Db, viewer: &Viewer, id: Uuid, work: Work) -> Result<()> {
    let turn = turn(db, viewer, id).await?;
    let mut tx = db.begin(viewer.clone(), Mode::Read).await?;
    let brings = store::find(&mut tx, id).await?.brings;
    drop(tx);
    match work {
        Work::Check(variants) => check(db, viewer, id, brings, variants).await?,
        Work::Apply { leave_out } => match apply(db, viewer, id, brings, leave_out).await? {
            Written::Rows(_) => {}
            Written::Overtaken => {
                check(db, viewer, id, brings, Variants::new()).await?;
                say(db, viewer, id, Text::new("imports-activity-overtaken")).await?;
            }
            Written::Mistakes => say(db, viewer, id, Text::new("imports-errors-left")).await?,
        },
    }
    drop(turn);
    Ok(())
}

async fn check(
    db: &Db,
    viewer: &Viewer,
    id: Uuid,
    brings: Brings,
    variants: Variants,
) -> Result<()> {
    match brings {
        Brings::Activities => check::run(db, viewer, id, variants).await,
        Brings::Projects => projects::check(db, viewer, id).await,
    }
}

async fn apply(
    db: &Db,
    viewer: &Viewer,
    id: Uuid,
    brings: Brings,
    leave_out: bool,
) -> Result<Written> {
    match brings {
        Brings::Activities => apply::run(db, viewer, id, leave_out).await,
        Brings::Projects => projects::apply(db, viewer, id, leave_out).await,
    }
}

/// Waits for the run before, and says now and then that this one still waits.
async fn turn(db: &Db, viewer: &Viewer, id: Uuid) -> Result<SemaphorePermit<'static>> {
    loop {
        if let Ok(turn) = tokio::time::timeout(STILL_HERE, ONE.acquire()).await {
            return turn.map_err(|error| Error::Internal(error.to_string()));
        }
        let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
        store::beat(&mut tx, id, 0).await?;
        tx.commit().await?;
    }
}

/// It is as checked as before; the reason why it was not written stands on top.
async fn say(db: &Db, viewer: &Viewer, id: Uuid, why: Text) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    let mut import = store::find(&mut tx, id).await?;
    import.remarks.texts.insert(0, KeptText::from(&why));
    let rows = usize::try_from(import.total).unwrap_or(0);
    store::end(&mut tx, id, State::Checked, &import.remarks, rows).await?;
    tx.commit().await
}
