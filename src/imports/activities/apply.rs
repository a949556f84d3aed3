//! Writes what the dry run showed: everything in one transaction, with its progress told from beside it.

use super::{
    model::{KeptText, State},
    store,
};
use crate::{
    access::Viewer,
    activities::{model::Slot, policy::Create},
    db::{Db, Mode},
    i18n::Text,
    imports::report::Outcome,
    web::error::Result,
};
use uuid::Uuid;

/// Rows that are written with one statement of each kind.
const BATCH: i64 = 2000;

/// How an application ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// So many activities were added or changed.
    Rows(i64),
    /// Something changed since the dry run: nothing was written, and the dry run must be made again.
    Overtaken,
    /// Rows with mistakes, which nobody said to leave out: nothing was written.
    Mistakes,
}

/// Writes it all, or nothing, once somebody asked for it ([`store::ask`]). With `leave_out`, rows with mistakes stay behind.
pub async fn run(db: &Db, viewer: &Viewer, id: Uuid, leave_out: bool) -> Result<Written> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    store::open_writing(&mut tx).await?;
    let import = store::find(&mut tx, id).await?;
    if import.state != State::Applying {
        return Ok(Written::Rows(0));
    }
    if !leave_out && !store::rows(&mut tx, id, Some(Outcome::Error), false, 0, 1).await?.is_empty()
    {
        return Ok(Written::Mistakes);
    }
    if store::is_overtaken(&mut tx, id).await? {
        return Ok(Written::Overtaken);
    }
    for (actor, community) in store::owners(&mut tx, id).await? {
        tx.check(Create, &Slot { id: Uuid::nil(), actor, community })?;
    }
    let (mut after, mut done) = (0, 0);
    while let Some((last, n)) = store::write_batch(&mut tx, id, after, BATCH).await? {
        (after, done) = (last, done + n);
        beat(db, viewer, id, done).await?;
    }
    store::close_writing(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Written::Rows(done))
}

/// Told beside the transaction that writes, which nobody sees until it ends.
async fn beat(db: &Db, viewer: &Viewer, id: Uuid, done: i64) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    store::beat(&mut tx, id, usize::try_from(done).unwrap_or(0)).await?;
    tx.commit().await
}

/// It did not come through: nothing was written, and the dry run can be made again.
pub async fn failed(db: &Db, viewer: &Viewer, id: Uuid, why: Text) -> Result<()> {
    let mut tx = db.begin(viewer.clone(), Mode::Write).await?;
    let mut import = store::find(&mut tx, id).await?;
    import.remarks.texts.insert(0, KeptText::from(&why));
    let rows = usize::try_from(import.total).unwrap_or(0);
    store::end(&mut tx, id, State::Failed, &import.remarks, rows).await?;
    tx.commit().await
}
